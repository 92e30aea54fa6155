"""The drawing: well-formed for any note, and no text outside its note, in a real browser."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given, settings

from bmc_cli.drawing.icons import ICONS
from bmc_cli.drawing.measure import FAMILIES
from bmc_cli.drawing.palette import SHADES
from bmc_cli.drawing.poster import poster
from bmc_cli.drawing.sheets import PAPERS
from bmc_cli.formats.svg import LEAST_HEIGHT, WIDTH, drawing
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.browser import Open, Visit
from tests.documents import canvases
from tests.drawing import squeezed
from tests.drawing.posters import CANVASES, HOSTILE, hung
from tests.packs import pack

SVG = "{http://www.w3.org/2000/svg}"

# A text may reach a pixel beyond the edge of its note: italics lean.
OUTSIDE = """() => [...document.querySelectorAll('.note')].flatMap(note => {
    const paper = [...note.querySelectorAll(':scope > rect')].find(
        rect => !rect.getAttribute('rx')).getBoundingClientRect()
    return [...note.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect()
        return box.left < paper.left - 1.5 || box.right > paper.right + 2.5 ||
            box.top < paper.top - 2 || box.bottom > paper.bottom + 3
    }).map(text => text.textContent)
})"""
STRAY = """() => [...document.querySelectorAll('.block')].flatMap(block => {
    const paper = block.querySelector(':scope > rect').getBoundingClientRect()
    return [...block.querySelectorAll(':scope > text'), ...block.querySelectorAll('.note > rect')]
        .filter(each => {
            const box = each.getBoundingClientRect()
            return box.left < paper.left || box.right > paper.right + 1 ||
                box.top < paper.top || box.bottom > paper.bottom + 2
        }).map(each => each.textContent || each.outerHTML)
})"""


def tree(canvas: Canvas) -> ET.Element:
    return ET.fromstring(drawing(poster(view(canvas, pack("en")))).text)


def texts_of(root: ET.Element) -> str:
    return squeezed("".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")))


@settings(deadline=None, max_examples=500)
@given(canvases())
def test_any_canvas_is_well_formed_xml_with_every_text_in_it(canvas: Canvas) -> None:
    root = tree(canvas)
    said = texts_of(root)
    for panel in poster(view(canvas, pack("en"))).panels.values():
        for note in panel.notes:
            assert squeezed(note.text) in said
            assert all(squeezed(each.said) in said for each in note.below)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "desc", "g", "rect", "text", "path")
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_note_is_only_text(text: str) -> None:
    root = tree(Canvas(text, text, blocks={"channels": (Note(text, detail=text),)}))
    names = {name for each in root.iter() for name in each.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name]
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "desc", "g", "rect", "text", "path")
    }


@pytest.mark.parametrize("name", [*CANVASES, "blank"])
def test_no_text_leaves_its_note_nor_a_note_its_block(visit: Open, name: str) -> None:
    seen = visit(drawing(hung(name)).text, ending="svg")
    assert seen.ask("document.querySelectorAll('.note text').length > 0") == bool(
        [note for panel in hung(name).panels.values() for note in panel.notes]
    )
    assert seen.ask(OUTSIDE) == []
    assert seen.ask(STRAY) == []


def in_every_font(seen: Visit) -> list[Any]:
    """What leaves its note in each of the usual fonts."""
    found = []
    for family in ("sans-serif", "Arial", "DejaVu Sans", "Liberation Sans", "Noto Sans CJK JP"):
        seen.ask(f"document.documentElement.setAttribute('font-family', '{family}')")
        found += [family, *seen.ask(OUTSIDE)]
    return found[5:] if len(found) == 5 else found


@pytest.mark.parametrize("name", ["normal", "full"])
def test_nor_does_it_in_any_usual_font(visit: Open, name: str) -> None:
    assert in_every_font(visit(drawing(hung(name)).text, ending="svg")) == []


def test_nor_of_hundreds_of_canvases(visit: Open) -> None:
    gathered: list[Canvas] = []

    @settings(deadline=None, max_examples=500)
    @given(canvases())
    def gather(canvas: Canvas) -> None:
        gathered.append(canvas)

    gather()
    assert len(gathered) >= 400
    seen = visit("<!doctype html><title>x</title><body>")
    for at in range(0, len(gathered), 20):
        texts = [
            drawing(poster(view(canvas, pack("en")))).text for canvas in gathered[at : at + 20]
        ]
        seen.page.evaluate("texts => document.body.innerHTML = texts.join('')", texts)
        assert seen.ask("document.querySelectorAll('svg').length") == len(texts)
        assert seen.ask(OUTSIDE) == []


def test_what_may_be_wider_than_anything_is_fitted_to_its_place(visit: Open) -> None:
    canvas = Canvas(blocks={"channels": (Note("\ufdfd \ufdfd \U00012219\U00012219 \u2e3b\u2e3b"),)})
    text = drawing(poster(view(canvas, pack("en")))).text
    assert 'lengthAdjust="spacingAndGlyphs"' in text
    assert visit(text, ending="svg").ask(OUTSIDE) == []


def test_everyday_text_is_not_stretched() -> None:
    assert "textLength" not in drawing(hung("full")).text


@pytest.mark.parametrize("name", ["short", "full"])
def test_it_is_1600_wide_and_as_high_as_it_needs(name: str) -> None:
    made = drawing(hung(name))
    root = ET.fromstring(made.text)
    assert made.width == WIDTH == float(root.attrib["width"])
    assert made.height >= LEAST_HEIGHT - 1
    assert (made.height > 1500) == (name == "full")
    assert root.attrib["viewBox"] == f"0 0 1600 {root.attrib['height']}"


@pytest.mark.parametrize("paper", ["A4", "A0"])
def test_a_form_is_as_large_as_its_paper(paper: str) -> None:
    sheet = PAPERS[paper]
    root = ET.fromstring(drawing(hung("blank"), sheet).text)
    assert root.attrib["width"] == f"{sheet.width}mm"
    assert root.attrib["height"] == f"{sheet.height}mm"


def test_who_cannot_see_it_is_told_what_is_in_it() -> None:
    root = ET.fromstring(drawing(hung("normal")).text)
    assert root.attrib["role"] == "img"
    title, desc = (root.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
    assert title == "Ketley Street Cycles"
    lines = desc.split("\n")
    assert [line[0] for line in lines] == [str(block.number) for block in BLOCKS]
    assert "Commuters who ride within two miles; Families" in lines[0]


def test_every_block_has_its_icon_which_is_not_read_aloud() -> None:
    root = ET.fromstring(drawing(hung("normal")).text)
    icons = list(root.iter(f"{SVG}path"))
    assert {each.attrib["d"] for each in icons} == {icon.lines for icon in ICONS.values()}
    assert {each.attrib["aria-hidden"] for each in icons} == {"true"}


def test_a_number_has_its_own_place_and_needs_no_space_behind_it() -> None:
    root = ET.fromstring(drawing(hung("normal")).text)
    (channels,) = (each for each in root.iter(f"{SVG}text") if each.text == "Channels")
    (number,) = (
        each
        for each in root.iter(f"{SVG}text")
        if each.text == "4" and each.attrib["y"] == channels.attrib["y"]
    )
    assert float(number.attrib["x"]) + 14 < float(channels.attrib["x"])


def test_its_font_is_a_family_that_every_viewer_has() -> None:
    root = ET.fromstring(drawing(hung("normal")).text)
    families = {each.attrib["font-family"] for each in root.iter() if "font-family" in each.attrib}
    assert families == {FAMILIES}
    assert FAMILIES.endswith(", sans-serif")


def test_a_text_from_right_to_left_begins_at_the_right(visit: Open) -> None:
    canvas = Canvas(blocks={"channels": (Note("שלום עולם"), Note("Shop"))})
    seen = visit(drawing(poster(view(canvas, pack("en")))).text, ending="svg")
    gaps = seen.ask(
        "[...document.querySelectorAll('.note')].map(note => {"
        "const text = note.querySelector('text').getBoundingClientRect();"
        "const paper = note.querySelector('rect').getBoundingClientRect();"
        "return [text.left - paper.left, paper.right - text.right]})"
    )
    (hebrew, english) = gaps
    assert hebrew[1] < 10 < hebrew[0]
    assert english[0] < 10 < english[1]


def test_a_colour_that_is_used_again_has_a_sign_of_its_own() -> None:
    """Its letter is round, and a stripe stands at the edge of its note."""
    names = [f"Group {at}" for at in range(len(SHADES) + 1)]
    blocks = {"customer_segments": tuple(Note(name) for name in names)}
    text = drawing(poster(view(Canvas(blocks=blocks), pack("en")))).text
    corners = re.findall(r'fill="(#\w+)" rx="(\d)"', text)
    assert corners[: len(SHADES) + 1] == [
        *((shade.ground, "4") for shade in SHADES),
        (SHADES[0].ground, "8"),
    ]
    stripes = re.findall(r'width="2.8" height="[\d.]+" fill="(#\w+)"', text)
    assert stripes == [SHADES[0].ground]


def test_letters_of_a_text_from_right_to_left_stand_at_its_end() -> None:
    """Its own letter before it, at the right; those it reaches behind it, at the left."""
    names = ("משפחות", "מלונות")
    blocks = {
        "customer_segments": tuple(map(Note, names)),
        "channels": (Note("חנות", links=names[:1]),),
    }
    root = ET.fromstring(drawing(poster(view(Canvas(blocks=blocks), pack("en")))).text)
    notes = [each for each in root.iter(f"{SVG}g") if each.get("class") == "note"]
    for note in notes:
        texts = {each.text: float(each.attrib["x"]) for each in note.iter(f"{SVG}text")}
        (letter,) = (text for text in texts if text in {"A", "B"})
        (text,) = texts.keys() - {letter}
        assert (texts[letter] > texts[text]) == (text in names)
