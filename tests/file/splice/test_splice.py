"""A note spliced into a text, or out of it, hand by hand."""

from __future__ import annotations

import pytest

from tests.splicing import (
    Edit,
    added,
    moved,
    put,
    reached,
    removed,
    row,
    said,
    sorted_as,
    spliced,
)

ADDED = [
    row("indent_2", "channels:\n  - A\n", added("B"), "channels:\n  - A\n  - B\n"),
    row("indent_0", "channels:\n- A\n", added("B"), "channels:\n- A\n- B\n"),
    row("indent_4", "channels:\n    - A\n", added("B"), "channels:\n    - A\n    - B\n"),
    row("wide_dash", "channels:\n  -   A\n", added("B"), "channels:\n  -   A\n  -   B\n"),
    row(
        "wide_dash_with_fields",
        "channels:\n-   A\n",
        added("B", later=True),
        "channels:\n-   A\n-   text: B\n    later: true\n",
    ),
    row(
        "dash_on_a_line_of_its_own",
        "channels:\n  -\n    A\n",
        added("B"),
        "channels:\n  -\n    A\n  - B\n",
    ),
    row("page_margin", "  channels:\n    - A\n", added("B"), "  channels:\n    - A\n    - B\n"),
    row("flow_list", "channels: [A]\n", added("B, C"), "channels: [A, 'B, C']\n"),
    row(
        "flow_list_over_lines",
        "channels: [\n  A, # a\n  B # b\n]\n",
        added("C"),
        "channels: [\n  A, # a\n  B, C # b\n]\n",
    ),
    row("flow_list_with_a_last_comma", "channels: [A,]\n", added("B"), "channels: [A, B,]\n"),
    row(
        "flow_list_with_a_last_comma_and_remark",
        "channels: [A, # a\n]\n",
        added("B"),
        "channels: [A, B, # a\n]\n",
    ),
    row("empty_items", "channels:\n  -\n  - ~\n", added("B"), "channels:\n  -\n  - ~\n  - B\n"),
    row("empty_items_in_brackets", "channels: [~, '']\n", added("B"), "channels: [B, ~, '']\n"),
    row(
        "two_in_the_middle",
        "channels:\n  - A\n  - D\n",
        put("ABCD"),
        "channels:\n  - A\n  - B\n  - C\n  - D\n",
    ),
    row(
        "two_in_the_middle_of_brackets",
        "channels: [A, D]\n",
        put("ABCD"),
        "channels: [A, B, C, D]\n",
    ),
    row(
        "two_at_the_front_of_brackets",
        "channels: [C, D]\n",
        put("ABCD"),
        "channels: [A, B, C, D]\n",
    ),
    row("empty_brackets", "channels: []\n", added("B"), "channels:\n  - B\n"),
    row("nothing", "channels:\n", added("B"), "channels:\n  - B\n"),
    row("tilde", "channels: ~\n", added("B"), "channels:\n  - B\n"),
    row("null_and_remark", "channels: null # c\n", added("B"), "channels: # c\n  - B\n"),
    row("empty_brackets_and_remark", "channels: [] # c\n", added("B"), "channels: # c\n  - B\n"),
    row(
        "as_the_other_blocks_do",
        "customer_segments:\n-   A\nchannels: []\n",
        added("B"),
        "customer_segments:\n-   A\nchannels:\n-   B\n",
    ),
    row("crlf", "channels:\r\n  - A\r\n", added("B"), "channels:\r\n  - A\r\n  - B\r\n"),
    row("no_last_newline", "channels:\n  - A", added("B"), "channels:\n  - A\n  - B"),
    row("no_newline_at_all", "channels: [A]", added("B"), "channels: [A, B]"),
    row("no_newline_and_empty", "channels: []", added("B"), "channels:\n  - B"),
    row(
        "before_what_stands_apart",
        "channels:\n  - A # a\n\n# later\nunknown: 1\n",
        added("B"),
        "channels:\n  - A # a\n  - B\n\n# later\nunknown: 1\n",
    ),
    row(
        "after_a_text_over_lines",
        "channels:\n  - A\n    and more\nunknown: 1\n",
        added("B"),
        "channels:\n  - A\n    and more\n  - B\nunknown: 1\n",
    ),
    row(
        "after_a_literal_block",
        "channels:\n  - |\n    A\n    and\n\nunknown: 1\n",
        added("B"),
        "channels:\n  - |\n    A\n    and\n  - B\n\nunknown: 1\n",
    ),
    row(
        "lines_as_a_literal_block",
        "channels:\n  - A\n",
        added("B\n\nC"),
        "channels:\n  - A\n  - |-\n    B\n\n    C\n",
    ),
    row(
        "lines_in_crlf",
        "channels:\r\n  - A\r\n",
        added("B\nC"),
        "channels:\r\n  - A\r\n  - |-\r\n    B\r\n    C\r\n",
    ),
    row(
        "whole_document_in_flow",
        "{bmc: 1, channels: [A]}\n",
        added("B: c", detail="d"),
        "{bmc: 1, channels: [A, {text: 'B: c', detail: d}]}\n",
    ),
    row("empty_block_in_flow", "{channels: [], bmc: 1}\n", added("B"), "{channels: [B], bmc: 1}\n"),
]
BLOCKS_ADDED = [
    row(
        "after_the_block_before",
        "bmc: 1\ncustomer_segments:\n  - A\ncost_structure:\n  - Z\n",
        added("B"),
        "bmc: 1\ncustomer_segments:\n  - A\nchannels:\n  - B\ncost_structure:\n  - Z\n",
    ),
    row(
        "apart_where_blocks_stand_apart",
        "customer_segments:\n  - A\n  # end\n\ncost_structure:\n  - Z\n",
        added("B"),
        "customer_segments:\n  - A\n  # end\n\nchannels:\n  - B\n\ncost_structure:\n  - Z\n",
    ),
    row(
        "before_all_later_blocks",
        "# my canvas\ncost_structure:\n  - Z\n",
        added("B"),
        "# my canvas\nchannels:\n  - B\n\ncost_structure:\n  - Z\n",
    ),
    row(
        "reached_and_empty",
        "bmc: 1\ncustomer_segments: []\n",
        reached(),
        "bmc: 1\ncustomer_segments: []\n\nchannels: []\n",
    ),
    row("in_flow", "{bmc: 1}\n", added("B"), "{bmc: 1, channels: [B]}\n"),
    row(
        "first_in_flow",
        "{cost_structure: []}\n",
        added("B"),
        "{channels: [B], cost_structure: []}\n",
    ),
]
SAID = [
    row("plain", "channels:\n  - A # a\n", said(0, "B"), "channels:\n  - B # a\n"),
    row("single_quotes", "channels: ['A']\n", said(0, "it's"), "channels: ['it''s']\n"),
    row("double_quotes", 'channels:\n  - "A"\n', said(0, 'a "b"'), 'channels:\n  - "a \\"b\\""\n'),
    row("plain_made_quoted", "channels:\n  - A\n", said(0, "a: b"), "channels:\n  - 'a: b'\n"),
    row(
        "literal_block",
        "channels:\n  - |\n    A\n    more\n\n  - B\n",
        said(0, "C"),
        "channels:\n  - C\n\n  - B\n",
    ),
    row("folded_block", "channels:\n  - >-\n    A\n    b\n", said(0, "C"), "channels:\n  - C\n"),
    row("over_lines", "channels:\n  - A\n    b # c\n", said(0, "C"), "channels:\n  - C # c\n"),
    row("to_lines", "channels:\n  - A\n", said(0, "B\nC"), "channels:\n  - |-\n      B\n      C\n"),
    row(
        "to_lines_before_a_remark",
        "channels:\n  - A # a\n",
        said(0, "B\nC"),
        'channels:\n  - "B\\nC" # a\n',
    ),
    row("to_lines_in_flow", "channels: [A]\n", said(0, "B\nC"), 'channels: ["B\\nC"]\n'),
    row(
        "under_its_dash",
        "channels:\n  - # one\n    A # two\n",
        said(0, "B"),
        "channels:\n  - # one\n    B # two\n",
    ),
    row(
        "in_a_mapping",
        "channels:\n  - colour: red # a\n    text: 'A' # b\n    later: true\n",
        said(0, "B"),
        "channels:\n  - colour: red # a\n    text: 'B' # b\n    later: true\n",
    ),
    row(
        "in_a_mapping_in_braces",
        "channels:\n  - {later: yes, text: A}\n",
        said(0, "a, b"),
        "channels:\n  - {later: yes, text: 'a, b'}\n",
    ),
    row(
        "mixed_line_ends",
        "channels:\r\n- A\n- B\r- C\r\n",
        said(1, "D"),
        "channels:\r\n- A\n- D\r- C\r\n",
    ),
    row(
        "the_second_of_two_alike",
        "channels:\n  - A\n  - A # x\n",
        sorted_as("0"),
        "channels:\n  - A\n",
    ),
]

