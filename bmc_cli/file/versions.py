"""The versions of one file in a folder of their own, each whole and itself or damaged.

A version is a file whose name bears its number and the checksum of its bytes.  A mark says
which one the file holds.  It is a help and no more: without it, or with one that names no
version, nothing is cut off and the newest version is the one that stands.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file import disk, private

MOST_VERSIONS = 100
MOST_BYTES = 5_000_000
"""How much is kept of one file; the oldest goes first."""
LARGEST = 5_000_000
"""Bytes of a version; what is larger is none."""

_AT = "at"
_OF = "of"
_NAME = re.compile(r"([0-9]{6,12})(?:-([0-9a-f]{16}))?\.yaml")
_LAST = 10**12 - 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that is kept: its file, its number, when it was saved, its bytes.

    ``time`` counts seconds since 1970; ``data`` is None for a version that is damaged.
    """

    path: Path
    number: int
    time: float
    data: bytes | None


def folder_of(target: Path) -> Path:
    """Return where the versions of the file at ``target`` are kept (XDG base directories).

    Raises ``BmcError`` where there is no home folder.
    """
    real = disk.real(target)
    state, start = state_folder(), _checksum(os.fsencode(real))
    for number in ("", *range(2, 10)):
        name = disk.safe_name(f"{start}{number}-{real.name}", "")
        folder = state / "bmc" / "history" / name
        if _is_for(folder, real):
            break
    return folder


def state_folder() -> Path:
    """Return the user's folder for what programs keep.  Raises ``BmcError`` without a home."""
    named = Path(os.environ.get("XDG_STATE_HOME", ""))
    if named.is_absolute():  # a relative one is to be ignored, says its specification
        return named
    return disk.home() / ".local" / "state"


def _is_for(folder: Path, real: Path) -> bool:
    """Whether ``folder`` is free for the file at ``real``: not of another with its checksum."""
    try:
        owner = read_own(folder / _OF)
    except (OSError, BmcError):
        return True
    return owner == os.fsencode(real) or not folder.name.startswith(_checksum(owner))


def _checksum(data: bytes) -> str:
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"  # hashlib takes 10 ms to import


