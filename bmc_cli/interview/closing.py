"""The closing questions of a step: what nothing serves yet, and what the notes are, all at once.

They come from the pack (``ask`` and ``gap``), and only those are asked that still have no
answer: no note has the kind, nothing serves the target.  Enter at the first passes over all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bmc_cli.interview.answers import answered, which_of
from bmc_cli.interview.choosing import Choice, link_choices, own_choices, todays_choices
from bmc_cli.interview.closing_plan import SORTS, ask_id, notes_of_today, plan, proposed
from bmc_cli.interview.doubts import What, doubted
from bmc_cli.interview.links import For, Kind, add_notes, of_kind
from bmc_cli.interview.options import by_number
from bmc_cli.interview.senses import nothing_of
from bmc_cli.interview.state import Asked, Option, Question, State, Turn, saved
from bmc_cli.interview.understanding import Picked, understand
from bmc_cli.model.canvas import BY_KEY, find
from bmc_cli.model.fields import Note
from bmc_cli.model.links import SEGMENTS
from bmc_cli.model.operations import Change
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import joined, quoted

if TYPE_CHECKING:
    from bmc_cli.words.packs import Ask


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

    @property
    def is_gap(self) -> bool:
        """Whether it is what serves a target, of which the id has the number."""
        return self.id.startswith("gap/")

    @property
    def is_of_note(self) -> bool:
        """Whether it is what a new note is, of which the id has the number."""
        return self.id.startswith("new/")

    @property
    def gaps(self) -> list[str]:
        """The questions of what serves a target, from this one on."""
        return [each for each in self.ids[self.at :] if each.startswith("gap/")]

    def place(self, _state: State) -> str:
        return self.id if self.is_gap or self.is_of_note else f"close/{self.id}"

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

    def done(self, state: State) -> State:
        """Return the state that is done with this question for this session, at the next."""
        return self.next(state.passing(f"{self.key}/{self.id}"))

    def passed(self, state: State) -> State:
        """Return the state that passes over this question, or over all from the first."""
        alone = self.gaps if self.is_gap else [self.id]
        gone = self.ids if self.is_first else alone
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
        listed = own_choices if self.is_gap else todays_choices
        return tuple(listed(state.canvas, self.key))

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
        if self.is_of_note:
            return self.of_note(state).asked(state)
        if self.id == SORTS:
            return Asked(state.say("sorts"), state.say("sorts_hint"), self.choices(state))
        total = len(self.ids)
        count = state.say("closing_count", n=self.at + 1, total=total) if total > 1 else ""
        if self.is_gap:
            name = one_line(self.target(state).text)
            question = state.pack.blocks[self.key].gap.replace("{name}", name)
        else:
            question = self.ask(state).question
        hint = "closing_hint_all" if self.is_first and total > 1 else "closing_hint"
        if self.is_gap:
            total = total if self.is_first else len(self.gaps)
            hint = "gap_hint_all" if total > 1 else "gap_hint"
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
        if self.is_of_note:
            return self.next_after(self.of_note(state).answered(state, text))
        return answered(self, state, text)

    def left(self, state: State) -> Turn:
        return Turn(self.done(state))

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
        turn = self._set(state, ()) if not self.is_gap else Turn(state)
        said = () if turn.said else (state.say("closing_none"),)
        return turn._replace(state=self.done(turn.state), said=(*turn.said, *said))

    def taken(self, state: State, values: tuple[str, ...]) -> Turn:
        """Take these notes for what was asked."""
        turn = self._set(state, values)
        return turn._replace(state=self.done(turn.state))

    def _set(self, state: State, values: Sequence[str]) -> Turn:
        if self.is_gap:
            return self._fill(state, values)
        if self.id == SORTS:
            return self._sort(state, values)
        ask, key = self.ask(state), self.key
        changes, rest = [], []
        for note in notes_of_today(state, key):
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
        if not self.is_gap:
            return Turn(state.asking(What(text.strip(), self.key)))
        name = one_line(self.target(state).text)
        if understand(nothing_of(text), [Choice("1", name, name)]).first(Picked):
            return self.none(state)
        doubt = doubted(state, self.key, text)
        return Turn(state.asking(doubt)) if doubt else self.new(state, text)

    def noted(self, state: State, text: str) -> Turn:
        """Add ``text`` as a note, when its writer says that it is one."""
        return self.new(state, text)

    def meanings(self, state: State, text: str) -> list[Option]:
        return by_number((state.say("what_new"), partial(self.new, text=text)))

    def new(self, state: State, text: str) -> Turn:
        """Add ``text`` as a note that is what was asked for, and ask whom it is for."""
        if self.is_gap:
            like_note = Note("", links=(self.target(state).text,))
        elif self.id == SORTS or self.is_of_note:
            like_note = Note("")
        else:
            ask = self.ask(state)
            like_note = _with(Note(""), ask.kind, later=bool(ask.mark))
        turn = add_notes(self.done(state), self.key, text, like_note=like_note)
        after = turn.state.question if turn.state.questions else None
        if isinstance(after, Closing) and after.id not in plan(turn.state, after.key):
            return turn._replace(state=after.next(turn.state))  # the note answers that as well
        return turn


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
