"""Drawings of draw.io as an outline: their shapes by where they are."""

from __future__ import annotations

import base64
import binascii
import html
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bmc_cli.errors import BmcError
from bmc_cli.formats.packed import parsed
from bmc_cli.formats.reading import MOST_UNPACKED
from bmc_cli.importing.geometry import MOST, Shape, pieces_of
from bmc_cli.importing.outline import Outline, Piece, heading
from bmc_cli.importing.texts import BULLET

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bmc_cli.formats.reading import Source

_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^<>]*>|\n", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_UNNAMED = re.compile(r"[^\W\d_]+[- ]?\d+\Z")  # what draw.io calls a page in any language
_LED = re.compile(r"\s*(?:<(?:div|p|font|span)\b[^<>]*>\s*)*<(?:b|strong)\b", re.IGNORECASE)
_DEEP = 50  # shapes within shapes


def is_drawio(source: Source) -> bool:
    """Whether a text is a file of draw.io."""
    start = source.start.casefold()[:500]
    return start.startswith("<") and ("<mxfile" in start or "<mxgraphmodel" in start)


def read(source: Source) -> Outline:
    """Return the outline of a drawing, a section a page.

    Raises ``BmcError`` for a file that is broken or too much.
    """
    tree = parsed(source.text.encode(), source.name)
    pages = [tree] if tree.tag == "mxGraphModel" else list(tree.iter("diagram"))
    pieces: list[Piece] = []
    for page in pages:
        model = page if page.tag == "mxGraphModel" else _model(page, source)
        pieces.append(heading(_UNNAMED.sub("", page.get("name", "")), 1))
        shapes = list(_shapes(model))
        if len(shapes) > MOST:
            raise BmcError("import_too_much", file=source.name)
        pieces += pieces_of(shapes)
    return Outline(tuple(pieces))


def _model(page: Element, source: Source) -> Element:
    """Return what is drawn on a page: as it is, or packed as draw.io does."""
    if (found := page.find("mxGraphModel")) is not None:
        return found
    try:
        unpacking = zlib.decompressobj(-15)
        data = unpacking.decompress(base64.b64decode(page.text or ""), MOST_UNPACKED)
    except (binascii.Error, zlib.error, ValueError):
        raise BmcError("import_broken", file=source.name) from None
    if unpacking.unconsumed_tail:
        raise BmcError("import_too_much", file=source.name)
    return parsed(unquote(data.decode("utf-8", "replace")).encode(), source.name)


def _shapes(model: Element) -> Iterator[Shape]:
    places = {}
    cells = list(_cells(model))
    for name, cell, _ in cells:
        geometry = cell.find("mxGeometry")
        if geometry is not None and cell.get("vertex") == "1":
            x, y = _number(geometry, "x"), _number(geometry, "y")
            size = (_number(geometry, "width"), _number(geometry, "height"))
            places[name] = (x, y, *size, cell.get("parent", ""))
    for name, _, label in cells:
        if name in places:
            x, y, width, height, parent = places[name]
            for _ in range(_DEEP):
                if parent not in places:
                    break
                left, top, _, _, parent = places[parent]
                x, y = x + left, y + top
            yield Shape(x, y, width, height, tuple(_lines(label)))


def _cells(model: Element) -> Iterator[tuple[str, Element, str]]:
    """Yield the cells with their ids and labels; an object around one has both instead of it."""
    for each in model.iter():
        if each.tag == "mxCell" and each.get("id"):
            yield each.get("id", ""), each, each.get("value", "")
        elif each.tag in {"object", "UserObject"} and (cell := each.find("mxCell")) is not None:
            yield each.get("id", ""), cell, each.get("label", "")


def _number(node: Element, name: str) -> float:
    try:
        return float(node.get(name, "0"))
    except ValueError:
        return 0.0


def _lines(label: str) -> Iterator[tuple[str, int]]:
    # What stands out at the start is the note, and the rest its detail; a list is several.
    depth = int(bool(_LED.match(label)) and "<li" not in label)
    found = 0
    for line in _BREAK.split(label):
        said = " ".join(html.unescape(_TAG.sub("", line)).split())
        if bare := BULLET.sub("", said):
            yield bare, depth if found else 0
            found += 1
