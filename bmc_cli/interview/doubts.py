"""Asking back: what was meant by a line that is not clear.

A doubt stands above the question that it is about.  Enter settles it as nothing was said; a
line that is none of its options is an answer to the question below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import NamedTuple, cast

from bmc_cli.interview.choosing import Choice, own_choices
from bmc_cli.interview.command_words import (
    bare_command,
    only_exclaims,
    regrets,
    said_as_command,
    says,
    shown_name,
)
from bmc_cli.interview.noting import is_same
from bmc_cli.interview.options import (
    by_number,
    offered,
    passed_on,
    passed_to_notes,
    place_in,
    settled,
)
from bmc_cli.interview.senses import NOTHING, Sense, nothing_of, sense_of
from bmc_cli.interview.state import (
    Asked,
    Chosen,
    Doubted,
    Naming,
    Noting,
    Option,
    Question,
    Reply,
    State,
    Taken,
    Turn,
    escaped,
    explained,
    saved,
    told,
)
from bmc_cli.interview.understanding import Foreign, understand
from bmc_cli.interview.vocabulary import counted, phrases
from bmc_cli.interview.which_notes import note_asked_of, with_label
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import find
from bmc_cli.model.operations import Add, Change, Remove, together
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import joined


class What(NamedTuple):
    """What is ``text``?  The question below knows what it may be."""

    text: str
    key: str

    def place(self, _state: State) -> str:
        return f"what/{escaped(self.text)}"

    def kept(self, state: State) -> Question | None:
        below = state.questions[-2] if len(state.questions) > 1 else None
        return self if isinstance(below, Doubted) else None

    def options(self, state: State) -> list[Option]:
        below = state.answered()
        meant = [*cast("Doubted", below.question).meanings(below, self.text)]
        if not isinstance(below.question, Chosen):
            return meant
        clear = self.clear(below.question.choices(below))
        if not clear:
            return meant
        names = joined([each.shown for each in clear], state.pack)
        only = partial(below.question.taken, values=tuple(each.value for each in clear))
        others = ((each.choice.shown, each.taken) for each in meant)
        return by_number((state.say("what_only", names=names), only), *others)

    def clear(self, choices: Sequence[Choice]) -> tuple[Choice, ...]:
        """Return the choices that a part of the line names, where other words stand beside it."""
        answer = understand(self.text, choices)
        found = answer.first(Foreign)
        is_plain = isinstance(found, Foreign) and not answer.is_all_but
        return found.near if is_plain and isinstance(found, Foreign) else ()

    def asked(self, state: State) -> Asked:
        choices = offered(self.options(state))
        below = state.answered()
        has_plus = any(choice.label.startswith("+") for choice in choices)
        return Asked(
            state.say("what_is", text=one_line(self.text)),
            state.say("what_hint_sign" if has_plus else "what_hint"),
            choices,
            lead=below.question.asked(below).question,
        )

    def answered(self, state: State, text: str) -> Turn:
        turn = settled(state, text, self.options(state))
        lost = told(state.answered(), state.say("not_saved", text=one_line(self.text)))
        if turn is None:
            return lost.then(passed_on(state, text))
        return lost if turn == Turn(state.answered()) else turn


class Which(NamedTuple):
    """Which of several choices was meant by ``word``, a part of the answer ``text``."""

    text: str
    word: str
    choices: tuple[Choice, ...]
    key: str

    def place(self, _state: State) -> str:
        return f"which/{escaped(self.text)}"

    def kept(self, state: State) -> Question | None:
        return self if len(state.questions) > 1 else None

    def listed(self) -> list[Choice]:
        return [each._replace(label=str(at)) for at, each in enumerate(self.choices, 1)]

    def asked(self, state: State) -> Asked:
        question = state.say("which_one", word=one_line(self.word))
        return Asked(question, state.say("which_one_hint"), tuple(self.listed()))

    def answered(self, state: State, text: str) -> Turn:
        listed = self.listed()
        found = understand(text, listed)
        if not text.strip() or found.sense in NOTHING:
            return Turn(state.answered())
        if found.sense is Sense.HELP:
            return explained(state, state.say("what_help"))
        meant = found.chosen(listed)
        if found.sense is Sense.EVERYONE:
            meant = tuple(choice.value for choice in listed)
        picked = [choice for choice in self.choices if choice.value in meant]
        if not picked:
            return passed_on(state, text)
        labels = ", ".join(choice.label for choice in picked)
        return passed_on(state, folded(self.text).replace(self.word, labels, 1))


NOTE = "note"
"""What a line may only be that says too little to be one."""


class Word(NamedTuple):
    """Whether ``text`` is a note, or the ``command`` that it names.

    The command is "" where the line may be a question, ``NOTE`` where it says too little;
    ``rest`` is what stands behind it, such as the number of a note.
    """

    text: str
    command: str
    key: str
    rest: str = ""

    def place(self, _state: State) -> str:
        return f"word/{escaped(self.text)}"

    def kept(self, state: State) -> Question | None:
        return self if len(state.questions) > 1 else None

    def options(self, state: State) -> list[Option]:
        note = [(state.say("what_new"), partial(_as_note, text=self.text))]
        is_noting = isinstance(state.answered().question, Noting)
        meant: list[tuple[str, Taken]] = []
        if not self.command:
            meant = [
                (state.say("what_explain"), partial(_commanded, command="help")),
                (state.say("what_canvas"), partial(_commanded, command="canvas")),
            ]
        elif self.command != NOTE:
            line = f"/{shown_name(self.command, state.pack)} {one_line(self.rest)}".strip()
            name = ": ".join([state.say("what_command", command=line), *self.named(state)])
            meant = [(name, partial(_commanded, command=self.command, rest=self.rest))]
        return by_number(*meant, *(note if is_noting else []))

    def named(self, state: State) -> list[str]:
        """Return the notes that stand behind the command, as one text; [] for none."""
        if self.command not in {"del", "edit", "for"}:
            return []
        listed = own_choices(state.canvas, self.key)
        shown = {str(at): each.shown for at, each in enumerate(listed, 1)}
        shown |= {each.label: each.shown for each in listed}
        named = takewhile(lambda word: word.upper() in shown, self.rest.split())
        names = [f"'{shown[word.upper()]}'" for word in named]
        return [joined(names, state.pack)] if names else []

    def asked(self, state: State) -> Asked:
        return Asked(
            state.say("what_is", text=one_line(self.text)),
            state.say("what_hint"),
            offered(self.options(state)),
        )

    def answered(self, state: State, text: str) -> Turn:
        if folded(text.strip()) == folded(self.text.strip()) and self.command != NOTE:
            text = "1"  # who says it twice means the command
        turn = settled(state, text, self.options(state))
        return turn or passed_on(state, text)


def _as_note(state: State, text: str) -> Turn:
    return cast("Noting", state.question).noted(state, text)


def _commanded(state: State, command: str, rest: str = "") -> Turn:
    return Turn(state, again=Reply(rest, command))


def doubted(state: State, key: str, text: str) -> Word | None:
    """Return the doubt whether a line is a note; None for one that is.

    It may be a command, a question, or too little to be either.
    """
    line = text.strip()
    if "\n" in line:
        return None
    if command := bare_command(line, state.pack):
        return Word(line, command, key)
    about, listed = note_asked_of(state), own_choices(state.canvas, key)
    it = next((each.label for each in listed if about and each.value == about.text), "")
    labels = [each.label for each in listed]
    for said in with_label(line, listed):
        command, rest = said_as_command(
            said, state.pack, labels, it, only_by_name=not state.asks_back
        )
        if command:
            return Word(line, command, key, rest)
    if line.endswith("?"):
        return Word(line, "", key)
    is_answer = sense_of(line) in {Sense.YES, Sense.EVERYONE, Sense.AGAIN} or only_exclaims(line)
    is_answer = is_answer or bool(nothing_of(line)) or regrets(line)
    says_little = is_answer or not re.search(r"\w\w", line) or line.isdecimal()
    return Word(line, NOTE, key) if says_little else None


class Like(NamedTuple):
    """A new note says what another says: whether it is to stand in its place."""

    key: str
    text: str
    other: str

    def place(self, state: State) -> str:
        places = [place_in(state, self.key, text) for text in (self.text, self.other)]
        return f"like/{places[0]},{places[1]}"

    def kept(self, state: State) -> Question | None:
        texts = (self.text, self.other)
        return self if all(find(state.canvas, self.key, text) for text in texts) else None

    def options(self, state: State) -> list[Option]:
        return by_number(
            (state.say("like_instead", other=one_line(self.other)), self.instead),
            (state.say("like_both"), Turn),
        )

    def instead(self, state: State) -> Turn:
        new, old = (find(state.canvas, self.key, text) for text in (self.text, self.other))
        assert new
        assert old
        said = state.say("like_done", note=one_line(self.text), other=one_line(self.other))
        links = together(old.links, new.links, takes_all=True)
        kinds = together(old.kinds, new.kinds)
        kept = replace(old, text=new.text, links=links, kinds=kinds)
        return saved(state, Remove(self.key, new), Change(self.key, old, kept), said=said)

    def asked(self, state: State) -> Asked:
        names = {"note": one_line(self.text), "other": one_line(self.other)}
        return Asked(
            state.say("like", **names), state.say("like_hint"), offered(self.options(state))
        )

    def answered(self, state: State, text: str) -> Turn:
        if sense_of(text) is Sense.EVERYONE or sense_of(text, 2) is Sense.EVERYONE:
            return Turn(state.answered())
        if sense_of(text) is Sense.YES:  # to what it looks like, or to keeping it?
            return explained(state, state.say("what_help"))
        if set(phrases("same")) & set(re.findall(r"\w+", folded(text))):
            text = "1"
        turn = settled(state, text, self.options(state))
        return turn or passed_to_notes(state, text, self.text)


class Several(NamedTuple):
    """A new note that names several things: whether each is a note of its own."""

    key: str
    text: str
    parts: tuple[str, ...]

    def place(self, state: State) -> str:
        return f"several/{place_in(state, self.key, self.text)}"

    def kept(self, state: State) -> Question | None:
        return self if find(state.canvas, self.key, self.text) is not None else None

    def options(self, state: State) -> list[Option]:
        return by_number(
            (
                state.say("several_apart", n=len(self.parts), notes=" · ".join(self.parts)),
                self.apart,
            ),
            (state.say("several_one"), Turn),
        )

    def apart(self, state: State) -> Turn:
        note = find(state.canvas, self.key, self.text)
        assert note
        known = [each for each in state.canvas.notes(self.key) if each != note]
        parts = [part for part in self.parts if not is_same(part, known)]
        if not parts:
            return saved(state, Remove(self.key, note), said=state.say("several_known"))
        first, *others = parts
        more = [Add(self.key, replace(note, text=part)) for part in others]
        turn = saved(state, Change(self.key, note, replace(note, text=first)), *more)
        below = [
            each.renamed(self.text, (first, *others)) if isinstance(each, Naming) else each
            for each in turn.state.questions
        ]
        said = state.say("several_done", n=1 + len(others))
        come = turn.state.come | {(self.key, part) for part in (first, *others)}
        after = replace(turn.state, questions=tuple(below), come=come)
        return turn._replace(state=after, said=(said,))

    def asked(self, state: State) -> Asked:
        question = state.say("several", note=one_line(self.text), n=len(self.parts))
        return Asked(question, state.say("several_hint"), offered(self.options(state)))

    def answered(self, state: State, text: str) -> Turn:
        said, count = folded(text).strip(" .!"), len(self.parts)
        number, _, rest = said.partition(" ")
        number = str(counted("numbers", 2).get(number, number))
        every = sense_of(text, count) if sense_of(text) is not Sense.EVERYONE else None
        is_all = every in {Sense.EVERYONE, Sense.YES} or says(text, "apart")
        if says(text, "whole"):
            text = "2"
        elif is_all or (number == str(count) and not rest):
            text = "1"
        elif rest and number.isdecimal():
            text = f"{number} {rest}"
        turn = settled(state, text, self.options(state))
        return turn or passed_to_notes(state, text, self.text)
