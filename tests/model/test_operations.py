"""What can be done to a canvas, as values: what each makes of it, and what may not be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import read
from bmc_cli.file.splice import splice_canvas
from bmc_cli.model.canvas import Canvas, NoteGone
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import (
    Add,
    Carry,
    Change,
    Edited,
    Keep,
    Move,
    Operation,
    Reach,
    Refused,
    Remove,
    Retitle,
    apply,
    note_numbered,
    then,
)

SEGMENTS, OFFERS, CHANNELS, PARTNERS = (
    *("customer_segments", "value_propositions"),
    *("channels", "key_partners"),
)
SHOP, WEB, VAN = Note("Shop", links=("Families",)), Note("Web shop"), Note("Van", "On Saturday")
CANVAS = Canvas(
    title="Bakery",
    blocks={
        SEGMENTS: (Note("Families"), Note("Hotels")),
        OFFERS: (Note("Bread", links=("Families", "Hotels")),),
        CHANNELS: (SHOP, WEB, VAN),
    },
)


def changed(key: str, note: Note, **fields: Any) -> Change:
    return Change(key, note, replace(note, **fields))


def channels(*operations: Operation) -> tuple[Note, ...]:
    return apply(CANVAS, operations).canvas.notes(CHANNELS)


@pytest.mark.parametrize(
    ("operation", "notes"),
    [
        pytest.param(Add(CHANNELS, Note("App")), (SHOP, WEB, VAN, Note("App")), id="add"),
        pytest.param(
            Add(CHANNELS, Note("Van", later=True)),
            (SHOP, WEB, replace(VAN, later=True)),
            id="add what is there: it takes what is said of it, and loses nothing",
        ),
        pytest.param(
            Add(CHANNELS, Note("Shop", links=("Hotels", "Families"), kinds=("purchase",))),
            (replace(SHOP, links=("Families", "Hotels"), kinds=("purchase",)), WEB, VAN),
            id="add what is there for somebody else too",
        ),
        pytest.param(
            Add(CHANNELS, Note("Shop", links=("all",))),
            (replace(SHOP, links=("all",)), WEB, VAN),
            id="add what is there for all",
        ),
        pytest.param(
            Add(CHANNELS, Note("Van", "On Saturday")),
            (SHOP, WEB, VAN),
            id="add what is there with the detail that it has",
        ),
        pytest.param(changed(CHANNELS, WEB, text="App"), (SHOP, Note("App"), VAN), id="reword"),
        pytest.param(
            changed(CHANNELS, WEB, links=("Hotels",)),
            (SHOP, replace(WEB, links=("Hotels",)), VAN),
            id="link",
        ),
        pytest.param(
            changed(CHANNELS, WEB, links=("all",)),
            (SHOP, replace(WEB, links=("all",)), VAN),
            id="to all",
        ),
        pytest.param(
            changed(CHANNELS, WEB, kinds=("purchase",)),
            (SHOP, replace(WEB, kinds=("purchase",)), VAN),
            id="kind",
        ),
        pytest.param(changed(CHANNELS, VAN, detail=""), (SHOP, WEB, Note("Van")), id="no detail"),
        pytest.param(
            changed(CHANNELS, WEB, later=True),
            (SHOP, replace(WEB, later=True), VAN),
            id="later",
        ),
        pytest.param(Remove(CHANNELS, SHOP), (WEB, VAN), id="remove"),
        pytest.param(Move(CHANNELS, SHOP, 2), (WEB, VAN, SHOP), id="move down"),
        pytest.param(Move(CHANNELS, VAN, 0), (VAN, SHOP, WEB), id="move up"),
        pytest.param(Reach("cost_structure"), (SHOP, WEB, VAN), id="reach"),
    ],
)
def test_an_operation_does_what_it_says(operation: Operation, notes: tuple[Note, ...]) -> None:
    assert channels(operation) == notes


def test_links_follow_a_reworded_note_and_let_go_of_one_that_is_removed() -> None:
    renamed = apply(CANVAS, [changed(SEGMENTS, Note("Families"), text="Families nearby")]).canvas
    assert renamed.notes(CHANNELS)[0].links == ("Families nearby",)
    removed = apply(CANVAS, [Remove(SEGMENTS, Note("Families"))]).canvas
    assert removed.notes(CHANNELS)[0].links == ()
    assert removed.notes(OFFERS)[0].links == ("Hotels",)


def test_a_note_is_carried_to_another_block_without_the_links_that_it_cannot_have_there() -> None:
    carried = apply(CANVAS, [Carry(CHANNELS, SHOP, "revenue_streams")]).canvas
    assert carried.notes("revenue_streams") == (SHOP,)
    assert carried.notes(CHANNELS) == (WEB, VAN)
    as_partner = apply(CANVAS, [Carry(CHANNELS, SHOP, PARTNERS)]).canvas
    assert as_partner.notes(PARTNERS) == (Note("Shop"),)


def test_of_two_versions_one_is_kept_and_links_to_the_other_lead_to_it() -> None:
    one, other = Note("At six", conflict="Shop"), Note("At seven", conflict="Shop")
    cost = Note("Rent", links=("At seven",))
    canvas = Canvas(blocks={"key_resources": (one, other), "cost_structure": (cost,)})
    done = apply(canvas, [Keep("key_resources", one)]).canvas
    assert done.notes("key_resources") == (Note("At six"),)
    assert done.notes("cost_structure")[0].links == ("At six",)


def test_the_title_block_is_changed() -> None:
    assert apply(CANVAS, [Retitle("title", "The Bakery")]).canvas.title == "The Bakery"


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        pytest.param(Add(CHANNELS, Note(" ")), "empty_note", id="add nothing"),
        pytest.param(changed(CHANNELS, WEB, text=""), "empty_note", id="reword to nothing"),
        pytest.param(
            changed(CHANNELS, WEB, text="Van"), "note_twice", id="reword to what is there"
        ),
        pytest.param(Carry(CHANNELS, VAN, SEGMENTS), None, id="carry where it can be"),
        pytest.param(Carry(OFFERS, Note("Bread"), CHANNELS), NoteGone, id="carry what is not"),
        pytest.param(
            changed(CHANNELS, WEB, links=("Bread",)), "unknown_link", id="link to another block"
        ),
        pytest.param(
            changed(CHANNELS, WEB, links=("Nobody",)), "unknown_link", id="link to nobody"
        ),
        pytest.param(
            Add(CHANNELS, Note("App", links=("Nobody",))), "unknown_link", id="add for nobody"
        ),
        pytest.param(
            Add(CHANNELS, Note("Van", "On Sunday")), "said_already", id="add with another detail"
        ),
        pytest.param(Add(CHANNELS, Note("…")), "placeholder", id="add dots"),
        pytest.param(Add(CHANNELS, Note(" ... ")), "placeholder", id="add three full stops"),
        pytest.param(Add(CHANNELS, Note("App", "...")), "placeholder", id="add with dots below it"),
        pytest.param(changed(CHANNELS, WEB, text="…"), "placeholder", id="reword to dots"),
        pytest.param(changed(CHANNELS, WEB, remark="..."), "placeholder", id="remark dots"),
        pytest.param(Retitle("title", "…"), "placeholder", id="title of dots"),
        pytest.param(Keep(CHANNELS, WEB), "no_versions", id="keep what has one version"),
        pytest.param(Remove(CHANNELS, Note("Ship")), NoteGone, id="remove what is not there"),
        pytest.param(Move(CHANNELS, Note("Ship"), 0), NoteGone, id="move what is not there"),
        pytest.param(
            changed(CHANNELS, Note("Ship"), text="X"), NoteGone, id="reword what is not there"
        ),
    ],
)
def test_what_may_not_be_is_refused(operation: Operation, reason: object) -> None:
    if reason is None:
        apply(CANVAS, [operation])
    elif reason is NoteGone:
        with pytest.raises(NoteGone):
            apply(CANVAS, [operation])
    else:
        with pytest.raises(Refused) as caught:
            apply(CANVAS, [operation])
        assert caught.value.reason == reason


def test_a_link_that_leads_nowhere_may_stay_but_not_come() -> None:
    loose = replace(WEB, links=("Gone",))
    canvas = replace(CANVAS, blocks={**CANVAS.blocks, CHANNELS: (loose,)})
    done = apply(canvas, [changed(CHANNELS, loose, kinds=("purchase",))]).canvas
    assert done.notes(CHANNELS)[0].links == ("Gone",)


def test_dots_that_are_there_may_stay() -> None:
    dots = Note("…", "...")
    canvas = replace(CANVAS, blocks={**CANVAS.blocks, CHANNELS: (dots,)})
    done = apply(canvas, [changed(CHANNELS, dots, links=("Hotels",))]).canvas
    assert done.notes(CHANNELS) == (replace(dots, links=("Hotels",)),)


def test_a_note_that_is_for_all_is_so_whatever_is_added() -> None:
    everyone = replace(WEB, links=("all",))
    canvas = replace(CANVAS, blocks={**CANVAS.blocks, CHANNELS: (everyone,)})
    done = apply(canvas, [Add(CHANNELS, replace(WEB, links=("Hotels",)))]).canvas
    assert done.notes(CHANNELS) == (everyone,)


def test_more_can_be_done_to_what_was_made() -> None:
    first: list[Operation] = [Remove(CHANNELS, SHOP), Add(CHANNELS, Note("App"))]
    more = [Move(CHANNELS, VAN, 0)]
    assert then(apply(CANVAS, first), more) == apply(CANVAS, [*first, *more])


def test_a_note_that_changed_meanwhile_takes_what_is_changed_in_it() -> None:
    meanwhile = apply(CANVAS, [changed(CHANNELS, VAN, kinds=("delivery",))]).canvas
    done = apply(meanwhile, [changed(CHANNELS, VAN, later=True)]).canvas
    assert done.notes(CHANNELS)[2] == replace(VAN, kinds=("delivery",), later=True)


def test_where_both_changed_the_same_thing_it_is_said() -> None:
    meanwhile = apply(CANVAS, [changed(CHANNELS, VAN, detail="On Sunday")]).canvas
    with pytest.raises(NoteGone):
        apply(meanwhile, [changed(CHANNELS, VAN, detail="On Friday")])


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_number_without_a_note_is_refused(number: int) -> None:
    with pytest.raises(BmcError) as caught:
        note_numbered(CANVAS, CHANNELS, number)
    assert caught.value.values["last"] == 3


TEXT = """\
bmc: 1
customer_segments: [Families, Hotels]
channels:
  # one
  - Shop   # first
  # two
  - Web shop   # second
  # three
  - Van   # third
