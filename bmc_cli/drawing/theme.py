"""The styles of everything that is drawn in a terminal; the colours of segments are the palette's.

A style says what a text is for; which colour that is, stands here once.
"""

from __future__ import annotations

from rich.style import Style

from bmc_cli.drawing.palette import SHADES, SIXTEEN

PLAIN = Style()
BOLD = Style(bold=True)
DIM = Style(dim=True)

ACCENT = Style(bold=True, color="cyan")
"""Numbers, and the title of what is being worked on."""

LATER = Style(italic=True)
"""A note for later."""

LIT = Style(bold=True, reverse=True)
"""Where one is, on a map."""

NEWS = {
    "": PLAIN,
    "+": Style(color="green", bold=True),
    "-": Style(color="red", strike=True),
    "~": Style(color="yellow"),
}
"""The words that came, went, and changed, by their sign."""

SIGNS = {**NEWS, "-": Style(color="red", bold=True)}
"""The signs themselves: a minus that is struck through is hard to see."""


def segment_styles(color_system: str | None) -> list[Style]:
    """Return the styles of segments' letters in a terminal with these colours, in order."""
    few = color_system in {None, "standard", "windows"}
    colours = SIXTEEN if few else [shade.terminal for shade in SHADES]
    return [Style(bold=True, color=colour) for colour in colours]
