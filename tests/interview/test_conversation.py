"""Holding an interview: each answer is saved before the next question, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.errors import BmcError
from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Ending, Interrupted
from bmc_cli.interview.conversation import Conversation
from bmc_cli.interview.walk import begin, opened
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from tests.fakes import CTRL_D, CTRL_O, CTRL_Z, Answer, Editor, MemoryBook, ScriptedAsker
from tests.interview.conversing import ENTER, SEGMENTS, canvas
from tests.packs import pack

FULL = canvas(**{f"s{block.number}": (f"Note {block.number}",) for block in BLOCKS})
SHOP = canvas(s1=SEGMENTS, s4=(Note("Shop", links=("Families",)), Note("Van", links=("Hotels",))))
SAY = pack("en").say


def hold(
    *answers: Answer,
    book: MemoryBook | None = None,
    step: int = 0,
    editor: Editor | None = None,
    **state: object,
) -> tuple[Ending, ScriptedAsker, MemoryBook]:
    """Hold an interview, or the one block of a step, over ``book``."""
    book = book or MemoryBook(SHOP)
    asker = ScriptedAsker(answers, editor=editor)
    conversation = Conversation(book, asker, load_language, explain)
    if step:
        begun = opened(book.canvas, asker.pack, BLOCKS[step - 1], **state)
    else:
        begun = begin(book.canvas, asker.pack, **state)
    return conversation.hold(begun), asker, book


# -- saving


def test_every_note_is_saved_before_the_next_question() -> None:
    book = MemoryBook(Canvas(title="Bakery", author="Ada"))
    saved_at: list[list[str]] = []

    def answers() -> Iterator[str]:
        for line in ("One", "Two\nThree", "/del 2", ENTER, ENTER, "Four", "/quit"):
            saved_at.append([note.text for each in BLOCKS for note in book.canvas.notes(each.key)])
            yield line

    asker = ScriptedAsker(answers())
    Conversation(book, asker, load_language, explain).hold(begin(book.canvas, asker.pack))
    assert saved_at == [
        [],
        ["One"],
        ["One", "Two", "Three"],
        ["One", "Three"],
        ["One", "Three"],
        ["One", "Three"],
        ["One", "Three", "Four"],
    ]


def test_all_that_one_reply_set_is_one_saving() -> None:
    _, _, book = hold("One\nTwo\nThree", step=4)
    assert [len(each.notes("channels")) for each in book.saves] == [5]


def test_nothing_is_saved_by_looking_or_leaving() -> None:
    _, _, book = hold("?", ENTER, "/canvas", ENTER, "/review", "/go 4", "/for 1", ENTER, step=4)
    assert book.saves == []


@pytest.mark.parametrize(
    ("answers", "end"),
    [
        pytest.param([], Ending.LEFT, id="the script ends"),
        pytest.param([CTRL_D], Ending.LEFT, id="Ctrl-D"),
        pytest.param(["/quit"], Ending.LEFT, id="quit"),
        pytest.param([Interrupted()], Ending.INTERRUPTED, id="Ctrl-C"),
        pytest.param([KeyboardInterrupt()], Ending.INTERRUPTED, id="Ctrl-C between questions"),
        pytest.param(["/next", ENTER], Ending.FINISHED, id="done"),
    ],
)
def test_how_it_ends(answers: list[Answer], end: Ending) -> None:
    assert hold(*answers, step=4)[0] is end


@pytest.mark.parametrize(
    ("answers", "texts"),
    [
        pytest.param([Interrupted("Market st")], ["Shop", "Van", "Market st"], id="half a note"),
        pytest.param([Interrupted(" ")], ["Shop", "Van"], id="nothing"),
        pytest.param(["Stall", Interrupted("whoever")], ["Shop", "Van", "Stall"], id="no choice"),
    ],
)
def test_breaking_off_saves_what_was_half_typed(answers: list[Answer], texts: list[str]) -> None:
    end, _, book = hold(*answers, step=4)
    assert (end, book.texts("channels")) == (Ending.INTERRUPTED, texts)


def test_the_end_of_the_program_is_passed_on_after_saving() -> None:
    broken = Interrupted("Market st")
    broken.__cause__ = SystemExit(143)
    book = MemoryBook(SHOP)
    with pytest.raises(SystemExit):
        hold(broken, book=book, step=4)
    assert book.texts("channels")[-1] == "Market st"


def test_what_is_said_stands_with_the_next_question() -> None:
    _, asker, _ = hold("Stall", "A", step=4)
    assert [shown.said for shown in asker.shown] == [
        (),
        (SAY("interview.saved", n=3, text="Stall"),),
        (SAY("interview.linked_segments", note="Stall", names="Families"),),
    ]


# -- what was changed elsewhere


class Meanwhile(MemoryBook):
    """A canvas that somebody else changes before the first saving."""

    def __init__(self, canvas: Canvas, theirs: Canvas) -> None:
        super().__init__(canvas)
        self.theirs: Canvas | None = theirs

    def change(self, edit: Callable[[Canvas], Canvas]) -> Canvas:
        if self.theirs:
            self.canvas, self.theirs = self.theirs, None
        return super().change(edit)


@pytest.mark.parametrize(
    ("line", "texts", "said"),
    [
        ("/edit 2 Vans", ["Shop", "Vans"], "note_gone_kept"),
        ("/later 2", ["Shop", "Van"], "note_gone_kept"),
        ("/del 2", ["Shop"], "note_gone"),
        ("/move 2 1", ["Shop"], "note_gone"),
        ("/move 2 partners", ["Shop"], "note_gone"),
    ],
)
def test_a_note_that_is_gone_gets_its_new_words_beside_it_or_is_told(
    line: str, texts: list[str], said: str
) -> None:
    theirs = canvas(s1=SEGMENTS, s4=(Note("Shop", links=("Families",)),))
    book = Meanwhile(SHOP, theirs)
    _, asker, _ = hold(line, book=book, step=4)
    assert book.texts("channels") == texts
    yours = texts[-1]
    assert asker.said == [SAY(f"interview.{said}", text="Van", yours=yours)]
    assert asker.shown[-1].state.canvas == book.canvas


def test_what_may_not_be_is_told_and_the_interview_goes_on() -> None:
    theirs = canvas(s1=SEGMENTS, s4=("Shop", "Van", "Bus"))
    book = Meanwhile(SHOP, theirs)
    end, asker, _ = hold("/edit 1 Bus", "Stall", book=book, step=4)
    assert book.texts("channels") == ["Shop", "Van", "Bus", "Stall"]
    assert end is Ending.LEFT
    assert len(asker.said) == 2


# -- undo


@pytest.mark.parametrize("undo", ["/undo", CTRL_Z])
@pytest.mark.parametrize(
    ("answers", "place"),
    [
        (["Stall"], "4"),
        (["Stall", "A"], "4/for/3"),
        (["One\nTwo"], "4"),
        (["/del 1"], "4"),
        (["/edit 1 Kiosk"], "4"),
        (["/move 2 1"], "4"),
        (["/move 2 partners"], "4"),
        (["/for 2", "schools"], "4/for/2"),
        (["/later 1"], "4"),
        ([ENTER, "1"], "4/close/awareness"),
        ([ENTER, ENTER, "1: closes"], "4/ahead"),
        (["/title Bakers"], "4"),
        (["hotels and more", "+"], "4"),
    ],
)
def test_undo_restores_the_canvas_and_returns_to_the_question(
    answers: list[Answer], place: str, undo: Answer
) -> None:
    _, _, saved = hold(*answers, step=4)
    assert saved.saves
    before = saved.saves[-2] if len(saved.saves) > 1 else SHOP
    _, asker, book = hold(*answers, undo, step=4)
    assert book.canvas == before == asker.shown[-1].state.canvas
    assert asker.shown[-1].place == place


def test_undo_says_what_is_gone_again() -> None:
    _, asker, _ = hold("Stall", "/undo", step=4)
    assert asker.shown[-1].said == (SAY("interview.undone_added", text="Stall"),)


def test_each_undo_takes_one_more_saving_back() -> None:
    _, asker, book = hold("Stall", "A", "/undo", "/undo", "/undo", step=4)
    assert book.canvas == SHOP
    assert asker.said[-1] == SAY("interview.undone_nothing")


def test_in_another_step_undo_says_which_and_stays() -> None:
    _, asker, book = hold("Stall", "A", "/go 5", "/undo", book=MemoryBook(SHOP))
    assert book.texts("channels") == ["Shop", "Van", "Stall"]
    assert asker.shown[-1].place == "5"
    assert SAY("interview.undone_there", n=4) in asker.shown[-1].said[0]


def test_what_was_saved_before_this_session_is_for_the_command() -> None:
    _, asker, book = hold("/undo", step=4)
    assert (asker.said, book.canvas) == ([SAY("interview.undone_nothing")], SHOP)


# -- the editor, and another language


def test_notes_come_back_from_the_editor() -> None:
    _, asker, book = hold(
        CTRL_O, "/undo", editor=lambda lines: [lines[1], "Kiosk"], step=4, book=MemoryBook(SHOP)
    )
    assert book.saves[0].notes("channels") == (Note("Van", links=("Hotels",)), Note("Kiosk"))
    assert asker.shown[1].said == (SAY("interview.edited"),)
    assert book.canvas == SHOP


def test_evidence_of_what_the_editor_made_another_claim_is_asked_about() -> None:
    notes = (Note("Shop", evidence="tested"), Note("Van", evidence="proven"))
    book = MemoryBook(Canvas(blocks={"channels": notes}))
    _, asker, book = hold(
        CTRL_O, "no", editor=lambda lines: ["The shop", "Kiosk at work"], step=4, book=book
    )
    assert asker.shown[1].asked.question == SAY(
        "interview.sure_reworded", note="Kiosk at work", old="Van", sure="proven"
    )
    assert [note.evidence for note in book.canvas.notes("channels")] == ["tested", ""]


@pytest.mark.parametrize("editor", [lambda _lines: None])
def test_an_editor_that_changes_nothing_saves_nothing(editor: Editor) -> None:
    _, asker, book = hold("/editor", editor=editor, step=4)
    assert (book.saves, asker.said) == ([], [])


def test_what_is_wrong_with_the_editor_is_told() -> None:
    def editor(_lines: list[str]) -> list[str]:
        raise BmcError("editor_unset")

    _, asker, book = hold("/editor", "Stall", editor=editor, step=4)
    assert asker.said[0] == explain(BmcError("editor_unset"), pack("en"))
    assert book.texts("channels")[-1] == "Stall"


def test_another_language_is_spoken_from_the_next_question_on_and_kept() -> None:
    _, asker, book = hold("/lang nl", "/verplaats 2 1", "/taal en", step=4)
    dutch = pack("nl")
    assert asker.shown[1].said == (dutch.say("interview.speaks", name=dutch.name),)
    assert asker.shown[1].asked.question == dutch.blocks["channels"].question
    assert book.saves[0].language == "nl"
    assert (asker.pack.language, book.canvas.language) == ("en", "en")
    assert book.texts("channels") == ["Van", "Shop"]


def test_another_language_is_taken_back_like_any_saving() -> None:
    _, asker, book = hold("Stall", "/lang nl", "/undo", step=4)
    assert (asker.pack.language, book.canvas.language) == ("en", "")
    assert book.texts("channels") == ["Shop", "Van", "Stall"]
    assert asker.shown[-1].asked.question == SAY("links.channels", note="Stall")


def test_a_language_that_is_not_there_is_told() -> None:
    _, asker, book = hold("/lang xx", step=4)
    assert (asker.pack.language, book.saves) == ("en", [])
    assert len(asker.said) == 1


def test_before_there_is_a_file_a_language_makes_none() -> None:
    book = MemoryBook(Canvas(), is_new=True)
    _, asker, _ = hold("/lang nl", book=book)
    assert (book.saves, book.canvas.language) == ([], "nl")
    assert asker.shown[1].asked.question == pack("nl").say("new.title")
