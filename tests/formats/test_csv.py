"""Comma-separated values: every note a row, and nothing that a spreadsheet would work out."""

from __future__ import annotations

import csv
import io

import pytest

from bmc_cli.formats.csv import as_text, write
from bmc_cli.formats.endings import FORMATS, Setting
from bmc_cli.formats.rows_lost import lost
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from tests.drawing.posters import CANVASES
from tests.packs import pack

EN = pack("en")


def rows(canvas: Canvas, language: str = "en") -> list[list[str]]:
    return list(csv.reader(io.StringIO(write(view(canvas, pack(language)), Setting()))))


def test_each_note_is_a_row_with_its_block_and_its_number() -> None:
    header, *found = rows(CANVASES["normal"])
    assert header == ["Block", "No.", "Note", "Detail", "For", "Kind", "Later"]
    assert len(found) == sum(map(len, CANVASES["normal"].blocks.values())) == 47
    assert found[5][:4] == [
        *("Value Propositions", "1", "In by nine, mended by six"),
        "Or a loan bike to ride home on.",
    ]


def test_what_a_note_says_stands_in_its_columns_and_several_texts_below_each_other() -> None:
    segments = (Note("Families"), Note("Hotels"))
    note = Note("Van", links=("Families", "Hotels"), kinds=("price", "own"), later=True, remark="?")
    found = rows(Canvas(blocks={"customer_segments": segments, "value_propositions": (note,)}))
    assert found[0][-1] == "Remark"
    assert found[-1][2:] == ["Van", "", "Families\nHotels", "price\nown", "later", "?"]


def test_it_is_in_the_language_of_the_reader() -> None:
    assert rows(CANVASES["short"], "nl")[0][:3] == ["Blok", "Nr.", "Briefje"]
    assert rows(CANVASES["empty"]) == [rows(CANVASES["short"])[0]]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        pytest.param("Shop", "Shop", id="a text"),
        pytest.param("it's", "it's", id="an apostrophe in it"),
        pytest.param("=1+1", "'=1+1", id="a formula"),
        pytest.param("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", id="a program"),
        pytest.param("+31 6", "'+31 6", id="plus"),
        pytest.param("-5%", "'-5%", id="minus"),
        pytest.param("@home", "'@home", id="at"),
        pytest.param("\tx", "'\tx", id="tab"),
        pytest.param("'=1", "''=1", id="our own sign before one"),
        pytest.param("'n Winkel", "'n Winkel", id="an apostrophe before a word"),
    ],
)
def test_a_text_that_a_spreadsheet_would_work_out_has_an_apostrophe(text: str, cell: str) -> None:
    assert as_text(text) == cell


def test_it_begins_with_the_sign_of_utf_8() -> None:
    made = FORMATS["csv"].of(CANVASES["wide"], lambda: view(CANVASES["wide"], EN), Setting())
    assert made.startswith(b"\xef\xbb\xbfBlock,")
    assert "東京の家族" in made.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("canvas", "counts"),
    [
        pytest.param(Canvas(language="nl"), {}, id="nothing"),
        pytest.param(Canvas("Bakery", author="S."), {"title": 1, "author": 1}, id="the head"),
        pytest.param(Canvas(conflicts={"title": ("A", "B")}), {"conflicts": 1}, id="versions"),
        pytest.param(Canvas(ignored_rules=("x",)), {"check": 1}, id="rules"),
    ],
)
def test_what_no_row_has_is_counted(canvas: Canvas, counts: dict[str, int]) -> None:
    assert lost(canvas) == counts
