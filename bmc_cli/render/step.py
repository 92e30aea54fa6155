"""One step as a screen: where it stands on the canvas, what it asks, and its notes so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from bmc_cli.canvas import BLOCKS, Block, Canvas
from bmc_cli.foreign import clean, one_line
from bmc_cli.layout import STANDARD, place
from bmc_cli.render.grid import Line, Look, draw_boxes, hanging, later_mark, note_lines
from bmc_cli.render.outline import note_line
from bmc_cli.render.wrap import wrap

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from bmc_cli.asking import Step
    from bmc_cli.prompts import Pack

WIDEST = 100
"""Longer lines than this read badly, however wide the screen."""

_MAP_WIDTH = 31
_MAP_FROM = 64  # columns; narrower screens have no room beside the map
_MAP_ROWS = 22  # a lower screen needs the room for the questions

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
        yield from _printed(self.top(width))
        if width >= _MAP_FROM and console.height >= _MAP_ROWS:
            beside = self.about(width - _MAP_WIDTH - 2)
            small = _map(self.step.canvas, self.step.block.key, replace(self.look, pinned=False))
            for drawn, line in zip_longest(small, beside):
                yield from drawn or [Segment(" " * _MAP_WIDTH)]
                yield from _printed([[("  ", _PLAIN), *(line or [])]])
        else:
            yield from _printed(self.about(width))
        yield from _printed(self.body(width))

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

    def body(self, width: int) -> list[Line]:
        """Return the criteria, the notes so far and the keys."""
        prompt = self.pack.blocks[self.step.block.key]
        lines: list[Line] = [[]]
        if not self.step.ahead:
            bullet = "- " if self.look.ascii_only else "• "
            for each in prompt.criteria:
                lines += hanging([(bullet, _DIM)], clean(each), _PLAIN, width)
            lines.append([])
        notes = self.step.canvas.notes(self.step.block.key)
        for number, note in enumerate(notes, 1):
            lines += hanging([(f"{number:>3} ", _TITLE)], note_line(note, self.pack), _PLAIN, width)
        if notes:
            lines.append([])
        return lines + [[(line, _DIM)] for line in wrap(self.hint, width) if self.hint]


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


def review_lines(canvas: Canvas, pack: Pack, width: int, *, ascii_only: bool) -> list[Line]:
    """Return the nine blocks with what each holds, at most ``width`` wide."""
    heading = wrap(pack.say("interview.review_title"), width)
    lines: list[Line] = [*([(line, _BOLD)] for line in heading), []]
    longest = max(cell_len(pack.blocks[block.key].title) for block in BLOCKS)
    beside = width >= 2 * longest
    between = " - " if ascii_only else " · "
    for block in BLOCKS:
        notes = canvas.notes(block.key)
        title = one_line(pack.blocks[block.key].title)
        lead: Line = [(f"{block.number} ", _TITLE)]
        if beside:
            lead += [(title, _BOLD), (" " * (longest - cell_len(title) + 2), _PLAIN)]
        else:
            lines += hanging(lead, title, _BOLD, width)
            lead = [("  ", _PLAIN)]
        texts = (f"{one_line(n.text)} {later_mark(pack)}" if n.later else n.text for n in notes)
        said = between.join(one_line(text) for text in texts) or pack.say("show.open")
        lines += hanging(lead, said, _PLAIN if notes else _DIM, width)
    return [*lines, []]


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
