"""``bmc undo``: the last saving taken back, and again; and forth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bmc_cli import canvasfile, console, files, history
from bmc_cli.canvas import Canvas
from bmc_cli.changes import difference
from bmc_cli.commands.words import command_line, pack_for
from bmc_cli.errors import BmcError
from bmc_cli.history import Kept
from bmc_cli.prompts import Pack
from bmc_cli.yamltext import decode


def run(path: Path, *, redo: bool, lang: str | None, prompts: Path | None) -> None:
    """Take the last saving of the canvas at ``path`` back, or put it there again."""
    target = files.real(path)
    before = _canvas(files.read_whole(target, history.MOST_BYTES)) if target.exists() else None
    pack = pack_for(lang, prompts, (before or Canvas()).language)
    after = _canvas(history.step(target, 1 if redo else -1))
    for line in _changes(before, after, pack):
        console.result(line)
    back = command_line("undo", path, options="--redo")
    console.talk(pack.say("undo.redone" if redo else "undo.undone", file=path, command=back))


def show(path: Path, lang: str | None, prompts: Path | None) -> None:
    """List the versions of the canvas at ``path``, newest first, with what each changed."""
    versions, at = history.line(files.real(path))
    canvases = [_canvas(version.data) for version in versions]
    languages = [canvas.language for canvas in canvases if canvas]
    pack = pack_for(lang, prompts, languages[-1] if languages else "")
    if len(versions) < 2:
        raise BmcError("none_kept", file=path)
    for place in range(len(versions) - 1, -1, -1):
        before = canvases[place - 1] if place else None
        console.result(_row(versions[place], before, canvases[place], pack, is_now=place == at))


def _row(
    version: Kept, before: Canvas | None, after: Canvas | None, pack: Pack, *, is_now: bool
) -> str:
    unit, count = history.ago(version.time)
    said = [line.strip() for line in _changes(before, after, pack)] if before else []
    more = len(said) - 3
    told = "; ".join(said[:3]) + (f" … (+{more})" if more > 0 else "")
    when = pack.count(f"undo.{unit}", count)
    return f"{'>' if is_now else ' '} {when}: {told or pack.say('undo.start')}"


def _changes(before: Canvas | None, after: Canvas | None, pack: Pack) -> Iterator[str]:
    from bmc_cli.render.differences import lines

    if before is None or after is None:
        return
    for line in lines(difference(before, after), pack, coloured=False):
        if line.plain:
            yield line.plain


def _canvas(data: bytes) -> Canvas | None:
    """Return the canvas in a version; None for one that somebody broke by hand."""
    try:
        return canvasfile.read(decode(data, "")[1], "").canvas
    except BmcError:
        return None
