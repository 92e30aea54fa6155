"""Texts behind a bullet, with letters at their right edge."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bmc_cli.drawing.hyphens import hyphenation
from bmc_cli.drawing.paragraphs import Paragraph, breadth
from bmc_cli.drawing.theme import BOLD, DIM, PLAIN
from tests.drawing import SENTENCES, unbroken


def paragraph(text: str, letters: str = "", sign: str = "", after: str = "") -> Paragraph:
    each = [(letter, BOLD) for letter in letters.split(",") if letter]
    return Paragraph([("• ", PLAIN)], text, PLAIN, each, hyphenation("en"), sign, after)


def texts(of: Paragraph, width: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in of.lines(width)]


@pytest.mark.parametrize(
    ("text", "letters", "width", "lines"),
    [
        pytest.param("Shop", "", 12, ["• Shop"], id="none"),
        pytest.param("Shop", "A", 12, ["• Shop     A"], id="at the right edge"),
        pytest.param("Shop now", "A", 12, ["• Shop now A"], id="where just one cell is left"),
        pytest.param("In the town", "A", 12, ["• In the", "  town     A"], id="on the last line"),
        pytest.param("Web shops", "A,B", 12, ["• Web", "  shops   AB"], id="beside its last word"),
        pytest.param(
            "in our workshops",
            "A,B",
            12,
            ["• in our", "  workshops", "          AB"],
            id="else below",
        ),
        pytest.param("Workshops,", "A,B", 12, ["• Workshops,", "          AB"], id="of one word"),
        pytest.param("Van", "A,AA", 12, ["• Van   A,AA"], id="commas where one has two signs"),
        pytest.param("Van", "A,B,C,D,E,F", 7, ["• Van", "  ABCDE", "      F"], id="on more lines"),
        pytest.param("a guesthouse", "C", 9, ["• a", "  guest-", "  house C"], id="a broken word"),
    ],
)
def test_letters_take_no_line_of_their_own_where_they_need_not(
    text: str, letters: str, width: int, lines: list[str]
) -> None:
    assert texts(paragraph(text, letters), width) == lines


def test_a_sign_stays_with_its_first_word() -> None:
    assert texts(paragraph("Offices nearby", sign="○"), 12) == ["• ○ Offices", "  nearby"]
    assert texts(paragraph("Our offices", sign="○"), 7) == ["• ○ Our", "  offi-", "  ces"]
    assert texts(paragraph("Offices", sign="○"), 9) == ["• ○", "  Offices"]
    assert texts(paragraph("Restaurants", sign="○"), 12) == ["• ○ Restaur-", "  ants"]


@pytest.mark.parametrize(
    ("text", "letters", "width", "lines"),
    [
        pytest.param("Offices nearby", "", 14, ["• Offices", "  nearby ✓ !"], id="beside it"),
        pytest.param("Shop", "A,B", 14, ["• Shop ✓ !  AB"], id="before letters"),
        pytest.param("Our shops", "A", 13, ["• Our", "  shops ✓ ! A"], id="it goes down along"),
        pytest.param("Workshops", "", 11, ["• Workshops", "  ✓ !"], id="apart for want of room"),
        pytest.param("One\nTwo", "", 20, ["• One", "  Two ✓ !"], id="of several lines"),
    ],
)
def test_signs_stay_with_its_last_word(
    text: str, letters: str, width: int, lines: list[str]
) -> None:
    of = paragraph(text, letters, after="✓!")
    assert texts(of, width) == lines
    assert of.rows(width) == len(lines)


def test_a_dimmed_one_is_dimmed_throughout() -> None:
    lines = paragraph("In the town", "A,B").dimmed().lines(12)
    assert {style for line in lines for text, style in line if text.strip()} == {DIM}


@settings(deadline=None)
@given(SENTENCES, st.integers(0, 8), st.integers(4, 40), st.sampled_from(["", "○"]))
def test_its_rows_are_counted_as_they_are_drawn_and_nothing_is_lost(
    text: str, letters: int, width: int, sign: str
) -> None:
    made = paragraph(text, ",".join("ABCDEFGH"[:letters]), sign)
    lines = made.lines(width)
    assert made.rows(width) == len(lines)
    shown = "".join(part for line in lines for part, _ in line)
    assert sorted(unbroken(shown)) == sorted(unbroken(f"•{sign}{text}{'ABCDEFGH'[:letters]}"))
    assert all(breadth(line) <= width or cell_len(line[-1][0]) > width - 3 for line in lines)
