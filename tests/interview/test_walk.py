"""The walk through the nine steps: where each answer leads, and what is kept on the way."""

from __future__ import annotations

import pytest

from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Interrupted, Reply
from bmc_cli.interview.walk import End, Interview, furthest
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from tests.fakes import CTRL_D, CTRL_O, SHIFT_TAB, MemoryBook, ScriptedAsker

Answer = str | Reply | Interrupted

FULL = Canvas(blocks={block.key: (Note(f"Note {block.number}"),) for block in BLOCKS})
NEXT = NO_KIND = ""


def hold(*answers: Answer, book: MemoryBook | None = None) -> tuple[End, ScriptedAsker, MemoryBook]:
    book = book or MemoryBook()
    asker = ScriptedAsker(answers)
    return Interview(book, asker, load_language, explain).run(), asker, book


def typed(text: str, command: str = "back") -> Reply:
    """A key pressed with ``text`` in the line."""
    return Reply(text, command)


# -- from step to step


def test_the_nine_steps_come_in_order_and_then_the_review() -> None:
    end, asker, book = hold(*[NEXT] * 10)
    assert end is End.FINISHED
    assert asker.path == list("123456789")
    assert asker.reviews == [book.canvas]


def test_enter_on_nothing_leaves_a_block_open() -> None:
    _, _, book = hold(NEXT, "Weekend bread box")
    assert book.canvas.blocks == {
        "customer_segments": (),
        "value_propositions": (Note("Weekend bread box"),),
    }


def test_a_step_with_notes_is_followed_by_its_look_ahead_question() -> None:
    _, asker, book = hold("Families", NEXT, "Young families", NEXT)
    assert asker.path == ["1", "1+", "2"]
    assert book.canvas.notes("customer_segments") == (
        Note("Families"),
        Note("Young families", later=True),
    )


def test_a_step_that_was_left_open_has_no_look_ahead_question() -> None:
    _, asker, _ = hold(NEXT, NEXT)
    assert asker.path == ["1", "2", "3"]


def test_only_the_steps_where_the_form_looks_ahead_have_a_look_ahead_question() -> None:
    answers: list[Answer] = []
    ahead = [block for block in load_language("en").blocks.values() if block.ahead]
    for block in load_language("en").blocks.values():
        answers += ["A note", *([NEXT] if block.kinds else []), NEXT]
        answers += [NEXT] if block.ahead else []
    end, asker, _ = hold(*answers, NEXT)
    assert end is End.FINISHED
    assert asker.path.count("1+") == 1
    assert len([step for step in asker.path if step.endswith("+")]) == len(ahead) == 6


def test_the_look_ahead_question_has_a_prompt_of_its_own() -> None:
    _, asker, _ = hold("Families", NEXT, NEXT)
    assert [prompt for prompt, _ in asker.asked] == [">", ">", "later >", ">"]


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        pytest.param([NEXT, NEXT, "/back"], "1 2 3 2", id="back"),
        pytest.param([NEXT, SHIFT_TAB], "1 2 1", id="Shift-Tab"),
        pytest.param(["/back"], "1 1", id="back on the first step stays there"),
        pytest.param(["A", NEXT, "/back"], "1 1+ 1", id="back from looking ahead"),
        pytest.param(["A", NEXT, NEXT, "/back"], "1 1+ 2 1", id="back to a step with notes"),
        pytest.param(["/next"], "1 2", id="next"),
        pytest.param(["A", "/next", "/next"], "1 1+ 2", id="next, through the look-ahead"),
        pytest.param(["/go 7"], "1 7", id="go"),
        pytest.param(["/GO  7"], "1 7", id="go, in capitals and with more spaces"),
        pytest.param(["A", NEXT, "/go 4"], "1 1+ 4", id="go from looking ahead"),
        pytest.param(["/go 10", "/go", "/go x"], "1", id="go to nowhere"),
        pytest.param(["/go 9", NEXT, "3"], "1 9 3", id="a number in the review"),
        pytest.param(["/go 9", NEXT, "/go 3"], "1 9 3", id="go in the review"),
        pytest.param(["/go 9", NEXT, SHIFT_TAB], "1 9 9", id="back from the review"),
    ],
)
def test_a_word_or_key_leads_to_its_step(answers: list[Answer], path: str) -> None:
    _, asker, _ = hold(*answers)
    assert " ".join(asker.path) == path


