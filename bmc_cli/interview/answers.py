"""What an answer comes to where there is something to choose: one way for every such question.

People answer in their own words.  What is clear is taken; what fits several, or is not on the
list, is asked about; what is no choice at all is never taken for something else: its writer
says what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from bmc_cli.interview.doubts import NOTE, Which, Word, doubted
from bmc_cli.interview.senses import Sense
from bmc_cli.interview.state import Chosen, Reply, State, Turn, explained, told
from bmc_cli.interview.understanding import Absent, Answer, Foreign, Unclear, understand


class Choosing(Chosen, Protocol):
    """A question that is answered from a list, in whatever words."""

    @property
    def help(self) -> str:
        """Return the name of the sentence that says how to answer."""

    def left(self, state: State) -> Turn:
        """Leave what is set: Enter, or "not sure yet"."""

    def none(self, state: State) -> Turn:
        """Choose nothing."""

    def every(self, state: State) -> Turn:
        """Choose all that there is."""

    def agreed(self, state: State) -> Turn:
        """Take a bare "yes"."""

    def unknown(self, state: State, text: str) -> Turn:
        """Take words that name no choice."""


@runtime_checkable
class Repeating(Protocol):
    """A question that is asked of one note after the other."""

    def before(self, state: State) -> tuple[str, ...]:
        """Return what was chosen for the nearest note before that has any."""


def which_of(state: State) -> Turn:
    """Return the turn that asks which one, of somebody who only said yes."""
    return told(state, state.say("closing_which"))


def as_before(question: Choosing, state: State) -> Turn:
    """Return the turn that chooses as for the note before, or asks what where none is known."""
    values = question.before(state) if isinstance(question, Repeating) else ()
    return question.taken(state, values) if values else which_of(state)


_KNOWN_BELOW = {"", NOTE, "move"}
"""What the question itself asks about better: in which step its own note belongs, for one."""

_SAID_ALONE: Mapping[Sense, Callable[[Choosing, State], Turn]] = {
    Sense.HELP: lambda question, state: explained(state, state.say(question.help)),
    Sense.SHOW: lambda _, state: Turn(state, again=Reply("", "canvas")),
    Sense.NOBODY: lambda question, state: question.none(state),
    Sense.EVERYONE: lambda question, state: question.every(state),
    Sense.YES: lambda question, state: question.agreed(state),
    Sense.AGAIN: as_before,
    Sense.UNSURE: lambda question, state: question.left(state),
    Sense.DONE: lambda question, state: question.left(state),
}


def answered(question: Choosing, state: State, text: str) -> Turn:
    """Return what the line ``text`` comes to as an answer to ``question``."""
    if not text.strip():
        return question.left(state)
    choices = question.choices(state)
    answer = understand(text, choices)
    if answer.sense is not Sense.CHOICE:
        return _SAID_ALONE[answer.sense](question, state)
    if answer.first(Absent):
        labels = f"{choices[0].label}-{choices[-1].label}"
        return told(state, state.say("no_choice", labels=labels))
    return _chosen(question, state, text, answer)


def _chosen(question: Choosing, state: State, text: str, answer: Answer) -> Turn:
    unclear = answer.first(Unclear)
    if answer.first(Foreign) and state.asks_back and text.strip().endswith("?"):
        return Turn(state.asking(Word(text.strip(), "", question.key)))
    doubt = doubted(state, question.key, text) if state.asks_back else None
    if answer.first(Foreign) and doubt and doubt.command not in _KNOWN_BELOW:
        return Turn(state.asking(doubt))
    if answer.first(Foreign) or (unclear and not state.asks_back):
        return question.unknown(state, text)
    if isinstance(unclear, Unclear):
        which = Which(text, unclear.word, unclear.choices, question.key)
        return Turn(state.asking(which))
    return question.taken(state, answer.chosen(question.choices(state)))
