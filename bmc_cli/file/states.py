"""What is at a path: the same answer on every Python.

From 3.14 on, what ``Path`` asks about a file answers no where it cannot be told, as below a folder
that one may not enter and for too long a name.  Before, that was an ``OSError``, as it is here: a
file that is not seen must not be taken for one that is not there.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_NOTHING = {errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP}
_NOTHING_ON_WINDOWS = {21, 123, 1921}  # not ready, no such name, a link to itself


def state_of(path: Path, *, follow: bool = True) -> os.stat_result | None:
    """Return the state of what is at ``path``, of a link itself or of where it leads, or None.

    None is nothing there, and no name of a file.  Raises ``OSError`` where it cannot be told.
    """
    try:
        return path.stat(follow_symlinks=follow)
    except OSError as fault:
        if fault.errno in _NOTHING or getattr(fault, "winerror", None) in _NOTHING_ON_WINDOWS:
            return None
        raise
    except ValueError:  # a NUL in the name
        return None


def exists(path: Path) -> bool:
    """Whether there is anything at ``path``, at the end of its links."""
    return state_of(path) is not None


def is_folder(path: Path) -> bool:
    """Whether there is a folder at ``path``, at the end of its links."""
    state = state_of(path)
    return state is not None and stat.S_ISDIR(state.st_mode)


def is_plainly_file(path: Path) -> bool:
    """Whether there is a file at ``path`` for certain: what cannot be told is none.

    For a word that is a text where no file is called so: that may be too long for a name.
    """
    try:
        state = state_of(path)
    except OSError:
        return False
    return state is not None and stat.S_ISREG(state.st_mode)


def is_link(path: Path) -> bool:
    """Whether there is a symbolic link at ``path``."""
    state = state_of(path, follow=False)
    return state is not None and stat.S_ISLNK(state.st_mode)
