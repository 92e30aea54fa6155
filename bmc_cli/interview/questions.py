"""Asking about a note: whom it is for, of which kind; and asking back about what was said.

People answer in their own words.  What is clear is taken; what fits several, or is not on the
list, is asked about; what is no choice at all is never taken for something else: its writer
says what it is.  From a script nothing is asked back: such words are the next note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bmc_cli.interview.asking import Asker, Interrupted, Reply
from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.understanding import Absent, Answer, Foreign, Sense, Unclear, understand
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BLOCKS, NAMED, Block, numbered
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import SEGMENTS
from bmc_cli.plain_text import one_line

SERVES_SEGMENTS = {block.key for block in BLOCKS if SEGMENTS in block.targets}
_ENDING = 2  # letters that make one of several
_SPEAKS = "key_partners"  # what a partner does for us is often said, not chosen (step 8)


class Chosen(NamedTuple):
    """What was chosen, () for nothing."""

    values: tuple[str, ...]


class Left(NamedTuple):
    """The question is left: what is set stays."""


class Detail(NamedTuple):
    """Words that say more about the note; the question is to be asked once more."""

    text: str


class Elsewhere(NamedTuple):
    """The note belongs in another block."""

    block: Block


class Other(NamedTuple):
    """A reply that is no answer to the question: a command, or a note of its own."""

    reply: Reply


Outcome = Chosen | Left | Detail | Elsewhere | Other


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a note of block ``key``: its "links" or "kinds", among ``choices``."""

    key: str
    field: str
    note: Note
    choices: Sequence[Choice]

    @property
    def sort(self) -> str:
        """How the pack calls what is chosen: segments, links, or kinds."""
        return "segments" if self.key in SERVES_SEGMENTS and self.field == "links" else self.field


class Interruption(Interrupted):
    """The user broke off at a question; ``is_note``: what was typed is no answer to it."""

    def __init__(self, draft: str, *, is_note: bool) -> None:
        super().__init__(draft)
        self.is_note = is_note


def ask(question: Question, asker: Asker) -> Outcome:
    """Ask until there is an answer.  Raises ``Interruption``."""
    say = asker.pack.say
    name = one_line(question.note.text)
    if question.field == "links":
        asker.tell(say(f"links.{question.key}", note=name))
    else:
        asker.tell(say("interview.kind_of", note=name))
    asker.tell(_listed(question.choices))
    explained = False
    while True:
        try:
            reply = asker.ask(say(f"interview.which_{question.sort}"))
        except Interrupted as broken:
            answer = understand(broken.draft, question.choices)
            is_note = bool(broken.draft.strip()) and answer.first(Foreign) is not None
            raise Interruption(broken.draft, is_note=is_note) from broken.__cause__
        if reply.command == "help":
            _explain(question, asker)
            explained = True
            continue
        if reply == Reply("", "redraw") and explained:  # Enter behind ?
            explained = False
            continue
        if reply.command or reply.text.lstrip().startswith("/") or "\n" in reply.text:
            return Other(reply)
        if not reply.text.strip():
            return Left()
        outcome = _outcome(reply, question, asker)
        if outcome is not None:
            return outcome


def _outcome(reply: Reply, question: Question, asker: Asker) -> Outcome | None:
    """Return what a reply comes to; None when the question is to be asked again."""
    answer = understand(reply.text, question.choices)
    if answer.sense is Sense.HELP:
        _explain(question, asker)
        return None
    if answer.sense is not Sense.CHOICE:
        every = tuple(choice.value for choice in question.choices)
        everyone = Chosen(EVERY_TARGET if question.field == "links" else every)
        fixed: dict[Sense, Outcome] = {Sense.UNSURE: Left(), Sense.NOBODY: Chosen(())}
        return fixed.get(answer.sense, everyone)
    if answer.first(Absent):
        labels = f"{question.choices[0].label}-{question.choices[-1].label}"
        asker.tell(asker.pack.say("interview.no_choice", labels=labels))
        return None
    settled = None if answer.first(Foreign) else _settled(answer, asker)
    if settled is not None:
        return Chosen(settled.chosen(question.choices))
    if not asker.asks_back or question.field == "kinds":
        return Other(reply)
    return _what_it_is(reply, question, asker) if answer.first(Foreign) else None


