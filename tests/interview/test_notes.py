"""What can be done to the notes of a step, in conversation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.errors import BmcError
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import Book, create, load
from bmc_cli.interview.asking import Interrupted, Reply
from bmc_cli.interview.notes import texts_in
from bmc_cli.interview.walk import Interview
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from tests.fakes import CTRL_D, CTRL_O, UP, MemoryBook, ScriptedAsker

SHOP, STALL, VAN = Note("Shop"), Note("Market stall"), Note("Delivery van")
NOTES = (SHOP, STALL, VAN)
KEY = "channels"

Answer = str | Reply | Interrupted
Editor = Callable[[list[str]], list[str] | None]


def work(
    *answers: Answer, notes: tuple[Note, ...] = NOTES, editor: Editor | None = None
) -> tuple[ScriptedAsker, MemoryBook]:
    """Open the block of the channels, where ``notes`` are."""
    asker = ScriptedAsker(answers, editor=editor)
    book = MemoryBook(Canvas(blocks={KEY: notes}))
    Interview(book, asker, load_language, explain).open(BLOCKS[3])
    return asker, book


# -- adding


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        pytest.param("Web shop", ["Web shop"], id="one line"),
        pytest.param("  Web   shop  ", ["Web   shop"], id="blanks around it"),
        pytest.param("Web shop\nApp\nStall", ["Web shop", "App", "Stall"], id="pasted lines"),
        pytest.param("Web shop\r\nApp\r\n", ["Web shop", "App"], id="lines from Windows"),
        pytest.param("Web shop\n\n  \nApp", ["Web shop", "App"], id="empty lines between"),
        pytest.param("- Web shop\n* App\n• Stall", ["Web shop", "App", "Stall"], id="bullets"),
        pytest.param("-5% for members\n*star*", ["-5% for members", "*star*"], id="no bullets"),
        pytest.param("- Web shop\n-\n", ["Web shop"], id="a bullet without text"),
        pytest.param("Web\tshop", ["Web shop"], id="a tab"),
        pytest.param("Web\x1b[31mshop", ["Web\N{REPLACEMENT CHARACTER}[31mshop"], id="control"),
        pytest.param("Café \udcff", ["Café \N{REPLACEMENT CHARACTER}"], id="half a character"),
        pytest.param(" \n\t ", [], id="only blanks"),
    ],
)
def test_each_line_that_says_something_is_a_note(typed: str, texts: list[str]) -> None:
    assert texts_in(typed) == texts


def test_each_note_is_shown_with_its_number_when_it_is_saved() -> None:
    asker, book = work("App\nWeb shop")
    assert asker.added == [(4, "App"), (5, "Web shop")]
    assert book.texts(KEY) == ["Shop", "Market stall", "Delivery van", "App", "Web shop"]


def test_a_note_that_is_there_already_is_told_and_not_added() -> None:
    asker, book = work("Shop\nApp")
    assert asker.told[:1] == ["That is there already: Shop"]
    assert asker.added == [(4, "App")]
    assert book.texts(KEY) == ["Shop", "Market stall", "Delivery van", "App"]


# -- rewording


@pytest.mark.parametrize(
    ("answers", "texts"),
    [
        pytest.param(["/edit 2 Fair"], ["Shop", "Fair", "Delivery van"], id="with the text"),
        pytest.param(["/edit 2", "Fair"], ["Shop", "Fair", "Delivery van"], id="asked for it"),
        pytest.param(["/edit", "Van"], ["Shop", "Market stall", "Van"], id="the last one"),
        pytest.param([UP, "Van"], ["Shop", "Market stall", "Van"], id="Up on nothing"),
        pytest.param([UP, ""], ["Shop", "Market stall"], id="emptied"),
        pytest.param([UP, "  "], ["Shop", "Market stall"], id="only blanks left"),
        pytest.param([UP, CTRL_D], ["Shop", "Market stall", "Delivery van"], id="turned away"),
        pytest.param(
            [UP, "Van\nBoat"], ["Shop", "Market stall", "Van", "Boat"], id="made into two"
        ),
        pytest.param(["/edit 2 Shop"], ["Shop", "Market stall", "Delivery van"], id="as another"),
        pytest.param(["/edit 1 Shop"], ["Shop", "Market stall", "Delivery van"], id="as it was"),
    ],
)
def test_a_note_is_reworded(answers: list[Answer], texts: list[str]) -> None:
    _, book = work(*answers)
    assert book.texts(KEY) == texts


def test_a_note_comes_back_in_the_line_with_its_whole_text() -> None:
    asker, _ = work("/edit 2")
    assert asker.asked[1] == (load_language("en").say("interview.amend"), "Market stall")


def test_a_note_reworded_as_another_is_told() -> None:
    asker, _ = work("/edit 2 Shop")
    assert asker.told == ["That is there already: Shop"]


def test_rewording_keeps_what_else_a_note_says() -> None:
    stall = Note("Market stall", "On Saturday", ("Families",), ("purchase",), later=True)
    _, book = work("/edit 1 Fair", notes=(stall,))
    assert book.canvas.notes(KEY) == (
        Note("Fair", "On Saturday", ("Families",), ("purchase",), later=True),
    )


def test_a_text_of_two_lines_that_is_recalled_and_entered_as_it_was_stays_one_note() -> None:
    notes = (Note("Web shop\nwith collection times"),)
    _, book = work(UP, "Web shop\nwith collection times", notes=notes)
    assert book.canvas.notes(KEY) == notes


@pytest.mark.parametrize(
    ("draft", "texts"),
    [
        pytest.param(
            "Delivery by cargo bike", ["Delivery van", "Delivery by cargo bike"], id="new"
        ),
        pytest.param("Delivery", ["Delivery van"], id="shortened"),
        pytest.param("", ["Delivery van"], id="emptied"),
    ],
)
def test_breaking_off_while_rewording_loses_neither_text(draft: str, texts: list[str]) -> None:
    _, book = work(UP, Interrupted(draft), notes=(VAN,))
    assert book.texts(KEY) == texts


# -- removing, moving, marking


@pytest.mark.parametrize(
    ("word", "texts"),
    [
        pytest.param("/del 2", ["Shop", "Delivery van"], id="by its number"),
        pytest.param("/del 3 1", ["Market stall"], id="several"),
        pytest.param("/del 2 2", ["Shop", "Delivery van"], id="one of them twice"),
        pytest.param("/del 1 9", ["Shop", "Market stall", "Delivery van"], id="one is not there"),
        pytest.param("/move 3 1", ["Delivery van", "Shop", "Market stall"], id="to the front"),
        pytest.param("/move 1 3", ["Market stall", "Delivery van", "Shop"], id="to the back"),
        pytest.param("/move 2 2", ["Shop", "Market stall", "Delivery van"], id="to its place"),
    ],
)
def test_notes_are_removed_and_moved(word: str, texts: list[str]) -> None:
    _, book = work(word)
    assert book.texts(KEY) == texts


def test_a_removed_note_goes_out_of_the_links_to_it() -> None:
    canvas = Canvas(
        blocks={
            "customer_segments": (Note("Families"), Note("Hotels")),
            KEY: (Note("Shop", links=("Families", "Hotels")),),
        }
    )
    book = MemoryBook(canvas)
    asker = ScriptedAsker(["/del 1"])
    Interview(book, asker, load_language, explain).open(BLOCKS[0])
    assert book.canvas.notes(KEY) == (Note("Shop", links=("Hotels",)),)


@pytest.mark.parametrize(
    ("answers", "note"),
    [
        pytest.param(["/detail 2 On Saturday"], Note("Market stall", "On Saturday"), id="detail"),
        pytest.param(["/detail 2 Saturday", "/detail 2"], STALL, id="detail taken off"),
        pytest.param(["/later 2"], Note("Market stall", later=True), id="later"),
        pytest.param(["/later 2", "/later 2"], STALL, id="later taken off"),
    ],
)
def test_a_note_gets_a_detail_or_a_mark(answers: list[Answer], note: Note) -> None:
    _, book = work(*answers)
    assert book.canvas.notes(KEY) == (SHOP, note, VAN)


@pytest.mark.parametrize(
    "word",
    ["/edit 4", "/edit 0 x", "/del", "/del x", "/del 1 9", "/move 9 1", "/detail so", "/later 4"],
)
def test_a_number_without_a_note_is_told(word: str) -> None:
    asker, book = work(word)
    assert asker.told == ["Which note? Give a number from 1 to 3."]
    assert book.canvas.notes(KEY) == NOTES


@pytest.mark.parametrize("word", ["/move 2", "/move 2 4", "/move 2 0", "/move 2 x"])
def test_a_place_that_is_not_there_is_told(word: str) -> None:
    asker, book = work(word)
    assert asker.told == ["To where? For example /move 2 1, with numbers from 1 to 3."]
    assert book.canvas.notes(KEY) == NOTES


@pytest.mark.parametrize(
    "word", [UP, "/edit", "/edit 1", "/del", "/move 1 2", "/later", "/detail 1 x"]
)
def test_a_block_without_notes_says_so(word: Answer) -> None:
    asker, book = work(word, notes=())
    assert asker.told == ["There are no notes here yet."]
    assert book.saves == []


def test_the_notes_are_shown_anew_after_a_change() -> None:
    asker, _ = work("/del 2", "/edit 1", "Corner shop")
    assert [step.canvas.notes(KEY) for step in asker.steps] == [
        NOTES,
        (SHOP, VAN),
        (Note("Corner shop"), VAN),
    ]


# -- in the editor


@pytest.mark.parametrize("word", [CTRL_O, "/editor"])
def test_the_notes_can_be_changed_in_the_editor(word: Answer) -> None:
    _, book = work(word, editor=lambda lines: [lines[2], "Market stall on Saturday", "App"])
    assert book.texts(KEY) == ["Delivery van", "Market stall on Saturday", "App"]


def test_a_note_keeps_its_detail_through_the_editor() -> None:
    notes = (Note("Market stall", "From eight", later=True), SHOP)
    _, book = work(CTRL_O, notes=notes, editor=lambda lines: [lines[1], "A market stall"])
    assert book.canvas.notes(KEY) == (SHOP, Note("A market stall", "From eight", later=True))


def test_an_editor_that_changes_nothing_saves_nothing() -> None:
    _, book = work(CTRL_O, editor=lambda lines: None)
    assert book.saves == []


def test_an_editor_that_fails_is_told_and_the_interview_goes_on() -> None:
    def fails(lines: list[str]) -> list[str] | None:
        raise BmcError("editor_failed", editor="vi", code=1)

    asker, book = work(CTRL_O, "App", editor=fails)
    assert asker.told[:1] == [
        (
            "The editor 'vi' ended with error 1. Your notes are unchanged."
            " Try again, or type the notes here."
        )
    ]
    assert book.texts(KEY) == ["Shop", "Market stall", "Delivery van", "App"]


# -- when another program changes the canvas at the same time


@pytest.fixture
def shared(tmp_path: Path) -> Book:
    """A canvas in a file, from which another program removed the first note meanwhile."""
    path = tmp_path / "canvas.yaml"
    create(path, Canvas(blocks={KEY: NOTES}))
    book = Book(path, load(path).canvas)
    path.write_text(path.read_text(encoding="utf-8").replace("  - Shop\n", ""), encoding="utf-8")
    return book


def open_channels(book: Book, *answers: Answer) -> ScriptedAsker:
    asker = ScriptedAsker(answers)
    Interview(book, asker, load_language, explain).open(BLOCKS[3])
    return asker


def texts_of(book: Book) -> list[str]:
    return [note.text for note in load(book.path).canvas.notes(KEY)]


@pytest.mark.parametrize("word", ["/del 1", "/move 1 2"])
def test_a_note_that_was_removed_elsewhere_is_told(shared: Book, word: str) -> None:
    asker = open_channels(shared, word)
    assert asker.told == ["This note was changed or removed elsewhere in the meantime: Shop"]
    assert texts_of(shared) == ["Market stall", "Delivery van"]


def test_the_new_wording_of_a_note_that_was_removed_elsewhere_is_kept(shared: Book) -> None:
    asker = open_channels(shared, "/edit 1 Corner shop")
    assert asker.told == [
        "'Shop' was changed or removed elsewhere in the meantime. Yours is added: Corner shop"
    ]
    assert texts_of(shared) == ["Market stall", "Delivery van", "Corner shop"]


def test_a_mark_goes_to_the_note_as_it_is_now(shared: Book) -> None:
    changed = shared.path.read_text(encoding="utf-8").replace(
        "- Market stall", "- text: Market stall\n    detail: From eight"
    )
    shared.path.write_text(changed, encoding="utf-8")
    open_channels(shared, "/later 2")
    stall = Note("Market stall", "From eight", later=True)
    assert load(shared.path).canvas.notes(KEY)[0] == stall


def test_the_notes_are_numbered_as_they_are_now_once_a_note_was_gone(shared: Book) -> None:
    asker = open_channels(shared, "/del 1", "/del 1")
    assert [note.text for note in asker.steps[-1].canvas.notes(KEY)] == ["Delivery van"]
    assert texts_of(shared) == ["Delivery van"]


def test_notes_that_another_program_added_stay(shared: Book) -> None:
    open_channels(shared, "App")
    assert texts_of(shared) == ["Market stall", "Delivery van", "App"]
