"""Whom and what a note is for, and of which kind: each answer, and what it comes to."""

from __future__ import annotations

import pytest

from bmc_cli.interview.links import For, Kind
from bmc_cli.model.canvas import BLOCKS, BY_KEY
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.operations import Add, Carry, Change
from tests.interview.conversing import ENTER, KEYS, SEGMENTS, Talk, canvas, key, talk
from tests.packs import pack

SHOP = canvas(s1=SEGMENTS, s4=("Web shop", Note("Van", links=("Hotels",))))
VAN = For("channels", ("Van",))
HOTELS = canvas(s1=("Hotel bar", "Hotel gym", "Families"), s4=("Van",))
MILL = canvas(
    s1=SEGMENTS, s4=("Shop", "Van"), s6=("Bake", "Sell"), s7=("Oven",), s8=(Note("Miller"),)
)


def served(*replies: str, **state: object) -> Talk:
    """Answer whom a new stall is for."""
    return talk(SHOP, 4, "Stall", *replies, **state)


# -- the question


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("step", range(2, 10))
def test_each_step_asks_by_the_name_of_the_note_with_a_verb_of_its_own(
    step: int, language: str
) -> None:
    filled = canvas(**{f"s{at}": ("One", "Two") for at in range(1, 10) if at != step})
    asking = talk(filled, step, "Van", language=language)
    said = pack(language).words["links"][KEYS[str(step)]]
    assert asking.asked.question == said.replace("{note}", "Van")
    assert asking.place == f"{step}/for/1"


@pytest.mark.parametrize("step", range(2, 10))
def test_what_can_be_chosen_is_what_the_block_may_be_for(step: int) -> None:
    filled = canvas(**{f"s{at}": (f"Step {at}", f"Also {at}") for at in range(1, 10)})
    asking = talk(filled, step, "Van")
    blocks = [BY_KEY[key] for key in BLOCKS[step - 1].targets]
    shown = [f"{text} {block.number}" for block in blocks for text in ("Step", "Also")]
    assert [choice.shown for choice in asking.asked.choices] == shown
    is_lettered = blocks[0].number == 1
    assert asking.asked.choices[0].label == ("A" if is_lettered else "1")


def test_of_one_there_is_nothing_to_choose_and_nothing_is_asked() -> None:
    assert talk(canvas(s1=("Families",)), 4, "Van").place == "4"


def test_segments_are_for_nobody() -> None:
    assert talk(SHOP, 1, "Restaurants").place == "1"


def test_what_is_set_is_shown_to_who_asks_for_it() -> None:
    asking = talk(SHOP, 4, "/for 2")
    now = asking.say("set_now", names="Hotels")
    assert asking.asked.question == f"{pack('en').say('links.channels', note='Van')} ({now})"


# -- what is understood


@pytest.mark.parametrize(
    ("answer", "language", "links"),
    [
        ("A", "en", ("Families",)),
        ("a b", "en", ("Families", "Hotels")),
        ("CA", "en", ("Schools", "Families")),
        ("A, B and C", "en", SEGMENTS),
        ("A, B en C", "nl", SEGMENTS),
        ("A+C", "en", ("Families", "Schools")),
        ("A & B", "nl", ("Families", "Hotels")),
        ("A-C", "en", SEGMENTS),
        ("A t/m B", "en", ("Families", "Hotels")),
        ("segment B", "nl", ("Hotels",)),
        ("1.3", "en", ("Schools",)),
        ("hotels", "en", ("Hotels",)),
        ("the schools", "en", ("Schools",)),
        ("voor de hotels natuurlijk", "nl", ("Hotels",)),
        ("alleen hotels", "en", ("Hotels",)),
        ("only hotels", "nl", ("Hotels",)),
        ("fam", "en", ("Families",)),
        ("everyone", "en", EVERY_TARGET),
        ("iedereen", "en", EVERY_TARGET),
        ("*", "nl", EVERY_TARGET),
        ("alle drie", "nl", EVERY_TARGET),
        ("all three", "en", EVERY_TARGET),
        ("all", "en", EVERY_TARGET),
        ("the first two", "nl", ("Families", "Hotels")),
        ("de eerste twee", "en", ("Families", "Hotels")),
        ("de laatste", "nl", ("Schools",)),
        ("the second", "en", ("Hotels",)),
        ("niet voor hotels", "en", ("Families", "Schools")),
        ("not for hotels", "nl", ("Families", "Schools")),
        ("behalve C", "nl", ("Families", "Hotels")),
        ("all but schools", "en", ("Families", "Hotels")),
        ("everyone except hotels", "en", ("Families", "Schools")),
    ],
)
def test_an_answer_links(answer: str, language: str, links: tuple[str, ...]) -> None:
    linked = served(answer, language=language)
    assert linked.place == "4"
    assert linked.note(4, "Stall").links == links
    assert len(linked.edits) == 1


