"""``bmc undo``: the last saving taken back, told, and listed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
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
    assert done.err == "Undone in canvas.yaml. To redo it: bmc undo --redo\n"
    assert edited.read_text(encoding="utf-8") == CANVAS + "  - Stall\n"


def test_and_again_and_forth(edited: Path) -> None:
    after = edited.read_bytes()
    bmc("undo")
    bmc("undo")
    assert edited.read_text(encoding="utf-8") == CANVAS
    assert bmc("undo").code == 1
    bmc("undo", "--redo")
    done = bmc("undo", "--redo")
    assert done.err == "Redone in canvas.yaml.\n"
    assert edited.read_bytes() == after
    assert bmc("undo", "--redo").err.startswith("bmc: There is nothing to redo")


def test_the_versions_are_listed_newest_first_with_what_they_changed(edited: Path) -> None:
    bmc("undo")
    rows = bmc("undo", "--list").out.splitlines()
    assert [row[:2] for row in rows] == ["  ", "> ", "  "]
    assert rows[0].endswith(": 1 Customer Segments; - Families")
    assert rows[1].endswith(": 4 Channels; + Stall")
    assert rows[2].endswith(": first version")
    assert all("just now" in row for row in rows)


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
        "first version",
    ]
    for _ in told[1:]:
        assert bmc("undo").out
    done = bmc("undo")
    assert (done.code, done.out) == (1, "")


BY_OTHERS = [
    pytest.param(
        lambda text: text + "  - By hand\n",
        "4 Channels; + By hand",
        ["4 Channels", "  - By hand"],
        id="a note",
    ),
    pytest.param(
        lambda text: text + "# Ask Ann.\n",
        "no note or title changed, only other lines",
        ["no note or title changed, only other lines"],
        id="a comment",
    ),
    pytest.param(
        lambda text: text + '  - "broken\n',
        "not a canvas, broken by hand",
        ["Before: not a canvas, broken by hand"],
        id="broken",
    ),
    pytest.param(
        lambda text: text + "<<<<<<< ours\n  - a\n=======\n  - b\n>>>>>>> theirs\n",
        "two versions that git left, with its conflict marks",
        ["Before: two versions that git left, with its conflict marks"],
        id="left by git",
    ),
    pytest.param(None, "the file no longer exists", ["canvas.yaml exists again."], id="gone"),
]


@pytest.mark.parametrize(("change", "listed", "told"), BY_OTHERS)
def test_what_others_did_is_listed_taken_back_and_told(
    edited: Path, change: Callable[[str], str] | None, listed: str, told: list[str]
) -> None:
    saved = edited.read_text(encoding="utf-8")
    if change:
        edited.write_text(change(saved), encoding="utf-8")
    else:
        edited.unlink()
    rows = bmc("undo", "--list").out.splitlines()
    assert rows[0] == f"> not saved by bmc: {listed}"
    assert [row[:2] for row in rows[1:]] == ["  "] * 3
    assert bmc("undo").out.splitlines() == told
    assert edited.read_text(encoding="utf-8") == saved
    assert not bmc("undo", "--list").out.startswith("> not saved")


def test_what_others_broke_can_be_put_back_and_is_told(edited: Path) -> None:
    edited.write_bytes(edited.read_bytes() + b'  - "broken\n')
    bmc("undo")
    assert bmc("undo", "--list").out.splitlines()[0].endswith(": not a canvas, broken by hand")
    assert bmc("undo", "--redo").out == "Now: not a canvas, broken by hand\n"


def test_redo_tells_of_the_links_that_undo_told_of(edited: Path) -> None:
    bmc("undo")
    assert bmc("undo", "--redo").out.splitlines() == [
        *("1 Customer Segments", "  - Families"),
        *("", "4 Channels", "  ~ Web shop: for: [-Families-]")[1:],
    ]


def test_taking_a_merge_back_is_no_decision(edited: Path) -> None:
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text + "  - {text: Bus, conflict: Stall}\n", encoding="utf-8")
    bmc("edit", "4", "--note", "3", "--detail", "x")
    edited.write_text(text + "  - Bus\n", encoding="utf-8")
    assert "no longer undecided" in bmc("undo", "--redo", "--list").out.splitlines()[0]


@pytest.mark.parametrize("options", [[], ["--redo"], ["--list"]])
def test_without_a_canvas_that_is_what_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    done = bmc("undo", *options)
    assert (done.code, done.out) == (1, "")
    assert "canvas.yaml does not exist." in done.err


@pytest.mark.parametrize("options", [[], ["--redo"], ["--list"]])
def test_while_it_is_off_every_undo_says_so(
    edited: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setenv("BMC_HISTORY", "off")
    done = bmc("undo", *options)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "bmc: No saves of canvas.yaml are kept or undone: BMC_HISTORY is off.\n"
        "  Switch it on first: unset BMC_HISTORY\n"
    )


def test_a_folder_for_versions_that_cannot_be_made_is_named(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = canvas.parent / "home"
    home.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))

    def refused(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refused)
    access = os.access
    monkeypatch.setattr("os.access", lambda path, mode: path != home and access(path, mode))
    for done in (bmc("edit", "4", "--add", "Stall"), bmc("undo", "--list")):
        folder = Path("home/state")
        said = f"The folder for earlier saves cannot be made: {folder} (Permission denied)."
        assert said in done.err
        assert "from now on" not in done.err


def test_a_canvas_without_versions_says_so(canvas: Path) -> None:
    for options, said in (
        ([], "There is nothing to undo in canvas.yaml."),
        (["--list"], "No earlier saves of canvas.yaml have been kept yet."),
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
    assert said.startswith("bmc: De eerdere standen van canvas.yaml zijn niet te gebruiken.")


def test_the_way_back_names_the_file(edited: Path) -> None:
    edited.rename(edited.with_name("other.yaml"))
    bmc("edit", "4", "other.yaml", "--add", "App")
    said = bmc("undo", "other.yaml").err
    assert said == "Undone in other.yaml. To redo it: bmc undo other.yaml --redo\n"
    assert bmc("undo", "other.yaml", "--redo").code == 0
