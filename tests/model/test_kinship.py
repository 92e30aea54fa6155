"""Whether two canvases are versions of one: what they share, and how much of it that is."""

from __future__ import annotations

import pytest

from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import difference
from bmc_cli.model.fields import Note
from bmc_cli.model.kinship import kinship


def canvas(*texts: str) -> Canvas:
    return Canvas(blocks={"channels": tuple(map(Note, texts))})


BAKERY = ("Shop", "Van", "Stall on Saturday", "Bread box", "Round")
GARAGE = ("Workshop floor", "Tow truck", "Leaflet", "Kiosk", "Expo")


@pytest.mark.parametrize(
    ("old", "new", "is_distant", "total"),
    [
        pytest.param(BAKERY, GARAGE, True, 0, id="nothing in common"),
        pytest.param(BAKERY, (*GARAGE, "Van"), True, 1, id="one of five"),
        pytest.param(BAKERY, (*GARAGE, "Van", "Shop"), False, 2, id="two of five"),
        pytest.param(BAKERY, tuple(f"{each} too" for each in BAKERY), False, 0, id="reworded"),
        pytest.param(BAKERY, BAKERY, False, 5, id="the same"),
        pytest.param(BAKERY, (), False, 0, id="all removed"),
        pytest.param(BAKERY, GARAGE[:2], False, 0, id="too few to say"),
        pytest.param(BAKERY, GARAGE[:3], True, 0, id="as few as it takes"),
    ],
)
def test_two_canvases_are_versions_of_one_or_not(
    old: tuple[str, ...], new: tuple[str, ...], is_distant: bool, total: int
) -> None:
    before, after = canvas(*old), canvas(*new)
    found = kinship(before, after, difference(before, after))
    assert (found.is_distant, found.total) == (is_distant, total)


def test_a_note_is_shared_as_often_as_both_have_it() -> None:
    before, after = canvas("Caf\u00e9", "Van", "Van"), canvas("Van", "Cafe\u0301")
    found = kinship(before, after, difference(before, after))
    assert found.shared["channels"] == ("Van", "Cafe\u0301")
    assert found.shared["key_partners"] == ()
