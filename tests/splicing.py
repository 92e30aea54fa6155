"""Edits by name, and an edit spliced into a text: rows of cases are made of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml

from bmc_cli.file.canvas_text import read
from bmc_cli.file.splice import splice_canvas
from bmc_cli.model.canvas import Canvas, add, arrange, change, move, reach, remove
from bmc_cli.model.fields import Note

FILE = "canvas.yaml"
SEGMENTS, CHANNELS = "customer_segments", "channels"

Edit = Callable[[Canvas], Canvas]


def added(text: str, key: str = CHANNELS, **fields: object) -> Edit:
    return lambda canvas: add(canvas, key, replace(Note(text), **fields))  # type: ignore[arg-type]


def said(at: int, text: str, key: str = CHANNELS) -> Edit:
    return marked(at, key, text=text)


def marked(at: int, key: str = CHANNELS, **fields: object) -> Edit:
    def edit(canvas: Canvas) -> Canvas:
        old = canvas.notes(key)[at]
        return change(canvas, key, old, replace(old, **fields))  # type: ignore[arg-type]

    return edit


def removed(*places: int, key: str = CHANNELS) -> Edit:
    def edit(canvas: Canvas) -> Canvas:
        for note in [canvas.notes(key)[at] for at in places]:
            canvas = remove(canvas, key, note)
        return canvas

    return edit


def moved(at: int, to: int, key: str = CHANNELS) -> Edit:
    return lambda canvas: move(canvas, key, canvas.notes(key)[at], to)


def sorted_as(places: str, key: str = CHANNELS) -> Edit:
    return lambda canvas: arrange(canvas, key, tuple(canvas.notes(key)[int(at)] for at in places))


def headed(**fields: str) -> Edit:
    return lambda canvas: replace(canvas, **fields)  # type: ignore[arg-type]


def reached(key: str = CHANNELS) -> Edit:
    return lambda canvas: reach(canvas, key)


def put(letters: str) -> Edit:
    """Make these letters the notes of the channels."""
    return lambda canvas: arrange(canvas, CHANNELS, tuple(map(Note, letters)))


def row(name: str, text: str, edit: Edit, expected: str) -> object:
    return pytest.param(text, edit, expected, id=name)


def is_yaml(text: str) -> bool:
    """Whether YAML readers that are not ours read a text, or the one here at least."""
    loaders: list[Any] = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]
    for loader in loaders:
        try:
            for _ in yaml.parse(text, Loader=loader):
                pass
        except yaml.YAMLError:
            return False
    return True


def spliced(text: str, edit: Edit) -> str:
    document = read(text, FILE)
    wanted = edit(document.canvas)
    assert wanted != document.canvas
    result = splice_canvas(document, wanted, FILE)
    assert result.canvas == wanted
    assert is_yaml(result.text) or not is_yaml(text)
    return result.text
