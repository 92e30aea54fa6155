"""The workbook, read back by another library than the one that wrote it."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from bmc_cli.errors import BmcError
from bmc_cli.formats.columns import table
from bmc_cli.formats.endings import Setting
from bmc_cli.formats.xlsx import LONGEST, write
from bmc_cli.installation import adding
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.drawing.posters import CANVASES
from tests.packs import pack

pytestmark = pytest.mark.once

EN = pack("en")


def made(canvas: Canvas, language: str = "en") -> bytes:
    return write(view(canvas, pack(language)), Setting())


def sheet(data: bytes, name: str) -> list[list[str]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]


@pytest.mark.parametrize("name", CANVASES)
def test_the_notes_are_the_rows_of_a_sheet(name: str) -> None:
    canvas = CANVASES[name]
    header, *rows = sheet(made(canvas), "Notes")
    wanted = table(view(canvas, EN))
    assert header == list(wanted.header)
    assert [row[2] for row in rows] == [row[2] for row in wanted.rows]
    assert rows == [list(row) for row in wanted.rows]


def test_the_canvas_is_drawn_with_each_block_over_its_columns_and_all_notes_in_it() -> None:
    data = made(CANVASES["normal"])
    drawn = sheet(data, "Canvas")
    at = {cell: column for row in drawn for column, cell in enumerate(row) if cell}
    places = [8, 4, 6, 6, 5, 2, 2, 0, 0]
    titles = [f"{block.number} {pack('en').blocks[block.key].title}" for block in BLOCKS]
    assert [at[title] for title in titles] == places
    texts = {text.partition("\n")[0] for text in at}
    notes = {note.text for notes in CANVASES["normal"].blocks.values() for note in notes}
    assert notes <= texts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<mergeCell ") > len(notes)


def test_nothing_is_a_formula_or_a_link() -> None:
    texts = ("=cmd|' /C calc'!A0", "{=1+1}", "https://example.com", "+1", "@x", "12", "2026-01-01")
    canvas = Canvas(blocks={"channels": tuple(map(Note, texts))})
    data = made(canvas)
    assert [row[2] for row in sheet(data, "Notes")[1:]] == list(texts)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = b"".join(archive.read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2))
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets
    assert b"quotePrefix" in zipfile.ZipFile(io.BytesIO(data)).read("xl/styles.xml")


def test_a_text_that_no_cell_holds_is_refused_and_told() -> None:
    canvas = Canvas(blocks={"channels": (Note("x"), Note("Shop", detail="x" * (LONGEST + 1)))})
    with pytest.raises(BmcError) as refused:
        made(canvas)
    assert refused.value.reason == "cell_too_long"
    assert (refused.value.values["block"], refused.value.values["n"]) == ("Channels", "2")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(BmcError) as refused:
        made(CANVASES["short"])
    assert refused.value.values == {"extra": "office", "command": adding("office")}
