"""What changed between two canvases, as lines and as a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from bmc_cli.drawing.grid import Grid, Look, Mark
from bmc_cli.drawing.paragraphs import cut
from bmc_cli.drawing.theme import BOLD, DIM, NEWS, SIGNS

if TYPE_CHECKING:
    from bmc_cli.view import View
    from bmc_cli.words.differences import News, Part, Piece

_STYLES = {**NEWS, ":": DIM}
_WIDEST = 24  # cells of a name above a column; it stands in full above the table
_BRACKETS = {"+": "{{+{}+}}", "-": "[-{}-]"}


def lines(told: Iterable[Part], *, coloured: bool) -> Iterator[Text]:
    """Yield what changed, line by line; words that came and went in colours, or in brackets."""
    for heading, said in told:
        if heading:
            yield Text()
            yield Text(heading, BOLD)
        for sign, pieces in said:
            line = Text("  " if heading else "")
            line.append(f"{sign} ", SIGNS[sign])
            for piece in pieces:
                line.append(_shown(piece, coloured=coloured), _STYLES[piece.sign])
            yield line


def _shown(piece: Piece, *, coloured: bool) -> str:
    return (
        piece.text if coloured or not piece.is_within else _BRACKETS[piece.sign].format(piece.text)
    )


def table(news: News) -> Iterator[Text]:
    """Yield the blocks of two canvases, each with how many notes it has below the canvas's name.

    The notes that the two share stand behind them.
    """
    short = [cut(name, _WIDEST) for name in news.columns[1:3]]
    wide = max(cell_len(row.title) for row in news.rows)
    yield Text(" " * wide + "".join(f"  {name}" for name in short), BOLD)
    for title, old, new, shared in news.rows:
        counts = zip((old, new), short, strict=True)
        cells = "".join(f"  {count:>{cell_len(name)}}" for count, name in counts)
        line = Text(set_cell_size(title, wide) + cells)
        if shared:
            line.append(f"  {news.both} ", DIM)
            line.append(" · ".join(shared))
        yield line


def grid(view: View, signs: Mapping[tuple[str, int], str], look: Look) -> Grid:
    """Return a canvas as a drawing, with what came, went and changed marked on it."""
    marks = {spot: Mark(sign, SIGNS[sign], NEWS[sign]) for spot, sign in signs.items()}
    return Grid(view, look, marks)
