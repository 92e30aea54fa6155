"""For every rule of ``bmc check`` a canvas that trips it, what is found, and one that fits."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import starmap

from bmc_cli.file.canvas_text import read
from bmc_cli.file.packs import load_language
from bmc_cli.method.finding import TITLE_BLOCK, Finding
from bmc_cli.method.repairs import (
    ASKED,
    EVERYTHING,
    Amend,
    Decide,
    Join,
    Marks,
    Repair,
    Reword,
    Title,
    Write,
)
from bmc_cli.method.terms import Terms
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.links import Spot
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
    segment = ("customer_segments", 1)
    added = Write(key, marks=Marks(links=(segment,)))
    spare = Amend(key, (0,), Marks(links=(segment,)), is_proposal=True)
    repair = spare if name == "proposition" else added  # the one offer there is goes first
    return Row(
        f"segment-without-{name}",
        f"{TWO}{key}: [{{text: It, for: [Families]}}]\n",
        [Finding(key, (segment,), ("Hotels",), repair)],
        f"{TWO}{key}: [{{text: It, for: all}}]\n",
    )


def _proposition_row(key: str, name: str) -> Row:
    offer = ("value_propositions", 1)
    return Row(
        f"proposition-without-{name}",
        f"{BAKED}{key}: [{{text: It, for: [Bread]}}]\n",
        [Finding(key, (offer,), ("Cake",), Write(key, marks=Marks(links=(offer,))))],
        f"{BAKED}{key}: [{{text: It, for: [Bread, Cake]}}]\n",
    )


def _linked(key: str, place: int, *spots: Spot, sure: bool = False) -> Amend:
    return Amend(key, (place,), Marks(links=spots), is_proposal=not sure)


def _kind(key: str, places: tuple[int, ...], *kinds: str) -> Amend:
    return Amend(key, places, Marks(kinds=kinds), is_proposal=True)


def _spots(key: str, *places: int) -> tuple[Spot, ...]:
    return tuple((key, place) for place in places)


def _found(
    key: str, places: tuple[int, ...], names: tuple[str, ...], repair: Repair, likely: str = ""
) -> Finding:
    return Finding(key, _spots(key, *places), names, repair, likely)


SEGMENT_A, SEGMENT_B = _spots("customer_segments", 0, 1)
_THIRTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen"

_FUNCTIONS = ("evaluation", "purchase", "after_sales")

ROWS = [
    Row(
        "left-by-merge",
        "# bmc merge: # since May\nchannels: [Shop]\n# bmc merge: who: Ben\n",
        [
            Finding(TITLE_BLOCK, names=("# since May",), line=2),
            Finding(TITLE_BLOCK, names=("who: Ben",), line=4),
        ],
        "channels: [Shop]\nconflicts: {who: Ann}\n",
    ),
    Row(
        "title-versions",
        "title: Bakery\nconflicts: {title: [Bakery, Bread], date: [2026-11-30, soon]}\n",
        [
            Finding(TITLE_BLOCK, (), ("Bakery", "Bread"), Title("title", "Bakery"), "title"),
            Finding(TITLE_BLOCK, (), ("2026-11-30", "soon"), Title("date", "2026-11-30"), "date"),
        ],
        "title: Bakery\n",
    ),
    Row(
        "two-versions",
        "channels: [{text: Shop, conflict: Store}, Van, {text: Stall, conflict: Store}]\n",
        [_found("channels", (0, 2), ("Shop", "Stall"), Decide("channels", 0), "Store")],
        "channels: [Shop, Van, Stall]\n",
    ),
    Row(
        "changed-and-removed",
        "channels: [Van, {text: Shop, conflict: Store}]\n",
        [_found("channels", (1,), ("Shop",), Decide("channels", 1), "Store")],
        "channels: [Van, Shop]\n",
    ),
    Row(
        "unknown-target",
        TWO + "channels: [{text: Van, for: [Hotel]}]\n",
        [
            _found(
                "channels",
                (0,),
                ("Hotel",),
                Amend("channels", (0,), Marks((SEGMENT_B,), unlinks=("Hotel",))),
                "Hotels",
            )
        ],
        TWO + "channels: [{text: Van, for: [Hotels]}]\n",
    ),
    Row(
        "unknown-kind",
        "channels: [Shop, {text: Van, kind: [awareness, purchas]}]\n",
        [
            _found(
                "channels",
                (1,),
                ("purchas",),
                Amend("channels", (1,), Marks(kinds=("purchase",), unkinds=("purchas",))),
                "purchase",
            )
        ],
        "channels: [Shop, {text: Van, kind: [awareness, purchase]}]\n",
    ),
    Row(
        "same-text",
        "customer_segments: [Families, Hotels, Families]\n",
        [_found("customer_segments", (0, 2), ("Families",), Join("customer_segments", 0, (2,)))],
        TWO + "channels: [Families, Hotels]\n",
    ),
    Row(
        "empty-block",
        FULL.replace("channels: [One, Two]\n", "channels: []\n"),
        [Finding("channels", repair=Write("channels", marks=Marks(EVERYTHING)))],
        FULL,
    ),
    Row(
        "unlinked-block",
        TWO + "channels: [Shop, Van]\n",
        [
            _found(
                "channels",
                (0, 1),
                ("Shop", "Van"),
                Amend("channels", (0, 1), Marks(EVERYTHING), is_proposal=True),
            )
        ],
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
        [
            _found(
                "value_propositions", (1,), ("Cake",), _linked("value_propositions", 1, SEGMENT_B)
            )
        ],
        TWO + "value_propositions: [{text: Bread, for: [Families]}, {text: Cake, for: all}]\n",
    ),
    Row(
        "idle-partner",
        "key_activities: [Baking, Driving]\nchannels: [Web shop]\n"
        "key_partners: [{text: Mill, for: [Baking]}, {text: Post, for: [Web shop]}, Garage]\n",
        [
            _found(
                "key_partners", (2,), ("Garage",), _linked("key_partners", 2, ("key_activities", 1))
            )
        ],
        "key_activities: [Baking]\nkey_partners: [Mill, Garage]\n",
    ),
    Row(
        "unlinked-note",
        TWO + "channels: [{text: Shop, for: [Families]}, Van]\n",
        [_found("channels", (1,), ("Van",), _linked("channels", 1, SEGMENT_B))],
        TWO + "channels: [{text: Shop, for: [Families]}, {text: Van, for: [Hotels]}]\n"
        "cost_structure: [{text: Rent, for: [Shop]}, {text: Fuel, for: [Van]}]\n",
    ),
    Row(
        "nearly-same",
        "customer_segments: [Families, hotels, Hotel]\n",
        [_found("customer_segments", (1, 2), ("hotels", "Hotel"), Reword("customer_segments", 2))],
        TWO + "channels: [hotel, {text: Hotels, later: true}]\n",
    ),
    Row(
        "wrong-kept",
        "customer_segments: [Families, {text: Hotels, evidence: wrong}]\n",
        [
            _found(
                "customer_segments",
                (1,),
                ("Hotels",),
                Amend("customer_segments", (1,), Marks(later=True), is_proposal=True),
            )
        ],
        "customer_segments: [Families, {text: Hotels, evidence: wrong, later: true}]\n",
    ),
    Row(
        "untested-core",
        "customer_segments: [Families, Hotels, Offices]\n"
        "value_propositions: [{text: Bread, for: all}, {text: Rolls, evidence: tested}]\n",
        [
            _found(
                "customer_segments",
                (0, 1, 2),
                ("Families", "Hotels", "Offices"),
                Amend(
                    "customer_segments",
                    (0,),
                    Marks(texts=(("evidence", "tested"), ("learned", ASKED))),
                    is_proposal=True,
                ),
            )
        ],
        "customer_segments: [Families, Hotels, {text: Offices, evidence: proven}]\n"
        "value_propositions: [{text: Bread, for: all}, {text: Rolls, evidence: tested}]\n",
    ),
    Row(
        "channel-function",
        TWO
        + "channels: [{text: Shop, for: all, kind: awareness},"
        + " {text: Van, for: Hotels, kind: [evaluation, purchase, after_sales]}]\n",
        [
            Finding(
                "channels",
                (SEGMENT_A,),
                ("Families",),
                _kind("channels", (0,), *_FUNCTIONS),
                kinds=_FUNCTIONS,
            )
        ],
        TWO
        + "channels: [{text: Shop, for: all,"
        + " kind: [awareness, evaluation, purchase, after_sales]}]\n",
    ),
    Row(
        "channel-kind",
        "channels: [Shop, {text: Van, kind: delivery}, Stall]\n",
        [_found("channels", (0, 2), ("Shop", "Stall"), _kind("channels", (0, 2), "awareness"))],
        "channels: [{text: Van, kind: delivery}]\n",
    ),
    Row(
        "revenue-kind",
        "revenue_streams: [{text: Fee, kind: fixed_price}, {text: Bread, kind: sale}, A lease,"
        " Please]\n",
        [
            _found(
                "revenue_streams",
                (0, 3),
                ("Fee", "Please"),
                _kind("revenue_streams", (0, 3), "sale"),
            ),
            _found("revenue_streams", (2,), ("A lease",), _kind("revenue_streams", (2,), "lease")),
        ],
        "revenue_streams: [{text: Bread, kind: sale}]\n",
    ),
    Row(
        "revenue-pricing",
        "revenue_streams: [{text: Fee, kind: fixed_price}, {text: Bread, kind: sale}]\n",
        [
            _found(
                "revenue_streams", (1,), ("Bread",), _kind("revenue_streams", (1,), "fixed_price")
            )
        ],
        "revenue_streams: [{text: Bread, kind: [sale, dynamic_price]}]\n",
    ),
    Row(
        "one-sided-costs",
        "cost_structure: [{text: Rent, kind: fixed}, Flour]\n",
        [
            Finding(
                "cost_structure",
                repair=_kind("cost_structure", (1,), "variable"),
                kinds=("variable",),
            )
        ],
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
        [_found("channels", (1,), (_THIRTEEN,), Reword("channels", 1))],
        f"channels: [Shop, {_THIRTEEN.removesuffix(' thirteen')}]\n",
    ),
    Row(
        "two-ideas",
        "channels: [Shop on the corner and van to hotels]\n",
        [
            _found(
                "channels", (0,), ("Shop on the corner and van to hotels",), Reword("channels", 0)
            )
        ],
        "channels: [Bed and breakfasts in town]\n",
        dutch=(
            "channels: [Winkel op de hoek en busje naar hotels]\n",
            "channels: [Brood en banket aan huis]\n",
        ),
    ),
    Row(
        "vague",
        "channels: [Good quality]\n",
        [_found("channels", (0,), ("Good quality",), Reword("channels", 0))],
        "channels: [Shop on the corner of Ketley Street]\n",
        dutch=("channels: [Goede kwaliteit]\n", "channels: [Winkel op de hoek van de Dorpsstraat]"),
    ),
    Row(
        "no-later",
        TWO,
        [
            Finding(
                "customer_segments",
                repair=Write("customer_segments", marks=Marks(later=True)),
            )
        ],
        "customer_segments: [Families, {text: Hotels, later: true}]\n",
    ),
    Row(
        "now-for-later",
        "customer_segments: [Families, {text: Hotels, later: true}]\n"
        "channels: [{text: Van, for: [Hotels]}]\n",
        [_found("channels", (0,), ("Van",), Amend("channels", (0,), Marks(later=True)))],
        "customer_segments: [Families, {text: Hotels, later: true}]\n"
        "channels: [{text: Van, for: [Families, Hotels]}]\n",
    ),
]
