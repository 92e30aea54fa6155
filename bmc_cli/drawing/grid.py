"""The canvas as a grid in the terminal: joined borders, nothing cut, nothing dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.control import Control
from rich.segment import ControlType, Segment
from rich.style import Style

from bmc_cli.drawing.layout import STACKED, STANDARD, Box, place
from bmc_cli.drawing.lettering import Letter, Lettering, lettering
from bmc_cli.drawing.theme import ACCENT, BOLD, DIM, LATER, PLAIN
from bmc_cli.drawing.wrap import wrap

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from bmc_cli.view import View
    from bmc_cli.words.notes import NoteWords

STACKED_BELOW = 70
FULL_TITLES_FROM = 120
DETAILS_FROM = 120

_UP, _RIGHT, _DOWN, _LEFT = 1, 2, 4, 8
_LINES = " │─└││┌├─┘─┴┐┤┬┼"  # one glyph per mask of arms
_ASCII_LINES = " |-+||++-+-+++++"

Line = list[tuple[str, Style]]
"""A line of a drawing: texts with their styles, from left to right."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a drawing comes out: with box glyphs or in ASCII, with details or not.

    ``pinned`` puts each right border in its column by a cursor movement, so that it
    stays straight where a terminal takes an emoji for wider than it was measured.
    ``segment`` is the place of the one segment to look at; the rest is dimmed.
    """

    ascii_only: bool = False
    details: bool | None = None
    pinned: bool = False
    segment: int | None = None


def _border_row(boxes: Collection[Box], y: int, look: Look) -> dict[int, str]:
    """Return the border glyphs in row ``y`` by their column."""
    arms: defaultdict[int, int] = defaultdict(int)
    for box in boxes:
        if y in {box.top, box.bottom}:
            for x in range(box.left, box.right + 1):
                arms[x] |= (_LEFT if x > box.left else 0) | (_RIGHT if x < box.right else 0)
        if box.top <= y <= box.bottom:
            along = (_UP if y > box.top else 0) | (_DOWN if y < box.bottom else 0)
            arms[box.left] |= along
            arms[box.right] |= along
    glyphs = _ASCII_LINES if look.ascii_only else _LINES
    return {x: glyphs[mask] for x, mask in arms.items()}


def draw_boxes(
    boxes: dict[str, Box], contents: dict[str, list[Line]], look: Look
) -> Iterator[Segment]:
    """Yield the boxes with their lines inside, row by row."""
    bends = sorted({y for box in boxes.values() for y in (box.top, box.bottom)})
    for y, below in zip_longest(bends, bends[1:]):
        yield from _row(boxes, contents, y, _border_row(boxes.values(), y, look), look)
        if below is not None and below > y + 1:
            border = _border_row(boxes.values(), y + 1, look)  # the same down to the next bend
            for between in range(y + 1, below):
                yield from _row(boxes, contents, between, border, look)


def _row(
    boxes: dict[str, Box],
    contents: dict[str, list[Line]],
    y: int,
    border: dict[int, str],
    look: Look,
) -> Iterator[Segment]:
    x = 0
    inside = {box.left: (key, box) for key, box in boxes.items() if box.top < y < box.bottom}
    while x in border:
        glyphs = border[x]
        while x not in inside and x + 1 in border:
            x += 1
            glyphs += border[x]
        yield Segment(glyphs, DIM)
        if x not in inside:
            break
        key, box = inside[x]
        at = y - box.top - 1
        yield from _inside(contents[key][at] if at < len(contents[key]) else [], box, look)
        x = box.right
    yield Segment.line()


def _in_one_piece(segments: Iterator[Segment]) -> Iterator[Segment]:
    """Yield whole rows: without colours there is nothing to tell their parts apart."""
    row: list[str] = []
    for segment in segments:
        if segment.control or segment.text == "\n":
            yield from (Segment("".join(row)), segment)
            row = []
        else:
            row.append(segment.text)


def _inside(line: Line, box: Box, look: Look) -> Iterator[Segment]:
    used = 1
    yield Segment(" ")
    for text, style in line:
        yield Segment(text, style)
        used += cell_len(text)
    if look.pinned and any(not text.isascii() for text, _ in line):
        yield Control((ControlType.CURSOR_MOVE_TO_COLUMN, box.right)).segment
    else:
        yield Segment(" " * (box.width - used))


class Mark(NamedTuple):
    """A sign in the place of a note's bullet, with its style and that of the note."""

    sign: str
    style: Style
    text_style: Style


