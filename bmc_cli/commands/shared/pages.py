"""``bmc export`` of several canvases: a page of each in a folder, and an index of them."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import category, normalize

from bmc_cli import terminal
from bmc_cli.commands.shared.exporting import Look, make
from bmc_cli.commands.shared.outcomes import as_error, tell
from bmc_cli.commands.shared.session import Session
from bmc_cli.errors import CANNOT, BmcError
from bmc_cli.file import disk
from bmc_cli.file.revisions import Source, file_of, load, stem_of
from bmc_cli.formats.endings import INDEX
from bmc_cli.formats.html_index import Dot, Entry, index
from bmc_cli.method.rules import check
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.links import SEGMENTS, Web
from bmc_cli.plain_text import one_line, outgoing
from bmc_cli.words.findings import summary
from bmc_cli.words.notes import about, title_of
from bmc_cli.words.packs import Pack
from bmc_cli.words.terms import terms_of

_OF_ONE = {"picture_too_big"}
"""What keeps one canvas from a format; with all else the others would fare no better."""


def export_all(
    sources: Sequence[Source],
    folder: Path,
    name: str,
    look: Look,
    *,
    force: bool,
    session: Session,
    unread: int,
) -> None:
    """Write each canvas in the format ``name`` to ``folder``, and an index beside them.

    Nothing is written when a file is in the way.  A canvas that cannot be read or drawn is
    told, the others are exported; the program then ends with 1.  ``unread`` are those that
    a search could not look at, and told.
    """
    user = session.speak()
    targets = {source: folder / file for source, file in file_names(sources, name).items()}
    _refuse_unwanted([*targets.values(), folder / INDEX], sources, force=force)
    entries, lost = [], []
    for source, target in targets.items():
        page = _page(source, name, look, session)
        if page is None:
            lost.append(source)
            continue
        disk.put(target, page.data, over=force)
        entries.append(_entry(source, target.name, page, user))
    disk.put(folder / INDEX, outgoing(_index(entries, lost, user)), over=force)
    total = len(sources) + unread
    written = user.say("export.all_written", n=len(entries), total=total, file=folder / INDEX)
    terminal.message(written)
    _tell_left(folder, {INDEX, *(target.name for target in targets.values())}, name, user)
    if len(entries) < total:
        sys.exit(CANNOT)


class _Page(NamedTuple):
    """A canvas, the pack that it is in, and the page made of it."""

    canvas: Canvas
    pack: Pack
    data: bytes


def _page(source: Source, name: str, look: Look, session: Session) -> _Page | None:
    """Return the page of one canvas, None where it cannot be read or drawn, which is told."""
    try:
        canvas = load(source).canvas
    except (BmcError, OSError) as fault:
        tell(as_error(fault), session.lang)
        return None
    try:
        pack = session.pack_of(canvas, file_of(source))
        return _Page(canvas, pack, make(name, canvas, pack, look))
    except BmcError as fault:
        if fault.reason not in _OF_ONE:
            raise
        tell(BmcError("unfit_canvas", file=source, cause=fault), session.lang)
        return None


def _index(entries: Sequence[Entry], lost: Sequence[Source], user: Pack) -> str:
    """Return the index, which says of which canvases there is no page."""
    if not lost:
        return index(user.say("export.index"), user.language, entries)
    title = user.say("export.index_some", n=len(entries), total=len(entries) + len(lost))
    names = ", ".join(one_line(str(each)) for each in lost)
    below = user.say("export.index_lost", files=names)
    return index(title, user.language, entries, below)


def file_names(sources: Sequence[Source], name: str) -> Mapping[Source, str]:
    """Return a file name for each canvas, from its path below what all share.

    No two are alike on any disk, once they are safe and as short as a name may be:
    ``Plan: A.yaml`` and ``Plan? A.yaml`` become ``Plan- A.html`` and ``Plan- A-2.html``.
    """
    top = Path(os.path.commonpath([file_of(source).absolute().parent for source in sources]))
    ending = f".{name}"
    taken = {_folded(Path(INDEX).stem + ending)}
    used: Counter[str] = Counter()
    found = {}
    for source in sources:
        below = file_of(source).absolute().relative_to(top).parent.parts
        whole = "-".join([*below, stem_of(source)])
        file = plain = disk.safe_name(whole, ending)
        while (key := _folded(file)) in taken:
            used[_folded(plain)] += 1
            file = disk.safe_name(whole, f"-{used[_folded(plain)] + 1}{ending}")
        taken.add(key)
        found[source] = file
    return found


def _folded(name: str) -> str:
    """Return what names have in common that some disk takes for one.

    Disks fold capitals and composed letters, and one skips what has no shape of its own.
    """
    shaped = "".join(
        character
        for character in normalize("NFD", name)
        if category(character) != "Cf" and not "\ufe00" <= character <= "\ufe0f"
    )
    return normalize("NFD", shaped.casefold())


def _refuse_unwanted(targets: Sequence[Path], sources: Sequence[Source], *, force: bool) -> None:
    """Refuse to write over a canvas, and over any file where that is not asked for."""
    originals = {disk.real(file_of(source)) for source in sources}
    for target in targets:
        if disk.real(target) in originals:
            raise BmcError("is_source", file=target)
        if not force and os.path.lexists(target):
            raise BmcError("in_the_way", file=target)
        disk.refuse_link(target)


def _tell_left(folder: Path, written: Collection[str], name: str, user: Pack) -> None:
    """List leftover pages that the index no longer links to."""
    left = [path.name for path in sorted(folder.glob(f"*.{name}")) if path.name not in written]
    if left:
        terminal.message(user.say("export.left", folder=folder, files=one_line(", ".join(left))))


def _entry(source: Source, file: str, page: _Page, user: Pack) -> Entry:
    """Return what an index says of a page, which is in a ``file``, in the user's words."""
    canvas = page.canvas
    count = sum(len(canvas.notes(block.key)) for block in BLOCKS)
    known = (*about(canvas, user), user.count("show.notes", count))
    lines = [known, _found(canvas, user, page.pack), (one_line(str(source)),)]
    return Entry(file, title_of(canvas, user), list(filter(None, lines)), _dots(canvas))


def _found(canvas: Canvas, user: Pack, pack: Pack) -> tuple[str, ...]:
    """Return how much is found in a canvas; nothing of one whose links cannot be followed."""
    try:
        found = check(canvas, terms_of(pack))
    except BmcError:
        return ()
    return (summary(found, user) if found else user.say("page.no_findings"),)


def _dots(canvas: Canvas) -> dict[str, list[Dot]]:
    """Return each note in small; without colours where the links cannot be followed."""
    try:
        reached = Web(canvas).reached if len(canvas.notes(SEGMENTS)) > 1 else {}
    except BmcError:
        reached = {}
    return {
        block.key: [
            Dot(places[0] if len(places) == 1 else None, note.later)
            for at, note in enumerate(canvas.notes(block.key))
            for places in (reached.get((block.key, at), ()),)
        ]
        for block in BLOCKS
    }
