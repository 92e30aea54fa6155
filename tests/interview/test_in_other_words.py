"""What people type in a hurry that is no note: a slip, an exclamation, an answer in many words.

Where notes are typed it is asked about, and nothing is saved.
"""

from __future__ import annotations

import pytest

from bmc_cli.interview.doubts import NOTE, Like, Several, Word
from bmc_cli.interview.links import For, Kind
from bmc_cli.interview.state import Effect
from bmc_cli.interview.walk import mending
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.interview.conversing import SEGMENTS, canvas, talk, told
from tests.packs import pack

CHANNELS = ("Shop", "Van", "Web shop")
BAKERY = canvas(s1=SEGMENTS, s4=CHANNELS, s6=("Bake", "Sell"))


@pytest.mark.parametrize(
    "line",
    [
        *("nee wacht, dat hoort ergens anders", "no wait, wrong one", "Oeps, verkeerd"),
        *("oops", "wait", "no wait", "hmm...", "sorry", "both", "same as before", "ditto", "ok"),
        *("Hotels - niks", "Schools: nothing", "Families \u2013 n.v.t."),
        *(
            "just the first",
            "the third one",
            "the second and the last",
            "last",
            "all but the last",
            "thanks",
        ),
        *("everything but the first one", "let me think", "the first and the third", "thanks"),
    ],
)
def test_what_says_too_little_for_a_note_is_asked_about(line: str) -> None:
    after = talk(BAKERY, 4, line)
    assert isinstance(after.state.question, Word)
    assert after.state.question.command == NOTE
    assert not after.edits


@pytest.mark.parametrize(
    "line",
    [
        "nope",
        "finished",
        "I'm finished",
        "that's it for now",
        "idk",
        "skip this",
        "pass",
        "no thanks",
        "that's enough",
        "I can't think of anything else",
    ],
)
def test_a_step_is_left_in_many_words(line: str) -> None:
    after = talk(BAKERY, 4, line)
    assert after.texts(4) == list(CHANNELS)
    assert after.place == "4/close/awareness"


@pytest.mark.parametrize(
    "line",
    [
        "give me an example",
        "what was the question?",
        "examples?",
        "How does this work?",
        "what should I write?",
    ],
)
def test_who_asks_how_is_helped(line: str) -> None:
    after = talk(BAKERY, 4, line)
    assert after.place == "4/page"


# -- at a question


ASKED = canvas(
    s1=SEGMENTS,
    s4=(
        Note("Shop", links=("Hotels", "Schools"), kinds=("purchase",)),
        Note("Van"),
        Note("Web shop"),
    ),
)


@pytest.mark.parametrize("line", ["same as before", "Same again", "ditto", "same as above"])
def test_the_same_is_what_the_note_before_is_for(line: str) -> None:
    after = talk(ASKED, For("channels", ("Van",)), line)
    assert after.note(4, "Van").links == ("Hotels", "Schools")
    assert "Hotels" in after.said[0]


def test_the_same_kind_goes_by_the_nearest_note_that_has_one() -> None:
    after = talk(ASKED, Kind("channels", ("Web shop",)), "same as before")
    assert after.note(4, "Web shop").kinds == ("purchase",)


def test_the_same_as_nothing_is_asked_about() -> None:
    after = talk(ASKED, For("channels", ("Shop",)), "same as before")
    assert after.said == (after.say("closing_which"),)
    assert not after.edits


@pytest.mark.parametrize("line", ["none of these", "neither", "nope"])
def test_none_is_said_in_many_words(line: str) -> None:
    after = talk(ASKED, For("channels", ("Shop",)), line)
    assert after.note(4, "Shop").links == ()


@pytest.mark.parametrize("line", ["idk", "never mind", "skip this one", "I'll do this later"])
def test_a_question_is_left_in_many_words(line: str) -> None:
    after = talk(ASKED, For("channels", ("Van",)), line)
    assert after.place == "4"
    assert after.canvas == ASKED


@pytest.mark.parametrize(("line", "effect"), [("undo that", Effect.UNDO), ("I quit", Effect.LEAVE)])
def test_at_a_question_a_command_is_done_at_once(line: str, effect: Effect) -> None:
    assert talk(ASKED, For("channels", ("Van",)), line).effect is effect


def test_going_back_from_a_question_is_going_back() -> None:
    assert talk(ASKED, For("channels", ("Van",)), "go back").place == "4"


