"""The canvases in a folder, known by what is in them and not by their names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from bmc_cli import git
from bmc_cli.canvas import BLOCKS
from bmc_cli.yamltext import MOST_BYTES

_KEY = re.compile(
    rb"""^(?:\xef\xbb\xbf)?["']?(bmc|%s)["']?[ \t]*:"""
    % b"|".join(block.key.encode() for block in BLOCKS),
    re.MULTILINE,
)


def canvases(folder: Path) -> Iterator[Path]:
    """Yield the paths of the canvases in ``folder`` and below, in order.

    What is hidden, and what git ignores, is left out.
    """
    return (path for path in files_below(folder) if looks_like_canvas(path))


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the paths of all files in ``folder`` and below that are not hidden nor ignored."""
    known = git.unignored(folder)
    if known is None:
        yield from _walked(folder)
        return
    for name in known:
        if any(part.startswith(".") for part in name.split("/")):
            continue
        if name.endswith("/"):
            yield from files_below(folder / name)
        else:
            yield folder / name


def _walked(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def looks_like_canvas(path: Path) -> bool:
    """Whether the file at ``path`` has the key ``bmc``, or two blocks.

    One block is not enough: other programs have a list of channels too.  What cannot be
    read looks like none.
    """
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return False
        data = path.read_bytes()
    except OSError:
        return False
    found = set(_KEY.findall(data)) if b"\0" not in data else set()
    return b"bmc" in found or len(found) > 1
