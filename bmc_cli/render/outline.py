"""The canvas as plain lines: for screen readers, for grep and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from bmc_cli.canvas import BLOCKS, BY_KEY, EVERY_TARGET, HEAD, Canvas, Note
from bmc_cli.foreign import one_line

if TYPE_CHECKING:
    from bmc_cli.prompts import Pack


def outline(canvas: Canvas, pack: Pack) -> Iterator[str]:
    """Yield the canvas in interview order, a heading a block and a line a note."""
    if canvas.title:
        yield one_line(canvas.title)
    for block in BLOCKS:
        yield ""
        yield f"{block.number}. {one_line(pack.blocks[block.key].title)}"
        notes = canvas.notes(block.key)
        for number, note in enumerate(notes, 1):
            yield f"   {number}. {note_line(note, pack)}"
        if not notes:
            yield f"   {pack.say('show.open')}"


def note_line(note: Note, pack: Pack) -> str:
    """Return a note on one line, with its mark for later and its detail."""
    later = f" ({pack.say('show.later')})" if note.later else ""
    detail = f" - {one_line(note.detail)}" if note.detail else ""
    return f"{one_line(note.text)}{later}{detail}"


def tab_lines(canvas: Canvas) -> Iterator[str]:
    """Yield a line ``block<TAB>note`` for each note, the block by its key in the file."""
    for block in BLOCKS:
        for note in canvas.notes(block.key):
            yield f"{block.key}\t{one_line(note.text)}"


def as_json(canvas: Canvas, keys: Iterable[str] = tuple(BY_KEY)) -> str:
    """Return the title block and the blocks ``keys`` as JSON, in ASCII, shaped like the file."""
    model: dict[str, Any] = {name: getattr(canvas, name) for name in HEAD}
    for key in keys:
        model[key] = [_note(note) for note in canvas.notes(key)]
    return json.dumps(model, indent=2)


def _note(note: Note) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": note.text}
    if note.detail:
        fields["detail"] = note.detail
    if note.links:
        fields["for"] = "all" if note.links == EVERY_TARGET else list(note.links)
    if note.kinds:
        fields["kind"] = list(note.kinds)
    if note.later:
        fields["later"] = True
    return fields
