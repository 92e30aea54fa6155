"""The walk through the nine steps as a value: where each reply leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bmc_cli.interview.state import Effect, Reply
from bmc_cli.interview.walk import begin, furthest, opened
from bmc_cli.method.rules import check
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Reach
from bmc_cli.words.terms import terms_of
from tests.interview.conversing import ENTER, SEGMENTS, Talk, canvas, key, talk, told
from tests.packs import pack

FULL = canvas(**{f"s{block.number}": (f"Note {block.number}",) for block in BLOCKS})
SHOP = canvas(s1=SEGMENTS, s4=(Note("Web shop", links=("Families",)), "Van"))


def begun(canvas: Canvas, *replies: str | Reply, language: str = "en", **state: object) -> Talk:
    return told(begin(canvas, pack(language), **state), *replies)


# -- where it begins


def test_a_new_canvas_is_asked_for_its_title_and_its_author_first() -> None:
    new = begun(Canvas(), "Corner Bakery", "S. de Wit")
    assert new.places == ["title", "author", "1"]
    assert (new.canvas.title, new.canvas.author) == ("Corner Bakery", "S. de Wit")


def test_a_title_and_an_author_may_stay_open() -> None:
    assert begun(Canvas(), ENTER, ENTER).places == ["title", "author", "1"]


def test_a_title_that_is_empty_is_asked_for_again_on_resuming() -> None:
    resumed = begun(Canvas(blocks={"channels": (Note("Shop"),)}))
    assert resumed.asked.question == pack("en").say("new.title")
    assert resumed.then("Bakery").place == "4"


def test_the_first_screen_names_the_other_languages() -> None:
    first = begun(Canvas(), languages=(("en", "English"), ("nl", "Nederlands")))
    assert first.asked.points[-1] == first.say("speaks_too", name="Nederlands", code="nl")


@pytest.mark.parametrize(
    ("typed", "effect", "question"),
    [
        pytest.param("?", None, "", id="help"),
        pytest.param("/lang nl", Effect.LANGUAGE, "new.title", id="another language"),
        pytest.param("/quit", Effect.LEAVE, "new.title", id="leaving"),
        pytest.param("quit", Effect.LEAVE, "new.title", id="leaving without a stroke"),
    ],
)
def test_at_the_very_first_question(typed: str, effect: Effect | None, question: str) -> None:
    first = begun(Canvas(), typed)
    assert first.effect is effect
    assert first.canvas.title == ""
    assert first.asked.question == (pack("en").say(question) if question else "")


@pytest.mark.parametrize(
    ("blocks", "place"),
    [
        pytest.param({}, "author", id="nothing yet: who fills it in was not answered"),
        pytest.param({"customer_segments": ()}, "1", id="the first step, without a note"),
        pytest.param({"customer_segments": ("A",)}, "1", id="the first step, with a note"),
        pytest.param({"customer_segments": ("A",), "channels": ()}, "4", id="the furthest step"),
        pytest.param(
            {block.key: ("A",) for block in BLOCKS if block.number != 5} | {"revenue_streams": ()},
            "5",
            id="all reached: the first one left open",
        ),
        pytest.param({block.key: ("A",) for block in BLOCKS}, "end", id="all filled"),
    ],
)
def test_an_interview_goes_on_where_it_was(blocks: dict[str, tuple[str, ...]], place: str) -> None:
    notes = {key: tuple(Note(text) for text in texts) for key, texts in blocks.items()}
    assert begun(Canvas(title="Bakery", blocks=notes)).place == place


def test_a_full_canvas_has_no_step_to_go_on_with() -> None:
    assert furthest(FULL) is None


@pytest.mark.parametrize("language", ["en", "nl"])
def test_who_comes_back_hears_the_step_and_the_last_note(language: str) -> None:
    resumed = begun(canvas(s1=("Families",), s4=("Shop", "Web shop")), language=language)
    assert resumed.said == (resumed.say("welcome_last", n=4, note="Web shop"),)


def test_whom_the_last_note_is_for_is_asked_if_it_has_none() -> None:
    assert begun(SHOP).place == "4/for/2"
    assert begun(SHOP, "hotels").note(4, "Van").links == ("Hotels",)


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(Note("Van", links=("Hotels",)), id="it is linked"),
        pytest.param(Note("Van", later=True), id="it is for later"),
    ],
)
def test_it_is_not_asked_where_there_is_nothing_to_ask(last: Note) -> None:
    assert begun(canvas(s1=SEGMENTS, s4=(last,))).place == "4"


# -- from part to part


def test_the_nine_steps_come_in_order_and_then_what_now() -> None:
    walked = begun(Canvas(title="Bakery", author="Ada"), *[ENTER] * 9)
    assert walked.places == [*"123456789", "end"]


def test_a_step_is_saved_as_reached_when_it_is_come_to() -> None:
    walked = begun(Canvas(title="Bakery", author="Ada"), ENTER)
    assert walked.edits == (Reach("value_propositions"),)


@pytest.mark.parametrize(
    ("step", "notes", "places"),
    [
        pytest.param(1, ("Families",), ["1", "1/ahead", "2"], id="a look ahead"),
        pytest.param(3, ("Chat",), ["3", "4"], id="neither closing questions nor a look ahead"),
        pytest.param(
            4, ("Shop",), ["4", "4/close/awareness", "4/ahead", "5"], id="closing, then ahead"
        ),
        pytest.param(9, ("Rent",), ["9", "9/close/variable", "end"], id="only closing questions"),
        pytest.param(4, (), ["4", "5"], id="left open"),
    ],
)
def test_leaving_a_step_takes_an_enter_for_each_part_that_it_has(
    step: int, notes: tuple[str, ...], places: list[str]
) -> None:
    filled = canvas(s1=("Families",), **({} if step == 1 else {f"s{step}": notes}))
    filled = canvas(s1=notes) if step == 1 else filled
    assert talk(filled, step, *[ENTER] * (len(places) - 1)).places == places


@pytest.mark.parametrize("step", range(1, 10))
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_step_is_left_with_three_enters_at_most(step: int, language: str) -> None:
    filled = canvas(
        **{f"s{at}": ("Subscription bread", "Van rent", "Own site") for at in range(1, 10)}
    )
    left = talk(filled, step, *[ENTER] * 3, language=language)
    assert left.state.question.key != BLOCKS[step - 1].key


@pytest.mark.parametrize(
    ("asks_back", "single", "places"),
    [
        pytest.param(True, True, ["4", "4/close/awareness", "4/ahead", "end"], id="one block"),
        pytest.param(False, False, ["4", "4/ahead", "5"], id="a script is asked no closing ones"),
        pytest.param(False, True, ["4", "4/ahead", "end"], id="one block, from a script"),
    ],
)
def test_what_is_asked_depends_on_who_asks(
    asks_back: bool, single: bool, places: list[str]
) -> None:
    steps = talk(SHOP, 4, *[ENTER] * (len(places) - 1), asks_back=asks_back, single=single)
    assert steps.places == places
    assert steps.effect is (Effect.FINISH if single else None)


def test_one_block_begins_at_its_notes_and_reaches_no_other() -> None:
    alone = told(opened(SHOP, pack("en"), BY_KEY["channels"]), "/next")
    assert alone.turns[0].edits == alone.edits == ()
    assert alone.effect is Effect.FINISH


# -- leading elsewhere


@pytest.mark.parametrize(
    ("step", "replies", "place"),
    [
        (4, ["/next"], "5"),
        (4, ["Stall", "/next"], "5"),
        (4, [ENTER, "/next"], "5"),
        (4, [ENTER, ENTER, "/next"], "5"),
        (4, ["Stall", "brings in people", "/next"], "5"),
        (9, ["/next"], "end"),
        (4, ["/back"], "3"),
        (1, ["/back"], "1"),
        (4, [key("back")], "3"),
        (4, ["Stall", "/back"], "4"),
        (4, ["Stall", "brings in people", "/back"], "4/for/3"),
        (4, [ENTER, "/back"], "4"),
        (4, [ENTER, "1", "/back"], "4/close/awareness"),
        (4, [ENTER, ENTER, "/back"], "4"),
        (4, ["/go 7"], "7"),
        (4, ["/GO  7"], "7"),
        (4, ["/go costs"], "9"),
        (4, ["/go 10"], "4"),
        (4, ["/go"], "4"),
        (4, ["Stall", "/go 7"], "7"),
        (4, ["/review"], "review"),
        (4, ["/review", "3"], "3"),
        (4, ["/review", "costs"], "9"),
        (4, ["/review", "/go 3"], "3"),
        (4, ["/review", "x"], "review"),
        (4, ["/go 9", ENTER, key("back")], "9"),
    ],
)
def test_a_command_or_a_key_leads_to_its_question(
    step: int, replies: list[str | Reply], place: str
) -> None:
    assert talk(SHOP, step, *replies).place == place


@pytest.mark.parametrize(
    ("word", "place"),
    [("/go 7", "7"), ("/review", "review"), ("/next", "end"), ("/back", "4")],
)
def test_one_block_that_was_opened_on_its_own_leads_elsewhere_too(word: str, place: str) -> None:
    assert talk(SHOP, 4, word, single=True).place == place


@pytest.mark.parametrize(
    ("word", "language", "place"),
    [
        ("back", "en", "4"),
        ("next", "en", "5"),
        ("terug", "nl", "4"),
        ("verder", "nl", "5"),
        ("canvas", "nl", "4/for/2/page"),
    ],
)
def test_at_a_question_a_bare_word_is_the_command(word: str, language: str, place: str) -> None:
    at = begun(SHOP, word, language=language)
    assert at.places == ["4/for/2", place]


# -- leaving


@pytest.mark.parametrize("leave", [key("quit"), "/quit", "/stop", "/exit"])
@pytest.mark.parametrize(
    "before",
    [
        pytest.param([], id="at the notes"),
        pytest.param(["Stall"], id="at whom it is for"),
        pytest.param(["Stall", "brings customers"], id="at a doubt"),
        pytest.param([ENTER], id="at a closing question"),
        pytest.param([ENTER, ENTER], id="looking ahead"),
        pytest.param(["/review"], id="at all nine"),
        pytest.param(["/edit 1"], id="amending"),
        pytest.param(["/canvas"], id="reading"),
    ],
)
def test_leaving_is_possible_anywhere(leave: str | Reply, before: list[str]) -> None:
    left = talk(SHOP, 4, *before, leave)
    assert left.effect is Effect.LEAVE
    assert left.edits == ()


@pytest.mark.parametrize(
    ("before", "draft", "step", "note"),
    [
        pytest.param([], "Market st", 4, Note("Market st"), id="half a note"),
        pytest.param([ENTER, ENTER], "Mark", 4, Note("Mark", later=True), id="half a look ahead"),
        pytest.param(["/for 2"], "A", 4, Note("Van", links=("Families",)), id="half a choice"),
    ],
)
def test_breaking_off_keeps_what_was_half_typed(
    before: list[str], draft: str, step: int, note: Note
) -> None:
    left = talk(SHOP, 4, *before, key("interrupt", draft))
    assert left.effect is Effect.INTERRUPT
    assert left.note(step, note.text) == note


@pytest.mark.parametrize(
    ("before", "draft"),
    [
        pytest.param([], "  ", id="nothing"),
        pytest.param([], "/mov", id="half a command"),
        pytest.param(["/for 2"], "the posh ho", id="half an answer that is no choice"),
        pytest.param(["/for 2"], "D", id="a letter that is not there"),
        pytest.param([ENTER], "Van and", id="half an answer at a closing question"),
        pytest.param(["/review"], "4", id="half a number at all nine"),
    ],
)
def test_what_is_no_note_and_no_choice_is_not_kept(before: list[str], draft: str) -> None:
    left = talk(SHOP, 4, *before, key("interrupt", draft))
    assert left.canvas.blocks == SHOP.blocks


@pytest.mark.parametrize(("was", "now"), [("", "Corner Ba"), ("Bakery", "Bakery")])
def test_half_a_title_is_kept_where_there_is_none(was: str, now: str) -> None:
    before = [] if not was else ["/title"]
    left = begun(Canvas(title=was), *before, key("interrupt", "Corner Ba"))
    assert left.canvas.title == now


def test_what_was_typed_before_a_key_is_in_the_line_again_on_the_way_back() -> None:
    back = talk(SHOP, 4, key("back", "Bread box"), ENTER)
    assert (back.place, back.asked.draft) == ("4", "Bread box")
    assert back.then("Bread boxes").texts(4) == ["Web shop", "Van", "Bread boxes"]
    assert back.then(ENTER).state.drafts == {}


@pytest.mark.parametrize("where", ["/review", "/title", "/canvas", "/for 2"])
def test_what_was_typed_and_never_come_back_for_is_kept_wherever_one_leaves(where: str) -> None:
    left = talk(SHOP, 4, key("back", "Stall"), "/go 9", where, key("quit", "4"))
    assert left.texts(4) == ["Web shop", "Van", "Stall"]


def test_half_a_choice_is_none_at_a_question_about_another_note() -> None:
    left = talk(SHOP, 4, "/for 2", key("back", "A"), "/for 1", key("quit"))
    assert left.canvas.blocks == SHOP.blocks


def test_what_was_typed_and_never_come_back_for_becomes_a_note() -> None:
    left = talk(SHOP, 4, key("back", "Stall"), key("back", "Chat"), key("quit"))
    assert left.texts(4) == ["Web shop", "Van", "Stall"]
    assert left.texts(3) == ["Chat"]


# -- what now


def test_what_now_offers_what_is_missing_only_where_there_is_some() -> None:
    missing = talk(FULL, 9, "/next")
    choices = [choice.shown for choice in missing.asked.choices]
    found = [each for each in check(FULL, terms_of(pack("en"))) if each.key]
    assert choices[1] == pack("en").count("interview.end_missing", len(found))
    assert missing.then("2").place.startswith("mend/")
    quiet = replace(FULL, ignored_rules=tuple({each.rule for each in found}))
    assert len(talk(quiet, 9, "/next").asked.choices) == len(choices) - 1


@pytest.mark.parametrize(
    ("reply", "place", "effect"),
    [
        (ENTER, "end", Effect.FINISH),
        ("1", "end/page", None),
        ("3", "review", None),
        ("4", "end", Effect.FINISH),
        ("9", "end", None),
        ("what?", "end", None),
        ("what does it look like?", "end/page", None),
        ("hoe ziet het eruit?", "end/page", None),
        ("done", "end", Effect.FINISH),
        ("/go 4", "4", None),
    ],
)
def test_what_now(reply: str, place: str, effect: Effect | None) -> None:
    after = talk(FULL, 9, "/next", reply)
    assert (after.place, after.effect) == (place, effect)
    assert after.canvas.blocks == FULL.blocks
