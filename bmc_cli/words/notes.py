"""How a note is told, and the title block above it: cleaned, in the words of a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import BY_NAME, EVERY_TARGET, FIELDS, Field, Note, Place, Shape, in_place
from bmc_cli.model.links import SEGMENTS, letter
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.choices import called
from bmc_cli.words.packs import Pack, every_target

_MARKS = in_place(Place.MARK, Place.VERSION)
_TIES = in_place(Place.TIE)
_BELOW = in_place(Place.BELOW)


class Below(NamedTuple):
    """A text that stands below a note, of one line or several, and the name of its field.

    ``lead`` is the word before it that says what it is, "" for one that speaks for itself.
    """

    name: str
    text: str
    lead: str = ""

    @property
    def said(self) -> str:
        """The text behind its word."""
        return f"{self.lead} {self.text}" if self.lead else self.text


class Told(NamedTuple):
    """A field of a note by its name, and what it says: a text, several, or its own label."""

    name: str
    values: tuple[str, ...]


class Tie(NamedTuple):
    """What a note is for, or of which kind: the field's name, its label and each value.

    ``every`` is the word for all that it could be for, of a note that is for all of it.
    """

    name: str
    label: str
    values: tuple[str, ...]
    every: str = ""


class Mark(NamedTuple):
    """What marks a note: the name of its field, which of its choices, and the word for it.

    ``value`` is "" of a field that is yes or no.
    """

    field: str
    value: str
    said: str

    @property
    def name(self) -> str:
        """What it is, in one word of the file: "later", "vital", "tested"."""
        return self.value or self.field


class NoteWords(NamedTuple):
    """A note in words: its text, which may be of several lines, and what stands ``below`` it.

    ``marks`` say that it is for later, how sure it is, or that a merge left it open.  ``ties``
    say what it is for and of which kind, a sentence each; ``tied`` says that value by value.
    ``version`` is the text of the note that it is one of two versions of.
    ``told`` has all its fields but the text one by one, for a table.
    """

    text: str
    below: tuple[Below, ...] = ()
    marks: tuple[Mark, ...] = ()
    ties: tuple[str, ...] = ()
    tied: tuple[Tie, ...] = ()
    version: str = ""
    told: tuple[Told, ...] = ()

    @property
    def is_later(self) -> bool:
        """Whether it is for later."""
        return any(mark.name == "later" for mark in self.marks)

    @property
    def mark(self) -> str:
        """Its marks in words."""
        return ", ".join(mark.said for mark in self.marks)

    @property
    def text_line(self) -> str:
        """The text on one line."""
        return self.text.replace("\n", " ")

    @property
    def brackets(self) -> str:
        """The mark as it stands behind the text."""
        return f"({self.mark})" if self.mark else ""

    @property
    def line(self) -> str:
        """All of it on one line."""
        mark = f" {self.brackets}" if self.mark else ""
        ties = f" [{'; '.join(self.ties)}]" if self.ties else ""
        below = "".join(f" - {each.said}" for each in self.below).replace("\n", " ")
        return f"{self.text_line}{mark}{ties}{below}"


def note_words(
    note: Note, pack: Pack, key: str = "", letters: Mapping[str, str] | None = None
) -> NoteWords:
    """Return a note in words; of a note of block ``key`` with its ties.

    Segments are named by their ``letters``, as ``letters_for`` returns them, where it has them.
    """
    return NoteWords(
        clean(note.text),
        tuple(_below(note, pack)),
        tuple(_mark(field, note, pack) for field in _MARKS if field.of(note)),
        tuple(_ties(note, pack, key, letters or {})) if key else (),
        tuple(_tied(note, pack, key)) if key else (),
        clean(note.conflict),
        tuple(_told(note, pack, key)),
    )


def _mark(field: Field, note: Note, pack: Pack) -> Mark:
    if field.shape is Shape.CHOICE:
        return Mark(field.name, field.of(note), called(field, field.of(note), pack))
    return Mark(field.name, "", pack.say(field.label))


def _told(note: Note, pack: Pack, key: str) -> Iterator[Told]:
    for field in FIELDS:
        if field.place is not Place.NOTE and field.of(note):
            yield Told(field.name, _values(field, note, pack, key))


def _values(field: Field, note: Note, pack: Pack, key: str) -> tuple[str, ...]:
    said = field.of(note)
    if field.shape in {Shape.FLAG, Shape.CHOICE}:
        return (_mark(field, note, pack).said,)
    if field.shape is Shape.TEXT:
        return (clean(said),)
    if field.takes_all and said == EVERY_TARGET:
        return (every_target(key, pack),) if key else EVERY_TARGET
    known = pack.blocks[key].kinds if key and field.attribute == "kinds" else {}
    return tuple(clean(known[name].label if name in known else name) for name in said)


def _below(note: Note, pack: Pack) -> Iterator[Below]:
    for field in _BELOW:
        if text := field.of(note):
            lead = one_line(pack.say(field.lead)) if field.lead else ""
            yield Below(field.name, clean(text), lead)


def letters_for(canvas: Canvas, key: str) -> dict[str, str]:
    """Return the letters of the segments by their texts, for a block whose notes name them."""
    if SEGMENTS not in BY_KEY[key].targets:
        return {}
    return {composed(note.text): letter(at) for at, note in enumerate(canvas.notes(SEGMENTS))}


def _ties(note: Note, pack: Pack, key: str, letters: Mapping[str, str]) -> Iterator[str]:
    for field in _TIES:
        if value := field.of(note):
            said = _lettered(value, letters) if field.takes_all else ""
            names = said or ", ".join(map(one_line, _values(field, note, pack, key)))
            yield f"{pack.say(field.label)} {names}"


def _lettered(links: Sequence[str], letters: Mapping[str, str]) -> str:
    """Return the letters of what a note is for, "" where it has not one for each."""
    found = [letters.get(composed(text), "") for text in links]
    return "".join(found) if all(found) else ""


def first_columns(say: Callable[[str], str]) -> list[str]:
    """Return what the columns are called that every table of notes begins with."""
    return [say(f"export.column_{name}") for name in ("block", "number", "note")]


def column_of(name: str, say: Callable[[str], str]) -> str:
    """Return what the column of a field is called: what stands before such a value elsewhere."""
    said = say(BY_NAME[name].label).rstrip(":")
    return said[:1].upper() + said[1:]


def _tied(note: Note, pack: Pack, key: str) -> Iterator[Tie]:
    for field in _TIES:
        if value := field.of(note):
            every = every_target(key, pack) if field.takes_all and value == EVERY_TARGET else ""
            values = tuple(map(one_line, _values(field, note, pack, key)))
            yield Tie(field.name, pack.say(field.label), () if every else values, every)


def title_of(canvas: Canvas, pack: Pack) -> str:
    """Return the title of ``canvas``, or what one without a title is called."""
    return one_line(canvas.title) or pack.say("export.untitled")


def about(canvas: Canvas, pack: Pack) -> tuple[str, ...]:
    """Return who made ``canvas``, when, and which version it is; what is known of that.

    Last come the fields of which a merge left several versions.
    """
    iteration = one_line(canvas.iteration)
    said = pack.say("show.iteration", n=iteration) if iteration else ""
    open_ = f"{pack.say('show.undecided')}: {', '.join(canvas.conflicts)}"
    parts = (
        *(one_line(canvas.author), one_line(canvas.date), said),
        open_ if canvas.conflicts else "",
    )
    return tuple(part for part in parts if part)


def head(canvas: Canvas, pack: Pack) -> tuple[tuple[str, str], ...]:
    """Return what is known of a canvas beside its title, each behind the word for it."""
    names = ("author", "date", "iteration", "language")
    values = ((name, one_line(getattr(canvas, name))) for name in names)
    return tuple((pack.say(f"export.field_{name}"), value) for name, value in values if value)


def tab_lines(canvas: Canvas) -> Iterator[str]:
    """Yield a line ``block<TAB>note`` for each note, the block by its key in the file.

    They are for programs, and say the same in every language.
    """
    for block in BLOCKS:
        for note in canvas.notes(block.key):
            yield f"{block.key}\t{one_line(note.text)}"
