"""Org mode as an outline: stars are headings, ``-`` and ``+`` are notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bmc_cli.importing.outline import (
    Cell,
    Outline,
    Piece,
    Run,
    Text,
    heading,
    item,
    paragraph,
    runs,
    runs_of,
    table,
)
from bmc_cli.importing.texts import DATE

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_KEYWORD = re.compile(r"#\+(\w+):\s*(.*)", re.IGNORECASE)
_HEADING = re.compile(
    r"(\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(?:\[#\w\]\s+)?(.*?)(?:\s+:[\w@:]+:)?\s*$"
)
_ITEM = re.compile(r"(\s*)(?:[-+]|\d+[.)])\s+(?:\[[ xX-]\]\s+)?(.*)")
_MARKED = re.compile(r"(?<![\w*/~=])([*/~=_])(?=\S)(.{1,200}?)(?<=\S)\1(?!\w)")
_LINKED = re.compile(r"\[\[([^\]]+)\](?:\[([^\]]+)\])?\]")
_DRAWER = re.compile(r"\s*:\w+:\s*$")
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):")


def is_org(source: Source) -> bool:
    """Whether a text is of Org: by its ending, or by one of its keywords at a line's start."""
    return source.ending == "org" or bool(
        re.search(r"^#\+(?:title|author|date|startup):", source.start, re.IGNORECASE | re.MULTILINE)
    )


def read(source: Source) -> Outline:
    """Return the outline of a text of Org."""
    head: dict[str, str] = {}
    pieces: list[Piece] = []
    in_drawer = False
    for number, line in enumerate(source.text.split("\n"), 1):
        if _DRAWER.match(line):
            in_drawer = line.strip().casefold() != ":end:"
        elif in_drawer or _PLANNED.match(line) or not line.strip():
            continue
        elif found := _KEYWORD.match(line):
            _keep(head, found[1].casefold(), found[2].strip())
        elif found := _HEADING.match(line):
            pieces.append(heading(_rich(found[2]), len(found[1]), number))
        elif line.lstrip().startswith("|"):
            _row(pieces, line, number)
        elif found := _ITEM.match(line):
            pieces.append(item(_rich(found[2]), len(found[1].expandtabs(4)) // 2, number))
        elif not line.startswith("#"):
            pieces.append(paragraph(_rich(line.strip()), number))
    return Outline(tuple(pieces), head)


def _keep(head: dict[str, str], name: str, value: str) -> None:
    if name == "date" and (found := DATE.search(value)):
        head["date"] = found[0]
    elif name in {"title", "author"} and value:
        head[name] = value


def _row(pieces: list[Piece], line: str, number: int) -> None:
    """Add a row to the table that is open, or begin one."""
    if set(line) <= set(" |-+"):
        return
    last = pieces[-1] if pieces else None
    row = 1 + last.cells[-1].row if last and last.cells else 0
    said = line.strip().strip("|").split("|")
    cells = [Cell(row, at, _rich(cell.strip()), line=number) for at, cell in enumerate(said)]
    if last and last.cells:
        pieces[-1] = table((*last.cells, *cells), last.line)
    else:
        pieces.append(table(cells, number))


def _rich(text: str) -> Text:
    """Return a text in runs: what stands between stars is strong, between strokes slanted."""
    text = _LINKED.sub(lambda found: found[2] or found[1], text)
    return runs_of(text, _MARKED, _looked) or runs("")


def _looked(mark: re.Match[str]) -> Run:
    return Run(mark[2], is_strong=mark[1] == "*", is_slanted=mark[1] == "/")
