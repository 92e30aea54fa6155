"""What letters and signs stand for, in one line if that can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import set_cell_size

from bmc_cli.drawing.paragraphs import Line, breadth, cut
from bmc_cli.drawing.theme import DIM, PLAIN

if TYPE_CHECKING:
    from rich.style import Style

    from bmc_cli.drawing.lettering import Letter

MOST = 26
"""Segments; of more a legend would be a page, and they stand in their block."""

_TELLING = 4  # letters and digits of a word that tells something: not "the", "een", "our"
_LONGEST = 24  # cells of a name


def legend(letters: Sequence[Letter], names: Sequence[str], dots: str = "…") -> list[Line]:
    """Return the parts of a legend: each letter, in its style, with the short name it stands for.

    The names of what is dimmed are dimmed too.
    """
    if len(letters) > MOST:
        return []
    return [
        [letter, (f" {cut(name, _LONGEST, dots)}", DIM if letter[1] == DIM else PLAIN)]
        for letter, name in zip(letters, short_names(names), strict=True)
    ]


def laid(parts: Sequence[Line], width: int, *, ascii_only: bool = False) -> Iterator[Line]:
    """Yield the parts on lines, broken between them; a part too wide for a line is cut."""
    between: tuple[str, Style] = (" - " if ascii_only else " · ", DIM)
    line: Line = []
    for part in parts:
        if line and breadth([*line, between, *part]) > width:
            yield line
            line = []
        line = [*line, *([between] if line else []), *part]
        if breadth(line) > width:
            sign, (name, style) = line[:-1], line[-1]
            line = [*sign, (set_cell_size(name, max(width - breadth(sign), 0)).rstrip(), style)]
    if line:
        yield line


def short_names(names: Sequence[str]) -> list[str]:
    """Return names by their first words, as many as tell them apart.

    >>> short_names(["Commuters who ride", "The elderly nearby", "Hotels in town", "Hotels abroad"])
    ['Commuters', 'The elderly', 'Hotels in town', 'Hotels abroad']
    """
    starts = [_starts(name) for name in names]
    counts = Counter(start for each in starts for start in set(each))
    return [next((start for start in each if counts[start] == 1), each[-1]) for each in starts]


def _starts(name: str) -> list[str]:
    """Return the beginnings of a name that end in a word that tells something."""
    words = name.split()
    starts = [
        " ".join(words[: at + 1])
        for at, word in enumerate(words)
        if sum(map(str.isalnum, word)) >= _TELLING
    ]
    return [*(start.rstrip(",;:.") for start in starts), name]
