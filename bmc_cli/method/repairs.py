"""What mends a finding: values that say what is to be done, and what of it is asked.

A repair is about one block.  It offers what is there first, and adds to a note what it lacks,
so that no repair undoes another.  ``bmc check`` tells it as a command, and whoever walks through
the findings asks it as the interview would.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Any

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import Spot, targets
from bmc_cli.model.operations import Add, Change, Keep, Operation, Remove, Settle

ASKED = ""
"""Stands in a repair for words that only its user knows; no note is empty."""

EVERYTHING: tuple[Spot, ...] = (("", 0),)
"""The links to every target, those of later too."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of notes beyond their text: added to what they say, but for what is taken off.

    ``links`` are spots, or ``EVERYTHING``; ``unlinks`` and ``unkinds`` are names as they stand in
    the file.  ``texts`` are texts below a note, by their fields; one may be ``ASKED``.
    """

    links: tuple[Spot, ...] = ()
    kinds: tuple[str, ...] = ()
    unlinks: tuple[str, ...] = ()
    unkinds: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    later: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """Put a note last in block ``key``, with its marks; the ``text`` may be ``ASKED``."""

    key: str
    text: str = ASKED
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Amend:
    """Add marks to the notes at ``places`` of block ``key``, and take off what was wrong.

    ``is_proposal``: which ones is a guess that its owner should judge.
    """

    key: str
    places: tuple[int, ...]
    marks: Marks
    is_proposal: bool = False


@dataclass(frozen=True, slots=True)
class Reword:
    """Give the note at ``place`` of block ``key`` another text; the ``rest`` are other notes."""

    key: str
    place: int
    text: str = ASKED
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Take the notes at ``gone`` out of block ``key``; what they said is said at ``place``."""

    key: str
    place: int
    gone: tuple[int, ...]
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Decide:
    """Let the note at ``place`` of block ``key`` be the one that stays of what a merge left."""

    key: str
    place: int


@dataclass(frozen=True, slots=True)
class Title:
    """Let ``value`` be what field ``name`` of the title block says, of what a merge left."""

    name: str
    value: str
    key = ""


Repair = Write | Amend | Reword | Join | Decide | Title


def asks(repair: Repair) -> bool:
    """Whether a repair has words in it that only its user knows."""
    match repair:
        case Write(_, text, marks):
            return ASKED in (text, *dict(marks.texts).values())
        case Amend(_, _, marks):
            return ASKED in dict(marks.texts).values()
        case Reword(_, _, text):
            return text == ASKED
    return False


def is_moved(repair: Repair, canvas: Canvas, gone: Collection[Spot]) -> bool:
    """Whether notes that a repair names by number or letter stand elsewhere once ``gone`` are."""
    key = repair.key
    first = min((place for at, place in gone if at == key), default=None)
    places = _places(repair)
    if first is not None and any(place >= first for place in places):
        return True
    marks = getattr(repair, "marks", Marks())
    near = targets(canvas, key) if marks.links and marks.links != EVERYTHING else []
    moved = set(dropwhile(lambda spot: spot not in gone, near))
    return any(spot in moved for spot in marks.links)


def _places(repair: Repair) -> tuple[int, ...]:
    match repair:
        case Amend(_, places):
            return places
        case Reword(_, place) | Decide(_, place):
            return (place,)
    return ()


def operations_of(repair: Repair, canvas: Canvas) -> list[Operation]:
    """Return what a repair comes to on ``canvas``.

    Raises ``LookupError`` for notes that are not there.
    """
    return list(_operations(repair, canvas))


def _operations(repair: Repair, canvas: Canvas) -> Iterator[Operation]:
    notes = canvas.notes(repair.key)
    match repair:
        case Write(key, text, marks):
            yield Add(key, marked(canvas, key, Note(text), marks))
        case Amend(key, places, marks):
            for place in places:
                yield Change(key, notes[place], marked(canvas, key, notes[place], marks))
        case Reword(key, place, text, rest):
            yield Change(key, notes[place], replace(notes[place], text=text))
            yield from (Add(key, Note(each)) for each in rest)
        case Join(key, place, gone, marks):
            yield Change(key, notes[place], marked(canvas, key, notes[place], marks))
            yield from (Remove(key, notes[each]) for each in gone)
        case Decide(key, place):
            yield Keep(key, notes[place])
        case Title(name, value):
            yield Settle(name, value)


def marked(canvas: Canvas, key: str, note: Note, marks: Marks) -> Note:
    """Return a note of block ``key`` with ``marks`` added to it."""
    texts: dict[str, Any] = dict(marks.texts)
    return replace(
        note,
        links=_linked(canvas, key, note.links, marks),
        kinds=_together(_without(note.kinds, marks.unkinds), marks.kinds),
        later=note.later or marks.later,
        **texts,
    )


def _linked(canvas: Canvas, key: str, links: tuple[str, ...], marks: Marks) -> tuple[str, ...]:
    if links == EVERY_TARGET or marks.links == EVERYTHING:
        return EVERY_TARGET
    near = set(targets(canvas, key)) if marks.links else set()
    added = [canvas.notes(spot[0])[spot[1]].text for spot in marks.links if spot in near]
    return _together(_without(links, marks.unlinks), added)


def _without(names: Iterable[str], gone: Iterable[str]) -> list[str]:
    taken = {composed(name) for name in gone}
    return [name for name in names if composed(name) not in taken]


def _together(names: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    found = {composed(name): name for name in (*more, *names)}
    order = dict.fromkeys(composed(name) for name in (*names, *more))
    return tuple(found[name] for name in order)
