"""What is not clear is asked about, and nothing that is typed becomes something else unasked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from bmc_cli.interview.questions import block_named_in
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Interrupted, Reply
from bmc_cli.interview.walk import Interview
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.fakes import MemoryBook, ScriptedAsker
from tests.packs import pack

SAY = pack("en").say
OFFICE = "office workers with a stiff neck"
FYSIO: Mapping[str, tuple[str, ...]] = {
    "customer_segments": (OFFICE, "runners", "the elderly"),
    "key_activities": ("Treating",),
    "key_resources": ("myself", "the practice room"),
}


def work(
    *answers: str | Reply | Interrupted,
    key: str = "channels",
    language: str = "en",
    notes: Mapping[str, tuple[str, ...]] = FYSIO,
) -> tuple[ScriptedAsker, MemoryBook]:
    """Open block ``key`` where somebody can be asked back, and answer what is asked."""
    texts = {at: tuple(Note(text) for text in each) for at, each in notes.items()}
    book = MemoryBook(Canvas(blocks=texts))
    asker = ScriptedAsker(answers, load_language(language), asks_back=True)
    Interview(book, asker, load_language, explain).open(BY_KEY[key])
    return asker, book


def shop(**fields: Any) -> tuple[Note, ...]:
    return (Note("Shop", **fields),)


@pytest.mark.parametrize(
    ("answers", "notes"),
    [
        pytest.param(["not for the elderly"], shop(links=(OFFICE, "runners")), id="but"),
        pytest.param(["the runners, I think"], shop(links=("runners",)), id="in own words"),
        pytest.param(["everyone"], shop(links=EVERY_TARGET), id="everyone"),
        pytest.param(["nobody yet"], shop(), id="nobody"),
        pytest.param(["don't know"], shop(), id="not knowing"),
        pytest.param([""], shop(), id="Enter"),
        pytest.param(["?", "B"], shop(links=("runners",)), id="help, then an answer"),
        pytest.param([Reply("", "help"), "B"], shop(links=("runners",)), id="help by its key"),
        pytest.param(
            [Reply("", "help"), Reply("", "redraw"), "B"],
            shop(links=("runners",)),
            id="help by its key and Enter",
        ),
        pytest.param(["D", "C"], shop(links=("the elderly",)), id="a letter that is not there"),
        pytest.param(["people", "1"], (*shop(), Note("people")), id="a new note"),
        pytest.param(["people", "+"], (*shop(), Note("people")), id="a new note, by its sign"),
        pytest.param(
            ["open on Sunday", "2", "B"],
            shop(detail="open on Sunday", links=("runners",)),
            id="more about it",
        ),
        pytest.param(
            ["people", "", "A"], shop(links=("office workers with a stiff neck",)), id="no"
        ),
        pytest.param(["people", "9", "B"], shop(links=("runners",)), id="a wrong number"),
        pytest.param(["people", "3", "", "B"], shop(links=("runners",)), id="elsewhere: nowhere"),
    ],
)
def test_an_answer_becomes_what_its_writer_says(
    answers: list[str | Reply], notes: tuple[Note, ...]
) -> None:
    _, book = work("Shop", *answers)
    assert book.canvas.notes("channels") == notes


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(["people", "3", "8"], id="by the number of the step"),
        pytest.param(["people", "3", "partners"], id="by its name"),
        pytest.param(["oops that is a partner", "1"], id="by a word of the answer"),
    ],
)
def test_a_note_in_the_wrong_step_is_carried_to_the_right_one(answers: list[str]) -> None:
    asker, book = work("Insurers", *answers)
    assert book.texts("channels") == []
    assert book.texts("key_partners") == ["Insurers"]
    assert SAY("interview.carried", note="Insurers", block="8 Key Partners") in asker.told


def test_what_a_partner_does_may_be_said_in_words_and_is_chosen_after_that() -> None:
    _, book = work("Doctors", "send us patients", "1", key="key_partners")
    note = Note("Doctors", detail="send us patients", links=("Treating",))
    assert book.canvas.notes("key_partners") == (note,)


def test_a_partner_that_is_something_else_is_carried() -> None:
    _, book = work("Insurers", "oops, those are costs", "1", key="key_partners")
    assert (book.texts("key_partners"), book.texts("cost_structure")) == ([], ["Insurers"])


@pytest.mark.parametrize("typed", ["\0" + "9\0", "\0" + "0\0", "\0", "A \0" + "7\0 B"])
def test_a_character_that_nobody_sees_is_a_space(typed: str) -> None:
    _, book = work("Shop", typed, "")
    assert book.texts("channels") == ["Shop"]


def test_a_word_that_fits_two_is_asked_about() -> None:
    notes = {**FYSIO, "key_resources": ("the practice room", "practice software")}
    asker, book = work("Rent", "practice", "1", key="cost_structure", notes=notes)
    assert book.canvas.notes("cost_structure")[0].links == ("the practice room",)
    assert SAY("interview.which_one", word="practice") in asker.told
    assert "1 the practice room · 2 practice software" in asker.told


@pytest.mark.parametrize(
    ("said", "links"),
    [
        pytest.param("both", ("the practice room", "practice software"), id="both"),
        pytest.param("", (), id="none of them, and then nothing"),
    ],
)
def test_of_two_both_may_be_meant_or_neither(said: str, links: tuple[str, ...]) -> None:
    notes = {**FYSIO, "key_resources": ("the practice room", "practice software")}
    _, book = work("Rent", "practice", said, "", key="cost_structure", notes=notes)
    assert book.canvas.notes("cost_structure")[0].links == links


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param("A, B", f"'Shop' is for {OFFICE} and runners.", id="two"),
        pytest.param("*", "'Shop' is for everyone.", id="everyone"),
        pytest.param("none", "'Shop' is not linked to anything.", id="nobody"),
    ],
)
def test_what_was_understood_is_said(answer: str, told: str) -> None:
    asker, _ = work("Shop", answer)
    assert told in asker.told


def test_each_pasted_line_is_asked_about_by_its_name() -> None:
    asker, book = work("Shop\nVan", "A", "", "B", "")
    asked = [each for each in asker.told if each.startswith("Who is")]
    assert asked == ["Who is 'Shop' for?", "Who is 'Van' for?"]
    assert [note.links for note in book.canvas.notes("channels")] == [
        (OFFICE,),
        ("runners",),
    ]


@pytest.mark.parametrize(
    ("key", "language", "question"),
    [
        pytest.param("channels", "nl", "Voor wie is 'X'?", id="for whom"),
        pytest.param("revenue_streams", "nl", "Wie betaalt 'X'?", id="who pays"),
        pytest.param("key_activities", "nl", "Voor welk aanbod heb je 'X' nodig?", id="for what"),
        pytest.param("cost_structure", "nl", "Waar hoort de kost 'X' bij?", id="a cost"),
        pytest.param("revenue_streams", "en", "Who pays for 'X'?", id="who pays, in English"),
    ],
)
def test_a_question_has_the_verb_of_its_step(key: str, language: str, question: str) -> None:
    notes = {**FYSIO, "value_propositions": ("One", "Two")}
    asker, _ = work("X", key=key, language=language, notes=notes)
    assert question in asker.told


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("oeps dat is een partner", "key_partners", id="a partner"),
        pytest.param("hoort bij kosten", "cost_structure", id="costs"),
        pytest.param("brengen klanten", None, id="none"),
        pytest.param("partners of kanalen", None, id="two"),
    ],
)
def test_a_block_is_heard_in_the_words(text: str, key: str | None) -> None:
    found = block_named_in(text, but="revenue_streams")
    assert (found.key if found else None) == key


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)


@settings(deadline=None)
@given(LINE.filter(lambda line: not line.lstrip().startswith("/")))
def test_no_line_at_a_question_becomes_a_note_before_its_writer_says_so(line: str) -> None:
    _, book = work("Shop", line, Reply("", "quit"))
    assert book.texts("channels") in (["Shop"], [])


@settings(deadline=None)
@given(LINE)
def test_a_script_loses_nothing_of_what_it_says(line: str) -> None:
    texts = {key: tuple(Note(text) for text in each) for key, each in FYSIO.items()}
    book = MemoryBook(Canvas(blocks=texts))
    Interview(book, ScriptedAsker(["Shop", line]), load_language, explain).open(BY_KEY["channels"])
    assert book.texts("channels")[:1] == ["Shop"]
