"""What reaches what: links followed from note to note, to the segments."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import SEGMENTS, Spot, Web, letter, targets

VALUE, RELATIONS, WORK, MEANS, PARTNERS, COSTS = (
    "value_propositions",
    "customer_relationships",
    "key_activities",
    "key_resources",
    "key_partners",
    "cost_structure",
)


def web(**blocks: tuple[Note, ...]) -> Web:
    return Web(Canvas(blocks=blocks))


def note(text: str, *links: str) -> Note:
    return Note(text, links=links)


BAKERY: Mapping[str, tuple[Note, ...]] = {
    SEGMENTS: (note("Families"), note("Hotels"), note("Schools")),
    VALUE: (note("Bread box", "Families"), note("Rolls", "Schools", "Hotels"), note("Loose")),
    WORK: (note("Baking", *EVERY_TARGET), note("Rounds", "Rolls")),
    MEANS: (note("Van", "Rolls", "Gone"), note("Oven", "Bread box")),
    PARTNERS: (note("Garage", "Van"),),
    COSTS: (note("Diesel", "Rounds", "Garage"), note("Flour", "Nobody")),
}


@pytest.mark.parametrize(
    ("place", "expected"),
    [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (702, "AAA")],
)
def test_segments_are_lettered_as_the_columns_of_a_sheet(place: int, expected: str) -> None:
    assert letter(place) == expected


def test_the_targets_of_a_block_stand_in_the_order_of_the_file() -> None:
    canvas = Canvas(blocks=BAKERY)
    assert targets(canvas, SEGMENTS) == []
    assert targets(canvas, RELATIONS) == [(SEGMENTS, at) for at in range(3)]
    assert targets(canvas, COSTS) == [
        (WORK, 0),
        (WORK, 1),
        (MEANS, 0),
        (MEANS, 1),
        (PARTNERS, 0),
    ]


@pytest.mark.parametrize(
    ("spot", "near"),
    [
        pytest.param((SEGMENTS, 0), [], id="a segment is for nothing"),
        pytest.param((VALUE, 1), [(SEGMENTS, 2), (SEGMENTS, 1)], id="in the order of the note"),
        pytest.param((VALUE, 2), [], id="a loose note"),
        pytest.param((WORK, 0), [(VALUE, 0), (VALUE, 1), (VALUE, 2)], id="all"),
        pytest.param((MEANS, 0), [(VALUE, 1)], id="a name that is no note's leads nowhere"),
        pytest.param((COSTS, 0), [(WORK, 1), (PARTNERS, 0)], id="in two blocks"),
    ],
)
def test_a_note_leads_to_the_notes_it_is_for(spot: Spot, near: list[Spot]) -> None:
    assert web(**BAKERY).forward[spot] == tuple(near)


@pytest.mark.parametrize(
    ("spot", "near"),
    [
        pytest.param((SEGMENTS, 1), [(VALUE, 1)], id="a segment"),
        pytest.param((VALUE, 1), [(WORK, 0), (WORK, 1), (MEANS, 0)], id="in interview order"),
        pytest.param((COSTS, 0), [], id="nothing is for a cost"),
    ],
)
def test_a_note_knows_the_notes_that_are_for_it(spot: Spot, near: list[Spot]) -> None:
    assert web(**BAKERY).backward[spot] == tuple(near)


@pytest.mark.parametrize(
    ("spot", "segments"),
    [
        pytest.param((SEGMENTS, 2), (2,), id="a segment reaches itself"),
        pytest.param((VALUE, 1), (1, 2), id="its segments, in their order"),
        pytest.param((WORK, 0), (0, 1, 2), id="over every proposition"),
        pytest.param((PARTNERS, 0), (1, 2), id="over three notes"),
        pytest.param((COSTS, 0), (1, 2), id="along two ways"),
        pytest.param((COSTS, 1), (), id="nowhere"),
    ],
)
def test_a_note_reaches_segments_along_its_links(spot: Spot, segments: tuple[int, ...]) -> None:
    assert web(**BAKERY).reached[spot] == segments


@pytest.mark.parametrize("block", [PARTNERS, COSTS])
def test_a_note_for_a_channel_reaches_whom_the_channel_reaches(block: str) -> None:
    shop, stall = note("Web shop", "Hotels"), note("Stall", "Families")
    found = web(**{**BAKERY, "channels": (shop, stall), block: (note("Post", "Web shop"),)})
    assert found.forward[block, 0] == (("channels", 0),)
    assert found.reached[block, 0] == (1,)


@pytest.mark.parametrize(
    ("to", "reached"),
    [
        pytest.param({}, {WORK: (1,), PARTNERS: (1,), COSTS: (1,)}, id="as they are"),
        pytest.param(
            {PARTNERS: (VALUE,), COSTS: (RELATIONS,)},
            {PARTNERS: (1,), COSTS: (0,), WORK: (1,)},
            id="others, all earlier",
        ),
        pytest.param(
            {VALUE: (WORK,), WORK: (COSTS,), COSTS: (SEGMENTS,)},
            {VALUE: (1,), WORK: (1,), COSTS: (1,)},
            id="later ones",
        ),
        pytest.param(
            {WORK: (COSTS, VALUE), COSTS: (WORK,)},
            {WORK: (1,), COSTS: (1,)},
            id="in a circle",
        ),
        pytest.param(
            {WORK: (COSTS,), COSTS: (WORK,)}, {WORK: (), COSTS: ()}, id="only in a circle"
        ),
    ],
)
def test_segments_are_reached_whichever_block_is_for_which(
    to: Mapping[str, tuple[str, ...]],
    reached: Mapping[str, tuple[int, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blocks = tuple(each._replace(targets=to.get(each.key, each.targets)) for each in BLOCKS)
    monkeypatch.setattr("bmc_cli.model.links.BLOCKS", blocks)
    monkeypatch.setattr("bmc_cli.model.links.BY_KEY", {each.key: each for each in blocks})
    linked = {
        SEGMENTS: (note("Families"), note("Hotels")),
        VALUE: (note("Bread", "Hotels", "Work"), note("Cake")),
        RELATIONS: (note("Chat", "Families"), note("Phone")),
        WORK: (note("Work", "Bread", "Costs"), note("More")),
        PARTNERS: (note("Mill", "Work", "Bread"),),
        COSTS: (note("Costs", "Work", "Chat", "Hotels"), note("Rent")),
    }
    found = web(**linked).reached
    assert {key: found[key, 0] for key in reached} == reached


@pytest.mark.parametrize(
    ("most", "followed", "reaching"),
    [
        pytest.param(4, True, True, id="four links, four ways"),
        pytest.param(3, False, False, id="one link too many"),
    ],
)
def test_more_links_than_can_be_followed_are_refused(
    most: int, followed: bool, reaching: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bmc_cli.model.links.MOST_LINKS", most)
    full = web(**{SEGMENTS: (note("A"), note("B")), VALUE: (note("C", "all"), note("D", "all"))})
    for is_fine, name in [(followed, "forward"), (reaching, "reached")]:
        with nullcontext() if is_fine else pytest.raises(BmcError, match="too_many_links"):
            getattr(full, name)


def test_more_ways_to_segments_than_can_be_followed_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blocks = {SEGMENTS: (note("A"), note("B")), VALUE: (note("C", "all"),), WORK: (note("D"),)}
    for most in (4, 3):
        monkeypatch.setattr("bmc_cli.model.links.MOST_LINKS", most)
        followed = web(**blocks)
        assert len(followed.forward) == 4  # with three links
        with nullcontext() if most == 4 else pytest.raises(BmcError, match="too_many_links"):
            assert followed.reached[WORK, 0] == (0, 1)


def test_where_there_is_one_note_to_link_to_every_note_is_linked() -> None:
    one = web(**{SEGMENTS: (note("Families"),), VALUE: (note("Bread box"), note("Rolls"))})
    assert one.forward[VALUE, 0] == one.forward[VALUE, 1] == ((SEGMENTS, 0),)
    assert one.reached[VALUE, 1] == (0,)


def test_a_name_that_two_notes_have_leads_to_both() -> None:
    twice = web(**{SEGMENTS: (note("Families"), note("Families")), VALUE: (note("A", "Families"),)})
    assert twice.forward[VALUE, 0] == ((SEGMENTS, 0), (SEGMENTS, 1))


def test_a_name_given_twice_counts_once() -> None:
    double = {**BAKERY, VALUE: (note("Box", "Hotels", "Hotels"),)}
    assert web(**double).forward[VALUE, 0] == ((SEGMENTS, 1),)


@pytest.mark.parametrize(
    ("spot", "names"),
    [
        pytest.param((MEANS, 0), ["Gone"], id="one of two"),
        pytest.param((COSTS, 1), ["Nobody"], id="the only one"),
        pytest.param((WORK, 0), [], id="all is no name"),
        pytest.param((VALUE, 2), [], id="no names"),
    ],
)
def test_names_that_are_no_notes_are_loose(spot: Spot, names: list[str]) -> None:
    assert web(**BAKERY).loose(spot) == names


def test_a_name_of_a_note_in_another_block_is_loose() -> None:
    assert web(**{**BAKERY, PARTNERS: (note("Garage", "Families"),)}).loose((PARTNERS, 0)) == [
        "Families"
    ]


def test_every_note_has_a_spot_in_interview_order() -> None:
    spots = list(web(**BAKERY).spots())
    assert len(spots) == sum(map(len, BAKERY.values()))
    numbers = {block.key: block.number for block in BLOCKS}
    assert [numbers[key] for key, _ in spots] == sorted(numbers[key] for key, _ in spots)


def test_a_blank_canvas_has_no_web() -> None:
    blank = Web(Canvas())
    assert (blank.forward, blank.backward, blank.reached) == ({}, {}, {})
