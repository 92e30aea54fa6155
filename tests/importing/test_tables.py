"""Grids, lists of blocks and long tables, in Markdown, HTML and CSV."""

from __future__ import annotations

import pytest

from bmc_cli.model.canvas import BLOCKS
from bmc_cli.model.fields import Note
from tests.importing.reading import canvas_of, imported, notes, texts

DANISH = """<!DOCTYPE html><html><body><table>
<tr><td rowspan=2><b>Nøglepartnere</b><br>Importør<br>Kommune</td>
<td><b>Nøgleaktiviteter</b><ul><li>Reparation</li><li>Udlejning</li></ul></td>
<td rowspan=2 colspan=2><h3>Værditilbud</h3><p>Klar samme dag</p></td>
<td><b>Kunderelationer</b><br/>Personlig</td>
<td rowspan=2><b>Kundesegmenter</b><br>Pendlere &amp; studerende</td></tr>
<tr><td><b>Nøgleressourcer</b><br>Værksted</td><td><b>Kanaler</b><br>Butik</td></tr>
<tr><td colspan=3><b>Omkostningsstruktur</b><br>Husleje</td>
<td colspan=3><b>Indtægtsstrømme</b><br>Leje</td></tr>
</table><script>alert(1)</script></body></html>"""


def test_a_page_with_spans_is_a_grid_and_nothing_in_it_is_run() -> None:
    found = imported(DANISH, "canvas.html")
    assert {key: len(found.canvas.notes(key)) for key in found.found} == {
        block.key: 2 if block.key in {"key_partners", "key_activities"} else 1 for block in BLOCKS
    }
    assert texts(found, "customer_segments") == ["Pendlere & studerende"]
    assert [each.why for each in found.left_out] == ["script"]
    assert found.language == "da"


def test_a_grid_in_markdown_has_its_notes_below_their_names() -> None:
    found = imported(
        "| Key Partners | Key Activities | Value Propositions |\n|---|---|---|\n"
        "| • Mill<br>• Farm | • Baking | • Bread |\n| | **Channels** | |\n| | • Shop<br>• 42 | |\n"
    )
    assert texts(found, "key_partners") == ["Mill", "Farm"]
    assert texts(found, "key_activities") == ["Baking"]
    assert texts(found, "channels") == ["Shop"]
    assert [each.why for each in found.left_out] == ["number"]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Ann · Ben · Cas", ["Ann", "Ben", "Cas"]),
        ("Ann, (a, b); Ben", ["Ann, (a, b)", "Ben"]),
        ("Ann<br>Ben", ["Ann", "Ben"]),
        ("1. Ann 2. Ben", ["Ann", "Ben"]),
        ("Ann (x, y), Ben/Cas & Co", ["Ann (x, y)", "Ben/Cas & Co"]),
    ],
)
def test_a_cell_of_a_row_a_block_holds_several_notes(cell: str, parts: list[str]) -> None:
    rows = f"| Key partners | {cell} |\n| Channels | Shop |\n| Costs | Rent |\n"
    found = imported(f"| Block | Summary |\n|---|---|\n{rows}")
    assert texts(found, "key_partners") == parts


def test_a_long_table_has_a_row_a_note_and_its_columns_are_fields() -> None:
    found = imported(
        "Blok;Inhoud;Segment;Toelichting;Soort\nKlantsegmenten;Gezinnen;;;\n;Hotels;;ook klein;\n"
        "Kanalen;Winkel;Gezinnen;;aankoop\nKosten;Loon, vast;;;\n",
        "canvas.csv",
    )
    assert notes(found) == {
        "customer_segments": [{"text": "Gezinnen"}, {"text": "Hotels", "detail": "ook klein"}],
        "channels": [{"text": "Winkel", "for": ["Gezinnen"], "kind": ["purchase"]}],
        "cost_structure": [{"text": "Loon, vast"}],
    }


def test_what_no_segment_is_called_is_a_link_that_is_lost() -> None:
    found = imported(
        "block,text,for\nChannels,Shop,Nobody\nCosts,Rent,\nCustomer segments,Ann,\n", "a.csv"
    )
    assert [(each.text, each.targets) for each in found.lost] == [("Shop", ("Nobody",))]


@pytest.mark.parametrize(
    "table",
    [
        "|Channels|Costs|Value|\n|---|---|---|\n|x|y|z|\n\n|Key Metrics|5 %|\n|---|---|\n",
        "|Block|Text|\n|---|---|\n|Channels|x|\n|Costs|y|\n|Value|z|\n|KPI|5 %|\n",
        "| Title | | |\n|---|---|---|\n| Channels | Costs | Value |\n| x | y | z |\n",
    ],
)
def test_no_cell_of_a_table_disappears_unsaid(table: str) -> None:
    found = imported(table)
    said = "".join(texts(found, "channels") + texts(found, "cost_structure"))
    lines = [line for each in found.left_out for line in (each.heading, *each.lines)]
    left = "".join(lines) + found.canvas.title
    assert said + "".join(texts(found, "value_propositions")) == "xyz"
    assert any(name in left for name in ("Key Metrics", "KPI", "Title"))


def test_what_stands_beside_a_page_is_no_note() -> None:
    blocks = "".join(f"<h2>{name}</h2><p>x</p>" for name in ("Channels", "Costs", "Value"))
    found = imported(f"<html><body>{blocks}<footer>© Me</footer></body></html>", "a.html")
    assert [each.lines for each in found.left_out] == [("© Me",)]


