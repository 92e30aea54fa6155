"""A canvas as a page: one HTML file that needs nothing from elsewhere, and runs nothing.

The page is a tree whose texts are escaped where it is written, so no note can be markup.
Its policy (CSP) lets in the one style by its hash, and the icon; there is no script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, tostring

from bmc_cli.drawing import hang
from bmc_cli.drawing.layout import STANDARD, UNITS, Area, areas
from bmc_cli.drawing.palette import PLAIN, SHADES, UNLETTERED
from bmc_cli.drawing.poster import Panel, Poster, Sticky, poster
from bmc_cli.drawing.sheets import (
    Paper,
    foot,
    form,
    paper_named,
    type_size,
)
from bmc_cli.drawing.spread import sheets as sheets_of
from bmc_cli.formats.print_style import print_style
from bmc_cli.formats.table import INDEX
from bmc_cli.words.chapter import Chapter

if TYPE_CHECKING:
    from bmc_cli.formats.table import Setting
    from bmc_cli.view import Segment, View
    from bmc_cli.words.notes import Below

_STYLES = ("page.css", "print.css")  # on a screen and everywhere; on paper
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_TOGETHER = 5  # letters that are kept on one line
_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 9'>"
    "<path fill='#faf9f6' stroke='#57544d' stroke-width='.6' d='M.5 .5h9v8h-9zM2.3 .5v5.2"
    "M4.1 .5v5.2M5.9 .5v5.2M7.7 .5v5.2M.5 5.7h9M5 5.7v2.8M2.3 3.1h1.8M5.9 3.1h1.8'/></svg>"
)


class Link(NamedTuple):
    """Where a link leads, and what it says."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A canvas in an index: the file of its page, its title, and what is said of it.

    ``counts`` has the number of notes in each block.
    """

    file: str
    title: str
    about: Sequence[str]
    counts: Mapping[str, int]


def write(view: View, setting: Setting) -> str:
    """Return a canvas as a page, or the form to fill in."""
    home = Link(INDEX, setting.home) if setting.home else None
    hung = poster(view, blank=setting.is_blank)
    return page(hung, paper_named(setting.paper), setting.chapters, home)


def page(
    poster: Poster, paper: Paper, chapters: Sequence[Chapter] = (), home: Link | None = None
) -> str:
    """Return ``poster`` as an HTML page that prints on ``paper``, with ``chapters`` below it.

    What does not fit on one sheet has sheets of its own, which the screen does not show.
    """
    poster = form(poster, paper)
    size = type_size(poster, paper)
    sheets = sheets_of(poster, paper, size)
    style = print_style(sheets, paper, size)
    below = [_chapter(chapter, at) for at, chapter in enumerate(chapters)]
    links = [home] if home else []
    links += [Link(f"#chapter-{at}", chapter.title) for at, chapter in enumerate(chapters)]
    body = [
        *([_node("nav", _node("ul", *(_node("li", _link(each)) for each in links)))] * bool(links)),
        _node("header", *_heading(poster, "h1")),
        _node("main", _board(poster), *_foot(poster), *below),
    ]
    if len(sheets) == 1:
        return _document(poster.title, poster.language, style, body)
    copies = (_sheet(each, at) for at, each in enumerate(sheets))
    body.insert(0, _node("div", *copies, class_="sheets", aria_hidden="true"))
    return _document(poster.title, poster.language, style, body, class_="several")


def index(title: str, language: str, entries: Sequence[Entry]) -> str:
    """Return a page that leads to the pages of several canvases."""
    items = (
        _node(
            "li",
            _map(entry.counts),
            _node("h2", _link(Link(quote(entry.file), entry.title))),
            *(_node("p", line) for line in entry.about),
        )
        for entry in entries
    )
    heading = _node("header", _node("h1", title, class_="title"))
    body = [heading, _node("main", _node("ul", *items, class_="index"))]
    return _document(title, language, "", body)


def _document(
    title: str, language: str, style: str, body: Sequence[Element], **attributes: str
) -> str:
    sheets = (Path(__file__).with_name(name).read_text("utf-8") for name in _STYLES)
    style = "".join((_properties(), "\n", *sheets, style))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = _node(
        "head",
        _node("meta", charset="utf-8"),
        _node("meta", http_equiv="Content-Security-Policy", content=policy),
        _node("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _node("title", title),
        _node("link", rel="icon", href=f"data:image/svg+xml,{quote(_ICON)}"),
        _node("style", style),
    )
    html = _node("html", head, _node("body", *body, **attributes), lang=language)
    return f"<!doctype html>\n{tostring(html, encoding='unicode', method='html')}\n"


# -- the style: what Python knows


def _properties() -> str:
    """Return the sizes, colours and places that are not the style's own."""
    sizes = {
        "line-height": f"{hang.LINE}",
        "small": f"{hang.SMALL}em",
        "title": f"{hang.NOTES.title}em",
        "column": f"{hang.COLUMN}em",
        "units": f"{UNITS}",
        "pad": f"{hang.PAD}em",
        "gap": f"{hang.GAP}em",
        "margin": f"{hang.MARGIN}em",
        "lead": f"{hang.LETTER_WIDTH}em",
        "chip": f"{hang.CHIP}em",
    }
    rules = [_rule(":root", sizes)]
    for name, shade in (("note", PLAIN), ("unlettered .note", UNLETTERED)):
        rules.append(_rule(f".{name}", {"paper": shade.paper, "dark-paper": shade.dark_paper}))
    for at, shade in enumerate(SHADES):
        paper_of = {"paper": shade.paper, "dark-paper": shade.dark_paper}
        rules.append(_rule(f".note.s{at}", paper_of))
        rules.append(_rule(f".letter.s{at}", {"sign": shade.ground, "sign-ink": shade.ink}))
    for row, band in enumerate(STANDARD, 1):
        for column in band:
            edges = f"{row} / {column.left + 1} / span 1 / {column.right + 1}"
            rules.append(f".{column.keys[0]}-column {{ grid-area: {edges}; }}")
    for key, area in areas(STANDARD).items():
        rules.append(f".map .{key} {{ grid-area: {_lines(area)}; }}")
    return "\n".join(rules)


