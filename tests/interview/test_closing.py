"""The closing questions of a step: which are asked, and what an answer to each sets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bmc_cli.interview.closing import Closing
from bmc_cli.interview.closing_plan import plan
from bmc_cli.interview.state import State
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from tests.interview.conversing import ENTER, SEGMENTS, Talk, canvas, talk
from tests.packs import pack

CHANNELS = ("awareness", "evaluation", "purchase", "delivery", "after_sales")
SHOPS = canvas(s1=SEGMENTS, s4=("Web shop", "Van", Note("Market", later=True)))
ASKED = canvas(s1=SEGMENTS, s4=(Note("Shop", kinds=CHANNELS),))
MONEY = canvas(s1=("Families",), s5=("Bread", "Subscription for rolls", "Rent of the van"))
COSTS = canvas(s1=("Families",), s9=("Rent", "Flour", Note("Fuel", later=True)))
GAPS = canvas(s1=SEGMENTS, s2=(Note("Bread", links=("Families",)), Note("Rolls", later=True)))
BRINGS = "brings in people"


def closed(canvas: Canvas, step: int, *replies: str, **state: object) -> Talk:
    """Leave the notes of a step and answer what is asked then."""
    return talk(canvas, step, ENTER, *replies, **state)


def planned(canvas: Canvas, key: str, **state: object) -> tuple[str, ...]:
    return plan(State(canvas, pack("en"), (), **state), key)  # type: ignore[arg-type]


# -- which are asked


@pytest.mark.parametrize(
    ("filled", "key", "ids"),
    [
        pytest.param(SHOPS, "channels", CHANNELS, id="each kind that no note has"),
        pytest.param(ASKED, "channels", (), id="none that a note answers"),
        pytest.param(
            canvas(s4=(Note("Shop", kinds=("purchase",)),)),
            "channels",
            ("awareness", "evaluation", "delivery", "after_sales"),
            id="only what is missing",
        ),
        pytest.param(
            canvas(s4=(Note("Shop", later=True),)), "channels", (), id="nothing of what is later"
        ),
        pytest.param(canvas(), "channels", (), id="nothing without notes"),
        pytest.param(canvas(s1=SEGMENTS), "customer_segments", (), id="nothing the pack has not"),
        pytest.param(GAPS, "value_propositions", ("gap/2", "gap/3"), id="what nothing serves"),
        pytest.param(
            canvas(s1=SEGMENTS, s2=(Note("Bread", links=("all",)),)),
            "value_propositions",
            (),
            id="no gaps where one serves all",
        ),
        pytest.param(
            canvas(s1=("Families",), s2=("Bread",)), "value_propositions", (), id="of one no gap"
        ),
        pytest.param(
            canvas(s1=("A1", Note("B1", later=True)), s3=(Note("Chat", links=("A1",)),)),
            "customer_relationships",
            (),
            id="no gap for who is to come",
        ),
        pytest.param(
            MONEY, "revenue_streams", ("recurring", "dynamic_price", "sorts"), id="sorts last"
        ),
        pytest.param(COSTS, "cost_structure", ("variable",), id="one of two"),
        pytest.param(
            canvas(s9=(Note("Rent", kinds=("fixed",)),)),
            "cost_structure",
            (),
            id="the rest answers",
        ),
        pytest.param(
            canvas(s2=("Bread", "Rolls"), s7=(Note("Oven", links=("Bread",)),)),
            "key_resources",
            ("gap/2", "later"),
            id="a mark",
        ),
        pytest.param(
            canvas(s7=("Oven", Note("Van", later=True))), "key_resources", (), id="it is marked"
        ),
    ],
)
def test_what_is_asked_is_what_is_missing(filled: Canvas, key: str, ids: tuple[str, ...]) -> None:
    assert planned(filled, key) == ids


@pytest.mark.parametrize("step", [2, 3, 4, 5, 6, 7, 9])
def test_from_a_script_none_is_asked(step: int) -> None:
    filled = canvas(**{f"s{at}": ("One", "Two") for at in range(1, 10)})
    left = closed(filled, step, asks_back=False)
    assert not isinstance(left.state.question, Closing)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_words_are_the_pack_s_with_their_number(language: str) -> None:
    asking = closed(SHOPS, 4, language=language)
    asks = pack(language).blocks["channels"].ask
    for at, ask in enumerate(asks, 1):
        count = asking.say("closing_count", n=at, total=5)
        assert asking.asked.question == f"{count} {ask.question}"
        assert asking.place == f"4/close/{ask.kind}"
        asking = asking.then("1")


def test_notes_for_later_are_not_offered() -> None:
    assert [choice.shown for choice in closed(SHOPS, 4).asked.choices] == ["Web shop", "Van"]


# -- what an answer sets


@pytest.mark.parametrize(
    ("answer", "language", "texts"),
    [
        ("1", "en", ["Web shop"]),
        ("1 and 2", "en", ["Web shop", "Van"]),
        ("1 2", "nl", ["Web shop", "Van"]),
        ("the van", "en", ["Van"]),
        ("van en de web shop", "nl", ["Web shop", "Van"]),
        ("4.2", "en", ["Van"]),
        ("all", "en", ["Web shop", "Van"]),
        ("allemaal", "nl", ["Web shop", "Van"]),
        ("alles behalve de van", "nl", ["Web shop"]),
        ("both", "en", ["Web shop", "Van"]),
        ("none", "en", []),
        ("geen", "nl", []),
        ("-", "nl", []),
    ],
)
def test_the_notes_that_are_named_have_the_kind(
    answer: str, language: str, texts: list[str]
) -> None:
    after = closed(SHOPS, 4, answer, language=language)
    kinds = {note.text: note.kinds for note in after.canvas.notes("channels")}
    assert [text for text, has in kinds.items() if has == ("awareness",)] == texts
    assert after.place == "4/close/evaluation"


def test_a_note_may_have_several() -> None:
    after = closed(SHOPS, 4, "1", "1", "1 2", "2", "none")
    assert after.note(4, "Web shop").kinds == ("awareness", "evaluation", "purchase")
    assert after.note(4, "Van").kinds == ("purchase", "delivery")
    assert after.place == "4/ahead"


@pytest.mark.parametrize(
    ("answer", "variable", "fixed"),
    [
        ("flour", ["Flour"], ["Rent"]),
        ("all", ["Rent", "Flour"], []),
        ("none", [], ["Rent", "Flour"]),
        ("geen", [], ["Rent", "Flour"]),
        (ENTER, [], []),
        ("not sure", [], []),
        ("weet ik niet", [], []),
    ],
)
def test_the_rest_is_what_the_rest_is_but_never_after_enter(
    answer: str, variable: list[str], fixed: list[str]
) -> None:
    after = closed(COSTS, 9, answer)
    notes = after.canvas.notes("cost_structure")
    assert [note.text for note in notes if "variable" in note.kinds] == variable
    assert [note.text for note in notes if "fixed" in note.kinds] == fixed
    assert after.note(9, "Fuel") == Note("Fuel", later=True)


def test_both_halves_are_said() -> None:
    after = closed(COSTS, 9, "flour")
    labels = pack("en").blocks["cost_structure"].kinds
    assert after.said == (
        " ".join(
            after.say("closing_set", kind=labels[kind].label.capitalize(), notes=f"'{name}'")
            for kind, name in (("variable", "Flour"), ("fixed", "Rent"))
        ),
    )


def test_what_has_one_of_the_two_already_keeps_it() -> None:
    two = canvas(s9=("Rent", Note("Flour", kinds=("variable",))))
    closing = Closing("cost_structure", ("variable",))
    assert talk(two, closing, "rent").note(9, "Flour").kinds == ("variable",)


def test_a_mark_is_for_later() -> None:
    after = closed(canvas(s7=("Oven", "Van")), 7, "van")
    assert after.canvas.notes("key_resources") == (Note("Oven"), Note("Van", later=True))


# -- passing over


@pytest.mark.parametrize(
    ("replies", "place"),
    [
        pytest.param([ENTER], "4/ahead", id="Enter at the first passes over all"),
        pytest.param(["1", ENTER], "4/close/purchase", id="Enter at a later one over this one"),
        pytest.param(["skip"], "4/close/evaluation", id="skip is over this one"),
        pytest.param(["weet ik niet"], "4/close/evaluation", id="so is not knowing"),
        pytest.param(["done"], "4/close/evaluation", id="so is done"),
        pytest.param(["yes"], "4/close/awareness", id="yes is asked which"),
        pytest.param(["9"], "4/close/awareness", id="what is not there is asked again"),
        pytest.param(["?"], "4/close/awareness", id="help asks again"),
    ],
)
def test_what_is_passed_over(replies: list[str], place: str) -> None:
    after = closed(SHOPS, 4, *replies)
    assert after.place == place
    assert after.edits == ()


@pytest.mark.parametrize("answers", [[ENTER], ["none", "none", "none", "none", "none"]])
def test_what_was_passed_over_or_none_is_not_asked_again_in_this_session(
    answers: list[str],
) -> None:
    after = closed(SHOPS, 4, *answers)
    assert after.then("/back", ENTER).place == "4/ahead"
    assert planned(after.canvas, "channels") == CHANNELS  # it is a gap in the file


# -- gaps


@pytest.mark.parametrize(
    ("step", "filled", "name"),
    [
        (2, GAPS, "Hotels"),
        (3, canvas(s1=SEGMENTS, s3=(Note("Chat", links=("Families",)),)), "Hotels"),
        (5, canvas(s1=SEGMENTS, s5=(Note("Bread", links=("Families",)),)), "Hotels"),
        (6, canvas(s2=("Bread", "Rolls"), s6=(Note("Bake", links=("Bread",)),)), "Rolls"),
        (7, canvas(s2=("Bread", "Rolls"), s7=(Note("Oven", links=("Bread",)),)), "Rolls"),
    ],
)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_gap_names_what_nothing_serves(
    step: int, filled: Canvas, name: str, language: str
) -> None:
    asking = closed(filled, step, language=language)
    gap = asking.state.pack.blocks[asking.state.question.key].gap
    assert asking.asked.question.endswith(gap.replace("{name}", name))
    assert asking.place == f"{step}/gap/2"


def test_a_note_that_is_named_serves_it_too() -> None:
    after = closed(GAPS, 2, "bread")
    assert after.note(2, "Bread").links == ("Families", "Hotels")
    assert after.said == (after.say("gap_filled", notes="'Bread'", name="Hotels"),)
    assert after.place == "2/gap/3"


def test_other_words_are_a_note_that_serves_it_and_whom_it_is_for_is_not_asked() -> None:
    after = closed(GAPS, 2, "Breakfast baskets")
    assert after.note(2, "Breakfast baskets").links == ("Hotels",)
    assert after.place == "2/gap/3"


@pytest.mark.parametrize("before", [[], ["bread"]])
def test_enter_passes_over_the_other_gaps(before: list[str]) -> None:
    assert closed(GAPS, 2, *before, ENTER).place == "2/ahead"


@pytest.mark.parametrize(
    "answer", ["nothing", "niets", "not sure", "geen idee", "hotels - niks", "Hotels: nothing"]
)
def test_nothing_passes_over_this_gap(answer: str) -> None:
    after = closed(GAPS, 2, answer)
    assert (after.place, after.edits) == ("2/gap/3", ())


def test_enter_at_a_gap_leaves_the_other_questions_for_when_it_is_not_the_first() -> None:
    two = canvas(s2=("Bread", "Rolls", "Buns"), s7=(Note("Oven", links=("Bread",)),))
    assert closed(two, 7, "oven", ENTER).place == "7/close/later"


@pytest.mark.parametrize(
    "line", ["what do you offer?", "Rolls?", "stop it?", "x", ":", "7", "Bar - niks"]
)
def test_a_line_that_may_be_no_note_is_asked_about_at_a_gap_too(line: str) -> None:
    asking = closed(GAPS, 2, line)
    assert (asking.texts(2), asking.edits) == (["Bread", "Rolls"], ())


def test_it_fills_the_gap_if_it_is_a_note() -> None:
    assert closed(GAPS, 2, "Breakfast?", "+").note(2, "Breakfast?").links == ("Hotels",)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        pytest.param([ENTER], "/del 1 2 3", id="all of them, at a closing question"),
        pytest.param([ENTER, "1"], "/move 1-3 costs", id="all of them, at a later one"),
    ],
)
def test_when_the_notes_are_gone_it_is_the_notes_that_are_asked_for(
    before: list[str], line: str
) -> None:
    after = talk(SHOPS, 4, *before, line)
    assert (after.texts(4), after.place) == ([], "4")


def test_when_the_new_note_is_gone_it_is_not_asked_about() -> None:
    assert talk(ASKED, 4, "Van", ENTER, ENTER, "/del 2").place == "4"


# -- sorts that the words say


@pytest.mark.parametrize(
    ("answer", "bread", "rolls", "van"),
    [
        ("y", (), ("subscription",), ("rent",)),
        ("yes", (), ("subscription",), ("rent",)),
        ("ja", (), ("subscription",), ("rent",)),
        ("all", (), ("subscription",), ("rent",)),
        ("1", (), ("subscription",), ()),
        ("rent", (), (), ("rent",)),
        (ENTER, (), (), ()),
        ("no", (), (), ()),
    ],
)
def test_sorts_that_the_words_say_are_proposed_and_enter_sets_nothing(
    answer: str, bread: tuple[str, ...], rolls: tuple[str, ...], van: tuple[str, ...]
) -> None:
    after = talk(MONEY, Closing("revenue_streams", ("sorts",)), answer)
    kinds = [note.kinds for note in after.canvas.notes("revenue_streams")]
    assert kinds == [bread, rolls, van]


@pytest.mark.parametrize(
    ("text", "language", "hint"),
    [
        ("Weekabonnement brood", "nl", "abonnement"),
        ("Strippenkaart", "nl", "gebruiksvergoeding"),
        ("Monthly subscription", "en", "subscription"),
    ],
)
def test_a_sort_is_shown_by_its_name(text: str, language: str, hint: str) -> None:
    asking = talk(canvas(s5=(text,)), Closing("revenue_streams", ("sorts",)), language=language)
    assert [(choice.shown, choice.hint) for choice in asking.asked.choices] == [(text, hint)]


@pytest.mark.parametrize("text", ["Bread", "Sponsor and rent", "Subscription or lease"])
def test_what_is_not_plain_is_not_asked(text: str) -> None:
    assert "sorts" not in planned(canvas(s5=(text,)), "revenue_streams")


# -- a note that came later


@pytest.mark.parametrize(
    ("answer", "kinds"), [("1", ("awareness",)), ("delivery", ("delivery",)), (ENTER, ())]
)
def test_one_new_note_in_a_block_that_has_been_through_gets_one_question(
    answer: str, kinds: tuple[str, ...]
) -> None:
    asking = talk(ASKED, 4, "Van", ENTER, ENTER)
    assert asking.place == "4/new/2"
    assert asking.asked.question == pack("en").say("kinds.channels", note="Van")
    assert asking.asked.choices[0].hint == pack("en").blocks["channels"].kinds["awareness"].hint
    after = asking.then(answer)
    assert (after.place, after.note(4, "Van").kinds) == ("4/ahead", kinds)


def test_notes_that_were_carried_here_are_asked_about_at_the_end() -> None:
    carried = talk(canvas(s1=SEGMENTS, s4=ASKED.notes("channels"), s6=("Van",)), 6)
    asking = carried.then("/move 1 channels", "/go 4", ENTER)
    assert asking.asked.question == pack("en").say("links.channels", note="Van")
    assert asking.then("A", ENTER).place == "4/new/2"


# -- words that name no note


@pytest.mark.parametrize("answer", ["1", "+", "new"])
def test_words_that_name_no_note_are_asked_about(answer: str) -> None:
    asking = closed(SHOPS, 4, BRINGS)
    assert (asking.edits, asking.asked.question) == ((), asking.say("what_is", text=BRINGS))
    after = asking.then(answer)
    assert after.note(4, BRINGS).kinds == ("awareness",)
    assert after.asked.question == pack("en").say("links.channels", note=BRINGS)
    assert after.then("A").place == "4/close/evaluation"


@pytest.mark.parametrize("answer", [ENTER, "nothing", "weet ik niet"])
def test_none_of_these_asks_the_closing_question_again(answer: str) -> None:
    after = closed(SHOPS, 4, BRINGS, answer)
    assert (after.place, after.edits) == ("4/close/awareness", ())


def test_a_pack_without_kinds_asks_for_gaps_only() -> None:
    words = pack("en")
    bare = words.blocks["value_propositions"]._replace(ask=(), kinds={})
    coach = replace(words, blocks={**words.blocks, "value_propositions": bare})
    assert plan(State(GAPS, coach, ()), "value_propositions") == ("gap/2", "gap/3")


def test_a_note_for_several_fills_all_their_gaps() -> None:
    shop = canvas(s1=("Families", "Hotels"), s5=("Sale of bread",))
    at_gap = talk(shop, 5, ENTER)
    assert at_gap.place == "5/gap/1"
    filled = at_gap.then("Stall [A B]")
    assert filled.canvas.notes("revenue_streams")[-1].links == ("Families", "Hotels")
    assert not filled.place.startswith("5/gap/")
