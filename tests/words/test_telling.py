"""The story in words: every note as it was written, in sentences without holes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.formats.markdown import chapter_lines
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.words.packs import Pack
from bmc_cli.words.telling import chapter_of, plain_lines
from tests.method.rule_rows import FULL, canvas_of
from tests.namespace import REPOSITORY

EN, NL = load_language("en"), load_language("nl")
ANSWERS = REPOSITORY / "tests" / "answers"


def told(canvas: Canvas, pack: Pack, *, markdown: bool) -> Iterator[str]:
    """The lines of the story, as the command prints them."""
    chapter = chapter_of(canvas, pack)
    return chapter_lines(chapter, level=1) if markdown else plain_lines(chapter)


@pytest.mark.parametrize(("pack", "more"), [(EN, "also too"), (NL, "ook")], ids=["en", "nl"])
def test_what_is_the_first_of_its_block_is_not_told_as_more(pack: Pack, more: str) -> None:
    first = [said for name, said in pack.words["story"].items() if name.startswith("first_")]
    assert len(first) == len(BLOCKS)
    assert [said for said in first if {*more.split()} & {*said.strip(".").split()}] == []


def test_markdown_shows_notes_as_they_are() -> None:
    text = "title: '*Fresh*'\ncustomer_segments: ['Bread_and_[butter] <b>']\n"
    said = list(told(canvas_of(text), EN, markdown=True))
    assert said[0] == "# The story of \\*Fresh\\*"
    assert "## Bread\\_and\\_\\[butter\\] \\<b\\>" in said


@pytest.mark.parametrize("markdown", [False, True])
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", ["bike-shop.en", "praktijkrooster.nl", "full"])
def test_no_hole_is_left_open(name: str, language: str, markdown: bool) -> None:
    canvas = canvas_of(FULL) if name == "full" else load(ANSWERS / f"{name}.yaml").canvas
    said = "\n".join(told(canvas, load_language(language), markdown=markdown))
    assert "{" not in said
    assert "  " not in said
    assert ".." not in said


@pytest.mark.parametrize("name", ["bike-shop.en", "praktijkrooster.nl"])
def test_every_note_is_told(name: str) -> None:
    canvas = load(ANSWERS / f"{name}.yaml").canvas
    pack = load_language(canvas.language)
    said = "\n".join(told(canvas, pack, markdown=False))
    notes = [note for block in BLOCKS for note in canvas.notes(block.key)]
    assert [note.text for note in notes if f"“{note.text}”" not in said] == []
