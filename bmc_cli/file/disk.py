"""Whole files or none: guarded reading, and atomic replacing.

Where a platform lacks something (fchmod, fsync of a folder), the nearest it has is used.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bmc_cli.errors import BmcError, warn
from bmc_cli.file import handles
from bmc_cli.file.locks import locked, retry
from bmc_cli.file.ownership import LACKING, NEW_MODE, liken
from bmc_cli.file.states import is_folder, is_link
from bmc_cli.plain_text import clean

TEMPORARY = ".bmc-saving.tmp"
"""The one temporary file of a folder; the lock makes its owner the only writer."""

_SPARE = re.compile(r"\.bmc-saving-[0-9a-f]{16}\.tmp")
"""Temporary files where that name is taken, by a folder or by what is somebody else's."""

saved: list[Path] = []
"""The files that this run of the program replaced or made, the last one last.

Once a file is here it is saved, whatever fails after that: what fails is a warning, for what
is raised says that the file stayed as it was.
"""

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
    """Report errors in a folder or a temporary file under the file name the user gave."""
    try:
        yield
    except OSError as fault:
        fault.filename, fault.filename2 = str(path), None
        raise


def os_error(number: int, path: Path) -> OSError:
    """Return the error ``number`` of the system about ``path``, of the kind that it raises."""
    return OSError(number, os.strerror(number), str(path))


def real(path: Path) -> Path:
    """Return ``path`` with symbolic links resolved; its last part need not exist."""
    return Path(os.path.realpath(path))


def place_of(path: Path) -> Path:
    """Return where ``path`` is, through the links to its folder but not through one there."""
    return real(path.parent) / path.name


def written_at(path: Path) -> Path:
    """Return the place of the file at ``path``, there or still to be made; a link is followed.

    Raises ``BmcError`` ("dangling") for a link that leads to nothing: whoever put it there
    would choose where a new file comes, and which one.
    """
    if not is_link(path):
        return place_of(path)
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise BmcError("dangling", file=path) from None
    return real(path)


def refuse_link(path: Path) -> None:
    """Refuse a link where a new file is to come, and where one is replaced by other contents."""
    if is_link(path):
        written_at(path)
        raise BmcError("is_link", file=path)


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
    with named(path):
        return _read(path, most)


def _read(path: Path, most: int) -> bytes:
    _refuse_special(os.stat(path), path)  # to open a device may be to do something with it
    handle = os.open(path, os.O_RDONLY | handles.BINARY | handles.NO_WAIT | handles.NO_INHERIT)
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


def holds(path: Path, data: bytes) -> bool:
    """Whether the file at ``path`` has just these bytes."""
    try:
        return read_whole(path, len(data)) == data
    except (BmcError, OSError):
        return False


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


def no_folder(folder: Path) -> BmcError:
    """Return the error of a folder that is not there, with the command that makes it."""
    here = str(folder)
    command = f'mkdir "{here}"' if os.name == "nt" else f"mkdir -p {shlex.quote(here)}"
    return BmcError("no_folder", folder=folder, command=command)


def put(path: Path, data: bytes, *, over: bool) -> None:
    """Write ``data`` to ``path``, whole or not at all; ``over`` a file that is there, or not.

    A new file may be read by whoever the user lets read new files: it is asked for, to be
    passed on.  Raises ``BmcError`` ("in_the_way") when something is there, for a link and what
    else is no regular file, and where there is no folder; ``OSError`` else.
    """
    target = place_of(path)
    if not is_folder(target.parent):
        raise no_folder(path.parent)
    with named(path), locked(target.parent):
        refuse_link(path)
        old = target.lstat() if os.path.lexists(target) else None
        if old is not None:
            _refuse_special(old, path)
            if not over:
                raise BmcError("in_the_way", file=path)
        try:
            write_whole(target, data, old=old)
        except FileExistsError:
            raise BmcError("in_the_way", file=path) from None


