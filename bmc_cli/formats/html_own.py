"""A page of ours, read back: its notes, by the names that its elements have for its style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from bmc_cli.importing.outline import OwnNote
from bmc_cli.model.canvas import BLOCKS, BY_KEY
from bmc_cli.words.described import described

_SIGN = '<meta name="generator" content="bmc">'
_EMPTY = {"meta", "link", "input", "br", "hr", "img"}
_COPIES = "sheets"
"""What holds the canvas once more, for paper."""


class Page(NamedTuple):
    """The notes of a page of ours, and what it says of the canvas: ``title`` and ``about``."""

    notes: tuple[OwnNote, ...]
    head: Mapping[str, str]


def page_of(text: str) -> Page | None:
    """Return the page of ours that ``text`` is, None for one of somebody else."""
    if _SIGN not in text[:10_000]:
        return None
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if set(reader.blocks) != {block.key for block in BLOCKS}:
        return None
    notes = [OwnNote(BLOCKS[0].key, 0)]
    for number, note in enumerate(reader.notes, 1):
        title = reader.blocks[note.key]
        said = described(title, note.text, note.ties, ", ".join(note.marks), note.below)
        notes.append(OwnNote(note.key, number, note.text, tuple(note.below), said))
    return Page(tuple(notes), {"title": reader.title, "about": reader.about})


class _Read:
    """A note that is read: its block, and what stands in it."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.text = ""
        self.marks: list[str] = []
        self.below: list[str] = []
        self.ties: list[str] = []


class _Reader(HTMLParser):
    """Goes along the elements of a page; ``open`` are those it is in, each with its classes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, Sequence[str]]] = []
        self.title = self.about = ""
        self.blocks: dict[str, str] = {}
        self.notes: list[_Read] = []
        self.key = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        classes = told.get("class", "").split()
        if tag not in _EMPTY:
            self.open.append((tag, classes))
        if _COPIES in self.within():
            return
        if classes[:1] == ["block"] and classes[-1] in BY_KEY:
            self.key = classes[-1]
            self.blocks[self.key] = ""
        elif classes[:1] == ["note"] and self.key:
            self.notes.append(_Read(self.key))
        elif self.notes and classes[:1] == ["below"]:
            self.notes[-1].below.append("")
        elif self.notes and classes[:1] == ["tie"]:
            self.notes[-1].ties.append("")
        elif self.notes and classes[:1] == ["sign"] and "note" in self.within():
            self.notes[-1].marks.append(told.get("title", ""))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def within(self) -> Iterator[str]:
        """Yield the first class of each element that is open."""
        return (classes[0] for _, classes in self.open if classes)

    def handle_data(self, data: str) -> None:
        if not self.open or _COPIES in self.within():
            return
        tag, classes = self.open[-1]
        if "note" in self.within():
            self.of_note(self.notes[-1], data)
        elif tag == "h1":
            self.title += data
        elif tag == "h2" and self.key and "name" in classes:
            self.blocks[self.key] += data
        elif "header" in {each for each, _ in self.open} and self.open[-1][0] in {"p", "bdi"}:
            self.about += data

    def of_note(self, note: _Read, data: str) -> None:
        """Take what stands in a note; its tags stand within its text, signs and letters in them."""
        within = {*self.within()}
        if "below" in within:
            note.below[-1] += data
        elif "tie" in within:
            note.ties[-1] += data
        elif "mark" in within:
            note.marks += data.split(", ")
        elif "text" in within and "tags" not in within:
            note.text += data
