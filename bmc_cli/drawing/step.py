"""One step as a screen: where it stands on the canvas, what it asks, and its notes so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from bmc_cli.drawing.grid import Line, Look, draw_boxes, hanging, note_lines
from bmc_cli.drawing.layout import STANDARD, place
from bmc_cli.drawing.theme import ACCENT, BOLD, DIM, LIT, PLAIN
from bmc_cli.drawing.wrap import wrap

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from bmc_cli.view import BlockView, View

WIDEST = 100
"""Longer lines than this read badly, however wide the screen."""

_MAP_WIDTH = 31
_MAP_FROM = 64  # columns; narrower screens have no room beside the map
_MAP_ROWS = 22  # a lower screen needs the room for the questions
_PROMPT_ROWS = 4  # blank lines and the line that is typed in


@dataclass(frozen=True, slots=True)
class StepScreen:
    """A step of the interview, at block ``key``; ``hint`` is the line about the keys.

    One that is ``ahead`` asks the question that looks further.
    """

    view: View
    key: str
    look: Look
    hint: str = ""
    ahead: bool = False

    @property
    def block(self) -> BlockView:
        """The block that it is about."""
        return self.view.blocks[self.key]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        head = list(Segment.split_lines([*self.head(width, console.height)]))
        hint = [[(line, DIM)] for line in wrap(self.hint, width)] if self.hint else []
        criteria, notes = self.criteria(width), self.notes(width)
        room = console.height - len(head) - len(hint) - _PROMPT_ROWS
        if len(criteria) + len(notes) > room:
            criteria = []  # the help has them too
        if len(notes) > room:
            notes = [[("  …", DIM)], *notes[len(notes) - max(room - 1, 1) :]]
        for line in head:
            yield from [*line, Segment.line()]
        yield from _printed([[], *criteria, *hint, *([[]] if notes else []), *notes])

    def head(self, width: int, height: int) -> Iterator[Segment]:
        """Yield what is always seen: where we are, what it is about, and the question."""
        yield from _printed(self.top(width))
        if width < _MAP_FROM or height < _MAP_ROWS:
            yield from _printed(self.about(width))
            return
        beside = self.about(width - _MAP_WIDTH - 2)
        small = _map(self.view, self.key, replace(self.look, pinned=False))
        for drawn, line in zip_longest(small, beside):
            yield from drawn or [Segment(" " * _MAP_WIDTH)]
            yield from _printed([[("  ", PLAIN), *(line or [])]])

    def top(self, width: int) -> list[Line]:
        """Return the canvas's title, and on the right which step of the nine this is."""
        title, total = self.view.title, len(self.view.blocks)
        place_of = self.view.say("interview.step", n=self.block.number, total=total)
        gap = width - cell_len(title) - cell_len(place_of)
        if not title:
            return [[(place_of, DIM)], []]
        if gap < 2:
            return [*([(line, BOLD)] for line in wrap(title, width)), [(place_of, DIM)], []]
        return [[(title, BOLD), (" " * gap + place_of, DIM)], []]

    def about(self, width: int) -> list[Line]:
        """Return title and purpose of the block, and the question."""
        lines = _head(self.block, width)
        question = self.block.question
        if self.ahead:
            question = self.block.ahead
            lines += [[], [(self.view.say("interview.look_ahead"), DIM)]]
        else:
            lines.append([])
        return lines + [[(line, BOLD)] for line in wrap(question, width)]

    def criteria(self, width: int) -> list[Line]:
        """Return the criteria under what leads in them, and a blank line; a look ahead has none."""
        if self.ahead:
            return []
        bullet = "- " if self.look.ascii_only else "• "
        lead = wrap(self.block.lead, width) if self.block.lead else []
        lines: list[Line] = [[(line, PLAIN)] for line in lead]
        for each in self.block.criteria:
            lines += hanging([(bullet, DIM)], each, PLAIN, width)
        return [*lines, []]

    def notes(self, width: int) -> list[Line]:
        """Return the notes so far, numbered."""
        return [
            line
            for number, note in enumerate(self.block.notes, 1)
            for line in numbered(number, note.line, width)
        ]


