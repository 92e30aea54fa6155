"""Diagrams and outlines of other programs: told by what they hold, and read with their shapes."""

from __future__ import annotations

import base64
import json
import zlib
from html import escape
from typing import Any
from urllib.parse import quote

import pytest

from bmc_cli.errors import BmcError
from tests.formats.incoming import format_of, imported, notes

THREE = {"key_partners": ["Mill"], "channels": ["Shop"], "customer_segments": ["Families"]}
INDENTED = "👥 Key Partners\n    Mill\n🚚 Channels\n    Shop\n📊 Customer Segments\n    Families\n"


def cell(name: str, value: str, sides: tuple[int, int, int, int], parent: str = "1") -> str:
    x, y, width, height = sides
    return (
        f'<mxCell id="{name}" value="{escape(value)}" vertex="1" parent="{parent}">'
        f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}"/></mxCell>'
    )


MODEL = (
    "<mxGraphModel><root>"
    + cell("a", "Key Partners", (0, 0, 200, 300))
    + cell("b", "<b>Mill</b><br>Two lorries", (10, 50, 100, 40), "a")
    + cell(
        "c", "<div>Channels</div><ul><li>Shop</li><li>Web &amp; app</li></ul>", (300, 0, 200, 300)
    )
    + cell("d", "Customer Segments", (600, 0, 200, 30))
    + cell("e", "Families", (620, 80, 100, 40))
    + "</root></mxGraphModel>"
)


def deflated(text: str) -> str:
    """Return a page as draw.io packs it."""
    packer = zlib.compressobj(wbits=-15)
    data = packer.compress(quote(text).encode()) + packer.flush()
    return f'<mxfile><diagram name="Bakery">{base64.b64encode(data).decode()}</diagram></mxfile>'


def node(name: str, text: str, x: int, **others: Any) -> dict[str, Any]:
    return {
        "id": name,
        "type": "text",
        "text": text,
        "x": x,
        "y": 0,
        "width": 90,
        "height": 90,
    } | others


FLOWCHARTS = {
    "a node a block": (
        "graph TB\n  A[<b>Key Partners</b><br>- Mill]\n  B[Channels<br/>• Shop] --> A\n"
        "  C[Customer Segments<br>Families]\n"
    ),
    "a group a block": (
        "flowchart LR\n  subgraph Key_Partners\n    A[Mill]\n  end\n"
        '  subgraph X["Channels"]\n    B("Shop") --> A\n  end\n'
        "  subgraph Customer Segments\n    direction TB\n    C{{Families}}\n  end\n"
    ),
    "arrows to the notes": (
        "graph TD\n  R[Bakery BMC] --> P[Key Partners] & Q[Channels] & S[Customer Segments]\n"
        "  P --> a[Mill]\n  Q -->|by| b[Shop]\n  S --> c[Families]\n"
    ),
    "a mind map": (
        "mindmap\n  root((Canvas))\n    Key Partners\n      Mill\n    Channels\n      (Shop)\n"
        "    Customer Segments\n      [Families]\n"
    ),
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in FLOWCHARTS.items()])
@pytest.mark.parametrize("fence", [True, False])
def test_mermaid_has_a_block_in_a_node_a_group_or_a_branch(text: str, fence: bool) -> None:
    whole = f"# Plan\n\n```mermaid\n{text}```\n" if fence else text
    assert format_of(whole) == "mermaid"
    assert notes(imported(whole)) == THREE


@pytest.mark.parametrize("text", ["graph TD\n  A --> B\n", "```mermaid\ngraph TD\nA[Shop]\n```\n"])
def test_another_diagram_is_no_canvas(text: str) -> None:
    assert format_of(text) == "md"


