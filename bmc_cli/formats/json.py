"""A canvas as JSON, shaped like the file: data, so its texts are exactly those of the canvas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bmc_cli.model.canvas import BY_KEY, HEAD, VERSION, Canvas
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, Field, Note, Shape
from bmc_cli.plain_text import json_text

if TYPE_CHECKING:
    from bmc_cli.model.difference import Change, Difference
    from bmc_cli.model.links import Spot


def write(canvas: Canvas) -> str:
    """Return ``canvas`` as a file of JSON, other characters than ASCII as they are."""
    return f"{json_text(canvas_data(canvas), ascii_only=False)}\n"


def canvas_data(canvas: Canvas, keys: Iterable[str] = tuple(BY_KEY)) -> dict[str, Any]:
    """Return the title block and the blocks ``keys`` as plain values, shaped like the file."""
    model: dict[str, Any] = {"bmc": int(VERSION)}
    model |= {name: getattr(canvas, name) for name in HEAD}
    if canvas.conflicts:
        model["conflicts"] = {name: list(each) for name, each in canvas.conflicts.items()}
    if canvas.ignored_rules:
        model["check"] = {"ignore": list(canvas.ignored_rules)}
    for key in keys:
        model[key] = [note_data(note) for note in canvas.notes(key)]
    return model


def note_data(note: Note) -> dict[str, Any]:
    """Return what a note says as the fields of JSON, named as in the file."""
    return {field.name: _value(field, note) for field in FIELDS if field.of(note)}


def difference_data(old: str, new: str, found: Difference) -> dict[str, Any]:
    """Return what changed between the canvases called ``old`` and ``new`` as plain values."""
    return {
        "old": old,
        "new": new,
        "head": {name: {"old": was, "new": now} for name, (was, now) in found.head.items()},
        "notes": [_change_data(change) for change in found.news],
    }


def _change_data(change: Change) -> dict[str, Any]:
    data: dict[str, Any] = {"block": change.spot[0], "changes": list(change.news)}
    if change.sign != "+":
        data["old"] = _placed(change.was, change.old)  # type: ignore[union-attr]
    if change.sign != "-":
        data["new"] = _placed(change.now, change.new)  # type: ignore[union-attr]
    return data


def _placed(spot: Spot, note: Note) -> dict[str, Any]:
    key, place = spot
    return {"block": key, "number": place + 1, **note_data(note)}


def _value(field: Field, note: Note) -> Any:
    said = field.of(note)
    if field.takes_all and said == EVERY_TARGET:
        return EVERY_TARGET[0]
    return list(said) if field.shape is Shape.NAMES else said
