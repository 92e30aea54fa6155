"""What a canvas was before: the versions of a file that were saved, in a folder of their own.

A line of versions for each file, outside of its folder, with the one that the file holds
marked.  Saving cuts off what was undone; undoing goes back along the line, and again.
The line is bounded, and what goes wrong with it never hinders a save.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bmc_cli.errors import BmcError, NoVersions, warn
from bmc_cli.file import disk
from bmc_cli.file.locks import locked
from bmc_cli.file.states import exists
from bmc_cli.file.versions import LARGEST, MOST_VERSIONS, Kept, Line

SWITCH = "BMC_HISTORY"
"""The environment variable that switches it off: ``off``, ``no`` or ``0``."""


class Step(NamedTuple):
    """A step along the line: what the file held and holds now, and what was passed over.

    ``before`` is None where there was no file, ``damaged`` are the versions that could not
    be put back.
    """

    before: bytes | None
    after: bytes
    damaged: tuple[Kept, ...]


def is_on() -> bool:
    """Whether versions are kept."""
    return os.environ.get(SWITCH, "").lower() not in {"off", "no", "0"}


def record(target: Path, before: bytes | None, after: bytes, *, is_step: bool = True) -> None:
    """Keep that the file at ``target`` was saved, or made.  Call it with the folder locked.

    A save that is no step (nobody sees a difference) joins the version that stands.
    Never raises: what was not kept is a warning.
    """
    if not is_on():
        return
    try:
        with _told_of(target):
            line = Line(target)
            if before is not None:
                line.note(before)
            if is_step:
                line.append(after)
                line.cut()
            else:
                line.mark(line.standing, after)
    except Exception as fault:  # noqa: BLE001  # the file is saved, whatever it is
        _warn(target, fault)


def _warn(target: Path, fault: Exception) -> None:
    warning = NoVersions("not_kept", target)
    warning.__cause__ = fault.__cause__ if isinstance(fault, NoVersions) else fault
    warn(warning)


@contextmanager
def _told_of(target: Path) -> Iterator[None]:
    """Tell what goes wrong with the versions apart from a fault of the file itself."""
    try:
        yield
    except (OSError, BmcError) as fault:
        raise NoVersions("versions_unusable", target) from fault


def line(target: Path) -> tuple[list[Kept], int]:
    """Return the versions of a file, oldest first, and the place of the one that stands (-1: none).

    Raises ``NoVersions`` when they cannot be read.
    """
    with _told_of(target):
        kept = Line(target)
        names = kept.versions[-MOST_VERSIONS:]
        at = names.index(kept.standing) if kept.standing in names else -1
        return [kept.read(name) for name in names], at


def last_saved(target: Path) -> float:
    """Return when the newest version of a file was kept, in seconds since 1970; 0 for none.

    The file itself may be gone.
    """
    try:
        return max((version.time for version in line(target)[0]), default=0.0)
    except NoVersions:
        return 0.0


class Versions(NamedTuple):
    """The versions of a file, oldest first, the place of the one that stands, and what it holds.

    ``now`` is None where the file is gone; ``is_changed`` says that somebody else changed it, or
    took it away, since bmc saved it.
    """

    kept: list[Kept]
    standing: int
    now: bytes | None
    is_changed: bool


def versions(target: Path) -> Versions:
    """Return the versions of a file.

    Raises ``BmcError`` when none are to be kept, ``FileNotFoundError`` when there is no file
    either, and ``NoVersions`` when they cannot be read, or none are there and none could be.
    """
    if not is_on():
        raise BmcError("history_off", file=target)
    now = disk.read_whole(target, LARGEST) if exists(target) else None
    found = _line(target, now)
    with _told_of(target):
        if len(found.versions) < 2:
            found.must_take()
        is_changed = bool(found.versions) and (now is None or not found.holds(now))
    return Versions(*line(target), now, is_changed)


def _line(target: Path, now: bytes | None) -> Line:
    """Return the line of a file that holds ``now``; raise where there is neither."""
    with _told_of(target):
        found = Line(target)
    if now is None and not found.versions:
        raise disk.os_error(errno.ENOENT, target)
    return found


def step(target: Path, by: int) -> Step:
    """Put the version before (-1) or after (1) in the place of the file.

    A damaged version is passed over.  What the file holds is kept too, if somebody changed
    it since.  Raises ``BmcError`` when there is no sound version, ``NoVersions`` when they
    cannot be read, and what writing raises.
    """
    if not is_on():
        raise BmcError("history_off", file=target)
    with disk.named(target), locked(target.parent):
        old = target.stat() if exists(target) else None
        before = None if old is None else disk.read_whole(target, LARGEST)
        kept = _line(target, before)
        with _told_of(target):
            if before is not None:
                kept.note(before)
            ways = kept.ways(by, is_gone=old is None)
            others = (way for way in map(kept.read, ways) if way.data != before or before is None)
            damaged, version = _first_sound(others)
        try:
            if version is None or version.data is None:
                raise _no_way(target, by, damaged)
            # Who might read a file that is gone, nobody knows.
            disk.write_whole(
                target,
                version.data,
                old=old,
                mode=0o600,
                is_current=lambda: disk.read_whole(target, LARGEST) == before,
            )
        except FileExistsError:
            kept.take_back()
            raise BmcError("busy", file=target) from None
        except BaseException:
            kept.take_back()
            raise
        try:
            kept.mark(version.path.name, version.data)
            kept.cut()
        except (OSError, BmcError) as fault:
            _warn(target, fault)
        return Step(before, version.data, tuple(damaged))


def _first_sound(versions: Iterator[Kept]) -> tuple[list[Kept], Kept | None]:
    damaged: list[Kept] = []
    for version in versions:
        if version.data is not None:
            return damaged, version
        damaged.append(version)
    return damaged, None


def _no_way(target: Path, by: int, damaged: Sequence[Kept]) -> BmcError:
    if damaged:
        names = ", ".join(str(version.path) for version in damaged[:3])
        return BmcError("only_damaged", file=target, names=names)
    return BmcError("nothing_to_undo" if by < 0 else "nothing_to_redo", file=target)


def ago(moment: float, now: float | None = None) -> tuple[str, int]:
    """Return how long ago ``moment`` was: a unit ("second" to "day") and how many of it."""
    seconds = max(int((time.time() if now is None else now) - moment), 0)
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            return unit, seconds // size
    return "second", seconds
