"""The direction in which a text is written."""

from __future__ import annotations

import unicodedata


def direction(text: str) -> str:
    """Return "rtl" for a text whose first letter is of a script from right to left, else "ltr".

    It is the first strong character that decides (Unicode TR9, P2).
    """
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"
