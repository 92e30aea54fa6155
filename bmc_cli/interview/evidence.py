"""How sure a note is: what was tested, and what came out of it (the form's closing word)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.command_words import said_as_command
from bmc_cli.interview.noting import added_to
from bmc_cli.interview.options import place_in
from bmc_cli.interview.senses import Sense, says_nothing, sense_of
from bmc_cli.interview.series import Series
from bmc_cli.interview.state import Asked, Question, State, Turn, explained, saved
from bmc_cli.interview.vocabulary import phrases
from bmc_cli.method.evidence import Guess, guesses, weighed
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import find, numbered
from bmc_cli.model.fields import BY_NAME, EVIDENCE, Note
from bmc_cli.model.operations import Change
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.choices import called, split_off

_EVIDENCE = BY_NAME["evidence"]


def judged(state: State, key: str, note: Note, sure: str, learned: str = "") -> Turn:
    """Say of a note how sure it is ("" for a guess), and what was learned, if anything was."""
    more = clean(learned).strip()
    known = note.learned if more in note.learned else added_to(note.learned, more)
    new = replace(note, evidence=sure, learned=known)
    names = {"note": one_line(note.text), "sure": called(_EVIDENCE, sure, state.pack)}
    said = (
        state.say("sure_learned", **names, text=one_line(learned).strip())
        if learned.strip()
        else state.say("sure_set", **names)
    )
    return saved(state, Change(key, note, new), said=said) if new != note else Turn(state)


def judged_in(text: str, state: State) -> tuple[str | None, str]:
    """Return how sure a line says that a note is, None where it does not, and what was learned."""
    words = text.split()
    for name, sure in (("hedged", None), ("wrong", "wrong")):
        for phrase in phrases(name):
            count = len(phrase.split())
            if folded(" ".join(words[:count])).rstrip(",.:;!") == phrase:
                return sure, " ".join(words[count:]) if sure else text
    return split_off(_EVIDENCE, text, state.pack)


class Sure(NamedTuple):
    """How sure a note is.  ``old`` are the words that it was so sure in, "" for the same ones."""

    key: str
    text: str
    old: str = ""

    def place(self, state: State) -> str:
        return f"sure/{place_in(state, self.key, self.text)}"

    def kept(self, state: State) -> Question | None:
        return self if find(state.canvas, self.key, self.text) else None

    def asked(self, state: State) -> Asked:
        note = find(state.canvas, self.key, self.text)
        sure = called(_EVIDENCE, note.evidence if note else "", state.pack)
        names = {"note": one_line(self.text), "old": one_line(self.old), "sure": sure}
        question = state.say("sure_reworded" if self.old else "sure_ask", **names)
        choices = tuple(
            Choice(
                str(at),
                called(_EVIDENCE, each, state.pack),
                each,
                hint=state.say(f"sure_is_{each}"),
            )
            for at, each in enumerate(EVIDENCE, 1)
        )
        return Asked(question, state.say("sure_hint"), choices)

    def answered(self, state: State, text: str) -> Turn:
        note, sense = find(state.canvas, self.key, self.text), sense_of(text)
        if note is not None and self.old and sense is Sense.NOBODY:
            return judged(state.answered(), self.key, note, "")
        if note is None or says_nothing(text) or (self.old and sense):
            return Turn(state.answered())
        if sense:
            return explained(state, state.say("help_sure"))
        number = numbered(text, EVIDENCE)  # alone: "3 of 5 came back" is what was learned
        sure, learned = judged_in(number or text, state)
        if sure is not None:
            return judged(state.answered(), self.key, note, sure, learned)
        return judged(state, self.key, note, note.evidence, text)


class Learn(NamedTuple):
    """What was learned about a note; if that does not say how sure it is now, that is asked."""

    key: str
    text: str

    def place(self, state: State) -> str:
        return f"learn/{place_in(state, self.key, self.text)}"

    def kept(self, state: State) -> Question | None:
        return self if find(state.canvas, self.key, self.text) else None

    def asked(self, state: State) -> Asked:
        note = find(state.canvas, self.key, self.text)
        question = state.say("sure_learn", note=one_line(self.text))
        points = tuple(
            state.pack.count("test.hanging", each.hanging)
            for each in weighed(state.canvas)
            if (each.spot[0], each.note) == (self.key, note)
        )
        if note and note.test:
            points += (state.pack.say("test.way", test=one_line(note.test)),)
        return Asked(question, state.say("sure_learn_hint"), points=points)

    def answered(self, state: State, text: str) -> Turn:
        note = find(state.canvas, self.key, self.text)
        if note is None or says_nothing(text):
            return Turn(state.answered())
        sure, learned = judged_in(text, state)
        if sure is not None:
            return judged(state.answered(), self.key, note, sure, learned)
        is_command = said_as_command(text, state.pack, has_words=False)[0]
        if sense_of(text) or is_command:  # "weg" is nothing that anybody learned
            return explained(state, state.say("help_learn"))
        turn = judged(state.answered(), self.key, note, note.evidence, text)
        return turn._replace(state=turn.state.asking(Sure(self.key, self.text)))


@dataclass(frozen=True, slots=True)
class Testing(Series[Guess]):
    """The guesses on a canvas, the first to test first."""

    def place(self, _state: State) -> str:
        return "test"

    def ended(self, state: State) -> str:
        return state.pack.say("test.done")

    def points(self, state: State) -> list[Guess]:
        return guesses(state.canvas)

    def askable(self, state: State) -> list[Guess]:
        return weighed(state.canvas)  # what is proven by now may have been a slip

    def identity(self, point: Guess, state: State) -> str:
        return f"{point.spot[0]}|{point.note.text}"

    def question(self, point: Guess, state: State) -> Question:
        return Learn(point.spot[0], point.note.text)
