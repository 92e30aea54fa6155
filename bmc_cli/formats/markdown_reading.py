"""Markdown and plain text as an outline: what its parser says of it, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.importing.outline import (
    Cell,
    Kind,
    LeftOut,
    Outline,
    Piece,
    Run,
    Text,
)
from bmc_cli.importing.vocabulary import head_of_key

if TYPE_CHECKING:
    from markdown_it.token import Token

    from bmc_cli.formats.reading import Source
    from bmc_cli.importing.names import Names

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BULLET = re.compile(
    r"^(?P<indent>[ \t]*)[•●▪■◦○‣➢➤➔➜→▶►◆❖✓✔✅☑☐–]\ufe0f?[ \t]*(?=\S)", re.MULTILINE
)
_EQUALS = re.compile(r"^(={1,6})[ \t]+(\S.*?)(?:[ \t]+=+)?[ \t]*$", re.MULTILINE)
"""A heading of AsciiDoc, or of a wiki."""
_MOST_BRACKETS, _MOST_SIGNS = 60, 600  # in a paragraph, where a line has many of them
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")
_MARKUP = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s|[#>|~`<]|-{3}|={3}")
_NAME = 4  # words of a line, its number too, that may be a name
_WRAPPED = 60  # columns of a line that the next one may go on


def read(source: Source) -> Outline:
    """Return the outline of a document.

    A line that somebody broke in the middle of a sentence is put together again; other lines of
    a paragraph are lines.  What stands in a comment is left out.  Raises ``BmcError`` for more
    than a document has.
    """
    from bmc_cli.formats.reading import refuse_much

    return _opened(outline_of(refuse_much(source)), source)


def _opened(outline: Outline, source: Source) -> Outline:
    """Return ``outline``; where it names no canvas, with what its code holds, or is drawn in it."""
    from bmc_cli.importing import boxes
    from bmc_cli.importing.names import Names

    names = Names()
    if _names_enough(outline.pieces, names):
        return outline
    inner = [
        _within(piece, source, names) if piece.kind is Kind.CODE else Outline((piece,))
        for piece in outline.pieces
    ]
    pieces = tuple(piece for each in inner for piece in each.pieces)
    if _names_enough(pieces, names):
        heads = (each.head for each in (outline, *inner))
        head = {name: said for each in heads for name, said in each.items()}
        left_out = tuple(out for each in (outline, *inner) for out in each.left_out)
        return Outline(pieces, head, left_out, is_sure=any(each.is_sure for each in inner))
    drawn = (*boxes.pieces_of(source.text, 1, names),)
    return replace(outline, pieces=drawn) if _names_enough(drawn, names) else outline


def _within(code: Piece, source: Source, names: Names) -> Outline:
    """Return the outline of what stands in code: a drawing, data, or a document."""
    from bmc_cli.formats import reading
    from bmc_cli.importing import boxes

    if drawn := (*boxes.pieces_of(code.plain, code.line + 1, names),):
        return Outline(drawn)
    inner = reading.Source(code.plain.encode(), source.name, parse=source.parse)
    form = reading.reader_of(inner)
    if form == "md":
        return outline_of(inner.text, code.line + 1)
    try:
        found = reading.read(inner, form)
    except BmcError:
        return Outline((code,))
    moved = (replace(each, line=each.line and each.line + code.line) for each in found.pieces)
    return replace(found, pieces=tuple(moved))


def _names_enough(pieces: Sequence[Piece], names: Names) -> bool:
    """Whether some of ``pieces`` name the blocks of a canvas."""
    from bmc_cli.importing.sections import sections_of
    from bmc_cli.importing.tables import LEAST, blocks_in

    keys = {section.key for section in sections_of(pieces, names)} - {""}
    if len(keys) >= LEAST:
        return True
    return any(piece.kind is Kind.TABLE and blocks_in(piece, names).regions for piece in pieces)


def outline_of(text: str, line: int = 1) -> Outline:
    """Return the outline of the Markdown in ``text``, which begins in ``line`` of its file."""
    from markdown_it import MarkdownIt

    head: dict[str, str] = {}
    first = line
    if front := _FRONT.match(text):
        head = _fields(front[1])
        first += text.count("\n", 0, front.end())
        text = text[front.end() :]
    text = _EQUALS.sub(lambda found: f"{'#' * len(found[1])} {found[2]}", text)
    text = _BULLET.sub(lambda found: f"{found['indent']}- ", text)
    text = "\n\n".join(map(_bounded, text.split("\n\n")))
    lines, numbers = _apart(text.split("\n"))
    text = "\n".join(lines)
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "text_join"])
    walk = _Walk(parser.parse(text), [first + number for number in numbers])
    pieces = tuple(walk.pieces())
    return Outline(pieces, head, tuple(walk.left_out))


def _bounded(paragraph: str) -> str:
    """Return ``paragraph``; one that is all signs is text, for its parser takes their square."""
    lines = paragraph.count("\n") + 1
    for signs, most, each in ("[]", _MOST_BRACKETS, 20), ("*_~`<", _MOST_SIGNS, 20):
        number = sum(map(paragraph.count, signs))
        if number > most and number > each * lines:
            paragraph = re.sub(f"[{re.escape(signs)}]", r"\\\g<0>", paragraph)
    return paragraph


def _apart(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the lines of a document with their places, and a line between an item and a text.

    Markdown takes a line at the edge that follows an item for a part of it; people mean a line.
    """
    made: list[str] = []
    numbers: list[int] = []
    in_code = False
    before = ""
    for number, line in enumerate(lines):
        in_code = in_code != line.lstrip().startswith(("```", "~~~"))
        is_text = bool(line) and not line[0].isspace() and not _MARKUP.match(line)
        is_more = len(before.split()) > _NAME and line[:1].islower()
        if _ITEM.match(before) and is_text and not is_more and not in_code:
            made.append("")
            numbers.append(number)
        made.append(line)
        numbers.append(number)
        before = line
    return made, numbers


