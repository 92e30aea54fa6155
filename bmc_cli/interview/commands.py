"""What is done by a word behind a slash, from anywhere in the conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bmc_cli.errors import BmcError
from bmc_cli.interview.amending import Rewording, reworded
from bmc_cli.interview.carrying import Elsewhere, carried
from bmc_cli.interview.choosing import own_choices
from bmc_cli.interview.closing import Closing
from bmc_cli.interview.ends import Head, OpenPage, Review
from bmc_cli.interview.evidence import Sure
from bmc_cli.interview.links import For, Kind
from bmc_cli.interview.places import place_of
from bmc_cli.interview.series import Series
from bmc_cli.interview.state import Effect, Page, Phase, State, Turn, saved, told
from bmc_cli.interview.steps import Notes
from bmc_cli.interview.understanding import without_opener
from bmc_cli.interview.which_notes import (
    as_labelled,
    counted_out,
    key_of,
    no_note,
    of_a_note,
    several,
)
from bmc_cli.model.canvas import BLOCKS, Block, find, numbered
from bmc_cli.model.fields import BY_NAME, Note
from bmc_cli.model.links import SEGMENTS, letter
from bmc_cli.model.operations import Change, Move, Remove, Retitle
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.choices import split_off
from bmc_cli.words.packs import find_block, quoted


def commanded(state: State, command: str, rest: str) -> Turn:
    """Return what ``command`` with ``rest`` behind it makes of ``state``."""
    return _COMMANDS[command](state, rest)


# -- what is done to a note


def _chosen(of: type[For | Kind], none: str) -> Callable[[State, str, Note, str], Turn]:
    """Return what asks what a note is for, or of which kind; ``none`` is said if nothing can be."""

    def act(state: State, key: str, note: Note, answer: str) -> Turn:
        question = of(key, (note.text,))
        if not question.choices(state):
            return told(state, state.say(none))
        asking = state.asking(question)
        return question.answered(asking, answer) if answer else Turn(asking)

    return act


def _edit(state: State, key: str, note: Note, text: str) -> Turn:
    if text:
        return reworded(state, key, note, text)
    return Turn(state.asking(Rewording(key, note.text)))


def _text(field: str) -> Callable[[State, str, Note, str], Turn]:
    """Return what gives a note a longer text below it, or takes that away."""

    def act(state: State, key: str, note: Note, text: str) -> Turn:
        new = replace(note, **{field: clean(text)})  # type: ignore[arg-type]  # a text
        names = {"note": one_line(note.text), "text": one_line(text)}
        if new == note:
            return told(state, state.say(f"{field}_what", **names))
        said = state.say(f"{field}_set" if text else f"{field}_gone", **names)
        return saved(state, Change(key, note, new), said=said)

    return act


def _sure(state: State, rest: str) -> Turn:
    says, _ = split_off(BY_NAME["evidence"], rest, state.pack)
    if says is not None and (notes := state.canvas.notes(key_of(state))):
        rest = f"{len(notes)} {rest}"  # said of no note, it is of the last
    return of_a_note(_sure_of)(state, rest)


def _sure_of(state: State, key: str, note: Note, text: str) -> Turn:
    question = Sure(key, note.text)
    asking = state.asking(question)
    return question.answered(asking, text) if text else Turn(asking)


def _later(state: State, key: str, note: Note, _rest: str) -> Turn:
    new = replace(note, later=not note.later)
    said = state.say("later_set" if new.later else "later_gone", note=one_line(note.text))
    return saved(state, Change(key, note, new), said=said)


def _del(state: State, rest: str) -> Turn:
    key = key_of(state)
    notes = counted_out(state, rest)
    if not notes:
        return no_note(state)
    turn = saved(state, *(Remove(key, note) for note in notes))
    names = quoted((note.text for note in notes), state.pack)
    said = [state.say("removed" if len(notes) == 1 else "removed_more", notes=names)]
    said += _loosened(state, turn.state)
    said += _relettered(state, turn.state, key)
    return turn._replace(said=tuple(said))


def _loosened(before: State, after: State) -> list[str]:
    """Say how many notes are not linked to anything any more."""
    loose = [
        note
        for block in BLOCKS
        for note in after.canvas.notes(block.key)
        if not note.links and (was := find(before.canvas, block.key, note.text)) and was.links
    ]
    return [before.pack.count("interview.loosened", len(loose))] if loose else []


def _relettered(before: State, after: State, key: str) -> list[str]:
    """Say which segments have another letter now."""
    was = {each.value: each.label for each in own_choices(before.canvas, key)}
    now = own_choices(after.canvas, key)
    moved = [
        f"{each.label} {each.shown}"
        for each in now
        if not each.label.isdecimal() and was.get(each.value, each.label) != each.label
    ]
    return [before.say("relettered", names=", ".join(moved))] if moved else []


def _move(state: State, rest: str) -> Turn:
    key = key_of(state)
    notes, behind = several(state, rest)
    here = state.canvas.notes(key)
    if len(notes) > 1 and not behind:  # the last number is where to
        *notes, last = notes
        return _moved(state, key, notes, str(here.index(last) + 1))
    if not notes or not behind:
        return told(state, as_labelled(state, "move_where")) if here else no_note(state)
    return _moved(state, key, notes, without_opener(behind))


def _moved(state: State, key: str, notes: list[Note], where: str) -> Turn:
    texts = tuple(note.text for note in notes)
    place = numbered(where, range(len(state.canvas.notes(key))))
    if place is not None and len(notes) == 1:
        said = state.say("moved", note=one_line(notes[0].text), n=place + 1)
        return saved(state, Move(key, notes[0], place), said=said)
    if block := numbered(where, BLOCKS):
        if block.key != key:
            return Turn(state.asking(Elsewhere(key, texts, block.key)))
        return told(state, as_labelled(state, "move_where"))
    block = _block(state, where)
    if block is None or block.key == key:
        return told(state, as_labelled(state, "move_where"))
    return carried(state, key, texts, block.key)


def _block(state: State, word: str) -> Block | None:
    try:
        return find_block(word, [state.pack])
    except BmcError:  # the caller says what can be typed
        return None


# -- where to


def _go(state: State, rest: str) -> Turn:
    block = _block(state, rest)
    if block is None:
        return told(state, state.say("go_where"))
    return Turn(replace(state, questions=(Notes(block.key),)))


def _review(state: State, _rest: str) -> Turn:
    return Turn(replace(state, questions=(Review(),)))


def _back(state: State, rest: str) -> Turn:
    """Return to the question before, and say so where there is none."""
    made = _before(state, _drafted(state, rest))
    is_there = made.state.questions == state.questions
    return told(made.state, state.say("back_nothing")) if is_there else made


def _before(state: State, drafted: State) -> Turn:
    """Return to the question before: below a question its step, else the step before."""
    base = state.questions[0]
    if len(state.questions) > 1:
        return Turn(_below(drafted))
    if isinstance(base, Closing) and base.at:
        return Turn(drafted.instead(base._replace(at=base.at - 1)))
    if isinstance(base, Notes):
        number = next(block.number for block in BLOCKS if block.key == base.key)
        if state.single or number == 1:
            return Turn(drafted)
        return Turn(replace(drafted, questions=(Notes(BLOCKS[number - 2].key),)))
    return Turn(replace(drafted, questions=(Notes(base.key or BLOCKS[-1].key),)))


def _below(state: State) -> State:
    """Return the state at the question before, within a step or a check.

    Notes that were being asked about are asked about once more when the step is left.
    """
    base = state.questions[0]
    if isinstance(base, Series) and len(state.questions) == 2:
        return base.back(state)
    if isinstance(state.question, For):
        loose = frozenset((state.question.key, text) for text in state.question.texts)
        return replace(state.answered(), moved=state.moved | loose)
    return state.answered()


def _drafted(state: State, text: str) -> State:
    """Return the state that keeps what was typed and not entered, for when it is asked again."""
    if not text.strip():
        return state
    return replace(state, drafts={**state.drafts, place_of(state): text})


def _next(state: State, rest: str) -> Turn:
    """Leave the step, with all that is open in it."""
    step = next((each for each in state.questions if isinstance(each, Phase)), None)
    drafted = _drafted(state, rest)
    if step is None:
        return Turn(drafted.answered())
    return Turn(replace(drafted, questions=()), argument="next step")


# -- what is shown


def _help(state: State, _rest: str) -> Turn:
    question = state.question
    if isinstance(question, Notes):
        return Turn(state.asking(OpenPage(step_help(state, question.key), question.key)))
    if isinstance(question, (Head, Review, Rewording)):
        shown, keys = question.asked(state), (state.say("keys_title"), state.say("keys_help"))
        about = ((shown.question, shown.points),) if shown.points else ()
        return Turn(state.asking(OpenPage(Page((*about, (keys[0], _lines(keys[1])))))))
    return question.answered(state, "?")


def step_help(state: State, key: str) -> Page:
    """Return what a coach would say of a step, and all that can be typed."""
    prompt = state.pack.blocks[key]
    parts = [
        (prompt.lead, prompt.criteria),
        (state.say("examples"), prompt.examples),
        (state.say("coach"), (prompt.coach,)),
        (state.say("keys_title"), _keys(state, key)),
        (state.say("advice_title"), prompt.advice),
    ]
    if prompt.kinds:
        kinds = tuple(f"{kind.label}: {kind.hint}" for kind in prompt.kinds.values())
        parts.append((state.say("kinds_title"), kinds))
    return Page(tuple((title, tuple(lines)) for title, lines in parts if any(lines)))


def _keys(state: State, key: str) -> tuple[str, ...]:
    """Return what the keys and commands do; their example is a note as the step shows it."""
    label = letter(1) if key == SEGMENTS else "2"
    return _lines(re.sub(r"(/\w+) 2\b", rf"\1 {label}", state.say("keys_help")))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def _canvas(state: State, rest: str) -> Turn:
    block = _block(state, rest)
    return Turn(state.asking(OpenPage(Page(draws=block.key if block else "all"), key_of(state))))


# -- the title block, and what only the surroundings can do


def _head(name: str) -> Callable[[State, str], Turn]:
    def command(state: State, rest: str) -> Turn:
        if not rest:
            return Turn(state.asking(Head(name)))
        said = state.say(f"{name}_set", text=one_line(rest))
        turn = saved(state, Retitle(name, one_line(rest)), said=said)
        if isinstance(state.question, Head) and state.question.name == name:
            return turn._replace(state=turn.state.answered())
        return turn

    return command


def _outside(effect: Effect) -> Callable[[State, str], Turn]:
    return lambda state, rest: Turn(state, effect=effect, argument=rest)


def _editor(state: State, typed: str) -> Turn:
    if not key_of(state):
        return no_note(state)
    return Turn(_drafted(state, typed), effect=Effect.EDITOR, argument=key_of(state))


def _language(state: State, rest: str) -> Turn:
    if not rest:
        known = ", ".join(code for code, _ in state.languages)
        return told(state, state.say("which_language", known=known))
    return Turn(state, effect=Effect.LANGUAGE, argument=rest)


def _unknown(state: State, line: str) -> Turn:
    return told(state, state.say("unknown_word", word=one_line(line)))


_COMMANDS: Mapping[str, Callable[[State, str], Turn]] = {
    "back": _back,
    "next": _next,
    "edit": of_a_note(_edit),
    "del": _del,
    "move": _move,
    "for": of_a_note(_chosen(For, "no_links")),
    "kind": of_a_note(_chosen(Kind, "no_kinds")),
    "detail": of_a_note(_text("detail")),
    "outlook": of_a_note(_text("outlook")),
    "remark": of_a_note(_text("remark")),
    "later": of_a_note(_later),
    "sure": _sure,
    "editor": _editor,
    "title": _head("title"),
    "author": _head("author"),
    "go": _go,
    "review": _review,
    "canvas": _canvas,
    "undo": _outside(Effect.UNDO),
    "help": _help,
    "lang": _language,
    "quit": _outside(Effect.LEAVE),
    "redraw": _outside(Effect.REDRAW),
    "unknown": _unknown,
}
