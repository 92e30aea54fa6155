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

from bmc_cli.drawing.fitting import PADDING, Filled, Note, fitted
from bmc_cli.drawing.hyphens import Hyphenate, hyphenation
from bmc_cli.drawing.layout import STACKED, WIDE, Box, place
from bmc_cli.drawing.legend import laid, legend
from bmc_cli.drawing.lettering import Letter, Lettering, lettering
from bmc_cli.drawing.paragraphs import Line, Paragraph, printed
from bmc_cli.drawing.signs import legend_of, signs, unsigned
from bmc_cli.drawing.theme import ACCENT, BOLD, DIM, LATER, PLAIN
from bmc_cli.drawing.wrap import wrap

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from bmc_cli.view import View
    from bmc_cli.words.notes import NoteWords

STACKED_BELOW = 70
"""Columns below which nothing has room beside another."""

CANVAS_FROM, FEW = 85, 3
"""On fewer columns it is a canvas only where no title is broken, and at most so many words."""

FULL_TITLES_FROM = 120
DETAILS_FROM = 120

_UP, _RIGHT, _DOWN, _LEFT = 1, 2, 4, 8
_LINES = " │─└││┌├─┘─┴┐┤┬┼"  # one glyph per mask of arms
_ASCII_LINES = " |-+||++-+-+++++"


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

    @property
    def bullet(self) -> str:
        """What stands before a note."""
        return "-" if self.ascii_only else "•"

    @property
    def dots(self) -> str:
        """What stands for the rest of a text."""
        return "..." if self.ascii_only else "…"

    @property
    def circle(self) -> str:
        """What stands before a note for later."""
        return "o" if self.ascii_only else "○"


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
    boxes: Mapping[str, Box], contents: Mapping[str, list[Line]], look: Look
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
    boxes: Mapping[str, Box],
    contents: Mapping[str, list[Line]],
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
    """A canvas drawn on the standard layout, or in one column where that reads better.

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
        signs = lettering(self.view, console.color_system, self.look.segment)
        boxes, blocks = self.arranged(width, signs)
        lines = {key: blocks[key].lines(box.width - PADDING) for key, box in boxes.items()}
        drawn = draw_boxes(boxes, lines, self.look)
        yield from _in_one_piece(drawn) if console.color_system is None else drawn
        yield from printed(self.legend(width, signs))
        yield from printed([(text, DIM)] for text in wrap(self.view.credit, width))

    def arranged(
        self, width: int, signs: Lettering
    ) -> tuple[Mapping[str, Box], Mapping[str, Filled]]:
        """Return the boxes of a drawing, and what stands in them."""
        if width >= STACKED_BELOW:
            blocks = self.filled(width, signs)
            boxes = fitted(blocks, width, FEW if width < CANVAS_FROM else None)
            if boxes:
                return boxes, blocks
        blocks = self.filled(width, signs, is_stacked=True)
        boxes = place(
            STACKED, width, lambda key, inside: blocks[key].rows(inside - PADDING), lambda _: 1
        )
        return boxes, blocks

    def filled(
        self, width: int, signs: Lettering, *, is_stacked: bool = False
    ) -> dict[str, Filled]:
        """Return what stands in each block, of a drawing ``width`` wide.

        Titles are short where columns stand side by side on the middle widths.
        """
        details = self.look.details
        if details is None:
            details = width >= DETAILS_FROM
        full = is_stacked or width >= FULL_TITLES_FROM
        return {
            key: Filled(
                Paragraph(
                    [(f"{block.number} ", ACCENT)],
                    block.title if full else block.short,
                    BOLD,
                    hyphenate=hyphenation(self.view.language),
                ),
                self.notes(key, signs, details=details),
                is_wide=key in WIDE and not is_stacked,
            )
            for key, block in self.view.blocks.items()
        }

    def notes(self, key: str, signs: Lettering, *, details: bool) -> list[Note]:
        """Return the notes of a block, or the question of one without any."""
        block = self.view.blocks[key]
        if not block.notes:
            question = block.question.replace("\n", " ")
            return [[Paragraph([], question, DIM, hyphenate=hyphenation(self.view.language))]]
        language = hyphenation(self.view.notes_language)
        found: list[Note] = []
        for at, note in enumerate(block.notes):
            drawn = note_paragraphs(
                note,
                self.look,
                details=details,
                letters=signs.of(key, at) if self.marks is None else (),
                is_segment=block.holds_segments,
                mark=(self.marks or {}).get((key, at)),
                hyphenate=language,
            )
            is_old = self.marks is not None and (key, at) not in self.marks
            dims = is_old or signs.is_dimmed(key, at)
            found.append([each.dimmed() for each in drawn] if dims else drawn)
        return found

    def legend(self, width: int, signs: Lettering) -> Iterator[Line]:
        """Yield what the letters, the circle and the signs on the drawing stand for."""
        notes = self.view.notes
        parts: list[Line] = []
        if self.marks is None and signs.letters:
            names = [each.name for each in self.view.segments]
            parts = legend(signs.key, names, self.look.dots)
        if any(note.is_later for note in notes):
            parts.append([(f"{self.look.circle} {self.view.say('show.later')}", PLAIN)])
        found = legend_of(notes, ascii_only=self.look.ascii_only)
        parts += [[(f"{each.sign} {each.said}", PLAIN)] for each in found]
        yield from laid(parts, width, ascii_only=self.look.ascii_only)


def note_paragraphs(
    note: NoteWords,
    look: Look,
    *,
    details: bool = True,
    prefix: str = "",
    letters: Sequence[Letter] = (),
    is_segment: bool = False,
    mark: Mark | None = None,
    hyphenate: Hyphenate | None = None,
) -> list[Paragraph]:
    """Return a note behind ``prefix``, a bullet if there is none, and the texts below it.

    A note for later has a circle for a bullet, or behind what stands in its place, and how sure
    one is stands behind it as signs; behind a prefix, where no legend explains them, both are
    words.  The letter of a segment itself stands in place of its bullet.
    """
    text, style = note.text, LATER if note.is_later else PLAIN
    said = [each.said for each in unsigned(note) if each.name != "later"]
    if prefix:
        text = f"{text} {note.brackets}".rstrip()
    elif said:
        text = f"{text} ({', '.join(said)})"
    circle = look.circle if note.is_later and not prefix else ""
    first: Line = [(prefix or f"{circle or look.bullet} ", DIM)]
    sign = ""
    if mark:
        first, style, sign = [(f"{mark.sign} ", mark.style)], mark.text_style, circle
    elif is_segment and letters and not prefix:
        first, letters, sign = [(f"{letters[0][0]} ", letters[0][1])], (), circle
    after = () if prefix else [each.sign for each in signs(note, ascii_only=look.ascii_only)]
    found = [Paragraph(first, text, style, letters, hyphenate, sign, after)]
    indent: Line = [(" " * (cell_len(first[0][0]) + 2), PLAIN)]
    shown = note.below if details else ()
    return [*found, *(Paragraph(indent, each.said, DIM, hyphenate=hyphenate) for each in shown)]


def _header(view: View, width: int, look: Look) -> Iterator[Segment]:
    """Draw the poster's title block: title on the left, author, date and iteration on the right."""
    about = (" - " if look.ascii_only else " · ").join(view.about)
    gap = width - cell_len(view.title) - cell_len(about)
    if about and gap >= 2:
        yield from printed([[(view.title, BOLD), (" " * gap + about, DIM)]])
        return
    for text, style in ((view.title, BOLD), (about, DIM)):
        yield from printed([(line, style)] for line in (wrap(text, width) if text else ()))
