"""Hanging sticky notes on a board: how their texts break, and where each block stands.

Sizes are in em of the notes' type, so that one layout holds for every type size.  The
style of a page takes the same sizes (as custom properties), so that what is worked out
here holds for what a browser makes of it, whose text is at most as wide as ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from bmc_cli.drawing import legend
from bmc_cli.drawing.layout import UNITS, Band, Box, Fit, areas, place
from bmc_cli.drawing.measure import bold_em, em
from bmc_cli.drawing.poster import Panel, Poster, Scale, Sticky
from bmc_cli.drawing.wrap import wrap

if TYPE_CHECKING:
    from bmc_cli.drawing.signs import Sign
    from bmc_cli.view import Segment

LINE = 1.3
"""Height of a line, in its own type size."""

SMALL = 0.85
"""Type size of what stands below a note's text, and of letters."""

PAD = 0.45
"""Room between a note's edge and its text."""

GAP = 0.4
"""Room between two notes, and below what stands above them."""

MARGIN = 0.7
"""Room between a block's edge and what is in it."""

COLUMN = 16.0
"""Notes hang in so many columns that each is at least this wide, or in one."""

LETTER_WIDTH = 2.1
"""Room for a segment's own letter, before its text."""

CHIP = 0.35
"""Room at each side of a letter, in small type."""

BULLET = 1.0
"""Room for the bullet before a criterion, in its own type size."""

SPACE = 0.35
"""Room between two letters."""

APART = 1.3
"""Room behind what a letter stands for in the legend."""

ICON = 1.3
"""Side of a block's icon, at the end of the first line of its title, in the title's type size."""

_BESIDE_ICON = ICON + 0.3  # of a title's line

NOTES = Scale()
"""The type sizes of a canvas with notes."""

MOST_BEHIND = 10.0
"""Em of a last word and its tags that are kept on one line: columns have the room."""

_MOST_TOGETHER = MOST_BEHIND - LETTER_WIDTH  # em of a text of more words and its tags

