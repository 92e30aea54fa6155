"""Whole interviews as people hold them: what they say in, a canvas out, and how much was asked."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bmc_cli.interview.places import place_of
from bmc_cli.interview.senses import Sense, sense_of
from bmc_cli.interview.state import Reply
from bmc_cli.interview.walk import begin, turn
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.interview.conversing import KEYS
from tests.packs import pack


class Line(NamedTuple):
    """A line that somebody types at a question.  ``mends``: to mend a slip of their own."""

    at: str
    text: str
    mends: bool = False


class Pace(NamedTuple):
    """How much was asked: lines that were answers, all lines, and answered closing questions."""

    answered: int
    entered: int
    closing: int


def held(language: str, lines: list[Line]) -> tuple[Canvas, Pace]:
    """Hold an interview; return the canvas and the pace.  Each line is at the place it names."""
    state = begin(Canvas(), pack(language)).state
    answered = entered = closing = 0
    for line in lines:
        assert place_of(state) == line.at, line
        made = turn(state, Reply(line.text))
        state = made.state
        if line.mends or line.at.startswith("end"):
            continue
        count = line.text.count("\n") + 1
        entered += count
        nothing = {Sense.NOBODY, Sense.UNSURE, Sense.DONE}
        if not line.text or (sense_of(line.text) in nothing and not _gives(line.at)):
            continue  # a word of nothing where Enter would do counts as Enter
        if _is_closing(line.at):
            closing += count
        else:
            answered += count
    return state.canvas, Pace(answered, entered, closing)


def _gives(place: str) -> bool:
    """Whether a word of nothing says more than Enter there."""
    return _is_closing(place)


def _is_closing(place: str) -> bool:
    return any(f"/{sort}/" in place for sort in ("close", "gap", "new"))


def notes_of(canvas: Canvas) -> list[Note]:
    return [note for notes in canvas.blocks.values() for note in notes]


OFFICE, RUNNERS, OLD = (
    "Kantoorwerkers met nekklachten",
    "Hardlopers met een blessure",
    "ouderen die thuis willen blijven wonen",
)
TRAINED = (
    "ik ben gespecialiseerd in hardlopers en heb daar ook een opleiding voor gedaan in 2019"
    " bij het NPi"
)
COURSES = "misschien cursussen geven aan bedrijven"

PHYSIOTHERAPIST = [
    Line("title", "fysio lotus"),
    Line("author", ""),
    Line("1", "/title Fysio Lotus", mends=True),
    Line("1", OFFICE),
    Line("1", "hardlopers"),
    Line("1", RUNNERS),
    Line("1/like/3,2", "1"),
    Line("1", OLD),
    Line("1", ""),
    Line("1/ahead", "ouderen worden er steeds meer"),
    Line("1/ahead", "ja"),
    Line("1/ahead", "thuiswerkers misschien"),
    Line("1/ahead/what/thuiswerkers misschien", "+"),
    Line("1/ahead", ""),
    Line("2", "Binnen een week een afspraak"),
    Line("2/for/1", "nekklachten en hardlopers"),
    Line("2", "Behandeling bij je thuis"),
    Line("2/for/2", "de ouderen"),
    Line("2", TRAINED),
    Line("2/for/3", "hardlopers"),
    Line("2", ""),
    Line("2/ahead", ""),
    Line("3", "Persoonlijk gesprek"),
    Line("3/for/1", "iedereen"),
    Line("3", "app met oefeningen"),
    Line("3/for/2", "niet voor ouderen"),
    Line("3", ""),
    Line("4", "huisarts verwijst door"),
    Line("4/for/1", "weet ik niet"),
    Line("4", "Website\npraktijk in de wijk\nbij je thuis"),
    Line("4/for/2,3,4", "iedereen"),
    Line("4/for/3,4", "A en B"),
    Line("4/for/4", "ouderen"),
    Line("4", ""),
    Line("4/close/awareness", "huisarts en de website"),
    Line("4/close/evaluation", ""),
    Line("4/close/purchase", "website"),
    Line("4/close/delivery", "praktijk, thuis"),
    Line("4/close/after_sales", "geen"),
    Line("4/ahead", ""),
    Line("5", "Verzekeraar betaalt"),
    Line("5/for/1", "iedereen"),
    Line("5", "Strippenkaart"),
    Line("5/for/2", "hardlopers"),
    Line("5", ""),
    Line("5/close/recurring", ""),
    Line("5/ahead", COURSES),
    Line(f"5/ahead/what/{COURSES}", "later"),
    Line("5/ahead", ""),
    Line("6", "Zorgverzekeraars"),
    Line("6/for/1", "oeps dat is een partner", mends=True),
    Line("6/for/1/what/oeps dat is een partner", "1", mends=True),
    Line("6", "Behandelen"),
    Line("6/for/1", "alles"),
    Line("6", "administratie :("),
    Line("6/for/2", "geen"),
    Line("6", ""),
    Line("7", "ikzelf"),
    Line("7/for/1", "alle drie"),
    Line("7", "de praktijkruimte"),
    Line("7/for/2", "alles"),
    Line("7", "mijn diploma's"),
    Line("7/for/3", "alles"),
    Line("7", ""),
    Line("7/close/later", ""),
    Line("7/ahead", ""),
    Line("8", "Huisartsen"),
    Line("8/for/2", "brengen klanten"),
    Line("8/for/2", "huisarts"),
    Line("8", ""),
    Line("8/for/1", "weet ik niet"),
    Line("8", ""),
    Line("8/ahead", ""),
    Line("9", "Huur"),
    Line("9/for/1", "praktijk"),
    Line("9/for/1/which/praktijk", "1"),
    Line("9", "pensioen"),
    Line("9/for/2", "nvt"),
    Line("9", ""),
    Line("9/close/variable", ""),
    Line("end", "hoe ziet het eruit?"),
    Line("end/page", ""),
    Line("end", ""),
]

BUDGET, GREEN, GRAND = "parents on a budget", "eco-conscious parents", "grandparents"

WEB_SHOP = [
    Line("title", "Second Start"),
    Line("author", "Joan"),
    Line("1", BUDGET),
    Line("1", GREEN),
    Line("1", GRAND),
    Line("1", ""),
    Line("1/ahead", "grandparents will buy online too"),
    Line("1/ahead", ""),
    Line("2", "Checked baby clothes at half the price"),
    Line("2/for/1", "both kinds of parents"),
    Line("2", "Gift boxes by age"),
    Line("2/for/2", "grandparents"),
    Line("2", ""),
    Line("2/ahead", ""),
    Line("3", "Help by chat"),
    Line("3/for/1", "everyone"),
    Line("3", "Club of swapping parents"),
    Line("3/for/2", "all but grandparents"),
    Line("3", ""),
    Line("4", "Own web site"),
    Line("4/for/1", "everyone"),
    Line("4", "Posts of young families"),
    Line("4/for/2", "the first two"),
    Line("4", "Parcel service"),
    Line("4/for/3", "nobody yet"),
    Line("4", ""),
    Line("4/close/awareness", "posts"),
    Line("4/close/evaluation", "the site"),
    Line("4/close/purchase", "1"),
    Line("4/close/delivery", "parcel"),
    Line("4/close/after_sales", "none"),
    Line("4/ahead", ""),
    Line("5", "Sale of clothes"),
    Line("5/for/1", "A and B"),
    Line("5", "Gift subscription"),
    Line("5/for/2", "C"),
    Line("5", ""),
    Line("5/close/recurring", "subscription"),
    Line("5/close/dynamic_price", "none"),
    Line("5/close/sorts", "y"),
    Line("5/ahead", ""),
    Line("6", "Checking and washing"),
    Line("6/for/1", "both"),
    Line("6", "Buying in"),
    Line("6/for/2", "everything"),
    Line("6", ""),
    Line("7", "Stock of 2,000 pieces"),
    Line("7/for/1", "both"),
    Line("7", "Photo corner"),
    Line("7/for/2", "clothes"),
    Line("7", ""),
    Line("7/close/later", "photo corner"),
    Line("7/ahead", ""),
    Line("8", "Nurseries"),
    Line("8/for/1", "buying in"),
    Line("8", "Parcel company"),
    Line("8/for/2", "parcel service"),
    Line("8", ""),
    Line("8/ahead", ""),
    Line("9", "Rent of the store room"),
    Line("9/for/1", "stock"),
    Line("9", "Postage"),
    Line("9/for/2", "parcel service"),
    Line("9", ""),
    Line("9/close/variable", "postage"),
    Line("end", ""),
]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        pytest.param("nl", PHYSIOTHERAPIST, id="a physiotherapist"),
        pytest.param("en", WEB_SHOP, id="a web shop"),
    ],
)
def test_little_is_asked(language: str, lines: list[Line]) -> None:
    canvas, pace = held(language, lines)
    notes = len(notes_of(canvas))
    assert 20 <= notes <= 25
    assert pace.answered <= 2.2 * notes
    assert pace.entered <= 3.3 * notes
    assert pace.closing <= 10


def test_the_canvas_of_the_physiotherapist() -> None:
    canvas, _ = held("nl", PHYSIOTHERAPIST)
    assert canvas.title == "Fysio Lotus"
    younger = (OFFICE, RUNNERS, "thuiswerkers misschien")
    everything = EVERY_TARGET
    assert {key: canvas.notes(key) for key in KEYS.values()} == {
        "customer_segments": (
            Note(OFFICE),
            Note(RUNNERS),
            Note(OLD, outlook="worden er steeds meer"),
            Note("thuiswerkers misschien", later=True),
        ),
        "value_propositions": (
            Note("Binnen een week een afspraak", links=(OFFICE, RUNNERS)),
            Note("Behandeling bij je thuis", links=(OLD,)),
            Note(TRAINED, links=(RUNNERS,)),
        ),
        "customer_relationships": (
            Note("Persoonlijk gesprek", links=everything),
            Note("app met oefeningen", links=younger),
        ),
        "channels": (
            Note("huisarts verwijst door", kinds=("awareness",)),
            Note("Website", links=everything, kinds=("awareness", "purchase")),
            Note("praktijk in de wijk", links=(OFFICE, RUNNERS), kinds=("delivery",)),
            Note("bij je thuis", links=(OLD,), kinds=("delivery",)),
        ),
        "revenue_streams": (
            Note("Verzekeraar betaalt", links=everything),
            Note("Strippenkaart", links=(RUNNERS,)),
            Note(COURSES, later=True),
        ),
        "key_activities": (Note("Behandelen", links=everything), Note("administratie :(")),
        "key_resources": tuple(
            Note(text, links=everything)
            for text in ("ikzelf", "de praktijkruimte", "mijn diploma's")
        ),
        "key_partners": (
            Note("Zorgverzekeraars"),
            Note("Huisartsen", "brengen klanten", ("huisarts verwijst door",)),
        ),
        "cost_structure": (Note("Huur", links=("de praktijkruimte",)), Note("pensioen")),
    }


def test_the_canvas_of_the_web_shop() -> None:
    canvas, _ = held("en", WEB_SHOP)
    assert (canvas.title, canvas.author) == ("Second Start", "Joan")
    parents, clothes = (BUDGET, GREEN), "Checked baby clothes at half the price"
    everything = EVERY_TARGET
    assert {key: canvas.notes(key) for key in KEYS.values()} == {
        "customer_segments": (
            Note(BUDGET),
            Note(GREEN),
            Note(GRAND, outlook="will buy online too"),
        ),
        "value_propositions": (
            Note(clothes, links=parents),
            Note("Gift boxes by age", links=(GRAND,)),
        ),
        "customer_relationships": (
            Note("Help by chat", links=everything),
            Note("Club of swapping parents", links=parents),
        ),
        "channels": (
            Note("Own web site", links=everything, kinds=("evaluation", "purchase")),
            Note("Posts of young families", links=parents, kinds=("awareness",)),
            Note("Parcel service", kinds=("delivery",)),
        ),
        "revenue_streams": (
            Note("Sale of clothes", links=parents, kinds=("one_off", "fixed_price", "sale")),
            Note(
                "Gift subscription",
                links=(GRAND,),
                kinds=("recurring", "fixed_price", "subscription"),
            ),
        ),
        "key_activities": (
            Note("Checking and washing", links=everything),
            Note("Buying in", links=everything),
        ),
        "key_resources": (
            Note("Stock of 2,000 pieces", links=everything),
            Note("Photo corner", links=(clothes,), later=True),
        ),
        "key_partners": (
            Note("Nurseries", links=("Buying in",)),
            Note("Parcel company", links=("Parcel service",)),
        ),
        "cost_structure": (
            Note("Rent of the store room", links=("Stock of 2,000 pieces",), kinds=("fixed",)),
            Note("Postage", links=("Parcel service",), kinds=("variable",)),
        ),
    }


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(
            [Line("1", "/go 5"), Line("5", "/go 1"), Line("1", GRAND)],
            GRAND,
            id="to step 5 and back",
        ),
        pytest.param(
            [
                Line("1", "what did I say in step 1?"),
                Line("1/word/what did I say in step 1?", "2"),
                Line("1/page", ""),
                Line("1", GRAND),
            ],
            GRAND,
            id="what did I say",
        ),
    ],
)
def test_she_looks_around_and_goes_on(lines: list[Line], said: str) -> None:
    begun = [Line("title", "Second Start"), Line("author", ""), Line("1", BUDGET)]
    canvas, _ = held("en", [*begun, *lines])
    assert [note.text for note in canvas.notes("customer_segments")] == [BUDGET, said]
