"""A note in quite other words, or in another block, that signs show to be the same one."""

from __future__ import annotations

import pytest

from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import Added, Changed, apply, difference
from bmc_cli.model.fields import Note

Blocks = dict[str, tuple[Note, ...]]


def canvas(segments: str, channels: dict[str, str], **others: str) -> Canvas:
    """A canvas of notes between commas, and of channels with what they are for."""
    blocks: Blocks = {"customer_segments": notes(segments)}
    blocks["channels"] = tuple(
        Note(text, links=("all",) if links == "all" else names(links))
        for text, links in channels.items()
    )
    return Canvas(blocks=blocks | {key: notes(texts) for key, texts in others.items()})


def names(texts: str) -> tuple[str, ...]:
    return tuple(filter(None, texts.split(", ")))


def notes(texts: str) -> tuple[Note, ...]:
    return tuple(map(Note, names(texts)))


def said(old: Canvas, new: Canvas) -> list[tuple[str, ...]]:
    """What is told of each note: its texts, and how it changed."""
    found = difference(old, new)
    assert apply(old, found) == new
    return [
        (each.old.text, each.new.text, *each.news)
        if isinstance(each, Changed)
        else (each.sign, (each.new if isinstance(each, Added) else each.old).text)
        for each in found.news
    ]


FAMILIES = {"Shop": "Families", "Van": "Hotels, Families", "Site": "Families"}
PARENTS = {"Shop": "Young parents", "Van": "Hotels, Young parents", "Site": "Young parents"}
RENAMED = ("Families", "Young parents", "reworded")
OVEN = "Oven with three decks"
PARTED = [("-", "Families"), ("+", "Young parents")]


def test_a_segment_that_all_links_name_otherwise_is_told_once() -> None:
    old, new = canvas("Families, Hotels", FAMILIES), canvas("Young parents, Hotels", PARENTS)
    assert said(old, new) == [RENAMED]


def test_two_at_once_are_told_apart_by_their_places() -> None:
    old = canvas("Families, Hotels", {"Shop": "Families, Hotels", "Van": "Families, Hotels"})
    new = canvas("Parents of five, Inns", dict.fromkeys(("Shop", "Van"), "Parents of five, Inns"))
    assert said(old, new) == [
        ("Families", "Parents of five", "reworded"),
        ("Hotels", "Inns", "reworded"),
    ]


@pytest.mark.parametrize(
    "channels",
    [
        pytest.param({"Shop": "Young parents", "Van": "", "Site": ""}, id="one link says it"),
        pytest.param({**PARENTS, "Site": "Families"}, id="one kept the name"),
        pytest.param({**PARENTS, "Site": "Hotels"}, id="one names another now"),
        pytest.param(dict.fromkeys(PARENTS, "all"), id="all are for everyone"),
    ],
)
def test_what_links_do_not_agree_on_came_and_went(channels: dict[str, str]) -> None:
    old, new = canvas("Families, Hotels", FAMILIES), canvas("Young parents, Hotels", channels)
    assert [each for each in said(old, new) if each[0] in "+-"] == PARTED


def test_a_note_that_is_still_there_was_not_renamed() -> None:
    new = canvas("Families, Young parents, Hotels", PARENTS)
    news = said(canvas("Families, Hotels", FAMILIES), new)
    assert [each for each in news if each[0] in "+-"] == [("+", "Young parents")]


@pytest.mark.parametrize(
    ("partner", "says"),
    [
        (
            "Oven with 3 decks",
            [("Oven with three decks", "Oven with 3 decks", "reworded", "moved")],
        ),
        ("Oven", [("-", OVEN), ("+", "Oven")]),
        ("Mill", [("-", OVEN), ("+", "Mill")]),
    ],
)
def test_a_note_that_was_carried_and_reworded_is_the_same(
    partner: str, says: list[tuple[str, ...]]
) -> None:
    old = canvas("", {}, key_resources=OVEN, key_partners="")
    assert said(old, canvas("", {}, key_resources="", key_partners=partner)) == says


def test_of_links_that_follow_a_name_only_what_is_new_is_told() -> None:
    new = canvas("Young parents, Hotels", {**PARENTS, "Site": "Young parents, Hotels"})
    old = canvas("Families, Hotels", FAMILIES)
    assert said(old, new) == [RENAMED, ("Site", "Site", "relinked")]
    (site,) = (each for each in difference(old, new).news if each.news == ("relinked",))
    assert isinstance(site, Changed)
    assert site.followed == ("Young parents",)
