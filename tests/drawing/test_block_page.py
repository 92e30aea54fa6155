"""One block as a page, and a note on its line."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from bmc_cli.drawing.block_page import BlockPage, numbered
from bmc_cli.drawing.grid import Look
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.drawing import drawn, poisoned, squeezed
from tests.drawing.regolden import canvas
from tests.packs import pack

EN = pack("en")
BAKERY = canvas("bakery")
PLAIN = Look()


class TestBlockPage:
    def page(self, width: int, canvas: Canvas = BAKERY, look: Look = PLAIN) -> str:
        return drawn(BlockPage(view(canvas, EN).blocks["value_propositions"], look), width)

    def test_it_shows_purpose_and_notes_in_full(self) -> None:
        assert self.page(80).splitlines() == [
            "2 Value Propositions",
            "The products and services that one segment comes to you for",
            "",
            "  1 Fresh bread before seven",
            "      On Sundays too, the only one in town.",
            "      for: Families in the neighbourhood",
            "  2 Fresh rolls at the hotel by six",
            "      for: Hotels and cafés within 5 miles",
            "      kind: speed, convenience",
            "  3 Weekend bread box for the family",
            "  4 Gluten-free loaf that tastes like bread (later)",
        ]

    @pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
    def test_it_fits_any_width(self, width: int) -> None:
        page = self.page(width)
        assert max(cell_len(line) for line in page.splitlines()) <= min(width, 100)
        assert squeezed("4 Gluten-free loaf that tastes like bread (later)") in squeezed(page)

    def test_an_empty_block_shows_its_question(self) -> None:
        page = self.page(200, Canvas())
        assert squeezed(EN.blocks["value_propositions"].question) in squeezed(page)

    def test_nothing_in_a_canvas_or_a_pack_can_drive_the_terminal(self) -> None:
        notes = (Note("\x1b[31mred", detail="\x1b[1m", later=True),)
        for filled in (Canvas(), Canvas(blocks={"channels": notes})):
            page = BlockPage(view(filled, poisoned("en")).blocks["channels"], PLAIN)
            assert "\x1b" not in drawn(page, 80)


@pytest.mark.parametrize("number", [1, 12, 123])
def test_a_note_hangs_behind_its_number(number: int) -> None:
    lines = ["".join(text for text, _ in line) for line in numbered(number, "sourdough bread", 14)]
    assert lines == [f"{number:>3} sourdough", "    bread"]
