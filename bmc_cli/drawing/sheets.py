"""Sheets of paper, and the type size with which a poster fits on one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bmc_cli.drawing.hang import GAP, LINE, SMALL, board, keys
from bmc_cli.drawing.hang import MARGIN as EDGE
from bmc_cli.drawing.measure import bold_em, em
from bmc_cli.drawing.poster import Poster, Scale
from bmc_cli.drawing.wrap import wrap
from bmc_cli.errors import USAGE, BmcError

POINT = 25.4 / 72
"""Millimetres in a point."""

_MARGIN = 8.0  # millimetres at each edge of A4 that a printer may not reach
_FRAME = 0.6  # millimetres on A4

SMALLEST, LARGEST = 7.5, 11.0
"""Points on A4: smaller print is not read by everybody, larger wastes the sheet."""

_FORM_LEAST, _FORM_MOST = 4.0, 7.0  # points of the questions of a form, on A4
_FORM_GROWTH = 0.757  # 20 points on A0: it is read from nearer than a sheet four times as large

STICKY = 76.0
"""Millimetres that a sticky note is wide and high, of those that a group hangs on a wall."""

_APART = 2.0  # millimetres between two of them
_STICKIES = {"A1": 2, "A0": 4}  # how many must have room in each block of a form

STEP = 0.25
"""Points between two type sizes."""

SPARE = 0.99
"""The part of a sheet's height to fill: browsers round, and draw borders."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in landscape: millimetres wide and high."""

    name: str
    width: float
    height: float

    @property
    def scale(self) -> float:
        """How many times as wide as A4 it is."""
        return self.width / 297

    @property
    def margin(self) -> float:
        """Millimetres at each edge, on larger sheets more."""
        return _MARGIN * math.sqrt(self.scale)

    @property
    def frame(self) -> float:
        """Millimetres that the frame around the board is thick."""
        return _FRAME * math.sqrt(self.scale)

    @property
    def inside(self) -> float:
        """The width within the frame."""
        return self.width - 2 * (self.margin + self.frame)


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("A4", 297, 210),
        Paper("A3", 420, 297),
        Paper("A2", 594, 420),
        Paper("A1", 841, 594),
        Paper("A0", 1189, 841),
        Paper("Letter", 279.4, 215.9),
        Paper("Tabloid", 431.8, 279.4),
    )
}
"""The sheets one can choose from (ISO 216; ANSI/ASME Y14.1), the first if none is chosen."""


def paper_named(name: str | None, papers: Mapping[str, Paper] = PAPERS) -> Paper:
    """Return the one of ``papers`` that is called ``name``, the first for None.

    Raises ``BmcError`` when there is none of that name.
    """
    if name is None:
        return next(iter(papers.values()))
    found = {each.casefold(): paper for each, paper in papers.items()}.get(name.casefold())
    if found is None:
        raise BmcError("unknown_paper", exit_code=USAGE, word=name, known=", ".join(papers))
    return found


def type_size(poster: Poster, paper: Paper) -> float:
    """Return the type size in points with which ``poster`` fills one sheet of ``paper``.

    It is never below ``SMALLEST``: what does not fit then goes on on a second sheet.  On
    larger sheets the type may be larger by as much.  That of a form leaves the room to the
    notes that come to hang there.
    """
    serves = _has_room if poster.fields else fits
    least, most = SMALLEST, LARGEST * paper.scale
    if poster.fields:
        least, most = _FORM_LEAST, max(_FORM_MOST * paper.scale**_FORM_GROWTH, _FORM_MOST)
    low, high = round(least / STEP), round(most / STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if serves(poster, paper, middle * STEP):
            low = middle
        else:
            high = middle - 1
    return low * STEP


def form(poster: Poster, paper: Paper) -> Poster:
    """Return the blank form in its type sizes: its titles grow more than what is read near by."""
    if not poster.fields:
        return poster
    growth = paper.scale**0.15
    scale = Scale(title=2.0 * growth, heading=1.3 * growth, question=1.0, criteria=0.78)
    return replace(poster, scale=scale)


def fits(poster: Poster, paper: Paper, size: float) -> bool:
    """Whether ``poster`` is on one sheet of ``paper`` when its type is ``size`` points."""
    unit = size * POINT
    return board(poster, paper.inside / unit).height * unit <= board_room(poster, paper, size)


def _has_room(poster: Poster, paper: Paper, size: float) -> bool:
    """Whether a form fits, with room in each block for the sticky notes of a wall."""
    count = _STICKIES.get(paper.name, 0)
    return fits(poster, paper, size) and stickies(poster, paper, size) >= count


def stickies(blank: Poster, paper: Paper, size: float) -> int:
    """Return how many sticky notes hang beside each other in the fullest block of a form."""
    unit = size * POINT
    found = board(blank, paper.inside / unit, board_room(blank, paper, size) / unit)
    counts = []
    for key, spot in found.spots.items():
        across = (spot.width - 2 * EDGE) * unit
        down = (spot.height - found.filled[key].height) * unit
        counts.append(
            math.floor((across + _APART) / (STICKY + _APART))
            * math.floor((down + _APART) / (STICKY + _APART))
        )
    return min(counts)


def board_room(poster: Poster, paper: Paper, size: float) -> float:
    """Return the millimetres of height that ``paper`` has for the board, at a type size."""
    unit = size * POINT
    around = header_height(poster, paper.inside / unit) + footer_height(poster, paper.inside / unit)
    return (paper.height - 2 * paper.margin) * SPARE - 2 * paper.frame - around * unit


def header_height(poster: Poster, width: float) -> float:
    """Return the height of what stands above the board, in em."""
    fields = LINE + GAP if poster.fields else 0.0
    size = poster.scale.title
    if has_about_beside(poster, width):
        return size * LINE + fields + GAP
    title, about = wrap(poster.title, width / size, bold_em), wrap(poster.about_line, width, em)
    return (len(title) * size + len(about)) * LINE + fields + GAP


def has_about_beside(poster: Poster, width: float) -> bool:
    """Whether what is known of the canvas has room beside its title; else it stands below."""
    return bold_em(poster.title) * poster.scale.title + em(poster.about_line) + 2 <= width


def footer_height(poster: Poster, width: float) -> float:
    """Return the height of the legend and the credit line below the board, in em."""
    lines = sum(len(wrap(line, width / SMALL, em)) for line in foot(poster))
    return GAP + (len(keys(poster, width)) + lines * SMALL) * LINE


def foot(poster: Poster) -> list[str]:
    """Return the lines below the board."""
    return [line for line in (poster.legend, poster.credit) if line]
