"""The notes of a step: the question that a canvas is filled with."""

from __future__ import annotations

from typing import NamedTuple

from bmc_cli.interview.closing import asks_for_links
from bmc_cli.interview.command_words import bare_command
from bmc_cli.interview.doubts import doubted
from bmc_cli.interview.links import add_notes
from bmc_cli.interview.senses import Sense, says_nothing, sense_of
from bmc_cli.interview.state import Asked, Question, Reply, State, Turn, told
from bmc_cli.model.canvas import BY_KEY

_PAGES = {Sense.HELP: "help", Sense.SHOW: "canvas"}


class Notes(NamedTuple):
    """The notes of block ``key``, one a line; Enter closes the step."""

    key: str

    @property
    def is_phase(self) -> bool:
        return True

    def place(self, _state: State) -> str:
        return ""

    def kept(self, _state: State) -> Question | None:
        return self

    def asked(self, state: State) -> Asked:
        prompt = state.pack.blocks[self.key]
        hint = "hint_single" if state.single else "hint"
        return Asked(
            prompt.question,
            state.say(hint),
            lead=prompt.lead,
            points=prompt.criteria,
            has_notes=True,
            is_step=True,
        )

    def answered(self, state: State, text: str) -> Turn:
        bare = bare_command(text, state.pack)
        if not bare and says_nothing(text):
            return self.left(state)
        sense = sense_of(text)
        if sense in _PAGES and not bare:
            return Turn(state, again=Reply("", _PAGES[sense]))
        doubt = doubted(state, self.key, text)
        return Turn(state.asking(doubt)) if doubt else self.noted(state, text)

    def noted(self, state: State, text: str) -> Turn:
        """Add the lines of ``text`` as notes."""
        return add_notes(state, self.key, text)

    def left(self, state: State) -> Turn:
        """Return the turn that is done with the notes; what came loose is asked about first."""
        loose = asks_for_links(state, self.key) if state.asks_back else None
        id_ = f"{self.key}/for/moved"  # longer than that of any closing question
        if loose and BY_KEY[self.key].targets and id_ not in state.passed:
            return Turn(state.passing(id_).asking(loose))
        if state.canvas.notes(self.key) or not state.asks_back:
            return Turn(state.answered())
        number = BY_KEY[self.key].number
        return told(state.answered(), state.say("left_open", n=number))
