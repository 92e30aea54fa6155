"""Options to settle a doubt with, by number or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.senses import Sense, says_nothing, sense_of
from bmc_cli.interview.state import (
    Noting,
    Option,
    State,
    Taken,
    Turn,
    explained,
    told,
)
from bmc_cli.interview.understanding import NoChoice, chosen_labels
from bmc_cli.interview.vocabulary import phrases
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import find

_LONG = 4  # letters from which a word may have another ending


def by_number(*options: tuple[str, Taken]) -> list[Option]:
    """Return options chosen by their numbers, from what is shown and what each comes to."""
    return [
        Option(Choice(str(at), shown, shown), taken) for at, (shown, taken) in enumerate(options, 1)
    ]


def offered(options: Iterable[Option]) -> tuple[Choice, ...]:
    """Return what is shown of options, to choose from."""
    return tuple(option.choice for option in options)


def settled(state: State, text: str, options: Sequence[Option]) -> Turn | None:
    """Return what a doubt comes to by ``text``, in the state that it is about.

    None where the line is none of the options.
    """
    below = state.answered()
    if option := _named(options, text) or _counted(options, text):
        return option.taken(below)
    if says_nothing(text):
        return Turn(below)
    if sense_of(text) is Sense.HELP:
        return explained(state, state.say("what_help"))
    new = state.say("what_new") if text.strip() == "+" else None
    meant = [each for each in options if each.choice.value == new] or _meant(options, text)
    if len(meant) > 1:
        return told(state, state.say("what_which"))
    return meant[0].taken(below) if meant else None


def _only(options: Iterable[Option]) -> Option | None:
    """Return the one option that there is, None where there are none or more."""
    found = [*options]
    return found[0] if len(found) == 1 else None


def _named(options: Sequence[Option], text: str) -> Option | None:
    return _only(each for each in options if _names(each.choice, text)) if text.strip() else None


def _counted(options: Sequence[Option], text: str) -> Option | None:
    """Return the option whose place ``text`` says: "the first one", "number 2"."""
    try:
        meant = chosen_labels(text, [each.choice.label for each in options])
    except NoChoice:
        return None
    return _only(each for each in options if each.choice.label in meant)


def _meant(options: Sequence[Option], text: str) -> list[Option]:
    """Return the options that ``text`` means in other words."""
    if not re.search(r"\w{3}", text):  # "A" answers the question below, and is no word of an option
        return []
    said = re.findall(r"\w+", folded(text))
    if set(said) <= set(phrases("openers")):
        return []
    known = [(each, re.findall(r"\w+", folded(each.choice.shown))) for each in options]
    return [each for each, words in known if all(_is_in(word, words) for word in said)]


def _is_in(word: str, words: Sequence[str]) -> bool:
    """Whether a word is one of ``words``, or one with another ending."""
    return any(
        word == each or (len(each) >= _LONG and word.startswith(each) and len(word) - len(each) < 3)
        for each in words
    )


def _names(choice: Choice, text: str) -> bool:
    """Whether ``text`` is the label of a choice, or one word that it holds."""
    said = folded(text).strip(" .!")
    label = folded(choice.label)
    is_label = said in {label, label.removeprefix("+").strip() or label}
    is_telling = said not in phrases("openers")
    return is_label or (is_telling and said in re.findall(r"\w{3,}", folded(choice.shown)))


def passed_to_notes(state: State, text: str, note: str = "") -> Turn:
    """Let ``text`` be a note, where lines are notes below, or answer what is asked about ``note``.

    A question about another note is not on the screen, and gets no answer.
    """
    below = state.answered().question
    is_about = getattr(below, "texts", ())[:1] == (note,)
    if is_about or isinstance(below, Noting):
        return passed_on(state, text)
    return told(state, state.say("what_help"))


def passed_on(state: State, text: str) -> Turn:
    """Let ``text`` answer the question below the doubt."""
    below = state.answered()
    return below.question.answered(below, text)


def place_in(state: State, key: str, text: str) -> str:
    """Return the number of a note in its block, "?" where it is not there."""
    note = find(state.canvas, key, text)
    return str(state.canvas.notes(key).index(note) + 1) if note else "?"
