"""How files and folders are opened: what a platform lacks is looked up here, once."""

from __future__ import annotations

import os
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a FIFO would block at open
NO_INHERIT = getattr(os, "O_CLOEXEC", 0)
FOLDER = getattr(os, "O_DIRECTORY", None)
"""What a handle is asked to be; None for a folder where those cannot be opened."""


def of_folder(folder: Path, flags: int = 0) -> int | None:
    """Return a handle of ``folder``, None where folders cannot be opened.  Raises ``OSError``."""
    return None if FOLDER is None else os.open(folder, os.O_RDONLY | FOLDER | NO_INHERIT | flags)
