"""``bmc diff``: what changed between two canvases."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Annotated, Any, NamedTuple

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import complete_revisions, offered
from bmc_cli.commands.shared.diff_sides import Version, both_sides, compared
from bmc_cli.commands.shared.options import Lang, Prompts, Width, columns_of, format_of
from bmc_cli.commands.shared.session import Session
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.formats.differences import WRITERS
from bmc_cli.formats.json import difference_data
from bmc_cli.model.difference import Difference, difference
from bmc_cli.model.kinship import Kinship, kinship
from bmc_cli.plain_text import json_text
from bmc_cli.words.differences import News, news
from bmc_cli.words.packs import Pack

HELP = """
With one name: since what it was copied from, else since the last commit.
A revision of git without a file is that of the canvas here.

\b
Examples:
  bmc diff
  bmc diff canvas.premium.yaml --both
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

AsJson = Annotated[bool, typer.Option("--json", help="The changes as JSON, as --format json.")]

InWords = Annotated[bool, typer.Option("--plain", help="Signs and words, without colours.")]

ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with code 1 when anything changed.")
]

Both = Annotated[
    bool,
    typer.Option(
        "--both", help="Of a variant: what changed in it, and in the canvas it was copied from."
    ),
]

_COPYING = {"iteration", "variant_of", "variant_base"}


def diff(
    names: Named = None,
    grid: OnGrid = False,
    format_: Format = None,
    as_json: AsJson = False,
    plain: InWords = False,
    exit_code: ExitCode = False,
    both: Both = False,
    width: Width = None,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Say what changed between two canvases, or since what one is a variant or a version of."""
    written = format_of(format_, [*WRITERS, _JSON], as_json=as_json)
    if grid and written:
        raise BmcError("grid_or_format", exit_code=USAGE)
    columns = columns_of(width)
    session = Session(lang, prompts)
    pairs = both_sides(names or [], session) if both else [compared(names or [], session)]
    found = [Found(old, new, _difference(old, new)) for old, new in pairs]
    pack = session.speak(found[0].new.canvas, found[0].new.path)
    plain = plain or terminal.wants_plain()
    if written == _JSON:
        data = [difference_data(old.name, new.name, changes) for old, new, changes in found]
        terminal.data(json_text(data if both else data[0]))
    elif grid:
        for each in found:
            _draw(each, pack, Shape(columns, plain))
    else:
        said = [each.told(pack) for each in found]
        if written:
            terminal.data(WRITERS[written](said))
        else:
            _tell(said, plain=plain)
    if exit_code and any(each.changes.head or each.changes.news for each in found):
        sys.exit(CANNOT)


class Found(NamedTuple):
    """Two canvases, and what changed between them."""

    old: Version
    new: Version
    changes: Difference

    def told(self, pack: Pack) -> News:
        """Return what there is to say of it."""
        sides = (self.old.name, self.old.canvas), (self.new.name, self.new.canvas)
        return news(*sides, self.changes, _kinship(*self), pack)


class Shape(NamedTuple):
    """How a drawing comes out: in how many columns, and without any styles."""

    columns: int | None
    plain: bool


def _difference(old: Version, new: Version) -> Difference:
    """Return what changed, but for what making a variant does: that says nothing of a business."""
    found = difference(old.canvas, new.canvas)
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


def _tell(said: Sequence[News], *, plain: bool) -> None:
    from bmc_cli.drawing.differences import lines, table

    out = terminal.rich_console(sys.stdout, plain=plain)
    coloured = out.color_system is not None
    for at, each in enumerate(said):
        if at:
            terminal.result("")
        terminal.result(each.sentence)
        for line in chain([""], table(each)) if each.rows else lines(each.parts, coloured=coloured):
            if terminal.is_terminal(sys.stdout) and coloured:
                out.print(line)
            else:
                terminal.result(str(line))


def _draw(found: Found, pack: Pack, shape: Shape) -> None:
    from bmc_cli.drawing.differences import grid
    from bmc_cli.drawing.grid import Look
    from bmc_cli.view import view
    from bmc_cli.words.differences import marked

    canvas, signs = marked(found.old.canvas, found.new.canvas, found.changes)
    out = terminal.rich_console(sys.stdout, shape.columns, plain=shape.plain)
    drawing = grid(view(canvas, pack), signs, Look(out.options.ascii_only))
    if shape.plain:  # a pager moves the cursor
        out.print(drawing, end="")
        return
    pinned = drawing.pinned() if shape.columns is None else None
    terminal.page(out, drawing, pinned, keys=pack.say("show.pager"))
