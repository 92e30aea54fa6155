"""The segments' letters and colours, and which of them each note has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style

from bmc_cli.model.canvas import Canvas
from bmc_cli.model.links import SEGMENTS, Web, letters

# Told apart by people who see red and green alike (Okabe and Ito, 2008), in 256 colours;
# the sixteen have no such set, so there the letters do the work.
_MANY = (
    "color(214)",
    "color(75)",
    "color(36)",
    "color(220)",
    "color(26)",
    "color(202)",
    "color(175)",
)
_FEW = ("bright_blue", "yellow", "magenta", "cyan", "bright_red", "green")

Letter = tuple[str, Style]


class Lettering(NamedTuple):
    """What to write at each note of a canvas; ``lit`` is the one segment that is looked at.

    ``signs`` are the letters of the segments, none where there are not two to tell apart.
    """

    web: Web
    signs: Sequence[Letter]
    lit: int | None = None

    def of(self, key: str, place: int) -> list[Letter]:
        """Return the letters of the segments that a note reaches, each in its colour."""
        return [self.signs[at] for at in self.web.reached[key, place]] if self.signs else []

    def is_dimmed(self, key: str, place: int) -> bool:
        """Whether a note has nothing to do with the segment that is looked at."""
        return self.lit is not None and self.lit not in self.web.reached[key, place]


def lettering(canvas: Canvas, color_system: str | None, lit: int | None = None) -> Lettering:
    """Return the lettering of ``canvas`` for a terminal with these colours."""
    colours = _FEW if color_system in {None, "standard", "windows"} else _MANY
    styles = [Style(bold=True, color=colour) for colour in colours]
    signs = [(sign, styles[at % len(styles)]) for at, sign in enumerate(letters(canvas).values())]
    return Lettering(Web(canvas), signs, lit)


def is_segment(key: str) -> bool:
    """Whether block ``key`` holds the segments themselves."""
    return key == SEGMENTS
