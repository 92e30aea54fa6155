"""Whole files or none: guarded reading, a lock on the folder, and atomic replacing.

What a platform lacks (flock, fchmod, fsync of a folder, O_NOFOLLOW, O_NONBLOCK) is
looked up here, once, and the nearest it has is used.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from bmc_cli.errors import BmcError, warn
from bmc_cli.file.ownership import LACKING, liken
from bmc_cli.plain_text import clean

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

TEMPORARY = ".bmc-saving.tmp"
"""The one temporary file of a folder; the lock makes its owner the only writer."""

LOCK_FILE = ".bmc-saving.lock"
"""Stands for the lock where a folder cannot be locked itself."""

PATIENCE = 10.0
"""Seconds to wait for another program that is saving."""

saved: list[Path] = []
"""The files that this run of the program replaced or made, the last one last.

Once a file is here it is saved, whatever fails after that: what fails is a warning, for what
is raised says that the file stayed as it was.
"""

Result = TypeVar("Result")

_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a FIFO would block at open
_NO_INHERIT = getattr(os, "O_CLOEXEC", 0)
_FOLDER = getattr(os, "O_DIRECTORY", None)  # None: folders cannot be opened


_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ufffd]+')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)", re.IGNORECASE
)
_LONGEST = 255
"""Bytes in a file name: ext4, APFS and NTFS agree on it for what people type."""


def safe_name(name: str, ending: str) -> str:
    """Return a file name for ``name`` that every platform takes and that names no folder.

    Characters that Windows refuses or that drive a terminal become hyphens; its reserved
    names (CON, NUL, COM1 …) get an underscore, and what is too long is cut between characters.
    """
    safe = _UNSAFE.sub("-", clean(name.replace("\t", "-"))).strip(" .")
    if not safe or _RESERVED.match(safe):
        safe = f"_{safe}"
    room = _LONGEST - len(ending.encode())
    safe = safe.encode()[:room].decode(errors="ignore")
    return safe.rstrip(" .") + ending


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C and the signals to end wait until this is done."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Let what goes wrong with a folder or a temporary file bear the name the user knows."""
    try:
        yield
    except OSError as fault:
        fault.filename, fault.filename2 = str(path), None
        raise


def real(path: Path) -> Path:
    """Return ``path`` with symbolic links resolved; its last part need not exist."""
    return Path(os.path.realpath(path))


def home() -> Path:
    """Return the user's home folder.  Raises ``BmcError`` ("no_home") when nobody knows it."""
    try:
        found = Path.home()
    except RuntimeError:  # no HOME, and no entry in the list of users
        raise BmcError("no_home") from None
    if not found.is_absolute():
        raise BmcError("no_home")
    return found


def read_whole(path: Path, most: int) -> bytes:
    """Return the bytes of the regular file at ``path``, ``most`` of them at the most.

    Raises ``BmcError`` for what is no regular file or larger, ``OSError`` else.
    """
    handle = os.open(path, os.O_RDONLY | _BINARY | _NO_WAIT | _NO_INHERIT)
    try:
        _refuse_special(os.fstat(handle), path)
        parts: list[bytes] = []
        room = most + 1
        while room and (part := os.read(handle, room)):
            parts.append(part)
            room -= len(part)
    finally:
        os.close(handle)
    if not room:
        raise BmcError("too_big", file=path, most=most)
    return b"".join(parts)


def _refuse_special(status: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise BmcError("is_folder", file=path)
    if not stat.S_ISREG(status.st_mode):
        raise BmcError("is_special", file=path)


def other_names(path: Path) -> int:
    """Return how many other names (hard links) the file at ``path`` has."""
    try:
        return max(os.stat(path).st_nlink - 1, 0)
    except OSError:
        return 0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder``; one program at a time has it.

    Raises ``BmcError`` ("busy") when another holds it longer than ``PATIENCE``.
    """
    handle = _folder_lock(folder)
    if handle is None:
        handle = _retry(lambda: _lock_file(folder), folder)
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
    another program that holds the lock is taken for it.
    """
    if fcntl is None or _FOLDER is None:
        return None
    handle = os.open(folder, os.O_RDONLY | _FOLDER | _NO_INHERIT)
    try:
        _retry(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB), folder)
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
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NO_INHERIT, 0o600)
    except FileExistsError:
        with suppress(OSError):
            if time.time() - os.stat(path).st_mtime > 3 * PATIENCE:
                os.unlink(path)  # its owner died: nobody holds it that long
        raise


def _retry(attempt: Callable[[], Result], folder: Path) -> Result:
    """Try ``attempt`` until it is not held up by another program."""
    end = time.monotonic() + PATIENCE
    pause = 0.001
    while True:
        try:
            return attempt()
        except (BlockingIOError, FileExistsError, PermissionError) as fault:
            if isinstance(fault, PermissionError) and os.name != "nt":
                raise  # on Windows a scanner may hold it for a while
            if time.monotonic() > end:
                raise BmcError("busy", file=folder) from None
        time.sleep(pause)
        pause = min(pause * 2, 0.02)


