"""The places of blocks on a page: in a window, and on its paper, after all other style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bmc_cli.drawing import hang
from bmc_cli.drawing.hang import Board
from bmc_cli.drawing.layout import STANDARD, Band
from bmc_cli.drawing.poster import Poster
from bmc_cli.drawing.sheets import POINT, Paper, board_room

_RULE = 0.09  # thickness of the lines, in em
_THINNEST = 0.75  # points

_WINDOWS = {"screen": 66.0, "screen and (min-width: 80rem)": 104.0}
"""The windows for which columns are fitted, and how many em the board is wide in each."""

_ENOUGH = 42.0  # em of height that a window has: a board as low may have the columns of the poster


def print_style(sheets: Sequence[Poster], paper: Paper, size: float) -> str:
    """Return the sizes of the type, and where the blocks and the notes of each sheet stand."""
    scale = sheets[0].scale
    sizes = {
        "type": f"{size:.2f}pt",
        "title": f"{scale.title:.3f}em",
        "heading": f"{scale.heading:.3f}em",
        "question": f"{scale.question:.3f}em",
        "criteria": f"{scale.criteria:.3f}em",
        "rule": f"{max(size * _RULE, _THINNEST):.2f}pt",
        "frame": f"{paper.frame:.2f}mm",
    }
    rules = [":root { " + " ".join(f"--{name}: {value};" for name, value in sizes.items()) + " }"]
    for at, sheet in enumerate(sheets):
        rules += _sheet(sheet, f".sheet-{at}", paper, size)
    page = f"@page {{ size: {paper.width}mm {paper.height}mm; margin: {paper.margin:.2f}mm; }}"
    return "\n".join([page, "@media print {", *rules, "}\n"])


def _sheet(sheet: Poster, name: str, paper: Paper, size: float) -> Iterator[str]:
    """Yield the rules of a sheet: a canvas fills it, what goes on is as high as it is."""
    unit = size * POINT
    least = board_room(sheet, paper, size) / unit if sheet.bands == STANDARD else 0.0
    board = hang.board(sheet, paper.inside / unit, least)
    yield from _columns(sheet.bands, board, name)
    for key, spot in board.spots.items():
        yield f"{name} .{key} {{ min-height: {spot.height:.2f}em; }}"
        count = hang.columns(spot.width - 2 * hang.MARGIN)
        if count > 1:  # one column is no grid: WeasyPrint lays that out four times as fast
            columns = f"repeat({count}, minmax(0, 1fr))"
            yield f"{name} .{key} .notes {{ display: grid; grid-template-columns: {columns}; }}"


def _columns(bands: Sequence[Band], board: Board, name: str) -> Iterator[str]:
    """Yield the rules for the columns: the edges of all bands are lines of one grid."""
    grid = Tracks.of(board)
    yield f"{name} {{ grid-template-columns: {grid.widths}; }}"
    for row, band in enumerate(bands, 1):
        for column in band:
            key = column.keys[0]
            left, right = grid.lines[key]
            edges = f"{_edge(row > 1)} 0 0 {_edge(left > 1)}"  # the frame is the outer edge
            area = f"{row} / {left} / span 1 / {right}"
            yield f"{name} .{key}-column {{ grid-area: {area}; border-width: {edges}; }}"


def _edge(is_inner: bool) -> str:
    return "var(--rule)" if is_inner else "0"


class Tracks(NamedTuple):
    """The columns of a board as CSS has them: their widths, and each block's lines, from 1."""

    widths: str
    lines: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, board: Board) -> Tracks:
        """Return the tracks between the edges of all blocks of a board."""
        sides = {
            key: (round(spot.x, 2), round(spot.x + spot.width, 2))
            for key, spot in board.spots.items()
        }
        edges = sorted({side for pair in sides.values() for side in pair})
        widths = " ".join(f"minmax(0, {right - left:.2f}fr)" for left, right in pairwise(edges))
        lines = {
            key: (edges.index(left) + 1, edges.index(right) + 1)
            for key, (left, right) in sides.items()
        }
        return cls(widths, lines)


def screen_style(poster: Poster) -> str:
    """Return the columns of a board in a window, as wide as what is in them needs.

    A window has no width that is known, so they are fitted for two: a narrow one and a broad one.
    """
    rules = []
    for window, width in _WINDOWS.items():
        grid = Tracks.of(hang.board(poster, width, _ENOUGH))
        rules += [f"@media {window} {{", f".board {{ grid-template-columns: {grid.widths}; }}"]
        rules += [
            f".board .{key} {{ grid-column: {left} / {right}; }}"
            for key, (left, right) in grid.lines.items()
        ]
        rules.append("}")
    return "\n".join(rules)
