"""Canvases as people have them, each with the canvas that comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bmc_cli.importing.report import Imported
from tests.importing.reading import imported, notes

CASES = sorted((Path(__file__).parent / "cases").iterdir())
_BARE = {"title", "author", "date", "iteration"}


def read(folder: Path) -> Imported:
    (path,) = folder.glob("input.*")
    return imported(path.read_bytes(), path.name)


def wanted(said: Any) -> dict[str, Any]:
    """Return a note of an expected canvas as JSON has it."""
    note = {"text": str(said)} if not isinstance(said, dict) else dict(said)
    return {name: [value] if name == "kind" and isinstance(value, str) else value
            for name, value in note.items()}  # fmt: skip


@pytest.mark.parametrize(
    "folder",
    [each for each in CASES if (each / "expected.yaml").exists()],
    ids=lambda each: each.name,
)
def test_each_note_comes_in_with_its_fields(folder: Path) -> None:
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    found = read(folder)
    blocks = {key: value for key, value in expected.items() if key not in {"bmc", *_BARE}}
    assert notes(found) == {key: [wanted(note) for note in value] for key, value in blocks.items()}
    head = {name: getattr(found.canvas, name) for name in _BARE}
    title = "" if expected["title"] == "input" else expected["title"]  # the name of the file
    assert head == {name: str(expected.get(name, "")) for name in _BARE} | {"title": title}


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("01-md-h2-pt", [(33, "Perguntas ainda não validadas", "no_block", 2)]),
        ("14-md-three-columns-bold-sentences", [(1, "Evidence/Assumptions", "column", 9)]),
        ("24-json-camel-lists", [(2, "id", "key", 1), (4, "generated", "key", 1)]),
        ("42-md-obsidian-plugin", [(9, "Notes", "no_block", 1), (15, "Channels", "code", 1)]),
    ],
)
def test_what_is_left_out_is_told_with_its_line(
    case: str, told: list[tuple[int, str, str, int]]
) -> None:
    left_out = read(Path(__file__).parent / "cases" / case).left_out
    assert [(each.line, each.heading, each.why, len(each.lines)) for each in left_out] == told


@pytest.mark.parametrize("case", ["17-md-template-html-comments", "48-md-no-canvas"])
def test_blocks_with_nothing_in_them_hold_no_note(case: str) -> None:
    found = read(Path(__file__).parent / "cases" / case)
    assert found.found
    assert notes(found) == {}
