"""What a user sees at each turn in a real terminal, with keys and line by line."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import create, load
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from tests.terminal import (
    BMC,
    CTRL_D,
    CTRL_L,
    CTRL_O,
    CTRL_Z,
    ENTER,
    ESCAPE,
    TAB,
    UP,
    Terminal,
    pasted,
)

pytestmark = pytest.mark.once

SHOP, STALL = "Shop on the corner", "Market stall"
EN = load_language("en")
SAID = EN.blocks["channels"]


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """A folder with a canvas whose fourth step has two notes."""
    blocks = {"channels": (Note(SHOP), Note(STALL))}
    create(tmp_path / "canvas.yaml", Canvas("Bakery", language="en", blocks=blocks))
    return tmp_path


@pytest.fixture
def families(tmp_path: Path) -> Path:
    """A folder with a canvas that has two segments and nothing else."""
    blocks = {"customer_segments": (Note("Families nearby"), Note("Hotels"))}
    create(tmp_path / "canvas.yaml", Canvas("Bakery", language="en", blocks=blocks))
    return tmp_path


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A folder with a canvas with a note in each block."""
    blocks = {block.key: (Note(f"Note of block {block.number}"),) for block in BLOCKS}
    create(tmp_path / "canvas.yaml", Canvas("Bakery", language="en", blocks=blocks))
    return tmp_path


