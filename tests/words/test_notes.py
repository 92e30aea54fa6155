"""How a note is told: on a line, cleaned, with what it is for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.plain_text import one_line
from bmc_cli.words.notes import letters_for, note_words, tab_lines
from tests.drawing import ANY_TEXT
from tests.drawing.regolden import canvas

EN = load_language("en")


def channels(*notes: Note) -> Canvas:
    return Canvas(blocks={"channels": notes})


@pytest.mark.parametrize(
    ("note", "line"),
    [
        pytest.param(Note("Shop"), "Shop", id="a text"),
        pytest.param(Note("Shop", detail="on the\ncorner"), "Shop - on the corner", id="a detail"),
        pytest.param(Note("Shop", later=True), "Shop (later)", id="for later"),
        pytest.param(Note("Shop", "corner", later=True), "Shop (later) - corner", id="both"),
        pytest.param(Note("\x1b[1mShop\ton"), "�[1mShop on", id="cleaned"),
    ],
)
def test_a_note_is_one_line(note: Note, line: str) -> None:
    assert note_words(note, EN).line == line


@pytest.mark.parametrize(
    ("note", "ties"),
    [
        pytest.param(Note("Shop"), (), id="none"),
        pytest.param(Note("Shop", links=("Hotels",)), ("for: B",), id="by a letter"),
        pytest.param(Note("Shop", links=("Hotels", "Who")), ("for: Hotels, Who",), id="by names"),
        pytest.param(Note("Shop", links=EVERY_TARGET), ("for: everyone",), id="all"),
        pytest.param(Note("Shop", kinds=("purchase",)), ("kind: purchase",), id="a kind"),
        pytest.param(Note("Shop", kinds=("\x1b[1mown\n",)), ("kind: �[1mown ",), id="its own"),
    ],
)
def test_a_note_says_what_it_is_for_and_of_which_kind(note: Note, ties: tuple[str, ...]) -> None:
    segments = Canvas(blocks={"customer_segments": (Note("Families"), Note("Hotels"))})
    found = note_words(note, EN, "channels", letters_for(segments, "channels"))
    assert found.ties == ties
    assert note_words(note, EN).ties == ()


class TestTabLines:
    def test_each_note_is_a_line_behind_its_block(self) -> None:
        lines = list(tab_lines(canvas("bakery")))
        assert lines[0] == "customer_segments\tFamilies in the neighbourhood"
        assert lines[-1] == "cost_structure\tDelivery van"
        assert len(lines) == sum(len(canvas("bakery").notes(key)) for key in BY_KEY)

    def test_an_empty_canvas_has_no_lines(self) -> None:
        assert list(tab_lines(Canvas())) == []

    @settings(deadline=None)
    @given(ANY_TEXT)
    def test_a_line_has_one_tab_and_nothing_that_drives_a_terminal(self, text: str) -> None:
        (line,) = tab_lines(channels(Note(text)))
        key, said = line.split("\t")
        assert key == "channels"
        assert one_line(said) == said
