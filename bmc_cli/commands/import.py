"""``bmc import``: a canvas of somebody else, from a document, a sheet or data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.import_reports import as_data, comments, tell, write
from bmc_cli.commands.shared.incoming import Incoming, beside, check_target, taken_in
from bmc_cli.commands.shared.options import Force, Lang
from bmc_cli.commands.shared.session import Session
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import canvas_text
from bmc_cli.file.storage import changed, load, preview
from bmc_cli.formats.reading import READERS, check_named
from bmc_cli.importing.merging import merged
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import difference
from bmc_cli.plain_text import json_text
from bmc_cli.words.differences import summary
from bmc_cli.words.differences import told as changes_told
from bmc_cli.words.packs import Pack

HELP = """
Reads Markdown, HTML, JSON, YAML, CSV, sheets and slides, in 27 languages, and
says what it read as what and what it left out. That stands as comments at the
end of the new file. The format is told by what is in the file. Three headings
with the name of a block, such as "Channels", make it a canvas; the notes stand
below them.

\b
Examples:
  bmc import plan.md
  bmc import canvas.json -o bakery.yaml
  bmc import workshop.md --into bakery.yaml
  bmc import plan.md --dry-run
  bmc import -
"""

Incoming_ = Annotated[
    str,
    typer.Argument(metavar="FILE", help="The file, a folder with a file a block, or - for stdin."),
]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write.  [default: FILE.yaml]"),
]
Into = Annotated[
    Path | None,
    typer.Option("--into", metavar="CANVAS", help="Add to this canvas; nothing in it is reworded."),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FORMAT",
        help="The format, where it is taken for another.",
        autocompletion=lambda: sorted(READERS),
    ),
]
Sheet = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="Only this sheet of a workbook.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be written.")]
AsJson = Annotated[bool, typer.Option("--json", help="The report as JSON.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Write nothing, and exit with 1, if anything is left out.")
]


def import_(
    name: Incoming_,
    output: Out = None,
    into: Into = None,
    form: From = None,
    sheet: Sheet = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    strict: Strict = False,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Read the file ``name`` and write a canvas, or add to the one at ``into``."""
    if into and output:
        raise BmcError("import_two", exit_code=USAGE)
    check_named(form or "")
    target = into or output or beside(name)
    if not into and not dry_run:
        check_target(target, force=force)
    session = Session(lang)
    known = load(into).canvas if into else None
    pack = session.speak(known, into)
    incoming = taken_in(name, form=form or "", sheet=sheet or "", lang=pack.language)
    if known is None:
        pack = session.speak(incoming.imported.canvas, target)
    tell(incoming, pack)
    is_refused = strict and bool(incoming.imported.left_out or incoming.imported.lost)
    if as_json:
        terminal.data(json_text(as_data(incoming)))
    if is_refused:
        raise BmcError("import_strict", file=incoming.name)
    if into:
        _add(incoming, into, pack, dry_run=dry_run, is_quiet=as_json)
    elif dry_run:
        if not as_json:
            sys.stdout.write(canvas_text.write(incoming.whole, below=comments(incoming, pack)))
    else:
        write(incoming, target, pack, force=force)
        if not as_json:
            terminal.result(str(target))


def _add(incoming: Incoming, into: Path, pack: Pack, *, dry_run: bool, is_quiet: bool) -> None:
    def edit(canvas: Canvas) -> Canvas:
        return merged(canvas, incoming.imported.canvas)

    if dry_run:
        before, after = preview(into, edit)
    else:
        made = changed(into, edit)
        before, after = made.before, made.after.canvas
    found = difference(before, after)
    if not (found.head or found.news):
        terminal.message(pack.say("import.nothing_new", file=into))
    elif dry_run:
        from bmc_cli.drawing.differences import lines

        for line in () if is_quiet else lines(changes_told(found, pack), coloured=False):
            terminal.result(line.plain)
    else:
        terminal.message(pack.say("import.added", file=into, counts=summary(found, pack)))
    if not dry_run and not is_quiet:
        terminal.result(str(into))
