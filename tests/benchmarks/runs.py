"""Whole programs, timed from their start: through a pipe, or up to the first prompt."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PROMPT = b"\x1b[?2004h"  # a prompt that reads keys turns pasting on


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run took: seconds from start to end, and megabytes at most.

    The system counts the memory of whoever started a program until it runs, so
    ``megabytes`` is never less than what this program has itself.
    """

    seconds: float
    megabytes: float


def piped(command: Sequence[str], folder: Path, env: dict[str, str]) -> Spent:
    """Run ``command`` to its end, its output through a pipe.

    Raises ``RuntimeError`` when it fails.  An end with 1 is no fault: that is
    how ``bmc check`` says that it found something.
    """
    begun = time.perf_counter()
    program = subprocess.Popen(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    assert program.stdout is not None
    output = program.stdout.read()
    _, status, usage = os.wait4(program.pid, 0)
    seconds = time.perf_counter() - begun
    program.stdout.close()
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode not in {0, 1} or (program.returncode and not output):
        msg = f"{' '.join(command)} ended with {program.returncode}"
        raise RuntimeError(msg)
    return Spent(seconds, usage.ru_maxrss / 1024)


def to_first(
    sign: bytes, command: Sequence[str], folder: Path, env: dict[str, str]
) -> tuple[Spent, bytes]:
    """Run ``command`` in a pseudo-terminal until it has written ``sign``, then stop it.

    Returns what it took till then, and all that was on the screen.  Raises
    ``RuntimeError`` when it ends before.
    """
    begun = time.perf_counter()
    number, terminal = pty.fork()
    if number == 0:
        os.chdir(folder)
        os.execve(command[0], list(command), env)
    written = b""
    try:
        while sign not in written:
            if not (read := _read(terminal)):
                msg = f"{' '.join(command)} ended without its prompt: {written.decode()}"
                raise RuntimeError(msg)
            written += read
        seconds = time.perf_counter() - begun
    finally:
        os.kill(number, signal.SIGKILL)
        _, _, usage = os.wait4(number, 0)
        os.close(terminal)
    return Spent(seconds, usage.ru_maxrss / 1024), written


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def prompted(command: Sequence[str], folder: Path, env: dict[str, str]) -> Spent:
    """Run ``command`` in a pseudo-terminal until its first prompt is drawn and reads keys."""
    spent, _ = to_first(_PROMPT, command, folder, {**env, "PROMPT_TOOLKIT_NO_CPR": "1"})
    return spent
