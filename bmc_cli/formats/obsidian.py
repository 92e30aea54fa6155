"""JSON Canvas, which Obsidian draws, as an outline: its groups and texts by where they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bmc_cli.errors import BmcError
from bmc_cli.importing.geometry import MOST, Shape, pieces_of
from bmc_cli.importing.outline import Kind, LeftOut, Outline

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_BULLET = re.compile(r"^(\s*)(?:[-*+•]|\d{1,2}[.)])\s+(?:\[[ xX]\]\s+)?")
_MARK = re.compile(r"^#{1,6}\s+|\*\*|__|`")
_NUMBERS = ("x", "y", "width", "height")


def is_canvas(source: Source) -> bool:
    """Whether JSON is a canvas of nodes with places."""
    return source.start.startswith("{") and bool(_nodes(source))


def _nodes(source: Source) -> list[Mapping[str, Any]]:
    if '"nodes"' not in source.text:
        return []
    try:
        found = json.loads(source.text)
    except (ValueError, RecursionError):
        return []
    nodes = found.get("nodes") if isinstance(found, dict) else None
    placed: list[Mapping[str, Any]] = [
        each for each in nodes or () if isinstance(each, dict) and _is_placed(each)
    ]
    return placed if isinstance(nodes, list) and len(placed) == len(nodes) else []


def _is_placed(node: Mapping[str, Any]) -> bool:
    return all(isinstance(node.get(name), int | float) for name in _NUMBERS)


def read(source: Source) -> Outline:
    """Return the outline of a canvas; files, addresses and lines between nodes are left out."""
    nodes = _nodes(source)
    if not nodes:
        raise BmcError("import_broken", file=source.name)
    if len(nodes) > MOST:
        raise BmcError("import_too_much", file=source.name)
    left_out = []
    shapes = []
    for node in nodes:
        line = _line(source, node)
        if node.get("type") in {"file", "link"}:
            said = str(node.get("file") or node.get("url") or "")
            left_out.append(LeftOut(line, said, (said,), "file"))
            continue
        text = str(node.get("label" if node.get("type") == "group" else "text") or "")
        x, y, width, height = (float(node[name]) for name in _NUMBERS)
        shapes.append(Shape(x, y, width, height, tuple(_lines(text)), line))
    edges = json.loads(source.text).get("edges")
    if isinstance(edges, list) and edges:
        left_out.append(LeftOut(0, "", tuple(_ties(nodes, edges)), "ties"))
    pieces = tuple(pieces_of(shapes))
    frames = {piece.plain for piece in pieces if piece.kind is Kind.HEADING}
    return Outline(pieces, left_out=tuple(left_out), is_sure=len(frames) > 1)


def _ties(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Any]) -> Iterator[str]:
    said = {each.get("id"): str(each.get("text") or each.get("label") or "") for each in nodes}
    for edge in edges:
        if isinstance(edge, dict):
            ends = (said.get(edge.get(end), "") for end in ("fromNode", "toNode"))
            yield " → ".join(" ".join(each.split())[:80] for each in ends)


def _line(source: Source, node: Mapping[str, Any]) -> int:
    at = source.text.find(json.dumps(node.get("id")))
    return source.text.count("\n", 0, at) + 1 if at >= 0 else 0


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines of Markdown in a node with their depths: texts are of the heading above."""
    below = 0
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        depth = len(bullet[1].expandtabs(4)) // 2 if bullet else below
        below = 1 if line.startswith("#") else below
        if bare := _MARK.sub("", _BULLET.sub("", line)).strip():
            yield bare, depth
