"""The table on top of a Markdown document: the canvas, in what GitHub lets through."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt

from bmc_cli.drawing.layout import UNITS
from bmc_cli.formats.markdown import markdown
from bmc_cli.formats.markdown_grid import grid
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import clean
from bmc_cli.view import view
from tests.drawing import squeezed
from tests.drawing.posters import CANVASES, HOSTILE
from tests.packs import pack

# The tags and attributes of GitHub's filter (html-pipeline, SanitizationFilter) that we use.
LET_THROUGH: dict[str, set[str]] = {
    "td": {"colspan", "rowspan", "width", "valign"},
    **{tag: set() for tag in ("table", "tr", "b", "br", "kbd")},
}
SIGNS = ["a\n\nb", "*b*", "`c`", "[d](e)", "$x$", "| f", "a & b", "&lt;", "'\"", "~~g~~"]


class Table(HTMLParser):
    """Reads a table: its rows of cells, each with its attributes and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[dict[str, str | None], list[str]]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert set(dict(attrs)) <= LET_THROUGH[tag]
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append((dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.rows[-1][-1][1].append(data)


def table_in(canvas: Canvas, language: str = "en") -> str:
    return "\n".join(grid(view(canvas, pack(language))))


@pytest.mark.parametrize("name", CANVASES)
def test_it_is_one_piece_of_html_that_is_let_through(name: str) -> None:
    said = "\n".join(markdown(view(CANVASES[name], pack("en"))))
    (block,) = [
        each.content
        for each in MarkdownIt("gfm-like", {"linkify": False}).parse(said)
        if each.type == "html_block"
    ]
    assert block.rstrip() == table_in(CANVASES[name])
    shown = squeezed("".join(text for row in Table(block).rows for _, said in row for text in said))
    for each in BLOCKS:
        for note in CANVASES[name].notes(each.key):
            assert squeezed(clean(note.text)) in shown


def test_its_cells_are_those_of_the_standard_canvas() -> None:
    rows = Table(table_in(Canvas())).rows
    assert [[text[0][0] for _, text in row] for row in rows] == [
        list("86231"),
        list("74"),
        ["9", "5"],
    ]
    widths = [int(cell["colspan"] or 1) for cell, _ in rows[0]]
    assert sum(widths) == UNITS
    assert [cell.get("rowspan") for cell, _ in rows[0]] == ["2", None, "2", None, "2"]


@pytest.mark.parametrize("text", [*HOSTILE, *SIGNS])
def test_a_text_is_no_markup_of_html_or_of_markdown(text: str) -> None:
    canvas = Canvas(blocks={"customer_segments": (Note(text), Note("b", later=True))})
    said = table_in(canvas)
    read = Table(said)
    segments = "".join(read.rows[0][-1][1])
    assert squeezed(clean(text)) in squeezed(segments)
    assert not set(said.replace("<", "").replace(">", "")) & set("*`[]$|~\\_")
    assert "\n\n" not in said


def test_notes_have_their_letters_and_below_it_stands_what_they_mean() -> None:
    said = table_in(CANVASES["normal"])
    assert "<br>• Price agreed before we start <kbd>A\N{NO-BREAK SPACE}B</kbd><br>" in said
    assert "<br>○ Offices that give their staff a bike <kbd>E</kbd></td>" in said
    legend = Table(said).rows[-1]
    assert legend[0][0] == {"colspan": "10"}
    assert "".join(legend[0][1]).endswith("E Offices that give their staff a bike · ○ later")


@pytest.mark.parametrize(
    ("notes", "legend"),
    [((), 0), ((Note("A"),), 0), ((Note("A", later=True),), 1), ((Note("A"), Note("B")), 1)],
)
def test_there_is_no_legend_where_there_is_nothing_to_explain(
    notes: tuple[Note, ...], legend: int
) -> None:
    said = table_in(Canvas(blocks={"customer_segments": notes}))
    assert said.count("<tr>") == 3 + legend


def test_too_many_links_to_follow_are_left_out() -> None:
    segments = tuple(Note(f"S{at}") for at in range(200))
    channels = tuple(Note(f"C{at}", links=("all",)) for at in range(200))
    canvas = Canvas(blocks={"customer_segments": segments, "channels": channels})
    assert "• C7<br>" in table_in(canvas)
