"""A crowd on one canvas, who add, merge, undo and put back: what each was told is what is there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file.history import step
from bmc_cli.file.storage import change, load
from bmc_cli.model.canvas import add
from bmc_cli.model.fields import Note
from tests.namespace import own_environment
from tests.systemcalls import names_in

pytestmark = pytest.mark.once

BASE = "# Ours.\nbmc: 1\nchannels:\n  - Shop   # on the corner\n"

# Each writes the name of what it did when that is acknowledged, so that nothing else is counted.

ADDING = """
import sys
from functools import partial
from pathlib import Path
from bmc_cli.model.canvas import Note, add
from bmc_cli.file.storage import change

for number in range(40):
    note = Note(f"{sys.argv[1]} {number}")
    change(Path("canvas.yaml"), partial(add, key="channels", note=note))
    print("added")
"""

MERGING = """
import sys
from pathlib import Path
from bmc_cli.commands.merge import merge

base, ours, theirs = Path("../base.yaml"), Path("canvas.yaml"), Path("../theirs.yaml")
for number in range(30):
    theirs.write_text(base.read_text() + f"  - {sys.argv[1]} {number}\\n")
    merge([str(each) for each in (base, ours, theirs)], output=ours)
    print("merged")
"""

UNDOING = """
from pathlib import Path
from bmc_cli.errors import BmcError
from bmc_cli.file.history import step

undone = 0
while undone < 20:
    for by in (-1, 1) if undone % 2 else (-1,):
        try:
            step(Path("canvas.yaml"), by)
        except BmcError:
            continue  # there is nothing to take back or to put back now
        undone += by == -1
        print("undone" if by == -1 else "put back")
"""


def test_nothing_that_was_acknowledged_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    canvas = tmp_path / "work" / "canvas.yaml"
    canvas.parent.mkdir()
    for path in (canvas, tmp_path / "base.yaml"):
        path.write_text(BASE, encoding="utf-8")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script, name],
            cwd=canvas.parent,
            env=own_environment(),
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for script, name in ((ADDING, "a"), (ADDING, "b"), (MERGING, "m"), (UNDOING, "u"))
    ]
    told = Counter(
        line for each in programs for line in each.communicate(timeout=60)[0].split("\n")
    )
    assert [each.returncode for each in programs] == [0, 0, 0, 0]
    assert (told["added"], told["merged"], told["undone"]) == (80, 30, 20)
    texts = [note.text for note in load(canvas).canvas.notes("channels")]
    assert len(set(texts)) == len(texts)
    assert len(texts) == 1 + 80 + 30 - 20 + told["put back"]
    for name in "abm":  # in the order in which they came
        numbers = [int(text.split()[1]) for text in texts[1:] if text.startswith(f"{name} ")]
        assert numbers == sorted(numbers)
    assert canvas.read_text(encoding="utf-8").startswith(BASE)
    assert names_in(canvas.parent) == ["canvas.yaml"]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A canvas that an editor saves while the disk is busy with what bmc saves next."""
    path = tmp_path / "canvas.yaml"
    path.write_text("bmc: 1\nchannels:\n  - Shop\n", encoding="utf-8")
    change(path, lambda canvas: add(canvas, "channels", Note("Fair")))
    fsync, waiting = os.fsync, [True]

    def slow(handle: int) -> None:
        if waiting and waiting.pop():
            other = tmp_path / "other"
            other.write_text("bmc: 1\nchannels:\n  - Shop\n  - Van  # mine\n", encoding="utf-8")
            other.replace(path)
        fsync(handle)

    monkeypatch.setattr("os.fsync", slow)
    return path


def test_what_an_editor_saves_while_the_disk_is_busy_is_not_written_over(editor: Path) -> None:
    change(editor, lambda canvas: add(canvas, "channels", Note("Stall")))
    notes = editor.read_text(encoding="utf-8").splitlines()[2:]
    assert notes == ["  - Shop", "  - Van  # mine", "  - Stall"]


def test_nor_by_an_undo(editor: Path) -> None:
    with suppress(BmcError):
        step(editor, -1)
    assert "Van  # mine" in editor.read_text(encoding="utf-8")
