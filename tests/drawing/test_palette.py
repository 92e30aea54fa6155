"""Colours on paper: told apart, and read by everybody."""

from __future__ import annotations

from itertools import combinations

import pytest

from bmc_cli.drawing.palette import PLAIN, SHADES, UNLETTERED, shade

BY_DAY, BY_NIGHT = "#1c1b19", "#f3f2ef"


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 has it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
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
