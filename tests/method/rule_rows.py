"""For every rule of ``bmc check`` a canvas that trips it, what is found, and one that fits."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import starmap

from bmc_cli.file.canvas_text import read
from bmc_cli.file.packs import load_language
from bmc_cli.method.rules import Finding
from bmc_cli.method.terms import Terms
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.words.terms import terms_of

TERMS: dict[str, Terms] = {code: terms_of(load_language(code)) for code in ("en", "nl")}
TWO = "customer_segments: [Families, Hotels]\n"
BAKED = "value_propositions: [Bread, Cake]\n"
FULL = "".join(f"{block.key}: [One, Two]\n" for block in BLOCKS)


def canvas_of(text: str) -> Canvas:
    """Return the canvas that ``text`` holds, without its first line."""
    return read("bmc: 1\n" + text, "canvas.yaml").canvas


@dataclass(frozen=True)
class Row:
    """A rule's canvas that trips it, one that fits, and Dutch ones where words matter."""

    rule: str
    trips: str
    found: list[Finding]
    fits: str
    dutch: tuple[str, str] = field(default=("", ""))

    def tripping(self, language: str) -> Canvas:
        return canvas_of((language == "nl" and self.dutch[0]) or self.trips)

    def fitting(self, language: str) -> Canvas:
        return canvas_of((language == "nl" and self.dutch[1]) or self.fits)


def _segment_row(key: str, name: str) -> Row:
    found = Finding(key, (), ("Hotels",), ("--add", "…", "--for", "B"))
    return Row(
        f"segment-without-{name}",
        f"{TWO}{key}: [{{text: It, for: [Families]}}]\n",
        [found],
        f"{TWO}{key}: [{{text: It, for: all}}]\n",
    )


def _proposition_row(key: str, name: str) -> Row:
    found = Finding(key, (), ("Cake",), ("--add", "…", "--for", "2"))
    return Row(
        f"proposition-without-{name}",
        f"{BAKED}{key}: [{{text: It, for: [Bread]}}]\n",
        [found],
        f"{BAKED}{key}: [{{text: It, for: [Bread, Cake]}}]\n",
    )


_FUNCTIONS = ("evaluation", "purchase", "after_sales")
_THIRTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen"

