"""The row of radio buttons of a page, what the style does with them, and the colours."""

from __future__ import annotations

import re

import pytest

from bmc_cli.drawing.palette import SHADES
from bmc_cli.drawing.poster import poster
from bmc_cli.drawing.sheets import PAPERS
from bmc_cli.formats.html import page
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.drawing.posters import hung
from tests.packs import pack

A4 = PAPERS["A4"]


def test_there_is_a_button_for_everything_each_segment_and_the_details() -> None:
    text = page(hung("normal"), A4)
    assert re.findall(r'<label[^>]*><input type="radio" name="look" id="([^"]*)"', text) == [
        *("look-all", "look-0", "look-1", "look-2", "look-3", "look-4", "look-details")
    ]
    assert text.count("checked") - text.count(":checked") == 2  # checked="checked"
    assert '<span class="letter s1 of-1">B</span> <span>Families whose' in text
    assert '<span class="key">later</span>' in text


def test_a_note_says_for_whom_it_is() -> None:
    text = page(hung("normal"), A4)
    assert re.search(r'<li class="note for-0 for-1"><p class="text">Price agreed', text)
    assert re.search(r'<li class="note for-0 s0 own"><abbr', text)


def test_it_is_counted_for_who_does_not_see_it() -> None:
    text = page(hung("normal", "nl"), A4)
    said = "B Families whose children outgrow bikes: 24 van de 47 briefjes"
    assert f'<span class="said for-1">{said}</span>' in text
    assert '<p class="status" role="status">' in text


@pytest.mark.parametrize(
    ("canvas", "ids"),
    [
        (Canvas(), []),
        (Canvas(blocks={"channels": (Note("A"),)}), []),
        (Canvas(blocks={"channels": (Note("A", kinds=("purchase",)),)}), ["all", "details"]),
        (Canvas(blocks={"customer_segments": (Note("A"), Note("B"))}), ["all", "0", "1"]),
    ],
)
def test_there_is_no_row_where_there_is_nothing_to_choose(canvas: Canvas, ids: list[str]) -> None:
    text = page(poster(view(canvas, pack("en"))), A4)
    assert re.findall(r'<input[^>]* id="look-([^"]*)"', text) == ids


def test_how_sure_notes_are_has_its_own_row_where_that_is_said() -> None:
    notes = (Note("A", evidence="proven", vital=True), Note("B"), Note("C", evidence="tested"))
    text = page(poster(view(Canvas(blocks={"channels": notes}), pack("nl"))), A4)
    assert re.findall(r'<input[^>]* id="look-([^"]*)"', text) == [
        *("all", "guess", "tested", "proven", "vital")
    ]
    assert re.findall(r'<li class="note ([^"]*)"', text) == [
        *("for-proven for-vital", "for-guess", "for-tested")
    ]
    assert "<legend>Hoe zeker:</legend>" in text
    assert '<span class="said for-proven">✓ bewezen: 1 van de 3 briefjes</span>' in text


def test_a_sign_is_heard_as_its_word() -> None:
    notes = (Note("A", evidence="proven"),)
    text = page(poster(view(Canvas(blocks={"channels": notes}), pack("en"))), A4)
    heard = '<span class="sign of-proven" role="img" aria-label="proven" title="proven">✓</span>'
    assert text.count(heard) == 2  # behind the note, and in the legend on paper


def test_a_row_of_what_is_only_to_be_tested_first_has_no_guesses() -> None:
    notes = (Note("A", vital=True), Note("B"))
    text = page(poster(view(Canvas(blocks={"channels": notes}), pack("en"))), A4)
    assert re.findall(r'<input[^>]* id="look-([^"]*)"', text) == ["all", "vital"]
    assert 'class="note for-guess' not in text


def test_there_is_none_on_a_form() -> None:
    assert "<input" not in page(hung("blank"), A4)


@pytest.mark.parametrize("name", ["normal", "short"])
def test_colours_are_explained_where_there_are_any(name: str) -> None:
    assert ("A coloured note is for one segment" in page(hung(name), A4)) == (name == "normal")


def test_a_colour_that_is_used_again_has_a_sign_of_its_own() -> None:
    names = [f"Group {at}" for at in range(len(SHADES) + 2)]
    blocks = {"customer_segments": tuple(Note(name) for name in names)}
    text = page(poster(view(Canvas(blocks=blocks), pack("en"))), A4)
    assert text.count('<li class="note for-0 s0 own">') == 1
    assert text.count(f'<li class="note for-{len(SHADES)} s0 again-1 own">') == 1
    assert f'class="letter s1 again-1 of-{len(SHADES) + 1}"' in text
    assert ".letter.again-1 { border-radius: 1em; }" in text
    assert ".note.again-1 { background-image: linear-gradient(" in text
