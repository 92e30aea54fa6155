"""A list of operations in JSON, carried out one after the other as one edit."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bmc_cli.commands.shared import saying
from bmc_cli.commands.shared.orders import one_text
from bmc_cli.commands.shared.session import block_for, command_line
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.formats.operations import MOST_BYTES, Asked, numbered, read, too_big
from bmc_cli.model.canvas import BY_KEY, Canvas, find, head_named
from bmc_cli.model.fields import Note, Place, in_place
from bmc_cli.model.operations import (
    Add,
    Carry,
    Change,
    Edited,
    Keep,
    Move,
    Operation,
    Reach,
    Remove,
    Retitle,
    Settle,
    note_numbered,
    then,
)
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack

_VALUES = [each.name for each in in_place(Place.MARK, Place.BELOW)]
"""What an operation says of a note, but whom it is for and of which kind."""


def operations_at(name: str) -> list[Asked]:
    """Return the operations in the file that is called ``name``, of standard input for ``-``.

    Raises ``BmcError`` for what is no list of operations, and ``OSError``.
    """
    if name == "-":
        return read(sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b"", name)
    try:
        return read(disk.read_whole(Path(name), MOST_BYTES), name)
    except FileNotFoundError:
        raise BmcError("operations_absent", exit_code=USAGE, file=Path(name)) from None
    except BmcError as fault:
        if fault.reason != "too_big":
            raise
        raise too_big(name) from None


def obey_all(canvas: Canvas, asked: Iterable[Asked], path: Path, pack: Pack) -> Edited:
    """Return the canvas with all that is asked for carried out, one after the other.

    Numbers and letters are those of the canvas at that moment.  Raises ``BmcError`` with the
    number of the first operation that cannot be.
    """
    edited = Edited(canvas, {})
    for number, each in enumerate(asked, 1):
        try:
            edited = then(edited, [_operation(edited.canvas, each, path, pack)])
        except BmcError as fault:
            raise numbered(number, fault) from None
    return edited


def added_in(asked: Iterable[Asked], pack: Pack) -> list[tuple[str, str]]:
    """Return the texts that are to be added, each with the key of its block."""
    adds = (each for each in asked if each["do"] == "add")
    return [(_block(each["block"], pack), one_text(each["text"])) for each in adds]


def _operation(canvas: Canvas, asked: Asked, path: Path, pack: Pack) -> Operation:
    do = asked["do"]
    if do == "retitle":
        return Retitle(head_named(asked["field"]), one_line(asked["text"]).strip())
    if do == "settle":
        field = asked["field"]
        return Settle(head_named(field) or field, asked["text"].strip())
    key = _block(asked["block"], pack)
    if do == "reach":
        return Reach(key)
    if do == "add":
        return Add(key, _said(asked).of(Note(one_text(asked["text"])), canvas, key, pack))
    return _on_note(canvas, key, _note(canvas, key, asked["note"], path), asked, path, pack)


def _on_note(
    canvas: Canvas, key: str, note: Note, asked: Asked, path: Path, pack: Pack
) -> Operation:
    """Return what is asked for of a note that is there."""
    match asked["do"]:
        case "change":
            text = one_text(asked["text"]) if "text" in asked else note.text
            new = _said(asked).of(replace(note, text=text), canvas, key, pack)
            return Change(key, note, new)
        case "move":
            note_numbered(canvas, key, asked["to"], _shown(key, path))
            return Move(key, note, asked["to"] - 1)
        case "carry":
            return Carry(key, note, _elsewhere(key, asked["to"], pack))
        case "keep":
            return Keep(key, note)
    return Remove(key, note)


def _block(word: str | int, pack: Pack) -> str:
    return str(word) if word in BY_KEY else block_for(str(word), pack).key


def _elsewhere(key: str, word: str | int, pack: Pack) -> str:
    to = _block(word, pack)
    if to == key:
        raise BmcError("carried_home", exit_code=USAGE, block=BY_KEY[key].number)
    return to


def _note(canvas: Canvas, key: str, named: str | int, path: Path) -> Note:
    """Return the note with this number, or with this text."""
    if isinstance(named, int):
        return note_numbered(canvas, key, named, _shown(key, path))
    if note := find(canvas, key, named):
        return note
    raise BmcError("no_such_text", text=named, block=BY_KEY[key].number, show=_shown(key, path))


def _shown(key: str, path: Path) -> str:
    return command_line("show", path, options=f"--block {BY_KEY[key].number}")


def _said(asked: Asked) -> saying.Said:
    values = {name: asked[name] for name in _VALUES if name in asked}
    return saying.Said(values, _names(asked, "for"), _names(asked, "kind"))


def _names(asked: Asked, name: str) -> saying.Asked:
    every = _listed(asked[name]) or [""] if name in asked else []
    return saying.Asked(
        every, *(_listed(asked.get(f"{way}_{name}", [])) for way in ("add", "remove"))
    )


def _listed(said: str | int | Sequence[str | int]) -> list[str]:
    return [str(each) for each in (said if isinstance(said, list) else [said])]
