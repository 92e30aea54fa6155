"""A question by its id: a program asks and answers with nothing kept in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.interview.ends import End
from bmc_cli.interview.links import For
from bmc_cli.interview.places import NoSuchPlace, at
from bmc_cli.interview.state import State, Turn, escaped, unescaped
from bmc_cli.interview.walk import asked, begin
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from tests.interview.conversing import ENTER, SEGMENTS, canvas, talk, told
from tests.packs import pack

SHOP = canvas(
    s1=("Hotel bar", "Hotel gym", "Families"),
    s2=(Note("Bread", links=("Families",)),),
    s4=("Shop", "Van"),
    s6=("Bake",),
)


def at_place(canvas: Canvas, place: str) -> State:
    """Ask the question ``place`` as a program does that kept nothing but the canvas."""
    return at(begin(canvas, pack("en")).state, place)


@pytest.mark.parametrize(
    ("replies", "place"),
    [
        ([], "4"),
        (["Stall"], "4/for/3"),
        (["Stall\nPhone"], "4/for/3,4"),
        (["Stall", "brings in people"], "4/for/3/what/brings in people"),
        (["Stall", "a/b 100%"], "4/for/3/what/a%2Fb 100%25"),
        (["Stall", "hotel"], "4/for/3/which/hotel"),
        (["Stall", "brings in people", "3"], "4/for/3/step/3"),
        (["stop"], "4/word/stop"),
        (["Hotels?"], "4/word/Hotels?"),
        (["Van with bread and Sunday"], "4/for/3"),
        (["one, two and three"], "4/for/3/several/3"),
        (["/edit 2"], "4/edit/2"),
        (["/kind 2"], "4/kind/2"),
        (["/move 2 8"], "4/move/2/8"),
        (["/move 1-2 8"], "4/move/1,2/8"),
        ([ENTER], "4/close/awareness"),
        ([ENTER, "1", "1"], "4/close/purchase"),
        ([ENTER, "brings in people"], "4/close/awareness/what/brings in people"),
        ([ENTER, ENTER], "4/ahead"),
        ([ENTER, ENTER, "a website"], "4/ahead/what/a website"),
        (["/go 2", ENTER], "2/gap/1"),
        (["/review"], "review"),
        (["/title"], "title"),
    ],
)
def test_the_question_that_was_asked_is_asked_again_from_its_id(
    replies: list[str], place: str
) -> None:
    before = talk(SHOP, 4, *replies)
    assert before.place == place
    again = asked(at_place(before.canvas, place))
    shown = before.asked
    assert (again.choices, again.prompt, again.draft) == (shown.choices, shown.prompt, shown.draft)
    assert again.question.rpartition("· ")[2] == shown.question.rpartition("· ")[2]


@pytest.mark.parametrize(
    ("replies", "place"),
    [
        pytest.param(["Stall", "/title", "/edit 1"], "4/for/3/edit/1", id="over a title"),
        pytest.param(["/author", "/for 1"], "4/for/1", id="over an author"),
    ],
)
def test_below_what_is_asked_a_title_is_in_no_id(replies: list[str], place: str) -> None:
    before = talk(SHOP, 4, *replies)
    assert before.place == place
    assert at_place(before.canvas, place).question == before.state.question


def test_what_comes_after_it_is_in_no_id() -> None:
    costs = canvas(s6=("Bake", "Sell"), s9=("Rent",))
    added = talk(costs, 9, ENTER, "flour of spelt", "1")
    assert [type(each) for each in added.state.questions] == [End, For]
    assert added.place == "9/for/2"
    assert at_place(added.canvas, added.place).question == added.state.question


def test_a_whole_talk_can_be_had_by_ids() -> None:
    replies = ["Stall", "hotel", "2", "Phone", "by mail", "more", "all", ENTER, "1", "2"]
    kept = talk(SHOP, 4, *replies)
    held, place = SHOP, "4"
    for reply in replies:
        done = told(Turn(at_place(held, place)), reply)
        held, place = done.canvas, done.place
    assert (held, place) == (kept.canvas, kept.place)


@pytest.mark.parametrize(
    "place",
    [
        *("", "0", "10", "x", "4/", "4/x", "4/for", "4/for/9", "4/for/0", "4/for/x", "4/kind/9"),
        *("4/close/x", "4/gap/1", "4/new/1", "1/close/awareness", "4/which/x", "4/word/Van"),
        *("4/like/1", "4/like/1,9", "4/several/9", "4/edit/9", "4/move/1", "4/move/1/x"),
        *("4/step/9", "title/x", "end/4", "4/for/1/which/Families", "4/ahead/x", "4/for/-1"),
        *("1/for/1", "1/for/1/what/x/what/y", "4/for/1/what/x/what/y", "1/ahead/what/x/what/y"),
        *("4/for/1,2,1", "4/like/1,1", "4/like/2,1", "4/several/1", "3/ahead", "9/ahead"),
        *("4/move/1/4", "4/move/1/0", "1/kind/9", "4/for/1/what/x/word/stop", "2/for/1/title"),
        *("4/what/x", "4/like/1,2/word/stop", "4/word/stop/word/stop", "4/close/%later", "4/page"),
    ],
)
def test_an_id_that_fits_nothing_is_told(place: str) -> None:
    with pytest.raises(NoSuchPlace):
        at_place(SHOP, place)


@pytest.mark.parametrize(
    ("place", "now"),
    [
        pytest.param("4/for/2", canvas(s1=SEGMENTS, s4=("Shop",)), id="the note is gone"),
        pytest.param(
            "4/close/awareness",
            canvas(s1=SEGMENTS, s4=(Note("Shop", kinds=("awareness",)),)),
            id="it is answered",
        ),
        pytest.param("4/for/1/which/hotel", canvas(s1=SEGMENTS, s4=("Shop",)), id="it is plain"),
    ],
)
def test_an_id_that_no_longer_fits_is_told(place: str, now: Canvas) -> None:
    with pytest.raises(NoSuchPlace):
        at_place(now, place)


@given(st.text(max_size=20))
def test_any_text_can_stand_in_an_id(text: str) -> None:
    part = escaped(text)
    assert "/" not in part
    assert "\n" not in part
    assert unescaped(part) == text
