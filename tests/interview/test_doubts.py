"""Asking back: is it a note, is it another over again, is it several, where does it go?"""

from __future__ import annotations

import pytest

from bmc_cli.interview.state import Effect
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.operations import Carry, Change, Remove
from tests.interview.conversing import ENTER, SEGMENTS, Talk, canvas, talk
from tests.packs import pack

RUNNERS = canvas(s1=("hardlopers",), s4=(Note("App", links=("hardlopers",)),))
INJURED = "Hardlopers met een blessure"
SHOP = canvas(s1=SEGMENTS, s4=("Web shop", Note("Van", links=("Hotels",))), s6=("Bake",))
NONE = [ENTER, "none", "geen", "weet ik niet", "klaar"]


def noted(*replies: str, step: int = 4, **state: object) -> Talk:
    return talk(SHOP, step, *replies, **state)


# -- is it a note?


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("how do I stop this?", "en"),
        ("hoe ziet mijn canvas eruit?", "nl"),
        ("Hotels?", "en"),
        ("help", "en"),
        ("stop", "nl"),
        ("quit", "en"),
        ("terug", "nl"),
        ("back", "en"),
        ("next", "en"),
        ("verder", "nl"),
        ("undo", "en"),
        ("ongedaan", "nl"),
        ("canvas", "en"),
        ("review", "en"),
        ("Stop.", "nl"),
        ("yes", "en"),
        ("ja", "nl"),
        ("7", "en"),
        ("A", "nl"),
        (".", "nl"),
    ],
)
def test_a_line_that_may_be_no_note_is_asked_about_and_not_saved(line: str, language: str) -> None:
    asking = noted(line, language=language)
    assert asking.edits == ()
    assert asking.texts(4) == ["Web shop", "Van"]


@pytest.mark.parametrize("line", ["Hotels?", "stop", "7", "x", "ja"])
@pytest.mark.parametrize("asks_back", [True, False], ids=["a person", "a script"])
def test_who_says_that_it_is_a_note_has_it(line: str, asks_back: bool) -> None:
    asking = noted(line, language="nl", asks_back=asks_back)
    assert asking.asked.question == asking.say("what_is", text=line)
    assert asking.then("+").texts(4)[2:] == [line]
    number = next(c.label for c in asking.asked.choices if c.shown == asking.say("what_new"))
    assert asking.then(number).texts(4)[2:] == [line]


@pytest.mark.parametrize("line", ["Hotels?", "stop", "7", "x", "ja"])
@pytest.mark.parametrize("answer", NONE)
def test_none_of_these_saves_nothing(line: str, answer: str) -> None:
    after = noted(line, answer, language="nl")
    assert (after.place, after.edits) == ("4", ())


@pytest.mark.parametrize("asks_back", [True, False], ids=["a person", "a script"])
def test_a_line_that_is_none_of_these_is_a_note_of_the_same_step(asks_back: bool) -> None:
    assert noted("Hotels?", "Market stall", asks_back=asks_back).texts(4)[2:] == ["Market stall"]


@pytest.mark.parametrize(
    ("line", "answer", "language", "effect", "place"),
    [
        ("stop", "1", "en", Effect.LEAVE, "4"),
        ("next", "next", "en", None, "5"),
        ("terug", "terug", "nl", None, "3"),
        ("undo", "1", "en", Effect.UNDO, "4"),
        ("ongedaan", "1", "nl", Effect.UNDO, "4"),
        ("next", "1", "en", None, "5"),
        ("Is this a channel?", "1", "en", None, "4/page"),
        ("Is this a channel?", "2", "en", None, "4/page"),
    ],
)
def test_who_says_that_it_is_a_command_has_that(
    line: str, answer: str, language: str, effect: Effect | None, place: str
) -> None:
    after = noted(line, answer, language=language)
    assert (after.effect, after.place, after.texts(4)) == (effect, place, ["Web shop", "Van"])


@pytest.mark.parametrize("line", ["wat bedoel je?", "what do you mean?", "hoe ziet het eruit?"])
def test_what_is_plainly_a_question_is_answered_at_once(line: str) -> None:
    assert noted(line).asked.page is not None


# -- what a doubt is about may go


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(["/kind 2", "brings in people"], id="what is this"),
        pytest.param(["/for 2", "brings in people"], id="what is this, of a link"),
        pytest.param(["/for 2", "brings in people", "3"], id="which step"),
        pytest.param(["/move 2 8"], id="where to"),
        pytest.param(["/edit 2"], id="amending"),
    ],
)
def test_when_the_note_is_gone_nothing_more_is_asked_about_it(before: list[str]) -> None:
    assert noted(*before, "/del 2").place == "4"


# -- is it another over again?


@pytest.mark.parametrize(
    ("known", "line", "is_like"),
    [
        ("hardlopers", INJURED, True),
        (INJURED, "hardlopers", True),
        ("hardloper", "Hardlopers met een blessure", True),
        ("Kantoorwerkers", "ouderen", False),
        ("hardlopers", "Hardloper", True),
        ("Families nearby", "Families abroad", False),
    ],
)
def test_a_note_whose_words_are_all_in_another_is_asked_about(
    known: str, line: str, is_like: bool
) -> None:
    asking = talk(canvas(s1=(known,)), 1, line)
    assert asking.place == ("1/like/2,1" if is_like else "1")
    if is_like:
        assert asking.asked.question == asking.say("like", note=line, other=known)