@pytest.mark.parametrize("answer", ["both", "beide", "allebei", "alle twee", "all two"])
def test_both_is_everyone_of_two(answer: str) -> None:
    two = canvas(s1=("Families", "Hotels"))
    assert talk(two, 4, "Stall", answer).note(4, "Stall").links == EVERY_TARGET


@pytest.mark.parametrize(
    ("answer", "links"),
    [
        ("3", ("Oven",)),
        ("7.1", ("Oven",)),
        ("1 3", ("Bake", "Oven")),
        ("oven and bake", ("Oven", "Bake")),
        ("4.2", ("Van",)),
        ("everything", EVERY_TARGET),
        ("alles", EVERY_TARGET),
        ("alles behalve de oven", ("Bake", "Sell", "Shop", "Van")),
    ],
)
def test_what_a_partner_is_for_is_chosen_by_number_name_or_place(
    answer: str, links: tuple[str, ...]
) -> None:
    assert talk(MILL, 8, "Bank", answer).note(8, "Bank").links == links


def test_what_was_chosen_is_said_in_one_sentence() -> None:
    one, every = served("a b"), served("everyone")
    assert one.said == (one.say("linked_segments", note="Stall", names="Families and Hotels"),)
    assert every.said == (every.say("linked_segments", note="Stall", names="everyone"),)


# -- nothing, and what is not there


@pytest.mark.parametrize(
    ("answer", "links"),
    [
        *[(word, ("Hotels",)) for word in (ENTER, "not sure", "weet ik niet", "skip", "klaar")],
        *[(word, ()) for word in ("-", "nobody", "none", "no", "n/a", "niemand", "geen", "nvt")],
    ],
)
def test_nobody_takes_it_away_and_not_sure_leaves_it(answer: str, links: tuple[str, ...]) -> None:
    after = talk(SHOP, VAN, answer)
    assert (after.place, after.note(4, "Van").links) == ("4", links)
    assert bool(after.said) is (not links)


@pytest.mark.parametrize(
    "answer", ["yes", "ja", "ja hoor", "ok", "ja dat klopt", "klopt wel zo'n beetje", "prima"]
)
def test_a_bare_yes_is_asked_which(answer: str) -> None:
    after = served(answer)
    assert (after.place, after.said) == ("4/for/3", (after.say("closing_which"),))


@pytest.mark.parametrize("answer", ["D", "A and D", "9", "AX"])
def test_what_is_not_on_the_list_is_asked_again(answer: str) -> None:
    after = served(answer)
    assert (after.place, after.edits) == ("4/for/3", ())
    assert after.said == (after.say("no_choice", labels="A-C"),)


@pytest.mark.parametrize("reply", ["?", "??", "what do you mean?", "uitleg", "/help", "help"])
def test_a_question_about_the_question_explains_and_asks_again(reply: str) -> None:
    after = served(reply)
    assert (after.place, after.said) == ("4/for/3", (after.say("help_segments"),))


@pytest.mark.parametrize("reply", ["hoe ziet het eruit?", "what does it look like?", "show me"])
def test_who_wants_to_see_it_sees_the_canvas_and_is_asked_again(reply: str) -> None:
    seen = served(reply)
    assert seen.asked.page is not None
    assert seen.then(ENTER).place == "4/for/3"


# -- which one?


@pytest.mark.parametrize(
    ("word", "answer", "links"),
    [
        pytest.param("hotel", "1", ("Hotel bar",), id="a number"),
        pytest.param("hotel", "gym", ("Hotel gym",), id="a word"),
        pytest.param("hotel", "both", ("Hotel bar", "Hotel gym"), id="both"),
        pytest.param("hotel", "beide", ("Hotel bar", "Hotel gym"), id="beide"),
        pytest.param("hotel and families", "2", ("Hotel gym", "Families"), id="with the rest"),
        pytest.param("hotel", "families", ("Families",), id="another answer"),
        pytest.param("not for hotel", "1", ("Hotel gym", "Families"), id="all but one"),
    ],
)
def test_what_fits_two_is_asked(word: str, answer: str, links: tuple[str, ...]) -> None:
    asking = talk(HOTELS, 4, "Stall", word)
    assert asking.place.startswith("4/for/2/which/")
    assert asking.asked.question == asking.say("which_one", word="hotel")
    assert asking.edits == ()
    assert asking.then(answer).note(4, "Stall").links == links


