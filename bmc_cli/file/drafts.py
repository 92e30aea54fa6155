"""Notes that are in the user's editor: kept beside a canvas's versions until they are in its file.

Each editing has a folder of its own, with a name that never comes again, for what the editor
writes and for its own swap and backup files.  While the editing goes on, a lock is held there,
which the system takes away with its process and never gives to another.  What an editor that
was killed leaves there is found by the next start, and told once.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file import handles, private, versions

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NOTES, _BEFORE, _TOLD = "notes.txt", ".before", ".told"

_UNFINISHED = ".new-"
"""Begins the name of a folder that nobody holds the lock of yet."""

_held: dict[Path, int | None] = {}
"""The editings of this run that nobody was told of, by their files: the handles of their locks."""


def home_of(target: Path) -> Path | None:
    """Return the folder for the notes of the canvas at ``target``; None where there is no home."""
    try:
        kept = versions.folder_of(target)
    except (BmcError, OSError, RuntimeError):
        return None
    return kept.parent.parent / "editor" / kept.name


def begin(home: Path | None, text: str) -> Path:
    """Write ``text`` to a new file for the editor, below ``home`` where that can be; return it."""
    if home is not None:
        with suppress(OSError, BmcError):
            return _begun(home, text.encode())
    path = Path(tempfile.mkdtemp(prefix="bmc-"), _NOTES)
    for each in (path, path.with_name(_BEFORE)):
        each.write_text(text, encoding="utf-8")
    _held[path] = None
    return path


def _begun(home: Path, data: bytes) -> Path:
    token = os.urandom(8).hex()
    unfinished, folder = home / f"{_UNFINISHED}{token}", home / token
    try:
        owner = private.made(unfinished)
        for name in (_NOTES, _BEFORE):
            private.write(unfinished / name, data, owner, synced=False)
        handle = None
        with suppress(OSError):  # a disk without locks: it is kept, and nobody is told of it
            handle = _locked(unfinished)
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    path = folder / _NOTES
    _held[path] = handle
    return path


def drop(path: Path) -> None:
    """Take a file for the editor away, with what the editor put beside it."""
    _let_go(path)
    shutil.rmtree(path.parent, ignore_errors=True)


def done() -> None:
    """Take away what this process had in an editor: it is in the canvas now."""
    for path in list(_held):
        drop(path)


def kept(path: Path) -> Path | None:
    """Return where the file stays after a failure; None, and it goes, if nothing was written."""
    if not _touched(path):
        drop(path)
        return None
    with suppress(OSError, BmcError):
        owner = private.made(path.parent)
        private.write(path.with_name(_TOLD), b"", owner, synced=False)
    _let_go(path)
    return path


def left(home: Path | None) -> list[Path]:
    """Return the files of editings that were cut off, each once."""
    found = [kept(folder / _NOTES) for folder in _untold(home) if _is_over(folder)]
    return [path for path in found if path is not None]


def _untold(home: Path | None) -> list[Path]:
    """Return the folders of editings that nobody was told of."""
    if home is None:
        return []
    with suppress(OSError):
        folders = [each for each in home.iterdir() if not each.name.startswith(_UNFINISHED)]
        return sorted(each for each in folders if not os.path.lexists(each / _TOLD))
    return []


def _touched(path: Path) -> bool:
    """Whether the editor wrote anything, a swap file too."""
    try:
        if {each.name for each in path.parent.iterdir()} != {_NOTES, _BEFORE}:
            return True
        return path.read_bytes() != path.with_name(_BEFORE).read_bytes()
    except OSError:
        return True


def _locked(folder: Path) -> int | None:
    """Return a handle that holds the lock of an editing, None where there are no locks.

    Raises ``OSError``, which where another process holds it is ``BlockingIOError``.
    """
    if fcntl is None:
        return None
    # A file and not its folder: over a network only what may be written can be locked.
    handle = os.open(folder / _BEFORE, os.O_RDWR | handles.NO_FOLLOW | handles.NO_INHERIT)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _is_over(folder: Path) -> bool:
    """Whether the process whose editing it was is gone; where that cannot be known, it is not."""
    try:
        handle = _locked(folder)
    except OSError:
        return False
    if handle is None:
        return False
    os.close(handle)
    return True


def _let_go(path: Path) -> None:
    handle = _held.pop(path, None)
    if handle is not None:
        with suppress(OSError):
            os.close(handle)
