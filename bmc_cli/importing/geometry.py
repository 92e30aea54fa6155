"""Shapes on a plane as an outline: by where they are, as no shape says of which block it is.

A frame is a shape whose first line names a block.  Another shape is of the smallest frame that
its middle is in, else of the nearest name above it in its column, whose frame holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import NO_LINE, Piece, heading, item, paragraph
from bmc_cli.importing.texts import tidy

MOST = 2_000
"""Shapes on one plane, at most."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: its edges, and its lines of text, each with its depth in a list."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[tuple[str, int], ...] = ()
    line: int = NO_LINE

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def size(self) -> float:
        """Its area."""
        return self.width * self.height

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether ``point`` is within its edges."""
        x, y = point
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


def pieces_of(shapes: Sequence[Shape], *, is_block: bool = False) -> Iterator[Piece]:
    """Yield the frames among ``shapes`` as headings with their notes below them.

    What is of no frame comes first, as paragraphs; as notes, where the plane itself ``is_block``.
    Of more than ``MOST`` shapes only the first are looked at.
    """
    shapes = shapes[:MOST]
    names = Names()
    told = [each for each in shapes if each.lines]
    frames = [each for each in told if names.whole(tidy(each.lines[0][0]))]
    framed = {id(each) for each in frames}
    others = [each for each in told if id(each) not in framed]
    homes = {id(each): _home(each, frames) for each in others}
    filled = {id(home) for home in homes.values() if home}
    bare = [each for each in frames if id(each) not in filled and len(each.lines) == 1]
    for each in others:
        if homes[id(each)] is None:
            homes[id(each)] = _above(each, bare)
    for each in others:
        if homes[id(each)] is None and is_block:
            yield from _items(each.lines, each.line)
        elif homes[id(each)] is None:
            yield paragraph("\n".join(text for text, _ in each.lines), each.line)
    for frame in frames:
        (name, _), *rest = frame.lines
        yield heading(name, 2, frame.line)
        yield from _items(rest, frame.line)
        inside = [each for each in others if homes[id(each)] is frame]
        for each in sorted(inside, key=lambda shape: (shape.top, shape.left)):
            yield from _items(each.lines, each.line)


def _home(shape: Shape, frames: Sequence[Shape]) -> Shape | None:
    """Return the smallest frame around the middle of ``shape``."""
    around = [each for each in frames if each.holds(shape.middle)]
    return min(around, key=lambda each: each.size, default=None)


def _above(shape: Shape, frames: Sequence[Shape]) -> Shape | None:
    """Return the nearest frame above ``shape`` in its column."""
    x, _ = shape.middle
    above = [
        each
        for each in frames
        if each.left <= x <= each.left + each.width and each.top <= shape.top
    ]
    return max(above, key=lambda each: each.top, default=None)


def _items(lines: Sequence[tuple[str, int]], line: int) -> Iterator[Piece]:
    least = min((depth for _, depth in lines), default=0)
    for text, depth in lines:
        yield item(text, depth - least, line)
