"""What a command must not import: what is heavy, and what belongs to other commands.

How long a start takes is measured by ``tests.benchmarks``; here stands what must stay out of it.
"""

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

HEAVY = {
    *("rich", "questionary", "prompt_toolkit", "asyncio", "pydantic", "weasyprint", "resvg_py"),
    *("pptx", "lxml", "xlsxwriter"),
    *("json", "html", "sqlite3", "email", "http", "ssl", "hashlib", "urllib.request"),
    *(f"bmc_cli.file.{name}" for name in ("splice", "history", "git", "yaml_faults")),
    *(f"bmc_cli.model.{name}" for name in ("difference", "merging")),
    *(f"bmc_cli.method.{name}" for name in ("rules", "story")),
    *(f"bmc_cli.drawing.{name}" for name in ("grid", "sheets", "step")),
    *(f"bmc_cli.formats.{name}" for name in ("html", "svg", "pdf", "png", "pptx", "xlsx")),
    *(f"bmc_cli.interview.{name}" for name in ("walk", "keys", "lines", "editor", "understanding")),
}
"""What takes time to load, or belongs to some commands only: each row names what it may have."""

GIT, DIFFERENCE = "bmc_cli.file.git", "bmc_cli.model.difference"
SPLICE, HISTORY = "bmc_cli.file.splice", "bmc_cli.file.history"
RULES, STORY = "bmc_cli.method.rules", "bmc_cli.method.story"
SHEETS = "bmc_cli.drawing.sheets"
UNDERSTANDING = "bmc_cli.interview.understanding"
ROWS = [
    pytest.param([], set(), id="nothing but help"),
    pytest.param(["--version"], set(), id="version"),
    pytest.param(["edit", "-h"], {UNDERSTANDING}, id="help of a command"),
    pytest.param(["help", "undo"], {DIFFERENCE, HISTORY}, id="help by its name"),
    pytest.param(["undo", "-h"], {DIFFERENCE, HISTORY}, id="help of another"),
    pytest.param(["shwo"], set(), id="no such command"),
    pytest.param(["show"], {"rich", "bmc_cli.drawing.grid"}, id="show"),
    pytest.param(["show", "--plain"], set(), id="show in lines"),
    pytest.param(["show", "--json"], {"json"}, id="show as JSON"),
    pytest.param(["edit", "4", "--add", "X"], {SPLICE, HISTORY, UNDERSTANDING}, id="edit"),
    pytest.param(["check"], {RULES}, id="check"),
    pytest.param(["story"], {STORY}, id="story"),
    pytest.param(["list"], {RULES}, id="list"),
    pytest.param(["prompts", "nl"], set(), id="prompts"),
    pytest.param(["export", "--format", "md"], set(), id="export of a document"),
    pytest.param(["export", "--format", "json"], {"json"}, id="export of data"),
    pytest.param(
        ["export", "--format", "svg"],
        {"rich", SHEETS, "bmc_cli.formats.svg"},
        id="export of a drawing",
    ),
    pytest.param(
        ["export", "--format", "html"],
        {"rich", "hashlib", SHEETS, "bmc_cli.formats.html"},
        id="export of a page",
    ),
    pytest.param(
        ["diff", "canvas.yaml", "canvas.yaml", "--json"], {GIT, DIFFERENCE, "json"}, id="diff"
    ),
    pytest.param(["variant"], {DIFFERENCE}, id="variant"),
    pytest.param(["undo", "--list"], {DIFFERENCE, HISTORY}, id="undo"),
    pytest.param(
        ["merge", "canvas.yaml", "ours.yaml", "theirs.yaml"],
        {DIFFERENCE, "bmc_cli.model.merging", SPLICE},
        id="merge",
    ),
    pytest.param(["git-setup"], {GIT}, id="setting git up"),
    pytest.param(
        ["new", "--template", "x.yaml"],
        {HISTORY},
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
    """A folder with a canvas, and two copies."""
    for name in ("canvas.yaml", "ours.yaml", "theirs.yaml"):
        (tmp_path / name).write_text(CANVAS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("words", "allowed"), ROWS)
def test_a_command_imports_what_it_needs(folder: Path, words: list[str], allowed: set[str]) -> None:
    found = modules_of(folder, *words) & HEAVY
    assert found <= allowed
    assert found >= allowed, "a row that allows what is not imported"


@pytest.mark.parametrize(
    ("words", "imported"),
    [
        pytest.param([], set(), id="nothing but help"),
        pytest.param(["--version"], set(), id="version"),
        pytest.param(["shwo"], set(), id="no such command"),
        pytest.param(["show"], {"show"}, id="show"),
        pytest.param(["git-setup", "-h"], {"git_setup"}, id="help of a command"),
    ],
)
def test_no_command_is_imported_but_the_one_that_runs(
    folder: Path, words: list[str], imported: set[str]
) -> None:
    inside = "bmc_cli.commands."
    found = {name.removeprefix(inside) for name in modules_of(folder, *words) if inside in name}
    assert {name for name in found if not name.startswith("shared")} == imported


@pytest.mark.parametrize(
    ("words", "read"),
    [
        pytest.param(["show", "--plain"], False, id="a command"),
        pytest.param(["show", "-h"], True, id="help"),
    ],
)
def test_the_help_is_read_when_it_is_shown(folder: Path, words: list[str], read: bool) -> None:
    found = modules_of(folder, *words, BMC_LANG="nl")
    assert ("bmc_cli.file.help_tables" in found) is read


def test_completion_imports_no_rich_and_nothing_that_asks(folder: Path) -> None:
    env = {"_BMC_COMPLETE": "complete_bash", "COMP_WORDS": "bmc edit ", "COMP_CWORD": "2"}
    assert modules_of(folder, **env) & HEAVY == set()
