"""Workbooks of other people: grids on any sheet, text that stays text, and what is too much."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest
from xlsxwriter import Workbook

from bmc_cli.errors import BmcError
from bmc_cli.installation import adding
from tests.formats.incoming import imported, notes, packed

pytestmark = pytest.mark.once

NAMES = ["Key Partners", "Channels", "Customer Segments"]


def book(*sheets: list[list[Any]], far: bool = False) -> bytes:
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as made:
        for rows in sheets:
            sheet = made.add_worksheet()
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write
                    write(at, column, cell)
            if far:
                sheet.write_string(1_048_575, 16_383, "x")
    return data.getvalue()


def test_a_grid_has_its_notes_below_the_names_as_the_texts_that_they_are() -> None:
    data = book([["Bakery"], [], NAMES, ["Mill\n• Farm", "=cmd|x", "no"], ["", 3.5, "12:30"]])
    found = imported(data, "xlsx")
    assert notes(found) == {
        "key_partners": ["Mill", "Farm"],
        "channels": ["=cmd|x"],
        "customer_segments": ["no", "12:30"],
    }
    assert [(each.lines, each.why) for each in found.left_out] == [(("3.5",), "number")]


def test_a_formula_is_the_value_that_was_saved_with_it() -> None:
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for column, name in enumerate(NAMES):
            sheet.write_string(0, column, name)
            sheet.write_formula(1, column, '="a"&"b"', None, f"value {column}")
    assert notes(imported(data.getvalue(), "xlsx"))["channels"] == ["value 1"]


def test_a_sheet_can_be_asked_for() -> None:
    data = book([["Nothing"]], [NAMES, ["a", "b", "c"]])
    assert notes(imported(data, "xlsx", "sheet2"))["channels"] == ["b"]
    assert notes(imported(data, "xlsx"))["channels"] == ["b"]
    with pytest.raises(BmcError) as refused:
        imported(data, "xlsx", "Plan")
    assert refused.value.reason == "import_no_sheet"
    assert refused.value.values["known"] == "Sheet1, Sheet2"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(book(*[[["x"]]] * 60), "import_sheets", id="many sheets"),
        pytest.param(book([["x"]], far=True), "import_too_much", id="two cells far apart"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "import_broken", id="an old file, broken"),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "import_locked",
            id="a password",
        ),
        pytest.param(packed({"xl/workbook.xml": "<a/>"}), "import_broken", id="an empty one"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BmcError) as refused:
        imported(data, "xlsx")
    assert refused.value.reason == reason


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(BmcError) as refused:
        imported(book([NAMES]), "xlsx")
    assert refused.value.values == {"extra": "office", "command": adding("office")}


# -- OpenDocument

_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
_CONTENT = (
    f'<o:document-content xmlns:o="{_SPACE}:office:1.0" xmlns:table="{_SPACE}:table:1.0"'
    f' xmlns:text="{_SPACE}:text:1.0"><table:table table:name="Plan">%s</table:table>'
    "</o:document-content>"
)


def row(*cells: tuple[str, int], again: int = 1) -> str:
    made = "".join(
        f'<table:table-cell table:number-columns-repeated="{number}">'
        f"{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"
        for text, number in cells
    )
    return f'<table:table-row table:number-rows-repeated="{again}">{made}</table:table-row>'


def ods(*rows: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    files = {"mimetype": kind, "content.xml": _CONTENT % "".join(rows)}
    return packed(files, deflated=False)


def test_an_open_document_is_read_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    data = ods(
        row(*((name, 1) for name in NAMES)),
        row(("Mill", 1), ("", 1), ("Families", 1)),
        row(("", 1), ("Shop", 1)),
        row(("", 16_384), again=1_048_000),
    )
    assert notes(imported(data, "ods")) == {
        "key_partners": ["Mill"],
        "channels": ["Shop"],
        "customer_segments": ["Families"],
    }


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(("x", 300), again=1_048_576)], id="a cell that fills columns"),
        pytest.param([row(("x", 9_999_999))], id="a cell that fills a row"),
    ],
)
def test_a_cell_that_repeats_without_end_is_refused(rows: list[str]) -> None:
    with pytest.raises(BmcError) as refused:
        imported(ods(*rows), "ods")
    assert refused.value.reason == "import_too_much"
