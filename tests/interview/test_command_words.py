"""The words of the interview: those that do what keys do, in its language."""

from __future__ import annotations

import pytest

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Reply
from bmc_cli.interview.walk import COMMANDS, Interview
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from tests.fakes import MemoryBook, ScriptedAsker

KEY = "revenue_streams"


def hold(*answers: str | Reply, language: str = "en") -> tuple[ScriptedAsker, MemoryBook]:
    """An interview that goes on at step 5, where two notes are."""
    asker = ScriptedAsker(answers, load_language(language), editor=lambda lines: lines[::-1])
    book = MemoryBook(Canvas(blocks={KEY: (Note("Sale"), Note("Rent"))}))
    Interview(book, asker, load_language, explain).run()
    return asker, book


def effect(line: str) -> object:
    """Everything that comes of ``line`` in a Dutch interview, and of leaving after it."""
    asker, book = hold(line, language="nl")
    shown = (asker.path, asker.helped, asker.reviews, asker.asked, asker.told)
    return shown, asker.pack.language, book.canvas


BEHIND = {
    "go": " 7",
    "edit": " 1 Hire",
    "del": " 1",
    "move": " 2 1",
    "detail": " 1 By the day",
    "later": " 1",
    "lang": " en",
}


@pytest.mark.parametrize(
    ("word", "command"),
    [
        pytest.param(word, command, id=word)
        for command in COMMANDS
        for word in load_language("nl").words["commands"][command].split()
    ],
)
def test_a_dutch_word_does_in_a_dutch_interview_what_the_english_one_does(
    word: str, command: str
) -> None:
    behind = BEHIND.get(command, "")
    assert effect(f"/{word}{behind}") == effect(f"/{command}{behind}")
    assert effect(f"/{word}{behind}") != effect(f"/x{word}{behind}")


def test_an_english_interview_does_not_know_dutch_words() -> None:
    asker, _ = hold("/terug")
    assert asker.path == ["5"]
    assert asker.told[0].startswith("I don't know /terug.")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_word_means_two_things(language: str) -> None:
    own = load_language(language).words["commands"]
    words = [*COMMANDS, *(word for names in own.values() for word in names.split())]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("ask_help", ["?", " ? ", "/help", Reply("", "help")])
def test_help_is_about_the_step_it_was_asked_on(ask_help: str | Reply) -> None:
    asker, book = hold("/go 4", ask_help)
    assert [step.block.number for step in asker.helped] == [4]
    assert book.texts("channels") == []


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        pytest.param("//etc is no word", "/etc is no word", id="two slashes"),
        pytest.param("Why? Because", "Why? Because", id="a question mark inside"),
        pytest.param("and/or", "and/or", id="a slash inside"),
        pytest.param("/quit\nsmoking", "/quit", id="a pasted text"),
    ],
)
def test_a_note_may_look_like_a_word(answer: str, note: str) -> None:
    _, book = hold(answer)
    assert book.texts(KEY)[2] == note


def test_an_unknown_word_is_told_and_is_no_note() -> None:
    asker, book = hold("/bcak 2")
    told = "I don't know /bcak 2. Type ? for the words, or begin with // if it is a note."
    assert asker.told == [told]
    assert book.texts(KEY) == ["Sale", "Rent"]


def test_the_language_can_be_switched_on_the_way_and_is_kept_in_the_canvas() -> None:
    asker, book = hold("/lang nl", "/ga 7", "/taal en", "/go 2")
    assert asker.path == ["5", "5", "7", "7", "2"]
    assert [saved.language for saved in book.saves] == ["nl", "nl", "en", "en"]
    assert asker.pack.language == "en"


@pytest.mark.parametrize(
    "where", [pytest.param([], id="step"), pytest.param(["/review"], id="review")]
)
def test_a_language_that_bmc_does_not_speak_is_told(where: list[str]) -> None:
    asker, book = hold(*where, "/lang fr")
    assert len(asker.told) == 1
    assert asker.told[0].startswith("There is no language “fr”.")
    assert "--lang" not in asker.told[0]  # no way out in the middle of an interview
    assert book.canvas.language == ""
