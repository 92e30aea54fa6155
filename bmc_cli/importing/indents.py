"""Lines that are indented as an outline: the names of blocks, and below each of them its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import Kind, LeftOut, Piece, heading, item
from bmc_cli.importing.texts import tidy


class Line(NamedTuple):
    """A line: its number in the file, how far it is indented, and what it says."""

    number: int
    indent: int
    text: str


class Parts(NamedTuple):
    """The pieces of an outline, and what of it is the text of a template."""

    pieces: tuple[Piece, ...]
    left_out: tuple[LeftOut, ...] = ()


def pieces_of(lines: Iterable[Line]) -> Parts:
    """Return the outline of ``lines``: a note is deeper than the block it is of.

    A note that repeats the name of its block is the template's own text, and left out, with the
    block where it is all that is in it.
    """
    names = Names()
    pieces: list[Piece] = []
    left_out = []
    unfilled: set[int] = set()
    key, opened, outer = "", -1, 0
    other = -1  # where what is no block stands; the first line is of the whole
    for line in lines:
        text = tidy(line.text)
        hit = names.whole(text)
        if hit and (line.indent <= opened or not key):
            key, opened, outer, other = hit.key, line.indent, 0, -1
            pieces.append(heading(text, 1, line.number))
        elif key and line.indent > opened:
            outer = outer or line.indent
            if hit and hit.key == key:
                left_out.append(LeftOut(line.number, text, (text,), "template"))
                unfilled.add(len(pieces) - 1)
            else:
                pieces.append(item(text, int(line.indent > outer), line.number))
        elif other >= 0 and line.indent > other:
            pieces.append(item(text, 0, line.number))  # below what is no block
        else:
            key, opened, other = "", -1, line.indent if pieces else -1
            pieces.append(heading(text, 1, line.number))
    kept = [
        piece
        for at, (piece, following) in enumerate(zip_longest(pieces, pieces[1:]))
        if at not in unfilled or not _is_heading(following)
    ]
    return Parts(tuple(kept), tuple(left_out))


def _is_heading(piece: Piece | None) -> bool:
    return piece is None or piece.kind is Kind.HEADING


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of ``text`` that say something; a tab is four blanks."""
    for number, line in enumerate(text.split("\n"), 1):
        wide = line.expandtabs(4)
        if said := wide.strip():
            yield Line(number, len(wide) - len(wide.lstrip()), said)
