"""What the README shows is what the program does."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bmc_cli.file.canvas_text import read
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.interview.asking import Shown
from bmc_cli.interview.keys import KeyAsker
from bmc_cli.interview.state import Reply
from bmc_cli.interview.walk import asked, begin
from bmc_cli.model.canvas import BLOCKS, BY_KEY

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CANVAS = ROOT / "tests" / "answers" / "bike-shop.en.yaml"


def blocks(language: str) -> list[str]:
    """The code blocks of one language, "" for those of none."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_canvas_in_the_readme_is_drawn_by_the_program() -> None:
    command = [sys.executable, "-m", "bmc_cli", "show", str(CANVAS), "--width", "88"]
    drawn = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert blocks("text")[0] == drawn.stdout


def test_the_step_in_the_readme_is_drawn_by_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "88")
    monkeypatch.setenv("LINES", "23")
    monkeypatch.setattr(KeyAsker, "_asked", lambda *_: Reply(""))
    out = io.StringIO()
    canvas = load(CANVAS).canvas
    begun = {block.key: canvas.notes(block.key) for block in BLOCKS[:4]}
    pack = load_language("en")
    state = begin(replace(canvas, blocks=begun), pack).state
    KeyAsker(pack, out).ask(Shown(state, asked(state), "4"))
    screen = out.getvalue().lstrip("\n").splitlines()
    assert blocks("text")[1].splitlines() == [line.rstrip() for line in screen]


def test_the_file_in_the_readme_is_a_canvas() -> None:
    canvas = read("".join(blocks("yaml")[0]), "README.md").canvas
    assert [note.text for note in canvas.notes("channels")] == ["Web shop with collection times"]
    assert canvas.notes("channels")[0].later


def test_the_pack_in_the_readme_is_a_pack(tmp_path: Path) -> None:
    from bmc_cli.file.packs import load_file

    path = tmp_path / "workshop.yaml"
    path.write_text(blocks("yaml")[-1], encoding="utf-8")
    pack = load_file(path)
    assert pack.name == "Our workshop"
    assert pack.blocks["channels"].question.startswith("Where do your guests")


@pytest.mark.parametrize("key", BY_KEY)
def test_the_readme_names_every_block_of_the_file(key: str) -> None:
    assert f"`{key}`" in README
