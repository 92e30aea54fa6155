"""The two sides of a file in which git left its conflict markers, and the base where it has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from bmc_cli.errors import BmcError, Place

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARKER = re.compile(r"([<|=>])\1{6}(?![<|=>])(?: [^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_OPENED = re.compile(r"^<{7}(?: |\r?$)", re.MULTILINE)
_PARTED = re.compile(r"^={7}\r?$", re.MULTILINE)
_CLOSED = re.compile(r"^>{7}(?: |\r?$)", re.MULTILINE)

_NEXT = {"": "<", "<": "|=", "|": "=", "=": ">"}
"""Which markers may follow one: a base is written by git only where it is asked to."""


@dataclass(slots=True)
class Side:
    """The text of a side, and the number of the line in the file that each of its lines has."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole file as this side has it."""
        return "".join(self.lines)

    def add(self, line: str, number: int) -> None:
        """Put a line of the file, counted from 1, at the end."""
        self.lines.append(line)
        self.numbers.append(number)

    def placed(self, place: Place, file: str) -> Place:
        """Return a place in the text of this side as one in the marked file."""
        at = min(place.line, len(self.numbers)) - 1
        return place._replace(file=file, line=self.numbers[at] if at >= 0 else 1)


@dataclass(frozen=True, slots=True)
class Sides:
    """What the markers part, each as a whole file.

    ``common`` is what both sides have, and ``base`` that with what git wrote of the base: in all
    conflicts, if it ``has_base``.
    """

    ours: Side
    base: Side
    theirs: Side
    common: Side
    has_base: bool


def first_in(text: str) -> int | None:
    """Return the offset of git's first conflict in a text, None where there is none.

    That is all three of its lines, in their order: one alone may be anybody's.
    """
    if "<<<<<<<" not in text or not (opened := _OPENED.search(text)):
        return None
    parted = _PARTED.search(text, opened.end())
    return opened.start() if parted and _CLOSED.search(text, parted.end()) else None


def sides(text: str, file: Path) -> Sides:
    r"""Return the sides of the text of a file.

    Raises ``BmcError`` ("no_markers") where nothing is marked, and ("bad_markers") with the place
    of the first marker that does not follow on the one before.

    >>> found = sides("a\n<<<<<<< x\nb\n||||||| y\nc\n=======\nd\n>>>>>>> z\n", Path("f"))
    >>> found.ours.text, found.base.text, found.theirs.text, found.has_base
    ('a\nb\n', 'a\nc\n', 'a\nd\n', True)
    """
    ours, base, theirs, common = Side(), Side(), Side(), Side()
    among = {"": (ours, base, theirs, common), "<": (ours,), "|": (base,), "=": (theirs,)}
    at, last = "", (0, "")
    conflicts = bases = 0
    for number, line in enumerate(filter(None, _LINE.findall(text)), 1):
        marker = _MARKER.fullmatch(line)
        if marker and not _is_text(marker[1], at):
            if marker[1] not in _NEXT[at]:
                raise _broken(file, number, line)
            at, last = marker[1].replace(">", ""), (number, line)
            conflicts += marker[1] == "<"
            bases += marker[1] == "|"
        else:
            for side in among[at]:
                side.add(line, number)
    if at:
        raise _broken(file, *last)
    if not conflicts:
        raise BmcError("no_markers", file=file)
    return Sides(ours, base, theirs, common, has_base=bases == conflicts)


def _is_text(marker: str, at: str) -> bool:
    """Whether a line of equals signs is a line of the file: outside of a conflict it may be."""
    return marker == "=" and not at


def _broken(file: Path, number: int, line: str) -> BmcError:
    source = line.rstrip("\r\n")
    return BmcError("bad_markers", place=Place(str(file), number, 1, source), file=file)
