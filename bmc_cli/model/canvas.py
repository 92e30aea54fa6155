"""The Business Model Canvas as plain values, and the edits on them.

A canvas is nine blocks of notes under a title block.  Everything here is a
value or a function from value to value: no files, no terminal, no third party.
The numbers, keys and link targets of the blocks stand in people's files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from bmc_cli.model.alike import composed
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, HeadField, Merge, Note, Shape, head_field

Thing = TypeVar("Thing")


class Block(NamedTuple):
    """One of the nine building blocks.

    ``number`` is the step of the interview (1-9), ``key`` the name in the file,
    ``titles`` are its other names, Dutch and English, and ``targets`` the keys of
    the blocks that a note in this one may point to.
    """

    number: int
    key: str
    titles: tuple[str, ...]
    targets: tuple[str, ...] = ()


_SEGMENTS, _PROPOSITIONS = ("customer_segments",), ("value_propositions",)
_MEANS, _CHANNELS = ("key_activities", "key_resources"), "channels"

BLOCKS: tuple[Block, ...] = (
    Block(
        1,
        "customer_segments",
        ("klantsegmenten", "klantensegment", "segmenten", "segments"),
    ),
    Block(2, "value_propositions", ("waardepropositie", "waarde", "value"), _SEGMENTS),
    Block(3, "customer_relationships", ("klantrelaties", "relaties", "relationships"), _SEGMENTS),
    Block(4, "channels", ("klantkanalen", "kanalen"), _SEGMENTS),
    Block(
        5,
        "revenue_streams",
        ("inkomstenstromen", "inkomensstromen", "inkomsten", "revenue"),
        _SEGMENTS,
    ),
    Block(6, "key_activities", ("kernactiviteiten", "activiteiten", "activities"), _PROPOSITIONS),
    Block(
        7,
        "key_resources",
        (
            *("resources", "hulpbronnen", "essentiële hulpbronnen", "kernmiddelen", "middelen"),
            "key resources (essentiële hulpbronnen)",
        ),
        _PROPOSITIONS,
    ),
    Block(
        8,
        "key_partners",
        ("partnerschappen", "key partnerships", "kernpartners", "partners"),
        (*_MEANS, _CHANNELS),
    ),
    Block(
        9,
        "cost_structure",
        ("kostenstructuur", "kosten", "costs"),
        (*_MEANS, "key_partners", _CHANNELS),
    ),
)
NAMED: Mapping[str, Block] = {
    name: block for block in BLOCKS for name in (block.key, *block.titles)
}
"""The blocks by what people call them, in small letters."""
BY_KEY: Mapping[str, Block] = {block.key: block for block in BLOCKS}

VERSION = "1"
"""The value of the key ``bmc``: the version of the format, docs/format.md."""


class Leftover(NamedTuple):
    """A line for which a merge found no place, and the ``line`` of the file where it is now."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Canvas:
    """A title block and the notes of each block.

    ``variant_of`` names the file of the canvas it was copied from to try something, and
    ``variant_base`` is the fingerprint of what that held then (``file.variants.fingerprint``),
    ``prompts`` the prompt pack it was made with: one that is installed, or a file's path.
    ``blocks`` maps a block's key to its notes; a key that is absent is a step
    the interview has not reached, an empty tuple one that was left open.
    ``ignored_rules`` are the ids of the checks its owner wants to hear nothing of.
    ``conflicts`` are the versions of each field of the title block that a merge left undecided,
    by its name; the field itself holds one of them.
    ``unplaced`` are lines of its file, such as comments, for which a merge found no place; they
    are no part of what the canvas says.
    """

    title: str = head_field(names=("title", "titel"))
    author: str = head_field(names=("author", "auteur"))
    date: str = head_field(merge=Merge.HIGHEST, is_bare=True)
    iteration: str = head_field(
        merge=Merge.HIGHEST, is_bare=True, names=("iteration", "iteratie", "version", "versie")
    )
    language: str = head_field()
    blocks: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    ignored_rules: tuple[str, ...] = ()
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unplaced: tuple[Leftover, ...] = field(default=(), compare=False)
    variant_of: str = head_field()
    variant_base: str = head_field(merge=Merge.OURS)
    prompts: str = head_field()

    def notes(self, key: str) -> tuple[Note, ...]:
        """Return the notes of block ``key``, in their order."""
        return self.blocks.get(key, ())