def _lines(area: Area) -> str:
    return " / ".join(str(edge + 1) for edge in (area.top, area.left, area.bottom, area.right))


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    said = " ".join(f"--{name}: {value};" for name, value in properties.items())
    return f"{selector} {{ {said} }}"


# -- the page


def _heading(poster: Poster, tag: str) -> Iterator[Element]:
    yield _node(tag, poster.title, class_="title")
    if poster.about:
        yield _node("p", " · ".join(poster.about))
    if poster.fields:
        yield _node("p", *(_node("span", label) for label in poster.fields), class_="fields")


def _sheet(poster: Poster, at: int) -> Element:
    """Return one of several sheets, to be printed only."""
    board = _board(poster, at, is_copy=True)
    heading = _node("div", *_heading(poster, "p"), class_="heading")
    return _node("div", heading, board, *_foot(poster), class_="sheet")


def _foot(poster: Poster) -> list[Element]:
    return [_node("p", line, class_="foot", lang=poster.language) for line in foot(poster)]


def _board(poster: Poster, at: int = 0, *, is_copy: bool = False) -> Element:
    plain = "" if poster.is_lettered else " unlettered"
    board = _node("div", class_=f"board sheet-{at}{plain}")
    known = _LANGUAGE.fullmatch(poster.notes_language)
    if known and poster.notes_language != poster.language:
        board.set("lang", poster.notes_language)
    columns = sorted(chain(*poster.bands), key=lambda column: poster.panels[column.keys[0]].number)
    for column in columns:
        blocks = (
            _block(key, poster.panels[key], poster.language, is_copy=is_copy) for key in column.keys
        )
        board.append(_node("div", *blocks, class_=f"column {column.keys[0]}-column"))
    return board


def _block(key: str, panel: Panel, language: str, *, is_copy: bool) -> Element:
    name = f"block {key}"
    title = (_node("span", f"{panel.number} "), panel.title)
    if is_copy:
        block = _node("div", _node("p", *title, class_="name", lang=language), class_=name)
    else:
        block = _node("section", class_=name, aria_labelledby=f"block-{panel.number}")
        heading = _node("h2", *title, class_="name", id=f"block-{panel.number}", lang=language)
        block.append(heading)
    if panel.question:
        block.append(_node("p", panel.question, class_="question", lang=language))
    if panel.criteria:
        criteria = (_node("li", each) for each in panel.criteria)
        block.append(_node("ul", *criteria, class_="criteria", lang=language))
    if panel.notes:
        notes = (_note(note, language) for note in panel.notes)
        block.append(_node("ul", *notes, class_="notes"))
    if panel.more:
        block.append(_node("p", panel.more, class_="more", lang=language))
    return block


def _note(note: Sticky, language: str) -> Element:
    names = ["note"]
    names += [f"s{note.colour % len(SHADES)}"] if note.colour is not None else []
    names += [name for name, is_so in (("later", note.is_dashed), ("own", note.own)) if is_so]
    item = _node("li", class_=" ".join(names), dir="auto")
    if note.own:
        item.append(_letter(note.own))
    # The space stands within the tags: before them, WeasyPrint breaks the text at odd places.
    item.append(_node("p", note.text, *_tags(note, language), class_="text"))
    item.extend(_below(each, language) for each in note.below)
    return item


def _below(below: Below, language: str) -> Element:
    """Return a text below a note, marked by its word; its class lets a page mark it as well."""
    lead = (_node("span", below.lead, lang=language), " ") if below.lead else ()
    return _node("p", *lead, below.text, class_=f"below {below.name}")


def _tags(note: Sticky, language: str) -> Iterator[Element]:
    mark = [_node("span", note.mark, class_="mark", lang=language)] if note.mark else []
    tags = [*mark, *map(_letter, note.segments)]
    if tags:
        together = {"class_": "together"} if len(tags) <= _TOGETHER else {}
        yield _node("span", *(each for tag in tags for each in (" ", tag)), **together)


def _letter(segment: Segment) -> Element:
    name = f"letter s{segment.place % len(SHADES)}"
    return _node("abbr", segment.letter, class_=name, title=segment.name)


def _chapter(chapter: Chapter, at: int) -> Element:
    section = _node("section", _node("h2", chapter.title), class_="chapter", id=f"chapter-{at}")
    for part in chapter.parts:
        if part.heading:
            section.append(_node("h3", part.heading))
        for paragraph in part.paragraphs:
            section.append(_node("p", paragraph))
        if part.items:
            section.append(_node("ul", *(_node("li", item) for item in part.items)))
    return section


def _map(counts: Mapping[str, int]) -> Element:
    """Return the nine blocks with a dot for each of their notes."""
    cells = (_node("span", "•" * count, class_=key) for key, count in counts.items())
    return _node("div", *cells, class_="map", aria_hidden="true")


def _link(link: Link) -> Element:
    return _node("a", link.text, href=link.href)


def _node(tag: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element with texts and elements in it.

    ``class_`` and the like are named after words of Python; ``aria_label`` is aria-label.
    """
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    node = Element(tag, names)
    last: Element | None = None
    for each in inside:
        if not isinstance(each, str):
            node.append(each)
            last = each
        elif last is None:
            node.text = (node.text or "") + each
        else:
            last.tail = (last.tail or "") + each
    return node
