"""What changed between two canvases, in the canvas's own terms: notes that came, went, changed.

A difference is complete: applied to the old canvas it gives the new one.  What merely
follows from something else (a link that names a reworded note) is in it, but is not a change
of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, HEAD, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Field, Note, Place, Shape, in_place
from bmc_cli.model.links import Spot, note_at, spots
from bmc_cli.model.matching import equal_ends, match, match_places, rising
from bmc_cli.model.renaming import carried, renamed

Thing = TypeVar("Thing")

_ELSEWHERE = -9  # no place, and beside none
_MOST_PAIRS = 20_000  # of words and spaces that are compared in detail
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Added:
    """A note that came: where it is, and what it says."""

    now: Spot
    new: Note

    sign = "+"

    @property
    def spot(self) -> Spot:
        """Where to tell of it."""
        return self.now

    @property
    def news(self) -> tuple[str, ...]:
        """What it is called."""
        return ("added",)


@dataclass(frozen=True, slots=True)
class Removed:
    """A note that went: where it was, and what it said."""

    was: Spot
    old: Note

    sign = "-"

    @property
    def spot(self) -> Spot:
        """Where to tell of it."""
        return self.was

    @property
    def news(self) -> tuple[str, ...]:
        """What it is called."""
        return ("removed",)


@dataclass(frozen=True, slots=True)
class Changed:
    """A note that stayed: where it was and is, what it said and says.

    ``fields`` are those that say something new, in the order in which it is told; what merely
    follows from a change elsewhere is not among them: ``followed`` are its old links by the new
    names.  ``is_reordered``: it has another place among the notes of its block.
    """

    was: Spot
    now: Spot
    old: Note
    new: Note
    fields: tuple[Field, ...] = ()
    is_reordered: bool = False
    followed: tuple[str, ...] = ()

    sign = "~"

    @property
    def spot(self) -> Spot:
        """Where to tell of it."""
        return self.now

    @property
    def is_moved(self) -> bool:
        """Whether it is in another block."""
        return self.was[0] != self.now[0]

    @property
    def news(self) -> tuple[str, ...]:
        """How it changed, by the names that programs know; () for a mere consequence."""
        place = ["moved"] * self.is_moved + ["reordered"] * self.is_reordered
        said = [(field.place, field.called(self.new)) for field in self.fields]
        reworded = [name for at, name in said if at is Place.NOTE]
        return (*reworded, *place, *(name for at, name in said if at is not Place.NOTE))


Change = Added | Removed | Changed
"""What became of one note."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The fields of the title block that changed, by their names, and what became of notes."""

    head: Mapping[str, tuple[Any, Any]]
    notes: tuple[Change, ...]

    @property
    def news(self) -> tuple[Change, ...]:
        """The changes that are not mere consequences, in the order of the blocks."""
        return tuple(change for change in self.notes if change.news)

    def __bool__(self) -> bool:
        return bool(self.head or self.notes)


_BESIDE_NOTES = (*HEAD, "conflicts", "ignored_rules")
_TOLD = in_place(*Place)


def difference(old: Canvas, new: Canvas, *, is_full: bool = False) -> Difference:
    """Return what has to be done to ``old`` to get ``new``.

    ``is_full``: a link that went with the note it named is told too.
    """
    pairs = Pairs(old, new, is_full=is_full, by_signs=True)
    head = {
        name: (getattr(old, name), getattr(new, name))
        for name in _BESIDE_NOTES
        if getattr(old, name) != getattr(new, name)
    }
    changes = [
        *(Removed(was, note) for was, note in pairs.removed()),
        *(Added(now, note) for now, note in pairs.added()),
        *pairs.changed(),
    ]
    return Difference(head, tuple(sorted(changes, key=_order)))


def _order(change: Change) -> tuple[int, int, bool]:
    key, place = change.spot
    return BY_KEY[key].number, place, not isinstance(change, Removed)


