"""The interview with keys, driven through a pipe that stands for the keyboard."""

from __future__ import annotations

import io
import re
import shlex
import signal
import sys
from collections.abc import Sequence

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.cells import cell_len

from bmc_cli.interview.asking import Interrupted, Shown
from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.keys import KeyAsker, completed
from bmc_cli.interview.state import Reply
from bmc_cli.model.canvas import BLOCKS, Block, Canvas
from tests.drawing import squeezed
from tests.interview.asked import HOSTILE, asking, beginning
from tests.packs import pack
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
    TAB,
    UP,
    pasted,
)

EN = pack("en")
NOTES = asking()
FOR_WHOM = asking("Market stall")
AMEND = asking("/edit 1")
HALF_A_NOTE = asking(Reply("Web", "back"))


def press(keys: str, shown: Shown = NOTES, stream: io.StringIO | None = None) -> Reply:
    """Ask with ``keys`` waiting; a prompt that they do not end is left by the end of input."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        if not keys.endswith(ESCAPE):  # behind which the rest of an Alt key is waited for
            pipe.close()
        return KeyAsker(EN, stream or io.StringIO()).ask(shown)


# -- keys


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
        pytest.param("?" + ENTER, Reply("?"), id="? waits for Enter, as all else does"),
        pytest.param("Why? So." + ENTER, Reply("Why? So."), id="? in a text"),
        pytest.param(CTRL_D, Reply("", "quit"), id="Ctrl-D on nothing"),
        pytest.param("Shop" + CTRL_D + ENTER, Reply("Shop"), id="Ctrl-D on text does nothing"),
        pytest.param("Web sh" + CTRL_L + ENTER, Reply("Web sh"), id="Ctrl-L keeps the text once"),
        pytest.param(CTRL_L + ENTER, Reply(""), id="Ctrl-L on nothing"),
        pytest.param(CTRL_Z, Reply("", "undo"), id="Ctrl-Z on nothing"),
        pytest.param("", Reply("", "quit"), id="the keyboard is gone"),
    ],
)
def test_a_key_gives_its_reply(keys: str, reply: Reply) -> None:
    assert press(keys) == reply


@pytest.mark.parametrize(
    ("keys", "shown", "reply"),
    [
        pytest.param(ESCAPE, FOR_WHOM, Reply(""), id="at a question"),
        pytest.param(ESCAPE, AMEND, Reply(""), id="at the words of a note"),
        pytest.param("s" + ESCAPE, AMEND, Reply(""), id="at other words of a note"),
        pytest.param(ESCAPE, asking("/canvas 4"), Reply(""), id="at a page"),
        pytest.param(ESCAPE + " shop" + ENTER, HALF_A_NOTE, Reply("Web shop"), id="at half a note"),
        pytest.param("Web" + ESCAPE + " shop" + ENTER, NOTES, Reply("Web shop"), id="at a note"),
    ],
)
def test_esc_is_enter_at_a_question_and_loses_no_note(
    keys: str, shown: Shown, reply: Reply
) -> None:
    assert press(keys, shown) == reply


@pytest.mark.parametrize("typed", ["", "Web sh"])
def test_ctrl_c_breaks_off_with_what_was_typed(typed: str) -> None:
    with pytest.raises(Interrupted) as broken:
        press(typed + CTRL_C)
    assert broken.value.draft == typed


def test_three_pasted_lines_are_one_reply() -> None:
    keys = pasted("- Shop", "- Market stall", "- Van") + ENTER
    assert press(keys) == Reply("- Shop\n- Market stall\n- Van")


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        pytest.param("Shp" + CTRL_B + "o" + ENTER, "Shop", id="Ctrl-B goes back a sign"),
        pytest.param("Sop" + LEFT + LEFT + "h" + ENTER, "Shop", id="arrows"),
        pytest.param("Shop" + TAB + ENTER, "Shop", id="Tab"),
    ],
)
def test_a_key_that_is_not_ours_loses_no_text(keys: str, text: str) -> None:
    assert press(keys) == Reply(text)


def test_a_draft_stands_in_the_line_with_the_cursor_behind_it() -> None:
    assert press(" shop" + ENTER, HALF_A_NOTE) == Reply("Web shop")


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        pytest.param(ENTER, Reply("Shop"), id="Enter leaves it"),
        pytest.param("s" + ENTER, Reply("Shops"), id="typed behind it"),
        pytest.param(CTRL_U + ENTER, Reply(""), id="emptied"),
        pytest.param(CTRL_U + UP + ENTER, Reply(""), id="Up does nothing"),
        pytest.param(CTRL_O + CTRL_L + "s" + ENTER, Reply("Shops"), id="nor do other keys"),
        pytest.param("s" + SHIFT_TAB, Reply("Shops", "back"), id="Shift-Tab leaves it"),
        pytest.param(CTRL_U + CTRL_D, Reply("", "quit"), id="Ctrl-D turns away"),
    ],
)
def test_a_note_is_reworded_in_the_line(keys: str, reply: Reply) -> None:
    assert press(keys, AMEND) == reply


def test_ctrl_z_on_text_stops_the_program_after_a_word_on_how_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.StringIO()
    stopped: list[tuple[int, int, bool]] = []
    way_back = EN.say("interview.stopped")
    monkeypatch.setattr(
        "os.killpg",
        lambda group, number: stopped.append((group, number, way_back in stream.getvalue())),
    )
    assert press("Web" + CTRL_Z + " shop" + ENTER, stream=stream) == Reply("Web shop")
    assert press("s" + CTRL_Z + "!" + ENTER, AMEND, stream) == Reply("Shops!")
    assert stopped == [(0, signal.SIGTSTP, True)] * 2
    assert "fg" in way_back


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("Fam", "Families", id="a start"),
        pytest.param("fam", "fam" + "ilies", id="in any case"),
        pytest.param("Hotels en fam", "Hotels en families", id="after another"),
        pytest.param("office p", "office parks", id="a name of more words"),
        pytest.param("voor Office", "voor Office parks", id="behind a word"),
        pytest.param("x", "x", id="no name"),
        pytest.param("", "", id="nothing"),
        pytest.param("Families", "Families", id="a whole name"),
    ],
)
def test_tab_completes_a_name(typed: str, name: str) -> None:
    assert press(typed + TAB + ENTER, FOR_WHOM) == Reply(name)


def test_a_start_of_two_names_is_not_completed() -> None:
    choices = [Choice("A", "Hotels", "Hotels"), Choice("B", "Hospitals", "Hospitals")]
    assert completed("Ho", choices) == ""
    assert completed("Hot", choices) == "els"


def test_the_notes_go_to_the_editor_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; open(sys.argv[1], 'a').write('Van\\n')"
    monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", code]))
    assert KeyAsker(EN, io.StringIO()).edit_lines(["Shop"], "Channels") == ["Shop", "Van"]


# -- what it shows


def screens(
    shown: Shown,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int] = (80, 24),
    enters: int = 0,
    told: Sequence[str] = (),
    language: str = "en",
) -> list[list[str]]:
    """Every screen that is drawn for ``shown`` while Enter is pressed ``enters`` times."""
    monkeypatch.setenv("COLUMNS", str(size[0]))
    monkeypatch.setenv("LINES", str(size[1]))
    stream, drawn = io.StringIO(), []

    def read(*_: object) -> Reply:
        drawn.append(stream.getvalue().rstrip("\n").split("\n"))
        return Reply("") if len(drawn) <= enters else Reply("", "quit")

    monkeypatch.setattr(KeyAsker, "_clear", lambda *_: stream.truncate(stream.seek(0)))
    monkeypatch.setattr(KeyAsker, "_asked", read)
    asker = KeyAsker(pack(language), stream)
    for text in told:
        asker.tell(text)
    asker.ask(shown)
    return drawn


def test_a_step_shows_where_it_is_what_it_asks_and_what_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (lines,) = screens(NOTES, monkeypatch)
    said = EN.blocks["channels"]
    assert lines[0].startswith("Bakery  1●3 4●2")
    assert said.question.startswith(lines[2].rstrip())
    shown = squeezed(" ".join(lines))
    for wanted in (*said.criteria, "1 Shop", "2 Van - At six"):
        assert squeezed(wanted) in shown
    assert lines[-1].rstrip().endswith(EN.say("interview.hint_up"))


def test_what_was_told_before_the_first_question_stays_on_its_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (lines,) = screens(NOTES, monkeypatch, told=["Notes were kept in x.txt."])
    assert "Notes were kept in x.txt." in [line.rstrip() for line in lines]


def test_the_first_screen_names_the_other_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for language, other, code in (("en", "Nederlands", "nl"), ("nl", "English", "en")):
        (lines,) = screens(beginning(language=language), monkeypatch, (60, 20), language=language)
        shown = "\n".join(lines)
        assert pack(language).say("interview.speaks_too", name=other, code=code) in shown


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.key)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_help_fits_in_pages_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], block: Block, language: str
) -> None:
    key = block.key
    words = pack(language)
    shown = asking("?", key=key, language=language)
    pages = screens(shown, monkeypatch, size, enters=9, language=language)
    for page in pages:
        assert len(page) <= size[1] - 1  # the line that is typed in is the last
        assert max(cell_len(line.rstrip()) for line in page) <= size[0]
    hints = [page[-1].strip() for page in pages]
    more = words.say("interview.page_more")
    assert hints == [more] * (len(pages) - 1) + [words.say("interview.page_hint")]
    said = words.blocks[key]
    kinds = [text for kind in said.kinds.values() for text in (kind.label, kind.hint)]
    keys = words.say("interview.keys_help").split("\n")
    if key == "customer_segments":
        keys = [re.sub(r"(/\w+) 2", r"\1 B", line) for line in keys]
    together = squeezed("".join(line for page in pages for line in page[:-1]))
    for wanted in (*said.criteria, *said.advice, *said.examples, said.coach, *kinds, *keys):
        assert squeezed(wanted) in together
    assert len(pages) <= 6


def test_a_kind_is_asked_with_what_each_means(monkeypatch: pytest.MonkeyPatch) -> None:
    (lines,) = screens(asking("/kind 1"), monkeypatch)
    for kind in EN.blocks["channels"].kinds.values():
        assert any(re.search(rf"\d  {kind.label} +{kind.hint}", line) for line in lines)


def test_the_canvas_is_drawn_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = screens(asking("/canvas"), monkeypatch, enters=9)
    assert len(pages) > 1
    assert "Shop" in "\n".join(line for page in pages for line in page)
    assert all(len(page) <= 23 for page in pages)


def test_one_block_is_drawn_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    (lines,) = screens(asking("/canvas 4"), monkeypatch)
    assert lines[0].rstrip() == "4 Channels"
    assert any(line.startswith("  1 Shop") for line in lines)


MARKUP = "[b]:smile: [/]"


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(NOTES._replace(said=(MARKUP,)), id="what was said"),
        pytest.param(asking(MARKUP), id="a note"),
        pytest.param(asking("/canvas", canvas=Canvas(MARKUP)), id="a title"),
    ],
)
def test_what_looks_like_markup_is_shown_as_it_is(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MARKUP in "\n".join(screens(shown, monkeypatch, (80, 60))[0])


@pytest.mark.parametrize("shown", HOSTILE)
def test_nothing_in_a_canvas_can_drive_the_terminal(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lines in screens(shown, monkeypatch, enters=5):
        assert all(character.isprintable() for line in lines for character in line)
