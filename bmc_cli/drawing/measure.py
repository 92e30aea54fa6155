"""How wide a text is at the most, in em, in a sans serif that is not ours to choose.

A page or a drawing names fonts that many have, and at last a generic family: which one is
there is up to the reader's system.
The widths are those of the widest among the usual ones, rounded up: DejaVu Sans and Verdana
for Latin (Arial, Helvetica and Noto Sans are narrower), Noto Sans for other scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

FAMILIES = (
    "'Helvetica Neue', 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, 'DejaVu Sans', sans-serif"
)
"""The fonts to draw with, the best first; none is wider than what is measured here.

The last has its name too: it may be the only one, and what makes a picture takes the generic
family for Arial.
"""

_BOLD = 0.12  # em that a bold sign is wider than a regular one, where that is not known

_SIGNS = "".join(map(chr, range(ord(" "), ord("~") + 1))) + "‘’“”–—•·…€£"
_REGULAR = """
36 41 46 84 64 96 78 28 40 40 56 84 37 46 37 46 64 64 64 64 64 64 64 64 64 64 46 34 84 84 84
56 102 69 69 73 78 67 62 78 76 43 50 70 56 91 76 79 67 79 73 69 62 74 69 99 69 67 69 40 38
40 84 56 50 62 64 55 64 62 36 64 64 28 35 60 28 98 64 62 64 64 43 53 40 64 60 82 60 60 53 64
56 64 84 32 32 52 52 56 100 59 32 100 64 64
"""
_HEAVY = """
35 46 53 84 70 101 88 31 46 46 55 84 38 42 38 42 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84
62 100 78 77 74 84 69 69 83 84 55 78 78 64 100 84 86 74 86 78 73 69 82 78 113 78 73 73 46 42
46 84 56 50 68 72 60 72 68 44 72 72 35 35 67 35 106 72 69 72 72 50 60 48 72 66 93 65 66 59 72
56 72 84 38 38 66 66 56 100 64 38 100 70 70
"""


def _hundredths(widths: str) -> dict[str, float]:
    found = {sign: int(width) / 100 for sign, width in zip(_SIGNS, widths.split(), strict=True)}
    return found | dict.fromkeys("\u00a0\u202f", found[" "])


def _wide(*rows: tuple[str, float]) -> dict[str, float]:
    return {sign: width for signs, width in rows for sign in signs}


_WIDTHS = _hundredths(_REGULAR) | _wide(("→½✓✗", 1.0), ("æœÆ", 1.05), ("Œ", 1.1))
_BOLD_WIDTHS = _hundredths(_HEAVY)

# Letters of scripts whose signs are of many widths: of most of them, and of those that are wider.
# Arabic ones are as wide as where a word ends with them; marks that stand on others are not told.
_SCRIPTS: tuple[tuple[str, str, float, Mapping[str, float]], ...] = (
    ("\u05d0", "\u05ea", 0.75, {}),
    ("\u0620", "\u064a", 0.8, _wide(("سش", 1.3), ("صض", 1.35), ("بتثفقكىيئ", 1.05))),
    ("\u066e", "\u06d3", 1.05, {}),
    ("\u0904", "\u0939", 0.85, _wide(("आऑऒओऔॐ", 1.05))),
    ("\u093e", "\u094c", 0.35, {}),
    ("\u0966", "\u096f", 0.65, {}),
    ("\u0e01", "\u0e46", 0.7, _wide(("ญณฌฒ", 0.95))),
    ("\u0e50", "\u0e59", 0.75, {}),
)
_EAST_ASIAN = {"W": 1.05, "F": 1.05, "H": 0.7}  # squares, and some that may not begin a line
_EMOJI = 1.4
_CATEGORIES = {"Ll": 1.0, "Lu": 1.25, "Lo": 2.0, "Mn": 0.0, "Me": 0.0, "Cf": 0.0}
_OTHERS = 1.45
_HOOKS = ("\u030c", "\u031b")  # a caron or a horn may stand beside its letter
_HOOK = 0.15

# Ligatures of whole phrases, dashes of three em, cuneiform and hieroglyphs.
_UNBOUNDED = re.compile("[\u2e3a\u2e3b\ufdf0-\ufdfd\U00012000-\U000143ff\U00016800-\U00016a3f]")


@lru_cache(maxsize=20_000)  # the same words are broken at many widths
def em(text: str) -> float:
    """Return the width of ``text``, on one line, in em of a regular sans serif."""
    return sum(_width(character) for character in text)


def bold_em(text: str) -> float:
    """Return the width of ``text`` in bold."""
    return sum(_bold(character) for character in text)


def is_bounded(text: str) -> bool:
    """Whether the width of ``text`` is known not to be more than ``em`` says."""
    return not _UNBOUNDED.search(text)


@cache
def _width(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    parts = unicodedata.normalize("NFD", character)
    if parts[0] in _WIDTHS:
        return _WIDTHS[parts[0]] + _hook(parts)
    category, breadth = unicodedata.category(character), unicodedata.east_asian_width(character)
    if breadth in _EAST_ASIAN:
        return _EMOJI if category in {"So", "Sk"} else _EAST_ASIAN[breadth]
    if category not in {"Mn", "Me", "Cf"}:
        for first, last, width, wider in _SCRIPTS:
            if first <= parts[0] <= last:
                return wider.get(parts[0], width)
    return _CATEGORIES.get(category, _OTHERS)


@cache
def _bold(character: str) -> float:
    parts = unicodedata.normalize("NFD", character)
    if parts[0] in _BOLD_WIDTHS:
        return _BOLD_WIDTHS[parts[0]] + _hook(parts)
    width = _width(character)
    return width + _BOLD if width else 0.0


def _hook(parts: str) -> float:
    return _HOOK if any(hook in parts for hook in _HOOKS) else 0.0
