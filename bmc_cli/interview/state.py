"""A conversation as a value: the canvas, the questions that are open, and what a reply makes of it.

``walk.turn(state, reply)`` returns the next state, what is to be saved, and what is to be said.
Nothing here asks, draws or saves: a front end is a loop around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from bmc_cli.interview.choosing import Choice
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.operations import Operation, apply

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


@dataclass(frozen=True, slots=True)
class Reply:
    """A line that was entered, or the half-typed ``text`` when a key gave a ``command``."""

    text: str
    command: str = ""


class Page(NamedTuple):
    """Something to read before the conversation goes on: parts with a title, or a drawing.

    ``draws`` is the key of a block to draw, "all" for the whole canvas.
    """

    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    draws: str = ""


class Asked(NamedTuple):
    """What a question shows: the question itself, what can be chosen, and what can be typed.

    ``points`` are read before it is answered, under the line ``lead``; ``draft`` is typed
    already.  ``has_notes``: the notes of the step stand below it; ``is_step``: lines are
    its notes.
    """

    question: str
    hint: str
    choices: tuple[Choice, ...] = ()
    lead: str = ""
    points: tuple[str, ...] = ()
    prompt: str = ">"
    draft: str = ""
    has_notes: bool = False
    is_step: bool = False
    page: Page | None = None


class Question(Protocol):
    """An open question.  ``key`` is the block that it is about, "" for none."""

    @property
    def key(self) -> str: ...

    def place(self, state: State) -> str:
        """Return the id of this question below that of its step, "" for the step's own notes."""

    def kept(self, state: State) -> Question | None:
        """Return the question as far as what it asks about is still there, None for not at all."""

    def asked(self, state: State) -> Asked:
        """Return what it shows."""

    def answered(self, state: State, text: str) -> Turn:
        """Return what the line ``text`` makes of ``state``; "" is Enter."""


@runtime_checkable
class Phase(Question, Protocol):
    """A whole part of the interview: what comes when it is answered is the walk's to say."""

    @property
    def is_phase(self) -> bool: ...


@runtime_checkable
class Naming(Question, Protocol):
    """A question that knows notes by their texts."""

    def renamed(self, text: str, others: Sequence[str]) -> Question:
        """Return the question when a note has other words, or became several."""


@runtime_checkable
class Doubted(Question, Protocol):
    """A question that lines may be said at that are no answer to it."""

    def meanings(self, state: State, text: str) -> Sequence[Option]:
        """Return what ``text`` may be."""


@runtime_checkable
class Chosen(Question, Protocol):
    """A question that is answered from a list."""

    def choices(self, state: State) -> Sequence[Choice]:
        """Return what can be chosen."""

    def taken(self, state: State, values: tuple[str, ...]) -> Turn:
        """Choose these."""


@runtime_checkable
class Noting(Question, Protocol):
    """A question at which lines are notes."""

    def noted(self, state: State, text: str) -> Turn:
        """Add the lines of ``text`` as notes."""


class Option(NamedTuple):
    """One way to settle a doubt: how it is chosen, and what it comes to."""

    choice: Choice
    taken: Taken


class Taken(Protocol):
    """What an option comes to, in the state that the doubt was about."""

    def __call__(self, state: State) -> Turn: ...


class Saving(NamedTuple):
    """A saving of this session: the questions that it answered, and what was said of it.

    ``pack`` has the words that were spoken before it.
    """

    questions: tuple[Question, ...]
    said: tuple[str, ...]
    step: int
    pack: Pack


class Effect(Enum):
    """What only the surroundings can do."""

    EDITOR = "editor"
    UNDO = "undo"
    LANGUAGE = "language"
    REDRAW = "redraw"
    FINISH = "finish"
    LEAVE = "leave"
    INTERRUPT = "interrupt"


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands.

    ``questions`` are those that are open, the last is asked; the first is a whole step.
    ``asks_back``: there is somebody who can be asked what was meant; a script cannot.
    ``single``: one block was opened on its own.  ``passed`` are the closing questions that
    were answered with none, or passed over, as "key/id"; ``come`` are the notes that came in
    this session, ``moved`` those that were carried to another block, as (key, text).
    ``helped``: help was just given, so Enter only goes on.  ``drafts`` are texts typed and not
    entered, by place; ``languages`` the codes and names of those that are spoken.
    """

    canvas: Canvas
    pack: Pack
    questions: tuple[Question, ...]
    asks_back: bool = True
    single: bool = False
    passed: frozenset[str] = frozenset()
    come: frozenset[tuple[str, str]] = frozenset()
    moved: frozenset[tuple[str, str]] = frozenset()
    savings: tuple[Saving, ...] = ()
    helped: bool = False
    drafts: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[tuple[str, str], ...] = ()

    @property
    def question(self) -> Question:
        """The question that is asked now."""
        return self.questions[-1]

    @property
    def step(self) -> int:
        """The number of the step that is open, 0 for none."""
        return BY_KEY[self.questions[0].key].number if self.questions[0].key else 0

    def asking(self, question: Question) -> State:
        """Return the state with one more question, to be answered first."""
        return replace(self, questions=(*self.questions, question))

    def answered(self) -> State:
        """Return the state without the question that was asked."""
        return replace(self, questions=self.questions[:-1])

    def instead(self, question: Question) -> State:
        """Return the state with another question in the place of the one that was asked."""
        return self.answered().asking(question)

    def passing(self, *ids: str) -> State:
        """Return the state that asks these closing questions no more."""
        return replace(self, passed=self.passed | set(ids))

    def say(self, name: str, /, **values: object) -> str:
        """Return a sentence of the interview."""
        return self.pack.say(f"interview.{name}", **values)


class Turn(NamedTuple):
    """What a reply makes of a state: the next, what is to be saved, and what is to be said.

    The canvas of ``state`` has the ``edits`` in it already; what was ``said`` is true once
    they are saved.  ``effect`` is for the surroundings to do, with ``argument``.
    """

    state: State
    edits: tuple[Operation, ...] = ()
    said: tuple[str, ...] = ()
    effect: Effect | None = None
    argument: str = ""
    again: Reply | None = None
    is_told: bool = False

    def then(self, more: Turn) -> Turn:
        """Return this turn followed by ``more``, which began where this one ends."""
        return more._replace(
            edits=(*self.edits, *more.edits),
            said=(*self.said, *more.said),
            effect=more.effect or self.effect,
            is_told=self.is_told or more.is_told,
        )


def saved(state: State, *operations: Operation, said: str = "") -> Turn:
    """Return the turn that does ``operations``.  Raises ``Refused`` and ``NoteGone``."""
    after = replace(state, canvas=apply(state.canvas, operations).canvas)
    return Turn(after, operations, (said,) if said else ())


def explained(state: State, said: str) -> Turn:
    """Return the turn that gives help with the question; Enter behind it answers nothing yet."""
    return Turn(replace(state, helped=state.asks_back), said=(said,))


def told(state: State, said: str) -> Turn:
    """Return the turn that only says something, and asks again."""
    return Turn(state, said=(said,), is_told=True)


_ESCAPED = {"%": "%25", "/": "%2F", "\n": "%0A"}


def escaped(text: str) -> str:
    """Return ``text`` as a part of an id, between two strokes."""
    for sign, code in _ESCAPED.items():
        text = text.replace(sign, code)
    return text


def unescaped(text: str) -> str:
    """Return the text that ``escaped`` made a part of an id of."""
    for sign, code in reversed(_ESCAPED.items()):
        text = text.replace(code, sign)
    return text
