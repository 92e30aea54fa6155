"""Every spoiled canvas gets one answer, with libyaml and without, that says what and where."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bmc_cli.errors import BmcError
from bmc_cli.file import yaml_text
from bmc_cli.file.canvas_text import read, write
from bmc_cli.model.canvas import Canvas
from tests.mutations import spoiled_texts
from tests.packs import pack

EACH = 300

batches = pytest.mark.parametrize("seed", range(10))


def answer(text: str) -> Canvas | BmcError:
    try:
        return read(text, "canvas.yaml").canvas
    except BmcError as error:
        return error


def answer_by(parser: Any, text: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_PARSER", parser)
        found = answer(text)
    if isinstance(found, BmcError):
        return found.reason, found.place, found.values
    return found


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not here")
@batches
def test_a_spoiled_canvas_gets_one_answer_with_libyaml_and_without(seed: int) -> None:
    for text in spoiled_texts(seed, EACH):
        assert answer_by(yaml.CSafeLoader, text) == answer_by(yaml.SafeLoader, text), repr(text)


@batches
def test_a_refused_canvas_is_refused_in_words_and_at_a_place_in_it(seed: int) -> None:
    words = pack("en")
    answers = [(text, answer(text)) for text in spoiled_texts(seed, EACH)]
    refused = [(text, found) for text, found in answers if isinstance(found, BmcError)]
    assert EACH / 3 < len(refused) < EACH
    for text, error in refused:
        for part in ("errors", "remedies"):
            assert words.say(f"{part}.{error.reason}", **error.values), repr(text)
        if error.place is None:
            assert error.reason in {"empty_file", "not_a_canvas"}, repr(text)
            continue
        source = re.split(r"\r\n|\r|\n", text)[error.place.line - 1]
        assert error.place.source == source, repr(text)
        assert 1 <= error.place.column <= len(source) + 1, repr(text)


@batches
def test_a_spoiled_canvas_that_can_be_read_is_the_same_when_it_is_written_anew(seed: int) -> None:
    answers = [(text, answer(text)) for text in spoiled_texts(seed, EACH)]
    canvases = [(text, found) for text, found in answers if isinstance(found, Canvas)]
    assert len(canvases) > EACH / 20
    for text, canvas in canvases:
        assert answer(write(canvas)) == canvas, repr(text)


@pytest.mark.parametrize(
    ("text", "reason", "values"),
    [
        pytest.param(
            "bmc: 1\n? customer_segments\n: - a\n",
            "yaml_question_list",
            {"key": "customer_segments", "note": "- a"},
            id="a list behind the colon",
        ),
        pytest.param(
            "bmc: 1\ncustomer_segments:\n  - b\n? customer_segments\n: - a\n",
            "yaml_question_again",
            {"key": "customer_segments"},
            id="a block that is above it",
        ),
        pytest.param(
            "bmc: 1\n? customer_segments\n: - a\ncustomer_segments: [b]\n",
            "yaml_question_again",
            {"key": "customer_segments"},
            id="a block that is below it",
        ),
        pytest.param(
            "bmc: 1\ncustomer_segments: [b]\ncustomer_segment: [a]\n",
            "block_under_two_names",
            {"key": "customer_segment", "likely": "customer_segments"},
            id="a slip beside the block itself",
        ),
        pytest.param(
            "bmc: 1\nklantsegmenten: [a]\ncustomer_segments: [b]\n",
            "block_under_two_names",
            {"key": "klantsegmenten", "likely": "customer_segments"},
            id="another name beside the block itself",
        ),
    ],
)
def test_what_is_advised_is_not_refused_next(
    text: str, reason: str, values: dict[str, str]
) -> None:
    with pytest.raises(BmcError) as refused:
        read(text, "x")
    assert refused.value.reason == reason
    assert refused.value.values == values
