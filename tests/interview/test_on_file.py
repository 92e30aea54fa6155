"""An interview on a real file: what is spliced into it, and what undo puts back, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.file.book import Book
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.interview.conversation import Conversation
from bmc_cli.interview.walk import begin, mending, opened
from bmc_cli.model.canvas import BY_KEY, Canvas
from tests.fakes import CTRL_O, CTRL_Z, UP, Answer, Editor, ScriptedAsker
from tests.interview.conversing import ENTER
from tests.packs import pack

SAY = pack("en").say
FILE = """\
# Ours.
bmc: 1
title: 'Bakery'
customer_segments: [Families, "Hotels"]   # two
channels:
  - text: Shop
    for: Families
  - Van   # the old one
extra: {a: 1}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "canvas.yaml"
    path.write_bytes(FILE.encode())
    return path


def on_file(path: Path, *answers: Answer, editor: Editor | None = None) -> Book:
    book = Book(path, load(path).canvas)
    asker = ScriptedAsker(answers, editor=editor)
    conversation = Conversation(book, asker, load_language, explain)
    conversation.hold(opened(book.canvas, asker.pack, BY_KEY["channels"]))
    return book


def test_an_answer_is_spliced_into_the_file(file: Path) -> None:
    on_file(file, "Web shop", "hotels")
    added = "  - text: Web shop\n    for: [Hotels]\nextra"
    assert file.read_text() == FILE.replace("extra", added)


@pytest.mark.parametrize(
    ("answers", "undos"),
    [
        (["Web shop"], 1),
        (["Web shop", "A"], 2),
        (["One\nTwo\nThree"], 1),
        (["/del 1"], 1),
        (["/edit 2 Bus"], 1),
        ([UP, "Bus"], 1),
        (["/move 2 1"], 1),
        (["/move 1 partners"], 1),
        (["/for 1 none"], 1),
        (["/title 'Bakers'"], 1),
        ([ENTER, "1", "2", ENTER], 2),
        ([ENTER, ENTER, "2: goes electric"], 1),
        ([CTRL_O], 1),
        (["/lang nl", "Stalletje"], 2),
        (["Stalletje", "/lang nl"], 2),
        (["x", "+", "A", "/del 3", "/undo"], 2),
    ],
)
def test_undo_restores_the_file_byte_for_byte(
    file: Path, answers: list[Answer], undos: int
) -> None:
    on_file(file, *answers, editor=lambda lines: [*lines[1:], "Kiosk"])
    assert file.read_bytes() != FILE.encode()
    file.write_bytes(FILE.encode())
    on_file(file, *answers, *["/undo"] * undos, editor=lambda lines: [*lines[1:], "Kiosk"])
    assert file.read_bytes() == FILE.encode()


def test_undo_does_not_go_over_what_was_saved_elsewhere(file: Path) -> None:
    theirs = FILE.replace("extra", "  - Theirs\nextra")

    def answers() -> Iterator[Answer]:
        yield "/later 2"
        file.write_text(theirs)
        yield CTRL_Z

    book = Book(file, load(file).canvas)
    asker = ScriptedAsker(answers())
    conversation = Conversation(book, asker, load_language, explain)
    conversation.hold(opened(book.canvas, asker.pack, BY_KEY["channels"]))
    assert file.read_text() == theirs
    assert asker.shown[-1].state.canvas == load(file).canvas


def between(path: Path, before: Answer, act: Callable[[], object], *after: Answer) -> ScriptedAsker:
    """Hold an interview over a file in which ``act`` is done behind its back."""

    def answers() -> Iterator[Answer]:
        yield before
        act()
        yield from after

    book = Book(path, load(path).canvas)
    asker = ScriptedAsker(answers())
    conversation = Conversation(book, asker, load_language, explain)
    conversation.hold(opened(book.canvas, asker.pack, BY_KEY["channels"]))
    return asker


@pytest.mark.parametrize("theirs", ["# Mine.\n", "mine: 1\n"], ids=["a comment", "a key"])
def test_undo_never_takes_what_somebody_else_wrote(file: Path, theirs: str) -> None:
    def write() -> None:
        file.write_text(file.read_text() + theirs)

    asker = between(file, "/later 2", write, "/undo")
    assert "later: true" in file.read_text()
    assert file.read_text().endswith(theirs)
    assert "meantime" in asker.said[-1]


def test_undo_where_the_file_is_gone_is_told_and_the_talk_goes_on(file: Path) -> None:
    asker = between(file, "/later 2", file.unlink, "/undo")
    assert str(file) in asker.said[-1]
    assert asker.path == ["4"] * 3
    assert not file.exists()


def test_undo_leaves_a_step_that_was_reached_before(file: Path) -> None:
    reached = FILE.replace("extra", "revenue_streams: []\nextra")
    book = Book(file, load(file).canvas)
    asker = ScriptedAsker(["/next", "Rent", "/undo"])
    Conversation(book, asker, load_language, explain).hold(begin(book.canvas, asker.pack))
    assert "5" in asker.path
    assert file.read_text() == reached


@pytest.mark.parametrize("held", [None, "# Ours.\n\n"], ids=["no file", "comments"])
@pytest.mark.parametrize("first", ["Bakery", "/title Bakery", "/lang nl"])
def test_the_first_answer_can_be_taken_back_and_given_again(
    tmp_path: Path, held: str | None, first: str
) -> None:
    path = tmp_path / "new.yaml"
    if held:
        path.write_text(held)
    answers = [first, "Bakery"] if first == "/lang nl" else [first]
    empty = Canvas(iteration="1", language="en")
    asker = ScriptedAsker([*answers, "/undo"])
    book = Book(path, empty, is_new=True)
    Conversation(book, asker, load_language, explain).hold(begin(empty, asker.pack))
    assert asker.path[-1] == "title"
    assert asker.shown[-1].state.canvas.title == ""
    if held:
        assert path.read_text() == held
    else:
        assert load(path).canvas == book.canvas
    again = ScriptedAsker(["Bakers"])
    Conversation(book, again, load_language, explain).hold(begin(book.canvas, again.pack))
    assert load(path).canvas.title == "Bakers"
    assert path.read_text().startswith(held or "bmc: 1")


def test_what_undo_says_of_a_language_is_true(file: Path) -> None:
    book = Book(file, load(file).canvas)
    asker = ScriptedAsker(["/lang nl", "Elders", "/undo", "/undo"])
    conversation = Conversation(book, asker, load_language, explain)
    conversation.hold(opened(book.canvas, asker.pack, BY_KEY["channels"]))
    assert asker.shown[-2].said == (pack("nl").say("interview.undone_added", text="Elders"),)
    assert asker.shown[-1].said == (SAY("interview.speaks", name="English"),)
    assert (asker.pack.language, file.read_text()) == ("en", FILE)


def test_one_of_two_is_not_taken_away_when_only_one_is_left(tmp_path: Path) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text("bmc: 1\ncustomer_segments: [Families, Families]\n", encoding="utf-8")
    book = Book(path, load(path).canvas)
    begun = mending(book.canvas, pack("en"), 1)

    def answers() -> Iterator[str]:
        path.write_text("bmc: 1\ncustomer_segments: [Other, Families]\n", encoding="utf-8")
        yield "1"

    asker = ScriptedAsker(answers(), pack("en"))
    Conversation(book, asker, load_language, explain).hold(begun)
    assert [n.text for n in load(path).canvas.notes("customer_segments")] == ["Other", "Families"]
    assert pack("en").say("interview.note_gone", text="Families") in asker.said
