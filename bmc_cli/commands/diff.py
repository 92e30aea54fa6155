"""``bmc diff``: what changed between two canvases."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated, Any

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.options import Lang, Prompts, Width, columns_of
from bmc_cli.commands.shared.session import Session
from bmc_cli.commands.shared.versions import Version, compared
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.model.difference import Added, Change, Difference, Removed, difference
from bmc_cli.plain_text import json_text, one_line
from bmc_cli.words.differences import summary
from bmc_cli.words.packs import Pack

HELP = """
With one name: since the canvas it is a variant of, else since the last commit.

\b
Examples:
  bmc diff
  bmc diff canvas.yaml canvas.premium.yaml --grid
  bmc diff canvas.yaml@HEAD~3
  bmc diff canvas.yaml@v1 canvas.yaml@v2 --json
"""

Named = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[OLD] [NEW]",
        help="Files, or FILE@REV for one as git has it.  [env var: BMC_FILE; default: canvas.yaml]",
    ),
]

OnGrid = Annotated[bool, typer.Option("--grid", help="Draw the changes on the canvas.")]

AsJson = Annotated[bool, typer.Option("--json", help="The changes as JSON.")]

ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with code 1 when anything changed.")
]

_COPYING = {"iteration", "variant_of"}


def diff(
    names: Named = None,
    grid: OnGrid = False,
    as_json: AsJson = False,
    exit_code: ExitCode = False,
    width: Width = None,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Say what changed between two canvases, or since what one is a variant or a version of."""
    if grid and as_json:
        raise BmcError("grid_or_json", exit_code=USAGE)
    columns = columns_of(width)
    session = Session(lang, prompts)
    old, new = compared(names or [], session)
    pack = session.speak(new.canvas, new.path)
    found = _without_copying(difference(old.canvas, new.canvas), old, new)
    if as_json:
        terminal.data(json_text(_as_data(old, new, found)))
    elif grid:
        _draw(old, new, found, pack, columns)
    else:
        _tell(old, new, found, pack)
    if exit_code and (found.head or found.news):
        sys.exit(CANNOT)


def _without_copying(found: Difference, old: Version, new: Version) -> Difference:
    """Leave out what making a variant changed by itself: it says nothing about the business."""
    if new.canvas.variant_of != old.path.name:
        return found
    kept = {name: both for name, both in found.head.items() if name not in _COPYING}
    return replace(found, head=kept)


def _tell(old: Version, new: Version, found: Difference, pack: Pack) -> None:
    from bmc_cli.drawing.differences import lines
    from bmc_cli.words.differences import told

    names = {"old": one_line(old.name), "new": one_line(new.name)}
    if not (found.head or found.news):
        terminal.result(pack.say("diff.same", **names))
        return
    out = terminal.rich_console(sys.stdout)
    terminal.result(pack.say("diff.summary", **names, counts=summary(found, pack)))
    coloured = out.color_system is not None
    for line in lines(told(found, pack), coloured=coloured):
        if terminal.is_terminal(sys.stdout):
            out.print(line)
        else:
            terminal.result(line.plain)


def _draw(old: Version, new: Version, found: Difference, pack: Pack, columns: int | None) -> None:
    from bmc_cli.drawing.differences import grid
    from bmc_cli.drawing.grid import Look
    from bmc_cli.view import view
    from bmc_cli.words.differences import marked

    canvas, signs = marked(old.canvas, new.canvas, found)
    out = terminal.rich_console(sys.stdout, columns)
    drawing = grid(view(canvas, pack), signs, Look(out.options.ascii_only))
    terminal.page(
        out, drawing, drawing.pinned() if columns is None else None, keys=pack.say("show.pager")
    )


def _as_data(old: Version, new: Version, found: Difference) -> dict[str, Any]:
    return {
        "old": old.name,
        "new": new.name,
        "head": {name: {"old": was, "new": now} for name, (was, now) in found.head.items()},
        "notes": [_note_data(change) for change in found.news],
    }


def _note_data(change: Change) -> dict[str, Any]:
    from bmc_cli.formats.json import note_data

    data: dict[str, Any] = {"block": change.spot[0], "changes": list(change.news)}
    sides = {
        "old": None if isinstance(change, Added) else (change.was, change.old),
        "new": None if isinstance(change, Removed) else (change.now, change.new),
    }
    for name, side in sides.items():
        if side:
            (key, place), note = side
            data[name] = {"block": key, "number": place + 1, **note_data(note)}
    return data
