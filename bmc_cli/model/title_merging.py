"""Two edits of one title block made into one: a three-way merge, field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import HEAD_FIELDS, Canvas, versions_of
from bmc_cli.model.fields import HeadField, Merge
from bmc_cli.model.note_merging import highest

_RISING = (re.compile(r"[0-9]+"), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"))
"""What goes up by itself, so that two that differ need no decision: numbers, and days."""


class MergedTitle(NamedTuple):
    """The title block as fields of a canvas, and the names of those that both sides changed."""

    fields: dict[str, Any]
    rivals: tuple[str, ...]


class _Said(NamedTuple):
    """What one canvas says in a field, and the versions of it that a merge left there."""

    value: str
    left: tuple[str, ...]
    versions: tuple[str, ...]

    @property
    def compared(self) -> frozenset[str]:
        return frozenset(map(composed, self.versions))


def merge_titles(base: Canvas, ours: Canvas, theirs: Canvas) -> MergedTitle:
    """Return what ``ours`` and ``theirs`` made of the title block of ``base``.

    Where both changed a field, each its way, all their versions stay as its conflict, those of an
    earlier merge too, without those that a side decided against.

    >>> found = merge_titles(Canvas(title="A"), Canvas(title="B"), Canvas(title="C", author="D"))
    >>> found.fields["title"], found.fields["author"], found.fields["conflicts"], found.rivals
    ('B', 'D', {'title': ('B', 'C')}, ('title',))
    """
    fields: dict[str, Any] = {}
    conflicts: dict[str, tuple[str, ...]] = {}
    rivals: list[str] = []
    for name, field in HEAD_FIELDS.items():
        old, mine, yours = (_said(each, name) for each in (base, ours, theirs))
        one_sided = _one_sided(old, mine, yours)
        found = one_sided or _both(field, old, mine, yours)
        fields[name] = found.value
        if found.left:
            conflicts[name] = found.left
        if found.left and not one_sided:
            rivals.append(name)
    return MergedTitle({**fields, "conflicts": conflicts}, tuple(rivals))


def _said(canvas: Canvas, name: str) -> _Said:
    return _Said(getattr(canvas, name), canvas.conflicts.get(name, ()), versions_of(canvas, name))


def _one_sided(old: _Said, mine: _Said, yours: _Said) -> _Said | None:
    """Return what one side at most changed, or both alike; None where each changed it its way."""
    if yours.compared in {old.compared, mine.compared}:
        return mine
    return yours if mine.compared == old.compared else None


def _both(field: HeadField, old: _Said, mine: _Said, yours: _Said) -> _Said:
    """Return what both changed: ours, or the higher where one is, else all versions."""
    if field.merge is Merge.OURS:  # nobody could choose between two fingerprints
        return mine
    if field.merge is Merge.HIGHEST and not (mine.left or yours.left):
        pair = (mine.value, yours.value)
        if any(all(map(each.fullmatch, pair)) for each in _RISING):
            value = highest(*pair)
            return _Said(value, (), (value,))
    versions = _all_of(old.versions, mine.versions, yours.versions)
    value = next(filter(None, versions), "")
    return _Said(value, versions if len(versions) > 1 else (), versions)


def _all_of(old: Sequence[str], mine: Sequence[str], yours: Sequence[str]) -> tuple[str, ...]:
    """Return the versions that stay: what a side decided for, and what neither decided against.

    >>> _all_of(["A", "B"], ["A"], ["A", "B", "C"])  # we decided, and they merged once more
    ('A', 'C')
    >>> _all_of(["A", "B"], ["A"], ["B"])
    ('A', 'B')
    """
    found: dict[str, str] = {}
    was = set(map(composed, old))
    for side, other in ((mine, yours), (yours, mine)):
        there = set(map(composed, other))
        for text in side:
            is_news = composed(text) not in was
            if len(side) == 1 or is_news or composed(text) in there:
                found.setdefault(composed(text), text)
    return tuple(found.values())
