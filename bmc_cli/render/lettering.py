"""The segments' letters and colours, and which of them each note has."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style

from bmc_cli.canvas import Canvas
from bmc_cli.links import SEGMENTS, Web, letter, letters

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


@dataclass(frozen=True, slots=True)
class Lettering:
    """What to write at each note of a canvas; ``lit`` is the one segment that is looked at."""

    web: Web
    colours: tuple[str, ...]
    lit: int | None = None

    def of(self, key: str, place: int) -> list[Letter]:
        """Return the letters of the segments that a note reaches, each in its colour."""
        if not letters(self.web.canvas):
            return []
        return [
            (letter(at), Style(bold=True, color=self.colours[at % len(self.colours)]))
            for at in self.web.reached[key, place]
        ]

    def is_dimmed(self, key: str, place: int) -> bool:
        """Whether a note has nothing to do with the segment that is looked at."""
        return self.lit is not None and self.lit not in self.web.reached[key, place]


def lettering(canvas: Canvas, color_system: str | None, lit: int | None = None) -> Lettering:
    """Return the lettering of ``canvas`` for a terminal with these colours."""
    few = color_system in {None, "standard", "windows"}
    return Lettering(Web(canvas), _FEW if few else _MANY, lit)


def is_segment(key: str) -> bool:
    """Whether block ``key`` holds the segments themselves."""
    return key == SEGMENTS
