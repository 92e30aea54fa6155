"""Adding notes, and asking about them: whom or what each is for, and of which kind it is.

From a script nothing is asked back: words that name no choice are the next note.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from bmc_cli.interview.answers import answered, which_of
from bmc_cli.interview.carrying import WhichStep, carried
from bmc_cli.interview.choosing import Choice, kind_choices, link_choices
from bmc_cli.interview.doubts import Like, Several, What
from bmc_cli.interview.noting import added_to, is_same, like, texts_in, typed
from bmc_cli.interview.options import by_number, place_in
from bmc_cli.interview.state import Asked, Option, Question, State, Turn, saved, told
from bmc_cli.method.finding import PARTNERS
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BLOCKS, NAMED, Block, find
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.ideas import is_long, parts_of
from bmc_cli.model.links import SEGMENTS, letter
from bmc_cli.model.operations import Add, Change
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import block_title, every_target, joined

SERVES_SEGMENTS = {block.key for block in BLOCKS if SEGMENTS in block.targets}
_ENDING = 2  # letters that make one of several


# -- adding


def add_notes(state: State, key: str, text: str, *, like_note: Note | None = None) -> Turn:
    """Add a note for each line of ``text``, and ask what is to be asked about them.

    ``like_note`` has what they are said to be besides: for later, of a kind, for somebody.
    """
    turn, new = Turn(state), []
    for line in texts_in(text):
        note = typed(turn.state.canvas, key, line)
        if is_same(note.text, turn.state.canvas.notes(key)):
            turn = turn.then(told(turn.state, state.say("note_twice", text=one_line(note.text))))
            continue
        made = replace(like_note or Note(""), text=note.text)
        made = replace(made, links=note.links or made.links)
        turn = turn.then(saved(turn.state, Add(key, made), said=_said_of(turn.state, key, made)))
        new.append(made)
    if not new and not turn.said:
        return told(state, state.pack.say("errors.empty_note"))
    come = turn.state.come | {(key, note.text) for note in new}
    return turn._replace(state=_asking_about(replace(turn.state, come=come), key, new))


def _said_of(state: State, key: str, note: Note) -> str:
    """Return the sentence that says that a note is saved, and for whom if it came with that."""
    at = len(state.canvas.notes(key))
    number = letter(at) if key == SEGMENTS else str(at + 1)
    said = state.say(
        "saved_later" if note.later else "saved", n=number, text=one_line(note.text).rstrip(".")
    )
    if note.links:
        said += f" {linked(state, key, note)}"
    return f"{said} {state.say('long_note', n=number)}" if is_long(note.text) else said


def _asking_about(state: State, key: str, new: Sequence[Note]) -> State:
    """Return the state with the questions about new notes: for whom, and what is odd about one."""
    later = [note.text for note in new if not note.links and not note.later]
    if later and len(link_choices(state.canvas, key)) > 1:  # of one there is nothing to choose
        state = state.asking(For(key, tuple(later)))
    if len(new) != 1 or not state.asks_back:
        return state
    (note,) = new
    others = [each for each in state.canvas.notes(key) if each != note]
    if parts := parts_of(note.text):
        return state.asking(Several(key, note.text, parts))
    if other := like(note.text, others):
        return state.asking(Like(key, note.text, other.text))
    return state


# -- asking


@dataclass(frozen=True, slots=True)
class _OfANote(ABC):
    """What a note of block ``key`` has of a list; it is the first of ``texts``.

    ``field`` is where it stands in the note.
    """

    field: ClassVar[str]

    key: str
    texts: tuple[str, ...]

    @abstractmethod
    def next(self, state: State) -> State:
        """Return the state that asks about the next note, or nothing more."""

    @abstractmethod
    def told(self, state: State, note: Note) -> str:
        """Return the sentence that says what the note has now."""

    @property
    def sort(self) -> str:
        """What is listed, in the names of the sentences about it."""
        return self.field

    @property
    def help(self) -> str:
        return f"help_{self.sort}"

    def note(self, state: State) -> Note | None:
        """Return the note that is asked about, None when it is gone."""
        return find(state.canvas, self.key, self.texts[0])

    def left(self, state: State) -> Turn:
        return Turn(self.next(state))

    def none(self, state: State) -> Turn:
        return self.taken(state, ())

    def agreed(self, state: State) -> Turn:
        return which_of(state)

    def before(self, state: State) -> tuple[str, ...]:
        """Return what the nearest note before that has any has, as far as this one can have it."""
        notes = state.canvas.notes(self.key)
        at = next((at for at, note in enumerate(notes) if note.text == self.texts[0]), 0)
        had = (getattr(note, self.field) for note in reversed(notes[:at]))
        return next((values for values in had if values), ())

    def taken(self, state: State, values: tuple[str, ...]) -> Turn:
        """Let the note have these, and say what it has now."""
        note = self.note(state)
        if note is None:
            return Turn(self.next(state))
        new = replace(note, **{self.field: values})  # type: ignore[arg-type]  # both are texts
        turn = saved(state, Change(self.key, note, new), said=self.told(state, new))
        return turn._replace(state=self.next(turn.state))

    def detailed(self, state: State, text: str) -> Turn:
        """Put words below the note, and ask what was asked once more."""
        note = self.note(state)
        assert note
        new = replace(note, detail=added_to(note.detail, text))
        names = {"note": one_line(note.text), "text": one_line(new.detail)}
        return saved(state, Change(self.key, note, new), said=state.say("detailed", **names))


@dataclass(frozen=True, slots=True)
class For(_OfANote):
    """Whom or what a note is for.  The first of ``texts`` is asked about, then the others."""

    field: ClassVar = "links"

    @property
    def sort(self) -> str:
        return "segments" if self.key in SERVES_SEGMENTS else "links"

    def place(self, state: State) -> str:
        return "for/" + ",".join(place_in(state, self.key, text) for text in self.texts)

    def kept(self, state: State) -> Question | None:
        there = tuple(text for text in self.texts if find(state.canvas, self.key, text))
        return replace(self, texts=there) if there and self.choices(state) else None

    def renamed(self, text: str, others: Sequence[str]) -> For:
        at = self.texts.index(text) if text in self.texts else len(self.texts)
        return replace(self, texts=(*self.texts[:at], *others, *self.texts[at + 1 :]))

    def choices(self, state: State) -> Sequence[Choice]:
        return link_choices(state.canvas, self.key)

    def next(self, state: State) -> State:
        left = replace(self, texts=self.texts[1:])
        return state.instead(left) if left.texts else state.answered()

    def asked(self, state: State) -> Asked:
        note = self.note(state)
        name = one_line(self.texts[0])
        # What a partner does for us is often said, not chosen (step 8).
        again = bool(self.key == PARTNERS and note and note.detail)
        question = state.pack.say(f"links.{'again' if again else self.key}", note=name)
        if note and note.links:
            question += f" ({state.say('set_now', names=names_of(state, self.key, note))})"
        hint = state.say(f"which_{self.sort}")
        return Asked(question, hint, tuple(self.choices(state)), prompt=state.say("for_prompt"))

    def told(self, state: State, note: Note) -> str:
        return linked(state, self.key, note)

    def answered(self, state: State, text: str) -> Turn:
        if "\n" in text:  # a pasted list
            return self.new(state, text)
        return answered(self, state, text)

    def every(self, state: State) -> Turn:
        return self.taken(state, EVERY_TARGET)

    def unknown(self, state: State, text: str) -> Turn:
        """Return what words come to that name no choice; from a script they are the next note."""
        if not state.asks_back:
            return _added_below(state, self.key, text)
        meant = block_named_in(text, but=self.key)
        note = self.note(state)
        if self.key == PARTNERS and not meant and note and not note.detail:
            return self.detailed(state, text)
        return Turn(state.asking(What(text.strip(), self.key)))

    def meanings(self, state: State, text: str) -> list[Option]:
        """Return what ``text``, which names no choice, may be."""
        note = one_line(self.texts[0])
        go = partial(_which_step, key=self.key, text=self.texts[0])
        options = [
            (state.say("what_new"), partial(self.new, text=text)),
            (state.say("what_more", note=note), partial(self.detailed, text=text)),
            (state.say("what_elsewhere", note=note), go),
        ]
        if meant := block_named_in(text, but=self.key):
            said = state.say("what_move", note=note, block=block_title(meant.key, state.pack))
            options[2] = (said, partial(self.carried, to=meant.key))
            options = [options[2], *options[:2]]
        return by_number(*options)

    def new(self, state: State, text: str) -> Turn:
        """Add ``text`` as a note, and ask about it after those that are asked about already."""
        below = state.answered()
        turn = add_notes(below, self.key, text)
        at = len(below.questions)
        under, over = turn.state.questions[:at], turn.state.questions[at:]
        more = [each for q in over if isinstance(q, For) for each in q.texts]
        queue = replace(self, texts=(*self.texts, *more))
        others = (q for q in over if not isinstance(q, For))
        return turn._replace(state=replace(turn.state, questions=(*under, queue, *others)))

    def carried(self, state: State, to: str) -> Turn:
        return carried(self.next(state), self.key, self.texts[:1], to)


@dataclass(frozen=True, slots=True)
class Kind(_OfANote):
    """Of which kinds a note is.  ``among`` are those it may be; () is all of its block."""

    field: ClassVar = "kinds"

    among: tuple[str, ...] = ()

    def place(self, state: State) -> str:
        return f"kind/{place_in(state, self.key, self.texts[0])}"

    def kept(self, state: State) -> Question | None:
        return self if self.note(state) is not None and self.choices(state) else None

    def renamed(self, text: str, others: Sequence[str]) -> Kind:
        return replace(self, texts=tuple(others[:1])) if text in self.texts else self

    def choices(self, state: State) -> Sequence[Choice]:
        listed = kind_choices(state.pack, self.key)
        return [each for each in listed if not self.among or each.value in self.among]

    def next(self, state: State) -> State:
        return state.answered()

    def asked(self, state: State) -> Asked:
        question = state.pack.say(f"kinds.{self.key}", note=one_line(self.texts[0]))
        note = self.note(state)
        if note and note.kinds:
            question += f" ({state.say('set_now', names=kinds_of(state, self.key, note))})"
        listed = tuple(self.choices(state))
        return Asked(question, state.say("which_kinds"), listed, prompt=state.say("kind_prompt"))

    def told(self, state: State, note: Note) -> str:
        return of_kind(state, self.key, note)

    def answered(self, state: State, text: str) -> Turn:
        if "\n" in text:  # a pasted list
            return _added_below(state, self.key, text)
        return answered(self, state, text)

    def every(self, state: State) -> Turn:
        return self.taken(state, tuple(each.value for each in self.choices(state)))

    def unknown(self, state: State, text: str) -> Turn:
        if not state.asks_back:
            return _added_below(state, self.key, text)
        return Turn(state.asking(What(text.strip(), self.key)))

    def meanings(self, state: State, text: str) -> list[Option]:
        note = one_line(self.texts[0])
        add = partial(_added_below, key=self.key, text=text)
        return by_number(
            (state.say("what_new"), add),
            (state.say("what_more", note=note), partial(self.detailed, text=text)),
        )


def _added_below(state: State, key: str, text: str) -> Turn:
    return add_notes(state.answered(), key, text)


def _which_step(state: State, key: str, text: str) -> Turn:
    return Turn(state.asking(WhichStep(key, text)))


def linked(state: State, key: str, note: Note) -> str:
    """Return the sentence that says what a note is for."""
    name = one_line(note.text)
    if not note.links:
        return state.say("no_longer_links", note=name)
    sort = "segments" if key in SERVES_SEGMENTS else "links"
    return state.say(f"linked_{sort}", note=name, names=names_of(state, key, note))


def names_of(state: State, key: str, note: Note) -> str:
    """Return what a note is for, as people list it."""
    every = [every_target(key, state.pack)]
    names = every if note.links == EVERY_TARGET else [one_line(link) for link in note.links]
    return joined(names, state.pack)


def of_kind(state: State, key: str, note: Note) -> str:
    """Return the sentence that says of which kinds a note is."""
    name = one_line(note.text)
    if not note.kinds:
        return state.say("no_longer_kinds", note=name)
    return state.say("of_kind", note=name, kinds=kinds_of(state, key, note))


def kinds_of(state: State, key: str, note: Note) -> str:
    """Return of which kinds a note is, as people list them."""
    known = state.pack.blocks[key].kinds
    kinds = [known[each].label if each in known else one_line(each) for each in note.kinds]
    return joined(kinds, state.pack)


def block_named_in(text: str, but: str) -> Block | None:
    """Return the one block, other than ``but``, that a word of ``text`` is the name of.

    "oeps dat is een partner" names the partners.
    """
    found = {
        block
        for word in re.findall(r"\w{4,}", folded(text))
        for name, block in NAMED.items()
        if name == word or (name.startswith(word) and len(name) - len(word) <= _ENDING)
    }
    others = [block for block in found if block.key != but]
    return others[0] if len(others) == 1 else None
