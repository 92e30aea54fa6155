"""The closing questions of a step: what nothing serves yet, and what the notes are, all at once.

They come from the pack (``ask`` and ``gap``), and only those are asked that still have no
answer: no note has the kind, nothing serves the target.  Enter at the first passes over all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bmc_cli.interview.answers import answered, which_of
from bmc_cli.interview.choosing import Choice, link_choices, own_choices
from bmc_cli.interview.doubts import What, doubted
from bmc_cli.interview.links import For, Kind, add_notes, of_kind
from bmc_cli.interview.options import by_number
from bmc_cli.interview.state import Asked, Option, Question, State, Turn, escaped, saved
from bmc_cli.model.alike import composed, folded
from bmc_cli.model.canvas import BY_KEY, find
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import SEGMENTS
from bmc_cli.model.operations import Change
from bmc_cli.plain_text import one_line
from bmc_cli.words.pack_shape import MARKS
from bmc_cli.words.packs import joined, quoted

if TYPE_CHECKING:
    from bmc_cli.words.packs import Ask

SORTS = "sorts"
"""The id of the question that proposes the kinds that words of the notes say."""


def ask_id(ask: Ask) -> str:
    """Return the id of a question of the pack: its mark or its kind, which may be any word.

    A kind that is written as another id is has a sign before it that is never first in a kind.
    """
    kind = escaped(ask.kind)
    return f"%{kind}" if kind in {SORTS, *MARKS} else kind or ask.mark


def plan(state: State, key: str) -> tuple[str, ...]:
    """Return the ids of the closing questions that block ``key`` still has, in their order.

    "gap/2" is what serves the second target, "awareness" which notes have that kind, "later"
    which have the mark, "sorts" the kinds that words of notes say, "new/3" what note 3 is.
    """
    if not state.canvas.notes(key):
        return ()
    ids = (*_gaps(state, key), *_asks(state, key), *_sorts(state, key), *_new(state, key))
    return tuple(each for each in ids if f"{key}/{each}" not in state.passed)


def _today(state: State, key: str) -> list[Note]:
    """Return the notes of a block that are there today."""
    return [note for note in state.canvas.notes(key) if not note.later]


def _gaps(state: State, key: str) -> Iterator[str]:
    """Yield a question for each note of the first target block that nothing here is for."""
    targets = BY_KEY[key].targets
    served = state.canvas.notes(targets[0]) if targets else ()
    if not state.pack.blocks[key].gap or len(served) < 2:  # of one, everything is for that one
        return
    notes = state.canvas.notes(key)
    linked = {composed(name) for note in notes for name in note.links}
    if EVERY_TARGET[0] in linked:
        return
    for at, target in enumerate(served, 1):
        if not target.later and composed(target.text) not in linked:
            yield f"gap/{at}"


def _asks(state: State, key: str) -> Iterator[str]:
    """Yield the questions of the pack that no note answers yet."""
    today = _today(state, key)
    kinds = {kind for note in today for kind in note.kinds}
    for ask in state.pack.blocks[key].ask if today else ():
        is_answered = ask.mark and any(note.later for note in state.canvas.notes(key))
        if not is_answered and not kinds & {ask.kind, ask.rest} - {""}:
            yield ask_id(ask)


def _sorts(state: State, key: str) -> Iterator[str]:
    if proposed(state, key):
        yield SORTS


def _new(state: State, key: str) -> Iterator[str]:
    """Yield a question for each note that came when its block had been through, and is no kind."""
    asks = [ask for ask in state.pack.blocks[key].ask if ask.kind]
    if not asks or {ask_id(ask) for ask in asks} & {*_unpassed(state, key)}:
        return
    for at, note in enumerate(state.canvas.notes(key), 1):
        if (key, note.text) in state.come | state.moved and not note.later and not note.kinds:
            yield f"new/{at}"


def _unpassed(state: State, key: str) -> list[str]:
    return [each for each in _asks(state, key) if f"{key}/{each}" not in state.passed]


def proposed(state: State, key: str) -> dict[str, tuple[str, ...]]:
    """Return the kinds that the words of notes say, by the texts of notes that have none of them.

    What says two kinds is not plain, and is left.
    """
    known = state.pack.blocks[key].kinds
    found: dict[str, tuple[str, ...]] = {}
    for note in _today(state, key):
        said = folded(note.text)
        kinds = tuple(
            kind
            for kind, told_of in known.items()
            if any(re.search(rf"(?<!\w){re.escape(folded(word))}", said) for word in told_of.words)
        )
        if len(kinds) == 1 and not set(kinds) & set(note.kinds):
            found[note.text] = kinds
    return found


class Closing(NamedTuple):
    """The closing questions of block ``key`` by their ids; that at place ``at`` is asked.

    ``begun``: some were answered before these.
    """

    key: str
    ids: tuple[str, ...]
    at: int = 0
    begun: bool = False

    @property
    def id(self) -> str:
        return self.ids[self.at]

    def place(self, _state: State) -> str:
        return self.id if self.id.startswith(("gap/", "new/")) else f"close/{self.id}"

    @property
    def is_phase(self) -> bool:
        return True

    def kept(self, state: State) -> Question | None:
        sort, _, number = self.id.partition("/")
        if number:
            about = BY_KEY[self.key].targets[0] if sort == "gap" else self.key
            is_there = 0 < int(number) <= len(state.canvas.notes(about))
        elif self.id == SORTS:
            is_there = bool(proposed(state, self.key))
        else:
            is_there = self.id in map(ask_id, state.pack.blocks[self.key].ask)
        return self if is_there and state.canvas.notes(self.key) else None

    def next(self, state: State) -> State:
        """Return the state at the next question that is still open, or past them all."""
        for at in range(self.at + 1, len(self.ids)):
            if self.ids[at] in plan(state, self.key):
                return state.instead(self._replace(at=at))
        return state.answered()

    def passed(self, state: State) -> State:
        """Return the state that passes over this question, or over all from the first."""
        of_kind = "gap/" if self.id.startswith("gap/") else ""
        gone = [each for each in self.ids[self.at :] if each.startswith(of_kind)]
        gone = list(self.ids) if self.is_first else gone if of_kind else [self.id]
        return self.next(state.passing(*(f"{self.key}/{each}" for each in gone)))

    @property
    def is_first(self) -> bool:
        """Whether Enter passes over all of them."""
        return self.at == 0 and not self.begun

    # -- what it shows

    def ask(self, state: State) -> Ask:
        """Return the question of the pack that is asked."""
        asks = state.pack.blocks[self.key].ask
        return next(ask for ask in asks if ask_id(ask) == self.id)

    def target(self, state: State) -> Note:
        """Return the note that nothing serves."""
        number = int(self.id.removeprefix("gap/"))
        return state.canvas.notes(BY_KEY[self.key].targets[0])[number - 1]

    def choices(self, state: State) -> tuple[Choice, ...]:
        if self.id == SORTS:
            return self._sorts(state)
        today = {note.text for note in _today(state, self.key)}
        is_gap = self.id.startswith("gap/")
        listed = own_choices(state.canvas, self.key)
        return tuple(choice for choice in listed if is_gap or choice.value in today)

    def _sorts(self, state: State) -> tuple[Choice, ...]:
        known = state.pack.blocks[self.key].kinds
        listed = enumerate(proposed(state, self.key).items(), 1)
        return tuple(
            Choice(
                str(at),
                one_line(text),
                text,
                hint=joined([known[k].label for k in kinds], state.pack),
            )
            for at, (text, kinds) in listed
        )

    def asked(self, state: State) -> Asked:
        if self.id.startswith("new/"):
            return self.of_note(state).asked(state)
        if self.id == SORTS:
            return Asked(state.say("sorts"), state.say("sorts_hint"), self.choices(state))
        total = len(self.ids)
        count = state.say("closing_count", n=self.at + 1, total=total) if total > 1 else ""
        if self.id.startswith("gap/"):
            name = one_line(self.target(state).text)
            question = state.pack.blocks[self.key].gap.replace("{name}", name)
        else:
            question = self.ask(state).question
        enter = "closing_hint_all" if self.is_first and total > 1 else "closing_hint"
        gaps = [each for each in self.ids[self.at :] if each.startswith("gap/")]
        if self.id.startswith("gap/"):
            total = total if self.is_first else len(gaps)
            enter = "gap_hint_all" if total > 1 else "gap_hint"
        hint = enter
        return Asked(f"{count} {question}".strip(), state.say(hint, n=total), self.choices(state))

    def of_note(self, state: State) -> Kind:
        """Return the question of what one new note is, among the kinds that are asked for."""
        note = state.canvas.notes(self.key)[int(self.id.removeprefix("new/")) - 1]
        asks = state.pack.blocks[self.key].ask
        among = tuple(kind for ask in asks for kind in (ask.kind, ask.rest) if kind)
        return Kind(self.key, (note.text,), among)

    # -- what is answered

    @property
    def help(self) -> str:
        return "help_closing"

    def answered(self, state: State, text: str) -> Turn:
        if "\n" in text:  # a pasted list
            return add_notes(state, self.key, text)
        if not text.strip():
            return Turn(self.passed(state))
        if self.id.startswith("new/"):
            return self.next_after(self.of_note(state).answered(state, text))
        return answered(self, state, text)

    def left(self, state: State) -> Turn:
        return Turn(self.next(state.passing(f"{self.key}/{self.id}")))

    def every(self, state: State) -> Turn:
        return self.taken(state, tuple(choice.value for choice in self.choices(state)))

    def agreed(self, state: State) -> Turn:
        return self.every(state) if self.id == SORTS else which_of(state)

    def next_after(self, turn: Turn) -> Turn:
        """Return the turn with the next closing question when that about a note is settled."""
        if self in turn.state.questions:
            return turn
        return turn._replace(state=self.next(turn.state.asking(self)))

    def none(self, state: State) -> Turn:
        """Take no note for it: remembered for this session; all are what the rest is."""
        turn = self._set(state, ()) if not self.id.startswith("gap/") else Turn(state)
        said = () if turn.said else (state.say("closing_none"),)
        after = turn.state.passing(f"{self.key}/{self.id}")
        return turn._replace(state=self.next(after), said=(*turn.said, *said))

    def taken(self, state: State, values: tuple[str, ...]) -> Turn:
        """Take these notes for what was asked."""
        turn = self._set(state, values)
        return turn._replace(state=self.next(turn.state.passing(f"{self.key}/{self.id}")))

    def _set(self, state: State, values: Sequence[str]) -> Turn:
        if self.id.startswith("gap/"):
            return self._fill(state, values)
        if self.id == SORTS:
            return self._sort(state, values)
        ask, key = self.ask(state), self.key
        changes, rest = [], []
        for note in _today(state, key):
            if note.text in values:
                changes.append(Change(key, note, _with(note, ask.kind, later=bool(ask.mark))))
            elif ask.rest and not {ask.kind, ask.rest} & set(note.kinds):
                changes.append(Change(key, note, _with(note, ask.rest)))
                rest.append(note.text)
        said = " ".join(self._said(state, ask, values, rest))
        return saved(state, *changes, said=said)

    def _said(
        self, state: State, ask: Ask, values: Sequence[str], rest: Sequence[str]
    ) -> Iterator[str]:
        known = state.pack.blocks[self.key].kinds
        marks = ((ask.kind, values), (ask.rest, rest))
        for kind, texts in marks:
            if texts:
                label = known[kind].label if kind else state.pack.say("show.later")
                names = quoted(texts, state.pack)
                yield state.say("closing_set", kind=label[:1].upper() + label[1:], notes=names)

    def _fill(self, state: State, values: Sequence[str]) -> Turn:
        target = self.target(state)
        notes = [note for value in values if (note := find(state.canvas, self.key, value))]
        changes = [
            Change(self.key, note, replace(note, links=(*note.links, target.text)))
            for note in notes
            if target.text not in note.links
        ]
        names = quoted((note.text for note in notes), state.pack)
        sort = "gap_filled" if BY_KEY[self.key].targets[0] == SEGMENTS else "gap_filled_offer"
        said = state.say(sort, notes=names, name=one_line(target.text))
        return saved(state, *changes, said=said)

    def _sort(self, state: State, values: Sequence[str]) -> Turn:
        kinds = proposed(state, self.key)
        turn = Turn(state)
        for text in values:
            note = find(turn.state.canvas, self.key, text)
            if note is None:
                continue
            new = replace(note, kinds=(*note.kinds, *kinds[text]))
            said = of_kind(state, self.key, new)
            turn = turn.then(saved(turn.state, Change(self.key, note, new), said=said))
        return turn

    # -- words that name no note

    def unknown(self, state: State, text: str) -> Turn:
        """Return what words come to that name no note: at a gap they are what fills it."""
        if not self.id.startswith("gap/"):
            return Turn(state.asking(What(text.strip(), self.key)))
        doubt = doubted(state, self.key, text)
        return Turn(state.asking(doubt)) if doubt else self.new(state, text)

    def noted(self, state: State, text: str) -> Turn:
        """Add ``text`` as a note, when its writer says that it is one."""
        return self.new(state, text)

    def meanings(self, state: State, text: str) -> list[Option]:
        return by_number((state.say("what_new"), partial(self.new, text=text)))

    def new(self, state: State, text: str) -> Turn:
        """Add ``text`` as a note that is what was asked for, and ask whom it is for."""
        if self.id.startswith("gap/"):
            like_note = Note("", links=(self.target(state).text,))
        elif self.id == SORTS or self.id.startswith("new/"):
            like_note = Note("")
        else:
            ask = self.ask(state)
            like_note = _with(Note(""), ask.kind, later=bool(ask.mark))
        onward = self.next(state.passing(f"{self.key}/{self.id}"))
        return add_notes(onward, self.key, text, like_note=like_note)


def _with(note: Note, kind: str, *, later: bool = False) -> Note:
    kinds = (*note.kinds, kind) if kind and kind not in note.kinds else note.kinds
    return replace(note, kinds=kinds, later=later or note.later)


def asks_for_links(state: State, key: str) -> For | None:
    """Return the question of whom those notes are for that were carried here in this session.

    None where there is nothing to choose from.
    """
    if len(link_choices(state.canvas, key)) < 2:
        return None
    loose = tuple(
        note.text
        for note in state.canvas.notes(key)
        if (key, note.text) in state.moved and not note.links and not note.later
    )
    return For(key, loose) if loose else None
