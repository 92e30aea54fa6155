"""A canvas as it hangs on a wall: every note with its words, letters and colour."""

from __future__ import annotations

import pytest

from bmc_cli.drawing.poster import Sticky, poster
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import Segment, view
from bmc_cli.words.notes import Below
from tests.drawing.posters import hung
from tests.packs import pack

EN = pack("en")
TWO = (Note("Families"), Note("Hotels"))


def notes(*segments: Note, **blocks: Note) -> dict[str, tuple[Sticky, ...]]:
    """The notes that hang in each block of a canvas."""
    held = {key: (note,) for key, note in blocks.items()}
    drawn = poster(view(Canvas(blocks={"customer_segments": segments, **held}), EN))
    return {key: panel.notes for key, panel in drawn.panels.items()}


def test_every_note_hangs_in_its_block_with_its_detail() -> None:
    (note,) = notes(channels=Note("Web shop", detail="Order before ten"))["channels"]
    assert note == Sticky("Web shop", (Below("detail", "Order before ten"),))


def test_a_segment_has_its_own_letter_and_colour() -> None:
    first, second = notes(*TWO)["customer_segments"]
    assert (first.own, second.own) == (Segment("A", 0, "Families"), Segment("B", 1, "Hotels"))
    assert (first.colour, second.colour) == (0, 1)
    assert first.segments == ()


@pytest.mark.parametrize(
    ("links", "letters", "colour"),
    [
        pytest.param(("Hotels",), "B", 1, id="for one: its colour"),
        pytest.param(("Hotels", "Families"), "AB", None, id="for two: plain"),
        pytest.param(("all",), "AB", None, id="for all: plain"),
        pytest.param((), "", None, id="for none: plain"),
    ],
)
def test_a_note_has_the_letters_of_whom_it_is_for(
    links: tuple[str, ...], letters: str, colour: int | None
) -> None:
    (note,) = notes(*TWO, channels=Note("Shop", links=links))["channels"]
    assert "".join(each.letter for each in note.segments) == letters
    assert note.colour == colour
    assert note.own is None


def test_letters_follow_the_links_to_the_segments() -> None:
    found = notes(
        *TWO,
        value_propositions=Note("Bread", links=("Hotels",)),
        key_activities=Note("Baking", links=("Bread",)),
        cost_structure=Note("Flour", links=("Baking",)),
    )
    assert [each.name for each in found["cost_structure"][0].segments] == ["Hotels"]


def test_one_segment_needs_no_letter() -> None:
    drawn = poster(view(Canvas(blocks={"customer_segments": (Note("All of us"),)}), EN))
    assert not drawn.is_lettered
    assert drawn.panels["customer_segments"].notes == (Sticky("All of us"),)


def test_a_note_for_later_says_so_in_the_language_of_the_words() -> None:
    canvas = Canvas(blocks={"channels": (Note("App", later=True),)})
    for language, word in (("en", "later"), ("nl", "later")):
        (note,) = poster(view(canvas, pack(language))).panels["channels"].notes
        assert (note.mark, note.is_dashed) == (word, True)


def test_an_empty_block_shows_its_question_and_a_filled_one_does_not() -> None:
    panels = poster(view(Canvas(blocks={"channels": (Note("Shop"),)}), EN)).panels
    assert panels["channels"].question == ""
    assert panels["key_partners"].question == EN.blocks["key_partners"].question
    assert all(panel.criteria == () for panel in panels.values())


def test_the_title_block_tells_what_is_known() -> None:
    drawn = poster(view(Canvas(title="Bakery", author="S. Miller", iteration="2"), EN))
    assert (drawn.title, drawn.about) == ("Bakery", ("S. Miller", "version 2"))
    assert poster(view(Canvas(), EN)).title == "Business Model Canvas"
    assert poster(view(Canvas(), EN)).about == ()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_blank_form_has_every_question_and_criterion(language: str) -> None:
    drawn = hung("blank", language)
    assert len(drawn.fields) == 4
    for block in BLOCKS:
        panel, prompt = drawn.panels[block.key], pack(language).blocks[block.key]
        assert (panel.number, panel.title) == (block.number, prompt.title)
        question = f"{prompt.question} {prompt.lead}"
        assert (panel.question, panel.criteria) == (question, prompt.criteria)


def test_nothing_harmful_gets_onto_a_poster() -> None:
    bad = "\x1b[31m\x00\ufffe\ud800\u202e"
    note = Note(f"text{bad}", detail=f"detail{bad}")
    canvas = Canvas(f"title{bad}", f"author{bad}", blocks={"channels": (note, Note("b"))})
    drawn = poster(view(canvas, EN))
    (first, _) = drawn.panels["channels"].notes
    said = (drawn.title, *drawn.about, first.text, first.below[0].said)
    assert all(text.isprintable() for text in said)
    assert [text[:4] for text in said] == ["titl", "auth", "text", "deta"]
