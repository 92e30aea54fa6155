"""Asking back: what was meant by a line that is not clear.

A doubt stands above the question that it is about.  Enter settles it as nothing was said; a
line that is none of its options is an answer to the question below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple, cast

from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.state import (
    Asked,
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
from bmc_cli.interview.understanding import Picked, Sense, sense_of, understand
from bmc_cli.interview.words import bare_command
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BLOCKS, BY_KEY, find
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Add, Carry, Change, Remove
from bmc_cli.plain_text import one_line

_NOTHING = {Sense.NOBODY, Sense.UNSURE, Sense.DONE}


def numbered(*options: tuple[str, Taken]) -> list[Option]:
    """Return options chosen by their numbers, from what is shown and what each comes to."""
    return [
        Option(Choice(str(at), shown, shown), taken) for at, (shown, taken) in enumerate(options, 1)
    ]


def settled(state: State, text: str, options: Sequence[Option]) -> Turn | None:
    """Return what a doubt comes to by ``text``, in the state that it is about.

    None where the line is none of the options.
    """
    below = state.answered()
    if option := _named(options, text):
        return option.taken(below)
    if not text.strip() or sense_of(text) in _NOTHING:
        return Turn(below)
    if sense_of(text) is Sense.HELP:
        return explained(state, state.say("what_help"))
    new = state.say("what_new") if text.strip() == "+" else None
    option = _only(each for each in options if each.choice.value == new) or _meant(options, text)
    return option.taken(below) if option else None


def _only(options: Iterable[Option]) -> Option | None:
    """Return the one option that there is, None where there are none or more."""
    found = [*options]
    return found[0] if len(found) == 1 else None


def _named(options: Sequence[Option], text: str) -> Option | None:
    return _only(each for each in options if _names(each.choice, text)) if text.strip() else None


def _meant(options: Sequence[Option], text: str) -> Option | None:
    """Return the one option that ``text`` means in other words."""
    if not re.search(r"\w{3}", text):  # "A" answers the question below, and is no word of an option
        return None
    choices = [option.choice for option in options]
    answer = understand(text, choices)
    if not all(isinstance(part, Picked) for part in answer.parts):
        return None
    meant = answer.chosen(choices)
    return _only(option for option in options if option.choice.value in meant)


def _names(choice: Choice, text: str) -> bool:
    """Whether ``text`` is the label of a choice, or one word that it holds."""
    said = folded(text).strip(" .!")
    label = folded(choice.label)
    is_label = said in {label, label.removeprefix("+").strip() or label}
    return is_label or said in re.findall(r"\w{3,}", folded(choice.shown))


def passed_on(state: State, text: str) -> Turn:
    """Let ``text`` answer the question below the doubt."""
    below = state.answered()
    return below.question.answered(below, text)


class What(NamedTuple):
    """What is ``text``?  The question below knows what it may be."""

    text: str
    key: str

    def place(self, _state: State) -> str:
        return f"what/{escaped(self.text)}"

    def kept(self, state: State) -> Question | None:
        return self if len(state.questions) > 1 else None

    def options(self, state: State) -> list[Option]:
        below = state.answered()
        return [*cast("Doubted", below.question).options(below, self.text)]

    def asked(self, state: State) -> Asked:
        choices = tuple(option.choice for option in self.options(state))
        return Asked(
            state.say("what_is", text=one_line(self.text)), state.say("what_hint"), choices
        )

    def answered(self, state: State, text: str) -> Turn:
        turn = settled(state, text, self.options(state))
        if turn:
            return turn
        said = told(state, state.say("not_saved", text=one_line(self.text)))
        return said.then(passed_on(state, text))


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
        if not text.strip() or found.sense in _NOTHING:
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

    The command is "" where the line may be a question, ``NOTE`` where it says too little.
    """

    text: str
    command: str
    key: str

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
            word = state.pack.words["commands"][self.command].split()[:1] or [self.command]
            name = state.say("what_command", command=f"/{word[0]}")
            meant = [(name, partial(_commanded, command=self.command))]
        return numbered(*meant, *(note if is_noting else []))

    def asked(self, state: State) -> Asked:
        choices = tuple(option.choice for option in self.options(state))
        return Asked(
            state.say("what_is", text=one_line(self.text)), state.say("what_hint"), choices
        )

    def answered(self, state: State, text: str) -> Turn:
        if folded(text.strip()) == folded(self.text.strip()) and self.command != NOTE:
            text = "1"  # who says it twice means the command
        turn = settled(state, text, self.options(state))
        return turn or passed_on(state, text)


def _as_note(state: State, text: str) -> Turn:
    return cast("Noting", state.question).noted(state, text)


def _commanded(state: State, command: str) -> Turn:
    return Turn(state, again=Reply("", command))


