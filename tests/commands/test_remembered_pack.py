"""A canvas that was made with a pack of one's own: every command speaks its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bmc_cli.file.storage import load
from tests.commandline import bmc

PACK = """\
extends: nl
name: Polissen
blocks:
  channels:
    title: Loketten
    kinds:
      insurer: {label: verzekeraar, hint: via de polis, role: purchase}
words:
  story:
    opening_untitled: Ons eigen verhaal
"""
CANVAS = """\
bmc: 1
language: nl
prompts: mine.yaml
customer_segments: [Boeren]
value_propositions: [Polis]
channels:
  - {text: Agent, kind: insurer}
"""
TITLE = "Loketten"
GONE = "canvas.yaml noemt de vragenset mine.yaml, en die is er niet. "


@pytest.fixture
def canvas(folder: Path) -> Path:
    (folder / "mine.yaml").write_text(PACK, encoding="utf-8")
    path = folder / "canvas.yaml"
    path.write_text(CANVAS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("show --block 4", TITLE),
        ("story", "Ons eigen verhaal"),
        ("edit 4 --add Balie --kind insurer", "+ 2 Balie [soort: verzekeraar]"),
        ("edit loketten --note 1 --later", "4 Loketten"),
        ("check", "4 Loketten"),
        ("export --format md", TITLE),
        ("diff other.yaml canvas.yaml", "4 Loketten"),
        ("undo --list", "4 Loketten"),
    ],
)
def test_every_command_speaks_it(canvas: Path, words: str, said: str) -> None:
    if words.startswith("undo"):
        canvas.write_text(CANVAS.replace("{text: Agent, kind: insurer}", "Agent"), "utf-8")
        assert bmc("edit", "4", "--note", "1", "--kind", "insurer").code == 0
    if words.startswith("diff"):
        canvas.with_name("other.yaml").write_text(CANVAS.replace("Agent", "Balie"), "utf-8")
    done = bmc(*words.split())
    assert said in done.out
    assert "mine.yaml" not in done.err


def test_a_canvas_remembers_the_pack_it_was_made_with(folder: Path) -> None:
    (folder / "mine.yaml").write_text(PACK, encoding="utf-8")
    bmc("new", "--plain", "--prompts", "mine.yaml", stdin="Bakkerij\nIk\n")
    bmc("new", "form.yaml", "--template", "--prompts", "mine.yaml")
    bmc("new", "shipped.yaml", "--template", "--prompts", "nl")
    found = {path.name: load(path).canvas.prompts for path in folder.glob("[cfs]*.yaml")}
    assert found == {"canvas.yaml": "mine.yaml", "form.yaml": "mine.yaml", "shipped.yaml": "nl"}
    assert TITLE in bmc("show", "--block", "4").out


def test_a_pack_of_elsewhere_is_not_remembered(folder: Path) -> None:
    (folder / "mine.yaml").write_text(PACK, encoding="utf-8")
    (folder / "group").mkdir()
    bmc("new", "group/a.yaml", "--template", "--prompts", "mine.yaml")
    assert load(folder / "group" / "a.yaml").canvas.prompts == ""


@pytest.mark.parametrize(
    ("options", "setting", "title"),
    [
        pytest.param(["--lang", "en"], "", "Channels", id="another language"),
        pytest.param(["--lang", "nl"], "", TITLE, id="its own language"),
        pytest.param([], "en", "Channels", id="a setting for another language"),
        pytest.param([], "nl", TITLE, id="a setting for its own"),
        pytest.param(["--prompts", "other.yaml"], "", "Kassa's", id="another pack"),
    ],
)
def test_what_is_asked_for_goes_before(
    canvas: Path, options: list[str], setting: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "extends: nl\nblocks: {channels: {title: Kassa's}}\n"
    canvas.with_name("other.yaml").write_text(other, encoding="utf-8")
    monkeypatch.setenv("BMC_LANG", setting)
    done = bmc("show", "--block", "4", *options)
    assert title in done.out
    assert done.err == ""


@pytest.mark.parametrize("options", [[], ["--lang", "en"]])
def test_kinds_of_a_pack_that_is_not_spoken_are_not_judged(
    canvas: Path, options: list[str]
) -> None:
    if not options:
        canvas.with_name("mine.yaml").unlink()
    canvas.write_text(CANVAS + "revenue_streams: [{text: A, kind: sael}]\n", encoding="utf-8")
    found = json.loads(bmc("check", "--json", *options).out)
    kinds = {"unknown-kind", "channel-function", "channel-kind", "revenue-kind", "revenue-pricing"}
    assert not kinds & {each["rule"] for each in found}


def test_kinds_that_every_pack_knows_are_still_judged(canvas: Path) -> None:
    canvas.with_name("mine.yaml").unlink()
    canvas.write_text(CANVAS + "cost_structure: [{text: A, kind: fixed}]\n", encoding="utf-8")
    found = json.loads(bmc("check", "--json").out)
    assert "one-sided-costs" in {each["rule"] for each in found}


def test_a_pack_that_is_gone_is_told_in_one_line_and_the_canvas_s_language_spoken(
    canvas: Path,
) -> None:
    canvas.with_name("mine.yaml").unlink()
    done = bmc("show", "--block", "4")
    assert done.code == 0
    assert "Klantkanalen" in done.out
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith(GONE)


def test_a_wrong_pack_is_told_with_its_place(canvas: Path) -> None:
    canvas.with_name("mine.yaml").write_text("extends: nl\nblocs: {}\n", encoding="utf-8")
    done = bmc("show", "--block", "4")
    assert (done.code, len(done.err.splitlines())) == (0, 1)
    assert done.err.startswith("mine.yaml:2:1: canvas.yaml noemt de vragenset mine.yaml")
    assert "Klantkanalen" in done.out


def test_where_no_words_are_needed_no_pack_is_looked_for(canvas: Path) -> None:
    canvas.with_name("mine.yaml").unlink()
    assert bmc("show", "--json").err == bmc("show", "--plain").err == ""


def test_of_several_each_speaks_its_own(canvas: Path) -> None:
    plain = CANVAS.replace("prompts: mine.yaml\n", "").replace("insurer", "delivery")
    canvas.with_name("plain.yaml").write_text(plain, encoding="utf-8")
    said = bmc("check", "canvas.yaml", "plain.yaml").out
    assert said.index("4 Loketten") < said.index("4 Klantkanalen")
    assert bmc("export", ".", "-o", "pages/").code == 0
    pages = {path.name: path.read_text(encoding="utf-8") for path in Path("pages").glob("*.html")}
    assert TITLE in pages["canvas.html"]
    assert TITLE not in pages["plain.html"]


def test_a_list_judges_each_by_its_own_and_tells_a_pack_that_is_gone(canvas: Path) -> None:
    (listed,) = json.loads(bmc("list", "--json").out)
    assert listed["errors"] == 0
    canvas.write_text(CANVAS.replace("prompts: mine.yaml\n", ""), encoding="utf-8")
    (listed,) = json.loads(bmc("list", "--json").out)
    assert listed["errors"] == 1
    canvas.with_name("mine.yaml").unlink()
    canvas.write_text(CANVAS, encoding="utf-8")
    done = bmc("list", "--lang", "nl")
    assert done.err.startswith(GONE)
    assert len(done.out.splitlines()) == 1


def test_git_s_temporary_files_have_the_pack_of_the_canvas_they_are_of(canvas: Path) -> None:
    temporary = canvas.parent / "git"
    temporary.mkdir()
    for name in "oab":
        (temporary / name).write_text(CANVAS.replace("Agent", f"Agent {name}"), encoding="utf-8")
    names = [str(temporary / name) for name in "oab"]
    done = bmc("merge", *names, "-o", names[1], "--name", "canvas.yaml")
    assert TITLE in done.err
    assert "mine.yaml" not in done.err
