"""The canvas of Leantime as an outline.

Leantime writes texts into its XML as they are, ``&`` and ``<`` too, so that it is often none:
its tags are sought, and nothing else is taken for markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bmc_cli.importing.outline import LeftOut, Outline, Piece, heading, item

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_BLOCKS = {
    "kp": "key_partners",
    "kr": "key_resources",
    "ka": "key_activities",
    "vp": "value_propositions",
    "ch": "channels",
    "cr": "customer_relationships",
    "cs": "customer_segments",
    "fc": "cost_structure",
    "fr": "revenue_streams",
}
# draft, review, hold: a guess; valid, invalid
_STATUS = re.compile(r'<status key="status_(draft|review|hold|valid|invalid)"')
_BESIDE = ("assumptions", "data", "conclusion")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|i|em|strong|a|h\d|u|s|font|img)\b[^<>]*>", re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^<>]*>", re.IGNORECASE)


def is_leantime(source: Source) -> bool:
    """Whether a text is a canvas of Leantime."""
    return source.start.startswith("<") and "<canvas key=" in source.start


def read(source: Source) -> Outline:
    """Return the outline of a canvas; an element of another kind of canvas is left out."""
    text = source.text
    title = next((said for _, _, said in _inside(text, "title", 0, len(text))), "")
    pieces: list[Piece] = []
    left_out = []
    for start, attributes, body in _inside(text, "element", 0, len(text)):
        name = (re.search(r'key="([^"]*)"', attributes) or ["", ""])[1]
        line = text.count("\n", 0, start) + 1
        key = _BLOCKS.get(name.rpartition("_")[2]) if name.startswith("obm_") else None
        notes = [*_items(body, line)]
        if key:
            pieces += [heading(key, 1, line), *notes]
        elif notes:
            left_out.append(LeftOut(line, name, tuple(each.plain for each in notes), "no_block"))
    head = {"title": _plain(title)} if title else {}
    return Outline(tuple(pieces), head, tuple(left_out), is_sure=True, is_keyed=True)


def _items(body: str, line: int) -> Iterator[Piece]:
    for start, _, entry in _inside(body, "item", 0, len(body)):
        said = {
            name: _plain(found)
            for name in ("description", *_BESIDE)
            for _, _, found in _inside(entry, name, 0, len(entry))
        }
        detail = [f"{name.capitalize()}: {said[name]}" for name in _BESIDE if said.get(name)]
        status = _STATUS.search(entry)
        fields = {"detail": detail, "evidence": [status[1]] if status else []}
        if text := said.get("description"):
            number = line + body.count("\n", 0, start)
            yield item(text, 0, number, {name: each for name, each in fields.items() if each})


def _inside(text: str, tag: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """Yield the place, the attributes and the inside of each ``tag``, none within another."""
    opening, closing = f"<{tag}", f"</{tag}>"
    while (at := text.find(opening, start, end)) >= 0:
        inner = text.find(">", at, end) + 1
        last = text.find(closing, inner, end) if inner else -1
        if last < 0:
            return
        if text[at + len(opening)] in " >\n\t":
            yield at, text[at:inner], text[inner:last]
        start = last + len(closing)


def _plain(text: str) -> str:
    """Return a text without markup of HTML, on one line."""
    bare = _MARKUP.sub("", _BREAK.sub(" ", html.unescape(text)))
    return " ".join(html.unescape(bare).split())
