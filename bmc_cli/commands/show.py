"""``bmc show``: the canvas on the screen, or as lines and JSON for other programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bmc_cli import terminal
from bmc_cli.commands.shared.outcomes import as_error, tell
from bmc_cli.commands.shared.session import block_for, pack_for
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.file.storage import load
from bmc_cli.interview.choosing import Choice, chosen
from bmc_cli.model.canvas import BY_KEY, Canvas, numbered, only
from bmc_cli.model.links import SEGMENTS, letter
from bmc_cli.plain_text import json_text, one_line
from bmc_cli.words.packs import Pack

if TYPE_CHECKING:
    from rich.console import RenderableType


class Shape(NamedTuple):
    """How a canvas is to be shown: one block or segment of it, how wide, with details or not."""

    block: str | None = None
    segment: str | None = None
    width: str | None = None
    details: bool | None = None


def run(
    paths: Sequence[Path],
    shape: Shape,
    *,
    plain: bool,
    as_json: bool,
    watch: bool,
    lang: str | None,
    prompts: Path | None,
) -> None:
    """Show the canvases at ``paths``: drawn beside each other, as JSON, or one as lines.

    Of several, one that cannot be read is told and the others are shown; the program then
    ends with 1.
    """
    parted = shape.block is not None or shape.segment is not None
    if len(paths) > 1 and (plain or (parted and not as_json)):
        raise BmcError("one_at_a_time", exit_code=USAGE)
    if watch and (plain or as_json):
        raise BmcError("watch_alone", exit_code=USAGE)
    if shape.segment is not None and (plain or as_json or shape.block is not None):
        raise BmcError("segment_alone", exit_code=USAGE)
    columns = columns_of(shape.width)
    canvases = _readable(paths, lang)
    language = canvases[0].language if canvases else ""
    if plain or as_json:
        # No words are needed, and no pack is read, but to find a block by its name.
        keys = tuple(BY_KEY)
        if shape.block is not None:
            keys = (block_for(shape.block, pack_for(lang, prompts, language)).key,)
        if as_json:
            _print_json(canvases, keys, as_list=len(paths) > 1)
        else:
            _print_lines(only(canvases[0], keys[0]) if shape.block else canvases[0])
    elif watch:
        from bmc_cli.commands.shared.watch import watch as follow

        pack = pack_for(lang, prompts, language)
        follow(paths, lambda: _loaded(paths, shape, columns, lang, prompts), pack, columns)
    elif canvases:
        _draw(canvases, pack_for(lang, prompts, language), shape, columns)
    if len(canvases) < len(paths):
        sys.exit(CANNOT)


def _draw(canvases: Sequence[Canvas], pack: Pack, shape: Shape, columns: int | None) -> None:
    if os.environ.get("ACCESSIBLE") and shape.block is None:
        for canvas in canvases:
            _print_outline(canvas, pack)
    else:
        _page(canvases, pack, shape, columns)


def _readable(paths: Sequence[Path], lang: str | None) -> list[Canvas]:
    """Return the canvases that can be read; of several, those that cannot are told."""
    if len(paths) == 1:
        return [load(paths[0]).canvas]
    canvases = []
    for path in paths:
        try:
            canvases.append(load(path).canvas)
        except (BmcError, OSError) as fault:
            tell(as_error(fault), lang)
    return canvases


def _loaded(
    paths: Sequence[Path],
    shape: Shape,
    columns: int | None,
    lang: str | None,
    prompts: Path | None,
) -> RenderableType:
    """Return the canvases as they are in their files now, drawn."""
    canvases = [load(path).canvas for path in paths]
    pack = pack_for(lang, prompts, canvases[0].language)
    out = terminal.rich_console(sys.stdout, columns)
    return drawing_of(canvases, pack, shape, ascii_only=out.options.ascii_only)


def _page(canvases: Sequence[Canvas], pack: Pack, shape: Shape, columns: int | None = None) -> None:
    """Print the drawing, where that fits with borders that a cursor holds straight."""
    out = terminal.rich_console(sys.stdout, columns)
    plain, pinned = (
        drawing_of(canvases, pack, shape, ascii_only=out.options.ascii_only, pinned=pinned)
        for pinned in (False, True)
    )
    # A drawing wider than the screen, or beside another, has columns that no cursor reaches.
    alone = columns is None and len(canvases) == 1 and shape.block is None
    terminal.page(out, plain, pinned if alone else None, keys=pack.say("show.pager"))


def drawing_of(
    canvases: Sequence[Canvas],
    pack: Pack,
    shape: Shape,
    *,
    ascii_only: bool,
    pinned: bool = False,
) -> RenderableType:
    """Return one block as a page, one canvas as a grid, or several beside each other."""
    from bmc_cli.drawing.grid import Grid, Look

    first = canvases[0]
    if shape.block is not None:
        from bmc_cli.drawing.step import BlockPage

        block = block_for(shape.block, pack)
        return BlockPage(first, block, pack, Look(ascii_only=ascii_only, details=True))
    if len(canvases) > 1:
        from bmc_cli.drawing.beside import Beside

        look = Look(ascii_only, shape.details)
        return Beside([Grid(canvas, pack, look) for canvas in canvases])
    segment = None if shape.segment is None else segment_for(shape.segment, first)
    return Grid(first, pack, Look(ascii_only, shape.details, pinned, segment))


def columns_of(width: str | None) -> int | None:
    """Return the columns that ``--width`` asks for.  Raises ``BmcError`` for what is none."""
    if width is None:
        return None
    least, most = terminal.NARROWEST, terminal.WIDEST
    columns = numbered(width, range(1, most + 1))
    if columns is None or columns < least:
        raise BmcError("bad_width", exit_code=USAGE, width=width, least=least, most=most)
    return columns


def segment_for(word: str, canvas: Canvas) -> int:
    """Return the place of the segment that ``word`` names: its letter, text or a start of it."""
    segments = canvas.notes(SEGMENTS)
    if not segments:
        raise BmcError("no_segments", exit_code=CANNOT)
    choices = [Choice(letter(at), one_line(n.text), n.text) for at, n in enumerate(segments)]
    try:
        (text,) = chosen(word, choices)
    except ValueError:
        known = ", ".join(f"{choice.sign} {choice.shown}" for choice in choices)
        raise BmcError("unknown_segment", exit_code=USAGE, word=word, known=known) from None
    return next(at for at, note in enumerate(segments) if note.text == text)


def _print_json(canvases: Sequence[Canvas], keys: Sequence[str], *, as_list: bool) -> None:
    from bmc_cli.drawing.outline import as_data

    found = [as_data(canvas, keys) for canvas in canvases]
    terminal.result_lines(json_text(found if as_list else found[0]))


def _print_lines(canvas: Canvas) -> None:
    from bmc_cli.drawing.outline import tab_lines

    for line in tab_lines(canvas):
        sys.stdout.write(line + "\n")


def draw(canvas: Canvas, pack: Pack, *, lines: bool = False) -> None:
    """Draw the whole canvas on stdout; in lines where no drawing is wanted."""
    if lines or os.environ.get("ACCESSIBLE"):
        _print_outline(canvas, pack)
    else:
        _page([canvas], pack, Shape())


def _print_outline(canvas: Canvas, pack: Pack) -> None:
    from bmc_cli.drawing.outline import outline

    for line in outline(canvas, pack):
        terminal.result(line)
