"""Pages whose commands are run anew: ``python -m tests.replayed`` writes what they say now."""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.commandline import bmc

ROOT = Path(__file__).resolve().parents[1]
ANSWERS = ROOT / "tests" / "answers"
CANVAS = ANSWERS / "bike-shop.en.yaml"
PAGES = {
    ROOT / "README.md": CANVAS,
    ROOT / "README.nl.md": ANSWERS / "praktijkrooster.nl.yaml",
    ROOT / "docs" / "experiments.md": CANVAS,
}
"""Each page with the canvas that its commands are run on, in the language of that."""
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def replayed(page: Path, folder: Path) -> str:
    """Return a page with what its commands say, run in ``folder`` on its canvas."""
    canvas = PAGES[page]
    shutil.copy(canvas, folder / "canvas.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("BMC_LANG", canvas.stem.rpartition(".")[2])
        text = page.read_text(encoding="utf-8")
        return _CONSOLE.sub(lambda found: f"```console\n{_run(found[1])}```", text)


def _run(lines: str) -> str:
    said = ""
    for line in lines.splitlines():
        if line.startswith("$ bmc "):
            done = bmc(*shlex.split(line)[2:])
            said += f"{line}\n{done.out}{done.err}"
    return said


if __name__ == "__main__":
    for each in PAGES:
        with tempfile.TemporaryDirectory() as empty:
            each.write_text(replayed(each, Path(empty)), encoding="utf-8")
