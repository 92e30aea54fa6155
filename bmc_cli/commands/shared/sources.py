"""Which canvases are meant by names of files and folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bmc_cli.commands.shared.searching import no_canvases, tell_left_out
from bmc_cli.file import disk
from bmc_cli.file.folders import LeftOut, canvases
from bmc_cli.file.storage import locate_all
from bmc_cli.words.packs import Pack


def sources(names: Sequence[str], speak: Callable[[], Pack], left_out: LeftOut) -> Iterator[Path]:
    """Yield the canvases that are meant, each once, those of a folder in its place.

    What a search in a folder leaves out is told in the words that ``speak`` gives, and added
    to ``left_out``.
    """
    seen = set()
    for path in locate_all(names, os.environ):
        before = len(left_out)
        try:
            found = canvases_at(path, left_out)
        finally:
            if left_out[before:]:
                tell_left_out(left_out[before:], speak())
        for each in found:
            if (real := disk.real(each)) not in seen:
                seen.add(real)
                yield each


def canvases_at(path: Path, left_out: LeftOut) -> list[Path]:
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
