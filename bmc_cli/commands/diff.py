"""``bmc diff``: what changed between two canvases."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Annotated, Any, NamedTuple

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import complete_revisions, offered
from bmc_cli.commands.shared.options import Lang, Prompts, Width, columns_of
from bmc_cli.commands.shared.session import Session
from bmc_cli.commands.shared.versions import Version, compared
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.formats.differences import WRITERS
from bmc_cli.formats.json import difference_data
from bmc_cli.model.difference import Difference, difference
from bmc_cli.model.kinship import Kinship, kinship
from bmc_cli.plain_text import json_text
from bmc_cli.words.differences import News, news
from bmc_cli.words.packs import Pack

HELP = """
With one name: since the canvas it is a variant of, else since the last commit.
A revision of git without a file is that of the canvas here.

\b
Examples:
  bmc diff
  bmc diff canvas.yaml canvas.premium.yaml --grid
  bmc diff HEAD~3
  bmc diff main..topic bakery.yaml
  bmc diff canvas.yaml@v1 canvas.yaml@v2 --json
  bmc diff main...HEAD --format md
"""

Named = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[OLD] [NEW]",
        help="Files, FILE@REV for one as git has it, or revisions: REV, OLD..NEW, "
        "OLD...NEW since they parted.  [env var: BMC_FILE; default: canvas.yaml]",
        autocompletion=complete_revisions,
    ),
]

_JSON = "json"

OnGrid = Annotated[bool, typer.Option("--grid", help="Draw the changes on the canvas.")]


@offered
def complete_formats(_: Any) -> Iterable[tuple[str, str]]:
    """Offer the formats of a difference."""
    return ((name, "") for name in (*WRITERS, _JSON))


Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="To hand out: md, html or json.",
        autocompletion=complete_formats,
    ),
]

AsJson = Annotated[bool, typer.Option("--json", help="The changes as JSON: --format json.")]

InWords = Annotated[bool, typer.Option("--plain", help="Signs and words, without colours.")]

ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with code 1 when anything changed.")
]

_COPYING = {"iteration", "variant_of"}


def diff(
    names: Named = None,
    grid: OnGrid = False,
    format_: Format = None,
    as_json: AsJson = False,
    plain: InWords = False,
    exit_code: ExitCode = False,
    width: Width = None,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Say what changed between two canvases, or since what one is a variant or a version of."""
    written = _format_named("json" if as_json and format_ is None else format_)
    if grid and written:
        raise BmcError("grid_or_format", exit_code=USAGE)
    columns = columns_of(width)
    session = Session(lang, prompts)
    old, new = compared(names or [], session)
    pack = session.speak(new.canvas, new.path)
    found = _without_copying(difference(old.canvas, new.canvas), old, new)
    plain = plain or terminal.wants_plain()
    if written == _JSON:
        terminal.data(json_text(difference_data(old.name, new.name, found)))
    elif grid:
        _draw(old, new, found, pack, Shape(columns, plain))
    else:
        sides = (old.name, old.canvas), (new.name, new.canvas)
        said = news(*sides, found, _kinship(old, new, found), pack)
        if written:
            terminal.data(WRITERS[written](said))
        else:
            _tell(said, plain=plain)
    if exit_code and (found.head or found.news):
        sys.exit(CANNOT)


class Shape(NamedTuple):
    """How a drawing comes out: in how many columns, and without any styles."""

    columns: int | None
    plain: bool


def _format_named(name: str | None) -> str | None:
    """Return the name of a format; None for lines to read.  Raises ``BmcError`` for none."""
    known = [*WRITERS, _JSON]
    if name is not None and name not in known:
        raise BmcError("unknown_format", exit_code=USAGE, word=name, known=", ".join(known))
    return name


def _without_copying(found: Difference, old: Version, new: Version) -> Difference:
    """Leave out what making a variant changed by itself: it says nothing about the business."""
    if new.canvas.variant_of != old.path.name:
        return found
    kept = {name: both for name, both in found.head.items() if name not in _COPYING}
    return replace(found, head=kept)


def _kinship(old: Version, new: Version, found: Difference) -> Kinship:
    """Return what the two share, and whether they are hardly related: two teams' canvases.

    Versions of one file, and copies of one canvas, are related whatever is in them.
    """
    kin = kinship(old.canvas, new.canvas, found)
    parents = [each.canvas.variant_of for each in (old, new)]
    named = {old.path.name, new.path.name}
    are_copies = bool(named & {*parents}) or (parents[0] == parents[1] != "")
    is_one = old.path == new.path or are_copies
    return kin._replace(is_distant=kin.is_distant and not is_one)


def _tell(said: News, *, plain: bool) -> None:
    from bmc_cli.drawing.differences import lines, table

    terminal.result(said.sentence)
    out = terminal.rich_console(sys.stdout, plain=plain)
    coloured = out.color_system is not None
    drawn = chain([""], table(said)) if said.rows else lines(said.parts, coloured=coloured)
    for line in drawn:
        if terminal.is_terminal(sys.stdout) and coloured:
            out.print(line)
        else:
            terminal.result(str(line))


def _draw(old: Version, new: Version, found: Difference, pack: Pack, shape: Shape) -> None:
    from bmc_cli.drawing.differences import grid
    from bmc_cli.drawing.grid import Look
    from bmc_cli.view import view
    from bmc_cli.words.differences import marked

    canvas, signs = marked(old.canvas, new.canvas, found)
    out = terminal.rich_console(sys.stdout, shape.columns, plain=shape.plain)
    drawing = grid(view(canvas, pack), signs, Look(out.options.ascii_only))
    if shape.plain:  # a pager moves the cursor
        out.print(drawing, end="")
        return
    pinned = drawing.pinned() if shape.columns is None else None
    terminal.page(out, drawing, pinned, keys=pack.say("show.pager"))
