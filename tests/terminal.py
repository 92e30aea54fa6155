"""A program in a real pseudo-terminal, with the screen that a user would see."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import pexpect
import pyte
import pytest

BMC = (sys.executable, "-m", "bmc_cli")

ENTER, ESCAPE, TAB, SHIFT_TAB = "\r", "\x1b", "\t", "\x1b[Z"
UP, LEFT = "\x1b[A", "\x1b[D"
CTRL_B, CTRL_C, CTRL_D, CTRL_L = "\x02", "\x03", "\x04", "\x0c"
CTRL_O, CTRL_U, CTRL_Z = "\x0f", "\x15", "\x1a"

# Private modes of a terminal: pasting is on while a prompt reads keys, and
# the cursor is shown once the prompt is drawn.
_PASTING, _CURSOR = 2004, 25
_LONGEST = 20.0  # seconds


def pasted(*lines: str) -> str:
    """What a terminal sends when these lines are pasted."""
    return "\x1b[200~" + "\n".join(lines) + "\x1b[201~"


class _Screen(pyte.HistoryScreen):
    """A screen that counts how many prompts were drawn, ready to read keys."""

    prompts = 0
    drawing = False

    def set_mode(self, *modes: int, **options: bool) -> None:
        if _PASTING in modes:
            self.drawing = True
        elif _CURSOR in modes and self.drawing:
            self.drawing = False
            self.prompts += 1
        super().set_mode(*modes, **options)


def _heed_ctrl_c() -> None:
    """Let Ctrl-C count, also where the tests run in the background and it does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """Runs ``command`` in a pseudo-terminal and keeps its screen.

    Use it as a context manager: the program never outlives it.  ``raw`` holds every
    byte that it wrote.
    """

    def __init__(
        self,
        command: Sequence[str],
        cwd: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = _Screen(columns, rows, history=5000)
        self.stream = pyte.ByteStream(self.screen)
        self._seen: set[str] = set()
        self.raw, self._sent = b"", 0
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(cwd),
            dimensions=(rows, columns),
            timeout=_LONGEST,
            env={**environment(), **(env or {})},
            preexec_fn=_heed_ctrl_c,
        )
        self.child.delaybeforesend = None  # the tests wait for what they answer

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, without the blanks behind them."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def cursor_line(self) -> str:
        """The line that the cursor is on."""
        return self.lines[self.screen.cursor.y]

    @property
    def history(self) -> list[str]:
        """The lines that went up, out of the screen."""
        columns = range(self.screen.columns)
        return ["".join(line[x].data for x in columns).rstrip() for line in self.screen.history.top]

    @property
    def seen(self) -> set[str]:
        """Every line that was ever on the screen."""
        return self._seen | set(self.history)

    def send(self, keys: str) -> None:
        """Send keys, without waiting for anything."""
        self._sent = len(self.raw)
        self.child.send(keys.encode())

    def answer(self, keys: str) -> None:
        """Send keys that end a prompt, once it reads them, and wait for the next prompt."""
        self._read_until(lambda: _PASTING << 5 in self.screen.mode, "a prompt")
        before = self.screen.prompts
        self.send(keys)
        self._read_until(lambda: self.screen.prompts > before, "another prompt")

    def wait_for(self, text: str) -> None:
        """Wait until ``text`` is on the screen."""
        self._read_until(lambda: text in self.text, repr(text))

    def wait_until(self, reached: Callable[[], bool], wanted: str) -> None:
        """Wait until ``reached`` is true of the screen, which is called ``wanted``."""
        self._read_until(reached, wanted)

    def wait_for_prompt(self, prompt: str) -> None:
        """Wait until the cursor stands in a line that begins with ``prompt``."""
        self._read_until(lambda: self.cursor_line.startswith(prompt), f"the prompt {prompt!r}")

    def wait_for_text_end(self, pattern: re.Pattern[str]) -> None:
        """Wait until all that was written since the last keys ends in ``pattern``."""

        def ends() -> bool:
            new = self.raw[self._sent :].decode(errors="replace").replace("\r\n", "\n")
            return pattern.search(new) is not None

        self._read_until(ends, pattern.pattern)

    def wait_for_end(self) -> int | None:
        """Wait until the program ends; return its exit code, None if a signal killed it."""
        while self._read("the end of the program"):
            pass
        self.child.wait()
        return self.child.exitstatus

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.child.kill(number)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, of which the program gets a signal."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def hang_up(self) -> None:
        """Take the terminal away, as when its window is closed, and wait for the end."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self.child.child_fd)
        os.close(nothing)
        self.child.wait()

    def is_sane(self) -> bool:
        """Whether the terminal echoes and reads lines, as a shell expects it."""
        modes = termios.tcgetattr(self.child.child_fd)[3]
        return bool(modes & termios.ECHO) and bool(modes & termios.ICANON)

    def _read_until(self, reached: Callable[[], bool], wanted: str) -> None:
        __tracebackhide__ = True
        while not reached():
            if not self._read(wanted):
                self._fail(f"the program ended before {wanted}")

    def _read(self, wanted: str) -> bool:
        """Take in what the program wrote next; False when it has ended."""
        __tracebackhide__ = True
        data = b""
        with suppress(pexpect.TIMEOUT):
            try:
                data = self.child.read_nonblocking(size=4096, timeout=_LONGEST)
            except pexpect.EOF:
                return False
        if not data:
            self._fail(f"waited in vain for {wanted}")
        self.raw += data
        self.stream.feed(data)
        self._seen.update(self.lines)
        return True

    def _fail(self, why: str) -> NoReturn:
        __tracebackhide__ = True
        frame = "-" * self.screen.columns
        pytest.fail(f"{why}; the screen:\n{frame}\n{self.text}\n{frame}")


def environment() -> dict[str, str]:
    """A plain environment: nobody's settings, and the program that is being tested."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    root = str(Path(__file__).resolve().parent.parent)
    return {
        **kept,
        "PYTHONPATH": root,
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
