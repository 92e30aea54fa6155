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
ANSWERS = ROOT / "tests" / "answers"
CANVAS = ANSWERS / "bike-shop.en.yaml"
PAGES = {
    ROOT / "README.md": CANVAS,
    ROOT / "README.nl.md": ANSWERS / "praktijkrooster.nl.yaml",
    **{
        ROOT / "docs" / f"{name}.md": CANVAS
        for name in ("evidence", "experiments", "office", "team")
    },
    ROOT / "prompts" / "SKILL.md": CANVAS,
}
"""Each page with the canvas that its commands are run on, in the language of that."""
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of code, with its language."""
_BLOCK = re.compile(r"^```(console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"(?:\$ )?(?:echo '(?P<stdin>.*)' \| )?bmc (?P<words>.*)")


def blocks(text: str, language: str) -> list[str]:
    """Return the blocks of code in one language, "" for those of none."""
    return [lines for named, lines in FENCED.findall(text) if named == language]


def replayed(page: Path, folder: Path) -> str:
    """Return a page with what its commands say, run in ``folder`` on its canvas.

    Those of ``sh`` are not run, but on a page for programs, which says what comes of them in words.
    """
    canvas, text = PAGES[page], page.read_text(encoding="utf-8")
    shutil.copy(canvas, folder / "canvas.yaml")
    followed = text.startswith("---\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("BMC_LANG", canvas.stem.rpartition(".")[2])
        return _BLOCK.sub(
            lambda found: _run(*found.groups()) if followed or found[1] == "console" else found[0],
            text,
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
            each.write_text(replayed(each, Path(empty)), encoding="utf-8")
