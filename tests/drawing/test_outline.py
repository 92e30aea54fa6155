"""The canvas as plain lines: for screen readers, for grep and for programs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from bmc_cli.drawing.outline import as_json, note_line, outline, tab_lines
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BLOCKS, HEAD, Canvas, only
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.plain_text import one_line
from tests.drawing import ANY_TEXT
from tests.drawing.regolden import canvas

EN, NL = load_language("en"), load_language("nl")


def channels(*notes: Note) -> Canvas:
    return Canvas(blocks={"channels": notes})


class TestOutline:
    def test_it_is_a_heading_a_block_and_a_line_a_note_in_interview_order(self) -> None:
        lines = list(outline(canvas("bakery"), EN))
        assert lines[:5] == [
            "Corner Bread Bakery",
            "",
            "1. Customer Segments",
            "   1. Families in the neighbourhood",
            "   2. Hotels and cafés within 5 miles",
        ]
        headings = [line for line in lines if line[:1].isdigit()]
        assert headings == [f"{b.number}. {EN.blocks[b.key].title}" for b in BLOCKS]

    def test_an_empty_block_is_said_to_be_open_in_the_users_language(self) -> None:
        lines = list(outline(Canvas(), NL))
        assert lines[:3] == ["", "1. Klantsegmenten", "   nog open"]
        assert lines.count("   nog open") == 9

    def test_a_text_of_more_lines_has_one_line(self) -> None:
        assert "   1. Shop on the corner" in outline(channels(Note("Shop on\nthe corner")), EN)


@pytest.mark.parametrize(
    ("note", "line"),
    [
        pytest.param(Note("Shop"), "Shop", id="a text"),
        pytest.param(Note("Shop", detail="on the\ncorner"), "Shop - on the corner", id="a detail"),
        pytest.param(Note("Shop", later=True), "Shop (later)", id="for later"),
        pytest.param(Note("Shop", "corner", later=True), "Shop (later) - corner", id="both"),
        pytest.param(Note("\x1b[1mShop\ton"), "�[1mShop on", id="cleaned"),
    ],
)
def test_a_note_is_one_line(note: Note, line: str) -> None:
    assert note_line(note, EN) == line


class TestTabLines:
    def test_each_note_is_a_line_behind_its_block(self) -> None:
        lines = list(tab_lines(canvas("bakery")))
        assert lines[0] == "customer_segments\tFamilies in the neighbourhood"
        assert lines[-1] == "cost_structure\tDelivery van"
        assert len(lines) == sum(len(canvas("bakery").notes(block.key)) for block in BLOCKS)

    def test_an_empty_canvas_has_no_lines(self) -> None:
        assert list(tab_lines(Canvas())) == []

    @settings(deadline=None)
    @given(ANY_TEXT)
    def test_a_line_has_one_tab_and_nothing_that_drives_a_terminal(self, text: str) -> None:
        (line,) = tab_lines(channels(Note(text)))
        key, said = line.split("\t")
        assert key == "channels"
        assert one_line(said) == said


class TestJson:
    def test_it_is_shaped_like_the_file(self) -> None:
        note = Note("Webshop", "d", ("Gezinnen",), ("purchase", "delivery"), later=True)
        model = json.loads(as_json(channels(Note("Winkel"), note, Note("Bus", links=EVERY_TARGET))))
        assert model["channels"] == [
            {"text": "Winkel"},
            {
                "text": "Webshop",
                "detail": "d",
                "for": ["Gezinnen"],
                "kind": ["purchase", "delivery"],
                "later": True,
            },
            {"text": "Bus", "for": "all"},
        ]

    def test_title_block_and_all_nine_are_always_there_in_order(self) -> None:
        model = json.loads(as_json(Canvas(title="Café", iteration="2")))
        assert list(model) == ["bmc", *HEAD, *(block.key for block in BLOCKS)]
        assert model["bmc"] == 1
        assert (model["title"], model["iteration"], model["author"]) == ("Café", "2", "")
        assert all(model[block.key] == [] for block in BLOCKS)

    def test_rules_that_are_left_out_are_told(self) -> None:
        model = json.loads(as_json(Canvas(ignored_rules=("crowded",))))
        assert model["check"] == {"ignore": ["crowded"]}

    def test_it_may_have_other_signs_than_ascii(self) -> None:
        assert '"Café"' in as_json(Canvas(title="Café"), ascii_only=False)

    def test_one_block_can_be_had_alone(self) -> None:
        filled = only(canvas("bakery"), "channels")
        assert list(json.loads(as_json(filled, ["channels"]))) == ["bmc", *HEAD, "channels"]

    @settings(deadline=None)
    @given(ANY_TEXT)
    def test_whatever_the_text_it_is_ascii_and_reads_back(self, text: str) -> None:
        said = as_json(Canvas(text, blocks={"channels": (Note(text, detail=text),)}))
        model = json.loads(said)
        assert said.isascii()
        assert model["title"] == text
        assert model["channels"] == [{"text": text, "detail": text}]
