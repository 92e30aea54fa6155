"""The fields of a note and of the title block: each once, with all that others must know of it.

Files, diffs, merges, JSON, the schema and drawings go through these tables.  A new field is
one attribute here, and its words in the packs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum, IntEnum
from typing import Any, NamedTuple

EVERY_TARGET = ("all",)
"""The links of a note that reaches every target, also those added later."""

YES = ("true", "yes", "on", "ja")
NO = ("false", "no", "off", "nee")
"""What a flag may be in the file, in any capitals; the first of each is how it is written."""


EVIDENCE = ("guess", "tested", "proven", "wrong")
"""How sure a note is, as it stands in the file; the first is what a note is of which none is said.

A canvas is a set of guesses, and the method asks to experiment (the form's closing word).
"""


class Shape(Enum):
    """What a field holds: a text, the names of other things, yes and no, or one of a few words."""

    TEXT = "text"
    NAMES = "names"
    FLAG = "flag"
    CHOICE = "choice"


class Place(IntEnum):
    """Where a note shows a field; what changed is told in this order.

    As the note itself, as a mark in brackets behind it, as what it is for and of, as lines
    below it, or as the mark of a note that a merge left in two versions.
    """

    NOTE = 0
    MARK = 1
    TIE = 2
    BELOW = 3
    VERSION = 4


class Merge(Enum):
    """What becomes of a field that both sides of a merge changed, each in its own way.

    ``VERSIONS``: both stay, for somebody to decide.  ``UNION``: what either added, without
    what either took out.  ``OURS``: ours stays.  ``HIGHEST``: the higher number, or the later
    date; of other texts in the title block both stay, and of a note the later in the alphabet.
    """

    VERSIONS = "versions"
    UNION = "union"
    OURS = "ours"
    HIGHEST = "highest"


class Field(NamedTuple):
    """A field of a note: its attribute, and its name in the file and in JSON.

    ``label`` is the sentence of the pack that stands before its value, for a mark the mark
    itself; ``lead`` is the one before a text below its note, "" for one that speaks for itself.
    ``change`` is what a diff calls a change of it; of a mark, that it came, and
    ``undone`` that it went.  ``takes_all``: its names may be ``EVERY_TARGET``.  ``is_plain``:
    a single name stands in the file as plain text.  Of its ``choices`` the first goes without
    saying: it is "" on a note, and need not stand in the file.
    """

    attribute: str
    name: str
    shape: Shape
    place: Place
    merge: Merge
    label: str = ""
    lead: str = ""
    change: str = ""
    undone: str = ""
    takes_all: bool = False
    is_plain: bool = False
    choices: tuple[str, ...] = ()

    def of(self, note: Note) -> Any:
        """Return what ``note`` says in this field: a text, names, or yes and no."""
        return getattr(note, self.attribute)

    def called(self, new: Note) -> str:
        """Return what a diff calls a change of this field that made ``new``."""
        return self.undone if self.undone and not self.of(new) else self.change


_EMPTY: Mapping[Shape, Any] = {
    Shape.TEXT: "",
    Shape.CHOICE: "",
    Shape.NAMES: (),
    Shape.FLAG: False,
}


def _optional(shape: Shape, place: Place, merge: Merge, **others: Any) -> Any:
    """Declare a field that a note may go without; ``name`` is given where files have another."""
    return field(default=_EMPTY[shape], metadata=_told(shape, place, merge, **others))


def _below(name: str, *, is_led: bool = True) -> Any:
    """Declare the text ``name`` below a note; unless ``is_led`` it speaks for itself there."""
    lead = f"show.{name}" if is_led else ""
    return _optional(
        Shape.TEXT, Place.BELOW, Merge.VERSIONS, label=f"diff.{name}", lead=lead, change=name
    )


def _told(shape: Shape, place: Place, merge: Merge, **others: Any) -> Mapping[str, Any]:
    return {"shape": shape, "place": place, "merge": merge, **others}


@dataclass(frozen=True, slots=True)
class Note:
    """One sticky note: one idea in a few words.

    ``links`` holds the texts of the notes it points to (``for`` in the file) or
    is ``EVERY_TARGET``; ``later`` says that it answers a look-ahead question, ``outlook`` how
    it develops, which answers one too.  ``remark`` is what somebody else says of it.
    ``evidence`` says how sure it is ("" for a guess), ``test`` how to find out, ``learned`` what
    came out; a ``vital`` one is to be tested first, whatever hangs on it.
    ``conflict`` is the text of the note that this is one of two versions of, when a merge
    could not choose; with a single version of it, the other side has removed the note.
    """

    text: str = field(metadata=_told(Shape.TEXT, Place.NOTE, Merge.VERSIONS, change="reworded"))
    detail: str = _below("detail", is_led=False)
    links: tuple[str, ...] = _optional(
        Shape.NAMES,
        Place.TIE,
        Merge.UNION,
        name="for",
        label="show.for",
        change="relinked",
        takes_all=True,
    )
    kinds: tuple[str, ...] = _optional(
        Shape.NAMES,
        Place.TIE,
        Merge.UNION,
        name="kind",
        label="show.kinds",
        change="kind",
        is_plain=True,
    )
    later: bool = _optional(
        Shape.FLAG, Place.MARK, Merge.OURS, label="show.later", change="later", undone="now"
    )
    outlook: str = _below("outlook")
    remark: str = _below("remark")
    evidence: str = _optional(
        Shape.CHOICE,
        Place.MARK,
        Merge.VERSIONS,
        label="diff.evidence",
        change="evidence",
        choices=EVIDENCE,
    )
    test: str = _below("test")
    learned: str = _below("learned")
    vital: bool = _optional(
        Shape.FLAG,
        Place.MARK,
        Merge.OURS,
        label="show.vital",
        change="vital",
        undone="not_vital",
    )
    conflict: str = _optional(
        Shape.TEXT,
        Place.VERSION,
        Merge.HIGHEST,
        label="show.undecided",
        change="conflict",
        undone="decided",
    )


FIELDS: tuple[Field, ...] = tuple(
    Field(**{"attribute": each.name, "name": each.name, **each.metadata}) for each in fields(Note)
)
"""The fields of a note, in the order of the file."""

BY_NAME: Mapping[str, Field] = {each.name: each for each in FIELDS}
"""The fields of a note by their names in the file."""


def said_in(note: Note, *places: Place) -> tuple[str, ...]:
    """Return the texts that ``note`` shows in ``places``, without those it does not have."""
    texts = (each.of(note) for each in in_place(*places) if each.shape is Shape.TEXT)
    return tuple(filter(None, texts))


def in_place(*places: Place) -> tuple[Field, ...]:
    """Return the fields that a note shows in ``places``, in the order in which it shows them."""
    found = (each for each in FIELDS if each.place in places)
    return tuple(sorted(found, key=lambda each: each.place))


class HeadField(NamedTuple):
    """A field of the title block: its name, the same in the file and on the canvas.

    ``is_bare``: a date or a number stands in the file as people write it, without quotes.
    ``names`` are what people call one that they edit themselves, Dutch and English.
    """

    name: str
    merge: Merge = Merge.VERSIONS
    is_bare: bool = False
    names: tuple[str, ...] = ()


def head_field(**told: Any) -> Any:
    """Declare a field of the title block, a text that may be empty."""
    return field(default="", metadata={"head": told})
