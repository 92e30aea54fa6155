"""What a canvas was before: the versions of a file that were saved, in a folder of their own.

A line of versions for each file, outside of its folder, with the one that the file holds
marked.  Saving cuts off what was undone; undoing goes back along the line, and again.
The line is bounded, and what goes wrong with it never hinders a save.
"""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bmc_cli import files
from bmc_cli.errors import BmcError

SWITCH = "BMC_HISTORY"
"""The environment variable that switches it off: ``off``, ``no`` or ``0``."""

MOST_VERSIONS = 100
MOST_BYTES = 5_000_000
"""How much is kept of one file; the oldest goes first."""

_AT = "at"
_ENDING = ".yaml"


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that is kept: its number, when it was saved (seconds since 1970), its bytes."""

    number: int
    time: float
    data: bytes


def folder_of(target: Path, environment: Mapping[str, str] | None = None) -> Path:
    """Return where the versions of the file at ``target`` are kept (XDG base directories)."""
    known = os.environ if environment is None else environment
    home = known.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    real = files.real(target)
    path = os.fsencode(real)
    name = f"{zlib.crc32(path):08x}{zlib.adler32(path):08x}-{real.name}"  # hashlib takes 10 ms
    return Path(home, "bmc", "history", files.safe_name(name, ""))


def is_on() -> bool:
    """Whether versions are kept."""
    return os.environ.get(SWITCH, "").lower() not in {"off", "no", "0"}


def record(target: Path, before: bytes, after: bytes) -> None:
    """Keep that the file at ``target`` was saved.  Call it with the folder locked."""
    if not is_on():
        return
    with suppress(OSError):
        line = _Line(folder_of(target))
        line.note(before)
        line.cut()
        line.append(after)


def line(target: Path) -> tuple[list[Kept], int]:
    """Return the versions of a file, oldest first, and the place of the one it holds (-1: none)."""
    kept = _Line(folder_of(target))
    numbers = kept.numbers()
    at = kept.at()
    versions = [kept.read(number) for number in numbers]
    return versions, numbers.index(at) if at in numbers else -1


def step(target: Path, by: int) -> bytes:
    """Put the version before (-1) or after (1) in the place of the file, and return it.

    What the file holds is kept too, if somebody changed it since.  Raises ``BmcError`` when
    there is no such version, and what writing raises.
    """
    with files.named(target), files.locked(target.parent):
        kept = _Line(folder_of(target))
        old = target.stat() if target.exists() else None
        if old is not None:
            kept.note(files.read_whole(target, MOST_BYTES))
        numbers = kept.numbers()
        at = kept.at()
        here = numbers.index(at) if at in numbers else len(numbers)
        if old is None:
            here += 1 if by < 0 else 0  # the file is gone: its last version is the one before
        if not 0 <= here + by < len(numbers):
            raise BmcError("nothing_to_undo" if by < 0 else "nothing_to_redo", file=target)
        version = kept.read(numbers[here + by])
        files.write_whole(target, version.data, old=old)
        kept.mark(version.number)
        return version.data


class _Line:
    """The versions in one folder, by their numbers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def numbers(self) -> list[int]:
        paths = self.folder.glob(f"*{_ENDING}")
        return sorted(int(path.stem) for path in paths if path.stem.isdecimal())

    def at(self) -> int:
        """Return the number of the version that the file holds, 0 when there is none."""
        with suppress(OSError, ValueError):
            return int((self.folder / _AT).read_text(encoding="ascii"))
        return 0

    def read(self, number: int) -> Kept:
        path = self._path(number)
        return Kept(number, path.stat().st_mtime, path.read_bytes())

    def note(self, data: bytes) -> None:
        """Keep what the file holds now, if that is not the version it is marked as."""
        at = self.at()
        with suppress(OSError):
            if self._path(at).read_bytes() == data:
                return
        self.cut()
        self.append(data)

    def cut(self) -> None:
        """Take away the versions after the one that the file holds."""
        at = self.at()
        for number in self.numbers():
            if number > at:
                self._path(number).unlink()

    def append(self, data: bytes) -> None:
        numbers = self.numbers()
        number = (numbers[-1] if numbers else 0) + 1
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._write(self._path(number), data)
        self.mark(number)
        self._bound([*numbers, number])

    def mark(self, number: int) -> None:
        self._write(self.folder / _AT, str(number).encode())

    def _bound(self, numbers: list[int]) -> None:
        """Take the oldest versions away where they are too many or too large together."""
        total = sum(self._path(number).stat().st_size for number in numbers)
        while len(numbers) > 2 and (len(numbers) > MOST_VERSIONS or total > MOST_BYTES):
            oldest = self._path(numbers.pop(0))
            total -= oldest.stat().st_size
            oldest.unlink()

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06}{_ENDING}"

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file that only its owner reads, whole or not at all."""
        temporary = path.with_suffix(".tmp")
        handle = os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with open(handle, "wb") as file:  # noqa: PTH123  # a handle with its mode
            file.write(data)
        temporary.replace(path)


def ago(moment: float, now: float | None = None) -> tuple[str, int]:
    """Return how long ago ``moment`` was: a unit ("second" to "day") and how many of it."""
    seconds = max(int((time.time() if now is None else now) - moment), 0)
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            return unit, seconds // size
    return "second", seconds
