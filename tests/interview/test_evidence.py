"""How sure a note is, said in the interview: a command, a sign, a walk along the guesses."""

from __future__ import annotations

import pytest

from bmc_cli.interview.evidence import Learn, Sure
from bmc_cli.interview.state import Effect
from bmc_cli.interview.walk import learning, opened
from bmc_cli.model.canvas import BY_KEY, find
from bmc_cli.model.fields import Note
from tests.interview.conversing import ENTER, Talk, canvas, talk, told
from tests.packs import pack

SHOP = canvas(s1=("Families", "Hotels"), s4=(Note("Shop", links=("all",)), "Van"))


def channel(said: Talk, text: str) -> Note:
    note = find(said.state.canvas, "channels", text)
    assert note
    return note


@pytest.mark.parametrize(
    ("lines", "evidence", "learned"),
    [
        pytest.param(["/sure 1 tested 11 of 20 paid"], "tested", "11 of 20 paid", id="all of it"),
        pytest.param(["/sure 1 proven"], "proven", "", id="a word"),
        pytest.param(["/sure 1 proven wrong"], "wrong", "", id="two words"),
        pytest.param(["/sure 1", "2"], "tested", "", id="asked, by its number"),
        pytest.param(["/sure 1", "tested: 3 paid"], "tested", "3 paid", id="behind a colon"),
        pytest.param(["/sure 1", "3 of 5 paid", "2"], "tested", "3 of 5 paid", id="no choice"),
        pytest.param(["/sure 1", "11 of 20 paid", "2"], "tested", "11 of 20 paid", id="in turn"),
        pytest.param(["! 1 tested 3 paid"], "tested", "3 paid", id="behind the sign"),
        pytest.param(["sure 1 tested 3 paid", "1"], "tested", "3 paid", id="without a slash"),
        pytest.param(["sure 1 tested", "2", ENTER], "", "", id="without a slash, a note"),
        pytest.param(
            ["/sure 1", "3 of 5 paid", "tested 8 of 10"],
            "tested",
            "3 of 5 paid; 8 of 10",
            id="more",
        ),
        pytest.param(["/sure 1", "3 paid", "tested 3 paid"], "tested", "3 paid", id="twice"),
        pytest.param(["/sure 1", ENTER], "", "", id="left"),
        pytest.param(["/sure 1", "not sure"], "", "", id="not sure"),
        pytest.param(["/sure 1", "I'm not sure"], "", "", id="not sure, in a sentence"),
        pytest.param(["/sure 1", "yes", "proven"], "proven", "", id="no word of it"),
        pytest.param(["/sure 1", "help", "proven"], "proven", "", id="help"),
        pytest.param(["/sure 1", "?", ENTER, "proven"], "proven", "", id="help, read"),
        pytest.param(["/sure 1 tested", "/sure 1 guess"], "", "", id="a guess again"),
        pytest.param(["/sure 1 tested yes", "/sure 1 proven"], "proven", "yes", id="kept"),
    ],
)
def test_a_note_is_so_sure(lines: list[str], evidence: str, learned: str) -> None:
    note = channel(talk(SHOP, 4, *lines), "Shop")
    assert (note.evidence, note.learned) == (evidence, learned)


def test_who_has_read_the_help_is_still_asked_what_was_learned() -> None:
    note = channel(talk(SHOP, Learn("channels", "Shop"), "?", ENTER, "tested 3 paid"), "Shop")
    assert (note.evidence, note.learned) == ("tested", "3 paid")


@pytest.mark.parametrize(
    ("line", "learned"),
    [
        ("klopt niet", ""),
        ("klopt niet meer", ""),
        ("dat klopt niet", ""),
        ("Klopt niet meer: ze kopen online", "ze kopen online"),
        ("niet waar, ze bellen", "ze bellen"),
        ("not true any more", ""),
        ("that's not true, they phone", "they phone"),
    ],
)
@pytest.mark.parametrize("question", [Learn, Sure])
def test_what_is_not_so_is_wrong(question: type[Learn | Sure], line: str, learned: str) -> None:
    note = channel(talk(SHOP, question("channels", "Shop"), line, language="nl"), "Shop")
    assert (note.evidence, note.learned) == ("wrong", learned)


@pytest.mark.parametrize("line", ["klopt niet altijd", "klopt niet helemaal", "not quite right"])
def test_what_is_not_always_so_is_only_learned(line: str) -> None:
    asking = talk(SHOP, Learn("channels", "Shop"), line, language="nl")
    note = channel(asking, "Shop")
    assert (note.evidence, note.learned) == ("", line)
    assert asking.state.question == Sure("channels", "Shop")


def test_a_sign_on_an_empty_line_asks_it_of_the_last_note() -> None:
    said = talk(SHOP, 4, "!")
    assert said.state.question == Sure("channels", "Van")
    assert channel(talk(SHOP, 4, "!", "tested"), "Van").evidence == "tested"


@pytest.mark.parametrize("line", ["! tested", "!tested", "/sure tested", "! 2 tested", "!2"])
def test_without_a_number_it_is_the_last_note(line: str) -> None:
    said = talk(SHOP, 4, line, "tested")
    assert channel(said, "Van").evidence == "tested"


