"""The canvases in a folder, known by what is in them and not by their names."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file import disk
from bmc_cli.file.gitignore import Room, Rules, byte_text, is_ignored, is_top, rules_in
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.model.canvas import NAMED
from bmc_cli.words.likely_names import likely_block

_KEY = re.compile(
    rb"""^(?:\xef\xbb\xbf)?(?:-[ \t]+)?["']?(bmc|%s)["']?[ \t]*:"""
    % "|".join("[_ -]?".join(map(re.escape, re.split("[_ ]", name))) for name in NAMED).encode(),
    re.MULTILINE | re.IGNORECASE,
)
_BEGINS = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:[ \t]*(?:\#[^\r\n]*|%[^\r\n]*|---[^\r\n]*)?\r?\n)*+"""
    rb"""[ \t]*(?:\{|<{7}|(?:-[ \t]+)?"""
    rb"""["']?[\w\x80-\xff-]+(?:[ ][\w\x80-\xff-]+){0,2}["']?[ \t]*:)"""
)
"""A file whose first line, behind comments, is a key of a few words; or has two versions."""

_OWN = 12  # letters of a name that only a canvas has: other files have a list of channels too

_DIGITS = 4000  # Python refuses to read more of them as a number

ENDINGS = {".yaml", ".yml"}
"""What the names of canvases end in, where not every file is looked at."""

_MOST_PASSED = 5_000  # files that a repository ignores: there may be a hundred thousand

_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}


class LeftOut(list[tuple[Path, str]]):
    """What was left out of a search, and why.

    ``linked``, ``forbidden``, ``unreadable``, ``ignored`` (a canvas, by a .gitignore) or
    ``unfollowed`` (a .gitignore that is too long).  A link to a folder is not followed: it may
    lead back, or out of what was to be searched.  ``faults`` are those of what cannot be read,
    and ``room`` is what is still followed of all that says what is ignored.
    """

    def __init__(self) -> None:
        super().__init__()
        self.faults: dict[Path, OSError] = {}
        self.passed: list[Path] = []
        self.room = Room()

    def failed(self, path: Path, fault: OSError) -> None:
        """Note that ``path`` cannot be looked at, unless it is because it went away meanwhile."""
        if fault.errno not in _NOT_THERE:
            self.faults[path] = fault
            forbidden = fault.errno in {errno.EACCES, errno.EPERM}
            self.append((path, "forbidden" if forbidden else "unreadable"))

    def pass_by(self, path: Path, *, is_folder: bool) -> None:
        """Note that ``path`` is ignored, where it may hold a canvas."""
        if is_folder or path.suffix.lower() in ENDINGS:
            self.passed.append(path)


def canvases(folder: Path, left_out: LeftOut) -> Iterator[Path]:
    """Yield the paths of the canvases in ``folder`` and below, in order.

    What is hidden is not looked at; what cannot be, and the canvases that a repository
    ignores, are added to ``left_out``.  Raises ``OSError`` when that is ``folder`` itself.
    """
    return canvases_among(files_below(folder, left_out), left_out)


def canvases_among(paths: Iterable[Path], left_out: LeftOut) -> Iterator[Path]:
    """Yield those of ``paths`` that are canvases; then note those that were passed by."""
    for path in paths:
        try:
            if _holds_canvas(path):
                yield path
        except OSError as fault:
            left_out.failed(path, fault)
    left_out.extend((path, "ignored") for path in _canvases_below(left_out.passed))


def _canvases_below(ignored: Iterable[Path]) -> Iterator[Path]:
    """Yield the canvases at and below ``ignored``, those near the top first."""
    waiting = deque(sorted(ignored, key=lambda path: path.suffix.lower() not in ENDINGS))
    for _ in range(_MOST_PASSED):
        if not waiting:
            return
        path = waiting.popleft()
        with suppress(OSError):  # nobody asked for it
            if path.is_dir():
                if not path.is_symlink():
                    waiting += [path / each.name for each in reversed(_entries(path))]
            elif path.suffix.lower() in ENDINGS and _holds_canvas(path):
                yield path


