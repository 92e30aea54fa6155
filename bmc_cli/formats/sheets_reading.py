"""Workbooks as an outline, a table a sheet: .xlsx, .xlsm, .xlsb and .xls by python-calamine.

OpenDocument sheets are read here: their cells are few lines of XML, and repeat as often as they
say, which would fill any memory.  A formula is the value that was saved with it; none is worked
out, and no macro is looked at.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from bmc_cli.errors import BmcError
from bmc_cli.formats.extras import lacking
from bmc_cli.formats.packed import Packed
from bmc_cli.formats.reading import MOST_CELLS
from bmc_cli.importing.outline import Cell, Outline, runs, table

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bmc_cli.formats.reading import Source

_MOST_APART = 10 * MOST_CELLS  # between the first cell of a sheet and the last
_MOST_SHEETS = 50
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # any file of Office with a password
_SHOWN = 10  # sheets that are named
_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read(source: Source) -> Outline:
    """Return the outline of a workbook: each of its sheets, or the one that is asked for.

    Raises ``BmcError`` when the extra is missing, and for a file that is broken, locked or too
    much, and for a sheet that it has not.
    """
    if _LOCKED in source.data:
        raise BmcError("import_locked", file=source.name)
    if not source.data.startswith(b"PK"):
        return _by_calamine(source)
    packed = Packed(source)
    if packed.names(r"content\.xml"):
        return _open_document(packed, source)
    for name, data in packed.all():
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            _refuse_wide(data, source)
    return _by_calamine(source)


def _refuse_wide(data: bytes, source: Source) -> None:
    """Refuse a sheet with two cells far apart: all between them would be made."""
    rows, columns = 0, 0
    for letters, digits in _REFERENCE.findall(data):
        number = 0
        for letter in letters:
            number = number * 26 + letter - ord("A") + 1
        rows, columns = max(rows, int(digits)), max(columns, number)
    if rows * columns > _MOST_APART:
        raise BmcError("import_too_much", file=source.name)


def _chosen(names: list[str], source: Source) -> list[str]:
    """Return the sheets to read.  Raises ``BmcError`` for one that is not there."""
    known = ", ".join(names[:_SHOWN])
    if not source.sheet:
        if len(names) > _MOST_SHEETS:
            raise BmcError("import_sheets", file=source.name, n=len(names), first=names[0])
        return names
    found = [each for each in names if each.casefold() == source.sheet.casefold()]
    if not found:
        raise BmcError("import_no_sheet", file=source.name, sheet=source.sheet, known=known)
    return found


def _by_calamine(source: Source) -> Outline:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    except ImportError:
        raise lacking("office") from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        left = MOST_CELLS
        tables = []
        for name in _chosen(list(book.sheet_names), source):
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > _MOST_APART:
                raise BmcError("import_too_much", file=source.name)
            cells = list(islice(_cells(sheet), left + 1))
            left -= len(cells)
            if left < 0:
                raise BmcError("import_too_much", file=source.name)
            tables.append(table(cells))
    except PasswordError:
        raise BmcError("import_locked", file=source.name) from None
    except (CalamineError, ValueError, OSError):
        raise BmcError("import_broken", file=source.name) from None
    return Outline(tuple(tables))


def _cells(sheet: Any) -> Iterator[Cell]:
    merged = {
        start: (end[0] - start[0] + 1, end[1] - start[1] + 1)
        for start, end in sheet.merged_cell_ranges or ()
    }
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            if said := _said(value):
                yield Cell(row, column, runs(said), *merged.get((row, column), (1, 1)))


def _said(value: Any) -> str:
    """Return what a cell shows: a whole number without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _open_document(packed: Packed, source: Source) -> Outline:
    tree = packed.xml("content.xml")
    sheets = {str(each.get(f"{_TABLE}name", "")): each for each in tree.iter(f"{_TABLE}table")}
    left = [MOST_CELLS]
    chosen = _chosen(list(sheets), source)
    return Outline(tuple(table(_open_cells(sheets[name], left, source)) for name in chosen))


def _open_cells(sheet: Element, left: list[int], source: Source) -> Iterator[Cell]:
    """Yield the cells of a sheet; one that repeats is there as often as it says."""
    row = 0
    for line in sheet.iter(f"{_TABLE}table-row"):
        again = _number(line, "number-rows-repeated")
        cells = list(_open_row(line, left, source))
        for _ in range(again if cells else 0):
            left[0] -= len(cells)
            if left[0] < 0:
                raise BmcError("import_too_much", file=source.name)
            yield from (each._replace(row=row) for each in cells)
            row += 1
        row += 0 if cells else again


def _open_row(line: Element, left: list[int], source: Source) -> Iterator[Cell]:
    column = 0
    for cell in line:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        again = _number(cell, "number-columns-repeated")
        lines = ("".join(each.itertext()) for each in cell.iter(f"{_TEXT}p"))
        if said := "\n".join(lines).strip():
            left[0] -= again
            if left[0] < 0:
                raise BmcError("import_too_much", file=source.name)
            spans = (_number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned"))
            for at in range(again):
                yield Cell(0, column + at, runs(said), *spans)
        column += again


def _number(node: Element, name: str) -> int:
    said = node.get(f"{_TABLE}{name}", "1")
    return int(said) if said.isdecimal() and len(said) < 8 else 1
