"""Leaving an interview in a real terminal: nothing typed is lost, and the terminal is as before."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from tests.terminal import BMC, CTRL_C, CTRL_D, CTRL_O, CTRL_Z, ENTER, SHIFT_TAB, UP, Terminal

pytestmark = pytest.mark.once

ENGLISH = load_language("en")
GO_ON = ENGLISH.say("new.way_on", file="canvas.yaml", command="bmc new")

HALF = "bmc: 1\ntitle: Bakery\n\ncustomer_segments:\n  - Families\n"


def segments(folder: Path) -> list[str]:
    return [note.text for note in load(folder / "canvas.yaml").canvas.notes("customer_segments")]


@pytest.fixture
def half_done(tmp_path: Path) -> Path:
    """A folder with a canvas of one note."""
    (tmp_path / "canvas.yaml").write_text(HALF, encoding="utf-8")
    return tmp_path


def test_ctrl_d_on_nothing_leaves_and_says_how_to_go_on(half_done: Path) -> None:
    with Terminal([*BMC, "new"], half_done) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send(CTRL_D)
        assert terminal.wait_for_end() == 0
        assert GO_ON in terminal.lines
        assert terminal.is_sane()
    assert (half_done / "canvas.yaml").read_text(encoding="utf-8") == HALF


def test_ctrl_c_keeps_the_half_typed_note_and_says_how_to_go_on(half_done: Path) -> None:
    with Terminal([*BMC, "new"], half_done) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send("Hotels within 5 mi" + CTRL_C)
        assert terminal.wait_for_end() == 130
        assert GO_ON in terminal.lines
        assert terminal.is_sane()
    assert segments(half_done) == ["Families", "Hotels within 5 mi"]


def test_ctrl_c_keeps_text_typed_on_another_step_too(half_done: Path) -> None:
    with Terminal([*BMC, "new"], half_done) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("/go 2" + ENTER)
        terminal.answer("Fresh at se" + SHIFT_TAB)
        terminal.send(CTRL_C)
        assert terminal.wait_for_end() == 130
    notes = load(half_done / "canvas.yaml").canvas.notes("value_propositions")
    assert [note.text for note in notes] == ["Fresh at se"]


def test_ctrl_c_while_rewording_keeps_the_old_note_and_the_new_text(half_done: Path) -> None:
    with Terminal([*BMC, "new"], half_done) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer(UP)
        terminal.send(" in the old town" + CTRL_C)
        assert terminal.wait_for_end() == 130
    assert segments(half_done) == ["Families", "Families in the old town"]


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D])
def test_leaving_before_the_title_makes_no_file(tmp_path: Path, keys: str) -> None:
    with Terminal([*BMC, "new"], tmp_path) as terminal:
        terminal.wait_for("canvas for?")
        terminal.send(keys)
        assert terminal.wait_for_end() == (130 if keys == CTRL_C else 0)
        assert "Nothing was saved yet." in terminal.lines
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_in_the_title_keeps_it(tmp_path: Path) -> None:
    with Terminal([*BMC, "new"], tmp_path) as terminal:
        terminal.wait_for("canvas for?")
        terminal.send("The Corner Bak" + CTRL_C)
        assert terminal.wait_for_end() == 130
        assert GO_ON in terminal.lines
    assert load(tmp_path / "canvas.yaml").canvas.title == "The Corner Bak"


def test_ctrl_c_in_the_author_keeps_it(tmp_path: Path) -> None:
    with Terminal([*BMC, "new"], tmp_path) as terminal:
        terminal.wait_for("canvas for?")
        terminal.answer("Bakery" + ENTER)
        terminal.send("S. de W" + CTRL_C)
        assert terminal.wait_for_end() == 130
        assert GO_ON in terminal.lines
    assert load(tmp_path / "canvas.yaml").canvas.author == "S. de W"


@pytest.mark.parametrize(
    "key", ["?", UP, SHIFT_TAB, CTRL_O], ids=["?", "Up", "Shift-Tab", "Ctrl-O"]
)
def test_a_key_of_the_steps_is_no_answer_to_the_first_question(tmp_path: Path, key: str) -> None:
    with Terminal([*BMC, "new"], tmp_path) as terminal:
        terminal.wait_for("canvas for?")
        terminal.send(key)
        terminal.answer("Bakery" + ENTER)
        terminal.wait_for_prompt(" Who is filling it in?")
    assert load(tmp_path / "canvas.yaml").canvas.title == "Bakery"


SIGNALS = [
    pytest.param(signal.SIGTERM, 143, id="SIGTERM"),
    pytest.param(signal.SIGHUP, 129, id="SIGHUP"),
]


@pytest.mark.parametrize("command", [["new"], ["edit", "1"]], ids=["new", "edit"])
@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_ends_it_in_order(
    half_done: Path, command: list[str], number: signal.Signals, code: int
) -> None:
    with Terminal([*BMC, *command], half_done) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.answer("Hotels" + ENTER)
        terminal.signal(number)
        assert terminal.wait_for_end() == code
        assert terminal.is_sane()
        assert "Traceback" not in terminal.text
    assert segments(half_done) == ["Families", "Hotels"]


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_keeps_the_half_typed_note(
    half_done: Path, number: signal.Signals, code: int
) -> None:
    with Terminal([*BMC, "new"], half_done) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send("Hotels within 5 mi")
        terminal.wait_for("Hotels within 5 mi")
        terminal.signal(number)
        assert terminal.wait_for_end() == code
    assert segments(half_done) == ["Families", "Hotels within 5 mi"]


def test_a_closed_window_keeps_the_half_typed_note(half_done: Path) -> None:
    with Terminal([*BMC, "new"], half_done) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send("Hotels within 5 mi")
        terminal.wait_for("Hotels within 5 mi")
        terminal.hang_up()
    assert segments(half_done) == ["Families", "Hotels within 5 mi"]


@pytest.mark.needs("bash")
def test_ctrl_z_goes_to_the_shell_and_fg_comes_back_with_the_typed_text(half_done: Path) -> None:
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with Terminal(shell, half_done, env={"PS1": "shell> ", "HISTFILE": ""}) as terminal:
        terminal.wait_for_prompt("shell>")
        terminal.send(" ".join(BMC) + " new" + ENTER)
        terminal.wait_for_prompt(" >")
        terminal.send("Hotels" + CTRL_Z)
        terminal.wait_for_prompt("shell>")
        terminal.send("fg" + ENTER)
        terminal.wait_for_prompt(" > Hotels")
        assert "Step 1 of 9" in terminal.text
        terminal.answer(" within 5 miles" + ENTER)
        terminal.send(CTRL_D)
        terminal.wait_for_prompt("shell>")
    assert segments(half_done) == ["Families", "Hotels within 5 miles"]


def test_one_block_ends_with_where_it_is_kept(half_done: Path) -> None:
    with Terminal([*BMC, "edit", "segments"], half_done) as terminal:
        terminal.wait_for("  1 Families")
        terminal.answer("Hotels" + ENTER)
        terminal.answer(ENTER)
        terminal.wait_for("Looking ahead:")
        terminal.send(ENTER)
        assert terminal.wait_for_end() == 0
        assert ENGLISH.say("edit.done", file="canvas.yaml", show="bmc show") in terminal.lines
    assert segments(half_done) == ["Families", "Hotels"]


def test_one_block_that_is_broken_off_says_how_to_go_on_with_it(half_done: Path) -> None:
    with Terminal([*BMC, "edit", "1"], half_done) as terminal:
        terminal.wait_for_prompt(" >")
        terminal.send("Hotels" + CTRL_C)
        assert terminal.wait_for_end() == 130
        assert GO_ON.replace("bmc new", "bmc edit 1") in terminal.lines
    assert segments(half_done) == ["Families", "Hotels"]
