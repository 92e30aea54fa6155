"""The canvas as plain lines: for screen readers, for grep and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, HEAD, VERSION, Canvas
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, Field, Note, Place, Shape, in_place
from bmc_cli.model.links import SEGMENTS, letter
from bmc_cli.plain_text import json_text, one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

_MARKS = in_place(Place.MARK, Place.VERSION)
_TIES = in_place(Place.TIE)


def outline(canvas: Canvas, pack: Pack) -> Iterator[str]:
    """Yield the canvas in interview order, a heading a block and a line a note."""
    if canvas.title:
        yield one_line(canvas.title)
    for block in BLOCKS:
        yield ""
        yield f"{block.number}. {one_line(pack.blocks[block.key].title)}"
        notes = canvas.notes(block.key)
        for number, note in enumerate(notes, 1):
            yield f"   {number}. {note_line(note, pack, block.key)}"
        if not notes:
            yield f"   {pack.say('show.open')}"


def note_line(note: Note, pack: Pack, key: str = "", signs: Mapping[str, str] | None = None) -> str:
    """Return a note on one line, with its mark for later and its detail.

    Of a note of block ``key`` the links and kinds are told as well, segments by their ``signs``.
    """
    mark = f" {said}" if (said := mark_of(note, pack)) else ""
    detail = f" - {one_line(note.detail)}" if note.detail else ""
    ties = (
        f" [{'; '.join(ties_of(note, pack, key, signs))}]"
        if key and any(field.of(note) for field in _TIES)
        else ""
    )
    return f"{one_line(note.text)}{mark}{ties}{detail}"


def mark_of(note: Note, pack: Pack) -> str:
    """Return the words in brackets that mark a note for later, or one that a merge left open."""
    said = ", ".join(pack.say(field.label) for field in _MARKS if field.of(note))
    return f"({said})" if said else ""


def signs_for(canvas: Canvas, key: str) -> dict[str, str]:
    """Return the letters of the segments by their texts, for a block whose notes name them."""
    if SEGMENTS not in BY_KEY[key].targets:
        return {}
    return {composed(note.text): letter(at) for at, note in enumerate(canvas.notes(SEGMENTS))}


def ties_of(note: Note, pack: Pack, key: str, signs: Mapping[str, str] | None = None) -> list[str]:
    """Return what a note of block ``key`` is for, and of which kind, in words."""
    said = {"links": _links_of(note, pack, key, signs or {}), "kinds": _kinds_of(note, pack, key)}
    values = [(field.label, said.get(field.attribute, field.of(note))) for field in _TIES]
    return [f"{pack.say(label)} {one_line(value)}" for label, value in values if value]


def _links_of(note: Note, pack: Pack, key: str, signs: Mapping[str, str]) -> str:
    found = [signs.get(composed(text)) for text in note.links]
    if note.links == EVERY_TARGET:
        people, things, *_ = pack.say("interview.every").split()
        return people if SEGMENTS in BY_KEY[key].targets else things
    if all(found):
        return "".join(filter(None, found))
    return ", ".join(one_line(text) for text in note.links)


def _kinds_of(note: Note, pack: Pack, key: str) -> str:
    known = pack.blocks[key].kinds
    return ", ".join(known[kind].label if kind in known else one_line(kind) for kind in note.kinds)


def tab_lines(canvas: Canvas) -> Iterator[str]:
    """Yield a line ``block<TAB>note`` for each note, the block by its key in the file."""
    for block in BLOCKS:
        for note in canvas.notes(block.key):
            yield f"{block.key}\t{one_line(note.text)}"


def as_json(canvas: Canvas, keys: Iterable[str] = tuple(BY_KEY), *, ascii_only: bool = True) -> str:
    """Return the title block and the blocks ``keys`` as JSON, shaped like the file."""
    return json_text(as_data(canvas, keys), ascii_only=ascii_only)


def as_data(canvas: Canvas, keys: Iterable[str] = tuple(BY_KEY)) -> dict[str, Any]:
    """Return the title block and the blocks ``keys`` as plain values, shaped like the file."""
    model: dict[str, Any] = {"bmc": int(VERSION)}
    model |= {name: getattr(canvas, name) for name in HEAD}
    if canvas.ignored_rules:
        model["check"] = {"ignore": list(canvas.ignored_rules)}
    for key in keys:
        model[key] = [note_fields(note) for note in canvas.notes(key)]
    return model


def note_fields(note: Note) -> dict[str, Any]:
    """Return what a note says as the fields of JSON, named as in the file."""
    return {field.name: _value(field, note) for field in FIELDS if field.of(note)}


def _value(field: Field, note: Note) -> Any:
    said = field.of(note)
    if field.takes_all and said == EVERY_TARGET:
        return EVERY_TARGET[0]
    return list(said) if field.shape is Shape.NAMES else said
