"""Texts behind a bullet, broken to a width: drawn as lines, or only counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from bmc_cli.drawing.theme import DIM, PLAIN
from bmc_cli.drawing.wrap import line_widths, wrap

if TYPE_CHECKING:
    from rich.style import Style

    from bmc_cli.drawing.hyphens import Hyphenate
    from bmc_cli.drawing.lettering import Letter

Line = list[tuple[str, "Style"]]
"""A line of a drawing: texts with their styles, from left to right."""


def breadth(line: Line) -> int:
    """Return the cells that a line takes."""
    return sum(cell_len(text) for text, _ in line)


def hanging(prefix: Line, text: str, style: Style, width: int) -> list[Line]:
    """Wrap ``text`` behind ``prefix``, further lines indented by as much."""
    return Paragraph(prefix, text, style).lines(width)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text behind ``prefix``, which further lines are indented by; ``letters`` at its end.

    Letters stand at the right edge, and take no line of their own where they need not: on the
    last line if that has room, with the last word on a line below it, or else on a line above.
    """

    prefix: Line
    text: str
    style: Style
    letters: Sequence[Letter] = ()
    hyphenate: Hyphenate | None = None

    @property
    def indent(self) -> int:
        """The cells before each line."""
        return breadth(self.prefix)

    def dimmed(self) -> Paragraph:
        """Return it dimmed throughout."""
        return replace(
            self,
            prefix=_dim(self.prefix),
            style=DIM,
            letters=[(letter, DIM) for letter, _ in self.letters],
        )

    def rows(self, width: int) -> int:
        """Return how many lines it takes."""
        inside = width - self.indent
        widths, last = line_widths(self.text, inside, hyphenate=self.hyphenate)
        if not self.letters:
            return len(widths)
        tail = _rows(self.letters, inside)
        at, _ = _spot(widths, last, tail, inside)
        return max(len(widths), at + len(tail))

    def lines(self, width: int) -> list[Line]:
        """Return its lines."""
        inside = width - self.indent
        texts = wrap(self.text, inside, hyphenate=self.hyphenate)
        tail = _rows(self.letters, inside)
        *_, last = texts[-1].split(" ")
        at, goes_along = _spot([*map(cell_len, texts)], cell_len(last), tail, inside)
        if goes_along:
            texts[-1:] = [texts[-1].removesuffix(last).rstrip(), last]
        lines: list[Line] = [[(text, self.style)] for text in texts]
        lines += [[] for _ in range(at + len(tail) - len(lines))]
        for line, letters in zip(lines[at:], tail, strict=False):
            line += [(" " * (inside - breadth(line) - breadth(letters)), PLAIN), *letters]
        first, *rest = lines
        return [[*self.prefix, *first], *([(" " * self.indent, PLAIN), *line] for line in rest)]


def _spot(widths: Sequence[int], last: int, tail: Sequence[Line], inside: int) -> tuple[int, bool]:
    """Return the line for letters, and whether the last word goes down to it.

    The lines are so wide, and end in a word ``last`` wide.
    """
    if len(tail) != 1:
        return len(widths), False
    room = inside - 1 - breadth(tail[0])
    if widths[-1] <= room:
        return len(widths) - 1, False
    if last < widths[-1] and last <= room:
        return len(widths), True
    above = (at for at in reversed(range(len(widths))) if widths[at] <= room)
    return next(above, len(widths)), False


def _rows(letters: Sequence[Letter], inside: int) -> list[Line]:
    """Return letters on as few lines as they need; a comma between them where one has two."""
    if not letters:
        return []
    comma = "" if all(len(sign) == 1 for sign, _ in letters) else ","
    rows: list[Line] = [[]]
    for at, (sign, style) in enumerate(letters):
        part: Line = [(sign, style)]
        if comma and at + 1 < len(letters):
            part.append((comma, PLAIN))
        if rows[-1] and breadth(rows[-1]) + breadth(part) > inside:
            rows.append([])
        rows[-1] += part
    return rows


def _dim(line: Line) -> Line:
    return [(text, DIM) for text, _ in line]