def no_folder(folder: Path) -> BmcError:
    """Return the error of a folder that is not there, with the command that makes it."""
    here = str(folder)
    command = f'mkdir "{here}"' if os.name == "nt" else f"mkdir -p {shlex.quote(here)}"
    return BmcError("no_folder", folder=folder, command=command)


def put(path: Path, data: bytes, *, over: bool) -> None:
    """Write ``data`` to ``path``, whole or not at all; ``over`` a file that is there, or not.

    Raises ``BmcError`` ("in_the_way") when something is there, for what is no regular file,
    and where there is no folder; ``OSError`` else.
    """
    target = real(path)
    if not target.parent.is_dir():
        raise no_folder(path.parent)
    with named(path), locked(target.parent):
        old = target.stat() if target.exists() else None
        if old is not None:
            _refuse_special(old, path)
            if not over:
                raise BmcError("in_the_way", file=path)
        try:
            write_whole(target, data, old=old)
        except FileExistsError:
            raise BmcError("in_the_way", file=path) from None


def write_whole(path: Path, data: bytes, *, old: os.stat_result | None) -> None:
    """Put ``data`` at ``path`` so that there is always the old or the new file, whole.

    Call it with the folder locked.  ``old`` is the status of the file that is
    replaced, whose mode, owner and attributes the new one gets; without it ``path`` must
    be free and a file that appears there meanwhile raises ``FileExistsError``.  What it
    raises says that the old file is there; what fails after that is a warning.
    """
    if old is not None:
        _refuse_read_only(path, old)
    temporary = path.parent / TEMPORARY
    with named(path):
        try:
            lost = _write_temporary(temporary, data, path, old)
            if old is None:
                _publish(temporary, path)
            else:
                _retry(lambda: os.replace(temporary, path), path.parent)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    saved.append(path)
    for error in lost:
        warn(error)
    _sync_folder(path)


def _refuse_read_only(path: Path, old: os.stat_result) -> None:
    """Refuse what a rename would write over although it may not be written."""
    if stat.S_IMODE(old.st_mode) & 0o222 and os.access(path, os.W_OK):
        return
    on_read_only_disk = hasattr(os, "statvfs") and os.statvfs(path).f_flag & os.ST_RDONLY
    number = errno.EROFS if on_read_only_disk else errno.EACCES
    raise OSError(number, os.strerror(number), str(path))


def _write_temporary(
    temporary: Path, data: bytes, path: Path, old: os.stat_result | None
) -> list[BmcError]:
    """Write what shall stand at ``path``; return what of the ``old`` file could not be kept."""
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # left by a program that was killed
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY | _NO_FOLLOW | _NO_INHERIT
    handle = os.open(temporary, flags, 0o666)
    try:
        lost = liken(handle, temporary, path, old) if old is not None else []
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    return lost


def _publish(temporary: Path, path: Path) -> None:
    """Give the temporary file its name, which must be free."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # no hard links here
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        os.rename(temporary, path)
    else:
        with suppress(OSError):  # the file has its name; the next save takes this one away
            os.unlink(temporary)


def _sync_folder(path: Path) -> None:
    """Make the new name of ``path`` last; where that fails it is saved, but not for certain."""
    if _FOLDER is None:
        return
    try:
        handle = os.open(path.parent, os.O_RDONLY | _FOLDER | _NO_INHERIT)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as fault:
        if fault.errno not in LACKING:  # some file systems cannot
            warn(BmcError("not_synced", file=path, why=fault.strerror))


def write_private(path: Path, data: bytes, owner: os.stat_result, *, synced: bool) -> None:
    """Put ``data`` at ``path``, whole or not at all, where nobody but its owner reads it.

    ``owner`` is the status of the folder: root gives the file to whose folder it is.
    """
    temporary = path.with_name(TEMPORARY)
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # left by a program that was killed
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY | _NO_FOLLOW | _NO_INHERIT
    handle = os.open(temporary, flags, 0o600)
    try:
        _give(handle, owner)
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        if synced:
            os.fsync(handle)
    finally:
        os.close(handle)
    _retry(lambda: os.replace(temporary, path), path.parent)


def give(folder: Path, owner: os.stat_result) -> None:
    """Give a folder that root made to ``owner``, whoever has put what there meanwhile."""
    if _FOLDER is None:
        return
    handle = os.open(folder, os.O_RDONLY | _FOLDER | _NO_FOLLOW | _NO_INHERIT)
    try:
        _give(handle, owner)
    finally:
        os.close(handle)


def _give(handle: int, owner: os.stat_result) -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and owner.st_uid != 0:
        os.fchown(handle, owner.st_uid, owner.st_gid)
