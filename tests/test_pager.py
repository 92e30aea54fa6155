"""A canvas that is drawn on a real terminal: paged where it is too low, coloured where wanted."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from bmc_cli.file.storage import create
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from tests.terminal import BMC, Terminal

pytestmark = pytest.mark.once


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A folder with a canvas with a note in each block."""
    blocks = {block.key: (Note(f"Note of block {block.number}"),) for block in BLOCKS}
    create(tmp_path / "canvas.yaml", Canvas("Bakery", language="en", blocks=blocks))
    return tmp_path


def pager(folder: Path) -> str:
    script = folder / "pager.py"
    script.write_text("import sys\nprint(len(sys.stdin.read().splitlines()) > 10, 'paged')\n")
    return shlex.join([sys.executable, str(script)])


@pytest.mark.parametrize(
    ("rows", "paged"), [pytest.param(10, True, id="low"), pytest.param(60, False, id="high")]
)
def test_a_pager_is_used_on_a_screen_that_is_too_low(full: Path, rows: int, paged: bool) -> None:
    env = {"PAGER": pager(full)}
    with Terminal([*BMC, "show"], full, rows=rows, env=env) as terminal:
        assert terminal.wait_for_end() == 0
        assert ("True paged" in terminal.lines) is paged
        assert ("1 Segments" in terminal.text) is not paged


@pytest.mark.parametrize(
    ("rows", "words", "paged"),
    [
        pytest.param(10, ["help", "edit"], True, id="low"),
        pytest.param(100, ["help"], False, id="high"),
        pytest.param(10, ["-h"], False, id="-h"),
    ],
)
def test_help_is_paged_as_git_does(full: Path, rows: int, words: list[str], *, paged: bool) -> None:
    with Terminal([*BMC, *words], full, rows=rows, env={"PAGER": pager(full)}) as terminal:
        assert terminal.wait_for_end() == 0
        assert ("True paged" in terminal.lines) is paged


ASKS = """import os, signal
signal.signal(signal.SIGINT, lambda *_: os.write(1, b"asked to stop"))
print("paged", flush=True)
print("left by", open("/dev/tty").readline())
"""


WAITS = """import signal
signal.signal(signal.SIGINT, signal.SIG_DFL)
print("paged", flush=True)
signal.pause()
"""


def test_ctrl_c_is_for_the_pager(full: Path) -> None:
    script = full / "pager.py"
    script.write_text(ASKS)
    env = {"PAGER": f"exec {shlex.join([sys.executable, str(script)])}"}
    with Terminal([*BMC, "help", "edit"], full, rows=10, env=env) as terminal:
        terminal.wait_for("paged")
        terminal.send("\x03")
        terminal.wait_for("asked to stop")
        terminal.send("q\r")
        assert terminal.wait_for_end() == 0
        assert "left by q" in terminal.text


def test_ctrl_c_ends_a_pager_and_nothing_is_printed_once_more(full: Path) -> None:
    env = {"PAGER": f"exec {shlex.join([sys.executable, '-c', WAITS])}"}
    with Terminal([*BMC, "help", "edit"], full, rows=10, env=env) as terminal:
        terminal.wait_for("paged")
        terminal.send("\x03")
        assert terminal.wait_for_end() == 130
        assert "Usage" not in terminal.text


@pytest.mark.parametrize("chosen", ["", "no-such-pager", "/", "'less"])
def test_without_a_pager_the_drawing_is_simply_printed(full: Path, chosen: str) -> None:
    with Terminal([*BMC, "show"], full, rows=10, env={"PAGER": chosen}) as terminal:
        assert terminal.wait_for_end() == 0
        assert any("1 Segments" in line for line in terminal.history + terminal.lines)


@pytest.mark.parametrize(
    ("term", "paged"),
    [pytest.param("xterm", True, id="xterm"), pytest.param("dumb", False, id="dumb")],
)
def test_the_usual_pager_is_not_for_a_dumb_terminal(full: Path, term: str, paged: bool) -> None:
    less = full / "less"
    less.write_text(f"#!{sys.executable}\nprint('paged')\n", encoding="utf-8")
    less.chmod(0o755)
    env = {"PATH": str(full), "TERM": term}
    with Terminal([*BMC, "show", "--width", "40"], full, rows=10, env=env) as terminal:
        assert terminal.wait_for_end() == 0
        assert ("paged" in terminal.lines) is paged


@pytest.mark.needs("sh")
def test_no_pager_is_used_in_a_pipe(full: Path) -> None:
    command = ["sh", "-c", f"{shlex.join([*BMC, 'show'])} | cat"]
    with Terminal(command, full, rows=10, env={"PAGER": pager(full)}) as terminal:
        assert terminal.wait_for_end() == 0
        assert "paged" not in terminal.text
    assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize(
    ("env", "colour", "codes"),
    [
        pytest.param({}, True, True, id="an ordinary terminal"),
        pytest.param({"NO_COLOR": "1"}, False, True, id="NO_COLOR"),
        pytest.param({"TERM": "dumb"}, False, False, id="TERM=dumb"),
    ],
)
def test_a_drawing_has_colour_where_it_is_wanted(
    full: Path, env: dict[str, str], colour: bool, codes: bool
) -> None:
    with Terminal([*BMC, "show"], full, rows=60, env=env) as terminal:
        assert terminal.wait_for_end() == 0
        assert "1 Segments" in terminal.text
    assert (b"36m" in terminal.raw) is colour
    assert (b"\x1b" in terminal.raw) is codes


def test_a_drawing_wider_than_the_terminal_moves_no_cursor(full: Path) -> None:
    with Terminal([*BMC, "show", "--width", "120"], full, rows=60) as terminal:
        assert terminal.wait_for_end() == 0
    assert re.search(rb"\x1b\[\d*G", terminal.raw) is None


@pytest.mark.parametrize("size", ["0", "-1", "\N{SUPERSCRIPT TWO}"])
def test_a_size_that_is_none_is_not_drawn_for(full: Path, size: str) -> None:
    env = {"COLUMNS": size, "LINES": size}
    with Terminal([*BMC, "show"], full, columns=100, rows=60, env=env) as terminal:
        assert terminal.wait_for_end() == 0
        assert max(map(len, terminal.lines)) == 100
