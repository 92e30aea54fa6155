"""Whether two canvases are two versions of one, and what they share if they are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.difference import Difference, Removed

_FEWEST = 3
"""Notes that the smaller of two needs, to be said to be another canvas."""

_SAME, _ALIKE = 1 / 5, 1 / 2
"""The parts of the smaller one that they share at most, to the letter and in other words."""


class Kinship(NamedTuple):
    """The texts that two canvases share in each block, and whether they are hardly related."""

    shared: Mapping[str, tuple[str, ...]]
    is_distant: bool

    @property
    def total(self) -> int:
        """How many notes they share."""
        return sum(map(len, self.shared.values()))


def kinship(old: Canvas, new: Canvas, found: Difference) -> Kinship:
    """Return what ``old`` and ``new`` share; ``found`` is their difference."""
    shared = {block.key: _shared(old, new, block.key) for block in BLOCKS}
    sizes = [sum(len(canvas.notes(block.key)) for block in BLOCKS) for canvas in (old, new)]
    smaller = min(sizes)
    alike = sizes[0] - sum(isinstance(change, Removed) for change in found.notes)
    same = sum(map(len, shared.values()))
    is_distant = smaller >= _FEWEST and same <= smaller * _SAME and alike <= smaller * _ALIKE
    return Kinship(shared, is_distant)


def _shared(old: Canvas, new: Canvas, key: str) -> tuple[str, ...]:
    left = Counter(composed(note.text) for note in old.notes(key))
    found = []
    for note in new.notes(key):
        if left[composed(note.text)]:
            left[composed(note.text)] -= 1
            found.append(note.text)
    return tuple(found)
