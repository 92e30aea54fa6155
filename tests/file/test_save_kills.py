"""A save that is killed at any moment leaves the old file or the new one, whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.file.disk import TEMPORARY
from tests.killing import OLD, ROUNDS
from tests.namespace import REPOSITORY, own_environment
from tests.systemcalls import names_in

pytestmark = pytest.mark.once

NEW = OLD + "  - Van\n"
FRESH = "bmc: 1\n\nchannels:\n  - Van\n"


def killed(kind: str, folder: Path) -> list[Any]:
    """Kill saves in ``folder``; return what was found after each."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", kind, folder],
        cwd=REPOSITORY,
        env=own_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("kind", "old", "new", "steps"),
    [
        pytest.param("edit", OLD, NEW, 20, id="an edit, before each call"),
        pytest.param("edit by byte", OLD, NEW, len(NEW), id="an edit, after each byte"),
        pytest.param("new", None, FRESH, 10, id="a new file, before each call"),
        pytest.param("new by byte", None, FRESH, len(FRESH), id="a new file, after each byte"),
    ],
)
def test_a_save_killed_at_any_step_leaves_the_old_file_or_the_new(
    tmp_path: Path, kind: str, old: str | None, new: str, steps: int
) -> None:
    rounds = killed(kind, tmp_path)
    assert len(rounds) >= steps
    for died, text, left, later, left_later in rounds:
        assert text in ({old, new} if died else {new})
        assert left in ([], [TEMPORARY])
        assert "- Later" in later
        assert ("- Van" in later) == (text == new)
        assert left_later == []
    assert [died for died, *_ in rounds] == [True] * (len(rounds) - 1) + [False]
    assert any(left for _, _, left, *_ in rounds)  # some died while they were writing


def test_saves_killed_at_random_lose_nothing_that_was_told_to_be_saved(tmp_path: Path) -> None:
    rounds = killed("random", tmp_path)
    assert len(rounds) == ROUNDS
    for told, text, notes, left, later, left_later in rounds:
        saved = len(notes) - 1
        assert saved in {told, told + 1}  # the last may be saved and not yet told
        assert notes == ["Shop", *(f"Note {number}" for number in range(1, saved + 1))]
        assert text == OLD + "".join(f"  - {note}\n" for note in notes[1:])
        assert left in ([], [TEMPORARY])
        assert later == text + "  - Later\n"
        assert left_later == []
    assert len({told for told, *_ in rounds}) > 3


STEPS = [
    r'open(?:at)?\(.*"FOLDER", .*O_DIRECTORY.*\) = (?P<lock>\d+)',
    r"flock\((?P=lock), LOCK_EX",
    r'open(?:at)?\(.*"FOLDER/canvas.yaml", O_RDONLY',
    r'open(?:at)?\(.*"FOLDER/TEMPORARY", (?=.*O_EXCL)(?=.*O_NOFOLLOW).*O_CREAT.*= (?P<new>\d+)',
    r'write\((?P=new), "bmc: 1',
    r"fsync\((?P=new)\)\s+= 0",
    r'rename(?:at2?)?\(.*"FOLDER/TEMPORARY", .*"FOLDER/canvas.yaml"',
    r'open(?:at)?\(.*"FOLDER", .*O_DIRECTORY.*\) = (?P<folder>\d+)',
    r"fsync\((?P=folder)\)\s+= 0",
    r"write\(1, ",
]


@pytest.mark.needs("strace", "tracing")
def test_the_system_sees_lock_write_fsync_rename_fsync_and_then_it_is_told(tmp_path: Path) -> None:
    canvas = tmp_path / "canvas.yaml"
    canvas.write_text(OLD, encoding="utf-8")
    calls = "open,openat,flock,write,fsync,fdatasync,rename,renameat,renameat2"
    trace = tmp_path.with_name("trace")
    edit = [sys.executable, "-m", "bmc_cli", "edit", "4", str(canvas), "--add", "Van"]
    done = subprocess.run(
        ["strace", "-f", "-s", "4096", "-o", trace, "-e", f"trace={calls}", *edit],
        env=own_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert canvas.read_text(encoding="utf-8") == NEW
    assert names_in(tmp_path) == ["canvas.yaml"]
    order = r"(?s:.*?)".join(STEPS).replace("TEMPORARY", re.escape(TEMPORARY))
    order = order.replace("FOLDER", re.escape(str(tmp_path)))
    assert re.search(order, trace.read_text(encoding="utf-8")), trace.read_text(encoding="utf-8")
