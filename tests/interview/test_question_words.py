"""Links and kinds by a word, later: /for and /kind."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.interview.conversing import (
    BAKERY,
    SAY,
    SKIP,
    Answer,
    work,
)

STREET: Mapping[str, tuple[str, ...]] = {**BAKERY, "channels": ("Shop", "Van")}


@pytest.mark.parametrize(
    ("answers", "note"),
    [
        pytest.param(["/for 2 A B"], Note("Van", links=("Families", "Hotels")), id="letters"),
        pytest.param(["/for 2 *"], Note("Van", links=EVERY_TARGET), id="all"),
        pytest.param(["/for 2 hotels"], Note("Van", links=("Hotels",)), id="a text"),
        pytest.param(["/for 2", "B"], Note("Van", links=("Hotels",)), id="asked for it"),
        pytest.param(["/for", "B"], Note("Van", links=("Hotels",)), id="the last one"),
        pytest.param(["/whom 2 B"], Note("Van", links=("Hotels",)), id="in another word"),
        pytest.param(["/for 2 B", "/for 2", "nobody"], Note("Van"), id="taken off"),
        pytest.param(["/for 2 B", "/for 2 -"], Note("Van"), id="taken off at once"),
        pytest.param(
            ["/for 2 B", "/for 2", SKIP], Note("Van", links=("Hotels",)), id="Enter leaves it"
        ),
        pytest.param(["/kind 2 purchase"], Note("Van", kinds=("purchase",)), id="a kind"),
        pytest.param(["/kind 2 3"], Note("Van", kinds=("purchase",)), id="a kind's number"),
        pytest.param(["/kind 2 3 4"], Note("Van", kinds=("purchase", "delivery")), id="two"),
        pytest.param(["/kind 2", "4"], Note("Van", kinds=("delivery",)), id="asked for the kind"),
        pytest.param(["/kind 2 3", "/kind 2", "none"], Note("Van"), id="the kind taken off"),
        pytest.param(
            ["/kind 2 3", "/kind 2", SKIP], Note("Van", kinds=("purchase",)), id="Enter leaves that"
        ),
    ],
)
def test_a_note_is_tied_by_a_word(answers: list[Answer], note: Note) -> None:
    _, book = work(*answers, notes=STREET)
    assert book.canvas.notes("channels") == (Note("Shop"), note)


@pytest.mark.parametrize(
    ("word", "note"),
    [
        pytest.param("/voor 2 A B", Note("Van", links=("Families", "Hotels")), id="voor"),
        pytest.param("/voor 2 iedereen", Note("Van", links=EVERY_TARGET), id="voor iedereen"),
        pytest.param("/soort 2 3", Note("Van", kinds=("purchase",)), id="soort"),
        pytest.param("/soort 2 aankoop", Note("Van", kinds=("purchase",)), id="soort, by its name"),
    ],
)
def test_a_note_is_tied_by_a_dutch_word(word: str, note: Note) -> None:
    _, book = work(word, notes=STREET, language="nl")
    assert book.canvas.notes("channels") == (Note("Shop"), note)


@pytest.mark.parametrize(
    ("word", "unknown"),
    [
        pytest.param("/for 2 A x", "A x", id="a letter"),
        pytest.param("/for 2 Everest", "Everest", id="a text"),
        pytest.param("/kind 2 9", "9", id="a number"),
        pytest.param("/kind 2 rent", "rent", id="a kind of another block"),
    ],
)
def test_what_is_not_on_the_list_is_told_with_the_list(word: str, unknown: str) -> None:
    asker, book = work(word, notes=STREET)
    assert " · " in asker.told[0]
    assert asker.told[1:] == [SAY("interview.not_listed", words=unknown)]
    assert book.saves == []


@pytest.mark.parametrize(
    ("word", "key", "told"),
    [
        pytest.param("/for 1", "customer_segments", "no_links", id="nothing to tie to"),
        pytest.param("/kind 1", "customer_segments", "no_kinds", id="no kinds"),
    ],
)
def test_a_block_without_choices_says_so(word: str, key: str, told: str) -> None:
    asker, book = work(word, key=key, notes=STREET)
    assert asker.told == [SAY(f"interview.{told}")]
    assert book.saves == []


@pytest.mark.parametrize("word", ["/for 9 A", "/kind 0 1", "/for x"])
def test_a_number_without_a_note_is_told(word: str) -> None:
    asker, _ = work(word, notes=STREET)
    assert asker.told == [SAY("interview.which_note", last=2)]


@pytest.mark.parametrize("word", ["/for 2", "/kind 2"])
def test_a_text_typed_for_an_answer_to_a_word_is_a_note(word: str) -> None:
    _, book = work(word, "Web shop", notes=STREET)
    assert book.texts("channels") == ["Shop", "Van", "Web shop"]


@pytest.mark.parametrize("word", ["/for 2", "/kind 2"])
def test_a_word_typed_for_an_answer_to_a_word_is_done(word: str) -> None:
    _, book = work(word, "/del 1", notes=STREET)
    assert book.texts("channels") == ["Van"]
