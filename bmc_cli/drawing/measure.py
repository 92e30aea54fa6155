"""How wide a text is at the most, in em, in a sans serif that is not ours to choose.

A page or a drawing names its font by its generic family, so the reader's system chooses.
The widths are those of the widest among the usual ones (DejaVu Sans, which is as wide as
Verdana; Arial and Helvetica are narrower), rounded up to the next twentieth of an em.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_BOLD = 0.12  # em that a bold sign is wider than a regular one

_WIDTHS = {
    character: width
    for width, characters in (
        (0.3, "'Iijl"),
        (0.35, " ,./:;\\|\u00a0\u202f·‘’"),
        (0.4, "()-[]ft"),
        (0.45, "!r"),
        (0.5, '"*J`'),
        (0.55, "csz“”"),
        (0.6, "?L_kvxy–•"),
        (0.65, "$0123456789FTabdeghnopqu{}€£"),
        (0.7, "ABEKPSVXYZ"),
        (0.75, "CNRU"),
        (0.8, "&DGHOQ"),
        (0.85, "#+<=>^w~"),
        (0.9, "M"),
        (1.0, "%Wm—…→"),
        (1.05, "@æœÆ"),
        (1.1, "Œ"),
    )
    for character in characters
}
_EAST_ASIAN = {"W": 1.05, "F": 1.05, "H": 0.7}  # squares, and some that may not begin a line
_EMOJI = 1.4
_CATEGORIES = {"Ll": 1.0, "Lu": 1.25, "Lo": 2.0, "Mn": 0.0, "Me": 0.0, "Cf": 0.0}
_OTHERS = 1.45
_HOOKS = ("\u030c", "\u031b")  # a caron or a horn may stand beside its letter
_HOOK = 0.15

# Ligatures of whole phrases, dashes of three em, cuneiform and hieroglyphs.
_UNBOUNDED = re.compile("[\u2e3a\u2e3b\ufdf0-\ufdfd\U00012000-\U000143ff\U00016800-\U00016a3f]")


def em(text: str) -> float:
    """Return the width of ``text``, on one line, in em of a regular sans serif."""
    return sum(_width(character) for character in text)


def bold_em(text: str) -> float:
    """Return the width of ``text`` in bold."""
    return sum(width + _BOLD if (width := _width(character)) else 0.0 for character in text)


def is_bounded(text: str) -> bool:
    """Whether the width of ``text`` is known not to be more than ``em`` says."""
    return not _UNBOUNDED.search(text)


@cache
def _width(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    parts = unicodedata.normalize("NFD", character)
    if parts[0] in _WIDTHS:
        return _WIDTHS[parts[0]] + (_HOOK if any(hook in parts for hook in _HOOKS) else 0)
    category, breadth = unicodedata.category(character), unicodedata.east_asian_width(character)
    if breadth in _EAST_ASIAN:
        return _EMOJI if category in {"So", "Sk"} else _EAST_ASIAN[breadth]
    return _CATEGORIES.get(category, _OTHERS)