def test_the_cost_of_a_practice_is_asked_which_and_a_pension_is_for_nothing() -> None:
    both = canvas(s4=("praktijk in de wijk",), s7=("de praktijkruimte",))
    rent = talk(both, 9, "Huur", "praktijk", language="nl")
    assert rent.asked.question == rent.say("which_one", word="praktijk")
    paid = rent.then("1", "pensioen", "nvt")
    assert paid.note(9, "Huur").links == ("de praktijkruimte",)
    assert paid.note(9, "pensioen").links == ()


# -- what is this?


def test_words_that_name_no_choice_are_asked_about_and_not_saved() -> None:
    asking = served("brings in people")
    assert asking.edits == ()
    assert asking.asked.question == asking.say("what_is", text="brings in people")
    assert [each.shown for each in asking.asked.choices] == [
        asking.say("what_new"),
        asking.say("what_more", note="Stall"),
        asking.say("what_elsewhere", note="Stall"),
    ]


@pytest.mark.parametrize("answer", ["1", "+", "new", "a new note"])
def test_a_new_note_is_asked_about_after_the_one_that_is_asked_about(answer: str) -> None:
    noted = served("by telephone", answer)
    assert noted.place == "4/for/3,4"
    assert noted.asked.question == pack("en").say("links.channels", note="Stall")
    both = noted.then("A", "B")
    assert both.note(4, "Stall").links == ("Families",)
    assert both.note(4, "by telephone").links == ("Hotels",)


@pytest.mark.parametrize("answer", ["2", "more"])
def test_more_about_the_note_is_its_detail_and_the_question_is_asked_once_more(
    answer: str,
) -> None:
    noted = served("brings in people", answer)
    assert (noted.place, noted.texts(4)) == ("4/for/3", ["Web shop", "Van", "Stall"])
    assert noted.note(4, "Stall").detail == "brings in people"
    assert noted.then("A").note(4, "Stall") == Note("Stall", "brings in people", ("Families",))


def test_it_may_belong_in_another_step() -> None:
    asking = served("brings in people", "3")
    assert asking.asked.question == asking.say("which_step", note="Stall")
    moved = asking.then("8")
    assert (moved.texts(4), moved.texts(8)) == (["Web shop", "Van"], ["Stall"])
    assert isinstance(moved.edits[0], Carry)
    assert moved.place == "4"


@pytest.mark.parametrize(
    ("language", "words", "step"),
    [
        ("nl", "oeps dat is een partner", 8),
        ("en", "oops, that is a partner", 8),
        ("nl", "dit hoort bij de kosten", 9),
        ("en", "this is one of the costs", 9),
        ("nl", "nee dit zijn activiteiten", 6),
    ],
)
def test_words_that_name_a_block_offer_to_carry_it_there_first(
    language: str, words: str, step: int
) -> None:
    asking = served(words, language=language)
    assert asking.place.startswith("4/for/3/what/")
    moved = asking.then("1")
    assert moved.texts(step) == ["Stall"]
    assert moved.place == "4"


@pytest.mark.parametrize("answer", [ENTER, "nothing", "geen", "don't know", "klaar"])
def test_none_of_these_saves_nothing_and_asks_the_question_before_it_again(answer: str) -> None:
    after = served("brings in people", answer)
    assert (after.place, after.edits) == ("4/for/3", ())


@pytest.mark.parametrize(
    ("answer", "links"),
    [("A", ("Families",)), ("A and B", ("Families", "Hotels")), ("schools", ("Schools",))],
)
def test_a_line_that_is_none_of_these_answers_the_question_before_it(
    answer: str, links: tuple[str, ...]
) -> None:
    after = served("brings in people", answer)
    assert (after.texts(4)[2:], after.note(4, "Stall").links) == (["Stall"], links)


