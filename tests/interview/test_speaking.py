"""What people say for a command in a sentence of their own, and what only looks like one."""

from __future__ import annotations

import pytest

from bmc_cli.interview.command_words import said_as_command
from bmc_cli.interview.doubts import Word
from bmc_cli.interview.ends import Head
from bmc_cli.interview.evidence import Learn
from bmc_cli.model.canvas import Canvas
from tests.interview.conversing import SEGMENTS, canvas, talk
from tests.packs import pack

BAKERY = canvas(s1=SEGMENTS, s4=("Shop", "Van", "Web shop"), s6=("Bake", "Sell"))
THREE = canvas(s1=("Gezinnen", "Horeca"), s2=("Brood", "Lunch", "Taart"))

SAID = [
    ("weg", "del", "3"),
    ("Weg!", "del", "3"),
    ("weg met die laatste", "del", "3"),
    ("haal 3 weg", "del", "3"),
    ("haal 2 en 3 weg", "del", "2 3"),
    ("haal de tweede en de derde weg", "del", "2 3"),
    ("de eerste eruit", "del", "1"),
    ("de laatste moet weg", "del", "3"),
    ("nee, haal die maar weg", "del", "3"),
    ("gooi de laatste maar weg", "del", "3"),
    ("haal nummer 2 eruit", "del", "2"),
    ("streep 2 door", "del", "2"),
    ("verwijder de laatste", "del", "3"),
    ("alle drie weg", "del", "1 2 3"),
    ("take 2 out", "del", "2"),
    ("throw the last one away", "del", "3"),
    ("ga terug", "back", ""),
    ("ga maar terug", "back", ""),
    ("ga terug naar stap 1", "go", "1"),
    ("go back to step two", "go", "2"),
    ("titel moet Bakkerij de Korenaar zijn", "title", "Bakkerij de Korenaar"),
    ("de titel is 'De Mol'.", "title", "De Mol"),
    ("the title should be The Mill", "title", "The Mill"),
    ("dat moet met hoofdletters", "edit", "3"),
    ("dat klopt niet", "edit", "3"),
    ("klopt niet meer", "edit", "3"),
    ("nee dat bedoel ik niet", "edit", "3"),
    ("2 klopt niet", "edit", "2"),
    ("verwijder lunch", "del", "2"),
    ("haal de taart weg", "del", "3"),
    ("taart moet weg", "del", "3"),
    ("scrap brood", "del", "1"),
    ("haal maar weg", "del", "3"),
    ("brood klopt niet", "edit", "1"),
    ("Brood moet Vers brood zijn", "edit", "1 Vers brood"),
    ("de laatste moet Taart en koek zijn", "edit", "3 Taart en koek"),
    ("number 2 should be Lunch boxes", "edit", "2 Lunch boxes"),
    ("die staat er al", "del", "3"),
    ("nummer 2 staat er al hoor", "del", "2"),
    ("haal 2 nou weg, sorry", "del", "2"),
    ("verander 2 in Taart en koek", "edit", "2 Taart en koek"),
    ("that was a typo", "edit", "3"),
    ("2 en 3 klopt niet", "edit", "2"),
    ("wijzig 2 en 3", "edit", "2"),
    ("verander alles", "edit", "1"),
    ("zet 2 en 3 in de kanalen", "move", "2 3 de kanalen"),
    ("zet 2 in 3", "move", "2 3"),
    ("haal de laatste twee weg", "del", "2 3"),
    ("haal 1 weg, dat is geen aanbod", "del", "1"),
    ("haal de eerste 2 weg", "del", "1 2"),
    ("take the last two out", "del", "2 3"),
    ("nee wacht, dat is geen brood", "del", "3"),
    ("2 is geen aanbod", "del", "2"),
    ("that's not a bread", "del", "3"),
    ("bij 2 moet lunch met een hoofdletter", "edit", "2"),
    ("2 is ook voor de horeca", "for", "2"),
    ("die is ook voor de horeca", "for", "3"),
    ("nee wacht, de vorige was ook voor gezinnen", "for", "3"),
    ("de laatste is alleen voor gezinnen", "for", "3 gezinnen"),
    ("1 en 2 horen bij stap 8", "move", "1 2 8"),
    ("de laatste hoort bij stap 4", "move", "3 4"),
    ("dat was verkeerd", "undo", ""),
    ("ik wil stoppen", "quit", ""),
]