@pytest.mark.parametrize("line", ["! Mind the step", "Now!", "! In town, tested daily"])
def test_a_sign_before_other_words_is_part_of_a_note(line: str) -> None:
    assert talk(SHOP, 4, line).state.canvas.notes("channels")[-1].text == line


@pytest.mark.parametrize("language", ["en", "nl"])
def test_in_the_words_of_a_language(language: str) -> None:
    line = {"en": "/sure 2 proven yes", "nl": "/zeker 2 bewezen ja"}[language]
    said = told(opened(SHOP, pack(language), BY_KEY["channels"]), line)
    note = channel(said, "Van")
    assert (note.evidence, note.learned) == ("proven", line.rpartition(" ")[2])


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["guess", "tested", "proven", "proven wrong"]),
        ("nl", ["aanname", "getest", "bewezen", "klopt niet"]),
    ],
)
def test_the_choices_are_in_the_words_of_a_language(language: str, shown: list[str]) -> None:
    said = told(opened(SHOP, pack(language), BY_KEY["channels"]), "/sure 1")
    assert [each.shown for each in said.asked.choices] == shown


class TestOtherWords:
    def test_evidence_is_not_kept_in_silence_for_another_claim(self) -> None:
        said = talk(SHOP, 4, "/sure 2 proven", "/edit 2 Bakery at the station")
        assert said.state.question == Sure("channels", "Bakery at the station", "Van")
        left = talk(SHOP, 4, "/sure 2 proven", "/edit 2 Bakery at the station", "guess")
        assert channel(left, "Bakery at the station").evidence == ""

    @pytest.mark.parametrize(
        ("answer", "evidence"), [("no", ""), ("yes", "proven"), (ENTER, "proven")]
    )
    def test_yes_and_no_are_understood(self, answer: str, evidence: str) -> None:
        said = talk(SHOP, 4, "/sure 2 proven", "/edit 2 Bakery at the station", answer)
        note = channel(said, "Bakery at the station")
        assert (note.evidence, note.learned) == (evidence, "")

    def test_the_same_in_other_words_is_not_asked_about(self) -> None:
        said = talk(SHOP, 4, "/sure 2 proven", "/edit 2 The van")
        assert not isinstance(said.state.question, Sure)
        assert channel(said, "The van").evidence == "proven"


class TestAWalkAlongTheGuesses:
    def begun(self, *lines: str, number: int | None = None) -> Talk:
        return told(learning(SHOP, pack("en"), number), *lines)

    def test_it_asks_of_each_what_was_learned(self) -> None:
        assert self.begun().state.question == Learn("customer_segments", "Families")
        said = self.begun("tested 3 of 5 came back")
        assert said.state.question == Learn("customer_segments", "Hotels")
        note = find(said.state.canvas, "customer_segments", "Families")
        assert note
        assert (note.evidence, note.learned) == ("tested", "3 of 5 came back")

    def test_it_says_how_much_hangs_on_it_and_how_it_is_to_be_tested(self) -> None:
        note = Note("Families", test="Ask ten of them")
        begun = told(learning(canvas(s1=(note, "Hotels"), s4=SHOP.notes("channels")), pack("en")))
        assert begun.asked.points == ("1 note hangs on it", "To test: Ask ten of them")

    def test_what_does_not_say_how_sure_it_is_now_is_asked(self) -> None:
        said = self.begun("3 of 5 came back")
        assert said.state.question == Sure("customer_segments", "Families")

    def test_enter_goes_on_and_it_ends(self) -> None:
        said = self.begun(ENTER, ENTER, ENTER, ENTER)
        assert said.effect is Effect.FINISH
        assert said.state.canvas == SHOP

    def test_so_many_are_asked(self) -> None:
        begun = told(learning(SHOP, pack("en"), most=2))
        assert begun.asked.lead == "1 more after this one."
        said = told(learning(SHOP, pack("en"), most=2), ENTER, "tested 3 of 5 came back")
        assert said.effect is Effect.FINISH

    @pytest.mark.parametrize("sure", ["tested", "proven", "wrong"])
    def test_back_is_to_the_one_before_however_sure_that_is_now(self, sure: str) -> None:
        said = self.begun(f"{sure} 3 of 5 came back", "/back")
        assert said.state.question == Learn("customer_segments", "Families")
        assert "1 note hangs on it" in said.asked.points
        told_again = self.begun(f"{sure} 3 of 5 came back", "/back", "guess")
        note = find(told_again.state.canvas, "customer_segments", "Families")
        assert note
        assert note.evidence == ""
        assert told_again.state.question == Learn("customer_segments", "Hotels")

    def test_back_from_the_only_one_stays_there(self) -> None:
        said = told(learning(SHOP, pack("en"), 3), "/back")
        assert said.state.question == Learn("channels", "Shop")

    def test_a_number_asks_only_that_one(self) -> None:
        assert self.begun(number=3).state.question == Learn("channels", "Shop")
        assert self.begun(ENTER, number=3).effect is Effect.FINISH

    @pytest.mark.parametrize("number", [0, -1, 5])
    def test_a_number_of_none_is_refused(self, number: int) -> None:
        with pytest.raises(IndexError):
            learning(SHOP, pack("en"), number)
