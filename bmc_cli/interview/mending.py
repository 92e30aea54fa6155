"""Going through what a check found, each point asked as the interview would ask it.

What is there already is offered first; other words are a new note.  A point is asked once:
Enter leaves it as it is and goes on to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from bmc_cli.interview.ahead import Ahead
from bmc_cli.interview.amending import Rewording, reworded
from bmc_cli.interview.answers import answered, which_of
from bmc_cli.interview.choosing import Choice, todays_choices
from bmc_cli.interview.closing import Closing
from bmc_cli.interview.evidence import Learn
from bmc_cli.interview.links import For, Kind, add_notes
from bmc_cli.interview.options import by_number, offered, settled
from bmc_cli.interview.senses import Sense, sense_of
from bmc_cli.interview.series import Series
from bmc_cli.interview.state import Asked, Doubted, Option, Question, State, Turn, saved, told
from bmc_cli.interview.steps import Notes
from bmc_cli.interview.undecided import Version
from bmc_cli.method.finding import TITLE_BLOCK, Finding
from bmc_cli.method.repairs import (
    ASKED,
    Amend,
    Decide,
    Join,
    Marks,
    Repair,
    Reword,
    Title,
    Write,
    marked,
    operations_of,
)
from bmc_cli.method.rules import by_weight, check
from bmc_cli.model.canvas import find
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Change
from bmc_cli.plain_text import one_line
from bmc_cli.words.findings import heading_of, sentence
from bmc_cli.words.packs import quoted
from bmc_cli.words.terms import terms_of


def findings(state: State, ignored: Sequence[str] = ()) -> list[Finding]:
    """Return what the rules find in the canvas, the heaviest first.

    What is said of the title block is asked where it is known what mends it.
    """
    found = by_weight(check(state.canvas, terms_of(state.pack), ignored))
    return [each for each in found if can_be_asked(each)]


def can_be_asked(finding: Finding) -> bool:
    """Whether there is a question about what was found."""
    return finding.key != TITLE_BLOCK or finding.repair is not None


@dataclass(frozen=True, slots=True)
class Mending(Series[Finding]):
    """The points of a check; ``ignored`` are rules to hear nothing of."""

    ignored: tuple[str, ...] = ()

    def place(self, _state: State) -> str:
        return "mend"

    def ended(self, state: State) -> str:
        return state.say("mend_done")

    def points(self, state: State) -> list[Finding]:
        return findings(state, self.ignored)

    def identity(self, point: Finding, state: State) -> str:
        texts = _texts(state, point)
        return "|".join([point.rule, point.key, *point.names, *point.kinds, *texts])

    def question(self, point: Finding, state: State) -> Question:
        """Return the question: the interview's own where there is one."""
        inner = _inner(point, state)
        said = heading_of(point.key, state.pack)
        if not isinstance(inner, (Ahead, For)):  # which ask the same
            said = f"{said} · {sentence(point, state.pack)}"
        return Point(said, inner, is_empty=point.rule == "empty-block")


# -- how a point is asked


def _inner(finding: Finding, state: State) -> Question:
    repair = finding.repair
    match repair:
        case None:
            return Notes(finding.key)
        case Write(_, text) if text == ASKED:
            return _writing(repair, state)
        case Amend():
            return _amending(finding, repair, state)
        case Reword(key, place, text) if text == ASKED:
            words = state.canvas.notes(key)[place].text
            return Split(key, words) if finding.rule == "two-ideas" else Rewording(key, words)
        case Decide() | Title():
            keys = tuple(each for each, _ in finding.spots)
            texts = tuple(_texts(state, finding)) if keys else finding.names
            return Version(texts, keys, getattr(repair, "name", ""))
    return Offer(repair)


def _writing(repair: Write, state: State) -> Question:
    """Return how to ask for a note that is missing: with those that are there, if there are."""
    if repair.marks.later:
        return Ahead(repair.key)
    has_notes = bool(state.canvas.notes(repair.key))
    return Fill(repair.key, repair.marks) if has_notes else Notes(repair.key)


def _amending(finding: Finding, repair: Amend, state: State) -> Question:
    """Return how to ask for what notes lack: links, kinds, or only a yes."""
    key, marks = repair.key, repair.marks
    texts = tuple(state.canvas.notes(key)[place].text for place in repair.places)
    if marks.unlinks or marks.unkinds or marks.later or not texts:
        return Offer(repair)
    if ("learned", ASKED) in marks.texts:
        return Learn(key, texts[0])
    if marks.links:
        is_own = all(spot[0] == key for spot in finding.spots)
        return For(key, texts) if is_own else Fill(key, marks)
    asks = state.pack.blocks[key].ask
    wanted = set(finding.kinds or marks.kinds)
    ids = tuple(ask.kind for ask in asks if wanted & {ask.kind, ask.rest} - {""})
    is_named = {spot[0] for spot in finding.spots} == {key}
    return Closing(key, ids) if ids and (finding.kinds or not is_named) else Kind(key, texts)


def _texts(state: State, finding: Finding) -> list[str]:
    return [state.canvas.notes(key)[at].text for key, at in finding.spots]