def test_textusm_is_indented_without_bullets_and_its_colours_are_no_text() -> None:
    text = INDENTED + "        the young ones\n    Hotels: #FFFFFF,#FF0000\n# a remark\n"
    assert format_of(text) == "textusm"
    assert notes(imported(text)) == THREE | {
        "customer_segments": ["Families|the young ones", "Hotels"]
    }
    assert format_of(INDENTED.replace("    ", "- ")) == "md"


def test_a_template_that_repeats_the_name_of_its_block_says_nothing() -> None:
    found = imported(INDENTED + "💰 Revenue Streams\n    Revenue Streams\n")
    assert notes(found) == THREE
    assert [each.why for each in found.left_out] == ["template"]


def test_org_has_stars_drawers_and_boxes() -> None:
    text = (
        "#+TITLE: Bakery\n#+AUTHOR: A. Baker\n#+DATE: <2026-03-04 Wed>\n* Canvas\n"
        "** TODO Key Partners   :biz:\n:PROPERTIES:\n:ID: 1\n:END:\n- [X] Mill\n"
        "** Channels\n+ Shop\n  - on the *corner*\n** Customer Segments\nSCHEDULED: <2026-01-01>\n"
        "1. [[https://x.y][Families]]\n"
    )
    found = imported(text)
    assert notes(found) == THREE | {"channels": ["Shop|on the corner"]}
    head = found.canvas
    assert (head.title, head.author, head.date) == ("Bakery", "A. Baker", "2026-03-04")


@pytest.mark.parametrize(
    "text", [MODEL, f"<mxfile><diagram>{MODEL}</diagram></mxfile>", deflated(MODEL)]
)
def test_drawio_has_shapes_in_shapes_packed_or_not(text: str) -> None:
    assert format_of(text) == "drawio"
    assert notes(imported(text)) == THREE | {
        "key_partners": ["Mill|Two lorries"],
        "channels": ["Shop", "Web & app"],
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("<mxfile><diagram>?</diagram></mxfile>", "import_broken", id="broken"),
        pytest.param(deflated("x" * (70 * 2**20)), "import_too_much", id="a bomb"),
        pytest.param('<!DOCTYPE a [<!ENTITY b "c">]><mxfile/>', "import_doctype", id="entities"),
    ],
)
def test_a_drawing_that_cannot_be_read_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BmcError) as refused:
        imported(text)
    assert refused.value.reason == reason


def test_json_canvas_has_groups_and_markdown_in_its_nodes() -> None:
    nodes = [
        node("a", "", 0, type="group", label="Key Partners", width=300, height=300),
        node("b", "Mill", 20),
        node("c", "## Channels\n- Shop\n  - on the **corner**", 500),
        node("d", "Customer Segments\n\nFamilies", 900),
        node("e", "", 1300, type="file", file="x.png"),
    ]
    text = json.dumps({"nodes": nodes, "edges": [{"fromNode": "b", "toNode": "d"}]}, indent=1)
    found = imported(text)
    assert format_of(text) == "canvas"
    assert notes(found) == THREE | {"channels": ["Shop|on the corner"]}
    assert [(each.why, each.lines) for each in found.left_out] == [
        ("ties", ("Mill → Customer Segments Families",)),
        ("file", ("x.png",)),
    ]


def test_json_with_nodes_without_places_is_data() -> None:
    assert format_of('{"nodes": [{"id": "a"}], "channels": ["Shop"]}') == "json"


def test_leantime_writes_what_is_no_xml() -> None:
    text = (
        '<?xml version="1.0"?>\n<canvas key="obmcanvas"><title>Bakery</title><content>\n'
        '<element key="obm_kp"><item><description><p>Mill & <b>farm</b></p></description>'
        "<assumptions>5 < 6</assumptions><data></data>"
        '<status key="status_valid" /></item></element>\n'
        '<element key="obm_fc"><item><description>Wages</description>'
        '<status key="status_hold" /></item></element>\n'
        '<element key="sq_x"><item><description>Else</description></item></element>\n'
        "</content></canvas>\n"
    )
    found = imported(text, "xml")
    assert found.canvas.title == "Bakery"
    sure = [
        n.evidence for key in ("key_partners", "cost_structure") for n in found.canvas.notes(key)
    ]
    assert sure == ["proven", ""]
    assert notes(found) == {
        "key_partners": ["Mill & farm|Assumptions: 5 < 6"],
        "cost_structure": ["Wages"],
    }
    assert [(each.heading, each.line, each.lines) for each in found.left_out] == [
        ("sq_x", 5, ("Else",))
    ]


