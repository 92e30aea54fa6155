"""The picture: of the right size, with something on it."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from typing import Any

import pytest
import resvg_py
from PIL import Image

from bmc_cli.drawing.sheets import PAPERS
from bmc_cli.errors import BmcError
from bmc_cli.formats.png import png
from bmc_cli.formats.svg import Drawing, drawing
from bmc_cli.installation import adding
from tests.drawing.posters import CANVASES, hung
from tests.tools import dejavu

pytestmark = pytest.mark.once

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}"/>'


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def ink(image: Image.Image) -> int:
    """How many pixels are nearly black: text is all that is."""
    return sum(image.convert("L").histogram()[:60])


@pytest.mark.needs("fonts")
@pytest.mark.parametrize("name", CANVASES)
def test_it_is_twice_the_size_of_its_drawing_and_not_blank(name: str) -> None:
    made = drawing(hung(name))
    image = picture(png(made))
    assert image.width == 2 * made.width
    assert image.height == pytest.approx(2 * made.height, abs=2)
    assert ink(image) > 1_000
    assert len(image.getcolors(1_000_000) or []) > 50


@pytest.mark.needs("fonts")
@pytest.mark.parametrize(
    ("name", "paper", "least"),
    [
        pytest.param("normal", None, 192, id="a canvas: twice as sharp as a screen"),
        pytest.param("blank", "A4", 250, id="a form"),
        pytest.param("blank", "A1", 149, id="a form for a wall: sharp enough to print"),
    ],
)
def test_it_says_how_large_it_is_on_paper(name: str, paper: str | None, least: int) -> None:
    sheet = PAPERS[paper] if paper else None
    image = Image.open(io.BytesIO(png(drawing(hung(name), sheet))))
    across, down = image.info["dpi"]
    assert across == down >= least - 0.1
    if sheet:
        assert image.width / across * 25.4 == pytest.approx(sheet.width, abs=0.5)


@pytest.mark.needs("fonts")
def test_more_notes_are_more_ink() -> None:
    assert ink(picture(png(drawing(hung("normal"))))) > 2 * ink(
        picture(png(drawing(hung("short"))))
    )


@pytest.mark.needs("Chinese fonts")
def test_a_text_in_wide_signs_is_on_it() -> None:
    wide = drawing(hung("wide"))
    bare = replace(wide, text=wide.text.replace("東京の家族", ""))
    assert ink(picture(png(wide))) > ink(picture(png(bare))) + 500


@pytest.mark.needs("fonts")
def test_a_high_drawing_is_drawn_as_large_as_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bmc_cli.formats.png._MOST", 1_000_000)
    image = picture(png(Drawing(EMPTY.format(500, 1_000), 500, 1_000)))
    assert 500 < image.width < 1_000
    assert image.width * image.height == pytest.approx(1_000_000, rel=0.01)


@pytest.mark.needs("fonts")
def test_signs_that_no_font_has_are_told_and_nothing_else_is_said(
    capfd: pytest.CaptureFixture[str],
) -> None:
    told: list[str] = []
    for sign in ("\U00010380", "\U00010381", "a"):
        text = EMPTY.format(20, 20).replace("/>", f"><text y='9'>{sign}</text></svg>")
        png(Drawing(text, 20, 20), told.extend)
    assert told == ["\U00010380", "\U00010381"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.needs("fonts")
def test_a_drawing_that_no_picture_holds_is_refused() -> None:
    with pytest.raises(BmcError) as refused:
        png(Drawing("", 1600, 100_000))
    assert refused.value.reason == "picture_too_big"


def test_without_resvg_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(BmcError) as refused:
        png(drawing(hung("short")))
    assert (refused.value.reason, refused.value.values) == (
        "extra_missing",
        {"extra": "png", "command": adding("png")},
    )


def only(monkeypatch: pytest.MonkeyPatch, *fonts: str) -> None:
    """Let no fonts be there but these files."""
    drawn = resvg_py.svg_to_bytes

    def bare(svg_string: str, **said: Any) -> bytes:
        files = None if said.get("skip_system_fonts") else [*fonts]
        return drawn(svg_string, **{**said, "skip_system_fonts": True, "font_files": files})

    monkeypatch.setattr(resvg_py, "svg_to_bytes", bare)


@pytest.mark.needs("DejaVu")
def test_the_font_that_it_says_to_install_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, dejavu())
    assert ink(picture(png(drawing(hung("short"))))) > 1_000


def test_without_fonts_it_says_so_instead_of_leaving_the_text_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    only(monkeypatch)
    with pytest.raises(BmcError) as refused:
        png(drawing(hung("short")))
    assert refused.value.reason == "no_fonts"
