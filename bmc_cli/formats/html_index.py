"""The page that leads to the pages of several canvases, each with its canvas in small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree.ElementTree import Element

from bmc_cli.formats.html_document import Link, colour_class, document, link, node, parted

MOST_DOTS = 8
"""Of more notes in a block there is the number."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A note in small: its colour, as ``Sticky.colour`` has it, and whether it is for later."""

    colour: int | None = None
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A canvas in an index: the file of its page, its title, and what is said of it.

    ``about`` has lines of texts that stand apart, ``notes`` the notes of each block by its key.
    """

    file: str
    title: str
    about: Sequence[Sequence[str]]
    notes: Mapping[str, Sequence[Dot]]


def index(title: str, language: str, entries: Sequence[Entry], below: str = "") -> str:
    """Return the page; ``below`` is what is said at its end."""
    items = (
        node(
            "li",
            _map(entry.notes),
            node("h2", link(Link(quote(entry.file), entry.title))),
            *(node("p", *parted(line)) for line in entry.about),
        )
        for entry in entries
    )
    heading = node("header", node("h1", title, class_="title"))
    said = [node("p", below, class_="closing")] if below else []
    main = node("main", node("ul", *items, class_="index"), *said)
    return document(title, language, [heading, main])


def _map(notes: Mapping[str, Sequence[Dot]]) -> Element:
    """Return the nine blocks with a dot for each of their notes, or their number.

    Beside a number there is a dot of each colour.
    """
    cells = (node("span", *_content(dots), class_=f"cell {key}") for key, dots in notes.items())
    return node("div", *cells, class_="map", aria_hidden="true")


def _content(dots: Sequence[Dot]) -> Sequence[Element | str]:
    if len(dots) <= MOST_DOTS:
        return [_dot(each) for each in dots]
    colours = dict.fromkeys(dot.colour for dot in dots if dot.colour is not None)
    return [str(len(dots)), *(_dot(Dot(colour)) for colour in sorted(colours)[:MOST_DOTS])]


def _dot(dot: Dot) -> Element:
    names = ["dot"]
    names += [f"letter {colour_class(dot.colour)}"] if dot.colour is not None else []
    return node("i", class_=" ".join([*names, *["later"] * dot.is_later]))
