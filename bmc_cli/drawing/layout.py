"""Where the nine blocks stand: one table that every drawing is made from.

A layout is a list of bands from top to bottom, a band a list of columns from left
to right, a column a stack of blocks.  The standard canvas is 10 units wide: five
columns of two on top, two halves of five below.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from bmc_cli.model.canvas import BLOCKS

UNITS = 10


class Column(NamedTuple):
    """A stack of blocks from unit ``left`` to unit ``right`` (0-10), top one first."""

    left: int
    right: int
    keys: tuple[str, ...]


Band = tuple[Column, ...]

STANDARD: tuple[Band, ...] = (
    (
        Column(0, 2, ("key_partners",)),
        Column(2, 4, ("key_activities", "key_resources")),
        Column(4, 6, ("value_propositions",)),
        Column(6, 8, ("customer_relationships", "channels")),
        Column(8, 10, ("customer_segments",)),
    ),
    (Column(0, 5, ("cost_structure",)), Column(5, 10, ("revenue_streams",))),
)
"""The canvas as the poster has it (the 2010 poster, CC BY-SA 3.0)."""

WIDE = frozenset(column.keys[0] for column in STANDARD[1])
"""The blocks in which notes stand side by side: the halves below."""


def stacked(keys: Iterable[str]) -> tuple[Band, ...]:
    """Return blocks below one another, each as wide as the drawing."""
    return tuple((Column(0, UNITS, (key,)),) for key in keys)


STACKED = stacked(block.key for block in BLOCKS)
"""One column in interview order, for narrow screens."""


class Area(NamedTuple):
    """A block's place in a grid, by lines from 0: ``UNITS`` columns, and rows that are shared."""

    top: int
    left: int
    bottom: int
    right: int


def areas(bands: tuple[Band, ...]) -> dict[str, Area]:
    """Return the place of every block in a grid of as many rows as the highest stacks have."""
    found: dict[str, Area] = {}
    top = 0
    for band in bands:
        rows = max(len(column.keys) for column in band)
        for column in band:
            edges = [
                top + round(rows * at / len(column.keys)) for at in range(len(column.keys) + 1)
            ]
            for key, (upper, lower) in zip(column.keys, pairwise(edges), strict=True):
                found[key] = Area(upper, column.left, lower, column.right)
        top += rows
    return found


class Box(NamedTuple):
    """A block's border lines, in cells from 0; its inside lies between them."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Cells between the side borders."""
        return self.right - self.left - 1

    @property
    def height(self) -> int:
        """Rows between the top and the bottom border."""
        return self.bottom - self.top - 1


class Fit(NamedTuple):
    """How columns are fitted to what is in them: to make a drawing lower, or not at all.

    Widths are tried in whole ``step``s from each column's least; columns that make a band
    lower by less than ``gain`` stay equal.  Both are in the units of the drawing.
    ``estimate`` says about how many rows a block needs, where to ask that exactly at a dozen
    widths is too much.
    """

    gain: int
    step: int = 1
    estimate: Callable[[str, int], int] | None = None


_MOST = {2: 1.6, 5: 1.3}
"""How many times as wide as its share a column may become, by its units: a canvas that is
fitted is still the canvas that everybody knows."""

_Height = Callable[[str, int], int]


def place(
    bands: tuple[Band, ...],
    width: int,
    height_of: _Height,
    least: Callable[[str], int],
    fit: Fit | None = None,
) -> dict[str, Box]:
    """Give every block its box in a drawing ``width`` units wide, borders included.

    ``height_of(key, inside)`` says how many rows a block needs when it is
    ``inside`` units wide, ``least(key)`` how wide it should be inside at least.  A unit is a
    cell of a terminal, or however fine a drawing counts; each border takes one.
    Boxes touch: neighbours share their border.

    With a ``fit`` each band is as low as its columns can make it; which widths are tried
    depends on their heights, a few dozen for each block at the most, and ``height_of`` is asked
    once for each.  Without, columns have their shares, but that a narrow one borrows.
    """
    height_of = cache(height_of)
    estimate = cache(fit.estimate) if fit and fit.estimate else height_of
    boxes: dict[str, Box] = {}
    top = 0
    for band in bands:
        insides = _insides(band, width, least)
        if fit and len(band) > 1:
            insides = _fitted(band, insides, estimate, least, fit)
        edges = accumulate((inside + 1 for inside in insides), initial=0)
        sides = dict(zip(band, pairwise(edges), strict=True))
        needs = {
            column: [height_of(key, right - left - 1) for key in column.keys]
            for column, (left, right) in sides.items()
        }
        rows = max(map(_stack, needs.values()))
        heights = _shared_heights(needs, rows)
        for column, (left, right) in sides.items():
            edge = top
            for key, height in zip(column.keys, heights[column], strict=True):
                boxes[key] = Box(left, edge, right, edge + height + 1)
                edge += height + 1
        top += rows + 1
    return boxes


