"""What an answer is that names nothing of a list: everyone, nobody, not yet, done, help.

``sense_of("weet ik nog niet")`` is ``Sense.UNSURE``; a line with words of its own has no sense.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from bmc_cli.interview.vocabulary import counted, phrases
from bmc_cli.model.alike import folded

LONGEST = 1_000  # characters; a longer text is no answer to "for whom?"
AROUND = " .,;:!\"'()[]\u2018\u2019\u201c\u201d"
_OF_WHAT = re.compile(r"(\S.*?)(?:\s+[-\u2013]|\s*:)\s+(\S.*)")


class Sense(Enum):
    """What an answer is: a choice, one of the fixed answers, or a call for help."""

    CHOICE = "choice"
    EVERYONE = "everyone"
    NOBODY = "nobody"
    UNSURE = "unsure"
    AGAIN = "again"
    DONE = "done"
    YES = "yes"
    SHOW = "show"
    HELP = "help"


NOTHING = {Sense.NOBODY, Sense.UNSURE, Sense.DONE}
"""Answers that name nothing, where none is an answer that can be saved."""

_SAID_ALONE = {Sense.DONE: "done", Sense.YES: "yes", Sense.SHOW: "show", Sense.AGAIN: "again"}
"""What is said instead of an answer, with the words for it."""

_BOTH = {0: Sense.YES, 2: Sense.EVERYONE}
"""What "both" is: where there is nothing to choose it agrees, and of more it says too little."""

_WHATEVER_IS_AROUND = {Sense.NOBODY: "nobody", Sense.UNSURE: "unsure"}
"""Answers that are also understood between words that say nothing, as in "nobody yet"."""


def sense_of(text: str, count: int = 0) -> Sense | None:
    """Return what a line means that is said where there is nothing to choose; None for a note.

    ``count`` is how many things are meant by "both" and the like.
    """
    if len(text) > LONGEST or "\n" in text.strip():
        return None
    said = plain(text)
    if not text.strip(" ?") and text.strip():
        return Sense.HELP
    if asks_for_help(said):
        return Sense.HELP
    return fixed(said, count)


def nothing_of(text: str) -> str:
    """Return what a line says that there is nothing of, "" for another: "Insurers - nothing"."""
    found = _OF_WHAT.fullmatch(text.strip()) if len(text) <= LONGEST else None
    return found[1] if found and sense_of(found[2]) is Sense.NOBODY else ""


def says_nothing(text: str) -> bool:
    """Whether a line leaves all as it is: Enter, or a fixed answer that names nothing."""
    return not text.strip() or sense_of(text) in NOTHING


def plain(text: str) -> str:
    """Return ``text`` in small letters, with single spaces and without marks around it."""
    said = " ".join(folded(text).replace("\u2019", "'").replace("\0", " ").split())
    return said if said in {"-", "*"} else said.strip(AROUND)


def asks_for_help(said: str) -> bool:
    """Whether a plain text asks what is meant."""
    asked = said.rstrip(" ?")
    return asked in phrases("help") or without_filler(asked) in phrases("help")


def fixed(said: str, count: int) -> Sense | None:
    """Return which fixed answer a plain text is, None for none; ``count`` as in ``sense_of``."""
    both = (said, without_filler(said))
    for sense, words in _SAID_ALONE.items():
        if any(word.rstrip(" ?!") in phrases(words) for word in both):
            return sense
    for word in both:
        for sense, words in _WHATEVER_IS_AROUND.items():
            if word in phrases(words):
                return sense
        if word in phrases("both") and count in _BOTH:
            return _BOTH[count]
        if word == "*" or word in phrases("every"):
            return Sense.EVERYONE
        if _is_every_one_of(word.split(), count):
            return Sense.EVERYONE
    return None


def _is_every_one_of(words: Sequence[str], count: int) -> bool:
    """Whether words say "all four" of so many, with what names nothing behind it: "groups"."""
    if len(words) < 2 or words[0] not in phrases("every"):
        return False
    number = str(counted("numbers", 2).get(words[1], words[1]))
    return number == str(count) and {*words[2:]} <= {*phrases("openers"), *phrases("common")}


def without_filler(said: str) -> str:
    """Return a plain text without the words that may stand anywhere and say nothing."""
    for phrase in phrases("filler"):
        said = re.sub(rf"(?<!\S){re.escape(phrase)}(?!\S)", " ", said)
    return " ".join(said.split()).strip(AROUND)
