"""The segments' letters in their colours, and which of them each note has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

from bmc_cli.drawing.theme import DIM, segment_styles

if TYPE_CHECKING:
    from bmc_cli.view import View

Letter = tuple[str, Style]


class Lettering(NamedTuple):
    """What to write at each note of a canvas; ``lit`` is the one segment that is looked at.

    ``letters`` are those of the segments, none where there are not two to tell apart.
    """

    view: View
    letters: Sequence[Letter]
    lit: int | None = None

    def of(self, key: str, place: int) -> list[Letter]:
        """Return the letters of the segments that a note reaches, each in its colour."""
        return [self.letters[at] for at in self.view.reached[key, place]] if self.letters else []

    @property
    def key(self) -> list[Letter]:
        """All letters, dimmed where another segment is looked at."""
        return [
            (sign, style if self.lit in {None, at} else DIM)
            for at, (sign, style) in enumerate(self.letters)
        ]

    def is_dimmed(self, key: str, place: int) -> bool:
        """Whether a note has nothing to do with the segment that is looked at."""
        return self.lit is not None and self.lit not in self.view.reached[key, place]


def lettering(view: View, color_system: str | None, lit: int | None = None) -> Lettering:
    """Return the lettering of a canvas for a terminal with these colours."""
    styles = segment_styles(color_system)
    letters = [(letter, styles[at % len(styles)]) for at, letter in enumerate(view.letters)]
    return Lettering(view, letters, lit)
