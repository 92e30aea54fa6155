"""Which notes are the versions of one that a merge left for somebody to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import Canvas, place_of
from bmc_cli.model.fields import Note
from bmc_cli.model.links import Spot, note_at, spots


class Versions(NamedTuple):
    """The spots of the versions of a note, and its text of before; one where a side removed it."""

    was: str
    spots: tuple[Spot, ...]


def note_versions(canvas: Canvas) -> Iterator[Versions]:
    """Yield the versions of each note that a merge left undecided, in the order of the blocks.

    They are in one block, or one each in two blocks, where both sides moved the note.

    >>> from bmc_cli.model.fields import Note
    >>> shop, van = Note("Shops", conflict="Shop"), Note("Vans", conflict="Van")
    >>> canvas = Canvas(blocks={"channels": (shop, van), "key_resources": (van,)})
    >>> for each in note_versions(canvas):
    ...     print(*each)
    Shop (('channels', 0),)
    Van (('channels', 1), ('key_resources', 0))
    """
    found: dict[tuple[str, str], list[Spot]] = {}
    for spot, note in spots(canvas):
        if note.conflict:
            found.setdefault((spot[0], composed(note.conflict)), []).append(spot)
    lone: dict[str, list[Spot]] = {}
    for (_, was), places in found.items():
        if len(places) == 1:
            lone.setdefault(was, []).extend(places)
    told: set[str] = set()
    for (_, was), places in found.items():
        if len(places) > 1:
            yield Versions(was, tuple(places))
        elif was not in told:
            told.add(was)
            yield Versions(was, tuple(lone[was]))


def other_versions(canvas: Canvas, key: str, kept: Note) -> dict[str, list[Note]]:
    """Return the other versions of a note of block ``key``, by their blocks.

    Raises ``NoteGone`` when it is not there as it was.
    """
    found: dict[str, list[Note]] = {}
    at = (key, place_of(canvas, key, kept))
    for _, places in note_versions(canvas):
        for spot in places if at in places else ():
            note = note_at(canvas, spot)
            if (spot[0], note) != (key, kept):
                found.setdefault(spot[0], []).append(note)
    return found
