"""Which block a heading names, and which headings name none."""

from __future__ import annotations

import pytest

from bmc_cli.importing.names import How, Names
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.words.known_names import known_names, sounded
from tests.packs import pack

NAMES = Names([pack("en"), pack("nl")])


@pytest.mark.parametrize(
    ("heading", "key", "how"),
    [
        ("Customer Segments", "customer_segments", How.EXACT),
        ("## 1. Customer Segments (Klantsegmenten)", "customer_segments", How.PART),
        ("🧍‍♂️ 2. Segmento de clientes", "customer_segments", How.EXACT),
        ("9. Cost Structure (CS$)", "cost_structure", How.PART),
        ("一、客户细分 (Customer Segments)", "customer_segments", How.PART),
        ("🎯 价值主张 (Value Proposition)", "value_propositions", How.PART),
        ("Stap 3: Klantrelaties", "customer_relationships", How.EXACT),
        ("IV. Channels", "channels", How.EXACT),
        ("1️⃣ Key Partners", "key_partners", How.EXACT),
        ("Our Key Resources", "key_resources", How.EXACT),
        ("Socios_Clave", "key_partners", How.EXACT),
        ("VÆRDILØFTER", "value_propositions", How.EXACT),
        ("5. Revenue Streams / Sustainability Logic", "revenue_streams", How.PART),
        ("Segmentos de Cliente", "customer_segments", How.NEAR),
        ("Fuentes de Ingreso", "revenue_streams", How.NEAR),
        ("Revenue Streams & Pricing", "revenue_streams", How.STARTS),
        ("Customer Segments and Personas", "customer_segments", How.STARTS),
    ],
)
def test_a_heading_names_its_block(heading: str, key: str, how: How) -> None:
    hit = NAMES.read(heading)
    assert hit is not None
    assert (hit.key, hit.how) == (key, how)


@pytest.mark.parametrize(
    "heading",
    [
        *["Customer Segments / Value Propositions", "Value Proposition Canvas", "Key Metrics"],
        *["CS", "Financial Snapshot", "Differentiators", "Key partner types", "", "1.", "🎯"],
        *["Métricas Clave", "Unfair Advantage", "Problem", "Customers " * 30],
    ],
)
def test_other_headings_name_none(heading: str) -> None:
    assert NAMES.read(heading) is None


def test_no_name_stands_for_two_blocks_and_every_block_has_some_in_each_language() -> None:
    known = known_names()
    languages = {code for each in known.values() for code in each.languages}
    assert len(languages) == 27
    named = {(each.key, code) for each in known.values() for code in each.languages}
    assert named == {(block.key, code) for block in BLOCKS for code in languages}
    assert all(name == sounded(name) for name in known)
