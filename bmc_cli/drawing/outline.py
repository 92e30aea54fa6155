"""The canvas as plain lines, for screen readers and for grep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bmc_cli.view import View


def outline(view: View) -> Iterator[str]:
    """Yield the canvas in interview order, a heading a block and a line a note."""
    if view.title:
        yield view.title
    for block in view.blocks.values():
        yield ""
        yield f"{block.number}. {block.title}"
        for number, note in enumerate(block.notes, 1):
            yield f"   {number}. {note.line}"
        if not block.notes:
            yield f"   {view.say('show.open')}"
