"""Texts in a page: which words stay whole, and what stands beside the last one."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

import pytest

from bmc_cli.drawing.hang import Tag
from bmc_cli.formats.html_document import node
from bmc_cli.formats.html_text import ended, rooms, words


def made(text: str) -> str:
    return tostring(node("p", *words(text)), encoding="unicode", method="html")[3:-4]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Rent e-bikes out", ["e-bikes"]),
        ("e-bikes, pop-ups", ["e-bikes", "pop-ups"]),
        ("Sms-herinneringsdienst", ["Sms-he"]),  # the rest of a long word may break
        ("Self-service at a well-known shop", []),
        ("from 9 - 5, on-", []),
        ("<b>e-<i>", []),
    ],
)
def test_no_line_ends_with_a_stub_and_its_hyphen(text: str, kept: list[str]) -> None:
    paragraph = node("p", *words(text))
    assert "".join(paragraph.itertext()) == text
    assert [each.text for each in paragraph if each.get("class") == "whole"] == kept


def test_what_comes_before_a_whole_word_ends_without_its_space() -> None:
    """WeasyPrint breaks it at odd places otherwise."""
    assert made("An e-bike") == 'An<span> </span><span class="whole">e-bike</span>'


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Bread at the door", "door"),
        ("Bread\nat home", "home"),
        ("Bread", "Bread"),
        ("Bedrijfsabonnement", ""),  # too long to stand beside anything
        ("By e-bike", "e-bike"),
    ],
)
def test_the_last_word_keeps_room_for_the_tags(text: str, last: str) -> None:
    before, tags = ended(text, [node("b"), node("b")], [Tag("A", 1.0), Tag("B", 1.0)])
    paragraph = node("p", *before)
    (holder,) = tags
    assert "".join(paragraph.itertext()) == text
    assert [each.text for each in paragraph if each.get("class", "").startswith("end")] == [last][
        : bool(last)
    ]
    assert holder.get("class") == ("tags beside" if last else "tags together")


def test_every_room_has_its_rule() -> None:
    """The room is what the tags take, a little apart from the word, no more than is laid out."""
    before, _ = ended("A b", [node("b")], [Tag("A", 2.0)])
    name = node("p", *before)[-1].get("class", "").split()[1]
    (rule,) = [each for each in rooms() if each.startswith(f".{name} ")]
    assert rule == f".{name} {{ --room: 2.5em; }}"


def test_a_text_without_tags_is_only_its_words() -> None:
    assert ended("Bread at home", [], []) == (["Bread at home"], [])
