"""The questions after each note: for whom or what it is, and of which kind."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Interrupted, Reply
from bmc_cli.interview.walk import End, Interview
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.fakes import CTRL_D, CTRL_O, SHIFT_TAB, UP, MemoryBook, ScriptedAsker
from tests.interview.conversing import (
    BAKERY,
    FOR_WHAT,
    FOR_WHOM,
    SAY,
    SEGMENTS,
    SKIP,
    WHICH_KIND,
    Answer,
    prompts,
    work,
)

# -- when they are asked


@pytest.mark.parametrize(
    ("notes", "asked"),
    [
        pytest.param({}, [WHICH_KIND], id="no segment"),
        pytest.param({"customer_segments": ("Families",)}, [WHICH_KIND], id="one segment"),
        pytest.param(BAKERY, [FOR_WHOM, WHICH_KIND], id="more"),
    ],
)
def test_for_whom_is_asked_when_there_is_a_choice(
    notes: Mapping[str, tuple[str, ...]], asked: list[str]
) -> None:
    asker, _ = work("Shop", SKIP, SKIP, notes=notes)
    assert prompts(asker)[1 : 1 + len(asked)] == asked
    assert prompts(asker)[1 + len(asked)] == SAY("interview.prompt")


def test_a_segment_is_asked_nothing() -> None:
    asker, _ = work("Care homes", key="customer_segments")
    assert prompts(asker) == [SAY("interview.prompt")] * 2


def test_the_choices_are_told_by_their_letters_and_numbers() -> None:
    asker, _ = work("Shop", SKIP, SKIP)
    assert asker.told == [
        "Who is 'Shop' for?",
        "A Families · B Hotels · C Schools",
        "What kind is 'Shop'?",
        "1 awareness · 2 evaluation · 3 purchase · 4 delivery · 5 after-sales",
    ]


def test_a_note_that_is_there_already_is_asked_nothing() -> None:
    asker, _ = work("Shop", notes={**BAKERY, "channels": ("Shop",)})
    assert prompts(asker) == [SAY("interview.prompt")] * 2


def test_a_note_is_saved_before_it_is_asked_about() -> None:
    _, book = work("Shop", "A", "1")
    assert [canvas.notes("channels") for canvas in book.saves] == [
        (Note("Shop"),),
        (Note("Shop", links=("Families",)),),
        (Note("Shop", links=("Families",), kinds=("awareness",)),),
    ]


# -- for whom


@pytest.mark.parametrize(
    ("answer", "links"),
    [
        pytest.param("B", ("Hotels",), id="a letter"),
        pytest.param("b", ("Hotels",), id="a small letter"),
        pytest.param("C A", ("Schools", "Families"), id="two letters"),
        pytest.param("AB", ("Families", "Hotels"), id="together"),
        pytest.param("a,b", ("Families", "Hotels"), id="with a comma"),
        pytest.param("A & B + C", SEGMENTS, id="with signs"),
        pytest.param("A A", ("Families",), id="twice"),
        pytest.param("hotels", ("Hotels",), id="by its text"),
        pytest.param("Fam", ("Families",), id="by a start of it"),
        pytest.param("*", EVERY_TARGET, id="all"),
        pytest.param("all", EVERY_TARGET, id="all, in a word"),
        pytest.param("Everyone", EVERY_TARGET, id="all, in a word of the pack"),
        pytest.param("all three", EVERY_TARGET, id="all, counted"),
        pytest.param(SKIP, (), id="Enter skips"),
    ],
)
def test_a_note_is_for_the_segments_that_are_chosen(answer: str, links: tuple[str, ...]) -> None:
    _, book = work("Shop", answer, SKIP)
    assert book.canvas.notes("channels") == (Note("Shop", links=links),)


@pytest.mark.parametrize("answer", ["iedereen", "*"])
def test_all_has_a_dutch_word_too(answer: str) -> None:
    _, book = work("Winkel", answer, SKIP, language="nl")
    assert book.canvas.notes("channels") == (Note("Winkel", links=EVERY_TARGET),)


@pytest.mark.parametrize(
    ("answer", "links"),
    [
        pytest.param("2", ("Van rounds",), id="an activity"),
        pytest.param("3 1", ("Stone oven", "Baking"), id="a resource and an activity"),
        pytest.param("*", EVERY_TARGET, id="all"),
    ],
)
def test_a_partner_helps_with_activities_and_resources_by_number(
    answer: str, links: tuple[str, ...]
) -> None:
    notes = {"key_activities": ("Baking", "Van rounds"), "key_resources": ("Stone oven",)}
    asker, book = work("Miller", answer, SKIP, key="key_partners", notes=notes)
    assert prompts(asker)[1] == FOR_WHAT
    assert asker.told[1] == "1 Baking · 2 Van rounds · 3 Stone oven"
    assert book.canvas.notes("key_partners") == (Note("Miller", links=links),)


@pytest.mark.parametrize("wrong", ["x", "D", "A x", "9"])
def test_a_sign_that_is_not_there_is_told_and_asked_again_on_an_empty_line(wrong: str) -> None:
    asker, book = work("Shop", wrong, "A", SKIP)
    assert SAY("interview.no_choice", labels="A-C") in asker.told
    assert asker.asked[2] == (FOR_WHOM, "")
    assert book.canvas.notes("channels") == (Note("Shop", links=("Families",)),)


# -- of which kind


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        pytest.param("3", ("purchase",), id="a number"),
        pytest.param("3 5", ("purchase", "after_sales"), id="two numbers"),
        pytest.param("12", ("awareness", "evaluation"), id="together"),
        pytest.param("1,2", ("awareness", "evaluation"), id="with a comma"),
        pytest.param("delivery", ("delivery",), id="by name"),
        pytest.param("After-sales", ("after_sales",), id="by the name that is shown"),
        pytest.param("after_sales", ("after_sales",), id="by the name in the file"),
        pytest.param("eval", ("evaluation",), id="by a start of it"),
        pytest.param(SKIP, (), id="Enter skips"),
    ],
)
def test_a_note_is_of_the_kinds_that_are_chosen(answer: str, kinds: tuple[str, ...]) -> None:
    _, book = work("Shop", SKIP, answer)
    assert book.canvas.notes("channels") == (Note("Shop", kinds=kinds),)


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        pytest.param("1", ("sale",), id="one digit"),
        pytest.param("12", ("dynamic_price",), id="two digits are one number"),
        pytest.param("1 11", ("sale", "fixed_price"), id="both"),
    ],
)
def test_a_number_of_two_digits_is_one_kind(answer: str, kinds: tuple[str, ...]) -> None:
    _, book = work("Rolls", answer, key="revenue_streams", notes={})
    assert book.canvas.notes("revenue_streams") == (Note("Rolls", kinds=kinds),)


def test_a_number_without_a_kind_is_told_and_asked_again_on_an_empty_line() -> None:
    asker, book = work("Shop", SKIP, "7", "3")
    assert SAY("interview.no_choice", labels="1-5") in asker.told
    assert asker.asked[3] == (WHICH_KIND, "")
    assert book.canvas.notes("channels") == (Note("Shop", kinds=("purchase",)),)


def test_kinds_may_be_named_in_a_list() -> None:
    _, book = work("Shop", SKIP, "purchase, after-sales")
    assert book.canvas.notes("channels") == (Note("Shop", kinds=("purchase", "after_sales")),)


def test_a_single_letter_is_no_start_of_a_name() -> None:
    asker, book = work("Shop", SKIP, "d", "3")
    assert SAY("interview.no_choice", labels="1-5") in asker.told
    assert book.canvas.notes("channels") == (Note("Shop", kinds=("purchase",)),)


@pytest.mark.parametrize("typed", ["*", "-"])
def test_a_sign_alone_is_no_note_and_that_is_told(typed: str) -> None:
    asker, book = work(typed)
    assert asker.told == [load_language("en").say("errors.empty_note")]
    assert book.canvas.notes("channels") == ()


# -- what is no answer to them


@pytest.mark.parametrize("before", [[], [SKIP]], ids=["for whom", "which kind"])
def test_another_text_is_the_next_note(before: list[Answer]) -> None:
    asker, book = work("Shop", *before, "Web shop", "B", "3")
    assert book.canvas.notes("channels") == (
        Note("Shop"),
        Note("Web shop", links=("Hotels",), kinds=("purchase",)),
    )
    assert asker.added == [(1, "Shop"), (2, "Web shop")]


def test_pasted_lines_at_a_question_are_notes() -> None:
    _, book = work("Shop", "A\nB", CTRL_D)
    assert book.texts("channels") == ["Shop", "A", "B"]


@pytest.mark.parametrize("before", [[], [SKIP]], ids=["for whom", "which kind"])
@pytest.mark.parametrize(
    ("reply", "texts"),
    [
        pytest.param("/del 1", [], id="/del"),
        pytest.param("/edit 1 Corner shop", ["Corner shop"], id="/edit"),
        pytest.param("/quit", ["Shop"], id="/quit"),
        pytest.param("//etc", ["Shop", "/etc"], id="two slashes"),
        pytest.param(CTRL_O, ["Shop"], id="Ctrl-O"),
        pytest.param(SHIFT_TAB, ["Shop"], id="Shift-Tab"),
    ],
)
def test_words_and_keys_work_at_a_question(
    before: list[Answer], reply: Answer, texts: list[str]
) -> None:
    _, book = work("Shop", *before, reply)
    assert book.texts("channels") == texts


def test_up_at_a_question_changes_the_note() -> None:
    _, book = work("Shop", UP, "Corner shop")
    assert book.texts("channels") == ["Corner shop"]


def test_leaving_at_a_question_keeps_the_note() -> None:
    book, asker = MemoryBook(), ScriptedAsker(["Shop", CTRL_D, "never asked"])
    assert Interview(book, asker, load_language, explain).open(BY_KEY["channels"]) is End.LEFT
    assert book.texts("channels") == ["Shop"]
    assert next(asker.answers) == "never asked"


@pytest.mark.parametrize("before", [[], ["A"]], ids=["for whom", "which kind"])
def test_breaking_off_at_a_question_keeps_the_note(before: list[Answer]) -> None:
    _, book = work("Shop", *before, Interrupted())
    assert book.texts("channels") == ["Shop"]


def test_breaking_off_at_a_question_keeps_the_note_that_was_typed_there() -> None:
    _, book = work("Shop", Interrupted("Web shop with coll"))
    assert book.texts("channels") == ["Shop", "Web shop with coll"]


def test_text_typed_at_a_question_is_in_the_line_again_after_a_key() -> None:
    asker, book = work("Shop", Reply("Web sh", "editor"), "Web shop")
    assert asker.asked[2] == (SAY("interview.prompt"), "Web sh")
    assert book.texts("channels") == ["Shop", "Web shop"]


# -- pasted lines


def test_pasted_lines_are_asked_about_one_by_one() -> None:
    _, book = work("Shop\nWeb shop", "A", "1", "B", "3")
    assert book.canvas.notes("channels") == (
        Note("Shop", links=("Families",), kinds=("awareness",)),
        Note("Web shop", links=("Hotels",), kinds=("purchase",)),
    )


def test_pasted_lines_are_all_saved_when_a_reply_ends_the_questions() -> None:
    asker, book = work("Shop\nStall\nVan", "Web shop", SKIP, SKIP)
    assert book.texts("channels") == ["Shop", "Stall", "Van", "Web shop"]
    assert prompts(asker).count(FOR_WHOM) == 2


def test_breaking_off_at_a_question_keeps_all_pasted_lines() -> None:
    _, book = work("Shop\nStall\nVan", Interrupted())
    assert book.texts("channels") == ["Shop", "Stall", "Van"]


def test_a_note_that_was_made_into_two_loses_nothing_that_is_typed_next() -> None:
    _, book = work("/edit 1 Shop\nStall", notes={"channels": ("Kiosk",)})
    assert book.texts("channels") == ["Kiosk", "/edit 1 Shop", "Stall"]
    _, book = work(UP, "Shop\nStall", "Web shop", notes={"channels": ("Kiosk",)})
    assert book.texts("channels") == ["Shop", "Stall", "Web shop"]
