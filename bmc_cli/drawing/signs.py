"""The signs behind a note that say how sure it is; what each stands for is told in a legend.

They are as wide as they are measured: one cell in a terminal, less than an em on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bmc_cli.words.notes import Mark, NoteWords

_SIGNS: Mapping[str, tuple[str, str]] = {
    "tested": ("½", "~"),
    "proven": ("✓", "+"),
    "wrong": ("✗", "x"),
    "vital": ("!", "!"),
}
"""Each mark that is drawn as a sign, with that in ASCII.  A guess has none: every note is one."""


class Sign(NamedTuple):
    """A sign, what it marks by its name (see ``words.notes.Mark``), and the word for that."""

    name: str
    sign: str
    said: str


def signs(note: NoteWords, *, ascii_only: bool = False) -> tuple[Sign, ...]:
    """Return the signs behind a note, in the order of the legend."""
    found = {mark.name: mark.said for mark in note.marks}
    return tuple(
        Sign(name, glyphs[ascii_only], found[name])
        for name, glyphs in _SIGNS.items()
        if name in found
    )


def legend_of(notes: Iterable[NoteWords], *, ascii_only: bool = False) -> tuple[Sign, ...]:
    """Return the signs that stand behind any of ``notes``, each once."""
    found = {each.name: each for note in notes for each in signs(note, ascii_only=ascii_only)}
    return tuple(found[name] for name in _SIGNS if name in found)


def unsigned(note: NoteWords) -> Iterator[Mark]:
    """Yield the marks of a note that have no sign."""
    return (mark for mark in note.marks if mark.name not in _SIGNS)
