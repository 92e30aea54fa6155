"""A canvas as a page: one HTML file that needs nothing from elsewhere, and runs nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from bmc_cli.drawing import hang
from bmc_cli.drawing.direction import direction
from bmc_cli.drawing.poster import Panel, Poster, Sticky, poster
from bmc_cli.drawing.sheets import (
    Paper,
    foot,
    form,
    paper_named,
)
from bmc_cli.drawing.spread import spread
from bmc_cli.formats import html_look
from bmc_cli.formats.endings import INDEX
from bmc_cli.formats.html_cards import section
from bmc_cli.formats.html_document import (
    Link,
    colour_class,
    document,
    letter,
    link,
    node,
    parted,
    sign_node,
    spaced,
    written,
)
from bmc_cli.formats.html_text import ended, rooms, words
from bmc_cli.formats.print_style import print_style, screen_style

if TYPE_CHECKING:
    from bmc_cli.formats.endings import Setting
    from bmc_cli.view import View
    from bmc_cli.words.chapter import Chapter
    from bmc_cli.words.notes import Below

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")  # as W3C has it


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
    size, sheets = spread(poster, paper)
    style = "\n".join((*rooms(), screen_style(poster), html_look.style(poster)))
    style = f"{style}\n{print_style(sheets, paper, size)}"
    below = [section(chapter, at, poster.segments) for at, chapter in enumerate(chapters)]
    links = [home] if home else []
    links += [Link(f"#chapter-{at}", chapter.title) for at, chapter in enumerate(chapters)]
    body = [
        *([node("nav", node("ul", *(node("li", link(each)) for each in links)))] * bool(links)),
        node("header", *_heading(poster, "h1")),
        node("main", *html_look.row(poster), _board(poster), *_foot(poster), *below),
    ]
    if len(sheets) == 1:
        return document(poster.title, poster.language, body, style, _known(poster))
    copies = (_sheet(each, at) for at, each in enumerate(sheets))
    body.insert(0, node("div", *copies, class_="sheets", aria_hidden="true"))
    known = _known(poster)
    return document(poster.title, poster.language, body, style, known, class_="several")


def _known(poster: Poster) -> dict[str, str]:
    """Return what is known of a canvas, as a page and the PDF that is made of it tell it."""
    subject = " · ".join(dict.fromkeys((poster.say("export.untitled"), *poster.about)))
    known = {"author": poster.author, "description": subject, "generator": "bmc"}
    if _DATE.fullmatch(poster.date):
        known["dcterms.created"] = poster.date
    return {name: said for name, said in known.items() if said}


# -- the page


def _heading(poster: Poster, tag: str) -> Iterator[Element]:
    yield written(tag, poster.title, class_="title")
    if poster.about:
        yield node("p", *parted(poster.about))
    if poster.fields:
        yield node("p", *(node("span", label) for label in poster.fields), class_="fields")


def _sheet(poster: Poster, at: int) -> Element:
    """Return one of several sheets, to be printed only."""
    board = _board(poster, at, is_copy=True)
    heading = node("div", *_heading(poster, "p" if at else "h1"), class_="heading")
    return node("div", heading, board, *_foot(poster), class_="sheet")


def _foot(poster: Poster) -> list[Element]:
    rows = hang.keys(poster, math.inf)
    found = [node("p", *spaced([*map(_key, row)]), class_="foot keys") for row in rows]
    lines = (node("p", line, class_="foot", lang=poster.language) for line in foot(poster))
    return [*found, *lines]


def _key(key: hang.Key) -> Element:
    """Return what a letter or a sign stands for; on paper only, the row above is the screen's."""
    return node("span", _tag(key.tag), " ", node("span", key.name, class_="small"))


def _tag(tag: hang.Tag) -> Element:
    if tag.sign:
        return sign_node(tag.sign)
    assert tag.segment
    return letter(tag.segment)


def _board(poster: Poster, at: int = 0, *, is_copy: bool = False) -> Element:
    plain = "" if poster.is_lettered else " unlettered"
    board = node("div", class_=f"board sheet-{at}{plain}")
    known = _LANGUAGE.fullmatch(poster.notes_language)
    if known and poster.notes_language != poster.language:
        board.set("lang", poster.notes_language)
    columns = sorted(chain(*poster.bands), key=lambda column: poster.panels[column.keys[0]].number)
    for column in columns:
        blocks = (_block(key, poster.panels[key], poster, is_copy=is_copy) for key in column.keys)
        board.append(node("div", *blocks, class_=f"column {column.keys[0]}-column"))
    return board


def _block(key: str, panel: Panel, poster: Poster, *, is_copy: bool) -> Element:
    name, language = f"block {key}", poster.language
    title = (node("span", f"{panel.number} "), panel.title, node("span", class_="icon"))
    if is_copy:
        block = node("div", node("h2", *title, class_="name", lang=language), class_=name)
    else:
        block = node("section", class_=name, aria_labelledby=f"block-{panel.number}")
        heading = node("h2", *title, class_="name", id=f"block-{panel.number}", lang=language)
        block.append(heading)
    if panel.question:
        block.append(node("p", panel.question, class_="question", lang=language))
    if panel.criteria:
        criteria = (node("li", each) for each in panel.criteria)
        block.append(node("ul", *criteria, class_="criteria", lang=language))
    if panel.notes:
        notes = (_note(note, poster) for note in panel.notes)
        block.append(node("ul", *notes, class_="notes"))
    if panel.more:
        block.append(node("p", panel.more, class_="more", lang=language))
    return block


def _note(note: Sticky, poster: Poster) -> Element:
    own, language = (note.own,) if note.own else (), poster.language
    names = ["note", *(f"for-{each}" for each in html_look.views_of(note, poster))]
    names += [colour_class(note.colour)] if note.colour is not None else []
    names += [name for name, is_so in (("later", note.is_dashed), ("own", note.own)) if is_so]
    side = direction(note.text)
    item = node("li", class_=" ".join(names), **_turned(side))
    item.extend(map(letter, own))
    text, tags = ended(note.text, _tags(note, language), [*hang.tags_of(note)])
    # The space stands within the tags: before them, WeasyPrint breaks the text at odd places.
    item.append(node("p", *text, *tags, class_="text"))
    item.extend(_below(each, language, side) for each in note.below)
    item.extend(node("p", tie, class_="tie", dir="auto", lang=language) for tie in note.ties)
    return item


def _below(below: Below, language: str, side: str) -> Element:
    """Return a text below a note, marked by its word; its class lets a page mark it as well.

    ``side`` is the direction of the note.
    """
    lead = (node("span", below.lead, lang=language), " ") if below.lead else ()
    turned = _turned(direction(below.text), side)
    return node("p", *lead, *words(below.text), class_=f"below {below.name}", **turned)


def _turned(side: str, around: str = "ltr") -> dict[str, str]:
    """Return the attribute of what is written to another side than what is around it."""
    return {} if side == around else {"dir": side}


def _tags(note: Sticky, language: str) -> list[Element]:
    mark = [node("span", note.mark, class_="mark", lang=language)] if note.mark else []
    return [*map(sign_node, note.signs), *mark, *map(letter, note.segments)]
