"""A drawing as a picture, by resvg: the extra ``bmc-cli[png]``."""

from __future__ import annotations

import contextlib
import os
import re
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from bmc_cli.drawing.measure import FAMILIES
from bmc_cli.errors import BmcError
from bmc_cli.formats import svg
from bmc_cli.formats.extras import lacking

if TYPE_CHECKING:
    from bmc_cli.formats.endings import Setting
    from bmc_cli.formats.svg import Drawing
    from bmc_cli.view import View

_SHARP = 2.0  # pixels of the picture for one of the drawing
_PRINTED = 150.0  # pixels in an inch of a form, however large its paper
_HEADER = 33  # bytes: the signature, and the chunk that comes first
_MOST = 100_000_000  # pixels in a picture, four bytes each while it is drawn
_STDOUT = 1  # the file descriptor
_MISSING = re.compile(r"No fonts with a .*?/U\+([0-9A-F]{1,6}) character")
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    f'<text y="9" font-family="{FAMILIES}">x</text></svg>'
)


def write(view: View, setting: Setting) -> bytes:
    """Return the drawing of a canvas, or of the form to fill in, as a picture."""
    return png(svg.drawing_of(view, setting), setting.on_missing)


def png(drawing: Drawing, on_missing: Callable[[Sequence[str]], object] = len) -> bytes:
    """Return ``drawing`` as PNG, twice as large or sharp enough to print, with its resolution.

    ``on_missing`` is told the signs that no font has, if there are any: they are not drawn.
    A very large one is drawn as large as it can be.  Raises ``BmcError`` when resvg or
    fonts are missing, and for a drawing that no picture can hold.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise lacking("png") from None
    with _listening():
        bare = svg_to_bytes(svg_string=_PROBE, skip_system_fonts=True)
        if svg_to_bytes(svg_string=_PROBE) == bare:
            raise BmcError("no_fonts")
    sharp = max(_SHARP, _PRINTED / drawing.per_inch)
    zoom = min(sharp, (_MOST / (drawing.width * drawing.height)) ** 0.5)
    if zoom < 1:
        raise BmcError("picture_too_big")
    width = round(drawing.width * zoom)
    with _listening() as missing:
        made = svg_to_bytes(svg_string=drawing.text, width=width, dpi=96, log_information=True)
    if missing:
        on_missing(sorted(missing))
    return _measured(made, drawing.per_inch * width / drawing.width)


@contextlib.contextmanager
def _listening() -> Iterator[set[str]]:
    """Yield the signs that no font has; they are there when resvg has drawn.

    It is a library of its own, and warns of them on the stdout of the process.
    """
    missing: set[str] = set()
    try:
        stdout = os.dup(_STDOUT)
    except OSError:  # it is closed, and nobody is warned
        yield missing
        return
    with tempfile.TemporaryFile() as heard:
        os.dup2(heard.fileno(), _STDOUT)
        try:
            yield missing
        finally:
            os.dup2(stdout, _STDOUT)
            os.close(stdout)
            heard.seek(0)
            said = heard.read().decode(errors="replace")
            missing.update(chr(int(code, 16)) for code in _MISSING.findall(said))


def _measured(png: bytes, per_inch: float) -> bytes:
    """Return a picture that says how many pixels are an inch of it (the chunk pHYs)."""
    per_metre = round(per_inch / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    size, check = struct.pack(">I", len(chunk) - 4), struct.pack(">I", zlib.crc32(chunk))
    return b"".join((png[:_HEADER], size, chunk, check, png[_HEADER:]))
