"""One answer to a text, on a machine with libyaml and on one without."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bmc_cli.errors import BmcError
from bmc_cli.file import yaml_text
from bmc_cli.file.yaml_text import parse
from tests.documents import TRICKY, Case, cases

pytestmark = pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not here")


def answer(text: str, loader: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_PARSER", getattr(yaml, loader))
        try:
            return parse(text, "canvas.yaml")
        except BmcError as error:
            return error.reason, error.place


@given(cases())
def test_there_is_one_answer_with_libyaml_and_without(case: Case) -> None:
    assert answer(case.text, "CSafeLoader") == answer(case.text, "SafeLoader")


@given(st.lists(st.sampled_from([*TRICKY, "a: ", "- ", "\n", "  ", "\t", "#", "'", '"', "\\"])))
@example(["a: x\t", "# none"])
@example(["a: [", "?b", ", :c]"])
@example(["a: |", "# none\n  b"])
def test_there_is_one_answer_to_what_may_be_no_yaml(parts: list[str]) -> None:
    text = "".join(parts)
    assert answer(text, "CSafeLoader") == answer(text, "SafeLoader")
