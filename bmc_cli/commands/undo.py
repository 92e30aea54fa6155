"""``bmc undo``: the last saving taken back, and again; and forth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.edit_reports import changed_lines
from bmc_cli.commands.shared.here import canvas_at, others_here
from bmc_cli.commands.shared.options import File, Lang, Prompts
from bmc_cli.commands.shared.session import Session, command_line
from bmc_cli.errors import BmcError
from bmc_cli.file import canvas_text, disk, history
from bmc_cli.file.states import exists
from bmc_cli.file.storage import holds_nothing, locate
from bmc_cli.file.versions import LARGEST, Kept
from bmc_cli.file.yaml_text import decode
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import difference
from bmc_cli.words.packs import Pack

HELP = """
\b
Examples:
  bmc undo
  bmc undo --redo
  bmc undo bakery.yaml --list
"""

Redo = Annotated[bool, typer.Option("--redo", help="Redo what was undone.")]

ShowVersions = Annotated[bool, typer.Option("--list", help="Only list the saves, newest first.")]


def undo(
    file: File = None,
    redo: Redo = False,
    versions: ShowVersions = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Take the last saving of the canvas in ``file`` back, or put it there again.

    With ``versions``, only show those that there are.
    """
    session = Session(lang, prompts)
    path = locate(None) if _is_usual(file) else canvas_at(file, session, "undo")
    if versions:
        show_versions(path, session)
    else:
        step(path, session, 1 if redo else -1)


def _is_usual(file: str | None) -> bool:
    """Whether the usual canvas is meant where none is named.

    It may be gone and is then to come back, if nothing here was saved after it.
    """
    others = [] if file else others_here()
    saved = [history.last_saved(disk.real(path)) for path in (locate(None), *others)]
    return bool(others) and saved[0] > max(saved[1:])


def step(path: Path, session: Session, by: int) -> None:
    """Take the last saving of the canvas at ``path`` back (-1), or put it there again (1)."""
    target = disk.written_at(path)
    now = _canvas(disk.read_whole(target, LARGEST)) if exists(target) else None
    pack = session.speak(now, path)
    taken = history.step(target, by)
    for version in taken.damaged:
        when = _when(version, pack)
        terminal.message(pack.say("undo.passed_over", when=when, file=version.path))
    for line in _step_lines(taken, path, pack):
        terminal.result(line)
    back = command_line("undo", path, options="--redo")
    terminal.message(pack.say("undo.redone" if by > 0 else "undo.undone", file=path, command=back))


def show_versions(path: Path, session: Session) -> None:
    """List the versions of the canvas at ``path``, newest first, with what each changed."""
    target = disk.real(path)
    now = None
    with suppress(OSError, BmcError):  # what is wrong with the file keeps nobody from its versions
        now = _canvas(disk.read_whole(target, LARGEST))
    pack = session.speak(now, path)
    found = history.versions(target)
    canvases = [_canvas(version.data) for version in found.kept]
    known = [canvas for canvas in (*canvases, now) if canvas]
    pack = session.speak(known[-1] if known else None, path)
    if len(found.kept) + found.is_changed < 2:
        raise BmcError("none_kept", file=path)
    rows, before = [], None
    for place, (version, canvas) in enumerate(zip(found.kept, canvases, strict=True)):
        said = _told(version, before, canvas, pack)
        stands = place == found.standing and not found.is_changed
        rows.append(f"{'>' if stands else ' '} {_when(version, pack)}: {said}")
        before = canvas or before
    if found.is_changed:
        what = pack.say("undo.gone")
        if found.now is not None:
            what = _said(found.now, canvases[found.standing], now, pack)
        rows.append(f"> {pack.say('undo.unsaved', what=what)}")
    for row in reversed(rows):
        terminal.result(row)


def _when(version: Kept, pack: Pack) -> str:
    unit, count = history.ago(version.time)
    return pack.count(f"undo.{unit}", count)


def _told(version: Kept, before: Canvas | None, after: Canvas | None, pack: Pack) -> str:
    """Return what a version changed in the sound one before it, in a line."""
    if version.data is None:
        return pack.say("undo.damaged", file=version.path)
    return _said(version.data, before, after, pack)


def _said(data: bytes, before: Canvas | None, after: Canvas | None, pack: Pack) -> str:
    """Return in a line what ``data``, which holds ``after``, changed in ``before``."""
    if after is None:
        return _wrong(data, pack)
    if before is None:
        return pack.say("undo.start")
    said = [line.strip() for line in changed_lines(difference(before, after), pack)]
    more = len(said) - 3
    return "; ".join(said[:3]) + (f" … (+{more})" if more > 0 else "") or pack.say("undo.unseen")


def _step_lines(step: history.Step, path: Path, pack: Pack) -> Iterator[str]:
    """Yield what a step did to the canvas at ``path``."""
    before, after = _canvas(step.before), _canvas(step.after)
    if step.before is None:
        yield pack.say("undo.there_again", file=path)
    elif before is None:
        yield pack.say("undo.was", what=_wrong(step.before, pack))
    if after is None:
        yield pack.say("undo.now", what=_wrong(step.after, pack))
    elif before is not None:
        changes = changed_lines(difference(before, after, is_full=True), pack)
        yield from changes or [pack.say("undo.unseen")]


def _wrong(data: bytes, pack: Pack) -> str:
    """Return what is wrong with a version that is no canvas."""
    try:
        canvas_text.read(decode(data, "")[1], "")
    except BmcError as fault:
        if fault.reason in {"conflict_markers", "yaml_conflict"}:
            return pack.say("undo.conflict")
    return pack.say("undo.broken")


def _canvas(data: bytes | None) -> Canvas | None:
    """Return the canvas in a version; None for a damaged one, and one broken by hand."""
    if data is None:
        return None
    if holds_nothing(data):
        return Canvas()
    try:
        return canvas_text.read(decode(data, "")[1], "").canvas
    except BmcError:
        return None
