"""The style of a page on its paper: what is worked out for the sheets, after all other style."""

from __future__ import annotations

from collections.abc import Sequence

from bmc_cli.drawing import hang
from bmc_cli.drawing.poster import Poster
from bmc_cli.drawing.sheets import POINT, Paper, board_room

_RULE = 0.09  # thickness of the lines, in em
_THINNEST = 0.75  # points


def print_style(sheets: Sequence[Poster], paper: Paper, size: float) -> str:
    """Return the sizes of the type, and how high the blocks of each sheet are to fill it."""
    unit = size * POINT
    boards = [
        hang.board(each, paper.inside / unit, board_room(each, paper, size) / unit)
        for each in sheets
    ]
    columns = hang.columns(boards[0].spots[min(hang.WIDE)].width - 2 * hang.MARGIN)
    scale = sheets[0].scale
    sizes = {
        "type": f"{size:.2f}pt",
        "title": f"{scale.title:.3f}em",
        "heading": f"{scale.heading:.3f}em",
        "question": f"{scale.question:.3f}em",
        "criteria": f"{scale.criteria:.3f}em",
        "rule": f"{max(size * _RULE, _THINNEST):.2f}pt",
        "columns": str(columns),
    }
    rules = [
        ":root { " + " ".join(f"--{name}: {value};" for name, value in sizes.items()) + " }",
        *(
            f".sheet-{at} .{key} {{ min-height: {spot.height:.2f}em; }}"
            for at, board in enumerate(boards)
            for key, spot in board.spots.items()
        ),
    ]
    page = f"@page {{ size: {paper.width}mm {paper.height}mm; margin: {paper.margin:.2f}mm; }}"
    return "\n".join([page, "@media print {", *rules, "}\n"])
