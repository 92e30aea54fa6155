"""A lock on a folder: one program at a time saves there.

Where a platform or a disk lacks that (flock, folders that can be opened), a lock file is used.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from bmc_cli.errors import BmcError
from bmc_cli.file import handles

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LOCK_FILE = ".bmc-saving.lock"
"""Stands for the lock where a folder cannot be locked itself."""

PATIENCE = 10.0
"""Seconds to wait for another program that is saving."""

Result = TypeVar("Result")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder``; one program at a time has it.

    Raises ``BmcError`` ("busy") when another holds it longer than ``PATIENCE``.
    """
    handle = _folder_lock(folder)
    if handle is None:
        handle = retry(lambda: _lock_file(folder), lambda: _lock_left(folder))
        try:
            yield
        finally:
            with suppress(OSError):  # what was done under the lock is done
                os.close(handle)
            with suppress(OSError):
                os.unlink(folder / LOCK_FILE)
        return
    try:
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


def _folder_lock(folder: Path) -> int | None:
    """Return a handle that holds the lock, None where folders cannot be locked.

    File systems say that in many ways (ENOLCK, EBADF, EIO, 524 …), so whatever is not
    another program that holds the lock is taken for it.  Nor can a folder be locked in which
    one may write and not read.  Whoever may read a folder can hold its lock; there is no way
    around it, for a lock that is not waited for keeps nobody's notes.
    """
    if fcntl is None:
        return None
    try:
        handle = handles.of_folder(folder)
    except PermissionError:
        return None
    if handle is None:
        return None
    try:
        retry(
            lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB),
            lambda: _busy(folder, handle),
        )
    except OSError:
        os.close(handle)
        return None
    except BaseException:
        os.close(handle)
        raise
    return handle


def _lock_file(folder: Path) -> int:
    path = folder / LOCK_FILE
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | handles.NO_INHERIT, 0o600)
    except FileExistsError:
        with suppress(OSError):
            if time.time() - os.stat(path).st_mtime > 3 * PATIENCE:
                os.unlink(path)  # its owner died: nobody holds it that long
        raise


def _lock_left(folder: Path) -> BmcError:
    """Return the error for a lock file that stays; what it is and whose, nobody can tell."""
    return BmcError("lock_stays", file=folder / LOCK_FILE)


def _busy(folder: Path, handle: int) -> BmcError:
    """Return the error for a lock that another program holds, which Linux can tell the name of."""
    status = os.fstat(handle)
    place = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    with suppress(OSError, ValueError):
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            words = line.split()
            if words[1:2] == ["FLOCK"] and words[5] == place:
                program = Path(f"/proc/{words[4]}/comm").read_text(encoding="utf-8").strip()
                return BmcError("busy_by", file=folder, program=program, number=words[4])
    return BmcError("busy", file=folder)


def retry(attempt: Callable[[], Result], given_up: Callable[[], BmcError]) -> Result:
    """Try ``attempt`` until it is not held up by another program, or raise what is to be said."""
    end = time.monotonic() + PATIENCE
    pause = 0.001
    while True:
        try:
            return attempt()
        except (BlockingIOError, FileExistsError, PermissionError) as fault:
            if isinstance(fault, PermissionError) and os.name != "nt":
                raise  # on Windows a scanner may hold it for a while
            if time.monotonic() > end:
                raise given_up() from None
        time.sleep(pause)
        pause = min(pause * 2, 0.02)
