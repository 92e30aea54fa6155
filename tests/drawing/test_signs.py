"""The signs behind a note: one for each judgement, told in a legend, a cell wide."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from bmc_cli.drawing.block_page import BlockPage
from bmc_cli.drawing.grid import Grid, Look
from bmc_cli.drawing.poster import poster
from bmc_cli.drawing.signs import legend_of, signs, unsigned
from bmc_cli.formats.markdown_grid import grid as markdown_grid
from bmc_cli.formats.svg import drawing
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import EVIDENCE, Note
from bmc_cli.view import view
from bmc_cli.words.notes import note_words
from tests.drawing import drawn
from tests.packs import pack

ALL = (
    Note("Families", evidence="tested", learned="11 of 20 paid"),
    Note("Hotels", evidence="proven", vital=True),
    Note("Offices", evidence="wrong", later=True),
    Note("Schools", vital=True, conflict="School"),
    Note("Couriers"),
)
PLAIN = Look()
LEGENDS = {
    "en": "½ tested · ✓ proven · ✗ proven wrong · ! test first",
    "nl": "½ getest · ✓ bewezen · ✗ klopt niet · ! eerst testen",
}


def segments(*notes: Note) -> Canvas:
    return Canvas(blocks={"customer_segments": notes})


def grid_of(canvas: Canvas, width: int = 70, look: Look = PLAIN, language: str = "en") -> str:
    return drawn(Grid(view(canvas, pack(language)), look), width)


@pytest.mark.parametrize(
    ("note", "shown", "in_ascii"),
    [
        pytest.param(Note("Shop"), "", "", id="a guess"),
        pytest.param(Note("Shop", test="Ask", learned="Yes"), "", "", id="a guess with a test"),
        pytest.param(Note("Shop", evidence="tested"), "½", "~", id="tested"),
        pytest.param(Note("Shop", evidence="proven"), "✓", "+", id="proven"),
        pytest.param(Note("Shop", evidence="wrong"), "✗", "x", id="wrong"),
        pytest.param(Note("Shop", vital=True), "!", "!", id="vital"),
        pytest.param(Note("Shop", evidence="proven", vital=True), "✓!", "+!", id="two"),
        pytest.param(Note("Shop", later=True, conflict="Van"), "", "", id="marks in words"),
    ],
)
def test_a_mark_has_its_sign(note: Note, shown: str, in_ascii: str) -> None:
    words = note_words(note, pack("en"))
    assert "".join(each.sign for each in signs(words)) == shown
    assert "".join(each.sign for each in signs(words, ascii_only=True)) == in_ascii
    assert {each.name for each in unsigned(words)} == {
        name for name in ("later", "conflict") if getattr(note, name)
    }


def test_every_judgement_but_a_guess_has_one_and_it_is_a_cell_wide() -> None:
    found = legend_of(note_words(note, pack("en")) for note in ALL)
    assert [each.name for each in found] == [*EVIDENCE[1:], "vital"]
    assert {cell_len(each.sign) for each in found} == {1}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_grid_has_them_behind_the_notes_and_a_legend(language: str) -> None:
    picture = grid_of(segments(*ALL), 120, language=language)
    for shown in ("A Families ½", "B Hotels ✓ !", "C ○ Offices ✗", "E Couriers "):
        assert f" {shown} " in picture
    assert LEGENDS[language] in " · ".join(picture.splitlines())
    assert "proven)" not in picture
    assert "Schools (undecided) !" in grid_of(segments(*ALL), 300)


def test_in_ascii_they_are_ascii() -> None:
    picture = grid_of(segments(*ALL), 120, Look(ascii_only=True))
    assert "| B Hotels + ! " in picture
    assert "~ tested - + proven - x proven wrong - ! test first" in " - ".join(picture.splitlines())


@pytest.mark.parametrize("width", [*range(30, 70, 3), 85, 120])
def test_no_line_begins_with_one_where_there_is_room_beside_the_word(width: int) -> None:
    notes = (replace(note, text=f"Neighbourhood {note.text}") for note in ALL)
    assert not re.search(r"│ +[½✓✗!] ", grid_of(segments(*notes), width))


@pytest.mark.parametrize("note", ALL[:4], ids=lambda each: each.text)
def test_a_sign_is_said_only_where_it_is_used(note: Note) -> None:
    said = grid_of(segments(note), 60).rsplit("┘", 1)[1]
    used = {each.sign for each in signs(note_words(note, pack("en")))}
    assert {sign for sign in "½✓✗!" if sign in said} == used


@pytest.mark.parametrize("width", [40, 80, 120])
def test_guesses_are_drawn_as_notes_that_say_nothing(width: int) -> None:
    plain = segments(*(Note(note.text) for note in ALL))
    tried = segments(*(Note(note.text, test="Ask", learned="Yes") for note in ALL))
    look = Look(details=False)
    assert grid_of(tried, width, look) == grid_of(plain, width, look)
    assert not set("½✓✗!") & set(grid_of(plain, width))


def test_where_no_legend_stands_it_is_said_in_words() -> None:
    block = view(segments(*ALL), pack("en")).blocks["customer_segments"]
    page = drawn(BlockPage(block, PLAIN), 70)
    assert "Hotels (proven, test first)" in page
    assert "✓" not in page


def test_a_drawing_has_them_with_a_legend_and_says_them_in_words() -> None:
    text = drawing(poster(view(segments(*ALL), pack("en")))).text
    assert text.count(">✓</text>") == 2
    assert ">proven wrong</text>" in text
    assert "Families (tested); Hotels (proven, test first);" in text
    assert ">tested<" not in drawing(poster(view(segments(*ALL[3:]), pack("en")))).text


def test_so_has_the_table_of_a_markdown_document() -> None:
    table = "\n".join(markdown_grid(view(segments(*ALL), pack("nl"))))
    assert "Hotels ✓ ! <kbd>B</kbd>" in table
    assert f"○ later · {LEGENDS['nl']}" in table
    assert "✓" not in "\n".join(markdown_grid(view(segments(Note("A")), pack("nl"))))


def test_a_form_to_fill_in_has_none() -> None:
    assert poster(view(segments(*ALL), pack("en")), blank=True).signs == ()
