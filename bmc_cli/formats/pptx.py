"""A canvas as slides, by python-pptx: the extra ``bmc-cli[office]``.

Every note is a shape of its own that can be dragged and typed into.  PowerPoint shrinks a text
only when somebody edits it, so the size of the type is worked out here and written down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from bmc_cli.drawing.hang import GAP, LINE, MARGIN, PAD, SMALL, Hung, board, keys
from bmc_cli.drawing.palette import UNLETTERED, shade
from bmc_cli.drawing.poster import Panel, Poster, Sticky, poster
from bmc_cli.drawing.sheets import (
    PAPERS,
    POINT,
    Paper,
    board_room,
    fits,
    foot,
    footer_height,
    form,
    header_height,
    paper_named,
    type_size,
)
from bmc_cli.drawing.spread import sheets
from bmc_cli.formats.slides import Box, Deck, Look, Run
from bmc_cli.model.fields import Place, in_place
from bmc_cli.words.described import described
from bmc_cli.words.notes import Below
from bmc_cli.words.telling import plain_lines

if TYPE_CHECKING:
    from bmc_cli.drawing.hang import Board, Key
    from bmc_cli.formats.endings import Setting
    from bmc_cli.view import BlockView, View
    from bmc_cli.words.notes import NoteWords

SLIDES = {
    paper.name: paper
    for paper in (
        Paper("16:9", 338.667, 190.5),
        Paper("4:3", 254, 190.5),
        PAPERS["A4"],
        PAPERS["A3"],
    )
}
"""The sizes of slides one can choose from, the first if none is chosen."""

SMALLEST, LARGEST, STEP = 7.0, 14.0, 0.25
"""Points of the notes' type on a slide; what does not fit in the smallest has one slide more."""

_LINE = "#8a867c"
_SOFT = "#57544d"
_FACE = "#faf9f6"
_SIGNS = "signs"  # what a card calls its letters and its mark


def write(view: View, setting: Setting) -> bytes:
    """Return a canvas, or the form to fill in, as slides, with the story in the speaker's notes.

    Raises ``BmcError`` for an unknown paper, and when the extra is missing.
    """
    paper = paper_named(setting.paper, SLIDES)
    deck = Deck(paper.width, paper.height, view.heading, view.language)
    told = list(plain_lines(setting.story())) if setting.story else []
    for hung, size in slides(view, paper, blank=setting.is_blank):
        _Slide(deck, hung, paper, size, view.notes_language).draw(told)
    for chapter in setting.chapters:
        deck.chapter(chapter)
    return deck.saved(datetime.now(UTC))


def count(view: View, setting: Setting) -> int:
    """Return how many slides the canvas takes."""
    return len(slides(view, paper_named(setting.paper, SLIDES), blank=setting.is_blank))


def slides(view: View, paper: Paper, *, blank: bool) -> list[tuple[Poster, float]]:
    """Return what hangs on each slide, and the points of its type."""
    hung = poster(view, blank=blank)
    if blank:
        hung = form(hung, paper)
        return [(hung, type_size(hung, paper))]
    hung = _numbered(hung, view)
    size = next((size for size in _sizes() if fits(hung, paper, size)), SMALLEST)
    return [(each, size) for each in sheets(hung, paper, size)]


def _sizes() -> list[float]:
    steps = round((LARGEST - SMALLEST) / STEP)
    return [LARGEST - at * STEP for at in range(steps + 1)]


# -- notes as shapes


_NONE = Sticky("")


@dataclass(frozen=True, slots=True)
class Card(Sticky):
    """A note as a shape: its name, what is read out of it, and the note that hangs there.

    Its letters are a line below its text, so that the text is alone in its paragraph.
    """

    name: str = ""
    described: str = ""
    of: Sticky = _NONE


def _numbered(hung: Poster, view: View) -> Poster:
    """Return ``hung`` with a card for each note."""
    panels = {
        key: replace(
            panel,
            notes=tuple(
                _card(note, at, view.blocks[key], view) for at, note in enumerate(panel.notes)
            ),
        )
        for key, panel in hung.panels.items()
    }
    return replace(hung, panels=panels)


def _card(note: Sticky, at: int, block: BlockView, view: View) -> Card:
    words = block.notes[at]
    marks = [sign.sign for sign in note.signs]
    signs = " ".join([*marks, *(each.letter for each in note.lettered), note.mark]).strip()
    below = (Below(_SIGNS, signs), *note.below) if signs else note.below
    return Card(
        note.text,
        below,
        name=f"note {block.number}.{at + 1}",
        described=described(
            block.title, words.text, _ties(words, view), words.mark, (b.said for b in note.below)
        ),
        of=note,
    )


def _ties(words: NoteWords, view: View) -> Iterator[str]:
    """Yield what a note is for and of which kind, segments with their letters."""
    letters = {each.name: each.letter for each in view.segments} if view.letters else {}
    told = {each.name: each.values for each in words.told}
    for field in in_place(Place.TIE):
        if values := told.get(field.name):
            named = (each.replace("\n", " ") for each in values)
            marked = (f"{letters.get(each, '')} {each}".strip() for each in named)
            yield f"{view.say(field.label)} {', '.join(marked)}"


