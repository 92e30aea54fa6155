"""What changed between two canvases, as lines and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from bmc_cli.drawing.grid import Grid, Look, Mark
from bmc_cli.drawing.outline import mark_of
from bmc_cli.model.canvas import BLOCKS, BY_KEY, EVERY_TARGET, Canvas
from bmc_cli.model.difference import Aspect, Change, Difference, union, words
from bmc_cli.plain_text import one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

_COME, _GONE = Style(color="green", bold=True), Style(color="red", strike=True)
_CHANGED, _HEADING, _DIM = Style(color="yellow"), Style(bold=True), Style(dim=True)
_BESIDE = {"": Style(), "+": _COME, "-": _GONE}
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
    if change.sign != "~":
        note = change.new or change.old
        assert note is not None  # one of the two is there
        said = f"{one_line(note.text)} {mark_of(note, pack)}".rstrip()
        return Text(f"  {change.sign} {said}", _BESIDE[change.sign])
    assert change.old is not None
    assert change.new is not None
    text = _worded(one_line(change.old.text), one_line(change.new.text), coloured=coloured)
    pieces = [_said(aspect, change, pack, coloured=coloured) for aspect in change.aspects]
    line = Text.assemble(("  ~ ", _CHANGED), text)
    for at, piece in enumerate(filter(None, pieces)):
        line.append(": " if not at else "; ", _DIM)
        line.append_text(piece)
    return line


def _said(aspect: Aspect, change: Change, pack: Pack, *, coloured: bool) -> Text | None:
    """Return an aspect in words, None for one that the text itself shows."""
    old, new = change.old, change.new
    assert old is not None
    assert new is not None
    if aspect is Aspect.REWORDED:
        return None
    if aspect is Aspect.MOVED and change.was:
        block = BY_KEY[change.was[0]]
        title = f"{block.number} {one_line(pack.blocks[block.key].title)}"
        return Text(pack.say("diff.moved", block=title))
    if aspect is Aspect.DETAILED:
        return Text.assemble(
            f"{pack.say('diff.detail')} ",
            _worded(one_line(old.detail), one_line(new.detail), coloured=coloured),
        )
    if aspect in {Aspect.RELINKED, Aspect.SORTED}:
        name, field = ("for", "links") if aspect is Aspect.RELINKED else ("kinds", "kinds")
        before, after = (_names(getattr(note, field), pack) for note in (old, new))
        return Text.assemble(
            f"{pack.say(f'show.{name}')} ", _worded(before, after, coloured=coloured)
        )
    return Text(pack.say(f"diff.{aspect.value}"))


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
