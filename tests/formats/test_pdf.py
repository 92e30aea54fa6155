"""The page as PDF: every note whole, on paper of the right size, and nothing fetched for it."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bmc_cli.drawing.poster import poster
from bmc_cli.drawing.sheets import PAPERS, form, type_size
from bmc_cli.drawing.spread import sheets
from bmc_cli.errors import BmcError
from bmc_cli.formats.html import page
from bmc_cli.formats.pdf import pdf
from bmc_cli.installation import adding
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.view import view
from bmc_cli.words.chapter import Chapter, Part
from tests.drawing import texts_in, unbroken
from tests.drawing.posters import CANVASES, HOSTILE, hung
from tests.packs import pack
from tests.terminal import BMC, environment

pytestmark = pytest.mark.once
on_paper = pytest.mark.needs("Pango", "fonts")

NAMES = [*CANVASES, "blank"]


def left_to_right(text: str) -> bool:
    """Whether a text is extracted from a PDF in the order it is written."""
    return text.isascii() or not any(
        "\u0590" <= character <= "\u06ff" or character > "\uffff" for character in text
    )


@on_paper
@pytest.mark.parametrize("name", NAMES)
def test_every_note_is_in_it_whole_on_as_many_sheets_as_were_planned(name: str) -> None:
    poster, paper = hung(name), PAPERS["A4"]
    found = texts_in(pdf(page(poster, paper)))
    assert len(found) == len(sheets(poster, paper, type_size(poster, paper)))
    said = unbroken("".join(found))
    for panel in poster.panels.values():
        assert unbroken(panel.question) in said
        for note in panel.notes:
            if left_to_right(note.text):
                assert unbroken(note.text) in said
            for below in note.below:
                if left_to_right(below.said):
                    assert unbroken(below.said) in said


@on_paper
@pytest.mark.parametrize("name", PAPERS)
def test_its_paper_lies_and_is_of_the_size_that_is_asked_for(name: str) -> None:
    paper = PAPERS[name]
    (sheet,) = pypdf.PdfReader(io.BytesIO(pdf(page(hung("blank"), paper)))).pages
    wide, high = (float(side) / 72 * 25.4 for side in (sheet.mediabox.width, sheet.mediabox.height))
    assert (wide, high) == pytest.approx((paper.width, paper.height), abs=0.1)


def points_of(pdf: bytes) -> dict[str, float]:
    """Return the type size in points of each text on the first sheet, as a printer gets it."""
    found: dict[str, float] = {}

    def visit(text: str, matrix: Any, line: Any, _: Any, size: float) -> None:
        found[text.strip()] = size * abs(line[3] * matrix[3])

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return found


@on_paper
@pytest.mark.parametrize("name", ["A4", "A0"])
def test_its_type_is_as_large_as_was_planned(name: str) -> None:
    paper = PAPERS[name]
    blank = form(hung("blank"), paper)
    size, scale = type_size(blank, paper), blank.scale
    found = points_of(pdf(page(blank, paper)))
    criterion = blank.panels["channels"].criteria[2]
    assert {
        "title": found[blank.title],
        "heading": found["Channels"],
        "question": next(points for text, points in found.items() if "What must you do" in text),
        "criterion": found[criterion],
    } == {
        "title": pytest.approx(size * scale.title, abs=0.1),
        "heading": pytest.approx(size * scale.heading, abs=0.1),
        "question": pytest.approx(size * scale.question, abs=0.1),
        "criterion": pytest.approx(size * scale.criteria, abs=0.1),
    }


def parts_of(reader: pypdf.PdfReader) -> list[Any]:
    """Return the elements that a PDF tells a screen reader of, in their order."""
    found: list[Any] = []

    def walk(each: Any) -> None:
        each = each.get_object()
        if isinstance(each, list):
            for one in each:
                walk(one)
        elif isinstance(each, dict) and "/S" in each:
            found.append(each)
            walk(each.get("/K", pypdf.generic.ArrayObject()))

    catalog: Any = reader.trailer["/Root"]
    walk(catalog["/StructTreeRoot"]["/K"])
    return found


@on_paper
def test_it_says_what_it_is_and_whose_to_everybody() -> None:
    """What PDF/UA-1 (ISO 14289-1) asks for, as far as it can be seen without a validator."""
    reader = pypdf.PdfReader(io.BytesIO(pdf(page(hung("normal"), PAPERS["A4"]))))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_data()
    names = [str(each["/S"]) for each in parts_of(reader)]
    assert names.count("/H1") == 1
    assert names.count("/H2") == len(BLOCKS)
    assert all("/Alt" in each for each in parts_of(reader) if str(each["/S"]) == "/Figure")
    assert "Customer Segments" in str(reader.outline)
    known = reader.metadata
    assert known is not None
    assert (known.title, known.author) == ("Ketley Street Cycles", "R. Okafor")
    assert (known.subject or "").startswith("Business Model Canvas · R. Okafor")


@on_paper
def test_the_date_of_a_canvas_is_that_of_its_pdf() -> None:
    text = page(poster(view(Canvas("A", date="2026-11-23"), pack("en"))), PAPERS["A4"])
    assert '<meta name="dcterms.created" content="2026-11-23">' in text
    odd = page(poster(view(Canvas("A", date="last spring"), pack("en"))), PAPERS["A4"])
    assert "dcterms" not in odd


@on_paper
def test_signs_that_no_font_has_are_told() -> None:
    told: list[str] = []
    pdf("<p>a \U00010380 b \U00010381 \U00010380</p>", told.extend)
    assert told == ["\U00010380", "\U00010381"]
    pdf("<p>everyday text</p>", told.extend)
    assert len(told) == 2


@on_paper
def test_chapters_come_on_sheets_of_their_own() -> None:
    chapter = Chapter("The story", (Part("", ("Once upon a time.",)),))
    first, *others = texts_in(pdf(page(hung("normal"), PAPERS["A4"], [chapter])))
    assert "Once upon a time." not in first
    assert "Once upon a time." in "".join(others)
    assert "Strategyzer.com" in first


@on_paper
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint import URLFetcher

    wanted: list[str] = []
    fetch = URLFetcher.fetch

    def see(self: Any, url: str, *rest: Any) -> Any:
        wanted.append(url)
        return fetch(self, url, *rest)

    monkeypatch.setattr(URLFetcher, "fetch", see)
    canvas = Canvas(blocks={"channels": tuple(map(Note, HOSTILE))})
    pdf(page(poster(view(canvas, pack("en"))), PAPERS["A4"]))
    assert wanted
    assert [url for url in wanted if not url.startswith("data:")] == []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        pdf(f'<img src="http://127.0.0.1:{server.getsockname()[1]}/x.png">')
        with pytest.raises(TimeoutError):
            server.accept()


def test_without_weasyprint_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(BmcError) as refused:
        pdf("<p>x</p>")
    assert (refused.value.reason, refused.value.values) == (
        "extra_missing",
        {"extra": "pdf", "command": adding("pdf")},
    )


class NoPango:
    """A finder that stands for a machine where WeasyPrint is, and Pango is not."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "weasyprint":
            print("a long text about troubleshooting")  # as WeasyPrint does
            raise OSError("cannot load library 'libpango-1.0-0'")


def test_without_pango_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(BmcError) as refused:
        pdf("<p>x</p>")
    assert refused.value.reason == "pango_missing"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("ending", [pytest.param("pdf", marks=pytest.mark.needs("Pango")), "png"])
def test_without_fonts_it_says_so_and_makes_nothing(tmp_path: Path, ending: str) -> None:
    settings = tmp_path / "fonts.conf"
    settings.write_text("<fontconfig><dir>/nowhere</dir></fontconfig>", encoding="utf-8")
    (tmp_path / "canvas.yaml").write_text("bmc: 1\nchannels: [Shop]\n", encoding="utf-8")
    done = subprocess.run(
        [*BMC, "export", "-o", f"canvas.{ending}"],
        cwd=tmp_path,
        env={**environment(), "FONTCONFIG_FILE": str(settings)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("bmc: There are no fonts on this computer to write with.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["canvas.yaml", "fonts.conf"]