def numbered(number: int, text: str, width: int) -> list[Line]:
    """Return a note on its line, behind its number."""
    return hanging([(f"{number:>3} ", ACCENT)], text, PLAIN, width)


@dataclass(frozen=True, slots=True)
class BlockPage:
    """One block by itself: its purpose, and its notes in full."""

    block: BlockView
    look: Look

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        lines = [*_head(self.block, width), []]
        for number, note in enumerate(self.block.notes, 1):
            lines += note_lines(note, width, self.look, prefix=f"{number:>3} ")
            for tie in note.ties:
                lines += hanging([("      ", PLAIN)], tie, DIM, width)
        if not self.block.notes:
            lines += [[(line, DIM)] for line in wrap(self.block.question, width)]
        yield from _printed(lines)


def _head(block: BlockView, width: int) -> list[Line]:
    """Return the title and the purpose of a block."""
    lines = hanging([(f"{block.number} ", ACCENT)], block.title, ACCENT, width)
    return lines + [[(line, DIM)] for line in wrap(block.purpose, width)]


def _map(view: View, lit: str, look: Look) -> list[list[Segment]]:
    """Return the small map, line by line: each block's number and how many notes it has."""
    dot = "*" if look.ascii_only else "•"
    contents: dict[str, list[Line]] = {}
    for block in view.blocks.values():
        count = len(block.notes)
        gap = " " if count < 10 else ""
        text = f"{block.number}{gap}{dot}{count}" if count else str(block.number)
        contents[block.key] = [[(text[:4].ljust(4), LIT if block.key == lit else PLAIN)]]
    boxes = place(STANDARD, _MAP_WIDTH, lambda *_: 1, lambda _: 1)
    return list(Segment.split_lines(draw_boxes(boxes, contents, look)))


def review_lines(view: View, width: int, rows: int = 0, *, ascii_only: bool) -> list[Line]:
    """Return the nine blocks with what each holds, at most ``width`` wide.

    Where that is more than ``rows`` lines, each block gets one and ends in three dots.
    """
    heading = [[(line, BOLD)] for line in wrap(view.say("interview.review_title"), width)]
    blocks = [_held(view, block, width, ascii_only=ascii_only) for block in view.blocks.values()]
    if rows and len(heading) + sum(map(len, blocks)) + 2 > rows:
        blocks = [_first_line(lines, width) for lines in blocks]
    return [*heading, [], *chain.from_iterable(blocks), []]


def _held(view: View, block: BlockView, width: int, *, ascii_only: bool) -> list[Line]:
    """Return the title of a block and what it holds, side by side where the width allows."""
    texts = (f"{note.text_line} {note.brackets}".strip() for note in block.notes)
    said = (" - " if ascii_only else " · ").join(texts) or view.say("show.open")
    longest = max(cell_len(each.title) for each in view.blocks.values())
    prefix: Line = [(f"{block.number} ", ACCENT)]
    lines: list[Line] = []
    if width >= 2 * longest:
        prefix += [(block.title, BOLD), (" " * (longest - cell_len(block.title) + 2), PLAIN)]
    else:
        lines = hanging(prefix, block.title, BOLD, width)
        prefix = [("  ", PLAIN)]
    return lines + hanging(prefix, said, PLAIN if block.notes else DIM, width)


def _first_line(lines: list[Line], width: int) -> list[Line]:
    """Return the first of ``lines``, with dots where there are more."""
    *prefix, (text, style) = lines[0]
    if len(lines) == 1:
        return lines
    room = width - sum(cell_len(part) for part, _ in prefix) - 2
    return [[*prefix, (f"{wrap(text, room)[0]} …", style)]]


def _printed(lines: list[Line]) -> Iterator[Segment]:
    for line in lines:
        yield from (Segment(text, style) for text, style in line)
        yield Segment.line()


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines with their styles, as they are."""

    lines: list[Line]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _printed(self.lines)