@pytest.mark.parametrize("answer", ["1", "instead"])
def test_it_may_stand_in_the_place_of_the_other_and_links_follow(answer: str) -> None:
    after = talk(RUNNERS, 1, INJURED, answer)
    assert after.texts(1) == [INJURED]
    assert after.note(4, "App").links == (INJURED,)
    assert [type(edit) for edit in after.edits] == [Remove, Change]


@pytest.mark.parametrize("answer", ["2", "both", "beide", "allebei", *NONE])
def test_enter_keeps_both(answer: str) -> None:
    after = talk(RUNNERS, 1, INJURED, answer)
    assert (after.texts(1), after.edits, after.place) == (["hardlopers", INJURED], (), "1")


def test_another_line_is_the_next_note_and_both_stay() -> None:
    assert talk(RUNNERS, 1, INJURED, "ouderen").texts(1) == ["hardlopers", INJURED, "ouderen"]


@pytest.mark.parametrize("line", ["hardlopers", "HARDLOPERS", "- Hardlopers", "1. hardlopers"])
def test_the_same_words_are_said_and_not_saved_again(line: str) -> None:
    after = talk(RUNNERS, 1, line)
    assert (after.texts(1), after.edits) == (["hardlopers"], ())
    assert len(after.said) == 1


# -- is it several?


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("shop, web shop and market", ["shop", "web shop", "market"]),
        ("winkel, webshop en markt", ["winkel", "webshop", "markt"]),
        ("shop, web shop, market", ["shop", "web shop", "market"]),
        ("shop; web shop; market", ["shop", "web shop", "market"]),
        ("shop and market", []),
        ("shop, market", []),
        ("shop, market, and a long story about a van that comes", []),
        ("1,5 km, or less", []),
    ],
)
def test_a_list_on_one_line_is_asked_about(line: str, parts: list[str]) -> None:
    asking = talk(canvas(s1=("Families",)), 4, line)
    assert (asking.place == "4/several/1") is bool(parts)
    assert asking.texts(4) == [line]
    if parts:
        assert asking.then("1").texts(4) == parts
        assert asking.then(ENTER).texts(4) == asking.then("2").texts(4) == [line]


@pytest.mark.parametrize(
    "answer",
    ["3", "drie", "alle drie", "allemaal", "ja", "3 briefjes", "drie briefjes", "los", "all three"],
)
def test_several_are_wanted_in_many_words(answer: str) -> None:
    asking = talk(canvas(s1=("Families",)), 4, "winkel, webshop, en de markt", language="nl")
    assert asking.then(answer).texts(4) == ["winkel", "webshop", "de markt"]


@pytest.mark.parametrize("answer", ["alle vier", "vier pallets meel"])
def test_another_number_is_not_those(answer: str) -> None:
    asking = talk(canvas(s1=("Families",)), 4, "winkel, webshop, de markt", language="nl")
    assert "webshop" not in asking.then(answer).texts(4)


def test_each_of_several_is_asked_about_by_name() -> None:
    asking = noted("stall, phone and chat", "1")
    ask = pack("en").say
    for name in ("stall", "phone", "chat"):
        assert asking.asked.question == ask("links.channels", note=name)
        asking = asking.then("everyone")
    assert [note.links for note in asking.canvas.notes("channels")[2:]] == [EVERY_TARGET] * 3


# -- is a step meant?


def test_a_place_that_is_not_there_proposes_the_block_of_that_number() -> None:
    asking = noted("/move 2 8")
    assert (asking.place, asking.edits) == ("4/move/2/8", ())
    title = f"8 {pack('en').blocks['key_partners'].title}"
    assert asking.asked.question == asking.say("move_there", notes="'Van'", block=title)


@pytest.mark.parametrize("answer", ["1", "yes", "y", "ja"])
def test_yes_carries_it_there_and_says_what_was_lost(answer: str) -> None:
    after = noted("/move 2 8", answer)
    assert (after.texts(4), after.texts(8)) == (["Web shop"], ["Van"])
    assert [type(edit) for edit in after.edits] == [Carry]
    assert after.said[1] == after.say("carried_loose", notes="'Van'")


@pytest.mark.parametrize("answer", ["2", "no", *NONE])
def test_anything_else_leaves_it(answer: str) -> None:
    after = noted("/move 2 8", answer)
    assert (after.texts(4), after.place) == (["Web shop", "Van"], "4")


@pytest.mark.parametrize(
    ("answer", "step"),
    [("8", 8), ("8.", 8), ("partners", 8), ("Key Partners", 8), ("cost", 9), (ENTER, 0)],
)
def test_to_which_step_a_note_goes_is_a_number_or_a_name(answer: str, step: int) -> None:
    after = noted("Stall", "brings in people", "3", answer)
    at = [number for number in range(1, 10) if "Stall" in after.texts(number)]
    assert at == [step or 4]


@pytest.mark.parametrize(
    ("line", "clear"),
    [
        pytest.param("hotels and the bus", ("Hotels",), id="one of two"),
        pytest.param("A, B en nekklachten", ("Families", "Hotels"), id="two letters of three"),
    ],
)
def test_what_was_clear_beside_other_words_can_be_taken_alone(
    line: str, clear: tuple[str, ...]
) -> None:
    asking = talk(canvas(s1=("Families", "Hotels")), 4, "Shop", line)
    assert asking.asked.choices[0].shown == pack("en").say(
        "interview.what_only", names=" and ".join(clear)
    )
    assert asking.then("1").canvas.notes("channels")[0].links == clear


def test_nothing_is_clear_beside_what_is_left_out() -> None:
    asking = talk(canvas(s1=("Families", "Hotels")), 4, "Shop", "not for hotels and the bus")
    assert asking.asked.choices[0].shown == pack("en").say("interview.what_new")
