"""A canvas as it hangs on a wall: all that a page or a picture shows, with the words in place.

What is drawn on paper is drawn from this; a blank poster is the form for a workshop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bmc_cli.drawing.outline import mark_of
from bmc_cli.errors import BmcError
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.links import SEGMENTS, Web, letter, letters
from bmc_cli.plain_text import clean, one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


MOST_NOTES, MOST_SIGNS = 1_000, 100_000
"""What a poster holds at most: notes, and the characters of all of them."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A segment's letter, its place among the segments (from 0) and what the segment is."""

    letter: str
    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Sticky:
    """A sticky note; ``signs`` are those of the segments it reaches, ``own`` is a segment's.

    ``mark`` is what marks a note for later, or one that a merge left open; one for later
    has a dashed edge.
    """

    text: str
    detail: str = ""
    mark: str = ""
    is_dashed: bool = False
    signs: tuple[Sign, ...] = ()
    own: Sign | None = None

    @property
    def colour(self) -> int | None:
        """The place of the one segment whose colour the paper has; None for plain paper."""
        if self.own:
            return self.own.place
        return self.signs[0].place if len(self.signs) == 1 else None


@dataclass(frozen=True, slots=True)
class Panel:
    """What a block shows: its notes, or the question where it has none.

    On a blank form the criteria stand below the question.
    """

    number: int
    title: str
    notes: tuple[Sticky, ...] = ()
    question: str = ""
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster; ``fields`` are the labels of what is to be filled in above a blank form.

    ``legend`` says what the colours mean, ``heading`` is the type size of the blocks' titles,
    in em.  ``is_lettered``: it has segments to tell apart.  ``language`` is that of the words,
    ``notes_language`` that of the notes.
    """

    title: str
    about: tuple[str, ...]
    fields: tuple[str, ...]
    panels: Mapping[str, Panel]
    credit: str
    legend: str
    is_lettered: bool
    language: str
    notes_language: str
    heading: float = 1.1


def poster(canvas: Canvas, pack: Pack, *, blank: bool = False) -> Poster:
    """Return ``canvas`` as a poster in the words of ``pack``; ``blank``: the form to fill in.

    Raises ``BmcError`` for more than can be hung ("too_much_to_draw") or followed
    ("too_many_links").
    """
    if not blank:
        _refuse_too_much(canvas)
    panels = _blank_panels(pack) if blank else _panels(canvas, pack)
    return Poster(
        title=pack.say("export.form") if blank else title_of(canvas, pack),
        about=() if blank else about(canvas, pack),
        fields=tuple(pack.say(f"export.{name}") for name in _FIELDS) if blank else (),
        panels=panels,
        credit=clean(pack.credit),
        legend=pack.say("export.legend") if letters(canvas) else "",
        is_lettered=bool(letters(canvas)),
        language=pack.language,
        notes_language=canvas.language.lower() or pack.language,
    )


def _refuse_too_much(canvas: Canvas) -> None:
    """Refuse what would be dozens of sheets: each is laid out on its own, which takes its time."""
    notes = [note for block in canvas.blocks.values() for note in block]
    signs = len(canvas.title) + sum(len(note.text) + len(note.detail) for note in notes)
    if len(notes) > MOST_NOTES or signs > MOST_SIGNS:
        raise BmcError(
            "too_much_to_draw",
            notes=len(notes),
            signs=signs,
            most=MOST_NOTES,
            most_signs=MOST_SIGNS,
        )


_FIELDS = ("field_title", "field_author", "field_date", "field_iteration")


def title_of(canvas: Canvas, pack: Pack) -> str:
    """Return the title of ``canvas``, or what one without a title is called."""
    return one_line(canvas.title) or pack.say("export.untitled")


def about(canvas: Canvas, pack: Pack) -> tuple[str, ...]:
    """Return who made ``canvas``, when, and which version it is; what is known of that."""
    iteration = one_line(canvas.iteration)
    said = pack.say("show.iteration", n=iteration) if iteration else ""
    parts = (one_line(canvas.author), one_line(canvas.date), said)
    return tuple(part for part in parts if part)


def _blank_panels(pack: Pack) -> dict[str, Panel]:
    return {
        block.key: Panel(
            block.number,
            one_line(pack.blocks[block.key].title),
            question=clean(pack.blocks[block.key].question),
            criteria=tuple(clean(each) for each in pack.blocks[block.key].criteria),
        )
        for block in BLOCKS
    }


def _panels(canvas: Canvas, pack: Pack) -> dict[str, Panel]:
    web = Web(canvas)
    signs = [
        Sign(letter(place), place, one_line(note.text))
        for place, note in enumerate(canvas.notes(SEGMENTS))
    ]
    lettered = signs if letters(canvas) else []
    panels = {}
    for block in BLOCKS:
        prompt = pack.blocks[block.key]
        notes = tuple(
            _sticky(
                note,
                pack,
                tuple(lettered[at] for at in web.reached[block.key, place] if lettered),
                is_segment=block.key == SEGMENTS,
            )
            for place, note in enumerate(canvas.notes(block.key))
        )
        question = "" if notes else clean(prompt.question)
        panels[block.key] = Panel(block.number, one_line(prompt.title), notes, question)
    return panels


def _sticky(note: Note, pack: Pack, signs: tuple[Sign, ...], *, is_segment: bool) -> Sticky:
    return Sticky(
        clean(note.text),
        clean(note.detail),
        mark_of(note, pack).strip("()"),
        is_dashed=note.later,
        signs=() if is_segment else signs,
        own=signs[0] if is_segment and signs else None,
    )
