"""What can be done to a canvas: each operation a value, and one way to apply it.

The interview, the options of ``bmc edit`` and what a merge left to decide are all made of
these.  Applying one checks what may not be: an empty text, the same text twice in a block, a
link to what the block cannot be for.  The notes that an operation names are those that
somebody saw; a note that changed since is found by its text where that can do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.model import canvas as edits
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BY_KEY, Canvas, NoteGone, find, place_of
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, Field, Note, Shape
from bmc_cli.model.note_merging import merge_note
from bmc_cli.model.undecided import other_versions

Origin = tuple[int | None, ...]
"""For each note of a block, the place where it stood before, None for one that is new."""


class Refused(BmcError):  # noqa: N818 (an answer, not a defect)
    """An operation that may not be; the canvas is as it was."""


class Add(NamedTuple):
    """Put a note last in block ``key``; to one of the same text what is said of it is added.

    Nothing is replaced: a detail beside another detail is refused.
    """

    key: str
    note: Note


class Change(NamedTuple):
    """Make note ``old`` of block ``key`` say what ``new`` says; links to it follow its text.

    Of a note that changed meanwhile only what ``new`` changed in ``old`` is changed.
    """

    key: str
    old: Note
    new: Note


class Remove(NamedTuple):
    """Take a note out of block ``key``, and out of every link to it."""

    key: str
    note: Note


class Move(NamedTuple):
    """Move a note to place ``to`` (from 0) within block ``key``."""

    key: str
    note: Note
    to: int


class Carry(NamedTuple):
    """Carry a note from block ``key`` to the end of block ``to``.

    Links that it cannot have there are dropped, and links to it that cannot lead there.
    """

    key: str
    note: Note
    to: str


class Keep(NamedTuple):
    """Let a note be the one that stays of the versions that a merge left."""

    key: str
    note: Note


class Retitle(NamedTuple):
    """Give a field of the title block another value."""

    name: str
    value: str


class Settle(NamedTuple):
    """Let ``value`` be the one that stays of the versions that a merge left of a field."""

    name: str
    value: str


class Reach(NamedTuple):
    """Mark block ``key`` as reached: it is in the file, if only as empty."""

    key: str


Operation = Add | Change | Remove | Move | Carry | Keep | Retitle | Settle | Reach


class Edited(NamedTuple):
    """A canvas that operations made, and where the notes of each block that they touched were.

    Whoever writes it into a text need not guess which note is which.
    """

    canvas: Canvas
    origin: Mapping[str, Origin]


def note_numbered(canvas: Canvas, key: str, number: int, show: str = "") -> Note:
    """Return note ``number`` (from 1) of block ``key``; ``show`` is the command that shows them.

    Raises ``Refused`` when there is none.
    """
    notes = canvas.notes(key)
    if not 1 <= number <= len(notes):
        raise Refused(
            "no_such_note", number=number, last=len(notes), block=BY_KEY[key].number, show=show
        )
    return notes[number - 1]


def apply(canvas: Canvas, operations: Iterable[Operation]) -> Edited:
    """Return what ``operations`` make of ``canvas``, one after the other.

    Raises ``Refused`` for what may not be, and ``NoteGone`` for a note that is not there.
    """
    return then(Edited(canvas, {}), operations)


def then(edited: Edited, operations: Iterable[Operation]) -> Edited:
    """Return what more ``operations`` make of what others made; raises as ``apply`` does."""
    canvas, origin = edited.canvas, dict(edited.origin)
    for (sort, _), group in groupby(
        operations, lambda each: (type(each), getattr(each, "key", ""))
    ):
        canvas, moved = _APPLY[sort](canvas, [*group])
        for key, places in moved.items():
            origin[key] = _chained(origin[key], places) if key in origin else places
    return Edited(canvas, origin)


def _chained(first: Origin, then: Origin) -> Origin:
    return tuple(None if at is None else first[at] for at in then)


Applied = tuple[Canvas, dict[str, Origin]]
"""The canvas after some operations of one sort on one block, and where the notes were."""


def _add(canvas: Canvas, added: Sequence[Add]) -> Applied:
    key = added[0].key
    notes = list(canvas.notes(key))
    places: dict[str, int] = {}
    for at, note in enumerate(notes):
        places.setdefault(composed(note.text), at)
    allowed = _Allowed(canvas, key)
    origin: list[int | None] = [*range(len(notes))]
    for _, note in added:
        _refuse_wordless(note)
        at = places.setdefault(composed(note.text), len(notes))
        if at == len(notes):
            allowed.refuse(note.links)
            notes.append(note)
            origin.append(None)
        else:
            notes[at] = _with_what_is_said(notes[at], note, allowed)
    return edits.arrange(canvas, key, tuple(notes)), {key: tuple(origin)}


def _with_what_is_said(note: Note, said: Note, allowed: _Allowed) -> Note:
    new = {each.attribute: _both(each, note, said) for each in FIELDS[1:] if each.of(said)}
    changed = replace(note, **new)
    allowed.refuse(changed.links, but=note.links)
    return changed


def _both(field: Field, note: Note, said: Note) -> Any:
    """Return what a field holds with what is said added.  Raises ``Refused`` for two texts."""
    was, more = field.of(note), field.of(said)
    if field.shape is Shape.NAMES:
        return together(was, more, takes_all=field.takes_all)
    if was and composed(str(was)) != composed(str(more)):
        raise Refused("said_already", exit_code=USAGE, text=note.text, field=field.name)
    return was or more


def together(
    names: Iterable[str], more: Iterable[str], *, takes_all: bool = False
) -> tuple[str, ...]:
    """Return names with more of them, each once; where it ``takes_all``, to all comes nothing."""
    both: dict[str, str] = {}
    for name in (*names, *more):
        both.setdefault(composed(name), name)
    return EVERY_TARGET if takes_all and EVERY_TARGET[0] in both else tuple(both.values())


def _change(canvas: Canvas, changes: Sequence[Change]) -> Applied:
    key = changes[0].key
    allowed = _Allowed(canvas, key)
    for _, old, wanted in changes:
        there, new = _found(canvas, key, old, wanted)
        _refuse_wordless(new, but=there)
        if composed(new.text) != composed(there.text) and find(canvas, key, new.text):
            raise Refused("note_twice", text=new.text)
        allowed.refuse(new.links, but=there.links)
        canvas = edits.change(canvas, key, there, new)
    return canvas, _as_before(canvas, key)


def _as_before(canvas: Canvas, key: str) -> dict[str, Origin]:
    return {key: tuple(range(len(canvas.notes(key))))}


def _found(canvas: Canvas, key: str, old: Note, new: Note) -> tuple[Note, Note]:
    """Return ``old`` as it is now, and what ``new`` makes of that.

    Raises ``NoteGone`` when it is not there, or says something else in what is to be changed.
    """
    notes = canvas.notes(key)
    if old in notes:
        return old, new
    there = find(canvas, key, old.text)
    both = merge_note(old, new, there) if there else None
    if there is None or both is None or both.rivals:
        raise NoteGone(key, old.text)
    return there, both.note


def _remove(canvas: Canvas, removed: Sequence[Remove]) -> Applied:
    key, gone = removed[0].key, [each.note for each in removed]
    return edits.remove(canvas, key, *gone), {key: edits.places_without(canvas, key, gone)}


def _move(canvas: Canvas, moves: Sequence[Move]) -> Applied:
    key = moves[0].key
    places = [*range(len(canvas.notes(key)))]
    for _, note, to in moves:
        places.insert(to, places.pop(place_of(canvas, key, note)))
        canvas = edits.move(canvas, key, note, to)
    return canvas, {key: tuple(places)}


def _carry(canvas: Canvas, carried: Sequence[Carry]) -> Applied:
    key, gone = carried[0].key, [each.note for each in carried]
    left, moved = _remove(canvas, [Remove(key, note) for note in gone])
    origin = dict(moved)
    for _, note, to in carried:
        if find(left, to, note.text):
            raise Refused("note_twice", text=note.text)
        known = _Allowed(left, to)
        links = note.links if note.links == EVERY_TARGET else filter(known.has, note.links)
        left, come = _add(left, [Add(to, replace(note, links=tuple(links)))])
        origin[to] = _chained(origin[to], come[to]) if to in origin else come[to]
    return left, origin


def _keep(canvas: Canvas, kept: Sequence[Keep]) -> Applied:
    key = kept[0].key
    origin = _as_before(canvas, key)
    for _, note in kept:
        if not note.conflict:
            raise Refused("no_versions", exit_code=USAGE, text=note.text)
        for home, others in other_versions(canvas, key, note).items():
            before = origin.get(home) or _as_before(canvas, home)[home]
            origin[home] = _chained(before, edits.places_without(canvas, home, others))
            canvas = edits.fold(canvas, home, others, note, key)
        canvas = edits.change(canvas, key, note, replace(note, conflict=""))
    return canvas, origin


def _retitle(canvas: Canvas, titles: Sequence[Retitle]) -> Applied:
    for title in titles:
        if is_placeholder(title.value):
            raise Refused("placeholder", exit_code=USAGE, text=title.value)
    return edits.settled(canvas, dict(titles)), {}


def _settle(canvas: Canvas, settled: Sequence[Settle]) -> Applied:
    for name, value in settled:
        versions = {composed(each): each for each in _versions(canvas, name)}
        if composed(value) not in versions:
            raise _no_version(canvas, name, value)
        canvas = edits.settled(canvas, {name: versions[composed(value)]})
    return canvas, {}


def _versions(canvas: Canvas, name: str) -> tuple[str, ...]:
    if name not in canvas.conflicts:
        raise Refused("no_versions", exit_code=USAGE, text=name)
    return edits.versions_of(canvas, name)


def _no_version(canvas: Canvas, name: str, word: str) -> Refused:
    known = " / ".join(_versions(canvas, name))
    return Refused("no_such_version", exit_code=USAGE, word=word, field=name, known=known)


def version_numbered(canvas: Canvas, name: str, number: int) -> str:
    """Return version ``number`` (from 1) of a field of the title block.

    Raises ``Refused`` when there is none.
    """
    versions = _versions(canvas, name)
    if not 1 <= number <= len(versions):
        raise _no_version(canvas, name, str(number))
    return versions[number - 1]


def _reach(canvas: Canvas, reached: Sequence[Reach]) -> Applied:
    for operation in reached:
        canvas = edits.reach(canvas, operation.key)
    return canvas, {}


_APPLY: Mapping[type, Callable[[Canvas, Any], Applied]] = {
    Add: _add,
    Change: _change,
    Remove: _remove,
    Move: _move,
    Carry: _carry,
    Keep: _keep,
    Retitle: _retitle,
    Settle: _settle,
    Reach: _reach,
}


# -- what may not be


def is_placeholder(text: str) -> bool:
    """Whether a text is only the dots that stand for a text in an example."""
    return bool(text.strip()) and not text.strip(" .\N{HORIZONTAL ELLIPSIS}")


def _refuse_wordless(note: Note, but: Note | None = None) -> None:
    """Refuse a note without a text, and dots for a text, unless they were there before."""
    if not note.text.strip():
        raise Refused("empty_note", exit_code=USAGE)
    for each in FIELDS:
        said = each.of(note)
        if each.shape is Shape.TEXT and is_placeholder(said) and (not but or said != each.of(but)):
            raise Refused("placeholder", exit_code=USAGE, text=said)


class _Allowed:
    """What a note of block ``key`` may be for: the texts of the notes in its target blocks."""

    def __init__(self, canvas: Canvas, key: str) -> None:
        self.canvas = canvas
        self.key = key

    @cached_property
    def texts(self) -> dict[str, None]:
        """The texts, composed, in the order of the blocks."""
        found = (note for target in BY_KEY[self.key].targets for note in self.canvas.notes(target))
        return dict.fromkeys(composed(note.text) for note in found)

    def has(self, name: str) -> bool:
        """Whether ``name`` is one of them."""
        return composed(name) in self.texts

    def refuse(self, links: Iterable[str], but: Iterable[str] = ()) -> None:
        """Refuse links to what is none of them, those aside that were there before."""
        for name in set(links) - set(but) - set(EVERY_TARGET):
            if not self.has(name):
                known = ", ".join(self.texts)
                reason = "unknown_link" if known else "link_to_nothing"
                raise Refused(reason, exit_code=USAGE, word=name, known=known)
