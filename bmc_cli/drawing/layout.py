"""Where the nine blocks stand: one table that every drawing is made from.

A layout is a list of bands from top to bottom, a band a list of columns from left
to right, a column a stack of blocks.  The standard canvas is 10 units wide: five
columns of two on top, two halves of five below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

STACKED: tuple[Band, ...] = tuple((Column(0, UNITS, (block.key,)),) for block in BLOCKS)
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


def place(
    bands: tuple[Band, ...],
    width: int,
    height_of: Callable[[str, int], int],
    least: Callable[[str], int],
) -> dict[str, Box]:
    """Give every block its box in a drawing ``width`` cells wide, borders included.

    ``height_of(key, inside)`` says how many rows a block needs when it is
    ``inside`` cells wide, ``least(key)`` how wide it should be inside at least.
    Boxes touch: neighbours share their border.
    """
    boxes: dict[str, Box] = {}
    top = 0
    for band in bands:
        sides = _sides(band, width, least)
        needs = {
            column: [height_of(key, right - left - 1) for key in column.keys]
            for column, (left, right) in sides.items()
        }
        rows = max(sum(need) + len(need) - 1 for need in needs.values())
        heights = _shared_heights(needs, rows)
        for column, (left, right) in sides.items():
            edge = top
            for key, height in zip(column.keys, heights[column], strict=True):
                boxes[key] = Box(left, edge, right, edge + height + 1)
                edge += height + 1
        top += rows + 1
    return boxes


def _sides(band: Band, width: int, least: Callable[[str], int]) -> dict[Column, tuple[int, int]]:
    """Return the side borders of each column: by its units, but that a narrow one borrows."""
    edges = [round(unit * (width - 1) / UNITS) for unit in (0, *(c.right for c in band))]
    insides = [right - left - 1 for left, right in pairwise(edges)]
    needs = [max(least(key) for key in column.keys) for column in band]
    while True:
        spare = [inside - need for inside, need in zip(insides, needs, strict=True)]
        poor = spare.index(min(spare))
        lenders = [at for at, left in enumerate(spare) if left > 0]
        if spare[poor] >= 0 or not lenders:
            break
        rich = max(lenders, key=insides.__getitem__)
        insides[poor] += 1
        insides[rich] -= 1
    edges = list(accumulate((inside + 1 for inside in insides), initial=0))
    return dict(zip(band, pairwise(edges), strict=True))


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
