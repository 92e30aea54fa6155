"""What a user sees at each turn in a real terminal, with keys and line by line."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import create, load
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from tests.terminal import BMC, CTRL_D, CTRL_L, CTRL_O, ENTER, Terminal

pytestmark = pytest.mark.once

SHOP, STALL = "Shop on the corner", "Market stall"


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """A folder with a canvas whose fourth step has two notes."""
    blocks = {"channels": (Note(SHOP), Note(STALL))}
    create(tmp_path / "canvas.yaml", Canvas("Bakery", language="en", blocks=blocks))
    return tmp_path


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A folder with a canvas with a note in each block."""
    blocks = {block.key: (Note(f"Note of block {block.number}"),) for block in BLOCKS}
    create(tmp_path / "canvas.yaml", Canvas("Bakery", language="en", blocks=blocks))
    return tmp_path


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_step_fits_on_a_screen_of_80_by_24(tmp_path: Path, language: str) -> None:
    create(tmp_path / "canvas.yaml", Canvas("Bakery", blocks={}))
    with Terminal([*BMC, "new", "--lang", language], tmp_path) as terminal:
        terminal.wait_for_prompt(" >")
        for block in BLOCKS:
            terminal.answer(f"/go {block.number}" + ENTER)
            assert terminal.lines[0].startswith("Bakery ")
            assert terminal.lines[0].endswith(f" {block.number} {WORD[language]} 9")
            assert terminal.cursor_line == " >"


WORD = {"en": "of", "nl": "van"}


def test_a_narrow_screen_has_no_map_and_still_asks(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery, columns=40, rows=30) as terminal:
        terminal.wait_for_prompt(" >")
        assert "│" not in terminal.text
        assert "How do customers hear of you" in terminal.text
        assert f"  1 {SHOP}" in terminal.lines


def test_the_question_stays_on_a_low_screen_however_many_notes_there_are(bakery: Path) -> None:
    answers = Path(__file__).parents[1] / "answers" / "bike-shop.en.yaml"
    with Terminal([*BMC, "edit", "4", str(answers)], bakery, columns=60, rows=20) as terminal:
        terminal.wait_for_prompt(" >")
        assert "How do customers hear of you" in terminal.text
        assert any(line.startswith("  6 Service history") for line in terminal.lines)


def test_the_review_of_a_full_canvas_fits_on_a_screen_of_80_by_24(full: Path) -> None:
    answers = Path(__file__).parents[1] / "answers" / "bike-shop.en.yaml"
    with Terminal([*BMC, "new", str(answers)], full) as terminal:
        terminal.wait_for_prompt(" A number opens a step")
        numbers = [line[0] for line in terminal.lines if line[:1].isdecimal()]
        assert numbers == list("123456789")


def test_the_map_counts_the_notes(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery) as terminal:
        terminal.wait_for("│ 4 •2│")
        terminal.answer("Web shop" + ENTER)
        terminal.answer(CTRL_L)
        assert "│ 4 •3│" in terminal.text


def test_ctrl_l_draws_the_screen_anew_and_keeps_the_typed_text(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("Web sh" + CTRL_L)
        terminal.wait_for_prompt(" > Web sh")
        assert "Step 4 of 9" in terminal.text


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("12", "Type a number from 1 to 9, or press Enter.", id="no step"),
        pytest.param("/lang fr", "There is no language “fr”.", id="no language"),
        pytest.param("?", "Type a number from 1 to 9, or press Enter.", id="help"),
    ],
)
def test_what_the_review_says_stays_on_the_screen(full: Path, answer: str, told: str) -> None:
    with Terminal([*BMC, "new"], full) as terminal:
        terminal.wait_for("What your canvas holds")
        terminal.answer(answer + (ENTER if answer != "?" else ""))
        assert told in terminal.text


