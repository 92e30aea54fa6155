"""What changed between two canvases, to be read elsewhere: in a pull request, or on a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bmc_cli.formats.markdown import escaped

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bmc_cli.words.differences import Line, News, Part, Piece

_MINUS = "\N{MINUS SIGN}"
_CALLS = re.compile(r"@(?=\w)|#(?=\d)|(?<=\bGH)-(?=\d)", re.IGNORECASE)
"""What calls somebody or another thread on GitHub, but for a sign without width behind it."""

_TAGS = {"+": "ins", "-": "del"}


# -- as Markdown


def as_markdown(several: Sequence[News]) -> str:
    """Return it as Markdown for a comment on GitHub, in which no text of a note does anything.

    What came and went is marked by tags: stars and tildes mean nothing beside some letters.
    """
    return "\n\n".join("\n".join(_markdown(news)) for news in several)


def quiet(text: str) -> str:
    """Return one line of text as Markdown that shows it as it is, and calls nobody."""
    return _CALLS.sub(r"\g<0>&#8203;", escaped(text))


def _markdown(news: News) -> Iterator[str]:
    yield from (f"### {quiet(news.heading)}", "", quiet(news.sentence.lstrip()))
    if news.rows:
        yield from ("", _row(news.columns), "|---|--:|--:|---|")
    for title, old, new, shared in news.rows:
        yield _row([title, str(old), str(new), " · ".join(shared)])
    for heading, lines in news.parts:
        yield from ("", f"**{quiet(heading)}**") if heading else ()
        yield ""
        yield from map(_item, lines)


def _item(line: Line) -> str:
    sign = _MINUS if line.sign == "-" else line.sign
    said = "".join(map(_marked, line.pieces))
    # Side by side, what went and what came would read as one word.
    return f"- `{sign}` {said.replace('</del><ins>', '</del> <ins>')}".rstrip()


def _marked(piece: Piece) -> str:
    tag = _TAGS.get(piece.sign)
    return f"<{tag}>{quiet(piece.text)}</{tag}>" if tag else quiet(piece.text)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(quiet, cells))} |"


# -- as a page


def as_html(several: Sequence[News]) -> str:
    """Return it as a page like that of a canvas: it needs nothing from elsewhere, runs nothing."""
    from bmc_cli.formats.html_document import document, node, text_of

    style = text_of("differences.css")
    heading = several[0].heading
    page = [
        node("header", node("h1", heading, class_="title")),
        node("main", *(each for news in several for each in _told(news)), class_="changes"),
    ]
    return document(heading, several[0].language, page, style).rstrip("\n")


def _told(news: News) -> Iterator[Element]:
    from bmc_cli.formats.html_document import node

    yield node("p", news.sentence, class_="sentence")
    yield from [_table(news)] if news.rows else map(_part, news.parts)


def _part(part: Part) -> Element:
    from bmc_cli.formats.html_document import node

    heading = [node("h2", part.heading, class_="name")] if part.heading else []
    items = (node("li", *_inside(line), dir="auto") for line in part.lines)
    return node("section", *heading, node("ul", *items), class_="block")


def _inside(line: Line) -> Iterator[Element | str]:
    from bmc_cli.formats.html_document import node

    names = {"+": "came", "-": "went", "~": "changed"}
    yield node("b", _MINUS if line.sign == "-" else line.sign, class_=names[line.sign])
    yield " "
    for piece in line.pieces:
        tag = _TAGS.get(piece.sign)
        yield node(tag, piece.text) if tag else piece.text


def _table(news: News) -> Element:
    from bmc_cli.formats.html_document import node

    head = node("tr", *(node("th", name, scope="col") for name in news.columns))
    rows = (
        node(
            "tr",
            node("th", title, scope="row"),
            *(node("td", text) for text in (str(old), str(new), " · ".join(shared))),
        )
        for title, old, new, shared in news.rows
    )
    return node("table", node("thead", head), node("tbody", *rows))


Writer = Callable[["Sequence[News]"], str]

WRITERS: Mapping[str, Writer] = {"md": as_markdown, "html": as_html}
"""The formats of a difference for people, by their names."""
