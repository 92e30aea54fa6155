"""The command line inside this process: what a command says, and how it ends.

``bmc`` runs a command; ``program`` runs the whole program, on streams that may fail.
"""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from bmc_cli.cli import app, main
from bmc_cli.commands.shared import session
from bmc_cli.errors import warnings
from bmc_cli.file import disk


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


def bmc(*arguments: str, stdin: str = "") -> Outcome:
    """Run ``bmc`` with ``arguments`` where the test is; its input is no terminal."""
    forget()
    with _signals_as_before():
        result = CliRunner().invoke(app, arguments, input=stdin, prog_name="bmc")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


def forget() -> None:
    """Forget what was saved in this process before, as a program that starts does not know it."""
    disk.saved.clear()
    warnings.clear()
    session.told.clear()


class Failing(io.RawIOBase):
    """A stream that cannot be written: every time the same fault."""

    def __init__(self, number: int) -> None:
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise OSError(self.number, os.strerror(self.number))


def program(*arguments: str, stdin: str = "", out: int | None = 0, err: int | None = 0) -> Outcome:
    """Run the program with ``arguments``, as ``main`` does.

    ``out`` and ``err`` are the number of the fault that writing to them ends in; 0 is none, and
    None a stream that was closed before.
    """
    forget()
    with pytest.MonkeyPatch.context() as patch, _signals_as_before():
        streams = {"stdout": _stream(out), "stderr": _stream(err)}
        for name, stream in streams.items():
            patch.setattr(f"sys.{name}", stream)
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        patch.setattr("sys.argv", ["bmc", *arguments])
        patch.setattr("sys.excepthook", None)  # typer sets one of its own
        with pytest.raises(SystemExit) as ended:
            main()
    code = ended.value.code
    assert isinstance(code, int)
    return Outcome(code, *(_written(stream) for stream in streams.values()))


def _stream(fault: int | None) -> io.TextIOWrapper | None:
    if fault is None:
        return None
    return io.TextIOWrapper(io.BufferedWriter(Failing(fault)) if fault else io.BytesIO(), "utf-8")


def _written(stream: io.TextIOWrapper | None) -> str:
    raw = stream.buffer if stream else None
    return raw.getvalue().decode() if isinstance(raw, io.BytesIO) else ""


@contextmanager
def _signals_as_before() -> Iterator[None]:
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
