"""The shape of a canvas file as JSON Schema, for editors that complete and check.

It says what ``file.canvas_text`` reads: keys of the owner's own are welcome, and since people
write ``2`` where the file means the text "2", any plain value is a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bmc_cli.method.rules import RULES
from bmc_cli.model.canvas import BLOCKS, HEAD, VERSION, Block
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, NO, YES, Field, Shape
from bmc_cli.plain_text import json_text

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that the usual editors read."""

Schema = dict[str, Any]

_SOMETHING: Schema = {"type": ["string", "number", "boolean"]}
_PLAIN: Schema = {"type": ["string", "number", "boolean", "null"]}
_WORDS = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in (*YES, *NO))
_FLAG: Schema = {
    "anyOf": [
        {"type": ["boolean", "null"]},
        {"type": "string", "pattern": rf"^\s*(?:{_WORDS})?\s*$"},
    ]
}
_VERSION: Schema = {
    "anyOf": [{"const": int(VERSION)}, {"type": "string", "pattern": rf"^\s*{VERSION}\s*$"}]
}


def schema(pack: Pack) -> str:
    """Return the schema as JSON, with what ``pack`` says of each block."""
    head = {name: _described(_PLAIN, pack.say(f"schema.{name}")) for name in HEAD}
    blocks = {block.key: _block(block, pack) for block in BLOCKS}
    rules = {"type": "array", "items": {"enum": sorted(RULES)}}
    ignoring = {"type": "object", "properties": {"ignore": rules}}
    shape = {
        "$schema": DRAFT,
        "title": "Business Model Canvas",
        "type": "object",
        "properties": {
            "bmc": _described(_VERSION, pack.say("schema.bmc")),
            **head,
            "check": _described(ignoring, pack.say("schema.check")),
            **blocks,
        },
        "anyOf": [{"required": [key]} for key in ("bmc", *blocks)],
    }
    return json_text(shape, ascii_only=False)


def _block(block: Block, pack: Pack) -> Schema:
    prompt = pack.blocks[block.key]
    likely = {"links": list(EVERY_TARGET), "kinds": sorted(prompt.kinds)}
    parts = {
        field.name: _described(
            _shape(field, likely.get(field.attribute, [])), pack.say(f"schema.{field.name}")
        )
        for field in FIELDS
    }
    note = {"anyOf": [_PLAIN, {"type": "object", "properties": parts, "required": ["text"]}]}
    notes = {"anyOf": [{"type": "array", "items": note}, {"type": "null"}]}
    return _described(notes, f"{block.number} {prompt.title}: {prompt.purpose}. {prompt.question}")


def _shape(field: Field, likely: list[str]) -> Schema:
    if field.attribute == "text":
        return _SOMETHING
    return {Shape.TEXT: _PLAIN, Shape.FLAG: _FLAG, Shape.NAMES: _names(likely)}[field.shape]


def _names(likely: list[str]) -> Schema:
    """Return the shape of one name or several: the likely ones are offered, others may be."""
    name = {"anyOf": [{"enum": likely}, _PLAIN]} if likely else _PLAIN
    return {"anyOf": [name, {"type": "array", "items": name}]}


def _described(shape: Schema, description: str) -> Schema:
    return {**shape, "description": description}
