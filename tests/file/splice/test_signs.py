"""A text that begins with a sign of YAML's, through every edit: what comes out is YAML to all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import read
from bmc_cli.model.canvas import HEAD, Canvas
from tests.splicing import (
    CHANNELS,
    SEGMENTS,
    Edit,
    added,
    headed,
    is_yaml,
    marked,
    moved,
    removed,
    row,
    said,
    spliced,
)

pytestmark = pytest.mark.usefixtures("parser")

CHARACTERS = "-?:,[]{}#&*!|>'\"%@`"
TEXTS = [
    f"{character}{rest}" for character in CHARACTERS for rest in ("", "x", " x", "x: y", "x # y")
]
FILE = "canvas.yaml"


def plain(text: str) -> str:
    """Return a canvas in which ``text`` stands without quotes wherever it is read as a text."""
    begin = "bmc: 1\ncustomer_segments:\n"
    note, name = f"{begin}  - {text}   # note\n  - Van\n", f"  - text: Shop\n    for: [{text}]\n"
    whole = f"{note}channels:\n{name}"
    return whole if is_text(whole, text) else f"{note}channels:\n  - Shop\n"


def is_text(file: str, text: str) -> bool:
    try:
        return read(file, FILE).canvas.notes(SEGMENTS)[0].text == text
    except BmcError:
        return False


READABLE = [text for text in TEXTS if is_text(plain(text), text)]


def detailed(canvas: Canvas) -> Canvas:
    old = canvas.notes(CHANNELS)[0]
    return replace(canvas, blocks={**canvas.blocks, CHANNELS: (replace(old, detail="D"),)})


EDITS = [
    pytest.param(marked(0, SEGMENTS, detail="D"), id="detail"),
    pytest.param(marked(0, SEGMENTS, kinds=("a", "b")), id="kind"),
    pytest.param(marked(0, SEGMENTS, later=True), id="later"),
    pytest.param(marked(0, SEGMENTS, conflict="C"), id="conflict"),
    pytest.param(moved(0, 1, SEGMENTS), id="move"),
    pytest.param(moved(1, 0, SEGMENTS), id="move_before"),
    pytest.param(removed(1, key=SEGMENTS), id="remove_the_other"),
    pytest.param(removed(0, key=SEGMENTS), id="remove"),
    pytest.param(said(0, "Bus", SEGMENTS), id="reword"),
    pytest.param(added("Bus", SEGMENTS), id="add"),
    pytest.param(detailed, id="detail_of_a_note_for_it"),
]


def test_some_signs_may_begin_a_text_without_quotes() -> None:
    assert {text[0] for text in READABLE} == {"-", "?", ":"}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("text", READABLE)
def test_a_text_without_quotes_is_yaml_after_every_edit(text: str, edit: Edit) -> None:
    before = plain(text)
    assert is_yaml(spliced(before, edit))


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_an_edit_brings_is_yaml_wherever_it_comes(text: str) -> None:
    blocks = f"{SEGMENTS}:\n  - Shop\n{CHANNELS}:\n  - text: A\n    for: [Shop]\n"
    brackets = f"{{{SEGMENTS}: [Shop], {CHANNELS}: [{{text: A, for: [Shop]}}]}}\n"
    for before in (blocks, brackets):
        assert is_yaml(before)
        spliced(before, said(0, text, SEGMENTS))
        spliced(before, added(text, detail=text, links=(text,), kinds=(text,), conflict=text))
        spliced(before, marked(0, detail=text))
        spliced(before, marked(0, links=("Shop", text)))
        spliced(before, marked(0, kinds=(text,)))
        spliced(before, headed(**dict.fromkeys(HEAD, text)))


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        row(
            "a_question",
            "channels:\n  - ? Hoeveel kost dit  # ?\n  - b\n",
            marked(0, detail="D"),
            "channels:\n  - text: '? Hoeveel kost dit'  # ?\n    detail: D\n  - b\n",
        ),
        row(
            "a_question_mark",
            "channels:\n  - ?\n",
            marked(0, later=True),
            "channels:\n  - text: '?'\n    later: true\n",
        ),
        row(
            "a_question_that_is_moved_stays_as_it_is",
            "channels:\n  - ? a\n  - b\n",
            moved(0, 1),
            "channels:\n  - b\n  - ? a\n",
        ),
        row(
            "what_may_begin_a_text_behind_a_key_stays_as_it_is",
            "channels:\n  - -a\n  - ?b\n",
            marked(1, detail="D"),
            "channels:\n  - -a\n  - text: ?b\n    detail: D\n",
        ),
    ],
)
def test_a_text_comes_into_quotes_where_it_needs_them(text: str, edit: Edit, expected: str) -> None:
    assert spliced(text, edit) == expected
