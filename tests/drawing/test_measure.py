"""How wide a text is at the most, held against the fonts of a real browser."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.drawing.measure import bold_em, em, is_bounded
from tests.browser import Open

FAMILIES = ["sans-serif", "system-ui", "Arial", "Helvetica", "DejaVu Sans", "Liberation Sans"]
CHARACTERS = (
    string.printable[:95]
    + "ÀÉÎÕÜßçñøœŒæÆŁđŠžĳŴŷƠư"
    + "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгджзклмнптфцчшщъыьэюя"
    + "ΑΒΓΔΘΛΞΠΣΦΨΩαβγδεζηθλμξπστφψω"
    + "–—‘’“”…•·€£¥©®™°±×÷→←☐☑★½"
    + "אבגדהשתابجدهوزسشص"
    + "日本語のカタカナ한국어、。「」（）！"
    + "😀🚲🏠🇳❤"
)

WIDTHS = """([families, signs, weight]) => families.map(family => {
    const pen = document.createElement('canvas').getContext('2d')
    pen.font = `${weight} 100px ${family}`
    return signs.map(sign => pen.measureText(sign).width / 100)
})"""


@pytest.mark.parametrize("weight", [400, 700])
def test_no_usual_font_is_wider(visit: Open, weight: int) -> None:
    measure = bold_em if weight == 700 else em
    characters = list(CHARACTERS)
    found = visit("<!doctype html><title>x</title>").page.evaluate(
        WIDTHS,
        [[json.dumps(name) if " " in name else name for name in FAMILIES], characters, weight],
    )
    for family, widths in zip(FAMILIES, found, strict=True):
        wider = {
            character: (width, measure(character))
            for character, width in zip(characters, widths, strict=True)
            if width > measure(character) + 1e-6
        }
        assert wider == {}, family
        assert sum(widths) > len(characters) * 0.4  # it was measured


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("", 0.0, id="nothing"),
        pytest.param("il", 0.56, id="narrow letters"),
        pytest.param("W", 0.99, id="a wide letter"),
        pytest.param("é", 0.62, id="an accent takes no room"),
        pytest.param("e\u0301", 0.62, id="a mark takes no room"),
        pytest.param("ď", 0.79, id="a hook beside its letter does"),
        pytest.param("日本", 2.1, id="squares"),
        pytest.param("ｶ", 0.7, id="half a square"),
        pytest.param("😀", 1.4, id="a face"),
        pytest.param("\u200d", 0.0, id="a joiner"),
        pytest.param("בוקר", 3.0, id="Hebrew"),
        pytest.param("خبز", 2.65, id="Arabic: some letters are wider"),
        pytest.param("रोटी", 2.4, id="Hindi: marks beside a letter are narrow"),
        pytest.param("ที่บ้าน", 2.8, id="Thai: marks above take no room"),
    ],
)
def test_a_text_is_as_wide_as_its_signs(text: str, width: float) -> None:
    assert em(text) == pytest.approx(width)


def test_it_does_not_tell_less_of_everyday_text_than_it_takes_or_much_more() -> None:
    text = "Commuters who ride within two miles"
    assert 18.9 < em(text) < 19.4  # DejaVu Sans: 18.94


@given(st.text())
def test_a_text_is_as_wide_as_its_parts(text: str) -> None:
    half = len(text) // 2
    assert em(text) == pytest.approx(em(text[:half]) + em(text[half:]))
    assert em(text) >= 0


@pytest.mark.parametrize("text", ["\ufdfd", "a \u2e3b", "\U00012219", "\U00013000"])
def test_what_may_be_wider_than_anything_is_known(text: str) -> None:
    assert not is_bounded(text)


def test_everyday_text_is_bounded() -> None:
    assert is_bounded(CHARACTERS)
