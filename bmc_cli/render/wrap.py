"""Lines of text broken to a width, with nothing cut and nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rich.cells import cell_len, split_graphemes

# A word may be broken after these signs, before it is broken anywhere.
_PARTS = re.compile(
    r"[^-/_.@\u2010\u2013\u2014]*[-/_.@\u2010\u2013\u2014]+|[^-/_.@\u2010\u2013\u2014]+"
)


def wrap(text: str, width: int, measure: Callable[[str], int] = cell_len) -> list[str]:
    """Return ``text`` as lines of at most ``width``, as ``measure`` counts it.

    Lines break at spaces; a word that is longer than a line breaks after a hyphen
    or the like, and what is then still too long breaks between characters.  A single
    character wider than ``width`` has a line of its own.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            joined = f"{line} {word}" if line else word
            if measure(joined) <= width:
                line = joined
                continue
            pieces = list(_pieces(word, width, measure))
            if len(pieces) > 1 and line and measure(f"{line} {pieces[0]}") <= width:
                pieces[0] = f"{line} {pieces[0]}"
            elif line:
                lines.append(line)
            lines += pieces[:-1]
            line = pieces[-1]
        lines.append(line)
    return lines


def _pieces(word: str, width: int, measure: Callable[[str], int]) -> Iterator[str]:
    """Split a word into pieces that fit a line, each as long as can be."""
    piece = ""
    for part in _PARTS.findall(word):
        if measure(piece + part) <= width:
            piece += part
            continue
        if piece:
            yield piece
            piece = ""
        if measure(part) <= width:
            piece = part
            continue
        for cluster in _clusters(part):
            if piece and measure(piece + cluster) > width:
                yield piece
                piece = ""
            piece += cluster
    yield piece


def _clusters(text: str) -> Iterator[str]:
    """Yield the characters of ``text`` as people see them: signs with their marks."""
    spans, _ = split_graphemes(text)
    for start, end, _ in spans:
        yield text[start:end]
