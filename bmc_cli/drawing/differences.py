"""What changed between two canvases, as lines and as a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from bmc_cli.drawing.grid import Grid, Look, Mark
from bmc_cli.drawing.theme import BOLD, DIM, NEWS

if TYPE_CHECKING:
    from bmc_cli.view import View
    from bmc_cli.words.differences import Piece

_STYLES = {**NEWS, "#": BOLD, ":": DIM}
_BRACKETS = {"+": "{{+{}+}}", "-": "[-{}-]"}


def lines(told: Iterable[Iterable[Piece]], *, coloured: bool) -> Iterator[Text]:
    """Yield what changed, line by line; words that came and went in colours, or in brackets."""
    for pieces in told:
        line = Text()
        for text, sign, is_within in pieces:
            bare = coloured or not is_within
            line.append(text if bare else _BRACKETS[sign].format(text), _STYLES[sign])
        yield line


def grid(view: View, signs: Mapping[tuple[str, int], str], look: Look) -> Grid:
    """Return a canvas as a drawing, with what came, went and changed marked on it."""
    return Grid(view, look, {spot: Mark(sign, NEWS[sign]) for spot, sign in signs.items()})