def doubted(state: State, key: str, text: str) -> Word | None:
    """Return the doubt whether a line is a note; None for one that is.

    It may be a command, a question, or too little to be either.
    """
    line = text.strip()
    if "\n" in line:
        return None
    if command := bare_command(line, state.pack):
        return Word(line, command, key)
    if line.endswith("?"):
        return Word(line, "", key)
    is_answer = sense_of(line) in {Sense.YES, Sense.EVERYONE}
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
        return (
            self
            if all(find(state.canvas, self.key, text) for text in (self.text, self.other))
            else None
        )

    def options(self, state: State) -> list[Option]:
        return numbered(
            (state.say("like_instead", other=one_line(self.other)), self.instead),
            (state.say("like_both"), Turn),
        )

    def instead(self, state: State) -> Turn:
        new, old = (find(state.canvas, self.key, text) for text in (self.text, self.other))
        assert new
        assert old
        said = state.say("like_done", note=one_line(self.text), other=one_line(self.other))
        kept = replace(old, text=new.text, links=new.links or old.links)
        return saved(state, Remove(self.key, new), Change(self.key, old, kept), said=said)

    def asked(self, state: State) -> Asked:
        names = {"note": one_line(self.text), "other": one_line(self.other)}
        choices = tuple(option.choice for option in self.options(state))
        return Asked(state.say("like", **names), state.say("like_hint"), choices)

    def answered(self, state: State, text: str) -> Turn:
        if sense_of(text) is Sense.EVERYONE or sense_of(text, 2) is Sense.EVERYONE:
            return Turn(state.answered())
        turn = settled(state, text, self.options(state))
        return turn or passed_on(state, text)


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
        return numbered(
            (
                state.say("several_apart", n=len(self.parts), notes=" · ".join(self.parts)),
                self.apart,
            ),
            (state.say("several_one"), Turn),
        )

    def apart(self, state: State) -> Turn:
        note = find(state.canvas, self.key, self.text)
        assert note
        parts = [part for part in self.parts if not find(state.canvas, self.key, part)]
        first, *others = parts or self.parts
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
        choices = tuple(option.choice for option in self.options(state))
        question = state.say("several", note=one_line(self.text), n=len(self.parts))
        return Asked(question, state.say("several_hint"), choices)

    def answered(self, state: State, text: str) -> Turn:
        turn = settled(state, text, self.options(state))
        return turn or passed_on(state, text)


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
        block = titled(state, self.to)
        go = partial(carried, key=self.key, texts=self.texts, to=self.to)
        return numbered((state.say("move_yes", block=block), go), (state.say("move_no"), Turn))

    def asked(self, state: State) -> Asked:
        names = ", ".join(f"'{one_line(text)}'" for text in self.texts)
        question = state.say("move_there", notes=names, block=titled(state, self.to))
        choices = tuple(option.choice for option in self.options(state))
        return Asked(question, state.say("move_hint"), choices)

    def answered(self, state: State, text: str) -> Turn:
        if sense_of(text) is Sense.YES:
            text = "1"
        turn = settled(state, text, self.options(state))
        return turn or passed_on(state, text)


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
        choices = tuple(option.choice for option in self.options(state))
        question = state.say("which_step", note=one_line(self.text))
        return Asked(question, state.say("which_step_hint"), choices)

    def answered(self, state: State, text: str) -> Turn:
        turn = settled(state, text, self.options(state))
        return turn or passed_on(state, text)


def carried(state: State, key: str, texts: Sequence[str], to: str) -> Turn:
    """Return the turn that carries notes to block ``to``, and says what they lost."""
    notes = [note for text in texts if (note := find(state.canvas, key, text))]
    turn = saved(state, *(Carry(key, note, to) for note in notes))
    names = ", ".join(f"'{one_line(note.text)}'" for note in notes)
    said = [
        state.say(
            "carried" if len(notes) == 1 else "carried_more", notes=names, block=titled(state, to)
        )
    ]
    lost = [note.text for note in notes if _lost_links(turn.state, note, to)]
    if lost:
        said.append(state.say("carried_loose", notes=", ".join(f"'{one_line(t)}'" for t in lost)))
    moved = turn.state.moved | {(to, note.text) for note in notes}
    return turn._replace(state=replace(turn.state, moved=moved), said=tuple(said))


def _lost_links(state: State, note: Note, to: str) -> bool:
    there = find(state.canvas, to, note.text)
    return there is not None and there.links != note.links


def titled(state: State, key: str) -> str:
    """Return the number and the title of a block."""
    return f"{BY_KEY[key].number} {one_line(state.pack.blocks[key].title)}"


def place_in(state: State, key: str, text: str) -> str:
    """Return the number of a note in its block, "?" where it is not there."""
    note = find(state.canvas, key, text)
    return str(state.canvas.notes(key).index(note) + 1) if note else "?"
