"""What is done by a word behind a slash: every command, by every name, from everywhere."""

from __future__ import annotations

import pytest

from bmc_cli.interview.state import Effect, Reply
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.operations import Move, Remove
from tests.interview.asked import LANGUAGES
from tests.interview.conversing import ENTER, SEGMENTS, Talk, canvas, key, talk
from tests.packs import pack

SHOP = canvas(
    s1=SEGMENTS,
    s4=(Note("Web shop", links=("Families",)), Note("Van", links=("Hotels",)), "Stall", "Phone"),
    s6=("Bake",),
    s8=(Note("Miller", links=("Van",)),),
)
TEXTS = ["Web shop", "Van", "Stall", "Phone"]


def typed(line: str, *more: str | Reply, step: int = 4, **state: object) -> Talk:
    return talk(SHOP, step, line, *more, **state)


def test_an_unknown_word_is_told_and_nothing_is_saved() -> None:
    after = typed("/foo bar")
    assert (after.said, after.edits) == ((after.say("unknown_word", word="/foo bar"),), ())


# -- rewording


@pytest.mark.parametrize(
    ("replies", "texts"),
    [
        (["/edit 2 Bus"], ["Web shop", "Bus", "Stall", "Phone"]),
        (["/edit 2", "Bus"], ["Web shop", "Bus", "Stall", "Phone"]),
        (["/edit", "Bus"], ["Web shop", "Van", "Stall", "Bus"]),
        ([key("edit"), "Bus"], ["Web shop", "Van", "Stall", "Bus"]),
        (["/edit 2", ENTER], TEXTS),
        (["/edit 2", "Van"], TEXTS),
        (["/edit 2", "  "], TEXTS),
        (["/edit 2", "- "], TEXTS),
        (["/edit 2", "Stall"], TEXTS),
        (["/edit 2 Stall"], TEXTS),
        (["/edit 2", "**Bus**"], ["Web shop", "Bus", "Stall", "Phone"]),
        (["/edit 2", "VAN"], ["Web shop", "VAN", "Stall", "Phone"]),
        (["/edit 2", "Bus\n- Cart"], ["Web shop", "Bus", "Stall", "Phone", "Cart"]),
    ],
)
def test_a_note_is_reworded(replies: list[str | Reply], texts: list[str]) -> None:
    assert talk(SHOP, 4, *replies).texts(4) == texts


def test_what_is_amended_is_in_the_line() -> None:
    asking = typed("/edit 2")
    assert (asking.asked.draft, asking.place) == ("Van", "4/edit/2")


def test_links_follow_a_note_that_is_reworded_and_it_is_said() -> None:
    after = typed("/edit 2 Bus")
    assert after.note(8, "Miller").links == ("Bus",)
    assert after.said == (
        after.say("reworded", old="Van", text="Bus"),
        after.state.pack.count("interview.followed", 1),
    )


def test_a_question_about_a_note_goes_on_under_its_new_name() -> None:
    after = talk(SHOP, 4, "Chat", "/edit 5 Mail", "A")
    assert after.note(4, "Mail").links == ("Families",)


# -- removing


@pytest.mark.parametrize(
    ("line", "step", "texts"),
    [
        ("/del 2", 4, ["Web shop", "Stall", "Phone"]),
        ("/del 2 3", 4, ["Web shop", "Phone"]),
        ("/del 2, 3", 4, ["Web shop", "Phone"]),
        ("/del 2-4", 4, ["Web shop"]),
        ("/del 4 1", 4, ["Van", "Stall"]),
        ("/del C", 1, ["Families", "Hotels"]),
        ("/del c", 1, ["Families", "Hotels"]),
        ("/del 3", 1, ["Families", "Hotels"]),
        ("/del a b", 1, ["Schools"]),
        ("/del", 4, TEXTS),
        ("/del 9", 4, TEXTS),
        ("/del 2 x", 4, TEXTS),
        ("/del A", 4, TEXTS),
        ("/del Van", 4, TEXTS),
    ],
)
def test_notes_are_removed_by_number_or_letter(line: str, step: int, texts: list[str]) -> None:
    after = typed(line, step=step)
    assert after.texts(step) == texts
    assert {type(edit) for edit in after.edits} <= {Remove}
    assert after.said


def test_removing_says_what_else_changed() -> None:
    linked = canvas(s1=SEGMENTS, s4=(Note("Van", links=("Hotels",)), Note("Web shop")))
    after = talk(linked, 1, "/del B")
    assert after.said == (
        after.say("removed", notes="'Hotels'"),
        after.state.pack.count("interview.loosened", 1),
        after.say("relettered", names="B Schools"),
    )


# -- moving