WORD = {"en": "of", "nl": "van"}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
def test_each_step_fits_on_a_screen(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    create(tmp_path / "canvas.yaml", Canvas("Bakery", blocks={}))
    command = [*BMC, "new", "--lang", language]
    with Terminal(command, tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for_prompt(" >")
        for block in BLOCKS:
            terminal.answer(f"/go {block.number}" + ENTER)
            assert terminal.lines[0].startswith("Bakery ")
            assert terminal.lines[0].endswith(f" {block.number} {WORD[language]} 9")
            question = load_language(language).blocks[block.key].question
            assert question.startswith(terminal.lines[2])
            assert terminal.cursor_line == " >"


@pytest.mark.parametrize(
    ("size", "count"),
    [
        pytest.param((60, 20), 40, id="60x20, 40 notes"),
        pytest.param((80, 24), 12, id="80x24, 12 notes"),
        pytest.param((100, 30), 5, id="100x30, 5 notes"),
        pytest.param((120, 40), 1, id="120x40, 1 note"),
    ],
)
def test_the_question_the_last_note_and_the_prompt_are_there_after_each_note(
    tmp_path: Path, size: tuple[int, int], count: int
) -> None:
    notes = tuple(Note(f"Stall {number}") for number in range(1, count))
    create(tmp_path / "canvas.yaml", Canvas("Bakery", blocks={"channels": notes}))
    with Terminal([*BMC, "edit", "4"], tmp_path, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer(f"Van {count}" + ENTER)
        assert SAID.question.startswith(terminal.lines[2])
        assert f"4●{count}" in terminal.lines[0]
        assert f"{count:>3} Van {count}" in terminal.lines
        assert f"✓ {EN.say('interview.saved', n=count, text=f'Van {count}')}" in terminal.lines
        assert terminal.cursor_line == " >"
        assert terminal.history == [""] * len(terminal.history)


def test_the_map_is_drawn_where_there_is_room_and_counts_the_notes(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery, columns=80, rows=32) as terminal:
        terminal.wait_for("│ 4 •2│")
        terminal.answer("Van" + ENTER)
        assert "│ 4 •3│" in terminal.text


def test_a_narrow_screen_has_no_map_and_still_asks(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery, columns=40, rows=34) as terminal:
        terminal.wait_for_prompt(" >")
        assert "│" not in terminal.text
        assert SAID.question.startswith(terminal.lines[2])
        assert f"  1 {SHOP}" in terminal.lines


@pytest.mark.parametrize("size", [(60, 20), (100, 30)], ids=["narrower", "wider"])
@pytest.mark.parametrize(
    ("keys", "prompt", "typed"),
    [
        pytest.param("", " >", "Web sh", id="a note"),
        pytest.param("Van" + ENTER, " for >", "fam", id="an answer"),
    ],
)
def test_another_size_draws_the_screen_anew_with_half_a_line_in_it_once(
    families: Path, size: tuple[int, int], keys: str, prompt: str, typed: str
) -> None:
    with Terminal([*BMC, "edit", "4"], families) as terminal:
        terminal.wait_for_prompt(" >")
        if keys:
            terminal.answer(keys)
        terminal.send(typed)
        terminal.wait_for_prompt(f"{prompt} {typed}")
        terminal.resize(*size)
        terminal.wait_until(lambda: len(terminal.lines[0]) == size[0], "the new width")
        terminal.wait_for_prompt(f"{prompt} {typed}")
        assert terminal.text.count(typed) == 1
        assert terminal.lines[0].startswith("Bakery")
        assert terminal.lines[0].endswith("Step 4 of 9")
        assert terminal.lines[size[1] - 2].startswith(f"{prompt} {typed}")
        terminal.answer("!" + ENTER)
    notes = load(families / "canvas.yaml").canvas.notes("channels")
    assert ("Web sh!" in [note.text for note in notes]) is (typed == "Web sh")


def test_ctrl_l_draws_the_screen_anew_and_keeps_the_typed_text(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("Web sh" + CTRL_L)
        terminal.wait_for_prompt(" > Web sh")
        assert "Step 4 of 9" in terminal.lines[0]
        assert terminal.text.count("Web sh") == 1


def test_ctrl_z_on_an_empty_line_takes_back_what_was_saved_last(families: Path) -> None:
    with Terminal([*BMC, "edit", "4"], families) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("Van" + ENTER)
        terminal.answer("A" + ENTER)
        terminal.answer(CTRL_Z)
        assert EN.say("links.channels", note="Van") in terminal.text
        terminal.answer(CTRL_Z)
        assert EN.say("interview.undone_added", text="Van") in terminal.text
        assert terminal.cursor_line == " >"
    assert [note.text for note in load(families / "canvas.yaml").canvas.notes("channels")] == []


@pytest.mark.needs("sh")
def test_ctrl_z_on_text_stops_it_until_it_is_called_back(bakery: Path) -> None:
    script = f"set -m; {shlex.join(BMC)} edit 4; echo stopped; read _; fg"
    with Terminal(["sh", "-c", script], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send("Web sh" + CTRL_Z)
        terminal.wait_for("stopped")
        assert EN.say("interview.stopped") in terminal.text
        terminal.send(ENTER)
        terminal.wait_for_prompt(" > Web sh")
        assert "Step 4 of 9" in terminal.lines[0]
        terminal.answer("elf" + ENTER)
        assert "  3 Web shelf" in terminal.lines
        terminal.send(CTRL_D)
        terminal.wait_for_end()


def test_three_pasted_lines_get_three_questions_by_name(families: Path) -> None:
    with Terminal([*BMC, "edit", "4"], families) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer(pasted("1. Website", "- Front desk", "• Van") + ENTER)
        for name, answer in (("Website", "A B"), ("Front desk", "nobody"), ("Van", "hotels")):
            assert EN.say("links.channels", note=name) == terminal.lines[2]
            terminal.answer(answer + ENTER)
        assert terminal.cursor_line == " >"
    notes = load(families / "canvas.yaml").canvas.notes("channels")
    assert [(note.text, note.links) for note in notes] == [
        ("Website", ("Families nearby", "Hotels")),
        ("Front desk", ()),
        ("Van", ("Hotels",)),
    ]


def test_tab_completes_a_name(families: Path) -> None:
    with Terminal([*BMC, "edit", "4"], families) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("Van" + ENTER)
        terminal.send("fam" + TAB)
        terminal.wait_for_prompt(" for > families nearby")
        terminal.answer(ENTER)
    (note,) = load(families / "canvas.yaml").canvas.notes("channels")
    assert note.links == ("Families nearby",)


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "stop"), ("nl", "stop"), ("en", "help"), ("nl", "help"), ("nl", "terug")],
)
def test_a_bare_command_is_asked_about(bakery: Path, name: str, language: str) -> None:
    words = load_language(language)
    with Terminal([*BMC, "edit", "4", "--lang", language], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer(name + ENTER)
        assert terminal.lines[2] == words.say("interview.what_is", text=name)
        assert any(line.endswith(words.say("interview.what_new")) for line in terminal.lines)
        terminal.answer(ESCAPE)
        assert words.blocks["channels"].question.startswith(terminal.lines[2])
    notes = load(bakery / "canvas.yaml").canvas.notes("channels")
    assert [note.text for note in notes] == [SHOP, STALL]


def test_esc_leaves_the_words_of_a_note(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer(UP)
        assert terminal.cursor_line == f" > {STALL}"
        terminal.answer(" on Saturday" + ESCAPE)
        assert terminal.cursor_line == " >"
        assert f"  2 {STALL}" in terminal.lines


def test_a_kind_is_asked_with_what_each_means(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("/kind 1" + ENTER)
        for kind in SAID.kinds.values():
            assert kind.hint in terminal.text
        terminal.answer("?" + ENTER)
        assert EN.say("interview.help_kinds") in " ".join(terminal.text.split())


def test_the_help_can_be_read_to_its_end_on_a_low_screen(bakery: Path) -> None:
    with Terminal([*BMC, "edit", "4"], bakery, columns=60, rows=20) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("?" + ENTER)
        while EN.say("interview.page_more") in terminal.text:
            terminal.answer(ENTER)
        terminal.answer(ENTER)
        assert SAID.question.startswith(terminal.lines[2])
        seen = "".join("".join(terminal.seen).split())
        for line in (*SAID.advice, *EN.say("interview.keys_help").split("\n")):
            assert "".join(line.split())[:40] in seen


def test_the_first_screen_names_the_other_language_and_speaks_it(tmp_path: Path) -> None:
    with Terminal([*BMC, "new", "--lang", "en"], tmp_path, columns=60, rows=20) as terminal:
        terminal.wait_for_prompt(" >")
        assert EN.say("interview.speaks_too", name="Nederlands", code="nl") in terminal.text
        terminal.answer("/lang nl" + ENTER)
        assert terminal.lines[2] == load_language("nl").say("new.title")


def test_the_review_of_a_full_canvas_fits_on_a_screen_of_80_by_24(full: Path) -> None:
    answers = Path(__file__).parents[1] / "answers" / "bike-shop.en.yaml"
    with Terminal([*BMC, "new", str(answers)], full) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("/review" + ENTER)
        numbers = [line.strip()[0] for line in terminal.lines if line.strip()[:1].isdecimal()]
        assert numbers == list("123456789")
        assert EN.say("interview.review_hint") in terminal.text


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("12", EN.say("interview.go_where"), id="no step"),
        pytest.param("/lang fr", "There is no language “fr”.", id="no language"),
    ],
)
def test_what_the_review_says_stays_on_the_screen(full: Path, answer: str, told: str) -> None:
    with Terminal([*BMC, "new"], full) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("/review" + ENTER)
        terminal.answer(answer + ENTER)
        assert told in " ".join(terminal.text.split())
        assert EN.say("interview.review_title") in terminal.text


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
        terminal.send("Website" + ENTER + "App" + ENTER + "Van")
        terminal.wait_for_prompt(" > Van")
        assert {"  3 Website", "  4 App"} <= set(terminal.lines)
        texts = [note.text for note in load(bakery / "canvas.yaml").canvas.notes("channels")]
        assert texts == [SHOP, STALL, "Website", "App"]


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
def test_the_talk_does_not_go_into_a_file(full: Path) -> None:
    command = ["sh", "-c", f"{shlex.join(BMC)} new > drawing.txt"]
    with Terminal(command, full) as terminal:
        terminal.wait_for(EN.say("interview.end"))
        terminal.answer("1" + ENTER)
        assert "1 Segments" in terminal.text
        terminal.send(CTRL_D)
        assert terminal.wait_for_end() == 0
    assert (full / "drawing.txt").read_text(encoding="utf-8") == ""


def test_the_place_of_the_cursor_is_not_asked_for(bakery: Path) -> None:
    env = {"PROMPT_TOOLKIT_NO_CPR": ""}  # else the library warns in English where none answers
    with Terminal([*BMC, "edit", "4"], bakery, env=env) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("Van" + ENTER)
        assert b"\x1b[6n" not in terminal.raw


@pytest.mark.needs("sh")
def test_no_usual_editor_is_opened_where_there_is_no_terminal(bakery: Path) -> None:
    line = f"{shlex.join(BMC)} edit 4 --editor </dev/null; echo ended with $?"
    with Terminal(["sh", "-c", line], bakery) as terminal:
        terminal.wait_for("ended with 2")
        assert "this is not a terminal" in terminal.text
