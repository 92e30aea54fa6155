"""What a typed line is as a note: without the marks of a list, with the links it carries.

Also whether it is like another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bmc_cli.interview.choosing import link_choices
from bmc_cli.interview.understanding import NoChoice, chosen_links, one_of
from bmc_cli.interview.vocabulary import phrases
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import clean

_LISTED = re.compile(r"\A(?:[-*\u2022\u00b7\u2013\u25cf\u25aa]|\(?\d{1,2}[.)])(?:\s+|$)")
_BOX = re.compile(r"\A\[[ xX]?\]\s+")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_BRACKETS = re.compile(r"(.*\S)\s+\[([^\[\]]+)\]")
_LETTERS_ALIKE = 4


class Typed(NamedTuple):
    """A text that was typed as a note, and what it is to be linked to."""

    text: str
    links: tuple[str, ...] = ()


def texts_in(text: str) -> list[str]:
    """Return the texts of the notes in ``text``: one a line, cleaned, without marks of a list."""
    return [line for line in map(_bare, clean(text).split("\n")) if line]


def _bare(line: str) -> str:
    bare = _LISTED.sub("", line.strip(), count=1)
    bare = _BOX.sub("", bare, count=1)
    return _BOLD.sub(r"\2", bare).strip()


def typed(canvas: Canvas, key: str, line: str) -> Typed:
    """Return the note in ``line``, with the links that it carries in brackets: "Site [A B]".

    Brackets in which not all is understood are part of the text.
    """
    found = _BRACKETS.fullmatch(line)
    if not found or not (choices := link_choices(canvas, key)):
        return Typed(line)
    try:
        names = re.sub(r"^\w+:\s*", "", found[2])  # as the screen shows them: "for: A, B"
        return Typed(found[1], chosen_links(names, choices))
    except NoChoice:
        return Typed(line)


def added_to(known: str, more: str) -> str:
    """Return what is known of a note with more that is said of it."""
    said = clean(more.strip())
    return f"{known.rstrip()}; {said}" if known.strip() else said


def like(text: str, notes: Iterable[Note]) -> Note | None:
    """Return the note that ``text`` says over again: all words of one are words of the other."""
    said = _stems(text)
    for note in notes:
        known = _stems(note.text)
        fewer = min(said, known, key=len)
        is_telling = any(len(word) >= _LETTERS_ALIKE for word in fewer)
        is_within = said <= known or known <= said
        if is_telling and is_within and folded(note.text) != folded(text):
            return note
    return None


def _stems(text: str) -> set[str]:
    """Return the words of a text but for articles and the like, without the ending of a plural."""
    words = set(re.findall(r"\w+", folded(text))) - set(phrases("openers"))
    return {one_of(word) for word in words}


def is_same(text: str, notes: Sequence[Note]) -> bool:
    """Whether a note of the same words is there, whatever its capitals."""
    return any(folded(note.text) == folded(text) for note in notes)
