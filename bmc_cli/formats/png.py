"""A drawing as a picture, by resvg: the extra ``bmc-cli[png]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.formats import svg

if TYPE_CHECKING:
    from bmc_cli.formats.svg import Drawing
    from bmc_cli.formats.table import Setting
    from bmc_cli.view import View

_SHARP = 2.0  # pixels of the picture for one of the drawing
_MOST = 100_000_000  # pixels in a picture, four bytes each while it is drawn
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">x</text></svg>'


def write(view: View, setting: Setting) -> bytes:
    """Return the drawing of a canvas, or of the form to fill in, as a picture."""
    return png(svg.drawing_of(view, setting))


def png(drawing: Drawing) -> bytes:
    """Return ``drawing`` as PNG, twice as large.

    A very large one is drawn as large as it can be.  Raises ``BmcError`` when resvg or
    fonts are missing, and for a drawing that no picture can hold.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        from bmc_cli.installation import adding

        raise BmcError("extra_missing", extra="png", command=adding("png")) from None
    if svg_to_bytes(svg_string=_PROBE) == svg_to_bytes(svg_string=_PROBE, skip_system_fonts=True):
        raise BmcError("no_fonts")
    zoom = min(_SHARP, (_MOST / (drawing.width * drawing.height)) ** 0.5)
    if zoom < 1:
        raise BmcError("picture_too_big")
    return svg_to_bytes(svg_string=drawing.text, width=round(drawing.width * zoom), dpi=96)
