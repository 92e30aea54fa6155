"""``bmc list``: every canvas below a folder, with what it holds and what it lacks."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.options import Lang, Prompts
from bmc_cli.commands.shared.outcomes import as_error
from bmc_cli.commands.shared.searching import no_canvases, tell_left_out
from bmc_cli.commands.shared.session import Session
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.file.folders import LeftOut, canvases_among, files_below
from bmc_cli.file.near_names import likely_folder
from bmc_cli.file.revisions import parted
from bmc_cli.file.states import is_folder
from bmc_cli.file.storage import load
from bmc_cli.method.finding import Finding, Level
from bmc_cli.method.rules import check
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Place, said_in
from bmc_cli.plain_text import json_text, one_line
from bmc_cli.words.notes import note_words
from bmc_cli.words.packs import Pack
from bmc_cli.words.terms import terms_of

HELP = """
\b
Examples:
  bmc list
  bmc list groups --json
  bmc list --find subscription
"""

Folder = Annotated[
    Path, typer.Argument(metavar="[DIR]", help="The folder to look in, with those below it.")
]

FindWord = Annotated[
    str | None,
    typer.Option("--find", metavar="WORD", help="Show the notes that contain a word."),
]

AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]

_PATIENCE = 1.0  # seconds before a bar shows that there is more to come
_BARS = "·▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Listed:
    """A canvas that was found, or why it cannot be read; ``changed`` is in seconds since 1970."""

    path: Path
    changed: float
    canvas: Canvas | None = None
    findings: tuple[int, ...] = ()
    error: str = ""

    def counts(self) -> list[int]:
        """Return the number of notes in each block, in interview order."""
        canvas = self.canvas or Canvas()
        return [len(canvas.notes(block.key)) for block in BLOCKS]


def list_(
    folder: Folder = Path(),
    as_json: AsJson = False,
    find: FindWord = None,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """List the canvases below ``folder``; with ``find``, the notes in them that hold a word."""
    pack = Session(lang, prompts).speak()
    if find is not None and not find.strip():
        raise BmcError("find_what", exit_code=USAGE)
    if not is_folder(folder):
        cut = parted(str(folder))
        if cut and is_folder(Path(cut[0])):
            raise BmcError("folder_at_revision", folder=cut[0], revision=cut[1])
        likely = likely_folder(folder)
        reason = "no_folder_here_likely" if likely else "no_folder_here"
        raise BmcError(reason, folder=folder, likely=likely)
    left_out = LeftOut()
    listed = list(_listed(folder, left_out, pack, prompts, with_checks=find is None))
    tell_left_out(left_out, pack)
    if not listed and not as_json:
        raise no_canvases(folder.absolute(), left_out)
    if find is not None:
        _find(find, listed, pack, as_json=as_json)
    elif as_json:
        terminal.data(json_text([_as_data(each) for each in listed]))
    else:
        _print(listed, pack)


def _listed(
    folder: Path, left_out: LeftOut, pack: Pack, prompts: Path | None, *, with_checks: bool
) -> Iterator[Listed]:
    """Yield the canvases in order, with a bar on a terminal when that takes long."""
    paths = _slowly(list(files_below(folder, left_out)), pack)
    for path in canvases_among(paths, left_out):
        try:
            changed = path.stat().st_mtime
            canvas = load(path).canvas
            found = _checked(canvas, path, pack, prompts) if with_checks else []
        except (BmcError, OSError) as fault:
            yield Listed(path, 0.0, error=_in_short(as_error(fault), pack))
            continue
        levels = [finding.level for finding in found]
        yield Listed(path, changed, canvas, tuple(levels.count(level) for level in Level))


def _checked(canvas: Canvas, path: Path, pack: Pack, prompts: Path | None) -> list[Finding]:
    """Return what is found in a canvas by its own pack, else by that of the user, ``pack``."""
    if canvas.language or canvas.prompts:
        pack = Session(None, prompts).pack_of(canvas, path)
    return check(canvas, terms_of(pack))


def _in_short(fault: BmcError, pack: Pack) -> str:
    """Return what is wrong with a file and where; ``bmc show`` says the rest."""
    says, _ = terminal.sentences(fault, pack)
    return f"{says} ({fault.place.line}:{fault.place.column})" if fault.place else says


def _slowly(paths: Sequence[Path], pack: Pack) -> Iterable[Path]:
    """Yield ``paths``; from a second on, a bar on the terminal shows how far that is."""
    if terminal.dialogue_stream() is None:
        yield from paths
        return
    begun = time.monotonic()
    with ExitStack() as stack:
        advance = None
        for at, path in enumerate(paths):
            if advance is None and time.monotonic() - begun > _PATIENCE:
                advance = stack.enter_context(
                    terminal.progress(pack.say("list.reading"), len(paths))
                )
            if advance is not None:
                advance(at)
            yield path


def _print(listed: Sequence[Listed], pack: Pack) -> None:
    rows = [_row(each, pack) for each in listed]
    if terminal.is_terminal(sys.stdout):
        out = terminal.rich_console(sys.stdout)
        bars = str.maketrans(_BARS, "0123456789"[: len(_BARS)]) if out.options.ascii_only else {}
        out.print(terminal.table([[cell.translate(bars) for cell in row] for row in rows]))
        return
    for row in rows:
        sys.stdout.write("\t".join(row).rstrip("\t") + "\n")


def _row(each: Listed, pack: Pack) -> list[str]:
    """Return the file, title, language, a bar a block, what check finds, and the last change."""
    name = one_line(str(each.path))
    if each.canvas is None:
        return [name, one_line(each.error), "", "", "", ""]
    bar = "".join(_BARS[min(count, len(_BARS) - 1)] for count in each.counts())
    errors, warnings, _ = each.findings
    found = [
        pack.count(f"check.{level}", count)
        for level, count in (("error", errors), ("warning", warnings))
        if count
    ]
    title = one_line(each.canvas.title) or "-"
    said = ", ".join(found) or pack.say("list.fine")
    return [name, title, one_line(each.canvas.language), bar, said, _day(each.changed)]


def _day(seconds: float) -> str:
    moment = _moment(seconds)
    return moment.strftime("%Y-%m-%d %H:%M") if moment else "-"


def _moment(seconds: float) -> dt.datetime | None:
    """Return when that is, here; None for what a file can say and no calendar has."""
    try:
        return dt.datetime.fromtimestamp(seconds).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _as_data(each: Listed) -> dict[str, Any]:
    data: dict[str, Any] = {"file": str(each.path)}
    if each.canvas is None:
        return {**data, "error": each.error}
    keys = (block.key for block in BLOCKS)
    changed = _moment(each.changed)
    levels = ("errors", "warnings", "advice")
    return {
        **data,
        "title": each.canvas.title,
        "language": each.canvas.language,
        "iteration": each.canvas.iteration,
        "notes": dict(zip(keys, each.counts(), strict=True)),
        **dict(zip(levels, each.findings, strict=True)),
        "changed": changed.isoformat(timespec="seconds") if changed else None,
    }


def _find(word: str, listed: Sequence[Listed], pack: Pack, *, as_json: bool) -> None:
    """Print the notes that hold ``word``, whatever its capitals; end with 1 without any."""
    found = [
        (each.path, block, number, note)
        for each in listed
        for block in BLOCKS
        for number, note in enumerate((each.canvas or Canvas()).notes(block.key), 1)
        if any(folded(word) in folded(text) for text in said_in(note, Place.NOTE, Place.BELOW))
    ]
    if as_json:
        data = [
            {"file": str(path), "block": block.key, "number": number, "text": note.text}
            for path, block, number, note in found
        ]
        terminal.data(json_text(data))
    else:
        for path, block, number, note in found:
            title = pack.blocks[block.key].short
            said = f"{path}: {block.number} {title}: {number} {note.text}"
            if folded(word) not in folded(note.text):
                below = note_words(note, pack).below
                said += "".join(f" - {e.said}" for e in below if folded(word) in folded(e.text))
            terminal.result(one_line(said))
    for each in listed:
        if each.error:
            terminal.message(one_line(f"{each.path}: {each.error}"))
    if not found:
        sys.exit(CANNOT)
