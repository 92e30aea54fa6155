"""Telling one language's words from another's on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bmc_cli.file.packs import load_language


def phrases(texts: Iterable[str]) -> set[str]:
    """Every three words that follow each other in a text, but for very short ones."""
    found = set()
    for text in texts:
        words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())
        found |= {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}
    return {phrase for phrase in found if len(phrase) > 12}


def said_in(language: str) -> set[str]:
    """The phrases of a language's pack."""
    pack = load_language(language)
    prompts = [
        [p.title, p.purpose, p.question, p.criteria, p.advice, p.examples, p.coach, p.ahead]
        for p in pack.blocks.values()
    ]
    return phrases(_texts([pack.intro, pack.closing, prompts, dict(pack.words)]))


def _texts(said: Any) -> list[str]:
    if isinstance(said, str):
        return [said]
    parts = said.values() if isinstance(said, dict) else said
    return [text for part in parts for text in _texts(part)]


def assert_speaks(language: str, other: str, lines: Iterable[str]) -> None:
    """No line has three words in a row that only the other language's pack has."""
    shown, own = phrases(lines), said_in(language)
    foreign = said_in(other) - own
    assert len(foreign) > 500
    assert len(shown & own) > 100
    assert shown & foreign == set()
