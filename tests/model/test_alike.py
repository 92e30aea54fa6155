"""Two spellings of one word are one word; and what was meant is found, or soon not."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.understanding import chosen
from bmc_cli.method.rules import check
from bmc_cli.method.terms import Terms
from bmc_cli.model.alike import Nearest, composed, folded
from bmc_cli.model.canvas import BLOCKS, Canvas, add, as_compared, change, find, remove
from bmc_cli.model.difference import difference
from bmc_cli.model.fields import Note
from bmc_cli.model.links import Web
from bmc_cli.model.matching import align
from bmc_cli.model.merging import merge
from tests.commandline import bmc

SEGMENTS, VALUE = "customer_segments", "value_propositions"
ONE = normalize("NFC", "Cafégasten")
OTHER = normalize("NFD", "Cafégasten")
SPELLINGS = pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(ONE, OTHER, id="composed and taken apart"),
        pytest.param(OTHER, ONE, id="taken apart and composed"),
    ],
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Shop", "Shop", id="ASCII"),
        pytest.param(OTHER, ONE, id="an accent of its own"),
        pytest.param(ONE, ONE, id="composed"),
        pytest.param("\u1112\u1161\u11ab", "\ud55c", id="Korean"),
        pytest.param("\ufb01n", "\ufb01n", id="a ligature is a character of its own"),
    ],
)
def test_a_text_is_compared_composed(text: str, key: str) -> None:
    assert composed(text) == key


@SPELLINGS
def test_a_text_is_sought_whatever_its_capitals(one: str, other: str) -> None:
    assert folded(one.upper()) == folded(other)


def test_marks_that_nobody_wrote_are_not_sorted() -> None:
    text = "e" + "\u0301\u0323" * 200_000
    assert composed(text) == text


def canvas(segment: str, *links: str) -> Canvas:
    return Canvas(blocks={SEGMENTS: (Note(segment), Note("B")), VALUE: (Note("X", links=links),)})


@SPELLINGS
class TestTwoSpellings:
    def test_link(self, one: str, other: str) -> None:
        web = Web(canvas(one, other))
        assert web.forward[VALUE, 0] == ((SEGMENTS, 0),)
        assert web.loose((VALUE, 0)) == []

    def test_are_found(self, one: str, other: str) -> None:
        assert find(canvas(one), SEGMENTS, other) == Note(one)

    def test_are_no_second_note(self, one: str, other: str) -> None:
        before = canvas(one)
        assert add(before, SEGMENTS, Note(other)) is before

    def test_are_told_as_the_same_text(self, one: str, other: str) -> None:
        terms = Terms({block.key: {} for block in BLOCKS}, frozenset(), frozenset(), frozenset())
        twice = Canvas(blocks={SEGMENTS: (Note(one), Note(other))})
        assert [found.rule for found in check(twice, terms) if len(found.spots) == 2] == [
            "same-text"
        ]

    def test_follow_a_note_that_is_reworded(self, one: str, other: str) -> None:
        after = change(canvas(one, other), SEGMENTS, Note(one), Note("A"))
        assert after.notes(VALUE)[0].links == ("A",)

    def test_stay_where_only_the_spelling_changes(self, one: str, other: str) -> None:
        after = change(canvas(one, one), SEGMENTS, Note(one), Note(other))
        assert after.notes(VALUE)[0].links == (one,)

    def test_go_with_the_note(self, one: str, other: str) -> None:
        after = remove(canvas(one, other, "B"), SEGMENTS, Note(one))
        assert after.notes(VALUE)[0].links == ("B",)

    def test_are_chosen(self, one: str, other: str) -> None:
        assert chosen(other.upper(), [Choice("A", one, one)]) == (one,)
        assert chosen(other[:5], [Choice("A", one, one)]) == (one,)

    def test_are_the_same_note(self, one: str, other: str) -> None:
        assert align([Note("A"), Note(one)], [Note(other), Note("B")]) == [1, None]
        assert as_compared(Note(one, links=(other,))) == as_compared(Note(other, links=(one,)))

    def test_are_no_news(self, one: str, other: str) -> None:
        changes = difference(canvas(one, one), canvas(other, one))
        assert changes
        assert changes.news == ()

    @pytest.mark.parametrize("mine", ["one", "other"])
    def test_are_no_conflict(self, one: str, other: str, mine: str) -> None:
        ours, theirs = canvas(other, one), canvas("Guests", "Guests")
        sides = (ours, theirs) if mine == "one" else (theirs, ours)
        merged = merge(canvas(one, one), *sides)
        assert merged.conflicts == ()
        assert [note.text for note in merged.canvas.notes(SEGMENTS)] == ["Guests", "B"]

    def test_are_one_note_that_both_added(self, one: str, other: str) -> None:
        merged = merge(Canvas(), canvas(one, one), canvas(other, other))
        assert len(merged.canvas.notes(SEGMENTS)) == 2
        assert merged.canvas.notes(VALUE)[0].links == (one,)


@SPELLINGS
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["list", "--find", "CAFÉG"], id="find"),
        pytest.param(["show", "--segment", "Caféga"], id="segment"),
        pytest.param(["edit", "2", "--note", "1", "--for", "Cafég"], id="for"),
        pytest.param(["check", "--ignore", "empty-block"], id="check"),
    ],
)
def test_a_command_takes_both_spellings(
    command: list[str], one: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = f"bmc: 1\n{SEGMENTS}:\n  - {one}\n  - B\n{VALUE}:\n  - text: X\n    for: [{other}]\n"
    (tmp_path / "canvas.yaml").write_text(text, encoding="utf-8")
    form: Literal["NFC", "NFD"] = "NFC" if other == ONE else "NFD"
    done = bmc(*(normalize(form, word) for word in command))
    assert done.code == (1 if command[0] == "check" else 0), done.err
    assert "unknown-target" not in done.out


class TestNearest:
    def test_finds_what_was_meant(self) -> None:
        assert Nearest(0.5)("Familys", ["Hotels", "Families"]) == "Families"

    @pytest.mark.parametrize(
        ("text", "known"),
        [
            pytest.param("Familys", ["Hotels"], id="nothing alike"),
            pytest.param("ab" * 600, ["ab" * 600], id="longer than any note"),
            pytest.param("Familys", [], id="nothing there"),
        ],
    )
    def test_finds_nothing(self, text: str, known: list[str]) -> None:
        assert Nearest(0.5)(text, known) == ""

    def test_ends_when_that_would_take_long(self) -> None:
        nearest = Nearest(0.5, most=100)
        assert [nearest("Familys", ["Families"]) for _ in range(3)] == ["Families", "", ""]
