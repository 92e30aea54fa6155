"""Two edits of one note made into one: a three-way merge, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from bmc_cli.model.alike import composed
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, Field, Merge, Note

Value = TypeVar("Value")


class MergedNote(NamedTuple):
    """What two edits of one note make, and the ``rivals``: fields that both changed, each its way.

    Where there are any, ``note`` has ours of them.
    """

    note: Note
    rivals: tuple[Field, ...]

    def version(self, side: Note) -> Note:
        """Return one side's note as one of two versions: its own in what cannot be merged."""
        own = {each.attribute: each.of(side) for each in FIELDS if each.merge is Merge.VERSIONS}
        return replace(self.note, **own)


def merge_note(old: Note, mine: Note, yours: Note) -> MergedNote:
    """Return what ``mine`` and ``yours`` made of ``old``, field by field as each of them merges.

    Names are merged as they stand; whoever knows which notes they name does links anew.

    >>> old = Note("Shop", kinds=("purchase",))
    >>> mine = Note("Corner shop", kinds=("purchase", "delivery"))
    >>> both = merge_note(old, mine, Note("Shop", kinds=("purchase",), later=True))
    >>> both.note.text, both.note.kinds, both.note.later
    ('Corner shop', ('purchase', 'delivery'), True)
    >>> [field.name for field in merge_note(old, mine, Note("Shops")).rivals]
    ['text']
    """
    said: dict[str, Any] = {}
    rivals: list[Field] = []
    for field in FIELDS:
        was, here, there = (field.of(note) for note in (old, mine, yours))
        if field.merge is Merge.UNION:
            names = tuple(names_merged(was, here, there))
            takes_all = field.takes_all and EVERY_TARGET[0] in names
            said[field.attribute] = EVERY_TARGET if takes_all else names
            continue
        said[field.attribute] = chosen(was, here, there)
        if are_rivals(was, here, there):
            if field.merge is Merge.VERSIONS:
                rivals.append(field)
            elif field.merge is Merge.HIGHEST:
                said[field.attribute] = highest(here, there)
    return MergedNote(Note(**said), tuple(rivals))


def chosen(old: Value, mine: Value, yours: Value) -> Value:
    """Return what somebody changed; ours where both did, or neither.

    >>> chosen("2", "2", "3"), chosen("2", "4", "3")
    ('3', '4')
    """
    was, ours, theirs = map(_as_compared, (old, mine, yours))
    return yours if ours == was != theirs else mine


def highest(mine: str, yours: str) -> str:
    """Return the higher number, else the later text: the same whichever side is ours.

    >>> highest("9", "10"), highest("nl", "en")
    ('10', 'nl')
    """
    if mine.isdecimal() and yours.isdecimal():
        return max(mine, yours, key=int)
    return max(mine, yours)


def are_rivals(old: Value, mine: Value, yours: Value) -> bool:
    """Whether both sides changed it, each in its own way.

    >>> are_rivals("2", "4", "3"), are_rivals("2", "3", "3"), are_rivals("2", "2", "3")
    (True, False, False)
    """
    was, ours, theirs = map(_as_compared, (old, mine, yours))
    return ours != theirs and was not in {ours, theirs}


def _as_compared(value: Value) -> Value | str:
    return composed(value) if isinstance(value, str) else value


def names_merged(
    old: Sequence[Value], mine: Sequence[Value], yours: Sequence[Value]
) -> list[Value]:
    """Return ``mine`` without what they took out of ``old``, and with what they added to it.

    >>> names_merged(["one", "two"], ["one", "two", "three"], ["two", "four"])
    ['two', 'three', 'four']
    """
    if list(mine) == list(old):
        return list(yours)
    was, ours, theirs = (set(map(_as_compared, each)) for each in (old, mine, yours))
    kept = [each for each in mine if (it := _as_compared(each)) in theirs or it not in was]
    return kept + [
        each for each in yours if (it := _as_compared(each)) not in ours and it not in was
    ]
