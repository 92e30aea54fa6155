"""The command line inside this process: what a command says, and how it ends."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from typer.testing import CliRunner

from bmc_cli.cli import app


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


def bmc(*arguments: str, stdin: str = "") -> Outcome:
    """Run ``bmc`` with ``arguments`` where the test is; its input is no terminal."""
    with _signals_as_before():
        result = CliRunner().invoke(app, arguments, input=stdin, prog_name="bmc")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


@contextmanager
def _signals_as_before() -> Iterator[None]:
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
