"""What there is to see of a canvas: cleaned, in the words of a pack.

Every drawing and every format for people reads this, and has no other way to a canvas or a
pack: foreign text is cleaned here, where it enters, and a new drawing cannot forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bmc_cli.model.canvas import BLOCKS, Block, Canvas
from bmc_cli.model.links import SEGMENTS, Spot, Web, letter
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.notes import NoteWords, about, head, letters_for, note_words, title_of
from bmc_cli.words.packs import Pack


class Segment(NamedTuple):
    """A customer segment: its letter, its place among the segments (from 0) and what it is."""

    letter: str
    place: int
    name: str


class BlockView(NamedTuple):
    """A block: what a pack says of it, and its notes.

    ``title`` and ``short`` are one line, the others may be of several.
    """

    key: str
    number: int
    title: str
    short: str
    purpose: str
    question: str
    ahead: str
    lead: str
    criteria: tuple[str, ...]
    notes: tuple[NoteWords, ...]

    @property
    def holds_segments(self) -> bool:
        """Whether its notes are the segments themselves."""
        return self.key == SEGMENTS


class View(NamedTuple):
    """A canvas in words: its title block, and its blocks by their keys in interview order.

    ``title`` is "" where it has none, ``heading`` then what such a canvas is called; ``about``
    is what is known of who made it (``author``), when (``date``), and which version it is,
    ``head`` the same and the language of the file, each behind its word.  ``language`` is that
    of the words, ``notes_language`` that of the notes.  ``say`` returns a sentence of the pack;
    ``follow`` follows the links, once, when a drawing needs them.
    """

    title: str
    heading: str
    about: tuple[str, ...]
    head: tuple[tuple[str, str], ...]
    author: str
    date: str
    blocks: Mapping[str, BlockView]
    segments: tuple[Segment, ...]
    credit: str
    language: str
    notes_language: str
    say: Callable[..., str]
    follow: Callable[[], Mapping[Spot, tuple[int, ...]]]

    @property
    def notes(self) -> tuple[NoteWords, ...]:
        """All notes, in interview order."""
        return tuple(note for block in self.blocks.values() for note in block.notes)

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the segments; none where there are not two to tell apart."""
        return tuple(each.letter for each in self.segments) if len(self.segments) > 1 else ()

    @property
    def reached(self) -> Mapping[Spot, tuple[int, ...]]:
        """For each note, the places of the segments it reaches along its links.

        Raises ``BmcError`` ("too_many_links").
        """
        return self.follow()


def view(canvas: Canvas, pack: Pack, *, by_letter: bool = False) -> View:
    """Return ``canvas`` in the words of ``pack``.

    ``by_letter``: what a note is for is told by the letters of the segments, not their names.
    """
    web = Web(canvas)
    return View(
        title=one_line(canvas.title),
        heading=title_of(canvas, pack),
        about=about(canvas, pack),
        head=head(canvas, pack),
        author=one_line(canvas.author),
        date=one_line(canvas.date),
        blocks={
            block.key: _block(
                canvas, block, pack, letters_for(canvas, block.key) if by_letter else {}
            )
            for block in BLOCKS
        },
        segments=tuple(
            Segment(letter(place), place, one_line(note.text))
            for place, note in enumerate(canvas.notes(SEGMENTS))
        ),
        credit=clean(pack.credit),
        language=pack.language,
        notes_language=one_line(canvas.language).lower() or pack.language,
        say=lambda name, **values: clean(pack.say(name, **values)),
        follow=lambda: web.reached,
    )


def _block(canvas: Canvas, block: Block, pack: Pack, letters: Mapping[str, str]) -> BlockView:
    said = pack.blocks[block.key]
    return BlockView(
        block.key,
        block.number,
        one_line(said.title),
        one_line(said.short),
        clean(said.purpose),
        clean(said.question),
        clean(said.ahead),
        clean(said.lead),
        tuple(clean(each) for each in said.criteria),
        tuple(note_words(note, pack, block.key, letters) for note in canvas.notes(block.key)),
    )
