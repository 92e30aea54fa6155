"""Lines of text broken to a width, with nothing cut and nothing dropped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

# A word is broken after these characters, sooner than anywhere else.
_PARTS = re.compile(
    r"[^-/_.@\u2010\u2013\u2014]*[-/_.@\u2010\u2013\u2014]+|[^-/_.@\u2010\u2013\u2014]+"
)

_WORDS = re.compile(r"[\S\u00a0\u202f]+")  # a space that forbids a break is none
_ONE_SOUND = {"ch", "gh", "ph", "sh", "th"}
_NEAR = 6  # characters that a line may stay short for a better break
_STUMP = 3  # characters that a rest should have at least


def wrap(text: str, width: float, measure: Callable[[str], float] = cell_len) -> list[str]:
    """Return ``text`` as lines of at most ``width``, as ``measure`` counts it.

    Lines break at spaces; a word that is longer than a line breaks after a hyphen
    or the like, and what is then still too long breaks between characters.  A single
    character wider than ``width`` has a line of its own.  ``measure`` must count a line as the
    sum of its words and spaces.

    >>> wrap("Pop-up at the station, self-service", 12)
    ['Pop-up at', 'the station,', 'self-service']
    >>> wrap("self-service", 8), wrap("klanttevredenheid", 10)
    (['self-', 'service'], ['klanttevre', 'denheid'])
    """
    lines: list[str] = []
    space = measure(" ")
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in _WORDS.findall(paragraph):
            needed = measure(word)
            if line and used + space + needed <= width:
                line, used = f"{line} {word}", used + space + needed
                continue
            if needed <= width:
                lines += [line] if line else []
                line, used = word, needed
                continue
            pieces = list(_pieces(word, width, measure))
            # A long word begins on the line of the word before it, if its first piece fits there.
            if len(pieces) > 1 and line and used + space + measure(pieces[0]) <= width:
                pieces[0] = f"{line} {pieces[0]}"
            elif line:
                lines.append(line)
            *whole, line = pieces
            lines += whole
            used = measure(line)
        lines.append(line)
    return lines


def _pieces(word: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Split a word into pieces that fit a line, each as long as can be."""
    piece, used = "", 0.0
    for part in _PARTS.findall(word):
        needed = measure(part)
        if used + needed <= width:
            piece, used = piece + part, used + needed
            continue
        if piece:
            yield piece
        *whole, piece = [part] if needed <= width else _broken(part, width, measure)
        yield from whole
        used = measure(piece)
    yield piece


def _broken(part: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Break a part that has nothing in it to break after."""
    clusters = _clusters(part)
    widths = [measure(cluster) for cluster in clusters]
    start = 0
    while (end := _fitting(widths, start, width)) < len(clusters):
        end = _break(clusters, start, end)
        yield "".join(clusters[start:end])
        start = end
    yield "".join(clusters[start:])


def _fitting(widths: list[float], start: int, width: float) -> int:
    """Return the end of the characters from ``start`` that fit a line, at least one."""
    used = widths[start]
    for end in range(start + 1, len(widths)):
        used += widths[end]
        if used > width:
            return end
    return len(widths)


def _break(clusters: list[str], start: int, end: int) -> int:
    """Return where to break a word of which the characters from ``start`` to ``end`` fit.

    Dutch and English words break well in front of a consonant with a vowel behind it;
    where there is no such place near, the rest should at least be no stump.

    >>> word = "klanttevredenheid"
    >>> word[: _break(list(word), 0, 10)]
    'klanttevre'
    """
    if any(_is_vowel(cluster) is None for cluster in clusters[start : end + 1]):
        return end
    for at in range(end, max(end - _NEAR, start + _STUMP - 1), -1):
        is_sound = [_is_vowel(each) for each in clusters[at : at + 2]] == [False, True]
        is_one_sound = "".join(clusters[at - 1 : at + 1]).lower() in _ONE_SOUND
        if is_sound and not is_one_sound and len(clusters) - at >= _STUMP:
            return at
    return max(min(end, len(clusters) - _STUMP), start + (end - start + 1) // 2)


@lru_cache(maxsize=1024)  # a long word asks it of the same few letters
def _is_vowel(cluster: str) -> bool | None:
    """Tell vowels from consonants; None for what is no Latin letter."""
    letter = unicodedata.normalize("NFD", cluster[0])[0].lower()
    return letter in "aeiouy" if "a" <= letter <= "z" else None


def _clusters(text: str) -> list[str]:
    """Return the characters of ``text`` as people see them: each with the marks on it."""
    spans, _ = split_graphemes(text)
    return [text[start:end] for start, end, _ in spans]