def apply(old: Canvas, changes: Difference) -> Canvas:
    """Return ``old`` with ``changes`` made to it."""
    gone = {change.was for change in changes.notes if not isinstance(change, Added)}
    come: defaultdict[str, list[tuple[int, Note]]] = defaultdict(list)
    for change in changes.notes:
        if not isinstance(change, Removed):
            come[change.now[0]].append((change.now[1], change.new))
    blocks = dict(old.blocks)
    for block in BLOCKS:
        stay = [note for at, note in enumerate(old.notes(block.key)) if (block.key, at) not in gone]
        notes = _inserted(stay, sorted(come[block.key], key=lambda pair: pair[0]))
        if notes or block.key in blocks:
            blocks[block.key] = tuple(notes)
    head = {name: new for name, (_, new) in changes.head.items()}
    return replace(old, blocks=blocks, **head)


def _inserted(things: Sequence[Thing], placed: Iterable[tuple[int, Thing]]) -> list[Thing]:
    """Return ``things`` with those that are ``placed`` put in at their places, in rising order."""
    result: list[Thing] = []
    rest = iter(things)
    for at, thing in placed:
        result += islice(rest, at - len(result))
        result.append(thing)
    return [*result, *rest]


class Pairs:
    """Which note of one canvas is which of another.

    ``by_place``: a note in quite other words, where nothing else changed, is the same one too;
    ``by_signs``: so is one that all links name otherwise, and one that was carried and reworded.
    """

    def __init__(
        self,
        old: Canvas,
        new: Canvas,
        *,
        is_full: bool = False,
        by_place: bool = False,
        by_signs: bool = False,
    ) -> None:
        self.old = old
        self.new = new
        self.is_full = is_full
        self.origin: dict[Spot, Spot] = {}
        for block in BLOCKS:
            found = match(old.notes(block.key), new.notes(block.key))
            self.origin |= {
                (block.key, now): (block.key, was)
                for now, was in enumerate(found)
                if was is not None
            }
        self._pair_moved()
        if by_place:
            self._pair_places()
        if by_signs:
            self.origin |= renamed(old, new, self.origin)
            self.origin |= carried(old, new, self.origin)
        self.fate = {was: now for now, was in self.origin.items()}

    def _pair_moved(self) -> None:
        """Pair notes that are gone from one block with those of the same text in another."""
        taken = set(self.origin.values())
        gone: defaultdict[str, deque[Spot]] = defaultdict(deque)
        for spot, note in spots(self.old):
            if spot not in taken:
                gone[composed(note.text)].append(spot)
        for spot, note in spots(self.new):
            if spot not in self.origin and gone[composed(note.text)]:
                self.origin[spot] = gone[composed(note.text)].popleft()

    def _pair_places(self) -> None:
        """Pair what is left between the same two neighbours, one note on each side."""
        taken = set(self.origin.values())
        for block in BLOCKS:
            key, count = block.key, len(self.old.notes(block.key))
            free = dict.fromkeys(at for at in range(count) if (key, at) not in taken)
            places = self._places(key, _ELSEWHERE)
            match_places(count, places, free)
            self.origin |= {
                (key, now): (key, was)
                for now, was in enumerate(places)
                if was is not None and was != _ELSEWHERE
            }

    def removed(self) -> Iterator[tuple[Spot, Note]]:
        """Yield the notes that went."""
        return ((spot, note) for spot, note in spots(self.old) if spot not in self.fate)

    def added(self) -> Iterator[tuple[Spot, Note]]:
        """Yield the notes that came."""
        return ((spot, note) for spot, note in spots(self.new) if spot not in self.origin)

    def changed(self) -> Iterator[Change]:
        """Yield what became of the others, where anything did."""
        staying = self._staying()
        for now, new in spots(self.new):
            if now not in self.origin:
                continue
            was = self.origin[now]
            old = note_at(self.old, was)
            is_reordered = was[0] == now[0] and now not in staying
            if old != new or now not in staying:
                fields = tuple(field for field in _TOLD if self._is_news(field, old, new, was[0]))
                followed = self.followed(old, was[0])
                yield Changed(was, now, old, new, fields, is_reordered, followed)

    def _staying(self) -> set[Spot]:
        """Return the notes that keep their order within their block."""
        found: set[Spot] = set()
        for block in BLOCKS:
            places = self._places(block.key, None)
            kept = rising(places)
            found |= {(block.key, now) for now, at in enumerate(places) if at in kept}
        return found

    def _places(self, key: str, elsewhere: int | None) -> list[int | None]:
        """Return where each note of a block was in it: None for one that is new.

        One that comes from another block is ``elsewhere``.
        """
        origins = (self.origin.get((key, at)) for at in range(len(self.new.notes(key))))
        return [was and (was[1] if was[0] == key else elsewhere) for was in origins]

    def _is_news(self, field: Field, old: Note, new: Note, key: str) -> bool:
        """Whether a note of the old block ``key`` says something new in a field."""
        before = self.followed(old, key) if field.attribute == "links" else field.of(old)
        if field.shape is Shape.NAMES:
            return _names(before) != _names(field.of(new))
        if field.shape is Shape.TEXT:
            return composed(str(before)) != composed(field.of(new))
        return bool(before != field.of(new))

    def followed(self, note: Note, key: str) -> tuple[str, ...]:
        """Return the links of a note of the old block ``key``, by the names of the new canvas."""
        if note.links == EVERY_TARGET:
            return note.links
        return tuple(
            name
            for text in note.links
            if (name := self.names.get((key, composed(text)), text)) is not None
        )

    @cached_property
    def names(self) -> Mapping[tuple[str, str], str | None]:
        """For each block and text, composed, that its notes may name: its text now, if any."""
        found: dict[tuple[str, str], str | None] = {}
        for block in BLOCKS:
            for key in block.targets:
                for at, note in enumerate(self.old.notes(key)):
                    now = self.fate.get((key, at))
                    text = note_at(self.new, now).text if now else None
                    if self.is_full and now is None:
                        continue
                    found.setdefault((block.key, composed(note.text)), text)
        return found