def write_whole(
    path: Path,
    data: bytes,
    *,
    old: os.stat_result | None,
    mode: int = NEW_MODE,
    is_current: Callable[[], bool] = lambda: True,
) -> None:
    """Put ``data`` at ``path`` so that there is always the old or the new file, whole.

    Call it with the folder locked.  ``old`` is the status of the file that is
    replaced, whose mode, owner and attributes the new one gets; without it ``path`` must
    be free and a file that appears there meanwhile raises ``FileExistsError``; the new one
    gets ``mode``, less what the user's mask takes away.  ``is_current`` is asked last, when all
    is written and synced: another program may have saved in that time, and ``FileExistsError``
    says so.  What it raises says that the old
    file is there; what fails after that is a warning.
    """
    lost: list[BmcError] = []
    if old is None:
        settle = None
    else:
        _refuse_read_only(path, old)
        mode = 0o600  # nobody reads it before it has the owner and the mode of the old one

        def settle(handle: int, temporary: Path) -> None:
            lost.extend(liken(handle, temporary, path, old))

    with named(path), written(path.parent, data, mode, settle) as temporary:
        if old is None:
            _publish(temporary, path)
        elif is_current():
            replace(temporary, path)
        else:
            raise os_error(errno.EEXIST, path)
    saved.append(path)
    for error in lost:
        warn(error)
    _sync_folder(path)


def replace(temporary: Path, path: Path) -> None:
    """Give the temporary file the name of the one that it takes the place of."""
    retry(lambda: os.replace(temporary, path), lambda: BmcError("busy", file=path.parent))


def _refuse_read_only(path: Path, old: os.stat_result) -> None:
    """Refuse what a rename would write over although it may not be written."""
    if stat.S_IMODE(old.st_mode) & 0o222 and os.access(path, os.W_OK):
        return
    on_read_only_disk = hasattr(os, "statvfs") and os.statvfs(path).f_flag & os.ST_RDONLY
    raise os_error(errno.EROFS if on_read_only_disk else errno.EACCES, path)


@contextmanager
def written(
    folder: Path,
    data: bytes,
    mode: int,
    settle: Callable[[int, Path], None] | None = None,
    *,
    synced: bool = True,
) -> Iterator[Path]:
    """Write ``data`` to a temporary file in ``folder``, to be given its name; it never stays.

    ``settle`` says what else it gets, by its handle and its name, before it is ``synced``.
    """
    handle, temporary = _temporary(folder, mode)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            if settle:
                settle(handle, temporary)
            if synced:
                os.fsync(handle)
        finally:
            os.close(handle)
        yield temporary
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _temporary(folder: Path, mode: int) -> tuple[int, Path]:
    """Open a new file in ``folder``; return its handle and its path."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    flags |= handles.BINARY | handles.NO_FOLLOW | handles.NO_INHERIT
    path = folder / TEMPORARY
    with suppress(OSError):
        os.unlink(path)  # left by a program that was killed
    try:
        return os.open(path, flags, mode), path
    except FileExistsError:  # it is no file, or may not be taken away
        _clear_spares(folder)
        path = folder / f".bmc-saving-{os.urandom(8).hex()}.tmp"
        return os.open(path, flags, mode), path


def _clear_spares(folder: Path) -> None:
    """Take away what a program left that was killed; those of others stay, as do folders."""
    with suppress(OSError):
        for name in filter(_SPARE.fullmatch, os.listdir(folder)):
            with suppress(OSError):
                os.unlink(folder / name)


def _publish(temporary: Path, path: Path) -> None:
    """Give the temporary file its name, which must be free."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):  # no hard links here
        if os.path.lexists(path):
            raise os_error(errno.EEXIST, path) from None
        os.rename(temporary, path)
    else:
        with suppress(OSError):  # the file has its name; the next save takes this one away
            os.unlink(temporary)


def _sync_folder(path: Path) -> None:
    """Make the new name of ``path`` last; where that fails it is saved, but not for certain."""
    try:
        handle = handles.of_folder(path.parent)
        if handle is None:
            return
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as fault:
        if fault.errno not in LACKING:  # some file systems cannot
            warn(BmcError("not_synced", file=path, why=fault.strerror))
