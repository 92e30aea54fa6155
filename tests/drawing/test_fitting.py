"""Columns as what is in them asks for: how low a drawing is, and how little is broken in it."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.drawing.fitting import PADDING, Filled, fitted
from bmc_cli.drawing.grid import Grid
from bmc_cli.drawing.hyphens import hyphenation
from bmc_cli.drawing.lettering import lettering
from bmc_cli.drawing.paragraphs import Paragraph
from bmc_cli.drawing.theme import PLAIN
from bmc_cli.drawing.wrap import hyphens
from bmc_cli.file.storage import load
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.view import view
from tests.benchmarks.canvases import canvas
from tests.drawing import SENTENCES
from tests.packs import pack

ANSWERS = Path(__file__).parents[1] / "answers"
SHOP, ROSTER = "bike-shop.en", "praktijkrooster.nl"


@cache
def grid(name: str) -> Grid:
    return Grid(view(load(ANSWERS / f"{name}.yaml").canvas, pack(name[-2:])))


def filled(of: Grid, width: int) -> dict[str, Filled]:
    return of.filled(width, lettering(of.view, None))


def drawn_hyphens(blocks: dict[str, Filled], rooms: dict[str, int]) -> int:
    """Count the hyphens that are drawn, and not there."""
    count = 0
    for key, block in blocks.items():
        inside = block.columns(rooms[key]).width
        for each in [block.title, *chain(*block.notes)]:
            lines = each.lines(inside if each is not block.title else rooms[key])
            texts = ["".join(text for text, _ in line) for line in lines]
            around = [part for part, _ in (*each.prefix, *each.tail)]
            count += hyphens(each.text.replace("\u00a0", " "), texts) - len("".join(around).strip())
    return count


@pytest.mark.parametrize(
    ("name", "width", "rows", "most"),
    [
        pytest.param(SHOP, 80, 49, 3, id="English on 80 columns"),
        pytest.param(SHOP, 88, 42, 2, id="88"),
        pytest.param(SHOP, 100, 37, 0, id="100"),
        pytest.param(SHOP, 120, 34, 0, id="120"),
        pytest.param(SHOP, 140, 30, 0, id="140"),
        pytest.param(ROSTER, 88, 44, 11, id="Dutch on 88 columns"),
        pytest.param(ROSTER, 100, 37, 6, id="Dutch on 100"),
        pytest.param(ROSTER, 104, 37, 1, id="Dutch on 104"),
        pytest.param(ROSTER, 112, 34, 0, id="Dutch on 112"),
        pytest.param(ROSTER, 120, 34, 0, id="Dutch on 120"),
        pytest.param(ROSTER, 140, 30, 0, id="Dutch on 140"),
    ],
)
def test_a_drawing_is_no_higher_and_breaks_no_more_words_than_this(
    name: str, width: int, rows: int, most: int
) -> None:
    blocks = filled(grid(name), width)
    boxes = fitted(blocks, width)
    assert boxes
    assert max(box.bottom for box in boxes.values()) + 1 <= rows
    rooms = {key: box.width - PADDING for key, box in boxes.items()}
    assert drawn_hyphens(blocks, rooms) <= most


def test_a_canvas_that_would_break_more_is_refused() -> None:
    assert fitted(filled(grid(ROSTER), 80), 80, most=3) is None
    assert fitted(filled(grid(SHOP), 80), 80, most=3) is not None


def block(*texts: str, is_wide: bool = False) -> Filled:
    title = Paragraph([("9 ", PLAIN)], "Costs", PLAIN)
    notes = [[Paragraph([("• ", PLAIN)], text, PLAIN, (), hyphenation("en"))] for text in texts]
    return Filled(title, notes, is_wide=is_wide)


def test_a_canvas_that_would_break_a_title_is_refused() -> None:
    title = Paragraph([("1 ", PLAIN)], "Relationships", PLAIN)
    blocks = {key: Filled(title, block("One").notes) for key in BY_KEY}
    assert fitted(blocks, 5 * 18 + 1, most=0) is not None
    assert fitted(blocks, 5 * 18, most=0) is None


class TestColumns:
    def test_notes_of_a_wide_block_stand_side_by_side_where_that_is_lower(self) -> None:
        lines = block("One", "Two", "Three", "Four", "Five", is_wide=True).lines(44)
        assert ["".join(text for text, _ in line) for line in lines] == [
            "9 Costs",
            "• One                  • Four",
            "• Two                  • Five",
            "• Three",
        ]

    @pytest.mark.parametrize(
        ("width", "count"), [(20, 1), (41, 1), (42, 2), (63, 2), (64, 3), (400, 3)]
    )
    def test_each_is_wide_enough_to_read(self, width: int, count: int) -> None:
        texts = ["Rent"] * 9
        assert len(block(*texts, is_wide=True).columns(width).parts) == count
        assert len(block(*texts).columns(width).parts) == 1

    def test_no_more_than_make_it_lower(self) -> None:
        long = "Rent of the shop and of the workshop behind it"
        assert len(block(long, is_wide=True).columns(80).parts) == 1

    @settings(deadline=None)
    @given(st.lists(SENTENCES, min_size=1, max_size=9), st.integers(8, 90), st.booleans())
    def test_rows_are_counted_as_they_are_drawn(
        self, texts: list[str], width: int, is_wide: bool
    ) -> None:
        made = block(*texts, is_wide=is_wide)
        assert made.rows(width) == len(made.lines(width))
        parts = made.columns(width).parts
        assert [at for part in parts for at in part] == list(range(len(texts)))


class TestMany:
    def test_of_many_notes_some_are_measured(self, monkeypatch: pytest.MonkeyPatch) -> None:
        counted: list[int] = []
        once = Paragraph.rows

        def rows(self: Paragraph, width: int, *, rough: bool = False) -> int:
            counted.append(width)
            return once(self, width, rough=rough)

        monkeypatch.setattr(Paragraph, "rows", rows)
        many = Grid(view(canvas(9_000), pack("en")))
        boxes = fitted(filled(many, 100), 100)
        assert boxes
        assert len(counted) < 120_000  # 9,000 notes at a hundred widths were ten times as many

    def test_an_estimate_is_near(self) -> None:
        texts = [f"Note {at} of this block, {'in a few words' * (at % 3)}" for at in range(2_000)]
        many = block(*texts)
        assert many.estimate(24) == pytest.approx(many.rows(24), rel=0.05)


@pytest.mark.parametrize(
    ("width", "broken"),
    [
        pytest.param(21, (0, 0), id="letters beside the last word"),
        pytest.param(17, (0, 1), id="no room beside it"),
        pytest.param(11, (1, 1), id="nor for the word"),
    ],
)
def test_letters_belong_beside_the_last_word(width: int, broken: tuple[int, int]) -> None:
    """What a drawing counts, to look for columns where both are whole."""
    letters = [(sign, PLAIN) for sign in "ABCD"]
    note = [Paragraph([("• ", PLAIN)], "For the neighbourhood", PLAIN, letters)]
    assert Filled(block("").title, [note]).broken(width) == broken


def test_words_with_a_joint_need_no_more_room_than_their_parts() -> None:
    assert block("Self-service", "e-bikes").parts == [2 + 7, 2 + 7]
