"""Where a word may be broken with a hyphen, by the patterns of its language.

The method is that of F. M. Liang (Word Hy-phen-a-tion by Com-put-er, 1983): a pattern is a few
letters with numbers between them, and where the highest number that all patterns of a word give
to a place is odd, the word may be broken there.  The patterns are those that TeX uses, as they
are kept by hyph-utf8; they are read when a word has to be broken, not before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate, zip_longest
from pathlib import Path
from typing import NamedTuple

Hyphenate = Callable[[str], Sequence[int]]
"""Return the places in a word where it may be broken with a hyphen, in order."""

LEAST = 4
"""Letters before a hyphen at the least, and before one that stands in the word: a part of three
(``e-``, ``out-``) reads as a word that went wrong."""

REST = 3
"""Letters behind a hyphen at the least: no line begins with a comma, or with ``'s``."""

_FOLDER = Path(__file__).with_name("patterns")
_LETTERS = re.compile(r"[^\W\d_]+")


class Patterns(NamedTuple):
    """The patterns of a language by their letters; words broken in a way of their own."""

    patterns: Mapping[str, str]
    words: Mapping[str, str]
    longest: int


def hyphenation(language: str) -> Hyphenate:
    """Return how words of ``language`` (``nl``, ``en-GB``) are broken; not at all in others."""
    return partial(_places, language.lower().partition("-")[0])


def _places(language: str, word: str) -> Sequence[int]:
    known = _patterns(language)
    if known is None:
        return ()
    return [
        run.start() + at
        for run in _LETTERS.finditer(word)
        for at in _points(run[0].lower(), known)
        if at >= LEAST and len(run[0]) - at >= REST
    ]


@cache
def _patterns(language: str) -> Patterns | None:
    """Read the patterns of a language, which takes 4 ms; None where there are none."""
    path = _FOLDER / f"{language}.txt"
    if not language.isalpha() or not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    _, words, patterns = text.split("\n\n", 2)
    letters = patterns
    for digit in "0123456789":  # eight times as fast as to translate them
        letters = letters.replace(digit, "")
    keys = letters.split()
    return Patterns(
        dict(zip(keys, patterns.split(), strict=True)),
        {word.replace("-", ""): word for word in words.split()},
        max(map(len, keys)),
    )


@cache
def _numbers(pattern: str) -> Sequence[tuple[int, int]]:
    """Return each number in a pattern, with how many letters stand before it."""
    found, letters = [], 0
    for character in pattern:
        if character.isdecimal():
            found.append((letters, int(character)))
        else:
            letters += 1
    return found


def _points(word: str, known: Patterns) -> list[int]:
    """Return the places where a word in small letters may be broken.

    Of two places around a single letter only the second is one: that letter is a vowel which
    ends its part (``hyphena-tion``), or a consonant that the patterns gave to both.

    >>> _points("hyphenation", _patterns("en")), _points("afbreekteken", _patterns("nl"))
    ([2, 7], [2, 7, 9])
    """
    if word in known.words:
        *parts, _ = known.words[word].split("-")
        return list(accumulate(map(len, parts)))
    dotted = f".{word}."
    highest = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        for end in range(start + 1, min(start + known.longest, len(dotted)) + 1):
            if pattern := known.patterns.get(dotted[start:end]):
                for letters, number in _numbers(pattern):
                    highest[start + letters] = max(highest[start + letters], number)
    points = [at - 1 for at in range(2, len(dotted) - 1) if highest[at] % 2]
    return [at for at, after in zip_longest(points, points[1:]) if after != at + 1]
