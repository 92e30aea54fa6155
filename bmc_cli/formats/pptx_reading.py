"""Slides of PowerPoint as an outline: their shapes by where they are, their tables as grids.

Of our own slides, the shapes say by their names what they are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bmc_cli.errors import BmcError
from bmc_cli.formats.packed import Packed
from bmc_cli.importing.geometry import MOST, Shape, pieces_of
from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import (
    ANOTHER,
    Cell,
    LeftOut,
    Outline,
    OwnNote,
    Piece,
    heading,
    runs,
    table,
)
from bmc_cli.importing.texts import BULLET, tidy
from bmc_cli.model.canvas import BLOCKS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bmc_cli.formats.reading import Source

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FILE = r"ppt/slides/[^/]+\.xml"
_MOST_SLIDES = 200
_DEEP = 50  # groups within groups
_WIDE, _HIGH = 12_192_000, 6_858_000  # of a slide, in EMU, where a shape says nothing of its place
_NOTE = re.compile(r"note (\d)\.(\d+)")
_BLOCK = re.compile(r"block (\w+)")
STORY = "story"  # the name of our shapes with it
_LEAST = 3  # notes by which a slide is known to be ours
_MOST_BELOW = 2  # lines below the title of a deck
_SLIDE, _MOVED = 10_000, 10_000_000  # what a slide, and a note that was carried, add to a number
_BY_NUMBER = {block.number: block.key for block in BLOCKS}


class Named(NamedTuple):
    """A shape with its name, its alternative text, and whether it is the title of its slide."""

    shape: Shape
    name: str
    described: str
    is_title: bool
    paragraphs: tuple[tuple[str, bool], ...]


class _Move(NamedTuple):
    """How the shapes of a group lie on the slide: their sizes and places times and plus this."""

    across: float = 1.0
    down: float = 1.0
    x: float = 0.0
    y: float = 0.0


class Slide(NamedTuple):
    """A slide: its number from 1, its shapes with a text, and all that is drawn on it."""

    number: int
    shapes: Sequence[Named]
    tree: Element

    @property
    def title(self) -> str:
        """What its title says, "" without one."""
        titles = (each for each in self.shapes if each.is_title)
        return next((" ".join(text for text, _ in each.paragraphs) for each in titles), "")

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands on it below its title."""
        others = (each for each in self.shapes if not each.is_title)
        return tuple(text for each in others for text, _ in each.paragraphs)


def read(source: Source) -> Outline:
    """Return the outline of slides.

    Raises ``BmcError`` for a file that is broken, locked, or too much.
    """
    packed = Packed(source)
    files = _files(packed)
    if len(files) > _MOST_SLIDES:
        raise BmcError("import_too_much", file=source.name)
    slides = [_opened(packed, name, number) for number, name in enumerate(files, 1)]
    if any(len(slide.shapes) > MOST for slide in slides):
        raise BmcError("import_too_much", file=source.name)
    ours = {slide.number: _own(slide.shapes) for slide in slides}
    found = {number: ours[number] for number in _of_first(slides, ours)}
    others = [slide for slide in slides if not found.get(slide.number)]
    pictures = tuple(
        LeftOut(0, "", (f"{slide.number}",), "picture")
        for slide in others
        if any(each.tag == f"{_P}pic" for each in slide.tree.iter())
    )
    if not any(found.values()):
        pieces = tuple(piece for slide in slides for piece in _pieces(slide))
        return Outline(pieces, left_out=pictures)
    own = tuple(
        each._replace(number=each.number and each.number + number * _SLIDE)
        for number, notes in found.items()
        for each in notes
    )
    first = next(slide for slide in slides if found.get(slide.number))
    # The story on slides of its own is told from the notes: it is nothing that would be lost.
    beside = tuple(
        LeftOut(0, slide.title, slide.lines, ANOTHER if ours[slide.number] else "no_block")
        for slide in others
        if not all(each.name == STORY for each in slide.shapes)
    )
    return Outline((), _head(first.shapes), (*pictures, *beside), own=own, is_sure=True)


def _of_first(slides: Sequence[Slide], ours: Mapping[int, Sequence[OwnNote]]) -> Iterator[int]:
    """Yield the numbers of the slides with our first canvas, in order.

    Another canvas begins on a slide where most notes have the name of one before: where a canvas
    goes on, they count on.
    """
    seen: set[str] = set()
    for slide in slides:
        names = {each.name for each in slide.shapes if _NOTE.fullmatch(each.name)}
        if ours[slide.number]:
            if len(names & seen) * 2 > len(names):
                return
            seen |= names
            yield slide.number


def _files(packed: Packed) -> list[str]:
    """Return the files of the slides in the order in which they are shown.

    That is the one of the presentation, which moves a slide and leaves its file what it is called;
    without one, it is that of the numbers of the files.
    """
    named = packed.names(_FILE)
    list_, ties = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
    if not {list_, ties} <= packed.source.packed:
        return named
    targets = {each.get("Id"): each.get("Target", "") for each in packed.xml(ties)}
    told = [targets.get(each.get(f"{_R}id"), "") for each in packed.xml(list_).iter(f"{_P}sldId")]
    shown = [posixpath.normpath(posixpath.join("/ppt", target))[1:] for target in told]
    return [each for each in dict.fromkeys(shown) if each in named] or named


