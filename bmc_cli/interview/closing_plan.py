"""Which closing questions a step still has: those of the pack that no note answers yet, and more.

Each has an id, by which ``closing`` asks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bmc_cli.interview.state import State, escaped
from bmc_cli.model.alike import composed, says
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.words.pack_shape import MARKS

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


def notes_of_today(state: State, key: str) -> list[Note]:
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
    today = notes_of_today(state, key)
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
    for note in notes_of_today(state, key):
        kinds = tuple(kind for kind, told_of in known.items() if says(note.text, told_of.words))
        if len(kinds) == 1 and not set(kinds) & set(note.kinds):
            found[note.text] = kinds
    return found
