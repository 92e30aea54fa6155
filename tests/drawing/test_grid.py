"""The canvas as a grid in the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import unified_diff
from itertools import pairwise

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bmc_cli.drawing.grid import Grid, Look
from bmc_cli.drawing.layout import WIDE
from bmc_cli.drawing.lettering import lettering
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import clean
from bmc_cli.view import view
from tests.drawing import (
    ANY_TEXT,
    FAMILY,
    SENTENCES,
    boxed,
    drawn,
    poisoned,
    squeezed,
    unbroken,
)
from tests.drawing.regolden import PICTURES, WIDTHS, canvas, golden, picture

EN = load_language("en")
PLAIN, ASCII = Look(), Look(ascii_only=True)
NOTES = st.builds(Note, text=SENTENCES, detail=st.just("") | SENTENCES, later=st.booleans())
CANVASES = st.builds(
    lambda title, author, notes: Canvas(
        title, author, blocks={key: tuple(each) for key, each in notes.items()}
    ),
    st.just("") | SENTENCES,
    st.just("") | SENTENCES,
    st.dictionaries(st.sampled_from(list(BY_KEY)), st.lists(NOTES, max_size=4), max_size=5),
)
BLANK = {key: (Note("Bread"),) for key in BY_KEY}
BORDERS = set("│┌┬┐├┼┤└┴┘")
DRAWING_WIDTHS = st.sampled_from([20, 27, 40, 69, 70, 71, 80, 99, 119, 120, 200])


def segments(*notes: Note | str) -> Canvas:
    """Return a canvas with these notes in its first block."""
    each = tuple(Note(note) if isinstance(note, str) else note for note in notes)
    return Canvas(blocks={"customer_segments": each})


def grid_of(canvas: Canvas, width: int, look: Look = PLAIN) -> str:
    return drawn(Grid(view(canvas, EN), look), width)


def rows_of(picture: str) -> list[str]:
    """Return the rows from the top border to the bottom border."""
    lines = picture.splitlines()
    edges = [at for at, line in enumerate(lines) if line and line[0] in "┌├└+"]
    return lines[edges[0] : edges[-1] + 1]


class TestGolden:
    @pytest.mark.parametrize("name", PICTURES)
    def test_the_picture_is_the_golden_one(self, name: str) -> None:
        expected = golden(name).read_text(encoding="utf-8").splitlines()
        changes = unified_diff(expected, picture(name).splitlines(), "golden", "now", lineterm="")
        diff = "\n".join(changes)
        assert not diff, f"Right after all? python -m tests.drawing.regolden\n{diff}"

    @pytest.mark.parametrize("width", WIDTHS)
    @pytest.mark.parametrize("name", ["bakery", "bakkerij"])
    def test_no_line_of_a_picture_is_wider_than_asked_or_ends_in_spaces(
        self, name: str, width: int
    ) -> None:
        for line in golden(f"{name}-{width}").read_text(encoding="utf-8").splitlines():
            assert cell_len(line) <= width
            assert line == line.rstrip()


class TestNothingIsLost:
    @settings(max_examples=60, deadline=None)
    @given(CANVASES, DRAWING_WIDTHS, st.sampled_from([None, True, False]))
    def test_every_box_holds_just_its_title_and_the_whole_text_of_its_notes(
        self, canvas: Canvas, width: int, details: bool | None
    ) -> None:
        shown = details if details is not None else width >= 120
        boxes = boxed(grid_of(replace(canvas, title="", author=""), width, Look(details=details)))
        is_stacked = list(boxes) == list(range(1, 10))
        for block in BLOCKS:
            said = EN.blocks[block.key]
            parts = [said.title if is_stacked or width >= 120 else said.short]
            letters = view(canvas, EN).letters if block.number == 1 else ()
            for at, note in enumerate(canvas.notes(block.key)):
                parts += [letters[at]] if letters else []
                parts += ["○" if note.later else "" if letters else "•", note.text]
                parts += [note.detail] * shown
            if not canvas.notes(block.key):
                parts.append(said.question)
            drawn_, text = unbroken(boxes[block.number]), unbroken("".join(parts))
            if block.key in WIDE:  # where columns stand side by side
                drawn_, text = "".join(sorted(drawn_)), "".join(sorted(text))
            assert drawn_ == text

    @settings(max_examples=60, deadline=None)
    @given(CANVASES, DRAWING_WIDTHS)
    def test_title_and_author_are_there_whole(self, canvas: Canvas, width: int) -> None:
        header = grid_of(canvas, width).partition("┌")[0]
        assert squeezed(header) == squeezed(canvas.title + canvas.author)

    def test_a_note_of_more_lines_keeps_its_lines(self) -> None:
        picture = grid_of(segments("Families\nin the street"), 40)
        assert "│ • Families                           │\n│   in the street " in picture


class TestStraightBorders:
    @settings(max_examples=60, deadline=None)
    @given(CANVASES, DRAWING_WIDTHS)
    def test_every_row_is_exactly_as_wide_as_asked(self, canvas: Canvas, width: int) -> None:
        assert {cell_len(row) for row in rows_of(grid_of(canvas, width))} == {width}

    @pytest.mark.parametrize("width", range(20, 201, 9))
    def test_borders_join_without_a_gap(self, width: int) -> None:
        down, up = set("┌┬┐├┼┤│"), set("└┴┘├┼┤│")
        right, left = set("┌┬├┼└┴─"), set("┐┬┤┼┘┴─")
        rows = rows_of(grid_of(Canvas(), width))
        for above, below in pairwise(rows):
            for x, (over, under) in enumerate(zip(above, below, strict=True)):
                assert (over in down) == (under in up), (x, above, below)
        for row in rows:
            for before, after in pairwise(row):
                assert (before in right) == (after in left), row

    def test_a_pinned_row_moves_the_cursor_to_the_border_where_signs_may_be_wider(self) -> None:
        look = Look(ascii_only=True, pinned=True)
        canvas = segments("Café", "Families who live in the neighbourhood")
        picture = drawn(Grid(view(canvas, EN), look), 40, terminal=True)
        assert "\n| A Café\x1b[40G|\n" in picture
        assert "\n| B Families who live in the           |\n" in picture

    def test_every_pin_is_the_column_of_the_border_that_follows_it(self) -> None:
        pinned = drawn(Grid(view(canvas("bakery"), EN), Look(pinned=True)), 120, terminal=True)
        for plain, row in zip(
            rows_of(grid_of(canvas("bakery"), 120)), rows_of(pinned), strict=True
        ):
            for pin in re.finditer(r"\x1b\[(\d+)G", row):
                assert row[pin.end()] == plain[int(pin[1]) - 1] in "│├┤"

    @pytest.mark.parametrize("width", [40, 80, 120])
    def test_borders_stay_straight_on_a_terminal_that_takes_emoji_apart(self, width: int) -> None:
        # This terminal draws the joined faces of a family side by side.
        filled = Canvas(blocks={block.key: (Note(FAMILY), Note("Café")) for block in BLOCKS})
        screen = pyte.Screen(width, 100)
        text = drawn(Grid(view(filled, EN), Look(pinned=True)), width, terminal=True)
        pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
        for y, row in enumerate(grid_of(filled, width).splitlines()):
            borders = [x for x in range(width) if _cell(row, x) in BORDERS]
            assert [screen.buffer[y][x].data for x in borders] == [_cell(row, x) for x in borders]


def _cell(row: str, x: int) -> str:
    """Return what stands at cell ``x`` of a row."""
    at = next((at for at in range(len(row)) if cell_len(row[: at + 1]) > x), len(row) - 1)
    return row[at] if cell_len(row[:at]) == x else ""


class TestForeignText:
    @settings(max_examples=60, deadline=None)
    @given(ANY_TEXT, st.sampled_from([40, 80, 120]))
    def test_nothing_in_a_canvas_can_drive_the_terminal(self, text: str, width: int) -> None:
        note = Note(text, detail=text, later=True)
        blocks = {block.key: (note,) for block in BLOCKS}
        picture = grid_of(Canvas(text, text, text, text, text, blocks=blocks), width)
        assert clean(picture) == picture

    def test_an_escape_sequence_in_a_note_is_shown_and_does_nothing(self) -> None:
        picture = grid_of(segments("\x1b[31mred\x1b[0m"), 40)
        assert "\x1b" not in picture
        assert "• �[31mred�[0m" in picture

    @pytest.mark.parametrize("width", [40, 80, 120])
    def test_nothing_in_a_prompt_pack_can_drive_the_terminal(self, width: int) -> None:
        filled = replace(segments(Note("A", later=True)), title="T", iteration="2")
        assert "\x1b" not in drawn(Grid(view(filled, poisoned("en"))), width)

    @pytest.mark.parametrize("text", ["[red]alert[/red]", "[/]", ":smile:", "\\[b]", "{n} %s"])
    def test_a_note_that_looks_like_markup_is_literal(self, text: str) -> None:
        picture = grid_of(replace(segments(text), title=text), 40)
        assert picture.splitlines()[0].rstrip() == text
        assert f"│ • {text} " in picture


class TestBlocks:
    def test_an_empty_block_shows_its_question_dimmed(self) -> None:
        empty = view(Canvas(), EN)
        block = Grid(empty).filled(120, lettering(empty, None))["channels"]
        question = EN.blocks["channels"].question
        shown = [part for line in block.lines(40)[1:] for part in line if part[0]]
        assert " ".join(text for text, _ in shown) == question
        assert all(style.dim for _, style in shown)

    def test_a_filled_block_does_not(self) -> None:
        assert "Who do you" not in grid_of(segments("Families"), 120)

    def test_a_note_for_later_is_marked_by_its_bullet_and_the_legend_says_so(self) -> None:
        canvas = segments("Families", Note("Offices", later=True))
        picture = grid_of(canvas, 40)
        assert "│ A Families  " in picture
        assert "│ B ○ Offices  " in picture
        assert "\nA Families · B Offices · ○ later\n" in picture
        alone = grid_of(segments(Note("Offices", later=True)), 40)
        assert "│ ○ Offices  " in alone
        assert "\n○ later\n" in alone
        assert "later" not in grid_of(segments("Families"), 40)

    @pytest.mark.parametrize("width", [*range(36, 70, 3), 120])
    def test_no_line_ends_with_the_circle_of_a_segment_where_there_is_room(
        self, width: int
    ) -> None:
        texts = ("Neighbourhoods", "Self-employed", "Restaurants", "Schools")
        canvas = segments(*(Note(text, later=True) for text in texts))
        assert not re.search(r"○ +[│\n]", grid_of(canvas, width))

    @pytest.mark.parametrize(
        ("width", "titles"),
        [
            pytest.param(40, ["1 Customer Segments", "7 Key Resources"], id="stacked"),
            pytest.param(72, ["1 Segments", "7 Resources"], id="short"),
            pytest.param(119, ["1 Segments", "7 Resources"], id="still short"),
            pytest.param(120, ["1 Customer Segments", "7 Key Resources"], id="full"),
        ],
    )
    def test_titles_are_as_full_as_the_width_allows(self, width: int, titles: list[str]) -> None:
        assert all(f"│ {title} " in grid_of(Canvas(), width) for title in titles)

    @pytest.mark.parametrize("width", range(70, 201, 7))
    @pytest.mark.parametrize("language", ["en", "nl"])
    def test_no_word_of_a_title_is_broken(self, language: str, width: int) -> None:
        pack = load_language(language)
        picture = drawn(Grid(view(Canvas(), pack)), width)
        for said in pack.blocks.values():
            for word in (said.title if width >= 120 else said.short).split():
                assert re.search(rf"(?<!\w){re.escape(word)}(?!\w)", picture)

    @pytest.mark.parametrize(
        ("width", "words", "is_canvas"),
        [
            pytest.param(69, 0, False, id="never below 70"),
            pytest.param(76, 0, True, id="where all is whole"),
            pytest.param(76, 3, True, id="where three words break"),
            pytest.param(76, 4, False, id="not where four do"),
            pytest.param(84, 4, False, id="up to 84"),
            pytest.param(85, 9, True, id="always from 85"),
        ],
    )
    def test_on_a_narrow_screen_the_blocks_stand_in_interview_order(
        self, width: int, words: int, is_canvas: bool
    ) -> None:
        keys = list(BY_KEY)[:words]
        blocks = {key: (Note("x" * 50),) for key in keys}
        order = list(boxed(grid_of(Canvas(blocks={**BLANK, **blocks}), width)))
        assert (order != list(range(1, 10))) is is_canvas

    @pytest.mark.parametrize(
        ("width", "details", "shown"),
        [
            pytest.param(80, None, False, id="not on 80 columns"),
            pytest.param(119, None, False, id="not on 119"),
            pytest.param(120, None, True, id="from 120"),
            pytest.param(40, True, True, id="when asked for"),
            pytest.param(200, False, False, id="not when refused"),
        ],
    )
    def test_details_stand_under_their_note(
        self, width: int, details: bool | None, shown: bool
    ) -> None:
        picture = grid_of(segments(Note("A", detail="more")), width, Look(details=details))
        assert bool(re.search(r"• A .*\n.*  more ", picture)) is shown


class TestAscii:
    def test_only_the_notes_can_bring_signs_that_are_not_ascii(self) -> None:
        filled = replace(canvas("blank"), title="T", author="A", date="2026-11-23", iteration="2")
        filled = replace(filled, blocks={"channels": (Note("Shop", "x"), Note("Van", later=True))})
        for width in (40, 80, 120):
            assert grid_of(filled, width, ASCII).isascii()

    def test_a_note_for_later_has_its_own_bullet(self) -> None:
        picture = grid_of(segments("Families", Note("Offices", later=True)), 40, ASCII)
        assert "| A Families  " in picture
        assert "| B o Offices " in picture

    @pytest.mark.parametrize("width", WIDTHS)
    def test_it_is_the_same_drawing_with_other_lines(self, width: int) -> None:
        lines = str.maketrans("│─┌┬┐├┼┤└┴┘•○·", "|-+++++++++-o-")
        fancy = grid_of(canvas("bakery"), width).translate(lines)
        assert grid_of(canvas("bakery"), width, ASCII).translate(lines) == fancy


class TestHeader:
    POSTER = Canvas(title="Corner Bakery", author="S. de Wit", date="2026-11-23", iteration="2")

    def header(self, canvas: Canvas, width: int) -> list[str]:
        return grid_of(canvas, width).partition("┌")[0].splitlines()

    def test_the_title_stands_left_and_who_when_and_which_right(self) -> None:
        about = "S. de Wit · 2026-11-23 · version 2"
        assert self.header(self.POSTER, 80) == ["Corner Bakery" + about.rjust(67)]

    @pytest.mark.parametrize(
        ("canvas", "about"),
        [
            pytest.param(Canvas(title="T", author="A"), "A", id="author"),
            pytest.param(Canvas(title="T", date="2026"), "2026", id="date"),
            pytest.param(Canvas(title="T", author="A", iteration="3"), "A · version 3", id="two"),
        ],
    )
    def test_what_is_not_known_is_left_out(self, canvas: Canvas, about: str) -> None:
        assert self.header(canvas, 40) == ["T" + about.rjust(39)]

    def test_a_title_alone_stands_alone(self) -> None:
        assert self.header(Canvas(title="T"), 40) == ["T"]

    def test_a_canvas_without_title_block_has_no_header(self) -> None:
        assert self.header(Canvas(), 80) == []

    def test_on_a_narrow_screen_it_takes_more_lines(self) -> None:
        assert self.header(self.POSTER, 22) == [
            "Corner Bakery",
            "S. de Wit · 2026-11-23",
            "· version 2",
        ]


class TestCredit:
    def test_every_drawing_ends_with_its_credit(self) -> None:
        assert grid_of(Canvas(), 80).splitlines()[-1] == EN.credit

    def test_it_wraps_on_a_narrow_screen(self) -> None:
        below = grid_of(Canvas(), 30).rpartition("┘\n")[2].splitlines()
        assert " ".join(below) == EN.credit
        assert len(below) == 2
