"""Merging again what was merged already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bmc_cli.model.canvas import Canvas, change
from bmc_cli.model.fields import Note
from bmc_cli.model.merging import merge

SEGMENTS, CHANNELS, COSTS = "customer_segments", "channels", "cost_structure"
SHOP, WEB = Note("Shop on the corner"), Note("Web shop", links=("Families",))
VAN = Note("Van to the hotels")
BASE = Canvas(
    title="Bakery",
    iteration="1",
    blocks={
        SEGMENTS: (Note("Families"), Note("Hotels")),
        CHANNELS: (SHOP, WEB, VAN),
    },
)


def with_(key: str, old: Note, **fields: object) -> Canvas:
    return change(BASE, key, old, replace(old, **fields))  # type: ignore[arg-type]


def texts(canvas: Canvas, key: str = CHANNELS) -> list[str]:
    return [note.text for note in canvas.notes(key)]


def agreed(ours: Canvas, theirs: Canvas) -> Canvas:
    """The merge of two edits that do not meet."""
    found = merge(BASE, ours, theirs)
    assert found.conflicts == ()
    return found.canvas


class TestTwice:
    """What was merged, and not decided about yet, is merged again with the same."""

    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            pytest.param(
                with_(CHANNELS, SHOP, text=f"{SHOP.text}, one"),
                with_(CHANNELS, SHOP, text=f"{SHOP.text}, two"),
                id="texts",
            ),
            pytest.param(
                with_(CHANNELS, SHOP, detail="1"), with_(CHANNELS, SHOP, detail="2"), id="details"
            ),
        ],
    )
    def test_no_version_comes_again(self, ours: Canvas, theirs: Canvas) -> None:
        once = merge(BASE, ours, theirs)
        again = merge(BASE, once.canvas, theirs)
        assert again.canvas == once.canvas
        assert again.conflicts == once.conflicts
        assert merge(BASE, again.canvas, theirs).canvas == once.canvas
