"""Paths that few take: commands within questions, one segment, the same note said in two ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bmc_cli.interview.places import at
from bmc_cli.interview.state import State, Turn
from bmc_cli.interview.steps import Notes
from bmc_cli.interview.walk import begin
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.words.packs import Ask, Kind, Pack
from tests.interview.conversing import ENTER, Talk, canvas, talk
from tests.packs import pack

PAIR = canvas(s1=("Hotels", "Families"))


def said_at(step: int, *replies: str, **state: object) -> Talk:
    return talk(PAIR, step, *replies, **state)


# -- what is asked when


def test_what_was_carried_here_is_not_asked_about_where_there_is_nothing_to_choose() -> None:
    lone = canvas(s1=("Hotels",))
    walked = talk(lone, 1, "/go 9", "Rent", "/move 1 partners", "/go 8", ENTER)
    assert walked.place == "8/ahead"
    assert walked.texts(8) == ["Rent"]


def test_questions_below_a_doubt_stay_as_they_are() -> None:
    asking = said_at(2, "Bread", "zzz", "/for 1 qqq", "1")
    assert asking.place == "2/for/1/what/zzz/for/1,2"
    assert asking.texts(2) == ["Bread", "qqq"]
    assert asking.then("/del 1-2").place == "2"


@pytest.mark.parametrize(
    ("replies", "place"),
    [
        pytest.param(["/kind 1 variable"], "9/close/fixed", id="the next one that is open"),
        pytest.param(["/kind 1 all"], "end", id="none is"),
        pytest.param(["/kind 1", "all"], "end", id="in two replies"),
    ],
)
def test_a_closing_question_that_a_command_answered_is_not_asked_again(
    replies: list[str], place: str
) -> None:
    kinds = {"fixed": Kind("fixed", "", "fixed"), "variable": Kind("variable", "", "variable")}
    asks = (Ask("Which vary?", "variable"), Ask("Which stay?", "fixed"))
    words = with_asks("cost_structure", kinds, asks)
    asking = spoken(words, canvas(s9=("Rent",)), "cost_structure", ENTER)
    assert asking.place == "9/close/variable"
    assert asking.then(*replies).place == place


def with_asks(key: str, kinds: dict[str, Kind], asks: tuple[Ask, ...]) -> Pack:
    """Return the English pack with other kinds and closing questions of a block."""
    words = pack("en")
    block = words.blocks[key]._replace(kinds=kinds, ask=asks)
    return replace(words, blocks={**words.blocks, key: block})


def spoken(words: Pack, canvas: Canvas, key: str, *replies: str) -> Talk:
    """Return what ``replies`` make of a canvas in the words of a pack."""
    return Talk((Turn(State(canvas, words, (Notes(key),))),)).then(*replies)


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("awareness", "4/close/awareness"),
        ("sorts", "4/close/%sorts"),
        ("later", "4/close/%later"),
        ("a/b", "4/close/a%2Fb"),
        ("gap", "4/close/gap"),
        ("new/1", "4/close/new%2F1"),
        ("%sorts", "4/close/%25sorts"),
    ],
)
def test_a_kind_may_have_any_id(kind: str, place: str) -> None:
    asks = (Ask("Which?", kind), Ask("Which come later?", mark="later"))
    words = with_asks("channels", {kind: Kind("Odd", "", kind, ("Shop",))}, asks)
    shop = canvas(s1=("Hotels",), s4=("Shop", "Van"))
    asking = spoken(words, shop, "channels", ENTER)
    assert asking.place == place
    assert asking.asked.question.endswith("Which?")
    again = at(begin(shop, words).state, place)
    assert again.question.asked(again) == asking.asked
    after = asking.then("1")
    assert after.note(4, "Shop").kinds == (kind,)
    assert after.place == "4/close/later"


# -- one note in two ways


def test_more_about_a_note_is_added_to_what_was_said_of_it() -> None:
    after = said_at(2, "Bread", "/detail 1 long story", "/for 1", "tasty", "2")
    assert after.note(2, "Bread").detail == "long story; tasty"
    assert after.said == (after.say("detailed", note="Bread", text="long story; tasty"),)


def test_what_becomes_of_a_note_is_added_to_what_was_said_of_it() -> None:
    after = said_at(1, ENTER, "A: grow", "1: pay less")
    assert after.note(1, "Hotels").outlook == "grow; pay less"
    assert after.said == (after.say("outlook_set", note="Hotels", text="grow; pay less"),)


@pytest.mark.parametrize(
    ("old", "new", "links"),
    [
        (("Hotels",), ("Families",), ("Hotels", "Families")),
        (("Hotels",), EVERY_TARGET, EVERY_TARGET),
        ((), ("Families",), ("Families",)),
        (("Hotels",), (), ("Hotels",)),
    ],
)
def test_in_the_place_of_another_a_note_is_for_whom_either_was(
    old: tuple[str, ...], new: tuple[str, ...], links: tuple[str, ...]
) -> None:
    names = f" [{', '.join(new).replace('all', 'everyone')}]" if new else ""
    shop = canvas(s1=("Hotels", "Families"), s4=(Note("Web shop", links=old, kinds=("purchase",)),))
    after = talk(shop, 4, f"Web shop with pickup{names}", "1")
    assert after.canvas.notes("channels") == (
        Note("Web shop with pickup", links=links, kinds=("purchase",)),
    )


def test_a_list_of_what_is_there_already_adds_nothing() -> None:
    before = said_at(2, "brood", ENTER, "koek", ENTER, "taart", ENTER)
    after = before.then("Brood, koek, taart", "1")
    assert after.texts(2) == ["brood", "koek", "taart"]
    assert after.said == (after.say("several_known"),)
    assert after.place == "2"


def test_a_list_of_which_some_are_there_adds_the_others() -> None:
    after = said_at(2, "brood", ENTER, "brood, koek, taart", "1")
    assert after.texts(2) == ["brood", "koek", "taart"]


# -- short words


@pytest.mark.parametrize("word", ["not", "nie", "bij", "no"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_half_a_word_chooses_nothing_where_it_is_asked_what_was_meant(
    word: str, language: str
) -> None:
    after = said_at(2, "Bread", "zzz", word, language=language)
    assert after.texts(2) == ["Bread"]
    assert after.note(2, "Bread").detail == ""


# -- a page


def test_a_page_that_is_read_over_another_takes_its_place() -> None:
    reading = said_at(2, "/canvas", "canvas")
    assert reading.place == "2/page"
    assert reading.then(ENTER).place == "2"
