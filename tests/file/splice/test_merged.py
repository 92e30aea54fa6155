"""Two files made into one: ours as it is written, with what they changed as they wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.merged import MergedFile, merge_documents
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.merging import Conflict
from tests.documents import Dice
from tests.handwriting import Hand

BASE = """\
# Our bakery.
bmc: 1
title: Bakery

channels:
  - Shop    # on the corner
  - Van
"""


def document(text: str) -> Document:
    return read(text, "canvas.yaml")


def merged(base: str, ours: str, theirs: str) -> MergedFile:
    return merge_documents(document(base), document(ours), document(theirs), "canvas.yaml")


def text_of(ours: str, theirs: str, base: str = BASE) -> str:
    found = merged(base, ours, theirs)
    assert found.conflicts == ()
    return found.document.text


def test_our_remarks_and_layout_stay() -> None:
    ours = BASE.replace("# Our bakery.", "# Our dear bakery.").replace("Van", '"Van"  # blue')
    theirs = BASE.replace("title: Bakery", "title: The Bakery") + "  - Stall\n"
    assert (
        text_of(ours, theirs) == ours.replace("title: Bakery", "title: The Bakery") + "  - Stall\n"
    )


def test_their_notes_come_as_they_wrote_them() -> None:
    theirs = BASE + (
        "  # Thought of by Ann.\n"
        "  # And Ben.\n"
        "  - 'App'   # for phones\n"
        "  - text:   Stall  # on Saturday\n"
        "    # perhaps on Sunday\n"
        "    later:  yes\n"
        "    who: Ben\n"
    )
    assert text_of(BASE + "  - Fair\n", theirs) == BASE + "  - Fair\n" + theirs.removeprefix(BASE)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(
            "channels:\n- Shop\n",
            "channels:\n    - Shop\n    # new\n    - text: App\n      later: true\n",
            "channels:\n- Shop\n# new\n- text: App\n  later: true\n",
            id="another indent",
        ),
        pytest.param(
            "channels:\n  - Shop\n",
            "channels:\n  - Shop\n  - |  # long\n    two\n\n    lines\n",
            "channels:\n  - Shop\n  - |  # long\n    two\n\n    lines\n",
            id="a text of several lines",
        ),
        pytest.param(
            "channels: [Shop]\n",
            "channels:\n  - Shop\n  - App\n",
            "channels: [Shop, App]\n",
            id="ours in brackets",
        ),
        pytest.param(
            "channels:\n  - Shop  # ours\n",
            "channels: [Shop, {text: App, later: true}]\n",
            "channels:\n  - Shop  # ours\n  - text: App\n    later: true\n",
            id="theirs in brackets",
        ),
        pytest.param(
            "channels:\n  - Shop\n",
            "channels:\n  - Shop\n\n# ours too\nkey_partners:\n  # who\n  - Miller\n",
            "channels:\n  - Shop\n\n# ours too\nkey_partners:\n  # who\n  - Miller\n",
            id="a block of theirs",
        ),
    ],
)
def test_they_fit_into_our_layout(ours: str, theirs: str, expected: str) -> None:
    base = "channels:\n  - Shop\n"
    assert (
        text_of(f"bmc: 1\n{ours}", f"bmc: 1\n{theirs}", f"bmc: 1\n{base}") == f"bmc: 1\n{expected}"
    )


def test_they_come_with_our_line_ends() -> None:
    ours = "bmc: 1\r\nchannels:\r\n  - Shop\r\n"
    theirs = "bmc: 1\nchannels:\n  - Shop\n  - |\n    two\n    lines\n"
    base = ours.replace("Shop", "Shops")
    assert (
        text_of(ours, theirs.replace("Shop", "Shops"), base)
        == ours + "  - |\r\n    two\r\n    lines\r\n"
    )


def test_links_in_their_notes_follow_our_words() -> None:
    base = "bmc: 1\ncustomer_segments:\n  - Families nearby\n  - Hotels\nchannels:\n  - Shop\n"
    ours = base.replace("Families nearby", "Young families nearby")
    theirs = base + "  - text: App   # new\n    for: [Families nearby]\n"
    assert text_of(ours, theirs, base) == ours + (
        "  - text: App   # new\n    for: [Young families nearby]\n"
    )


def test_a_conflict_leaves_both_versions_in_a_canvas_that_is_valid() -> None:
    ours, theirs = (BASE.replace("Shop ", f"{word} ") for word in ("Shops", "Shopx"))
    found = merged(BASE, ours, theirs)
    assert found.conflicts == (Conflict("channels", "Shop"),)
    assert found.document.text == BASE.replace(
        "  - Shop    # on the corner\n",
        "  - text: Shops    # on the corner\n    conflict: Shop\n"
        "  - text: Shopx    # on the corner\n    conflict: Shop\n",
    )


class TestKeysOfTheOwner:
    def test_one_that_they_added_comes_last(self) -> None:
        assert text_of(BASE, BASE + "mine:\n  a: [1]  # x\n") == BASE + "mine:\n  a: [1]  # x\n"

    def test_one_that_only_they_changed_is_changed(self) -> None:
        base = BASE + "mine: 1\n"
        assert text_of(base + "# end\n", BASE + "mine: 2\n", base) == BASE + "mine: 2\n# end\n"

    def test_one_that_only_we_changed_stays(self) -> None:
        base = BASE + "mine: 1\n"
        assert text_of(BASE + "mine: 2\n", base, base) == BASE + "mine: 2\n"

    def test_of_one_that_both_changed_both_stand_and_it_is_told(self) -> None:
        base, ours, theirs = (f"{BASE}mine: {number}\n" for number in (1, 2, 3))
        found = merged(base, ours, theirs)
        assert (found.conflicts, found.unplaced) == ((), ("mine: 3",))
        assert found.document.text == ours + "# bmc merge: mine: 3\n"
        assert [each.text for each in found.document.canvas.unplaced] == ["mine: 3"]

    def test_json_keeps_what_has_no_place_as_data(self) -> None:
        base = '{"bmc": 1, "who": "Ann", "channels": []}\n'
        ours, theirs, third = (base.replace("Ann", name) for name in ("Ben", "Cid", "Dee"))
        once = merged(base, ours, theirs).document
        lines = '{"bmc": 1, "conflicts": {"lines": ["\\"who\\": \\"Cid\\""]}, "who": "Ben", '
        assert once.text == lines + '"channels": []}\n'
        left = [each.text for each in merged(base, once.text, third).document.canvas.unplaced]
        assert left == ['"who": "Cid"', '"who": "Dee"']
        assert merged(base, once.text, theirs).document.text == once.text

    def test_rules_that_are_left_out_are_merged_as_they_are_written(self) -> None:
        theirs = BASE + "check: {ignore: [crowded]}\n"
        assert text_of(BASE, theirs) == theirs


# -- in anybody's hand


@st.composite
def branches(draw: st.DrawFn) -> tuple[list[Canvas], list[str]]:
    """Return a canvas and what two people made of it, each in a hand of its own."""
    dice = Dice(draw)
    canvases = [dice.canvas()]
    for _ in range(2):
        side = canvases[0]
        for _ in range(dice.below(4)):
            _, side = dice.edit(side)
        canvases.append(side)
    return canvases, [Hand(dice.below).document(canvas) for canvas in canvases]


Branches = tuple[list[Canvas], list[str]]


@settings(deadline=None)
@given(branches())
def test_whatever_the_hand_the_result_is_the_merge_of_the_canvases(edits: Branches) -> None:
    _, (base, ours, theirs) = edits
    found = merged(base, ours, theirs)
    assert read(found.document.text, "x").canvas == found.document.canvas


@settings(deadline=None)
@given(branches())
def test_what_only_we_changed_stays_byte_for_byte(edits: Branches) -> None:
    _, (base, ours, _) = edits
    assert merged(base, ours, base).document.text == ours


class TestBlocksInAnotherOrder:
    """Somebody puts the blocks in another order, and somebody else writes in one of them."""

    BASE = (
        "bmc: 1\n"
        "customer_segments:\n- Families\n- Hotels\n\n"
        "key_resources:\n- Ovens\n- text: Bakers  # two\n  who: Ann\n\n"
        "cost_structure:\n  # monthly\n  - Rent\n"
    )
    MOVED = (
        "bmc: 1\n"
        "key_resources:\n- Ovens\n- text: Bakers  # two\n  who: Ann\n\n"
        "cost_structure:\n  # monthly\n  - Rent\n\n"
        "customer_segments:\n- Families\n- Hotels\n"
    )

    @pytest.mark.parametrize(
        ("was", "now"),
        [
            pytest.param("- Hotels\n", "- text: Hotels\n  who: Ben\n", id="a key of a note"),
            pytest.param("- Hotels\n", "# most\n- Hotels  # all\n", id="comments"),
            pytest.param("who: Ann", "who: Ann Ben", id="another word in a key"),
            pytest.param("- Ovens\n", "- text: Ovens\n  later: true\n", id="nothing but a mark"),
            pytest.param("  # monthly\n", "  # yearly\n", id="a comment indented below its block"),
        ],
    )
    def test_all_that_is_written_stays_with_its_note(self, was: str, now: str) -> None:
        edited, expected = (each.replace(was, now) for each in (self.BASE, self.MOVED))
        assert text_of(edited, self.MOVED, self.BASE) == expected
        assert text_of(self.MOVED, edited, self.BASE) == expected

    def test_two_orders_are_ours(self) -> None:
        ours = self.MOVED.replace("- Hotels\n", "- Hotels\n- Offices\n")
        blocks = self.BASE.removeprefix("bmc: 1\n").strip().split("\n\n")
        theirs = "bmc: 1\n" + "\n\n".join(reversed(blocks)).replace("- Rent", "- Rent\n  - Flour")
        assert text_of(ours, theirs, self.BASE) == ours.replace("- Rent", "- Rent\n  - Flour")
