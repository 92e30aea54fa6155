"""What people type when they are asked to choose, and what it means: a row an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.senses import Sense, sense_of
from bmc_cli.interview.speaking import Sentences
from bmc_cli.interview.understanding import Absent, Answer, Foreign, Picked, Unclear, understand
from bmc_cli.interview.vocabulary import LANGUAGES, Words
from bmc_cli.model.links import letter


def lettered(*names: str) -> list[Choice]:
    return [Choice(letter(at), name, name, f"1.{at + 1}") for at, name in enumerate(names)]


def numbered(*names: str) -> list[Choice]:
    return [Choice(str(at), name, name, f"7.{at}") for at, name in enumerate(names, 1)]


FYSIO = lettered(
    "Kantoorwerkers met nekklachten",
    "Hardlopers met een blessure",
    "ouderen die thuis willen blijven wonen",
    "thuiswerkers",
)
BAKERY = lettered(
    "Gezinnen in de wijk", "Horeca binnen 10 km", "Bruidsparen", "Kopers van brood en gebak"
)
BABIES = lettered("parents on a budget", "eco-conscious parents", "grandparents")
TWO = lettered("Families", "Hotels")
CHANNELS = numbered("huisarts verwijst door", "Website", "praktijk in de wijk", "bij je thuis")
MEANS = numbered("Behandelen", "administratie :(", "ikzelf", "de praktijkruimte", "mijn diploma's")
COSTS = numbered("ikzelf", "de praktijkruimte", "praktijk in de wijk")


def labels(answer: Answer, choices: list[Choice]) -> str:
    """Return the signs of what was chosen."""
    values = answer.chosen(choices)
    return "".join(each.label for each in choices if each.value in values)


CHOSEN = [
    # letters and numbers in any dress
    ("A", FYSIO, "A"),
    ("a", FYSIO, "A"),
    ("a b", FYSIO, "AB"),
    ("AB", FYSIO, "AB"),
    ("ab", FYSIO, "AB"),
    ("ABD", FYSIO, "ABD"),
    ("A, B en C", FYSIO, "ABC"),
    ("A, B, and C", FYSIO, "ABC"),
    ("A+B", FYSIO, "AB"),
    ("A/B", FYSIO, "AB"),
    ("A & B", FYSIO, "AB"),
    ("A; B", FYSIO, "AB"),
    ("A.", FYSIO, "A"),
    ("A)", FYSIO, "A"),
    ("(A)", FYSIO, "A"),
    ("A-C", FYSIO, "ABC"),
    ("A - C", FYSIO, "ABC"),
    ("A t/m C", FYSIO, "ABC"),
    ("a tot en met c", FYSIO, "ABC"),
    ("A to C", FYSIO, "ABC"),
    ("A and D", FYSIO, "AD"),
    ("A en D", FYSIO, "AD"),
    ("B of D", FYSIO, "BD"),
    ("segment B", FYSIO, "B"),
    ("segment b en d", FYSIO, "BD"),
    ("voor A", FYSIO, "A"),
    ("alleen B", FYSIO, "B"),
    ("only B", FYSIO, "B"),
    ("just A and B", FYSIO, "AB"),
    ("B + C", BAKERY, "BC"),
    ("1", CHANNELS, "1"),
    ("1 3", CHANNELS, "13"),
    ("1,3", CHANNELS, "13"),
    ("1 en 3", CHANNELS, "13"),
    ("1-3", CHANNELS, "123"),
    ("1 t/m 3", CHANNELS, "123"),
    ("1.", CHANNELS, "1"),
    ("nummer 2", CHANNELS, "2"),
    ("7.2", CHANNELS, "2"),
    ("A A", FYSIO, "A"),
    # names, words and starts of them
    ("thuiswerkers", FYSIO, "D"),
    ("students and teens", lettered("students", "teenagers", "parents"), "AB"),
    ("both the students and teens", lettered("students", "teenagers", "parents"), "AB"),
    ("teens", lettered("teen clubs", "students"), "A"),
    ("Kantoorwerkers met nekklachten", FYSIO, "A"),
    ("nekklachten", FYSIO, "A"),
    ("nekklachten en hardlopers", FYSIO, "AB"),
    ("Hardlopers", FYSIO, "B"),
    ("HARDLOPERS", FYSIO, "B"),
    ("de ouderen", FYSIO, "C"),
    ("voor ouderen", FYSIO, "C"),
    ("voor de bruidsparen natuurlijk", BAKERY, "C"),
    ("alleen horeca", BAKERY, "B"),
    ("gezinnen, horeca", BAKERY, "AB"),
    ("gezinnen en bruidsparen", BAKERY, "AC"),
    ("horeca binnen 10 km en gezinnen", BAKERY, "AB"),
    ("Kopers van brood en gebak", BAKERY, "D"),
    ("kopers van brood en gebak en bruidsparen", BAKERY, "CD"),
    ("brood", BAKERY, "D"),
    ("bruid", BAKERY, "C"),
    ("kopers, en ook A", BAKERY, "AD"),
    ("A en de horeca", BAKERY, "AB"),
    ("huisarts en de website", CHANNELS, "12"),
    ("website", CHANNELS, "2"),
    ("praktijk, thuis", CHANNELS, "34"),
    ("de website, denk ik", CHANNELS, "2"),
    ("mijn diploma's", MEANS, "5"),
    ("diploma's", MEANS, "5"),
    ("behandelen en administratie", MEANS, "12"),
    ("ikzelf", COSTS, "1"),
    ("the hotels", TWO, "B"),
    ("families, I think", TWO, "A"),
    ("mainly hotels", TWO, "B"),
    ("'Hotels'", TWO, "B"),
    ("hotel", TWO, "B"),
    ("grandparents", BABIES, "C"),
    ("parents on a budget", BABIES, "A"),
    ("eco-conscious", BABIES, "B"),
    ("both kinds of parents", BABIES, "AB"),
    ("both parents", BABIES, "AB"),
    # counting
    ("the first two", BABIES, "AB"),
    ("de eerste twee", FYSIO, "AB"),
    ("de eerste 3", FYSIO, "ABC"),
    ("the last two", BABIES, "BC"),
    ("de laatste", FYSIO, "D"),
    ("the first", BABIES, "A"),
    ("de tweede", FYSIO, "B"),
    ("the first two groups", BABIES, "AB"),
    # all but
    ("niet voor ouderen", FYSIO, "ABD"),
    ("behalve C", FYSIO, "ABD"),
    ("iedereen behalve C", FYSIO, "ABD"),
    ("alle behalve hardlopers", FYSIO, "ACD"),
    ("all but grandparents", BABIES, "AB"),
    ("everyone except grandparents", BABIES, "AB"),
    ("not for grandparents", BABIES, "AB"),
    ("niet voor A en B", FYSIO, "CD"),
    ("niet de ouderen, niet de hardlopers", FYSIO, "AD"),
    ("iedereen, behalve de ouderen", FYSIO, "ABD"),
    ("iedereen maar niet de ouderen", FYSIO, "ABD"),
    ("everyone, but not grandparents", BABIES, "AB"),
    # what is left out beside what is named, and why
    ("hardlopers, niet de ouderen", FYSIO, "B"),
    ("hardlopers en C, niet voor A", FYSIO, "BC"),
    ("hardlopers, want die betalen", FYSIO, "B"),
    ("iedereen behalve ouderen, omdat die niet kunnen", FYSIO, "ABD"),
    ("nee, de hardlopers", FYSIO, "B"),
    ("de hardlopers dus", FYSIO, "B"),
    ("alleen de eerste drie", FYSIO, "ABC"),
]


@pytest.mark.parametrize(("text", "choices", "expected"), CHOSEN)
def test_a_choice_is_understood(text: str, choices: list[Choice], expected: str) -> None:
    answer = understand(text, choices)
    assert answer.sense is Sense.CHOICE
    assert all(isinstance(part, Picked) for part in answer.parts), answer
    assert labels(answer, choices) == expected


EVERYONE = [
    "*",
    "iedereen",
    "alle",
    "alles",
    "allemaal",
    "everyone",
    "everybody",
    "all",
    "everything",
    "Iedereen!",
    "all.",
    "all of these",
    "All the customers",
    "every one of them",
]


@pytest.mark.parametrize(
    "text",
    [
        *(
            *EVERYONE,
            "alle vier",
            "all four",
            "voor iedereen",
            "for all",
            "alle 4",
            "nou alle vier",
        ),
        *("alle vier de groepen", "gewoon iedereen", "ja iedereen", "alle klanten eigenlijk"),
        *("dat geldt voor allemaal", "all four groups"),
    ],
)
def test_everyone_is_understood(text: str) -> None:
    assert understand(text, FYSIO).sense is Sense.EVERYONE


@pytest.mark.parametrize("text", ["beide", "allebei", "both", "alle twee", "both of them"])
def test_both_are_all_of_two(text: str) -> None:
    assert understand(text, TWO).sense is Sense.EVERYONE


@pytest.mark.parametrize("text", ["beide", "both", "alle drie", "all three"])
def test_another_number_than_there_are_is_not_all(text: str) -> None:
    assert understand(text, FYSIO).sense is Sense.CHOICE
    assert isinstance(understand(text, FYSIO).parts[0], Foreign)


@pytest.mark.parametrize(
    "text",
    [
        *("-", "geen", "niemand", "niets", "nee", "nvt", "n.v.t.", "Geen.", "nog niemand"),
        *("none", "nobody", "no", "n/a", "nobody yet", "nothing", "none of them"),
        *("niks", "nee hoor", "niemand eigenlijk", "nergens voor", "geen van deze"),
    ],
)
def test_nobody_is_understood(text: str) -> None:
    assert understand(text, FYSIO).sense is Sense.NOBODY


@pytest.mark.parametrize(
    "text",
    [
        *("weet ik niet", "weet ik nog niet", "geen idee", "Geen idee!", "not sure", "don't know"),
        *("I don\u2019t know", "skip", "not yet", "no idea", "weet niet", "nog niet"),
        *("sla maar over", "dat weet ik nog niet", "weet ik eigenlijk niet", "geen flauw idee"),
    ],
)
def test_not_knowing_is_understood(text: str) -> None:
    assert understand(text, FYSIO).sense is Sense.UNSURE


@pytest.mark.parametrize(
    "text",
    [
        *(" ? ", "??", "/help", "wat bedoel je?", "Ik snap het niet.", "snap ik niet", "uitleg"),
        *("wie bedoel je?", "hoezo", "wat moet ik hier zeggen", "wat bedoel je eigenlijk?"),
        *("What do you mean?", "I don\u2019t understand", "what is that"),
    ],
)
def test_help_is_asked_for(text: str) -> None:
    assert understand(text, FYSIO).sense is Sense.HELP


@pytest.mark.parametrize(
    "text",
    [
        *("klaar hoor", "verder niks", "dat was alles", "meer weet ik niet", "all done", "Done."),
        *("dat was het voor de klanten", "nou dat was het wel zo'n beetje"),
        *("verder weet ik het niet", "verder heb ik niks"),
    ],
)
def test_being_done_is_understood(text: str) -> None:
    assert understand(text, FYSIO).sense is Sense.DONE


@pytest.mark.parametrize("text", ["pas", "Joost", "moeilijk eten", "alle vijf"])
def test_what_may_be_a_note_says_nothing_else(text: str) -> None:
    assert sense_of(text, 4) is None


def test_what_is_called_like_a_call_for_help_can_be_chosen() -> None:
    choices = [Choice("1", "Uitleg", "Uitleg"), Choice("2", "Help", "Help")]
    assert understand("uitleg", choices).chosen(choices) == ("Uitleg",)


@pytest.mark.parametrize(
    ("text", "choices", "word", "candidates"),
    [
        pytest.param("praktijk", COSTS, "praktijk", "23", id="a word and a start"),
        pytest.param("parents", BABIES, "parents", "AB", id="a word of two"),
        pytest.param("de praktijk", COSTS, "praktijk", "23", id="with an article"),
        pytest.param("ikzelf en praktijk", COSTS, "praktijk", "23", id="beside a clear one"),
    ],
)
def test_what_fits_two_is_to_be_asked(
    text: str, choices: list[Choice], word: str, candidates: str
) -> None:
    answer = understand(text, choices)
    unclear = answer.first(Unclear)
    assert isinstance(unclear, Unclear)
    assert unclear.word == word
    assert "".join(each.label for each in unclear.choices) == candidates


@pytest.mark.parametrize(
    ("text", "choices", "label"),
    [
        pytest.param("E", FYSIO, "E", id="a letter"),
        pytest.param("A en E", FYSIO, "E", id="one of two"),
        pytest.param("9", CHANNELS, "9", id="a number"),
        pytest.param("2, 12", CHANNELS, "12", id="a number among others"),
        pytest.param("AE", TWO, "AE", id="a run with one that is not there"),
    ],
)
def test_what_is_not_on_the_list_is_named(text: str, choices: list[Choice], label: str) -> None:
    absent = understand(text, choices).first(Absent)
    assert absent == Absent(label)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        pytest.param("brengen klanten", MEANS, id="what a partner does"),
        pytest.param("oeps dat is een partner", MEANS, id="a slip"),
        pytest.param("Posh hotels in town", FYSIO, id="another note"),
        pytest.param("die groep groeit", FYSIO, id="a remark"),
        pytest.param("hotels and posh restaurants", TWO, id="half of it is there"),
        pytest.param("bed", TWO, id="a word of letters"),
    ],
)
def test_what_is_no_choice_is_given_back_as_it_was_typed(text: str, choices: list[Choice]) -> None:
    (part,) = understand(text, choices).parts
    assert isinstance(part, Foreign)
    assert part.text == text


def test_what_was_clear_beside_it_is_known() -> None:
    found = understand("hotels and posh restaurants", TWO).first(Foreign)
    assert isinstance(found, Foreign)
    assert [choice.value for choice in found.near] == ["Hotels"]


def test_the_same_name_twice_is_one_choice() -> None:
    choices = numbered("Van", "Van", "Shop")
    assert understand("van", choices).chosen(choices) == ("Van",)


def test_accents_may_be_written_either_way() -> None:
    choices = lettered("Caf\u00e9gasten", "Hotels")
    assert labels(understand("cafe\u0301gasten", choices), choices) == "A"


@pytest.mark.parametrize(
    ("table", "name"),
    [(0, name) for name in Words._fields] + [(1, name) for name in Sentences._fields],
)
def test_each_language_says_each_thing_folded(table: int, name: str) -> None:
    for tables in LANGUAGES.values():
        said = getattr(tables[table], name)
        assert said
        assert said == said.casefold()


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(text: str) -> None:
    for choices in (FYSIO, CHANNELS, TWO, [], lettered("A", "en", "-")):
        answer = understand(text, choices)
        assert set(answer.chosen(choices)) <= {each.value for each in choices}


@given(st.lists(st.sampled_from(FYSIO), min_size=1, unique=True), st.sampled_from([", ", " en "]))
def test_names_in_a_row_are_those_names(picked: list[Choice], join: str) -> None:
    answer = understand(join.join(each.shown for each in picked), FYSIO)
    assert set(answer.chosen(FYSIO)) == {each.value for each in picked}
