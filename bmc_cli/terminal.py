"""The three streams: results on stdout, messages on stderr, and what kind of terminal there is."""

from __future__ import annotations

import codecs
import errno
import io
import os
import re
import shutil
import signal
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TextIO, cast

from bmc_cli import programs
from bmc_cli.plain_text import clean, logged, one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from bmc_cli.errors import BmcError
    from bmc_cli.words.packs import Pack

_LONGEST_VALUE = 600  # a longer text in an error is cut, so that it is still read
_WIDE_SOURCE = 120  # a longer offending line is shown around its caret


NARROWEST, WIDEST = 20, 1000
"""Columns that a drawing may have."""

_NEAREST = {
    "·": "-",
    "•": "*",
    "○": "o",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
}


_SIZE = re.compile(r"0*[1-9][0-9]{0,3}", re.ASCII)


def forget_sizes() -> None:
    """Let a size in the environment that is none, ``COLUMNS=0``, give way to the terminal's own.

    Rich, the help, the pager and the editor each read these, and each takes a nought differently.
    """
    for name in ("COLUMNS", "LINES"):
        if not _SIZE.fullmatch(os.environ.get(name, "1")):
            del os.environ[name]


class _Unfailing:
    """A stream that a program can always write to; the first fault is kept for its end.

    Who writes need not look: what a command does (a save, above all) must not depend on
    whether somebody can read what it says.  A reader that went away is passed on where the
    stream is the result: there is nothing more to do then.
    """

    def __init__(self, stream: Any, faults: list[OSError], *, is_result: bool) -> None:
        self._stream = stream
        self._is_result = is_result
        self.faults = faults

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def buffer(self) -> _Unfailing:
        return _Unfailing(self._stream.buffer, self.faults, is_result=self._is_result)

    def write(self, text: Any) -> int:
        with self._noting():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with self._noting():
            self._stream.flush()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            if self._is_result and isinstance(fault, BrokenPipeError):
                raise
            self.faults.append(fault)


class _Closed(io.RawIOBase):
    """Stands for a stream that was closed before the program began."""

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare_streams() -> None:
    """Make stdout and stderr streams that take whatever is written to them.

    A character that the encoding lacks becomes the nearest one; what cannot be written is known
    at the end, from ``release_streams``.
    """
    codecs.register_error("bmc.nearest", _nearest)
    _fill_places()
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            stream = io.TextIOWrapper(cast("Any", _Closed()), "utf-8", write_through=True)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="bmc.nearest")
        setattr(sys, name, _Unfailing(stream, [], is_result=name == "stdout"))


def _fill_places() -> None:
    """Let no file that is opened take the place of a standard stream that was closed.

    A program that we start (git, an editor) would write into it.
    """
    for handle in range(3):
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free


def output_fault() -> OSError | None:
    """Return why stdout could not be written, None while it can."""
    faults = getattr(sys.stdout, "faults", ())
    return faults[0] if faults else None


def release_streams() -> OSError | None:
    """Write what waits, and return why stdout could not be written, if so.

    A stream that can no longer be written is given up, so that the exit code stays ours.
    """
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except (AttributeError, OSError, ValueError):
            setattr(sys, name, None)
    return output_fault()


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    """Return what to write for characters that cannot be encoded: as many cells of ASCII."""
    from unicodedata import east_asian_width, normalize

    assert isinstance(fault, UnicodeEncodeError)  # we only write
    characters = []
    for character in fault.object[fault.start : fault.end]:
        base = normalize("NFD", character)[0]
        near = _NEAREST.get(character, base if base.isascii() else "?")
        characters.append("??" if east_asian_width(character) in "WF" else near)
    return "".join(characters), fault.end


def result(text: str) -> None:
    """Write a line of the result, broken at words on a terminal.

    A name with a newline in it makes no second line.
    """
    data(wrapped(one_line(text), sys.stdout))


def data(text: str) -> None:
    """Write a result that other programs read, or that is to be copied, as it is."""
    sys.stdout.write(clean(text) + "\n")


def message(text: str = "") -> None:
    """Write a message, broken at words on a terminal; as with ``result`` it is one."""
    message_lines(one_line(text))


def message_lines(text: str) -> None:
    """Write a message that is meant to have more than one line, each broken at words."""
    _message_as_it_is(wrapped(clean(text)))


def _message_as_it_is(text: str) -> None:
    in_log = "GITHUB_ACTIONS" in os.environ
    sys.stderr.write((logged(clean(text)) if in_log else clean(text)) + "\n")
    sys.stderr.flush()


