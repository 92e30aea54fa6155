"""What a note says: how long it is, the ideas in it, and the words it shares with others."""

from __future__ import annotations

import re

from bmc_cli.model.alike import folded

LONG = 12
"""Words from which a note is a story: a few words are read from afar."""

_WORDS_OF_A_PART = 4
_LETTERS_ALIKE = 4
_SAYS_MORE = re.compile(
    r"(?:vooral|met name|voornamelijk|meestal|soms|vaak|zoals|bijvoorbeeld|want|maar|dus|zonder|ook"
    r"|especially|mainly|mostly|usually|sometimes|often|such as|like|for example|but|so|without)\b"
    r"|.*(?:\s|\d[.:])\d"
)
"""A part that says something of what stands before it, such as its hours or its price."""
_ENDING = re.compile(r"(?:en|es|s|'s)$")


def is_long(text: str) -> bool:
    """Whether a note says more than is read at a glance."""
    return len(text.split()) > LONG


def parts_of(text: str) -> tuple[str, ...]:
    """Return the ideas that commas part in ``text``, where each is as short as a note; else ().

    "Sale of tyres, lights and locks" is one idea: what stands before its list belongs to all.
    So is "Shop, Mo-Fr 9.00-17.00, Sa 9.00-12.00", and "treating, mainly by hand and at home".
    """
    parts = tuple(part.strip() for part in re.split(r"[,;]\s+", text))
    joined = re.split(r"\s+(?:en|and)\s+", parts[-1], maxsplit=1)
    if len(parts) > 1 and len(joined) == 2:
        parts = (*parts[:-1], *joined)
    parts = tuple(re.sub(r"\A(?:en|and)\s+", "", part) for part in parts)
    words = [len(part.split()) for part in parts]
    is_list = len(parts) > 2 and min(words) > 0 and max(words) <= _WORDS_OF_A_PART
    is_list = is_list and not (words[0] > 2 and max(words[1:]) == 1)
    is_list = is_list and not any(_SAYS_MORE.match(folded(part)) for part in parts[1:])
    return parts if is_list and len({folded(part) for part in parts}) == len(parts) else ()


def stems(text: str) -> set[str]:
    """Return the words of a text that say something, without the ending of a plural."""
    words = re.findall(rf"[^\W\d_]{{{_LETTERS_ALIKE},}}", folded(text))
    return {_ENDING.sub("", word) for word in words}


def plain_form(text: str) -> str:
    """Return ``text`` without its capitals, its signs and what makes one of several.

    Two texts of one plain form differ in nothing that people hear.
    """
    words = re.findall(r"[^\W_]+", folded(text).replace("\u2019", "'").replace("'s", "s"))
    return " ".join(_singular(word) if len(word) >= _LETTERS_ALIKE else word for word in words)


def _singular(word: str) -> str:
    """Return a word without the ending of a plural, English or Dutch: berry, gezin, bik(e)."""
    stem = re.sub(r"(?:en|es|s|e)$", "", word)
    stem = re.sub(r"y$", "i", stem)
    return re.sub(r"([^\Waeiou\d_])\1$", r"\1", stem)
