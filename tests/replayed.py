"""Pages whose commands are run anew: ``python -m tests.replayed`` writes what they say now."""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.commandline import Outcome, bmc

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "docs" / "experiments.md", ROOT / "prompts" / "SKILL.md")
CANVAS = ROOT / "tests" / "answers" / "bike-shop.en.yaml"
_BLOCK = re.compile(r"^```(console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"(?:\$ )?(?:echo '(?P<stdin>.*)' \| )?bmc (?P<words>.*)")


def replayed(page: str, folder: Path) -> str:
    """Return a page with what its commands say, run in ``folder`` on the bike shop.

    Those of ``sh`` are not run, but on a page for programs, which says what comes of them in words.
    """
    shutil.copy(CANVAS, folder / "canvas.yaml")
    followed = page.startswith("---\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("BMC_LANG", "en")
        return _BLOCK.sub(
            lambda found: _run(*found.groups()) if followed or found[1] == "console" else found[0],
            page,
        )


def _run(language: str, lines: str) -> str:
    said = ""
    for line in lines.splitlines():
        if language == "sh":
            said += f"{line}\n"
            run(line)
        elif line.startswith("$ "):
            done = run(line)
            said += f"{line}\n{done.out}{done.err}"
    return f"```{language}\n{said}```"


def run(line: str) -> Outcome:
    """Run a line of a page: a command of bmc, with what ``echo`` gives it to read."""
    found = _LINE.fullmatch(line)
    assert found, line
    return bmc(*shlex.split(found["words"]), stdin=found["stdin"] or "")


if __name__ == "__main__":
    for each in PAGES:
        with tempfile.TemporaryDirectory() as empty:
            each.write_text(replayed(each.read_text("utf-8"), Path(empty)), encoding="utf-8")
