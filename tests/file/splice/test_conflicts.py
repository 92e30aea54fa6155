"""What is undecided in the title block, put into files in many hands and taken out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.file.canvas_text import read
from bmc_cli.file.splice import splice_canvas
from bmc_cli.model.canvas import HEAD
from tests.documents import Dice
from tests.handwriting import Hand

Left = Mapping[str, tuple[str, ...]]

NONE: Left = {}
TITLE = {"title": ("A", "B")}
BOTH = {"title": ("A", "B"), "author": ("C", "D")}


@pytest.mark.parametrize(
    ("before", "conflicts", "after"),
    [
        pytest.param(
            "bmc: 1\nchannels: []\n",
            BOTH,
            "bmc: 1\nconflicts:\n  title: [A, B]\n  author: [C, D]\nchannels: []\n",
            id="the key is new",
        ),
        pytest.param(
            "  bmc: 1\r\n  title: A  # ours\r\n  channels: []\r\n",
            TITLE,
            "  bmc: 1\r\n  title: A  # ours\r\n  conflicts:\r\n    title: [A, B]\r\n"
            "  channels: []\r\n",
            id="behind a margin",
        ),
        pytest.param(
            "conflicts:\n    # which?\n    title: [A, B]  # a or b\nchannels: []\n",
            BOTH,
            "conflicts:\n    # which?\n    title: [A, B]  # a or b\n    author: [C, D]\n"
            "channels: []\n",
            id="one more",
        ),
        pytest.param(
            "conflicts:\n  title:\n    - A\n    - X\n  who: Ann\nchannels: []\n",
            TITLE,
            "conflicts:\n  title: [A, B]\n  who: Ann\nchannels: []\n",
            id="other versions",
        ),
        pytest.param(
            "conflicts:\n  title: [A, B]\n  who: Ann\nchannels: []\n",
            NONE,
            "conflicts:\n  who: Ann\nchannels: []\n",
            id="what its owner has there stays",
        ),
        pytest.param(
            "conflicts:\n  title:\n  - A\n  - B\n\n# notes\nchannels: []\n",
            NONE,
            "\n# notes\nchannels: []\n",
            id="the key goes with the last",
        ),
        pytest.param("channels: []\nconflicts: {title: [A]}", NONE, "channels: []", id="the end"),
        pytest.param(
            "{bmc: 1, conflicts: {author: [C, D], title: [A, B]}, channels: []}\n",
            TITLE,
            "{bmc: 1, conflicts: {title: [A, B]}, channels: []}\n",
            id="one of two in brackets",
        ),
        pytest.param(
            "{bmc: 1, channels: [], conflicts: {title: [A, B]}}\n",
            NONE,
            "{bmc: 1, channels: []}\n",
            id="the last in brackets",
        ),
        pytest.param(
            '{"bmc": 1, "title": "A", "channels": []}\n',
            TITLE,
            '{"bmc": 1, "title": "A", "conflicts": {"title": ["A", "B"]}, "channels": []}\n',
            id="JSON",
        ),
    ],
)
def test_only_what_is_undecided_changes(before: str, conflicts: Left, after: str) -> None:
    document = read(before, "x")
    wanted = replace(document.canvas, conflicts=conflicts)
    assert splice_canvas(document, wanted, "x").text == after


@st.composite
def undecided(draw: st.DrawFn) -> tuple[str, list[Left]]:
    """Return a file in anybody's hand, and what is undecided in it at one time and another."""
    dice = Dice(draw)
    text = Hand(dice.below).document(dice.canvas())
    names = [[dice.pick(HEAD) for _ in range(1 + dice.below(2))] for _ in range(2)]
    return text, [
        {name: tuple(dict.fromkeys((dice.text(), dice.text()))) for name in each} for each in names
    ]


@settings(deadline=None, max_examples=settings().max_examples // 4)
@given(undecided())
def test_in_any_hand_it_comes_and_goes_and_leaves_no_word(made: tuple[str, list[Left]]) -> None:
    text, times = made
    document = before = read(text, "x")
    for conflicts in times:
        document = splice_canvas(document, replace(before.canvas, conflicts=conflicts), "x")
    assert splice_canvas(document, before.canvas, "x").text.split() == text.split()
