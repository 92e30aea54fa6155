"""A pack with kinds of its own: what is advised is there to be chosen, and then all is told."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from bmc_cli.file.languages import shipped
from tests.commandline import bmc

CANVAS = """\
bmc: 1
language: en
customer_segments: [Families]
value_propositions: [Bread]
channels: [{text: Corner, kind: shop}]
"""
SHOP = "shop: {label: in the shop, hint: over the counter}"
WITH_ROLES = """\
      shop: {label: in the shop, hint: over the counter, role: purchase}
      stall: {label: on the market, hint: once a week, role: purchase}
      flyer: {label: flyer, hint: through the door, role: awareness}
"""


@pytest.fixture
def canvas(folder: Path) -> Path:
    path = folder / "canvas.yaml"
    path.write_text(CANVAS, encoding="utf-8")
    return path


def own_pack(folder: Path, kinds: str) -> Path:
    """Write a whole pack, not one that extends another, with these kinds of channels."""
    text = shipped("en").read_text(encoding="utf-8")
    head, channels = text.split("\n  channels:\n")
    body = re.sub(r"    ask:\n(      .*\n)+", "    ask: []\n", channels, count=1)
    body = re.sub(r"    kinds:\n(      .*\n)+", lambda _: f"    kinds:\n{kinds}", body, count=1)
    path = folder / "mine.yaml"
    path.write_text(f"{head}\n  channels:\n{body}", encoding="utf-8")
    return path


def advised(pack: Path) -> list[list[str]]:
    """Return the kinds that channels are advised to have, for each finding."""
    found = json.loads(bmc("check", "--json", "--prompts", str(pack)).out)
    rules = {"channel-function", "channel-kind", "unknown-kind"}
    commands = [each["repair"]["command"] for each in found if each["rule"] in rules]
    return [
        [kind for option, kind in pairwise(words) if option == "--add-kind"] for words in commands
    ]


def test_kinds_without_roles_are_taken_as_they_are(canvas: Path) -> None:
    pack = own_pack(canvas.parent, f"      {SHOP}\n")
    assert advised(pack) == []
    told = bmc("story", "--prompts", str(pack)).out
    assert "We reach them through “Corner”." in told
    assert "how they buy" not in told


def test_what_is_advised_can_be_done_and_is_then_no_longer_advised(canvas: Path) -> None:
    pack = own_pack(canvas.parent, WITH_ROLES)
    assert advised(pack) == [["flyer"]]
    done = bmc("edit", "4", "--add", "Leaflet", "--kind", "flyer", "--prompts", str(pack))
    assert (done.code, done.err) == (0, "")
    assert advised(pack) == []


def test_the_story_and_the_advice_speak_of_kinds_by_their_roles(canvas: Path) -> None:
    pack = own_pack(canvas.parent, WITH_ROLES)
    said = bmc("check", "--prompts", str(pack)).out
    assert "For “Families”, no channel has the kind flyer yet." in said
    told = bmc("story", "--prompts", str(pack)).out
    assert "They buy through “Corner”." in told
    assert "Still to work out: how they hear of us," in told
    assert "how they find out whether it suits them" not in told


def test_a_pack_that_adds_a_kind_says_what_it_does(canvas: Path) -> None:
    pack = canvas.parent / "more.yaml"
    kind = SHOP.replace("}", ", role: purchase}")
    pack.write_text(f"extends: en\nblocks: {{channels: {{kinds: {{{kind}}}}}}}\n", encoding="utf-8")
    assert advised(pack) == [["awareness", "evaluation", "after_sales"]]
    assert "They buy through “Corner”." in bmc("story", "--prompts", str(pack)).out
