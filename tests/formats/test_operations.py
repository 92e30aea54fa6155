"""A list of operations in JSON: what is one, what is none, and a schema that says the same."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import yaml_text
from bmc_cli.formats.operations import MOST_BYTES, OPERATIONS, operations_schema, read
from bmc_cli.model import operations
from tests.packs import pack

ADD: dict[str, Any] = {"do": "add", "block": "channels", "text": "Shop"}
CHANGE: dict[str, Any] = {"do": "change", "block": 4, "note": 1}


@cache
def validator() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(operations_schema(pack("en"))))


def refused(data: bytes) -> BmcError:
    with pytest.raises(BmcError) as caught:
        read(data, "ops.json")
    assert caught.value.exit_code == USAGE
    return caught.value


def test_they_are_the_operations_of_the_model() -> None:
    names = {each.__name__.lower() for each in operations.Operation.__args__}
    assert set(OPERATIONS) == names


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_a_schema(language: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(operations_schema(pack(language))))


@pytest.mark.parametrize(
    "operation",
    [
        pytest.param(ADD, id="add"),
        pytest.param({**ADD, "block": 4}, id="a block by its number"),
        pytest.param({**ADD, "for": "A"}, id="for one"),
        pytest.param({**ADD, "for": ["A", 2], "kind": 1}, id="for some"),
        pytest.param({**ADD, "for": []}, id="for nobody"),
        pytest.param({**ADD, "later": True, "detail": "", "outlook": "x", "remark": "y"}, id="all"),
        pytest.param(CHANGE, id="change nothing"),
        pytest.param({**CHANGE, "note": "Shop", "text": "Van"}, id="a note by its text"),
        pytest.param(
            {**CHANGE, "add_for": "A", "remove_for": ["B"], "add_kind": [], "remove_kind": 1},
            id="come and go",
        ),
        pytest.param({"do": "remove", "block": 4, "note": 1}, id="remove"),
        pytest.param({"do": "move", "block": 4, "note": 1, "to": 2}, id="move"),
        pytest.param({"do": "carry", "block": 4, "note": 1, "to": "revenue"}, id="carry"),
        pytest.param({"do": "keep", "block": 4, "note": 1}, id="keep"),
        pytest.param({"do": "retitle", "field": "title", "text": "X"}, id="retitle"),
        pytest.param({"do": "reach", "block": 9}, id="reach"),
    ],
)
def test_an_operation_is_read(operation: dict[str, Any]) -> None:
    assert read(json.dumps([operation]).encode(), "") == [operation]
    validator().validate([operation])


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        pytest.param(1, "operation_no_object", id="a number"),
        pytest.param([], "operation_no_object", id="a list"),
        pytest.param({}, "operation_lacks", id="nothing to do"),
        pytest.param({"do": "zap"}, "operation_unknown", id="unknown"),
        pytest.param({"do": "Add"}, "operation_unknown", id="capitals"),
        pytest.param({"do": ["add"]}, "operation_unknown", id="two to do"),
        pytest.param({"do": "add", "block": 4}, "operation_lacks", id="no text"),
        pytest.param({**ADD, "txt": "x"}, "operation_key", id="unknown key"),
        pytest.param({**ADD, "note": 1}, "operation_key", id="key of another"),
        pytest.param({**ADD, "add_for": "A"}, "operation_key", id="come to a new note"),
        pytest.param({**ADD, "conflict": "x"}, "operation_key", id="mark of a merge"),
        pytest.param({**ADD, "block": None}, "operation_block", id="no block"),
        pytest.param({**ADD, "block": 4.5}, "operation_block", id="half a block"),
        pytest.param({**ADD, "text": 3}, "operation_text", id="number for text"),
        pytest.param({**ADD, "text": ["x"]}, "operation_text", id="list for text"),
        pytest.param({**ADD, "later": "yes"}, "operation_flag", id="yes"),
        pytest.param({**ADD, "later": 1}, "operation_flag", id="one"),
        pytest.param({**ADD, "for": {"A": 1}}, "operation_names", id="object for names"),
        pytest.param({**ADD, "for": [["A"]]}, "operation_names", id="list in a list"),
        pytest.param({**ADD, "for": [True]}, "operation_names", id="true for a name"),
        pytest.param({**CHANGE, "note": True}, "operation_note", id="true for a note"),
        pytest.param(
            {"do": "move", "block": 4, "note": 1, "to": "2"}, "operation_place", id="text for place"
        ),
        pytest.param(
            {"do": "retitle", "field": "date", "text": "X"}, "operation_field", id="no such field"
        ),
    ],
)
def test_what_is_no_operation_is_refused_with_its_number(operation: Any, reason: str) -> None:
    fault = refused(json.dumps([ADD, operation]).encode())
    assert (fault.reason, fault.values["n"]) == ("operation", 2)
    assert fault.values["cause"].reason == reason
    assert not validator().is_valid([operation])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "operations_not_json", id="nothing"),
        pytest.param(b"- do: add", "operations_not_json", id="YAML"),
        pytest.param(b'[{"do": "add"', "operations_not_json", id="cut off"),
        pytest.param(b'["\xff"]', "operations_not_json", id="no UTF-8"),
        pytest.param(b'["a\0b"]', "operations_not_json", id="NUL"),
        pytest.param(b"\0" * 9, "operations_not_json", id="NULs"),
        pytest.param(json.dumps(ADD).encode(), "operations_no_list", id="one operation"),
        pytest.param(b"null", "operations_no_list", id="null"),
        pytest.param(b"9" * 100_000, "operations_no_list", id="a long number"),
        pytest.param(b"[" * 200_000, "operations_too_deep", id="deep"),
        pytest.param(b'{"a":' * 150_000, "operations_too_deep", id="deep objects"),
        pytest.param(b" " * (MOST_BYTES + 1), "operations_too_big", id="huge"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, reason: str) -> None:
    assert refused(data).reason == reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b'[{"do": "add", "do": "reach"}]', "operation_twice", id="a key twice"),
        pytest.param(
            b'[{"do": "add", "block": 4, "text": "a\\u0000b"}]', "operation_nul", id="NUL, escaped"
        ),
        pytest.param(
            b'[{"do": "add", "block": 4, "text": "a", "for": ["\\u0000"]}]',
            "operation_nul",
            id="NUL in a name",
        ),
        pytest.param(
            b'[{"do": "remove", "block": 4, "note": NaN}]', "operation_note", id="no number"
        ),
        pytest.param(
            b'[{"do": "remove", "block": 4, "note": %s}]' % (b"9" * 9_000),
            "operation_note",
            id="a long number",
        ),
    ],
)
def test_what_json_lets_through_is_refused_too(data: bytes, reason: str) -> None:
    assert refused(data).values["cause"].reason == reason


def test_the_place_of_a_fault_in_json_is_told() -> None:
    values = refused(b'[\n  {"do": add}\n]').values
    assert (values["line"], values["column"]) == (2, 10)


def test_a_mark_of_byte_order_is_no_fault() -> None:
    assert read(b"\xef\xbb\xbf[]", "") == []


def test_a_list_may_be_as_long_as_a_canvas() -> None:
    assert MOST_BYTES == yaml_text.MOST_BYTES