class Line:
    """The versions of one file, by the names of their files, as they are when it is made.

    ``versions`` stand oldest first, ``marked`` is the one that the file holds ("" where nothing
    says so), and ``held`` the checksum of the bytes that the file held then.  ``undone`` are
    those after it that lead nowhere, now that another was kept: they stay until it is certain
    that the file became what it was to become (``cut``), else they are led to again.
    """

    def __init__(self, target: Path) -> None:
        self.real = disk.real(target)
        self.folder = folder_of(target)
        self.versions = self._found()
        self.marked, self.held = self.found = self._mark()
        self.undone: list[str] = []

    @property
    def standing(self) -> str:
        """The version that the file holds: the marked one, else the newest."""
        return self.marked or (self.versions[-1] if self.versions else "")

    def ways(self, by: int, *, is_gone: bool) -> list[str]:
        """Return the versions before (-1) or after (1) the standing one, the nearest first."""
        line = [name for name in self.versions if name not in self.undone]
        here = line.index(self.standing) if line else -1
        if by > 0:
            return line[here + 1 :]
        # When the file is gone, its last version is the one before.
        return line[: here + is_gone][::-1]

    def _found(self) -> list[str]:
        try:
            refuse_strange(self.folder)
            names = [path.name for path in self.folder.iterdir()]
        except FileNotFoundError:
            return []
        except NotADirectoryError:
            raise BmcError("no_folder_here", folder=private.nearest(self.folder)) from None
        return sorted((name for name in names if _NAME.fullmatch(name)), key=_number)

    def _mark(self) -> tuple[str, str]:
        try:
            words = read_own(self.folder / _AT).decode("ascii").split()
        except (OSError, ValueError, BmcError):
            return "", ""
        if len(words) == 2 and words[0] in self.versions:
            return words[0], words[1]
        # As it was before there were checksums: a number.
        if len(words) == 1 and (name := f"{words[0]:0>6}.yaml") in self.versions:
            return name, _checksum(self.read(name).data or b"")
        return "", ""

    def read(self, name: str) -> Kept:
        path = self.folder / name
        try:
            saved = path.lstat().st_mtime
        except OSError:
            saved = 0.0
        try:
            data: bytes | None = read_own(path)
        except (OSError, BmcError):
            data = None
        return Kept(path, _number(name), saved, data if _is_sound(name, data) else None)

    def note(self, data: bytes) -> None:
        """Keep what the file holds now, if that is not the version that stands."""
        stands = self.read(self.standing).data if self.versions else None
        if stands is None or not self.holds(data):
            self.append(data)

    def holds(self, data: bytes) -> bool:
        """Whether ``data`` is what the file held when the version that stands was saved."""
        if self.marked:
            return self.held == _checksum(data)
        return bool(self.versions) and self.read(self.standing).data == data

    def must_take(self) -> None:
        """Raise ``BmcError`` where no version could be kept: the folder cannot be made."""
        nearest = private.nearest(self.folder)
        if not os.access(nearest, os.W_OK | os.X_OK):
            missing = private.missing(self.folder, nearest)
            raise private.no_place(missing[0] if missing else nearest, os.strerror(errno.EACCES))

    def append(self, data: bytes) -> None:
        """Keep ``data`` as the version that stands, after the marked one."""
        number = _number(self.versions[-1]) + 1 if self.versions else 1
        if number > _LAST:
            raise disk.os_error(errno.EOVERFLOW, self.folder)
        name = f"{number:06}-{_checksum(data)}.yaml"
        self._write(name, data, synced=True)
        if self.marked:
            self.undone += self.versions[self.versions.index(self.marked) + 1 :]
        self.versions.append(name)
        self.mark(name, data)

    def cut(self) -> None:
        """Take away the versions that are undone, and the oldest where there are too many."""
        self._take_away(self.undone)
        self.undone = []
        self._bound()

    def take_back(self) -> None:
        """Have the versions that are undone led to again, as far as that can be."""
        if self.undone:
            with suppress(OSError, BmcError):
                self._write(_AT, " ".join(self.found).encode(), synced=False)
                self._take_away(self.versions[-1:])

    def mark(self, name: str, held: bytes) -> None:
        """Say that ``name`` is the version that stands, and which bytes the file holds."""
        self._write(_AT, f"{name} {_checksum(held)}".encode(), synced=False)
        self.marked, self.held = name, _checksum(held)

    def _bound(self) -> None:
        """Take the oldest versions away where they are too many or too large together."""
        sizes = [self._size(name) for name in self.versions]
        total, count = sum(sizes), len(sizes)
        while count > 2 and (count > MOST_VERSIONS or total > MOST_BYTES):
            total -= sizes[-count]
            count -= 1
        self._take_away(self.versions[:-count])

    def _size(self, name: str) -> int:
        """Return the bytes of a version, 0 for what cannot be one: it drives none away."""
        with suppress(OSError):
            status = (self.folder / name).lstat()
            if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST:
                return status.st_size
        return 0

    def _take_away(self, names: Sequence[str]) -> None:
        for name in names:
            with suppress(OSError):  # what stays is one version more, or one that is damaged
                (self.folder / name).unlink()
                self.versions.remove(name)

    def _write(self, name: str, data: bytes, *, synced: bool) -> None:
        with disk.named(self.folder):
            owner = private.made(self.folder)
            if not os.path.lexists(self.folder / _OF):
                whole = os.fsencode(self.real)
                private.write(self.folder / _OF, whole, owner, synced=False)
            private.write(self.folder / name, data, owner, synced=synced)


def _number(name: str) -> int:
    return int(name[: name.index(".")].partition("-")[0])


def _is_sound(name: str, data: bytes | None) -> bool:
    """Whether ``data`` is what was saved as ``name``."""
    if data is None:
        return False
    found = _NAME.fullmatch(name)
    if found and found[2]:
        return _checksum(data) == found[2]
    return is_canvas(data)  # from before there were checksums: it shows in no other way


def is_canvas(data: bytes) -> bool:
    """Whether bytes are a canvas that can be read."""
    from bmc_cli.file import canvas_text
    from bmc_cli.file.yaml_text import decode

    try:
        canvas_text.read(decode(data, "")[1], "")
    except BmcError:
        return False
    return True


def read_own(path: Path) -> bytes:
    """Return the bytes of a file in a folder of ours; nothing but a file of its own is opened."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise BmcError("is_special", file=path)
    return disk.read_whole(path, LARGEST)


def refuse_strange(folder: Path) -> None:
    """Refuse what is no folder, and one in which another user may write what is put back."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise BmcError("no_folder_here", folder=folder)
    if hasattr(os, "geteuid") and os.geteuid() not in {0, status.st_uid}:
        raise BmcError("not_yours", folder=folder)
