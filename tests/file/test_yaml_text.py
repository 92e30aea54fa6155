"""Reading YAML as text at known places, and writing scalars; with libyaml and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bmc_cli.errors import BmcError, Place
from bmc_cli.file.yaml_text import (
    MOST_BYTES,
    MOST_DEPTH,
    Mapping,
    Node,
    Scalar,
    Sequence,
    decode,
    parse,
    place_at,
)

FILE = "canvas.yaml"
pytestmark = pytest.mark.usefixtures("parser")


def parsed(text: str) -> Node:
    node = parse(text, FILE)
    assert node is not None
    return node


def refused(text: str) -> BmcError:
    with pytest.raises(BmcError) as caught:
        parse(text, FILE)
    return caught.value


def nodes(node: Node) -> Iterator[Node]:
    """Yield a node and all in it, in the order of the text."""
    yield node
    if isinstance(node, Sequence):
        for item in node.items:
            yield from nodes(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key
            yield from nodes(value)


# -- bytes to text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a: b\n", ("", "a: b\n"), id="ascii"),
        pytest.param("é: 日本 😀\r\n".encode(), ("", "é: 日本 😀\r\n"), id="utf_8"),
        pytest.param(b"\xef\xbb\xbfa: b\n", ("\ufeff", "a: b\n"), id="byte_order_mark"),
        pytest.param(b"", ("", ""), id="empty"),
        pytest.param(b"\xef\xbb\xbf", ("\ufeff", ""), id="only_a_byte_order_mark"),
    ],
)
def test_the_byte_order_mark_is_parted_from_the_text(
    data: bytes, expected: tuple[str, str]
) -> None:
    assert decode(data, FILE) == expected


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        pytest.param(b"caf\xe9\n", Place(FILE, 1, 4, "caf\ufffd"), "0xE9", id="latin_1"),
        pytest.param(b"a\nb: \xff c\nd\n", Place(FILE, 2, 4, "b: \ufffd c"), "0xFF", id="line_2"),
        pytest.param(b"a\r\nb\r\xfe", Place(FILE, 3, 1, "\ufffd"), "0xFE", id="other_line_ends"),
        pytest.param("é😀".encode() + b"\x80", Place(FILE, 1, 3, "é😀\ufffd"), "0x80", id="wide"),
        pytest.param(b"a\xe2\x82", Place(FILE, 1, 2, "a\ufffd"), "0xE2", id="cut_off"),
        pytest.param(b"\xef\xbb\xbfa\xff", Place(FILE, 1, 2, "a\ufffd"), "0xFF", id="after_a_mark"),
    ],
)
def test_the_first_byte_that_is_no_utf_8_is_pointed_at(
    data: bytes, place: Place, byte: str
) -> None:
    with pytest.raises(BmcError) as caught:
        decode(data, FILE)
    error = caught.value
    assert (error.reason, error.place, error.values) == ("wrong_encoding", place, {"byte": byte})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param("a: b".encode("utf-16"), "wrong_encoding", id="utf_16"),
        pytest.param(b"\xfe\xff" + "a: b".encode("utf-16-be"), "wrong_encoding", id="utf_16_be"),
        pytest.param("a: b".encode("utf-16-le"), "not_text", id="utf_16_without_mark"),
        pytest.param(b"a: b\0c", "not_text", id="nul"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_text", id="picture"),
        pytest.param(b"PK\x03\x04\x14\0\0\0", "not_text", id="zip"),
    ],
)
def test_what_is_no_text_in_utf_8_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BmcError) as caught:
        decode(data, FILE)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("offset", "line", "column", "source"),
    [
        pytest.param(0, 1, 1, "ab", id="start"),
        pytest.param(2, 1, 3, "ab", id="end_of_line"),
        pytest.param(4, 2, 1, "😀c", id="after_crlf"),
        pytest.param(5, 2, 2, "😀c", id="after_a_wide_sign"),
        pytest.param(7, 3, 1, "d", id="after_cr"),
        pytest.param(9, 4, 1, "", id="after_the_last_end"),
    ],
)
def test_a_place_is_line_and_column_from_1(
    offset: int, line: int, column: int, source: str
) -> None:
    assert place_at("ab\r\n😀c\rd\n", offset, FILE) == Place(FILE, line, column, source)


# -- what is let in


@pytest.mark.parametrize(
    "text",
    [
        *["no", "Yes", "on", "true", "12:30", "010", "0x1F", "1_000", "1e3", "+1", ".inf"],
        *["2026-11-23", "2024-13-45", "1.0", "~", "null", "=", "<<", "9" * 500],
    ],
)
def test_every_scalar_is_the_text_that_stands_there(text: str) -> None:
    root = parsed(f"a: {text}\nb: [{text}]\n{text}: c\n")
    assert isinstance(root, Mapping)
    scalars = [node.text for node in nodes(root) if isinstance(node, Scalar)]
    assert scalars == ["a", text, "b", text, text, "c"]


@pytest.mark.parametrize(
    ("written", "none"),
    [("", True), ("~", True), ("null", True), ("'~'", False), ('""', False), ("no", False)],
)
def test_a_bare_tilde_null_or_nothing_means_none(written: str, none: bool) -> None:
    root = parsed(f"a: {written}\n")
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert value.is_none is none
    assert root.get("b") is None


@pytest.mark.parametrize(
    ("written", "text"),
    [
        pytest.param(r'"\ud83d\ude00"', "😀", id="a_pair"),
        pytest.param(r'"a \uD83D\uDE00 ? \ud83d\ude01"', "a 😀 ? 😁", id="pairs_in_a_text"),
        pytest.param(r'"\U0000d83d\ude00"', "😀", id="a_pair_in_two_ways"),
        pytest.param(r'"\ud83d"', "\ud83d", id="a_half"),
        pytest.param(r'"\ude00\ud83d"', "\ude00\ud83d", id="halves_the_wrong_way_round"),
        pytest.param(r'"\ud83d \ude00"', "\ud83d \ude00", id="halves_apart"),
        pytest.param(r'"\ud83d\ude00 \ufdd0"', "😀 \ufdd0", id="beside_a_noncharacter"),
        pytest.param(r'"\\ud83d\\ude00"', r"\ud83d\ude00", id="backslashes"),
        pytest.param(r"'\ud83d\ude00 \ufdd0?'", r"\ud83d\ude00 \ufdd0?", id="single_quotes"),
        pytest.param(r"C:\ud83d\ufdd0\ud801", r"C:\ud83d\ufdd0\ud801", id="plain"),
        pytest.param("|-\n  \\ud83d\n  ?", "\\ud83d\n?", id="literal_block"),
    ],
)
def test_two_escapes_for_one_character_are_that_character(written: str, text: str) -> None:
    root = parsed(f"a: {written}\n")
    assert [node.text for node in nodes(root) if isinstance(node, Scalar)] == ["a", text]


def test_a_long_text_with_pairs_of_escapes_is_read_too() -> None:
    root = parsed('["' + "a" * 200_000 + r' \ud83d\ude00"]')
    assert isinstance(root, Sequence)
    assert isinstance(item := root.items[0], Scalar)
    assert item.text.endswith("a 😀")


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n", "  \n\n"])
def test_a_text_without_content_has_no_root(text: str) -> None:
    assert parse(text, FILE) is None


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        pytest.param("a: &x b\n", "yaml_anchor", 1, 4, id="anchor"),
        pytest.param("a:\n  - &x {b: c}\n", "yaml_mark", 2, 5, id="anchor_of_a_mapping"),
        pytest.param("a: &x\n  b: c\n", "yaml_mark", 1, 4, id="anchor_of_lines"),
        pytest.param("a: &x b\nc: [*x]\n", "yaml_mark", 1, 4, id="anchor_that_is_referred_to"),
        pytest.param("a: &x 'b'\n", "yaml_mark", 1, 4, id="anchor_of_quotes"),
        pytest.param("a: !x |\n  b\n", "yaml_mark", 1, 4, id="tag_of_a_literal_block"),
        pytest.param("a: {<<: *x}\n", "yaml_merge", 1, 9, id="merge"),
        pytest.param("a:\n  <<: [*x, *y]\n", "yaml_merge", 2, 8, id="merge_of_several"),
        pytest.param("? a: b\n", "yaml_question", 1, 1, id="question_mark_before_a_name"),
        pytest.param("a: b\nc: *x\n", "yaml_alias", 2, 4, id="alias"),
        pytest.param("a: !!str b\n", "yaml_tag", 1, 4, id="tag"),
        pytest.param("a: !mine [b]\n", "yaml_mark", 1, 4, id="tag_of_a_list"),
        pytest.param("a: b\n---\nc: d\n", "yaml_second_document", 2, 1, id="second_document"),
        pytest.param("a: 1\nb: 2\n'a': 3\n", "yaml_duplicate_key", 3, 1, id="duplicate_key"),
        pytest.param("a: {b: 1, b: 2}\n", "yaml_duplicate_key", 1, 11, id="duplicate_in_braces"),
        pytest.param("[a]: b\n", "yaml_key", 1, 1, id="list_as_key"),
        pytest.param("a: b\n{c: d}: e\n", "yaml_key", 2, 1, id="mapping_as_key"),
    ],
)
def test_what_a_canvas_has_no_need_of_is_refused(
    text: str, reason: str, line: int, column: int
) -> None:
    error = refused(text)
    assert error.place is not None
    assert (error.reason, error.place.line, error.place.column) == (reason, line, column)


def test_the_same_key_may_stand_in_two_mappings() -> None:
    assert isinstance(parsed("a: {b: 1}\nc: {b: 2}\nd: [{b: 3}, {b: 4}]\n"), Mapping)


def test_a_number_too_long_for_a_number_is_a_text() -> None:
    root = parsed(f"a: {'9' * 5000}\n")
    assert [node.text for node in nodes(root) if isinstance(node, Scalar)] == ["a", "9" * 5000]


def test_merge_keys_are_keys_like_others() -> None:
    root = parsed("a: {<<: b}\n")
    assert [node.text for node in nodes(root) if isinstance(node, Scalar)] == ["a", "<<", "b"]


NESTED = [
    pytest.param("- ", "a", "", id="block_lists"),
    pytest.param("[", "a", "]", id="flow_lists"),
    pytest.param("{a: ", "b", "}", id="flow_mappings"),
]


@pytest.mark.parametrize(("opening", "inside", "closing"), NESTED)
def test_so_many_levels_are_let_in_and_not_one_more(
    opening: str, inside: str, closing: str
) -> None:
    parsed(opening * MOST_DEPTH + inside + closing * MOST_DEPTH)
    deeper = MOST_DEPTH + 1
    error = refused(opening * deeper + inside + closing * deeper)
    assert (error.reason, error.values) == ("yaml_too_deep", {"most": MOST_DEPTH})
    assert error.place is not None
    assert error.place.column == len(opening) * MOST_DEPTH + 1


@pytest.mark.parametrize(("opening", "inside", "closing"), NESTED)
def test_nesting_without_end_is_refused_at_once(opening: str, inside: str, closing: str) -> None:
    assert refused(opening * 100_000 + inside).reason == "yaml_too_deep"


def test_a_text_may_have_a_million_bytes_and_not_one_more() -> None:
    text = "a: " + "é" * ((MOST_BYTES - 3) // 2)
    full = text + "b" * (MOST_BYTES - len(text.encode()))
    assert len(full.encode()) == MOST_BYTES
    parsed(full)
    error = refused(full + "b")
    assert (error.reason, error.values) == ("too_big", {"file": FILE, "most": MOST_BYTES})


# -- places


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        pytest.param("a: b # c\n", ["a: b", "a", "b"], id="plain"),
        pytest.param("  a: b\n", ["a: b", "a", "b"], id="indented"),
        pytest.param("a: 'x''y'\n", ["a: 'x''y'", "a", "'x''y'"], id="quoted"),
        pytest.param("a: b\n  c # d\n", ["a: b\n  c", "a", "b\n  c"], id="over_lines"),
        pytest.param("a:\n", ["a:", "a", ""], id="nothing"),
        pytest.param("a:   # c\nb: c\n", ["a:   # c\nb: c", "a", "", "b", "c"], id="nothing_first"),
        pytest.param("- 😀\n- é\n", ["- 😀\n- é", "😀", "é"], id="wide_signs"),
        pytest.param("a:\r\n- b\r\n", ["a:\r\n- b", "a", "- b", "b"], id="crlf"),
        pytest.param(
            "a: |+\n  b\n\n  c\n\n\nd: e\n",
            ["a: |+\n  b\n\n  c\n\n\nd: e", "a", "|+\n  b\n\n  c", "d", "e"],
            id="literal_block_up_to_its_last_sign",
        ),
        pytest.param("- >-\n  b\n\n# c\n", ["- >-\n  b", ">-\n  b"], id="folded_block"),
        pytest.param(
            "a: [b, 'c' ] # d\n", ["a: [b, 'c' ]", "a", "[b, 'c' ]", "b", "'c'"], id="flow_list"
        ),
        pytest.param(
            "- {a: b,\n  c}\n",
            ["- {a: b,\n  c}", "{a: b,\n  c}", "a", "b", "c", ""],
            id="flow_mapping",
        ),
        pytest.param(
            "- # x\n  a: b\n  c:\n  - d\n# e\n",
            ["- # x\n  a: b\n  c:\n  - d", "a: b\n  c:\n  - d", "a", "b", "c", "- d", "d"],
            id="block_ends_with_its_last_child",
        ),
        pytest.param("--- # x\na: b\n...\n# y\n", ["a: b", "a", "b"], id="document_marks"),
        pytest.param("a: b\tc\n", ["a: b\tc", "a", "b\tc"], id="tab_inside"),
        pytest.param("a: ?b\n", ["a: ?b", "a", "?b"], id="question_mark"),
    ],
)
def test_each_node_knows_where_it_stands(text: str, sources: list[str]) -> None:
    assert [text[node.start : node.end] for node in nodes(parsed(text))] == sources


def test_a_node_knows_its_style() -> None:
    root = parsed("- a\n- 'b'\n- \"c\"\n- |\n  d\n- >\n  e\n- [f]\n- {g: h}\n")
    assert isinstance(root, Sequence)
    styles = [item.style if isinstance(item, Scalar) else item.flow for item in root.items]
    assert styles == ["", "'", '"', "|", ">", True, True]
    assert not root.flow