def test_that_a_note_is_gone_stays_on_the_screen(bakery: Path) -> None:
    file = bakery / "canvas.yaml"
    with Terminal([*BMC, "edit", "4"], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        file.write_text(file.read_text(encoding="utf-8").replace(STALL, "Van"), encoding="utf-8")
        terminal.answer("/edit 2 Market stall on Saturday" + ENTER)
        assert "was changed or removed elsewhere in the meantime" in terminal.text
        assert "Market stall on Saturday" in terminal.text
    notes = [note.text for note in load(file).canvas.notes("channels")]
    assert notes == [SHOP, "Van", "Market stall on Saturday"]


def test_an_editor_that_fails_is_told_and_the_step_goes_on(bakery: Path) -> None:
    env = {"EDITOR": shlex.join([sys.executable, "-c", "raise SystemExit(3)"])}
    with Terminal([*BMC, "edit", "4"], bakery, env=env) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("Web sh" + CTRL_O)
        terminal.wait_for_prompt(" > Web sh")
        assert "ended with error 3. Your notes are unchanged." in " ".join(terminal.text.split())


def test_what_is_typed_ahead_is_not_lost(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send("Web shop" + ENTER + "App" + ENTER + "Van")
        terminal.wait_for_prompt(" numbers or names · none · Enter: skip > Van")
        assert {"  3 Web shop", "  4 App"} <= set(terminal.lines)
        texts = [note.text for note in load(bakery / "canvas.yaml").canvas.notes("channels")]
        assert texts == [SHOP, STALL, "Web shop", "App"]


@pytest.mark.parametrize(
    ("env", "coloured"),
    [pytest.param({}, True, id="colour"), pytest.param({"NO_COLOR": "1"}, False, id="none")],
)
def test_what_is_typed_looks_like_ordinary_text(
    bakery: Path, env: dict[str, str], coloured: bool
) -> None:
    with Terminal([*BMC, "edit", "4"], bakery, env=env) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send("Web shop")
        terminal.wait_for_prompt(" > Web shop")
        y = terminal.screen.cursor.y
        typed = [terminal.screen.buffer[y][x] for x in range(3, 11)]
    assert "".join(character.data for character in typed) == "Web shop"
    assert {(character.fg, character.bold) for character in typed} == {("default", False)}
    assert (b"36m" in terminal.raw) is coloured


def test_wide_signs_are_kept_whole(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("角のパン屋 é 🥐" + ENTER)
        terminal.send(CTRL_D)
        terminal.wait_for_end()
    assert load(bakery / "canvas.yaml").canvas.notes("channels")[2].text == "角のパン屋 é 🥐"


@pytest.mark.needs("sh")
def test_the_prompts_do_not_go_into_a_file_with_the_drawing(full: Path) -> None:
    command = ["sh", "-c", f"{shlex.join(BMC)} new > drawing.txt"]
    with Terminal(command, full) as terminal:
        terminal.wait_for("A number opens a step")
        terminal.send(ENTER)
        assert terminal.wait_for_end() == 0
        assert "Change a block: bmc edit 4." in terminal.text
    drawing = (full / "drawing.txt").read_text(encoding="utf-8")
    assert drawing.startswith("Bakery")
    assert "A number opens a step" not in drawing
    assert "\x1b" not in drawing


# -- line by line


PLAIN = [
    pytest.param(["--plain"], {}, id="--plain"),
    pytest.param([], {"ACCESSIBLE": "1"}, id="ACCESSIBLE"),
    pytest.param([], {"TERM": "dumb"}, id="TERM=dumb"),
]


@pytest.mark.parametrize(("options", "env"), PLAIN)
def test_a_plain_interview_never_moves_the_cursor(
    bakery: Path, options: list[str], env: dict[str, str]
) -> None:
    command = [*BMC, "new", *options]
    with Terminal(command, bakery, env={"PAGER": "", **env}) as terminal:
        terminal.wait_for_prompt(">")
        terminal.send("Web shop\n")
        terminal.wait_for("Saved as 3: Web shop")
        terminal.wait_for("What kind is 'Web shop'?")
        terminal.send("/review\n")
        terminal.wait_for("4. Channels: 3 notes")
        terminal.send("\n")
        assert terminal.wait_for_end() == 0
        assert "   1. Shop on the corner" in terminal.history + terminal.lines
        assert "│" not in terminal.text
    assert b"\x1b" not in terminal.raw


def test_ctrl_c_ends_a_plain_interview_with_how_to_go_on(bakery: Path) -> None:
    with Terminal([*BMC, "new", "--plain"], bakery) as terminal:
        terminal.wait_for_prompt(">")
        terminal.send("\x03")
        assert terminal.wait_for_end() == 130
        assert (
            load_language("en").say("new.way_on", file="canvas.yaml", command="bmc new")
            in terminal.lines
        )


# -- a drawing that is higher than the screen


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


def test_the_place_of_the_cursor_is_not_asked_for(bakery: Path) -> None:
    env = {"PROMPT_TOOLKIT_NO_CPR": ""}  # else the library warns in English where none answers
    with Terminal([*BMC, "edit", "4"], bakery, env=env) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("Van" + ENTER)
        assert b"\x1b[6n" not in terminal.raw


@pytest.mark.parametrize("size", ["0", "-1", "\N{SUPERSCRIPT TWO}"])
def test_a_size_that_is_none_is_not_drawn_for(bakery: Path, size: str) -> None:
    env = {"COLUMNS": size, "LINES": size}
    with Terminal([*BMC, "show"], bakery, columns=100, rows=60, env=env) as terminal:
        assert terminal.wait_for_end() == 0
        assert max(map(len, terminal.lines)) == 100


@pytest.mark.needs("sh")
def test_no_usual_editor_is_opened_where_there_is_no_terminal(bakery: Path) -> None:
    line = f"{shlex.join(BMC)} edit 4 --editor </dev/null; echo ended with $?"
    with Terminal(["sh", "-c", line], bakery) as terminal:
        terminal.wait_for("ended with 2")
        assert "this is not a terminal" in terminal.text
