"""Several canvases beside each other, where the width allows; else one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.text import Text

from bmc_cli.drawing.grid import STACKED_BELOW, Grid
from bmc_cli.drawing.theme import BOLD

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

_GAP = 3  # columns between two canvases


@dataclass(frozen=True, slots=True)
class Beside:
    """Canvases, each at least as wide as its standard layout needs; above them their ``names``."""

    grids: Sequence[Grid]
    names: Sequence[str] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        fitting = (options.max_width + _GAP) // (STACKED_BELOW + _GAP)
        count = min(max(fitting, 1), len(self.grids))
        width = (options.max_width - (count - 1) * _GAP) // count
        narrow = options.update_width(width)
        for start in range(0, len(self.grids), count):
            if start:
                yield Segment.line()
            row = self.grids[start : start + count]
            drawn = [console.render_lines(grid, narrow, new_lines=False) for grid in row]
            for whole, name in zip(drawn, self.names[start : start + count], strict=False):
                called = Text(name, style=BOLD, no_wrap=True, overflow="ellipsis")
                whole[:0] = console.render_lines(called, narrow, new_lines=False)
            for lines in zip_longest(*drawn, fillvalue=[Segment(" " * width)]):
                for at, line in enumerate(lines):
                    yield from [*([Segment(" " * _GAP)] if at else []), *line]
                yield Segment.line()
