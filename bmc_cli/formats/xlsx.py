"""A canvas as a workbook, by XlsxWriter: the canvas drawn, and its notes as a table.

It comes with the extra ``bmc-cli[office]``.  Every cell is written as text, so that none is a
formula or a link.
"""

from __future__ import annotations

import io
import math
import re
from typing import TYPE_CHECKING, Any

from bmc_cli.drawing.layout import STANDARD, UNITS, place
from bmc_cli.drawing.measure import em
from bmc_cli.drawing.palette import UNLETTERED, shade
from bmc_cli.drawing.poster import Panel, Poster, Sticky, poster
from bmc_cli.drawing.sheets import foot
from bmc_cli.drawing.wrap import wrap
from bmc_cli.errors import BmcError
from bmc_cli.formats.columns import Table, table
from bmc_cli.formats.extras import lacking

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from bmc_cli.drawing.layout import Box
    from bmc_cli.formats.endings import Setting
    from bmc_cli.view import View

LONGEST = 32_767
"""Characters that a cell holds (Microsoft, Excel specifications and limits)."""

_COLUMN = 11  # the width of a unit of the canvas, in characters
_EM = 1.75  # characters of a spreadsheet in an em: its unit is the width of a digit
_LINE = 15.0  # points of a line
_HIGHEST = 409.0  # points of a row
_WIDTHS = {0: 24, 1: 6, 2: 44, 3: 44}  # of the table's columns; the others have the last
_OTHERS = 24
_TOP = 3  # rows above the canvas


def write(view: View, _setting: Setting) -> bytes:
    """Return a canvas as a workbook.

    Raises ``BmcError`` when the extra is missing, and for a text that no cell holds.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise lacking("office") from None
    notes = table(view)
    _refuse_long(notes)
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": view.heading, "author": "", "comments": ""})
        _Drawn(book, poster(view)).draw()
        _list(book, notes, _sheet_name(view.say("export.sheet_notes")))
    return data.getvalue()


def _sheet_name(said: str) -> str:
    """Return a name that a sheet may have (Microsoft, Rename a worksheet)."""
    return re.sub(r"[][:*?/\\']", " ", said).strip()[:31] or "Notes"


def _refuse_long(notes: Table) -> None:
    for row in notes.rows:
        if any(len(cell) > LONGEST for cell in row):
            raise BmcError("cell_too_long", block=row[0], n=row[1], most=LONGEST)


def _list(book: Workbook, notes: Table, name: str) -> None:
    """Write the sheet with a note a row, its header always in sight."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    # A text that looks like a formula stays one when somebody edits its cell.
    quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for column, title in enumerate(notes.header):
        sheet.set_column(column, column, _WIDTHS.get(column, _OTHERS))
        sheet.write_string(0, column, title, head)
    for at, row in enumerate(notes.rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text, quoted if text[:1] in {*"=+-@"} else cell)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # it is meant
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(notes.rows), len(notes.header) - 1)


class _Drawn:
    """The sheet on which the canvas is drawn: a note a cell, as wide as its block."""

    def __init__(self, book: Workbook, hung: Poster) -> None:
        self.book = book
        self.hung = hung
        self.sheet: Worksheet = book.add_worksheet("Canvas")
        self.heights: dict[int, float] = {}
        self.formats: dict[tuple[Any, ...], Format] = {}

    def draw(self) -> None:
        sheet, hung = self.sheet, self.hung
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 1)
        sheet.set_column(0, UNITS - 1, _COLUMN)
        sheet.set_zoom(80)
        self.across(0, 0, UNITS, hung.title, bold=True, font_size=16)
        self.across(1, 0, UNITS, " · ".join(hung.about), font_color="#57544d")
        panels = hung.panels
        boxes = place(STANDARD, UNITS + 1, lambda key, _: _rows(panels[key]), lambda _: 0)
        for key, box in boxes.items():
            self.block(panels[key], box)
        bottom = _TOP + max(box.bottom for box in boxes.values())
        for at, line in enumerate(foot(hung)):
            self.across(bottom + at, 0, UNITS, line, font_color="#57544d", font_size=9)
        for row, height in self.heights.items():
            sheet.set_row(row, min(height, _HIGHEST))

    def block(self, panel: Panel, box: Box) -> None:
        """Draw a block in its box; its lower edge is where the next one begins."""
        top, bottom = _TOP + box.top, _TOP + box.bottom
        width = box.right - box.left
        name = f"{panel.number} {panel.title}"
        self.across(top, box.left, width, name, bold=True, border=1, bg_color="#f1efe8")
        cells = [(_said(note), self.paper(note)) for note in panel.notes]
        cells += [(panel.question, {"font_color": "#57544d"})] if panel.question else []
        for row, (text, looks) in enumerate(cells, top + 1):
            self.across(row, box.left, width, text, border=1, **looks)
        for row in range(top + 1 + len(cells), bottom):
            self.across(row, box.left, width, "", left=1, right=1, bottom=int(row == bottom - 1))

    def paper(self, note: Sticky) -> dict[str, Any]:
        paper = shade(note.colour) if self.hung.is_lettered else UNLETTERED
        return {"bg_color": paper.paper, "italic": note.is_dashed}

    def across(self, row: int, column: int, width: int, text: str, **looks: Any) -> None:
        """Write ``text`` over ``width`` columns, in a row that is high enough for it."""
        style = self.formats.get(key := tuple(sorted(looks.items())))
        if style is None:
            given = {"text_wrap": True, "valign": "top", "border_color": "#8a867c", **looks}
            style = self.formats[key] = self.book.add_format(given)
        self.sheet.merge_range(row, column, row, column + width - 1, "", style)
        self.sheet.write_string(row, column, text[:LONGEST], style)
        size = looks.get("font_size", 11) / 11
        lines = len(wrap(text, width * _COLUMN / _EM / size, em))
        needed = max(lines, 1) * _LINE * size
        self.heights[row] = max(self.heights.get(row, _LINE), math.ceil(needed))


def _rows(panel: Panel) -> int:
    """Return the rows that a block needs below its name, at least one."""
    return max(len(panel.notes), 1)


def _said(note: Sticky) -> str:
    """Return all that the paper shows of a note, its letters and its mark first on a line."""
    letters = [each.letter for each in note.lettered]
    signs = " ".join([*letters, *([f"({note.mark})"] if note.mark else [])])
    return "\n".join(filter(None, (note.text, signs, *(each.said for each in note.below))))
