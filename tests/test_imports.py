"""What a command may import: a start is as fast as the list of its modules is short."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.namespace import own_environment

CANVAS = "bmc: 1\ntitle: Bakery\nlanguage: en\nchannels:\n  - text: Shop\n    later: true\n"

PROGRAM = """
import sys
from bmc_cli.cli import main
try:
    main()
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""

# What is heavy, or belongs to another command: a command may import what its row names.
HEAVY = {
    *("rich", "questionary", "prompt_toolkit", "asyncio", "pydantic", "weasyprint", "resvg_py"),
    *("json", "html", "sqlite3", "email", "http", "ssl", "hashlib", "urllib.request"),
    *(f"bmc_cli.{name}" for name in ("splice", "history", "changes", "merging", "git")),
    *(f"bmc_cli.{name}" for name in ("check", "story", "interview", "ask", "yamlfaults")),
    *(f"bmc_cli.render.{name}" for name in ("grid", "page", "svg", "pdf", "png", "paper", "step")),
}
GIT, CHANGES = "bmc_cli.git", "bmc_cli.changes"
SAVING = {"bmc_cli.splice", "bmc_cli.history"}
ROWS = [
    pytest.param([], set(), 165, id="nothing but help"),
    pytest.param(["--version"], set(), 165, id="version"),
    pytest.param(["edit", "-h"], set(), 165, id="help of a command"),
    pytest.param(["show"], {"rich", "bmc_cli.render.grid"}, 260, id="show"),
    pytest.param(["show", "--plain"], set(), 205, id="show in lines"),
    pytest.param(["show", "--json"], {"json"}, 208, id="show as JSON"),
    pytest.param(["edit", "4", "--add", "X"], SAVING, 215, id="edit"),
    pytest.param(["check"], {"bmc_cli.check"}, 210, id="check"),
    pytest.param(["story"], {"bmc_cli.story"}, 205, id="story"),
    pytest.param(["list"], {"bmc_cli.check"}, 215, id="list"),
    pytest.param(["prompts", "nl"], set(), 195, id="prompts"),
    pytest.param(["export", "--format", "md"], set(), 208, id="export of a document"),
    pytest.param(["export", "--format", "json"], {"json"}, 208, id="export of data"),
    pytest.param(
        ["export", "--format", "svg"],
        {"rich", "bmc_cli.render.paper", "bmc_cli.render.svg"},
        226,
        id="export of a drawing",
    ),
    pytest.param(
        ["export", "--format", "html"],
        {"rich", "hashlib", "bmc_cli.render.paper", "bmc_cli.render.page"},
        230,
        id="export of a page",
    ),
    pytest.param(
        ["diff", "canvas.yaml", "canvas.yaml", "--json"], {GIT, CHANGES, "json"}, 211, id="diff"
    ),
    pytest.param(["variant"], {GIT, CHANGES, "bmc_cli.splice"}, 219, id="variant"),
    pytest.param(["undo", "--list"], {CHANGES, "bmc_cli.history"}, 203, id="undo"),
    pytest.param(
        ["merge", *["canvas.yaml"] * 3],
        {CHANGES, "bmc_cli.merging", "bmc_cli.splice"},
        210,
        id="merge",
    ),
    pytest.param(["git-setup"], {GIT}, 199, id="setting git up"),
    pytest.param(
        ["new", "--template", "x.yaml"],
        {"bmc_cli.interview", "bmc_cli.history"},
        211,
        id="template",
    ),
]


def modules_of(folder: Path, *words: str, **env: str) -> set[str]:
    """Return all modules that a run of the program has imported at its end."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=folder,
        env={**own_environment(), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a canvas."""
    (tmp_path / "canvas.yaml").write_text(CANVAS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("words", "heavy", "most"), ROWS)
def test_a_command_imports_what_it_needs(
    folder: Path, words: list[str], heavy: set[str], most: int
) -> None:
    found = modules_of(folder, *words)
    assert found & HEAVY <= heavy
    assert heavy <= found, "a row that allows what is not imported"
    assert len(found) <= most


def test_completion_imports_no_rich_and_nothing_that_asks(folder: Path) -> None:
    env = {"_BMC_COMPLETE": "complete_bash", "COMP_WORDS": "bmc edit ", "COMP_CWORD": "2"}
    assert modules_of(folder, **env) & HEAVY == set()
