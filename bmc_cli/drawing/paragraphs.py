"""Lines of a drawing, and texts behind a bullet broken to a width: drawn, or only counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from bmc_cli.drawing.theme import DIM, PLAIN
from bmc_cli.drawing.wrap import line_widths, wrap

if TYPE_CHECKING:
    from rich.style import Style

    from bmc_cli.drawing.hyphens import Hyphenate
    from bmc_cli.drawing.lettering import Letter

Line = list[tuple[str, "Style"]]
"""A line of a drawing: texts with their styles, from left to right."""


_GLUE = "\u00a0"  # no line ends with a sign


def breadth(line: Sequence[tuple[str, Style]]) -> int:
    """Return the cells that a line takes."""
    return sum(cell_len(text) for text, _ in line)


def cut(text: str, width: int, dots: str = "…") -> str:
    """Return ``text``, with dots for its rest where it is wider than ``width``."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - len(dots)).rstrip() + dots if width > len(dots) else ""


def printed(lines: Iterable[Line]) -> Iterator[Segment]:
    """Yield lines as Rich prints them."""
    for line in lines:
        yield from (Segment(text, style) for text, style in line)
        yield Segment.line()


def hanging(prefix: Line, text: str, style: Style, width: int) -> list[Line]:
    """Wrap ``text`` behind ``prefix``, further lines indented by as much."""
    return Paragraph(prefix, text, style).lines(width)


class Paragraph:
    """A text behind ``prefix``, which further lines are indented by; ``letters`` at its end.

    A ``sign`` before its first word stays with that, and signs ``after`` its last word with
    that, where both have room.
    Letters stand at the right edge behind all of the text, and take no line of their own where
    they need not: on the last line if that has room, or with the last word on a line below it.
    On a line above, where one may have room, they would read as a word of the text ("rent out
    for a C commission").
    """

    __slots__ = (
        *("after", "hyphenate", "indent", "letters", "prefix", "sign", "style", "tail"),
        "text",
    )

    def __init__(
        self,
        prefix: Line,
        text: str,
        style: Style,
        letters: Sequence[Letter] = (),
        hyphenate: Hyphenate | None = None,
        sign: str = "",
        after: Sequence[str] = (),
    ) -> None:
        self.prefix, self.style, self.sign = prefix, style, sign
        self.after = "".join(f"{_GLUE}{each}" for each in after)
        self.text = f"{sign}{_GLUE}{text}{self.after}" if sign else f"{text}{self.after}"
        self.letters, self.hyphenate = letters, hyphenate
        self.indent = breadth(prefix)
        self.tail = _separated(letters)

    def _text(self, inside: int) -> str:
        """Return the text with its signs, apart where they would break the word beside them."""
        text = self.text
        if self.sign and cell_len(text.split(" ", 1)[0].split("\n", 1)[0]) > inside:
            text = text.replace(_GLUE, " ", 1)
        if self.after and cell_len(text.rpartition(" ")[2].rpartition("\n")[2]) > inside:
            return text.removesuffix(self.after) + self.after.replace(_GLUE, " ", 1)
        return text

    def _unglued(self, texts: list[str]) -> list[str]:
        """Return the lines of the text with plain spaces beside its signs."""
        if self.sign:
            texts[0] = texts[0].replace(_GLUE, " ", 1)
        if self.after:
            end = max(len(texts[-1]) - len(self.after), 0)
            texts[-1] = texts[-1][:end] + texts[-1][end:].replace(_GLUE, " ")
        return texts

    def dimmed(self) -> Paragraph:
        """Return it dimmed throughout."""
        dimmed = copy(self)
        dimmed.prefix, dimmed.style = _dim(self.prefix), DIM
        dimmed.letters, dimmed.tail = _dim(self.letters), _dim(self.tail)
        return dimmed

    def rows(self, width: int, *, rough: bool = False) -> int:
        """Return how many lines it takes; ``rough``: about, where words are broken."""
        inside = width - self.indent
        widths, last = line_widths(
            self._text(inside), inside, hyphenate=self.hyphenate, rough=rough
        )
        if not self.tail:
            return len(widths)
        wide = sum(map(_wide, self.tail))
        if wide > inside:
            return len(widths) + len(_rows(self.tail, inside))
        at, _ = _spot(widths, last, wide, inside)
        return max(len(widths), at + 1)

    def lines(self, width: int) -> list[Line]:
        """Return its lines."""
        inside = width - self.indent
        texts = wrap(self._text(inside), inside, hyphenate=self.hyphenate)
        tail = _rows(self.tail, inside)
        at, goes_along = len(texts), False
        if len(tail) == 1:
            last = texts[-1].rpartition(" ")[2]
            widths = [cell_len(text) for text in texts]
            at, goes_along = _spot(widths, cell_len(last), breadth(tail[0]), inside)
        if goes_along:
            texts[-1:] = texts[-1].rsplit(" ", 1)
        lines: list[Line] = [[(text, self.style)] for text in self._unglued(texts)]
        lines += [[] for _ in range(at + len(tail) - len(lines))]
        for line, letters in zip(lines[at:], tail, strict=False):
            line += [(" " * (inside - breadth(line) - breadth(letters)), PLAIN), *letters]
        first, *rest = lines
        return [[*self.prefix, *first], *([(" " * self.indent, PLAIN), *line] for line in rest)]


def _spot(widths: Sequence[int], last: int, tail: int, inside: int) -> tuple[int, bool]:
    """Return the line for letters ``tail`` wide, and whether the last word goes down to it.

    The lines are so wide, and end in a word ``last`` wide.
    """
    room = inside - 1 - tail
    if widths[-1] <= room:
        return len(widths) - 1, False
    return len(widths), last < widths[-1] and last <= room


def _separated(letters: Sequence[Letter]) -> Sequence[Letter]:
    """Put a comma behind letters where one of them is two."""
    if all(len(sign) == 1 for sign, _ in letters):
        return letters
    *before, (last, style) = letters
    return [*((f"{sign},", style) for sign, style in before), (last, style)]


def _wide(part: tuple[str, Style]) -> int:
    return cell_len(part[0])


def _rows(letters: Sequence[Letter], inside: int) -> list[Line]:
    """Return letters on as few lines as they need."""
    rows: list[Line] = [[]] if letters else []
    for part in letters:
        if rows[-1] and breadth(rows[-1]) + _wide(part) > inside:
            rows.append([])
        rows[-1].append(part)
    return rows


def _dim(line: Sequence[tuple[str, Style]]) -> Line:
    return [(text, DIM) for text, _ in line]