def _opened(packed: Packed, name: str, number: int) -> Slide:
    drawn = packed.xml(name)
    tree = drawn.find(f"{_P}cSld/{_P}spTree")
    tree = drawn if tree is None else tree
    return Slide(number, [each for each in _shapes(tree, _Move()) if each.paragraphs], tree)


def _pieces(slide: Slide) -> Iterator[Piece]:
    """Yield a slide under its title."""
    title = next((each for each in slide.shapes if each.is_title), None) or _title_box(slide)
    if slide.number == 1 and not _is_title_slide(slide, title):
        yield heading("", 1)  # in place of the title of the deck, which it has not
    said = " ".join(text for text, _ in title.paragraphs) if title else ""
    yield heading(said, 1)
    frames = [each.shape for each in slide.shapes if each is not title and not each.is_title]
    yield from pieces_of(frames, is_block=Names().read(tidy(said)) is not None)
    for grid in slide.tree.iter(f"{_A}tbl"):
        yield table(_cells(grid))


def _title_box(slide: Slide) -> Named | None:
    """Return the line above all else on a slide that has no title: it was drawn as a box.

    That is so where blocks are below it, and on the first slide; else it may be a note.
    """
    names = Names()
    ordered = sorted(slide.shapes, key=lambda each: each.shape.top)
    if not ordered:
        return None
    first, *others = ordered
    if len(first.paragraphs) > 1 or names.whole(tidy(first.paragraphs[0][0])):
        return None
    bottom = first.shape.top + first.shape.height
    has_blocks = any(names.whole(tidy(each.paragraphs[0][0])) for each in others)
    is_above = all(each.shape.top >= bottom for each in others)
    return first if is_above and (has_blocks or slide.number == 1) else None


def _is_title_slide(slide: Slide, title: Named | None) -> bool:
    """Whether the first slide says what the deck is about, and is not one with points of its own.

    Below its title are a name and a date at most, or the canvas itself.
    """
    if title is None:
        return False
    names = Names()
    below = [each for each in slide.shapes if each is not title]
    has_blocks = any(names.whole(tidy(each.paragraphs[0][0])) for each in below)
    return has_blocks or sum(len(each.paragraphs) for each in below) <= _MOST_BELOW


# -- shapes


def _shapes(group: Element, move: _Move, depth: int = 0) -> Iterator[Named]:
    """Yield the shapes with a text, those of groups too, in the places where they are seen."""
    for each in group:
        if each.tag == f"{_P}grpSp" and depth < _DEEP:
            yield from _shapes(each, _moved(each, move), depth + 1)
        elif each.tag == f"{_P}sp":
            yield _named(each, move)


def _moved(group: Element, move: _Move) -> _Move:
    frame = group.find(f"{_P}grpSpPr/{_A}xfrm")
    if frame is None:
        return move
    left, top, width, height = _sides(frame, "off", "ext") or (0, 0, 1, 1)
    inner = _sides(frame, "chOff", "chExt") or (left, top, width, height)
    across, down = width / (inner[2] or 1), height / (inner[3] or 1)
    return _Move(
        move.across * across,
        move.down * down,
        move.x + move.across * (left - inner[0] * across),
        move.y + move.down * (top - inner[1] * down),
    )


def _sides(frame: Element, off: str, ext: str) -> tuple[float, float, float, float] | None:
    place, size = frame.find(f"{_A}{off}"), frame.find(f"{_A}{ext}")
    if place is None or size is None:
        return None
    try:
        x, y = float(place.get("x", 0)), float(place.get("y", 0))
        return x, y, float(size.get("cx", 0)), float(size.get("cy", 0))
    except ValueError:
        return None


def _named(shape: Element, move: _Move) -> Named:
    about = shape.find(f"{_P}nvSpPr/{_P}cNvPr")
    holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    kind = "" if holder is None else holder.get("type", "body")
    is_title = kind in {"title", "ctrTitle"}
    frame = shape.find(f"{_P}spPr/{_A}xfrm")
    sides = _sides(frame, "off", "ext") if frame is not None else None
    if sides is None:  # where its layout puts it: a title above, a text below
        sides = (0, 0, _WIDE, _HIGH / 8) if is_title else (0, _HIGH / 8, _WIDE, _HIGH * 7 / 8)
    x, y, width, height = sides
    body = shape.find(f"{_P}txBody")
    told = [] if body is None else [*_paragraphs(body)]
    lines = list(_lines(told))
    return Named(
        Shape(
            move.x + x * move.across,
            move.y + y * move.down,
            width * move.across,
            height * move.down,
            tuple(lines),
        ),
        "" if about is None else about.get("name", ""),
        "" if about is None else about.get("descr", ""),
        is_title,
        tuple((text, is_bold) for text, _, is_bold in told if text.strip()),
    )


