"""What is too much for a canvas, and numbers that nobody counts to, in files that come in."""

from __future__ import annotations

import time

import pytest

from bmc_cli.errors import BmcError
from tests.formats.incoming import imported, notes, packed
from tests.pace import assert_within

GRID = "# Key Partners\n\n- Mill\n\n# Channels\n\n- Shop\n\n# Key Activities\n\n- Baking\n\n"
PAGE = "<h2>Key Partners</h2><p>Mill</p><h2>Channels</h2><p>Shop</p><h2>Revenue Streams</h2>"
HELD = {"key_partners": ["Mill"], "channels": ["Shop"]}
DIGITS = "9" * 5_000  # more than Python makes a number of

TOO_MUCH = [
    pytest.param("a,b,c\n" * 17_000, "csv", id="rows"),
    pytest.param("x," * 60_000 + "\nblock,note\n", "csv", id="columns"),
    pytest.param(GRID + "- x\n" * 20_001, "md", id="items"),
    pytest.param(GRID + "|a|b|\n|-|-|\n" + "|a|b|\n" * 7_000, "md", id="rows of a table"),
    pytest.param(PAGE + "<p>" + "word " * 110_000, "html", id="text"),
    pytest.param(PAGE + "<table>" + "<tr><td>x</td></tr>" * 50_001, "html", id="cells"),
]


@pytest.mark.parametrize(("data", "ending"), TOO_MUCH)
def test_what_no_canvas_holds_is_refused(data: str, ending: str) -> None:
    with pytest.raises(BmcError) as refused:
        imported(data, ending)
    assert refused.value.reason == "import_too_much"


def test_a_page_that_never_ends_is_read_once() -> None:
    begun = time.process_time()
    found = imported(PAGE + "<p>Rent &amp; power</p>" + "<a " * 19_000, "html")
    assert_within(2, time.process_time() - begun)
    assert notes(found)["revenue_streams"][0] == "Rent & power"


def test_a_span_of_thousands_of_digits_is_a_wide_one() -> None:
    row = f"<tr><td colspan='{DIGITS}'><b>Key Partners</b><br>Mill</td></tr>"
    rest = "<tr><td><b>Channels</b><br>Shop</td><td><b>Key Activities</b><br>Baking</td></tr>"
    found = imported(f"<table>{row}{rest}</table>", "html")
    assert notes(found) == HELD | {"key_activities": ["Baking"]}


def test_a_slide_with_thousands_of_digits_is_no_crash() -> None:
    deck = {"ppt/presentation.xml": "<a/>", f"ppt/slides/slide{DIGITS}.xml": "<a/>"}
    assert not notes(imported(packed(deck), "pptx"))
