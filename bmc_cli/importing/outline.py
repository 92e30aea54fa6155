r"""What every reader of a file of somebody else yields: its outline, as plain values.

A reader says what stands there, in the order in which it stands there, and judges as little as
it can: which heading is a block, what is a note, what a table means and what has no place is
decided once, for all formats, by ``importing.filling``.

- ``heading(text, level, line)`` opens a section.  A format that knows its blocks by a name of its
  own (``obm_kp``, ``costs``) gives the key of the block (``key_partners``): keys are names too.
- ``item(text, depth, line)`` is an entry of a list; a deeper one belongs to the one above it.
- ``paragraph(text, line)`` is any other text.
- ``table(cells, line)`` is a grid of cells with spans: of a page, a sheet, a slide.
- ``rule``, ``code``, ``picture``: what stands there and is no text.

Texts are plain strings or runs of them (``Run``: strong, slanted, with an address), with
``\n`` where a line is broken on purpose.  ``fields`` are what the format itself says of a note, by
the names of the file (``detail``, ``for``, ``kind``, ``later``): nothing is guessed from its text
then.  What has no place in an outline goes to ``Outline.left_out``, so that it is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

NO_LINE = 0
"""The line of what stands in no line: a cell of a sheet, a shape on a slide."""

ANOTHER = "another"
"""Why a canvas was left out: it is not the one of its file that is read."""


class Run(NamedTuple):
    """A stretch of text that looks the same; ``address`` is where it leads, "" for nowhere.

    ``is_escaped``: its signs are signs, whatever they would mean in this format.
    """

    text: str
    is_strong: bool = False
    is_slanted: bool = False
    address: str = ""
    is_escaped: bool = False


Text = tuple[Run, ...]
"""A text in its runs."""


class Kind(Enum):
    """What a piece of an outline is."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    RULE = "rule"
    CODE = "code"
    PICTURE = "picture"


class Cell(NamedTuple):
    """A cell: its row and column from 0, how many of each it spans, and its line in the file."""

    row: int
    column: int
    text: Text
    rows: int = 1
    columns: int = 1
    line: int = NO_LINE


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an outline, with the line of the file where it starts (from 1).

    ``level`` is that of a heading (1 is the highest) or the depth of an item (0 the outermost).
    ``is_quoted``: it stands in a quotation.  ``cells`` are those of a table; ``fields`` what the
    format says of a note, each a tuple of texts (``later``: ``("true",)``).
    """

    kind: Kind
    text: Text = ()
    level: int = 0
    line: int = NO_LINE
    is_quoted: bool = False
    cells: tuple[Cell, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """Its text without its looks."""
        return plain(self.text)


class LeftOut(NamedTuple):
    """What was left out: where, what it is called, its lines as they stand there, and why.

    ``why`` is the end of the name of a sentence in the packs (``import.why_``…).
    """

    line: int
    heading: str
    lines: tuple[str, ...] = ()
    why: str = "no_block"


class LostLinks(NamedTuple):
    """Links of a note that a canvas does not have: whose, and to what."""

    key: str
    text: str
    targets: tuple[str, ...]


class OwnNote(NamedTuple):
    """A note on a slide or a page of ours: its block, number and text, and what stands below it.

    ``described`` is its alternative text, which says all else.  The number 0 is that of no note.
    """

    key: str
    number: int
    text: str = ""
    below: tuple[str, ...] = ()
    described: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a reader found in a file.

    ``head`` is what the file says of the canvas itself, by the names of the title block
    (``title``, ``author``, ``date``, ``iteration``, ``variant_of``); ``lost`` are links that the
    format has and a canvas has not.  ``is_sure``: the format says by itself that it is a canvas
    of nine blocks, so that it needs no three blocks to be believed.  ``is_keyed``: its names of
    blocks are keys, which say nothing of the language of its notes.  ``own`` are the notes on
    slides, or a page, of ours; ``head`` then has ``about``, the line behind the title.
    """

    pieces: tuple[Piece, ...]
    head: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    lost: tuple[LostLinks, ...] = ()
    is_sure: bool = False
    is_keyed: bool = False
    own: tuple[OwnNote, ...] = ()


def runs(text: str | Text) -> Text:
    """Return ``text`` in runs."""
    return (Run(text),) if isinstance(text, str) else tuple(text)


def runs_of(text: str, marked: re.Pattern[str], looks: Callable[[re.Match[str]], Run]) -> Text:
    """Return ``text`` in runs: each stretch that is ``marked`` as ``looks`` has it."""
    found: list[Run] = []
    at = 0
    for mark in marked.finditer(text):
        found += [Run(text[at : mark.start()]), looks(mark)]
        at = mark.end()
    found.append(Run(text[at:]))
    return tuple(run for run in found if run.text)


def plain(text: Text) -> str:
    """Return what ``text`` says, without its looks."""
    return "".join(run.text for run in text)


def heading(text: str | Text, level: int = 1, line: int = NO_LINE) -> Piece:
    """Return a heading."""
    return Piece(Kind.HEADING, runs(text), level, line)


def item(
    text: str | Text,
    depth: int = 0,
    line: int = NO_LINE,
    fields: Mapping[str, Iterable[str]] | None = None,
) -> Piece:
    """Return an entry of a list, with what the format itself says of it."""
    told = {name: tuple(values) for name, values in (fields or {}).items()}
    return Piece(Kind.ITEM, runs(text), depth, line, fields=told)


def paragraph(text: str | Text, line: int = NO_LINE) -> Piece:
    """Return a text that is no entry of a list."""
    return Piece(Kind.PARAGRAPH, runs(text), 0, line)


def table(cells: Iterable[Cell], line: int = NO_LINE) -> Piece:
    """Return a table."""
    return Piece(Kind.TABLE, line=line, cells=tuple(cells))
