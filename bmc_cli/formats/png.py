"""A drawing as a picture, by resvg: the extra ``bmc-cli[png]``."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.formats import svg

if TYPE_CHECKING:
    from bmc_cli.formats.svg import Drawing
    from bmc_cli.formats.table import Setting
    from bmc_cli.view import View

_SHARP = 2.0  # pixels of the picture for one of the drawing
_PRINTED = 150.0  # pixels in an inch of a form, however large its paper
_HEADER = 33  # bytes: the signature, and the chunk that comes first
_MOST = 100_000_000  # pixels in a picture, four bytes each while it is drawn
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">x</text></svg>'


def write(view: View, setting: Setting) -> bytes:
    """Return the drawing of a canvas, or of the form to fill in, as a picture."""
    return png(svg.drawing_of(view, setting))


def png(drawing: Drawing) -> bytes:
    """Return ``drawing`` as PNG, twice as large or sharp enough to print, with its resolution.

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
    sharp = max(_SHARP, _PRINTED / drawing.per_inch)
    zoom = min(sharp, (_MOST / (drawing.width * drawing.height)) ** 0.5)
    if zoom < 1:
        raise BmcError("picture_too_big")
    width = round(drawing.width * zoom)
    made = svg_to_bytes(svg_string=drawing.text, width=width, dpi=96)
    return _measured(made, drawing.per_inch * width / drawing.width)


def _measured(png: bytes, per_inch: float) -> bytes:
    """Return a picture that says how many pixels are an inch of it (the chunk pHYs)."""
    per_metre = round(per_inch / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    size, check = struct.pack(">I", len(chunk) - 4), struct.pack(">I", zlib.crc32(chunk))
    return b"".join((png[:_HEADER], size, chunk, check, png[_HEADER:]))
