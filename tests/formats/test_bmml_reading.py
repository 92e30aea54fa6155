"""BMML of other people: links by ids in every spelling, and a true report of the rest."""

from __future__ import annotations

import pytest

from bmc_cli.formats.bmml import write
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from tests.formats.incoming import format_of, imported, notes

HEAD = 'version: "2.0"\nmeta:\n  name: Bakery\n'
SEGMENTS = "customer_segments:\n  - {id: cs-a, name: Families}\n  - {id: cs-b, name: Hotels}\n"
OFFERS = "value_propositions:\n  - {id: vp-a, name: Bread}\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(HEAD + SEGMENTS, "bmml", id="a version and a meta"),
        pytest.param("bmc: 1\nversion: 2\nmeta: {}\n", "yaml", id="a canvas of ours"),
        pytest.param("version: 2\nchannels: [a]\n", "yaml", id="no meta"),
    ],
)
def test_it_is_told_by_its_keys(text: str, name: str) -> None:
    assert format_of(text) == name


@pytest.mark.parametrize(
    ("block", "key", "links"),
    [
        (
            "channels:\n  - {id: ch, name: x, for: {customer_segments: [cs-b]}}",
            "channels",
            ("Hotels",),
        ),
        (
            "channels:\n  - {id: ch, name: x, segments: [cs-a, cs-b]}",
            "channels",
            ("Families", "Hotels"),
        ),
        (
            "customer_relationships:\n  - {id: cr, name: x, segment: cs-a}",
            "customer_relationships",
            ("Families",),
        ),
        (
            "revenue_streams:\n  - {id: rs, name: x, from: {customer_segments: [cs-a]}}",
            "revenue_streams",
            ("Families",),
        ),
        (
            "revenue_streams:\n  - {id: rs, name: x, from_segments: [cs-b]}",
            "revenue_streams",
            ("Hotels",),
        ),
        ("key_activities:\n  - {id: ka, name: x, for_value: vp-a}", "key_activities", ("Bread",)),
        (
            "key_resources:\n  - {id: kr, name: x, for: {value_propositions: [vp-a]}}",
            "key_resources",
            ("Bread",),
        ),
    ],
)
def test_an_id_is_a_link_to_the_note(block: str, key: str, links: tuple[str, ...]) -> None:
    (note,) = imported(f"{HEAD}{SEGMENTS}{OFFERS}{block}\n", "bmml").canvas.notes(key)
    assert note.links == links


def test_a_fit_is_a_link_and_its_single_points_are_left_out() -> None:
    fit = (
        "fits:\n  - id: fit-a\n    for: {value_propositions: [vp-a], customer_segments: [cs-b]}\n"
        "    mappings:\n      - [pr-a, pain-b]\n"
    )
    found = imported(HEAD + SEGMENTS + OFFERS + fit, "bmml")
    assert found.canvas.notes("value_propositions")[0].links == ("Hotels",)
    assert [each.heading for each in found.left_out] == ["fit-a: mappings"]


def test_links_that_a_canvas_does_not_have_are_told() -> None:
    block = "channels:\n  - {id: ch, name: Shop, for: {value_propositions: [vp-a]}}\n"
    found = imported(HEAD + SEGMENTS + OFFERS + block, "bmml")
    assert found.lost == (("channels", "Shop", ("Bread",)),)
    assert found.canvas.notes("channels")[0].links == ()


def test_two_entries_of_one_name_stay_two_and_keep_their_own_links() -> None:
    text = (
        f"{HEAD}customer_segments:\n  - {{id: cs-a, name: Same}}\n  - {{id: cs-b, name: Same}}\n"
        "channels:\n  - {id: ch, name: x, for: {customer_segments: [cs-b]}}\n"
    )
    found = imported(text, "bmml")
    assert notes(found)["customer_segments"] == ["Same", "Same (2)"]
    assert found.canvas.notes("channels")[0].links == ("Same (2)",)


@pytest.mark.parametrize(
    ("block", "key", "kind"),
    [
        (
            "customer_relationships:\n  - {id: x, name: x, type: personal_assistance}",
            "customer_relationships",
            "personal",
        ),
        ("revenue_streams:\n  - {id: x, name: x, type: transaction}", "revenue_streams", "one_off"),
        (
            "revenue_streams:\n  - {id: x, name: x, pricing: auction}",
            "revenue_streams",
            "dynamic_price",
        ),
        (
            "key_activities:\n  - {id: x, name: x, type: problem_solving}",
            "key_activities",
            "service",
        ),
        (
            "key_partnerships:\n  - {id: x, name: x, motivation: risk_reduction}",
            "key_partners",
            "risk",
        ),
        (
            "cost_structure:\n  major_costs:\n    - {id: x, name: x, type: variable}",
            "cost_structure",
            "variable",
        ),
    ],
)
def test_a_type_of_bmml_1_is_a_kind(block: str, key: str, kind: str) -> None:
    text = f'version: "1.0"\nmeta: {{name: x}}\n{block}\n'
    assert imported(text, "bmml").canvas.notes(key)[0].kinds == (kind,)


def test_a_relationship_without_a_name_is_what_is_said_of_it() -> None:
    block = "customer_relationships:\n  - {id: a, type: dedicated, description: By name}\n"
    (note,) = imported(HEAD + SEGMENTS + block, "bmml").canvas.notes("customer_relationships")
    assert (note.text, note.kinds, note.detail) == ("By name", ("dedicated",), "")


def test_the_meta_is_the_title_block_and_what_is_left_of_it_is_told() -> None:
    meta = "  updated: 2026-11-23\n  created: 2020-01-01\n  derived_from: old.bmml\n  stage: grow\n"
    found = imported(HEAD + meta + SEGMENTS, "bmml")
    head = found.canvas
    assert (head.title, head.date, head.variant_of) == ("Bakery", "2026-11-23", "old.bmml")
    assert [each.heading for each in found.left_out] == ["meta.stage"]


def test_its_keys_say_nothing_of_the_language_of_its_notes() -> None:
    found = imported(HEAD + SEGMENTS, "bmml")
    assert (found.language, found.canvas.language) == ("", "")


def test_what_we_write_for_want_of_an_answer_is_not_told_as_left_out() -> None:
    found = imported(write(Canvas("Bakery", blocks={"channels": (Note("Shop"),)})), "bmml")
    assert found.left_out == ()
    head = f"{HEAD}  tagline: Fresh\n  portfolio: explore\n  stage: ideation\n"
    others = imported(head + SEGMENTS, "bmml")
    told = ["meta.tagline", "meta.portfolio", "meta.stage"]
    assert [each.heading for each in others.left_out] == told
