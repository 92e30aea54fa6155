"""What the README and the pages for people show is what the program does, in both languages."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bmc_cli.errors import USAGE
from bmc_cli.file.canvas_text import read
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.interview.asking import Shown
from bmc_cli.interview.keys import KeyAsker
from bmc_cli.interview.state import Reply
from bmc_cli.interview.walk import asked, begin
from bmc_cli.model.canvas import BLOCKS, BY_KEY
from tests import badges, recording
from tests.commandline import bmc

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDES = ("entrepreneur", "coach", "team", "scripts", "interview", "your-file", "settings")
CANVAS = ROOT / "tests" / "answers" / "bike-shop.en.yaml"


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The code blocks of one language in a file, "" for those of none."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(name), re.MULTILINE | re.DOTALL)


def test_the_canvas_in_the_guides_is_drawn_by_the_program() -> None:
    command = [sys.executable, "-m", "bmc_cli", "show", str(CANVAS), "--width", "88"]
    drawn = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert blocks("docs/entrepreneur.md", "text")[0] == drawn.stdout


def test_the_step_in_the_guides_is_drawn_by_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
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
    assert blocks("docs/entrepreneur.md", "text")[1].splitlines() == [
        line.rstrip() for line in screen
    ]


def test_the_file_in_the_guides_is_a_canvas() -> None:
    canvas = read("".join(blocks("docs/your-file.md", "yaml")[0]), "your-file.md").canvas
    assert [note.text for note in canvas.notes("channels")] == ["Web shop with collection times"]
    assert canvas.notes("channels")[0].later


def test_the_pack_in_the_guides_is_a_pack(tmp_path: Path) -> None:
    from bmc_cli.file.packs import load_file

    path = tmp_path / "workshop.yaml"
    path.write_text(blocks("docs/coach.md", "yaml")[-1], encoding="utf-8")
    pack = load_file(path)
    assert pack.name == "Our workshop"
    assert pack.blocks["channels"].question.startswith("Where do your guests")


@pytest.mark.parametrize("key", BY_KEY)
def test_the_page_of_the_file_names_every_block_of_the_file(key: str) -> None:
    assert f"`{key}`" in text_of("docs/your-file.md")


# -- the badges


@pytest.mark.parametrize(("place", "made"), badges.badges().items(), ids=lambda text: text[:18])
def test_a_badge_says_what_holds(place: str, made: str) -> None:
    assert text_of(place) == made
    for name in ("README.md", "README.nl.md"):
        assert f"]({place})" in text_of(name)


# -- the recording


@pytest.mark.once
def test_the_recording_is_what_a_terminal_shows() -> None:
    assert text_of("docs/recording.svg") == recording.drawing([*recording.frames()])


def test_the_recording_is_small_and_stands_still_where_motion_is_unwanted() -> None:
    text = text_of("docs/recording.svg")
    assert len(text.encode()) < 150_000
    assert "prefers-reduced-motion:reduce" in text
    assert "<script" not in text
    assert ET.fromstring(text).tag.endswith("}svg")
    for name in ("README.md", "README.nl.md"):
        assert "](docs/recording.svg)" in text_of(name)


# -- every command is one that can be given

ON_A_TERMINAL = {
    "new": "asks",
    "edit 4": "asks",
    "check --fix": "asks",
    "test --learn": "asks",
    "show --watch": "draws until Ctrl-C",
    "new --prompts workshop.yaml": "asks",
    "export -o canvas.html --watch": "serves until Ctrl-C",
}
"""What these pages tell to type and a test cannot: it does not end by itself."""


def commands(name: str) -> list[str]:
    """What stands in the blocks for a shell, without comments and what it goes on to."""
    lines = "".join(blocks(name, "sh")).splitlines()
    bare = (re.split(r" +#| \| ", line)[0].strip() for line in lines if line.startswith("bmc "))
    return [line.removeprefix("bmc ") for line in bare]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the pages speak of."""
    for name in ("canvas.yaml", "canvas.premium.yaml", "groups/one.yaml", "groups/two.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        shutil.copy(CANVAS, path)
    pack = blocks("docs/coach.md", "yaml")[-1]
    (tmp_path / "workshop.yaml").write_text(pack, encoding="utf-8")
    done = '[{"do": "add", "block": "channels", "text": "Stall"}]'
    (tmp_path / "operations.json").write_text(done, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("guide", GUIDES)
def test_the_commands_of_a_page_are_understood(workplace: Path, guide: str) -> None:
    wrong = {}
    for line in commands(f"docs/{guide}.md"):
        if line not in ON_A_TERMINAL:
            done = bmc(*shlex.split(line))
            if done.code == USAGE or "should not have happened" in done.err:
                wrong[line] = done.err
    assert wrong == {}


def test_what_is_not_tried_stands_there() -> None:
    given = {line for guide in GUIDES for line in commands(f"docs/{guide}.md")}
    assert set(ON_A_TERMINAL) <= given


# -- the README in Dutch is the README


def shape(name: str) -> list[str]:
    """The headings by their depth, the code by its words, the links: what is no language."""
    found = []
    for line in text_of(name).splitlines():
        if line.startswith(("#", "```")):
            found.append(line if line.startswith("```") else line.split(" ")[0])
        elif line.startswith("$ "):
            found.append(re.sub('"[^"]*"', "TEXT", line))
        elif line.startswith(("python3 -m", "bmc ")):
            found.append(line)
    inline = re.sub(r"^```.*?^```$", "", text_of(name), flags=re.MULTILINE | re.DOTALL)
    found += re.findall(r"`[^`]+`", inline)
    return [
        *found,
        *(link for link in re.findall(r"\]\(([^)]+)\)", inline) if "README" not in link),
    ]


def test_both_have_the_same_headings_code_and_links() -> None:
    assert shape("README.nl.md") == shape("README.md")
    assert "](README.nl.md)" in text_of("README.md")
    assert "](README.md)" in text_of("README.nl.md")


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, left = set(), {ROOT / "README.md"}
    while left:
        page = left.pop()
        seen.add(page)
        links = re.findall(r"\]\(([^)\s#]+\.md)", page.read_text(encoding="utf-8"))
        left |= {(page.parent / link).resolve() for link in links if "://" not in link} - seen
    assert set(DOCS.glob("*.md")) <= seen