REMOVED = [
    row("first", "channels:\n  - A\n  - B\n", removed(0), "channels:\n  - B\n"),
    row("last", "channels:\n  - A\n  - B\n", removed(1), "channels:\n  - A\n"),
    row("all", "channels:\n  - A\n  - B\n", removed(0, 1), "channels: []\n"),
    row("only", "channels: # c\n  - A # a\n", removed(0), "channels: [] # c\n"),
    row(
        "with_its_own_line",
        "channels:\n  - A # a\n  - B # b\n",
        removed(0),
        "channels:\n  - B # b\n",
    ),
    row(
        "not_the_remark_above",
        "channels:\n  # a\n  - A\n\n  # b\n  - B\n",
        removed(1),
        "channels:\n  # a\n  - A\n\n  # b\n",
    ),
    row(
        "all_its_lines",
        "channels:\n  -\n    # a\n    text: A\n    more: [x,\n      y]\n  - B\n",
        removed(0),
        "channels:\n  - B\n",
    ),
    row(
        "literal_block_and_not_the_blank_line",
        "channels:\n  - |+\n    A\n\n    more\n\n  - B\n",
        removed(0),
        "channels:\n\n  - B\n",
    ),
    row("last_without_newline", "channels:\n  - A\n  - B", removed(1), "channels:\n  - A"),
    row("only_without_newline", "channels:\n  - A", removed(0), "channels: []"),
    row("beside_nothing", "channels:\n  - A\n  - ~\n", removed(0), "channels:\n  - ~\n"),
    row("flow", "channels: [A, 'B', C]\n", removed(0), "channels: ['B', C]\n"),
    row("flow_middle", "channels: [A, 'B', C]\n", removed(1), "channels: [A, C]\n"),
    row("flow_last", "channels: [A, 'B', C]\n", removed(2), "channels: [A, 'B']\n"),
    row("flow_only", "channels: [A] # c\n", removed(0), "channels: [] # c\n"),
    row(
        "flow_first_and_remark", "channels: [A, # a\n  B]\n", removed(0), "channels: [ # a\n  B]\n"
    ),
    row(
        "flow_close_and_remark",
        "channels: [A,B, # b\n  C]\n",
        removed(1),
        "channels: [A, # b\n  C]\n",
    ),
    row(
        "flow_last_behind_a_remark",
        "channels: [A, # a\n  B]\n",
        removed(1),
        "channels: [A # a\n]\n",
    ),
    row("flow_last_comma", "channels: [A, B,]\n", removed(1), "channels: [A, ]\n"),
    row(
        "flow_last_comma_and_remark",
        "channels: [A, B, # b\n]\n",
        removed(1),
        "channels: [A, # b\n]\n",
    ),
    row(
        "flow_last_commas_and_remarks",
        "channels: [\n  A, # a\n  B, # b\n]\n",
        removed(0, 1),
        "channels: [\n  # a\n  # b\n]\n",
    ),
    row("quoted_key", "'channels' :\n  - A\n", removed(0), "'channels' : []\n"),
]
MOVED = [
    row("up", "channels:\n- A\n- B\n- C\n", moved(2, 0), "channels:\n- C\n- A\n- B\n"),
    row("down", "channels:\n- A\n- B\n- C\n", moved(0, 2), "channels:\n- B\n- C\n- A\n"),
    row("turned", "channels:\n- A\n- B\n- C\n", sorted_as("210"), "channels:\n- C\n- B\n- A\n"),
    row(
        "with_its_remarks",
        "channels:\n  - A\n  - B\n  # c\n  # cc\n  - C # ccc\n",
        moved(2, 0),
        "channels:\n  # c\n  # cc\n  - C # ccc\n  - A\n  - B\n",
    ),
    row(
        "before_the_remarks_of_the_next",
        "channels:\n  # a\n  - A\n  # b\n  - B\n  # c\n  - C\n",
        moved(2, 0),
        "channels:\n  # c\n  - C\n  # a\n  - A\n  # b\n  - B\n",
    ),
    row(
        "not_with_a_remark_that_stands_apart",
        "channels:\n  - A\n  # of this block\n\n  - B\n  - C\n",
        moved(1, 2),
        "channels:\n  - A\n  # of this block\n\n  - C\n  - B\n",
    ),
    row(
        "not_with_a_remark_in_another_column",
        "channels:\n  - A\n# below\n  - B\n  - C\n",
        moved(1, 2),
        "channels:\n  - A\n# below\n  - C\n  - B\n",
    ),
    row(
        "with_all_its_lines",
        "channels:\n  - A\n  - text: 'B'\n    # inside\n    x: |\n      - y\n  - C\n",
        moved(1, 2),
        "channels:\n  - A\n  - C\n  - text: 'B'\n    # inside\n    x: |\n      - y\n",
    ),
    row(
        "crlf",
        "channels:\r\n- A\r\n- B\r\n- C\r\n",
        moved(2, 0),
        "channels:\r\n- C\r\n- A\r\n- B\r\n",
    ),
    row("no_last_newline", "channels:\n- A\n- B\n- C", moved(2, 0), "channels:\n- C\n- A\n- B"),
    row("flow", "channels: ['A', B, {text: C}]\n", moved(2, 0), "channels: [{text: C}, 'A', B]\n"),
]


