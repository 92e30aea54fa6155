"""The icons: one for each block, of its own, in its square."""

from __future__ import annotations

import re

import pytest

from bmc_cli.drawing.icons import ICONS, SIDE
from bmc_cli.model.canvas import BLOCKS


def test_every_block_has_one_of_its_own() -> None:
    assert set(ICONS) == {block.key for block in BLOCKS}
    for each in ("name", "lines"):
        assert len({getattr(icon, each) for icon in ICONS.values()}) == len(BLOCKS)


@pytest.mark.parametrize("key", ICONS)
def test_its_lines_begin_within_its_square(key: str) -> None:
    starts = re.findall(r"M([\d.]+) ([\d.]+)", ICONS[key].lines)
    assert starts
    assert all(0 < float(at) < SIDE for start in starts for at in start)
