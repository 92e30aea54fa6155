"""When two texts are one and the same, whoever typed them, and when they are nearly so.

An é may be one character or two (an e and its accent: NFC and NFD of Unicode TR15), by the
keyboard or the file system that a text came from; people see one word.  So texts are composed to
be compared, and stay in the file as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

MOST_COMPARED = 1_000
"""Characters of a text that is compared with others in all its parts; longer is no note."""

_MOST_MARKS = 200  # sorting the marks of one letter takes time by their square


def composed(text: str) -> str:
    """Return ``text`` as it is compared: with each letter and its accent as one character."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text) if _is_sorted_soon(text) else text


def folded(text: str) -> str:
    """Return ``text`` as it is searched for: composed, and without its capitals."""
    if text.isascii():
        return text.casefold()
    return composed(composed(text).casefold())


def says(text: str, words: Iterable[str]) -> bool:
    """Whether a word of ``text`` begins as one of ``words``: "rental" as rent, "parents" not."""
    said = " ".join(folded(text).split())
    return any(re.search(rf"(?<!\w){re.escape(folded(word))}", said) for word in words)


def _is_sorted_soon(text: str) -> bool:
    """Whether no letter of ``text`` has more marks than anybody writes."""
    if len(text) <= _MOST_MARKS:
        return True
    from unicodedata import combining

    run = 0
    for character in text:
        run = run + 1 if combining(character) else 0
        if run > _MOST_MARKS:
            return False
    return True


class Nearest:
    """Finds the text that somebody meant by another, unless it would take long enough to notice.

    ``cutoff`` is how much of the two must be alike, from 0 to 1.  After ``most`` pairs of
    characters, counted over all calls, nothing is found any more.
    """

    def __init__(self, cutoff: float, most: int = 4_000_000) -> None:
        self.cutoff = cutoff
        self.left = most

    def __call__(self, text: str, known: Collection[str]) -> str:
        """Return the one of ``known`` that is most like ``text``, "" for none."""
        from difflib import get_close_matches

        if self.left > 0:
            self.left -= len(text) * sum(map(len, known))
        if self.left <= 0 or len(text) > MOST_COMPARED:
            return ""
        near = [each for each in known if len(each) <= MOST_COMPARED]
        return next(iter(get_close_matches(text, near, n=1, cutoff=self.cutoff)), "")
