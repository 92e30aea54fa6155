"""``bmc show``: the canvas on the screen, or as lines and JSON for other programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import complete_blocks, complete_segments
from bmc_cli.commands.shared.drawn import Shape, draw, drawing_of
from bmc_cli.commands.shared.here import sources_at
from bmc_cli.commands.shared.options import Files, Lang, Prompts, Width, columns_of
from bmc_cli.commands.shared.outcomes import as_error, tell
from bmc_cli.commands.shared.session import Session, block_for
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.file.revisions import Source, file_of, load
from bmc_cli.model.canvas import BY_KEY, Canvas, only
from bmc_cli.model.links import SEGMENTS
from bmc_cli.plain_text import json_text, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bmc_cli.words.packs import Pack

HELP = """
\b
Examples:
  bmc show
  bmc show bakery.yaml --width 120 --details
  bmc show --block channels
  bmc show --segment A
  bmc show canvas.yaml canvas.premium.yaml
  bmc show --watch
  bmc show --plain | grep -i webshop
"""

OneBlock = Annotated[
    str | None,
    typer.Option(
        "--block",
        "-b",
        metavar="BLOCK",
        help="Only this block, with its purpose.",
        autocompletion=complete_blocks,
    ),
]

Segment = Annotated[
    str | None,
    typer.Option(
        "--segment",
        "-s",
        metavar="SEGMENT",
        help="Highlight one segment: a letter, a note's number or the start of its text.",
        autocompletion=complete_segments,
    ),
]

Watch = Annotated[
    bool, typer.Option("--watch", help="Redraw whenever the file changes, until Ctrl-C.")
]

Details = Annotated[
    bool | None,
    typer.Option(
        "--details/--no-details", help="Details under their notes.  [default: on a wide screen]"
    ),
]

TabLines = Annotated[
    bool, typer.Option("--plain", help="One line per note: block, tab, note. For grep.")
]

AsJson = Annotated[bool, typer.Option("--json", help="The canvas as JSON.")]


def show(
    files: Files = None,
    block: OneBlock = None,
    segment: Segment = None,
    width: Width = None,
    details: Details = None,
    watch: Watch = False,
    plain: TabLines = False,
    as_json: AsJson = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Show the canvases in ``files``: drawn beside each other, as JSON, or one as lines.

    Of several, one that cannot be read is told and the others are shown; the program then
    ends with 1.
    """
    session, shape = Session(lang, prompts), Shape(block, segment, details)
    paths = sources_at(files or [], session, "show")
    _refuse_mixed(len(paths), shape, watch=watch, as_lines=plain, as_json=as_json)
    columns = columns_of(width)
    read = _readable(paths, lang)
    canvases = [canvas for _, canvas in read]
    _refuse_without_segments(paths, canvases, shape)
    if len({canvas.title for canvas in canvases}) < len(canvases):
        shape = shape._replace(names=tuple(one_line(str(source)) for source, _ in read))
    speak = partial(_spoken, session, read)
    if plain or as_json:
        # No words are needed, and no pack is read, but to find a block by its name.
        named = block_for(block, speak()).key if block is not None else None
        if as_json:
            _print_json(canvases, [named] if named else tuple(BY_KEY), as_list=len(paths) > 1)
        else:
            _print_lines(only(canvases[0], named) if named else canvases[0])
    elif watch:
        from bmc_cli.commands.shared.watch import files_of
        from bmc_cli.commands.shared.watch import watch as follow

        drawing = partial(_drawing_now, paths, shape, columns, session)
        follow(files_of(paths), drawing, speak(), columns)
    elif canvases:
        draw(canvases, speak(), shape, columns)
    if len(canvases) < len(paths):
        sys.exit(CANNOT)


def _refuse_without_segments(
    paths: Sequence[Source], canvases: Sequence[Canvas], shape: Shape
) -> None:
    if shape.segment is not None and canvases and not canvases[0].notes(SEGMENTS):
        raise BmcError("no_segments", file=file_of(paths[0]))


def _refuse_mixed(count: int, shape: Shape, *, watch: bool, as_lines: bool, as_json: bool) -> None:
    """Raise ``BmcError`` for options that say two things about ``count`` canvases."""
    parted = shape.block is not None or shape.segment is not None
    if count > 1 and (as_lines or (parted and not as_json)):
        raise BmcError("one_at_a_time", exit_code=USAGE)
    if watch and (as_lines or as_json):
        raise BmcError("watch_alone", exit_code=USAGE)
    if shape.segment is not None and (as_lines or as_json or shape.block is not None):
        raise BmcError("segment_alone", exit_code=USAGE)


_Read = Sequence[tuple[Source, Canvas]]


def _spoken(session: Session, read: _Read) -> Pack:
    """Return the pack of the first canvas: what stands side by side is in the same words."""
    if not read:
        return session.speak()
    source, canvas = read[0]
    return session.speak(canvas, file_of(source))


def _readable(paths: Sequence[Source], lang: str | None) -> _Read:
    """Return the canvases that can be read; of several, those that cannot are told."""
    if len(paths) == 1:
        return [(paths[0], load(paths[0]).canvas)]
    canvases: list[tuple[Source, Canvas]] = []
    for path in paths:
        try:
            canvases.append((path, load(path).canvas))
        except (BmcError, OSError) as fault:
            tell(as_error(fault), lang)
    return canvases


def _drawing_now(
    paths: Sequence[Source], shape: Shape, columns: int | None, session: Session
) -> RenderableType:
    """Return the canvases as they are in their files now, drawn."""
    canvases = [load(path).canvas for path in paths]
    pack = session.speak(canvases[0], file_of(paths[0]))
    out = terminal.rich_console(sys.stdout, columns)
    return drawing_of(canvases, pack, shape, ascii_only=out.options.ascii_only)


def _print_json(canvases: Sequence[Canvas], keys: Sequence[str], *, as_list: bool) -> None:
    from bmc_cli.formats.json import canvas_data

    found = [canvas_data(canvas, keys) for canvas in canvases]
    terminal.data(json_text(found if as_list else found[0]))


def _print_lines(canvas: Canvas) -> None:
    from bmc_cli.words.notes import tab_lines

    for line in tab_lines(canvas):
        sys.stdout.write(line + "\n")