COMMANDS = [
    ("no wait, scrap that", "undo", ""),
    ("Scrap that!", "undo", ""),
    ("oops, undo that", "undo", ""),
    ("take that back", "undo", ""),
    ("never mind", "undo", ""),
    ("go back", "back", ""),
    ("previous question", "back", ""),
    ("next question", "next", ""),
    ("save and quit", "quit", ""),
    ("how do I stop?", "quit", ""),
    ("I want to change the title", "title", ""),
    ("I made a mistake", "undo", ""),
    ("remove 3", "del", "3"),
    ("remove number 3", "del", "3"),
    ("delete the last one", "del", "3"),
    ("delete it", "del", "3"),
    ("delete 2 and 3", "del", "2 3"),
    ("get rid of the second one", "del", "2"),
    ("drop 1-2", "del", "1 2"),
    ("remove all of them", "del", "1 2 3"),
    ("the first one can go", "del", "1"),
    ("2 and 3 can go", "del", "2 3"),
    ("Rename 2 to Big van", "edit", "2 Big van"),
    ("change the last one into App", "edit", "3 App"),
    ("edit the first one", "edit", "1"),
    ("change it", "edit", "3"),
    ("move 2 to partners", "move", "2 partners"),
    ("put the last one in partners", "move", "3 partners"),
    ("oops that's a partner", "move", "3 partner"),
    ("no, this belongs in key partners", "move", "3 key partners"),
]


@pytest.mark.parametrize(("line", "command", "rest"), SAID)
def test_a_sentence_is_the_command_that_it_says(line: str, command: str, rest: str) -> None:
    asked = talk(THREE, 2, line, language="nl").state.question
    assert isinstance(asked, Word)
    assert (asked.command, asked.rest) == (command, rest)


@pytest.mark.parametrize(
    "line",
    [
        *("Afval weg laten halen", "weg met plastic", "de weg wijzen", "Wegbrengen", "eerste"),
        *("Dat klopt niet bij hotels", "Terug naar de natuur", "titelpagina's", "A", "3", ""),
        *("Weg die iedereen kent", "Terug, dat is ons motto"),
        *("Brood is ook voor gezinnen", "Koeken zijn voor gezinnen", "Dit is voor horeca"),
        *("Drop shipping", "Fix bikes", "Change management", "Remove rubbish", "Go back to work"),
        *("Lunch weg in 10 minuten", "Brood brengen", "haal 3\nweg", "x" * 400),
    ],
)
def test_a_line_with_words_of_its_own_is_none(line: str) -> None:
    assert said_as_command(line, pack("nl"), "123") == ("", "")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("weg", ["Brood", "Lunch"]),
        ("haal 2 weg", ["Brood", "Taart"]),
        ("de eerste eruit", ["Lunch", "Taart"]),
        ("haal 1 en 3 weg", ["Lunch"]),
    ],
)
def test_at_the_notes_it_is_done_when_that_is_what_was_meant(line: str, left: list[str]) -> None:
    asked = talk(THREE, 2, line, language="nl")
    assert asked.texts(2) == ["Brood", "Lunch", "Taart"]
    assert asked.then("1").texts(2) == left
    assert asked.then(line).texts(2) == left
    assert asked.then("2").texts(2)[3:] == [line]
    assert asked.then("").texts(2) == ["Brood", "Lunch", "Taart"]


@pytest.mark.parametrize(
    "line",
    [
        *("2 en 3 moet goud zijn", "verander 2 en 3 in goud", "Verander alles in goud"),
        *("Zet de laatste in de etalage", "put 2 in the shop", "Zet taart in de winkel"),
    ],
)
def test_what_no_command_can_do_is_a_note(line: str) -> None:
    assert talk(THREE, 2, line, language="nl").texts(2)[3:] == [line]


def test_notes_are_put_in_a_block_by_its_name_with_an_article() -> None:
    after = talk(THREE, 2, "zet 2 en 3 in de kanalen", "1", language="nl")
    assert (after.texts(2), after.texts(4)) == (["Brood"], ["Lunch", "Taart"])


def test_the_notes_that_it_names_are_shown() -> None:
    choices = talk(THREE, 2, "haal 1 en 3 weg", language="nl").asked.choices
    assert choices[0].shown == "de opdracht /weg 1 3: 'Brood' en 'Taart'"
    choices = talk(THREE, 1, "haal 2 weg", language="nl").asked.choices
    assert choices[0].shown == "de opdracht /weg 2: 'Horeca'"


def test_a_number_that_is_not_there_is_asked_for() -> None:
    after = talk(THREE, 2, "haal 9 weg", "1", language="nl")
    assert after.said == (after.say("which_note", last=3),)


def test_a_letter_names_a_segment() -> None:
    assert talk(THREE, 1, "haal B weg", "1", language="nl").texts(1) == ["Gezinnen"]
    assert talk(THREE, 2, "haal B weg", language="nl").texts(2)[3:] == ["haal B weg"]


def test_what_is_wrong_is_put_in_other_words() -> None:
    asked = talk(THREE, 2, "dat moet met hoofdletters", "1", language="nl")
    assert asked.place == "2/edit/3"
    assert asked.asked.draft == "Taart"


def test_at_another_question_it_is_of_the_note_that_is_asked_about() -> None:
    asking = talk(THREE, 2, "Koffie", language="nl")
    assert asking.place == "2/for/4"
    assert asking.then("ga terug").place == "2"
    assert asking.then("weg", "1").texts(2) == ["Brood", "Lunch", "Taart"]
    assert asking.then("haal 1 weg", "1").texts(2) == ["Lunch", "Taart", "Koffie"]
    assert asking.then("dat klopt niet", "1").place == "2/for/4/edit/4"
    assert asking.then("ga naar stap 1", "1").place == "1"


