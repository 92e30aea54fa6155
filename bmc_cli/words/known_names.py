"""What the nine blocks are called in 27 languages: one table for all who look a block up by name.

It is ``block_names.txt`` beside this file, read when the first name is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bmc_cli.model.canvas import BLOCKS

_VOICED = {"\u3099", "\u309a"}
"""The marks of Japanese that make another sound of a sign."""
_OTHERS = re.compile(r"[^a-z0-9$]")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "ı": "i", "đ": "d", "œ": "oe"})


class Known(NamedTuple):
    """A block by one of its names: its key, and the codes of the languages that call it that."""

    key: str
    languages: tuple[str, ...]


def sounded(name: str) -> str:
    """Return ``name`` as it is looked up: its letters and digits, without capitals and marks.

    >>> sounded("Schlüssel-Aktivitäten:")
    'schlusselaktivitaten'
    """
    if name.isascii():
        return _OTHERS.sub("", name.casefold())
    from unicodedata import combining, normalize

    small = normalize("NFKD", name.casefold().translate(_LETTERS)).translate(_LETTERS)
    return "".join(
        sign
        for sign in small
        if sign in _VOICED or sign == "$" or (sign.isalnum() and not combining(sign))
    )


@cache
def known_names() -> Mapping[str, Known]:
    """Return the blocks by all that they are called, each name as ``sounded`` returns it."""
    found: dict[str, Known] = {}
    language = ""
    text = Path(__file__).with_name("block_names.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        key, is_block, names = line.partition(": ")
        if line.startswith("["):
            language = line.strip("[]")
        elif is_block and not line.startswith("#"):
            for name in names.split(";"):
                folded = sounded(name)
                others = found[folded].languages if folded in found else ()
                found[folded] = Known(key, tuple(dict.fromkeys((*others, language))))
    for block in BLOCKS:
        for name in (block.key, *block.titles):
            found.setdefault(sounded(name), Known(block.key, ()))
    return found


def block_called(name: str) -> str | None:
    """Return the key of the block that is called ``name`` in some language, None for none."""
    known = known_names().get(sounded(name))
    return known.key if known else None
