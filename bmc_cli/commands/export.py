"""``bmc export``: a canvas for other people's eyes, in a file of another format."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import offered
from bmc_cli.commands.shared.exporting import Look, make, make_cards, sheets_of
from bmc_cli.commands.shared.options import Force, Lang, Prompts, number_of
from bmc_cli.commands.shared.session import Opened, Session
from bmc_cli.commands.shared.sources import sources as sources_of
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.folders import LeftOut
from bmc_cli.file.revisions import Source, stem_of
from bmc_cli.file.states import exists, is_folder
from bmc_cli.formats.endings import FORMATS, format_named
from bmc_cli.model.canvas import Canvas
from bmc_cli.plain_text import one_line, outgoing
from bmc_cli.words.packs import Pack

HELP = """
The file name's ending sets the format: .html .pdf .png .svg .md, .pptx
.xlsx .csv for office programs, .json .bmml for other programs. Several canvases,
or a folder, become pages with an index.

\b
Examples:
  bmc export -o canvas.html
  bmc export -o canvas.html --watch
  bmc export bakery.yaml -o bakery.pdf --paper A3 --story
  bmc export groups -o pages/
  bmc export bakery.yaml -o bakery.pptx --paper 4:3
  bmc export --blank -o form.pdf --paper A1 --lang nl
  bmc export --tests -o cards.pdf
  bmc export --format md | less
  bmc export --schema -o canvas.schema.json
"""


CARDS = 4
"""So many test cards are printed, unless more are asked for: a sheet."""


@offered
def complete_formats(_: Any) -> Iterable[tuple[str, str]]:
    """Offer the formats of an export."""
    return ((name, "") for name in FORMATS)


@offered
def complete_papers(_: Any) -> Iterable[tuple[str, str]]:
    """Offer the sizes of paper."""
    from bmc_cli.drawing.sheets import PAPERS
    from bmc_cli.formats.pptx import SLIDES

    return ((name, "") for name in dict.fromkeys((*PAPERS, *SLIDES)))


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="The canvases, or folders of them.  [env var: BMC_FILE; default: canvas.yaml]",
    ),
]

Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="NAME", help="The file to write, or a folder; - for stdout."
    ),
]

FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="One of the endings above, without its dot.  [default: from the file's name]",
        autocompletion=complete_formats,
    ),
]

PaperName = Annotated[
    str | None,
    typer.Option(
        "--paper",
        metavar="SIZE",
        help="Paper for html, pdf and the blank form: A4 to A0, Letter, Tabloid; for pptx: 16:9, "
        "4:3, A4, A3.  [default: A4, 16:9]",
        autocompletion=complete_papers,
    ),
]

Blank = Annotated[
    bool, typer.Option("--blank", help="The blank form to fill in: html, pdf, png, svg, pptx.")
]

WithCheck = Annotated[
    bool, typer.Option("--check", help="Add what bmc check finds: html, pdf, md, pptx.")
]

WithStory = Annotated[bool, typer.Option("--story", help="Add the story: html, pdf, md, pptx.")]

Tests = Annotated[
    bool,
    typer.Option("--tests", help="Cards of what to test first, four on a sheet: html, pdf."),
]

Count = Annotated[
    str | None,
    typer.Option("--number", "-n", metavar="N", help=f"How many test cards.  [default: {CARDS}]"),
]

AsSchema = Annotated[
    bool, typer.Option("--schema", help="JSON Schema of the canvas file, for your editor.")
]

Watch = Annotated[
    bool,
    typer.Option(
        "--watch",
        help="Show the page of one canvas in browsers on this machine, and renew it whenever the "
        "file changes, until Ctrl-C.",
    ),
]

_STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Goal:
    """Where an export goes: a file or folder ("-": stdout), its format, and whether over a file."""

    output: str | None = None
    format: str | None = None
    force: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether the output is a folder, there or still to be made."""
        name = self.output or ""
        return name.endswith(("/", os.sep)) or (name != _STDOUT and Path(name or "x").is_dir())

    def command(self) -> str:
        """Return the command that asks for it, to be followed by a file."""
        if self.output:
            return f"export -o {shlex.quote(self.output)}"
        return f"export --format {shlex.quote(self.format)}" if self.format else "export"

    def format_name(self) -> str:
        """Return the format that is asked for, or that the output's ending says.

        Raises ``BmcError`` when neither says one, when they say two, and for one that is no
        text without a file to go to.
        """
        asked = (self.format or "").lower().removeprefix(".")
        if self.output is None and not asked:
            raise BmcError("no_output", exit_code=USAGE)
        if self.is_folder:
            return asked or "html"
        ending = Path(self.output or "").suffix.lower().removeprefix(".")
        if asked and ending != asked and ending in FORMATS:
            raise BmcError("other_ending", exit_code=USAGE, file=self.output, format=asked)
        if not asked and not ending:
            raise BmcError("no_format", exit_code=USAGE, file=self.output)
        name = asked or ending
        if self.output in {None, _STDOUT} and not format_named(name).is_text:
            raise BmcError("not_for_stdout", exit_code=USAGE, format=name)
        return name