# -- a slide


class _Slide:
    """Draws a poster on a slide; all of its sizes are in em of the notes' type."""

    def __init__(
        self, deck: Deck, hung: Poster, paper: Paper, size: float, notes_language: str
    ) -> None:
        self.deck, self.hung, self.paper, self.size = deck, hung, paper, size
        self.unit = size * POINT
        self.width = paper.inside / self.unit
        self.notes_language = notes_language

    def draw(self, told: list[str]) -> None:
        """Draw the slide in the order in which it is read: title, blocks with notes, foot."""
        hung, room = self.hung, board_room(self.hung, self.paper, self.size) / self.unit
        hanging = board(hung, self.width, room)
        self.deck.slide()
        self.header()
        above = header_height(hung, self.width)
        for key in sorted(hung.panels, key=lambda key: hung.panels[key].number):
            self.block(key, hanging, above)
        lines = [list(self.key_runs(row)) for row in keys(hung, self.width)]
        lines += [[Run(line, SMALL * self.size, _SOFT)] for line in foot(hung)]
        below = above + hanging.height + GAP
        height = footer_height(hung, self.width) - GAP
        self.deck.text(
            self.box(0, below, self.width, height), lines, Look("credit", language=hung.language)
        )
        if told:
            self.deck.speaker_notes(told)

    def key_runs(self, row: Sequence[Key]) -> Iterator[Run]:
        """Yield a row of the legend: the letters of the segments, and what they are."""
        for key in row:
            yield Run(f"{key.tag.text} ", SMALL * self.size, bold=True)
            yield Run(f"{key.name}    ", SMALL * self.size, _SOFT)

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """Return a box in em from the corner of the margins, in millimetres from the slide's."""
        edge = self.paper.margin + self.paper.frame
        return Box(
            edge + x * self.unit, edge + y * self.unit, width * self.unit, height * self.unit
        )

    def header(self) -> None:
        hung = self.hung
        title = Run(hung.title, hung.scale.title * self.size, bold=True)
        about = Run(hung.about_line, self.size, _SOFT)
        fields = LINE + GAP if hung.fields else 0.0
        height = header_height(hung, self.width) - GAP - fields
        self.deck.title(self.box(0, 0, self.width, height), title, about)
        across = self.width / max(len(hung.fields), 1)
        for at, label in enumerate(hung.fields):
            box = self.box(at * across, height, across - 1, LINE + GAP)
            look = Look(f"field {at + 1}", GAP / 2 * self.unit, line=_LINE, language=hung.language)
            self.deck.text(box, [[Run(label, self.size, _SOFT)]], look)

    def block(self, key: str, hanging: Board, above: float) -> None:
        """Draw the frame of a block, then its notes."""
        panel, spot = self.hung.panels[key], hanging.spots[key]
        look = Look(
            f"block {key}",
            inset=MARGIN * self.unit,
            face=_FACE,
            line=_LINE,
            language=self.hung.language,
        )
        frame = self.box(spot.x, above + spot.y, spot.width, spot.height)
        self.deck.text(frame, self.frame_lines(panel), look)
        for hung in hanging.filled[key].notes:
            self.note(hung, spot.x, above + spot.y)
        if panel.more:
            height = len(hanging.filled[key].more) * SMALL * LINE
            low = above + spot.y + spot.height - MARGIN - height
            inside = self.box(spot.x + MARGIN, low, spot.width - 2 * MARGIN, height)
            said = [[Run(panel.more, SMALL * self.size, _SOFT)]]
            self.deck.text(inside, said, Look(f"more {key}", language=self.hung.language))

    def frame_lines(self, panel: Panel) -> list[list[Run]]:
        scale = self.hung.scale
        heading = scale.heading * self.size
        question, criteria = scale.question * self.size, scale.criteria * self.size
        number = Run(f"{panel.number} ", heading, _SOFT, bold=True)
        lines = [[number, Run(panel.title, heading, bold=True)]]
        lines += [[Run(panel.question, question, _SOFT)]] if panel.question else []
        lines += [[Run(f"• {each}", criteria, _SOFT)] for each in panel.criteria]
        return lines

    def note(self, hung: Hung, x: float, y: float) -> None:
        card = cast("Card", hung.sticky)
        paper = shade(card.of.colour) if self.hung.is_lettered else UNLETTERED
        look = Look(
            card.name,
            inset=PAD * self.unit,
            face=paper.paper,
            line=_SOFT if card.of.is_dashed else _LINE,
            dashed=card.of.is_dashed,
            language=self.notes_language,
            described=card.described,
        )
        lines = [[Run(card.text, self.size)]]
        for each in card.below:
            small = Run(each.said, SMALL * self.size, _SOFT)
            lines.append([small._replace(colour="", bold=True) if each.name == _SIGNS else small])
        self.deck.text(self.box(x + hung.x, y + hung.y, hung.width, hung.height), lines, look)