@dataclass(frozen=True, slots=True)
class Grid:
    """A canvas drawn on the standard layout, or in one column where the width is small.

    Where there are ``marks`` for notes, their signs stand in for the letters of segments, and
    the other notes are dimmed.
    """

    view: View
    look: Look = Look()
    marks: Mapping[tuple[str, int], Mark] | None = None

    def pinned(self) -> Grid:
        """Return the drawing with its borders put in their columns."""
        return replace(self, look=replace(self.look, pinned=True))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        yield from _header(self.view, width, self.look)
        contents: dict[tuple[str, int], list[Line]] = {}
        signs = lettering(self.view, console.color_system, self.look.segment)

        def height_of(key: str, inside: int) -> int:
            contents[key, inside] = self.block(key, inside - 2, width, signs)
            return len(contents[key, inside])

        def least(key: str) -> int:
            first, *words = self.title(key, width).split() or [""]
            words.append(f"{self.view.blocks[key].number} {first}")
            for said in {note.brackets for note in self.view.blocks[key].notes}:
                words += [f"  {word}" for word in said.split()]
            return 2 + max(cell_len(word) for word in words)

        bands = STACKED if width < STACKED_BELOW else STANDARD
        boxes = place(bands, width, height_of, least)
        lines = {key: contents[key, box.width] for key, box in boxes.items()}
        drawn = draw_boxes(boxes, lines, self.look)
        yield from _in_one_piece(drawn) if console.color_system is None else drawn
        for line in wrap(self.view.credit, width):
            yield Segment(line, DIM)
            yield Segment.line()

    def title(self, key: str, whole: int) -> str:
        """Return a block's title in a drawing ``whole`` wide: short on the middle widths."""
        block = self.view.blocks[key]
        full = whole >= FULL_TITLES_FROM or whole < STACKED_BELOW
        return block.title if full else block.short

    def block(self, key: str, width: int, whole: int, signs: Lettering) -> list[Line]:
        """Return the lines of one block ``width`` wide, in a drawing ``whole`` wide."""
        block = self.view.blocks[key]
        lines = hanging([(f"{block.number} ", ACCENT)], self.title(key, whole), BOLD, width)
        if not block.notes:
            question = block.question.replace("\n", " ")
            return [*lines, *([(line, DIM)] for line in wrap(question, width))]
        details = self.look.details
        if details is None:
            details = whole >= DETAILS_FROM
        for at, note in enumerate(block.notes):
            drawn = note_lines(
                note,
                width,
                self.look,
                details=details,
                letters=signs.of(key, at) if self.marks is None else (),
                is_segment=block.holds_segments,
                mark=(self.marks or {}).get((key, at)),
            )
            is_old = self.marks is not None and (key, at) not in self.marks
            lines += _dimmed(drawn) if is_old or signs.is_dimmed(key, at) else drawn
        return lines


def note_lines(
    note: NoteWords,
    width: int,
    look: Look,
    *,
    details: bool = True,
    prefix: str = "",
    letters: Sequence[Letter] = (),
    is_segment: bool = False,
    mark: Mark | None = None,
) -> list[Line]:
    """Return a note as lines ``width`` wide behind ``prefix``, a bullet if there is none.

    A note for later is marked by its bullet and in words.  The letters of segments
    stand in brackets behind the text; that of a segment itself in place of its bullet.
    """
    now, later = ("- ", "o ") if look.ascii_only else ("• ", "○ ")
    bullet = later if note.is_later else now
    text, style = note.text, LATER if note.is_later else PLAIN
    if note.mark:
        text = f"{text} {note.brackets}"
    first: Line = [(prefix or bullet, DIM)]
    if mark:
        first, style = [(f"{mark.sign} ", mark.style)], mark.text_style
    if is_segment and letters and not prefix:
        first, letters = [(f"{letters[0][0]} ", letters[0][1])], ()
    prefix = first[0][0]
    if letters:
        letters = _apart(letters)
        text = f"{text} [{''.join(sign for sign, _ in letters)}]"
    lines = hanging(first, text, style, width)
    if letters:
        lines[-1] = _lettered(lines[-1], letters)
    for below in note.below if details else ():
        lines += hanging([(" " * (len(prefix) + 2), PLAIN)], below.said, DIM, width)
    return lines


def _apart(letters: Sequence[Letter]) -> list[Letter]:
    """Put a comma between letters where one of them is two."""
    if all(len(sign) == 1 for sign, _ in letters):
        return list(letters)
    commas = [(sign, style) for each in letters for sign, style in ((",", PLAIN), each)]
    return commas[1:]


def _lettered(line: Line, letters: Sequence[Letter]) -> Line:
    """Colour the letters that end a line; where they were broken they stay as they are."""
    *before, (text, style) = line
    ending = f"[{''.join(sign for sign, _ in letters)}]"
    if not text.endswith(ending):
        return line
    return [*before, (text.removesuffix(ending) + "[", style), *letters, ("]", style)]


def _dimmed(lines: list[Line]) -> list[Line]:
    return [[(text, DIM) for text, _ in line] for line in lines]


def hanging(prefix: Line, text: str, style: Style, width: int) -> list[Line]:
    """Wrap ``text`` behind ``prefix``, further lines indented by as much."""
    indent = sum(cell_len(part) for part, _ in prefix)
    first, *rest = wrap(text, width - indent)
    return [[*prefix, (first, style)], *([(" " * indent, PLAIN), (line, style)] for line in rest)]


def _header(view: View, width: int, look: Look) -> Iterator[Segment]:
    """Draw the poster's title block: title on the left, author, date and iteration on the right."""
    about = (" - " if look.ascii_only else " · ").join(view.about)
    gap = width - cell_len(view.title) - cell_len(about)
    if about and gap >= 2:
        yield Segment(view.title, BOLD)
        yield Segment(" " * gap + about, DIM)
        yield Segment.line()
        return
    for text, style in ((view.title, BOLD), (about, DIM)):
        for line in wrap(text, width) if text else ():
            yield Segment(line, style)
            yield Segment.line()
