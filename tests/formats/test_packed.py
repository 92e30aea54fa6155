"""Zips and XML of strangers: one sentence, at once, and nothing of it is run or kept."""

from __future__ import annotations

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.formats.packed import parsed
from tests.formats.incoming import format_of, imported, packed

PRESENTATION = "ppt/presentation.xml"
SLIDE = "ppt/slides/slide1.xml"
DOCTYPE = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
SPACES = b" " * (80 * 2**20)


def locked(data: bytes) -> bytes:
    """Return a zip whose files say that they have a password."""
    found = bytearray(data)
    at = -1
    while (at := found.find(b"PK\x01\x02", at + 1)) >= 0:
        found[at + 8] |= 1
    return bytes(found)


def lying(data: bytes, size: int) -> bytes:
    """Return a zip whose file says that it holds but a thousand bytes."""
    return data.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))


WHOLE = packed({PRESENTATION: "<a/>", SLIDE: "<a/>"})
BOMB = packed({PRESENTATION: "<a/>", SLIDE: SPACES})
ROWS = [
    pytest.param(WHOLE[:90], "pptx", "import_broken", id="cut off"),
    pytest.param(BOMB, "pptx", "import_too_much", id="a bomb"),
    pytest.param(lying(BOMB, len(SPACES)), "pptx", "import_broken", id="a bomb that lies"),
    pytest.param(locked(WHOLE), "pptx", "import_locked", id="a password"),
    pytest.param(
        packed({PRESENTATION: "<a/>", SLIDE: DOCTYPE}), "pptx", "import_doctype", id="entities"
    ),
    pytest.param(
        packed({PRESENTATION: "<a/>", SLIDE: f"<?xml version='1.0'?>{DOCTYPE}".encode("utf-16")}),
        "pptx",
        "import_doctype",
        id="entities in two bytes a character",
    ),
    pytest.param(
        packed({PRESENTATION: "<a/>", SLIDE: "<a><b></a>"}), "pptx", "import_broken", id="no XML"
    ),
    pytest.param(
        packed({PRESENTATION: "<a/>", **{f"f{n}": "" for n in range(6_000)}}, deflated=False),
        "pptx",
        "import_too_much",
        id="thousands of files",
    ),
    pytest.param(
        packed({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": SPACES}),
        "xlsx",
        "import_too_much",
        id="a workbook that is a bomb",
    ),
]


@pytest.mark.parametrize(("data", "ending", "reason"), ROWS)
def test_it_is_refused_with_a_sentence(data: bytes, ending: str, reason: str) -> None:
    with pytest.raises(BmcError) as refused:
        imported(data, ending)
    assert refused.value.reason == reason
    assert refused.value.values["file"] == f"x.{ending}"


@pytest.mark.parametrize(
    ("data", "ending", "name"),
    [
        pytest.param(WHOLE, "", "pptx", id="slides without an ending"),
        pytest.param(packed({"xl/workbook.xml": "<a/>"}), "bin", "xlsx", id="another ending"),
        pytest.param(packed({"word/document.xml": "<a/>"}), "pptx", "md", id="a letter"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "", "xlsx", id="an old file"),
    ],
)
def test_content_says_what_a_file_is(data: bytes, ending: str, name: str) -> None:
    assert format_of(data, ending) == name


def test_xml_that_is_too_long_is_not_parsed() -> None:
    with pytest.raises(BmcError) as refused:
        parsed(b"<a>" + SPACES, "x.xml")
    assert refused.value.reason == "import_too_much"
