"""Going through what a check found: each point asked, answered in one's own words, and mended."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from bmc_cli.file.storage import load
from bmc_cli.interview.mending import Point
from bmc_cli.interview.places import place_of
from bmc_cli.interview.state import Effect, Reply, State
from bmc_cli.interview.walk import asked, mending, turn
from bmc_cli.method.finding import Level
from bmc_cli.method.rules import check
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.words.terms import terms_of
from tests.packs import pack

EN = pack("en")
ANSWERS = Path(__file__).parents[1] / "answers"
REAL = [load(ANSWERS / name).canvas for name in ("bike-shop.en.yaml", "praktijkrooster.nl.yaml")]
BAKERY = Canvas(
    title="Bakery",
    blocks={
        "customer_segments": (Note("Families"), Note("Hotels")),
        "value_propositions": (Note("Bread"), Note("Rolls", links=("all",))),
        "channels": (Note("Shop", links=("Families",)), Note("Van", links=("Hotels",))),
    },
)
QUIET = ("empty-block", "no-later", "channel-kind", "vague")


def begun(canvas: Canvas, number: int | None = None, ignored: tuple[str, ...] = QUIET) -> State:
    return mending(canvas, EN, number, ignored=ignored).state


def after(state: State, *replies: str) -> State:
    for reply in replies:
        state = turn(state, Reply(reply)).state
    return state


def found(state: State) -> list[str]:
    return [each.rule for each in check(state.canvas, terms_of(EN), QUIET)]


def test_a_point_says_what_was_found_what_can_be_chosen_and_how_many_come() -> None:
    shown = asked(begun(BAKERY))
    assert "Bread" in shown.question
    assert [each.label for each in shown.choices] == ["A", "B"]
    assert shown.lead == ""  # it is the only one


def test_a_point_about_later_does_not_speak_of_a_next_step() -> None:
    state = begun(BAKERY, ignored=("empty-block", "channel-kind", "vague"))
    hints = []
    while state.questions and isinstance(state.question, Point):
        hints.append(asked(state).hint)
        state = after(state, "")
    assert EN.say("interview.mend_ahead_hint") in hints
    assert EN.say("interview.hint_ahead") not in hints


@pytest.mark.parametrize(
    ("reply", "links"),
    [
        pytest.param("A", ("Families",), id="a letter"),
        pytest.param("families", ("Families",), id="a name"),
        pytest.param("not for hotels", ("Families",), id="all but"),
        pytest.param("everyone", ("all",), id="everyone"),
    ],
)
def test_it_is_answered_in_ones_own_words(reply: str, links: tuple[str, ...]) -> None:
    state = after(begun(BAKERY), reply)
    assert state.canvas.notes("value_propositions")[0].links == links
    assert found(state) == []


@pytest.mark.parametrize("reply", ["", "not sure", "?"])
def test_a_point_that_is_left_changes_nothing(reply: str) -> None:
    assert after(begun(BAKERY), reply).canvas == BAKERY


def test_what_serves_nothing_is_filled_by_a_note_that_is_there_or_a_new_one() -> None:
    lacking = replace(
        BAKERY, blocks={**BAKERY.blocks, "channels": (Note("Van", links=("Hotels",)),)}
    )
    number = [each.rule for each in check(lacking, terms_of(EN), QUIET)].index(
        "segment-without-channel"
    )
    there = after(begun(lacking, number + 1), "van")
    assert there.canvas.notes("channels") == (Note("Van", links=("Hotels", "Families")),)
    new = after(begun(lacking, number + 1), "Market stall")
    assert new.canvas.notes("channels")[1] == Note("Market stall", links=("Families",))


def test_one_point_is_asked_by_its_number_and_then_it_is_done() -> None:
    state = begun(BAKERY, 1)
    made = turn(state, Reply("A"))
    assert made.effect is Effect.FINISH


@pytest.mark.parametrize("number", [0, -1, 99])
def test_a_number_of_no_point_is_refused(number: int) -> None:
    with pytest.raises(IndexError):
        begun(BAKERY, number)


def test_a_canvas_without_a_point_is_done_at_once() -> None:
    whole = after(begun(BAKERY), "A").canvas
    assert mending(whole, EN, ignored=QUIET).effect is Effect.FINISH


# -- repairs add up


def spoiled(canvas: Canvas, seed: int) -> Canvas:
    """Return a canvas with notes, links and kinds taken out."""
    dice = random.Random(seed)
    blocks = {
        key: tuple(
            replace(
                note,
                links=() if dice.random() < 0.4 else note.links,
                kinds=() if dice.random() < 0.4 else note.kinds,
            )
            for note in notes
            if dice.random() > 0.3
        )
        for key, notes in canvas.blocks.items()
    }
    there = {note.text for notes in blocks.values() for note in notes} | {"all"}
    kept = {
        key: tuple(replace(n, links=tuple(x for x in n.links if x in there)) for n in notes)
        for key, notes in blocks.items()
    }
    return replace(canvas, blocks=kept)


def plausible(state: State, words: Iterator[str], noted: set[str]) -> str:
    """Return what somebody would answer who wants to be done with it."""
    shown, place = asked(state), place_of(state)
    sort = type(state.question.inner if isinstance(state.question, Point) else state.question)
    if sort.__name__ == "Notes":
        is_done = state.question.key in noted
        noted ^= {state.question.key}
        return "" if is_done else next(words)
    if place.endswith("ahead"):
        return ""
    if shown.choices and sort.__name__ != "Fill":
        return shown.choices[0].label
    return next(words)


def mended(canvas: Canvas) -> Canvas:
    words = (f"something {word} {at}" for at in count() for word in ("blue", "round", "old"))
    state, noted, last = mending(canvas, EN).state, set[str](), ("", "")
    for _ in range(300):
        now = (place_of(state), asked(state).question)
        made = turn(state, Reply("" if now == last else plausible(state, words, noted)))
        if made.effect is Effect.FINISH:
            return made.state.canvas
        state, last = made.state, now
    raise AssertionError("there is no end to it")


@pytest.mark.parametrize(
    "canvas",
    [
        pytest.param(Canvas(), id="empty"),
        pytest.param(BAKERY, id="begun"),
        *(
            pytest.param(spoiled(canvas, seed), id=f"{canvas.title} {seed}")
            for canvas in REAL
            for seed in range(15)
        ),
    ],
)
def test_after_two_rounds_nothing_is_wrong_or_loose_and_nothing_is_lost(canvas: Canvas) -> None:
    after_all = mended(mended(canvas))
    heavy = [each for each in check(after_all, terms_of(EN)) if each.level < Level.ADVICE]
    assert heavy == []
    for key, notes in canvas.blocks.items():
        assert len(after_all.notes(key)) >= len(notes)


def test_other_words_at_an_offer_are_told_what_can_be_typed_and_it_is_asked_again() -> None:
    twice = replace(BAKERY, blocks={**BAKERY.blocks, "customer_segments": (Note("Hotels"),) * 2})
    state = begun(twice)
    asked_again = turn(state, Reply("that is one and the same"))
    assert asked_again.said == (EN.say("interview.what_help"),)
    assert place_of(asked_again.state) == place_of(state)
    assert len(after(state, "yes").canvas.notes("customer_segments")) == 1


def test_back_asks_the_point_before_once_more() -> None:
    loose = replace(BAKERY, blocks={**BAKERY.blocks, "value_propositions": (Note("Bread"),)})
    first = begun(loose, ignored=("empty-block",))
    second = after(first, "")
    assert asked(second).question != asked(first).question
    assert asked(after(second, "/back")).question == asked(first).question


def test_two_ideas_become_two_notes() -> None:
    shop = Note("Shop on the corner and van to hotels", links=("all",))
    both = replace(BAKERY, blocks={**BAKERY.blocks, "channels": (shop, Note("Site"))})
    rules = [each.rule for each in check(both, terms_of(EN), QUIET)]
    state = begun(both, rules.index("two-ideas") + 1)
    assert asked(state).draft == shop.text
    texts = [note.text for note in after(state, "Shop; Van").canvas.notes("channels")]
    assert texts == ["Shop", "Site", "Van"]
