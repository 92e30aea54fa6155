"""Diagrams of Mermaid as an outline: boxes in boxes, boxes with lines, and mind maps.

A node of a flowchart, or the name of a group of them, that names a block opens it; its further
lines are notes, and so are the nodes in its group, or those that it is tied to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from bmc_cli.importing.indents import Line, pieces_of
from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import Outline, Piece, heading, item, paragraph
from bmc_cli.importing.tables import LEAST
from bmc_cli.importing.texts import BULLET, tidy

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_FENCE = re.compile(
    r"^[ \t]*(?:```|~~~|:::)+[ \t]*\{?mermaid\}?[ \t]*\n(.*?)^[ \t]*(?:```|~~~|:::)",
    re.MULTILINE | re.DOTALL,
)
_KIND = re.compile(r"^\s*(?:graph|flowchart|mindmap)\b", re.MULTILINE)
_OPEN, _CLOSE = (
    r"\[\[|\[\(|\(\[|\(\(\(|\(\(|\{\{|\[|\(|\{|>",
    r"\]\]|\)\]|\]\)|\)\)\)|\)\)|\}\}|\]|\)|\}",
)
_NODE = re.compile(
    rf'([^\W\d][\w-]*|\d\w*)\s*(?:{_OPEN})\s*(?:"([^"]*)"|([^"]*?))\s*(?:{_CLOSE})(?=\s|$|;|:::|-|=|&)'
)
_SHAPED = re.compile(rf'^(?:[\w-]*)\s*(?:{_OPEN}|\)\)|\))\s*"?(.*?)"?\s*(?:{_CLOSE}|\(\(|\()$')
_GROUP = re.compile(r'subgraph\s+(?:([\w-]+)\s*\[\s*"?(.*?)"?\s*\]|"?(.*?)"?)\s*;?\s*$')
_ARROW = re.compile(r"\s*(?:<?[-=.~]{2,}[->ox.]*(?:\|[^|]*\|)?|<?--\s[^-]*\s-->?)\s*")
_BREAK = re.compile(r"<br\s*/?>|\\n|\n", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|\*\*|`")
_SAID = re.compile(
    r"^\s*(?:%%|direction\b|style\b|classDef\b|class\b|click\b|linkStyle\b|accTitle|::icon)"
)
_MOST, _LONGEST = 3_000, 4_000  # lines, and characters of one


def is_mermaid(source: Source) -> bool:
    """Whether a diagram is the canvas: it names three blocks."""
    if not _KIND.search(source.text):
        return False
    text, line = _diagram(source)
    if not text:
        return False
    keys = {hit.key for piece in _read(text, line) if (hit := Names().whole(tidy(piece.plain)))}
    return len(keys) >= LEAST


def read(source: Source) -> Outline:
    """Return the outline of the diagram in a text."""
    text, line = _diagram(source)
    titles = (heading(found[1], 1, 1) for found in [re.match(r"\s*#\s+(.+)", source.text)] if found)
    return Outline((*titles, *_read(text, line)))


def _diagram(source: Source) -> tuple[str, int]:
    """Return the diagram of a text with most nodes, and the line before its first."""
    fenced = [
        (found[1], source.text.count("\n", 0, found.start(1)))
        for found in _FENCE.finditer(source.text)
        if _KIND.search(found[1])
    ]
    if fenced:
        return max(fenced, key=lambda each: len(each[0]))
    return (
        (source.text, 0)
        if _KIND.match(source.start) or source.ending in {"mmd", "mermaid"}
        else ("", 0)
    )


def _read(text: str, line: int) -> list[Piece]:
    numbered = enumerate(text.split("\n")[:_MOST], line + 1)
    lines = [(number, each) for number, each in numbered if len(each) < _LONGEST]
    if re.match(r"\s*mindmap\b", text):
        return list(_mind_map(lines))
    return list(_flowchart(lines))


def _mind_map(lines: list[tuple[int, str]]) -> Iterator[Piece]:
    kept = [(number, each) for number, each in lines[1:] if each.strip() and not _SAID.match(each)]
    found = [
        Line(
            number, len(each.expandtabs(4)) - len(each.expandtabs(4).lstrip()), _label(each.strip())
        )
        for number, each in kept
    ]
    yield from pieces_of(found).pieces


def _label(said: str) -> str:
    shaped = _SHAPED.match(said)
    return " ".join(_plain(shaped[1] if shaped else said))


@dataclass
class _Chart:
    """A flowchart: its nodes and groups by their ids, and what is tied to what."""

    labels: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    ties: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, label: list[str], line: int, group: str) -> None:
        if name not in self.labels or (label != [name] and self.labels[name] == [name]):
            self.labels[name] = label
        self.lines.setdefault(name, line)
        if group and name not in self.groups:
            self.groups[name] = group


def _flowchart(lines: list[tuple[int, str]]) -> Iterator[Piece]:
    chart = _Chart()
    open_groups: list[str] = []
    for number, line in lines:
        said = line.strip().rstrip(";")
        if not said or _SAID.match(said) or _KIND.match(said):
            continue
        if said == "end":
            open_groups[-1:] = []
        elif found := _GROUP.match(said):
            label = found[2] or found[3] or found[1] or ""
            name = f"group {number}"
            chart.add(
                name,
                _plain(label.replace("_", " ")),
                number,
                open_groups[-1] if open_groups else "",
            )
            open_groups.append(name)
        else:
            _nodes(chart, said, number, open_groups[-1] if open_groups else "")
    yield from _blocks(chart)


def _nodes(chart: _Chart, said: str, number: int, group: str) -> None:
    """Take the nodes of a line, and what an arrow ties together."""
    labels = {}

    def keep(found: re.Match[str]) -> str:
        labels[found[1]] = _plain(found[2] if found[2] is not None else found[3] or "")
        return f"{found[1]} "

    bare = re.sub(r":::\w+", "", _NODE.sub(keep, said))
    ends = [[each.strip() for each in part.split("&")] for part in _ARROW.split(bare)]
    for side in ends:
        for name in side:
            if name:
                chart.add(name, labels.get(name, [name.replace("_", " ")]), number, group)
    for left, right in pairwise(ends):
        chart.ties += [(a, b) for a in left for b in right if a and b]


def _blocks(chart: _Chart) -> Iterator[Piece]:
    names = Names()
    keys = {
        name: hit.key
        for name, label in chart.labels.items()
        if label and (hit := names.whole(tidy(label[0])))
    }
    homes: dict[str, str] = {}
    for name in chart.labels:
        if name not in keys:
            homes[name] = _home(name, chart, keys)
    for name, label in chart.labels.items():
        is_group = name.startswith("group ")
        if name not in keys and not homes[name] and label:
            line = chart.lines[name]
            is_root = len({b for a, b in chart.ties if a == name and b in keys}) > 1
            said = " ".join(label)
            yield heading(said, 1, line) if is_group or is_root else paragraph(said, line)
    for name in keys:
        first, *rest = chart.labels[name]
        yield heading(first, 2, chart.lines[name])
        yield from (item(each, 0, chart.lines[name]) for each in rest)
        for other, home in homes.items():
            if home == name and not other.startswith("group "):
                text, *below = chart.labels[other] or [other]
                yield item(text, 0, chart.lines[other])
                yield from (item(each, 1, chart.lines[other]) for each in below)


def _home(name: str, chart: _Chart, keys: dict[str, str]) -> str:
    """Return the node or group that names the block of ``name``: around it, else tied to it."""
    group = chart.groups.get(name, "")
    seen = set()
    while group and group not in seen:
        if group in keys:
            return group
        seen.add(group)
        group = chart.groups.get(group, "")
    for left, right in chart.ties:
        if right == name and left in keys:
            return left
    towards = [right for left, right in chart.ties if left == name and right in keys]
    return towards[0] if len(set(towards)) == 1 else ""  # of several: it is the canvas itself


def _plain(label: str) -> list[str]:
    """Return the lines of a label without markup and bullets."""
    lines = _BREAK.split(label)
    said = (BULLET.sub("", unescape(_TAG.sub("", line))).strip() for line in lines)
    return [each for each in said if each]
