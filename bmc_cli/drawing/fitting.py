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

_DRAWN = 3  # drawings that are best roughly, and then drawn exactly
_TRIED = 3  # parts of a block, the longest ones, that are tried to be kept whole
_PARTED = 4  # twentieths of a line that letters apart from their text are worth

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
        rows = self._some.rows(width, rough=True)
        return rows * max(len(self.notes), 1) // max(len(self._some.notes), 1)

    @cached_property
    def _some(self) -> Filled:
        """The block with as many of its notes as tell how high it is."""
        step = len(self.notes) // _ENOUGH + 1
        return Filled(self.title, self.notes[::step], is_wide=self.is_wide) if step > 1 else self

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
        return min(found, key=lambda each: cost(each.rows, _over(self.parts, each.width)))

    def broken(self, width: int) -> tuple[int, int]:
        """Return how many words, and how many letters at their end, have no room in a width."""
        inside = self._some.columns(width, rough=True).width if self.is_wide else width
        return _over(self.words, inside), _over(self.letters, inside)

    @cached_property
    def words(self) -> Sequence[int]:
        """The cells that each word needs to stand whole, from the shortest to the longest."""
        each = [paragraph for note in self.notes for paragraph in note]
        return sorted(of.indent + part for of in each for part in part_widths(of.text))

    @cached_property
    def letters(self) -> Sequence[int]:
        """The cells that letters need to stand beside the last word of their note.

        Of more than can be, for each segment of many, nobody expects it.
        """
        each = [paragraph for note in self.notes for paragraph in note]
        return sorted(_end(of) for of in each if 0 < len(of.tail) <= _TOGETHER)

    @cached_property
    def parts(self) -> Sequence[int]:
        """What there is of both, to be kept whole."""
        return sorted(chain(self.words, self.letters))

    @cached_property
    def least(self) -> int:
        """The cells that each word of its title needs to stand whole."""
        return self.title.indent + max(map(cell_len, self.title.text.split()), default=1)


def _over(parts: Sequence[int], inside: int) -> int:
    return len(parts) - bisect_right(parts, inside)


def _end(paragraph: Paragraph) -> int:
    """Return the cells that the last word of a text needs beside its letters."""
    last = paragraph.text.replace("\n", " ").rpartition(" ")[2]
    return paragraph.indent + cell_len(last) + 1 + breadth(paragraph.tail)


def cost(rows: int, broken: int) -> int:
    """Return what one would rather have less of, in twentieths of a line.

    Two broken words are as bad as a line, and each further one is worse.
    """
    return 20 * rows + broken * (broken + 8)


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
    """The boxes of a drawing.

    ``broken`` is how many words are broken in it, ``parted`` how many letters stand apart from
    the end of their text, ``breaks_title`` whether a title is broken; ``kept`` are the cells of
    the longest part that each block was to keep whole.
    """

    boxes: Mapping[str, Box]
    kept: Mapping[str, int]
    broken: int
    parted: int
    breaks_title: bool

    @property
    def rows(self) -> int:
        """The lines that it takes, but the first border."""
        return max(box.bottom for box in self.boxes.values())

    @property
    def cost(self) -> int:
        """What one would rather have less of."""
        return cost(self.rows, self.broken) + _PARTED * self.parted

    def is_whole(self, most: int | None) -> bool:
        """Whether no title is broken, and of other words ``most``; None: all may be."""
        return most is None or (self.broken <= most and not self.breaks_title)


def fitted(
    blocks: Mapping[str, Filled], width: int, most: int | None = None
) -> Mapping[str, Box] | None:
    """Return the boxes of a standard canvas ``width`` cells wide.

    Words of all lengths are kept whole first, then those of fewer and fewer letters; then more of
    them in one block after the other.  None where ``most`` is given, and more words than that
    would be broken, or a title.  What is looked for is looked for roughly, so that no word has to
    be hyphenated that stays whole in the end.
    """
    roughly = cache(lambda key, inside: blocks[key].estimate(inside - PADDING))
    exactly = cache(lambda key, inside: blocks[key].rows(inside - PADDING))

    def placed(kept: Mapping[str, int]) -> Fitted:
        return _placed(blocks, width, kept, roughly, roughly)

    parts = {part for block in blocks.values() for part in block.parts[-_ENOUGH:]}
    whole, shortest = max(parts), min(LEAST + REST, max(parts))  # of fewer letters none is broken
    found = [placed(dict.fromkeys(blocks, whole))]
    lowest = placed(dict.fromkeys(blocks, shortest))
    if lowest.rows < found[0].rows or not found[0].is_whole(most):
        others = sorted((part for part in parts if shortest <= part < whole), reverse=True)
        found += [placed(dict.fromkeys(blocks, part)) for part in others]
        found.append(_mended(blocks, min(found, key=lambda each: each.cost), placed))
    found = [each for each in found if each.is_whole(most)]
    best = [*found[:1], *sorted(found, key=lambda each: each.cost)[:_DRAWN]]
    drawn = [_placed(blocks, width, each.kept, exactly, roughly) for each in best]
    return min(drawn, key=lambda each: each.cost).boxes if drawn else None


def _mended(
    blocks: Mapping[str, Filled], found: Fitted, placed: Callable[[Mapping[str, int]], Fitted]
) -> Fitted:
    """Keep more parts whole in single blocks, as long as that makes a drawing better."""
    while True:
        tried = []
        for key, box in found.boxes.items():
            over = _over(blocks[key].parts, box.width - PADDING)
            longer = blocks[key].parts[-min(over, _TRIED) :] if over else ()
            tried += [placed({**found.kept, key: part}) for part in dict.fromkeys(longer)]
        better = min(tried, key=lambda each: each.cost, default=found)
        if better.cost >= found.cost:
            return found
        found = better


_Rows = Callable[[str, int], int]


def _placed(
    blocks: Mapping[str, Filled],
    width: int,
    kept: Mapping[str, int],
    rows: _Rows,
    roughly: _Rows,
) -> Fitted:
    """Fit columns in which each block keeps parts up to a length whole."""

    def least(key: str) -> int:
        parts = blocks[key].parts
        count = bisect_right(parts, kept[key])
        return PADDING + max(blocks[key].least, parts[count - 1] if count else 0)

    boxes = place(STANDARD, width, rows, least, Fit(_GAIN, estimate=roughly))
    rooms = {key: box.width - PADDING for key, box in boxes.items()}
    broken = [blocks[key].broken(room) for key, room in rooms.items()]
    words, letters = map(sum, zip(*broken, strict=True))
    breaks_title = any(blocks[key].least > room for key, room in rooms.items())
    return Fitted(boxes, kept, words, letters, breaks_title)
