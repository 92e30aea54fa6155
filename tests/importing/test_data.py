"""JSON and YAML of any shape: where the blocks are, and what a value says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.importing.reading import imported, notes, texts


def of_json(data: Any) -> dict[str, list[dict[str, Any]]]:
    return notes(imported(json.dumps(data), "canvas.json"))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (["Shop", "Web"], [{"text": "Shop"}, {"text": "Web"}]),
        ("Shop, Web (ours, new)", [{"text": "Shop"}, {"text": "Web (ours, new)"}]),
        ("- Shop\n- Web", [{"text": "Shop"}, {"text": "Web"}]),
        ([{"name": "Shop", "description": "in town"}], [{"text": "Shop", "detail": "in town"}]),
        ([{"id": 1, "text": "Shop", "size": 3}], [{"text": "Shop", "detail": "size: 3"}]),
        ({"a1": {"name": "Shop"}, "a2": {"name": "Web"}}, [{"text": "Shop"}, {"text": "Web"}]),
        ({"explanation": "The ways.", "items": ["Shop"]}, [{"text": "Shop"}]),
        (["Shop: in town", "Web: [us](https://a.example)"],
         [{"text": "Shop", "detail": "in town"},
          {"text": "Web", "detail": "us (https://a.example)"}]),
        ([{"Shop": "in town"}], [{"text": "Shop", "detail": "in town"}]),
        ([{"a": "Shop", "b": "in town"}], [{"text": "Shop", "detail": "b: in town"}]),
        ([["Shop", "in town"]], [{"text": "Shop", "detail": "in town"}]),
        (["Shop", None, True], [{"text": "Shop"}]),
    ],
)  # fmt: skip
def test_the_notes_of_a_block(value: Any, found: list[dict[str, Any]]) -> None:
    assert (
        of_json({"channels": value, "costs": ["Rent"], "customers": ["Ann"]})["channels"] == found
    )


@pytest.mark.parametrize(
    "names",
    [
        ("channels", "costStructure", "keyPartners"),
        ("Channels", "cost-structure", "key_partnerships"),
        ("kanalen", "Kostenstructuur", "Kernpartners"),
    ],
)
def test_a_block_is_known_by_its_key_in_any_case(names: tuple[str, str, str]) -> None:
    found = of_json({"data": {"canvas": {name: ["x"] for name in names}}})
    assert list(found) == ["channels", "key_partners", "cost_structure"]


def test_a_list_of_blocks_says_which_each_is() -> None:
    names = ("Channels", "Costs", "Partners")
    data = [{"id": n, "title": name, "items": [{"text": name[0]}]} for n, name in enumerate(names)]
    found = of_json({"title": "Bakery", "blocks": data})
    assert found["channels"] == [{"text": "C"}]
    assert len(found) == 3


def test_an_entry_of_a_list_that_is_no_block_is_told() -> None:
    names = ("Channels", "Costs", "Partners", "SWOT")
    data = [{"title": name, "items": [name[0]]} for name in names]
    found = imported(json.dumps({"blocks": data}), "a.json")
    assert [(each.why, "SWOT" in "".join(each.lines)) for each in found.left_out] == [("key", True)]


def test_short_keys_leave_one_block_for_cs() -> None:
    found = of_json({"ch": ["x"], "kp": ["y"], "vp": ["z"], "cost": ["Rent"], "cs": ["Ann"]})
    assert found["customer_segments"] == [{"text": "Ann"}]


def test_what_is_no_block_is_told_with_its_line() -> None:
    data = (
        '{\n"name": "Bakery",\n"logo": "a.png",\n"channels": ["x"],\n"costs": "y",\n"value": "z"}'
    )
    found = imported(data, "canvas.json")
    assert found.canvas.title == "Bakery"
    assert [(each.line, each.heading, each.lines) for each in found.left_out] == [
        (3, "logo", ("a.png",))
    ]


def test_yaml_of_others_is_read_as_json_is() -> None:
    found = imported("title: Bakery\nchannels: [Shop]\ncosts:\n  - no\nvalue: 12:30\n", "a.yaml")
    assert [texts(found, key) for key in found.found] == [["12:30"], ["Shop"], ["no"]]


def test_a_block_that_holds_nothing_is_found_and_empty() -> None:
    found = imported(
        '{"keyPartners":{"title":"핵심 파트너","content":["가"]},"channels":{"content":[]},'
        '"customerSegments":{"content":["나"]}}',
        "a.json",
    )
    assert dict(found.counts) == {"customer_segments": 1, "channels": 0, "key_partners": 1}
