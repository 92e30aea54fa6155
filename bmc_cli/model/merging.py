"""Two edits of one canvas made into one: a three-way merge of notes, links and title block.

Notes have an identity here: that of the note of the base they come from, or that of a note
that is new.  What only one side changed is taken over; links and kinds are merged as sets.
Where both sides changed the words of a note, or one changed and the other removed it, both
versions stay, marked with the text that the note had (``Note.conflict``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas, as_compared
from bmc_cli.model.difference import Pairs
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import Spot, note_at, spots
from bmc_cli.model.note_merging import merge_note, names_merged
from bmc_cli.model.title_merging import merge_titles

Identity = tuple[str, Spot]
"""Where a note is from, "base", "ours" or "theirs", and its spot there."""

_EVERYTHING: Identity = ("base", ("", -1))


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed: a note of block ``key`` by its old text, or a field (no key)."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The canvas that two became, and what was left for somebody to decide.

    ``ours`` and ``theirs`` say which note there each of its notes is a version of.
    """

    canvas: Canvas
    conflicts: tuple[Conflict, ...]
    ours: Mapping[Spot, Spot]
    theirs: Mapping[Spot, Spot]

    @property
    def brought(self) -> Mapping[Spot, Spot]:
        """The notes that ours has not, or not in that block, with their spots in theirs."""
        here = {spot for spot, was in self.ours.items() if was[0] == spot[0]}
        return {spot: was for spot, was in self.theirs.items() if spot not in here}


def merge(base: Canvas, ours: Canvas, theirs: Canvas) -> Merged:
    """Return what ``ours`` and ``theirs`` made of ``base``, together.

    >>> def made(*notes):
    ...     return Canvas(blocks={"channels": notes})
    >>> found = merge(
    ...     made(Note("Shop"), Note("Web shop")),
    ...     made(Note("Shop", detail="On the corner"), Note("Web shop in town"), Note("Van")),
    ...     made(Note("Shops"), Note("Web shop abroad")),
    ... )
    >>> for note in found.canvas.notes("channels"):
    ...     print([note.text, note.detail, note.conflict])
    ['Shops', 'On the corner', '']
    ['Web shop in town', '', 'Web shop']
    ['Web shop abroad', '', 'Web shop']
    ['Van', '', '']
    >>> found.conflicts
    (Conflict(key='channels', text='Web shop'),)
    """
    return _Merge(base, ours, theirs).result()


class _Side:
    """One of the two canvases, with the identity of each of its notes."""

    def __init__(self, name: str, base: Canvas, canvas: Canvas) -> None:
        self.canvas = canvas
        self.pairs = Pairs(base, canvas, by_place=True)
        self.identity: dict[Spot, Identity] = {
            spot: ("base", was) if (was := self.pairs.origin.get(spot)) else (name, spot)
            for spot, _ in spots(canvas)
        }

    @cached_property
    def spot(self) -> Mapping[Identity, Spot]:
        """Where each note is, by its identity."""
        return {identity: spot for spot, identity in self.identity.items()}

    @cached_property
    def named(self) -> Mapping[tuple[str, str], Identity]:
        """The notes that those of a block may be for, by the block's key and their text."""
        return _named(self.canvas, self.identity)

    def links(self, spot: Spot) -> list[Identity | str]:
        """Return what the note at ``spot`` is for; a name that is no note's stays a name."""
        return _links(note_at(self.canvas, spot), spot[0], self.named)

    def meant_links(self, spot: Spot, old: list[Identity | str]) -> list[Identity | str]:
        """Return the links of the note at ``spot``, with those of ``old`` that nobody took out.

        A note that is removed takes the links to it along; where the other side keeps it,
        they are still meant.
        """
        links = self.links(spot)
        notes = (link for link in old if not isinstance(link, str) and link != _EVERYTHING)
        gone = [link for link in notes if link not in self.spot]
        return old if links == [link for link in old if link not in gone] else [*links, *gone]

    def order(self, key: str) -> list[Identity]:
        """Return the notes of a block in their order."""
        return [self.identity[key, at] for at in range(len(self.canvas.notes(key)))]


def _named(canvas: Canvas, identity: Mapping[Spot, Identity]) -> dict[tuple[str, str], Identity]:
    found: dict[tuple[str, str], Identity] = {}
    for block in BLOCKS:
        for key in block.targets:
            for at, note in enumerate(canvas.notes(key)):
                found.setdefault((block.key, composed(note.text)), identity[key, at])
    return found


def _links(note: Note, key: str, named: Mapping[tuple[str, str], Identity]) -> list[Identity | str]:
    if note.links == EVERY_TARGET:
        return [_EVERYTHING]
    return [named.get((key, composed(text)), text) for text in note.links]


