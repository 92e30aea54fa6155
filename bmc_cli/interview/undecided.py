"""Which version stays of what a merge left undecided."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from bmc_cli.interview.options import by_number, offered, settled
from bmc_cli.interview.state import Asked, Option, Question, State, Turn, saved, told
from bmc_cli.model.canvas import find, versions_of
from bmc_cli.model.operations import Keep, Settle
from bmc_cli.plain_text import one_line
from bmc_cli.words.findings import heading_of


class Version(NamedTuple):
    """Which of the ``texts`` that a merge left is to stay.

    They are notes, each of a block of ``keys``, or what is said in field ``name`` of the title
    block.
    """

    texts: tuple[str, ...]
    keys: tuple[str, ...] = ()
    name: str = ""

    @property
    def key(self) -> str:
        return self.keys[0] if self.keys else ""

    def place(self, _state: State) -> str:
        return "keep"

    def kept(self, state: State) -> Question | None:
        if self.name:
            is_open = self.name in state.canvas.conflicts
            return self if is_open and versions_of(state.canvas, self.name) == self.texts else None
        notes = zip(self.keys, self.texts, strict=True)
        return self if all(find(state.canvas, *each) for each in notes) else None

    def options(self, state: State) -> list[Option]:
        is_apart = len(set(self.keys)) > 1
        keep = []
        for at, text in enumerate(self.texts):
            where = f" ({heading_of(self.keys[at], state.pack)})" if is_apart else ""
            said = state.say("mend_keep", note=one_line(text)) + where
            keep.append((said, partial(self.keep, at=at)))
        return by_number(*keep)

    def keep(self, state: State, at: int) -> Turn:
        if self.name:
            return saved(state, Settle(self.name, self.texts[at]), said=state.say("mend_saved"))
        note = find(state.canvas, self.keys[at], self.texts[at])
        if note is None:
            return Turn(state)
        return saved(state, Keep(self.keys[at], note), said=state.say("mend_saved"))

    def asked(self, state: State) -> Asked:
        return Asked("", state.say("mend_offer_hint"), offered(self.options(state)))

    def answered(self, state: State, text: str) -> Turn:
        turn = settled(state, text, self.options(state))
        return turn or told(state, state.say("what_help"))
