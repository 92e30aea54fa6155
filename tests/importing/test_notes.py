"""What a line of a block becomes: a note with its fields, the label of some, or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.importing.reading import canvas_of, imported, notes, texts


@pytest.mark.parametrize(
    ("key", "line", "note"),
    [
        ("Channels", "- **Lead**: rest", {"text": "Lead", "detail": "rest"}),
        ("Channels", "- **Lead** — rest", {"text": "Lead", "detail": "rest"}),
        ("Channels", "- **Lead** - rest", {"text": "Lead", "detail": "rest"}),
        ("Channels", "- Shop (`x`) — SEO", {"text": "Shop (x)", "detail": "SEO"}),
        ("Channels", "- Open 9 – 17", {"text": "Open 9 – 17"}),
        ("Channels", "- Shop: open daily.", {"text": "Shop: open daily"}),
        (
            "Channels",
            "- [Shop](https://a.example)",
            {"text": "Shop", "detail": "https://a.example"},
        ),
        ("Channels", "- Shop [cite: 1, 2]", {"text": "Shop"}),
        ("Channels", "- [x] Shop;", {"text": "Shop"}),
        ("Channels", "- Shop (planned)", {"text": "Shop", "later": True}),
        (
            "Channels",
            "- **Shop (Zukünftig)**: big",
            {"text": "Shop", "detail": "big", "later": True},
        ),
        ("Channels", "- Shop (MVP)", {"text": "Shop (MVP)"}),
        ("Channels", "- **Nach dem Kauf**: phone", {"text": "phone", "kind": ["after_sales"]}),
        ("Channels", "- Awareness: flyers", {"text": "flyers", "kind": ["awareness"]}),
        ("Channels", "- Shop\n  - Phase: delivery", {"text": "Shop", "kind": ["delivery"]}),
        ("Channels", "- Shop\n  - For: C", {"text": "Shop", "for": ["C"]}),
        ("Channels", "- Shop\n  - For: rain", {"text": "Shop", "detail": "For: rain"}),
        ("Channels", "- Shop\n  - Status: proven", {"text": "Shop", "evidence": "proven"}),
        ("Channels", "✅ Shop", {"text": "Shop"}),
        ("Costs", "- Rent (Fixed)", {"text": "Rent", "kind": ["fixed"]}),
        ("Costs", "- 家賃（固定）", {"text": "家賃", "kind": ["fixed"]}),
    ],
)
def test_a_line_is_a_note(key: str, line: str, note: dict[str, Any]) -> None:
    found = notes(imported(canvas_of(line, key=key)))
    assert found["cost_structure" if key == "Costs" else "channels"] == [note]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        *[(line, "placeholder") for line in ("- [Shop]", "- TBD", "- ...", "- {{shop}}", "- 👥")],
        *[("- Channels", "template"), ("- 42", "number"), ("- How do they find us?", "question")],
    ],
)
def test_a_blank_is_left_out_and_told(line: str, why: str) -> None:
    found = imported(canvas_of(line, "- Shop"))
    assert texts(found, "channels") == ["Shop"]
    assert [each.why for each in found.left_out] == [why]


def test_deeper_items_are_the_detail_and_a_paragraph_without_items_is_a_note() -> None:
    nested = imported(canvas_of("- Shop", "  - by car", "  - by bike"))
    assert notes(nested)["channels"] == [{"text": "Shop", "detail": "by car\nby bike"}]
    plain = imported(canvas_of("We sell in our shop.", "", "And online."))
    assert texts(plain, "channels") == ["We sell in our shop.", "And online."]


def test_a_heading_that_names_a_segment_is_what_its_notes_are_for() -> None:
    found = imported(
        "## Customer Segments\n### Primary: Founders\n- Start-ups\n- Spin-offs\n"
        "## Value Propositions\n### For Founders\n- Speed\n### For spin-offs\n- Help\n"
        "## Channels\n### Delivery Channels\n- Web\n"
    )
    assert notes(found)["value_propositions"] == [
        {"text": "Speed", "for": ["Start-ups", "Spin-offs"]},
        {"text": "Help", "for": ["Spin-offs"]},
    ]
    assert notes(found)["channels"] == [{"text": "Web", "kind": ["delivery"]}]


def test_what_is_said_not_to_be_on_the_canvas_is_left_out() -> None:
    found = imported(canvas_of("- Shop", "### Not served", "- Fairs"))
    assert texts(found, "channels") == ["Shop"]
    assert [each.lines for each in found.left_out if each.why == "excluded"] == [("Fairs",)]


def test_a_numbered_heading_is_a_note_and_a_table_below_it_its_detail() -> None:
    found = imported(
        canvas_of("### Channel 1: Shop", "| Aspect | Value |", "|---|---|", "| **Open** | daily |")
    )
    assert notes(found)["channels"] == [{"text": "Shop", "detail": "Open: daily"}]


def test_notes_of_one_text_are_told_apart_and_the_same_one_is_once() -> None:
    found = imported(canvas_of("- Shop", "- Shop", "- **Shop**: in town"))
    assert texts(found, "channels") == ["Shop", "Shop (2)"]


def test_sections_win_over_a_grid_beside_them() -> None:
    names = ("Channels", "Costs", "Key Partners", "Revenue", "Customers")
    grid = f"| {' | '.join(names)} |\n|---|---|---|---|---|\n| see below | | | | |\n\n"
    found = imported(f"## Overview\n{grid}" + "".join(f"## {name}\n- x\n" for name in names))
    assert all(texts(found, key) == ["x"] for key in found.found)
    assert [(each.heading, each.why) for each in found.left_out] == [("Overview", "overview")]


def test_a_line_at_the_edge_below_an_item_is_a_line_of_its_own() -> None:
    found = imported("1. Channels\nShop\nWeb\n\n2. Costs\nRent\n\n3. Key Partners\nMill\n")
    assert texts(found, "channels") == ["Shop", "Web"]
    parted = imported(canvas_of("- Rent", "**Variable costs:**", "- Flour", key="Costs"))
    assert notes(parted)["cost_structure"] == [
        {"text": "Rent"},
        {"text": "Flour", "kind": ["variable"]},
    ]


def test_a_canvas_drawn_with_lines_is_read_where_there_is_no_other() -> None:
    found = imported(
        "```\n+--------------+----------+\n| Key Partners | Channels |\n"
        "| - Mill, by   | - Shop   |\n|   the river  |          |\n"
        "+--------------+----------+\n| Cost Structure          |\n"
        "| - Wages                 |\n+-------------------------+\n```\n"
    )
    assert texts(found, "key_partners") == ["Mill, by the river"]
    assert texts(found, "channels") == ["Shop"]
    assert texts(found, "cost_structure") == ["Wages"]


def test_only_the_part_of_a_report_that_is_the_canvas_is_read() -> None:
    blocks = ("Channels", "Costs", "Key Partners", "Revenue", "Value")
    canvas = "".join(f"### {name}\n- x\n" for name in blocks)
    found = imported(f"## Business Model Canvas\n{canvas}## Market\n### Customers\n- many\n")
    assert "customer_segments" not in found.found
    assert [(each.heading, each.lines) for each in found.left_out] == [
        ("Market", ("### Customers", "- many"))
    ]


def test_a_heading_with_what_it_is_like_below_it_is_a_note() -> None:
    found = imported(canvas_of("### Primary: Families", "- **Needs:** bread", "- **Size:** 40",
                               key="Customer Segments"))  # fmt: skip
    assert notes(found)["customer_segments"] == [
        {"text": "Families", "detail": "Needs: bread\nSize: 40"}
    ]


@pytest.mark.parametrize(
    "code",
    [
        '```json\n{"channels": ["Shop"], "costs": ["Rent"], "customers": ["Ann"]}\n```\n',
        "```yaml\nchannels: [Shop]\ncosts: [Rent]\ncustomers: [Ann]\n```\n",
        "```markdown\n## Channels\n- Shop\n## Costs\n- Rent\n## Customers\n- Ann\n```\n",
    ],
)
def test_a_canvas_in_code_is_read_where_there_is_no_other(code: str) -> None:
    found = imported(f"Here it is:\n\n{code}")
    assert texts(found, "channels") == ["Shop"]
    assert len(found.found) == 3


def test_a_sentence_that_goes_on_below_is_one_note() -> None:
    found = imported(canvas_of("- We sell bread and cake to", "families and hotels"))
    assert texts(found, "channels") == ["We sell bread and cake to families and hotels"]


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("Families, students, hotels", "", "Schools"), 2),
        (("- Families, students", "- Schools"), 0),
        (("- Families", "", "Some text beside them"), 0),
        (("Families · students · hotels",), 0),  # a list by its sign
    ],
)
def test_a_paragraph_is_one_note_and_that_is_counted(lines: tuple[str, ...], number: int) -> None:
    found = imported(canvas_of(*lines))
    assert found.paragraphs == number
    assert "Families, students, hotels" in texts(found, "channels") or number != 2
