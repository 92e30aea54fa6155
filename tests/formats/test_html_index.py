"""The page that leads to the pages of several canvases."""

from __future__ import annotations

import pytest

from bmc_cli.formats.html_index import Dot, Entry, index
from bmc_cli.model.canvas import BLOCKS
from tests.formats.markup import Reader


def test_it_leads_to_every_page() -> None:
    notes = {block.key: [Dot()] * block.number for block in BLOCKS}
    first = Entry("a & b.html", "<A>", [["x", "z"], ["y"]], notes)
    text = index("All canvases", "en", [first, Entry("c.html", "C", [], notes)])
    read = Reader(text)
    assert read.attributes("href")[1:] == ["a%20%26%20b.html", "c.html"]
    assert "<A>" in read.texts
    assert "<p><bdi>x</bdi> · <bdi>z</bdi></p><p>y</p>" in text


@pytest.mark.parametrize(
    ("dots", "shown"),
    [
        ([], ""),
        (
            [Dot(0), Dot(8)],
            '<i class="dot letter s0"></i><i class="dot letter s1 again-1"></i>',
        ),
        ([Dot(None, is_later=True)], '<i class="dot later"></i>'),
        ([Dot()] * 8, '<i class="dot"></i>' * 8),
        ([Dot()] * 9, "9"),
        (
            [*[Dot(1)] * 5, *[Dot(0)] * 4],
            '9<i class="dot letter s0"></i><i class="dot letter s1"></i>',
        ),
    ],
)
def test_a_block_has_a_dot_for_each_note_or_their_number(dots: list[Dot], shown: str) -> None:
    text = index("All", "en", [Entry("a.html", "A", [], {"channels": dots})])
    assert f'<span class="cell channels">{shown}</span>' in text
