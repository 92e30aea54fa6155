"""A page of HTML as an outline: headings, lists, tables and texts; nothing in it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.formats.html_own import page_of
from bmc_cli.importing.outline import Cell, Kind, LeftOut, Outline, Piece, Run

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_MOST_TAGS = 50_000
_MOST_SPAN = 30
_UNSEEN = {"script", "style", "noscript", "template", "svg", "head"}
_BLOCKS = {
    *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "dt", "dd"),
    *("dl", "figure", "figcaption", "form", "fieldset", "legend", "details", "summary", "body"),
    *("ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "pre", "hr", "address"),
    *("thead", "tbody", "tfoot", "caption", "html", "center"),
}
_BESIDE = {"footer", "nav", "aside"}
"""What stands beside what a page says."""
_COUNTED = {
    "b": "strong",
    "strong": "strong",
    "i": "slanted",
    "em": "slanted",
    "ul": "depth",
    "ol": "depth",
    "blockquote": "quotes",
}
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"h[1-6]")
_LOWEST = dict.fromkeys(("summary", "legend", "dt"), 6)
"""What stands above something as a heading does, and has no level."""
_BLANK = re.compile(r"[ \t\r\n\f]+")


def read(source: Source) -> Outline:
    """Return the outline of a page.  Raises ``BmcError`` for more than a page has."""
    # The parser takes its time for a comment without an end; what stands in one is no text.
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source.text)
    if text.count("<") + text.count("&") > _MOST_TAGS:
        raise BmcError("import_too_much", file=source.name)
    if own := page_of(source.text):
        return Outline((), own.head, own=own.notes, is_sure=True)
    page = _Page(1)
    page.feed(text)
    page.close()
    head = {"title": page.title.strip()} if page.title.strip() else {}
    return Outline(tuple(page.pieces), head, tuple(page.left_out))


def pieces_of(text: str, line: int) -> Iterator[Piece]:
    """Yield what stands in a part of a page that begins in ``line``."""
    page = _Page(line)
    page.feed(text)
    page.close()
    yield from page.pieces


class _Table:
    """A table that is open: its cells, and which places are taken by a span."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.cells: list[Cell] = []
        self.taken: set[tuple[int, int]] = set()
        self.row = -1

    def put(self, cell: Cell) -> None:
        column = 0
        while (self.row, column) in self.taken:
            column += 1
        row = max(self.row, 0)
        self.taken |= {
            (row + down, column + across)
            for down in range(cell.rows)
            for across in range(cell.columns)
        }
        self.cells.append(cell._replace(row=row, column=column))


class _Page(HTMLParser):
    """Makes pieces of the tags of a page, as they come."""

    def __init__(self, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first = first
        self.pieces: list[Piece] = []
        self.left_out: list[LeftOut] = []
        self.title = ""
        self.runs: list[Run] = []
        self.at = 0  # the line where the text that is open begins
        self.unseen: list[str] = []
        self.in_title = False
        self.strong = self.slanted = self.depth = self.quotes = 0
        self.heading = 0
        self.is_item = False
        self.address = ""
        self.tables: list[_Table] = []
        self.spans: list[tuple[int, int]] = []

    @property
    def line(self) -> int:
        """The line of the file that is read."""
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.in_title = self.in_title or tag == "title"
        if tag == "body":
            self.unseen = []
        if tag in _UNSEEN:
            self.unseen.append(tag)
        if tag in _BLOCKS or _HEADING.fullmatch(tag):
            self.end_text()
            self.heading = int(tag[1]) if _HEADING.fullmatch(tag) else self.heading
            self.heading = _LOWEST.get(tag, self.heading)
        self.count(tag, 1)
        self.is_item = self.is_item or tag == "li"
        self.address = told.get("href", "") if tag == "a" else self.address
        if tag in _BESIDE:
            self.pieces.append(Piece(Kind.HEADING, (Run(f"<{tag}>"),), 1, self.line))
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "img":
            self.pieces.append(Piece(Kind.PICTURE, (Run(told.get("src", "")),), line=self.line))
        elif tag == "hr":
            self.pieces.append(Piece(Kind.RULE, line=self.line))
        else:
            self.start_table(tag, told)

    def count(self, tag: str, by: int) -> None:
        """Count how many of the tags are open that say how a text looks or where it stands."""
        if name := _COUNTED.get(tag):
            setattr(self, name, max(0, getattr(self, name) + by))

    def start_table(self, tag: str, told: dict[str, str]) -> None:
        if tag == "table":
            self.tables.append(_Table(self.line))
        elif tag == "tr" and self.tables:
            self.tables[-1].row += 1
        elif tag in {"td", "th"} and self.tables:
            self.spans.append((_span(told.get("rowspan")), _span(told.get("colspan"))))
            self.at = self.line

    def handle_endtag(self, tag: str) -> None:
        self.in_title = self.in_title and tag != "title"
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
            return
        if tag in {"td", "th"} and self.spans:
            self.end_cell()
        elif tag in _BLOCKS or _HEADING.fullmatch(tag):
            self.end_text()
        self.count(tag, -1)
        if tag == "a":
            self.address = ""
        elif tag == "li":
            self.is_item = False
        elif tag == "table" and self.tables:
            self.end_table()
        elif _HEADING.fullmatch(tag) or tag in _LOWEST:
            self.heading = 0

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title += data
        if self.unseen:
            if data.strip() and self.unseen[-1] == "script":
                self.left_out.append(LeftOut(self.line, "<script>", (), "script"))
            return
        text = _BLANK.sub(" ", data)
        if not self.runs or self.runs[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text:
            if not self.runs:
                self.at = self.line
            style = (self.strong > 0, self.slanted > 0, self.address)
            self.runs.append(Run(text, *style))

    def close(self) -> None:
        # What is left has no end.  The parser would look for one from each of its signs.
        left, self.rawdata = self.rawdata, ""
        self.handle_data(unescape(left))
        self.end_text()
        while self.tables:
            self.end_table()

    def end_text(self) -> None:
        """Make a piece of the text that is open; within a cell it is a line of it."""
        if self.spans:
            if self.runs and self.runs[-1].text != "\n":
                self.runs.append(Run("\n"))
            return
        lines: list[list[Run]] = [[]]
        for run in self.runs:
            if run.text == "\n" and not self.is_item:
                lines.append([])
            else:
                lines[-1].append(run)
        self.runs = []
        for line in lines:
            if any(run.text.strip() for run in line):
                self.add(line)

    def add(self, line: list[Run]) -> None:
        quoted = self.quotes > 0
        text = tuple(line)
        if self.heading:
            self.pieces.append(Piece(Kind.HEADING, text, self.heading, self.at))
        elif self.depth:
            depth = self.depth - 1 + (not self.is_item)
            self.pieces.append(Piece(Kind.ITEM, text, depth, self.at, quoted))
            self.is_item = False
        else:
            self.pieces.append(Piece(Kind.PARAGRAPH, text, 0, self.at, quoted))

    def end_cell(self) -> None:
        rows, columns = self.spans.pop()
        while self.runs and self.runs[-1].text == "\n":
            self.runs.pop()
        if self.tables:
            text = tuple(self.runs)
            self.tables[-1].put(Cell(0, 0, text, rows, columns, self.at))
        self.runs = []

    def end_table(self) -> None:
        done = self.tables.pop()
        if done.cells:
            self.pieces.append(Piece(Kind.TABLE, line=done.line, cells=tuple(done.cells)))


def _span(said: str | None) -> int:
    return min(max(int(said[:9]), 1), _MOST_SPAN) if said and said.isdecimal() else 1
