"""Two edits of one canvas made into one: everything of both, and what nobody can decide marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.model.canvas import (
    BLOCKS,
    HEAD,
    Canvas,
    add,
    arrange,
    change,
    find,
    move,
    remove,
    versions_of,
)
from bmc_cli.model.difference import Pairs
from bmc_cli.model.fields import Note
from bmc_cli.model.links import note_at, spots
from bmc_cli.model.merging import Conflict, merge
from tests.documents import Dice, canvases
from tests.model.merging_rows import (
    BASE,
    CHANNELS,
    COSTS,
    SEGMENTS,
    SHOP,
    VAN,
    WEB,
    agreed,
    texts,
    with_,
)


class TestWithoutConflict:
    def test_what_both_added_is_kept_in_order_ours_first(self) -> None:
        ours = add(add(BASE, CHANNELS, Note("Stall")), CHANNELS, Note("Fair"))
        theirs = add(add(BASE, CHANNELS, Note("App")), CHANNELS, Note("Phone"))
        found = agreed(ours, theirs)
        assert texts(found) == [SHOP.text, "Web shop", VAN.text, "Stall", "Fair", "App", "Phone"]

    def test_what_was_added_in_the_middle_stays_where_it_was_put(self) -> None:
        ours = move(add(BASE, CHANNELS, Note("Stall")), CHANNELS, Note("Stall"), 1)
        theirs = move(add(BASE, CHANNELS, Note("App")), CHANNELS, Note("App"), 0)
        assert texts(agreed(ours, theirs)) == ["App", SHOP.text, "Stall", "Web shop", VAN.text]

    @pytest.mark.parametrize("at", [0, 1, 2, 3])
    def test_what_both_put_at_one_place_stands_there_ours_first(self, at: int) -> None:
        def with_new(*names: str) -> Canvas:
            notes = BASE.notes(CHANNELS)
            return arrange(BASE, CHANNELS, (*notes[:at], *map(Note, names), *notes[at:]))

        found = agreed(with_new("Stall", "Fair"), with_new("App", "Phone"))
        assert found == with_new("Stall", "Fair", "App", "Phone")

    def test_the_same_change_twice_is_one_change(self) -> None:
        both = add(with_(CHANNELS, SHOP, text="Shop on the square"), CHANNELS, Note("Stall"))
        assert agreed(both, both) == both

    def test_a_note_that_both_added_has_what_both_said_of_it(self) -> None:
        ours = add(BASE, CHANNELS, Note("App", links=("Families",), kinds=("purchase",)))
        theirs = add(BASE, CHANNELS, Note("App", links=("Hotels",), later=True))
        (app,) = (note for note in agreed(ours, theirs).notes(CHANNELS) if note.text == "App")
        assert app == Note("App", "", ("Families", "Hotels"), ("purchase",), later=True)

    @pytest.mark.parametrize("swap", [False, True])
    def test_what_one_side_changed_or_removed_is_taken_over(self, swap: bool) -> None:
        ours = with_(CHANNELS, SHOP, text="Shop on the square")
        theirs = remove(BASE, CHANNELS, VAN)
        found = agreed(theirs, ours) if swap else agreed(ours, theirs)
        assert texts(found) == ["Shop on the square", "Web shop"]

    def test_two_fields_of_one_note_are_both_taken_over(self) -> None:
        ours = with_(CHANNELS, VAN, text="New van to the hotels")
        theirs = with_(CHANNELS, VAN, detail="Twice a day", later=True)
        assert agreed(ours, theirs).notes(CHANNELS)[2] == Note(
            "New van to the hotels", "Twice a day", later=True
        )

    def test_links_follow_what_the_other_side_reworded(self) -> None:
        ours = with_(SEGMENTS, Note("Families"), text="Families nearby")
        theirs = add(BASE, CHANNELS, Note("App", links=("Families", "Hotels")))
        found = agreed(ours, theirs)
        assert find(found, CHANNELS, "App") == Note("App", links=("Families nearby", "Hotels"))
        assert find(found, CHANNELS, "Web shop") == replace(WEB, links=("Families nearby",))

    def test_links_to_what_the_other_side_removed_are_gone(self) -> None:
        ours = remove(BASE, SEGMENTS, Note("Hotels"))
        theirs = with_(CHANNELS, WEB, links=("Families", "Hotels"))
        assert find(agreed(ours, theirs), CHANNELS, "Web shop") == WEB

    def test_links_and_kinds_that_both_added_are_all_kept(self) -> None:
        ours = with_(CHANNELS, VAN, links=("Families",), kinds=("delivery",))
        theirs = with_(CHANNELS, VAN, links=("Hotels",), kinds=("awareness",))
        assert agreed(ours, theirs).notes(CHANNELS)[2] == Note(
            VAN.text, "", ("Families", "Hotels"), ("delivery", "awareness")
        )

    @pytest.mark.parametrize(
        ("ours", "theirs", "both"),
        [
            pytest.param("ab", "b", "b", id="they take one out"),
            pytest.param("b", "ab", "b", id="we take one out"),
            pytest.param("abc", "b", "bc", id="we add one, they take one out"),
            pytest.param("b", "abc", "bc", id="we take one out, they add one"),
            pytest.param("a", "b", "", id="each takes another one out"),
            pytest.param("abc", "abd", "abcd", id="each adds another one"),
            pytest.param("abc", "cab", "abc", id="both add the same one"),
            pytest.param("", "abc", "c", id="we take all out, they add one"),
        ],
    )
    def test_kinds_are_merged_one_by_one(self, ours: str, theirs: str, both: str) -> None:
        base = with_(CHANNELS, VAN, kinds=("a", "b"))
        was = replace(VAN, kinds=("a", "b"))
        sides = (
            change(base, CHANNELS, was, replace(was, kinds=tuple(it))) for it in (ours, theirs)
        )
        found = merge(base, *sides)
        assert (found.canvas.notes(CHANNELS)[2].kinds, found.conflicts) == (tuple(both), ())

    def test_a_link_that_one_side_took_off_is_off(self) -> None:
        ours = with_(CHANNELS, WEB, links=())
        theirs = with_(CHANNELS, WEB, links=("Families", "Hotels"))
        assert find(agreed(ours, theirs), CHANNELS, "Web shop") == Note(
            "Web shop", links=("Hotels",)
        )

    def test_for_all_is_for_all(self) -> None:
        ours = with_(CHANNELS, WEB, links=("all",))
        theirs = with_(CHANNELS, WEB, links=("Families", "Hotels"))
        assert find(agreed(ours, theirs), CHANNELS, "Web shop") == Note("Web shop", links=("all",))

    def test_a_note_that_one_side_moved_and_the_other_reworded_is_both(self) -> None:
        ours = add(remove(BASE, CHANNELS, VAN), COSTS, VAN)
        theirs = with_(CHANNELS, VAN, text="Vans to the hotels")
        found = agreed(ours, theirs)
        assert (texts(found), texts(found, COSTS)) == (
            [SHOP.text, "Web shop"],
            ["Vans to the hotels"],
        )

    def test_an_order_that_one_side_changed_is_taken_over(self) -> None:
        moved = move(BASE, CHANNELS, VAN, 0)
        added = add(BASE, CHANNELS, Note("App"))
        assert texts(agreed(moved, added)) == [VAN.text, SHOP.text, "Web shop", "App"]
        assert texts(agreed(added, moved)) == [VAN.text, SHOP.text, "Web shop", "App"]

    def test_what_is_put_behind_a_note_that_the_other_moved_last_goes_with_it(self) -> None:
        between = move(add(BASE, CHANNELS, Note("App")), CHANNELS, Note("App"), 1)
        moved = move(BASE, CHANNELS, SHOP, 2)
        for found in (agreed(between, moved), agreed(moved, between)):
            assert texts(found) == ["Web shop", VAN.text, SHOP.text, "App"]

    def test_the_title_block_is_merged_by_its_fields(self) -> None:
        ours = replace(BASE, title="The Bakery", iteration="2", date="2026-11-20")
        theirs = replace(BASE, author="S. Miller", iteration="10", date="2026-11-24")
        found = agreed(ours, theirs)
        assert (found.title, found.author) == ("The Bakery", "S. Miller")
        assert (found.iteration, found.date) == ("10", "2026-11-24")

    def test_a_block_that_one_side_reached_is_reached(self) -> None:
        theirs = replace(BASE, blocks={**BASE.blocks, COSTS: ()})
        assert COSTS in agreed(BASE, theirs).blocks


class TestConflict:
    @pytest.mark.parametrize("swap", [False, True])
    def test_a_note_that_one_decided_and_one_marked_anew_is_still_to_be_decided(
        self, swap: bool
    ) -> None:
        shop = replace(SHOP, conflict="Store")
        base = change(BASE, CHANNELS, SHOP, shop)
        sides = [
            change(base, CHANNELS, shop, SHOP),
            change(base, CHANNELS, shop, replace(SHOP, conflict="Stall")),
        ]
        found = merge(base, *(reversed(sides) if swap else sides))
        assert found.canvas.notes(CHANNELS)[0].conflict == "Stall"

    def test_a_note_that_both_reworded_stays_in_both_versions_side_by_side(self) -> None:
        ours = with_(CHANNELS, SHOP, text="Shop on the square")
        theirs = with_(CHANNELS, SHOP, text="Shop near the corner")
        found = merge(BASE, ours, theirs)
        assert found.canvas.notes(CHANNELS)[:2] == (
            Note("Shop on the square", conflict=SHOP.text),
            Note("Shop near the corner", conflict=SHOP.text),
        )
        assert found.conflicts == (Conflict(CHANNELS, SHOP.text),)

    @pytest.mark.parametrize("swap", [False, True])
    def test_a_note_that_one_reworded_and_one_removed_stays_marked(self, swap: bool) -> None:
        sides = [with_(CHANNELS, SHOP, text="Shop on the square"), remove(BASE, CHANNELS, SHOP)]
        found = merge(BASE, *(reversed(sides) if swap else sides))
        assert found.canvas.notes(CHANNELS)[0] == Note("Shop on the square", conflict=SHOP.text)
        assert found.conflicts == (Conflict(CHANNELS, SHOP.text),)

    def test_two_details_are_two_versions(self) -> None:
        ours = with_(CHANNELS, SHOP, detail="Open at seven")
        theirs = with_(CHANNELS, SHOP, detail="Open at eight")
        found = merge(BASE, ours, theirs)
        assert found.canvas.notes(CHANNELS)[:2] == (
            Note(SHOP.text, "Open at seven", conflict=SHOP.text),
            Note(SHOP.text, "Open at eight", conflict=SHOP.text),
        )
        assert found.conflicts == (Conflict(CHANNELS, SHOP.text),)

    def test_versions_of_which_each_side_kept_another_are_still_those_of_one_note(self) -> None:
        one, two = Note("Shops", conflict="Shop"), Note("Stall", conflict="Shop")
        base, ours, theirs = (
            Canvas(blocks={CHANNELS: notes})
            for notes in ((one, two), (replace(one, conflict=""),), (replace(two, conflict=""),))
        )
        found = merge(base, ours, theirs)
        assert found.canvas.notes(CHANNELS) == (one, two)
        assert found.conflicts == (Conflict(CHANNELS, "Shop"),)

    @pytest.mark.parametrize("swap", [False, True])
    def test_links_to_a_note_that_one_reworded_and_one_removed_stay(self, swap: bool) -> None:
        base = add(BASE, CHANNELS, Note("App", links=("Families",)))
        families = Note("Families")
        sides = (
            change(base, SEGMENTS, families, Note("Young families")),
            remove(base, SEGMENTS, families),
        )
        found = merge(base, *(reversed(sides) if swap else sides)).canvas
        assert found.notes(SEGMENTS)[0] == Note("Young families", conflict="Families")
        assert found.notes(CHANNELS)[-1] == Note("App", links=("Young families",))

    def test_a_note_that_both_moved_elsewhere_is_in_both_places(self) -> None:
        ours = add(remove(BASE, CHANNELS, VAN), COSTS, VAN)
        theirs = add(remove(BASE, CHANNELS, VAN), "key_resources", VAN)
        found = merge(BASE, ours, theirs)
        assert found.canvas.notes(COSTS) == (Note(VAN.text, conflict=VAN.text),)
        assert found.canvas.notes("key_resources") == (Note(VAN.text, conflict=VAN.text),)
        assert len(found.conflicts) == 2

    def test_a_link_to_a_note_in_two_versions_is_to_both(self) -> None:
        ours = with_(SEGMENTS, Note("Families"), text="Families nearby")
        theirs = with_(SEGMENTS, Note("Families"), text="Young families")
        found = merge(BASE, ours, theirs)
        web = find(found.canvas, CHANNELS, "Web shop")
        assert web == replace(WEB, links=("Families nearby", "Young families"))

    @pytest.mark.parametrize(
        ("field", "ours", "theirs", "both"),
        [
            pytest.param("iteration", "9", "10", "10", id="as numbers"),
            pytest.param("date", "2026-12-01", "2026-11-30", "2026-12-01", id="the last date"),
        ],
    )
    def test_of_a_date_and_a_number_the_highest_stays_and_nothing_is_told(
        self, field: str, ours: str, theirs: str, both: str
    ) -> None:
        base = replace(BASE, date="2026-11-01", language="en")
        sides = (replace(base, **{field: it}) for it in (ours, theirs))  # type: ignore[arg-type]
        found = merge(base, *sides)
        assert (getattr(found.canvas, field), found.conflicts) == (both, ())


def test_a_note_that_was_carried_off_is_not_what_came_in_its_place() -> None:
    ours = add(remove(BASE, CHANNELS, VAN), COSTS, VAN)
    ours = move(add(ours, CHANNELS, Note("Stall")), CHANNELS, Note("Stall"), 2)
    theirs = with_(CHANNELS, VAN, detail="Blue")
    found = agreed(ours, theirs)
    assert found.notes(COSTS) == (replace(VAN, detail="Blue"),)
    assert texts(found) == [SHOP.text, WEB.text, "Stall"]


@pytest.mark.parametrize("swapped", [False, True])
def test_what_one_reworded_and_the_other_removed_and_added_is_one_note(swapped: bool) -> None:
    reworded = with_(CHANNELS, VAN, text="Bike")
    added = add(add(remove(BASE, CHANNELS, VAN), CHANNELS, Note("Bike")), CHANNELS, Note("Boat"))
    found = agreed(*([added, reworded] if swapped else [reworded, added]))
    assert sorted(texts(found)) == ["Bike", "Boat", SHOP.text, WEB.text]


def test_what_came_from_them_is_known_by_its_place_there() -> None:
    theirs = move(add(BASE, CHANNELS, Note("App")), CHANNELS, Note("App"), 0)
    ours = add(BASE, CHANNELS, Note("Stall"))
    found = merge(BASE, ours, theirs)
    assert found.brought == {(CHANNELS, 0): (CHANNELS, 0)}


# -- whatever the edits


@st.composite
def branches(draw: st.DrawFn) -> tuple[Canvas, Canvas, Canvas]:
    """Return a canvas, and what two people made of it."""
    dice = Dice(draw)
    base = dice.canvas()
    sides = []
    for _ in range(2):
        side = base
        for _ in range(dice.below(4)):
            _, side = dice.edit(side)
        sides.append(side)
    return base, sides[0], sides[1]


def filled(canvas: Canvas) -> Canvas:
    return replace(canvas, blocks={key: notes for key, notes in canvas.blocks.items() if notes})


@settings(deadline=None)
@given(canvases(), canvases())
def test_what_only_we_changed_is_as_we_made_it(base: Canvas, ours: Canvas) -> None:
    assert filled(merge(base, ours, base).canvas) == filled(ours)
    assert merge(base, ours, base).conflicts == ()


@settings(deadline=None)
@given(canvases(), canvases())
def test_what_only_they_changed_is_as_they_made_it(base: Canvas, theirs: Canvas) -> None:
    assert filled(merge(base, base, theirs).canvas) == filled(theirs)


@settings(deadline=None)
@given(canvases(), canvases())
def test_what_both_changed_alike_is_changed_once(base: Canvas, both: Canvas) -> None:
    assert filled(merge(base, both, both).canvas) == filled(both)


def unordered(canvas: Canvas) -> object:
    """What is in a canvas, whatever the order: of notes, of links, of words side by side."""

    def parts(text: str) -> tuple[str, ...]:
        return tuple(sorted(text.split("\n\n")))

    notes = {
        block.key: Counter(
            (n.text, parts(n.detail), frozenset(n.links), frozenset(n.kinds), n.later, n.conflict)
            for n in canvas.notes(block.key)
        )
        for block in BLOCKS
    }
    head = {name: frozenset(versions_of(canvas, name)) for name in HEAD}
    return notes, head, frozenset(canvas.ignored_rules)


@settings(deadline=None)
@given(branches())
def test_it_is_the_same_from_both_sides_but_for_the_order(
    edits: tuple[Canvas, Canvas, Canvas],
) -> None:
    base, ours, theirs = edits
    there, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert unordered(there.canvas) == unordered(back.canvas)
    assert set(there.conflicts) == set(back.conflicts)


@settings(deadline=None)
@given(branches())
def test_no_note_is_lost_but_what_one_side_removed_and_the_other_left_alone(
    edits: tuple[Canvas, Canvas, Canvas],
) -> None:
    base, ours, theirs = edits
    merged = merge(base, ours, theirs).canvas
    kept = Counter(note.text for _, note in spots(merged))
    for mine, yours in ((ours, theirs), (theirs, ours)):
        here, there = Pairs(base, mine), Pairs(base, yours)
        for spot, note in spots(mine):
            was = here.origin.get(spot)
            if kept[note.text]:
                continue
            # Not there by its words: then the base had it, we left it alone, and they did not.
            assert was is not None
            assert note_at(base, was).text == note.text
            now = there.fate.get(was)
            assert now is None or note_at(yours, now).text != note.text