@pytest.mark.parametrize(
    ("line", "step", "here", "elsewhere"),
    [
        ("/move 2 1", 4, ["Van", "Web shop", "Stall", "Phone"], {}),
        ("/move 4 2", 4, ["Web shop", "Phone", "Van", "Stall"], {}),
        ("/move C 1", 1, ["Schools", "Families", "Hotels"], {}),
        ("/move 2 partners", 4, ["Web shop", "Stall", "Phone"], {8: ["Miller", "Van"]}),
        ("/move 2 Key Partners", 4, ["Web shop", "Stall", "Phone"], {8: ["Miller", "Van"]}),
        ("/move 2 key_partners", 4, ["Web shop", "Stall", "Phone"], {8: ["Miller", "Van"]}),
        ("/move 1-3 costs", 4, ["Phone"], {9: ["Web shop", "Van", "Stall"]}),
        ("/move 1 3 costs", 4, ["Van", "Phone"], {9: ["Web shop", "Stall"]}),
        ("/move 1, 3 costs", 4, ["Van", "Phone"], {9: ["Web shop", "Stall"]}),
        ("/move 2 channels", 4, TEXTS, {}),
        ("/move 2 nowhere", 4, TEXTS, {}),
        ("/move 2 key", 4, TEXTS, {}),
        ("/move 2", 4, TEXTS, {}),
        ("/move", 4, TEXTS, {}),
        ("/move 9 1", 4, TEXTS, {}),
        ("/move 2 8", 4, TEXTS, {}),
    ],
)
def test_a_note_is_moved_within_the_block_or_to_another(
    line: str, step: int, here: list[str], elsewhere: dict[int, list[str]]
) -> None:
    after = typed(line, step=step)
    assert after.texts(step) == here
    assert {at: after.texts(at) for at in elsewhere} == elsewhere
    assert bool(after.edits) is (after.canvas != SHOP)
    assert bool(after.said) is not after.place.startswith(f"{step}/move/")


def test_a_dutch_block_is_a_place_to_move_to() -> None:
    after = typed("/verplaats 2 kosten", language="nl")
    assert after.texts(9) == ["Van"]


def test_links_that_the_new_block_cannot_have_are_dropped_and_said() -> None:
    after = typed("/move 2 partners")
    assert after.note(8, "Van").links == ()
    assert after.said[1:] == (after.say("carried_loose", notes="'Van'"),)
    assert len(typed("/move 3 partners").said) == 1


def test_links_that_it_can_have_are_kept() -> None:
    assert typed("/move 2 revenue").note(5, "Van").links == ("Hotels",)


@pytest.mark.parametrize("line", ["/move 2 8", "/move 1-3 8", "/move 2 9"])
def test_a_number_without_a_place_proposes_the_block(line: str) -> None:
    asking = typed(line)
    assert asking.place.startswith("4/move/")
    assert asking.then("1").texts(int(line[-1]))[-1] in TEXTS


def test_within_the_block_it_is_one_operation() -> None:
    assert typed("/move 2 1").edits == (Move("channels", SHOP.notes("channels")[1], 0),)


# -- what is said about a note


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("/for 2 schools", Note("Van", links=("Schools",))),
        ("/for 2 hotels and schools", Note("Van", links=("Hotels", "Schools"))),
        ("/for 2 everyone", Note("Van", links=EVERY_TARGET)),
        ("/for 2 none", Note("Van")),
        ("/kind 2 purchase", Note("Van", links=("Hotels",), kinds=("purchase",))),
        ("/kind 2 1 3", Note("Van", links=("Hotels",), kinds=("awareness", "purchase"))),
        ("/detail 2 on time", Note("Van", "on time", ("Hotels",))),
        ("/outlook 2 grows", Note("Van", links=("Hotels",), outlook="grows")),
        ("/remark 2 which one?", Note("Van", links=("Hotels",), remark="which one?")),
        ("/later 2", Note("Van", links=("Hotels",), later=True)),
    ],
)
def test_something_is_said_about_a_note_at_once(line: str, note: Note) -> None:
    after = typed(line)
    assert after.note(4, "Van") == note
    assert (after.place, len(after.edits), len(after.said)) == ("4", 1, 1)


@pytest.mark.parametrize("field", ["detail", "outlook", "remark"])
def test_a_text_without_words_is_asked_for_and_then_taken_away(field: str) -> None:
    asked = typed(f"/{field} 3")
    assert (asked.edits, asked.said) == ((), (asked.say(f"{field}_what", note="Stall", text=""),))
    gone = typed(f"/{field} 3 words", f"/{field} 3")
    assert gone.note(4, "Stall") == Note("Stall")
    assert gone.said == (gone.say(f"{field}_gone", note="Stall"),)


def test_later_twice_is_now() -> None:
    assert typed("/later 2", "/later 2").canvas == SHOP


