"""A canvas as it hangs on a wall: all that a page or a picture shows, with the words in place.

What is drawn on paper is drawn from this; a blank poster is the form for a workshop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bmc_cli.drawing.layout import STANDARD, Band
from bmc_cli.drawing.signs import Sign, legend_of, signs, unsigned
from bmc_cli.errors import BmcError

if TYPE_CHECKING:
    from bmc_cli.view import BlockView, Segment, View
    from bmc_cli.words.notes import Below, NoteWords


MOST_NOTES, MOST_CHARACTERS = 1_000, 100_000
"""What a poster holds at most: notes, and the characters of all of them."""


@dataclass(frozen=True, slots=True)
class Sticky:
    """A sticky note; ``segments`` are those it reaches, ``own`` the one that it is itself.

    ``below`` holds the texts in small type below its own.  ``mark`` is what marks a note for
    later, or one that a merge left open; one for later has a dashed edge.  ``signs`` say how
    sure it is.  ``ties`` say what it is for and of which kind, for who asks.
    """

    text: str
    below: tuple[Below, ...] = ()
    mark: str = ""
    is_dashed: bool = False
    segments: tuple[Segment, ...] = ()
    own: Segment | None = None
    ties: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()

    @property
    def lettered(self) -> tuple[Segment, ...]:
        """The segments whose letters it has."""
        return (self.own,) if self.own else self.segments

    @property
    def colour(self) -> int | None:
        """The place of the one segment whose colour the paper has; None for plain paper."""
        return self.lettered[0].place if len(self.lettered) == 1 else None


@dataclass(frozen=True, slots=True)
class Panel:
    """What a block shows: its notes, or the question where it has none.

    On a blank form the criteria stand below the question.  ``more`` says that it goes on on
    another sheet.
    """

    number: int
    title: str
    notes: tuple[Sticky, ...] = ()
    question: str = ""
    criteria: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The type sizes of a poster in em of its notes' type; ``title`` is that of the whole sheet."""

    title: float = 1.6
    heading: float = 1.1
    question: float = 0.85
    criteria: float = 0.85


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster; ``fields`` are the labels of what is to be filled in above a blank form.

    ``panels`` are what stands in its ``bands``: all nine blocks, but on a sheet that goes on.

    ``legend`` says what the colours mean.  ``segments`` are those to tell apart, if there are
    two; ``signs`` are those behind its notes, each once.  ``say`` returns a sentence of the
    pack.  ``language`` is that of the words, ``notes_language`` that of the notes.  ``scale`` is
    how large what is on it is.
    """

    title: str
    about: tuple[str, ...]
    author: str
    date: str
    fields: tuple[str, ...]
    panels: Mapping[str, Panel]
    credit: str
    legend: str
    segments: tuple[Segment, ...]
    say: Callable[..., str]
    language: str
    notes_language: str
    signs: tuple[Sign, ...] = ()
    scale: Scale = Scale()
    bands: tuple[Band, ...] = STANDARD

    @property
    def about_line(self) -> str:
        """What is known of the canvas, on one line."""
        return " · ".join(self.about)

    @property
    def is_lettered(self) -> bool:
        """Whether it has segments to tell apart."""
        return bool(self.segments)


def poster(view: View, *, blank: bool = False) -> Poster:
    """Return a canvas as a poster; ``blank``: the form to fill in.

    Raises ``BmcError`` for more than can be hung ("too_much_to_draw") or followed
    ("too_many_links").
    """
    if not blank:
        _refuse_too_much(view)
    make = _blank_panel if blank else _panel
    return Poster(
        title=view.say("export.form") if blank else view.heading,
        about=() if blank else view.about,
        author="" if blank else view.author,
        date="" if blank else view.date,
        fields=tuple(view.say(f"export.{name}") for name in _FIELDS) if blank else (),
        panels={key: make(view, block) for key, block in view.blocks.items()},
        credit=view.credit,
        legend=view.say("export.legend") if view.letters else "",
        segments=view.segments if view.letters and not blank else (),
        say=view.say,
        language=view.language,
        notes_language=view.notes_language,
        signs=() if blank else legend_of(view.notes),
    )


def _refuse_too_much(view: View) -> None:
    """Refuse what would be dozens of sheets: each is laid out on its own, which takes its time."""
    notes = view.notes
    texts = (text for note in notes for text in (note.text, *(each.said for each in note.below)))
    characters = len(view.title) + sum(map(len, texts))
    if len(notes) > MOST_NOTES or characters > MOST_CHARACTERS:
        raise BmcError(
            "too_much_to_draw",
            notes=len(notes),
            characters=characters,
            most=MOST_NOTES,
            most_characters=MOST_CHARACTERS,
        )


_FIELDS = ("field_title", "field_author", "field_date", "field_iteration")


def _blank_panel(_: View, block: BlockView) -> Panel:
    question = f"{block.question} {block.lead}".rstrip()  # it leads in the criteria below
    return Panel(block.number, block.title, question=question, criteria=block.criteria)


def _panel(view: View, block: BlockView) -> Panel:
    notes = tuple(_sticky(view, block, at, note) for at, note in enumerate(block.notes))
    return Panel(block.number, block.title, notes, "" if notes else block.question)


def _sticky(view: View, block: BlockView, at: int, note: NoteWords) -> Sticky:
    reached = view.reached[block.key, at] if view.letters else ()
    segments = tuple(view.segments[place] for place in reached)
    own = segments[0] if block.holds_segments and segments else None
    return Sticky(
        note.text,
        note.below,
        ", ".join(mark.said for mark in unsigned(note)),
        is_dashed=note.is_later,
        segments=() if own else segments,
        own=own,
        ties=note.ties,
        signs=signs(note),
    )
