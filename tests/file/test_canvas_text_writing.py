"""A canvas written as the text of a new file."""

from __future__ import annotations

import pytest
from hypothesis import given

from bmc_cli.file.canvas_text import read, write
from bmc_cli.file.yaml_text import Scalar
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.documents import canvases

pytestmark = pytest.mark.usefixtures("parser")

FILE = "canvas.yaml"


def canvas_in(text: str) -> Canvas:
    return read(text, FILE).canvas


NOTES = (
    Note("A"),
    Note("no", detail="it's", links=("b, c", "d"), kinds=("sale",), later=True),
    Note("two\nlines", links=EVERY_TARGET, kinds=("rent", "lease")),
)


def test_a_new_file_is_written_as_the_format_says() -> None:
    canvas = Canvas(
        title="Café: 7",
        author="S. de Wit",
        date="2026-11-23",
        iteration="2",
        language="nl",
        blocks={"channels": NOTES, "customer_segments": (), "cost_structure": (Note("B"),)},
    )
    assert (
        write(canvas)
        == """\
bmc: 1
title: 'Café: 7'
author: S. de Wit
date: 2026-11-23
iteration: 2
language: nl

customer_segments: []

channels:
  - A
  - text: 'no'
    detail: it's
    for: ['b, c', d]
    kind: sale
    later: true
  - text: |-
      two
      lines
    for: all
    kind: [rent, lease]

cost_structure:
  - B
"""
    )


def test_blocks_are_written_in_the_order_of_the_interview() -> None:
    canvas = Canvas(blocks={block.key: () for block in reversed(BLOCKS)})
    lines = [f"{block.key}: []" for block in BLOCKS]
    assert write(canvas) == "bmc: 1\n\n" + "\n\n".join(lines) + "\n"


def test_an_empty_canvas_is_a_canvas() -> None:
    assert write(Canvas()) == "bmc: 1\n"
    assert canvas_in(write(Canvas())) == Canvas()


def test_remarks_stand_above_their_block_under_a_title_to_fill_in() -> None:
    canvas = Canvas(blocks={"channels": (Note("A"),), "key_partners": ()})
    comments = {"channels": ["How?", "", "- through what?"], "cost_structure": ["left out"]}
    text = write(canvas, comments)
    assert text == (
        "bmc: 1\ntitle:\nauthor:\n\n"
        "# How?\n#\n# - through what?\nchannels:\n  - A\n\nkey_partners:\n"
    )
    assert canvas_in(text) == canvas


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        pytest.param("date", "2026-11-23", "2026-11-23", id="date"),
        pytest.param("iteration", "010", "010", id="number"),
        pytest.param("iteration", "-1", "'-1'", id="negative"),
        pytest.param("date", "٢٠٢٦", "٢٠٢٦", id="other_digits_are_text"),
        pytest.param("title", "2026", "'2026'", id="title_that_looks_like_a_number"),
        pytest.param("title", "no", "'no'", id="title_that_looks_like_a_flag"),
    ],
)
def test_a_date_and_a_number_stay_as_people_write_them(name: str, value: str, written: str) -> None:
    canvas = Canvas(**{name: value})  # type: ignore[arg-type]
    assert write(canvas) == f"bmc: 1\n{name}: {written}\n"
    assert canvas_in(write(canvas)) == canvas


@given(canvases())
def test_what_is_written_reads_back_as_it_was(canvas: Canvas) -> None:
    assert canvas_in(write(canvas)) == canvas


@given(canvases())
def test_a_note_with_only_a_text_is_written_as_plain_text(canvas: Canvas) -> None:
    document = read(write(canvas), FILE)
    for key, nodes in document.notes.items():
        for note, node in zip(canvas.notes(key), nodes, strict=True):
            assert isinstance(node, Scalar) == (note == Note(note.text))


@given(canvases())
def test_what_is_written_has_a_blank_line_before_each_block(canvas: Canvas) -> None:
    text = write(canvas)
    assert all(f"\n\n{key}:" in text for key in canvas.blocks)
