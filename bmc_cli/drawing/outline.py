"""The canvas as plain lines, for screen readers and for grep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bmc_cli.view import View


def outline(view: View) -> Iterator[str]:
    """Yield the canvas in interview order, a heading a block and a line a note."""
    if view.title:
        yield view.title
    for heading, lines in headed(view):
        yield ""
        yield heading
        for line in lines:
            yield f"   {line}"


def headed(view: View, key: str = "all") -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the heading and the lines of each block, or of the block ``key`` alone."""
    for block in view.blocks.values() if key == "all" else (view.blocks[key],):
        lines = [f"{number}. {note.line}" for number, note in enumerate(block.notes, 1)]
        yield f"{block.number}. {block.title}", lines or [view.say("show.open")]
