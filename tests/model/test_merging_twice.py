"""Merging again what was merged already."""

from __future__ import annotations

import pytest

from bmc_cli.model.canvas import Canvas
from bmc_cli.model.merging import merge
from tests.model.merging_rows import (
    BASE,
    CHANNELS,
    SHOP,
    with_,
)


class TestTwice:
    """What was merged, and not decided about yet, is merged again with the same."""

    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            pytest.param(
                with_(CHANNELS, SHOP, text=f"{SHOP.text}, one"),
                with_(CHANNELS, SHOP, text=f"{SHOP.text}, two"),
                id="texts",
            ),
            pytest.param(
                with_(CHANNELS, SHOP, detail="1"), with_(CHANNELS, SHOP, detail="2"), id="details"
            ),
        ],
    )
    def test_no_version_comes_again(self, ours: Canvas, theirs: Canvas) -> None:
        once = merge(BASE, ours, theirs)
        again = merge(BASE, once.canvas, theirs)
        assert again.canvas == once.canvas
        assert again.conflicts == once.conflicts
        assert merge(BASE, again.canvas, theirs).canvas == once.canvas
