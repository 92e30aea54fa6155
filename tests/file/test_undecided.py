"""What a merge left undecided, as it stands in a file: by a merge, and by hand."""

from __future__ import annotations

import pytest

from bmc_cli.file.canvas_text import read, write
from bmc_cli.model.canvas import Canvas

NOTES = "channels: [Shop]\n"


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        pytest.param("conflicts: {title: [A, B]}\n", {"title": ("A", "B")}, id="in brackets"),
        pytest.param("conflicts:\n  title: [A, B]\n", {"title": ("A", "B")}, id="on lines"),
        pytest.param("conflicts:\n  title:\n  - A\n  - 'B'\n", {"title": ("A", "B")}, id="a list"),
        pytest.param("conflicts: {title: A}\n", {"title": ("A",)}, id="one that is left"),
        pytest.param("conflicts: {title: [A, ~, '']}\n", {"title": ("A", "")}, id="nothing"),
        pytest.param("conflicts: {date: [2026-11-30]}\n", {"date": ("2026-11-30",)}, id="a date"),
        pytest.param("conflicts: {title: []}\n", {}, id="none"),
        pytest.param("conflicts: {who: [A, B]}\n", {}, id="a name of its owner's"),
        pytest.param("conflicts: {title: {a: 1}}\n", {}, id="a value of its owner's"),
        pytest.param("conflicts: {title: [[A]]}\n", {}, id="a list of its owner's"),
        pytest.param("conflicts: none so far\n", {}, id="a text of its owner's"),
        pytest.param("conflicts:\n", {}, id="a key alone"),
    ],
)
def test_versions_are_read_and_all_else_is_the_owners(
    text: str, versions: dict[str, tuple[str, ...]]
) -> None:
    assert read(text + NOTES, "x").canvas.conflicts == versions


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(f"{NOTES}# bmc merge: # new\n", [("# new", 2)], id="at the end"),
        pytest.param(f"# bmc merge: a: 1\r\n\r\n{NOTES}", [("a: 1", 1)], id="at the start"),
        pytest.param("channels:\n  # bmc merge: a\n  - Shop\n", [("a", 2)], id="above a note"),
        pytest.param("channels:\n- |\n  a\n  # bmc merge: b\n", [], id="in a block of text"),
        pytest.param("channels:\n- 'a\n  # bmc merge: b'\n", [], id="in quotes"),
        pytest.param(f'title: "# bmc merge: b"\n{NOTES}', [], id="in quotes on a line"),
        pytest.param(f"{NOTES}mine: |\n  # bmc merge: b\n", [], id="in a key of the owner's own"),
        pytest.param('{"bmc": 1,\n"conflicts": {"lines": ["a"]}}\n', [("a", 2)], id="JSON"),
    ],
)
def test_lines_are_read_with_their_place(text: str, lines: list[tuple[str, int]]) -> None:
    assert [*read(text, "x").canvas.unplaced] == lines


def test_a_new_file_has_what_is_undecided() -> None:
    canvas = Canvas(title="A", blocks={"channels": ()}, conflicts={"title": ("A", "B: b")})
    assert write(canvas) == ("bmc: 1\ntitle: A\nconflicts:\n  title: [A, 'B: b']\n\nchannels: []\n")
