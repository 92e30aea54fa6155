"""The canvas as values, and the edits from canvas to canvas."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from bmc_cli.model.canvas import (
    BLOCKS,
    BY_KEY,
    Canvas,
    NoteGone,
    add,
    arrange,
    as_compared,
    change,
    filled,
    find,
    fold,
    move,
    only,
    open_blocks,
    reach,
    remove,
)
from bmc_cli.model.fields import EVERY_TARGET, Note

SEGMENTS, VALUES, ACTIVITIES = "customer_segments", "value_propositions", "key_activities"
RESOURCES, PARTNERS, COSTS = "key_resources", "key_partners", "cost_structure"


def canvas_of(**blocks: list[Note | str]) -> Canvas:
    """Return a canvas with these notes, a text standing for a note with only a text."""
    return Canvas(
        blocks={
            key: tuple(Note(note) if isinstance(note, str) else note for note in notes)
            for key, notes in blocks.items()
        }
    )


def texts(canvas: Canvas, key: str) -> list[str]:
    return [note.text for note in canvas.notes(key)]


def links(canvas: Canvas, key: str) -> list[tuple[str, ...]]:
    return [note.links for note in canvas.notes(key)]


@pytest.mark.parametrize(
    ("number", "key", "targets"),
    [
        (1, "customer_segments", ()),
        (2, "value_propositions", ("customer_segments",)),
        (3, "customer_relationships", ("customer_segments",)),
        (4, "channels", ("customer_segments",)),
        (5, "revenue_streams", ("customer_segments",)),
        (6, "key_activities", ("value_propositions",)),
        (7, "key_resources", ("value_propositions",)),
        (8, "key_partners", ("key_activities", "key_resources", "channels")),
        (
            9,
            "cost_structure",
            ("key_activities", "key_resources", "key_partners", "channels"),
        ),
    ],
)
def test_numbers_keys_and_targets_are_those_in_peoples_files(
    number: int, key: str, targets: tuple[str, ...]
) -> None:
    block = BLOCKS[number - 1]
    assert (block.number, block.key, block.targets) == (number, key, targets)
    assert BY_KEY[key] is block


def test_there_are_nine_blocks() -> None:
    assert len(BLOCKS) == len(BY_KEY) == 9


def test_a_canvas_is_a_value_that_no_edit_changes() -> None:
    before = canvas_of(channels=["Shop", "Web shop"])
    shop, web = before.notes("channels")
    edits: list[Callable[[], Canvas]] = [
        lambda: add(before, "channels", Note("Van")),
        lambda: change(before, "channels", shop, Note("Store")),
        lambda: remove(before, "channels", web),
        lambda: move(before, "channels", web, 0),
        lambda: arrange(before, "channels", ()),
    ]
    for edit in edits:
        assert edit() != before
        assert before == canvas_of(channels=["Shop", "Web shop"])


def test_a_note_cannot_be_changed_in_place() -> None:
    note = Note("Shop")
    with pytest.raises(dataclasses.FrozenInstanceError):
        note.text = "Store"  # type: ignore[misc]


class TestLooking:
    def test_a_block_without_notes_has_none(self) -> None:
        assert Canvas().notes(SEGMENTS) == ()

    def test_open_blocks_are_those_without_a_note_in_interview_order(self) -> None:
        canvas = canvas_of(cost_structure=["Rent"], customer_segments=["Families"], channels=[])
        assert [block.number for block in open_blocks(canvas)] == [2, 3, 4, 5, 6, 7, 8]

    def test_every_block_of_a_new_canvas_is_open(self) -> None:
        assert open_blocks(Canvas()) == BLOCKS

    def test_a_note_is_found_by_its_exact_text_in_its_block(self) -> None:
        canvas = canvas_of(channels=["Shop", "Web shop"])
        assert find(canvas, "channels", "Web shop") == Note("Web shop")
        assert find(canvas, "channels", "web shop") is None
        assert find(canvas, SEGMENTS, "Shop") is None

    def test_of_two_notes_with_one_text_the_first_is_found(self) -> None:
        canvas = canvas_of(channels=[Note("Shop", detail="one"), Note("Shop", detail="two")])
        found = find(canvas, "channels", "Shop")
        assert found is not None
        assert found.detail == "one"

    def test_only_one_block_keeps_the_title_block_and_drops_other_notes(self) -> None:
        canvas = dataclasses.replace(
            canvas_of(channels=["Shop"], key_partners=["Miller"]), title="T"
        )
        alone = only(canvas, "channels")
        assert alone == Canvas(title="T", blocks={"channels": (Note("Shop"),)})


class TestReaching:
    def test_a_reached_block_is_there_though_empty(self) -> None:
        assert reach(Canvas(), "channels").blocks == {"channels": ()}

    def test_a_block_that_was_reached_before_keeps_its_notes(self) -> None:
        canvas = canvas_of(channels=["Shop"])
        assert reach(canvas, "channels") is canvas


class TestAdding:
    def test_a_new_note_comes_last(self) -> None:
        canvas = add(canvas_of(channels=["Shop"]), "channels", Note("Van", later=True))
        assert canvas.notes("channels") == (Note("Shop"), Note("Van", later=True))

    def test_the_first_note_makes_its_block(self) -> None:
        assert add(Canvas(), "channels", Note("Shop")).notes("channels") == (Note("Shop"),)

    def test_a_note_added_twice_is_one_note(self) -> None:
        canvas = canvas_of(channels=[Note("Shop", detail="on the corner")])
        assert add(canvas, "channels", Note("Shop")) is canvas

    def test_the_same_text_in_another_block_is_another_note(self) -> None:
        canvas = add(canvas_of(channels=["Shop"]), "key_resources", Note("Shop"))
        assert texts(canvas, "channels") == texts(canvas, "key_resources") == ["Shop"]


class TestChanging:
    def test_the_changed_note_stays_in_its_place(self) -> None:
        canvas = canvas_of(channels=["Shop", "Van", "Market"])
        after = change(canvas, "channels", Note("Van"), Note("Cargo bike", later=True))
        assert after.notes("channels") == (
            Note("Shop"),
            Note("Cargo bike", later=True),
            Note("Market"),
        )

    def test_links_follow_a_reworded_note(self) -> None:
        canvas = canvas_of(
            customer_segments=["Families", "Hotels"],
            value_propositions=[Note("Fresh", links=("Hotels", "Families"))],
            channels=[Note("Shop", links=("Families",)), Note("Van", links=("Hotels",))],
        )
        after = change(canvas, SEGMENTS, Note("Families"), Note("Households"))
        assert links(after, VALUES) == [("Hotels", "Households")]
        assert links(after, "channels") == [("Households",), ("Hotels",)]

    def test_links_stay_when_only_the_detail_changes(self) -> None:
        canvas = canvas_of(
            customer_segments=["Families"], channels=[Note("Shop", links=("Families",))]
        )
        after = change(canvas, SEGMENTS, Note("Families"), Note("Families", detail="with children"))
        assert links(after, "channels") == [("Families",)]

    def test_links_from_blocks_that_do_not_point_here_stay(self) -> None:
        canvas = canvas_of(
            customer_segments=["Bread"],
            key_activities=[Note("Baking", links=("Bread",))],
        )
        after = change(canvas, SEGMENTS, Note("Bread"), Note("Bread lovers"))
        assert links(after, ACTIVITIES) == [("Bread",)]

    def test_a_link_that_also_names_a_note_of_another_target_block_stays(self) -> None:
        canvas = canvas_of(
            key_activities=["Oven"],
            key_resources=["Oven"],
            key_partners=[Note("Fitter", links=("Oven",))],
        )
        after = change(canvas, RESOURCES, Note("Oven"), Note("Stone oven"))
        assert links(after, PARTNERS) == [("Oven",)]

    def test_a_link_stays_while_another_note_with_its_text_is_there(self) -> None:
        double = [Note("Families"), Note("Families", detail="with children")]
        canvas = canvas_of(
            customer_segments=[*double], channels=[Note("Shop", links=("Families",))]
        )
        after = change(canvas, SEGMENTS, double[1], Note("Couples"))
        assert links(after, "channels") == [("Families",)]

    def test_two_links_that_become_one_are_named_once(self) -> None:
        canvas = canvas_of(
            customer_segments=["Families", "Homes"],
            channels=[Note("Shop", links=("Families", "Homes"))],
        )
        after = change(canvas, SEGMENTS, Note("Families"), Note("Homes"))
        assert links(after, "channels") == [("Homes",)]

    def test_a_note_for_every_target_stays_one(self) -> None:
        canvas = canvas_of(
            customer_segments=["all", "Families"], channels=[Note("Shop", links=EVERY_TARGET)]
        )
        after = change(canvas, SEGMENTS, Note("all"), Note("Everybody"))
        assert links(after, "channels") == [EVERY_TARGET]

    def test_blocks_that_were_not_reached_stay_absent(self) -> None:
        after = change(canvas_of(customer_segments=["A"]), SEGMENTS, Note("A"), Note("B"))
        assert set(after.blocks) == {SEGMENTS}


class TestRemoving:
    def test_a_removed_note_is_gone_from_its_block_and_from_every_link(self) -> None:
        canvas = canvas_of(
            key_activities=["Baking"],
            key_resources=["Oven", "Bakers"],
            cost_structure=[Note("Gas", links=("Oven", "Baking")), Note("Soot", links=("Oven",))],
        )
        after = remove(canvas, RESOURCES, Note("Oven"))
        assert texts(after, RESOURCES) == ["Bakers"]
        assert links(after, COSTS) == [("Baking",), ()]

    def test_the_last_note_of_a_block_leaves_it_open(self) -> None:
        after = remove(canvas_of(channels=["Shop"]), "channels", Note("Shop"))
        assert after.blocks == {"channels": ()}

    def test_of_two_equal_notes_one_is_removed_and_links_stay(self) -> None:
        canvas = canvas_of(
            customer_segments=["Families", "Families"],
            channels=[Note("Shop", links=("Families",))],
        )
        after = remove(canvas, SEGMENTS, Note("Families"))
        assert texts(after, SEGMENTS) == ["Families"]
        assert links(after, "channels") == [("Families",)]


@pytest.mark.parametrize(
    ("text", "to", "order"),
    [
        pytest.param("A", 2, ["B", "C", "A"], id="down"),
        pytest.param("C", 0, ["C", "A", "B"], id="up"),
        pytest.param("B", 1, ["A", "B", "C"], id="to its own place"),
        pytest.param("A", 9, ["B", "C", "A"], id="beyond the end is last"),
    ],
)
def test_a_note_moves_to_a_place_counted_from_0(text: str, to: int, order: list[str]) -> None:
    after = move(canvas_of(channels=["A", "B", "C"]), "channels", Note(text), to)
    assert texts(after, "channels") == order


def test_arranging_leaves_links_as_they_are() -> None:
    canvas = canvas_of(customer_segments=["A"], channels=[Note("Shop", links=("A",))])
    after = arrange(canvas, SEGMENTS, (Note("B"),))
    assert texts(after, SEGMENTS) == ["B"]
    assert links(after, "channels") == [("A",)]


@pytest.mark.parametrize(
    "gone",
    [
        pytest.param(Note("Van"), id="no such text"),
        pytest.param(Note("Shop", detail="old"), id="changed meanwhile"),
    ],
)
def test_an_edit_of_a_note_that_is_not_there_as_it_was_says_which(gone: Note) -> None:
    canvas = canvas_of(channels=[Note("Shop", detail="new")])
    edits: list[Callable[[], Canvas]] = [
        lambda: change(canvas, "channels", gone, Note("X")),
        lambda: remove(canvas, "channels", gone),
        lambda: move(canvas, "channels", gone, 0),
    ]
    for edit in edits:
        with pytest.raises(NoteGone) as caught:
            edit()
        assert (caught.value.key, caught.value.text) == ("channels", gone.text)


def test_notes_are_folded_into_one_with_what_was_for_them() -> None:
    versions = (Note("Families"), Note("Young families"), Note("Hotels"))
    channels = (Note("Shop", links=("Young families", "Hotels")),)
    before = Canvas(blocks={"customer_segments": versions, "channels": channels})
    after = fold(before, "customer_segments", [versions[1]], versions[0])
    assert after.notes("customer_segments") == (versions[0], versions[2])
    assert after.notes("channels") == (Note("Shop", links=("Families", "Hotels")),)


def test_a_canvas_is_filled_without_the_blocks_that_were_left_open() -> None:
    notes = (Note("Shop"),)
    assert filled(Canvas(blocks={"channels": notes, "key_partners": ()})).blocks == {
        "channels": notes
    }


def test_notes_that_say_the_same_are_compared_as_equal() -> None:
    one, other = (Note(e, e, (e,), (e,), later=True) for e in ("Café", "Cafe\u0301"))
    assert one != other
    assert as_compared(one) == as_compared(other)
    assert as_compared(Note("Shop", later=True)) == Note("Shop", later=True)
