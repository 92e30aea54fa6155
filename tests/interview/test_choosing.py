"""Choosing from a list: by signs, by a name, or by a start of it."""

from __future__ import annotations

import pytest

from bmc_cli.interview.choosing import Choice, kind_choices, link_choices
from bmc_cli.interview.understanding import NoChoice, chosen, chosen_links
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.packs import pack

LETTERS = [
    Choice("A", "Families", "Families"),
    Choice("B", "Hotels", "Hotels"),
    Choice("C", "Hotel chains", "Hotel chains"),
]
NUMBERS = [Choice(str(at), f"Kind {at}", f"kind_{at}") for at in range(1, 13)]
CANVAS = Canvas(
    blocks={
        "customer_segments": (Note("Families"), Note("Two\nlines", later=True)),
        "value_propositions": (Note("Bread box"),),
        "key_activities": (Note("Baking"), Note("Rounds")),
        "key_resources": (Note("Oven"),),
        "key_partners": (Note("Miller"),),
    }
)


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        pytest.param("customer_segments", [], id="segments are for nothing"),
        pytest.param(
            "channels",
            [
                Choice("A", "Families", "Families", "1.1"),
                Choice("B", "Two lines", "Two\nlines", "1.2"),
            ],
            id="segments by letter, on one line",
        ),
        pytest.param(
            "key_activities", [Choice("1", "Bread box", "Bread box", "2.1")], id="propositions"
        ),
        pytest.param(
            "key_partners",
            [
                Choice("1", "Baking", "Baking", "6.1"),
                Choice("2", "Rounds", "Rounds", "6.2"),
                Choice("3", "Oven", "Oven", "7.1"),
            ],
            id="activities and resources, counted on",
        ),
        pytest.param(
            "cost_structure",
            [
                Choice("1", "Baking", "Baking", "6.1"),
                Choice("2", "Rounds", "Rounds", "6.2"),
                Choice("3", "Oven", "Oven", "7.1"),
                Choice("4", "Miller", "Miller", "8.1"),
            ],
            id="and partners",
        ),
    ],
)
def test_what_a_note_may_be_for(key: str, choices: list[Choice]) -> None:
    assert link_choices(CANVAS, key) == choices


@pytest.mark.parametrize(
    ("language", "shown"),
    [pytest.param("en", "after-sales", id="en"), pytest.param("nl", "nazorg", id="nl")],
)
def test_a_kind_is_shown_in_the_language_and_kept_by_its_id(language: str, shown: str) -> None:
    choices = kind_choices(pack(language), "channels")
    assert [choice.label for choice in choices] == list("12345")
    assert choices[4] == Choice(
        "5", shown, "after_sales", hint=pack(language).blocks["channels"].kinds["after_sales"].hint
    )


def test_segments_have_no_kinds() -> None:
    assert kind_choices(pack("en"), "customer_segments") == []


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        pytest.param("A", ("Families",), id="a sign"),
        pytest.param(" b ", ("Hotels",), id="small, with blanks"),
        pytest.param("B A", ("Hotels", "Families"), id="in the order of the answer"),
        pytest.param("A, b; C+a", ("Families", "Hotels", "Hotel chains"), id="any marks between"),
        pytest.param("CAB", ("Hotel chains", "Families", "Hotels"), id="run together"),
        pytest.param("HOTELS", ("Hotels",), id="a name"),
        pytest.param("hotel c", ("Hotel chains",), id="a start of a name"),
    ],
)
def test_an_answer_chooses(answer: str, values: tuple[str, ...]) -> None:
    assert chosen(answer, LETTERS) == values


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        pytest.param("12", ("kind_12",), id="a number that is there"),
        pytest.param("34", ("kind_3", "kind_4"), id="one that is not: its digits"),
        pytest.param("1 2", ("kind_1", "kind_2"), id="apart"),
        pytest.param("kind 1", ("kind_1",), id="a whole name goes before longer ones"),
    ],
)
def test_numbers_of_two_digits(answer: str, values: tuple[str, ...]) -> None:
    assert chosen(answer, NUMBERS) == values


@pytest.mark.parametrize("answer", ["D", "A D", "AD", "hotel", "Schools", "Families Hotels"])
def test_what_is_on_no_list_is_named(answer: str) -> None:
    with pytest.raises(NoChoice) as refused:
        chosen(answer, LETTERS)
    assert refused.value.text == answer


def test_a_text_that_stands_there_twice_is_one_choice() -> None:
    twice = [Choice("1", "Baking", "Baking"), Choice("2", "Baking", "Baking")]
    assert chosen("bak", twice) == ("Baking",)
    assert chosen("1 2", twice) == ("Baking",)


@pytest.mark.parametrize("answer", ["*", " ALL ", "iedereen"])
def test_one_word_chooses_everything(answer: str) -> None:
    assert chosen_links(answer, LETTERS) == EVERY_TARGET


def test_without_that_word_the_links_are_chosen_like_anything() -> None:
    assert chosen_links("a b", LETTERS) == ("Families", "Hotels")
