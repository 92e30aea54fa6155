"""Colours on paper: told apart, and read by everybody."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from rich.color import Color

from bmc_cli.drawing.palette import PLAIN, SHADES, UNLETTERED, again, shade
from bmc_cli.drawing.theme import segment_styles

BY_DAY, BY_NIGHT = "#1c1b19", "#f3f2ef"


def light_of(colour: str) -> list[float]:
    """The light of red, green and blue in a colour, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 has it."""
    red, green, blue = light_of(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_it_should_be() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("each", [*SHADES, PLAIN, UNLETTERED], ids=lambda each: each.ground)
def test_every_ink_is_read_on_its_ground(each: object) -> None:
    assert contrast(each.ink, each.ground) >= 4.5  # type: ignore[attr-defined]
    assert contrast(BY_DAY, each.paper) >= 4.5  # type: ignore[attr-defined]
    assert contrast(BY_NIGHT, each.dark_paper) >= 4.5  # type: ignore[attr-defined]


def test_no_two_segments_have_the_same_colour_until_there_are_more_than_colours() -> None:
    for one, other in combinations(SHADES, 2):
        assert {one.ground, one.paper, one.dark_paper}.isdisjoint(
            {other.ground, other.paper, other.dark_paper}
        )
    assert shade(0) == shade(len(SHADES)) == SHADES[0]
    assert shade(None) == PLAIN


EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What eyes make of red, green and blue light: Machado, Oliveira and Fernandes (2009)."""

XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
LETTERS = [Color.parse(each.terminal).get_truecolor().hex for each in SHADES]


def times(matrix: tuple[tuple[float, ...], ...], light: list[float]) -> list[float]:
    return [math.fsum(a * b for a, b in zip(row, light, strict=True)) for row in matrix]


def lab(colour: str, eyes: str) -> tuple[float, float, float]:
    """A colour in CIELAB, as these eyes see it."""
    seen = [min(max(each, 0.0), 1.0) for each in times(EYES[eyes], light_of(colour))]
    parts = (each / most for each, most in zip(times(XYZ, seen), WHITE, strict=True))
    x, y, z = (
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29 for t in parts
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_a_colour_is_where_it_should_be_in_cielab() -> None:
    assert lab("#ffffff", "all cones") == pytest.approx((100, 0, 0), abs=0.1)
    assert lab("#ff0000", "all cones") == pytest.approx((53.2, 80.1, 67.2), abs=0.1)
    assert math.dist(lab("#009000", "deuteranopia"), lab("#a06000", "deuteranopia")) < 15


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("ground", ["#ffffff", "#1e1e1e"])
def test_a_letter_in_a_terminal_is_read_on_white_and_on_black(letter: str, ground: str) -> None:
    assert contrast(letter, ground) >= 3


@pytest.mark.parametrize("eyes", EYES)
def test_letters_are_told_apart_by_all_eyes(eyes: str) -> None:
    for one, other in combinations(LETTERS, 2):
        assert math.dist(lab(one, eyes), lab(other, eyes)) >= 10, (one, other)


@pytest.mark.parametrize(("system", "many"), [("256", 28), ("truecolor", 28), ("standard", 24)])
def test_more_segments_than_colours_are_written_in_another_way(system: str, many: int) -> None:
    styles = segment_styles(system)
    assert len({str(style) for style in styles}) == len(styles) == many


def test_a_colour_that_is_used_again_is_told_from_the_first_time() -> None:
    count = len(SHADES)
    assert [again(place) for place in (None, 0, count - 1, count, 3 * count)] == [0, 0, 0, 1, 3]
