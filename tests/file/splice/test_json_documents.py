"""A canvas that is JSON stays JSON, whatever is changed in it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bmc_cli.file.canvas_text import read
from bmc_cli.file.splice import splice_canvas
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note

LINE = (
    '{"bmc": 1, "title": "X", "mine": [1.5, -2e-3, null, true], "channels": ["Shop",'
    ' {"text": "Van", "later": true}]}\n'
)
LINES = json.dumps(json.loads(LINE), indent=2) + "\n"
NOTES = [
    pytest.param(Note("Web shop]}"), id="brackets"),
    pytest.param(Note("no"), id="what YAML takes for something else"),
    pytest.param(Note("12"), id="a number"),
    pytest.param(Note('say "x" \\ y'), id="quotes"),
    pytest.param(Note("Caf\u00e9 \U0001f600"), id="beyond ASCII"),
    pytest.param(Note("App", detail="one: 1\ntwo", links=("A", "B"), later=True), id="all of it"),
    pytest.param(Note("App", links=("all",)), id="for everyone"),
]


def changed(text: str, canvas: Canvas) -> str:
    done = splice_canvas(read(text, "x"), canvas, "x").text
    json.loads(done)
    assert read(done, "x").canvas == canvas
    return done


@pytest.mark.parametrize("text", [pytest.param(LINE, id="a line"), pytest.param(LINES, id="lines")])
@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("key", ["channels", "customer_segments"])
def test_a_note_is_added_as_json(text: str, key: str, note: Note) -> None:
    canvas = read(text, "x").canvas
    notes = (*canvas.notes(key), note)
    done = changed(text, replace(canvas, blocks={**canvas.blocks, key: notes}))
    mine = json.loads(text)["mine"]
    assert json.loads(done)["mine"] == mine


@pytest.mark.parametrize("text", [pytest.param(LINE, id="a line"), pytest.param(LINES, id="lines")])
@pytest.mark.parametrize("title", ["", "Bakery: one", "2"])
@pytest.mark.parametrize("author", ["", "Ann"])
def test_the_title_block_too(text: str, title: str, author: str) -> None:
    changed(text, replace(read(text, "x").canvas, title=title, author=author))


def test_what_is_in_brackets_and_no_json_stays_as_people_write_it() -> None:
    text = "{bmc: 1, channels: [Shop]}\n"
    canvas = read(text, "x").canvas
    notes = {"channels": (Note("Shop"), Note("Van"))}
    assert splice_canvas(read(text, "x"), replace(canvas, blocks=notes), "x").text == (
        "{bmc: 1, channels: [Shop, Van]}\n"
    )
