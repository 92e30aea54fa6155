"""What follows a canvas on its page: the story and the findings, on cards with headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from bmc_cli.drawing import hang
from bmc_cli.drawing.direction import direction
from bmc_cli.formats.html_document import letter, node, written
from bmc_cli.formats.html_text import ended

if TYPE_CHECKING:
    from bmc_cli.view import Segment
    from bmc_cli.words.chapter import Card, Chapter, Item, Part

_MANY = 8  # items of a card that is for no one segment: of more it is as broad as the page
_SHEET = 24  # items that have room on one sheet, whichever they are


def section(chapter: Chapter, at: int, segments: Sequence[Segment]) -> Element:
    """Return a chapter: its cards, or its paragraphs where it has none.

    ``segments`` are those that have letters on the canvas.
    """
    title = written("h2", chapter.title)
    made = node("section", title, class_="chapter", id=f"chapter-{at}")
    cards = chapter.cards()
    if not cards:
        for part in chapter.parts:
            made.extend(_part(part))
        return made
    made.extend(written("p", each, class_="opening") for each in chapter.opening)
    made.append(node("div", *(_card(each, segments) for each in cards), class_="cards"))
    return made


def _part(part: Part) -> Iterator[Element]:
    if part.heading:
        yield written("h3", part.heading)
    yield from (written("p", paragraph) for paragraph in part.paragraphs)
    if part.items:
        yield node("ul", *(written("li", item) for item in part.items))


def _card(card: Card, segments: Sequence[Segment]) -> Element:
    lettered = [letter(segments[card.place])] if card.place is not None and segments else []
    heading = node("h3", *lettered, " " * len(lettered), written("span", card.heading))
    count = sum(len(row.items) for row in card.rows)
    made = node("div", heading, class_=" ".join(["card", *_size(card, count)]))
    named = [row for row in card.rows if row.label]
    if named:
        pairs = (
            node(
                "div",
                node("dt", row.label),
                *(_item("dd", item, segments) for item in row.items),
                **{"class_": "long"} if len(row.items) > _MANY else {},
            )
            for row in named
        )
        made.append(node("dl", *pairs))
    rest = [item for row in card.rows if not row.label for item in row.items]
    if rest:
        made.append(node("ul", *(_item("li", item, segments) for item in rest)))
    return made


def _size(card: Card, count: int) -> Iterator[str]:
    """Yield what is to be known of a card with so many items, in words of the style."""
    if card.place is None and count > _MANY:
        yield "broad"
    if count > _SHEET:
        yield "long"


def _item(tag: str, item: Item, segments: Sequence[Segment]) -> Element:
    word = [node("span", item.word, class_=f"level {item.level}")] * bool(item.word)
    places = item.places if segments else ()
    chips = [letter(segments[place]) for place in places]
    sizes = [hang.chip(segments[place]) for place in places]
    is_turned = direction(item.text) == "rtl"  # its last word is not at the side of the chips
    text, tags = ended(item.text, chips, [] if is_turned else sizes, is_first=not word)
    made = node(tag, *word, " " * len(word), node("bdi", *text), *tags)
    if item.level and not item.word:
        made.set("class", item.level)
    return made
