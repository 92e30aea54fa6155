"""A conversation as a value: a canvas, the questions that are open, replies, and what they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bmc_cli.interview.places import place_of
from bmc_cli.interview.state import Asked, Effect, Phase, Question, Reply, State, Turn
from bmc_cli.interview.steps import Notes
from bmc_cli.interview.walk import asked, turn
from bmc_cli.model.canvas import BLOCKS, Canvas, find
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Operation
from tests.packs import pack

Texts = Sequence[str | Note]
ENTER = ""
KEYS: Mapping[str, str] = {str(block.number): block.key for block in BLOCKS}
"""The keys of the blocks by their steps."""

SEGMENTS = ("Families", "Hotels", "Schools")


def canvas(**steps: Texts) -> Canvas:
    """Return a canvas with these notes, each step as ``s1=("Families", "Hotels")``."""
    return Canvas(
        title="Bakery",
        blocks={
            KEYS[step[1:]]: tuple(note if isinstance(note, Note) else Note(note) for note in texts)
            for step, texts in steps.items()
        },
    )


class Talk(NamedTuple):
    """A conversation so far: the turns that the replies made, the last is where it stands."""

    turns: tuple[Turn, ...]

    @property
    def state(self) -> State:
        return self.turns[-1].state

    @property
    def said(self) -> tuple[str, ...]:
        """What was said of the last reply."""
        return self.turns[-1].said

    @property
    def edits(self) -> tuple[Operation, ...]:
        """What the last reply is to have saved."""
        return self.turns[-1].edits

    @property
    def effect(self) -> Effect | None:
        return self.turns[-1].effect

    @property
    def place(self) -> str:
        """The id of the question that is asked now."""
        return place_of(self.state)

    @property
    def places(self) -> list[str]:
        """The ids of the questions that were asked, in order."""
        return [place_of(each.state) for each in self.turns]

    @property
    def asked(self) -> Asked:
        """What is shown now."""
        return asked(self.state)

    @property
    def canvas(self) -> Canvas:
        return self.state.canvas

    def texts(self, step: int) -> list[str]:
        """The texts of the notes of a step."""
        return [note.text for note in self.canvas.notes(KEYS[str(step)])]

    def note(self, step: int, text: str) -> Note:
        """The note of a step that has this text."""
        found = find(self.canvas, KEYS[str(step)], text)
        assert found is not None, self.texts(step)
        return found

    def say(self, name: str, /, **values: object) -> str:
        """A sentence of the interview, in the words that are spoken now."""
        return self.state.say(name, **values)

    def then(self, *replies: str | Reply) -> Talk:
        """Return the conversation after more replies."""
        turns = list(self.turns)
        for reply in replies:
            turns.append(turn(turns[-1].state, Reply(reply) if isinstance(reply, str) else reply))
        return Talk(tuple(turns))


def told(begun: Turn, *replies: str | Reply) -> Talk:
    """Return what ``replies`` make of the turn that a conversation began with."""
    return Talk((begun,)).then(*replies)


def talk(canvas: Canvas, question: Question | int, *replies: str | Reply, **state: object) -> Talk:
    """Return what ``replies`` make of a canvas where ``question`` is asked.

    A number is the notes of that step.  ``state`` are other fields of the state.
    """
    asking = Notes(KEYS[str(question)]) if isinstance(question, int) else question
    words = pack(str(state.pop("language", "en")))
    base = (asking,) if isinstance(asking, Phase) else (Notes(asking.key), asking)
    opened = State(canvas, words, base, **state)  # type: ignore[arg-type]
    return Talk((Turn(opened),)).then(*replies)


def key(name: str, text: str = "") -> Reply:
    """A key that is pressed with ``text`` in the line."""
    return Reply(text, name)