@pytest.mark.parametrize("word", ["/go 10", "/go", "/go Channels"])
def test_a_step_that_does_not_exist_is_told(word: str) -> None:
    _, asker, _ = hold(word)
    assert asker.told == ["Type a number from 1 to 9, or press Enter."]


# -- leaving


@pytest.mark.parametrize("leave", [CTRL_D, "/quit", "/stop", "/exit"])
@pytest.mark.parametrize(
    "before",
    [
        pytest.param([], id="at the first step"),
        pytest.param(["A", NEXT], id="looking ahead"),
        pytest.param(["/review"], id="in the review"),
        pytest.param(["/review", "4"], id="in a block opened from the review"),
    ],
)
def test_leaving_is_possible_anywhere(leave: Answer, before: list[Answer]) -> None:
    end, asker, _ = hold(*before, leave, "never asked")
    assert end is End.LEFT
    assert next(asker.answers) == "never asked"


def test_breaking_off_saves_the_half_typed_text() -> None:
    end, _, book = hold("Families", Interrupted("Hotels within 5 mi"))
    assert end is End.INTERRUPTED
    assert book.texts("customer_segments") == ["Families", "Hotels within 5 mi"]


def test_breaking_off_while_looking_ahead_saves_the_text_as_for_later() -> None:
    _, _, book = hold("Families", NEXT, Interrupted("Young fam"))
    assert book.canvas.notes("customer_segments")[-1] == Note("Young fam", later=True)


def test_breaking_off_with_nothing_typed_adds_nothing() -> None:
    end, _, book = hold("Families", Interrupted(" "))
    assert end is End.INTERRUPTED
    assert book.texts("customer_segments") == ["Families"]


def test_breaking_off_in_the_review_changes_nothing() -> None:
    end, _, book = hold("/review", Interrupted("4"), book=MemoryBook(FULL))
    assert end is End.INTERRUPTED
    assert book.canvas == FULL


# -- typed text survives a key


def test_text_typed_before_shift_tab_is_in_the_line_again_on_the_way_back() -> None:
    _, asker, book = hold(NEXT, typed("Bread box for the wee"), NEXT, "Bread box for the weekend")
    assert [draft for _, draft in asker.asked[:4]] == ["", "", "", "Bread box for the wee"]
    assert book.texts("value_propositions") == ["Bread box for the weekend"]


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param([], id="leaving"),
        pytest.param([Interrupted()], id="breaking off"),
        pytest.param(["/review", NEXT], id="finishing"),
    ],
)
def test_typed_text_that_nobody_came_back_for_becomes_a_note(ending: list[Answer]) -> None:
    _, _, book = hold(NEXT, NEXT, typed("Chat at the counter"), typed("Bread box"), *ending)
    assert book.texts("customer_relationships") == ["Chat at the counter"]
    assert book.texts("value_propositions") == ["Bread box"]


def test_text_typed_while_looking_ahead_stays_for_later() -> None:
    _, asker, book = hold("Families", NEXT, typed("Young fam"), NEXT, typed("Young fam"))
    assert asker.asked[-2] == ("later >", "Young fam")
    assert book.canvas.notes("customer_segments")[-1] == Note("Young fam", later=True)


def test_typed_text_is_still_there_after_the_editor() -> None:
    asker = ScriptedAsker([typed("Half", CTRL_O.command), "Half a note"], editor=lambda lines: None)
    book = MemoryBook()
    Interview(book, asker, load_language, explain).run()
    assert asker.asked[1] == (">", "Half")
    assert book.texts("customer_segments") == ["Half a note"]


def test_text_that_was_wiped_on_the_way_back_is_gone() -> None:
    _, _, book = hold(NEXT, typed("Bread"), NEXT, NEXT)
    assert book.texts("value_propositions") == []


# -- every answer is saved at once


