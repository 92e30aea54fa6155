"""The canvas as plain lines: for screen readers and for grep."""

from __future__ import annotations

from bmc_cli.drawing.outline import outline
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.drawing.regolden import canvas

EN, NL = load_language("en"), load_language("nl")


class TestOutline:
    def test_it_is_a_heading_a_block_and_a_line_a_note_in_interview_order(self) -> None:
        lines = list(outline(view(canvas("bakery"), EN)))
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
        lines = list(outline(view(Canvas(), NL)))
        assert lines[:3] == ["", "1. Klantsegmenten", "   nog niets"]
        assert lines.count("   nog niets") == 9

    def test_a_text_of_more_lines_has_one_line(self) -> None:
        said = Canvas(blocks={"channels": (Note("Shop on\nthe corner"),)})
        assert "   1. Shop on the corner" in outline(view(said, EN))
