"""A canvas read from a text."""

from __future__ import annotations

import pytest
from hypothesis import given

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import read
from bmc_cli.model.canvas import HEAD, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.documents import Case, cases

pytestmark = pytest.mark.usefixtures("parser")

FILE = "canvas.yaml"
BAKERY = """\
bmc: 1
title: Bakkerij De Korenaar
author: S. de Wit            # title block of the poster: for, by, on, iteration
date: 2026-11-23
iteration: 2
language: nl
customer_segments:
  - Gezinnen in de wijk      # a note is plain text ...
  - Horeca binnen 10 km
value_propositions:
  - text: Vers brood voor zeven uur      # ... or a mapping when it says more
    detail: Ook op zondag, als enige in de stad.
    for: [Horeca binnen 10 km]
channels:
  - text: Webshop met ophaaltijd
    for: all                 # every segment, also those added later
    kind: [purchase, delivery]
    later: true              # not there yet: the step's look-ahead question
"""


def canvas_in(text: str) -> Canvas:
    return read(text, FILE).canvas


def note_in(text: str) -> Note:
    """Return the one note of a block with these lines under its key."""
    (note,) = canvas_in(f"channels:\n{text}\n").notes("channels")
    return note


# -- reading


def test_a_canvas_is_read_as_the_format_says() -> None:
    assert canvas_in(BAKERY) == Canvas(
        title="Bakkerij De Korenaar",
        author="S. de Wit",
        date="2026-11-23",
        iteration="2",
        language="nl",
        blocks={
            "customer_segments": (Note("Gezinnen in de wijk"), Note("Horeca binnen 10 km")),
            "value_propositions": (
                Note(
                    "Vers brood voor zeven uur",
                    detail="Ook op zondag, als enige in de stad.",
                    links=("Horeca binnen 10 km",),
                ),
            ),
            "channels": (
                Note(
                    "Webshop met ophaaltijd",
                    links=EVERY_TARGET,
                    kinds=("purchase", "delivery"),
                    later=True,
                ),
            ),
        },
    )


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("- A", Note("A"), id="plain"),
        pytest.param("- 'A: b'", Note("A: b"), id="quoted"),
        pytest.param("- |\n  A\n  b\n", Note("A\nb"), id="lines"),
        pytest.param("- A\n  b", Note("A b"), id="plain_over_lines"),
        pytest.param("- 12:30", Note("12:30"), id="no_time"),
        pytest.param("- '~'", Note("~"), id="quoted_tilde"),
        pytest.param("- '  A '", Note("A"), id="blanks_around"),
        pytest.param("- text: A", Note("A"), id="mapping"),
        pytest.param("- {text: A, later: yes}", Note("A", later=True), id="mapping_in_braces"),
        pytest.param("- text: A\n  detail: |\n    b\n    c", Note("A", "b\nc"), id="detail_lines"),
        pytest.param("- text: A\n  for: [x, y, x]", Note("A", links=("x", "y")), id="for_list"),
        pytest.param("- text: A\n  for:\n  - x\n  - ~", Note("A", links=("x",)), id="for_lines"),
        pytest.param("- text: A\n  for: x, y", Note("A", links=("x, y",)), id="for_one_text"),
        pytest.param("- text: A\n  for: all", Note("A", links=EVERY_TARGET), id="for_all"),
        pytest.param("- text: A\n  kind: x", Note("A", kinds=("x",)), id="kind_one"),
        pytest.param("- text: A\n  kind: [x, y]", Note("A", kinds=("x", "y")), id="kind_list"),
        pytest.param("- text: A\n  later: True", Note("A", later=True), id="later_true"),
        pytest.param("- text: A\n  later: ja", Note("A", later=True), id="later_ja"),
        pytest.param("- text: A\n  later: nee", Note("A"), id="later_nee"),
        pytest.param(
            "- text: A\n  detail: ~\n  for:\n  kind: null\n  later:", Note("A"), id="all_none"
        ),
        pytest.param("- text: A\n  colour: {red: [1]}", Note("A"), id="unknown_key"),
        pytest.param("- text: A\n  owner: Jan", Note("A"), id="key_of_its_owner"),
        pytest.param(
            "- text: A\n  texts: B\n  test: C", Note("A"), id="key_near_one_that_is_there"
        ),
        pytest.param("- text: A\n  x-kind: B\n  for_whom: C", Note("A"), id="key_with_one_in_it"),
        pytest.param("-\n- ~\n- A\n- ''\n- null", Note("A"), id="empty_items_are_no_notes"),
    ],
)
def test_a_note_is_read_in_all_its_forms(text: str, note: Note) -> None:
    assert note_in(text) == note


