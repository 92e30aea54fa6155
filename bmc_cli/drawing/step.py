"""One step as a screen: where it stands on the canvas, what it asks, and its notes so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from bmc_cli.drawing.grid import Line, Look, draw_boxes, hanging, note_lines
from bmc_cli.drawing.layout import STANDARD, place
from bmc_cli.drawing.outline import mark_of, note_line, signs_for, ties_of
from bmc_cli.drawing.wrap import wrap
from bmc_cli.model.canvas import BLOCKS, Block, Canvas
from bmc_cli.plain_text import clean, one_line

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from bmc_cli.interview.asking import Step
    from bmc_cli.words.packs import Pack

WIDEST = 100
"""Longer lines than this read badly, however wide the screen."""

_MAP_WIDTH = 31
_MAP_FROM = 64  # columns; narrower screens have no room beside the map
_MAP_ROWS = 22  # a lower screen needs the room for the questions
_PROMPT_ROWS = 4  # blank lines and the line that is typed in

_PLAIN = Style()
_BOLD = Style(bold=True)
_DIM = Style(dim=True)
_TITLE = Style(bold=True, color="cyan")
_LIT = Style(bold=True, reverse=True)


@dataclass(frozen=True, slots=True)
class StepScreen:
    """A step of the interview; ``hint`` is the line about the keys."""

    step: Step
    pack: Pack
    look: Look
    hint: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        head = list(Segment.split_lines([*self.head(width, console.height)]))
        hint = [[(line, _DIM)] for line in wrap(self.hint, width)] if self.hint else []
        criteria, notes = self.criteria(width), self.notes(width)
        room = console.height - len(head) - len(hint) - _PROMPT_ROWS
        if len(criteria) + len(notes) > room:
            criteria = []  # the help has them too
        if len(notes) > room:
            notes = [[("  …", _DIM)], *notes[len(notes) - max(room - 1, 1) :]]
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
        small = _map(self.step.canvas, self.step.block.key, replace(self.look, pinned=False))
        for drawn, line in zip_longest(small, beside):
            yield from drawn or [Segment(" " * _MAP_WIDTH)]
            yield from _printed([[("  ", _PLAIN), *(line or [])]])

    def top(self, width: int) -> list[Line]:
        """Return the canvas's title, and on the right which step of the nine this is."""
        title = one_line(self.step.canvas.title)
        place_of = self.pack.say("interview.step", n=self.step.block.number, total=len(BLOCKS))
        gap = width - cell_len(title) - cell_len(place_of)
        if not title:
            return [[(place_of, _DIM)], []]
        if gap < 2:
            return [*([(line, _BOLD)] for line in wrap(title, width)), [(place_of, _DIM)], []]
        return [[(title, _BOLD), (" " * gap + place_of, _DIM)], []]

    def about(self, width: int) -> list[Line]:
        """Return title and purpose of the block, and the question."""
        prompt = self.pack.blocks[self.step.block.key]
        question, style = prompt.question, _BOLD
        lines = hanging([(f"{self.step.block.number} ", _TITLE)], prompt.title, _TITLE, width)
        lines += [[(line, _DIM)] for line in wrap(clean(prompt.purpose), width)]
        if self.step.ahead:
            question = prompt.ahead
            lines += [[], [(self.pack.say("interview.look_ahead"), _DIM)]]
        else:
            lines.append([])
        return lines + [[(line, style)] for line in wrap(clean(question), width)]

    def criteria(self, width: int) -> list[Line]:
        """Return the criteria, and a blank line; a look ahead has none."""
        if self.step.ahead:
            return []
        bullet = "- " if self.look.ascii_only else "• "
        criteria = self.pack.blocks[self.step.block.key].criteria
        return [
            line
            for each in criteria
            for line in hanging([(bullet, _DIM)], clean(each), _PLAIN, width)
        ] + [[]]

    def notes(self, width: int) -> list[Line]:
        """Return the notes so far, numbered."""
        notes = self.step.canvas.notes(self.step.block.key)
        signs = signs_for(self.step.canvas, self.step.block.key)
        return [
            line
            for number, note in enumerate(notes, 1)
            for line in hanging(
                [(f"{number:>3} ", _TITLE)],
                note_line(note, self.pack, self.step.block.key, signs),
                _PLAIN,
                width,
            )
        ]