def _stack(needs: Sequence[int]) -> int:
    """Return how high blocks on one another are, the borders between them included."""
    return sum(needs) + len(needs) - 1


def _insides(band: Band, width: int, least: Callable[[str], int]) -> Sequence[int]:
    """Return how wide each column is inside: by its units, but that a narrow one borrows."""
    edges = [round(unit * (width - 1) / UNITS) for unit in (0, *(c.right for c in band))]
    insides = [right - left - 1 for left, right in pairwise(edges)]
    needs = [max(least(key) for key in column.keys) for column in band]
    while True:
        spare = [inside - need for inside, need in zip(insides, needs, strict=True)]
        poor = spare.index(min(spare))
        lenders = [at for at, left in enumerate(spare) if left > 0]
        if spare[poor] >= 0 or not lenders:
            return insides
        rich = max(lenders, key=insides.__getitem__)
        insides[poor] += 1
        insides[rich] -= 1


def _fitted(
    band: Band,
    shares: Sequence[int],
    height_of: _Height,
    least: Callable[[str], int],
    fit: Fit,
) -> Sequence[int]:
    """Return the widths with which a band is lowest, ``shares`` where that gains too little.

    The lowest height is found by halving, and for each height how narrow every column can be
    with it, by halving too: together they must not be wider than the band.
    """
    total = sum(shares)
    narrowest, widest = [], []
    for column, share in zip(band, shares, strict=True):
        units = column.right - column.left
        most = int(_MOST.get(units, 1) * (total + len(band)) * units / UNITS) - 1
        narrowest.append(min(max(1, *(least(key) for key in column.keys)), share))
        widest.append(max(most, share))

    def high(at: int, inside: int) -> int:
        return _stack([height_of(key, inside) for key in band[at].keys])

    def narrow(at: int, rows: int) -> int:
        """Return how narrow a column can be in so many rows; the whole band where it cannot."""
        if high(at, widest[at]) > rows:
            return total + 1
        widths = range(narrowest[at], widest[at], fit.step)
        found = bisect_left(widths, x=True, key=lambda inside: high(at, inside) <= rows)
        return widths[found] if found < len(widths) else widest[at]

    def is_room(rows: int) -> bool:
        return sum(narrow(at, rows) for at in range(len(band))) <= total

    equal = max(high(at, share) for at, share in enumerate(shares))
    heights = range(max(high(at, most) for at, most in enumerate(widest)), equal)
    best = heights.start + bisect_left(heights, x=True, key=is_room)
    if equal - best < fit.gain:
        return shares
    return _levelled([narrow(at, best) for at in range(len(band))], shares, widest)


def _levelled(
    narrowest: Sequence[int], shares: Sequence[int], widest: Sequence[int]
) -> Sequence[int]:
    """Make columns together as wide as their shares: as much more or less each, in its bounds."""
    total = sum(shares)

    def level(more: int) -> list[int]:
        bounds = zip(narrowest, shares, widest, strict=True)
        return [min(max(share + more, low), high) for low, share, high in bounds]

    levels = range(-max(shares), max(widest) + 1)
    at = bisect_right(levels, total, key=lambda more: sum(level(more))) - 1
    insides, wider = level(levels[at]), level(levels[at] + 1)
    growing = [at for at, inside in enumerate(insides) if wider[at] > inside]
    for at in growing[: total - sum(insides)]:
        insides[at] += 1
    return insides


def _shared_heights(needs: Mapping[Column, list[int]], rows: int) -> dict[Column, list[int]]:
    """Share ``rows`` among each stack; stacks of two get one common line if they can.

    The canvas looks calm when the two stacks break at the same height, at the
    middle; a stack too full for that breaks where its notes end.
    """
    pairs = {column: need for column, need in needs.items() if len(need) == 2}
    heights = {column: [rows] for column in needs if column not in pairs}
    middle = (rows - 1) // 2
    lowest = max((need[0] for need in pairs.values()), default=0)
    highest = min((rows - 1 - need[1] for need in pairs.values()), default=0)
    for column, (first, second) in pairs.items():
        low, high = (lowest, highest) if lowest <= highest else (first, rows - 1 - second)
        upper = min(max(middle, low), high)
        heights[column] = [upper, rows - 1 - upper]
    return heights
