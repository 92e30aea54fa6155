"""What came in, put into a canvas that is there: it adds, and rewords and removes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BLOCKS, BY_KEY, HEAD, Canvas
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, Note, Shape

_OWN = {"language", "variant_of", "prompts"}
"""Fields of the title block that are of the file itself."""


def same(text: str) -> str:
    """Return ``text`` as it is compared: composed, without capitals, its blanks joined."""
    return " ".join(folded(text).split())


def merged(canvas: Canvas, incoming: Canvas) -> Canvas:
    """Return ``canvas`` with what ``incoming`` has besides.

    A note that is there gets only the fields that it has not; the others go last.  What a note is
    for follows the texts that stand in ``canvas``.  To merge the same twice adds nothing.
    """
    head = {
        name: getattr(incoming, name)
        for name in HEAD
        if name not in _OWN and not getattr(canvas, name)
    }
    blocks = dict(canvas.blocks)
    for block in BLOCKS:
        if incoming.notes(block.key):
            theirs = [_relinked(note, block.key, canvas) for note in incoming.notes(block.key)]
            blocks[block.key] = _notes(canvas.notes(block.key), theirs)
    return replace(canvas, blocks=blocks, **head)


def _notes(ours: Sequence[Note], theirs: Sequence[Note]) -> tuple[Note, ...]:
    found = list(ours)
    places = {same(note.text): at for at, note in reversed([*enumerate(ours)])}
    for note in theirs:
        at = places.get(same(note.text))
        if at is None:
            places[same(note.text)] = len(found)
            found.append(note)
        else:
            found[at] = _filled(found[at], note)
    return tuple(found)


def _filled(ours: Note, theirs: Note) -> Note:
    """Return ``ours`` with the fields of ``theirs`` that it has nothing in; marks stay."""
    new = {
        field.attribute: field.of(theirs)
        for field in FIELDS
        if field.shape is not Shape.FLAG and not field.of(ours) and field.of(theirs)
    }
    return replace(ours, **new) if new else ours


def _relinked(note: Note, key: str, canvas: Canvas) -> Note:
    if note.links == EVERY_TARGET or not note.links:
        return note
    near: Mapping[str, str] = {
        same(each.text): each.text
        for target in BY_KEY[key].targets
        for each in canvas.notes(target)
    }
    links = dict.fromkeys(near.get(same(text), text) for text in note.links)
    return replace(note, links=tuple(links))
