"""Texts as YAML scalars: what is written reads back as the same text, everywhere."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bmc_cli.file.yaml_scalars import as_block_scalar, as_scalar
from bmc_cli.file.yaml_text import Mapping, Node, Scalar, Sequence, parse
from tests.documents import TRICKY

pytestmark = pytest.mark.usefixtures("parser")

texts = st.one_of(
    st.text(), st.sampled_from(TRICKY), st.text(st.sampled_from(" \n\t:#-'\"?a[,]{}"))
)
styles = st.sampled_from(["", "'", '"'])


def scalars(text: str) -> list[str]:
    """Return all texts of a document, those of keys too."""
    root = parse(text, "canvas.yaml")
    found: list[str] = []
    waiting: list[Node] = [root] if root else []
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Scalar):
            found.append(node.text)
        elif isinstance(node, Sequence):
            waiting[:0] = node.items
        elif isinstance(node, Mapping):
            waiting[:0] = [each for pair in node.pairs for each in pair]
    return found


@given(texts, styles)
@example(":a", "")
@example("?a", "")
@example("\ufdd0", "")
@example("\ufdd0?", '"')
def test_any_text_reads_back_as_it_was(text: str, style: str) -> None:
    block, flow = as_scalar(text, style=style), as_scalar(text, style=style, flow=True)
    assert scalars(f"a: {block} # c\nb:\n- {block}\n- {block}") == ["a", text, "b", text, text]
    assert scalars(f"a: [{flow}, {flow} ]") == ["a", text, text]
    assert scalars(f"{{a: {flow}, b: {flow}}}") == ["a", text, "b", text]


@given(texts, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_in_lines_reads_back_as_it_was(text: str, newline: str) -> None:
    lines = ["a:", "- " + as_block_scalar(text, "    ", newline), "- b"]
    assert scalars(newline.join(lines)) == ["a", text, "b"]


PLAIN = [
    "Bakery",
    "10 km",
    "it's",
    "-dash",
    "a:b",
    "a#b",
    "é, 日 😀",
    "C#",
    "a - b",
    "?what",
    "a, b",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_is_plain_where_it_can_be(text: str) -> None:
    assert as_scalar(text) == text


QUOTED = [
    *["", "no", "Yes", "ON", "true", "null", "~", "12:30", "010", "0x1F", "1_000", "+1", ".inf"],
    *["2026-11-23", "1.0", "=", "<<", "a: b", "a:", "a #b", "#a", "- a", "-", "?", "? a", ": a"],
    *["[a]", "{a}", "a ", " a", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", '"a"', "'a'"],
    *["---", "--- a", "...", ",a"],
]


@pytest.mark.parametrize("text", QUOTED)
def test_what_yaml_takes_for_something_else_is_in_quotes(text: str) -> None:
    assert as_scalar(text) == "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize("text", ["1e3", "0o17", "y", "N"])
def test_what_a_reader_of_another_yaml_takes_for_something_else_is_in_quotes(text: str) -> None:
    assert as_scalar(text) == f"'{text}'"


@pytest.mark.parametrize("text", ["a, b", "a]", "{a", "a:", ":a", "?a", "a[0]"])
def test_what_means_something_in_brackets_is_quoted_in_brackets(text: str) -> None:
    assert as_scalar(text, flow=True) == f"'{text}'"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\nb", '"a\\nb"', id="lines"),
        pytest.param('a\t"b"\\', '"a\\t\\"b\\"\\\\"', id="tab_quote_and_backslash"),
        pytest.param("\x1b[31m", '"\\x1b[31m"', id="escape"),
        pytest.param("a\x85\u2028b", '"a\\x85\\u2028b"', id="other_line_ends"),
        pytest.param("\ufeffa", '"\\ufeffa"', id="byte_order_mark"),
        pytest.param("😀\x00", '"😀\\x00"', id="only_what_must_be"),
    ],
)
def test_what_cannot_be_seen_is_escaped(text: str, expected: str) -> None:
    assert as_scalar(text) == expected


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        pytest.param("a", "'", "'a'", id="single"),
        pytest.param("it's", "'", "'it''s'", id="single_doubled"),
        pytest.param("a", '"', '"a"', id="double"),
        pytest.param('"a"', '"', '"\\"a\\""', id="double_escaped"),
        pytest.param("a\nb", "'", '"a\\nb"', id="single_cannot_hold_lines"),
    ],
)
def test_quotes_are_kept_where_they_can_be(text: str, style: str, expected: str) -> None:
    assert as_scalar(text, style=style) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a", "a", id="one_line"),
        pytest.param("a\nb", "|-\n  a\n  b", id="lines"),
        pytest.param("a\n\n  b: #c", "|-\n  a\n\n    b: #c", id="blank_and_indented_lines"),
        pytest.param(" a\nb", '" a\\nb"', id="leading_blank"),
        pytest.param("\na", '"\\na"', id="leading_line"),
        pytest.param("a\n", '"a\\n"', id="last_line_empty"),
        pytest.param("a\n\x1b", '"a\\n\\x1b"', id="what_cannot_be_seen"),
    ],
)
def test_lines_are_a_literal_block_where_they_can_be(text: str, expected: str) -> None:
    assert as_block_scalar(text, "  ", "\n") == expected