class Point(NamedTuple):
    """One point: what was ``said`` of it, and the question ``inner`` that mends it.

    ``is_empty``: it was said of a block without notes, and holds until there is one.
    """

    said: str
    inner: Question
    is_empty: bool = False

    @property
    def key(self) -> str:
        return self.inner.key

    def place(self, state: State) -> str:
        return self.inner.place(state) or "notes"

    def kept(self, state: State) -> Question | None:
        below = state.answered().asking(self.inner)
        inner = self.inner.kept(below)
        return self._replace(inner=inner) if inner else None

    def asked(self, state: State) -> Asked:
        shown = self.inner.asked(state.instead(self.inner))
        is_plain = isinstance(self.inner, (Fill, Offer, Split, Version))
        between = " · " if isinstance(self.inner, (Ahead, For)) else " "
        if self.is_empty and state.canvas.notes(self.key):
            return shown
        question = self.said if is_plain else f"{self.said}{between}{shown.question}"
        if isinstance(self.inner, Ahead):  # no step comes after it
            shown = shown._replace(hint=state.say("mend_ahead_hint"))
        return shown._replace(question=question)

    def answered(self, state: State, text: str) -> Turn:
        """Let the question below answer, in its own place; what it asks back stands above this."""
        turn = self.inner.answered(state.instead(self.inner), text)
        found = [self._again(each, state) for each in turn.state.questions]
        return turn._replace(state=replace(turn.state, questions=tuple(found)))

    def _again(self, question: Question, state: State) -> Question:
        is_same = type(question) is type(self.inner) and question.key == self.inner.key
        return self._replace(inner=question) if is_same and len(state.questions) == 2 else question

    def noted(self, state: State, text: str) -> Turn:
        """Add ``text`` as a note of the block that this is about."""
        return add_notes(state, self.key, text)

    def meanings(self, state: State, text: str) -> Sequence[Option]:
        return cast("Doubted", self.inner).meanings(state.instead(self.inner), text)


class Fill(NamedTuple):
    """Which note of block ``key`` gets ``marks``; other words are a new note that has them."""

    key: str
    marks: Marks

    def place(self, _state: State) -> str:
        return "fill"

    def kept(self, _state: State) -> Question | None:
        return self

    def choices(self, state: State) -> list[Choice]:
        return todays_choices(state.canvas, self.key)

    def asked(self, state: State) -> Asked:
        return Asked("", state.say("mend_hint"), tuple(self.choices(state)))

    @property
    def help(self) -> str:
        return "help_closing"

    def answered(self, state: State, text: str) -> Turn:
        if "\n" in text:  # a pasted list
            return self.unknown(state, text)
        return answered(self, state, text)

    def left(self, state: State) -> Turn:
        return Turn(state.answered())

    def none(self, state: State) -> Turn:
        return Turn(state.answered())

    def every(self, state: State) -> Turn:
        return self.taken(state, tuple(each.value for each in self.choices(state)))

    def agreed(self, state: State) -> Turn:
        return which_of(state)

    def taken(self, state: State, values: tuple[str, ...]) -> Turn:
        notes = [note for value in values if (note := find(state.canvas, self.key, value))]
        changes = (
            Change(self.key, note, marked(state.canvas, self.key, note, self.marks))
            for note in notes
        )
        names = quoted((note.text for note in notes), state.pack)
        turn = saved(state, *changes, said=state.say("mended", notes=names))
        return turn._replace(state=turn.state.answered())

    def unknown(self, state: State, text: str) -> Turn:
        like_note = marked(state.canvas, self.key, Note(""), self.marks)
        return add_notes(state.answered(), self.key, text, like_note=like_note)


class Split(NamedTuple):
    """The words of a note that holds several ideas: each, with a semicolon between, is a note."""

    key: str
    text: str

    def place(self, _state: State) -> str:
        return "split"

    def kept(self, state: State) -> Question | None:
        return self if find(state.canvas, self.key, self.text) else None

    def asked(self, state: State) -> Asked:
        return Asked("", state.say("mend_split_hint"), draft=self.text)

    def answered(self, state: State, text: str) -> Turn:
        note = find(state.canvas, self.key, self.text)
        if note is None or not text.strip() or text.strip() == one_line(self.text).strip():
            return Turn(state.answered())
        return reworded(state.answered(), self.key, note, text.replace(";", "\n"))


class Offer(NamedTuple):
    """Whether a repair, all of which is known, is to be done."""

    repair: Repair

    @property
    def key(self) -> str:
        return self.repair.key

    def place(self, _state: State) -> str:
        return "offer"

    def kept(self, _state: State) -> Question | None:
        return self

    def options(self, state: State) -> list[Option]:
        return by_number((_described(self.repair, state), self.done), (state.say("mend_no"), Turn))

    def done(self, state: State) -> Turn:
        """Do it."""
        return saved(state, *operations_of(self.repair, state.canvas), said=state.say("mend_saved"))

    def asked(self, state: State) -> Asked:
        return Asked("", state.say("mend_offer_hint"), offered(self.options(state)))

    def answered(self, state: State, text: str) -> Turn:
        said = "1" if sense_of(text) is Sense.YES else text
        turn = settled(state, said, self.options(state))
        return turn or told(state, state.say("what_help"))


def _described(repair: Repair, state: State) -> str:
    """Return what a repair does, as an option."""
    notes = state.canvas.notes(repair.key)
    match repair:
        case Amend(_, places, marks):
            names = quoted((notes[place].text for place in places), state.pack)
            return _marked(state, names, marks)
        case Reword(_, _, text, rest):
            parts = " · ".join(map(one_line, (text, *rest)))
            return state.say("several_apart", n=1 + len(rest), notes=parts)
        case Join(_, place, _):
            return state.say("mend_join", note=one_line(notes[place].text))
        case Write(_, text, _):
            return state.say("mend_add", note=one_line(text))
    return state.say("mend_yes")


def _marked(state: State, names: str, marks: Marks) -> str:
    if marks.later:
        return state.say("mend_later", notes=names)
    if marks.links and marks.links[0][0]:
        to = quoted((state.canvas.notes(key)[at].text for key, at in marks.links), state.pack)
        return state.say("mend_link", notes=names, names=to)
    gone = quoted((*marks.unlinks, *marks.unkinds), state.pack)
    return state.say("mend_gone", notes=names, names=gone) if gone else state.say("mend_yes")