@dataclass(frozen=True, slots=True)
class _Version:
    """A note as it comes to stand in a block, but for its links, which are still identities.

    ``ours`` and ``theirs`` are the spots of the notes there that it is a version of.
    """

    key: str
    note: Note
    links: Sequence[Identity | str]
    ours: Spot | None
    theirs: Spot | None


class _Merge:
    def __init__(self, base: Canvas, ours: Canvas, theirs: Canvas) -> None:
        self.base = base
        self.ours = _Side("ours", base, ours)
        self.theirs = _Side("theirs", base, theirs)
        self.base_named = _named(base, {spot: ("base", spot) for spot, _ in spots(base)})
        self.conflicts: dict[Conflict, None] = {}
        self._join_twins()
        self.versions = {identity: list(self.meet(identity)) for identity in self.identities()}

    def _join_twins(self) -> None:
        """Make one of a note that both sides added, and of one that is there by its text."""
        for name, side, other in (
            ("theirs", self.theirs, self.ours),
            ("ours", self.ours, self.theirs),
        ):
            known = {
                (spot[0], composed(note.text)): other.identity[spot]
                for spot, note in spots(other.canvas)
            }
            taken = set(side.identity.values())
            for spot, note in spots(side.canvas):
                twin = known.get((spot[0], composed(note.text)))
                if side.identity[spot][0] == name and twin and twin not in taken:
                    side.identity[spot] = twin
                    taken.add(twin)

    def identities(self) -> Iterable[Identity]:
        """Return every note of the three, once."""
        found: dict[Identity, None] = {}
        for spot, _ in spots(self.base):
            found["base", spot] = None
        return [*{**found, **self.ours.spot, **self.theirs.spot}]

    # -- one note

    def meet(self, identity: Identity) -> Iterator[_Version]:
        """Yield what becomes of a note: one version, two, or none."""
        was = identity[1] if identity[0] == "base" else None
        spot, other = (side.spot.get(identity) for side in (self.ours, self.theirs))
        old = note_at(self.base, was) if was else None
        if spot and other:
            yield from self.both(was, old, spot, other)
            return
        side, found = (self.ours, spot) if spot else (self.theirs, other)
        if found is None:
            return
        note = note_at(side.canvas, found)
        if old is not None and was is not None:
            if not self.is_touched(side, was, found):
                return
            note = self.marked(note, found[0], old)
        yield _Version(found[0], note, side.links(found), spot, other)

    def is_touched(self, side: _Side, was: Spot, now: Spot) -> bool:
        """Whether a side changed a note, beyond what follows from changes elsewhere."""
        old, new = note_at(self.base, was), as_compared(note_at(side.canvas, now))
        old = as_compared(replace(old, links=side.pairs.followed(old, was[0])))
        followed = set(old.links) == set(new.links)
        return was[0] != now[0] or not followed or replace(old, links=()) != replace(new, links=())

    def marked(self, note: Note, key: str, old: Note | None) -> Note:
        """Return ``note`` as one that somebody has to decide about, what that was at first."""
        text = (old.conflict or old.text) if old else note.text
        self.conflicts[Conflict(key, text)] = None
        return replace(note, conflict=text)

    def both(
        self, was: Spot | None, old: Note | None, spot: Spot, other: Spot
    ) -> Iterator[_Version]:
        """Yield what becomes of a note that both sides have."""
        mine, yours = note_at(self.ours.canvas, spot), note_at(self.theirs.canvas, other)
        is_twin = composed(mine.text) == composed(yours.text)
        before = old or Note(mine.text if is_twin else "")
        start = was[0] if was else spot[0]
        linked = _links(before, start, self.base_named)
        links = names_merged(
            linked, self.ours.meant_links(spot, linked), self.theirs.meant_links(other, linked)
        )
        both = merge_note(before, mine, yours)
        parted = spot[0] != other[0] and start not in {spot[0], other[0]}
        if parted or both.rivals:
            mine, yours = (both.version(note) for note in (mine, yours))
            yield _Version(spot[0], self.marked(mine, spot[0], old), links, spot, None)
            yield _Version(other[0], self.marked(yours, other[0], old), links, None, other)
            return
        key = other[0] if spot[0] == start else spot[0]
        yield _Version(key, both.note, links, spot, other)

    # -- all of them

    def result(self) -> Merged:
        """Return the canvas that the versions make."""
        placed = {block.key: self.placed(block.key) for block in BLOCKS}
        texts: dict[Identity, list[tuple[str, str]]] = {}
        for key, block in placed.items():
            for identity, version in block:
                texts.setdefault(identity, []).append((key, version.note.text))
        blocks: dict[str, tuple[Note, ...]] = {}
        from_spots: tuple[dict[Spot, Spot], dict[Spot, Spot]] = ({}, {})
        for key, versions in placed.items():
            block = _once(versions)
            notes = [
                replace(version.note, links=self.link_texts(version.links, key, texts))
                for _, version in block
            ]
            blocks[key] = tuple(notes)
            for at, (_, version) in enumerate(block):
                for found, was in zip(from_spots, (version.ours, version.theirs), strict=True):
                    if was:
                        found[key, at] = was
        reached = {*self.ours.canvas.blocks, *self.theirs.canvas.blocks}
        filled = {key: notes for key, notes in blocks.items() if notes or key in reached}
        canvas = replace(self.head(), blocks=filled)
        return Merged(canvas, tuple(self.conflicts), *from_spots)

    def link_texts(
        self,
        links: Sequence[Identity | str],
        key: str,
        texts: Mapping[Identity, Sequence[tuple[str, str]]],
    ) -> tuple[str, ...]:
        """Return links as the texts that the notes now have; those to notes that are gone go."""
        if _EVERYTHING in links:
            return EVERY_TARGET
        names: list[str] = []
        for link in links:
            if isinstance(link, str):
                names.append(link)
                continue
            found = texts.get(link, ())
            near = [text for block, text in found if block in BY_KEY[key].targets]
            names += near or [text for _, text in found]
        return tuple(dict.fromkeys(names))

    def placed(self, key: str) -> list[tuple[Identity, _Version]]:
        """Return the versions that stand in a block, in the order of both sides."""
        here = {
            identity: [version for version in versions if version.key == key]
            for identity, versions in self.versions.items()
        }
        mine, yours = (
            [identity for identity in side.order(key) if here.get(identity)]
            for side in (self.ours, self.theirs)
        )
        old = [("base", (key, at)) for at in range(len(self.base.notes(key)))]
        order = _woven(mine, yours, old)
        return [(identity, version) for identity in order for version in here[identity]]

    def head(self) -> Canvas:
        """Return our canvas with the title block of both."""
        canvases = (self.base, self.ours.canvas, self.theirs.canvas)
        title = merge_titles(*canvases)
        self.conflicts |= dict.fromkeys(Conflict("", name) for name in title.rivals)
        rules = names_merged(*(each.ignored_rules for each in canvases))
        return replace(self.ours.canvas, **title.fields, ignored_rules=tuple(rules))


