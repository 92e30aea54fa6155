"""Measure, print a table, and write JSON for whoever wants to compare.

python -m tests.benchmarks [--runs 15] [--json FILE] [starts growth list ...]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.canvases import text
from tests.benchmarks.cases import BMC, CASES, Case, folder_for
from tests.benchmarks.runs import Spent, piped

Row = dict[str, Any]

NOTES = 30  # of a canvas that people have
SIZES = (10, 100, 1_000, 10_000)
OPERATIONS = ("load", "show", "edit", "check")
FOLDERS = (1, 10, 100, 1_000)
MOST_GROWTH, MOST_MEGABYTES, MOST_LARGE_EDIT, MOST_LISTED = 1.3, 120, 0.5, 0.002


def starts(place: Path, runs: int) -> Iterator[Row]:
    """Yield what each case took: medians of ``runs``, all cases in turn."""
    spent: dict[str, list[Spent]] = {case.name: [] for case in CASES}
    for _ in range(runs + 1):  # the first warms the disk up
        for case in CASES:
            folder = folder_for(place / "canvas", text(NOTES))
            env = {**environment(place), **case.env}
            spent[case.name].append(case.spend(case.command, folder, env))
    seconds = {name: median(each.seconds for each in took[1:]) for name, took in spent.items()}
    memory = {name: median(each.megabytes for each in took[1:]) for name, took in spent.items()}
    for case in CASES:
        yield _start(case, seconds, memory)


def _start(case: Case, seconds: dict[str, float], memory: dict[str, float]) -> Row:
    row: Row = {
        "what": case.name,
        "seconds": seconds[case.name],
        "megabytes": memory[case.name],
    }
    if case.against:
        ratio = seconds[case.name] / seconds[case.against]
        row |= {"against": case.against, "ratio": ratio, "target": case.most}
        row["met"] = case.most is None or ratio <= case.most
    if case.most_memory is not None:
        row["memory_ratio"] = memory[case.name] / memory[case.against]
        row["met"] = row["met"] and row["memory_ratio"] <= case.most_memory
    return row


def growth(place: Path) -> Iterator[Row]:
    """Yield time per note and memory of each operation on ever more notes."""
    for what in OPERATIONS:
        before = 0.0
        for notes in SIZES:
            seconds, megabytes = _grown(place, what, notes)
            row: Row = {"what": f"{what}, {notes:,} notes", "seconds": seconds}
            row |= {"megabytes": megabytes, "per_note": seconds / notes}
            if notes == SIZES[-1]:
                row |= {"ratio": seconds / notes / before, "target": MOST_GROWTH}
                row["met"] = row["ratio"] <= MOST_GROWTH and megabytes <= MOST_MEGABYTES
            before = seconds / notes
            yield row
    folder = folder_for(place / "canvas", text(MEGABYTE))
    size = (folder / "canvas.yaml").stat().st_size
    took = [
        piped((BMC, "edit", "4", "--add", f"X{at}"), folder, environment(place)) for at in range(5)
    ]
    seconds = median(each.seconds for each in took)
    row = {"what": f"an edit of {size:,} bytes", "seconds": seconds}
    yield row | {"target": MOST_LARGE_EDIT, "met": seconds <= MOST_LARGE_EDIT}


MEGABYTE = 13_400  # notes


def _grown(place: Path, what: str, notes: int) -> tuple[float, float]:
    folder = folder_for(place / "canvas", text(notes))
    command = [sys.executable, "-m", "tests.benchmarks.growth", what, str(folder / "canvas.yaml")]
    done = subprocess.run(
        command, env=environment(place), check=True, capture_output=True, encoding="utf-8"
    )
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def listing(place: Path, runs: int) -> Iterator[Row]:
    """Yield what ``bmc list`` takes a canvas, beyond a list of one."""
    folder = folder_for(place / "canvas", text(NOTES))
    (folder / "canvas.yaml").unlink()
    start = 0.0
    there = 0
    for count in FOLDERS:
        for at in range(there, count):
            (folder / f"{at:04}.yaml").write_text(text(NOTES), encoding="utf-8")
        there = count
        took = [piped((BMC, "list"), folder, environment(place)) for _ in range(runs)]
        seconds = median(each.seconds for each in took)
        row: Row = {"what": f"bmc list, {count:,} canvases", "seconds": seconds}
        row["megabytes"] = median(each.megabytes for each in took)
        if count > 1:
            row["per_canvas"] = (seconds - start) / (count - 1)
        else:
            start = seconds
        if count == FOLDERS[-1]:
            row |= {"target": MOST_LISTED, "met": row["per_canvas"] <= MOST_LISTED}
        yield row


def environment(place: Path) -> dict[str, str]:
    """Return an environment with nobody's settings, and a place of its own for the history."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**known, "XDG_STATE_HOME": str(place / "state"), "LANG": "C.UTF-8", "TERM": "xterm"}


def line(row: Row) -> str:
    """Return a row of the table."""
    per = next((row[name] * 1e6 for name in ("per_note", "per_canvas") if name in row), None)
    cells = [f"{row['what']:<28}", f"{row['seconds'] * 1000:9.1f} ms"]
    cells.append(f"{row['megabytes']:7.1f} MB" if "megabytes" in row else " " * 10)
    cells.append(f"{per:8.1f} µs each" if per is not None else " " * 16)
    if "ratio" in row:
        cells.append(f"{row['ratio']:5.2f} x {row.get('against', 'at a tenth')}")
    if "memory_ratio" in row:
        cells.append(f"({row['memory_ratio']:.2f} x its memory)")
    if row.get("target") is not None:
        cells.append(f"{'met' if row['met'] else 'NOT MET'} (at most {row['target']:g})")
    return "  ".join(cells).rstrip()


def main() -> None:
    """Measure what was asked for; all of it without a word."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help="of: starts, growth, list")
    parser.add_argument("--runs", type=int, default=15, help="runs of each case, 15 unless told")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write the figures")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        parts = {
            "starts": lambda: starts(place, asked.runs),
            "growth": lambda: growth(place),
            "list": lambda: listing(place, max(1, asked.runs // 3)),
        }
        found: dict[str, list[Row]] = {}
        for part in asked.parts or parts:
            found[part] = []
            for row in parts[part]():
                print(line(row), flush=True)
                found[part].append(row)
    if asked.json:
        libraries = {each: version(each) for each in ("typer", "rich", "questionary", "pyyaml")}
        about = {"python": platform.python_version(), "runs": asked.runs, **libraries}
        asked.json.write_text(json.dumps({"about": about, **found}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
