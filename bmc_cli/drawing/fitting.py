"""Which columns a grid in a terminal has: as low as can be, with its words whole if that can be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
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


class Filled:
    """A block with what stands in it; ``is_wide``: its notes may stand side by side."""

    def __init__(self, title: Paragraph, notes: Sequence[Note], *, is_wide: bool = False) -> None:
        self.title, self.notes, self.is_wide = title, notes, is_wide

    def rows(self, width: int, *, rough: bool = False) -> int:
        """Return how many lines it takes, ``width`` cells wide; ``rough``: see ``Paragraph``."""
        return self.title.rows(width) + self.columns(width, rough=rough).rows

    def estimate(self, width: int) -> int:
        """Return about how many lines it takes: of many notes by some, and with words roughly."""
        step = len(self.notes) // _ENOUGH + 1
        if step == 1:
            return self.rows(width, rough=True)
        some = Filled(self.title, self.notes[::step], is_wide=self.is_wide)
        return some.rows(width, rough=True) * len(self.notes) // len(some.notes)

    def lines(self, width: int) -> list[Line]:
        """Return its lines."""
        columns = self.columns(width)
        drawn = [
            [line for at in part for each in self.notes[at] for line in each.lines(columns.width)]
            for part in columns.parts
        ]
        return [*self.title.lines(width), *_beside(drawn, columns.width + _GAP)]

    def columns(self, width: int, *, rough: bool = False) -> Columns:
        """Return the columns with which the notes are lowest, as few as can be."""
        most = min(_MOST_COLUMNS, (width + _GAP) // (_SIDE_BY_SIDE + _GAP)) if self.is_wide else 1
        found = []
        for count in range(1, max(min(most, len(self.notes)), 1) + 1):
            inside = (width - (count - 1) * _GAP) // count
            heights = [sum(each.rows(inside, rough=rough) for each in note) for note in self.notes]
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
    def rows(self) -> int:
        """The lines that it takes, but the first border."""
        return max(box.bottom for box in self.boxes.values())

    @property
    def cost(self) -> int:
        """What one would rather have less of, in twentieths of a line.

        Two broken words are as bad as a line, and each further one is worse.
        """
        return 20 * self.rows + self.broken * (self.broken + 8)

    def is_whole(self, most: int | None) -> bool:
        """Whether no title is broken, and of other words ``most``; None: all may be."""
        return most is None or (self.broken <= most and not self.breaks_title)


def fitted(
    blocks: Mapping[str, Filled], width: int, most: int | None = None
) -> Mapping[str, Box] | None:
    """Return the boxes of a standard canvas ``width`` cells wide.

    Words of all lengths are kept whole first, then those of fewer and fewer letters.  None where
    ``most`` is given, and more words than that would be broken, or a title.  What is looked for
    is looked for roughly, so that no word has to be hyphenated that stays whole in the end.
    """
    roughly = cache(lambda key, inside: blocks[key].estimate(inside - PADDING))
    exactly = cache(lambda key, inside: blocks[key].rows(inside - PADDING))
    parts = {part for block in blocks.values() for part in block.parts[-_ENOUGH:]}
    whole, shortest = max(parts), min(LEAST + REST, max(parts))  # of fewer letters none is broken
    found = {whole: _placed(blocks, width, whole, roughly, roughly)}
    lowest = _placed(blocks, width, shortest, roughly, roughly)
    if lowest.rows < found[whole].rows or not found[whole].is_whole(most):
        others = sorted((part for part in parts if shortest <= part < whole), reverse=True)
        found |= {part: _placed(blocks, width, part, roughly, roughly) for part in others}
    found = {part: each for part, each in found.items() if each.is_whole(most)}
    best = {min(found, key=lambda part: found[part].cost), max(found)} if found else ()
    drawn = [_placed(blocks, width, part, exactly, roughly) for part in sorted(best, reverse=True)]
    return min(drawn, key=lambda each: each.cost).boxes if drawn else None


_Rows = Callable[[str, int], int]


def _placed(
    blocks: Mapping[str, Filled], width: int, length: int, rows: _Rows, roughly: _Rows
) -> Fitted:
    """Fit columns that keep words up to a ``length`` whole."""

    def least(key: str) -> int:
        parts = blocks[key].parts
        kept = bisect_right(parts, length)
        return PADDING + max(blocks[key].least, parts[kept - 1] if kept else 0)

    boxes = place(STANDARD, width, rows, least, Fit(_GAIN, estimate=roughly))
    rooms = {key: box.width - PADDING for key, box in boxes.items()}
    broken = (
        len(blocks[key].parts) - bisect_right(blocks[key].parts, room)
        for key, room in rooms.items()
    )
    breaks_title = any(blocks[key].least > room for key, room in rooms.items())
    return Fitted(boxes, sum(broken), breaks_title)