def _once(block: Sequence[tuple[Identity, _Version]]) -> list[tuple[Identity, _Version]]:
    """Return a block without their versions of notes that we have from an earlier merge."""
    ours = {_decided_about(version) for _, version in block if version.ours}
    return [
        (identity, version)
        for identity, version in block
        if not (version.ours is None and version.note.conflict and _decided_about(version) in ours)
    ]


def _decided_about(version: _Version) -> Note:
    """Return what makes a note one of two versions: its words, and those that it had."""
    return replace(as_compared(version.note), links=(), kinds=())


def _woven(
    mine: Sequence[Identity], yours: Sequence[Identity], old: Sequence[Identity]
) -> list[Identity]:
    """Return both orders as one: ours, unless only they changed theirs; new notes keep their place.

    >>> one, two, new, other = (("base", ("channels", at)) for at in range(4))
    >>> found = _woven([two, one, new], [one, other, two], [one, two])
    >>> [at for _, (_, at) in found]
    [1, 0, 2, 3]
    """
    if _kept_order(yours, old):
        return _inserted(mine, yours, set(old))
    return _inserted(yours, mine, set(old) | set(yours))


def _kept_order(new: Sequence[Identity], old: Sequence[Identity]) -> bool:
    rank = {identity: at for at, identity in enumerate(old)}
    ranks = [rank[identity] for identity in new if identity in rank]
    return ranks == sorted(ranks)


def _inserted(
    order: Sequence[Identity], others: Sequence[Identity], known: set[Identity]
) -> list[Identity]:
    """Put what only ``others`` has after what it follows there; what ends it goes to the end.

    Where both have something new at one place, that of ``order`` goes first: it is not ``known``.
    """
    # A linked list: each with the one that follows it, so that every note is put in at once.
    start: list[Identity | None] = [None, *order]
    following = dict(zip(start, [*order, None], strict=True))
    behind: dict[Identity | None, Identity | None] = {}  # each with the last new one behind it
    for each in reversed(start):
        after = following[each]
        behind[each] = each if after is None or after in known else behind[after]
    last = max((at for at, identity in enumerate(others) if identity in following), default=-1)
    before: Identity | None = None
    for identity in others[: last + 1]:
        if identity not in following:
            place = behind[before]
            following[identity], following[place] = following[place], identity
            behind[identity] = identity
        before = identity
    result: list[Identity] = []
    at = following[None]
    while at is not None:
        result.append(at)
        at = following[at]
    return [*result, *others[last + 1 :]]
