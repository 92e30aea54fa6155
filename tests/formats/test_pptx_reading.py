"""Slides of other people: which shape is of which block is told by where they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

import pytest

from tests.formats.incoming import imported, notes, packed

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
CM = 360_000
NAMES = ["Key Partners", "Channels", "Customer Segments"]


def frame(left: float, top: float, width: float, height: float) -> str:
    place = f'x="{left * CM:.0f}" y="{top * CM:.0f}"'
    size = f'cx="{width * CM:.0f}" cy="{height * CM:.0f}"'
    return f"<a:off {place}/><a:ext {size}/>"


def paragraphs(*lines: str, bold: bool = False) -> str:
    """Return the text of a shape; a line that begins with a blank is a level deeper."""
    made = ""
    for at, line in enumerate(lines):
        looks = ' b="1"' if bold and not at else ""
        level = len(line) - len(line.lstrip())
        run = f"<a:r><a:rPr{looks}/><a:t>{escape(line.strip())}</a:t></a:r>"
        made += f'<a:p><a:pPr lvl="{level}"/>{run}</a:p>'
    return f"<p:txBody>{made}</p:txBody>"


def shape(
    *lines: str,
    at: tuple[float, float, float, float] | None = None,
    title: bool = False,
    bold: bool = False,
) -> str:
    kind = '<p:ph type="title"/>' if title else ""
    place = f"<p:spPr><a:xfrm>{frame(*at)}</a:xfrm></p:spPr>" if at else "<p:spPr/>"
    about = f'<p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr>{kind}</p:nvPr></p:nvSpPr>'
    return f"<p:sp>{about}{place}{paragraphs(*lines, bold=bold)}</p:sp>"


def group(*shapes: str) -> str:
    """Return a group whose inside is drawn at half its size, ten centimetres to the left."""
    inner = frame(0, 0, 60, 40).replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return (
        f"<p:grpSp><p:grpSpPr><a:xfrm>{frame(10, 0, 30, 20)}{inner}</a:xfrm></p:grpSpPr>"
        f"{''.join(shapes)}</p:grpSp>"
    )


def deck(*slides: Sequence[str]) -> bytes:
    files = {"ppt/presentation.xml": "<a/>"}
    for number, shapes in enumerate(slides, 1):
        files[f"ppt/slides/slide{number}.xml"] = (
            f'<p:sld xmlns:a="{_A}" xmlns:p="{_P}"><p:cSld><p:spTree>{"".join(shapes)}'
            "</p:spTree></p:cSld></p:sld>"
        )
    return packed(files)


def ordered(data: bytes, *numbers: int) -> bytes:
    """Return a deck that shows the slides of these numbers, in this order."""
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    shown = "".join(f'<p:sldId id="{each}" r:id="r{each}"/>' for each in numbers)
    files["ppt/presentation.xml"] = (
        f'<p:presentation xmlns:p="{_P}" xmlns:r="{r}"><p:sldIdLst>{shown}</p:sldIdLst>'
        "</p:presentation>"
    )
    ties = "".join(
        f'<Relationship Id="r{each}" Target="{"/ppt/" * (each == 1)}slides/slide{each}.xml"/>'
        for each in numbers
    )
    files["ppt/_rels/presentation.xml.rels"] = f"<Relationships>{ties}</Relationships>"
    return packed(files)


def columns(top: float, height: float) -> list[tuple[float, float, float, float]]:
    return [(at * 8, top, 7.5, height) for at in range(3)]


def test_a_note_is_of_the_frame_that_its_middle_is_in() -> None:
    frames = [shape(name, at=at) for name, at in zip(NAMES, columns(3, 12), strict=True)]
    stickies = [
        shape("Mill", "Farm", at=(0.5, 5, 6, 2)),
        shape("Web shop", "Order before ten", at=(8.5, 8, 6, 2), bold=True),
        shape("Shop", at=(8.5, 5, 6, 2)),
        shape("Hotels", at=(15.8, 5, 6, 2)),  # a part of it hangs over the edge
        shape("Copyright somebody", at=(0, 17, 20, 1)),
    ]
    found = imported(
        deck([shape("Bakery – Business Model Canvas", title=True), *frames, *stickies]), "pptx"
    )
    assert found.canvas.title == "Bakery"
    assert notes(found) == {
        "key_partners": ["Mill", "Farm"],
        "channels": ["Shop", "Web shop|Order before ten"],
        "customer_segments": ["Hotels"],
    }
    assert [each.lines for each in found.left_out] == [("Copyright somebody",)]


def test_below_a_bare_name_the_notes_are_those_in_its_column() -> None:
    names = [shape(name, at=at) for name, at in zip(NAMES, columns(1, 1), strict=True)]
    loose = [shape(f"Note {n}", at=at) for n, at in enumerate(columns(4, 2))]
    assert notes(imported(deck([*names, *loose]), "pptx")) == {
        "key_partners": ["Note 0"],
        "channels": ["Note 1"],
        "customer_segments": ["Note 2"],
    }


def test_a_box_may_hold_its_name_and_its_notes_with_bullets() -> None:
    boxes = [
        shape(name, "• Mill", " deeper", at=at)
        for name, at in zip(NAMES, columns(1, 9), strict=True)
    ]
    assert notes(imported(deck(boxes), "pptx"))["channels"] == ["Mill|deeper"]


def test_a_slide_can_be_a_block() -> None:
    slides = [[shape(name, title=True), shape("One", " more", "Two")] for name in NAMES]
    found = imported(deck(*slides, [shape("Roadmap", title=True), shape("Later")]), "pptx")
    assert notes(found) == {
        key: ["One|more", "Two"] for key in ("key_partners", "channels", "customer_segments")
    }
    assert [(each.heading, each.lines) for each in found.left_out] == [("Roadmap", ("Later",))]


def test_slides_are_read_in_the_order_in_which_they_are_shown() -> None:
    named = [[shape(name, title=True), shape(f"{name} 1")] for name in (*NAMES, "Channels")]
    more = [shape("Channels", title=True), shape("Moved to the front")]
    found = imported(ordered(deck(*named[:3], named[3], more), 5, 2, 1, 3), "pptx")
    assert notes(found)["channels"] == ["Moved to the front", "Channels 1"]
    plain = imported(deck(*named[:3], named[3], more), "pptx")
    assert notes(plain)["channels"] == ["Channels 1", "Moved to the front"]


def test_what_is_in_a_group_is_where_it_is_seen() -> None:
    frames = [shape(name, at=at) for name, at in zip(NAMES, columns(3, 12), strict=True)]
    inside = group(shape("Hotels", at=(14, 10, 8, 4)))  # seen at 17, 5
    assert notes(imported(deck([*frames, inside]), "pptx"))["customer_segments"] == ["Hotels"]


@pytest.mark.parametrize("depth", [3, 5_000])
def test_groups_in_groups_end_somewhere(depth: int) -> None:
    frames = [shape(name, "x", at=at) for name, at in zip(NAMES, columns(3, 12), strict=True)]
    nested = "<p:grpSp>" * depth + "</p:grpSp>" * depth
    assert len(notes(imported(deck([*frames, nested]), "pptx"))) == 3


def test_a_table_is_a_grid() -> None:
    def cell(text: str) -> str:
        return f"<a:tc>{paragraphs(*text.split('/'))}</a:tc>".replace("p:txBody", "a:txBody")

    rows = [NAMES, ["Mill/Farm", "Shop", "Families"]]
    grid = "".join(f"<a:tr>{''.join(map(cell, row))}</a:tr>" for row in rows)
    found = imported(deck([f"<p:graphicFrame><a:tbl>{grid}</a:tbl></p:graphicFrame>"]), "pptx")
    assert notes(found)["key_partners"] == ["Mill", "Farm"]


BLOCKS = [[shape(name, title=True), shape("One", "Two")] for name in NAMES]
FRAMES = [shape(name, "One", at=at) for name, at in zip(NAMES, columns(3, 12), strict=True)]


@pytest.mark.parametrize(
    ("slides", "title"),
    [
        pytest.param(
            [[shape("Bakery", title=True), shape("S. Miller")], *BLOCKS], "Bakery", id="it"
        ),
        pytest.param(BLOCKS, "", id="none"),
        pytest.param([*BLOCKS, [shape("Roadmap", title=True), shape("x")]], "", id="one behind"),
        pytest.param([[shape("Agenda", title=True), shape(*"abc")], *BLOCKS], "", id="a list"),
        pytest.param([[shape("Bakery", at=(0, 0, 20, 1)), *FRAMES]], "Bakery", id="a box on top"),
        pytest.param([[*FRAMES, shape("S. Miller", at=(0, 17, 9, 1))]], "", id="a box below"),
        pytest.param(
            [[shape("Bakery", at=(3, 5, 9, 3)), shape("2026", at=(3, 9, 9, 1))], FRAMES],
            "Bakery",
            id="a first slide of boxes",
        ),
    ],
)
def test_a_title_is_what_stands_on_a_slide_with_the_title(
    slides: Sequence[Sequence[str]], title: str
) -> None:
    assert imported(deck(*slides), "pptx").canvas.title == title
