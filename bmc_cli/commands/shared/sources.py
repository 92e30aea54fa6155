"""Which canvases are meant by names of files and folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bmc_cli.commands.shared.here import canvases_at
from bmc_cli.commands.shared.searching import no_canvases, tell_left_out
from bmc_cli.commands.shared.session import Session
from bmc_cli.file import disk
from bmc_cli.file.folders import LeftOut, canvases


def sources(
    names: Sequence[str], session: Session, command: str, left_out: LeftOut
) -> Iterator[Path]:
    """Yield the canvases that are meant, each once, those of a folder in its place.

    What a search in a folder leaves out is told, and added to ``left_out``.  Raises ``BmcError``
    as ``canvas_at`` does, with ``command``.
    """
    seen = set()
    for path in canvases_at(names, session, command):
        before = len(left_out)
        try:
            found = canvases_below(path, left_out)
        finally:
            if left_out[before:]:
                tell_left_out(left_out[before:], session.speak())
        for each in found:
            if (real := disk.real(each)) not in seen:
                seen.add(real)
                yield each


def canvases_below(path: Path, left_out: LeftOut) -> list[Path]:
    """Return the canvases in the folder at ``path`` and below; what is no folder is one itself.

    Raises ``BmcError`` for a folder without any, unless something in it cannot be read.
    """
    if not path.is_dir():
        return [path]
    within = LeftOut()
    found = list(canvases(path, within))
    left_out += within
    left_out.faults |= within.faults
    if not found and not within.faults:
        raise no_canvases(path, within)
    return found
