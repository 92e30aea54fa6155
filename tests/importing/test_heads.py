"""What a document says of the canvas as a whole, and how it is told from what it is not."""

from __future__ import annotations

import pytest

from bmc_cli.importing.heads import title_from
from tests.importing.reading import imported

BLOCKS = "\n\n## Channels\n- x\n\n## Costs\n- y\n\n## Value\n- z\n"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("3. Business Model Canvas: Corner Bakery", "Corner Bakery"),
        ("Бизнес-модель «Пекарня»", "Пекарня"),
        ("Üzleti modell vászon: Pékség", "Pékség"),
        ("نموذج العمل التجاري", ""),
        ("Business Model Canvas", ""),
        ("Corner Bakery", "Corner Bakery"),
    ],
)
def test_a_heading_without_the_words_for_a_canvas_is_its_title(said: str, title: str) -> None:
    assert title_from(said) == title


@pytest.mark.parametrize(
    "above",
    [
        "**Business Model Canvas of Bakery**",
        "Business Model Canvas\nBakery",
        "BUSINESS MODEL CANVAS - Bakery",
        "# Business Model Canvas\n\nCompany: Bakery",
        "= Bakery Canvas",
    ],
)
def test_what_became_the_title_is_not_told_as_left_out(above: str) -> None:
    found = imported(above + BLOCKS)
    assert found.canvas.title.startswith("Bakery")
    assert found.left_out == ()


def test_a_page_with_a_title_that_says_nothing_has_that_of_its_text() -> None:
    page = "<html><head><title>Canvas</title></head><body><p>Business Model Canvas – Bakery</p>"
    lists = "".join(
        f"<h2>{name}</h2><ul><li>x</li></ul>" for name in ("Channels", "Costs", "Value")
    )
    assert imported(page + lists, "a.html").canvas.title == "Bakery"


def test_a_document_whose_headings_are_comments_of_yaml_is_a_document() -> None:
    text = "# Canvas\n\n## Channels\nWe use:\n- x\nNot:\n- v\n\n## Costs\n- y\n\n## Value\n- z\n"
    assert len(imported(text, "").found) == 3


def test_what_stands_in_a_comment_of_a_page_is_no_text() -> None:
    page = "<html><body>" + "".join(
        f"<h2>{name}</h2><!-- <h2>Partners</h2>\n --><ul><li>x</li></ul>"
        for name in ("Channels", "Costs", "Value")
    )
    found = imported(page + "<!--" + "-" * 20_000, "a.html")
    assert (len(found.found), found.left_out) == (3, ())
