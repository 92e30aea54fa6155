"""Two title blocks made into one: what one side changed, and versions of what both did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bmc_cli.model.canvas import HEAD, Canvas, versions_of
from bmc_cli.model.merging import Conflict, merge

BASE = Canvas(title="Bakery", date="2026-11-01", iteration="1", language="en")


def said(*versions: str) -> Canvas:
    """A canvas with this title; of several versions, as a merge leaves them."""
    conflicts = {"title": versions} if len(versions) > 1 else {}
    return replace(BASE, title=versions[0], conflicts=conflicts)


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        pytest.param("title", "A", "B", id="title"),
        pytest.param("author", "A", "B", id="author"),
        pytest.param("language", "nl", "", id="language"),
        pytest.param("prompts", "mine.yaml", "yours.yaml", id="own prompts"),
        pytest.param("variant_of", "a.yaml", "b.yaml", id="what it is a variant of"),
        pytest.param("iteration", "9b", "10", id="one iteration is no number"),
        pytest.param("iteration", "10", "", id="one has no iteration"),
        pytest.param("date", "2026-11-30", "next week", id="one date is none"),
    ],
)
def test_of_what_both_changed_all_versions_stay(field: str, ours: str, theirs: str) -> None:
    sides = (replace(BASE, **{field: it}) for it in (ours, theirs))  # type: ignore[arg-type]
    found = merge(BASE, *sides)
    assert found.canvas.conflicts == {field: (ours, theirs)}
    assert getattr(found.canvas, field) == ours
    assert found.conflicts == (Conflict("", field),)


def test_what_is_said_is_a_version_that_says_something() -> None:
    found = merge(BASE, replace(BASE, title=""), replace(BASE, title="B"))
    assert (found.canvas.title, found.canvas.conflicts) == ("B", {"title": ("", "B")})


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "left", "told"),
    [
        pytest.param("A", "BC", "A", "BC", False, id="only we have a conflict"),
        pytest.param("A", "A", "BC", "BC", False, id="only they have one"),
        pytest.param("A", "BC", "CB", "BC", False, id="both have the same"),
        pytest.param("A", "BC", "D", "BCD", True, id="they have a third title"),
        pytest.param("A", "D", "BC", "DBC", True, id="we have a third title"),
        pytest.param("A", "BC", "DE", "BCDE", True, id="two conflicts meet"),
        pytest.param("A", "BC", "C", "BC", True, id="theirs once more"),
        pytest.param("AB", "A", "AB", "A", False, id="we decided"),
        pytest.param("AB", "A", "B", "AB", True, id="each decided otherwise"),
        pytest.param("AB", "A", "D", "AD", True, id="they made it something else"),
        pytest.param("AB", "A", "ABC", "AC", True, id="we decided, they merged once more"),
    ],
)
def test_no_version_is_lost_or_comes_twice(
    base: str, ours: str, theirs: str, left: str, told: bool
) -> None:
    found = merge(*(said(*each) for each in (base, ours, theirs)))
    assert versions_of(found.canvas, "title") == tuple(left)
    assert bool(found.conflicts) == told


def test_what_somebody_wrote_in_it_since_is_a_version() -> None:
    edited = replace(said("A", "B"), title="C")
    found = merge(said("A", "B"), edited, replace(BASE, title="D"))
    assert set(versions_of(found.canvas, "title")) == {"C", "D"}


@pytest.mark.parametrize("name", HEAD)
def test_what_one_side_changed_is_taken_over(name: str) -> None:
    changed = replace(BASE, **{name: "2027"})  # type: ignore[arg-type]
    for sides in ((changed, BASE), (BASE, changed), (changed, changed)):
        assert merge(BASE, *sides).canvas == changed
