"""Which canvases are meant by names of files and folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file import disk
from bmc_cli.file.storage import locate_all
from bmc_cli.words.packs import Pack


def sources(names: Sequence[str], speak: Callable[[], Pack]) -> Iterator[Path]:
    """Yield the canvases that are meant, each once, those of a folder in its place.

    What a search in a folder leaves out is told in the words that ``speak`` gives.
    """
    seen = set()
    for path in locate_all(names, os.environ):
        for each in canvases_at(path, speak):
            if (real := disk.real(each)) not in seen:
                seen.add(real)
                yield each


def canvases_at(path: Path, speak: Callable[[], Pack]) -> list[Path]:
    """Return the canvases in the folder at ``path`` and below; what is no folder is one itself.

    Raises ``BmcError`` for a folder without any.
    """
    if not path.is_dir():
        return [path]
    from bmc_cli.commands.shared.searching import tell_left_out
    from bmc_cli.file.folders import LeftOut, canvases

    left_out = LeftOut()
    found = list(canvases(path, left_out))
    if left_out:
        tell_left_out(left_out, speak())
    if not found:
        raise BmcError("no_canvases", folder=path)
    return found
