"""What a rule looks at, and what it says of it: a model, and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from bmc_cli.method.repairs import Repair
from bmc_cli.method.terms import Terms
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.links import SEGMENTS, Spot, Web, targets

MOST_NOTES = 7
"""More notes than an eye takes in, in one block."""

TITLE_BLOCK = ""
"""The key of a finding about the title block, which is no block of notes."""
PROPOSITIONS, RELATIONSHIPS, CHANNELS, REVENUE, ACTIVITIES, RESOURCES, PARTNERS, COSTS = (
    block.key for block in BLOCKS[1:]
)


class Level(IntEnum):
    """How much a finding weighs; the first weighs most."""

    ERROR = 0
    WARNING = 1
    ADVICE = 2


class Finding(NamedTuple):
    """What a rule found in block ``key``: one cause, with what mends it.

    The ``key`` may be ``TITLE_BLOCK``; then there are no spots.

    ``spots`` are the notes it is about, of any block; ``names`` what it speaks of besides:
    names that are no note's, kinds that the pack has not, what versions of one text say below
    it, or nothing, for the texts at the spots.  ``choice`` is the field that ``names`` are
    choices of.  ``likely`` is what was probably meant; ``kinds`` those that are missing.
    ``plans`` are notes for later that will do what no note does today.  ``lacks_target``: what
    the notes hang on may not be on the canvas.  ``line`` is that of the file, 0 where the spots
    tell.  ``repair`` is None where there is nothing to propose.
    """

    key: str
    spots: tuple[Spot, ...] = ()
    names: tuple[str, ...] = ()
    repair: Repair | None = None
    likely: str = ""
    kinds: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    lacks_target: bool = False
    rule: str = ""
    level: Level = Level.ADVICE
    line: int = 0
    choice: str = ""


def step_of(key: str) -> int:
    """Return the step of the block that a finding is about; the title block comes before all."""
    return 0 if key == TITLE_BLOCK else BY_KEY[key].number


@dataclass(frozen=True)
class Model:
    """A canvas with its links followed, and the terms it is read by."""

    canvas: Canvas
    terms: Terms
    web: Web = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "web", Web(self.canvas))

    def notes(self, key: str) -> Iterator[tuple[Spot, Note]]:
        """Yield the notes of a block with their spots."""
        return (((key, place), note) for place, note in enumerate(self.canvas.notes(key)))

    def today(self, key: str) -> Iterator[tuple[Spot, Note]]:
        """Yield the notes of a block that are not for later."""
        return ((spot, note) for spot, note in self.notes(key) if not note.later)

    def is_linked(self, key: str) -> bool:
        """Whether any note of the block is for another."""
        return key in self._linked

    @cached_property
    def _linked(self) -> set[str]:
        return {spot[0] for spot, near in self.web.forward.items() if near}

    def is_of_today(self, spot: Spot) -> bool:
        """Whether a note is not for later, nor only for what is."""
        return spot not in self._of_later

    @cached_property
    def _of_later(self) -> set[Spot]:
        """The notes for later, and those that are along their links only for such notes.

        Where all segments are for later, the canvas is one of later as a whole, and no note in
        it is at odds with that.
        """
        found: set[Spot] = set()
        is_whole = not any(self.today(SEGMENTS))
        for spot in self.web.spots():  # in an order in which what a note is for comes before it
            near = self.web.forward[spot]
            is_later = self.web.note(spot).later or (near and found.issuperset(near))
            if is_later and not (is_whole and spot[0] == SEGMENTS):
                found.add(spot)
        return found

    def stands_alone(self, key: str) -> bool:
        """Whether all notes of another block count as linked to the one note of this one.

        Beside a second note they would be loose.
        """
        return key in self._alone

    @cached_property
    def _alone(self) -> set[str]:
        linking = (block for block in BLOCKS if len(targets(self.canvas, block.key)) == 1)
        return {key for block in linking for key in block.targets}

    def is_named(self, key: str) -> bool:
        """Whether a note of the block names what it is for."""
        return any(note.links for note in self.canvas.notes(key))

    def has_room(self, key: str, coming: int = 0) -> bool:
        """Whether a note may be added to a block, after ``coming`` others."""
        return len(self.canvas.notes(key)) + coming < MOST_NOTES

    def loose(self, key: str) -> list[Spot]:
        """Return the notes of today in a block that are for nothing."""
        return [
            spot for spot, note in self.today(key) if not self.web.forward[spot] and not note.links
        ]


Rule = Callable[[Model], Iterator[Finding]]
