"""What there is to see of a canvas: all of it, cleaned, in the words of a pack."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BLOCKS, BY_KEY, HEAD, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import clean
from bmc_cli.view import BlockView, Segment, View, view
from bmc_cli.words.notes import Below, Mark, NoteWords, Tie, Told
from tests.drawing import ANY_TEXT
from tests.drawing.regolden import canvas

EN, NL = load_language("en"), load_language("nl")


def texts(value: Any) -> list[str]:
    """Return every text in a value, wherever it stands."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    return [text for each in value for text in texts(each)] if isinstance(value, tuple) else []


@settings(deadline=None)
@given(ANY_TEXT)
def test_whatever_a_canvas_says_all_that_is_seen_is_clean(text: str) -> None:
    note = Note(text, text, (text,), (text,), later=True, conflict=text)
    head: Any = dict.fromkeys(HEAD, text)
    filled = Canvas(**head, blocks={block.key: (note, note) for block in BLOCKS})
    for said in (view(filled, EN), view(filled, EN, by_letter=True)):
        assert all(clean(each) == each for each in texts(said))


def test_the_nine_blocks_are_there_in_interview_order_with_what_the_pack_says() -> None:
    blocks = view(Canvas(), NL).blocks
    assert list(blocks) == list(BY_KEY)
    assert [block.number for block in blocks.values()] == list(range(1, 10))
    said = NL.blocks["channels"]
    assert blocks["channels"] == BlockView(
        "channels",
        4,
        said.title,
        said.short,
        said.purpose,
        said.question,
        said.ahead,
        said.lead,
        said.criteria,
        (),
    )


def test_a_note_has_its_words_its_mark_and_its_ties() -> None:
    note = Note(
        "App", "On\nphones", ("Hotels",), ("purchase",), later=True, evidence="tested", vital=True
    )
    filled = Canvas(blocks={"customer_segments": (Note("Hotels"),), "channels": (note,)})
    below = (Below("detail", "On\nphones"),)
    ties = ("for: Hotels", "kind: purchase")
    told = (
        *(Told("detail", ("On\nphones",)), Told("for", ("Hotels",))),
        *(Told("kind", ("purchase",)), Told("later", ("later",))),
        *(Told("evidence", ("tested",)), Told("vital", ("test first",))),
    )
    tied = (Tie("for", "for:", ("Hotels",)), Tie("kind", "kind:", ("purchase",)))
    marks = (
        Mark("later", "", "later"),
        Mark("evidence", "tested", "tested"),
        Mark("vital", "", "test first"),
    )
    words = NoteWords("App", below, marks, ties, tied=tied, told=told)
    assert (words.mark, words.is_later) == ("later, tested, test first", True)
    assert view(filled, EN).blocks["channels"].notes == (words,)
    by_letter = view(filled, EN, by_letter=True).blocks["channels"].notes
    assert by_letter == (words._replace(ties=("for: A", "kind: purchase")),)


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        pytest.param((), (), id="none"),
        pytest.param(("Families",), (), id="one has nothing to be told apart from"),
        pytest.param(("Families", "Hotels"), ("A", "B"), id="two"),
    ],
)
def test_segments_have_letters_where_there_are_several(
    names: tuple[str, ...], letters: tuple[str, ...]
) -> None:
    said = view(Canvas(blocks={"customer_segments": tuple(map(Note, names))}), EN)
    assert said.segments == tuple(Segment("AB"[at], at, name) for at, name in enumerate(names))
    assert said.letters == letters


def test_links_are_followed_to_the_segments_once() -> None:
    said: View = view(canvas("bakery"), EN)
    assert said.reached["customer_segments", 1] == (1,)
    assert said.reached is said.reached


@pytest.mark.parametrize(
    ("filled", "title", "heading", "about"),
    [
        pytest.param(Canvas(), "", "Business Model Canvas", (), id="nothing known"),
        pytest.param(
            Canvas("A\nb", "Jo", iteration="2"), "A b", "A b", ("Jo", "version 2"), id="some"
        ),
    ],
)
def test_the_title_block_tells_what_is_known(
    filled: Canvas, title: str, heading: str, about: tuple[str, ...]
) -> None:
    said = view(filled, EN)
    assert (said.title, said.heading, said.about) == (title, heading, about)


def test_notes_are_in_the_language_of_the_canvas_where_it_says_one() -> None:
    assert view(Canvas(language="NL"), EN).notes_language == "nl"
    assert view(Canvas(), EN).notes_language == view(Canvas(), EN).language == "en"