def test_every_note_is_saved_before_the_next_question() -> None:
    book = MemoryBook()
    saved_at: list[list[str]] = []

    class Watching(ScriptedAsker):
        def ask(self, prompt: str, draft: str = "") -> Reply:
            last = book.saves[-1] if book.saves else Canvas()
            saved_at.append([note.text for key in last.blocks for note in last.notes(key)])
            return super().ask(prompt, draft)

    asker = Watching(["One", "Two\nThree", "/del 2", NEXT, "Four"])
    Interview(book, asker, load_language, explain).run()
    assert saved_at == [
        [],
        ["One"],
        ["One", "Two", "Three"],
        ["One", "Three"],
        ["One", "Three"],
        ["One", "Three", "Four"],
    ]


def test_a_step_is_saved_as_reached_before_it_is_asked() -> None:
    _, _, book = hold()
    assert book.saves == [Canvas(blocks={"customer_segments": ()})]


def test_a_block_opened_from_the_review_is_not_saved_as_reached_by_looking() -> None:
    book = MemoryBook()
    hold("/review", "9", NEXT, NEXT, book=book)
    assert list(book.canvas.blocks) == ["customer_segments"]


# -- going on


@pytest.mark.parametrize(
    ("blocks", "goes_on_at"),
    [
        pytest.param({}, "1", id="nothing yet"),
        pytest.param({"customer_segments": ()}, "1", id="the first step, without a note"),
        pytest.param({"customer_segments": ("A",)}, "1", id="the first step, with a note"),
        pytest.param({"customer_segments": ("A",), "channels": ()}, "4", id="the furthest step"),
        pytest.param(
            {block.key: ("A",) for block in BLOCKS if block.number != 5} | {"revenue_streams": ()},
            "5",
            id="all reached: the first one left open",
        ),
        pytest.param({block.key: ("A",) for block in BLOCKS}, "1", id="all filled"),
    ],
)
def test_the_interview_goes_on_where_it_was(
    blocks: dict[str, tuple[str, ...]], goes_on_at: str
) -> None:
    notes = {key: tuple(Note(text) for text in texts) for key, texts in blocks.items()}
    _, asker, _ = hold(book=MemoryBook(Canvas(blocks=notes)))
    assert asker.path == [goes_on_at]


def test_a_full_canvas_has_no_step_to_go_on_with() -> None:
    assert furthest(FULL) is None


# -- the review


def test_the_review_comes_again_after_a_block_with_what_it_holds_now() -> None:
    end, asker, book = hold("/review", "4", "Web shop", NO_KIND, NEXT, NEXT, NEXT)
    assert end is End.FINISHED
    assert [len(canvas.notes("channels")) for canvas in asker.reviews] == [0, 1]
    assert asker.path == ["1", "4", "4+"]
    assert book.texts("channels") == ["Web shop"]


@pytest.mark.parametrize("answer", ["x", "0", "10", "?", "four", "/edit 2", "/nonsense"])
def test_the_review_takes_a_number_of_a_block_only(answer: str) -> None:
    _, asker, book = hold("/review", answer, book=MemoryBook(FULL))
    assert asker.told == ["Type a number from 1 to 9, or press Enter."]
    assert book.canvas == FULL


def test_the_review_can_be_had_by_itself() -> None:
    asker, book = ScriptedAsker([NEXT]), MemoryBook(FULL)
    assert Interview(book, asker, load_language, explain).review() is End.FINISHED
    assert (asker.path, asker.reviews) == ([], [FULL])


# -- one block by itself


def test_one_block_ends_where_it_would_go_on() -> None:
    asker, book = ScriptedAsker(["Web shop", NO_KIND, NEXT, NEXT]), MemoryBook()
    assert Interview(book, asker, load_language, explain).open(BLOCKS[3]) is End.FINISHED
    assert asker.path == ["4", "4+"]
    assert book.canvas == Canvas(blocks={"channels": (Note("Web shop"),)})


@pytest.mark.parametrize("word", ["/go 2", "/review"])
def test_one_block_does_not_lead_to_another(word: str) -> None:
    asker = ScriptedAsker([word])
    Interview(MemoryBook(), asker, load_language, explain).open(BLOCKS[3])
    assert asker.path == ["4"]
    assert asker.told == ["One block is open now. Press Enter when you are done."]


def test_text_typed_before_shift_tab_in_one_block_is_a_note() -> None:
    asker, book = ScriptedAsker([typed("Web shop")]), MemoryBook()
    Interview(book, asker, load_language, explain).open(BLOCKS[3])
    assert book.texts("channels") == ["Web shop"]
