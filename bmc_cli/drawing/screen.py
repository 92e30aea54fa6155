"""One question of the interview as a whole screen, in which every part keeps its place.

From above: where we are; the question, always on line 3; what helps to answer it; what there is
to choose, or the notes so far; what was just said; and the keys, last, above the line that is
typed in.  Whatever the size, the question, the last note and the keys are on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from bmc_cli.drawing.block_page import WIDEST, numbered
from bmc_cli.drawing.grid import Look, draw_boxes
from bmc_cli.drawing.layout import STANDARD, place
from bmc_cli.drawing.legend import laid, legend
from bmc_cli.drawing.paragraphs import Line, breadth, cut, hanging, printed
from bmc_cli.drawing.theme import ACCENT, BOLD, DIM, LIT, PLAIN
from bmc_cli.drawing.wrap import wrap
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.model.links import SEGMENTS

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from bmc_cli.view import View

_MAP_WIDTH = 31
_MAP_FROM = 64  # columns; narrower screens have no room beside the map
_MAP_ROWS = 32  # a lower screen needs the room
_ONE_A_LINE = 10  # choices; more are put side by side where they would not fit
_SIDE_BY_SIDE = 24  # cells of a choice beside others
_LEGEND_FROM = 8  # lines for each line of the legend
_FEWEST_NOTES = 3  # lines that the notes keep where the points take much


class Offered(NamedTuple):
    """Something to choose: its letter or number, what it is, what that means, where it stands."""

    label: str
    text: str
    hint: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a question shows, of the canvas in ``view``.

    ``key`` is its block, "" for none; ``lead`` stands above ``points``; ``has_notes``: the notes
    of the block are shown; ``said`` is what was just said, with a mark where it ``is_saved``.
    ``rows`` are kept free below.
    """

    view: View
    key: str
    question: str
    hint: str
    look: Look
    lead: str = ""
    points: Sequence[str] = ()
    offered: Sequence[Offered] = ()
    said: Sequence[str] = ()
    is_saved: bool = False
    has_notes: bool = False
    rows: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        yield from printed(self.lines(width, max(console.height, 4)))

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the lines of a screen of ``height`` rows, the last ``rows`` of them left out."""
        head = [self.top(width), [], *_texts(self.question, width, BOLD)]
        keys = _keys(self.hint, width)
        room = height - self.rows - len(head) - len(keys)
        if room < 2 and len(head) > 3:
            head = head[: max(height - self.rows - len(keys), 3)]
            room = height - self.rows - len(head) - len(keys)
        said = [line for text in self.said for line in _texts(self.mark + text, width, ACCENT)]
        said = said[: max(room // 2, 1)] if room > 0 else []
        room -= len(said)
        middle = self.middle(width, room, height)
        parts = [part for part in (*middle, said) if part]
        body = _spaced(parts, room + len(said))
        empty: list[Line] = [
            [] for _ in range(height - self.rows - len(head) - len(keys) - len(body))
        ]
        return [*head, *body, *empty, *keys]

    @property
    def mark(self) -> str:
        """Return what stands before what was saved."""
        if not self.is_saved:
            return ""
        return "* " if self.look.ascii_only else "✓ "

    # -- where we are

    def top(self, width: int) -> Line:
        """Return the first line: the title, how many notes each block has, and the step."""
        step = ""
        if self.key:
            number = self.view.blocks[self.key].number
            step = self.view.say("interview.step", n=number, total=len(self.view.blocks))
        counts = self.counts()
        room = width - cell_len(step) - 1
        title = self.view.title
        used = sum(cell_len(text) for text, _ in counts) + (2 if title and counts else 0)
        if room - used < min(cell_len(title), 8):
            counts, used = [], 0
        title = cut(title, max(room - used, 0), self.look.dots)
        line: Line = [(title, BOLD)] if title else []
        if counts:
            line += [*([("  ", PLAIN)] if title else []), *counts]
        left = sum(cell_len(text) for text, _ in line)
        return [*line, (" " * max(width - left - cell_len(step), 1) + step, DIM)] if step else line

    def counts(self) -> Line:
        """Return the map in one line: each block that has notes, with how many."""
        dot = "*" if self.look.ascii_only else "●"
        line: Line = []
        for block in self.view.blocks.values():
            if block.notes:
                style = BOLD if block.key == self.key else DIM
                line += [(" ", PLAIN)] if line else []
                line.append((f"{block.number}{dot}{len(block.notes)}", style))
        return line

    # -- what helps to answer, and what there is

    def middle(self, width: int, room: int, height: int) -> list[list[Line]]:
        """Return the parts between the question and what was said, in at most ``room`` lines."""
        if room <= 0:
            return []
        if self.offered:
            lead = _texts(self.lead, width, DIM)
            lead = lead if len(self.offered) + len(lead) < room else []
            return [lead, self.choices(width, room - len(lead))]
        points = self.points_within(width, height)
        notes = self.notes(width) if self.has_notes else []
        key = self.legend(width) if self.has_notes else []
        key = key if len(key) * _LEGEND_FROM <= room else []
        room -= len(key)
        high = sum(map(len, notes))
        if len(points) + high <= room:
            return [points, [line for note in notes for line in note], key]
        kept = min(high, max(_FEWEST_NOTES, room // 2))
        points = _first(points, room - kept, [(self.view.say("interview.points_more"), DIM)])
        return [points, self.last(notes, room - len(points), width), key]

    def legend(self, width: int) -> list[Line]:
        """Return what the letters behind the notes stand for, where they have any."""
        block, segments = self.view.blocks[self.key], self.view.segments
        lead = self.view.say("show.for")
        ties = [tie for note in block.notes for tie in note.ties if tie.startswith(lead)]
        if not ties or SEGMENTS not in BY_KEY[self.key].targets:
            return []
        letters = [(each.letter, ACCENT) for each in segments]
        parts = legend(letters, [each.name for each in segments], self.look.dots)
        return list(laid(parts, width, ascii_only=self.look.ascii_only))

    def points_within(self, width: int, height: int) -> list[Line]:
        """Return the points of the form, beside the map where there is room for one."""
        if not self.points and not self.lead:
            return []
        has_map = bool(self.key) and width >= _MAP_FROM and height >= _MAP_ROWS
        inner = width - _MAP_WIDTH - 2 if has_map else width
        bullet = "- " if self.look.ascii_only else "· "
        lines = _texts(self.lead, inner, PLAIN) if self.lead else []
        for point in self.points:
            lines += (
                hanging([(f" {bullet}", DIM)], point, PLAIN, inner)
                if self.key
                else _texts(point, inner, PLAIN)
            )
        if not has_map:
            return lines
        beside = _map(self.view, self.key, replace(self.look, pinned=False))
        return [
            [*(left or []), (" " * (inner + 2 - breadth(left or [])), PLAIN), *(right or [])]
            for left, right in zip_longest(lines, beside)
        ]

    def notes(self, width: int) -> list[list[Line]]:
        """Return the notes so far, each as its lines, behind their letters or numbers."""
        block = self.view.blocks[self.key]
        letters = [each.letter for each in self.view.segments] if block.holds_segments else []
        return [
            numbered(number, note.line, width)
            if not letters
            else hanging([(f"{letters[number - 1]:>3} ", ACCENT)], note.line, PLAIN, width)
            for number, note in enumerate(block.notes, 1)
        ]

    def last(self, notes: list[list[Line]], room: int, width: int) -> list[Line]:
        """Return the last of the notes that fit whole, under how many there are before.

        Of a last note that is too high by itself the first lines are left.
        """
        if sum(map(len, notes)) <= room:
            return [line for note in notes for line in note]
        if room <= 0:
            return []
        left, used = len(notes) - 1, min(len(notes[-1]), max(room - 1, 1))
        last = notes[-1][:used]
        while used + len(notes[left - 1]) < room:
            left -= 1
            used += len(notes[left])
        shown = [line for note in notes[left:-1] for line in note] + last
        if not left or room < 2:
            return shown
        more = self.view.say("interview.notes_more", n=left)
        return [[(cut(f"    {more}", width, self.look.dots), DIM)], *shown]

    # -- what can be chosen

    def choices(self, width: int, room: int) -> list[Line]:
        """Return the choices: one a line as far as that fits, else side by side."""
        longest = max(cell_len(each.label) for each in self.offered)
        if len(self.offered) <= max(_ONE_A_LINE, room):
            whole = [line for each in self.offered for line in self.choice(each, longest, width)]
            if len(whole) <= room:
                return whole
            short = [self.cut_choice(each, longest, width) for each in self.offered]
            if len(short) <= room:
                return short
        beside = self.beside(width)
        if len(beside) <= room:
            return beside
        more = self.view.say("interview.choices_more", n=len(self.offered))
        return [*beside[: room - 1], [(cut(f"  {more}", width, self.look.dots), DIM)]]

    def choice(self, each: Offered, longest: int, width: int) -> list[Line]:
        """Return one choice with what it means."""
        prefix: Line = [(f"  {each.label.ljust(longest)}  ", ACCENT)]
        lines = hanging(prefix, each.text, PLAIN, width)
        meant = each.hint or (f"({each.group})" if each.group else "")
        if meant and breadth(lines[-1]) + 2 + cell_len(meant) <= width:
            lines[-1].append((f"  {meant}", DIM))
        elif each.hint:
            lines += hanging([(" " * (longest + 4), PLAIN)], meant, DIM, width)
        return lines

    def cut_choice(self, each: Offered, longest: int, width: int) -> Line:
        label = f"  {each.label.ljust(longest)}  "
        return [(label, ACCENT), (cut(each.text, width - cell_len(label), self.look.dots), PLAIN)]

    def beside(self, width: int) -> list[Line]:
        """Return the choices side by side, grouped by where they stand, each cut to fit."""
        lines: list[Line] = []
        for group, offered in groupby(self.offered, key=lambda each: each.group):
            indent = "  "
            line: Line = [(f"{indent}{group}", DIM)] if group else []
            for each in offered:
                text = cut(each.text, max(_SIDE_BY_SIDE, width // 3), self.look.dots)
                part: Line = [("  ", PLAIN), (f"{each.label} ", ACCENT), (text, PLAIN)]
                if line and breadth(line) + breadth(part) > width:
                    lines.append(line)
                    line = [(indent, PLAIN)]
                line += part
            lines.append(line)
        return lines


def _texts(text: str, width: int, style: object) -> list[Line]:
    return [[(line, style)] for line in wrap(text, width)] if text else []  # type: ignore[list-item]


def _keys(hint: str, width: int) -> list[Line]:
    """Return what can be typed, broken between two keys where that fits, not within one."""
    lines: list[str] = []
    for key in hint.split(" · "):
        if lines and cell_len(f"{lines[-1]} · {key} ·") <= width:
            lines[-1] += f" · {key}"
        else:
            lines.append(key)
    ended = [f"{line} ·" for line in lines[:-1]] + lines[-1:]
    return [line for text in ended for line in _texts(text, width, DIM)]


def _spaced(parts: Sequence[list[Line]], room: int) -> list[Line]:
    """Return parts under one another, with a blank line before each as far as there is room."""
    spare = room - sum(map(len, parts))
    lines: list[Line] = []
    for part in parts:
        if spare > 0:
            lines.append([])
            spare -= 1
        lines += part
    return lines


def _first(lines: list[Line], room: int, more: Line) -> list[Line]:
    """Return the first of ``lines`` that fit, and ``more`` where that is not all of them."""
    if len(lines) <= room:
        return lines
    return [*lines[: room - 1], more] if room > 1 else []


def _map(view: View, lit: str, look: Look) -> Iterator[Line]:
    """Yield the small map, line by line: each block's number and how many notes it has."""
    dot = "*" if look.ascii_only else "•"
    contents: dict[str, list[Line]] = {}
    for block in view.blocks.values():
        count = len(block.notes)
        gap = " " if count < 10 else ""
        text = f"{block.number}{gap}{dot}{count}" if count else str(block.number)
        contents[block.key] = [[(text[:4].ljust(4), LIT if block.key == lit else PLAIN)]]
    boxes = place(STANDARD, _MAP_WIDTH, lambda *_: 1, lambda _: 1)
    for line in Segment.split_lines(draw_boxes(boxes, contents, look)):
        yield [(segment.text, segment.style or PLAIN) for segment in line]


def rendered(lines: list[Line]) -> list[list[Segment]]:
    """Return lines as Rich renders them."""
    return [[Segment(text, style) for text, style in line] for line in lines]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A line that was rendered before."""

    segments: Sequence[Segment]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self.segments
        yield Segment.line()