def _settled(answer: Answer, asker: Asker) -> Answer | None:
    """Ask which one was meant by each word that fits several; None for none of them."""
    while isinstance(unclear := answer.first(Unclear), Unclear):
        if not asker.asks_back:
            return None
        listed = [
            Choice(str(at), choice.shown, choice.value, choice.place)
            for at, choice in enumerate(unclear.choices, 1)
        ]
        asker.tell(asker.pack.say("interview.which_one", word=one_line(unclear.word)))
        asker.tell(_listed(listed))
        found = understand(asker.ask(asker.pack.say("interview.which_one_hint")).text, listed)
        values = found.chosen(listed)
        if found.sense is Sense.EVERYONE:
            values = tuple(choice.value for choice in listed)
        picked = [choice for choice in unclear.choices if choice.value in values]
        if not picked:
            return None
        answer = answer.settled(unclear, picked)
    return answer


def _what_it_is(reply: Reply, question: Question, asker: Asker) -> Outcome | None:
    """Ask what words are that name no choice: a note, more about this one, or a slip."""
    meant = block_named_in(reply.text, but=question.key)
    if question.key == _SPEAKS and not meant:
        return Detail(reply.text.strip())
    say, name = asker.pack.say, one_line(question.note.text)
    asker.tell(say("interview.what_is", text=one_line(reply.text.strip())))
    options: list[tuple[str, Outcome | None]] = []
    if meant:
        title = f"{meant.number} {asker.pack.blocks[meant.key].title}"
        options.append((say("interview.what_move", note=name, block=title), Elsewhere(meant)))
    options += [
        (say("interview.what_new"), Other(Reply(reply.text))),
        (say("interview.what_more", note=name), Detail(reply.text.strip())),
        (say("interview.what_elsewhere", note=name), None),
    ]
    for at, (option, _) in enumerate(options, 1):
        asker.tell(f"{at} {option}")
    said = asker.ask(say("interview.what_hint"))
    if said.command:
        return Other(said)
    if said.text.strip() == "+":
        return Other(Reply(reply.text))
    picked = numbered(said.text.strip().rstrip("."), options)
    if picked is None:
        return None
    return picked[1] if picked[1] is not None else _another_step(question, asker)


def _another_step(question: Question, asker: Asker) -> Outcome | None:
    reply = asker.ask(asker.pack.say("interview.which_step"))
    block = numbered(reply.text, BLOCKS) or block_named_in(reply.text, but=question.key)
    return Elsewhere(block) if block and block.key != question.key else None


def block_named_in(text: str, but: str) -> Block | None:
    """Return the one block, other than ``but``, that a word of ``text`` is the name of.

    "oeps dat is een partner" names the partners.
    """
    found = {
        block
        for word in re.findall(r"\w{4,}", folded(text))
        for name, block in NAMED.items()
        if name == word or (name.startswith(word) and len(name) - len(word) <= _ENDING)
    }
    others = [block for block in found if block.key != but]
    return others[0] if len(others) == 1 else None


def _explain(question: Question, asker: Asker) -> None:
    """Say how to answer, and what the kinds mean."""
    if question.field == "kinds":
        kinds = asker.pack.blocks[question.key].kinds
        for choice in question.choices:
            asker.tell(f"{choice.label} {choice.shown}: {kinds[choice.value].hint}")
    asker.tell(asker.pack.say(f"interview.help_{question.sort}"))


def _listed(choices: Sequence[Choice]) -> str:
    return " · ".join(f"{choice.label} {choice.shown}" for choice in choices)
