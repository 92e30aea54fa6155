"""Before the first step and after the last: the title block, all nine at a glance, what next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.command_words import bare_command, said_as_command
from bmc_cli.interview.mending import Mending, findings
from bmc_cli.interview.options import by_number, offered, settled
from bmc_cli.interview.senses import Sense, says_nothing, sense_of
from bmc_cli.interview.state import (
    Asked,
    Effect,
    Option,
    Page,
    Question,
    Reply,
    State,
    Taken,
    Turn,
    saved,
    told,
)
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.model.operations import Retitle
from bmc_cli.plain_text import one_line


class Head(NamedTuple):
    """What a field of the title block is to be: "title" or "author".  Enter leaves it."""

    name: str

    @property
    def key(self) -> str:
        return ""

    def place(self, _state: State) -> str:
        return self.name

    def kept(self, _state: State) -> Question | None:
        return self

    def asked(self, state: State) -> Asked:
        known = one_line(getattr(state.canvas, self.name))
        hint = "head_hint_known" if known else "head_hint"
        points: tuple[str, ...] = ()
        if self.name == "title" and not known:
            others = [name for code, name in state.languages if code != state.pack.language]
            codes = [code for code, _ in state.languages if code != state.pack.language]
            said = [
                state.say("speaks_too", name=name, code=code)
                for name, code in zip(others, codes, strict=True)
            ]
            points = (*state.pack.intro, *said)
        question = state.pack.say(f"new.{self.name}")
        return Asked(question, state.say(hint, known=known), points=points)

    def answered(self, state: State, text: str) -> Turn:
        said = one_line(text).strip()
        if says_nothing(said):
            return Turn(state.answered())
        if sense_of(said) is Sense.HELP:
            return Turn(state, again=Reply("", "help"))
        meant, rest = said_as_command(said, state.pack, only_by_name=not state.asks_back)
        if meant in {"title", "author"}:
            return Turn(state, again=Reply(rest, meant))
        if self.name == "title" and (command := bare_command(said, state.pack)) == "quit":
            return Turn(state, again=Reply("", command))
        turn = saved(state, Retitle(self.name, said), said=state.say(f"{self.name}_set", text=said))
        return turn._replace(state=turn.state.answered())


class Review(NamedTuple):
    """All nine blocks, to open one of them."""

    @property
    def key(self) -> str:
        return ""

    @property
    def is_phase(self) -> bool:
        return True

    def place(self, _state: State) -> str:
        return "review"

    def kept(self, _state: State) -> Question | None:
        return self

    def asked(self, state: State) -> Asked:
        return Asked(state.say("review_title"), state.say("review_hint"), _blocks(state))

    def answered(self, state: State, text: str) -> Turn:
        if not text.strip() or sense_of(text) in {Sense.NOBODY, Sense.DONE}:
            return Turn(state, effect=Effect.FINISH)
        return Turn(state, again=Reply(text.strip(" ."), "go"))


def _blocks(state: State) -> tuple[Choice, ...]:
    listed = []
    for block in BLOCKS:
        notes = state.canvas.notes(block.key)
        held = " · ".join(one_line(note.text) for note in notes) or state.pack.say("show.open")
        title = one_line(state.pack.blocks[block.key].title)
        listed.append(Choice(str(block.number), f"{title}: {held}", block.key))
    return tuple(listed)


class End(NamedTuple):
    """What is to be done now that all nine steps are done."""

    @property
    def key(self) -> str:
        return ""

    @property
    def is_phase(self) -> bool:
        return True

    def place(self, _state: State) -> str:
        return "end"

    def kept(self, _state: State) -> Question | None:
        return self

    def options(self, state: State) -> Sequence[Option]:
        count = len(findings(state))
        listed: list[tuple[str, Taken]] = [
            (state.say("end_canvas"), partial(Turn, again=Reply("", "canvas")))
        ]
        if count:
            said = state.pack.count("interview.end_missing", count)
            listed.append((said, lambda state: Turn(state.instead(Mending(is_part=True)))))
        listed.append((state.say("end_step"), partial(Turn, again=Reply("", "review"))))
        listed.append((state.say("end_stop"), partial(Turn, effect=Effect.FINISH)))
        return by_number(*listed)

    def asked(self, state: State) -> Asked:
        choices = offered(self.options(state))
        return Asked(state.say("end"), state.say("end_hint", n=len(choices)), choices)

    def answered(self, state: State, text: str) -> Turn:
        sense = sense_of(text)
        if (
            not text.strip()
            or sense in {Sense.NOBODY, Sense.DONE}
            or bare_command(text, state.pack) == "quit"
        ):
            return Turn(state, effect=Effect.FINISH)
        if sense is Sense.SHOW:
            return Turn(state, again=Reply("", "canvas"))
        options = self.options(state)
        if sense is Sense.HELP:
            return told(state, state.say("end_number", n=len(options)))
        # A doubt is settled in the state below it: this question stays, and is its own below.
        turn = settled(state.asking(self), text, options)
        said = state.say("end_number", n=len(options))
        if not text.strip().isdecimal():
            said = f"{state.say('not_saved', text=one_line(text))} {said}"
        return turn or told(state, said)


class OpenPage(NamedTuple):
    """Something to read; Enter closes it, anything else answers the question below."""

    page: Page
    key: str = ""

    def place(self, _state: State) -> str:
        return "page"

    def kept(self, state: State) -> Question | None:
        return self if len(state.questions) > 1 else None

    def asked(self, state: State) -> Asked:
        return Asked("", state.say("page_hint"), page=self.page)

    def answered(self, state: State, text: str) -> Turn:
        below = state.answered()
        return below.question.answered(below, text) if text.strip() else Turn(below)
