"""The interview with keys, driven through a pipe that stands for the keyboard."""

from __future__ import annotations

import io
import shlex
import signal
import sys
from collections.abc import Callable

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Interrupted, Reply, Step
from bmc_cli.interview.keys import KeyAsker
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from tests.terminal import (
    CTRL_B,
    CTRL_C,
    CTRL_D,
    CTRL_L,
    CTRL_O,
    CTRL_U,
    CTRL_Z,
    ENTER,
    ESCAPE,
    LEFT,
    SHIFT_TAB,
    UP,
    pasted,
)


def press(keys: str | bytes, ask: Callable[[KeyAsker], Reply]) -> Reply:
    """Ask with ``keys`` waiting; a prompt that they do not end is left by the end of input."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_bytes(keys.encode() if isinstance(keys, str) else keys)
        pipe.close()
        return ask(KeyAsker(load_language("en"), io.StringIO()))


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        pytest.param("Shop" + ENTER, Reply("Shop"), id="Enter on text"),
        pytest.param(ENTER, Reply(""), id="Enter on nothing"),
        pytest.param(SHIFT_TAB, Reply("", "back"), id="Shift-Tab on nothing"),
        pytest.param("Web sh" + SHIFT_TAB, Reply("Web sh", "back"), id="Shift-Tab on text"),
        pytest.param(UP, Reply("", "edit"), id="Up on nothing"),
        pytest.param("Shop" + UP + ENTER, Reply("Shop"), id="Up on text does nothing"),
        pytest.param(CTRL_O, Reply("", "editor"), id="Ctrl-O on nothing"),
        pytest.param("Web sh" + CTRL_O, Reply("Web sh", "editor"), id="Ctrl-O on text"),
        pytest.param("?", Reply("", "help"), id="? on nothing"),
        pytest.param("Why? So." + ENTER, Reply("Why? So."), id="? in a text"),
        pytest.param(CTRL_D, Reply("", "quit"), id="Ctrl-D on nothing"),
        pytest.param("Shop" + CTRL_D + ENTER, Reply("Shop"), id="Ctrl-D on text does nothing"),
        pytest.param("Web sh" + CTRL_L, Reply("Web sh", "redraw"), id="Ctrl-L"),
        pytest.param("", Reply("", "quit"), id="the keyboard is gone"),
    ],
)
def test_a_key_gives_its_reply(keys: str, reply: Reply) -> None:
    assert press(keys, lambda asker: asker.ask(">")) == reply


def helped_ask(asker: KeyAsker) -> Reply:
    """Ask behind the help, as after ``?``."""
    asker.show_help(STEP)
    return asker.ask(">")


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        pytest.param(ENTER, Reply("", "redraw"), id="Enter on nothing"),
        pytest.param("Shop" + ENTER, Reply("Shop"), id="a note"),
        pytest.param(SHIFT_TAB, Reply("", "back"), id="a key"),
    ],
)
def test_enter_on_nothing_behind_the_help_only_closes_it(keys: str, reply: Reply) -> None:
    assert press(keys, helped_ask) == reply


def test_the_help_is_closed_once() -> None:
    def twice(asker: KeyAsker) -> Reply:
        helped_ask(asker)
        return asker.ask(">")

    assert press(ENTER + ENTER, twice) == Reply("")


@pytest.mark.parametrize("typed", ["", "Web sh"])
def test_ctrl_c_breaks_off_with_what_was_typed(typed: str) -> None:
    with pytest.raises(Interrupted) as broken:
        press(typed + CTRL_C, lambda asker: asker.ask(">"))
    assert broken.value.draft == typed


def test_three_pasted_lines_are_one_reply() -> None:
    keys = pasted("- Shop", "- Market stall", "- Van") + ENTER
    assert press(keys, lambda asker: asker.ask(">")) == Reply("- Shop\n- Market stall\n- Van")


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param("Web" + ESCAPE + " shop" + ENTER, "Web shop", id="Esc"),
        pytest.param("Shp" + CTRL_B + "o" + ENTER, "Shop", id="Ctrl-B goes back a sign"),
        pytest.param("Sop" + LEFT + LEFT + "h" + ENTER, "Shop", id="arrows"),
    ],
)
def test_a_key_that_is_not_ours_loses_no_text(keys: str, text: str) -> None:
    assert press(keys, lambda asker: asker.ask(">")) == Reply(text)


def test_a_draft_stands_in_the_line_with_the_cursor_behind_it() -> None:
    assert press(" shop" + ENTER, lambda asker: asker.ask(">", "Web")) == Reply("Web shop")


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        pytest.param(ENTER, Reply("Shop"), id="Enter leaves it"),
        pytest.param("s" + ENTER, Reply("Shops"), id="typed behind it"),
        pytest.param(CTRL_U + ENTER, Reply(""), id="emptied"),
        pytest.param(CTRL_U + "?" + ENTER, Reply("?"), id="? is a sign like others"),
        pytest.param(CTRL_U + UP + ENTER, Reply(""), id="Up does nothing"),
        pytest.param(CTRL_O + CTRL_L + ENTER, Reply("Shop"), id="nor do other keys"),
        pytest.param("s" + SHIFT_TAB, Reply("Shops", "back"), id="Shift-Tab leaves it"),
        pytest.param(CTRL_U + CTRL_D, Reply("", "quit"), id="Ctrl-D turns away"),
    ],
)
def test_a_note_is_reworded_in_the_line(keys: str, reply: Reply) -> None:
    assert press(keys, lambda asker: asker.amend("change >", "Shop")) == reply


def test_ctrl_z_stops_the_program_and_comes_back_with_the_typed_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped: list[tuple[int, int]] = []
    monkeypatch.setattr("os.killpg", lambda group, number: stopped.append((group, number)))
    assert press("Web" + CTRL_Z, lambda asker: asker.ask(">")) == Reply("Web", "redraw")
    amended = press("s" + CTRL_Z + "!" + ENTER, lambda asker: asker.amend(">", "Shop"))
    assert amended == Reply("Shops!")
    assert stopped == [(0, signal.SIGTSTP)] * 2


def test_the_notes_go_to_the_editor_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; open(sys.argv[1], 'a').write('Van\\n')"
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", code]))
    asker = KeyAsker(load_language("en"), io.StringIO())
    assert asker.edit_lines(["Shop"], "Channels") == ["Shop", "Van"]


# -- what it shows


def shown(show: Callable[[KeyAsker], None], language: str = "en") -> list[str]:
    """The lines that ``show`` writes, without those of the cleared screen."""
    stream = io.StringIO()
    show(KeyAsker(load_language(language), stream))
    return stream.getvalue().split("\n")


STEP = Step(BLOCKS[3], Canvas("Bakery", blocks={"channels": (Note("Shop", "Corner"),)}))


def test_a_step_shows_where_it_is_what_it_asks_and_what_is_there() -> None:
    text = " ".join(shown(lambda asker: asker.show_step(STEP)))
    prompt = load_language("en").blocks["channels"]
    for wanted in ("Bakery", "Step 4 of 9", "4 Channels", *prompt.criteria, "  1 Shop - Corner"):
        assert wanted in text


def test_help_shows_criteria_advice_examples_a_question_and_the_keys() -> None:
    text = " ".join(line.strip() for line in shown(lambda asker: asker.show_help(STEP)))
    prompt = load_language("en").blocks["channels"]
    for wanted in (*prompt.criteria, *prompt.advice, *prompt.examples, prompt.coach, "Ctrl-O"):
        assert wanted in text


def test_the_review_lists_the_nine_with_what_they_hold() -> None:
    lines = shown(lambda asker: asker.show_review(STEP.canvas))
    assert [line for line in lines if line.startswith(("4 ", "9 "))] == [
        "4 Channels                Shop",
        "9 Cost Structure          nothing yet",
    ]


@pytest.mark.parametrize(
    "show",
    [
        pytest.param(lambda asker: asker.tell("[b]:smile: [/]"), id="a line of talk"),
        pytest.param(lambda asker: asker.note_added(1, Note("[b]:smile: [/]")), id="a note"),
    ],
)
def test_what_looks_like_markup_is_shown_as_it_is(show: Callable[[KeyAsker], None]) -> None:
    assert "[b]:smile: [/]" in shown(show)[0]


def test_nothing_in_a_note_can_drive_the_terminal() -> None:
    assert "\x1b" not in "".join(shown(lambda asker: asker.note_added(1, Note("a\x1b[2Jb"))))
