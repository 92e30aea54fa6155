"""Hanging notes on a board: each whole, in its block, none over another."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.drawing.hang import (
    COLUMN,
    GAP,
    LETTER_WIDTH,
    LINE,
    MARGIN,
    PAD,
    SMALL,
    Hung,
    board,
    breadth,
    chip,
    columns,
    ending,
    fill,
    keys,
    lay,
)
from bmc_cli.drawing.measure import em
from bmc_cli.drawing.poster import Panel, Sticky, poster
from bmc_cli.view import Segment, view
from bmc_cli.words.notes import Below
from tests.documents import canvases
from tests.drawing import SENTENCES, squeezed
from tests.drawing.posters import CANVASES, hung
from tests.packs import pack

LETTERS = st.lists(st.integers(0, 30), max_size=9, unique=True).map(
    lambda places: tuple(Segment(chr(65 + at % 26) * (1 + at // 26), at, "x") for at in places)
)
BELOW = st.builds(Below, st.just("remark"), SENTENCES, st.sampled_from(["", "Remark:"]))
STICKIES = st.builds(
    Sticky,
    SENTENCES,
    st.lists(BELOW, max_size=3).map(tuple),
    st.sampled_from(["", "later"]),
    st.booleans(),
    LETTERS,
)


@given(STICKIES, st.floats(8, 40))
def test_the_lines_of_a_note_are_no_wider_than_its_paper(sticky: Sticky, width: float) -> None:
    hung = lay(sticky, width)
    inside = width - 2 * PAD
    widest = [em(line) for line in hung.text if len(line) > 1]
    widest += [em(line) * SMALL for lines in hung.below for line in lines if len(line) > 1]
    widest += [breadth(row) for row in hung.tags if len(row) > 1]
    if hung.is_joined:
        widest.append(em(hung.text[-1]) + breadth(hung.tags[0]))
    assert max(widest, default=0) <= inside + 1e-6


@given(STICKIES, st.floats(8, 40))
def test_a_note_is_as_high_as_its_lines(sticky: Sticky, width: float) -> None:
    hung = lay(sticky, width)
    rows = len(hung.text) + (0 if hung.is_joined else len(hung.tags))
    lines = (rows + sum(map(len, hung.below)) * SMALL) * LINE
    assert hung.height >= lines + 2 * PAD - 1e-6
    letters = [tag.text for row in hung.tags for tag in row if tag.segment]
    assert letters == [each.letter for each in sticky.segments]
    assert squeezed("".join(hung.text)) == squeezed(sticky.text)
    said = [squeezed(each.said) for each in sticky.below]
    assert [squeezed("".join(lines)) for lines in hung.below] == said


def test_a_word_that_is_longer_than_a_line_has_room_for_a_line_of_its_own() -> None:
    narrow = lay(Sticky("see " + "x" * 60), 12)
    assert narrow.height == pytest.approx(2 * PAD + (len(narrow.text) + 1) * LINE)


def test_a_letter_that_has_no_room_behind_the_text_takes_the_last_word_along() -> None:
    note = Sticky("Bike charity takes what we cannot sell", segments=(Segment("B", 1, "x"),))
    width = 2 * PAD + em("Bike charity takes") + 0.1
    hung = lay(note, width)
    assert list(hung.text) == ["Bike charity takes", "what we cannot", "sell"]
    assert hung.is_joined
    assert hung.height == pytest.approx(2 * PAD + 3 * LINE)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Web shop", "Web shop"),
        ("Web\nshop", "shop"),
        ("Bike charity takes what we cannot sell", "sell"),
        ("Hotelbroodjesbezorger" * 2, ""),
        ("", ""),
    ],
)
def test_a_short_text_or_the_last_word_stays_on_one_line_with_its_letter(
    text: str, end: str
) -> None:
    tags = [chip(Segment("B", 1, "x"))]
    assert ending(text, tags) == (end, breadth(tags) if end else 0.0)
    assert ending(text, []) == ("", 0.0)


SEGMENTS = tuple(Segment(chr(65 + at), at, f"Segment {at} of some length") for at in range(12))


def test_the_legend_has_every_letter_in_rows_that_fit() -> None:
    rows = keys(replace(hung("normal"), segments=SEGMENTS), 60)
    assert [key.tag.text for row in rows for key in row] == [each.letter for each in SEGMENTS]
    assert len(rows) > 1
    assert all(sum(key.width for key in row) <= 60 for row in rows)


def test_of_too_many_segments_there_is_no_legend() -> None:
    many = tuple(Segment("A", at, "x") for at in range(27))
    assert keys(replace(hung("normal"), segments=many), 60) == []


def test_a_segment_leaves_room_for_its_letter() -> None:
    text = "word " * 12
    plain, own = lay(Sticky(text), 14), lay(Sticky(text, own=Segment("A", 0, text)), 14)
    assert max(map(em, own.text)) <= 14 - 2 * PAD - LETTER_WIDTH
    assert len(own.text) > len(plain.text)


def overlap(one: Hung, other: Hung) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@settings(max_examples=50)
@given(st.lists(STICKIES, max_size=9), st.floats(14, 90))
def test_the_notes_of_a_block_hang_inside_it_apart_and_in_order(
    notes: list[Sticky], width: float
) -> None:
    filled = fill(Panel(1, "Title", tuple(notes)), width)
    assert [note.sticky for note in filled.notes] == notes
    for note in filled.notes:
        assert note.x >= MARGIN - 1e-6
        assert note.x + note.width <= width - MARGIN + 1e-6
        assert note.y + note.height <= filled.height - MARGIN + 1e-6
    for one, other in pairwise(filled.notes):
        assert not overlap(one, other)
        assert (other.y, other.x) > (one.y, one.x)


@pytest.mark.parametrize(
    ("inside", "count"),
    [(5, 1), (COLUMN, 1), (2 * COLUMN, 1), (2 * COLUMN + GAP, 2), (3 * COLUMN + 2 * GAP, 3)],
)
def test_a_wide_block_has_as_many_columns_as_are_wide_enough(inside: float, count: int) -> None:
    assert columns(inside) == count


def test_what_says_that_a_block_goes_on_stands_below_its_notes() -> None:
    notes = (Sticky("x"), Sticky("y"))
    whole, cut = (fill(Panel(1, "Title", notes, more=more), 20) for more in ("", "8 more"))
    assert (whole.more, cut.more) == ([], ["8 more"])
    assert cut.height == pytest.approx(whole.height + GAP + SMALL * LINE)


def test_a_full_block_gets_a_wider_column_and_the_others_lend_it() -> None:
    whole = hung("short")
    full = replace(whole.panels["channels"], notes=(Sticky("word " * 12),) * 12)
    found = board(replace(whole, panels={**whole.panels, "channels": full}), 110)
    widths = {key: spot.width for key, spot in found.spots.items()}
    assert 22 * 1.5 < widths["channels"] == widths["customer_relationships"] <= 22 * 1.6
    assert widths["key_partners"] < 22
    assert widths["cost_structure"] == pytest.approx(55, abs=0.1)


def test_the_columns_of_a_form_are_equal() -> None:
    spots = board(hung("blank"), 110).spots
    upper = [spots[key].width for key in spots if key not in {"cost_structure", "revenue_streams"}]
    assert upper == pytest.approx([22] * 7, abs=0.1)


def test_a_title_that_is_too_long_for_its_block_takes_a_second_line() -> None:
    short, long = (fill(Panel(1, title), 14) for title in ("Title", "A title of many words"))
    assert (len(short.title), len(long.title)) == (1, 2)
    assert long.height > short.height


@pytest.mark.parametrize("name", CANVASES)
@pytest.mark.parametrize("least", [0.0, 60.0, 400.0])
def test_the_blocks_tile_the_board(name: str, least: float) -> None:
    found = board(hung(name), 110, least)
    area = sum(spot.width * spot.height for spot in found.spots.values())
    assert area == pytest.approx(110 * found.height, rel=0.001)
    assert found.height >= least - 0.2
    assert len(found.spots) == 9


@settings(deadline=None, max_examples=40)
@given(canvases(), st.floats(60, 200))
def test_every_block_is_high_enough_for_what_is_in_it(canvas: object, width: float) -> None:
    found = board(poster(view(canvas, pack("en"))), width, 70)  # type: ignore[arg-type]
    for key, spot in found.spots.items():
        assert found.filled[key].height <= spot.height + 0.02


def test_room_to_spare_goes_to_the_upper_band_and_the_lower_as_two_to_one() -> None:
    low, high = board(hung("short"), 110), board(hung("short"), 110, 90)
    spare = high.height - low.height
    upper = high.spots["key_partners"].height - low.spots["key_partners"].height
    lower = high.spots["cost_structure"].height - low.spots["cost_structure"].height
    assert spare > 30
    assert (upper, lower) == pytest.approx((spare * 2 / 3, spare / 3), abs=0.05)