HEAD_FIELDS: Mapping[str, HeadField] = {
    each.name: HeadField(each.name, **each.metadata["head"])
    for each in fields(Canvas)
    if "head" in each.metadata
}
HEAD: tuple[str, ...] = tuple(HEAD_FIELDS)
"""The names of the fields of the title block, in the order of the file."""


class NoteGone(LookupError):  # noqa: N818 (the news an edit gets, not a defect)
    """The note an edit is about is no longer in its block."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(key, text)
        self.key = key
        self.text = text


def versions_of(canvas: Canvas, name: str) -> tuple[str, ...]:
    """Return what a field of the title block says, in all the versions that a merge left of it.

    What somebody wrote in it since, by hand, is the last.

    >>> versions_of(Canvas(title="B", conflicts={"title": ("A", "B")}), "title")
    ('A', 'B')
    >>> versions_of(Canvas(title="B"), "title")
    ('B',)
    """
    versions = canvas.conflicts.get(name, ())
    value = getattr(canvas, name)
    is_there = composed(value) in map(composed, versions) or (versions and not value)
    return versions if is_there else (*versions, value)


def settled(canvas: Canvas, values: Mapping[str, str]) -> Canvas:
    """Return the canvas with these fields of its title block, and nothing to decide about them."""
    conflicts = {name: each for name, each in canvas.conflicts.items() if name not in values}
    return replace(canvas, **values, conflicts=conflicts)  # type: ignore[arg-type]  # texts


def numbered(word: str, things: Iterable[Thing]) -> Thing | None:
    """Return the one of ``things`` that ``word`` numbers, counted from 1; None if it does not."""
    return next((thing for at, thing in enumerate(things, 1) if str(at) == word.strip()), None)


def head_named(word: str) -> str:
    """Return the field of the title block that people call ``word``, "" for none."""
    sought = word.strip().casefold()
    return next((each.name for each in HEAD_FIELDS.values() if sought in each.names), "")


def open_blocks(canvas: Canvas) -> tuple[Block, ...]:
    """Return the blocks without a note, in interview order."""
    return tuple(block for block in BLOCKS if not canvas.notes(block.key))


def filled(canvas: Canvas) -> Canvas:
    """Return the canvas without the blocks that were reached and left open."""
    return replace(canvas, blocks={key: notes for key, notes in canvas.blocks.items() if notes})


def find(canvas: Canvas, key: str, text: str) -> Note | None:
    """Return the first note of block ``key`` with this text, however its accents are written."""
    sought = composed(text)
    return next((note for note in canvas.notes(key) if composed(note.text) == sought), None)


def as_compared(note: Note) -> Note:
    """Return ``note`` with its texts composed: equal for two that say the same."""
    said: dict[str, Any] = {
        field.attribute: field.of(note) for field in FIELDS if field.shape is not Shape.FLAG
    }
    if all(map(str.isascii, chain.from_iterable(said.values()))):
        return note
    return replace(note, **{name: _composed(value) for name, value in said.items()})


def _composed(value: Any) -> Any:
    return composed(value) if isinstance(value, str) else tuple(map(composed, value))


def only(canvas: Canvas, key: str) -> Canvas:
    """Return the canvas with no other notes than those of block ``key``."""
    return replace(canvas, blocks={key: canvas.notes(key)})


def reach(canvas: Canvas, key: str) -> Canvas:
    """Mark block ``key`` as reached: present in the file, if only as empty."""
    return canvas if key in canvas.blocks else arrange(canvas, key, ())


def add(canvas: Canvas, key: str, note: Note) -> Canvas:
    """Put ``note`` last in block ``key``; the same text twice is one note."""
    if find(canvas, key, note.text):
        return canvas
    return arrange(canvas, key, (*canvas.notes(key), note))


def change(canvas: Canvas, key: str, old: Note, new: Note) -> Canvas:
    """Put ``new`` in the place of ``old``; links to a reworded note follow it.

    Raises ``NoteGone`` when ``old`` is not there as it was.
    """
    at = place_of(canvas, key, old)
    notes = canvas.notes(key)
    changed = arrange(canvas, key, (*notes[:at], new, *notes[at + 1 :]))
    return _relink(changed, key, {old.text: new.text})


def remove(canvas: Canvas, key: str, note: Note, *others: Note) -> Canvas:
    """Take ``note``, and the others, out of block ``key``, and out of every link to them.

    Raises ``NoteGone`` when one is not there as it was.
    """
    gone = (note, *others)
    return _relink(_without(canvas, key, gone), key, dict.fromkeys(each.text for each in gone))


def fold(canvas: Canvas, key: str, gone: Iterable[Note], into: Note, home: str = "") -> Canvas:
    """Take the notes ``gone`` out of block ``key``; what was linked to them is linked to ``into``.

    ``home`` is the block of ``into``, if that is another; links that cannot lead there are dropped.
    Raises ``NoteGone`` when one is not there as it was.
    """
    notes = tuple(gone)
    without = _without(canvas, key, notes)
    return _relink(without, key, {note.text: into.text for note in notes}, home or key)


def places_without(canvas: Canvas, key: str, gone: Iterable[Note]) -> tuple[int, ...]:
    """Return where the notes of block ``key`` are that stay when the first of each ``gone`` goes.

    Raises ``NoteGone`` when one is not there as it was.
    """
    left = Counter(gone)
    places: list[int] = []
    for at, note in enumerate(canvas.notes(key)):
        if left[note]:
            left[note] -= 1
        else:
            places.append(at)
    for note in left.elements():
        raise NoteGone(key, note.text)
    return tuple(places)


def _without(canvas: Canvas, key: str, gone: Iterable[Note]) -> Canvas:
    notes = canvas.notes(key)
    return arrange(canvas, key, tuple(notes[at] for at in places_without(canvas, key, gone)))


def arrange(canvas: Canvas, key: str, notes: tuple[Note, ...]) -> Canvas:
    """Make ``notes`` the notes of block ``key``, leaving links as they are."""
    return replace(canvas, blocks={**canvas.blocks, key: notes})


def move(canvas: Canvas, key: str, note: Note, to: int) -> Canvas:
    """Move ``note`` to place ``to`` (from 0) within block ``key``.

    Raises ``NoteGone`` when it is not there as it was.
    """
    at = place_of(canvas, key, note)
    notes = list(canvas.notes(key))
    notes.insert(to, notes.pop(at))
    return arrange(canvas, key, tuple(notes))


def place_of(canvas: Canvas, key: str, note: Note) -> int:
    """Return the place of ``note`` in block ``key``, from 0.

    Raises ``NoteGone`` when it is not there as it was.
    """
    try:
        return canvas.notes(key).index(note)
    except ValueError:
        raise NoteGone(key, note.text) from None


def _relink(canvas: Canvas, key: str, renamed: Mapping[str, str | None], home: str = "") -> Canvas:
    """Point links at texts of block ``key`` to what they are ``renamed`` to, or drop them (None).

    ``home`` is where they are now, if that is another block.  A text that is still there, in
    whatever block may be meant, keeps its links.
    """
    names = {composed(old): new for old, new in renamed.items()}
    is_away = home not in {"", key}
    if not is_away:
        names = {old: new for old, new in names.items() if new is None or composed(new) != old}
    blocks = dict(canvas.blocks)
    for block in BLOCKS if names else ():
        if key in block.targets and block.key in blocks:
            near = (note for target in block.targets for note in canvas.notes(target))
            there = {composed(note.text) for note in near}
            leads = not is_away or home in block.targets
            gone = {old: new if leads else None for old, new in names.items() if old not in there}
            blocks[block.key] = tuple(_renamed(note, gone) for note in blocks[block.key])
    return replace(canvas, blocks=blocks)


def _renamed(note: Note, names: Mapping[str, str | None]) -> Note:
    if note.links == EVERY_TARGET or not any(composed(text) in names for text in note.links):
        return note
    links = (names.get(composed(text), text) for text in note.links)
    return replace(note, links=tuple(dict.fromkeys(text for text in links if text)))
