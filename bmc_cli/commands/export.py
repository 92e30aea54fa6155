"""``bmc export``: a canvas for other people's eyes, in a file of another format."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.formats import FORMATS, Look, format_named, make, sheets_of
from bmc_cli.commands.shared.session import pack_for
from bmc_cli.commands.shared.sources import sources as sources_of
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.folders import LeftOut
from bmc_cli.file.storage import load
from bmc_cli.model.canvas import Canvas
from bmc_cli.plain_text import one_line, outgoing
from bmc_cli.words.packs import Pack

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


def run(
    names: Sequence[str], goal: Goal, look: Look, *, lang: str | None, prompts: Path | None
) -> None:
    """Export the canvases and folders ``names``, or the blank form."""
    if look.blank:
        if names or look.check or look.story:
            raise BmcError("blank_alone", exit_code=USAGE)
        pack = pack_for(lang, prompts)
        name = goal.format_name()
        goal = _in_folder(goal, pack.say("export.form_file"), name)
        _deliver(make(name, Canvas(), pack, look), goal, pack)
        return
    left_out = LeftOut()
    sources = list(sources_of(names, partial(pack_for, lang, prompts), left_out))
    if len(sources) > 1 or any(Path(name).is_dir() for name in names):
        if not sources:
            raise BmcError("no_canvases", folder=names[0])
        unread = len(left_out.faults)
        _export_all(sources, goal, replace(look, in_index=True), lang, prompts, unread)
        return
    canvas = load(sources[0]).canvas
    pack = pack_for(lang, prompts, canvas.language)
    name = goal.format_name()
    goal = _in_folder(goal, sources[0].stem, name)
    _refuse_source(goal.output, sources)
    _deliver(make(name, canvas, pack, look), goal, pack)
    if (count := sheets_of(name, canvas, pack, look)) > 1:
        terminal.talk(pack.say("export.sheets", n=count))


def _export_all(
    sources: Sequence[Path],
    goal: Goal,
    look: Look,
    lang: str | None,
    prompts: Path | None,
    unread: int,
) -> None:
    from bmc_cli.commands.pages import export_all

    folder = Path(goal.output or _STDOUT)
    if goal.output in {None, _STDOUT} or (folder.suffix and not goal.is_folder):
        raise BmcError("no_folder_named", exit_code=USAGE)
    name = goal.format_name() if goal.format else "html"
    _make_folder(folder)
    export_all(
        sources, folder, name, look, force=goal.force, lang=lang, prompts=prompts, unread=unread
    )


def export_schema(names: Sequence[str], goal: Goal, look: Look, pack: Pack) -> None:
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
    if not folder.parent.is_dir():
        raise BmcError("no_folder", folder=folder.parent)
    folder.mkdir(exist_ok=True)


def _refuse_source(output: str | None, sources: Sequence[Path]) -> None:
    """Refuse to write over a canvas that is exported, under whichever name."""
    if output in {None, _STDOUT}:
        return
    target = Path(output or "")
    if target.exists() and any(target.samefile(source) for source in sources):
        raise BmcError("is_source", file=target)


def _deliver(data: bytes, goal: Goal, pack: Pack) -> None:
    """Write an export to its file, or to stdout."""
    if goal.output in {None, _STDOUT}:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    path = Path(goal.output or "")
    disk.put(path, data, over=goal.force)
    terminal.talk(pack.say("export.written", file=one_line(str(path))))