@pytest.mark.parametrize("value", ["", "~", "null", "[]", "\n  -", "\n  - ~\n  - ''"])
def test_a_block_may_be_empty_in_several_ways(value: str) -> None:
    assert canvas_in(f"bmc: 1\nchannels: {value}\n").blocks == {"channels": ()}


@pytest.mark.parametrize("name", HEAD)
def test_a_field_of_the_title_block_may_be_none(name: str) -> None:
    assert canvas_in(f"{name}: ~\nbmc: 1\n") == Canvas()


@pytest.mark.parametrize("version", ["1", "'1'", '"1"'])
def test_version_1_is_read(version: str) -> None:
    assert canvas_in(f"bmc: {version}\n") == Canvas()


def test_the_version_may_be_left_out() -> None:
    assert canvas_in("channels: [A]\n").notes("channels") == (Note("A"),)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("colour: blue", id="text"),
        pytest.param("people: [a, b]", id="list"),
        pytest.param("old_channels: [a]", id="a_block_with_a_word_before_it"),
        pytest.param("x-channels: [a]", id="a_block_with_a_sign_before_it"),
        pytest.param("revenue_streams_2025: [a]", id="a_block_with_a_year"),
        pytest.param("my channels: {a: b}", id="a_block_in_a_title"),
        pytest.param("Title: B", id="another_title"),
    ],
)
def test_unknown_keys_are_passed_over(line: str) -> None:
    assert canvas_in(f"title: A\n{line}\nbmc: 1\n") == Canvas(title="A")


def test_key_order_is_free() -> None:
    lines = ["bmc: 1", "title: A", "channels: [B]", "customer_segments: [C]"]
    assert canvas_in("\n".join(lines)) == canvas_in("\n".join(reversed(lines)))


def test_a_document_knows_the_place_of_each_note() -> None:
    text = "channels:\n  - ~\n  - A # a\n  - {text: B}\nkey_partners: []\n"
    document = read(text, FILE)
    places = {
        key: [text[node.start : node.end] for node in nodes]
        for key, nodes in document.notes.items()
    }
    assert places == {"channels": ["A", "{text: B}"], "key_partners": []}
    assert document.text == text


@given(cases())
def test_a_canvas_is_read_in_anybodys_hand(case: Case) -> None:
    document = read(case.text, FILE)
    assert document.canvas == case.canvas
    assert {key: len(nodes) for key, nodes in document.notes.items()} == {
        key: len(notes) for key, notes in case.canvas.blocks.items()
    }


# -- what is no canvas


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_an_empty_file_is_told_as_such(text: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, FILE)
    assert (caught.value.reason, caught.value.values) == ("empty_file", {"file": FILE})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("just a line\n", id="text"),
        pytest.param("- A\n- B\n", id="list"),
        pytest.param("name: x\nversion: 2\n", id="other_mapping"),
        pytest.param("title: A\nauthor: B\n", id="title_block_only"),
        pytest.param('{"a": [1, 2]}', id="json"),
    ],
)
def test_what_has_no_block_and_no_version_is_no_canvas(text: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, FILE)
    assert (caught.value.reason, caught.value.values) == ("not_a_canvas", {"file": FILE})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: Kettle\n---\n\n## Key Partners\n- Roastery\n", id="front_matter"),
        pytest.param("# Kettle\n\n## Key Partners\n\n- Roastery\n", id="headings"),
        pytest.param("title: Kettle\n\n* a\n* @b\n", id="bullets"),
        pytest.param("Key Partners:\n- Roastery\n", id="names_of_blocks"),
    ],
)
@pytest.mark.parametrize("name", ["plan.md", "PLAN.MD", "plan.markdown"])
def test_markdown_is_told_as_such(text: str, name: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, name)
    assert (caught.value.reason, caught.value.values) == ("markdown", {"file": name})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "empty_file", id="empty"),
        pytest.param("bmc: 1\nchannels: [@a]\n", "yaml_first_sign", id="canvas_with_a_slip"),
    ],
)
def test_a_canvas_may_be_called_as_markdown_is(text: str, reason: str) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, "plan.md")
    assert caught.value.reason == reason
    assert read("bmc: 1\nchannels: [a]\n", "plan.md").canvas.notes("channels") == (Note("a"),)