def files_below(folder: Path, left_out: LeftOut) -> Iterator[Path]:
    """Yield the paths of all files in ``folder`` and below, in order, as ``canvases`` does."""
    place = _place_of(folder, left_out)
    waiting = [(place, entry) for entry in _entries(folder)]
    while waiting:
        place, entry = waiting.pop()
        path = place.path / entry.name
        try:
            is_link = entry.is_symlink()
            is_folder = entry.is_dir()
            names = (*place.names, byte_text(entry.name))
            if is_ignored(names, place.rules, is_folder=is_folder and not is_link):
                left_out.pass_by(path, is_folder=is_folder)
            elif not is_folder:
                yield path
            elif is_link:
                left_out.append((path, "linked"))
            else:
                below = _entries(path)
                inner = place.inner(path, left_out)
                waiting += [(inner, each) for each in below]
        except OSError as fault:
            left_out.failed(path, fault)


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder in a search: its parts from the top of its repository, and the rules there."""

    path: Path
    names: tuple[str, ...] = ()
    rules: tuple[Rules, ...] = ()
    in_repository: bool = False

    def inner(self, path: Path, left_out: LeftOut) -> _Place:
        """Return the place of the folder at ``path``, which is in this one."""
        begins = is_top(path)
        if not begins and not self.in_repository:
            return _Place(path)
        names = () if begins else (*self.names, byte_text(path.name))
        rules = () if begins else self.rules
        for each in rules_in(path, len(names), rules, left_out.room):
            if each.is_followed:
                rules += (each,)
            else:
                left_out.append((each.file, "unfollowed"))
        return _Place(path, names, rules, in_repository=True)


def _place_of(folder: Path, left_out: LeftOut) -> _Place:
    """Return the place where a search begins: the rules of its repository hold from the top."""
    real = disk.real(folder)
    top = next((each for each in (real, *real.parents) if is_top(each)), real)
    place = _Place(top.parent).inner(top, left_out)
    for name in real.relative_to(top).parts:
        place = place.inner(place.path / name, left_out)
    return replace(place, path=folder)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in ``folder`` and not hidden, the first in order at the end."""
    with os.scandir(folder) as entries:
        shown = [entry for entry in entries if not entry.name.startswith(".")]
    return sorted(shown, key=lambda entry: _natural(entry.name), reverse=True)


def _natural(name: str) -> tuple[tuple[tuple[str, int], ...], str]:
    """Return what ``name`` is sorted by: its numbers as numbers, ``g2`` before ``g10``."""
    pieces = re.findall("([^0-9]*)([0-9]*)", name)
    return tuple((text, int(number[:_DIGITS] or -1)) for text, number in pieces), name


def looks_like_canvas(path: Path) -> bool:
    """Whether the file at ``path`` has the key ``bmc``, or two blocks by any of their names.

    One block is not enough: other programs have a list of channels too.  Under another name,
    or in a list, they are no canvas yet, and whoever reads them is told.  What cannot be
    read looks like none.
    """
    return bool(list(canvases_among([path], LeftOut())))


def _holds_canvas(path: Path) -> bool:
    status = path.stat()
    # Nothing but an ordinary file is opened: a device may do something then, and a file of
    # /proc, which has no size, may keep its reader waiting.
    if not stat.S_ISREG(status.st_mode) or not 0 < status.st_size <= MOST_BYTES:
        return False
    try:
        data = disk.read_whole(path, MOST_BYTES)
    except BmcError:  # it has become another one meanwhile
        return False
    found = set(_KEY.findall(data)) if b"\0" not in data else set()
    blocks = {likely_block(name.decode()) for name in found}
    is_own = any(len(name) >= _OWN for name in found)
    # A document, or the text of a program, may have a canvas somewhere in it and is none.
    may_be = path.suffix.lower() in ENDINGS or _BEGINS.match(data)
    return bool(may_be) and (b"bmc" in found or (is_own and len(blocks) > 1))
