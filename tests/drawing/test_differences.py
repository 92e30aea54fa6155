"""What changed, in a terminal: signs that are seen, and the rest in the background."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from bmc_cli.drawing.differences import grid, lines, table
from bmc_cli.drawing.grid import Look
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from bmc_cli.words.differences import Line, News, Part, Piece, Row
from tests.packs import pack

EN = pack("en")
PARTS = [
    Part("", (Line("~", (Piece("title: ", "~"), Piece("Bakery"))),)),
    Part(
        "4 Channels",
        (
            Line("-", (Piece("Shop", "-"),)),
            Line("~", (Piece("Van"), Piece(" by day", "+", is_within=True))),
        ),
    ),
]


def styled(text: Text) -> list[tuple[str, bool, bool]]:
    """The parts of a line, and whether each is struck through and dim."""
    segments = text.render(Console(color_system="truecolor"))
    styles = [(each.text, each.style) for each in segments if each.text.strip()]
    return [(said, bool(s and s.strike), bool(s and s.dim)) for said, s in styles]


def test_only_words_are_struck_through() -> None:
    said = [styled(line) for line in lines(PARTS, coloured=True)]
    assert ("- ", False, False) in said[3]
    assert ("Shop", True, False) in said[3]


def test_without_colours_words_that_came_and_went_stand_in_brackets() -> None:
    assert [line.plain for line in lines(PARTS, coloured=False)] == [
        *("~ title: Bakery", "", "4 Channels"),
        *("  - Shop", "  ~ Van{+ by day+}"),
    ]


def test_on_the_grid_what_did_not_change_is_in_the_background() -> None:
    canvas = Canvas(blocks={"channels": tuple(map(Note, ("Shop", "Van", "Stall")))})
    drawn = grid(view(canvas, EN), {("channels", 0): "-", ("channels", 2): "+"}, Look())
    console = Console(width=100, color_system="truecolor")
    found = {
        segment.text: (bool(segment.style and segment.style.dim), bool(segment.style.strike))
        for segment in console.render(drawn)
        if segment.style and segment.text.strip() in {"Shop", "Van", "Stall", "-", "+"}
    }
    assert found["Van"] == (True, False)
    assert found["- "] == (False, False)
    assert found["Shop"] == (False, True)
    assert found["Stall"] == found["+ "] == (False, False)


def test_the_counts_of_two_stand_below_their_names() -> None:
    rows = (Row("1 Segments", 3, 12, ()), Row("4 Channels", 0, 2, ("Shop", "Van")))
    columns = ("Block", "Bakery", "界" * 20, "In both")
    news = News("", "", (), rows, columns, "in both:", "en")
    assert [line.plain for line in table(news)] == [
        f"            Bakery  {'界' * 11}…",
        f"1 Segments       3  {'12':>23}",
        f"4 Channels       0  {'2':>23}  in both: Shop · Van",
    ]
