"""What ``bmc check`` says of the remarks that somebody left on notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.test_check import write


@pytest.mark.parametrize(
    ("remarks", "said"),
    [
        pytest.param(1, "1 remark to look at: 1 Customer Segments, 1: which?", id="one"),
        pytest.param(
            2, "2 remarks to look at; the first: 1 Customer Segments, 1: which?", id="two"
        ),
    ],
)
def test_remarks_are_counted(folder: Path, remarks: int, said: str) -> None:
    notes = ["{text: Families, remark: which?}", "{text: Hotels, remark: where?}", "Schools"]
    kept = [*notes[:remarks], "Schools"]
    write(folder, f"customer_segments: [{', '.join(kept)}]\n")
    assert said in bmc("check").out.splitlines()


def test_a_check_without_remarks_says_nothing_of_them(folder: Path) -> None:
    write(folder, "customer_segments: [Families]\n")
    assert "remark" not in bmc("check").out
