"""The shape of a canvas file as JSON Schema, for editors that complete and check.

It says what ``file.canvas_text`` reads: keys of the owner's own are welcome, and since people
write ``2`` where the file means the text "2", any plain value is a text.
"""

from __future__ import annotations

from collections.abc import Iterable
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
PLAIN: Schema = {"type": ["string", "number", "boolean", "null"]}
"""A plain value, which is a text whatever it looks like."""


def _one_of(words: Iterable[str]) -> Schema:
    """Return the shape of a text that is one of these words, in any capitals, or empty."""
    known = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in words)
    return {"type": "string", "pattern": rf"^\s*(?:{known})?\s*$"}


_FLAG: Schema = {"anyOf": [{"type": ["boolean", "null"]}, _one_of((*YES, *NO))]}
_VERSION: Schema = {
    "anyOf": [{"const": int(VERSION)}, {"type": "string", "pattern": rf"^\s*{VERSION}\s*$"}]
}


def schema(pack: Pack) -> str:
    """Return the schema as JSON, with what ``pack`` says of each block."""
    head = {name: described(PLAIN, pack.say(f"schema.{name}")) for name in HEAD}
    blocks = {block.key: _block(block, pack) for block in BLOCKS}
    texts = {"anyOf": [PLAIN, {"type": "array", "items": PLAIN}]}
    conflicts = {"properties": dict.fromkeys([*HEAD, "lines"], texts)}
    rules = {"type": "array", "items": {"enum": sorted(RULES)}}
    ignoring = {"type": "object", "properties": {"ignore": rules}}
    shape = {
        "$schema": DRAFT,
        "title": "Business Model Canvas",
        "type": "object",
        "properties": {
            "bmc": described(_VERSION, pack.say("schema.bmc")),
            **head,
            "conflicts": described(conflicts, pack.say("schema.conflicts")),
            "check": described(ignoring, pack.say("schema.check")),
            **blocks,
        },
        "anyOf": [{"required": [key]} for key in ("bmc", *blocks)],
    }
    return json_text(shape, ascii_only=False)


def _block(block: Block, pack: Pack) -> Schema:
    prompt = pack.blocks[block.key]
    likely = {"links": list(EVERY_TARGET), "kinds": sorted(prompt.kinds)}
    parts = {
        field.name: described(
            _shape(field, likely.get(field.attribute, [])), pack.say(f"schema.{field.name}")
        )
        for field in FIELDS
    }
    note = {"anyOf": [PLAIN, {"type": "object", "properties": parts, "required": ["text"]}]}
    notes = {"anyOf": [{"type": "array", "items": note}, {"type": "null"}]}
    return described(notes, f"{block.number} {prompt.title}: {prompt.purpose}. {prompt.question}")


def _shape(field: Field, likely: list[str]) -> Schema:
    if field.attribute == "text":
        return _SOMETHING
    if field.shape is Shape.CHOICE:
        return {"anyOf": [{"enum": [*field.choices, None]}, _one_of(field.choices)]}
    return {Shape.TEXT: PLAIN, Shape.FLAG: _FLAG, Shape.NAMES: _names(likely)}[field.shape]


def _names(likely: list[str]) -> Schema:
    """Return the shape of one name or several: the likely ones are offered, others may be."""
    name = {"anyOf": [{"enum": likely}, PLAIN]} if likely else PLAIN
    return {"anyOf": [name, {"type": "array", "items": name}]}


def described(shape: Schema, description: str) -> Schema:
    """Return ``shape`` with what an editor says of it."""
    return {**shape, "description": description}
