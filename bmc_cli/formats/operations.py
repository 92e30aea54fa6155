"""Operations on a canvas as a list in JSON: what each of them says, for its reader and a schema.

They are those of ``model.operations``, by their names in small letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.formats.schema import DRAFT, Schema, described
from bmc_cli.model.canvas import BLOCKS, HEAD, HEAD_FIELDS, head_named
from bmc_cli.model.fields import BY_NAME, FIELDS, Place, Shape
from bmc_cli.plain_text import json_text

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

MOST_BYTES = 1_000_000
"""The longest list that is read: as long as a canvas may be."""

Asked = Mapping[str, Any]
"""An operation as somebody asks for it: each value of the kind that its key wants."""


class Wanted(Enum):
    """What a key of an operation holds."""

    BLOCK = "block"
    NOTE = "note"
    TEXT = "text"
    NAMES = "names"
    FLAG = "flag"
    CHOICE = "choice"
    PLACE = "place"
    FIELD = "field"
    TITLE = "title"


class Form(NamedTuple):
    """The keys of an operation: those that it ``needs``, and those that it may have as well."""

    needs: Mapping[str, Wanted]
    may: Mapping[str, Wanted]


_SHAPES = {
    Shape.TEXT: Wanted.TEXT,
    Shape.NAMES: Wanted.NAMES,
    Shape.FLAG: Wanted.FLAG,
    Shape.CHOICE: Wanted.CHOICE,
}
_SAID = {each.name: _SHAPES[each.shape] for each in FIELDS[1:] if each.place is not Place.VERSION}
_CHANGED = {
    f"{way}_{name}": wanted
    for name, wanted in _SAID.items()
    if wanted is Wanted.NAMES
    for way in ("add", "remove")
}
_BLOCK = {"block": Wanted.BLOCK}
_NOTE = {**_BLOCK, "note": Wanted.NOTE}
_TEXT = {"text": Wanted.TEXT}

OPERATIONS: Mapping[str, Form] = {
    "add": Form({**_BLOCK, **_TEXT}, _SAID),
    "change": Form(_NOTE, {**_TEXT, **_SAID, **_CHANGED}),
    "remove": Form(_NOTE, {}),
    "move": Form({**_NOTE, "to": Wanted.PLACE}, {}),
    "carry": Form({**_NOTE, "to": Wanted.BLOCK}, {}),
    "keep": Form(_NOTE, {}),
    "retitle": Form({"field": Wanted.FIELD, **_TEXT}, {}),
    "settle": Form({"field": Wanted.TITLE, **_TEXT}, {}),
    "reach": Form(_BLOCK, {}),
}
"""What each operation says beside its name, which stands under ``do``."""


# -- reading


class _Object(dict[str, Any]):
    """An object of JSON; ``twice`` is a key that it has twice, "" for none."""

    twice = ""


def read(data: bytes, name: str) -> list[Asked]:
    """Return the operations in the bytes of a file that is called ``name``.

    Raises ``BmcError`` for what is no list of them, with the number of the first that is none.
    """
    if len(data) > MOST_BYTES:
        raise too_big(name)
    found = _parsed(data, name)
    if not isinstance(found, list):
        raise BmcError("operations_no_list", exit_code=USAGE, file=name)
    for number, each in enumerate(found, 1):
        try:
            _check(each)
        except BmcError as fault:
            raise numbered(number, fault) from None
    return found


def too_big(name: str) -> BmcError:
    """Return what is wrong with a list that is too long to be read."""
    return BmcError("operations_too_big", exit_code=USAGE, file=name, most=MOST_BYTES)


def numbered(number: int, fault: BmcError) -> BmcError:
    """Return ``fault`` as that of the operation with this number."""
    return BmcError("operation", exit_code=fault.exit_code, n=number, cause=fault)


def _parsed(data: bytes, name: str) -> Any:
    import json

    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_constant=float,
        )
    except UnicodeDecodeError as fault:
        before = data[: fault.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    except json.JSONDecodeError as fault:
        line, column = fault.lineno, fault.colno
    except RecursionError:
        raise BmcError("operations_too_deep", exit_code=USAGE, file=name) from None
    raise BmcError("operations_not_json", exit_code=USAGE, file=name, line=line, column=column)


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        made.twice = next(name for name in names if names.count(name) > 1)
    return made


def _whole(digits: str) -> int | float:
    """Return a whole number; one that counts nothing is none, and may take long to read."""
    return int(digits) if len(digits) <= len(str(MOST_BYTES)) else float("inf")


def _check(operation: Any) -> None:
    """Refuse what is no operation."""
    if not isinstance(operation, _Object):
        raise BmcError("operation_no_object", exit_code=USAGE)
    if operation.twice:
        raise BmcError("operation_twice", exit_code=USAGE, key=operation.twice)
    _check_there({"do"}, operation)
    do = operation["do"]
    form = OPERATIONS.get(do) if isinstance(do, str) else None
    if form is None:
        word, known = do if isinstance(do, str) else json_text(do), ", ".join(OPERATIONS)
        raise BmcError("operation_unknown", exit_code=USAGE, word=word, known=known)
    keys = {**form.needs, **form.may}
    for key in [each for each in operation if each not in {"do", *keys}]:
        known = ", ".join(keys)
        raise BmcError("operation_key", exit_code=USAGE, key=key, do=do, known=known)
    _check_there(form.needs, operation)
    for key, wanted in keys.items():
        if key in operation:
            _check_value(key, operation[key], wanted)


def _check_there(needed: Iterable[str], operation: _Object) -> None:
    for key in needed:
        if key not in operation:
            raise BmcError("operation_lacks", exit_code=USAGE, key=key)


def _check_value(key: str, value: Any, wanted: Wanted) -> None:
    known = BY_NAME[key].choices if wanted is Wanted.CHOICE else ()
    if value not in known if known else not _fits(value, wanted):
        reason = f"operation_{wanted.value}"
        raise BmcError(reason, exit_code=USAGE, key=key, known=", ".join(known))
    if any("\0" in str(each) for each in (value if isinstance(value, list) else [value])):
        raise BmcError("operation_nul", exit_code=USAGE, key=key)


def _fits(value: Any, wanted: Wanted) -> bool:
    is_text, is_number = isinstance(value, str), type(value) is int
    if wanted is Wanted.FLAG:
        return isinstance(value, bool)
    if wanted in {Wanted.FIELD, Wanted.TITLE}:
        named = head_named(value) if is_text else ""
        return bool(named) or (wanted is Wanted.TITLE and value in HEAD)
    if wanted is Wanted.TEXT:
        return is_text
    if wanted is Wanted.PLACE:
        return is_number
    if wanted is Wanted.NAMES and isinstance(value, list):
        return all(isinstance(each, str) or type(each) is int for each in value)
    return is_text or is_number


# -- the schema


def operations_schema(pack: Pack) -> str:
    """Return the schema of such a list as JSON, explained in the words of ``pack``."""
    shape = {
        "$schema": DRAFT,
        "title": pack.say("operations.list"),
        "type": "array",
        "items": {"oneOf": [_schema(do, form, pack) for do, form in OPERATIONS.items()]},
    }
    return json_text(shape, ascii_only=False)


def _schema(do: str, form: Form, pack: Pack) -> Schema:
    keys = {**form.needs, **form.may}
    return {
        "description": pack.say(f"operations.{do}"),
        "type": "object",
        "properties": {
            "do": {"const": do},
            **{key: described(_shape(key, keys[key]), _said(key, keys[key], pack)) for key in keys},
        },
        "required": ["do", *form.needs],
        "additionalProperties": False,
    }


def _said(key: str, wanted: Wanted, pack: Pack) -> str:
    if key in _SAID and wanted is not Wanted.NAMES:
        return pack.say(f"schema.{key}")
    way = f"{key.partition('_')[0]}_" if key in _CHANGED else ""
    return pack.say(f"operations.{way}{wanted.value}")


def _shape(key: str, wanted: Wanted) -> Schema:
    if wanted is Wanted.CHOICE:
        return {"enum": list(BY_NAME[key].choices)}
    name: Schema = {"type": ["string", "integer"]}
    return {
        Wanted.BLOCK: {"anyOf": [{"enum": [block.key for block in BLOCKS]}, name]},
        Wanted.NOTE: name,
        Wanted.TEXT: {"type": "string"},
        Wanted.NAMES: {"anyOf": [name, {"type": "array", "items": name}]},
        Wanted.FLAG: {"type": "boolean"},
        Wanted.PLACE: {"type": "integer"},
        Wanted.TITLE: {"enum": list(HEAD)},
        Wanted.FIELD: {"enum": [name for each in HEAD_FIELDS.values() for name in each.names]},
    }[wanted]
