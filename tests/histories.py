"""A canvas that was saved a few times."""

from __future__ import annotations

from pathlib import Path

from bmc_cli.file.storage import change
from bmc_cli.model.canvas import add
from bmc_cli.model.fields import Note

FIRST = "bmc: 1\nchannels:\n  - Shop   # the first\n"


def added(target: Path, *texts: str) -> list[bytes]:
    """Add notes, each in a saving of its own; return what the file held at first and after each."""
    found = [target.read_bytes()]
    for text in texts:
        change(target, lambda canvas, text=text: add(canvas, "channels", Note(text)))  # type: ignore[misc]
        found.append(target.read_bytes())
    return found
