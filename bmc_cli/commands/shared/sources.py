"""Which canvases are meant by names of files and folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bmc_cli.commands.shared.here import sources_at
from bmc_cli.commands.shared.searching import no_canvases, tell_left_out
from bmc_cli.commands.shared.session import Session
from bmc_cli.file import disk
from bmc_cli.file.folders import LeftOut, canvases
from bmc_cli.file.revisions import Source, file_of


def sources(
    names: Sequence[str], session: Session, command: str, left_out: LeftOut
) -> Iterator[Source]:
    """Yield the canvases that are meant, each once, those of a folder in its place.

    What a search in a folder leaves out is told, and added to ``left_out``.  Raises ``BmcError``
    as ``canvas_at`` does, with ``command``.
    """
    seen = set()
    for path in sources_at(names, session, command):
        before = len(left_out)
        try:
            found = canvases_below(path, left_out)
        finally:
            if left_out[before:]:
                tell_left_out(left_out[before:], session.speak())
        for each in found:
            known = disk.real(file_of(each)), getattr(each, "revision", "")
            if known not in seen:
                seen.add(known)
                yield each


def canvases_below(source: Source, left_out: LeftOut) -> Sequence[Source]:
    """Return the canvases in the folder ``source`` and below; what is no folder is one itself.

    Raises ``BmcError`` for a folder without any, unless something in it cannot be read.
    """
    if not isinstance(source, Path) or not source.is_dir():
        return [source]
    path = source
    within = LeftOut()
    found = list(canvases(path, within))
    left_out += within
    left_out.faults |= within.faults
    if not found and not within.faults:
        raise no_canvases(path, within)
    return found
