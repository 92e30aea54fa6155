"""Which block or field somebody meant by another name, or by one with a slip of the finger."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bmc_cli.model import alike
from bmc_cli.model.canvas import BY_KEY, NAMED
from bmc_cli.words.known_names import block_called

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BLANK = re.compile(r"[\s-]")
_BETWEEN = re.compile(r"[\s_-]+")


def folded(name: str) -> str:
    """Return ``name`` as it is looked up: ``Key Partners``, ``key-partners`` are one."""
    return _BETWEEN.sub("", alike.folded(name))


_FOLDED = {folded(name): block.key for name, block in NAMED.items()}
_NEAR = {
    length: [key for key in BY_KEY if abs(len(key) - length) <= 1]
    for length in range(max(map(len, BY_KEY)) + 2)
}
"""The keys that a name of some length can be a slip of: a file may have thousands of names."""


def likely_block(name: str) -> str | None:
    """Return the key of the block that ``name`` was meant for, if it is clear.

    That is an exact other name of it, in any language, or one slip of the finger in its key;
    ``x-channels`` and ``old_channels`` are names of somebody's own.
    """
    snake = _snaked(name)
    known = _FOLDED.get(folded(name)) or _slipped(snake, _NEAR.get(len(snake), ()))
    return known or block_called(name)


_FIELD_NAMES = {
    "tekst": "text",
    "txt": "text",
    "toelichting": "detail",
    "details": "detail",
    "voor": "for",
    "soort": "kind",
}
"""What people call the fields of a note, besides their names."""


def other_field(name: str) -> str:
    """Return the field of a note that ``name`` is just another name of, else ``name``."""
    return _FIELD_NAMES.get(name, name)


def likely(name: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that ``name`` is, but for one slip of the finger."""
    return _slipped(_snaked(name), known)


def _snaked(name: str) -> str:
    return _BLANK.sub("_", _HUMP.sub("_", name)).casefold()


def _slipped(word: str, known: Iterable[str]) -> str | None:
    near = [meant for meant in known if is_slip(word, meant)]
    return word if word in near else next(iter(near), None)


def is_slip(word: str, meant: str) -> bool:
    """Whether one character at most is added, left out, another, or swapped with its neighbour."""
    if abs(len(word) - len(meant)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), None)
    if same is None:
        return True
    word, meant = word[same:], meant[same:]
    swapped = word[:2] == meant[1::-1] and word[2:] == meant[2:]
    return swapped or word[1:] in {meant, meant[1:]} or word == meant[1:]
