"""One step of the interview as a screen, one block as a page, and the review."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from bmc_cli.drawing.grid import Look
from bmc_cli.drawing.step import BlockPage, Lines, StepScreen, review_lines
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Block, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.drawing import drawn, poisoned, squeezed
from tests.drawing.regolden import canvas

EN, NL = load_language("en"), load_language("nl")
BAKERY = canvas("bakery")
CHANNELS = BY_KEY["channels"]
SAID = EN.blocks["channels"]
PLAIN, ASCII = Look(), Look(ascii_only=True)


def screen(
    width: int,
    *,
    ahead: bool = False,
    canvas: Canvas = BAKERY,
    look: Look = PLAIN,
    height: int = 50,
) -> str:
    seen = view(canvas, EN, by_letter=True)
    drawing = StepScreen(seen, CHANNELS.key, look, "Enter: on", ahead=ahead)
    return drawn(drawing, width, height=height)


def reversed_texts(drawing: RenderableType, width: int) -> list[str]:
    """Return what stands out in reverse video."""
    console = Console(file=io.StringIO(), width=width, height=50)
    parts = console.render(drawing, console.options)
    return [part.text for part in parts if part.style and part.style.reverse]


class TestStepScreen:
    @pytest.mark.parametrize("width", [20, 40, 63])
    def test_it_says_what_is_asked_and_what_is_there_already(self, width: int) -> None:
        shown = squeezed(screen(width, height=60))
        for text in (
            "Corner Bread Bakery",
            "Step 4 of 9",
            "4 Channels",
            SAID.purpose,
            SAID.question,
            *(f"• {each}" for each in SAID.criteria),
            "1 Shop on the corner",
            "2 Web shop with collection times",
            "4 Collection point at the farm shop (later)",
            "Enter: on",
        ):
            assert squeezed(text) in shown

    @pytest.mark.parametrize("width", [20, 40, 63, 64, 80, 120, 200])
    def test_no_line_is_wider_than_the_screen_or_than_reads_well(self, width: int) -> None:
        assert max(cell_len(line) for line in screen(width).splitlines()) <= min(width, 100)

    @pytest.mark.parametrize("height", [10, 14, 18, 24])
    def test_the_question_the_last_note_and_the_keys_stay_on_a_low_screen(
        self, height: int
    ) -> None:
        shown = screen(80, height=height)
        assert len(shown.splitlines()) < height or height == 10
        for text in (SAID.question[:40], "farm shop (later)", "Enter: on"):
            assert text in shown

    def test_the_criteria_make_room_before_the_notes_do(self) -> None:
        shown = [screen(63, height=height) for height in (30, 18, 14)]
        assert [SAID.criteria[0] in each for each in shown] == [True, False, False]
        assert ["1 Shop on the corner" in each for each in shown] == [True, True, False]
        assert ["…" in each for each in shown] == [False, False, True]

    def test_a_canvas_without_title_begins_with_the_step(self) -> None:
        assert screen(80, canvas=Canvas()).splitlines()[0].rstrip() == "Step 4 of 9"

    def test_a_block_without_notes_has_no_list(self) -> None:
        shown = screen(40, canvas=Canvas()).rstrip().splitlines()
        assert shown[-3:] == ["  without a hitch", "", "Enter: on"]

    def test_without_a_hint_it_ends_with_the_notes(self) -> None:
        shown = drawn(StepScreen(view(BAKERY, EN), CHANNELS.key, PLAIN), 80)
        assert shown.rstrip().endswith("farm shop (later)")

    def test_looking_ahead_asks_the_other_question_without_the_criteria(self) -> None:
        shown = squeezed(screen(63, ahead=True))
        assert squeezed(f"Looking ahead: {SAID.ahead}") in shown
        assert squeezed(SAID.question) not in shown
        assert squeezed(SAID.criteria[0]) not in shown
        assert squeezed("1 Shop on the corner") in shown

    def test_a_step_in_ascii_has_only_the_signs_of_its_notes_and_words(self) -> None:
        plain = replace(BAKERY, blocks={**BAKERY.blocks, "customer_segments": ()})
        assert screen(80, canvas=plain, look=ASCII).isascii()

    def test_nothing_in_a_prompt_pack_can_drive_the_terminal(self) -> None:
        bad = poisoned("en")
        for ahead in (False, True):
            seen, hint = view(BAKERY, bad), bad.say("interview.hint_keys")
            drawing = StepScreen(seen, CHANNELS.key, PLAIN, hint, ahead=ahead)
            assert "\x1b" not in drawn(drawing, 80)

    def test_nothing_in_a_canvas_can_drive_the_terminal(self) -> None:
        note = Note("\x1b[31mred", detail="\x1b[1m")
        assert "\x1b" not in screen(80, canvas=Canvas("\x1b]0;T", blocks={"channels": (note,)}))


class TestMap:
    MAP = (
        "┌─────┬─────┬─────┬─────┬─────┐",
        "│ 8 •2│ 6 •3│ 2 •4│ 3 •2│ 1 •3│",
        "│     ├─────┤     ├─────┤     │",
        "│     │ 7 •3│     │ 4 •4│     │",
        "├─────┴─────┴──┬──┴─────┴─────┤",
        "│ 9 •4         │ 5 •3         │",
        "└──────────────┴──────────────┘",
    )

    def test_it_shows_where_the_block_stands_and_how_many_notes_each_has(self) -> None:
        lines = screen(80).splitlines()
        assert [line[:31] for line in lines[2:9]] == list(self.MAP)

    def test_it_stands_beside_the_question(self) -> None:
        assert screen(80).splitlines()[2] == f"{self.MAP[0]}  4 Channels"

    def test_an_empty_block_shows_only_its_number(self) -> None:
        assert "│ 8   │ 6   │ 2   │ 3   │ 1   │" in screen(80, canvas=Canvas())

    @pytest.mark.parametrize("count", [9, 10, 12, 99])
    def test_however_many_notes_there_are_their_number_is_right(self, count: int) -> None:
        many = {"customer_segments": tuple(Note(str(n)) for n in range(count))}
        row = screen(80, canvas=Canvas(blocks=many)).splitlines()[3]
        assert row[:31].endswith(f"{count}│")

    @pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.key)
    def test_just_the_block_of_this_step_is_lit(self, block: Block) -> None:
        lit = reversed_texts(StepScreen(view(Canvas(), EN), block.key, PLAIN), 80)
        assert [text.strip() for text in lit] == [str(block.number)]

    @pytest.mark.parametrize(
        ("width", "height", "there"),
        [
            pytest.param(80, 24, True, id="the usual screen"),
            pytest.param(64, 22, True, id="just enough"),
            pytest.param(63, 50, False, id="too narrow"),
            pytest.param(80, 21, False, id="too low"),
        ],
    )
    def test_a_small_screen_has_no_room_for_it(self, width: int, height: int, there: bool) -> None:
        assert ("┌─────┬" in screen(width, height=height)) is there

    def test_it_needs_no_cursor_movement_beside_other_text(self) -> None:
        drawing = StepScreen(view(BAKERY, EN), CHANNELS.key, Look(pinned=True))
        lines = drawn(drawing, 80, terminal=True).splitlines()
        assert [line[:31] for line in lines[2:9]] == list(self.MAP)

    def test_in_ascii_it_has_lines_and_signs_of_ascii(self) -> None:
        lines = screen(80, look=ASCII).splitlines()
        assert lines[2].startswith("+-----+-----+")
        assert lines[3].startswith("| 8 *2| 6 *3|")


class TestBlockPage:
    def page(self, width: int, canvas: Canvas = BAKERY, look: Look = PLAIN) -> str:
        return drawn(BlockPage(view(canvas, EN).blocks["value_propositions"], look), width)

    def test_it_shows_purpose_and_notes_in_full(self) -> None:
        assert self.page(80).splitlines() == [
            "2 Value Propositions",
            "The products and services that one segment comes to you for",
            "",
            "  1 Fresh bread before seven",
            "      On Sundays too, the only one in town.",
            "      for: Families in the neighbourhood",
            "  2 Fresh rolls at the hotel by six",
            "      for: Hotels and cafés within 5 miles",
            "      kind: speed, convenience",
            "  3 Weekend bread box for the family",
            "  4 Gluten-free loaf that tastes like bread (later)",
        ]

    @pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
    def test_it_fits_any_width(self, width: int) -> None:
        page = self.page(width)
        assert max(cell_len(line) for line in page.splitlines()) <= min(width, 100)
        assert squeezed("4 Gluten-free loaf that tastes like bread (later)") in squeezed(page)

    def test_an_empty_block_shows_its_question(self) -> None:
        page = self.page(200, Canvas())
        assert squeezed(EN.blocks["value_propositions"].question) in squeezed(page)

    def test_nothing_in_a_canvas_or_a_pack_can_drive_the_terminal(self) -> None:
        notes = (Note("\x1b[31mred", detail="\x1b[1m", later=True),)
        for filled in (Canvas(), Canvas(blocks={"channels": notes})):
            page = BlockPage(view(filled, poisoned("en")).blocks["channels"], PLAIN)
            assert "\x1b" not in drawn(page, 80)


class TestReview:
    def review(self, width: int, canvas: Canvas = BAKERY, *, ascii_only: bool = False) -> str:
        lines = review_lines(view(canvas, EN), width, ascii_only=ascii_only)
        return drawn(Lines(lines), 200)

    def test_it_lists_the_nine_with_what_each_holds(self) -> None:
        lines = self.review(100).splitlines()
        assert lines[0] == "What your canvas holds"
        assert (
            "7 Key Resources           Stone oven · Two experienced bakers · Own sourdough recipe"
        ) in lines
        assert [line[0] for line in lines[2:] if line[:1].strip()] == [*"123456789"]

    def test_an_empty_block_is_said_to_be_open(self) -> None:
        lines = self.review(80, Canvas()).splitlines()
        assert lines[2].split("  ")[-1].strip() == EN.say("show.open")
        assert self.review(80, Canvas()).count(EN.say("show.open")) == 9

    def test_a_note_for_later_is_marked(self) -> None:
        assert "Officesthatwantlunchbroughtin(later)" in squeezed(self.review(100))

    def test_in_ascii_notes_are_parted_by_a_dash(self) -> None:
        shown = self.review(100, ascii_only=True)
        assert "Stone oven - Two experienced bakers - Own sourdough recipe" in shown
        assert shown.replace("café", "").isascii()

    @pytest.mark.parametrize("width", [20, 24, 30, 40, 64, 80, 100])
    def test_no_line_is_wider_than_asked(self, width: int) -> None:
        assert max(cell_len(line) for line in self.review(width).splitlines()) <= width

    def test_on_a_narrow_screen_the_notes_still_have_most_of_the_line(self) -> None:
        assert "Families in the" in self.review(30)

    def test_nothing_in_a_canvas_or_a_pack_can_drive_the_terminal(self) -> None:
        filled = Canvas(blocks={"channels": (Note("\x1b[31mred", later=True),)})
        lines = review_lines(view(filled, poisoned("en")), 80, ascii_only=False)
        assert "\x1b" not in drawn(Lines(lines), 80)
