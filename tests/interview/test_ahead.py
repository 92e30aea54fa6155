"""Looking ahead: what becomes of a note, what is to come, and what is asked about."""

from __future__ import annotations

import pytest

from bmc_cli.interview.ahead import Ahead
from bmc_cli.model.fields import Note
from tests.interview.conversing import ENTER, KEYS, SEGMENTS, Talk, canvas, talk
from tests.packs import pack

FYSIO = canvas(
    s1=(
        "Kantoorwerkers met nekklachten",
        "Hardlopers met een blessure",
        "ouderen die thuis willen blijven wonen",
    )
)
BAKERY = canvas(s1=SEGMENTS, s4=("Shop", "Van"))
HOME = "thuiswerkers misschien"
MAIL = "postcards by mail"


def expecting(*replies: str, step: int = 1, language: str = "nl", **state: object) -> Talk:
    """Answer the look-ahead question of the physiotherapist, or of the bakery in English."""
    filled = FYSIO if language == "nl" else BAKERY
    return talk(filled, Ahead(KEYS[str(step)]), *replies, language=language, **state)


def outlooks(said: Talk, step: int = 1) -> dict[str, str]:
    """The notes of a step by the start of their names, with their outlook where they have one."""
    notes = said.canvas.notes(KEYS[str(step)])
    return {note.text.split()[0]: note.outlook for note in notes if note.outlook}


# -- the question


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("step", range(1, 10))
def test_only_the_steps_where_the_form_looks_ahead_do(step: int, language: str) -> None:
    filled = canvas(**{f"s{at}": (Note("One", links=("all",)),) for at in range(1, 10)})
    left = talk(filled, step, *[ENTER] * 2, language=language)
    ahead = pack(language).blocks[KEYS[str(step)]].ahead
    assert (f"{step}/ahead" in left.places) is bool(ahead)
    if ahead:
        asking = talk(filled, Ahead(KEYS[str(step)]), language=language).asked
        assert asking.question == f"{pack(language).say('interview.look_ahead')} {ahead}"
        assert asking.has_notes


def test_after_an_answer_it_asks_for_more_until_enter() -> None:
    more = expecting("A: groeit")
    assert more.asked.question.endswith(more.say("ahead_more"))
    assert more.then("B: krimpt").place == "1/ahead"
    assert more.then("B: krimpt", ENTER).place == "2"


@pytest.mark.parametrize(
    "answer", [ENTER, "-", "nee", "nothing", "weet ik niet", "not sure", "klaar", "geen idee"]
)
def test_nothing_leads_to_the_next_step(answer: str) -> None:
    after = expecting(answer)
    assert (after.place, after.canvas.notes("customer_segments")) == (
        "2",
        FYSIO.notes("customer_segments"),
    )


@pytest.mark.parametrize(("yes", "language"), [("ja", "nl"), ("yes", "en"), ("sure", "en")])
def test_a_bare_yes_is_asked_how_once(yes: str, language: str) -> None:
    how = expecting(yes, language=language)
    assert how.asked.question.endswith(how.say("ahead_how"))
    assert how.then(yes).place == "2"
    assert how.then("B: fewer").place == "1/ahead"


@pytest.mark.parametrize("reply", ["?", "help", "wat bedoel je?"])
def test_help_explains_and_asks_again(reply: str) -> None:
    after = expecting(reply)
    assert (after.place, after.said) == ("1/ahead", (after.say("help_ahead"),))


# -- what becomes of a note


@pytest.mark.parametrize(
    ("line", "language", "name", "outlook"),
    [
        ("C: worden er steeds meer", "nl", "ouderen", "worden er steeds meer"),
        ("c: worden er steeds meer", "nl", "ouderen", "worden er steeds meer"),
        ("C wordt groter", "nl", "ouderen", "wordt groter"),
        ("a groeit hard", "nl", "Kantoorwerkers", "groeit hard"),
        ("ouderen worden er steeds meer", "nl", "ouderen", "worden er steeds meer"),
        ("er komen steeds meer ouderen", "nl", "ouderen", "er komen steeds meer ouderen"),
        ("Hardlopers stoppen", "nl", "Hardlopers", "stoppen"),
        ("de vraag van hardlopers stijgt", "nl", "Hardlopers", "de vraag van hardlopers stijgt"),
        ("A: more of them", "en", "Families", "more of them"),
        ("B grows", "en", "Hotels", "grows"),
        ("C will want it online", "en", "Schools", "will want it online"),
        ("schools will shrink", "en", "Schools", "will shrink"),
        ("I: I expect", "en", "", ""),
    ],
)
def test_a_label_or_the_words_of_one_name_say_what_becomes_of_a_note(
    line: str, language: str, name: str, outlook: str
) -> None:
    after = expecting(line, language=language)
    assert outlooks(after) == ({name: outlook} if name else {})
    if name:
        note = next(n for n in after.canvas.notes("customer_segments") if n.outlook)
        assert after.said == (after.say("outlook_set", note=note.text, text=outlook),)


