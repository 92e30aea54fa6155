"""What letters stand for, below a drawing."""

from __future__ import annotations

import pytest

from bmc_cli.drawing.legend import laid, legend, short_names
from bmc_cli.drawing.theme import BOLD, DIM
from tests.drawing import FAMILY


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Commuters who ride", "Families in town"], ["Commuters", "Families"]),
        (["The elderly nearby", "De ouderen"], ["The elderly", "De ouderen"]),
        (["Hotels in town", "Hotels abroad"], ["Hotels in town", "Hotels abroad"]),
        (["Hotels", "Hotels abroad"], ["Hotels", "Hotels abroad"]),
        (["Small shops", "Small firms, new"], ["Small shops", "Small firms"]),
        (["Shops", "Shops"], ["Shops", "Shops"]),
        (["近所の家族", "+"], ["近所の家族", "+"]),
        ([f"{FAMILY} families", "3D printers"], [f"{FAMILY} families", "3D printers"]),
    ],
)
def test_a_short_name_is_the_first_words_that_tell_it_apart(
    names: list[str], short: list[str]
) -> None:
    assert short_names(names) == short


def lines(names: list[str], width: int) -> list[str]:
    letters = [(letter, BOLD) for letter, _ in zip("ABCDEFGH", names, strict=False)]
    return ["".join(text for text, _ in line) for line in laid(legend(letters, names), width)]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, ["A Commuters · B Families · C Offices"]),
        (30, ["A Commuters · B Families", "C Offices"]),
        (9, ["A Commute", "B Familie", "C Offices"]),
    ],
)
def test_it_is_broken_between_its_parts(width: int, expected: list[str]) -> None:
    assert lines(["Commuters who ride", "Families", "Offices"], width) == expected


def test_a_name_that_is_long_all_the_same_is_cut() -> None:
    assert lines(["Donaudampfschifffahrtsgesellschaften"], 80) == ["A Donaudampfschifffahrtsg…"]


def test_of_more_segments_than_letters_there_is_no_legend() -> None:
    assert legend([(str(at), BOLD) for at in range(27)], ["Group"] * 27) == []


def test_what_is_dimmed_has_its_name_dimmed() -> None:
    (one, other) = legend([("A", BOLD), ("B", DIM)], ["Families", "Hotels"])
    assert [style.dim for _, style in one] == [None, None]
    assert [style.dim for _, style in other] == [True, True]
