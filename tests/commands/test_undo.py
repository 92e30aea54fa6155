"""``bmc undo``: the last saving taken back, told, and listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.conftest import CANVAS


@pytest.fixture
def edited(canvas: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A canvas after two edits, with a history of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(canvas.parent / "state"))
    bmc("edit", "4", "--add", "Stall")
    bmc("edit", "1", "--remove", "1")
    return canvas


def test_it_takes_the_last_saving_back_and_says_what_that_was(edited: Path) -> None:
    done = bmc("undo")
    assert done.code == 0
    assert done.out.splitlines() == [
        *("1 Customer Segments", "  + Families"),
        *("4 Channels", "  ~ Web shop: for: {+Families+}"),
    ]
    assert done.err == "Undone in canvas.yaml. To put it back: bmc undo --redo\n"
    assert edited.read_text(encoding="utf-8") == CANVAS + "  - Stall\n"


def test_and_again_and_forth(edited: Path) -> None:
    after = edited.read_bytes()
    bmc("undo")
    bmc("undo")
    assert edited.read_text(encoding="utf-8") == CANVAS
    assert bmc("undo").code == 1
    bmc("undo", "--redo")
    done = bmc("undo", "--redo")
    assert done.err == "Put back in canvas.yaml.\n"
    assert edited.read_bytes() == after
    assert bmc("undo", "--redo").err.startswith("bmc: There is nothing to put back")


def test_the_versions_are_listed_newest_first_with_what_they_changed(edited: Path) -> None:
    bmc("undo")
    rows = bmc("undo", "--list").out.splitlines()
    assert [row[:2] for row in rows] == ["  ", "> ", "  "]
    assert rows[0].endswith(": 1 Customer Segments; - Families")
    assert rows[1].endswith(": 4 Channels; + Stall")
    assert rows[2].endswith(": as it was at first")
    assert all("second" in row for row in rows)


def test_every_answer_of_an_interview_can_be_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    bmc("new", "--plain", stdin="Bakery\nAnn\nFamilies\nHotels\n")
    assert "Hotels" in (folder / "canvas.yaml").read_text(encoding="utf-8")
    bmc("undo")
    text = (folder / "canvas.yaml").read_text(encoding="utf-8")
    assert "Hotels" not in text
    assert "Families" in text


def test_an_interview_is_taken_back_in_steps_that_can_be_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    answers = "Bakery\nAnn\n/go 1\nFamilies\nHotels\n\n\n\n\n/go 4\nShop\n\n/quit\n"
    bmc("new", "--plain", stdin=answers)
    last = (folder / "canvas.yaml").read_text(encoding="utf-8")
    assert "value_propositions: []" in last
    told = [row.partition(": ")[2] for row in bmc("undo", "--list").out.splitlines()]
    assert told == [
        "4 Channels; + Shop",
        "1 Customer Segments; + Hotels",
        "1 Customer Segments; + Families",
        "~ author: {+Ann+}",
        "as it was at first",
    ]
    for _ in told[1:]:
        assert bmc("undo").out
    done = bmc("undo")
    assert (done.code, done.out) == (1, "")


def test_a_comment_changed_by_hand_is_a_step_and_told_as_one(edited: Path) -> None:
    edited.write_bytes(edited.read_bytes() + b"# Ask Ann.\n")
    done = bmc("undo")
    assert done.out == "no note and no title changed, only other lines\n"
    assert (
        bmc("undo", "--list")
        .out.splitlines()[0]
        .endswith(": no note and no title changed, only other lines")
    )


def test_the_list_says_of_a_version_that_it_was_broken_by_hand(edited: Path) -> None:
    edited.write_bytes(edited.read_bytes() + b'  - "broken\n')
    bmc("undo")
    assert bmc("undo", "--list").out.splitlines()[0].endswith(": not a canvas, broken by hand")


def test_a_canvas_without_versions_says_so(canvas: Path) -> None:
    for options, said in (
        ([], "There is nothing to undo in canvas.yaml."),
        (["--list"], "Nothing was kept of canvas.yaml yet."),
    ):
        done = bmc("undo", *options)
        assert (done.code, done.out) == (1, "")
        assert said in done.err


def test_a_canvas_that_was_removed_comes_back(edited: Path) -> None:
    before = edited.read_bytes()
    edited.unlink()
    assert bmc("undo").code == 0
    assert edited.read_bytes() == before


def test_one_that_somebody_broke_by_hand_can_be_taken_back(edited: Path) -> None:
    good = edited.read_bytes()
    edited.write_bytes(good + b'  - "broken\n')
    assert bmc("undo").code == 0
    assert edited.read_bytes() == good


def test_it_speaks_the_language_of_the_canvas(edited: Path) -> None:
    edited.write_text(
        edited.read_text(encoding="utf-8").replace("language: en", "language: nl"), "utf-8"
    )
    bmc("edit", "4", "--add", "Kraam")
    assert "Ongedaan gemaakt in canvas.yaml." in bmc("undo").err


@pytest.mark.parametrize("option", ["--redo", "--list", "--lang=nl"])
def test_what_is_wrong_with_the_versions_is_told_in_it_too(
    canvas: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    canvas.write_text(CANVAS.replace("language: en", "language: nl"), encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(canvas / "state"))
    said = bmc("undo", option).err
    assert said.startswith("bmc: De versies van canvas.yaml zijn niet te gebruiken.")


def test_the_way_back_names_the_file(edited: Path) -> None:
    edited.rename(edited.with_name("other.yaml"))
    bmc("edit", "4", "other.yaml", "--add", "App")
    said = bmc("undo", "other.yaml").err
    assert said == "Undone in other.yaml. To put it back: bmc undo other.yaml --redo\n"
    assert bmc("undo", "other.yaml", "--redo").code == 0
