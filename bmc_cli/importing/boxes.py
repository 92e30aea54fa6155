"""A canvas drawn with lines of text: boxes of ``│`` and ``─``, or of ``|`` and ``-``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import Piece, heading, item
from bmc_cli.importing.texts import BULLET

_BAR = re.compile(r"[│┃║|┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯+┏┓┗┛┣┫┳┻╋]")
_RULE = re.compile(r"[\s─━═=_-]*[─━═=_-]{2,}[\s─━═=_-]*")
_MOST_LINES = 1_000


class Box(NamedTuple):
    """A box: where its text begins (a line, a column) and the lines in it."""

    line: int
    column: int
    lines: tuple[str, ...]


def pieces_of(text: str, first: int, names: Names) -> Iterator[Piece]:
    """Yield the blocks that are drawn in ``text``, whose first line is ``first``."""
    for box in sorted(_boxes(text.split("\n")[:_MOST_LINES], first)):
        lines = [line.strip() for line in box.lines if line.strip()]
        taken = next(
            (n for n in (3, 2, 1) if names.line(" ".join(lines[:n])) and len(lines) >= n), 0
        )
        if taken:
            yield heading(" ".join(lines[:taken]), 1, box.line)
            yield from (item(said, 0, box.line) for said in _notes(lines[taken:]))


def _boxes(lines: Sequence[str], first: int) -> Iterator[Box]:
    """Yield the boxes; one goes on below as long as it stands between the same two bars."""
    open_: dict[tuple[int, int], tuple[int, list[str]]] = {}
    for number, line in enumerate(lines, first):
        bars = [bar.start() for bar in _BAR.finditer(line)]
        places = {(start, end): line[start + 1 : end] for start, end in pairwise(bars)}
        for place in [each for each in open_ if _RULE.fullmatch(places.get(each, "--"))]:
            start, said = open_.pop(place)
            yield Box(start, place[0], tuple(said))
        for place, text in places.items():
            if not _RULE.fullmatch(text):
                open_.setdefault(place, (number, []))[1].append(text)
    for place, (start, said) in open_.items():
        yield Box(start, place[0], tuple(said))


def _notes(lines: Sequence[str]) -> Iterator[str]:
    """Yield the notes in a box: where there are bullets, what has none goes on with a note."""
    has_bullets = any(map(BULLET.match, lines))

    def goes_on(line: str) -> bool:
        return not BULLET.match(line) if has_bullets else line[:1].islower()

    note = ""
    for line in lines:
        if note and goes_on(line):
            note = f"{note} {line}"
            continue
        if note:
            yield note
        note = BULLET.sub("", line)
    if note:
        yield note