@dataclass(frozen=True, slots=True)
class BlockPage:
    """One block by itself: its purpose, and its notes in full."""

    canvas: Canvas
    block: Block
    pack: Pack
    look: Look

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        prompt = self.pack.blocks[self.block.key]
        lines = hanging([(f"{self.block.number} ", _TITLE)], clean(prompt.title), _TITLE, width)
        lines += [[(line, _DIM)] for line in wrap(clean(prompt.purpose), width)]
        lines.append([])
        for number, note in enumerate(self.canvas.notes(self.block.key), 1):
            lines += note_lines(note, self.pack, width, self.look, lead=f"{number:>3} ")
            for tie in ties_of(note, self.pack, self.block.key):
                lines += hanging([("      ", _PLAIN)], tie, _DIM, width)
        if not self.canvas.notes(self.block.key):
            lines += [[(line, _DIM)] for line in wrap(clean(prompt.question), width)]
        yield from _printed(lines)


def _map(canvas: Canvas, lit: str, look: Look) -> list[list[Segment]]:
    """Return the small map, line by line: each block's number and how many notes it has."""
    sign = "*" if look.ascii_only else "•"
    contents: dict[str, list[Line]] = {}
    for block in BLOCKS:
        count = len(canvas.notes(block.key))
        gap = " " if count < 10 else ""
        text = f"{block.number}{gap}{sign}{count}" if count else str(block.number)
        contents[block.key] = [[(text[:4].ljust(4), _LIT if block.key == lit else _PLAIN)]]
    boxes = place(STANDARD, _MAP_WIDTH, lambda *_: 1, lambda _: 1)
    return list(Segment.split_lines(draw_boxes(boxes, contents, look)))


def review_lines(
    canvas: Canvas, pack: Pack, width: int, rows: int = 0, *, ascii_only: bool
) -> list[Line]:
    """Return the nine blocks with what each holds, at most ``width`` wide.

    Where that is more than ``rows`` lines, each block gets one and ends in three dots.
    """
    heading = [[(line, _BOLD)] for line in wrap(pack.say("interview.review_title"), width)]
    blocks = [_held(canvas, block, pack, width, ascii_only=ascii_only) for block in BLOCKS]
    if rows and len(heading) + sum(map(len, blocks)) + 2 > rows:
        blocks = [_first_line(lines, width) for lines in blocks]
    return [*heading, [], *chain.from_iterable(blocks), []]


def _held(canvas: Canvas, block: Block, pack: Pack, width: int, *, ascii_only: bool) -> list[Line]:
    """Return the title of a block and what it holds, side by side where the width allows."""
    notes, title = canvas.notes(block.key), pack.blocks[block.key].title
    texts = (f"{note.text} {mark_of(note, pack)}".strip() for note in notes)
    between = " - " if ascii_only else " · "
    said = between.join(one_line(text) for text in texts) or pack.say("show.open")
    longest = max(cell_len(pack.blocks[each.key].title) for each in BLOCKS)
    lead: Line = [(f"{block.number} ", _TITLE)]
    lines: list[Line] = []
    if width >= 2 * longest:
        lead += [(title, _BOLD), (" " * (longest - cell_len(title) + 2), _PLAIN)]
    else:
        lines = hanging(lead, title, _BOLD, width)
        lead = [("  ", _PLAIN)]
    return lines + hanging(lead, said, _PLAIN if notes else _DIM, width)


def _first_line(lines: list[Line], width: int) -> list[Line]:
    """Return the first of ``lines``, with dots where there are more."""
    *lead, (text, style) = lines[0]
    if len(lines) == 1:
        return lines
    room = width - sum(cell_len(part) for part, _ in lead) - 2
    return [[*lead, (f"{wrap(text, room)[0]} …", style)]]


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
