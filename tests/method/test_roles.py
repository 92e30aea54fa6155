"""Kinds of a pack of one's own: what they do in the method stands in their roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bmc_cli.method.finding import Finding
from bmc_cli.method.repairs import Amend, Marks
from bmc_cli.method.rules import RULES, check
from bmc_cli.method.story import Sentence, story
from bmc_cli.method.terms import Terms
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.model.roles import ROLES
from tests.method.rule_rows import TERMS, canvas_of

CHANNELS, REVENUE, COSTS = "channels", "revenue_streams", "cost_structure"
SHOP = {"shop": "awareness", "stall": "awareness", "till": "purchase"}
"""Two kinds with one role, and one with another; nobody evaluates or helps afterwards."""
NO_ROLES = {"shop": "shop", "stall": "stall"}
ONE = "customer_segments: [Families]\n"


def terms(key: str, kinds: Mapping[str, str]) -> Terms:
    """Return the English terms with other kinds in one block."""
    return replace(TERMS["en"], kinds={**TERMS["en"].kinds, key: kinds})


def found_by(rule: str, text: str, using: Terms) -> list[Finding]:
    return check(canvas_of(text), using, set(RULES) - {rule})


@pytest.mark.parametrize(
    ("kinds", "note", "advised"),
    [
        pytest.param(SHOP, "stall", ["till"], id="either of two kinds does"),
        pytest.param(SHOP, "till", ["shop"], id="the first of two kinds is named"),
        pytest.param(SHOP, "[shop, till]", [], id="what the pack has no kind for is not asked"),
        pytest.param(NO_ROLES, "shop", [], id="no roles"),
        pytest.param({}, "shop", [], id="no kinds"),
        pytest.param({"één": "purchase"}, "'e\u0301e\u0301n'", [], id="in another spelling"),
        pytest.param({"purchase": "awareness"}, "purchase", [], id="a role beats the id"),
    ],
)
def test_a_channel_function_is_asked_by_a_kind_that_the_pack_has(
    kinds: Mapping[str, str], note: str, advised: list[str]
) -> None:
    text = f"{ONE}channels: [{{text: Van, kind: {note}}}]\n"
    found = found_by("channel-function", text, terms(CHANNELS, kinds))
    assert [list(each.kinds) for each in found] == ([advised] if advised else [])
    assert [each.repair for each in found] == [
        Amend(CHANNELS, (0,), Marks(kinds=each.kinds), is_proposal=True) for each in found
    ]


@pytest.mark.parametrize(
    ("rule", "text", "kinds", "count"),
    [
        pytest.param("channel-kind", "channels: [Van]\n", NO_ROLES, 1, id="channels"),
        pytest.param("channel-kind", "channels: [Van]\n", {}, 0, id="channels, no kinds"),
        pytest.param("revenue-kind", "revenue_streams: [Fee]\n", {"gift": "gift"}, 1, id="revenue"),
        pytest.param("revenue-kind", "revenue_streams: [Fee]\n", {}, 0, id="revenue, no kinds"),
        pytest.param(
            "revenue-kind",
            "revenue_streams: [Fee]\n",
            {"set": "fixed_price"},
            0,
            id="revenue, only prices",
        ),
        pytest.param(
            "revenue-kind",
            "revenue_streams: [{text: Fee, kind: set}]\n",
            {"set": "fixed_price", "gift": "gift"},
            1,
            id="only a price of the pack's own",
        ),
        pytest.param(
            "revenue-pricing",
            "revenue_streams: [{text: Fee, kind: gift}]\n",
            {"set": "fixed_price", "bid": "dynamic_price", "gift": "gift"},
            1,
            id="no price of the pack's own",
        ),
        pytest.param(
            "revenue-pricing",
            "revenue_streams: [{text: Fee, kind: [gift, bid]}]\n",
            {"set": "fixed_price", "bid": "dynamic_price", "gift": "gift"},
            0,
            id="a price of the pack's own",
        ),
        pytest.param(
            "revenue-pricing",
            "revenue_streams: [{text: Fee, kind: gift}]\n",
            {"set": "fixed_price", "gift": "gift"},
            0,
            id="no two prices to choose from",
        ),
        pytest.param(
            "revenue-pricing",
            "revenue_streams: [{text: Fee, kind: set}]\n",
            {"set": "fixed_price", "bid": "dynamic_price"},
            0,
            id="a price is all it has",
        ),
        pytest.param(
            "one-sided-costs",
            "cost_structure: [{text: Rent, kind: stays}]\n",
            {"stays": "fixed", "grows": "variable"},
            1,
            id="costs",
        ),
        pytest.param(
            "one-sided-costs",
            "cost_structure: [{text: Rent, kind: stays}]\n",
            {"stays": "fixed"},
            0,
            id="costs of one sort",
        ),
        pytest.param(
            "one-sided-costs", "cost_structure: [Rent]\n", {"stays": "stays"}, 0, id="no sorts"
        ),
    ],
)
def test_a_rule_is_silent_where_the_pack_has_no_kind_for_it(
    rule: str, text: str, kinds: Mapping[str, str], count: int
) -> None:
    (key,) = (block.key for block in BLOCKS if f"{block.key}:" in text)
    assert len(found_by(rule, text, terms(key, kinds))) == count


def test_a_cost_is_advised_the_kind_that_the_pack_has() -> None:
    using = terms(COSTS, {"stays": "fixed", "grows": "variable", "swells": "variable"})
    (found,) = found_by("one-sided-costs", "cost_structure: [{text: Rent, kind: stays}]\n", using)
    assert found.kinds == ("grows",)
    assert found.repair is None  # the one cost is fixed


def test_a_cost_that_has_no_sort_yet_is_offered_one() -> None:
    using = terms(COSTS, {"stays": "fixed", "grows": "variable"})
    text = "cost_structure: [{text: Rent, kind: stays}, Flour]\n"
    (found,) = found_by("one-sided-costs", text, using)
    assert found.repair == Amend(COSTS, (1,), Marks(kinds=("grows",)), is_proposal=True)


def test_costs_without_any_sort_are_one_finding() -> None:
    (found,) = found_by("one-sided-costs", "cost_structure: [Rent, Flour]\n", TERMS["en"])
    assert found.kinds == ("fixed", "variable")


@pytest.mark.parametrize(
    ("kinds", "notes", "sentences"),
    [
        pytest.param(
            SHOP,
            "{text: Corner, kind: shop}, {text: Market, kind: stall}, Poster",
            [
                Sentence("reach", ("Corner", "Market"), functions=("awareness",)),
                Sentence("channel", ("Poster",)),
                Sentence("missing", ("no_proposition", "no_purchase")),
            ],
            id="two kinds with one role, and no word on what the pack has no kind for",
        ),
        pytest.param(
            NO_ROLES,
            "{text: Corner, kind: shop}, Poster",
            [
                Sentence("channel", ("Corner", "Poster")),
                Sentence("missing", ("no_proposition",)),
            ],
            id="no roles",
        ),
    ],
)
def test_the_story_tells_channels_by_their_roles(
    kinds: Mapping[str, str], notes: str, sentences: list[Sentence]
) -> None:
    text = f"{ONE}channels: [{notes}]\ncustomer_relationships: [Chat]\nrevenue_streams: [Fee]\n"
    about = next(
        each.sentences
        for each in story(canvas_of(text), terms(CHANNELS, kinds))
        if each.heading == "segment"
    )
    told = [each for each in about if each.template not in {"relationship", "revenue"}]
    assert told == sentences


def test_the_story_tells_costs_by_their_roles() -> None:
    text = "cost_structure: [{text: Rent, kind: stays}, {text: Fuel, kind: grows}, Tax]\n"
    using = terms(COSTS, {"stays": "fixed", "grows": "grows"})
    means = next(each for each in story(canvas_of(text), using) if each.heading == "means")
    assert means.sentences == (
        Sentence("cost_fixed", ("Rent",)),
        Sentence("cost_rest", ("Fuel", "Tax")),
    )


@pytest.mark.parametrize("language", sorted(TERMS))
def test_the_shipped_packs_have_a_kind_for_every_role(language: str) -> None:
    for key, roles in ROLES.items():
        assert all(TERMS[language].kinds_for(key, role) == [role] for role in roles)
