"""How a difference between two canvases is told: cleaned, in the words of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.difference import Added, Change, Changed, Difference, union, words
from bmc_cli.model.fields import EVERY_TARGET, Field, Note, Place, Shape
from bmc_cli.model.links import Spot
from bmc_cli.plain_text import one_line
from bmc_cli.words.notes import note_words
from bmc_cli.words.packs import Pack, every_target, joined

_SIGNS = {"+": "added", "-": "removed", "~": "changed"}
_WORDED = {Place.TIE, Place.BELOW}  # told by what they say; a mark is told by its name


class Piece(NamedTuple):
    """A part of a line: what it says, and what it is.

    "+" came, "-" went, "~" says that something changed, "#" is a heading, ":" stands between
    news, and "" stayed.  ``is_within``: it came or went within a text that changed.
    """

    text: str
    sign: str = ""
    is_within: bool = False


def told(changes: Difference, pack: Pack) -> Iterator[list[Piece]]:
    """Yield the lines that say what changed: the title block, then block by block."""
    for name, (old, new) in changes.head.items():
        yield [Piece(f"~ {name}: ", "~"), *_worded(_flat(old), _flat(new))]
    for block in BLOCKS:
        found = [change for change in changes.news if change.spot[0] == block.key]
        if found:
            yield []
            yield [Piece(_title(block.key, pack), "#")]
        for change in found:
            yield [*_line(change, pack)]


def marked(old: Canvas, new: Canvas, changes: Difference) -> tuple[Canvas, dict[Spot, str]]:
    """Return ``new`` with what went still in its place, and the sign of each note that is news."""
    canvas, said = union(old, new, changes)
    return canvas, {spot: change.sign for spot, change in said.items()}


def summary(found: Difference, pack: Pack) -> str:
    """Return how many notes were added, removed and changed; "" when nothing was."""
    signs = [change.sign for change in found.news] + ["~"] * len(found.head)
    counts = [(name, signs.count(sign)) for sign, name in _SIGNS.items()]
    return joined([pack.say(f"diff.{name}", n=n) for name, n in counts if n], pack)


def _title(key: str, pack: Pack) -> str:
    return f"{BY_KEY[key].number} {one_line(pack.blocks[key].title)}"


def _line(change: Change, pack: Pack) -> Iterator[Piece]:
    if not isinstance(change, Changed):
        note = note_words(change.new if isinstance(change, Added) else change.old, pack)
        said = f"{note.text_line} {note.brackets}".rstrip()
        yield Piece(f"  {change.sign} {said}", change.sign)
        return
    yield Piece("  ~ ", "~")
    yield from _worded(one_line(change.old.text), one_line(change.new.text))
    for at, pieces in enumerate(_news(change, pack)):
        yield Piece("; " if at else ": ", ":")
        yield from pieces


def _news(change: Changed, pack: Pack) -> Iterator[list[Piece]]:
    """Yield how a note changed beyond its text, in words."""
    if change.is_moved:
        yield [Piece(pack.say("diff.moved", block=_title(change.was[0], pack)))]
    if change.is_reordered:
        yield [Piece(pack.say("diff.reordered"))]
    for field in change.fields:
        if field.place in _WORDED:
            key = change.spot[0]
            old, new = (_value(field, note, key, pack) for note in (change.old, change.new))
            yield [Piece(f"{pack.say(field.label)} "), *_worded(old, new)]
        elif field.place is not Place.NOTE:
            yield [Piece(pack.say(f"diff.{field.called(change.new)}"))]


def _value(field: Field, note: Note, key: str, pack: Pack) -> str:
    said = field.of(note)
    return _names(said, key, pack) if field.shape is Shape.NAMES else one_line(said)


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
