"""What is done by a word behind a slash, from anywhere in the conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bmc_cli.interview.amending import Amend, reworded
from bmc_cli.interview.carrying import Elsewhere, carried
from bmc_cli.interview.choosing import own_choices
from bmc_cli.interview.closing import Closing
from bmc_cli.interview.ends import Head, Review, Shown
from bmc_cli.interview.links import For, Kind
from bmc_cli.interview.options import note_asked_of
from bmc_cli.interview.series import Series
from bmc_cli.interview.state import Effect, Page, Phase, State, Turn, saved, told
from bmc_cli.interview.steps import Notes
from bmc_cli.interview.testing import Sure
from bmc_cli.interview.understanding import NoChoice, chosen_labels
from bmc_cli.model.canvas import BLOCKS, Block, find, numbered
from bmc_cli.model.fields import BY_NAME, Note
from bmc_cli.model.operations import Change, Move, Remove, Retitle
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.choices import split_off
from bmc_cli.words.packs import find_block, joined

if TYPE_CHECKING:
    pass

_RANGE = re.compile(r"(\d+)\s*[-\u2013]\s*(\d+)")


def commanded(state: State, command: str, rest: str) -> Turn:
    """Return what ``command`` with ``rest`` behind it makes of ``state``."""
    return _COMMANDS[command](state, rest)


# -- which notes


def _key(state: State) -> str:
    return next((each.key for each in reversed(state.questions) if each.key), "")


def picked(state: State, word: str) -> tuple[Note | None, str]:
    """Return the note of this step that ``word`` begins with the number or letter of, and the rest.

    No word is the note that is asked about, else the last note.
    """
    notes = state.canvas.notes(_key(state))
    label, _, rest = word.partition(" ")
    if not word:
        return note_asked_of(state) or next(reversed(notes), None), ""
    found = _labelled(state, label)
    return (found, rest.strip()) if found else (None, word)


def _labelled(state: State, label: str) -> Note | None:
    key = _key(state)
    notes = state.canvas.notes(key)
    labels = {each.label.lower(): each.value for each in own_choices(state.canvas, key)}
    by_letter = find(state.canvas, key, labels.get(label.lower(), ""))
    return by_letter or numbered(label, notes)


def _several(state: State, words: str) -> tuple[list[Note], str]:
    """Return the notes that ``words`` begins with the numbers of, and what stands behind them."""
    spread = _RANGE.sub(
        lambda ends: " ".join(map(str, range(int(ends[1]), min(int(ends[2]), 99) + 1))), words
    )
    parts, notes = re.split(r"[\s,]+", spread.strip()), []
    while parts and (note := _labelled(state, parts[0])):
        notes.append(note)
        parts.pop(0)
    return list(dict.fromkeys(notes)), " ".join(parts)


def _counted_out(state: State, words: str) -> list[Note]:
    """Return the notes that all of ``words`` means: "2 4", "2 and 4", "the last one".

    No word is the note that is asked about.
    """
    if not words:
        asked = note_asked_of(state)
        return [asked] if asked else []
    notes, behind = _several(state, words)
    if not behind:
        return notes
    labels = [choice.label for choice in own_choices(state.canvas, _key(state))]
    try:
        return [note for each in chosen_labels(words, labels) if (note := _labelled(state, each))]
    except NoChoice:
        return []


def _no_note(state: State) -> Turn:
    notes = state.canvas.notes(_key(state))
    return told(state, state.say("which_note" if notes else "no_notes", last=len(notes)))


def _of_a_note(act: Callable[[State, str, Note, str], Turn]) -> Callable[[State, str], Turn]:
    """Make a command of what is done to one note, which its number names."""

    def command(state: State, rest: str) -> Turn:
        note, behind = picked(state, rest)
        if note is None or not _key(state):
            return _no_note(state) if _key(state) else told(state, state.say("in_a_step"))
        return act(state, _key(state), note, behind)

    return command


# -- what is done to a note


def _for(state: State, key: str, note: Note, answer: str) -> Turn:
    question = For(key, (note.text,))
    if not question.choices(state):
        return told(state, state.say("no_links"))
    asking = state.asking(question)
    return question.answered(asking, answer) if answer else Turn(asking)


def _kind(state: State, key: str, note: Note, answer: str) -> Turn:
    question = Kind(key, (note.text,))
    if not question.choices(state):
        return told(state, state.say("no_kinds"))
    asking = state.asking(question)
    return question.answered(asking, answer) if answer else Turn(asking)


def _edit(state: State, key: str, note: Note, text: str) -> Turn:
    if text:
        return reworded(state, key, note, text)
    return Turn(state.asking(Amend(key, note.text)))


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
    if says is not None and (notes := state.canvas.notes(_key(state))):
        rest = f"{len(notes)} {rest}"  # said of no note, it is of the last
    return _of_a_note(_sure_of)(state, rest)


def _sure_of(state: State, key: str, note: Note, text: str) -> Turn:
    question = Sure(key, note.text)
    asking = state.asking(question)
    return question.answered(asking, text) if text else Turn(asking)


def _later(state: State, key: str, note: Note, _rest: str) -> Turn:
    new = replace(note, later=not note.later)
    said = state.say("later_set" if new.later else "later_gone", note=one_line(note.text))
    return saved(state, Change(key, note, new), said=said)


def _del(state: State, rest: str) -> Turn:
    key = _key(state)
    notes = _counted_out(state, rest)
    if not notes or not key:
        return _no_note(state) if key else told(state, state.say("in_a_step"))
    turn = saved(state, *(Remove(key, note) for note in notes))
    names = joined([f"'{one_line(note.text)}'" for note in notes], state.pack)
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
    key = _key(state)
    if not key:
        return told(state, state.say("in_a_step"))
    notes, behind = _several(state, rest)
    here = state.canvas.notes(key)
    if len(notes) > 1 and not behind:  # the last number is where to
        *notes, last = notes
        return _moved(state, key, notes, str(here.index(last) + 1))
    if not notes or not behind:
        return told(state, state.say("move_where", last=len(here))) if here else _no_note(state)
    return _moved(state, key, notes, behind)


def _moved(state: State, key: str, notes: list[Note], where: str) -> Turn:
    last = len(state.canvas.notes(key))
    texts = tuple(note.text for note in notes)
    place = numbered(where, range(last))
    if place is not None and len(notes) == 1:
        said = state.say("moved", note=one_line(notes[0].text), n=place + 1)
        return saved(state, Move(key, notes[0], place), said=said)
    if block := numbered(where, BLOCKS):
        if block.key != key:
            return Turn(state.asking(Elsewhere(key, texts, block.key)))
        return told(state, state.say("move_where", last=last))
    block = _block(state, where)
    if block is None or block.key == key:
        return told(state, state.say("move_where", last=last))
    return carried(state, key, texts, block.key)


def _block(state: State, word: str) -> Block | None:
    try:
        return find_block(word, [state.pack])
    except Exception:  # noqa: BLE001  # whatever it is not: the caller says what can be typed
        return None


# -- where to


def _go(state: State, rest: str) -> Turn:
    block = numbered(rest, BLOCKS) or (_block(state, rest) if rest else None)
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


def place_of(state: State) -> str:
    """Return the id of what is asked: "4", "4/for/3", "4/close/awareness", "title".

    A title that is asked for below what is asked is left out.
    """
    parts: list[str] = []
    if isinstance(state.question, Head):
        return state.question.place(state)
    for question in state.questions:
        block = next((each for each in BLOCKS if each.key == question.key), None)
        if not parts and block:
            parts.append(str(block.number))
        if not isinstance(question, Head) and (place := question.place(state)):
            parts.append(place)
    return "/".join(parts)


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
        return Turn(state.asking(Shown(step_help(state, question.key), question.key)))
    if isinstance(question, (Head, Review, Amend)):
        shown, keys = question.asked(state), (state.say("keys_title"), state.say("keys_help"))
        about = ((shown.question, shown.points),) if shown.points else ()
        return Turn(state.asking(Shown(Page((*about, (keys[0], _lines(keys[1])))))))
    return question.answered(state, "?")


def step_help(state: State, key: str) -> Page:
    """Return what a coach would say of a step, and all that can be typed."""
    prompt = state.pack.blocks[key]
    parts = [
        (prompt.lead, prompt.criteria),
        (state.say("examples"), prompt.examples),
        (state.say("coach"), (prompt.coach,)),
        (state.say("keys_title"), _lines(state.say("keys_help"))),
        (state.say("advice_title"), prompt.advice),
    ]
    if prompt.kinds:
        kinds = tuple(f"{kind.label}: {kind.hint}" for kind in prompt.kinds.values())
        parts.append((state.say("kinds_title"), kinds))
    return Page(tuple((title, tuple(lines)) for title, lines in parts if any(lines)))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def _canvas(state: State, rest: str) -> Turn:
    block = numbered(rest, BLOCKS) or (_block(state, rest) if rest else None)
    return Turn(state.asking(Shown(Page(draws=block.key if block else "all"), _key(state))))


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
    if not _key(state):
        return told(state, state.say("in_a_step"))
    return Turn(_drafted(state, typed), effect=Effect.EDITOR, argument=_key(state))


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
    "edit": _of_a_note(_edit),
    "del": _del,
    "move": _move,
    "for": _of_a_note(_for),
    "kind": _of_a_note(_kind),
    "detail": _of_a_note(_text("detail")),
    "outlook": _of_a_note(_text("outlook")),
    "remark": _of_a_note(_text("remark")),
    "later": _of_a_note(_later),
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
