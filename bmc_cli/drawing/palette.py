"""The colours of segments, told apart by people who see red and green alike.

The seven of Okabe and Ito (2008), on paper and in a terminal; the paper of a note is a tint of
its segment's colour.  Every ink on its ground has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from typing import NamedTuple


class Shade(NamedTuple):
    """A colour: the ground of a letter and its ink; the paper of a note by day and by night.

    ``terminal`` is the one of the 256 colours of terminals for its letter: of its kind, read on a
    white ground and on a black one (3 : 1 on #ffffff and on #1e1e1e), and told from the others by
    eyes that lack one of the three colours.
    """

    ground: str
    ink: str
    paper: str
    dark_paper: str
    terminal: str = ""


SHADES = (
    Shade("#e69f00", "#000000", "#fbe5b8", "#5c4715", "color(167)"),
    Shade("#56b4e9", "#000000", "#cfeaf9", "#274a5e", "color(33)"),
    Shade("#009e73", "#000000", "#bfe6da", "#12483a", "color(30)"),
    Shade("#f0e442", "#000000", "#fbf7bd", "#57531e", "color(136)"),
    Shade("#0072b2", "#ffffff", "#c6d3ee", "#1d3a66", "color(62)"),
    Shade("#d55e00", "#000000", "#f7cfb6", "#5f3315", "color(161)"),
    Shade("#cc79a7", "#000000", "#f2d5e4", "#573448", "color(170)"),
)
"""The colours of the segments; with more segments than colours they begin again, and ``again``
tells these from the first ones."""

SIXTEEN = ("bright_blue", "yellow", "magenta", "cyan", "bright_red", "green")
"""The segments where a terminal has sixteen colours: these have no such set, the letters do
the work."""

PLAIN = Shade("#dddddd", "#000000", "#ffffff", "#3a3a40")
"""What is for several segments, or for none."""

UNLETTERED = SHADES[3]
"""All notes, where there are no segments to tell apart."""


STRIPE = 0.2
"""Em of the stripe at the edge of a note whose colour is used again: so wide for each time."""


def again(place: int | None) -> int:
    """Return how many times all colours have been used before that of the segment at ``place``.

    Letters have other corners then, and notes a stripe in the colour of the letter.
    """
    return 0 if place is None else place // len(SHADES)


def shade(place: int | None) -> Shade:
    """Return the colour of the segment at ``place``, or of plain paper."""
    return PLAIN if place is None else SHADES[place % len(SHADES)]
