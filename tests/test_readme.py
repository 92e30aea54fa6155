"""What the README and the pages for people show is what the program does, in both languages."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bmc_cli.file.canvas_text import read
from bmc_cli.file.help_tables import help_words
from bmc_cli.file.packs import load_file, load_language
from bmc_cli.file.storage import load
from bmc_cli.interview.asking import Shown
from bmc_cli.interview.keys import KeyAsker
from bmc_cli.interview.state import Reply
from bmc_cli.interview.walk import asked, begin
from bmc_cli.model.canvas import BLOCKS, BY_KEY
from tests import badges, recording
from tests.commandline import bmc
from tests.replayed import ANSWERS, CANVAS, FENCED, ROOT, blocks

DOCS = ROOT / "docs"
GUIDES = (
    pytest.param("docs", "en", CANVAS, id="en"),
    pytest.param("docs/nl", "nl", ANSWERS / "praktijkrooster.nl.yaml", id="nl"),
)
"""Where the pages for people are in a language, and the canvas that they show."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("folder", "lang", "path"), GUIDES)
def test_the_canvas_in_the_guides_is_drawn_by_the_program(
    folder: str, lang: str, path: Path
) -> None:
    drawn = bmc("show", str(path), "--width", "88", "--lang", lang).out
    assert blocks(text_of(f"{folder}/entrepreneur.md"), "text")[0] == drawn


@pytest.mark.parametrize(("folder", "lang", "path"), GUIDES)
def test_the_step_in_the_guides_is_drawn_by_the_program(
    folder: str, lang: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "88")
    monkeypatch.setenv("LINES", "23")
    monkeypatch.setattr(KeyAsker, "_asked", lambda *_: Reply(""))
    out = io.StringIO()
    canvas = load(path).canvas
    begun = {block.key: canvas.notes(block.key) for block in BLOCKS[:4]}
    pack = load_language(lang)
    state = begin(replace(canvas, blocks=begun), pack).state
    KeyAsker(pack, out).ask(Shown(state, asked(state), "4"))
    screen = out.getvalue().strip("\n").splitlines()
    assert blocks(text_of(f"{folder}/entrepreneur.md"), "text")[1].splitlines() == [
        line.rstrip() for line in screen
    ]


def test_the_file_in_the_guides_is_a_canvas() -> None:
    canvas = read("".join(blocks(text_of("docs/your-file.md"), "yaml")[0]), "your-file.md").canvas
    assert [note.text for note in canvas.notes("channels")] == ["Web shop with collection times"]
    assert canvas.notes("channels")[0].later


@pytest.mark.parametrize(
    ("page", "name", "question"),
    [
        ("docs/coach.md", "Our workshop", "Where do your guests"),
        ("docs/nl/coach.md", "Onze workshop", "Waar horen je gasten"),
    ],
)
def test_the_pack_in_the_guides_is_a_pack(
    page: str, name: str, question: str, tmp_path: Path
) -> None:
    path = tmp_path / "workshop.yaml"
    path.write_text(blocks(text_of(page), "yaml")[-1], encoding="utf-8")
    pack = load_file(path)
    assert pack.name == name
    assert pack.blocks["channels"].question.startswith(question)


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


# -- what is written in both languages is equal

BOTH = {
    "README.md": "README.nl.md",
    "docs/entrepreneur.md": "docs/nl/entrepreneur.md",
    "docs/coach.md": "docs/nl/coach.md",
}
"""Each page that a reader may not do without, and the same in Dutch."""


def links(name: str) -> Iterator[str]:
    """Yield where a page leads, from the root of the repository, in English where that is."""
    english = {dutch: page for page, dutch in BOTH.items()}
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(name)):
        found = link if "://" in link else os.path.normpath(Path(name).parent / link)
        yield english.get(found, found)


def shape(name: str, said: Callable[[str], str]) -> list[str]:
    """Return what is no language: the headings by their depth, the code, and the links.

    ``said`` makes of a command what a reader of the other language would type.
    """
    found = []
    for line in text_of(name).splitlines():
        if line.startswith(("#", "```")):
            found.append(line if line.startswith("```") else line.split(" ")[0])
        elif line.startswith(("$ ", "python3 -m", "bmc ")):
            found.append(said(re.split(" +#", line)[0]))
    inline = FENCED.sub("", text_of(name))
    found += [said(each) for each in re.findall("`([^`]+)`", inline)]
    return [*found, *links(name)]


@pytest.mark.parametrize("page", BOTH)
def test_both_have_the_same_headings_code_and_links(page: str) -> None:
    dutch = BOTH[page]
    words = help_words("nl")

    def translated(line: str) -> str:
        return re.sub('"[^"]*"', "TEXT", words.example(line)).replace("prompts en", "prompts nl")

    assert shape(page, translated) == shape(dutch, lambda line: re.sub('"[^"]*"', "TEXT", line))
    for one, other, language in ((page, dutch, "Nederlands"), (dutch, page, "English")):
        assert f"[{language}]({os.path.relpath(other, Path(one).parent)})" in text_of(one)


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, left = set(), {"README.md"}
    while left:
        page = left.pop()
        seen.add(page)
        found = {link.partition("#")[0] for link in links(page)} | {BOTH.get(page, page)}
        left |= {link for link in found if link.endswith(".md") and "://" not in link} - seen
    assert {page.relative_to(ROOT).as_posix() for page in DOCS.rglob("*.md")} <= seen