def _lines(told: Sequence[tuple[str, int, bool]]) -> Iterator[tuple[str, int]]:
    """Yield the lines of a shape with their depths: below a bold one, the others are of it."""
    is_led = len(told) > 1 and told[0][2] and not any(is_bold for _, _, is_bold in told[1:])
    for at, (text, depth, _) in enumerate(told):
        for line in text.split("\n"):
            if bare := BULLET.sub("", line).strip():
                yield bare, depth + int(is_led and at > 0)


def _paragraphs(body: Element) -> Iterator[tuple[str, int, bool]]:
    """Yield the paragraphs of a text: what it says, its depth, and whether it is all bold."""
    for paragraph in body.iter(f"{_A}p"):
        properties = paragraph.find(f"{_A}pPr")
        depth = properties.get("lvl", "0") if properties is not None else "0"
        said, bold = [], []
        for each in paragraph:
            if each.tag == f"{_A}br":
                said.append("\n")
            elif each.tag in {f"{_A}r", f"{_A}fld"}:
                said.append(each.findtext(f"{_A}t") or "")
                looks = each.find(f"{_A}rPr")
                bold.append(looks is not None and looks.get("b") in {"1", "true"})
        yield "".join(said), int(depth) if depth.isdecimal() else 0, bool(bold) and all(bold)


def _cells(grid: Element) -> Iterator[Cell]:
    for row, line in enumerate(grid.findall(f"{_A}tr")):
        for column, cell in enumerate(line.findall(f"{_A}tc")):
            if cell.get("hMerge") or cell.get("vMerge"):
                continue
            body = cell.find(f"{_A}txBody")
            told = [] if body is None else [text for text, _, _ in _paragraphs(body)]
            spans = (_span(cell, "rowSpan"), _span(cell, "gridSpan"))
            yield Cell(row, column, runs("\n".join(told).strip()), *spans)


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "1")
    return min(int(said), 100) if said.isdecimal() else 1


# -- our own


def _own(shapes: Sequence[Named]) -> list[OwnNote]:
    """Return the notes of a slide of ours, none for another's.

    It is ours by the names of its shapes, or where a program changed these by what is read out
    of them.  A note is of the block where it lies now, and one that was carried there is last.
    """
    names = Names()
    frames = dict(_frames(shapes, names))
    blocks = sum(_BLOCK.fullmatch(each.name) is not None for each in shapes)
    is_named = blocks == len(BLOCKS) or (
        blocks > 0 and any(_NOTE.fullmatch(each.name) for each in shapes)
    )
    if not is_named and sum(bool(_told_of(each, names)) for each in shapes) < _LEAST:
        return []
    found = [OwnNote(BLOCKS[0].key, 0)]
    for number, each in enumerate(shapes, 1):
        if each.is_title or id(each) in frames or _is_foot(each):
            continue
        first = _NOTE.fullmatch(each.name)
        was = _BY_NUMBER.get(int(first[1]), "") if first else _told_of(each, names)
        now = _lies_in(each, shapes, frames) or was
        (text, _), *below = each.paragraphs
        others = tuple(said for said, is_bold in below if not is_bold)
        if now:
            last = _MOVED if was and was != now else 0
            found.append(OwnNote(now, number + last, text, others, each.described))
    return found


def _frames(shapes: Sequence[Named], names: Names) -> Iterator[tuple[int, str]]:
    for each in shapes:
        if found := _BLOCK.fullmatch(each.name):
            yield id(each), found[1]
        elif each.described or each.is_title:
            continue
        elif hit := names.whole(tidy(each.paragraphs[0][0])):
            yield id(each), hit.key


def _told_of(shape: Named, names: Names) -> str:
    """Return the block that the alternative text of a note of ours begins with."""
    name, _, rest = shape.described.partition(": ")
    if not rest.startswith(shape.paragraphs[0][0].replace("\n", " ")):
        return ""
    hit = names.exact(name)
    return hit.key if hit else ""


def _lies_in(shape: Named, shapes: Sequence[Named], frames: Mapping[int, str]) -> str:
    around = [
        each for each in shapes if id(each) in frames and each.shape.holds(shape.shape.middle)
    ]
    smallest = min(around, key=lambda each: each.shape.size, default=None)
    return frames[id(smallest)] if smallest else ""


def _is_foot(shape: Named) -> bool:
    """Whether a shape has the line that says whose the form is, or a label of the form."""
    said = shape.paragraphs[-1][0].casefold()
    return "strategyzer" in said or shape.name.split(" ")[0] in {"credit", "field", "more"}


def _head(shapes: Sequence[Named]) -> dict[str, str]:
    """Return the title of a slide of ours, and as ``about`` what stands behind or below it."""
    title = next((each for each in shapes if each.name == "title"), None)
    if title is None:
        return {}
    (first, _), *below = title.paragraphs
    said, _, about = first.partition("\t")
    return {"title": said, "about": about or " ".join(text for text, _ in below)}