@pytest.mark.parametrize(("text", "edit", "expected"), ADDED)
def test_a_new_note_is_written_as_its_neighbours_are(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected


@pytest.mark.parametrize(("text", "edit", "expected"), BLOCKS_ADDED)
def test_a_new_block_comes_in_its_place(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected


@pytest.mark.parametrize(("text", "edit", "expected"), SAID)
def test_another_text_keeps_the_style_of_the_note(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected


@pytest.mark.parametrize(("text", "edit", "expected"), REMOVED)
def test_a_note_goes_with_its_own_lines_only(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected


@pytest.mark.parametrize(("text", "edit", "expected"), MOVED)
def test_a_note_moves_with_its_lines_and_remarks(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected


def test_remarks_in_a_list_in_brackets_stay_when_another_note_goes() -> None:
    text = "channels: [\n  A, # a\n  # about B\n  B, # b\n  C, # c\n]\n"
    result = spliced(text, removed(0))
    assert "  # about B\n  B, # b\n  C, # c\n]\n" in result


def test_remarks_in_a_list_in_brackets_stay_when_a_note_moves() -> None:
    result = spliced("channels: [\n  A, # a\n  B, # b\n  C # c\n]\n", moved(2, 0))
    assert all(comment in result for comment in ("# a\n", "# b\n", "# c\n"))
