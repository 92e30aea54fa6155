"""Looking ahead: what the notes of a step will become, and what is to come.

What is said of a note is its outlook; all else is asked about once: a note for later, one for
now, or more about a note.  The questions are the form's (steps 1, 2, 4, 5, 7 and 8).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from bmc_cli.interview.choosing import Choice, own_choices
from bmc_cli.interview.doubts import What, doubted
from bmc_cli.interview.links import add_notes
from bmc_cli.interview.noting import added_to
from bmc_cli.interview.senses import Sense, says_nothing, sense_of
from bmc_cli.interview.state import Asked, Option, Question, State, Turn, explained, saved
from bmc_cli.interview.vocabulary import phrases
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import find, numbered
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Change
from bmc_cli.plain_text import one_line

_TELLING = 4  # letters of a word that names a note
_ENGLISH_WORDS = {"a", "i"}  # letters of segments, and words that a sentence begins with


class Ahead(NamedTuple):
    """The look-ahead question of block ``key``.  ``said``: something was answered already.

    ``how`` asks what somebody meant who only said yes.
    """

    key: str
    said: bool = False
    how: bool = False

    @property
    def is_phase(self) -> bool:
        return True

    def place(self, _state: State) -> str:
        return "ahead"

    def kept(self, _state: State) -> Question | None:
        return self

    def asked(self, state: State) -> Asked:
        ahead = state.pack.blocks[self.key].ahead
        question = state.say("ahead_more") if self.said else ahead
        if self.how:
            question = state.say("ahead_how")
        onward = "hint_ahead_single" if state.single else "hint_ahead"
        return Asked(
            f"{state.say('look_ahead')} {question}",
            state.say(onward),
            lead=ahead if question != ahead else "",
            prompt=state.say("prompt_later"),
            has_notes=True,
        )

    def answered(self, state: State, text: str) -> Turn:
        if says_nothing(text):
            return Turn(state.answered())
        sense = sense_of(text)
        if sense is Sense.HELP:
            return explained(state, state.say("help_ahead"))
        if sense is Sense.YES:
            return Turn(state.answered() if self.how else state.instead(self._replace(how=True)))
        return self.expected(state, text)

    def expected(self, state: State, text: str) -> Turn:
        """Return what a line comes to that says what is to come."""
        if about := self.about(state, text) if "\n" not in text else None:
            return self.outlook(state, about)
        if "\n" in text or not state.asks_back:
            return self.more(self.noted(state, text))
        if doubt := doubted(state, self.key, text):
            return Turn(state.asking(doubt))
        return Turn(state.asking(What(text.strip(), self.key)))

    def more(self, turn: Turn) -> Turn:
        """Return the turn with the question whether there is more, in the place of this one."""
        found = [
            self._replace(said=True, how=False) if each == self else each
            for each in turn.state.questions
        ]
        return turn._replace(state=replace(turn.state, questions=tuple(found)))

    def noted(self, state: State, text: str) -> Turn:
        """Add ``text`` as notes for later."""
        return add_notes(state, self.key, text, like_note=Note("", later=True))

    # -- of a note that is there

    def about(self, state: State, text: str) -> tuple[Note, str] | None:
        """Return the note that a line says something of, and what it says; None for no note.

        From a script only a label names a note; it cannot be told what its words were taken for.
        """
        labels = {choice.label.lower(): choice for choice in own_choices(state.canvas, self.key)}
        label, _, rest = text.partition(":")
        choice = labels.get(label.strip().lower()) or numbered(label.strip(), [*labels.values()])
        if choice is None:
            label, _, rest = text.strip().partition(" ")
            is_word = state.pack.language == "en" and label.lower() in _ENGLISH_WORDS
            choice = None if is_word or not self.changes(state, rest) else labels.get(label.lower())
        if choice and rest.strip():
            return self._named(state, choice.value, rest)
        return self.by_word(state, text) if state.asks_back else None

    def by_word(self, state: State, text: str) -> tuple[Note, str] | None:
        """Return the one note that has a word of ``text`` in its name."""
        telling = set(re.findall(rf"\w{{{_TELLING},}}", folded(text))) - set(phrases("common"))
        notes = state.canvas.notes(self.key)
        named = [note for note in notes if telling & set(re.findall(r"\w+", folded(note.text)))]
        if len(named) != 1 or not self.changes(state, text):
            return None
        return named[0], _without_name(text, named[0].text)

    def changes(self, state: State, text: str) -> bool:
        """Whether a word of ``text`` says that something changes."""
        known = {folded(word) for word in state.pack.changes}
        return bool(known & set(re.findall(r"\w+", folded(text))))

    def _named(self, state: State, name: str, said: str) -> tuple[Note, str] | None:
        note = find(state.canvas, self.key, name)
        return (note, said.strip()) if note else None

    def outlook(self, state: State, about: tuple[Note, str]) -> Turn:
        """Write down what becomes of a note."""
        note, said = about
        new = replace(note, outlook=added_to(note.outlook, said))
        names = {"note": one_line(note.text), "text": one_line(new.outlook)}
        turn = saved(state, Change(self.key, note, new), said=state.say("outlook_set", **names))
        return self.more(turn)

    # -- what is no word about a note

    def meanings(self, state: State, text: str) -> list[Option]:
        later, now = state.say("what_later"), state.say("what_now")
        notes = [
            Option(
                choice._replace(shown=state.say("what_belongs", note=choice.shown)),
                partial(self._about, name=choice.value, text=text),
            )
            for choice in own_choices(state.canvas, self.key)
        ]
        return [
            Option(Choice("+", later, later), partial(self._later, text=text)),
            Option(Choice(state.say("what_now_label"), now, now), partial(self._now, text=text)),
            *notes,
        ]

    def _later(self, state: State, text: str) -> Turn:
        return self.more(self.noted(state, text))

    def _now(self, state: State, text: str) -> Turn:
        return self.more(add_notes(state, self.key, text))

    def _about(self, state: State, name: str, text: str) -> Turn:
        about = self._named(state, name, text)
        return self.outlook(state, about) if about else Turn(state)


def _without_name(text: str, name: str) -> str:
    """Return ``text`` without the words of ``name`` that it begins with."""
    named = set(re.findall(r"\w+", folded(name)))
    words = text.split()
    while len(words) > 1 and folded(words[0]).strip(".,;:") in named:
        words.pop(0)
    return " ".join(words)
