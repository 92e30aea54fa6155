"""The schema of packs for editors: it takes what is a pack, and what is none it does not."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bmc_cli.errors import BmcError
from bmc_cli.file.languages import shipped
from bmc_cli.file.packs import load_file
from bmc_cli.formats.pack_schema import pack_schema
from tests.packs import pack


@cache
def validator(language: str = "en") -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(json.loads(pack_schema(pack(language))))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_a_schema_that_editors_read(language: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(pack_schema(pack(language))))


@pytest.mark.parametrize("told_in", ["en", "nl"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_shipped_pack_is_valid(language: str, told_in: str) -> None:
    said = yaml.safe_load(shipped(language).read_text(encoding="utf-8"))
    validator(told_in).validate(said)


BLOCK = "extends: en\nblocks:\n  channels:\n    "


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("extends: nl\n", id="nothing that differs"),
        pytest.param("extends: nl\npack: 1\nname: A\n", id="a first pack"),
        pytest.param(f"{BLOCK}ask: [{{question: A, kind: purchase, rest: delivery}}]\n", id="ask"),
        pytest.param(f"{BLOCK}ask: [{{question: A, mark: later}}]\n", id="a mark"),
        pytest.param(f"{BLOCK}ask: []\n", id="no questions"),
        pytest.param(
            f"{BLOCK}kinds: {{mine: {{label: A, hint: B, role: , words: [c]}}}}\n", id="a kind"
        ),
        pytest.param("extends: en\nwords: {show: {later: soon}}\n", id="a word"),
    ],
)
def test_what_is_a_pack_is_valid(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_file(path)
    validator().validate(yaml.safe_load(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("pack: 2\nlanguage: en\n", id="half a pack"),
        pytest.param("extends: en\npack: 3\n", id="another version"),
        pytest.param("extends: en\ntitle: A\n", id="a name that there is not"),
        pytest.param(f"{BLOCK}questions: A\n", id="a misspelled part"),
        pytest.param(f"{BLOCK}criteria: A\n", id="a list that is a text"),
        pytest.param(f"{BLOCK}ask: [A]\n", id="a question that is a text"),
        pytest.param(f"{BLOCK}ask: [{{question: A}}]\n", id="a question that gives nothing"),
        pytest.param(f"{BLOCK}ask: [{{kind: purchase}}]\n", id="no question"),
        pytest.param(
            f"{BLOCK}ask: [{{question: A, kind: purchase, mark: later}}]\n", id="two things"
        ),
        pytest.param(
            f"{BLOCK}ask: [{{question: A, mark: later, rest: purchase}}]\n", id="rest of a mark"
        ),
        pytest.param(f"{BLOCK}ask: [{{question: A, mark: now}}]\n", id="another mark"),
        pytest.param(f"{BLOCK}kinds: {{mine: {{label: A}}}}\n", id="a kind without a hint"),
        pytest.param(
            f"{BLOCK}kinds: {{mine: {{label: A, hint: B, role: taste}}}}\n", id="another role"
        ),
    ],
)
def test_what_is_refused_as_a_pack_is_not_valid(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BmcError):
        load_file(path)
    assert not validator().is_valid(yaml.safe_load(text))


def test_a_whole_pack_lacks_nothing() -> None:
    said: Any = yaml.safe_load(shipped("en").read_text(encoding="utf-8"))
    del said["blocks"]["channels"]["gap"]
    assert not validator().is_valid(said)
    assert validator().is_valid({**said, "extends": "en"})


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_name_is_explained(language: str) -> None:
    shape: Any = json.loads(pack_schema(pack(language)))
    block = shape["properties"]["blocks"]["properties"]["revenue_streams"]
    assert block["description"] == pack(language).blocks["revenue_streams"].title
    parts = block["properties"]
    kind = parts["kinds"]["additionalProperties"]["properties"]
    ask = parts["ask"]["items"]["properties"]
    for names in (shape["properties"], parts, kind, ask):
        assert all(each["description"] for each in names.values())
    explained = {each["description"] for each in (parts["question"], ask["question"])}
    assert len(explained) == 2
