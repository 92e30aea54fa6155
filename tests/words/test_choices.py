"""What the choices of a field are called, and what people mean by a word."""

from __future__ import annotations

import pytest

from bmc_cli.model.fields import BY_NAME
from bmc_cli.words.choices import called, meant, refused
from tests.packs import pack

EVIDENCE = BY_NAME["evidence"]


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("tested", "en", "tested"),
        ("Tested ", "nl", "tested"),
        ("getest", "nl", "tested"),
        ("bewezen", "nl", "proven"),
        ("klopt niet", "nl", "wrong"),
        ("klopt", "nl", None),
        ("prov", "en", None),
        ("proven", "en", "proven"),
        ("proven wrong", "en", "wrong"),
        ("aanname", "nl", ""),
        ("guess", "nl", ""),
        ("getest", "en", None),
        ("perhaps", "en", None),
        ("", "en", None),
    ],
)
def test_a_word_means_a_choice(word: str, language: str, expected: str | None) -> None:
    assert meant(EVIDENCE, word, pack(language)) == expected


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_a_choice_is_called_means_it(language: str) -> None:
    words = pack(language)
    for each in EVIDENCE.choices:
        value = "" if each == EVIDENCE.choices[0] else each
        assert meant(EVIDENCE, called(EVIDENCE, value, words), words) == value


def test_a_word_that_means_none_is_refused_with_the_nearest() -> None:
    values = refused(EVIDENCE, "prooven", pack("en")).values
    assert (values["likely"], values["known"]) == ("proven", "guess, tested, proven, wrong")
    assert refused(EVIDENCE, "sure", pack("en")).values["likely"] == ""