def test_who_cannot_go_back_further_is_told_so() -> None:
    begun = mending(canvas(s1=SEGMENTS, s2=("Bread", "Rolls")), pack("en"))
    for after in (told(begun, "Families", "go back"), talk(ASKED, 1, "/back")):
        assert after.said == (after.say("back_nothing"),)
        assert not after.edits


def test_a_note_is_not_removed_at_a_question_without_being_asked() -> None:
    after = talk(ASKED, For("channels", ("Van",)), "delete that")
    assert isinstance(after.state.question, Word)
    assert after.then("1").texts(4) == ["Shop", "Web shop"]


@pytest.mark.parametrize("line", ["/del", "Van/del", "Van /del", "/delete", "/del 2"])
def test_a_note_that_is_reworded_is_removed_as_the_hint_says(line: str) -> None:
    after = talk(ASKED, 4, "/edit 2", line)
    assert after.texts(4) == ["Shop", "Web shop"]
    assert after.place == "4"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("VanVAN", "VAN"),
        ("VanVan with bread", "Van with bread"),
        ("Vans", "Vans"),
        ("Van and van", "Van and van"),
    ],
)
def test_new_words_typed_behind_the_old_ones_are_all_of_them(line: str, text: str) -> None:
    assert talk(ASKED, 4, "/edit 2", line).texts(4)[1] == text


@pytest.mark.parametrize("line", ["Van / bike", "Van /m2", "Van and/or bike"])
def test_a_slash_within_new_words_is_no_command(line: str) -> None:
    assert talk(ASKED, 4, "/edit 2", line).texts(4)[1] == line


def test_a_command_at_a_question_is_of_the_note_that_is_asked_about() -> None:
    asking = talk(ASKED, For("channels", ("Shop", "Van")))
    assert asking.then("/later").note(4, "Shop").later
    assert asking.then("/del").texts(4) == ["Van", "Web shop"]


def test_it_is_the_note_that_a_check_asks_about() -> None:
    words = pack("en")
    begun = mending(canvas(s1=SEGMENTS, s2=("Bread", "Rolls")), words)
    assert told(begun, "delete it", "1").texts(2) == ["Rolls"]
    assert told(begun, "/del").texts(2) == ["Rolls"]


@pytest.mark.parametrize("line", ["everything but the first one", "anyone but families"])
def test_what_is_left_out_is_said_in_many_words(line: str) -> None:
    after = talk(ASKED, For("channels", ("Van",)), line)
    assert after.note(4, "Van").links == ("Hotels", "Schools")


# -- at a doubt


def test_options_are_named_by_their_place() -> None:
    several = Several("channels", "Web shop", ("Web", "App"))
    assert talk(ASKED, several, "the second one").texts(4) == ["Shop", "Van", "Web shop"]
    assert talk(ASKED, several, "number 1").texts(4) == ["Shop", "Van", "Web", "App"]


@pytest.mark.parametrize(
    "line",
    ["één briefje", "nee gewoon een briefje", "laat maar staan", "as one", "keep it together"],
)
def test_who_says_that_it_is_one_keeps_it_so(line: str) -> None:
    several = Several("channels", "Web shop", ("Web", "App"))
    after = talk(ASKED, several, line, language="nl")
    assert after.texts(4) == ["Shop", "Van", "Web shop"]
    assert after.state.question != several


@pytest.mark.parametrize("line", ["voor iedereen natuurlijk", "iedereen", "for everyone"])
def test_for_whom_it_is_does_not_make_it_several(line: str) -> None:
    after = talk(BAKERY, 4, "Stall, fair and shop window", line, language="nl")
    assert after.texts(4)[3:] == ["Stall, fair and shop window"]
    assert after.state.canvas.notes("channels")[-1].links == EVERY_TARGET


@pytest.mark.parametrize("line", ["both", "yes", "two", "all of them"])
def test_who_agrees_that_they_are_several_makes_them_so(line: str) -> None:
    several = Several("channels", "Web shop", ("Web", "App"))
    assert talk(ASKED, several, line).texts(4) == ["Shop", "Van", "Web", "App"]


def test_yes_does_not_say_whether_a_note_is_to_be_replaced() -> None:
    like = Like("channels", "Web shop", "Shop")
    after = talk(ASKED, like, "yes")
    assert after.state.question == like
    assert after.said == (after.say("what_help"),)
