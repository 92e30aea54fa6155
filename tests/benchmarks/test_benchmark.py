"""The benchmark itself works, and says what it should; how fast things are is not tested."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bmc_cli.file.canvas_text import read
from tests.benchmarks.canvases import canvas, text
from tests.benchmarks.cases import CASES
from tests.namespace import REPOSITORY

pytestmark = pytest.mark.once


@pytest.mark.parametrize("notes", [0, 10, 1_000])
def test_a_canvas_has_as_many_notes_as_were_asked_for_and_is_read_back(notes: int) -> None:
    made = canvas(notes)
    assert sum(map(len, made.blocks.values())) == notes
    assert read(text(notes), "x").canvas == made


@pytest.mark.timed
def test_every_case_is_measured_beside_its_floor(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    command = [sys.executable, "-m", "tests.benchmarks", "starts", "--runs", "1", "--json"]
    done = subprocess.run(
        [*command, str(figures)], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    rows = json.loads(figures.read_text(encoding="utf-8"))["starts"]
    assert [row["what"] for row in rows] == [case.name for case in CASES]
    assert [line.split("  ")[0] for line in done.stdout.splitlines()] == [c.name for c in CASES]
    measured = {row["what"]: row["seconds"] for row in rows}
    for row in rows:
        assert 0 < row["seconds"] < 30
        if "against" in row:
            assert row["ratio"] == pytest.approx(row["seconds"] / measured[row["against"]])