def test_words_about_a_partner_are_its_detail_and_the_choice_is_asked_once_more() -> None:
    told = talk(MILL, 8, "Huisartsen", "brengen klanten")
    assert (told.place, told.note(8, "Huisartsen").detail) == ("8/for/2", "brengen klanten")
    assert told.said == (told.say("detailed", note="Huisartsen", text="brengen klanten"),)
    assert told.then("shop").note(8, "Huisartsen").links == ("Shop",)
    assert told.then("en nog iets").place == "8/for/2/what/en nog iets"


# -- several at once


def test_each_line_of_a_pasted_list_is_asked_about_by_name() -> None:
    asking = talk(SHOP, 4, "Stall\n- Phone\n3. Chat")
    assert [type(edit) for edit in asking.edits] == [Add, Add, Add]
    places, questions = [], []
    for answer in ("A", "hotels", "everyone"):
        places.append(asking.place)
        questions.append(asking.asked.question)
        asking = asking.then(answer)
    assert places == ["4/for/3,4,5", "4/for/4,5", "4/for/5"]
    ask = pack("en").say
    assert questions == [ask("links.channels", note=name) for name in ("Stall", "Phone", "Chat")]
    links = [note.links for note in asking.canvas.notes("channels")[2:]]
    assert links == [("Families",), ("Hotels",), EVERY_TARGET]


@pytest.mark.parametrize("answer", [ENTER, "none", "not sure"])
def test_one_that_is_passed_over_does_not_take_the_others_with_it(answer: str) -> None:
    after = talk(SHOP, 4, "Stall\nPhone", answer, "B")
    links = [note.links for note in after.canvas.notes("channels")[2:]]
    assert links == [(), ("Hotels",)]


def test_a_note_that_brings_its_links_is_not_asked_about() -> None:
    noted = talk(SHOP, 4, "Stall [A B]\nPhone [hotels]\nChat [x]")
    assert noted.place == "4/for/5"
    notes = noted.canvas.notes("channels")[2:]
    assert [(note.text, note.links) for note in notes] == [
        ("Stall", ("Families", "Hotels")),
        ("Phone", ("Hotels",)),
        ("Chat [x]", ()),
    ]


def test_a_list_that_is_pasted_as_an_answer_is_notes() -> None:
    assert served("Phone\nChat").texts(4)[2:] == ["Stall", "Phone", "Chat"]


# -- from a script


def test_from_a_script_words_that_name_no_choice_are_the_next_note() -> None:
    told = served("by telephone", "families", asks_back=False)
    assert told.texts(4)[2:] == ["Stall", "by telephone"]
    assert told.note(4, "by telephone").links == ("Families",)
    assert told.note(4, "Stall").links == ()


# -- kinds


@pytest.mark.parametrize(
    ("answer", "language", "kinds"),
    [
        ("1", "en", ("awareness",)),
        ("1 3", "en", ("awareness", "purchase")),
        ("purchase", "en", ("purchase",)),
        ("aankoop en levering", "nl", ("purchase", "delivery")),
        ("nazorg", "nl", ("after_sales",)),
        ("none", "en", ()),
        (ENTER, "en", ()),
    ],
)
def test_the_kind_of_a_note_is_chosen_by_number_or_name(
    answer: str, language: str, kinds: tuple[str, ...]
) -> None:
    after = talk(SHOP, Kind("channels", ("Van",)), answer, language=language)
    assert (after.place, after.note(4, "Van").kinds) == ("4", kinds)


def test_a_kind_is_asked_for_with_what_it_means_and_what_is_set() -> None:
    asking = talk(SHOP, 4, "/kind 2 purchase", "/kind 2")
    kinds = pack("en").blocks["channels"].kinds.values()
    assert [choice.hint for choice in asking.asked.choices] == [kind.hint for kind in kinds]
    assert asking.say("set_now", names="purchase") in asking.asked.question


def test_words_that_are_no_kind_are_asked_about() -> None:
    asking = talk(SHOP, 4, "/kind 2", "by telephone")
    assert asking.edits == ()
    assert asking.then("2").note(4, "Van").detail == "by telephone"
    assert asking.then(ENTER).place == "4/kind/2"


def test_a_link_that_is_set_again_is_one_change() -> None:
    after = talk(SHOP, VAN, "schools")
    was = Note("Van", links=("Hotels",))
    assert after.edits == (Change("channels", was, Note("Van", links=("Schools",))),)
    assert talk(SHOP, VAN, key("back")).place == "4"
