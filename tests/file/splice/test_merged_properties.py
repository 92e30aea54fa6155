"""Whatever two or three people made of a file: nothing that any of them wrote is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.merged import MergedFile, merge_documents
from bmc_cli.file.splice.remarks import remarks
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import HEAD_FIELDS, versions_of
from bmc_cli.model.fields import FIELDS, Merge, Shape
from bmc_cli.model.links import spots
from tests.documents import Dice
from tests.handwriting import Hand
from tests.merging import SHAPES, TITLED, Writer

FEW = settings(deadline=None, max_examples=settings().max_examples // 6)

Texts = tuple[str, list[str]]


@st.composite
def people(draw: st.DrawFn, count: int) -> Texts:
    """Return a file, and what so many people made of it, each apart."""
    dice = Dice(draw)
    base = Hand(dice.below).document(dice.canvas())
    return base, [Writer(dice, name).edited(base) for name in ("ann", "ben", "cid")[:count]]


def merged(*texts: str) -> MergedFile:
    base, ours, theirs = (read(text, "x") for text in texts)
    return merge_documents(base, ours, theirs, "x")


def said(document: Document) -> Iterator[tuple[str, str]]:
    """Yield what the canvas says in words: texts of notes by their field, and the title block.

    A number and a date are not among them: of two the higher stays.
    """
    for _, note in spots(document.canvas):
        for field in FIELDS:
            if field.shape is Shape.TEXT and field.merge is Merge.VERSIONS and field.of(note):
                yield field.name, composed(field.of(note))
    for name, title in HEAD_FIELDS.items():
        if title.merge is Merge.VERSIONS:
            yield from ((name, composed(each)) for each in versions_of(document.canvas, name))


def lost(base: str, side: str, found: MergedFile) -> list[object]:
    """Return what a side wrote that is neither in the result nor told."""
    before, after = read(base, "x"), read(side, "x")
    words = Counter(said(after)).keys() - Counter(said(before)).keys()
    there = {*said(found.document)}
    told = {each.text for each in found.document.canvas.unplaced}
    lines = remarks(after).keys() - remarks(before).keys()
    kept = remarks(found.document).keys()
    return [*(words - there), *(line for line in lines if line not in kept and line not in told)]


@FEW
@given(people(2))
def test_nothing_that_either_wrote_is_lost(made: Texts) -> None:
    base, (ours, theirs) = made
    found = merged(base, ours, theirs)
    assert lost(base, ours, found) + lost(base, theirs, found) == []


@FEW
@given(people(3))
def test_nor_when_a_third_merges_what_is_not_decided_yet(made: Texts) -> None:
    base, sides = made
    once = merged(base, *sides[:2])
    found = merged(base, once.document.text, sides[2])
    assert [each for side in sides for each in lost(base, side, found)] == []


@FEW
@given(people(2))
def test_a_merge_with_who_changed_nothing_is_the_other_to_the_letter(made: Texts) -> None:
    base, sides = made
    for side in sides:
        for found in (merged(base, side, base), merged(base, base, side), merged(base, side, side)):
            assert (found.document.text, found.conflicts, found.unplaced) == (side, (), ())


@FEW
@given(people(2))
def test_what_is_left_undecided_is_left_once(made: Texts) -> None:
    base, (ours, theirs) = made
    once = merged(base, ours, theirs).document
    again = merged(base, once.text, theirs).document
    assert again.canvas.conflicts == once.canvas.conflicts
    assert [each.text for each in again.canvas.unplaced] == [
        each.text for each in once.canvas.unplaced
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_two_titles_can_be_chosen_from_in_every_shape_of_file(shape: str) -> None:
    base = SHAPES[shape]
    ours, theirs = (TITLED.sub(title, base) for title in ("Bread", "Cakes"))
    found = merged(base, ours, theirs)
    assert found.document.canvas.conflicts == {"title": ("Bread", "Cakes")}
    assert lost(base, ours, found) + lost(base, theirs, found) == []
    assert found.document.canvas.title == "Bread"
