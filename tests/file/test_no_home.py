"""Where nobody knows the user's home folder, what is saved is saved, and what is not is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bmc_cli.errors import NotSaved
from bmc_cli.file.book import Book
from bmc_cli.file.storage import load
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from tests.commandline import bmc

CANVAS = "bmc: 1\nlanguage: en\nchannels:\n  - Shop\n"
NO_HOME = "There is no home folder to keep earlier saves in."
NOT_KEPT = f"canvas.yaml is saved, but cannot be undone. {NO_HOME}"


@pytest.fixture(autouse=True)
def canvas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A canvas of a user without HOME and without an entry in the list of users."""

    def unknown(_: object) -> None:
        raise KeyError

    for name in ("HOME", "XDG_STATE_HOME", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    with pytest.raises(RuntimeError):
        Path.home()
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "canvas.yaml"
    path.write_text(CANVAS, encoding="utf-8")
    return path


def test_an_edit_is_saved_and_told_that_it_cannot_be_undone(canvas: Path) -> None:
    done = bmc("edit", "4", "--add", "Van")
    assert (done.code, done.out) == (0, "4 Channels\n+ 2 Van\n")
    assert NOT_KEPT in done.err
    assert canvas.read_text(encoding="utf-8") == CANVAS + "  - Van\n"


def test_an_interview_goes_on_and_says_so_once(canvas: Path) -> None:
    canvas.unlink()
    done = bmc("new", "--plain", stdin="Bakery\nAnn\nFamilies\nHotels\n")
    assert done.code == 0
    assert done.err.count(NOT_KEPT) == 1
    assert [note.text for note in load(canvas).canvas.notes("customer_segments")] == [
        "Families",
        "Hotels",
    ]


def test_without_versions_nothing_is_said(canvas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BMC_HISTORY", "off")
    assert bmc("edit", "4", "--add", "Van").err == ""


@pytest.mark.parametrize("options", [[], ["--redo"], ["--list"]])
def test_undo_says_why_it_cannot(canvas: Path, options: list[str]) -> None:
    done = bmc("undo", *options)
    assert (done.code, done.out) == (1, "")
    assert NO_HOME in done.err.splitlines()[0]
    assert canvas.read_text(encoding="utf-8") == CANVAS


def test_an_answer_that_no_folder_takes_is_handed_back(tmp_path: Path) -> None:
    book = Book(tmp_path / "gone" / "canvas.yaml", Canvas())
    with pytest.raises(NotSaved) as caught:
        book.change(lambda _: Canvas(blocks={"channels": (Note("Van"),)}))
    assert (caught.value.kept, caught.value.texts) == (None, ("Van",))
