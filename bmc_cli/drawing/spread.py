"""A poster spread over sheets: the canvas on the first, and on the next ones what goes on.

On the first sheet every block shows what it has room for, at least one note where that can be,
and says how much goes on where.  The other sheets have only the blocks that go on, in the order
of the interview, each as wide as the sheet, and are filled to the bottom.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TypeVar

from bmc_cli.drawing.hang import GAP, LINE, MARGIN, SMALL, HungPanel, board, fill
from bmc_cli.drawing.layout import UNITS, Band, stacked
from bmc_cli.drawing.poster import Panel, Poster
from bmc_cli.drawing.sheets import LARGEST, POINT, STEP, Paper, board_room, fits, type_size

_ROUNDING = 1e-6
_LAST = 99  # the number of the sheet for which a line that names one keeps room
_FEW = 3  # sheets of which a larger type is looked for: one of many that is half empty is little
_UNITS_OF_BANDS = 2.0, 1.0  # the upper one has two rows, the lower one

_Key = TypeVar("_Key", bound=Hashable)


def spread(poster: Poster, paper: Paper) -> tuple[float, list[Poster]]:
    """Return ``poster`` on sheets of ``paper``, with their type size in points.

    That is the largest with which it takes no more sheets than with the smallest: no last sheet
    is left half empty while all is in small print.
    """
    size = type_size(poster, paper)
    found = sheets(poster, paper, size)
    if not 1 < len(found) <= _FEW:
        return size, found
    low, high = round(size / STEP), round(LARGEST * paper.scale / STEP)
    while low < high:
        middle = (low + high + 1) // 2
        tried = sheets(poster, paper, middle * STEP)
        if len(tried) > len(found):
            high = middle - 1
        else:
            low, found = middle, tried
    return low * STEP, found


def sheets(poster: Poster, paper: Paper, size: float) -> list[Poster]:
    """Return ``poster`` on as many sheets of ``paper`` as its notes need at a type size."""
    if fits(poster, paper, size) or not any(panel.notes for panel in poster.panels.values()):
        return [poster]
    unit = size * POINT
    width, high = paper.inside / unit, board_room(poster, paper, size) / unit
    found = [_first(poster, width, high)]
    rest = _rest(poster.panels, found[0])
    while rest:
        found.append(_next(poster, rest, width, high))
        rest = _rest(rest, found[-1])
    return _numbered(poster, found)


def _rest(panels: Mapping[str, Panel], sheet: Poster) -> dict[str, Panel]:
    """Return the blocks that go on after a sheet, with the notes it has no room for."""
    shown = {key: len(panel.notes) for key, panel in sheet.panels.items()}
    return {
        key: replace(panel, question="", notes=panel.notes[shown.get(key, 0) :])
        for key, panel in panels.items()
        if len(panel.notes) > shown.get(key, 0)
    }


def _numbered(whole: Poster, found: list[Poster]) -> list[Poster]:
    """Return sheets with their numbers, and in each block on which one it goes on."""
    left = {key: len(panel.notes) for key, panel in whole.panels.items()}
    numbered = []
    for number, sheet in enumerate(found, 1):
        panels = {}
        for key, panel in sheet.panels.items():
            left[key] -= len(panel.notes)
            later = (at for at, each in enumerate(found[number:], number + 1) if key in each.panels)
            said = _more(whole, left[key], next(later)) if left[key] else ""
            panels[key] = replace(panel, more=said)
        about = whole.say("export.sheet", n=number, total=len(found))
        numbered.append(replace(sheet, about=(*sheet.about, about), panels=panels))
    return numbered


def _more(whole: Poster, count: int, sheet: int) -> str:
    return whole.say("export.goes_on", n=count, sheet=sheet)


def _cut(whole: Poster, panel: Panel, count: int) -> Panel:
    """Return a block with its first ``count`` notes, and what says that it goes on."""
    more = len(panel.notes) - count
    said = _more(whole, more, _LAST) if more else ""
    return replace(panel, notes=panel.notes[:count], more=said)


# -- the first sheet


def _first(poster: Poster, width: float, high: float) -> Poster:
    """Return ``poster`` with the notes that hang on a board of this size in em."""
    # What is far below the edge of the sheet is not measured at every width that is tried.
    near = {
        key: _cut(poster, panel, min(len(panel.notes), _most(poster, key, width, high)))
        for key, panel in poster.panels.items()
    }
    filled = board(replace(poster, panels=near), width).filled
    needs = {key: _Need.of(filled[key], len(poster.panels[key].notes)) for key in filled}
    rooms = _rooms(poster.bands, needs, high)
    counts = {key: need.count(rooms[key]) for key, need in needs.items()}
    return _trimmed(poster, counts, width, high)


def _trimmed(poster: Poster, counts: dict[str, int], width: float, high: float) -> Poster:
    """Return ``poster`` with about ``counts`` notes: none too many for the sheet, none too few.

    Columns are fitted to what is left, so there may be room for another note; and a note may be
    so long that the sheet has no room for it beside the first ones of the others.
    """

    def shown(counts: Mapping[str, int]) -> Poster:
        panels = {key: _cut(poster, panel, counts[key]) for key, panel in poster.panels.items()}
        return replace(poster, panels=panels)

    while (found := board(shown(counts), width)).height > high and any(counts.values()):
        highest = max(filter(counts.get, counts), key=lambda key: found.filled[key].height)
        counts = {**counts, highest: counts[highest] - 1}
    growing = [key for key, panel in poster.panels.items() if counts[key] < len(panel.notes)]
    while growing:
        for key in list(growing):
            more = {**counts, key: counts[key] + 1}
            if board(shown(more), width).height <= high:
                counts = more
            if counts is not more or counts[key] == len(poster.panels[key].notes):
                growing.remove(key)
    return shown(counts)


def _most(poster: Poster, key: str, width: float, high: float) -> int:
    """Return about how many notes a block has that hang on one sheet, or a few more."""
    (units,) = (
        column.right - column.left for band in poster.bands for column in band if key in column.keys
    )
    notes = fill(poster.panels[key], width * units / UNITS, poster.scale).notes
    return sum(note.y <= 2 * high for note in notes) + 1


class _Need:
    """How high a block is with each number of its notes, from none to all."""

    def __init__(self, heights: list[float]) -> None:
        self.heights = heights

    @classmethod
    def of(cls, filled: HungPanel, total: int) -> _Need:
        """Measure a block of ``total`` notes, of which at least those of one sheet hang."""
        top = filled.notes[0].y if filled.notes else filled.height - MARGIN
        ends = [top, *(note.y + note.height for note in filled.notes)]
        more = GAP + max(len(filled.more), 1) * SMALL * LINE
        highest = 0.0
        heights = []
        for count, end in enumerate(ends):
            highest = max(highest, end)
            heights.append(highest + MARGIN + (more if count < total else 0.0))
        return cls(heights)

    @property
    def least(self) -> float:
        """The height with one note."""
        return self.heights[min(1, len(self.heights) - 1)]

    @property
    def whole(self) -> float:
        """The height with all that may hang here."""
        return self.heights[-1]

    def count(self, room: float) -> int:
        """Return how many notes there is room for."""
        fitting = [at for at, height in enumerate(self.heights) if height <= room + _ROUNDING]
        return max(fitting, default=0)


def _rooms(bands: tuple[Band, ...], needs: Mapping[str, _Need], high: float) -> dict[str, float]:
    """Share the height of a board: every block has what it needs, or as much as its like."""
    whole = {key: need.whole for key, need in needs.items()}
    least = {key: need.least for key, need in needs.items()}
    stacks = {at: [column.keys for column in band] for at, band in enumerate(bands)}

    def highest(needed: Mapping[str, float]) -> dict[int, float]:
        return {
            at: max(sum(map(needed.__getitem__, keys)) for keys in band)
            for at, band in stacks.items()
        }

    units = dict(zip(stacks, _UNITS_OF_BANDS, strict=True))
    of_bands = _shared(high, highest(whole), highest(least), units)
    rooms: dict[str, float] = {}
    for at, band in stacks.items():
        for keys in band:
            all_of, one_of = ({key: needed[key] for key in keys} for needed in (whole, least))
            rooms |= _shared(of_bands[at], all_of, one_of, dict.fromkeys(keys, 1.0))
    return rooms


def _shared(
    room: float,
    whole: Mapping[_Key, float],
    least: Mapping[_Key, float],
    weights: Mapping[_Key, float],
) -> dict[_Key, float]:
    """Share ``room``: to each what it needs, and what is short by weight, none below its least."""
    shares: dict[_Key, float] = {}
    waiting = list(whole)
    while waiting:
        part = (room - sum(shares.values())) / sum(weights[key] for key in waiting)
        few = [key for key in waiting if least[key] >= part * weights[key]]
        few = few or [key for key in waiting if whole[key] <= part * weights[key]]
        for key in few or waiting:
            bounded = max(min(part * weights[key], whole[key]), least[key])
            shares[key] = bounded
        waiting = [key for key in waiting if key not in shares] if few else []
    return shares


# -- the sheets after it


def _next(poster: Poster, rest: Mapping[str, Panel], width: float, high: float) -> Poster:
    """Return a sheet of what goes on; a note that is longer than a sheet hangs there alone."""
    panels: dict[str, Panel] = {}
    room = high
    for key in sorted(rest, key=lambda key: rest[key].number):
        panel = rest[key]
        need = _Need.of(fill(panel, width, poster.scale), len(panel.notes))
        count = need.count(room) or (0 if panels else 1)
        if not count:
            break
        panels[key] = _cut(poster, panel, count)
        room -= need.heights[count]
        if count < len(panel.notes):
            break
    return replace(poster, panels=panels, bands=stacked(panels))
