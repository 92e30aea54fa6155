"""What stands on a card of what to test."""

from __future__ import annotations

import pytest

from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.words.guess_cards import Field, GuessCard, cards_of
from tests.packs import pack

FAMILIES = Note(
    "Families",
    evidence="tested",
    test="Ask 20 parents",
    learned="11 of 20 paid",
    vital=True,
)
CANVAS = Canvas(
    blocks={
        "customer_segments": (FAMILIES, Note("Hotels")),
        "channels": (Note("Shop", links=("Families",)), Note("Van", evidence="proven")),
    }
)
WORDS = {
    "en": (
        ("Customer Segments", "you put it first · 1 note hangs on it"),
        ("How we will find out", "What we will see if it holds", "What we learned"),
        ("How sure now:", "guess", "tested", "proven", "proven wrong"),
    ),
    "nl": (
        ("Klantsegmenten", "jij zet het voorop · 1 briefje hangt ervan af"),
        ("Zo komen we erachter", "Dit zien we als het klopt", "Dit hebben we geleerd"),
        ("Hoe zeker nu:", "aanname", "getest", "bewezen", "klopt niet"),
    ),
}


@pytest.mark.parametrize("language", WORDS)
def test_a_card_says_what_why_how_and_how_sure(language: str) -> None:
    (block, why), (way, seen, learned), (sure, *choices) = WORDS[language]
    assert cards_of(CANVAS, pack(language), 1) == [
        GuessCard(
            f"1.1 {block}",
            "Families",
            why,
            (Field(way, "Ask 20 parents"), Field(seen, "")),
            Field(learned, "11 of 20 paid"),
            sure,
            [(said, said == choices[1]) for said in choices],
        )
    ]


def test_a_guess_has_no_cross_yet() -> None:
    found = cards_of(CANVAS, pack("en"), 9)
    assert [each.claim for each in found] == ["Families", "Hotels", "Shop"]
    assert not any(is_so for _, is_so in found[1].sure)


def test_what_a_terminal_must_not_obey_is_cleaned() -> None:
    hostile = Canvas(blocks={"channels": (Note("A\x1b[2J", test="\x9bB"),)})
    (card,) = cards_of(hostile, pack("en"), 1)
    assert card.claim.isprintable()
    assert card.ways[0].text.isprintable()
