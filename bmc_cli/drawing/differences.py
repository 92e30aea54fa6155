"""What changed between two canvases, as lines and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from bmc_cli.drawing.grid import Grid, Look, Mark
from bmc_cli.drawing.outline import mark_of
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.difference import Added, Change, Changed, Difference, union, words
from bmc_cli.model.fields import EVERY_TARGET, Field, Note, Place, Shape
from bmc_cli.plain_text import one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

_COME, _GONE = Style(color="green", bold=True), Style(color="red", strike=True)
_CHANGED, _HEADING, _DIM = Style(color="yellow"), Style(bold=True), Style(dim=True)
_BESIDE = {"": Style(), "+": _COME, "-": _GONE}
_WORDED = {Place.TIE, Place.BELOW}  # told by what they say; a mark is told by its name
_BRACKETS = {"": "{}", "+": "{{+{}+}}", "-": "[-{}-]"}


def lines(changes: Difference, pack: Pack, *, coloured: bool) -> Iterator[Text]:
    """Yield what changed: the title block, then block by block; words in brackets or colours."""
    for name, (old, new) in changes.head.items():
        yield Text.assemble(
            (f"~ {name}: ", _CHANGED), _worded(_flat(old), _flat(new), coloured=coloured)
        )
    for block in BLOCKS:
        found = [change for change in changes.news if change.spot[0] == block.key]
        if found:
            yield Text("")
            yield Text(f"{block.number} {one_line(pack.blocks[block.key].title)}", _HEADING)
        for change in found:
            yield _line(change, pack, coloured=coloured)


def _line(change: Change, pack: Pack, *, coloured: bool) -> Text:
    if not isinstance(change, Changed):
        note = change.new if isinstance(change, Added) else change.old
        said = f"{one_line(note.text)} {mark_of(note, pack)}".rstrip()
        return Text(f"  {change.sign} {said}", _BESIDE[change.sign])
    text = _worded(one_line(change.old.text), one_line(change.new.text), coloured=coloured)
    line = Text.assemble(("  ~ ", _CHANGED), text)
    for at, piece in enumerate(_news(change, pack, coloured=coloured)):
        line.append(": " if not at else "; ", _DIM)
        line.append_text(piece)
    return line


def _news(change: Changed, pack: Pack, *, coloured: bool) -> Iterator[Text]:
    """Yield what is news about a note beyond its text, in words."""
    if change.is_moved:
        block = BY_KEY[change.was[0]]
        title = f"{block.number} {one_line(pack.blocks[block.key].title)}"
        yield Text(pack.say("diff.moved", block=title))
    if change.is_reordered:
        yield Text(pack.say("diff.reordered"))
    for field in change.fields:
        if field.place in _WORDED:
            old, new = (_value(field, note, pack) for note in (change.old, change.new))
            yield Text.assemble(f"{pack.say(field.label)} ", _worded(old, new, coloured=coloured))
        elif field.place is not Place.NOTE:
            yield Text(pack.say(f"diff.{field.called(change.new)}"))


def _value(field: Field, note: Note, pack: Pack) -> str:
    said = field.of(note)
    return _names(said, pack) if field.shape is Shape.NAMES else one_line(said)


def _names(names: Sequence[str], pack: Pack) -> str:
    if tuple(names) == EVERY_TARGET:
        return pack.say("interview.every").split()[0]
    return ", ".join(one_line(name) for name in names)


def _worded(old: str, new: str, *, coloured: bool) -> Text:
    """Return two texts as one, with what went and what came marked."""
    found = Text()
    for sign, text in words(old, new):
        found.append(text if coloured else _BRACKETS[sign].format(text), _BESIDE[sign])
    return found


def _flat(value: object) -> str:
    return one_line(value if isinstance(value, str) else ", ".join(map(str, value)))  # type: ignore[call-overload]


def grid(old: Canvas, new: Canvas, changes: Difference, pack: Pack, look: Look) -> Grid:
    """Return the new canvas as a drawing, what came, went and changed marked on it."""
    canvas, said = union(old, new, changes)
    styles = {**_BESIDE, "~": _CHANGED}
    marks = {spot: Mark(change.sign, styles[change.sign]) for spot, change in said.items()}
    return Grid(canvas, pack, look, marks)
