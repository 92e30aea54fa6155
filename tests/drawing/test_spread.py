"""A canvas on several sheets: nothing lost, every block on the first, and told where it goes on."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.drawing.hang import board
from bmc_cli.drawing.layout import STANDARD
from bmc_cli.drawing.poster import poster
from bmc_cli.drawing.sheets import PAPERS, POINT, SMALLEST, STEP, Paper, board_room, fits, type_size
from bmc_cli.drawing.spread import sheets, spread
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.documents import canvases
from tests.drawing.posters import CANVASES, filled, long_texts
from tests.packs import pack

A4, A3 = PAPERS["A4"], PAPERS["A3"]


def assert_planned(canvas: Canvas, paper: Paper) -> None:
    """Every note hangs on one sheet, in order, and every sheet has room for what is on it."""
    whole = poster(view(canvas, pack("en")))
    size = type_size(whole, paper)
    found = sheets(whole, paper, size)
    for key, panel in whole.panels.items():
        hung = [sheet.panels[key].notes for sheet in found if key in sheet.panels]
        assert list(chain.from_iterable(hung)) == list(panel.notes)
    unit = size * POINT
    for number, sheet in enumerate(found, 1):
        alone = sum(len(panel.notes) for panel in sheet.panels.values()) <= 1
        assert len(found) == 1 or sheet.about[-1] == f"sheet {number} of {len(found)}"
        high = board(sheet, paper.inside / unit).height * unit
        assert alone or high <= board_room(sheet, paper, size) + 0.1
    assert (len(found) == 1) == fits(whole, paper, size)


@pytest.mark.parametrize("paper", [A4, A3], ids=["A4", "A3"])
@pytest.mark.parametrize("name", CANVASES)
def test_no_note_is_lost_between_sheets(name: str, paper: Paper) -> None:
    assert_planned(CANVASES[name], paper)


@settings(deadline=None, max_examples=6)
@given(st.lists(st.sampled_from(long_texts()), min_size=1, max_size=4), st.integers(1, 40))
def test_nor_of_any_full_canvas(texts: list[str], count: int) -> None:
    assert_planned(filled(texts, count), A4)


@settings(deadline=None, max_examples=25)
@given(canvases())
def test_nor_of_any_canvas(canvas: Canvas) -> None:
    assert_planned(canvas, A4)


def test_nor_of_notes_that_are_longer_than_a_sheet_has_room_for_at_once() -> None:
    long = Note("word " * 500)
    blocks = {block.key: (long, Note("x")) for block in BLOCKS}
    assert_planned(Canvas(blocks=blocks), A4)


def giant() -> Canvas:
    """A canvas with three notes in each block, and 70 in one."""
    few = tuple(Note(text) for text in long_texts()[:3])
    many = tuple(Note(f"{text} {at}") for at in range(18) for text in long_texts())
    return Canvas(blocks={block.key: few for block in BLOCKS} | {"key_partners": many})


@pytest.mark.parametrize("canvas", [filled(long_texts(), 15), giant()], ids=["full", "giant block"])
def test_the_first_sheet_shows_every_block_that_has_notes(canvas: Canvas) -> None:
    first, *others = sheets(poster(view(canvas, pack("en"))), A4, SMALLEST)
    assert others
    assert first.bands == STANDARD
    assert all(panel.notes for panel in first.panels.values())


def test_a_block_that_is_full_of_itself_takes_nothing_from_the_others() -> None:
    first, *others = sheets(poster(view(giant(), pack("en"))), A4, SMALLEST)
    assert {key for key, panel in first.panels.items() if panel.more} == {"key_partners"}
    assert all(set(sheet.panels) == {"key_partners"} for sheet in others)


def test_a_block_says_how_much_of_it_goes_on_and_where() -> None:
    whole = poster(view(filled(long_texts(), 30), pack("en")))
    found = sheets(whole, A4, SMALLEST)
    for key, panel in whole.panels.items():
        at = [number for number, sheet in enumerate(found) if key in sheet.panels]
        left = len(panel.notes)
        for number, after in zip(at, [*at[1:], None], strict=True):
            left -= len(found[number].panels[key].notes)
            said = f"→ {left} more on sheet {after + 1}" if after is not None else ""
            assert found[number].panels[key].more == said


def test_the_sheets_after_the_first_have_only_what_goes_on_and_ask_nothing_again() -> None:
    whole = poster(view(filled(long_texts(), 30), pack("en")))
    first, *others = sheets(whole, A4, SMALLEST)
    assert others
    for sheet in others:
        assert sheet.title == first.title
        assert all(panel.notes and not panel.question for panel in sheet.panels.values())
        numbers = [panel.number for panel in sheet.panels.values()]
        assert numbers == sorted(numbers)


def test_they_are_filled_before_another_one_begins() -> None:
    whole = poster(view(filled(long_texts(), 30), pack("en")))
    unit = SMALLEST * POINT
    _, *others, _ = sheets(whole, A4, SMALLEST)
    for sheet in others:
        high = board(sheet, A4.inside / unit).height * unit
        assert high > 0.7 * board_room(sheet, A4, SMALLEST)


def test_the_type_is_the_largest_that_takes_no_more_sheets() -> None:
    """A last sheet that is half empty lets all of it be read more easily."""
    whole = poster(view(filled(["Bread for all of them"], 9), pack("en")))
    size, found = spread(whole, A4)
    assert type_size(whole, A4) == SMALLEST < size
    assert len(found) == len(sheets(whole, A4, SMALLEST)) > 1
    assert len(sheets(whole, A4, size + STEP)) > len(found)
