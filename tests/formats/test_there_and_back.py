"""What we write for office programs comes back as it was: every note with every field."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from pptx import Presentation

from bmc_cli.file.storage import load
from bmc_cli.formats.endings import FORMATS, Setting
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import clean
from bmc_cli.view import view
from bmc_cli.words.telling import chapter_of
from tests.documents import canvases
from tests.drawing.posters import CANVASES
from tests.formats.incoming import imported
from tests.packs import pack
from tests.replayed import CANVAS

pytestmark = pytest.mark.once

NAMED = {**CANVASES, "Dutch": load(CANVAS.with_name("praktijkrooster.nl.yaml")).canvas}
OFFICE = ["csv", "xlsx", "pptx", "html"]


def back(canvas: Canvas, name: str, language: str = "en") -> Canvas:
    words = pack(language)
    made = FORMATS[name].of(canvas, lambda: view(canvas, words), Setting())
    return imported(made, name).canvas


def shown(canvas: Canvas, name: str) -> dict[str, tuple[Note, ...]]:
    """The notes of each block as a format shows them: cleaned; slides and pages name no wording."""

    def note(each: Note) -> Note:
        return Note(
            clean(each.text),
            clean(each.detail),
            tuple(dict.fromkeys(map(clean, each.links))),
            tuple(dict.fromkeys(map(clean, each.kinds))),
            later=each.later,
            outlook=clean(each.outlook),
            remark=clean(each.remark),
            evidence=each.evidence,
            test=clean(each.test),
            learned=clean(each.learned),
            vital=each.vital,
            conflict="" if name in {"pptx", "html"} else clean(each.conflict),
        )

    return {block.key: tuple(map(note, canvas.notes(block.key))) for block in BLOCKS}


@pytest.mark.parametrize("name", OFFICE)
@pytest.mark.parametrize("which", ["Dutch", "hostile", "empty"])
def test_every_note_comes_back_with_its_fields(name: str, which: str) -> None:
    found = back(NAMED[which], name, "nl" if which == "Dutch" else "en")
    assert dict(found.blocks) == shown(NAMED[which], name)


@pytest.mark.parametrize("name", ["xlsx", "pptx", "html"])
@pytest.mark.parametrize("which", ["normal", "Dutch"])
def test_so_does_the_title_with_what_is_known_of_the_canvas(name: str, which: str) -> None:
    canvas = NAMED[which]
    found = back(canvas, name, canvas.language)
    for field in ("title", "author", "date", "iteration", "language"):
        assert getattr(found, field) == getattr(canvas, field)


@pytest.mark.parametrize("name", OFFICE)
def test_generated_canvases_too(name: str) -> None:
    @given(canvases())
    @settings(max_examples=6)
    def come_back(canvas: Canvas) -> None:
        assert dict(back(canvas, name).blocks) == shown(canvas, name)

    come_back()


def test_a_slide_that_was_typed_into_keeps_what_its_note_is_for() -> None:
    canvas = NAMED["normal"]
    made = FORMATS["pptx"].of(canvas, lambda: view(canvas, pack("en")), Setting())
    deck = Presentation(io.BytesIO(made))
    shapes = {each.name: each for each in deck.slides[0].shapes}
    shapes["note 4.6"].text_frame.paragraphs[0].runs[0].text = "An app with your bike in it"
    changed = io.BytesIO()
    deck.save(changed)
    note = imported(changed.getvalue(), "pptx").canvas.notes("channels")[5]
    old = canvas.notes("channels")[5]
    assert note.text == "An app with your bike in it"
    assert (note.links, note.kinds, note.later) == (old.links, old.kinds, old.later)


def test_bmml_comes_back_but_for_what_was_told() -> None:
    canvas = NAMED["normal"]
    found = back(canvas, "bmml")
    assert (found.title, found.date) == (canvas.title, canvas.date)
    for block in BLOCKS:
        old, new = canvas.notes(block.key), found.notes(block.key)
        assert [note.text for note in new] == [note.text for note in old]
        if block.key not in {"key_partners", "cost_structure"}:
            segments = [note.text for note in canvas.notes("customer_segments")]
            assert [{*note.links} for note in new] == [
                {*(segments if note.links == ("all",) else note.links)} for note in old
            ]


def _changed(change: Callable[[dict[str, Any]], None]) -> dict[str, list[str]]:
    """Return the texts of each block on a slide of ours on which somebody did something."""
    canvas = NAMED["normal"]
    deck = Presentation(
        io.BytesIO(FORMATS["pptx"].of(canvas, lambda: view(canvas, pack("en")), Setting()))
    )
    change({each.name: each for each in deck.slides[0].shapes})
    data = io.BytesIO()
    deck.save(data)
    found = imported(data.getvalue(), "pptx").canvas
    return {key: [note.text for note in held] for key, held in found.blocks.items()}


def test_a_note_that_was_dragged_is_of_the_block_where_it_lies() -> None:
    def drag(shapes: dict[str, Any]) -> None:
        note, frame = shapes["note 4.2"], shapes["block key_partners"]
        note.left, note.top = frame.left + 1_000, frame.top + frame.height // 2

    texts = _changed(drag)
    assert texts["key_partners"][-1] == "Lockers for bikes left after closing"
    assert "Lockers for bikes left after closing" not in texts["channels"]
    assert len(texts["channels"]) == 5


def test_a_note_that_was_added_and_one_that_was_copied_are_notes() -> None:
    def add(shapes: dict[str, Any]) -> None:
        old = shapes["note 4.2"].element
        copy = deepcopy(old)
        old.addnext(copy)
        new = deepcopy(old)
        old.addnext(new)
        new.nvSpPr.cNvPr.set("name", "Rectangle 99")
        del new.nvSpPr.cNvPr.attrib["descr"]
        for paragraph in new.txBody.findall("{*}p")[1:]:
            new.txBody.remove(paragraph)
        new.findall(".//{*}t")[0].text = "A stall at the market"

    texts = _changed(add)
    assert "A stall at the market" in texts["channels"]
    assert len(texts["channels"]) == 8


def test_slides_whose_shapes_were_renamed_are_still_ours() -> None:
    def rename(shapes: dict[str, Any]) -> None:
        for number, shape in enumerate(shapes.values()):
            shape.name = f"Google Shape;{number};p1"

    canvas = NAMED["normal"]
    assert _changed(rename) == {
        block.key: [note.text for note in canvas.notes(block.key)] for block in BLOCKS
    }


def test_slides_beside_ours_are_told_but_for_the_story() -> None:
    canvas = NAMED["normal"]
    words = pack("en")
    chapter = chapter_of(canvas, words)
    made = FORMATS["pptx"].of(canvas, lambda: view(canvas, words), Setting(None, (chapter,)))
    assert imported(made, "pptx").left_out == ()
    deck = Presentation(io.BytesIO(made))
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Roadmap", "Next year"
    data = io.BytesIO()
    deck.save(data)
    (left,) = imported(data.getvalue(), "pptx").left_out
    assert (left.heading, left.lines, left.why) == ("Roadmap", ("Next year",), "no_block")


def test_of_two_of_our_canvases_in_a_deck_the_first_is_read() -> None:
    canvas, words = NAMED["normal"], pack("en")
    made = FORMATS["pptx"].of(canvas, lambda: view(canvas, words), Setting())
    deck = Presentation(io.BytesIO(made))
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for shape in deck.slides[0].shapes:
        slide.shapes._spTree.append(deepcopy(shape.element))
    data = io.BytesIO()
    deck.save(data)
    found = imported(data.getvalue(), "pptx")
    assert found.counts == {block.key: len(canvas.notes(block.key)) for block in BLOCKS}
    assert [each.why for each in found.left_out] == ["another"]
