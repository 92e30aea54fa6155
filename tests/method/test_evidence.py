"""What to test first: how much hangs on a note, worked out along its links."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bmc_cli.file.storage import load
from bmc_cli.method.claims import carried_over
from bmc_cli.method.evidence import core, guesses, how_sure, is_used, tally
from bmc_cli.model.canvas import Canvas, change, find
from bmc_cli.model.fields import EVIDENCE, Note
from tests.interview.conversing import canvas

ANSWERS = Path(__file__).parents[1] / "answers"
BIKES, ROTA = (
    load(ANSWERS / name).canvas for name in ("bike-shop.en.yaml", "praktijkrooster.nl.yaml")
)
STEPS = {block: at for at, block in enumerate(BIKES.blocks, 1)}

FIRST_OF_BIKES = [
    ("1.2", 21),
    ("1.1", 20),
    ("1.4", 13),
    ("1.3", 10),
    ("2.1", 8),
    ("2.5", 8),
    ("2.2", 6),
    ("2.3", 5),
]


def listed(canvas: Canvas) -> list[tuple[str, int]]:
    """Return what to test, by number, with how much hangs on each."""
    return [(f"{STEPS[each.spot[0]]}.{each.spot[1] + 1}", each.hanging) for each in guesses(canvas)]


def saying(canvas: Canvas, key: str, place: int, **fields: object) -> Canvas:
    note = canvas.notes(key)[place]
    return change(canvas, key, note, replace(note, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(BIKES, FIRST_OF_BIKES, id="a bike shop"),
        pytest.param(
            ROTA,
            [("1.1", 26), ("1.2", 23), ("1.3", 19), ("2.3", 13), ("2.4", 13), ("2.1", 9)],
            id="a rota for practices",
        ),
        pytest.param(
            saying(BIKES, "customer_segments", 1, evidence="proven"),
            FIRST_OF_BIKES[1:],
            id="what is proven is not asked, and the others stand as they did",
        ),
        pytest.param(
            saying(BIKES, "customer_segments", 1, evidence="wrong"),
            FIRST_OF_BIKES[1:],
            id="nor is what is wrong",
        ),
        pytest.param(
            saying(BIKES, "cost_structure", 1, vital=True),
            [("9.2", 0), *FIRST_OF_BIKES],
            id="what its owner puts first comes first",
        ),
        pytest.param(
            saying(BIKES, "customer_segments", 1, evidence="guess"),
            FIRST_OF_BIKES,
            id="a guess that is called one is a guess",
        ),
    ],
)
def test_what_most_hangs_on_comes_first(said: Canvas, expected: list[tuple[str, int]]) -> None:
    assert listed(said)[: len(expected)] == expected


def test_what_is_tested_comes_behind_what_is_not() -> None:
    found = listed(saying(BIKES, "customer_segments", 1, evidence="tested"))
    assert found[-1] == FIRST_OF_BIKES[0]
    assert found[:3] == FIRST_OF_BIKES[1:4]


def test_what_is_for_later_is_not_tested_and_counts_for_nothing() -> None:
    said = canvas(
        s1=("Families", Note("Hotels", later=True)),
        s2=(
            Note("Bread", links=("Families", "Hotels")),
            Note("Rolls", links=("Families",), later=True),
        ),
    )
    assert listed(said) == [("1.1", 1), ("2.1", 0)]


def test_a_note_for_all_hangs_on_all_of_them() -> None:
    said = canvas(s1=("Families", "Hotels"), s4=(Note("Shop", links=("all",)),))
    assert [each.hanging for each in guesses(said)] == [1, 1, 0]


def test_along_two_ways_a_note_counts_once() -> None:
    said = canvas(
        s1=("Families", "Hotels"),
        s2=(Note("Bread", links=("Families",)), Note("Rolls", links=("Families",))),
        s6=(Note("Bake", links=("Bread", "Rolls")),),
    )
    assert guesses(said)[0].hanging == 3


def test_the_core_is_what_most_hangs_on_however_sure_it_is() -> None:
    said = saying(BIKES, "customer_segments", 1, evidence="proven")
    assert [each.spot[1] for each in core(said)] == [1, 0, 3]


@pytest.mark.parametrize("field", ["evidence", "test", "learned", "vital"])
def test_a_canvas_uses_it_that_says_anything_of_it(field: str) -> None:
    value = {"evidence": "tested", "vital": True}.get(field, "Ask twenty of them")
    assert not is_used(BIKES)
    assert is_used(saying(BIKES, "channels", 0, **{field: value}))


def test_the_tally_counts_today_s_notes_by_how_sure_they_are() -> None:
    said = saying(BIKES, "customer_segments", 1, evidence="proven")
    assert list(tally(said)) == list(EVIDENCE)
    assert tally(said) == {"guess": 39, "tested": 0, "proven": 1, "wrong": 0}
    assert sum(tally(said).values()) == sum(
        not note.later for notes in said.blocks.values() for note in notes
    )


def test_of_which_nothing_is_said_is_a_guess() -> None:
    assert how_sure(Note("Shop")) == "guess"


@pytest.mark.parametrize(
    ("text", "evidence", "is_told"),
    [
        pytest.param("Hotels", "tested", True, id="quite another claim"),
        pytest.param("Families nearby", "tested", False, id="the same in other words"),
        pytest.param("Hotels", "", False, id="a guess again"),
        pytest.param("Hotels", "proven", False, id="its own evidence"),
    ],
)
def test_evidence_that_is_now_that_of_another_claim_is_known(
    text: str, evidence: str, is_told: bool
) -> None:
    before = canvas(s1=("Offices", Note("Families", evidence="tested"), "Schools"))
    old = find(before, "customer_segments", "Families")
    assert old
    new = replace(old, text=text, evidence=evidence)
    after = change(before, "customer_segments", old, new)
    expected = [(("customer_segments", 1), old, new)] if is_told else []
    assert carried_over(before, after) == expected
