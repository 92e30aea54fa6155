"""What changed between two canvases: named as people would, and enough to do it again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.file.languages import languages
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import Canvas, add, change, move, remove
from bmc_cli.model.difference import Changed, Removed, apply, difference, union, words
from bmc_cli.model.fields import FIELDS, Field, Note, Place, Shape
from tests.documents import Case, canvases, cases

SEGMENTS, CHANNELS, COSTS = "customer_segments", "channels", "cost_structure"

OLD = Canvas(
    title="Bakery",
    blocks={
        SEGMENTS: (Note("Families"), Note("Hotels")),
        CHANNELS: (Note("Shop on the corner"), Note("Web shop", links=("Families",)), Note("Van")),
        COSTS: (Note("Wages"), Note("Flour")),
    },
)


def note(canvas: Canvas, key: str, text: str) -> Note:
    return next(each for each in canvas.notes(key) if each.text == text)


def changed(key: str, said: str, /, **fields: object) -> Canvas:
    old = note(OLD, key, said)
    return change(OLD, key, old, replace(old, **fields))  # type: ignore[arg-type]


def elsewhere(key: str, text: str, to: str) -> Canvas:
    old = note(OLD, key, text)
    return add(remove(OLD, key, old), to, old)


@pytest.mark.parametrize(
    ("new", "news"),
    [
        pytest.param(OLD, [], id="nothing"),
        pytest.param(add(OLD, COSTS, Note("Rent")), [(COSTS, 2, "added")], id="added"),
        pytest.param(remove(OLD, COSTS, Note("Wages")), [(COSTS, 0, "removed")], id="removed"),
        pytest.param(
            changed(CHANNELS, "Shop on the corner", text="Shop on the square"),
            [(CHANNELS, 0, "reworded")],
            id="reworded",
        ),
        pytest.param(
            changed(CHANNELS, "Van", text="Cargo bike"),
            [(CHANNELS, 2, "removed"), (CHANNELS, 2, "added")],
            id="other words altogether are another note",
        ),
        pytest.param(
            changed(SEGMENTS, "Families", text="Families nearby"),
            [(SEGMENTS, 0, "reworded")],
            id="links that follow are no news",
        ),
        pytest.param(
            remove(OLD, SEGMENTS, Note("Families")),
            [(SEGMENTS, 0, "removed")],
            id="links that went with it are no news",
        ),
        pytest.param(
            elsewhere(CHANNELS, "Van", COSTS), [(COSTS, 2, "moved")], id="to another block"
        ),
        pytest.param(
            move(OLD, CHANNELS, Note("Van"), 0), [(CHANNELS, 0, "reordered")], id="to the top"
        ),
        pytest.param(
            changed(CHANNELS, "Web shop", links=("Families", "Hotels")),
            [(CHANNELS, 1, "relinked")],
            id="relinked",
        ),
        pytest.param(
            changed(CHANNELS, "Web shop", links=("all",)),
            [(CHANNELS, 1, "relinked")],
            id="for all",
        ),
        pytest.param(changed(CHANNELS, "Van", later=True), [(CHANNELS, 2, "later")], id="later"),
        pytest.param(
            changed(CHANNELS, "Van", kinds=("delivery",)), [(CHANNELS, 2, "kind")], id="kind"
        ),
        pytest.param(changed(CHANNELS, "Van", detail="x"), [(CHANNELS, 2, "detail")], id="detail"),
        pytest.param(
            changed(CHANNELS, "Van", conflict="x"), [(CHANNELS, 2, "conflict")], id="conflict"
        ),
        pytest.param(
            changed(CHANNELS, "Web shop", text="Web shops", later=True, detail="x"),
            [(CHANNELS, 1, "reworded"), (CHANNELS, 1, "later"), (CHANNELS, 1, "detail")],
            id="several at once",
        ),
    ],
)
def test_a_change_is_called_by_its_name(new: Canvas, news: list[tuple[str, int, str]]) -> None:
    found = difference(OLD, new)
    assert [(*each.spot, name) for each in found.news for name in each.news] == news
    assert apply(OLD, found) == new


def test_what_was_for_later_can_come_to_be_for_now() -> None:
    later = changed(CHANNELS, "Van", later=True)
    (found,) = difference(later, OLD).news
    assert found.news == ("now",)


def test_the_title_block_is_told_apart() -> None:
    found = difference(OLD, replace(OLD, title="The Bakery", iteration="2"))
    assert found.head == {"title": ("Bakery", "The Bakery"), "iteration": ("", "2")}
    assert found.news == ()
    assert found


def test_a_note_in_two_blocks_is_paired_with_its_own() -> None:
    old = Canvas(blocks={CHANNELS: (Note("Van"),), COSTS: (Note("Van"), Note("Rent"))})
    new = Canvas(blocks={CHANNELS: (Note("Van"),), COSTS: (Note("Rent"),)})
    (found,) = difference(old, new).news
    assert found == Removed((COSTS, 0), Note("Van"))


def filled(canvas: Canvas) -> Canvas:
    """The canvas without the blocks that are reached but empty, which a difference leaves out."""
    return replace(canvas, blocks={key: notes for key, notes in canvas.blocks.items() if notes})


@settings(deadline=None)
@given(canvases())
def test_a_canvas_does_not_differ_from_itself(canvas: Canvas) -> None:
    found = difference(canvas, canvas)
    assert not found
    assert found.news == ()


@settings(deadline=None)
@given(canvases(), canvases())
def test_what_changed_between_any_two_done_to_the_old_gives_the_new(
    old: Canvas, new: Canvas
) -> None:
    assert filled(apply(old, difference(old, new))) == filled(new)


@settings(deadline=None)
@given(cases())
def test_so_it_is_after_edits(case: Case) -> None:
    for _, after in case.steps:
        assert filled(apply(case.canvas, difference(case.canvas, after))) == filled(after)


@settings(deadline=None)
@given(canvases(), canvases())
def test_every_note_that_differs_is_told_or_follows_from_a_link(old: Canvas, new: Canvas) -> None:
    for each in difference(old, new).notes:
        if not each.news:
            assert isinstance(each, Changed)
            assert replace(each.old, links=(), kinds=()) == replace(each.new, links=(), kinds=())


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        pytest.param("a b c", "a b c", [("", "a b c")], id="the same"),
        pytest.param(
            "Shop on the corner",
            "Shop on the square",
            [("", "Shop on the "), ("-", "corner"), ("+", "square")],
            id="a word",
        ),
        pytest.param("a", "a b", [("", "a"), ("+", " b")], id="more"),
        pytest.param("a, b", "b", [("-", "a, "), ("", "b")], id="less"),
        pytest.param("", "a", [("+", "a")], id="all"),
    ],
)
def test_words_that_changed_are_marked(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert words(old, new) == pieces


@given(st.text(max_size=20), st.text(max_size=20))
def test_nothing_of_either_text_is_lost_in_marking(old: str, new: str) -> None:
    pieces = words(old, new)
    assert "".join(text for sign, text in pieces if sign != "+") == old
    assert "".join(text for sign, text in pieces if sign != "-") == new


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_change_of_every_field_can_be_told(field: Field, language: str) -> None:
    pack = load_language(language)
    assert field.change
    if field.place in {Place.TIE, Place.BELOW} or field.shape is Shape.CHOICE:
        assert pack.say(field.label)
    elif field.place is not Place.NOTE:
        assert pack.say(field.label)
        assert pack.say(f"diff.{field.change}")
        assert pack.say(f"diff.{field.undone}")


@pytest.mark.parametrize("language", languages())
def test_another_place_can_be_told(language: str) -> None:
    assert {"moved", "reordered"} <= load_language(language).words["diff"].keys()


def test_a_union_has_what_was_removed_in_its_place_and_says_what_became_of_each_note() -> None:
    new = add(remove(OLD, CHANNELS, note(OLD, CHANNELS, "Web shop")), CHANNELS, Note("App"))
    both, marks = union(OLD, new, difference(OLD, new))
    assert [each.text for each in both.notes(CHANNELS)] == [
        *("Shop on the corner", "Web shop", "Van", "App")
    ]
    assert both.notes(SEGMENTS) == OLD.notes(SEGMENTS)
    assert [*marks] == [(CHANNELS, 1), (CHANNELS, 3)]
    assert isinstance(marks[CHANNELS, 1], Removed)