def _names(links: Iterable[str]) -> set[str]:
    return set(map(composed, links))


def words(old: str, new: str) -> list[tuple[str, str]]:
    """Return how ``old`` became ``new``: pieces with "-" (gone), "+" (come) or "" (kept).

    >>> words("Shop on the corner", "Shop by the corner")
    [('', 'Shop '), ('-', 'on'), ('+', 'by'), ('', ' the corner')]
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in _steps(before, after):
        if tag == "equal":
            found.append(("", "".join(before[a:b])))
        else:
            pieces = (("-", "".join(before[a:b])), ("+", "".join(after[c:d])))
            found += [piece for piece in pieces if piece[1]]
    return found


def _steps(before: list[str], after: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Yield what is equal and what is not, as ``SequenceMatcher.get_opcodes`` does.

    Of long texts, what lies between the equal start and the equal end is one step.
    """
    if len(before) * len(after) <= _MOST_PAIRS:
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    first, last = equal_ends(before, after)
    a, b = len(before) - last, len(after) - last
    steps = [
        ("equal", 0, first, 0, first),
        ("replace", first, a, first, b),
        ("equal", a, len(before), b, len(after)),
    ]
    return [step for step in steps if step[1] < step[2] or step[3] < step[4]]


def union(old: Canvas, new: Canvas, changes: Difference) -> tuple[Canvas, dict[Spot, Change]]:
    """Return ``new`` with what was removed still in its place, and what to say of each note."""
    said = {change.now: change for change in changes.news if not isinstance(change, Removed)}
    gone = {change.was: change for change in changes.news if isinstance(change, Removed)}
    blocks: dict[str, tuple[Note, ...]] = {}
    marks: dict[Spot, Change] = {}
    for block in BLOCKS:
        here: list[tuple[Note, Change | None]] = [
            (note, said.get((block.key, at))) for at, note in enumerate(new.notes(block.key))
        ]
        went = [
            (at, (note, change))
            for at, note in enumerate(old.notes(block.key))
            if (change := gone.get((block.key, at)))
        ]
        rows = _inserted(here, went)
        blocks[block.key] = tuple(note for note, _ in rows)
        marks |= {(block.key, at): change for at, (_, change) in enumerate(rows) if change}
    return replace(new, blocks=blocks), marks
