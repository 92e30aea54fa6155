"""The story and the findings on cards: the same notes, under what they are to a segment."""

from __future__ import annotations

import pytest

from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.words import findings, telling
from bmc_cli.words.chapter import Card, Item
from tests.packs import pack

FAMILIES, HOTELS, OFFICES = Note("Families"), Note("Hotels"), Note("Offices", later=True)
BOTH = {
    "customer_segments": (FAMILIES, HOTELS, OFFICES),
    "value_propositions": (
        Note("Bread", links=("Families", "Hotels")),
        Note("Cake", links=("Hotels",), later=True),
    ),
    "channels": (
        Note("Shop", links=("Families",), kinds=("awareness", "purchase")),
        Note("Van", links=("Families",), kinds=("delivery",)),
        Note("Fair", links=("Hotels",)),
    ),
    "revenue_streams": (Note("Sale", links=("Families",), outlook="Grows"),),
    "key_activities": (Note("Baking", links=("Bread",)),),
    "cost_structure": (Note("Rent"),),
}


def story_cards(canvas: Canvas) -> dict[str, Card]:
    return {card.heading: card for card in telling.chapter_of(canvas, pack("en")).cards()}


def rows(card: Card) -> dict[str, list[str]]:
    return {row.label: [item.text for item in row.items] for row in card.rows}


def test_what_is_still_to_be_found_out_has_a_card_of_its_own() -> None:
    offer = Note("Bread", links=("Families",), test="Ask 20 of them")
    blocks = {"customer_segments": (FAMILIES,), "value_propositions": (offer,)}
    card = story_cards(Canvas(blocks=blocks))["What we still have to find out"]
    assert rows(card) == {
        "Is it so?": ["Families", "Bread"],
        "How": ["\u201cBread\u201d: Ask 20 of them"],
    }


def test_a_segment_has_a_row_for_all_that_it_meets_and_for_what_is_open() -> None:
    card = story_cards(Canvas(blocks=BOTH))["Families"]
    assert card.place == 0
    assert rows(card) == {
        "Offer": ["Bread"],
        "Hear": ["Shop"],
        "Weigh up": ["still open"],
        "Buy": ["Shop"],
        "Get": ["Van"],
        "After": ["still open"],
        "Contact": ["still open"],
        "Pays": ["Sale"],
    }
    assert list(rows(card)) == [
        "Offer",
        "Hear",
        "Weigh up",
        "Buy",
        "Get",
        "After",
        "Contact",
        "Pays",
    ]
    assert card.rows[2].items == (Item("still open", level="gap"),)


def test_phases_in_which_a_segment_meets_the_same_are_one_row() -> None:
    kinds = ("awareness", "evaluation", "after_sales")
    shop = Note("Shop", links=("Families",), kinds=kinds)
    card = story_cards(Canvas(blocks={**BOTH, "channels": (shop,)}))["Families"]
    assert list(rows(card)) == ["Offer", "Hear, weigh up", "Buy", "After", "Contact", "Pays"]
    assert rows(card)["Hear, weigh up"] == ["Shop"]


def test_a_channel_that_does_nothing_by_name_is_one_they_are_reached_through() -> None:
    assert rows(story_cards(Canvas(blocks=BOTH))["Hotels"])["Through"] == ["Fair"]


def test_what_it_takes_and_what_comes_say_for_which_segments() -> None:
    cards = story_cards(Canvas(blocks=BOTH))
    assert cards["What it takes"].rows[0] == ("Activities", (Item("Baking", (0, 1)),))
    later = cards["Later"]
    assert rows(later) == {
        "Segments": ["Offices"],
        "Value": ["Cake"],
        "Ahead": ["“Sale”: Grows"],
    }
    assert later.rows[1].items == (Item("Cake", (1,)),)


def test_what_is_missing_is_told_by_block_and_note() -> None:
    loose = {**BOTH, "customer_relationships": (Note("Chat"), Note("Phone", links=("Hotels",)))}
    card = story_cards(Canvas(blocks=loose))["What is still missing"]
    assert rows(card) == {"Empty": ["Key Resources", "Key Partners"], "For whom?": ["Chat"]}


def test_one_segment_has_no_letter() -> None:
    canvas = Canvas(blocks={**BOTH, "customer_segments": (FAMILIES,)})
    cards = story_cards(canvas)
    assert cards["Families"].place is None
    assert cards["What it takes"].rows[0].items == (Item("Baking"),)


def test_a_segment_that_only_later_has_anything_says_so() -> None:
    notes = {
        "customer_segments": (FAMILIES, HOTELS),
        **{
            key: (Note("Soon", links=("Hotels",), later=True),)
            for key in ("value_propositions", "customer_relationships", "channels")
        },
        "revenue_streams": (Note("Fee", links=("Hotels",), later=True),),
    }
    card = story_cards(Canvas(blocks=notes))["Hotels"]
    assert rows(card) == {"": ["What we do for them starts later."]}


def test_findings_of_one_segment_stand_on_its_card_the_others_by_block() -> None:
    chapter = findings.chapter_of(Canvas(blocks=BOTH), pack("en"))
    cards = chapter.cards()
    places = [card.place for card in cards]
    assert places == sorted(places, key=lambda place: (place is None, place or 0))
    assert {card.heading for card in cards if card.place is not None} <= {"Families", "Hotels"}
    told = [item.text for card in cards for row in card.rows for item in row.items]
    items = [item.partition(": ")[2] for part in chapter.parts for item in part.items]
    assert sorted(told) == sorted(items)
    assert {item.level for card in cards for row in card.rows for item in row.items} <= {
        *("error", "warning", "advice")
    }


@pytest.mark.parametrize("canvas", [Canvas(), Canvas(blocks={"channels": (Note("A"),)})])
def test_without_segments_to_tell_apart_findings_are_by_block(canvas: Canvas) -> None:
    chapter = findings.chapter_of(canvas, pack("nl"))
    headings = [part.heading for part in chapter.parts if part.heading]
    assert [card.heading for card in chapter.cards()] == headings
