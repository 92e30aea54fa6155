"""Whatever is typed at whatever question: no note comes or goes unasked, and all can be undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.file.book import Book
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import create, load
from bmc_cli.interview.ahead import Ahead
from bmc_cli.interview.conversation import Conversation
from bmc_cli.interview.ends import OpenPage
from bmc_cli.interview.places import at, place_of
from bmc_cli.interview.state import Reply, State, Turn
from bmc_cli.interview.steps import Notes
from bmc_cli.interview.walk import asked, begin, turn
from bmc_cli.model.canvas import BLOCKS, Canvas, filled
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Reach, Refused
from tests.fakes import MemoryBook, ScriptedAsker
from tests.interview.conversing import ENTER, KEYS, Talk, canvas, talk
from tests.packs import pack

FILLED = canvas(
    s1=("Families", "Hotel bar", "Hotel gym", "ouderen thuis"),
    s2=(Note("Bread", links=("Families",)), "Rolls"),
    s3=("Chat",),
    s4=(Note("Web shop", links=("all",)), Note("Van", kinds=("delivery",)), "Praktijk"),
    s5=("Bread money", "Weekabonnement"),
    s6=("Bake", "Praktijk houden"),
    s7=("Oven", "Ikzelf"),
    s8=("Miller",),
    s9=("Rent", "Flour"),
)

SAID = [
    *("A", "a b", "AB", "A en C", "A, B and D", "E", "1", "1 3", "2-4", "9", "7.2", "segment B"),
    *("hotel", "praktijk", "families", "niet voor hotel bar", "all but families", "iedereen"),
    *("everyone", "beide", "both", "the first two", "de laatste", "geen", "niemand", "none"),
    *("-", "nvt", "weet ik niet", "don't know", "later", "ja", "yes", "klaar", "done", "skip"),
    *("?", "help", "stop", "terug", "back", "next", "undo", "canvas", "hoe ziet het eruit?"),
    *("brengen klanten", "brings customers", "die groep groeit", "oeps dat is een partner"),
    *("A: more", "C wordt groter", "1: closes", "Market stall", "Stall [A B]", "a, b and c"),
    *("Van met brood", "Web shop", "en", "voor", "x", ":-)", "!", "//x", "/foo", "+", "+ nu"),
]
"""What people type, whatever they were asked."""

LINES = st.one_of(
    st.sampled_from(SAID),
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=30),
    st.lists(st.sampled_from(SAID), min_size=2, max_size=3).map(" ".join),
)

COMMANDS = st.sampled_from([
    *("/del 1", "/del 1 2", "/del A", "/edit 1 Other", "/move 1 2", "/move 1 partners"),
    *("/move 1 costs", "/for 1 A", "/for 1 all", "/for 1 none", "/kind 1 1", "/later 1"),
    *("/detail 1 more", "/outlook 1 grows", "/remark 1 why?", "/title New", "/author Me"),
])  # fmt: skip

WORDS = st.sampled_from([
    *("/edit 1", "/for 1", "/kind 1", "/move 1 8", "/go 2", "/go 5", "/review", "/canvas"),
    *("/title", "/author", "/back", "/next", "/del 1 2 3", "/help", ENTER, ENTER),
])  # fmt: skip

QUESTIONS: dict[str, tuple[int, tuple[str, ...]]] = {
    "a link to segments": (4, ("/for 3",)),
    "a link to offers": (6, ("/for 1",)),
    "a link of a partner": (8, ("/for 1",)),
    "a link of a cost": (9, ("/for 1",)),
    "a kind": (4, ("/kind 1",)),
    "what is this": (4, ("/for 3", "brings in people")),
    "which one": (4, ("/for 3", "hotel")),
    "which step": (4, ("/for 3", "brings in people", "3")),
    "a closing question": (4, (ENTER,)),
    "a later closing question": (4, (ENTER, "1")),
    "costs that rise": (9, (ENTER,)),
    "amending": (4, ("/edit 2",)),
    "all nine": (4, ("/review",)),
    "the title": (4, ("/title",)),
}
"""Questions at which no notes are typed, by the step and the replies that lead there."""

NOTES: dict[str, tuple[int, tuple[str, ...]]] = {
    "the notes": (4, ()),
    "the look ahead": (4, (ENTER, ENTER)),
    "a gap": (5, (ENTER,)),
    "where to": (4, ("/move 2 8",)),
}
"""Those at which notes are, or that stand above one."""


def count(canvas: Canvas) -> int:
    return sum(len(notes) for notes in canvas.blocks.values())


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("question", QUESTIONS)
@given(line=LINES)
def test_a_line_adds_no_note_where_no_notes_are_typed(
    question: str, language: str, line: str
) -> None:
    step, replies = QUESTIONS[question]
    asking = talk(FILLED, step, *replies, language=language)
    after = asking.then(line)
    if question == "what is this" and count(after.canvas) > count(asking.canvas):
        assert after.canvas.notes("channels")[3:] == (Note("brings in people"),)  # it was said
    else:
        assert count(after.canvas) == count(asking.canvas)


@pytest.mark.parametrize("question", [*NOTES, *QUESTIONS])
@given(line=LINES)
def test_enter_saves_nothing_and_clears_nothing(question: str, line: str) -> None:
    step, replies = {**QUESTIONS, **NOTES}[question]
    before = talk(FILLED, step, *replies, line)
    after = before.then(ENTER)
    assert {type(edit) for edit in after.edits} <= {Reach}
    assert filled(after.canvas) == filled(before.canvas)


@pytest.mark.parametrize("step", range(1, 10))
@given(line=LINES)
def test_a_line_at_the_notes_is_a_note_or_a_question_or_nothing(step: int, line: str) -> None:
    before = talk(FILLED, step)
    after = before.then(line)
    assert count(after.canvas) - count(before.canvas) in {0, 1}
    if count(after.canvas) > count(before.canvas):
        new = after.canvas.notes(KEYS[str(step)])[-1]
        assert new.text.replace("*", "") in line.replace("*", "")


@pytest.mark.parametrize("step", [2, 5, 6, 7])
@given(line=LINES)
def test_a_line_at_a_gap_is_a_note_that_fills_it_or_a_question(step: int, line: str) -> None:
    before = talk(FILLED, step, ENTER)
    assert "/gap/" in before.place
    after = before.then(line)
    if count(after.canvas) > count(before.canvas):
        assert after.canvas.notes(KEYS[str(step)])[-1].links
        assert re.search(r"\w\w", line)


@pytest.mark.parametrize("asks_back", [True, False])
@given(line=LINES)
def test_nothing_at_the_look_ahead_is_a_note_for_now(asks_back: bool, line: str) -> None:
    after = talk(FILLED, Ahead("channels"), line, asks_back=asks_back)
    new = after.canvas.notes("channels")[3:]
    assert all(note.later for note in new)
    assert not (new and asks_back)


@given(st.lists(st.one_of(LINES, COMMANDS, WORDS), max_size=12), st.booleans(), st.booleans())
def test_whatever_is_typed_is_answered_and_what_is_shown_is_what_is_saved(
    lines: list[str], asks_back: bool, single: bool
) -> None:
    state = State(FILLED, pack("nl"), (Notes("channels"),), asks_back, single)
    for line in lines:
        made = turn(state, Reply(line))
        assert made.state.questions
        assert bool(made.edits) or made.state.canvas == state.canvas
        state = made.state
        assert asked(state).question or asked(state).page


# -- undo


def held(lines: list[str], book: MemoryBook | Book, step: int) -> ScriptedAsker:
    asker = ScriptedAsker(lines)
    block = BLOCKS[step - 1].key
    state = State(book.canvas, asker.pack, (Notes(block),))
    Conversation(book, asker, load_language, explain).hold(Turn(state))
    return asker


@pytest.mark.parametrize("question", [*NOTES, *QUESTIONS])
@given(line=st.one_of(LINES, COMMANDS))
def test_undo_restores_the_canvas(question: str, line: str) -> None:
    step, before = {**QUESTIONS, **NOTES}[question]
    known = MemoryBook(FILLED)
    held([*before], known, step)
    book = MemoryBook(FILLED)
    asker = held([*before, line], book, step)
    if len(book.saves) == len(known.saves) or not asker.shown[-1].state.savings:
        return
    again = MemoryBook(FILLED)
    held([*before, line, "/undo"], again, step)
    assert again.canvas == known.canvas


@given(st.lists(st.one_of(LINES, COMMANDS, WORDS), max_size=8))
def test_all_of_a_session_can_be_undone(lines: list[str]) -> None:
    asker = held(lines, MemoryBook(FILLED), 4)
    assume(len(asker.shown) > len(lines))  # nobody left
    book = MemoryBook(FILLED)
    held([*lines, *["/undo"] * len(asker.shown[-1].state.savings)], book, 4)
    assert filled(book.canvas) == filled(FILLED)


@pytest.mark.parametrize("question", ["the notes", "a link to segments", "a closing question"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.one_of(LINES, COMMANDS))
def test_undo_restores_the_file(question: str, tmp_path: Path, line: str) -> None:
    step, before = {**QUESTIONS, **NOTES}[question]
    path = tmp_path / "canvas.yaml"
    path.unlink(missing_ok=True)
    create(path, FILLED)
    was = path.read_bytes()
    asker = held([*before, line], Book(path, load(path).canvas), step)
    path.write_bytes(was)
    undos = ["/undo"] * len(asker.shown[-1].state.savings)
    held([*before, line, *undos], Book(path, load(path).canvas), step)
    assert path.read_bytes() == was


@pytest.mark.parametrize("question", [*NOTES, *QUESTIONS])
@given(lines=st.lists(st.one_of(LINES, COMMANDS, WORDS), min_size=1, max_size=6))
def test_each_id_that_is_told_can_be_asked_for(question: str, lines: list[str]) -> None:
    step, replies = {**QUESTIONS, **NOTES}[question]
    held = talk(FILLED, step, *replies)
    for line in lines:
        try:
            held = held.then(line)
        except Refused:
            continue
        if held.effect:
            break
        below = held.state
        while isinstance(below.question, OpenPage):
            below = below.answered()
        place = place_of(below)
        again = at(begin(held.canvas, pack("en")).state, place)
        assert type(again.question) is type(below.question)
        held = Talk((Turn(again),))
