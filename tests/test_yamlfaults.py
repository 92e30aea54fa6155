"""Every spoiled canvas gets one answer, with libyaml and without: a canvas, or a reason and place."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bmc_cli import canvasfile, yamltext
from bmc_cli.errors import BmcError
from bmc_cli.prompts import load_language
from tests.mutations import spoiled_texts

BATCHES = range(10)
EACH = 150


def answer(text: str, parser: Any) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamltext, "_PARSER", parser)
        try:
            return canvasfile.read(text, "canvas.yaml").canvas
        except BmcError as error:
            return error.reason, error.place, error.values


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not here")
@pytest.mark.parametrize("seed", BATCHES)
def test_a_spoiled_canvas_gets_one_answer_with_libyaml_and_without(seed: int) -> None:
    for text in spoiled_texts(seed, EACH):
        assert answer(text, yaml.CSafeLoader) == answer(text, yaml.SafeLoader), repr(text)


@pytest.mark.parametrize("seed", BATCHES)
def test_a_refused_canvas_is_refused_in_words_and_at_a_place_in_it(seed: int) -> None:
    words = load_language("en")
    refused = 0
    for text in spoiled_texts(seed, EACH):
        try:
            canvasfile.read(text, "canvas.yaml")
        except BmcError as error:
            refused += 1
            for part in ("errors", "remedies"):
                assert words.say(f"{part}.{error.reason}", **error.values), repr(text)
            if error.place is None:
                assert error.reason in {"empty_file", "not_a_canvas"}, repr(text)
                continue
            source = re.split(r"\r\n|\r|\n", text)[error.place.line - 1]
            assert error.place.source == source, repr(text)
            assert 1 <= error.place.column <= len(source) + 1, repr(text)
    assert EACH / 3 < refused < EACH


@pytest.mark.parametrize("seed", BATCHES)
def test_a_spoiled_canvas_that_is_read_reads_back_as_it_was_written(seed: int) -> None:
    for text in spoiled_texts(seed, EACH):
        try:
            canvas = canvasfile.read(text, "canvas.yaml").canvas
        except BmcError:
            continue
        assert canvasfile.read(canvasfile.write(canvas), "canvas.yaml").canvas == canvas, repr(text)
