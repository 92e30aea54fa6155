"""What is not tested for want of a tool is told, on any machine; where CI runs, it fails."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import environment
from tests.tools import TOOLS, untested

ROOT = Path(__file__).resolve().parents[1]
NEEDY = "tests/file/test_git.py"


def suite(*options: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run tests that need git where no program is on the path."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, NEEDY]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**environment(), "PATH": "", **env},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("processes", ["0", "2"])
def test_tests_without_their_tool_are_skipped_and_counted_in_one_line(processes: str) -> None:
    done = suite("-n", processes)
    assert done.returncode == 0, done.stdout
    told = re.findall(
        r"^NOT TESTED without (.*?) \(skipped: (\d+)\): (.*)$", done.stdout, re.MULTILINE
    )
    assert [(name, rest) for name, _, rest in told] == [
        ("git", f"{TOOLS['git'].tests}. To test it: apt install git")
    ]
    assert f"{told[0][1]} skipped" in done.stdout


def test_where_ci_runs_they_fail() -> None:
    done = suite("-n", "0", CI="true")
    assert done.returncode == 1
    assert "git is missing on this machine, and CI must not go without" in done.stdout
    assert "skipped" not in done.stdout


def test_what_is_skipped_for_another_reason_is_not_told() -> None:
    assert untested(["Skipped: Windows has no such files", "Skipped: needs root"]) == []


def test_a_line_is_told_for_each_tool_that_is_missing() -> None:
    missing = [f"Skipped: {name} is missing on this machine" for name in ("fish", "zsh", "fish")]
    assert untested(missing) == [
        "NOT TESTED without zsh (skipped: 1): completion in zsh. To test it: apt install zsh",
        "NOT TESTED without fish (skipped: 2): completion in fish. To test it: apt install fish",
    ]


def test_the_packages_are_printed_by_a_python_with_nothing_installed() -> None:
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})"]
    command[-1] += "; import runpy; runpy.run_module('tests.tools', run_name='__main__')"
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert {"git", "zsh", "fish", "chromium", "libpango-1.0-0"} <= set(done.stdout.split())
