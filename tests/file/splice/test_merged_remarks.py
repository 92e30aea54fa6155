"""Comments, keys of the owner's own and layout in a merge: nothing that somebody wrote is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.merged import MergedFile, merge_documents
from bmc_cli.file.splice.remarks import Ledger
from bmc_cli.model.links import spots
from tests.merging import SHAPES, TITLED, remarked

BASE = """\
bmc: 1
channels:
  - Shop
  # about the van
  - Van to the hotels
  - text: App
    who: Ann
  # more to come
"""
SEGMENTS = """\
bmc: 1
customer_segments:
  - Families
  - Hotels
channels:
  - text: Web shop
    for: [Families]
  - Shop
"""
HEAD = "bmc: 1\nchannels:\n"
_SHOP, _WEB = (f"  - text: {name}\n    for: [A]\n" for name in ("Shop", "Web"))
MOVED = """\
bmc: 1
channels:
  # about the van
  - Van to the hotels
  - Shop
  - text: App
    who: Ann
  # more to come
"""


def merged(base: str, ours: str, theirs: str) -> MergedFile:
    sides = [read(text, "x") for text in (base, ours, theirs)]
    return merge_documents(sides[0], sides[1], sides[2], "x")


def notes_of(document: Document) -> Counter[object]:
    return Counter((key, note.text) for (key, _), note in spots(document.canvas))


@pytest.mark.parametrize("shape", SHAPES)
def test_with_an_unchanged_side_the_other_is_the_result_to_the_letter(shape: str) -> None:
    base = SHAPES[shape]
    side = TITLED.sub("Bakery two", base)
    assert side != base
    for ours, theirs in ((side, base), (base, side), (side, side)):
        found = merged(base, ours, theirs)
        assert (found.document.text, found.conflicts, found.unplaced) == (side, (), ())


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        pytest.param(
            BASE,
            BASE.replace("Shop", "Shops"),
            BASE.replace("hotels\n", "hotels  # blue\n") + "\n# the end\n",
            BASE.replace("Shop", "Shops").replace("hotels\n", "hotels  # blue\n") + "\n# the end\n",
            id="comments of theirs on lines that are there",
        ),
        pytest.param(
            BASE,
            BASE.replace("- Shop\n", "- Shops\n"),
            BASE.replace("- Shop\n", "- Shop  # since 1998\n"),
            BASE.replace("- Shop\n", "- Shops  # since 1998\n"),
            id="a comment of theirs on a line that we changed",
        ),
        pytest.param(
            BASE,
            MOVED,
            BASE.replace("Van to the hotels", "Vans to all the hotels"),
            MOVED.replace("Van to the hotels", "Vans to all the hotels"),
            id="a note that we moved and they reworded",
        ),
        pytest.param(
            BASE,
            MOVED,
            BASE.replace("Shop", "Shops").replace("hotels", "hotels  # blue"),
            MOVED.replace("Shop", "Shops").replace("hotels", "hotels  # blue"),
            id="a comment of theirs beside a note that we moved",
        ),
        pytest.param(
            BASE,
            BASE.replace("Van to the hotels", "Vans to all the hotels"),
            MOVED,
            MOVED.replace("Van to the hotels", "Vans to all the hotels"),
            id="a note that they moved and we reworded",
        ),
        pytest.param(
            BASE,
            BASE.replace("Shop", "Shops"),
            BASE + "  - Fair\n",
            BASE.replace("Shop", "Shops") + "  - Fair\n",
            id="a closing comment above a note of theirs",
        ),
        pytest.param(
            BASE,
            BASE + "  - Stall\n",
            BASE + "  # new\n  - Fair\n",
            BASE + "  - Stall\n  # new\n  - Fair\n",
            id="a closing comment above a note of each",
        ),
        pytest.param(
            BASE,
            BASE.replace("who: Ann\n", "who: Ann\n    at: 3\n"),
            BASE.replace("App", "App for phones").replace("who: Ann\n", "who: Ann\n    on: May\n"),
            BASE.replace("App", "App for phones").replace(
                "who: Ann\n", "who: Ann\n    at: 3\n    on: May\n"
            ),
            id="keys of the owner's own in a note",
        ),
        pytest.param(
            f"{HEAD}  - Shop  # a\n  - Van\n",
            f"{HEAD}- Shop  # a\n- Van\n",
            f"{HEAD}  - Shop  # b\n  - Van\n  - App\n",
            f"{HEAD}- Shop  # b\n- Van\n- App\n",
            id="a comment on a line that we indented otherwise",
        ),
        pytest.param(
            f"{HEAD}{_SHOP}{_WEB}",
            f"{HEAD}{_SHOP}{_WEB}".replace("[A]", "[B]") + "    later: true\n",
            f"{HEAD}{_WEB}    who:\n      - Ann\n{_SHOP}",
            f"{HEAD}{_WEB}    later: true\n    who:\n      - Ann\n{_SHOP}".replace("[A]", "[B]"),
            id="a key in a note that they moved and we marked",
        ),
        pytest.param(
            BASE,
            MOVED,
            BASE.replace("Van to the hotels", "Delivery by bike"),
            MOVED.replace("Van to the hotels", "Delivery by bike"),
            id="a note that we moved and they put in quite other words",
        ),
        pytest.param(
            SEGMENTS,
            SEGMENTS.replace("Families", "Students"),
            SEGMENTS.replace("Web shop", "Site"),
            SEGMENTS.replace("Families", "Students").replace("Web shop", "Site"),
            id="both in quite other words",
        ),
        pytest.param(
            SEGMENTS,
            SEGMENTS.replace("Families", "Young families nearby"),
            SEGMENTS.replace("Web shop", "Site"),
            SEGMENTS.replace("Families", "Young families nearby").replace("Web shop", "Site"),
            id="a segment that we renamed, and a note for it that they reworded",
        ),
    ],
)
def test_what_does_not_meet_comes_together(
    base: str, ours: str, theirs: str, expected: str
) -> None:
    found = merged(base, ours, theirs)
    assert (found.document.text, found.conflicts, found.unplaced) == (expected, (), ())


@pytest.mark.parametrize(
    ("old", "mine", "yours", "left"),
    [
        pytest.param("  # about the van", "  # red", "  # blue", "# blue", id="above a note"),
        pytest.param("- Shop", "- Shop  # a", "- Shop  # b", "# b", id="beside a note"),
        pytest.param("  # more to come", "  # more", "  # enough", "# enough", id="below"),
        pytest.param("who: Ann", "who: Ben", "who: Cid", "who: Cid", id="a key in a note"),
        pytest.param("bmc: 1", "bmc: 1\nat: 1", "bmc: 1\nat: 2", "at: 2", id="a key at the top"),
    ],
)
def test_of_what_both_changed_both_stand_and_it_is_told(
    old: str, mine: str, yours: str, left: str
) -> None:
    ours, theirs = (BASE.replace(old, new) for new in (mine, yours))
    found = merged(BASE, ours, theirs)
    assert (found.conflicts, found.unplaced) == ((), (left,))
    assert found.document.text == f"{ours}# bmc merge: {left}\n"
    assert [each.text for each in found.document.canvas.unplaced] == [left]


def test_what_stood_at_a_note_that_is_gone_is_kept_and_told() -> None:
    ours = BASE.replace("  - text: App\n    who: Ann\n", "")
    theirs = BASE.replace("who: Ann\n", "who: Ann\n    at: 3\n")
    found = merged(BASE, ours, theirs)
    assert found.document.text == ours + "# bmc merge: at: 3\n"


def test_what_is_left_is_left_once() -> None:
    ours, theirs = (BASE.replace("# about", f"# {word}") for word in ("red", "blue"))
    once = merged(BASE, ours, theirs).document.text
    assert merged(BASE, once, theirs).document.text == once


@settings(deadline=None)
@given(remarked())
def test_every_remark_is_in_the_result_or_told(
    made: tuple[tuple[str, str, str], list[str]],
) -> None:
    texts, remarks = made
    found = merged(*texts)
    assert [each for each in remarks if each not in found.document.text] == []
    in_place = found.document.text.split("# bmc merge: ", maxsplit=1)[0]
    told = " ".join(found.unplaced)
    assert [each for each in remarks if each not in in_place and each not in told] == []


@settings(deadline=None)
@given(remarked())
def test_the_order_of_the_sides_does_not_change_which_notes_there_are(
    made: tuple[tuple[str, str, str], list[str]],
) -> None:
    (base, ours, theirs), _ = made
    found = [merged(base, *sides).document for sides in ((ours, theirs), (theirs, ours))]
    assert notes_of(found[0]) == notes_of(found[1])


@pytest.mark.parametrize(
    ("ours", "theirs", "lost"),
    [
        pytest.param("# a\n", "# a\n", ["# a"], id="neither removed it"),
        pytest.param("", "# a\n", [], id="one side removed it"),
        pytest.param("# a\n# b\n", "# a\n", ["# a", "# b"], id="one side added another"),
        pytest.param("", "# a\n# a\n", ["# a", "# a"], id="one removed it, one wrote it twice"),
    ],
)
def test_a_result_without_remarks_lacks_those_that_were_to_stay(
    ours: str, theirs: str, lost: list[str]
) -> None:
    base, mine, yours, made = (read(f"{each}bmc: 1\n", "") for each in ("# a\n", ours, theirs, ""))
    assert Ledger(base, mine, yours).lost(made) == lost
