"""Giving a note other words."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bmc_cli.interview.command_words import understood
from bmc_cli.interview.evidence import Sure
from bmc_cli.interview.links import add_notes
from bmc_cli.interview.noting import texts_in
from bmc_cli.interview.options import place_in
from bmc_cli.interview.state import Asked, Naming, Question, Reply, State, Turn, saved, told
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BLOCKS, find
from bmc_cli.model.fields import Note
from bmc_cli.model.matching import is_same_claim
from bmc_cli.model.operations import Change, Refused
from bmc_cli.plain_text import one_line

_NO_COMMAND = {"", "unknown"}


class Rewording(NamedTuple):
    """The words of a note, to be changed.  Enter on them, or on nothing, leaves the note.

    A command behind the words, which stand in the line already, is of this note.
    """

    key: str
    text: str

    def place(self, state: State) -> str:
        return f"edit/{place_in(state, self.key, self.text)}"

    def kept(self, state: State) -> Question | None:
        return self if find(state.canvas, self.key, self.text) else None

    def asked(self, state: State) -> Asked:
        question = state.say("amend", note=one_line(self.text))
        return Asked(question, state.say("amend_hint"), draft=self.text)

    def answered(self, state: State, text: str) -> Turn:
        note = find(state.canvas, self.key, self.text)
        if note is None or not text.strip() or text.strip() == one_line(self.text).strip():
            return Turn(state.answered())
        behind = text.strip().removeprefix(one_line(self.text).strip()).strip()
        if behind != text.strip() and understood(Reply(behind), state.pack)[0] not in _NO_COMMAND:
            return Turn(state, again=Reply(behind))
        is_glued = text.strip() == one_line(self.text).strip() + behind
        if is_glued and folded(behind).startswith(folded(self.text)):
            text = behind  # all the new words, typed at the end of those that stood there
        return reworded(state.answered(), self.key, note, text)


def reworded(state: State, key: str, note: Note, text: str) -> Turn:
    """Give a note other words; further lines are notes of their own."""
    texts = texts_in(text)
    if not texts:
        return Turn(state)
    try:
        turn = saved(state, Change(key, note, replace(note, text=texts[0])))
    except Refused:
        return told(state, state.say("note_twice", text=one_line(texts[0])))
    names = {"old": one_line(note.text), "text": one_line(texts[0])}
    said = [state.say("reworded", **names)]
    followed = sum(
        1 for block in BLOCKS for each in state.canvas.notes(block.key) if note.text in each.links
    )
    if followed:
        said.append(state.pack.count("interview.followed", followed))
    turn = turn._replace(said=tuple(said), state=_renamed(turn.state, key, note.text, texts[0]))
    if note.evidence and not is_same_claim(note.text, texts[0]):
        turn = turn._replace(state=turn.state.asking(Sure(key, texts[0], note.text)))
    if texts[1:]:
        more = add_notes(
            turn.state, key, "\n".join(texts[1:]), like_note=Note("", later=note.later)
        )
        return turn.then(more)
    return turn


def _renamed(state: State, key: str, old: str, new: str) -> State:
    """Return the state whose open questions know a note by its new words."""
    questions = tuple(
        each.renamed(old, (new,)) if each.key == key and isinstance(each, Naming) else each
        for each in state.questions
    )
    names = {(key, old): (key, new)}
    come, moved = (
        frozenset(names.get(each, each) for each in known) for known in (state.come, state.moved)
    )
    return replace(state, questions=questions, come=come, moved=moved)
