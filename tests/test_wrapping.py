"""On a terminal, talk and results are broken at words; what is to be copied stays whole."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.terminal import BMC, Terminal, environment

COLUMNS = 41


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a canvas that was saved twice."""
    (tmp_path / "canvas.yaml").write_text("bmc: 1\nchannels: [A shop]\n", encoding="utf-8")
    for number in range(2):
        note = f"note {number} says a great deal and then goes on, so that it has to be broken"
        command = [*BMC, "edit", "4", "--add", note]
        subprocess.run(command, cwd=tmp_path, env=own(tmp_path), capture_output=True, check=True)
    return tmp_path


def own(folder: Path) -> dict[str, str]:
    return environment() | {"XDG_STATE_HOME": str(folder / "state"), "BMC_LANG": "nl"}


def rows(folder: Path, command: str) -> list[str]:
    """Return what a command shows on a narrow terminal, row by row."""
    with Terminal([*BMC, *command.split()], folder, columns=COLUMNS, env=own(folder)) as terminal:
        terminal.wait_for_end()
        return [line.rstrip() for line in terminal.lines if line.strip()]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("check --explain long-note", id="a rule"),
        pytest.param("edit 4 --remove 2", id="an edit"),
        pytest.param("undo --list", id="versions"),
        pytest.param("undo", id="undo"),
        pytest.param("show nothing-of-that-name.yaml", id="an error"),
        pytest.param("edit 4 --add x --lang de", id="a language"),
        pytest.param("variant premium", id="talk"),
    ],
)
def test_no_word_is_cut(folder: Path, command: str) -> None:
    shown = rows(folder, command)
    assert len(shown) > 1
    # What a terminal breaks by itself is as wide as it is.
    assert max(map(len, shown)) < COLUMNS


def test_json_is_not_broken(folder: Path) -> None:
    shown = rows(folder, "show --json")
    assert max(map(len, shown)) == COLUMNS


def test_a_line_with_a_fault_stays_as_it_is_above_its_caret(folder: Path) -> None:
    line = "  - @ home and a great deal more, so that the line is long"
    (folder / "canvas.yaml").write_text(f"bmc: 1\nchannels:\n{line}\n", encoding="utf-8")
    shown = rows(folder, "show")
    at = next(number for number, row in enumerate(shown) if row.strip().startswith("- @"))
    assert shown[at] + shown[at + 1] == f"  {line}"
    assert shown[at + 2].startswith("      ^ ")