"""
COMMENTS = {"Shop": "first", "Web shop": "second", "Van": "third"}


@st.composite
def edits(draw: st.DrawFn) -> list[Operation]:
    """Some operations on the three channels, one after the other."""
    canvas = read(TEXT, "").canvas
    made: list[Operation] = []
    for number in range(draw(st.integers(1, 4))):
        notes = canvas.notes(CHANNELS)
        choices: list[Operation] = [Add(CHANNELS, Note(f"New {number}"))]
        if notes:
            note = draw(st.sampled_from(notes))
            choices += [
                Remove(CHANNELS, note),
                Move(CHANNELS, note, draw(st.integers(0, len(notes) - 1))),
                changed(CHANNELS, note, text=f"Unlike {number}"),
                changed(CHANNELS, note, later=not note.later),
            ]
        operation = draw(st.sampled_from(choices))
        made.append(operation)
        canvas = apply(canvas, [operation]).canvas
    return made


@given(edits())
def test_a_note_keeps_its_comment_whatever_is_done(operations: list[Operation]) -> None:
    document = read(TEXT, "")
    done: Edited = apply(document.canvas, operations)
    result = splice_canvas(document, done.canvas, "", origin=done.origin)
    assert result.canvas == done.canvas
    lines = result.text.splitlines()
    for note, was in zip(done.canvas.notes(CHANNELS), done.origin[CHANNELS], strict=True):
        at = next(
            at
            for at, line in enumerate(lines)
            if f"- {note.text}" in line or f"text: {note.text}" in line
        )
        comment = COMMENTS[document.canvas.notes(CHANNELS)[was].text] if was is not None else None
        assert (comment is not None) == ("#" in lines[at]), (note, result.text)
        assert comment is None or lines[at].endswith(f"# {comment}")
