"""A rule may be about the title block: what it finds is told everywhere where findings are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bmc_cli.commands.new import first_aid
from bmc_cli.file.packs import load_language
from bmc_cli.method.finding import TITLE_BLOCK, Finding, Level, Model
from bmc_cli.method.rules import RULES, by_weight, check
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.words.findings import chapter_of
from bmc_cli.words.packs import Pack
from bmc_cli.words.terms import terms_of
from tests.commandline import bmc

SAYS = "Say who made it."
CANVAS = Canvas(blocks={"customer_segments": (Note("Families"), Note("Hotels"))})


def unsigned(model: Model) -> Iterator[Finding]:
    """Find a canvas of which nobody says that it is theirs."""
    if not model.canvas.author:
        yield Finding(TITLE_BLOCK)


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> Pack:
    """The English pack with the words for the one rule about the title block."""
    pack = load_language("en")
    for section in ("checks", "whys"):
        monkeypatch.setitem(pack.words[section], "unsigned", SAYS)
    monkeypatch.setitem(RULES, "unsigned", (Level.WARNING, unsigned))
    return pack


@pytest.fixture
def canvas(pack: Pack, folder: Path) -> Path:
    path = folder / "canvas.yaml"
    path.write_text("bmc: 1\ncustomer_segments: [Families, Hotels]\n", encoding="utf-8")
    return path


def test_it_comes_before_the_blocks_of_its_level(pack: Pack) -> None:
    found = by_weight(check(CANVAS, terms_of(pack)))
    assert [each.key for each in found[:2]] == [TITLE_BLOCK, "value_propositions"]
    assert found[-1].level is Level.ADVICE


def test_it_is_told_under_a_heading_without_a_command(canvas: Path) -> None:
    lines = bmc("check", "--lang", "en", "--ignore", "empty-block", "--ignore", "no-later").out
    assert lines.splitlines()[1:] == [
        "",
        "Title block",
        f"  1. warning: {SAYS}",
        "",
        "1 warning",
    ]


def test_it_is_data_without_a_block(canvas: Path) -> None:
    out = bmc("check", "--json", "--lang", "en", "--ignore", "empty-block").out
    assert json.loads(out)[0] == {
        "file": "canvas.yaml",
        "rule": "unsigned",
        "level": "warning",
        "message": SAYS,
        "block": None,
        "note": None,
        "notes": [],
        "line": None,
        "column": None,
        "repair": None,
    }


def test_it_is_handed_out_with_a_canvas(pack: Pack) -> None:
    parts = chapter_of(CANVAS, pack).parts
    assert (parts[1].heading, parts[1].items) == ("Title block", (f"warning: {SAYS}",))


def test_it_is_among_the_first_after_an_interview(pack: Pack, tmp_path: Path) -> None:
    lines = list(first_aid(CANVAS, tmp_path / "canvas.yaml", pack, most=1))
    assert lines[2:3] == [f"- Title block: {SAYS}"]
    assert lines[3].startswith("See everything")


def test_it_is_explained(canvas: Path) -> None:
    assert (
        bmc("check", "--explain", "unsigned", "--lang", "en").out == f"unsigned (warning)\n{SAYS}\n"
    )
