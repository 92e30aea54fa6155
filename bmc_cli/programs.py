"""Where a program is that we start ourselves, and never one of the folder that is looked at.

Windows looks in the current folder first, and so does anybody whose ``PATH`` has a part
that is empty or relative: what lies there may be a stranger's.  What the user names in
``PAGER``, ``VISUAL`` or ``EDITOR`` is theirs, and is started as they wrote it.
"""

from __future__ import annotations

import os
from pathlib import Path


def found(name: str) -> str | None:
    """Return the path of the program ``name``; None when it is in no folder of ``PATH``.

    A part of ``PATH`` that is empty or relative means the current folder: it is passed over.
    """
    file = f"{name}.exe" if os.name == "nt" else name
    for place in os.get_exec_path():
        path = Path(place, file)
        if path.is_absolute() and _is_program(path):
            return str(path)
    return None


def _is_program(path: Path) -> bool:
    try:
        return path.is_file() and os.access(path, os.X_OK)
    except (OSError, ValueError):
        return False