ROWS = [
    Row(
        "two-versions",
        "channels: [{text: Shop, conflict: Store}, Van, {text: Stall, conflict: Store}]\n",
        [Finding("channels", (0, 2), ("Shop", "Stall"), ("--keep", "1"), "Store")],
        "channels: [Shop, Van, Stall]\n",
    ),
    Row(
        "changed-and-removed",
        "channels: [Van, {text: Shop, conflict: Store}]\n",
        [Finding("channels", (1,), ("Shop",), ("--keep", "2"), "Store")],
        "channels: [Van, Shop]\n",
    ),
    Row(
        "unknown-target",
        TWO + "channels: [{text: Van, for: [Hotel]}]\n",
        [Finding("channels", (0,), ("Hotel",), ("--note", "1", "--for", "B"), "Hotels")],
        TWO + "channels: [{text: Van, for: [Hotels]}]\n",
    ),
    Row(
        "unknown-kind",
        "channels: [Shop, {text: Van, kind: [awareness, purchas]}]\n",
        [
            Finding(
                "channels",
                (1,),
                ("purchas",),
                ("--note", "2", "--kind", "awareness", "--kind", "purchase"),
                "purchase",
            )
        ],
        "channels: [Shop, {text: Van, kind: [awareness, purchase]}]\n",
    ),
    Row(
        "same-text",
        "customer_segments: [Families, Hotels, Families]\n",
        [Finding("customer_segments", (0, 2), ("Families",), ("--remove", "3"))],
        TWO + "channels: [Families, Hotels]\n",
    ),
    Row(
        "empty-block",
        FULL.replace("channels: [One, Two]\n", "channels: []\n"),
        [Finding("channels")],
        FULL,
    ),
    Row(
        "unlinked-block",
        TWO + "channels: [Shop, Van]\n",
        [Finding("channels", (), (), ("--note", "1", "--for", "…"))],
        "customer_segments: [Families]\nchannels: [Shop, Van]\n",
    ),
    *starmap(
        _segment_row,
        [
            ("value_propositions", "proposition"),
            ("customer_relationships", "relationship"),
            ("channels", "channel"),
            ("revenue_streams", "revenue"),
        ],
    ),
    *starmap(_proposition_row, [("key_activities", "activity"), ("key_resources", "resource")]),
    Row(
        "proposition-without-segment",
        TWO + "value_propositions: [{text: Bread, for: [Families]}, Cake]\n",
        [Finding("value_propositions", (1,), ("Cake",), ("--note", "2", "--for", "…"))],
        TWO + "value_propositions: [{text: Bread, for: [Families]}, {text: Cake, for: all}]\n",
    ),
    Row(
        "idle-partner",
        "key_activities: [Baking, Driving]\nchannels: [Web shop]\n"
        "key_partners: [{text: Mill, for: [Baking]}, {text: Post, for: [Web shop]}, Garage]\n",
        [Finding("key_partners", (2,), ("Garage",), ("--note", "3", "--for", "…"))],
        "key_activities: [Baking]\nkey_partners: [Mill, Garage]\n",
    ),
    Row(
        "unlinked-note",
        TWO + "channels: [{text: Shop, for: [Families]}, Van]\n",
        [Finding("channels", (1,), ("Van",), ("--note", "2", "--for", "…"))],
        TWO + "channels: [{text: Shop, for: [Families]}, {text: Van, for: [Hotels]}]\n"
        "cost_structure: [{text: Rent, for: [Shop]}, {text: Fuel, for: [Van]}]\n",
    ),
    Row(
        "channel-function",
        TWO
        + "channels: [{text: Shop, for: all, kind: awareness},"
        + " {text: Van, for: Hotels, kind: [evaluation, purchase, after_sales]}]\n",
        [
            Finding(
                "channels",
                (),
                ("Families",),
                ("--add", "…", "--kind", kind, "--for", "A"),
                kind,
            )
            for kind in _FUNCTIONS
        ],
        TWO
        + "channels: [{text: Shop, for: all,"
        + " kind: [awareness, evaluation, purchase, after_sales]}]\n",
    ),
    Row(
        "channel-kind",
        "channels: [Shop, {text: Van, kind: delivery}, Stall]\n",
        [Finding("channels", (0, 2), ("Shop", "Stall"), ("--note", "1", "--kind", "…"))],
        "channels: [{text: Van, kind: delivery}]\n",
    ),
    Row(
        "revenue-kind",
        "revenue_streams: [{text: Fee, kind: fixed_price}, {text: Bread, kind: sale}]\n",
        [Finding("revenue_streams", (0,), ("Fee",), ("--note", "1", "--kind", "…"))],
        "revenue_streams: [{text: Bread, kind: sale}]\n",
    ),
    Row(
        "revenue-pricing",
        "revenue_streams: [{text: Fee, kind: fixed_price}, {text: Bread, kind: sale}]\n",
        [Finding("revenue_streams", (1,), ("Bread",), ("--note", "2", "--kind", "…"))],
        "revenue_streams: [{text: Bread, kind: [sale, dynamic_price]}]\n",
    ),
    Row(
        "one-sided-costs",
        "cost_structure: [{text: Rent, kind: fixed}, Flour]\n",
        [Finding("cost_structure", (), (), ("--note", "N", "--kind", "variable"), "variable")],
        "cost_structure: [{text: Rent, kind: fixed}, {text: Flour, kind: variable}]\n",
    ),
    Row(
        "crowded",
        "channels: [a, b, c, d, e, f, g, h]\n",
        [Finding("channels", likely="8")],
        "channels: [a, b, c, d, e, f, g]\n",
    ),
    Row(
        "long-note",
        f"channels: [Shop, {_THIRTEEN}]\n",
        [Finding("channels", (1,), (_THIRTEEN,), ("--set", "2", "…"))],
        f"channels: [Shop, {_THIRTEEN.removesuffix(' thirteen')}]\n",
    ),
    Row(
        "two-ideas",
        "channels: [Shop on the corner and van to hotels]\n",
        [Finding("channels", (0,), ("Shop on the corner and van to hotels",), ("--set", "1", "…"))],
        "channels: [Bed and breakfasts in town]\n",
        dutch=(
            "channels: [Winkel op de hoek en busje naar hotels]\n",
            "channels: [Brood en banket aan huis]\n",
        ),
    ),
    Row(
        "vague",
        "channels: [Good quality]\n",
        [Finding("channels", (0,), ("Good quality",), ("--set", "1", "…"))],
        "channels: [Shop on the corner of Ketley Street]\n",
        dutch=("channels: [Goede kwaliteit]\n", "channels: [Winkel op de hoek van de Dorpsstraat]"),
    ),
    Row(
        "no-later",
        TWO,
        [Finding("customer_segments", (), (), ("--add", "…", "--later"))],
        "customer_segments: [Families, {text: Hotels, later: true}]\n",
    ),
    Row(
        "now-for-later",
        "customer_segments: [Families, {text: Hotels, later: true}]\n"
        "channels: [{text: Van, for: [Hotels]}]\n",
        [Finding("channels", (0,), ("Van",), ("--note", "1", "--later"))],
        "customer_segments: [Families, {text: Hotels, later: true}]\n"
        "channels: [{text: Van, for: [Families, Hotels]}]\n",
    ),
]
