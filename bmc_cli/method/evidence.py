"""What to test first: a canvas is a set of guesses, and more hangs on some than on others.

The form ends with it: experiment.  How much hangs on a note is worked out along the links: the
notes of today that would be in doubt with it.  Of a note that is proven or wrong there is nothing
to find out, nor of one for later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import EVIDENCE, Note
from bmc_cli.model.links import Spot, Web

GUESS, TESTED, PROVEN, WRONG = EVIDENCE

CORE = 3
"""So many of the notes that most hangs on are the core of a model."""


class Guess(NamedTuple):
    """A note to be tested: where it is, the note, and how many notes of today hang on it."""

    spot: Spot
    note: Note
    hanging: int


def how_sure(note: Note) -> str:
    """Return how sure a note is, one of ``EVIDENCE``."""
    return note.evidence or GUESS


def is_used(canvas: Canvas) -> bool:
    """Whether anything on ``canvas`` says how sure it is."""
    notes = (note for block in BLOCKS for note in canvas.notes(block.key))
    return any(note.evidence or note.test or note.learned or note.vital for note in notes)


def tally(canvas: Canvas) -> Mapping[str, int]:
    """Return how many notes of today are as sure as each of ``EVIDENCE``."""
    notes = (note for block in BLOCKS for note in canvas.notes(block.key))
    found = Counter(how_sure(note) for note in notes if not note.later)
    return {each: found[each] for each in EVIDENCE}


def guesses(canvas: Canvas) -> list[Guess]:
    """Return what to test, first things first.

    Vital ones, then those of which nothing is known, then those on which most hangs, then those
    that come first in the interview.  Raises ``BmcError`` ("too_many_links").

    >>> segment, offer = Note("Families"), Note("Bread before seven", links=("Families",))
    >>> for each in guesses(Canvas(blocks={"customer_segments": (segment,), "channels": (offer,)})):
    ...     print(each.note.text, each.hanging)
    Families 1
    Bread before seven 0
    """
    found = [each for each in weighed(canvas) if how_sure(each.note) in {GUESS, TESTED}]
    return sorted(
        found,
        key=lambda each: (not each.note.vital, how_sure(each.note) == TESTED, -each.hanging),
    )


def core(canvas: Canvas) -> list[Guess]:
    """Return the notes of today that most hangs on."""
    return sorted(weighed(canvas), key=lambda each: -each.hanging)[:CORE]


def weighed(canvas: Canvas) -> list[Guess]:
    """Return every note of today with how many others of today hang on it, in interview order."""
    web = Web(canvas)
    spots = list(web.spots())
    place = {spot: at for at, spot in enumerate(spots)}
    hanging: dict[Spot, int] = {}  # a set of notes as the bits of a number, by their places
    for spot in reversed(spots):  # what is for a note comes behind it
        near = 0
        for each in web.backward[spot]:
            near |= hanging[each] | (not web.note(each).later) << place[each]
        hanging[spot] = near
    return [
        Guess(spot, note, hanging[spot].bit_count())
        for spot in spots
        if not (note := web.note(spot)).later
    ]
