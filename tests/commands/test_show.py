"""``bmc show``: the canvas drawn, in lines and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bmc_cli.file.packs import load_language
from tests.commandline import bmc
from tests.commands.conftest import CANVAS


def test_a_canvas_is_drawn_on_stdout(canvas: Path) -> None:
    done = bmc("show")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("Bakery")
    assert lines[-1] == "The Business Model Canvas, Strategyzer.com, CC BY-SA 3.0"
    assert "B Hotels" in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize("width", [20, 40, 72, 80, 120, 200])
def test_no_line_is_wider_than_it_was_asked_for(canvas: Path, width: int) -> None:
    lines = bmc("show", "--width", str(width)).out.splitlines()
    assert max(len(line) for line in lines) == width


def test_the_width_comes_from_columns_where_there_is_no_terminal(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert max(len(line) for line in bmc("show").out.splitlines()) == 100


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        pytest.param(["--width", "80"], False, id="narrow"),
        pytest.param(["--width", "80", "--details"], True, id="narrow, wanted"),
        pytest.param(["--width", "140"], True, id="wide"),
        pytest.param(["--width", "140", "--no-details"], False, id="wide, unwanted"),
        pytest.param(["--block", "4"], True, id="one block"),
    ],
)
def test_details_are_shown_where_there_is_room(
    canvas: Path, options: list[str], shown: bool
) -> None:
    assert ("Order" in bmc("show", *options).out) is shown


@pytest.mark.parametrize("word", ["4", "channels", "kanalen", "chan"])
def test_one_block_is_shown_with_its_purpose_and_its_notes_in_full(canvas: Path, word: str) -> None:
    assert bmc("show", "--block", word).out.splitlines() == [
        "4 Channels",
        "How customers hear from you, buy from you and get what they bought",
        "",
        "  1 Shop",
        "  2 Web shop",
        "      Order before ten",
        "      for: Families",
        "  3 Van",
    ]


def test_an_empty_block_shows_its_question(canvas: Path) -> None:
    question = load_language("en").blocks["cost_structure"].question
    assert question in " ".join(bmc("show", "-b", "9").out.splitlines())


def test_plain_is_a_line_a_note_for_grep(canvas: Path) -> None:
    assert bmc("show", "--plain").out.splitlines() == [
        "customer_segments\tFamilies",
        "customer_segments\tHotels",
        "channels\tShop",
        "channels\tWeb shop",
        "channels\tVan",
    ]
    assert bmc("show", "--plain", "--block", "1").out == (
        "customer_segments\tFamilies\ncustomer_segments\tHotels\n"
    )


def test_json_is_shaped_like_the_file(canvas: Path) -> None:
    model = json.loads(bmc("show", "--json").out)
    assert model["title"] == "Bakery"
    assert model["channels"] == [
        {"text": "Shop"},
        {"text": "Web shop", "detail": "Order before ten", "for": ["Families"]},
        {"text": "Van"},
    ]
    assert model["cost_structure"] == []


def test_json_of_one_block_says_nothing_of_the_others(canvas: Path) -> None:
    model = json.loads(bmc("show", "--json", "--block", "4").out)
    assert [note["text"] for note in model["channels"]] == ["Shop", "Web shop", "Van"]
    assert "customer_segments" not in model


def test_accessible_gives_lines_with_headings(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    lines = bmc("show").out.splitlines()
    assert lines[:5] == ["Bakery", "", "1. Customer Segments", "   1. Families", "   2. Hotels"]
    assert "│" not in "".join(lines)


@pytest.mark.parametrize(
    ("language", "options", "env", "title"),
    [
        pytest.param("en", [], {}, "1 Segments", id="the canvas's own"),
        pytest.param("nl", [], {}, "1 Segmenten", id="the canvas's own, Dutch"),
        pytest.param("en", ["--lang", "nl"], {}, "1 Segmenten", id="the option"),
        pytest.param("en", [], {"BMC_LANG": "nl"}, "1 Segmenten", id="BMC_LANG"),
        pytest.param(
            "nl", ["--lang", "en"], {"BMC_LANG": "nl"}, "1 Segments", id="the option first"
        ),
        pytest.param("", [], {"LANG": "nl_NL.UTF-8"}, "1 Segmenten", id="the locale"),
        pytest.param("en", [], {"LANG": "nl_NL.UTF-8"}, "1 Segments", id="the canvas before it"),
        pytest.param("", [], {}, "1 Segments", id="English else"),
    ],
)
def test_the_language_of_the_drawing(
    canvas: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    options: list[str],
    env: dict[str, str],
    title: str,
) -> None:
    text = CANVAS.replace("language: en", f"language: {language}")
    canvas.write_text(text, encoding="utf-8")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert title in bmc("show", *options).out


def test_a_pack_of_ones_own_gives_the_words(canvas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = canvas.with_name("mine.yaml")
    pack.write_text("extends: en\nblocks:\n  channels:\n    short: Ways\n", encoding="utf-8")
    assert "4 Ways" in bmc("show", "--prompts", str(pack)).out
    monkeypatch.setenv("BMC_PROMPTS", str(pack))
    assert "4 Ways" in bmc("show").out


@pytest.mark.parametrize("name", ["other.yaml", "other"])
def test_the_file_can_be_named(canvas: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    canvas.rename(canvas.with_name("other.yaml"))
    assert bmc("show", name).out.startswith("Bakery")
    monkeypatch.setenv("BMC_FILE", name)
    assert bmc("show").out.startswith("Bakery")


def test_nothing_in_a_note_can_drive_the_terminal(canvas: Path) -> None:
    text = CANVAS.replace("- Shop", '- "Shop\\e[2J\\e]0;x\\a"')
    canvas.write_text(text, encoding="utf-8")
    for options in ([], ["--block", "4"], ["--plain"], ["--json"]):
        out = bmc("show", *options).out
        assert "Shop" in out
        assert all(character in "\n\t" or character.isprintable() for character in out)
