"""``bmc undo``: the last saving taken back, and again; and forth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.shared.session import command_line, pack_for
from bmc_cli.errors import BmcError
from bmc_cli.file import canvas_text, disk, history
from bmc_cli.file.storage import holds_nothing
from bmc_cli.file.versions import LARGEST, Kept
from bmc_cli.file.yaml_text import decode
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import difference
from bmc_cli.words.packs import Pack


def run(path: Path, *, redo: bool, lang: str | None, prompts: Path | None) -> None:
    """Take the last saving of the canvas at ``path`` back, or put it there again."""
    target = disk.written_at(path)
    now = _canvas(disk.read_whole(target, LARGEST)) if target.exists() else None
    pack = pack_for(lang, prompts, now.language if now else "")
    step = history.step(target, 1 if redo else -1)
    for version in step.damaged:
        when = _when(version, pack)
        terminal.talk(pack.say("undo.passed_over", when=when, file=version.path))
    before, after = _canvas(step.before), _canvas(step.after)
    if before and after:
        for line in [*_changes(before, after, pack)] or [pack.say("undo.unseen")]:
            terminal.result(line)
    back = command_line("undo", path, options="--redo")
    terminal.talk(pack.say("undo.redone" if redo else "undo.undone", file=path, command=back))


def show(path: Path, lang: str | None, prompts: Path | None) -> None:
    """List the versions of the canvas at ``path``, newest first, with what each changed."""
    target = disk.real(path)
    now = None
    with suppress(OSError, BmcError):  # what is wrong with the file keeps nobody from its versions
        now = _canvas(disk.read_whole(target, LARGEST))
    pack = pack_for(lang, prompts, now.language if now else "")
    versions, at = history.line(target)
    canvases = [_canvas(version.data) for version in versions]
    languages = [canvas.language for canvas in (*canvases, now) if canvas]
    pack = pack_for(lang, prompts, languages[-1] if languages else "")
    if len(versions) < 2:
        raise BmcError("none_kept" if history.is_on() else "history_off", file=path)
    rows, before = [], None
    for place, (version, canvas) in enumerate(zip(versions, canvases, strict=True)):
        said = _told(version, before, canvas, pack)
        rows.append(f"{'>' if place == at else ' '} {_when(version, pack)}: {said}")
        before = canvas or before
    for row in reversed(rows):
        terminal.result(row)


def _when(version: Kept, pack: Pack) -> str:
    unit, count = history.ago(version.time)
    return pack.count(f"undo.{unit}", count)


def _told(version: Kept, before: Canvas | None, after: Canvas | None, pack: Pack) -> str:
    """Return what a version changed in the sound one before it, in a line."""
    if version.data is None:
        return pack.say("undo.damaged", file=version.path)
    if after is None:
        return pack.say("undo.broken")
    if before is None:
        return pack.say("undo.start")
    said = [line.strip() for line in _changes(before, after, pack)]
    more = len(said) - 3
    return "; ".join(said[:3]) + (f" … (+{more})" if more > 0 else "") or pack.say("undo.unseen")


def _changes(before: Canvas, after: Canvas, pack: Pack) -> Iterator[str]:
    from bmc_cli.drawing.differences import lines

    for line in lines(difference(before, after), pack, coloured=False):
        if line.plain:
            yield line.plain


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
