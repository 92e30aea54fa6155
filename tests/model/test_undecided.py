"""Which notes are versions of one, and what keeping one of them takes out."""

from __future__ import annotations

from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.merging import merge
from bmc_cli.model.operations import Keep, apply
from bmc_cli.model.undecided import note_versions

VAN = Note("Van")
BASE = Canvas(blocks={"channels": (VAN,), "cost_structure": (Note("Fuel", links=("Van",)),)})


def moved(key: str) -> Canvas:
    return Canvas(blocks={"cost_structure": (Note("Fuel", links=("Van",)),), key: (VAN,)})


def test_a_note_that_both_moved_has_a_version_in_two_blocks() -> None:
    both = merge(BASE, moved("key_resources"), moved("revenue_streams")).canvas
    (found,) = note_versions(both)
    assert found.spots == (("revenue_streams", 0), ("key_resources", 0))


def test_keeping_one_takes_the_other_out_of_its_block() -> None:
    both = merge(BASE, moved("key_resources"), moved("revenue_streams")).canvas
    (kept,) = both.notes("key_resources")
    made = apply(both, [Keep("key_resources", kept)])
    assert made.canvas.notes("key_resources") == (VAN,)
    assert made.canvas.notes("revenue_streams") == ()
    assert made.canvas.notes("cost_structure") == (Note("Fuel", links=("Van",)),)
    assert made.origin["revenue_streams"] == ()


def test_links_that_cannot_lead_to_the_one_that_stays_are_dropped() -> None:
    both = merge(BASE, moved("key_resources"), moved("revenue_streams")).canvas
    (kept,) = both.notes("revenue_streams")
    made = apply(both, [Keep("revenue_streams", kept)]).canvas
    assert made.notes("cost_structure") == (Note("Fuel"),)


def test_two_notes_of_one_text_that_were_each_removed_stay_two() -> None:
    shop = Note("Shops", conflict="Shop")
    other = Note("Store", conflict="Shop")
    canvas = Canvas(blocks={"channels": (shop, other), "key_resources": (shop,)})
    assert [each.spots for each in note_versions(canvas)] == [
        (("channels", 0), ("channels", 1)),
        (("key_resources", 0),),
    ]
