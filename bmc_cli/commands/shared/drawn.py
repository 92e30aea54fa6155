"""A canvas as it is drawn in the terminal: a block, a grid, several, or an outline."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from bmc_cli import terminal
from bmc_cli.commands.shared.session import block_for
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.links import SEGMENTS, letter
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack

if TYPE_CHECKING:
    from rich.console import RenderableType


class Shape(NamedTuple):
    """How a canvas is to be drawn: one block or segment of it, with details or not.

    ``names`` are what several are called, where their titles do not tell them apart.
    """

    block: str | None = None
    segment: str | None = None
    details: bool | None = None
    names: tuple[str, ...] = ()


_WHOLE = Shape()


def draw(
    canvases: Sequence[Canvas],
    pack: Pack,
    shape: Shape = _WHOLE,
    columns: int | None = None,
    *,
    lines: bool = False,
) -> None:
    """Draw the canvases on stdout; in lines where no drawing is wanted."""
    if (lines or os.environ.get("ACCESSIBLE")) and shape.block is None:
        for canvas, name in zip_longest(canvases, shape.names):
            if name:
                terminal.result(name)
            _print_outline(canvas, pack)
    else:
        _page(canvases, pack, shape, columns)


def _page(canvases: Sequence[Canvas], pack: Pack, shape: Shape, columns: int | None) -> None:
    """Print the drawing, where that fits with borders that a cursor holds straight."""
    from bmc_cli.drawing.grid import Grid

    out = terminal.rich_console(sys.stdout, columns)
    drawing = drawing_of(canvases, pack, shape, ascii_only=out.options.ascii_only)
    # A drawing wider than the screen, or beside another, has columns that no cursor reaches.
    pinned = drawing.pinned() if columns is None and isinstance(drawing, Grid) else None
    terminal.page(out, drawing, pinned, keys=pack.say("show.pager"))


def drawing_of(
    canvases: Sequence[Canvas],
    pack: Pack,
    shape: Shape,
    *,
    ascii_only: bool,
) -> RenderableType:
    """Return one block as a page, one canvas as a grid, or several beside each other."""
    from bmc_cli.drawing.grid import Grid, Look
    from bmc_cli.view import view

    first = canvases[0]
    if shape.block is not None:
        from bmc_cli.drawing.block_page import BlockPage

        block = view(first, pack).blocks[block_for(shape.block, pack).key]
        return BlockPage(block, Look(ascii_only=ascii_only, details=True))
    if len(canvases) > 1:
        from bmc_cli.drawing.beside import Beside

        look = Look(ascii_only, shape.details)
        return Beside([Grid(view(canvas, pack), look) for canvas in canvases], shape.names)
    segment = None if shape.segment is None else segment_for(shape.segment, first)
    return Grid(view(first, pack), Look(ascii_only, shape.details, segment=segment))


def segment_for(word: str, canvas: Canvas) -> int:
    """Return the place of the segment that ``word`` names: its letter, text or a start of it."""
    from bmc_cli.interview.choosing import Choice
    from bmc_cli.interview.understanding import chosen

    segments = canvas.notes(SEGMENTS)
    choices = [Choice(letter(at), one_line(n.text), n.text) for at, n in enumerate(segments)]
    try:
        (text,) = chosen(word, choices)
    except ValueError:
        known = ", ".join(f"{choice.label} {choice.shown}" for choice in choices) or "-"
        raise BmcError("unknown_segment", exit_code=USAGE, word=word, known=known) from None
    return next(at for at, note in enumerate(segments) if note.text == text)


def _print_outline(canvas: Canvas, pack: Pack) -> None:
    from bmc_cli.drawing.outline import outline
    from bmc_cli.view import view

    for line in outline(view(canvas, pack)):
        terminal.result(line)