def wrapped(text: str, stream: TextIO | None = None) -> str:
    """Return ``text`` broken at words for a terminal that asks; unbroken for a pipe."""
    if not is_terminal(stream or sys.stderr):
        return text
    width = max(shutil.get_terminal_size().columns - 1, NARROWEST)
    return "\n".join(
        textwrap.fill(
            line,
            width,
            subsequent_indent=" " * min(len(line) - len(line.lstrip()), width // 2),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.split("\n")
    )


def is_terminal(stream: TextIO | None) -> bool:
    """Whether ``stream`` is open and a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def dialogue_stream() -> TextIO | None:
    """Return the stream to hold a conversation on: stderr, else stdout; None without a terminal."""
    if not is_terminal(sys.stdin):
        return None
    return next((each for each in (sys.stderr, sys.stdout) if is_terminal(each)), None)


def wants_plain() -> bool:
    """Whether the environment asks for plain lines: ACCESSIBLE, or a terminal without a cursor."""
    return bool(os.environ.get("ACCESSIBLE")) or os.environ.get("TERM", "") == "dumb"


def rich_console(stream: TextIO, width: int | None = None, *, plain: bool = False) -> Console:
    """Return a Rich console on ``stream`` that interprets nothing in foreign text.

    ``plain``: without colours and other styles.
    """
    from bmc_cli.inert import InertConsole

    options: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False}
    if plain:
        options["color_system"] = None
    console = InertConsole(file=stream, width=width, soft_wrap=False, **options)
    console.width = max(console.width, NARROWEST)
    return console


def page(
    out: Console, drawing: RenderableType, pinned: RenderableType | None = None, *, keys: str
) -> None:
    """Print ``drawing``; through a pager on a terminal that is too low for it.

    ``pinned`` is the same drawing with cursor movements, for a terminal; a pager shows
    colours but no movements.  ``keys`` is what the usual pager says below.
    """
    if not is_terminal(sys.stdout) or out.is_dumb_terminal:
        out.print(drawing, end="")
        return
    with out.capture() as captured:
        out.print(drawing, end="")
    text = captured.get()
    command = _pager(keys) if text.count("\n") >= out.height and is_terminal(sys.stdin) else ""
    if not command or not _paged(command, text):
        out.print(pinned or drawing, end="")


@contextmanager
def progress(said: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on the terminal for messages; yields a function that takes how many are done."""
    from rich.progress import Progress

    with Progress(console=rich_console(sys.stderr), transient=True) as bar:
        task = bar.add_task(clean(said), total=total)
        yield lambda done: bar.update(task, completed=done)


def table(rows: Sequence[Sequence[str]]) -> RenderableType:
    """Return rows of cells as a table without lines, each column as wide as it needs."""
    from rich.table import Table
    from rich.text import Text

    found = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for row in rows:
        found.add_row(*(Text(clean(cell)) for cell in row))
    return found


class Screen:
    """The whole terminal for a while: what was on it comes back, and the cursor too."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __enter__(self) -> Self:
        self.stream.write("\x1b[?1049h\x1b[?25l")
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.write("\x1b[?25h\x1b[?1049l")
        self.stream.flush()

    def show(self, rows: Sequence[str]) -> None:
        """Put ``rows`` on the screen, and nothing else."""
        self.stream.write("\x1b[H" + "\x1b[K\r\n".join(rows) + "\x1b[K\x1b[J")
        self.stream.flush()


def _pager(keys: str) -> str | list[str]:
    """Return the user's own pager, a line for the shell as git takes it, else the usual one.

    "" when there is neither.
    """
    if "PAGER" in os.environ:
        return os.environ["PAGER"].strip()
    prompt = "".join("\\" + character if character in "?:.%\\" else character for character in keys)
    less = programs.found("less")
    return [less, "-FRX", f"-Ps{prompt}"] if less else ""


def _paged(command: str | list[str], text: str) -> bool:
    """Run the pager; False when it cannot be had or fails, for all we know before it showed all.

    One that is left early is no failure: what it did not take is what nobody wanted.  Ctrl-C is
    for the pager, as git does: one that is killed leaves a terminal without an echo.
    """
    import subprocess

    interrupts: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    try:
        done = subprocess.run(
            command,
            shell=isinstance(command, str),  # the user's own line
            input=text,
            text=True,
            encoding="utf-8",
            env={"LESSCHARSET": "utf-8", **os.environ},
            check=False,
        )
    except (OSError, ValueError):  # not there, or a NUL
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupts and done.returncode:  # it ended of that
        raise KeyboardInterrupt
    return done.returncode == 0


def sentences(error: BmcError, pack: Pack) -> tuple[str, str]:
    """Return what went wrong, and what to do about it.

    Of an error that is the value ``cause`` the pack has ``{cause_remedy}`` too.
    """
    from bmc_cli.errors import BmcError

    values = {name: _told(value, pack) for name, value in error.values.items()}
    if isinstance(cause := error.values.get("cause"), BmcError):
        values["cause_remedy"] = sentences(cause, pack)[1]
    says = pack.say(f"errors.{error.reason}", **values)
    return says, pack.say(f"remedies.{error.reason}", **values)


def _told(value: object, pack: Pack) -> str:
    """Return a value of an error as words: an error by its sentence, a path as seen from here."""
    from bmc_cli.errors import BmcError

    if isinstance(value, BmcError):
        return sentences(value, pack)[0]
    if isinstance(value, Path):
        with suppress(OSError, ValueError):  # the folder is gone, or it is elsewhere
            near = value.relative_to(Path.cwd())
            value = near if near.name else value
    text = one_line(str(value))
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def show_error(error: BmcError, pack: Pack) -> None:
    """Tell an error in at most three lines: what, where, and what to do."""
    says, do = sentences(error, pack)
    place = error.place
    message(placed(error, says) if place else f"bmc: {says}")
    if place and place.source.strip():
        from rich.cells import cell_len

        source, before = _around(place.source, place.column - 1)
        _message_as_it_is(f"  {clean(source)}")
        do = " " * cell_len(clean(source[:before])) + "^ " + do
    if do:
        message(f"  {do}")


def placed(error: BmcError, says: str) -> str:
    """Return ``says`` behind the place of ``error``, if it has one."""
    place = error.place
    return f"{one_line(place.file)}:{place.line}:{place.column}: {says}" if place else says


def _around(source: str, at: int) -> tuple[str, int]:
    """Return the part of a long line around the character ``at``, and the place in that part."""
    if len(source) <= _WIDE_SOURCE:
        return source, at
    start = max(at - _WIDE_SOURCE // 2, 0)
    return source[start : start + _WIDE_SOURCE], at - start
