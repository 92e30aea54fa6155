"""``bmc show``: the canvas on the screen, or as lines and JSON for other programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bmc_cli import console
from bmc_cli.canvas import BY_KEY, Block, Canvas, numbered, only
from bmc_cli.choosing import Choice, chosen
from bmc_cli.commands.words import block_for, pack_for
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.foreign import one_line
from bmc_cli.links import SEGMENTS, letter
from bmc_cli.prompts import Pack
from bmc_cli.storage import load


def run(
    path: Path,
    *,
    block: str | None,
    segment: str | None,
    width: str | None,
    plain: bool,
    as_json: bool,
    details: bool | None,
    lang: str | None,
    prompts: Path | None,
) -> None:
    """Show the canvas at ``path``, or only its block ``block``."""
    columns = _columns(width)
    if segment is not None and (plain or as_json or block is not None):
        raise BmcError("segment_alone", exit_code=USAGE)
    canvas = load(path).canvas
    if (plain or as_json) and block is None:
        _print_lines(canvas, tuple(BY_KEY), as_json=as_json)
        return
    pack = pack_for(lang, prompts, canvas.language)
    if block is None:
        lit = None if segment is None else segment_for(segment, canvas)
        draw(canvas, pack, width=columns, details=details, segment=lit)
        return
    chosen = block_for(block, pack)
    if plain or as_json:
        _print_lines(only(canvas, chosen.key), (chosen.key,), as_json=as_json)
    else:
        draw_block(canvas, chosen, pack, width=columns)


def _columns(width: str | None) -> int | None:
    if width is None:
        return None
    least, most = console.NARROWEST, console.WIDEST
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


def _print_lines(canvas: Canvas, keys: tuple[str, ...], *, as_json: bool) -> None:
    from bmc_cli.render import outline

    if as_json:
        console.result(outline.as_json(canvas, keys))
        return
    for line in outline.tab_lines(canvas):
        sys.stdout.write(line + "\n")


def draw(
    canvas: Canvas,
    pack: Pack,
    *,
    width: int | None = None,
    details: bool | None = None,
    segment: int | None = None,
    lines: bool = False,
) -> None:
    """Draw the whole canvas on stdout; in lines where no drawing is wanted."""
    if lines or os.environ.get("ACCESSIBLE"):
        from bmc_cli.render.outline import outline

        for line in outline(canvas, pack):
            console.result(line)
        return
    from bmc_cli.render.grid import Grid, Look

    out = console.rich_console(sys.stdout, width)
    ascii_only = out.options.ascii_only
    drawing, pinned = (
        Grid(canvas, pack, Look(ascii_only, details, pinned, segment)) for pinned in (False, True)
    )
    fits = width is None  # a drawing wider than the screen has columns that no cursor reaches
    console.page(out, drawing, pinned if fits else None, keys=pack.say("show.pager"))


def draw_block(canvas: Canvas, block: Block, pack: Pack, *, width: int | None) -> None:
    """Show one block with its purpose and its notes in full."""
    from bmc_cli.render.grid import Look
    from bmc_cli.render.step import BlockPage

    out = console.rich_console(sys.stdout, width)
    look = Look(ascii_only=out.options.ascii_only, details=True)
    console.page(out, BlockPage(canvas, block, pack, look), keys=pack.say("show.pager"))