def export(
    files: Sources = None,
    output: Output = None,
    format_: FormatName = None,
    force: Force = False,
    paper: PaperName = None,
    check: WithCheck = False,
    story: WithStory = False,
    blank: Blank = False,
    tests: Tests = False,
    count: Count = None,
    schema: AsSchema = False,
    watch: Watch = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Export the canvases and folders ``files``, a form, test cards, or the schema of the file."""
    names, session = files or [], Session(lang, prompts)
    if (tests and (schema or blank or check or story)) or (count is not None and not tests):
        raise BmcError("tests_alone", exit_code=USAGE)
    goal, look = Goal(output, format_, force), Look(paper, check, story, blank)
    one_page = goal.output not in {None, _STDOUT} and not goal.is_folder
    if watch and (schema or blank or tests or not one_page):
        raise BmcError("watch_one_page", exit_code=USAGE)
    if schema:
        _export_schema(names, goal, look, session.speak())
        return
    if blank:
        _export_form(names, goal, look, session)
        return
    if tests:
        _export_cards(names, goal, paper, number_of(count, CARDS), session)
        return
    left_out = LeftOut()
    sources = list(sources_of(names, session, goal.command(), left_out))
    if len(sources) > 1 or any(Path(name).is_dir() for name in names):
        if watch:
            raise BmcError("watch_one_page", exit_code=USAGE)
        if not sources:
            raise BmcError("no_canvases", folder=names[0])
        unread = len(left_out.faults)
        _export_all(sources, goal, replace(look, in_index=True), session, unread)
        return
    if watch:
        _follow(sources[0], goal, look, session)
        return
    _export_one(sources[0], session.open(sources[0]), goal, look)


def _follow(source: Source, goal: Goal, look: Look, session: Session) -> None:
    """Export one canvas as a page, again whenever it changes; over no file but that page."""
    if goal.format_name() != "html":
        raise BmcError("watch_one_page", exit_code=USAGE)
    from bmc_cli.commands.shared.following import follow
    from bmc_cli.commands.shared.watch import files_of

    page, made = Path(goal.output or ""), b""

    def export_now() -> tuple[bytes, Pack]:
        nonlocal made
        if is_folder(page):
            raise BmcError("is_folder", file=page)
        opened = session.open(source)
        over = replace(goal, force=goal.force or (bool(made) and disk.holds(page, made)))
        made = _export_one(source, opened, over, look)
        return made, opened.pack

    (path,) = files_of([source])
    pack = follow(path, export_now)
    terminal.message()  # behind the ^C of the terminal
    terminal.message(pack.say("export.stopped", file=goal.output))


def _export_form(names: Sequence[str], goal: Goal, look: Look, session: Session) -> None:
    """Write the blank form."""
    if names or look.check or look.story:
        raise BmcError("blank_alone", exit_code=USAGE)
    pack = session.speak()
    name = goal.format_name()
    goal = _in_folder(goal, pack.say("export.form_file"), name)
    _deliver(make(name, Canvas(), pack, look), goal, pack)


def _export_cards(
    names: Sequence[str], goal: Goal, paper: str | None, most: int, session: Session
) -> None:
    """Write what to test first of one canvas, on cards to print."""
    if len(names) > 1 or any(Path(name).is_dir() for name in names):
        raise BmcError("tests_alone", exit_code=USAGE)
    name = goal.format_name()
    (source,) = sources_of(names, session, f"{goal.command()} --tests", LeftOut())
    opened = session.open(source)
    goal = _in_folder(goal, opened.pack.say("cards.file"), name)
    _refuse_source(goal.output, opened.path)
    made = make_cards(name, opened.canvas, opened.pack, paper, most)
    _deliver(made, goal, opened.pack)


def _export_one(source: Source, opened: Opened, goal: Goal, look: Look) -> bytes:
    """Write one canvas, and say how many sheets it takes if that is more than one; return it."""
    pack = opened.pack
    name = goal.format_name()
    goal = _in_folder(goal, stem_of(source), name)
    _refuse_source(goal.output, opened.path)
    made = make(name, opened.canvas, pack, look)
    _deliver(made, goal, pack)
    if (count := sheets_of(name, opened.canvas, pack, look)) > 1:
        kind = "slides" if format_named(name).has_slides else "sheets"
        terminal.message(pack.say(f"export.{kind}", n=count))
    if lost := format_named(name).lost(opened.canvas):
        things = (f"{pack.say(f'lost.{thing}')} ({n})" for thing, n in lost.items())
        terminal.message(pack.say("export.lost", format=name, things=", ".join(things)))
    return made


def _export_all(
    sources: Sequence[Source], goal: Goal, look: Look, session: Session, unread: int
) -> None:
    """Write a page of each canvas to a folder, and an index of them."""
    from bmc_cli.commands.shared.pages import export_all

    folder = Path(goal.output or _STDOUT)
    if goal.output in {None, _STDOUT} or (folder.suffix and not goal.is_folder):
        raise BmcError("no_folder_named", exit_code=USAGE)
    name = goal.format_name() if goal.format else "html"
    _make_folder(folder)
    export_all(sources, folder, name, look, force=goal.force, session=session, unread=unread)


def _export_schema(names: Sequence[str], goal: Goal, look: Look, pack: Pack) -> None:
    """Write the schema of the canvas file; on stdout where no file is named."""
    from bmc_cli.formats.schema import schema

    if names or goal.format or look != Look():
        raise BmcError("schema_alone", exit_code=USAGE)
    goal = replace(goal, output=goal.output or _STDOUT)
    _deliver(outgoing(f"{schema(pack)}\n"), goal, pack)


def _in_folder(goal: Goal, stem: str, name: str) -> Goal:
    """Return ``goal`` with a file's name where it is a folder."""
    if not goal.is_folder:
        return goal
    folder = Path(goal.output or "")
    _make_folder(folder)
    return replace(goal, output=str(folder / disk.safe_name(stem, f".{name}")))


def _make_folder(folder: Path) -> None:
    if not is_folder(folder.parent):
        raise disk.no_folder(folder.parent)
    disk.written_at(folder).mkdir(exist_ok=True)


def _refuse_source(output: str | None, source: Path) -> None:
    """Refuse to write over the canvas that is exported, under whichever name."""
    if output in {None, _STDOUT}:
        return
    target = Path(output or "")
    if exists(target) and exists(source) and target.samefile(source):
        raise BmcError("is_source", file=target)


def _deliver(data: bytes, goal: Goal, pack: Pack) -> None:
    """Write an export to its file, or to stdout."""
    if goal.output in {None, _STDOUT}:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    path = Path(goal.output or "")
    disk.put(path, data, over=goal.force)
    terminal.message(pack.say("export.written", file=one_line(str(path))))
