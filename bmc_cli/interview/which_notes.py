"""Which notes are named: behind a command by number or letter, in a line by their own words.

"3 other words", "B", "1-3, 5", "the last one"; no word is the note that is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bmc_cli.interview.choosing import Choice, own_choices
from bmc_cli.interview.state import State, Turn, told
from bmc_cli.interview.understanding import NoChoice, chosen_labels
from bmc_cli.model.canvas import find, numbered
from bmc_cli.model.fields import Note

_RANGE = re.compile(r"(\d+)\s*[-\u2013]\s*(\d+)")


def key_of(state: State) -> str:
    """Return the key of the block that is talked about, "" for none."""
    return next((each.key for each in reversed(state.questions) if each.key), "")


def note_asked_of(state: State) -> Note | None:
    """Return the note that is asked about now: the first, where it is of several."""
    question = getattr(state.question, "inner", state.question)
    texts = getattr(question, "texts", ()) or (getattr(question, "text", ""),)
    return find(state.canvas, question.key, texts[0]) if question.key else None


def with_label(line: str, listed: Sequence[Choice]) -> Iterator[str]:
    """Return a line, also with its label for a note of which all words stand in it."""
    yield line
    for each in sorted(listed, key=lambda choice: -len(choice.shown)):
        whole = rf"(?<!\w)(?:(?:de|het|the)\s+)?{re.escape(each.shown)}(?!\w)"
        said = re.sub(whole, each.label, line, count=1, flags=re.IGNORECASE)
        if said not in {line, each.label}:
            yield said


def _picked(state: State, word: str) -> tuple[Note | None, str]:
    """Return the note of this step that ``word`` begins with the number or letter of, and the rest.

    No word is the note that is asked about, else the last note.
    """
    notes = state.canvas.notes(key_of(state))
    label, _, rest = word.partition(" ")
    if not word:
        return note_asked_of(state) or next(reversed(notes), None), ""
    found = _labelled(state, label)
    return (found, rest.strip()) if found else (None, word)


def _labelled(state: State, label: str) -> Note | None:
    key = key_of(state)
    notes = state.canvas.notes(key)
    labels = {each.label.lower(): each.value for each in own_choices(state.canvas, key)}
    by_letter = find(state.canvas, key, labels.get(label.lower(), ""))
    return by_letter or numbered(label, notes)


def several(state: State, words: str) -> tuple[list[Note], str]:
    """Return the notes that ``words`` begins with the numbers of, and what stands behind them."""
    spread = _RANGE.sub(
        lambda ends: " ".join(map(str, range(int(ends[1]), min(int(ends[2]), 99) + 1))), words
    )
    parts, notes = re.split(r"[\s,]+", spread.strip()), []
    while parts and (note := _labelled(state, parts[0])):
        notes.append(note)
        parts.pop(0)
    return list(dict.fromkeys(notes)), " ".join(parts)


def counted_out(state: State, words: str) -> list[Note]:
    """Return the notes that all of ``words`` means: "2 4", "2 and 4", "the last one".

    No word is the note that is asked about.
    """
    if not words:
        asked = note_asked_of(state)
        return [asked] if asked else []
    notes, behind = several(state, words)
    if not behind:
        return notes
    labels = [choice.label for choice in own_choices(state.canvas, key_of(state))]
    try:
        return [note for each in chosen_labels(words, labels) if (note := _labelled(state, each))]
    except NoChoice:
        return []


def no_note(state: State) -> Turn:
    """Say how notes are named, where a word named none of this step."""
    if not key_of(state):
        return told(state, state.say("in_a_step"))
    notes = state.canvas.notes(key_of(state))
    return told(state, as_labelled(state, "which_note") if notes else state.say("no_notes"))


def as_labelled(state: State, sentence: str) -> str:
    """Return a sentence on the notes of this step up to the last, by letter where they have one."""
    last = own_choices(state.canvas, key_of(state))[-1].label
    return state.say(sentence if last.isdecimal() else f"{sentence}_by_letter", last=last)


def of_a_note(act: Callable[[State, str, Note, str], Turn]) -> Callable[[State, str], Turn]:
    """Make a command of what is done to one note, which its number names."""

    def command(state: State, rest: str) -> Turn:
        note, behind = _picked(state, rest)
        return act(state, key_of(state), note, behind) if note else no_note(state)

    return command
