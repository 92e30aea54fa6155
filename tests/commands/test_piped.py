"""``-`` is standard input wherever a canvas is read, and refused where one is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.conftest import CANVAS

MORE = CANVAS + "key_partners:\n  - Miller\n"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["show", "--plain", "-"], "key_partners\tMiller\n"),
        (["show", "--json", "-"], '"Miller"'),
        (["check", "-"], "Bakery (-)\n"),
        (["check", "--format", "github", "-"], "file=-,"),
        (["story", "-"], "The story of Bakery\n"),
        (["export", "--format", "md", "-"], "- Miller\n"),
        (["test", "-"], "Bakery"),
        (["diff", "canvas.yaml", "-"], "canvas.yaml → -: 1 added\n"),
        (["diff", "-", "canvas.yaml"], "- → canvas.yaml: 1 removed\n"),
        (["import", "-", "--dry-run"], "key_partners:\n  - Miller\n"),
    ],
)
def test_a_canvas_is_read_from_it(canvas: Path, command: list[str], said: str) -> None:
    done = bmc(*command, "--lang", "en", stdin=MORE)
    assert done.code == (1 if command[0] == "check" else 0)
    assert said in done.out


def test_in_a_folder_of_exports_it_has_a_name(canvas: Path) -> None:
    assert bmc("export", "-", "-o", "out/", "--format", "md", stdin=MORE).code == 0
    assert "- Miller\n" in (canvas.parent / "out" / "stdin.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ["edit", "4", "-", "--add", "Stall"],
        ["new", "-"],
        ["undo", "-"],
        ["variant", "lean", "-"],
        ["check", "--fix", "-"],
        ["test", "--learn", "-"],
        ["merge", "-"],
    ],
)
def test_what_is_to_be_changed_is_a_file(canvas: Path, command: list[str]) -> None:
    done = bmc(*command, stdin=MORE)
    assert done.code == 2
    assert "bmc show -" in done.err
    assert [each.name for each in canvas.parent.iterdir()] == ["canvas.yaml"]


def test_a_file_of_that_name_has_a_path(canvas: Path) -> None:
    canvas.with_name("-").write_text(MORE, encoding="utf-8")
    assert "Miller" in bmc("show", "--plain", "./-", stdin="").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "Nothing came on standard input", id="nothing"),
        pytest.param("bmc: 1\nchannels: Shop\n", "-:2:11", id="what is wrong, with its place"),
        pytest.param("x" * 1_000_001, "- is too big", id="too much"),
    ],
)
def test_what_is_no_canvas_is_told(canvas: Path, text: str, said: str) -> None:
    done = bmc("show", "-", "--lang", "en", stdin=text)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
