"""A text with its lines, and the replacements that are asked for in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from bmc_cli.file.yaml_text import BREAK

_INDENTED_COMMENT = re.compile(r"[ \t]+#")
_COMMENT_LINE = re.compile(r"[ \t]*#")
_REST = re.compile(r"[ \t]*#")
_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
_COMMA = re.compile(r"(?:[ \t\r\n]|(?:(?<=[ \t\r\n])|^)#[^\r\n]*)*,")


class Source:
    r"""The text of a file, ending in a newline, and what is to be replaced in it.

    Places are those of the text as it was, whatever is replaced before them.

    >>> source = Source("title: Bakery\ndate: 2026\n")
    >>> source.put(7, 13, "Corner Bakery")
    >>> source.put(20, 24, "2027")
    >>> source.spliced()
    'title: Corner Bakery\ndate: 2027\n'
    """

    def __init__(self, text: str) -> None:
        found = BREAK.search(text)
        self.newline = found[0] if found else "\n"
        self.ended = text.endswith(("\n", "\r"))
        self.text = text if self.ended else text + self.newline
        self.splices: list[tuple[int, int, str]] = []
        self.starts = [0, *(found.end() for found in BREAK.finditer(self.text))]

    def put(self, start: int, end: int, new: str) -> None:
        """Replace what stands from ``start`` to ``end``; at one place, first come first."""
        self.splices.append((start, end, new))

    def spliced(self) -> str:
        """Return the text with everything replaced, ended as it was."""
        text = self._applied(0, len(self.text))
        return text if self.ended else text.removesuffix(self.newline)

    def excerpt(self, begin: int, end: int, change: Callable[[], None]) -> str:
        """Return what stands from ``begin`` to ``end``, with what ``change`` puts there."""
        outer, self.splices = self.splices, []
        change()
        changed = self._applied(begin, end)
        self.splices = outer
        return changed

    def _applied(self, begin: int, end: int) -> str:
        parts: list[str] = []
        at = begin
        for start, stop, new in sorted(self.splices, key=lambda splice: splice[:2]):
            parts += [self.text[at:start], new]
            at = max(at, stop)
        return "".join([*parts, self.text[at:end]])

    # -- places

    def line_start(self, offset: int) -> int:
        """Return where the line of ``offset`` begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return where the line after that of ``offset`` begins."""
        at = bisect_right(self.starts, offset)
        return self.starts[at] if at < len(self.starts) else len(self.text)

    def column(self, offset: int) -> int:
        """Return how far ``offset`` is from the start of its line."""
        return offset - self.line_start(offset)

    def is_within(self, offset: int, column: int) -> bool:
        """Whether what the line of ``offset`` says is further in than ``column``."""
        line = self.text[self.line_start(offset) : self.line_end(offset)]
        return bool(line.strip()) and len(line) - len(line.lstrip()) > column

    def before_spaces(self, offset: int) -> int:
        """Return where the spaces and tabs in front of ``offset`` begin."""
        while self.text[offset - 1 : offset] in {" ", "\t"}:
            offset -= 1
        return offset

    def after_spaces(self, offset: int) -> int:
        """Return where the spaces and tabs from ``offset`` on end."""
        while self.text[offset : offset + 1] in {" ", "\t"}:
            offset += 1
        return offset

    def has_comment(self, start: int) -> bool:
        """Whether there is a comment behind ``start`` on its line."""
        return _REST.match(self.text, start) is not None

    def comments(self, start: int, end: int, texts: Iterable[tuple[int, int]]) -> list[str]:
        """Return the comments that begin between two places; a ``#`` within ``texts`` is none."""
        found = []
        for begin, stop in [*texts, (end, end)]:
            found += _COMMENT.findall(self.text, start, max(start, begin))
            start = max(start, stop)
        return found

    def after_comments(self, offset: int) -> int:
        """Return the start of the line after ``offset`` and the indented comments below it."""
        line = self.line_end(offset)
        while _INDENTED_COMMENT.match(self.text, line):
            line = self.line_end(line)
        return line

    def comma_after(self, offset: int) -> int | None:
        """Return where the comma after an item in brackets is; None when there is none."""
        found = _COMMA.match(self.text, offset)
        return found.end() - 1 if found else None

    # -- lists on lines

    def dashes(self, start: int, ends: list[int]) -> list[int]:
        """Return where the dashes are of a list from ``start``, whose items end at ``ends``."""
        column = self.column(start)
        dashes = [start]
        for end in ends[:-1]:
            line = self.line_end(max(end, dashes[-1] + 1))
            while self.text[line : line + column].strip() or self.text[line + column] != "-":
                line = self.line_end(line)
            dashes.append(line + column)
        return dashes

    def prefix(self, dash: int) -> str:
        """Return the indent, dash and spaces that stand before the item at ``dash``."""
        spaces = re.compile(r"-( *)(?=[^\s#])").match(self.text, dash)
        return self.text[self.line_start(dash) : dash] + "-" + (spaces[1] if spaces else " ")

    def own_comments(self, start: int, floor: int, column: int) -> int:
        """Return where the comment lines begin that belong to the item whose line is at ``start``.

        They stand right above it and in its ``column``; those above ``floor`` are not its own.
        """
        while start > floor:
            above = self.line_start(start - (2 if self.text[start - 2 : start] == "\r\n" else 1))
            comment = _COMMENT_LINE.match(self.text, above)
            if not comment or comment.end() - 1 - above != column or above < floor:
                break
            start = above
        return start
