"""The slides, read back: shapes that can be edited, in their places, in the order they are read."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pptx import Presentation

from bmc_cli.drawing.sheets import paper_named
from bmc_cli.errors import BmcError
from bmc_cli.file.storage import load
from bmc_cli.formats.endings import Setting
from bmc_cli.formats.pptx import LARGEST, SLIDES, SMALLEST, slides, write
from bmc_cli.installation import adding
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.view import view
from bmc_cli.words.telling import chapter_of, plain_lines
from tests.drawing.posters import CANVASES, filled, long_texts
from tests.packs import pack
from tests.replayed import CANVAS

pytestmark = pytest.mark.once

EN = pack("en")
DUTCH = load(CANVAS.with_name("praktijkrooster.nl.yaml")).canvas
NAMED: dict[str, Canvas] = {**CANVASES, "Dutch": DUTCH}


@cache
def written(name: str, paper: str | None = None, *, told: bool = False) -> bytes:
    """Return the slides of a canvas, or of the blank form ("blank")."""
    if name == "blank":
        return write(view(Canvas(), EN), Setting(paper, is_blank=True))
    canvas, words = NAMED[name], pack("nl" if name == "Dutch" else "en")
    chapter = chapter_of(canvas, words)
    setting = Setting(paper, (chapter,) if told else (), story=lambda: chapter)
    return write(view(canvas, words), setting)


def deck(*given: Any, **options: Any) -> Any:
    return Presentation(io.BytesIO(written(*given, **options)))


def texts(slide: Any) -> dict[str, str]:
    """Return the first paragraph of each shape by the name of the shape."""
    return {each.name: each.text_frame.paragraphs[0].text for each in slide.shapes}


@pytest.mark.parametrize(
    ("name", "count"), [pytest.param("normal", 47, id="en"), pytest.param("Dutch", 43, id="nl")]
)
def test_each_note_is_a_shape_beside_a_title_nine_frames_and_the_foot(
    name: str, count: int
) -> None:
    (slide,) = deck(name).slides
    assert len(slide.shapes) == 1 + 9 + count + 1
    said = [each for each in texts(slide) if each.startswith("note ")]
    assert len(said) == count
    wanted = [
        (f"note {block.number}.{at}", note.text)
        for block in BLOCKS
        for at, note in enumerate(NAMED[name].notes(block.key), 1)
    ]
    assert [(key, texts(slide)[key]) for key in said] == wanted


def test_the_order_is_that_of_reading_title_blocks_with_their_notes_foot() -> None:
    names = list(texts(deck("normal").slides[0]))
    assert (names[0], names[-1]) == ("title", "credit")
    frames = [names.index(f"block {block.key}") for block in BLOCKS]
    assert frames == sorted(frames)
    for block, (start, end) in zip(BLOCKS, pairwise([*frames, len(names) - 1]), strict=True):
        assert all(each.startswith(f"note {block.number}.") for each in names[start + 1 : end])


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        *((name, None) for name in ("normal", "hostile", "full", "wide", "empty", "blank")),
        *(("normal", paper) for paper in ("4:3", "A4", "A3")),
    ],
)
def test_every_shape_is_inside_its_slide_and_inside_its_frame(name: str, paper: str | None) -> None:
    made, wanted = deck(name, paper), paper_named(paper, SLIDES)
    assert made.element.find("{*}sldSz").get("type") is None
    assert made.slide_width == pytest.approx(wanted.width * 36_000, abs=1)
    for slide in made.slides:
        frames = {each.name: each for each in slide.shapes if each.name.startswith("block ")}
        for shape in slide.shapes:
            around: Any = None
            if shape.name.startswith("note "):
                around = frames[f"block {BLOCKS[int(shape.name[5]) - 1].key}"]
            left, top = (around.left, around.top) if around else (0, 0)
            right = around.left + around.width if around else made.slide_width
            bottom = around.top + around.height if around else made.slide_height
            assert left <= shape.left <= shape.left + shape.width <= right, shape.name
            assert top <= shape.top <= shape.top + shape.height <= bottom, shape.name


def sizes(slide: Any) -> set[float]:
    notes = (each for each in slide.shapes if each.name.startswith("note "))
    return {note.text_frame.paragraphs[0].runs[0].font.size.pt for note in notes}


def test_the_type_is_as_large_as_fits_and_never_too_small_to_read() -> None:
    assert sizes(deck("short").slides[0]) == {LARGEST}
    assert [sizes(each) for each in [*deck("full").slides][:2]] == [{SMALLEST}, {SMALLEST}]
    (size,) = sizes(deck("normal").slides[0])
    (large,) = sizes(deck("normal", "A3").slides[0])
    assert SMALLEST < size < large <= LARGEST


def test_what_does_not_fit_has_a_slide_more_and_no_note_is_lost_or_twice() -> None:
    made = deck("full")
    assert len(made.slides) == len(slides(view(CANVASES["full"], EN), SLIDES["16:9"], blank=False))
    names = [name for slide in made.slides for name in texts(slide) if name.startswith("note ")]
    assert sorted(names) == sorted({f"note {n}.{at}" for n in range(1, 10) for at in range(1, 15)})


@pytest.mark.parametrize("name", ["normal", "hostile", "blank"])
def test_nothing_is_left_to_be_fitted_later_and_no_typeface_is_named(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(name))) as archive:
        pages = [archive.read(each) for each in archive.namelist() if each.endswith(".xml")]
        slide = archive.read("ppt/slides/slide1.xml").decode()
    assert b"normAutofit" not in b"".join(pages)
    assert slide.count("<a:noAutofit/>") == slide.count("<p:sp>")
    assert slide.count('wrap="square"') == slide.count("<p:sp>")
    assert not re.search("<a:latin|<a:ea |<a:cs |<p:style>|<p:grpSp>", slide)


def test_each_note_is_read_out_with_its_block_its_segments_and_its_mark() -> None:
    shapes = {
        each.name: each.element.nvSpPr.cNvPr.get("descr")
        for each in deck("normal").slides[0].shapes
    }
    assert all(said for name, said in shapes.items() if name.startswith("note "))
    assert shapes["note 4.6"] == (
        "Channels: Service history of your bike on your phone. "
        "For: A Commuters who ride within two miles, B Families whose children outgrow bikes. "
        "Kind: after-sales. Later."
    )


def test_a_note_has_its_letters_below_its_text_and_a_dashed_line_when_it_is_for_later() -> None:
    shapes = {each.name: each for each in deck("normal").slides[0].shapes}
    lines = [each.text for each in shapes["note 4.2"].text_frame.paragraphs]
    assert lines[:2] == ["Lockers for bikes left after closing", "A"]
    assert [each.text for each in shapes["note 4.6"].text_frame.paragraphs][1] == "A B later"
    dashed = {name for name, each in shapes.items() if each.element.xpath(".//a:prstDash")}
    later = {
        f"note {block.number}.{at}"
        for block in BLOCKS
        for at, note in enumerate(NAMED["normal"].notes(block.key), 1)
        if note.later
    }
    assert dashed == later


@pytest.mark.parametrize(("name", "language"), [("normal", "en-GB"), ("Dutch", "nl-NL")])
def test_the_text_is_in_the_language_of_the_canvas(name: str, language: str) -> None:
    slide = deck(name).slides[0]
    found = {run.get("lang") for run in slide.element.xpath(".//a:rPr")}
    assert found == {language}


def test_a_text_from_right_to_left_begins_at_the_right() -> None:
    shapes = [shape for slide in deck("hostile").slides for shape in slide.shapes]
    hebrew = next(each for each in shapes if "שלום" in each.text_frame.text)
    properties = hebrew.element.xpath(".//a:pPr")[0]
    assert (properties.get("rtl"), properties.get("algn")) == ("1", "r")


@pytest.mark.parametrize("name", ["normal", "Dutch"])
def test_the_story_is_in_the_notes_of_the_speaker(name: str) -> None:
    words = pack("nl" if name == "Dutch" else "en")
    wanted = "\n".join(plain_lines(chapter_of(NAMED[name], words)))
    assert deck(name).slides[0].notes_slide.notes_text_frame.text == wanted


def test_the_story_can_have_slides_of_its_own_and_all_of_it_stands_there() -> None:
    _, *further = deck("normal", told=True).slides
    said = [each.text for slide in further for each in slide.placeholders[1].text_frame.paragraphs]
    chapter = chapter_of(NAMED["normal"], EN)
    assert said == [each for part in chapter.parts for each in part.paragraphs]
    assert further[0].shapes.title.text == chapter.title


def test_the_form_has_every_question_and_room_for_a_name() -> None:
    (slide,) = deck("blank").slides
    assert [name for name in texts(slide) if name.startswith("field ")] == [
        f"field {n}" for n in range(1, 5)
    ]
    for block in BLOCKS:
        frame = next(each for each in slide.shapes if each.name == f"block {block.key}")
        assert EN.blocks[block.key].question in frame.text_frame.text
    assert not slide.has_notes_slide


def test_a_long_title_has_what_is_known_of_it_below() -> None:
    canvas = filled(long_texts(), 1, title="A very long name " * 8, author="Somebody")
    made = Presentation(io.BytesIO(write(view(canvas, EN), Setting())))
    assert [each.text for each in made.slides[0].shapes.title.text_frame.paragraphs][
        1
    ] == "Somebody"


def test_an_unknown_size_is_refused_with_those_there_are() -> None:
    with pytest.raises(BmcError) as refused:
        written("short", "A0")
    assert refused.value.values["known"] == "16:9, 4:3, A4, A3"


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(BmcError) as refused:
        write(view(Canvas(), EN), Setting())
    assert refused.value.values == {"extra": "office", "command": adding("office")}
