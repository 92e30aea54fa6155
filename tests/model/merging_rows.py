"""A bakery, for merging: its canvas, one edit of a note, and a merge that meets nothing."""

from __future__ import annotations

from dataclasses import replace

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
