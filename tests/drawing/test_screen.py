"""One question of the interview as a screen: what is always on it, and what makes room."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from bmc_cli.drawing.grid import Look
from bmc_cli.drawing.screen import Offered, Screen
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Block, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.drawing import drawn, poisoned, squeezed
from tests.drawing.regolden import canvas
from tests.packs import pack

EN = pack("en")
BAKERY = canvas("bakery")
SAID = EN.blocks["channels"]
PLAIN, ASCII = Look(), Look(ascii_only=True)
HINT = EN.say("interview.hint")
SIZES = [
    pytest.param(size, id=f"{size[0]}x{size[1]}")
    for size in ((60, 20), (80, 24), (100, 30), (120, 40))
]
COUNTS = (1, 5, 12, 40)


def noted(count: int, *, key: str = "channels", text: str = "Market stall") -> Canvas:
    """A canvas with ``count`` notes in one block."""
    notes = tuple(Note(f"{text} {number}") for number in range(1, count + 1))
    return Canvas("Bakery", blocks={key: notes})


def step(on: Canvas = BAKERY, key: str = "channels", language: str = "en") -> Screen:
    """The screen of the notes of a step."""
    words = pack(language)
    said = words.blocks[key]
    return Screen(
        view(on, words, by_letter=True),
        key,
        said.question,
        words.say("interview.hint"),
        PLAIN,
        said.lead,
        said.criteria,
        has_notes=True,
    )


def asking(*offered: Offered, said: tuple[str, ...] = (), key: str = "revenue_streams") -> Screen:
    """The screen of a question with something to choose."""
    seen = view(BAKERY, EN, by_letter=True)
    return Screen(seen, key, "Who pays 'X'?", "numbers or names", PLAIN, offered=offered, said=said)


def texts(screen: Screen, width: int = 80, height: int = 24) -> list[str]:
    """The lines of a screen as text."""
    return ["".join(text for text, _ in line).rstrip() for line in screen.lines(width, height)]


def numbers(lines: list[str]) -> list[int]:
    """The numbers of the notes on a screen."""
    return [int(found[1]) for line in lines if (found := re.match(r" *(\d+) Market", line))]


class TestSizes:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("count", COUNTS)
    @pytest.mark.parametrize("language", ["en", "nl"])
    def test_question_last_note_and_keys_are_on_it_and_it_counts_true(
        self, size: tuple[int, int], count: int, language: str
    ) -> None:
        screen = step(noted(count), language=language)
        lines = texts(screen, *size)
        assert len(lines) == size[1] - screen.rows
        assert f"4●{count}" in lines[0]
        assert squeezed(screen.question) in squeezed("".join(lines[2:5]))
        assert screen.question.startswith(lines[2])
        assert f"{count:>3} Market stall {count}" in lines
        assert squeezed("".join(lines)).endswith(squeezed(screen.hint))

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("count", COUNTS)
    def test_every_note_is_shown_or_counted(self, size: tuple[int, int], count: int) -> None:
        assert_all_counted(step(noted(count)), count, *size)

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("count", COUNTS)
    def test_a_note_of_several_lines_is_shown_whole_or_counted(
        self, size: tuple[int, int], count: int
    ) -> None:
        long = "Market stall on the square where everybody comes on " + "Saturday " * 12
        assert_all_counted(step(noted(count, text=long)), count, *size)

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("count", COUNTS)
    def test_segments_have_letters(self, size: tuple[int, int], count: int) -> None:
        lines = texts(step(noted(count, key="customer_segments"), "customer_segments"), *size)
        last = {1: "A", 5: "E", 12: "L", 40: "AN"}[count]
        assert f"{last:>3} Market stall {count}" in lines
        assert f"1●{count}" in lines[0]

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.key)
    @pytest.mark.parametrize("language", ["en", "nl"])
    def test_no_line_is_wider_than_the_screen(
        self, size: tuple[int, int], block: Block, language: str
    ) -> None:
        width, height = size
        shown = drawn(step(BAKERY, block.key, language), width, height=height)
        assert max(map(cell_len, shown.splitlines())) <= min(width, 100)
        assert len(shown.splitlines()) == height - 2

    @pytest.mark.parametrize("height", [4, 6, 8, 10])
    def test_on_a_very_low_screen_the_question_and_the_keys_are_left(self, height: int) -> None:
        lines = texts(step(), 80, height)
        assert lines[2] == SAID.question[: len(lines[2])] != ""
        assert lines[-1] == HINT

    @pytest.mark.parametrize("width", [20, 40])
    def test_on_a_narrow_screen_all_is_said(self, width: int) -> None:
        screen = step()
        shown = squeezed("".join(texts(screen, width, 80)))
        for text in (SAID.question, *SAID.criteria, "1 Shop on the corner", HINT):
            assert squeezed(text) in shown


def assert_all_counted(screen: Screen, count: int, width: int, height: int) -> None:
    """Assert that the last notes are there from their first line on, and the others counted."""
    lines = texts(screen, width, height)
    shown = numbers(lines)
    earlier = re.search(EN.say("interview.notes_more", n=r"(\d+)"), "\n".join(lines))
    assert shown == list(range(count - len(shown) + 1, count + 1))
    assert len(shown) + int(earlier[1] if earlier else 0) == count


class TestTop:
    def test_it_has_the_title_the_counts_and_the_step(self) -> None:
        top = texts(step())[0]
        assert top.startswith("Corner Bread Bakery  1●3 2●4 3●2 4●4 5●3 6●3 7●3 8●2 9●4 ")
        assert top.endswith(EN.say("interview.step", n=4, total=9))
        assert cell_len(top) == 80

    def test_a_canvas_without_title_begins_with_the_counts(self) -> None:
        assert texts(step(replace(BAKERY, title="")))[0].startswith("1●3 2●4")

    def test_an_empty_canvas_has_only_the_step(self) -> None:
        assert texts(step(Canvas()))[0].strip() == EN.say("interview.step", n=4, total=9)

    def test_a_long_title_is_cut_before_the_counts_are(self) -> None:
        top = texts(step(replace(BAKERY, title="The Corner Bread Bakery of the Whole Street")))[0]
        assert top.startswith("The Corner Bread")
        assert "…  1●3 2●4" in top
        assert cell_len(top) == 80

    def test_where_there_is_no_room_the_counts_go_and_the_step_stays(self) -> None:
        top = texts(step(), 30)[0]
        assert top.startswith("Corner Bread")
        assert top.endswith("Step 4 of 9")
        assert "●" not in top

    def test_a_question_of_no_step_has_no_step(self) -> None:
        assert "Step" not in texts(replace(step(), key="", has_notes=False))[0]


class TestPoints:
    def test_they_stand_under_their_line_behind_bullets(self) -> None:
        points = ("fits the segment", "is worth it")
        lines = texts(replace(step(), lead="A good one:", points=points, question="Which?"))
        assert lines[2:7] == ["Which?", "", "A good one:", " · fits the segment", " · is worth it"]

    def test_they_make_room_on_a_low_screen_and_the_last_notes_stay(self) -> None:
        more = EN.say("interview.points_more")
        points = [f"point {number}" for number in range(1, 11)]
        screen = replace(step(noted(12)), question="Which?", lead="", points=points)
        high, low = (texts(screen, 63, height) for height in (30, 17))
        assert more not in high
        assert more in low
        assert numbers(high) == list(range(1, 13))
        assert numbers(low) == [9, 10, 11, 12]

    def test_what_is_read_before_the_first_step_has_no_bullets(self) -> None:
        lines = texts(replace(step(Canvas()), key="", lead="", points=EN.intro, has_notes=False))
        assert lines[2].startswith(SAID.question[:40])
        assert not [line for line in lines if line.startswith(" ·")]


class TestSaid:
    def test_what_was_saved_has_a_mark_and_what_was_only_said_has_none(self) -> None:
        said = replace(step(), said=("Saved as 4.",))
        assert "✓ Saved as 4." in texts(replace(said, is_saved=True))
        assert "* Saved as 4." in texts(replace(said, is_saved=True, look=ASCII))
        assert "Saved as 4." in texts(said)

    @pytest.mark.parametrize("size", SIZES)
    def test_it_is_on_every_screen_with_the_last_note(self, size: tuple[int, int]) -> None:
        screen = replace(step(noted(40)), said=("Saved as 40: Market stall 40.",), is_saved=True)
        lines = texts(screen, *size)
        assert "✓ Saved as 40: Market stall 40." in lines
        assert " 40 Market stall 40" in lines
        assert len(lines) == size[1] - 2

    @pytest.mark.parametrize("size", SIZES)
    def test_it_stands_with_choices_too(self, size: tuple[int, int]) -> None:
        offered = [Offered(str(n), f"Choice {n}") for n in range(1, 41)]
        lines = texts(asking(*offered, said=("Saved as 4.",)), *size)
        assert "Saved as 4." in lines
        assert lines[2] == "Who pays 'X'?"
        assert lines[-1] == "numbers or names"


class TestKeys:
    def test_they_are_broken_between_two_and_not_within_one(self) -> None:
        hint = "One note per line · Enter: done with this step · ? help · Up: last note"
        lines = texts(replace(step(), hint=hint), 60, 24)
        assert lines[-2:] == [
            "One note per line · Enter: done with this step · ? help ·",
            "Up: last note",
        ]

    def test_one_that_is_too_wide_is_broken_at_a_word(self) -> None:
        lines = texts(replace(step(), hint="Enter: on · Type the new words"), 12, 24)
        assert lines[-3:] == ["Enter: on ·", "Type the new", "words"]


class TestChoices:
    SEGMENTS = (Offered("A", "Families"), Offered("B", "Hotels"), Offered("C", "Offices"))

    def test_they_stand_one_a_line_and_the_notes_make_room(self) -> None:
        lines = texts(replace(asking(*self.SEGMENTS), has_notes=True))
        assert lines[3:8] == ["", "  A  Families", "  B  Hotels", "  C  Offices", ""]
        assert not [line for line in lines if re.match(r" *1 ", line)]

    def test_a_long_label_moves_all_the_texts(self) -> None:
        lines = texts(asking(Offered("+", "later"), Offered("+ now", "now")))
        assert {"  +      later", "  + now  now"} <= set(lines)

    def test_a_hint_stands_behind_or_below(self) -> None:
        hint = "time and again, for as long as it is used"
        lines = texts(asking(Offered("1", "subscription", hint)), 80)
        assert f"  1  subscription  {hint}" in lines
        below = texts(asking(Offered("1", "subscription", hint)), 50)
        assert ["  1  subscription", f"     {hint}"] == [line for line in below[4:6] if line]

    def test_where_several_blocks_can_be_meant_each_is_named(self) -> None:
        offered = (Offered("1", "Oven", group="7 Resources"), Offered("2", "Shop", group="4 Ch"))
        assert {"  1  Oven  (7 Resources)", "  2  Shop  (4 Ch)"} <= set(texts(asking(*offered)))

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("count", [10, 11, 20, 40])
    def test_each_can_be_seen_or_is_counted(self, size: tuple[int, int], count: int) -> None:
        groups = ("6 Activities", "7 Resources", "4 Channels")
        offered = [
            Offered(str(n + 1), f"Something{n + 1} to choose", group=groups[n * 3 // count])
            for n in range(count)
        ]
        lines = texts(asking(*offered), *size)
        shown = {int(found) for found in re.findall(r"Something(\d+)", "\n".join(lines))}
        more = EN.say("interview.choices_more", n=count)
        assert shown == set(range(1, count + 1)) or any(more in line for line in lines)
        assert max(map(cell_len, lines)) <= size[0]

    def test_many_are_put_side_by_side_by_their_blocks(self) -> None:
        offered = [
            Offered(str(n), f"Thing {n}", group="6 Activities" if n < 4 else "7 Resources")
            for n in range(1, 25)
        ]
        lines = texts(asking(*offered), 60, 20)
        assert "  6 Activities  1 Thing 1  2 Thing 2  3 Thing 3" in lines
        assert any(line.startswith("  7 Resources  4 Thing 4") for line in lines)

    def test_texts_that_do_not_fit_are_cut(self) -> None:
        offered = [Offered(str(n), f"Thing {n} " + "of the trade " * 9) for n in range(1, 11)]
        lines = texts(asking(*offered), 60, 20)
        cut = [line.split()[:2] for line in lines if line.endswith("…")]
        assert cut == [[str(n), "Thing"] for n in range(1, 11)]


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

    def drawn_map(self, screen: Screen, width: int = 100, height: int = 40) -> list[str]:
        lines = texts(screen, width, height)
        at = next(n for n, line in enumerate(lines) if "┌─────┬" in line or "+-----+" in line)
        return [line[-31:] for line in lines[at : at + 7]]

    def test_it_shows_where_the_block_stands_and_how_many_notes_each_has(self) -> None:
        assert self.drawn_map(step()) == list(self.MAP)

    def test_it_stands_beside_the_points_and_the_question_stays_on_its_line(self) -> None:
        lines = texts(step(), 100, 40)
        assert SAID.question.startswith(lines[2])
        beside = next(line for line in lines if "┌─────┬" in line)
        assert (SAID.lead or SAID.criteria[0])[:30] in beside

    @pytest.mark.parametrize("count", [9, 10, 12, 99])
    def test_however_many_notes_there_are_their_number_is_right(self, count: int) -> None:
        many = noted(count, key="customer_segments")
        assert self.drawn_map(step(many))[1].endswith(f"{count}│")

    @pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.key)
    def test_just_the_block_of_this_step_is_lit(self, block: Block) -> None:
        console = Console(file=io.StringIO(), width=100, height=40)
        parts = console.render(step(Canvas(), block.key), console.options)
        lit = [part.text.strip() for part in parts if part.style and part.style.reverse]
        assert lit == [str(BY_KEY[block.key].number)]

    @pytest.mark.parametrize(
        ("width", "height", "there"),
        [
            pytest.param(64, 32, True, id="just enough"),
            pytest.param(63, 50, False, id="too narrow"),
            pytest.param(80, 31, False, id="too low"),
        ],
    )
    def test_a_small_screen_has_no_room_for_it(self, width: int, height: int, there: bool) -> None:
        assert ("┌─────┬" in "\n".join(texts(step(), width, height))) is there

    def test_a_question_with_choices_has_none(self) -> None:
        assert "┌" not in "\n".join(texts(asking(Offered("A", "Families")), 100, 40))

    def test_it_needs_no_cursor_movement_beside_other_text(self) -> None:
        shown = drawn(replace(step(), look=Look(pinned=True)), 100, height=40, terminal=True)
        assert all(row in shown for row in self.MAP)

    def test_in_ascii_it_has_lines_and_signs_of_ascii(self) -> None:
        lines = self.drawn_map(replace(step(), look=ASCII))
        assert lines[0].startswith("+-----+-----+")
        assert lines[1].startswith("| 8 *2| 6 *3|")


class TestForeignText:
    def test_in_ascii_there_are_only_the_signs_of_its_notes_and_words(self) -> None:
        plain = replace(BAKERY, blocks={**BAKERY.blocks, "customer_segments": ()})
        screen = replace(step(plain), look=ASCII, hint="Enter: on", is_saved=True, said=("Saved",))
        for size in ((80, 24), (100, 40)):
            assert "\n".join(texts(screen, *size)).isascii()

    def test_nothing_in_a_prompt_pack_can_drive_the_terminal(self) -> None:
        seen = view(BAKERY, poisoned("en"), by_letter=True)
        for size in ((80, 24), (30, 10), (100, 40)):
            assert "\x1b" not in drawn(replace(step(), view=seen), size[0], height=size[1])

    def test_nothing_in_a_canvas_can_drive_the_terminal(self) -> None:
        note = Note("\x1b[31mred", detail="\x1b[1m")
        bad = Canvas("\x1b]0;T", blocks={"channels": (note,)})
        assert "\x1b" not in "\n".join(texts(step(bad)))

    def test_wide_signs_are_counted_as_wide(self) -> None:
        wide = Canvas("角のパン屋" * 9, blocks={"channels": (Note("角のパン屋 🥐 " * 9),)})
        assert max(map(cell_len, texts(step(wide), 60, 20))) <= 60


class TestLegend:
    """What the letters behind the notes stand for, where there are any and there is room."""

    LINKED = replace(
        BAKERY,
        blocks={
            "customer_segments": (Note("Families in town"), Note("Hotels", later=True)),
            "channels": (Note("Van", links=("Hotels",)), Note("Shop")),
            "key_activities": (Note("Baking", links=("Van",)),),
        },
    )
    LINE = "A Families · B Hotels"

    @pytest.mark.parametrize("size", SIZES)
    def test_it_stands_below_the_notes(self, size: tuple[int, int]) -> None:
        lines = texts(step(self.LINKED), *size)
        assert lines.index(self.LINE) > lines.index("  2 Shop")

    @pytest.mark.parametrize(
        "key",
        [
            pytest.param("customer_segments", id="the letters are there with their names"),
            pytest.param("key_activities", id="links are told by names"),
            pytest.param("revenue_streams", id="no notes"),
        ],
    )
    def test_it_is_not_where_no_letters_are(self, key: str) -> None:
        assert self.LINE not in texts(step(self.LINKED, key))

    def test_it_gives_way_on_a_low_screen(self) -> None:
        lines = texts(step(self.LINKED), 80, 12)
        assert self.LINE not in lines
        assert SAID.question.startswith(lines[2])
