"""Where words may be broken with a hyphen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.drawing.hyphens import LEAST, REST, hyphenation


def parted(word: str, language: str) -> str:
    """Return a word with a stroke wherever it may be broken."""
    places = hyphenation(language)(word)
    return "".join("|" * (at in places) + letter for at, letter in enumerate(word))


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("nl", "onder|houds|abon|ne|ment"),
        ("nl", "Maand|roos|ter"),
        ("nl", "pati|ënt|dos|siers:"),
        ("nl", "MAAND|ROOS|TER"),
        ("nl", "oud-ontwik|ke|laar"),
        ("nl", "aandachts|trek|ker"),
        ("nl", "roos|ter"),
        ("nl", "balie"),
        ("en", "guest|houses"),
        ("en", "neigh|bour|hood"),
        ("en", "chil|dren's"),
        ("en", "univer|sity"),
        ("en-GB", "e-bike|fact|ory"),
        ("en", "through|out,"),
        ("en", "1234567890"),
        ("de", "Donaudampfschifffahrt"),
        ("", "neighbourhood"),
        ("../nl", "Maandrooster"),
    ],
)
def test_a_word_is_parted_as_its_language_has_it(language: str, word: str) -> None:
    assert parted(word.replace("|", ""), language) == word


@given(st.sampled_from(["nl", "en"]), st.text("abcdefgnorstuëA-',:.1 ", max_size=40))
def test_no_part_is_too_short_and_none_begins_with_a_sign(language: str, word: str) -> None:
    for at in hyphenation(language)(word):
        assert word[at - LEAST : at].isalpha()
        assert word[at : at + REST].isalpha()
        assert len(word[at : at + REST]) == REST
