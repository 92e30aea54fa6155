"""How a difference between two canvases is told: cleaned, in the words of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.difference import Added, Change, Changed, Difference, union, words
from bmc_cli.model.fields import EVERY_TARGET, Field, Place, Shape
from bmc_cli.model.kinship import Kinship
from bmc_cli.model.links import Spot
from bmc_cli.plain_text import one_line
from bmc_cli.words.choices import called
from bmc_cli.words.notes import note_words, title_of
from bmc_cli.words.packs import Pack, block_title, every_target, joined

_SIGNS = {"+": "added", "-": "removed", "~": "changed"}
_WORDED = {Place.TIE, Place.BELOW}  # told by what they say; a mark is told by its name


class Piece(NamedTuple):
    """A part of a line: what it says, and what became of it.

    "+" came, "-" went, "~" is a name of what changed, ":" stands between news, and "" stayed.
    ``is_within``: it came or went within a text that changed.
    """

    text: str
    sign: str = ""
    is_within: bool = False


class Line(NamedTuple):
    """What became of a note, or of a field of the title block: "+", "-" or "~", and in words."""

    sign: str
    pieces: tuple[Piece, ...]


class Part(NamedTuple):
    """What changed in a block; the title block has no ``heading``."""

    heading: str
    lines: tuple[Line, ...]


class Row(NamedTuple):
    """A block of two canvases: its title, how many notes each has, and those they share."""

    title: str
    old: int
    new: int
    shared: tuple[str, ...]


class News(NamedTuple):
    """What there is to say of two canvases: how they differ, or what two different ones hold.

    ``rows`` are of two that are no versions of one, with ``columns`` above them; ``both`` is
    the word for what they share.
    """

    heading: str
    sentence: str
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    columns: tuple[str, str, str, str]
    both: str
    language: str


def news(
    old: tuple[str, Canvas], new: tuple[str, Canvas], found: Difference, kin: Kinship, pack: Pack
) -> News:
    """Return what to say of two canvases, each behind its name; ``found`` is their difference."""
    names = {"old": one_line(old[0]), "new": one_line(new[0])}
    titles = [one_line(title_of(canvas, pack)) for _, canvas in (old, new)]
    above = titles if titles[0] != titles[1] else [*names.values()]
    if not (found.head or found.news):
        sentence = pack.say("diff.same", **names)
    elif kin.is_distant:
        count = {0: "none", 1: "one"}.get(kin.total, "many")
        sentence = pack.say(f"diff.apart_{count}", n=kin.total, **names)
    else:
        sentence = pack.say("diff.summary", **names, counts=summary(found, pack))
    heading = pack.say("diff.heading", title=titles[1])
    return News(
        heading=" / ".join(above) if kin.is_distant else heading,
        sentence=one_line(sentence),
        parts=() if kin.is_distant else tuple(told(found, pack)),
        rows=tuple(_rows(old[1], new[1], kin, pack)) if kin.is_distant else (),
        columns=(pack.say("diff.block"), above[0], above[1], pack.say("diff.shared")),
        both=pack.say("diff.both"),
        language=pack.language,
    )


def _rows(old: Canvas, new: Canvas, kin: Kinship, pack: Pack) -> Iterator[Row]:
    for key in BY_KEY:
        shared = tuple(map(one_line, kin.shared[key]))
        yield Row(block_title(key, pack), len(old.notes(key)), len(new.notes(key)), shared)


def told(changes: Difference, pack: Pack) -> Iterator[Part]:
    """Yield what changed: the title block, then block by block."""
    head = [
        Line("~", (Piece(f"{name}: ", "~"), *_worded(_flat(old), _flat(new))))
        for name, (old, new) in changes.head.items()
    ]
    if head:
        yield Part("", tuple(head))
    for block in BLOCKS:
        found = [change for change in changes.news if change.spot[0] == block.key]
        if found:
            lines = (Line(change.sign, tuple(_said(change, pack))) for change in found)
            yield Part(block_title(block.key, pack), tuple(lines))


def without_base(changes: Difference) -> Difference:
    """Return ``changes`` but that of the fingerprint a variant has: nobody wrote it."""
    head = {name: both for name, both in changes.head.items() if name != "variant_base"}
    return replace(changes, head=head)


def marked(old: Canvas, new: Canvas, changes: Difference) -> tuple[Canvas, dict[Spot, str]]:
    """Return ``new`` with what went still in its place, and the sign of each note that is news."""
    canvas, said = union(old, new, changes)
    return canvas, {spot: change.sign for spot, change in said.items()}


def summary(found: Difference, pack: Pack) -> str:
    """Return how many notes were added, removed and changed; "" when nothing was."""
    signs = [change.sign for change in found.news] + ["~"] * len(found.head)
    counts = [(name, signs.count(sign)) for sign, name in _SIGNS.items()]
    return joined([pack.say(f"diff.{name}", n=n) for name, n in counts if n], pack)


def _said(change: Change, pack: Pack) -> Iterator[Piece]:
    if not isinstance(change, Changed):
        note = note_words(change.new if isinstance(change, Added) else change.old, pack)
        yield Piece(f"{note.text_line} {note.brackets}".rstrip(), change.sign)
        return
    yield from _worded(one_line(change.old.text), one_line(change.new.text))
    for at, pieces in enumerate(_news(change, pack)):
        yield Piece("; " if at else ": ", ":")
        yield from pieces


def _news(change: Changed, pack: Pack) -> Iterator[list[Piece]]:
    """Yield how a note changed beyond its text, in words."""
    if change.is_moved:
        yield [Piece(pack.say("diff.moved", block=block_title(change.was[0], pack)))]
    if change.is_reordered:
        yield [Piece(pack.say("diff.reordered"))]
    for field in change.fields:
        if field.place in _WORDED or field.shape is Shape.CHOICE:
            yield [Piece(f"{pack.say(field.label)} "), *_tied(field, change, pack)]
        elif field.place is not Place.NOTE:
            yield [Piece(pack.say(f"diff.{field.called(change.new)}"))]


def _tied(field: Field, change: Changed, pack: Pack) -> Iterator[Piece]:
    """Yield what a field said and says; of names only those that went and came."""
    old, new = field.of(change.old), field.of(change.new)
    if field.shape is Shape.CHOICE:
        old, new = called(field, old, pack), called(field, new, pack)
    if field.shape is not Shape.NAMES:
        yield from _worded(one_line(old), one_line(new))
        return
    if field.attribute == "links":
        old = change.followed
    kept = set(map(composed, old)) & set(map(composed, new))
    for sign, names in (("-", old), ("+", new)):
        left = [name for name in names if composed(name) not in kept]
        if left:
            yield Piece(_names(left, change.spot[0], pack), sign, is_within=True)


def _names(names: Sequence[str], key: str, pack: Pack) -> str:
    if tuple(names) == EVERY_TARGET:
        return every_target(key, pack)
    return ", ".join(one_line(name) for name in names)


def _worded(old: str, new: str) -> Iterator[Piece]:
    """Yield two texts as one, with what went and what came marked."""
    for sign, text in words(old, new):
        yield Piece(text, sign, is_within=bool(sign))


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        value = [f"{name}: {' / '.join(versions)}" for name, versions in value.items()]
    return one_line(value if isinstance(value, str) else ", ".join(map(str, value)))  # type: ignore[call-overload]
