"""A canvas read from a text."""

from __future__ import annotations

import pytest
from hypothesis import given

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
        pytest.param("- text: A\n  texts: B\n  txt: C", Note("A"), id="key_near_one_that_is_there"),
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
