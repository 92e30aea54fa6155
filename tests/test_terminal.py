"""The streams: what kind of terminal there is, and what goes to which."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from rich.console import Console

from bmc_cli import terminal


class Stream(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


@pytest.mark.parametrize(
    ("stream", "is_one"),
    [
        pytest.param(Stream(terminal=True), True, id="a terminal"),
        pytest.param(Stream(terminal=False), False, id="a pipe"),
        pytest.param(closed(), False, id="closed"),
        pytest.param(None, False, id="none"),
    ],
)
def test_what_is_a_terminal(stream: io.StringIO | None, is_one: bool) -> None:
    assert terminal.is_terminal(stream) is is_one


@pytest.mark.parametrize(
    ("terminals", "asks_on"),
    [
        pytest.param("in out err", "err", id="all"),
        pytest.param("in err", "err", id="the result goes into a file"),
        pytest.param("in out", "out", id="the talk goes into a file"),
        pytest.param("in", None, id="both go into a file"),
        pytest.param("out err", None, id="a script answers"),
    ],
)
def test_a_conversation_is_held_where_both_sides_are_a_terminal(
    monkeypatch: pytest.MonkeyPatch, terminals: str, asks_on: str | None
) -> None:
    streams = {name: Stream(terminal=name in terminals.split()) for name in ("in", "out", "err")}
    for name, stream in streams.items():
        monkeypatch.setattr(f"sys.std{name}", stream)
    assert terminal.dialogue_stream() is (streams[asks_on] if asks_on else None)


@pytest.mark.parametrize(
    ("name", "value", "plain"),
    [
        pytest.param("ACCESSIBLE", "1", True, id="ACCESSIBLE"),
        pytest.param("ACCESSIBLE", "", False, id="ACCESSIBLE empty"),
        pytest.param("TERM", "dumb", True, id="TERM=dumb"),
        pytest.param("TERM", "xterm", False, id="an ordinary terminal"),
    ],
)
def test_the_environment_may_ask_for_plain_lines(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, plain: bool
) -> None:
    monkeypatch.setenv(name, value)
    assert terminal.wants_plain() is plain


def test_results_go_to_stdout_and_talk_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.result("drawn")
    terminal.message("said")
    terminal.message()
    assert capsys.readouterr() == ("drawn\n", "said\n\n")


def test_what_is_written_cannot_drive_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.result("a\x1b[2Jb")
    terminal.message("a\x9b2Jb")
    written = "".join(capsys.readouterr())
    assert "\x1b" not in written
    assert "\x9b" not in written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Café", b"Cafe", id="an accent"),
        pytest.param("• ○ · – ’", b"* o - - '", id="signs of ours"),
        pytest.param("角", b"??", id="a wide sign keeps its width"),
        pytest.param("✓", b"?", id="another sign"),
    ],
)
def test_a_sign_that_the_encoding_lacks_becomes_the_nearest_one(
    monkeypatch: pytest.MonkeyPatch, text: str, written: bytes
) -> None:
    out, err = (io.TextIOWrapper(io.BytesIO(), "ascii") for _ in range(2))
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    terminal.prepare_streams()
    terminal.result(text)
    out.flush()
    assert out.buffer.getvalue() == written + b"\n"


def test_missing_streams_are_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    terminal.prepare_streams()


def test_nothing_in_foreign_text_is_taken_for_markup() -> None:
    stream = Stream(terminal=False)
    terminal.rich_console(stream, 80).print("[b]:smile: [/] https://example.org 42")
    assert stream.getvalue() == "[b]:smile: [/] https://example.org 42\n"


# -- the size


@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
@pytest.mark.parametrize(
    ("value", "kept"),
    [
        pytest.param("100", True, id="a size"),
        pytest.param("0", False, id="nought"),
        pytest.param("000", False, id="noughts"),
        pytest.param("-80", False, id="negative"),
        pytest.param("", False, id="empty"),
        pytest.param("wide", False, id="no number"),
        pytest.param("\N{SUPERSCRIPT TWO}", False, id="a digit that is no number"),
        pytest.param("9" * 5_000, False, id="more than any"),
    ],
)
def test_a_size_that_is_none_gives_way_to_the_terminal_s(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, kept: bool
) -> None:
    monkeypatch.setenv(name, value)
    terminal.forget_sizes()
    assert (name in os.environ) is kept


# -- the pager


def pager(folder: Path, code: str = "0") -> str:
    """A command that writes what it is given into ``paged.txt``."""
    script = folder / "pager.py"
    script.write_text(
        "import pathlib, sys\n"
        f"pathlib.Path({str(folder / 'paged.txt')!r}).write_bytes(sys.stdin.buffer.read())\n"
        f"sys.exit({code})\n",
        encoding="utf-8",
    )
    return f"{sys.executable} '{script}'"


def low_screen(
    monkeypatch: pytest.MonkeyPatch, *, stdin: bool = True, stdout: bool = True
) -> tuple[Console, Stream]:
    """A console of five rows on stdout, and what is written to it."""
    stream = Stream(terminal=stdout)
    monkeypatch.setattr("sys.stdin", Stream(terminal=stdin))
    monkeypatch.setattr("sys.stdout", stream)
    out = Console(
        file=stream, force_terminal=stdout, width=40, height=5, markup=False, highlight=False
    )
    return out, stream


TALL = "\n".join(f"Line {number}" for number in range(9)) + "\n"


def test_what_is_higher_than_the_terminal_goes_through_the_pager(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", pager(tmp_path))
    out, stream = low_screen(monkeypatch)
    terminal.page(out, TALL, keys="q")
    assert (tmp_path / "paged.txt").read_text(encoding="utf-8") == TALL
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("drawing", "command", "is_one"),
    [
        pytest.param("Line\n", "pager", True, id="it fits"),
        pytest.param(TALL, "pager", False, id="no terminal"),
        pytest.param(TALL, "", True, id="no pager wanted"),
        pytest.param(TALL, "no-such-pager", True, id="no such pager"),
        pytest.param(TALL, "/", True, id="a pager that cannot be run"),
        pytest.param(TALL, "'less", True, id="a pager that cannot be read"),
        pytest.param(TALL, "false", True, id="a pager that fails"),
        pytest.param(TALL, "cat >/dev/null | false", True, id="a pager that fails behind a pipe"),
        pytest.param(TALL, "kill -9 $$", True, id="a pager that is killed"),
        pytest.param(TALL, "  ", True, id="a blank"),
    ],
)
def test_else_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawing: str, command: str, is_one: bool
) -> None:
    monkeypatch.setenv("PAGER", pager(tmp_path) if command == "pager" else command)
    out, stream = low_screen(monkeypatch, stdout=is_one)
    terminal.page(out, drawing, keys="q")
    assert stream.getvalue() == drawing
    assert not (tmp_path / "paged.txt").exists()


@pytest.mark.needs("sh")
@pytest.mark.parametrize(
    ("command", "seen"),
    [
        pytest.param("cat | cat >out", TALL, id="two with a pipe"),
        pytest.param("X=1 cat >'out'", TALL, id="a setting and quotes"),
        pytest.param("head -n 1 >out", "Line 0\n", id="one that ends early"),
    ],
)
def test_a_pager_is_a_line_for_the_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, seen: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGER", command)
    out, stream = low_screen(monkeypatch)
    terminal.page(out, TALL, keys="q")
    assert (tmp_path / "out").read_text(encoding="utf-8") == seen
    assert stream.getvalue() == ""


def test_a_pager_that_ends_early_of_much_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "true")
    out, stream = low_screen(monkeypatch)
    terminal.page(out, "Line\n" * 100_000, keys="q")
    assert stream.getvalue() == ""


def test_a_script_that_reads_keys_is_not_given_to_a_pager(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", pager(tmp_path))
    out, stream = low_screen(monkeypatch, stdin=False)
    terminal.page(out, TALL, keys="q")
    assert stream.getvalue() == TALL


def test_the_usual_pager_says_its_keys_in_the_user_s_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = tmp_path / "less"
    script = f"import sys, pathlib; pathlib.Path({str(tmp_path / 'arguments')!r})"
    less.write_text(f"#!{sys.executable}\n{script}.write_text(repr(sys.argv[1:]))\n")
    less.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    out, _ = low_screen(monkeypatch)
    terminal.page(out, TALL, keys="spatie: verder")
    assert (tmp_path / "arguments").read_text() == repr(["-FRX", "-Psspatie\\: verder"])
