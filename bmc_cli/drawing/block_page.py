"""One block as a page, and notes on lines behind their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bmc_cli.drawing.grid import Look, note_paragraphs
from bmc_cli.drawing.paragraphs import Line, hanging, printed
from bmc_cli.drawing.theme import ACCENT, DIM, PLAIN
from bmc_cli.drawing.wrap import wrap

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from bmc_cli.view import BlockView

WIDEST = 100
"""Longer lines than this read badly, however wide the screen."""


def numbered(number: int | str, text: str, width: int) -> list[Line]:
    """Return a note on its line, behind its number or letter."""
    return hanging([(f"{number:>3} ", ACCENT)], text, PLAIN, width)


@dataclass(frozen=True, slots=True)
class BlockPage:
    """One block by itself: its purpose, and its notes in full."""

    block: BlockView
    look: Look

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        lines = [*_head(self.block, width), []]
        for number, note in enumerate(self.block.notes, 1):
            for each in note_paragraphs(note, self.look, prefix=f"{number:>3} "):
                lines += each.lines(width)
            for tie in note.ties:
                lines += hanging([("      ", PLAIN)], tie, DIM, width)
        if not self.block.notes:
            lines += [[(line, DIM)] for line in wrap(self.block.question, width)]
        yield from printed(lines)


def _head(block: BlockView, width: int) -> list[Line]:
    """Return the title and the purpose of a block."""
    lines = hanging([(f"{block.number} ", ACCENT)], block.title, ACCENT, width)
    return lines + [[(line, DIM)] for line in wrap(block.purpose, width)]