def test_latex_is_its_sections_and_items_without_its_commands() -> None:
    text = (
        "\\documentclass{article}\n\\title{Corner \\& Lab -- plan}\n\\begin{document}\n"
        "\\section*{1. Key Partners}\\label{kp}\n\\begin{itemize}\n\\tightlist\n\\item\n"
        "  Mill % a secret\n  in \\emph{town}\\\\\n\\item \\textbf{Farm}: 50\\% off --- always\n"
        "  \\begin{itemize}\n  \\item eggs\n  \\end{itemize}\n\\end{itemize}\n"
        "\\subsection{Channels}\n\\begin{enumerate}\n\\item[a)] \\href{https://x.y}{Shop}\n"
        "\\end{enumerate}\n\\section{Customer Segments}\nFamilies.\n\nHotels.\n\\end{document}\nx\n"
    )
    found = imported(text)
    assert format_of(text) == "tex"
    assert found.canvas.title == "Corner & Lab – plan"
    assert notes(found) == {
        "key_partners": ["Mill in town", "Farm|50% off — always\neggs"],
        "channels": ["Shop (https://x.y)"],
        "customer_segments": ["Families.", "Hotels."],
    }


def test_typst_is_its_headings_and_items() -> None:
    text = (
        '#set document(title: "Bakery", author: "A. Baker")\n#let note(x) = block[\n  #x\n]\n'
        "= Canvas\n== Key Partners <kp>\n- Mill\n== Channels\n+ #strong[Shop] \\& van\n"
        "== Customer Segments\n- *Families* with\n  children // many\n"
    )
    found = imported(text, "typ")
    assert (found.canvas.title, found.canvas.author) == ("Bakery", "A. Baker")
    assert notes(found) == THREE | {
        "channels": ["Shop & van"],
        "customer_segments": ["Families with children"],
    }


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        pytest.param("#+TITLE: x\n* Channels\n- " + "*a " * 30_000, "org", id="org"),
        pytest.param("= Channels\n- " + "*a " * 30_000, "typ", id="typst"),
        pytest.param("\\section{Channels}\n" + "\\textbf{" * 30_000, "tex", id="latex"),
        pytest.param('<canvas key="x">' + '<element key="obm_kp">' * 30_000, "xml", id="leantime"),
    ],
)
def test_signs_without_end_take_no_time(text: str, ending: str) -> None:
    assert sum(map(len, notes(imported(text, ending)).values())) <= 1


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(("head", "indent"), [("mindmap\n  Bakery\n", "    "), ("Bakery\n", "")])
def test_what_is_no_block_keeps_what_stands_below_it(
    head: str, indent: str, is_first: bool
) -> None:
    blocks = ["Channels\n  Shop", "Key Partners\n  Mill\n    Daily", "Costs\n  Rent"]
    blocks.insert(0 if is_first else 2, "Key Metrics\n  Loaves\n    Sold\n  Returns")
    lines = "\n".join(blocks).split("\n")
    found = imported(head + "".join(f"{indent}{line}\n" for line in lines), "txt")
    assert notes(found) == {
        "channels": ["Shop"],
        "key_partners": ["Mill|Daily"],
        "cost_structure": ["Rent"],
    }
    told = [(each.heading, each.lines) for each in found.left_out]
    assert told == [("Key Metrics", ("- Loaves", "- Sold", "- Returns"))]