@pytest.mark.parametrize(
    ("table", "note"),
    [
        pytest.param(
            "## Channels\n| Channel | Evidence |\n|---|---|\n| Shop | 8 of 10 came |\n",
            Note("Shop", learned="8 of 10 came"),
            id="what was learned",
        ),
        pytest.param(
            "## Channels\n| Shop | Status | Test |\n|---|---|---|\n| Web | validated | Ask 20 |\n",
            Note("Web", evidence="proven", test="Ask 20"),
            id="a column that says how sure",
        ),
        pytest.param(
            "## Channels\n| Channel | Status |\n|---|---|\n| Shop | open daily |\n",
            Note("Shop", detail="Status: open daily"),
            id="a status of something else",
        ),
        pytest.param(
            "| Block | Note | Bewijs |\n|---|---|---|\n| Channels | Shop | klopt niet |\n"
            "| Costs | x | |\n| Costs | z | |\n| Value propositions | y | |\n",
            Note("Shop", evidence="wrong"),
            id="a long table",
        ),
    ],
)
def test_a_column_says_how_sure_the_note_of_its_row_is(table: str, note: Note) -> None:
    others = "" if "Block" in table else "\n## Costs\n- x\n\n## Value propositions\n- y\n"
    assert imported(table + others).canvas.notes("channels") == (note,)


def test_what_stands_as_the_names_of_blocks_do_is_no_note_of_the_block_beside_it() -> None:
    found = imported(
        "| Problem | Value | Unfair Advantage | Customers |\n|---|---|---|---|\n"
        "| Queues | Fresh | Grandma | Families |\n| | **Key Metrics** | | **Channels** |\n"
        "| | Churn | | Shop |\n"
    )
    assert [texts(found, key) for key in found.found] == [["Families"], ["Fresh"], ["Shop"]]
    assert [(each.heading, each.lines) for each in found.left_out] == [
        ("Problem", ("Queues",)),
        ("Unfair Advantage", ("Grandma",)),
        ("Key Metrics", ("Churn",)),
    ]


def test_of_the_segments_themselves_no_column_says_whom_they_are_for() -> None:
    found = imported(
        "## Customers\n| Segment | Size |\n|---|---|\n| Families | 500 |\n\n"
        "## Value\n| Offer | For | Type |\n|---|---|---|\n| Fresh | Families | performance |\n\n"
        "## Channels\n- Shop\n"
    )
    assert found.canvas.notes("customer_segments") == (Note("Families", "Size: 500"),)
    wanted = Note("Fresh", links=("Families",), kinds=("performance",))
    assert found.canvas.notes("value_propositions") == (wanted,)


def test_a_table_wider_than_any_canvas_holds_none() -> None:
    names = ["Channels", "Costs", "Value", *(f"c{n}" for n in range(600))]
    text = "\n".join(";".join(each) for each in (names, ["x"] * len(names), ["y"] * len(names)))
    assert imported(text, "wide.csv").found == ()


@pytest.mark.parametrize("sign", ["·", ",", ";"])
def test_a_note_may_stand_behind_the_name_of_its_block_in_a_cell(sign: str) -> None:
    found = imported(
        f"| Key Partners: Mill {sign} Farm | Channels: Shop |\n|---|---|\n| Costs: Rent | |\n"
    )
    assert texts(found, "key_partners") == ["Mill", "Farm"]
    assert texts(found, "channels") == ["Shop"]
    assert texts(found, "cost_structure") == ["Rent"]


def test_two_names_of_a_block_in_a_cell_are_no_note() -> None:
    found = imported(
        "| Channels: Kanalen | Costs: Kosten | Key partners |\n"
        "|---|---|---|\n| Shop | Rent | Mill |\n"
    )
    assert [texts(found, key) for key in ("channels", "cost_structure")] == [["Shop"], ["Rent"]]


def test_a_table_of_one_row_in_a_block_is_told() -> None:
    found = imported(
        "## Channels\n| Shop | Van |\n|---|---|\n## Costs\n- Rent\n## Partners\n- Mill\n"
    )
    assert [(each.lines, each.why) for each in found.left_out] == [(("Shop | Van",), "text")]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("| Rent | monthly |\n|  | Sales |\n| - | Tips |\n|  |  |", ["Rent", "Sales", "Tips"]),
        ("| 1 | Rent |\n| 2 | Sales |\n| 3 | Tips |", ["Rent", "Sales", "Tips"]),
        ("|  | Rent |\n|  | Sales |\n| Tips |  |", ["Rent", "Sales", "Tips"]),
        ("| Rent | a |\n| Rent | b |\n|  | Tips |", ["Rent: a", "Rent: b", "Tips"]),
    ],
)
def test_a_row_within_a_block_is_called_by_its_first_words(rows: str, said: list[str]) -> None:
    found = imported(canvas_of(f"| What | How |\n|---|---|\n{rows}", key="Costs"))
    assert texts(found, "cost_structure") == said


def test_a_row_that_is_no_note_says_nothing_of_the_note_before() -> None:
    rows = "| What | How |\n|---|---|\n| Rent | 100 |\n| 200 | 300 |"
    found = imported(canvas_of(rows, key="Costs"))
    assert notes(found)["cost_structure"] == [{"text": "Rent", "detail": "How: 100"}]
