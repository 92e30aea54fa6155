"""Lines broken to a width, with nothing cut and nothing dropped."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from bmc_cli.drawing.hyphens import hyphenation
from bmc_cli.drawing.wrap import hyphens, wrap

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"  # three faces that are one sign
HEART = "\u2764\ufe0f"  # wide by its variation selector
ACCENT = "e\u0301"

_CHARACTERS = str.maketrans({"1": ACCENT, "2": FAMILY, "3": HEART})
TEXTS = st.text("abcABC    -/_.@(),é近한–123", max_size=60).map(
    lambda text: " ".join(text.translate(_CHARACTERS).split())
)
WIDTHS = st.integers(1, 30)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("", 10, [""], id="nothing is one empty line"),
        pytest.param("one two", 10, ["one two"], id="what fits stays on one line"),
        pytest.param("one two", 7, ["one two"], id="what just fits too"),
        pytest.param("one two", 6, ["one", "two"], id="lines break at spaces"),
        pytest.param("one  two ", 9, ["one two"], id="spaces are one space"),
        pytest.param("one\ntwo", 9, ["one", "two"], id="a newline is kept"),
        pytest.param("one\n\ntwo", 9, ["one", "", "two"], id="an empty line too"),
        pytest.param("no-where", 8, ["no-where"], id="a hyphen alone breaks nothing"),
        pytest.param("at no-where", 8, ["at", "no-where"], id="a word that fits a line is whole"),
        pytest.param("Self-service", 11, ["Self-", "service"], id="a long word after its hyphen"),
        pytest.param("a/b/c/d/e/f", 5, ["a/b/", "c/d/", "e/f"], id="after a slash, as late as can"),
        pytest.param("snake_case", 7, ["snake_", "case"], id="after an underscore"),
        pytest.param("info@bakery.nl", 9, ["info@", "bakery.nl"], id="after an at sign"),
        pytest.param("one–two–six", 8, ["one–two–", "six"], id="after a dash"),
        pytest.param("neighbourhood", 9, ["neighbour", "hood"], id="else before a syllable"),
        pytest.param("zuurdesemrecept", 14, ["zuurdesemre", "cept"], id="in Dutch too"),
        pytest.param("caférestaurant", 10, ["caférestau", "rant"], id="an accent is no matter"),
        pytest.param("eeuwig", 5, ["eeu", "wig"], id="near the end of the line"),
        pytest.param("aaaaaaa", 6, ["aaaa", "aaa"], id="and leaves no stump"),
        pytest.param(
            "in a Self-servicestation", 9, ["in a", "Self-", "services", "tation"], id="then both"
        ),
        pytest.param("by do-it-yourself", 9, ["by do-it-", "yourself"], id="beside what stands"),
        pytest.param("a --- b", 3, ["a", "---", "b"], id="only hyphens"),
        pytest.param("近所の家族", 4, ["近所", "の家", "族"], id="wide characters"),
        pytest.param("近所", 3, ["近", "所"], id="a wide character is never halved"),
        pytest.param("近所", 1, ["近", "所"], id="one that is too wide has its own line"),
        pytest.param(FAMILY * 2, 2, [FAMILY] * 2, id="a joined emoji is one character"),
        pytest.param(HEART * 2, 3, [HEART] * 2, id="a sign with its variation selector"),
        pytest.param(ACCENT * 8, 4, [ACCENT * 4] * 2, id="a letter with its accent"),
    ],
)
def test_lines_break_where_people_would_break_them(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_a_no_break_space_holds_its_words_together() -> None:
    assert wrap("within 10\u00a0km", 9) == ["within", "10\u00a0km"]


def test_another_measure_can_count() -> None:
    assert wrap("one two six", 70, lambda text: 10 * len(text)) == ["one two", "six"]


@pytest.mark.parametrize(
    ("language", "text", "width", "lines"),
    [
        pytest.param(
            "nl", "Maandrooster klaar", 12, ["Maandrooster", "klaar"], id="a word that fits"
        ),
        pytest.param("nl", "Maandrooster", 11, ["Maand-", "rooster"], id="no short rest"),
        pytest.param("nl", "Sms-dienst:", 10, ["Sms-", "dienst:"], id="no colon on its own"),
        pytest.param("nl", "onderhoudsabonnement", 17, ["onderhouds-", "abonnement"], id="a joint"),
        pytest.param("nl", "ergotherapeuten", 12, ["ergo-", "therapeuten"], id="a stem"),
        pytest.param(
            "nl", "Gebruikersdag:", 12, ["Gebruikers-", "dag:"], id="a joint, short as it is"
        ),
        pytest.param(
            "en", "the subscription", 12, ["the", "subscription"], id="rather on a new line"
        ),
        pytest.param(
            "en", "the subscription", 11, ["the", "subscrip-", "tion"], id="or where it fits"
        ),
        pytest.param(
            "en", "in subscriptions", 12, ["in subscrip-", "tions"], id="beside what stands"
        ),
        pytest.param("en", "an e-bikefactory", 10, ["an e-bike-", "factory"], id="never after one"),
        pytest.param(
            "en", "Self-certification", 10, ["Self-", "certi-", "fication"], id="its own first"
        ),
        pytest.param("de", "Zeitungsverkäufer", 10, ["Zeitungs-", "verkäufer"], id="of no pattern"),
        pytest.param("", "aaaaaaa", 6, ["aaaa-", "aaa"], id="of no language"),
        pytest.param("en", "1234567890", 6, ["123456", "7890"], id="a number has no hyphen"),
        pytest.param("en", "近所の家族", 4, ["近所", "の家", "族"], id="nor have wide signs"),
        pytest.param("en", "ab", 1, ["a", "b"], id="nor where there is no room for one"),
    ],
)
def test_a_broken_word_has_a_hyphen(language: str, text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, hyphenate=hyphenation(language)) == lines


def test_hyphens_that_were_drawn_are_counted_and_no_others() -> None:
    text = "The Self-certification of Maandroosters"
    assert hyphens(text, wrap(text, 12, hyphenate=hyphenation("en"))) == 2


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_only_hyphens_are_added(text: str, width: int) -> None:
    lines = wrap(text, width, hyphenate=hyphenation("en"))
    drawn, left = "".join("".join(lines).split()), "".join(text.split())
    for sign in drawn:
        if left.startswith(sign):
            left = left[1:]
        else:
            assert sign == "-"
    assert not left
    assert all(cell_len(line) <= width or len(split_graphemes(line)[0]) == 1 for line in lines)


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_no_text_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_asked_but_for_a_single_character(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert cell_len(line) <= width or len(split_graphemes(line)[0]) == 1


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_a_word_that_fits_a_line_is_never_broken(text: str, width: int) -> None:
    whole = Counter(word for word in text.split() if cell_len(word) <= width)
    assert whole <= Counter(word for line in wrap(text, width) for word in line.split())


@settings(deadline=None)
@given(TEXTS, WIDTHS)
def test_no_line_starts_or_ends_with_a_space(text: str, width: int) -> None:
    assert all(line == line.strip() for line in wrap(text, width))


@settings(deadline=None)
@given(TEXTS)
def test_a_wide_line_holds_the_whole_text(text: str) -> None:
    assert wrap(text, 1000) == [text]


def test_no_line_of_east_asian_text_begins_with_a_sign_that_closes() -> None:
    assert wrap("焼きたてのパン、配達", 14) == ["焼きたてのパ", "ン、配達"]