_LONGEST = 28  # characters of a name in the legend
_FINE = 100  # the layout counts in whole numbers: hundredths of an em
_FIT = Fit(gain=round(2 * LINE * _FINE), step=_FINE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A word behind a note's text, the letter of a ``segment``, or a ``sign``."""

    text: str
    width: float
    segment: Segment | None = None
    sign: Sign | None = None


def chip(segment: Segment) -> Tag:
    """Return the letter of a segment as a tag."""
    return Tag(segment.letter, (bold_em(segment.letter) + 2 * CHIP) * SMALL, segment)


def signed(sign: Sign) -> Tag:
    """Return a sign as a tag."""
    return Tag(sign.sign, bold_em(sign.sign), sign=sign)


@dataclass(frozen=True, slots=True)
class Key:
    """What a letter or a sign stands for in the legend below a board, by a short name."""

    tag: Tag
    name: str

    @property
    def width(self) -> float:
        """Its width, with what keeps it apart from the next one."""
        return self.tag.width + SPACE + em(self.name) * SMALL + APART


def keys(poster: Poster, width: float) -> list[list[Key]]:
    """Return the legend of a poster's letters and signs in rows of at most ``width`` em.

    Of too many letters there is none.
    """
    rows: list[list[Key]] = []
    for key in (*_letters(poster), *(Key(signed(each), each.said) for each in poster.signs)):
        if not rows or sum(each.width for each in [*rows[-1], key]) > width:
            rows.append([])
        rows[-1].append(key)
    return rows


def _letters(poster: Poster) -> Iterator[Key]:
    if len(poster.segments) > legend.MOST:
        return
    names = legend.short_names([segment.name for segment in poster.segments])
    for segment, name in zip(poster.segments, names, strict=True):
        cut = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
        yield Key(chip(segment), cut)


@dataclass(frozen=True, slots=True)
class Hung:
    """A note in its place: its top left corner, its size, and its lines.

    ``below`` has the lines of each text in small type.  ``tags`` are lines of their own below
    the text, or the one behind it (``is_joined``).
    """

    sticky: Sticky
    text: Sequence[str]
    below: Sequence[Sequence[str]]
    tags: Sequence[Sequence[Tag]]
    is_joined: bool
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class HungPanel:
    """A block that is filled: the lines above its notes, the notes, the lines below them.

    ``height`` is that of it all.
    """

    title: Sequence[str]
    question: Sequence[str]
    criteria: Sequence[Sequence[str]]
    notes: Sequence[Hung]
    more: Sequence[str]
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block stands on a board: its top left corner and its size, edges included."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Board:
    """The nine blocks in their places, what is in each, and the height of it all."""

    spots: Mapping[str, Spot]
    filled: Mapping[str, HungPanel]
    height: float


def board(poster: Poster, width: float, least: float = 0.0) -> Board:
    """Hang ``poster`` on a board ``width`` em wide, and at least ``least`` high.

    Columns are as wide as makes the board lowest; those of a form are equal, and those of a board
    that is no higher than it should be at least: it is the canvas that everybody knows.
    """
    filled: dict[tuple[str, int], HungPanel] = {}

    def height_of(key: str, inside: int) -> int:
        if (key, inside) not in filled:
            filled[key, inside] = fill(poster.panels[key], inside / _FINE, poster.scale)
        return math.ceil(filled[key, inside].height * _FINE)

    across = round(width * _FINE)

    def placed(fit: Fit | None) -> dict[str, Box]:
        least_of = partial(_narrowest, poster, width=width)
        return place(poster.bands, across, height_of, least_of, fit)

    boxes = placed(None) if poster.fields or least else {}
    if not poster.fields and (not boxes or _bottom(boxes) > least * _FINE):
        boxes = placed(_FIT)
    spare = math.floor(least * _FINE) - _bottom(boxes)
    if spare > 0:
        floors = _floors(poster.bands, boxes, spare)
        boxes = place(
            poster.bands,
            across,
            lambda key, inside: max(height_of(key, inside), floors.get(key, 0)),
            {key: box.width for key, box in boxes.items()}.__getitem__,
        )
    return Board(
        {key: _spot(box) for key, box in boxes.items()},
        {key: filled[key, box.width] for key, box in boxes.items()},
        _bottom(boxes) / _FINE,
    )


def _narrowest(poster: Poster, key: str, width: float) -> int:
    """Return how wide a block should be: as its longest word, if it has the room."""
    panel = poster.panels[key]
    words = [em(word) for note in panel.notes for word in note.text.split()]
    need = max(words, default=0.0) + LETTER_WIDTH
    need = max([need, *map(_ending, panel.notes)]) + 2 * PAD
    title = max(map(bold_em, panel.title.split()), default=0.0)
    title += bold_em(f"{panel.number} ") + _BESIDE_ICON
    need = max(need, title * poster.scale.heading) + 2 * MARGIN
    share = min(
        (column.right - column.left) / UNITS
        for band in poster.bands
        for column in band
        if key in column.keys
    )
    return min(math.ceil(need * _FINE) + 1, math.floor(share * width * _FINE) - 1)


def _ending(note: Sticky) -> float:
    """Return how wide the end of a note's text is with the tags that stay beside it."""
    end, room = ending(note.text, [*tags_of(note)])
    return em(end) + 2 * SPACE + room + (LETTER_WIDTH if note.own else 0) if end else 0.0


def _bottom(boxes: Mapping[str, Box]) -> int:
    return max(box.bottom for box in boxes.values())


def _floors(bands: tuple[Band, ...], boxes: Mapping[str, Box], spare: int) -> dict[str, int]:
    """Return how high blocks that stand alone in their column must be to use ``spare`` up.

    Each row of the canvas gets as much of it: the upper band, of two rows, twice as much.
    """
    places = areas(bands)
    rows = max(area.bottom for area in places.values())
    alone = [column.keys[0] for band in bands for column in band if len(column.keys) == 1]
    return {
        key: boxes[key].height + spare * (places[key].bottom - places[key].top) // rows
        for key in alone
    }


def _spot(box: Box) -> Spot:
    sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return Spot(*(side / _FINE for side in sides))


def fill(panel: Panel, width: float, scale: Scale = NOTES) -> HungPanel:
    """Hang what a panel shows in a block ``width`` em wide, its margins included."""
    inside = width - 2 * MARGIN
    beside = bold_em(f"{panel.number} ") + _BESIDE_ICON
    title = wrap(panel.title, inside / scale.heading - beside, bold_em)
    top = MARGIN + len(title) * scale.heading * LINE + GAP
    question = wrap(panel.question, inside / scale.question, em) if panel.question else []
    criteria = [wrap(each, inside / scale.criteria - BULLET, em) for each in panel.criteria]
    top += len(question) * scale.question * LINE
    top += sum(map(len, criteria)) * scale.criteria * LINE + (GAP if criteria else 0)
    notes = list(_hung(panel.notes, inside, top, columns(inside)))
    bottom = max((note.y + note.height for note in notes), default=top)
    more = _small(panel.more, inside)
    bottom += GAP + len(more) * SMALL * LINE if more else 0
    return HungPanel(title, question, criteria, notes, more, bottom + MARGIN)


def columns(inside: float) -> int:
    """Return in how many columns notes hang where there are ``inside`` em for them."""
    return max(int((inside + GAP) / (COLUMN + GAP)), 1)


def _hung(notes: Sequence[Sticky], inside: float, top: float, count: int) -> Iterator[Hung]:
    """Hang notes in rows of ``count``, those of a row as high as the highest."""
    width = (inside - (count - 1) * GAP) / count
    laid = [lay(note, width) for note in notes]
    y = top
    for start in range(0, len(laid), count):
        row = laid[start : start + count]
        height = max(note.height for note in row)
        for at, note in enumerate(row):
            yield replace(note, x=MARGIN + at * (width + GAP), y=y, height=height)
        y += height + GAP


@lru_cache(maxsize=10_000)  # a note that waits for its sheet is laid out at the same width again
def lay(sticky: Sticky, width: float) -> Hung:
    """Break the texts of a note that is ``width`` wide."""
    inside = width - 2 * PAD - (LETTER_WIDTH if sticky.own else 0)
    below = [_small(each.said, inside) for each in sticky.below]
    tags = list(_rows(tags_of(sticky, inside), inside))
    text = _with_tags(sticky.text, inside, breadth(tags[0]) if len(tags) == 1 else 0.0)
    is_joined = len(tags) == 1 and _has_room(text[-1], breadth(tags[0]), inside)
    lines = len(text) + sum(map(len, below)) * SMALL + (0 if is_joined else len(tags))
    lines += _long_words(sticky.text, inside)
    lines += sum(_long_words(each.said, inside / SMALL) for each in sticky.below)
    return Hung(sticky, text, below, tags, is_joined, width, 2 * PAD + lines * LINE)


def _with_tags(text: str, inside: float, room: float) -> list[str]:
    """Break a text so that its last line has ``room`` for tags behind it, if a word leaves any.

    Tags that had a line to themselves have the last word beside them then.
    """
    lines = wrap(text, inside, em)
    before, _, last = lines[-1].rpartition(" ")
    is_beside = _has_room(lines[-1], room, inside)
    if is_beside or not room or not before or not _has_room(last, room, inside):
        return lines
    return [*lines[:-1], before, last]


def _has_room(line: str, room: float, inside: float) -> bool:
    """Whether tags ``room`` wide have it behind a line."""
    return em(line) + 2 * SPACE + room <= inside


def _small(text: str, inside: float) -> list[str]:
    return wrap(text, inside / SMALL, em) if text else []


def _long_words(text: str, inside: float) -> int:
    """Return how many words are longer than a line: browsers give each a line of its own.

    Not those in squares, which break between any two of them.
    """
    words = (word for word in text.split() if len(word) > inside / 2 and em(word) > inside)
    return sum(not any(east_asian_width(each) in {"W", "F"} for each in word) for word in words)


def ending(text: str, tags: Sequence[Tag]) -> tuple[str, float]:
    """Return the end of a text that stays on one line with its tags, and the room for those.

    It is its last word, or all of a text that is short.  There is none, and no room, without
    tags, and where the two are too long for every column.
    """
    room = breadth(tags) if tags else 0.0
    last = text.replace("\n", " ").rpartition(" ")[2]
    for end, most in ((text, _MOST_TOGETHER), (last, MOST_BEHIND)):
        if tags and end and "\n" not in end and _has_room(end, room, most):
            return end, room
    return "", 0.0


def breadth(tags: Sequence[Tag]) -> float:
    """Return the width of a line of tags."""
    return sum(tag.width + SPACE for tag in tags) - SPACE


def tags_of(sticky: Sticky, inside: float = math.inf) -> Iterator[Tag]:
    """Yield what stands behind a note's text, words no wider than ``inside``."""
    yield from map(signed, sticky.signs)
    for word in sticky.mark.split():
        for part in wrap(word, inside / SMALL, em):
            yield Tag(part, em(part) * SMALL)
    for segment in sticky.segments:
        yield chip(segment)


def _rows(tags: Iterable[Tag], inside: float) -> Iterator[list[Tag]]:
    row: list[Tag] = []
    for tag in tags:
        if row and breadth([*row, tag]) > inside:
            yield row
            row = []
        row.append(tag)
    if row:
        yield row