@pytest.mark.parametrize("name", ["title", "author"])
def test_who_fills_it_in_is_no_title(name: str) -> None:
    after = talk(THREE, Head(name), "titel moet De Mol zijn", language="nl")
    assert (after.canvas.title, after.canvas.author) == ("De Mol", "")


def test_a_title_is_one_wherever_it_is_said() -> None:
    asked = talk(THREE, 2, "titel moet De Mol zijn", language="nl")
    assert asked.canvas.title == "Bakery"
    assert asked.then("1").canvas.title == "De Mol"
    assert asked.then("2").texts(2)[3:] == ["titel moet De Mol zijn"]


def test_a_script_says_what_it_says() -> None:
    after = talk(THREE, 2, "haal 3 weg", language="nl", asks_back=False)
    assert after.texts(2) == ["Brood", "Lunch", "Taart", "haal 3 weg"]


def test_where_nothing_is_there_yet_it_is_said() -> None:
    after = talk(Canvas(), 1, "weg", "1", language="nl")
    assert after.said == (after.say("no_notes"),)


def test_help_at_the_title_says_what_is_asked() -> None:
    page = talk(Canvas(), Head("title"), "wat bedoel je?", language="nl").asked.page
    assert page
    assert page.parts[0] == (pack("nl").say("new.title"), tuple(pack("nl").intro))


@pytest.mark.parametrize("line", ["Dat is geen probleem", "Het is ook voor hotels"])
def test_what_is_said_of_a_guess_is_learned(line: str) -> None:
    after = talk(THREE, Learn("value_propositions", "Brood"), line, language="nl")
    assert after.note(2, "Brood").learned == line


def test_nothing_is_learned_of_a_command() -> None:
    after = talk(THREE, Learn("value_propositions", "Brood"), "weg", language="nl")
    assert (after.edits, after.said) == ((), (after.say("help_learn"),))


# -- in English


@pytest.mark.parametrize(("line", "command", "rest"), COMMANDS)
def test_a_command_in_other_words_is_asked_about(line: str, command: str, rest: str) -> None:
    after = talk(BAKERY, 4, line)
    asked = after.state.question
    assert isinstance(asked, Word)
    assert (asked.command, asked.rest) == (command, rest)
    assert not after.edits


@pytest.mark.parametrize(
    ("line", "language", "shown"),
    [
        ("remove 3", "en", "/del 3"),
        ("move 2 1", "en", "/move 2 1"),
        ("verwijder 3", "nl", "/weg 3"),
    ],
)
def test_a_command_has_the_name_that_the_help_gives_it(
    line: str, language: str, shown: str
) -> None:
    assert shown in talk(BAKERY, 4, line, language=language).asked.choices[0].shown


def test_letters_name_segments_as_they_do_behind_a_slash() -> None:
    for line in ("remove B and C", "remove 2 and 3", "the last two can go"):
        assert talk(BAKERY, 1, line, "1").texts(1) == ["Families"]


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("delete the last one", ["Shop", "Van"]),
        ("the first one can go", ["Van", "Web shop"]),
        ("delete 2 and 3", ["Shop"]),
        ("remove all but 2", ["Van"]),
        ("rename 2 to Big van", ["Shop", "Big van", "Web shop"]),
        ("move 3 to 6", ["Shop", "Van", "Web shop"]),
        ("move 3 to activities", ["Shop", "Van"]),
    ],
)
def test_it_is_done_by_who_says_so(line: str, texts: list[str]) -> None:
    assert talk(BAKERY, 4, line, "1").texts(4) == texts


@pytest.mark.parametrize(
    "line",
    [
        *("Back to school sale", "Next day delivery", "Undo service for gifts", "Stop and shop"),
        *("Delete my data service", "Drop shipping", "Drop 2 boxes at the school", "Scrap metal"),
        *("Change of address service", "Edit videos", "Put it on Instagram", "It can go viral"),
        *("That's a wrap, party shop", "Shops in 3 towns", "Move to the city", "No waste shop"),
        *("Sorry cards", "Remove stains", "Rename to sell", "Wait list", "First one free"),
        *("Put 2 boxes in stock", "Replace 2 tyres a year", "Rename to sell it"),
        *("ABC", "AC/DC fans", "Last minute deals", "First aid course", "Great food", "Fine wine"),
        *(
            "Thanks cards",
            "Right to repair shop",
            "Enough for two",
            "24/7",
            "3D prints",
            "Bye baby shop",
        ),
        *("So Fresh stall", "The last one standing", "Both sexes", "Same day courier"),
        *("The first two weeks free", "De eerste twee lessen gratis", "Weg met rugpijn"),
        *("Wachttijd korter dan een week", "Sorry-kaartjes", "Samen fietsen", "Een is geen"),
        *("Prima bereikbaar", "Precies op maat", "Alle vier de seizoenen", "1 op 1 begeleiding"),
    ],
)
def test_a_note_that_looks_like_one_is_a_note(line: str) -> None:
    assert line in talk(BAKERY, 4, line).texts(4)
