"""Which columns a grid in a terminal has: as low as can be, with its words whole if that can be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from bmc_cli.drawing.hyphens import LEAST, REST
from bmc_cli.drawing.layout import STANDARD, Box, Fit, place
from bmc_cli.drawing.paragraphs import Line, Paragraph, breadth
from bmc_cli.drawing.theme import PLAIN
from bmc_cli.drawing.wrap import part_widths

PADDING = 2
"""Cells between the text of a block and its borders, both sides together."""

_GAIN = 2  # lines that columns of different widths must win
_SIDE_BY_SIDE = 20  # cells of a column of notes in a wide block, at the least
_MOST_COLUMNS = 3
_GAP = 2  # cells between columns of notes
_TOGETHER = 12  # letters that should stand on one line
_ENOUGH = 150  # notes by which the height of a block is known well enough

Note = Sequence[Paragraph]


class Columns(NamedTuple):
    """How the notes of a block stand side by side: from which to which in each column."""

    width: int
    parts: Sequence[range]
    rows: int


@dataclass(frozen=True)
class Filled:
    """A block with what stands in it; ``is_wide``: its notes may stand side by side."""

    title: Paragraph
    notes: Sequence[Note]
    is_wide: bool = False

    def rows(self, width: int) -> int:
        """Return how many lines it takes, ``width`` cells wide."""
        return self.title.rows(width) + self.columns(width).rows

    def estimate(self, width: int) -> int:
        """Return how many lines it takes, of many notes by some of them."""
        step = len(self.notes) // _ENOUGH + 1
        if step == 1:
            return self.rows(width)
        some = Filled(self.title, self.notes[::step], self.is_wide)
        return some.rows(width) * len(self.notes) // len(some.notes)

    def lines(self, width: int) -> list[Line]:
        """Return its lines."""
        columns = self.columns(width)
        drawn = [
            [line for at in part for each in self.notes[at] for line in each.lines(columns.width)]
            for part in columns.parts
        ]
        return [*self.title.lines(width), *_beside(drawn, columns.width + _GAP)]

    def columns(self, width: int) -> Columns:
        """Return the columns with which the notes are lowest, as few as can be."""
        most = min(_MOST_COLUMNS, (width + _GAP) // (_SIDE_BY_SIDE + _GAP)) if self.is_wide else 1
        found = []
        for count in range(1, max(min(most, len(self.notes)), 1) + 1):
            inside = (width - (count - 1) * _GAP) // count
            heights = [sum(each.rows(inside) for each in note) for note in self.notes]
            found.append(Columns(inside, *_shared(heights, count)))
        return min(found, key=lambda columns: columns.rows)

    @cached_property
    def parts(self) -> Sequence[int]:
        """The cells that each word needs to stand whole, from the shortest to the longest.

        So do letters; but of more than can be, for each segment of many, nobody expects it.
        """
        each = [paragraph for note in self.notes for paragraph in note]
        words = (of.indent + part for of in each for part in part_widths(of.text))
        letters = (of.indent + breadth(of.tail) for of in each if 1 < len(of.tail) <= _TOGETHER)
        return sorted(chain(words, letters))

    @cached_property
    def least(self) -> int:
        """The cells that each word of its title needs to stand whole."""
        return self.title.indent + max(map(cell_len, self.title.text.split()), default=1)


def _shared(heights: Sequence[int], count: int) -> tuple[Sequence[range], int]:
    """Share notes of these heights among ``count`` columns, in their order, as low as can be."""
    low, high = max(heights, default=0), sum(heights)
    while low < high:
        middle = (low + high) // 2
        if len(list(_poured(heights, middle))) <= count:
            high = middle
        else:
            low = middle + 1
    return list(_poured(heights, low)), low


def _poured(heights: Sequence[int], rows: int) -> Iterator[range]:
    """Yield the notes of each column, so many ``rows`` high."""
    start = used = 0
    for at, height in enumerate(heights):
        if used + height > rows and at > start:
            yield range(start, at)
            start, used = at, 0
        used += height
    yield range(start, len(heights))


def _beside(drawn: Sequence[list[Line]], apart: int) -> Iterator[Line]:
    """Yield columns of lines side by side."""
    for row in zip_longest(*drawn):
        line: Line = []
        for at, part in enumerate(row):
            if part and at:
                line.append((" " * (at * apart - breadth(line)), PLAIN))
            line += part or []
        yield line


class Fitted(NamedTuple):
    """The boxes of a drawing; how many words are broken in it, and whether a title is."""

    boxes: Mapping[str, Box]
    broken: int
    breaks_title: bool

    @property
    def cost(self) -> int:
        """What one would rather have less of, in twentieths of a line.

        Two broken words are as bad as a line, and each further one is worse.
        """
        lines = max(box.bottom for box in self.boxes.values())
        return 20 * lines + self.broken * (self.broken + 8)


def fitted(
    blocks: Mapping[str, Filled], width: int, most: int | None = None
) -> Mapping[str, Box] | None:
    """Return the boxes of a standard canvas ``width`` cells wide.

    Words of all lengths are kept whole first, then those of fewer and fewer letters.  None where
    ``most`` is given, and more words than that would be broken, or a title.
    """
    rows = cache(lambda key, inside: blocks[key].rows(inside - PADDING))
    estimate = cache(lambda key, inside: blocks[key].estimate(inside - PADDING))
    if all(len(block.notes) < _ENOUGH for block in blocks.values()):
        estimate = rows
    parts = {part for block in blocks.values() for part in block.parts[-_ENOUGH:]}
    shortest = min(LEAST + REST, max(parts))  # what has fewer letters is never broken
    lengths = [part for part in sorted(parts, reverse=True) if part >= shortest]
    found = [_attempt(blocks, width, rows, estimate, length) for length in lengths]
    if most is not None:
        found = [each for each in found if each.broken <= most and not each.breaks_title]
    return min(found, key=lambda each: each.cost).boxes if found else None


_Rows = Callable[[str, int], int]


def _attempt(
    blocks: Mapping[str, Filled], width: int, rows: _Rows, estimate: _Rows, length: int
) -> Fitted:
    """Fit columns that keep words up to a ``length`` whole."""

    def least(key: str) -> int:
        parts = blocks[key].parts
        kept = bisect_right(parts, length)
        return PADDING + max(blocks[key].least, parts[kept - 1] if kept else 0)

    boxes = place(STANDARD, width, rows, least, Fit(_GAIN, estimate=estimate))
    rooms = {key: box.width - PADDING for key, box in boxes.items()}
    broken = (
        len(blocks[key].parts) - bisect_right(blocks[key].parts, room)
        for key, room in rooms.items()
    )
    breaks_title = any(blocks[key].least > room for key, room in rooms.items())
    return Fitted(boxes, sum(broken), breaks_title)
