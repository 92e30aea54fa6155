"""The style of a page on its paper: what is worked out for the sheets, after all other style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bmc_cli.drawing import hang
from bmc_cli.drawing.hang import Board
from bmc_cli.drawing.layout import STANDARD, Band
from bmc_cli.drawing.poster import Poster
from bmc_cli.drawing.sheets import POINT, Paper, board_room

_RULE = 0.09  # thickness of the lines, in em
_THINNEST = 0.75  # points


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
    places = {
        column: (row, board.spots[column.keys[0]])
        for row, band in enumerate(bands, 1)
        for column in band
    }
    sides = [(round(spot.x, 2), round(spot.x + spot.width, 2)) for _, spot in places.values()]
    lines = sorted({side for pair in sides for side in pair})
    tracks = " ".join(f"minmax(0, {right - left:.2f}fr)" for left, right in pairwise(lines))
    yield f"{name} {{ grid-template-columns: {tracks}; }}"
    for (column, (row, _)), (left, right) in zip(places.items(), sides, strict=True):
        area = f"{row} / {lines.index(left) + 1} / span 1 / {lines.index(right) + 1}"
        edges = f"{_edge(row > 1)} 0 0 {_edge(left > 0)}"  # the frame is the outer edge
        yield f"{name} .{column.keys[0]}-column {{ grid-area: {area}; border-width: {edges}; }}"


def _edge(is_inner: bool) -> str:
    return "var(--rule)" if is_inner else "0"
