"""Carrying notes to another block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.options import by_number, offered, passed_to_notes, place_in, settled
from bmc_cli.interview.senses import Sense, sense_of
from bmc_cli.interview.state import (
    Asked,
    Option,
    Question,
    State,
    Turn,
    saved,
    told,
)
from bmc_cli.model.canvas import BLOCKS, BY_KEY, find
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Carry
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import block_title


class Elsewhere(NamedTuple):
    """Whether a step is meant by the number behind /move.  The notes would go to block ``to``."""

    key: str
    texts: tuple[str, ...]
    to: str

    def place(self, state: State) -> str:
        places = ",".join(place_in(state, self.key, text) for text in self.texts)
        return f"move/{places}/{BY_KEY[self.to].number}"

    def kept(self, state: State) -> Question | None:
        return self if all(find(state.canvas, self.key, text) for text in self.texts) else None

    def options(self, state: State) -> list[Option]:
        block = block_title(self.to, state.pack)
        go = partial(carried, key=self.key, texts=self.texts, to=self.to)
        return by_number((state.say("move_yes", block=block), go), (state.say("move_no"), Turn))

    def asked(self, state: State) -> Asked:
        names = ", ".join(f"'{one_line(text)}'" for text in self.texts)
        question = state.say("move_there", notes=names, block=block_title(self.to, state.pack))
        return Asked(question, state.say("move_hint"), offered(self.options(state)))

    def answered(self, state: State, text: str) -> Turn:
        if sense_of(text) is Sense.YES:
            text = "1"
        turn = settled(state, text, self.options(state))
        return turn or passed_to_notes(state, text)


class WhichStep(NamedTuple):
    """To which step a note belongs."""

    key: str
    text: str

    def place(self, state: State) -> str:
        return f"step/{place_in(state, self.key, self.text)}"

    def kept(self, state: State) -> Question | None:
        return self if find(state.canvas, self.key, self.text) is not None else None

    def options(self, state: State) -> list[Option]:
        return [
            Option(
                Choice(str(block.number), one_line(state.pack.blocks[block.key].title), block.key),
                partial(carried, key=self.key, texts=(self.text,), to=block.key),
            )
            for block in BLOCKS
            if block.key != self.key
        ]

    def asked(self, state: State) -> Asked:
        question = state.say("which_step", note=one_line(self.text))
        return Asked(question, state.say("which_step_hint"), offered(self.options(state)))

    def answered(self, state: State, text: str) -> Turn:
        turn = settled(state, text, self.options(state))
        return turn or passed_to_notes(state, text)


def carried(state: State, key: str, texts: Sequence[str], to: str) -> Turn:
    """Return the turn that carries notes to block ``to``, and says what they lost."""
    notes = [note for text in texts if (note := find(state.canvas, key, text))]
    block = block_title(to, state.pack)
    if both := [note for note in notes if find(state.canvas, to, note.text)]:
        names = ", ".join(one_line(note.text) for note in both)
        return told(state, state.say("carried_twice", notes=names, block=block))
    turn = saved(state, *(Carry(key, note, to) for note in notes))
    names = ", ".join(f"'{one_line(note.text)}'" for note in notes)
    name = "carried" if len(notes) == 1 else "carried_more"
    said = [state.say(name, notes=names, block=block)]
    lost = [note.text for note in notes if _lost_links(turn.state, note, to)]
    if lost:
        said.append(state.say("carried_loose", notes=", ".join(f"'{one_line(t)}'" for t in lost)))
    moved = turn.state.moved | {(to, note.text) for note in notes}
    return turn._replace(state=replace(turn.state, moved=moved), said=tuple(said))


def _lost_links(state: State, note: Note, to: str) -> bool:
    there = find(state.canvas, to, note.text)
    return there is not None and there.links != note.links
