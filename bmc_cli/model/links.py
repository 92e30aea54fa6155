"""What reaches what: the links between notes, followed to the segments.

A note names the notes it is for; along these names it reaches segments: a cost its
resource, the resource its proposition, the proposition its segments.  Where there
is but one note to link to, every note counts as linked to it (docs/format.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from bmc_cli.errors import BmcError
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note

SEGMENTS = BLOCKS[0].key

MOST_LINKS = 20_000
"""Of more links between the notes of one canvas nothing is drawn, checked or told."""

Spot = tuple[str, int]
"""A note by its block's key and its place in the block, from 0."""


def spots(canvas: Canvas) -> Iterator[tuple[Spot, Note]]:
    """Yield every note with its spot, in interview order."""
    for block in BLOCKS:
        for place, note in enumerate(canvas.notes(block.key)):
            yield (block.key, place), note


def note_at(canvas: Canvas, spot: Spot) -> Note:
    """Return the note at ``spot``."""
    return canvas.notes(spot[0])[spot[1]]


def letter(place: int) -> str:
    """Return the letter of the segment at ``place`` (from 0): A to Z, then AA, AB ..."""
    rest, last = divmod(place, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def targets(canvas: Canvas, key: str) -> list[Spot]:
    """Return the spots that a note of block ``key`` may point to, in the order of the file."""
    return [
        (target, place)
        for target in BY_KEY[key].targets
        for place in range(len(canvas.notes(target)))
    ]


def _counted(links: int) -> int:
    """Return how many ``links`` there are, if they can be followed while somebody waits."""
    if links > MOST_LINKS:
        raise BmcError("too_many_links", most=MOST_LINKS)
    return links


class Web:
    """The links of one canvas, followed both ways."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def note(self, spot: Spot) -> Note:
        """Return the note at ``spot``."""
        return note_at(self.canvas, spot)

    def spots(self) -> Iterator[Spot]:
        """Yield every note's spot, in interview order."""
        return (spot for spot, _ in spots(self.canvas))

    @cached_property
    def forward(self) -> dict[Spot, tuple[Spot, ...]]:
        """For each note, the notes it is for.  Raises ``BmcError`` ("too_many_links")."""
        found: dict[Spot, tuple[Spot, ...]] = {}
        count = 0
        for block in BLOCKS:
            near = targets(self.canvas, block.key)
            everything = tuple(near)
            named: dict[str, list[Spot]] = {}
            for spot in near:
                named.setdefault(composed(self.note(spot).text), []).append(spot)
            for place, note in enumerate(self.canvas.notes(block.key)):
                if len(near) == 1 or note.links == EVERY_TARGET:
                    found[block.key, place] = everything
                else:
                    linked = (spot for text in note.links for spot in named.get(composed(text), ()))
                    found[block.key, place] = tuple(dict.fromkeys(linked))
                count = _counted(count + len(found[block.key, place]))
        return found

    @cached_property
    def backward(self) -> dict[Spot, tuple[Spot, ...]]:
        """For each note, the notes that are for it, in interview order."""
        found: dict[Spot, list[Spot]] = {spot: [] for spot in self.forward}
        for spot, near in self.forward.items():
            for target in near:
                found[target].append(spot)
        return {spot: tuple(near) for spot, near in found.items()}

    @cached_property
    def reached(self) -> dict[Spot, tuple[int, ...]]:
        """For each note, the places of the segments it reaches along its links.

        Followed back from each segment, so that it does not matter which block is for which.
        Raises ``BmcError`` ("too_many_links").
        """
        found: dict[Spot, list[int]] = {spot: [] for spot in self.forward}
        count = 0
        for place in range(len(self.canvas.notes(SEGMENTS))):
            waiting: list[Spot] = [(SEGMENTS, place)]
            while waiting:
                spot = waiting.pop()
                if place in found[spot][-1:]:  # along another way, or round a circle
                    continue
                found[spot].append(place)
                count = _counted(count + (spot[0] != SEGMENTS))
                waiting += self.backward[spot]
        return {spot: tuple(places) for spot, places in found.items()}

    def loose(self, spot: Spot) -> list[str]:
        """Return the names in a note's links that are no note's."""
        note = self.note(spot)
        if note.links == EVERY_TARGET:
            return []
        return [text for text in note.links if composed(text) not in self.nameable[spot[0]]]

    @cached_property
    def nameable(self) -> dict[str, set[str]]:
        """For each block, the texts that its notes may name, composed."""
        return {
            block.key: {
                composed(self.note(target).text) for target in targets(self.canvas, block.key)
            }
            for block in BLOCKS
        }
