"""The shape of a prompt pack as JSON Schema, for editors that complete and check.

It says what ``words.pack_shape`` says.  A pack that extends another may leave out whatever it
likes; kinds and closing questions are whole wherever they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bmc_cli.formats.schema import DRAFT, PLAIN, Schema, described
from bmc_cli.plain_text import json_text
from bmc_cli.words.pack_shape import LIST, SCHEMA, TEXT, Choice, Each, Optional

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

_ONE_THING: Schema = {
    "oneOf": [{"required": ["kind"]}, {"required": ["mark"]}],
    "dependencies": {"rest": ["kind"]},
}
"""A closing question gives a kind or a mark, and the rest another kind."""


def pack_schema(pack: Pack) -> str:
    """Return the schema as JSON, explained in the words of ``pack``."""
    shape = {
        "$schema": DRAFT,
        "title": pack.say("pack_schema.pack_title"),
        **_mapping({"extends": Optional(TEXT), **SCHEMA}, pack, "", whole=False),
        "if": {"required": ["extends"]},
        "else": _whole(SCHEMA),
    }
    return json_text(shape, ascii_only=False)


def _whole(shape: Mapping[str, Any]) -> Schema:
    """Return what a pack that extends no other must hold."""
    block = next(iter(shape["blocks"].values()))  # they have the same names
    blocks = {"required": [*shape["blocks"]], "additionalProperties": {"required": [*block]}}
    needed = [name for name, each in shape.items() if not isinstance(each, Optional)]
    return {"required": needed, "properties": {"blocks": blocks}}


def _mapping(shape: Mapping[str, Any], pack: Pack, inside: str, *, whole: bool) -> Schema:
    """Return the schema of names with values, which stands ``inside`` what has that name."""
    every = shape.get("*")
    named = {name: each for name, each in shape.items() if name != "*"}
    return {
        "type": "object",
        "properties": {
            name: described(_shape(each, pack, name), _said(pack, inside, name))
            for name, each in named.items()
        },
        "additionalProperties": False if every is None else _shape(every, pack, inside),
        "required": [name for name in named if whole and not isinstance(named[name], Optional)],
    }


def _said(pack: Pack, inside: str, name: str) -> str:
    if inside == "blocks":
        return pack.blocks[name].title
    said = pack.words["pack_schema"]
    return said.get(f"{inside}_{name}") or said[name]


def _shape(shape: Any, pack: Pack, name: str) -> Schema:
    if isinstance(shape, Optional):
        return {"anyOf": [_shape(shape.shape, pack, name), {"enum": ["", None]}]}
    if shape == TEXT:
        return PLAIN
    if shape == LIST:
        return {"type": "array", "items": PLAIN}
    if isinstance(shape, Choice):
        numbers = [int(word) for word in shape.words if word.isdecimal()]
        return {"enum": [*shape.words, *numbers]}
    if isinstance(shape, Each):
        one = {**_mapping(shape.shape, pack, name, whole=True), **_ONE_THING}
        return {"type": "array", "items": one}
    return _mapping(shape, pack, name, whole=name == "kinds")