def _fields(front: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(front):
        if known := head_of_key(name):
            found.setdefault(known, value.strip("\"'"))
    return found


class _Walk:
    """Goes along the tokens of a document once."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[int]) -> None:
        self.tokens = tokens
        self.numbers = numbers  # of the lines that were parsed, in the file
        self.left_out: list[LeftOut] = []
        self.lists = 0  # that are open
        self.fresh = False  # the next text is the first of its item
        self.quotes = 0

    def line(self, token: Token) -> int:
        return self.numbers[token.map[0] if token.map else 0]

    def pieces(self) -> Iterator[Piece]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.type == "table_open":
                end = next(
                    n for n in range(at, len(self.tokens)) if self.tokens[n].type == "table_close"
                )
                yield self.table(at, end)
                at = end
            else:
                yield from self.piece(token, at)
            at += 1

    def piece(self, token: Token, at: int) -> Iterator[Piece]:
        if token.type.startswith(("bullet_list", "ordered_list", "list_item", "blockquote")):
            self.step(token)
        elif token.type == "heading_open":
            yield from self.heading(token, self.tokens[at + 1])
        elif token.type == "paragraph_open":
            yield from self.paragraph(self.tokens[at + 1])
        elif token.type == "hr":
            yield Piece(Kind.RULE, line=self.line(token))
        elif token.type in {"fence", "code_block"}:
            yield Piece(Kind.CODE, (Run(token.content.rstrip("\n")),), line=self.line(token))
        elif token.type == "html_block":
            yield from self.page(token)

    def step(self, token: Token) -> None:
        """Go into a list, an item or a quotation, or out of it."""
        if token.type.startswith(("bullet_list", "ordered_list")):
            self.lists += token.nesting
        elif token.type == "list_item_open":
            self.fresh = True
        elif token.type.startswith("blockquote"):
            self.quotes += token.nesting

    def heading(self, token: Token, inline: Token) -> Iterator[Piece]:
        lines = _broken(inline)
        if token.markup == "-" and len(lines) > 1:  # text with a rule right below it
            yield from self.paragraph(inline)
            yield Piece(Kind.RULE, line=self.line(token) + len(lines))
            return
        text = tuple(run for line in lines for run in (*line, Run(" ")))[:-1]
        yield Piece(Kind.HEADING, text, int(token.tag[1]), self.line(token))

    def paragraph(self, inline: Token) -> Iterator[Piece]:
        line = self.line(inline)
        if self.lists:
            kind, level = Kind.ITEM, self.lists - 1 + (not self.fresh)
            lines = [_joined(_broken(inline))]
            self.fresh = False
        else:
            kind, level = Kind.PARAGRAPH, 0
            lines = _unwrapped(_broken(inline))
        yield from self.pictures(inline)
        for at, text in enumerate(lines):
            if any(run.text.strip() for run in text):
                yield Piece(kind, text, level, line + at, bool(self.quotes))

    def pictures(self, inline: Token) -> Iterator[Piece]:
        for child in inline.children or ():
            if child.type == "image":
                said = str(child.attrs.get("src", ""))
                yield Piece(Kind.PICTURE, (Run(said),), line=self.line(inline))

    def table(self, start: int, end: int) -> Piece:
        cells, row, column = [], -1, 0
        for at in range(start, end):
            token = self.tokens[at]
            if token.type == "tr_open":
                row, column, line = row + 1, 0, self.line(token)
            elif token.type in {"th_open", "td_open"}:
                cells.append(Cell(row, column, _joined(_broken(self.tokens[at + 1])), line=line))
                column += 1
        return Piece(Kind.TABLE, line=self.line(self.tokens[start]), cells=tuple(cells))

    def page(self, token: Token) -> Iterator[Piece]:
        """Yield what stands in HTML within the document."""
        line = self.line(token)
        for comment in _COMMENT.finditer(token.content):
            if said := comment[1].strip():
                at = line + token.content.count("\n", 0, comment.start())
                self.left_out.append(LeftOut(at, "", tuple(said.split("\n")), "comment"))
        rest = _COMMENT.sub("", token.content)
        if rest.strip():
            from bmc_cli.formats.html_reading import pieces_of

            yield from pieces_of(rest, line)


def _broken(inline: Token) -> list[Text]:
    """Return the lines of a text; one that is broken on purpose ends in a newline."""
    lines: list[list[Run]] = [[]]
    strong = slanted = 0
    address = ""
    for child in inline.children or ():
        if child.type in {"strong_open", "strong_close"}:
            strong += child.nesting
        elif child.type in {"em_open", "em_close"}:
            slanted += child.nesting
        elif child.type == "link_open":
            address = str(child.attrs.get("href", ""))
        elif child.type == "link_close":
            address = ""
        elif child.type == "softbreak":
            lines.append([])
        elif child.type == "hardbreak" or _BREAK.fullmatch(child.content):
            lines[-1].append(Run("\n"))
            lines.append([])
        elif child.type in {"text", "text_special", "code_inline"} and child.content:
            is_escaped = child.type == "text_special"
            style = (strong > 0, slanted > 0, address, is_escaped)
            lines[-1].append(Run(child.content, *style))
    return [tuple(line) for line in lines]


def _joined(lines: Sequence[Text]) -> Text:
    """Return ``lines`` as one text, in which only those that are broken on purpose are so."""
    found: list[Run] = []
    for line in lines:
        if found and found[-1].text != "\n" and line:
            found.append(Run(" "))
        found += line
    while found and found[-1].text == "\n":
        found.pop()
    return tuple(found)


def _unwrapped(lines: Sequence[Text]) -> list[Text]:
    """Return the lines of a paragraph, a sentence that goes on below in one."""
    found: list[Text] = []
    for line in lines:
        text = "".join(run.text for run in line)
        if found and _goes_on(found[-1], text):
            found[-1] = (*found[-1], Run(" "), *line)
        else:
            found.append(line)
    return [tuple(run for run in line if run.text != "\n") for line in found]


def _goes_on(line: Text, following: str) -> bool:
    said = "".join(run.text for run in line)
    is_whole = said.endswith(("\n", ".", "!", "?", ":", "。", "：")) or not following[:1].islower()
    return len(said) >= _WRAPPED and not is_whole
