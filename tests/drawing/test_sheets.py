"""Sheets of paper: large type where there is room, small where there is none, then more sheets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bmc_cli.drawing.hang import board
from bmc_cli.drawing.sheets import (
    LARGEST,
    PAPERS,
    POINT,
    SMALLEST,
    Paper,
    board_room,
    fits,
    form,
    paper_named,
    stickies,
    type_size,
)
from bmc_cli.errors import BmcError
from tests.drawing.posters import CANVASES, hung

A4, A3 = PAPERS["A4"], PAPERS["A3"]
METRIC = [paper for paper in PAPERS.values() if paper.name.startswith("A")]


@pytest.mark.parametrize("paper", METRIC, ids=lambda paper: paper.name)
def test_a_sheet_lies_and_is_as_iso_216_has_it(paper: Paper) -> None:
    assert paper.width / paper.height == pytest.approx(2**0.5, rel=0.005)
    assert paper.width * paper.height == pytest.approx(1e6 / 2 ** int(paper.name[1]), rel=0.005)


def test_the_american_sheets_are_in_inches() -> None:
    inches = {name: PAPERS[name] for name in ("Letter", "Tabloid")}
    sides = {name: (paper.width / 25.4, paper.height / 25.4) for name, paper in inches.items()}
    assert sides == {"Letter": pytest.approx((11, 8.5)), "Tabloid": pytest.approx((17, 11))}


@pytest.mark.parametrize(
    ("name", "paper"), [(None, "A4"), ("A3", "A3"), ("a0", "A0"), ("LETTER", "Letter")]
)
def test_a_sheet_has_a_name(name: str | None, paper: str) -> None:
    assert paper_named(name) is PAPERS[paper]


def test_another_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(BmcError) as refused:
        paper_named("B5")
    assert (refused.value.reason, refused.value.exit_code) == ("unknown_paper", 2)
    assert refused.value.values["known"] == "A4, A3, A2, A1, A0, Letter, Tabloid"


def test_few_notes_have_the_largest_type_and_many_the_smallest() -> None:
    assert type_size(hung("short"), A4) == LARGEST
    assert type_size(hung("full"), A4) == SMALLEST
    assert SMALLEST < type_size(hung("normal"), A4) < LARGEST


@pytest.mark.parametrize("name", CANVASES)
def test_the_type_is_the_largest_that_fits(name: str) -> None:
    size = type_size(hung(name), A4)
    if size > SMALLEST:
        assert fits(hung(name), A4, size)
    if size < LARGEST:
        assert not fits(hung(name), A4, size + 0.25)


def test_on_a_larger_sheet_the_type_is_larger() -> None:
    sizes = [type_size(hung("normal"), paper) for paper in METRIC]
    assert sizes == sorted(sizes)
    assert sizes[-1] > 3 * sizes[0]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_form_leaves_room_to_the_notes_and_on_a_wall_most_of_it(paper: Paper) -> None:
    blank = form(hung("blank"), paper)
    size = type_size(blank, paper)
    unit = size * POINT
    found = board(blank, paper.inside / unit, board_room(blank, paper, size) / unit)
    rooms = [1 - found.filled[key].height / spot.height for key, spot in found.spots.items()]
    small = {"A4": 0.25, "Letter": 0.25, "A3": 0.4, "Tabloid": 0.35, "A2": 0.45}
    assert min(rooms) > small.get(paper.name, 0.5)
    assert fits(blank, paper, size)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("name", "count"), [("A1", 2), ("A0", 4)])
def test_each_block_of_a_form_on_a_wall_has_room_for_sticky_notes(
    language: str, name: str, count: int
) -> None:
    blank, paper = form(hung("blank", language), PAPERS[name]), PAPERS[name]
    assert stickies(blank, paper, type_size(blank, paper)) >= count


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("paper", "least"),
    [
        pytest.param("A4", (12, 9, 7, 5.4), id="A4: read at a table"),
        pytest.param("Letter", (12, 9, 7, 5.4), id="Letter: the same"),
        pytest.param("A0", (48, 32, 20, 15), id="A0: its titles from across a room"),
    ],
)
def test_a_form_can_be_read(paper: str, least: tuple[float, ...], language: str) -> None:
    blank = form(hung("blank", language), PAPERS[paper])
    size, scale = type_size(blank, PAPERS[paper]), blank.scale
    ems = (scale.title, scale.heading, scale.question, scale.criteria)
    assert all(size * each >= points for each, points in zip(ems, least, strict=True))
    assert sorted(ems, reverse=True) == list(ems)


def test_a_form_with_long_criteria_still_fits_its_sheet() -> None:
    blank = hung("blank")
    panel = replace(blank.panels["channels"], criteria=("a criterion of some length " * 3,) * 24)
    long = replace(blank, panels={**blank.panels, "channels": panel})
    assert type_size(long, A4) < type_size(blank, A4)
    assert fits(long, A4, type_size(long, A4))