@pytest.mark.parametrize(
    ("line", "place"),
    [("/for 2", "4/for/2"), ("/for", "4/for/4"), ("/kind 2", "4/kind/2"), ("/kind", "4/kind/4")],
)
def test_without_an_answer_it_is_asked(line: str, place: str) -> None:
    assert typed(line).place == place


@pytest.mark.parametrize(
    ("line", "step", "word"),
    [("/for 1", 1, "no_links"), ("/kind 1", 1, "no_kinds"), ("/for 1", 3, "no_notes")],
)
def test_where_there_is_nothing_of_the_sort_that_is_said(line: str, step: int, word: str) -> None:
    after = typed(line, step=step)
    assert after.said == (after.say(word),)
    assert all(after.texts(at) == talk(SHOP, at).texts(at) for at in range(1, 10))


@pytest.mark.parametrize(
    "command", ["edit", "for", "kind", "detail", "outlook", "remark", "later", "del"]
)
def test_a_note_that_is_not_there_is_said(command: str) -> None:
    after = typed(f"/{command} 9 x")
    assert (after.said, after.edits) == ((after.say("which_note", last=4),), ())


@pytest.mark.parametrize(
    ("line", "says"), [("/edit 9 x", "a letter from A to"), ("/move B", "/move B 1")]
)
def test_segments_are_asked_for_by_letter_as_they_are_shown(line: str, says: str) -> None:
    assert says in typed(line, step=1).said[0]


@pytest.mark.parametrize("command", ["edit", "for", "del", "move", "editor"])
def test_outside_a_step_one_is_to_be_opened_first(command: str) -> None:
    after = typed("/review", f"/{command} 1")
    assert (after.said, after.edits) == ((after.say("in_a_step"),), ())


# -- anywhere


WHERE = [
    pytest.param([], id="at the notes"),
    pytest.param(["/for 2"], id="at a link"),
    pytest.param(["/for 2", "something else"], id="at a doubt"),
    pytest.param([ENTER], id="at a closing question"),
    pytest.param([ENTER, ENTER], id="looking ahead"),
    pytest.param(["/review"], id="at all nine"),
]


@pytest.mark.parametrize("before", WHERE)
@pytest.mark.parametrize(
    ("line", "title", "author"),
    [("/title My bakery", "My bakery", ""), ("/author Sam", "Bakery", "Sam")],
)
def test_the_title_block_is_changed_from_anywhere(
    before: list[str], line: str, title: str, author: str
) -> None:
    at = talk(SHOP, 4, *before)
    after = at.then(line)
    assert (after.canvas.title, after.canvas.author) == (title, author)
    assert after.place == at.place
    assert at.then(line.split(maxsplit=1)[0]).place in {"title", "author"}


@pytest.mark.parametrize("before", WHERE)
@pytest.mark.parametrize(
    ("line", "draws"), [("/canvas", "all"), ("/canvas 1", "customer_segments")]
)
def test_the_canvas_is_seen_from_anywhere_and_then_it_goes_on(
    before: list[str], line: str, draws: str
) -> None:
    at = talk(SHOP, 4, *before)
    seen = at.then(line)
    assert seen.asked.page is not None
    assert seen.asked.page.draws == draws
    assert seen.then(ENTER).place == at.place


@pytest.mark.parametrize(
    ("line", "effect", "argument"),
    [
        ("/undo", Effect.UNDO, ""),
        ("/editor", Effect.EDITOR, "channels"),
        ("/lang nl", Effect.LANGUAGE, "nl"),
        ("/quit", Effect.LEAVE, ""),
    ],
)
def test_some_only_the_surroundings_can_do(line: str, effect: Effect, argument: str) -> None:
    after = typed(line)
    assert (after.effect, after.turns[-1].argument) == (effect, argument)
    assert after.canvas == SHOP


def test_a_language_without_its_name_is_asked_for() -> None:
    after = typed("/lang", languages=LANGUAGES)
    assert after.said == (after.say("which_language", known="en, nl"),)


@pytest.mark.parametrize("line", ["?", "/help"])
def test_help_names_every_part_of_the_step_and_every_word(line: str) -> None:
    page = typed(line).asked.page
    assert page is not None
    said = [text for _, texts in page.parts for text in texts]
    prompt = pack("en").blocks["channels"]
    assert {*prompt.criteria, *prompt.advice, *prompt.examples, prompt.coach} <= set(said)
    told = " ".join(said)
    for command in ("edit", "del", "undo", "for", "kind", "later", "detail", "outlook", "remark"):
        assert f"/{command}" in told
    for command in ("move", "back", "next", "go", "review", "canvas", "title", "author", "lang"):
        assert f"/{command}" in told


def test_an_empty_block_has_no_note_to_name() -> None:
    after = talk(Canvas(), 4, "/edit")
    assert after.said == (after.say("no_notes"),)
