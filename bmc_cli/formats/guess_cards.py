"""Cards of what to test, to print and cut apart: four on a sheet, with room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from bmc_cli.drawing.hang import LINE, SMALL
from bmc_cli.drawing.measure import bold_em, em
from bmc_cli.drawing.sheets import POINT, Paper
from bmc_cli.drawing.wrap import wrap
from bmc_cli.formats.html_document import document, node, text_of, written

if TYPE_CHECKING:
    from bmc_cli.words.guess_cards import Field, GuessCard

ACROSS, DOWN = 2, 2
"""How many cards are on a sheet."""

_TYPE = 10.0  # points of the type on A4
_PAD = 8.0  # millimetres from the edge of a card of A4 to what is on it
_SPARE = 0.99  # of a card's height: browsers round
_CLAIM = 1.35  # type size of what is claimed, in em
_BESIDE = 1.5  # em between the two ways
_RULED = 2.1  # em from one line to write on to the next: a hand writes larger
_FOOT = 3.4  # em at the bottom of a card: how sure one is, and whose card it is
_MOST_RULED = 5
_AROUND = 4.4 + _FOOT  # em of a card that neither texts nor lines take, its labels among them
_SIZES = (1.0, 0.85, 0.7)
"""In how large type a card is tried; one with more to say is higher than the others."""


class _Laid(NamedTuple):
    """A card in its type size, and how many lines to write on each field without a text has."""

    card: GuessCard
    size: float
    ruled: int


def write(cards: Sequence[GuessCard], paper: Paper, title: str, language: str) -> str:
    """Return ``cards`` as a page that prints on ``paper``, at the end of each the ``title``."""
    made = [_card(_laid(each, paper), title) for each in cards]
    on_one = ACROSS * DOWN
    sheets = (
        node("section", *made[at : at + on_one], class_="cut-sheet")
        for at in range(0, len(made), on_one)
    )
    main = node("main", *sheets, class_="to-cut")
    own = text_of("guess_cards.css")
    return document(title, language, [main], f"{own}{_sizes(paper)}", {"generator": "bmc"})


def _sizes(paper: Paper) -> str:
    """Return what the style must know of the paper."""
    high = paper.height / DOWN * _SPARE
    sizes = {
        "type": f"{_TYPE * paper.scale:.2f}pt",
        "high": f"{high:.2f}mm",
        "edge": f"{_PAD * paper.scale:.2f}mm",
        "claim": f"{_CLAIM}em",
        "ruled": f"{_RULED}em",
        "beside": f"{_BESIDE}em",
        "foot": f"{_FOOT}em",
    }
    root = " ".join(f"--{name}: {value};" for name, value in sizes.items())
    size = f"{paper.width}mm {paper.height}mm"
    return f":root {{ {root} }}\n@page {{ size: {size}; margin: 0; }}\n"


def _laid(card: GuessCard, paper: Paper) -> _Laid:
    """Return a card in the largest type with which it has a line to write on for all it asks."""
    unit = _TYPE * paper.scale * POINT
    wide = (paper.width / ACROSS - 2 * _PAD * paper.scale) / unit
    high = (paper.height / DOWN * _SPARE - 2 * _PAD * paper.scale) / unit
    for size in _SIZES:
        for ruled in range(_MOST_RULED, 0, -1):
            if _height(card, wide / size, ruled) * size <= high:
                return _Laid(card, size, ruled)
    return _Laid(card, _SIZES[-1], 1)


def _height(card: GuessCard, wide: float, ruled: int) -> float:
    """Return the em that a card is high which is ``wide`` em inside, with so many ruled lines."""

    def answer(field: Field, inside: float) -> float:
        return len(wrap(field.text, inside, em)) * LINE if field.text else ruled * _RULED

    claim = len(wrap(card.claim, wide / _CLAIM, bold_em)) * _CLAIM
    head = len(wrap(f"{card.place} {card.why}", wide / SMALL - _BESIDE, em)) * SMALL
    ways = max(answer(each, (wide - _BESIDE) / 2) for each in card.ways)
    return (claim + head) * LINE + ways + answer(card.learned, wide) + _AROUND


def _card(laid: _Laid, title: str) -> Element:
    card = laid.card
    small = f" size-{_SIZES.index(laid.size)}"
    sure = (_sure(said, is_so=is_so) for said, is_so in card.sure)
    return node(
        "article",
        node("p", node("span", card.place), " ", node("span", card.why), class_="whence"),
        written("h1", card.claim),
        node("div", *(_field(each, laid.ruled) for each in card.ways), class_="ways"),
        _field(card.learned, laid.ruled),
        node(
            "div",
            node("p", node("span", card.sure_label, class_="label"), *sure, class_="sure"),
            written("p", title, class_="of"),
            class_="end",
        ),
        class_=f"to-test{small}",
    )


def _field(field: Field, ruled: int) -> Element:
    return node("div", node("p", field.label, class_="label"), *_answer(field, ruled))


def _answer(field: Field, ruled: int) -> Iterator[Element]:
    if field.text:
        yield written("p", field.text, class_="said-so")
        return
    for _ in range(ruled):
        yield node("div", class_="ruled")


def _sure(said: str, *, is_so: bool) -> Element:
    cross = "×" if is_so else "\N{NO-BREAK SPACE}"  # an empty box stands on another line
    return node("span", node("span", cross, class_="box"), " ", said, class_="one")
