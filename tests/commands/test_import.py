"""``bmc import``: what it writes, what it says, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bmc_cli.file.storage import load
from tests.commandline import bmc

PLAN = """# Business Model Canvas — Panadería

## Segmentos de Cliente
- Familias

## Canales
- Tienda
- [Canal]

## Fuentes de Ingreso
- Venta

## Métricas Clave
- Panes vendidos
"""


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("plan.md").write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_a_canvas_is_written_and_its_name_is_the_result() -> None:
    outcome = bmc("import", "plan.md", "--lang", "en")
    assert (outcome.code, outcome.out) == (0, "plan.yaml\n")
    canvas = load(Path("plan.yaml")).canvas
    assert (canvas.title, len(canvas.blocks)) == ("Panadería", 9)
    assert [note.text for note in canvas.notes("channels")] == ["Tienda"]


def test_the_report_says_what_was_read_as_what_and_what_was_left_out() -> None:
    told = bmc("import", "plan.md", "--lang", "en").err.splitlines()
    assert told[0] == "plan.md: Markdown in Spanish, 3 blocks, 3 notes."
    assert "  line 3   read “Segmentos de Cliente” as Customer Segments" in told
    assert "  line 8   left out: places that nobody filled in (1×)" in told
    assert "  line 13  left out: “Métricas Clave” (1 line), no block of this canvas" in told
    assert "It has only 3 of the nine blocks." in told


def test_what_was_left_out_stands_at_the_end_of_the_file() -> None:
    bmc("import", "plan.md", "--lang", "en")
    end = Path("plan.yaml").read_text(encoding="utf-8").partition("\n\n# ")[2]
    assert end == (
        "left out of plan.md, line 8: Canales\n#   [Canal]\n"
        "# left out of plan.md, line 13: Métricas Clave\n#   - Panes vendidos\n"
    )


def test_the_report_as_json() -> None:
    found = json.loads(bmc("import", "plan.md", "--json", "--dry-run").out)
    assert (found["format"], found["language"]) == ("md", "es")
    assert found["blocks"] == {"customer_segments": 1, "channels": 1, "revenue_streams": 1}
    assert found["read_as"][0] == {
        "line": 3,
        "heading": "Segmentos de Cliente",
        "block": "customer_segments",
        "how": "near",
    }
    assert [each["why"] for each in found["left_out"]] == ["placeholder", "no_block"]
    assert not Path("plan.yaml").exists()


def test_a_dry_run_prints_what_would_be_written() -> None:
    dry = bmc("import", "plan.md", "--dry-run")
    bmc("import", "plan.md")
    assert dry.out == Path("plan.yaml").read_text(encoding="utf-8")


def test_into_a_canvas_twice_is_once() -> None:
    bmc("import", "plan.md", "-o", "mine.yaml")
    Path("more.md").write_text(PLAN.replace("- Tienda", "- tienda\n- Web"), encoding="utf-8")
    once = bmc("import", "more.md", "--into", "mine.yaml", "--lang", "en")
    assert (once.code, once.out) == (0, "mine.yaml\n")
    assert "Added to mine.yaml: 1 added." in once.err
    written = Path("mine.yaml").read_bytes()
    assert bmc("import", "more.md", "--into", "mine.yaml").code == 0
    assert Path("mine.yaml").read_bytes() == written
    assert [n.text for n in load(Path("mine.yaml")).canvas.notes("channels")] == ["Tienda", "Web"]


def test_one_import_is_undone_at_once() -> None:
    bmc("import", "plan.md", "-o", "mine.yaml")
    before = Path("mine.yaml").read_bytes()
    Path("more.md").write_text(PLAN.replace("- Tienda", "- Web"), encoding="utf-8")
    bmc("import", "more.md", "--into", "mine.yaml")
    assert bmc("undo", "mine.yaml").code == 0
    assert Path("mine.yaml").read_bytes() == before


def test_a_file_is_never_written_over_unless_it_is_asked_for() -> None:
    bmc("import", "plan.md")
    assert bmc("import", "plan.md").code == 1
    assert bmc("import", "plan.md", "--force").code == 0


def test_strict_writes_nothing_when_something_is_left_out() -> None:
    assert bmc("import", "plan.md", "--strict").code == 1
    assert not Path("plan.yaml").exists()


def test_standard_input_is_read_by_what_it_holds() -> None:
    data = json.dumps({"customerSegments": ["Ann"], "channels": ["Shop"], "costs": ["Rent"]})
    assert bmc("import", "-", stdin=data).out == "canvas.yaml\n"
    assert load(Path("canvas.yaml")).canvas.title == ""


def test_our_own_json_and_markdown_come_back_equal() -> None:
    bmc("import", "plan.md", "-o", "mine.yaml")
    for ending in ("json", "md"):
        bmc("export", "mine.yaml", "-o", f"back.{ending}", "--lang", "en")
        bmc("import", f"back.{ending}", "-o", f"{ending}.yaml", "--strict")
        assert load(Path(f"{ending}.yaml")).canvas.blocks == load(Path("mine.yaml")).canvas.blocks


def test_a_folder_has_a_file_a_block() -> None:
    Path("shop").mkdir()
    for name, text in (("1-klanten", "- Gezinnen"), ("kanalen", "Winkel\nWeb"), ("kosten", "Huur")):
        Path("shop", f"{name}.md").write_text(text, encoding="utf-8")
    assert bmc("import", "shop").out == "shop.yaml\n"
    canvas = load(Path("shop.yaml")).canvas
    assert (canvas.title, canvas.language) == ("shop", "nl")
    assert [note.text for note in canvas.notes("channels")] == ["Winkel", "Web"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"# A project\n\n## Install\n- pip\n", "There is no canvas"),
        (b"# Plan\n![canvas](canvas.png)\n", "only a picture: canvas.png"),
        (b"## Customers\n- ...\n## Channels\n## Costs\n- TBD\n", "nothing to take"),
        (b"## Customers\n- a\0b\n", "format that bmc cannot read"),
        (b"%PDF-1.7\n", "format that bmc cannot read"),
        (b"", "There is no canvas"),
        (b'{"keyPartners": ["a"],', "see line 1"),
        (b"[" * 100_000, "has too many levels"),
        (b"<div>" * 60_000, "is too big to be a canvas"),
        (b"- a note\n" * 30_000, "is too big to be a canvas"),
        (b"Key Partners,Channels,Costs\n" + b"a,b,c\n" * 5_001, "is too big to be a canvas"),
    ],
)
def test_what_is_no_canvas_is_one_sentence_and_nothing_is_written(data: bytes, reason: str) -> None:
    Path("bad.md").write_bytes(data)
    outcome = bmc("import", "bad.md", "--lang", "en")
    assert (outcome.code, outcome.out) == (1, "")
    assert reason in outcome.err.splitlines()[0]
    assert not Path("bad.yaml").exists()


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "Value Propositions"), ("nl", "Waardepropositie")]
)
def test_whose_headings_name_no_block_is_told_what_to_write(lang: str, heading: str) -> None:
    Path("bad.md").write_text("## Customers\n- a\n\n## What we do\n- b\n", encoding="utf-8")
    assert heading in bmc("import", "bad.md", "--lang", lang).err.splitlines()[1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_what_a_text_is_encoded_in_is_found_out(encoding: str) -> None:
    Path("plan.md").write_bytes(PLAN.replace("—", "-").encode(encoding))
    bmc("import", "plan.md")
    assert load(Path("plan.yaml")).canvas.title == "Panadería"


@pytest.mark.parametrize("text", ["no", "12:30", "=1+1", "~", "# y", "'", "*", "`"])
def test_a_text_is_a_text(text: str) -> None:
    data = json.dumps({"customerSegments": [text], "channels": ["Shop"], "costs": ["Rent"]})
    Path("a.json").write_text(data, encoding="utf-8")
    bmc("import", "a.json")
    assert [n.text for n in load(Path("a.yaml")).canvas.notes("customer_segments")] == [text]


def test_an_escape_code_does_not_come_in() -> None:
    Path("plan.md").write_text(PLAN.replace("Tienda", "\x1b[31mred"), encoding="utf-8")
    outcome = bmc("import", "plan.md")
    assert "\x1b" not in outcome.err + Path("plan.yaml").read_text(encoding="utf-8")


def test_either_a_new_file_or_one_that_is_there() -> None:
    assert bmc("import", "plan.md", "-o", "a.yaml", "--into", "b.yaml").code == 2


def test_an_interview_goes_on_with_what_is_missing() -> None:
    outcome = bmc("new", "--plain", "--from", "plan.md", "--lang", "en", stdin="Bread\n")
    assert "Step 2 of 9" in outcome.err + outcome.out
    assert "Welcome back" not in outcome.err
    assert [n.text for n in load(Path("plan.yaml")).canvas.notes("value_propositions")] == ["Bread"]


def test_a_block_is_found_by_its_name_in_any_language() -> None:
    bmc("import", "plan.md")
    assert bmc("edit", "kundensegmente", "plan.yaml", "--add", "Hoteles").code == 0
    assert len(load(Path("plan.yaml")).canvas.notes("customer_segments")) == 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "  paragraphs without a bullet became one note each: 3"),
        ("nl", "  alinea's zonder opsommingsteken werden elk één briefje: 3"),
    ],
)
def test_it_is_said_that_a_paragraph_became_one_note(lang: str, said: str) -> None:
    blocks = ("Channels", "Costs", "Key Partners")
    Path("lines.md").write_text("".join(f"## {name}\nOne, two, three\n\n" for name in blocks))
    assert said in bmc("import", "lines.md", "--dry-run", "--lang", lang).err.splitlines()
    assert json.loads(bmc("import", "lines.md", "--dry-run", "--json").out)["paragraphs"] == 3


def test_a_format_that_is_none_is_told_before_anything_is_read() -> None:
    outcome = bmc("import", "no-such-file.md", "--from", "word")
    assert outcome.code == 2
    assert "There is no format “word”." in outcome.err
