"""Sheets of paper, and the type size with which a poster fits on one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.layout import STANDARD, Band
from bmc_cli.render.hang import GAP, LINE, SMALL, Filled, board
from bmc_cli.render.hang import MARGIN as EDGE
from bmc_cli.render.measure import bold_em, em
from bmc_cli.render.poster import Poster
from bmc_cli.render.wrap import wrap

Key = TypeVar("Key", bound=Hashable)

POINT = 25.4 / 72
"""Millimetres in a point."""

MARGIN = 8.0
"""Millimetres at each edge that a printer may not reach."""

TITLE = 1.6
"""Type size of the title above a poster, in em of the notes' type."""

SMALLEST, LARGEST = 7.0, 11.0
"""Points on A4: smaller print is not read by everybody, larger wastes the sheet."""

_STEP = 0.25
_ROUNDING = 1e-6
SPARE = 0.98
"""The part of a sheet's height to fill: browsers round, and draw borders."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, lying: millimetres wide and high."""

    name: str
    width: float
    height: float

    @property
    def inside(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("A4", 297, 210),
        Paper("A3", 420, 297),
        Paper("A2", 594, 420),
        Paper("A1", 841, 594),
        Paper("A0", 1189, 841),
    )
}
"""The sheets one can choose from (ISO 216), the first if none is chosen."""


def paper_named(name: str | None) -> Paper:
    """Return the sheet called ``name``, the usual one for None.

    Raises ``BmcError`` when there is none of that name.
    """
    if name is None:
        return next(iter(PAPERS.values()))
    if name.upper() not in PAPERS:
        raise BmcError("unknown_paper", exit_code=USAGE, word=name, known=", ".join(PAPERS))
    return PAPERS[name.upper()]


def type_size(poster: Poster, paper: Paper) -> float:
    """Return the type size in points with which ``poster`` fills one sheet of ``paper``.

    It is never below ``SMALLEST``: what does not fit then goes on on a second sheet.  On
    larger sheets the type may be larger by as much.
    """
    scale = paper.width / PAPERS["A4"].width
    low, high = round(SMALLEST / _STEP), round(LARGEST * scale / _STEP)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(poster, paper, middle * _STEP):
            low = middle
        else:
            high = middle - 1
    return low * _STEP


def fits(poster: Poster, paper: Paper, size: float) -> bool:
    """Whether ``poster`` is on one sheet of ``paper`` when its type is ``size`` points."""
    unit = size * POINT
    return board(poster, paper.inside / unit).height * unit <= board_room(poster, paper, size)


def board_room(poster: Poster, paper: Paper, size: float) -> float:
    """Return the millimetres of height that ``paper`` has for the board, at a type size."""
    unit = size * POINT
    around = header_height(poster, paper.inside / unit) + footer_height(poster, paper.inside / unit)
    return (paper.height - 2 * MARGIN) * SPARE - around * unit


def header_height(poster: Poster, width: float) -> float:
    """Return the height of what stands above the board, in em."""
    about = " · ".join(poster.about)
    fields = LINE + GAP if poster.fields else 0.0
    if bold_em(poster.title) * TITLE + em(about) + 2 <= width:
        return TITLE * LINE + fields + GAP
    lines = len(wrap(poster.title, width / TITLE, bold_em)) * TITLE + len(wrap(about, width, em))
    return lines * LINE + fields + GAP


def footer_height(poster: Poster, width: float) -> float:
    """Return the height of the credit line below the board, in em."""
    return len(wrap(poster.credit, width / SMALL, em)) * SMALL * LINE + GAP


def sheets(poster: Poster, paper: Paper, size: float) -> list[Poster]:
    """Return ``poster`` on as many sheets of ``paper`` as its notes need at a type size.

    Each sheet is a whole canvas; the notes that a block has no room for hang in the same
    block of the next one.
    """
    unit = size * POINT
    found: list[Poster] = []
    rest = poster
    while not found or any(panel.notes for panel in rest.panels.values()):
        room = board_room(poster, paper, size) / unit
        found.append(first := _first(rest, paper.inside / unit, room))
        rest = replace(
            rest,
            panels={
                key: replace(panel, question="", notes=panel.notes[len(first.panels[key].notes) :])
                for key, panel in rest.panels.items()
            },
        )
    return found


def _first(poster: Poster, width: float, height: float) -> Poster:
    """Return ``poster`` with the notes that hang on a board of this size in em, one at least."""
    filled = board(poster, width).filled
    rooms = _rooms({key: block.height for key, block in filled.items()}, height)
    return replace(
        poster,
        panels={
            key: replace(panel, notes=panel.notes[: _count(filled[key], rooms[key])])
            for key, panel in poster.panels.items()
        },
    )


def _count(filled: Filled, room: float) -> int:
    """Return how many notes of a block hang in ``room``; one does in any."""
    fitting = sum(note.y + note.height + EDGE <= room + _ROUNDING for note in filled.notes)
    return max(fitting, 1)


def _rooms(needs: Mapping[str, float], height: float) -> dict[str, float]:
    """Share the height of a board among its blocks: rows are alike, but for who needs less."""
    bands: dict[Band, float] = {}
    rows: dict[Band, int] = {}
    for band in STANDARD:
        bands[band] = max(sum(needs[key] for key in column.keys) for column in band)
        rows[band] = max(len(column.keys) for column in band)
    rooms: dict[str, float] = {}
    for band, room in _shared(bands, rows, height).items():
        for column in band:
            stack = {key: needs[key] for key in column.keys}
            rooms |= _shared(stack, dict.fromkeys(stack, 1), room)
    return rooms


def _shared(
    needs: Mapping[Key, float], weights: Mapping[Key, int], room: float
) -> dict[Key, float]:
    """Share ``room`` by weight; what one does not need goes to the others."""
    shares: dict[Key, float] = {}
    waiting = sorted(needs, key=lambda key: needs[key] / weights[key])
    for at, key in enumerate(waiting):
        share = room * weights[key] / sum(weights[each] for each in waiting[at:])
        shares[key] = min(needs[key], share)
        room -= shares[key]
    return shares
