"""The schema for editors: it takes what is a canvas, and what is none it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings

from bmc_cli.errors import BmcError
from bmc_cli.file import canvas_text
from bmc_cli.formats import json as json_format
from bmc_cli.formats.schema import DRAFT, schema
from bmc_cli.model.canvas import BLOCKS, HEAD, Canvas
from bmc_cli.model.fields import NO, YES
from tests.documents import Case, canvases, cases
from tests.packs import pack

ROOT = Path(__file__).resolve().parents[2]
FILES = [*ROOT.glob("tests/answers/*.yaml"), *ROOT.glob("tests/drawing/golden/*.yaml")]


class Editor(yaml.BaseLoader):
    """Reads YAML as the usual editors do, but for numbers and dates, which are texts here."""


Editor.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile("^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]
)
Editor.add_constructor("tag:yaml.org,2002:null", lambda *_: None)


@cache
def validator(language: str = "en") -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(schema(pack(language))))


def is_valid(text: str) -> bool:
    """Whether an editor finds nothing to remark on in a file."""
    return validator().is_valid(yaml.load(text, Editor))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_a_schema_that_editors_read(language: str) -> None:
    shape = json.loads(schema(pack(language)))
    jsonschema.Draft7Validator.check_schema(shape)
    assert shape["$schema"] == DRAFT
    assert list(shape["properties"]) == [
        *("bmc", *HEAD, "conflicts", "check"),
        *(block.key for block in BLOCKS),
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_canvas_of_ours_is_valid(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert is_valid(text)
    validator().validate(yaml.safe_load(text.replace("2026-11-23", "'2026-11-23'")))


@settings(deadline=None, max_examples=60)
@given(cases())
def test_what_is_read_as_a_canvas_is_valid(case: Case) -> None:
    canvas_text.read(case.text, "x")
    assert is_valid(case.text)


@settings(deadline=None, max_examples=60)
@given(canvases())
def test_the_json_of_a_canvas_is_valid(canvas: Canvas) -> None:
    validator().validate(json.loads(json_format.write(canvas)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bmc: 2\n", id="another version"),
        pytest.param("hello: world\n", id="no canvas"),
        pytest.param("bmc: 1\nchannels: Shop\n", id="a block that is no list"),
        pytest.param("bmc: 1\nchannels:\n  - detail: x\n", id="a note without a text"),
        pytest.param("bmc: 1\nchannels:\n  - [a, b]\n", id="a list in a list"),
        pytest.param("bmc: 1\ntitle: [a]\n", id="a title that is a list"),
        pytest.param(
            "bmc: 1\nchannels:\n  - {text: a, later: perhaps}\n", id="a flag that is none"
        ),
    ],
)
def test_what_is_refused_as_a_canvas_is_not_valid(text: str) -> None:
    with pytest.raises(BmcError):
        canvas_text.read(text, "x")
    assert not is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bmc: 1\nmine: {a: [1]}\nchannels: [{text: a, mine: 1}]\n", id="own keys"),
        pytest.param("channels: [a]\n", id="no version"),
        pytest.param("bmc: 1\nchannels:\n", id="an open block"),
        pytest.param("bmc: 1\nchannels: [{text: a, kind: mine, for: all}]\n", id="own kinds"),
        pytest.param("bmc: 1\nchannels: [{text: a, for: [b, c], later: yes}]\n", id="links"),
    ],
)
def test_what_is_the_owners_own_is_valid(text: str) -> None:
    canvas_text.read(text, "x")
    assert is_valid(text)


@pytest.mark.parametrize("cased", [str.lower, str.capitalize, str.upper])
@pytest.mark.parametrize("word", [*YES, *NO])
def test_every_word_for_yes_and_no_is_read_and_valid(
    word: str, cased: Callable[[str], str]
) -> None:
    text = f"channels: [{{text: a, later: {cased(word)}}}]\n"
    (note,) = canvas_text.read(text, "x").canvas.notes("channels")
    assert note.later == (word in YES)
    assert is_valid(text)


def test_every_key_and_kind_is_explained_and_offered() -> None:
    shape: Any = json.loads(schema(pack("nl")))
    assert shape["properties"]["channels"]["description"].startswith("4 Klantkanalen: ")
    note = shape["properties"]["channels"]["anyOf"][0]["items"]["anyOf"][1]
    assert all(part["description"] for part in note["properties"].values())
    offered = note["properties"]["kind"]["anyOf"][0]["anyOf"][0]["enum"]
    assert offered == sorted(pack("nl").blocks["channels"].kinds)