@pytest.mark.parametrize(("line", "name"), [("1: closes", "Shop"), ("2 grows", "Van")])
def test_elsewhere_the_label_is_a_number(line: str, name: str) -> None:
    after = expecting(line, step=4, language="en")
    assert list(outlooks(after, 4)) == [name]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        pytest.param("A growing town", "en", id="an English word, not a letter"),
        pytest.param("a grows", "en", id="nor with a verb of change"),
        pytest.param("I expect more of them", "en", id="nor I"),
        pytest.param("die groep groeit", "nl", id="no name in it"),
        pytest.param("ouderen en hardlopers groeien", "nl", id="two names"),
        pytest.param("hardlopers", "nl", id="only a name"),
        pytest.param("young families", "en", id="a name with a word before it"),
        pytest.param("A is belangrijk", "nl", id="a letter without a change"),
        pytest.param("D: komt erbij", "nl", id="a letter that is not there"),
        pytest.param(HOME, "nl", id="something new"),
    ],
)
def test_anything_else_is_asked_about_and_not_saved(line: str, language: str) -> None:
    asking = expecting(line, language=language)
    assert asking.edits == ()
    assert asking.asked.question == asking.say("what_is", text=line)


# -- what is this?


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        ("+", Note(HOME, later=True)),
        ("later", Note(HOME, later=True)),
        ("+ nu", Note(HOME)),
        ("nu", Note(HOME)),
    ],
)
def test_it_may_be_a_note_for_later_or_for_now(answer: str, note: Note) -> None:
    after = expecting(HOME, answer)
    assert after.canvas.notes("customer_segments")[3:] == (note,)
    assert after.asked.question.endswith(after.say("ahead_more"))


@pytest.mark.parametrize(
    ("answer", "name"),
    [("A", "Kantoorwerkers"), ("c", "ouderen"), ("hardlopers", "Hardlopers"), ("B.", "Hardlopers")],
)
def test_it_may_go_with_a_note(answer: str, name: str) -> None:
    after = expecting(HOME, answer)
    assert outlooks(after) == {name: HOME}
    assert len(after.canvas.notes("customer_segments")) == 3


def test_in_other_steps_a_note_is_chosen_by_its_number() -> None:
    asking = expecting(MAIL, step=4, language="en")
    labels = [choice.label for choice in asking.asked.choices]
    assert labels == ["+", pack("en").say("interview.what_now_label"), "1", "2"]
    assert outlooks(asking.then("2"), 4) == {"Van": MAIL}


def test_whom_a_note_for_later_is_for_is_not_asked() -> None:
    later = expecting(MAIL, "+", step=4, language="en")
    assert (later.place, later.note(4, MAIL)) == ("4/ahead", Note(MAIL, later=True))


def test_whom_a_note_for_now_is_for_is_asked() -> None:
    now = expecting(MAIL, "+ now", step=4, language="en")
    assert now.place == "4/ahead/for/3"
    assert now.then("A").place == "4/ahead"


@pytest.mark.parametrize("answer", [ENTER, "geen", "nothing", "weet ik niet", "klaar"])
def test_none_of_these_saves_nothing_and_asks_again(answer: str) -> None:
    after = expecting(HOME, answer)
    assert (after.place, after.edits) == ("1/ahead", ())


def test_another_line_is_an_answer_to_the_look_ahead() -> None:
    after = expecting(HOME, "ouderen worden er steeds meer")
    assert outlooks(after) == {"ouderen": "worden er steeds meer"}
    assert len(after.canvas.notes("customer_segments")) == 3


# -- lists, and scripts


@pytest.mark.parametrize("asks_back", [True, False])
def test_a_pasted_list_is_notes_for_later(asks_back: bool) -> None:
    after = expecting("- Cafes\n- Cinemas", language="en", asks_back=asks_back)
    new = (Note("Cafes", later=True), Note("Cinemas", later=True))
    assert after.canvas.notes("customer_segments")[3:] == new


@pytest.mark.parametrize("line", [MAIL, "hotels close"])
def test_from_a_script_any_words_are_a_note_for_later(line: str) -> None:
    after = expecting(line, language="en", asks_back=False)
    assert after.canvas.notes("customer_segments")[3:] == (Note(line, later=True),)
