"""Canvases to measure with: as many notes as wanted, spread over the blocks, linked by name."""

from __future__ import annotations

from bmc_cli.file.canvas_text import write
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note


def canvas(notes: int) -> Canvas:
    """Return a canvas with ``notes`` notes in all; every third is linked, every ninth explained."""
    blocks = {}
    for block in BLOCKS:
        count = len(range(block.number - 1, notes, len(BLOCKS)))
        blocks[block.key] = tuple(_note(block.key, block.targets, at) for at in range(count))
    return Canvas("A canvas to measure", "Nobody", "2026-11-24", "1", "en", blocks)


def text(notes: int) -> str:
    """Return that canvas as the text of a file."""
    return write(canvas(notes))


def _note(key: str, targets: tuple[str, ...], at: int) -> Note:
    links = (_text(targets[0], at - 1),) if targets and at % 3 == 1 else ()
    detail = f"What there is to say about the note in place {at}." if at % 9 == 1 else ""
    return Note(_text(key, at), detail, links)


def _text(key: str, at: int) -> str:
    return f"Note {at} of {key.replace('_', ' ')}, in a few words"
