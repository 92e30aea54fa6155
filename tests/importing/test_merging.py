"""What comes in is added to a canvas: nothing is reworded, and twice is once."""

from __future__ import annotations

from bmc_cli.importing.merging import merged
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note

OURS = Canvas(
    title="Bakery",
    language="en",
    blocks={
        "customer_segments": (Note("Families"),),
        "channels": (Note("Corner  shop", kinds=("purchase",)),),
    },
)
THEIRS = Canvas(
    title="Other",
    author="Ann",
    language="nl",
    blocks={
        "customer_segments": (Note("FAMILIES", detail="nearby"), Note("Hotels")),
        "channels": (Note("corner shop", links=("families",), kinds=("delivery",)),),
        "key_partners": (),
    },
)


def test_only_what_is_empty_is_filled_and_new_notes_go_last() -> None:
    result = merged(OURS, THEIRS)
    assert (result.title, result.author, result.language) == ("Bakery", "Ann", "en")
    assert result.blocks == {
        "customer_segments": (Note("Families", detail="nearby"), Note("Hotels")),
        "channels": (Note("Corner  shop", links=("Families",), kinds=("purchase",)),),
    }


def test_twice_is_once() -> None:
    once = merged(OURS, THEIRS)
    assert merged(once, THEIRS) == once
