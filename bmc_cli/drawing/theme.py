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
"""What came, went, and changed, by its sign."""


_ROUNDS = (
    Style(bold=True),
    Style(bold=True, underline=True),
    Style(bold=True, reverse=True),
    Style(bold=True, reverse=True, underline=True),
)
"""How letters are written when the colours have all been used once, twice, three times."""


def segment_styles(color_system: str | None) -> list[Style]:
    """Return the styles of segments' letters in a terminal with these colours, in order."""
    few = color_system in {None, "standard", "windows"}
    colours = SIXTEEN if few else [shade.terminal for shade in SHADES]
    return [around + Style(color=colour) for around in _ROUNDS for colour in colours]
