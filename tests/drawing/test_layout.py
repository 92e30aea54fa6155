"""Where the nine blocks stand."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.drawing.layout import STACKED, STANDARD, UNITS, Band, Box, Fit, place
from bmc_cli.model.canvas import BLOCKS

Sizes = dict[str, int]
KEYS = [block.key for block in BLOCKS]
NEEDS = st.fixed_dictionaries({key: st.integers(1, 30) for key in KEYS})
LEAST = st.fixed_dictionaries({key: st.integers(1, 25) for key in KEYS})
WIDTHS = st.integers(60, 240)
BANDS = st.sampled_from([STANDARD, STACKED])
UPPER = ("key_activities", "customer_relationships")


def placed(width: int, needs: Sizes, least: Sizes | None = None) -> dict[str, Box]:
    """Place the standard canvas, each block as high and as wide as asked for."""
    return place(STANDARD, width, lambda key, _: needs[key], lambda key: (least or {}).get(key, 1))


def even(height: int = 5, **needs: int) -> Sizes:
    return dict.fromkeys(KEYS, height) | needs


class TestStandard:
    def test_it_is_ten_units_wide_five_columns_above_and_two_halves_below(self) -> None:
        above, below = STANDARD
        assert UNITS == 10
        assert [(column.left, column.right) for column in above] == [
            (0, 2),
            (2, 4),
            (4, 6),
            (6, 8),
            (8, 10),
        ]
        assert [(column.left, column.right) for column in below] == [(0, 5), (5, 10)]

    def test_the_blocks_stand_where_the_poster_has_them(self) -> None:
        numbers = {block.key: block.number for block in BLOCKS}
        above, below = ([[numbers[key] for key in c.keys] for c in band] for band in STANDARD)
        assert above == [[8], [6, 7], [2], [3, 4], [1]]
        assert below == [[9], [5]]

    def test_even_columns_are_even(self) -> None:
        boxes = placed(101, even())
        above = ["key_partners", "key_activities", "value_propositions", "channels"]
        assert [boxes[key].width for key in [*above, "customer_segments"]] == [19] * 5
        assert [boxes[key].width for key in ("cost_structure", "revenue_streams")] == [49] * 2

    def test_the_stacked_layout_is_one_column_in_interview_order(self) -> None:
        boxes = place(STACKED, 40, lambda *_: 3, lambda _: 1)
        assert [boxes[key] for key in KEYS] == [Box(0, 4 * n, 39, 4 * n + 4) for n in range(9)]


class TestPlace:
    @settings(deadline=None, max_examples=30)
    @given(BANDS, WIDTHS, NEEDS, LEAST)
    def test_every_cell_is_inside_one_box_or_on_a_border(
        self, bands: tuple[Band, ...], width: int, needs: Sizes, least: Sizes
    ) -> None:
        boxes = place(bands, width, lambda key, _: needs[key], least.__getitem__)
        inside: Counter[tuple[int, int]] = Counter()
        border: set[tuple[int, int]] = set()
        for box in boxes.values():
            columns = range(box.left, box.right + 1)
            rows = range(box.top, box.bottom + 1)
            inside.update(product(columns[1:-1], rows[1:-1]))
            border.update(product(columns, (rows[0], rows[-1])))
            border.update(product((columns[0], columns[-1]), rows))
        height = max(box.bottom for box in boxes.values()) + 1
        assert set(boxes) == set(KEYS)
        assert set(inside.values()) == {1}
        assert not border & inside.keys()
        assert border | inside.keys() == set(product(range(width), range(height)))

    @settings(deadline=None)
    @given(WIDTHS, NEEDS, LEAST)
    def test_every_box_is_at_least_as_high_as_its_block_needs(
        self, width: int, needs: Sizes, least: Sizes
    ) -> None:
        boxes = placed(width, needs, least)
        assert all(boxes[key].height >= needs[key] for key in KEYS)

    @settings(deadline=None)
    @given(WIDTHS, LEAST)
    def test_a_blocks_height_is_asked_for_its_own_width(self, width: int, least: Sizes) -> None:
        asked: Sizes = {}

        def height_of(key: str, inside: int) -> int:
            asked[key] = inside
            return 1 + inside % 7

        boxes = place(STANDARD, width, height_of, least.__getitem__)
        assert asked == {key: box.width for key, box in boxes.items()}

    @settings(deadline=None)
    @given(NEEDS)
    def test_no_band_is_higher_than_its_highest_column_needs(self, needs: Sizes) -> None:
        boxes = placed(120, needs)
        for band in STANDARD:
            highest = max(
                sum(needs[key] for key in column.keys) + len(column.keys) - 1 for column in band
            )
            tops = {boxes[column.keys[0]].top for column in band}
            bottoms = {boxes[column.keys[-1]].bottom for column in band}
            assert (len(tops), len(bottoms)) == (1, 1)
            assert bottoms.pop() - tops.pop() - 1 == highest


class TestColumns:
    def test_a_narrow_column_borrows_from_those_with_room(self) -> None:
        boxes = placed(71, even(), {"channels": 20})
        assert boxes["channels"].width == boxes["customer_relationships"].width == 20
        assert sum(boxes[key].width for key in ("key_partners", "key_activities")) < 2 * 13

    def test_a_column_with_just_enough_lends_nothing(self) -> None:
        boxes = placed(71, even(), {"channels": 20, "key_partners": 13})
        assert (boxes["channels"].width, boxes["key_partners"].width) == (20, 13)

    def test_columns_that_lend_are_left_equally_wide(self) -> None:
        least = {"value_propositions": 9, "key_partners": 12, "key_activities": 14, "channels": 17}
        boxes = placed(80, even(), least)
        assert boxes["channels"].width == 17
        assert {boxes[column.keys[0]].width for column in STANDARD[0]} == {14, 15, 17}

    @settings(deadline=None)
    @given(WIDTHS, LEAST)
    def test_every_column_has_its_least_width_when_the_band_has_room(
        self, width: int, least: Sizes
    ) -> None:
        boxes = placed(width, even(), least)
        for band in STANDARD:
            wanted = [max(least[key] for key in column.keys) for column in band]
            if sum(wanted) + len(band) + 1 <= width:
                given_ = [boxes[column.keys[0]].width for column in band]
                assert all(has >= need for has, need in zip(given_, wanted, strict=True))

    @pytest.mark.parametrize("width", [20, 40, 60])
    def test_no_room_for_anybody_still_gives_every_column_some(self, width: int) -> None:
        boxes = placed(width, even(), dict.fromkeys(KEYS, 90))
        edges = [boxes[column.keys[0]].left for column in STANDARD[0]]
        assert all(left < right for left, right in pairwise([*edges, width - 1]))


AREAS = st.fixed_dictionaries({key: st.integers(1, 900) for key in KEYS})


def poured(width: int, areas: Sizes, least: Sizes | None = None, gain: int = 1) -> dict[str, Box]:
    """Place a canvas whose blocks hold so many cells of text each, with its columns fitted."""

    def height_of(key: str, inside: int) -> int:
        return 1 + -(-areas[key] // inside)

    return place(STANDARD, width, height_of, lambda key: (least or {}).get(key, 1), Fit(gain))


class TestFitted:
    """Columns as wide as what is in them asks for, so that the whole is lower."""

    def test_a_full_column_grows_and_those_with_room_shrink(self) -> None:
        full = even(100, value_propositions=400)
        boxes = poured(101, full)
        assert boxes["value_propositions"].width > 19 > boxes["key_partners"].width
        assert boxes["value_propositions"].height < 1 + -(-400 // 19)

    def test_the_halves_below_are_fitted_by_themselves(self) -> None:
        boxes = poured(101, even(1, cost_structure=600))
        assert boxes["cost_structure"].width > boxes["revenue_streams"].width
        assert {boxes[column.keys[0]].width for column in STANDARD[0]} == {19}

    @settings(deadline=None)
    @given(WIDTHS, AREAS, LEAST)
    def test_no_drawing_is_higher_or_wider_than_with_equal_columns(
        self, width: int, areas: Sizes, least: Sizes
    ) -> None:
        fitted, equal = poured(width, areas, least), poured(width, areas, least, gain=10_000)
        assert max(box.bottom for box in fitted.values()) <= max(b.bottom for b in equal.values())
        assert max(box.right for box in fitted.values()) == width - 1

    @settings(deadline=None)
    @given(WIDTHS, AREAS)
    def test_no_column_is_far_wider_than_its_share(self, width: int, areas: Sizes) -> None:
        boxes = poured(width, areas)
        for band, share, most in zip(STANDARD, (0.2, 0.5), (1.6, 1.3), strict=True):
            for column in band:
                box = boxes[column.keys[0]]
                assert box.right - box.left <= most * share * (width - 1)

    @settings(deadline=None)
    @given(st.integers(140, 240), AREAS, LEAST)
    def test_no_column_is_narrower_than_its_least(
        self, width: int, areas: Sizes, least: Sizes
    ) -> None:
        boxes = poured(width, areas, least)
        assert all(box.width >= least[key] for key, box in boxes.items())

    @pytest.mark.parametrize(("gain", "is_equal"), [(4, False), (5, True)])
    def test_columns_stay_equal_where_that_costs_little(self, gain: int, is_equal: bool) -> None:
        boxes = poured(101, even(20, value_propositions=200), gain=gain)
        equal = {boxes[column.keys[0]].width for column in STANDARD[0]} == {19}
        assert equal is is_equal

    def test_few_widths_are_tried_however_fine_a_drawing_counts(self) -> None:
        tried: Counter[tuple[str, int]] = Counter()

        def height_of(key: str, inside: int) -> int:
            tried[key, inside] += 1
            return 100 + 10_000_000 // inside * (3 if key == "channels" else 1)

        place(STANDARD, 10_000, height_of, lambda _: 400, Fit(200, 50))
        assert max(tried.values()) == 1
        assert max(Counter(key for key, _ in tried).values()) < 40


class TestStacks:
    """Two columns hold two blocks each; spare height is shared among them."""

    def test_a_line_in_the_middle_parts_both_stacks(self) -> None:
        boxes = placed(120, even(value_propositions=21))
        assert {boxes[key].height for key in (*UPPER, "key_resources", "channels")} == {10}

    @pytest.mark.parametrize(
        ("needs", "upper"),
        [
            pytest.param({"key_activities": 14}, 14, id="lower when an upper block is full"),
            pytest.param({"channels": 15}, 5, id="higher when a lower block is full"),
            pytest.param({"key_activities": 9, "channels": 11}, 9, id="in the room that is left"),
        ],
    )
    def test_the_line_moves_as_little_as_the_notes_ask(self, needs: Sizes, upper: int) -> None:
        boxes = placed(120, even(value_propositions=21, **needs))
        assert [boxes[key].height for key in UPPER] == [upper, upper]

    def test_stacks_too_full_for_one_line_break_where_their_notes_end(self) -> None:
        boxes = placed(120, even(key_activities=15, channels=15))
        assert [boxes[key].height for key in UPPER] == [15, 5]
        assert [boxes[key].height for key in ("key_resources", "channels")] == [5, 15]

    @settings(deadline=None)
    @given(NEEDS)
    def test_the_stacks_share_a_line_whenever_both_can(self, needs: Sizes) -> None:
        boxes = placed(120, needs)
        rows = boxes["key_partners"].height
        lowest = max(needs[key] for key in UPPER)
        highest = rows - 1 - max(needs["key_resources"], needs["channels"])
        lines = {boxes[key].bottom for key in UPPER}
        assert (len(lines) == 1) or lowest > highest


def test_a_box_measures_its_inside_between_its_borders() -> None:
    box = Box(left=4, top=2, right=10, bottom=6)
    assert (box.width, box.height) == (5, 3)