@pytest.mark.parametrize(
    ("text", "reason", "line", "column", "values"),
    [
        pytest.param("bmc: 2\n", "other_version", 1, 6, {"version": "2"}, id="version"),
        pytest.param("bmc:\n", "other_version", 1, 5, {"version": ""}, id="no_version"),
        pytest.param(
            "bmc: 1\nchannels: Webshop\n",
            "block_not_list",
            2,
            11,
            {"key": "channels", "example": "Webshop"},
            id="block_is_a_text",
        ),
        pytest.param(
            "channels: {text: A}\n",
            "block_not_list",
            1,
            11,
            {"key": "channels", "example": "…"},
            id="block_is_a_mapping",
        ),
        pytest.param(
            "bmc: 1\n\nchanels:\n  - A\n",
            "unknown_block_key",
            3,
            1,
            {"key": "chanels", "likely": "channels"},
            id="misspelled_key",
        ),
        pytest.param(
            "bmc: 1\nkey_partner: zz\n",
            "unknown_block_key",
            2,
            1,
            {"key": "key_partner", "likely": "key_partners"},
            id="misspelled_key_with_a_text",
        ),
        pytest.param(
            "colour: blue\nkeyPartners: {a: b}\n",
            "unknown_block_key",
            2,
            1,
            {"key": "keyPartners", "likely": "key_partners"},
            id="another_name_alone_in_a_file",
        ),
        pytest.param(
            "bmc: 1\nKey Partners: [A]\n",
            "unknown_block_key",
            2,
            1,
            {"key": "Key Partners", "likely": "key_partners"},
            id="key_in_capitals",
        ),
        pytest.param(
            "bmc: 1\nkosten: [A]\n",
            "unknown_block_key",
            2,
            1,
            {"key": "kosten", "likely": "cost_structure"},
            id="key_in_another_language",
        ),
        pytest.param(
            "channels:\n  - text: A\n    detial: B\n",
            "unknown_field",
            3,
            5,
            {"key": "detial", "likely": "detail"},
            id="misspelled_field",
        ),
        pytest.param(
            "channels:\n  - TEXT: A\n",
            "unknown_field",
            2,
            5,
            {"key": "TEXT", "likely": "text"},
            id="field_in_capitals",
        ),
        pytest.param(
            "channels:\n  - id: a\n    name: At home\n    links: []\n",
            "foreign_note",
            2,
            5,
            {"note": "At home"},
            id="note_of_another_program",
        ),
        pytest.param(
            "channels:\n  - Name: '@home'\n",
            "foreign_note",
            2,
            5,
            {"note": "'@home'"},
            id="name_of_another_program",
        ),
        pytest.param(
            "channels:\n  - id: a\n    size: 2\n",
            "foreign_note",
            2,
            5,
            {"note": "…"},
            id="note_of_another_program_without_a_text",
        ),
        pytest.param(
            "channels:\n  - Shop: open\n    detail: D\n",
            "note_with_colon",
            2,
            5,
            {"quoted": "text: 'Shop: open'"},
            id="colon_in_a_note_with_fields",
        ),
        pytest.param("channels:\n  - - A\n", "note_in_note", 2, 5, {}, id="list_in_list"),
        pytest.param(
            "channels:\n  - detail: D\n    later: yes\n    kind: [a]\n    for:\n      - x\n"
            "    text: ''\n",
            "note_without_text",
            7,
            11,
            {},
            id="empty_text",
        ),
        pytest.param("channels:\n  - text:\n", "note_without_text", 2, 10, {}, id="no_text"),
        pytest.param(
            "channels:\n  - detail: [D]\n", "note_without_text", 2, 5, {}, id="no_text_key"
        ),
        pytest.param(
            "channels:\n  - A\n  - Sunday: it's open # x\n",
            "note_with_colon",
            3,
            5,
            {"quoted": "'Sunday: it''s open' # x"},
            id="colon",
        ),
        pytest.param(
            "channels:\n  - text: A\n    later: soon\n",
            "not_a_flag",
            3,
            12,
            {"key": "later"},
            id="flag",
        ),
        pytest.param(
            "title: [A]\nbmc: 1\n",
            "text_in_brackets",
            1,
            8,
            {"key": "title", "quoted": "'[A]'"},
            id="title",
        ),
        pytest.param(
            "channels:\n  - text: A\n    detail: {a: b}\n",
            "text_in_brackets",
            3,
            13,
            {"key": "detail", "quoted": "'{a: b}'"},
            id="detail",
        ),
        pytest.param(
            "channels: [{text: A, for: [[b]]}]\n",
            "text_in_brackets",
            1,
            28,
            {"key": "for", "quoted": "'[b]'"},
            id="name_in_for",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, reason: str, line: int, column: int, values: dict[str, str]
) -> None:
    with pytest.raises(BmcError) as caught:
        read(text, FILE)
    error = caught.value
    assert error.place is not None
    assert (error.place.file, error.place.source) == (FILE, text.split("\n")[line - 1])
    assert (error.reason, error.place.line, error.place.column, error.values) == (
        reason,
        line,
        column,
        values,
    )
