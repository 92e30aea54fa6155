"""What is measured, and what each case is held against."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.runs import Spent, piped, prompted

FLOORS = Path(__file__).parent / "floors"
BMC = str(Path(sys.executable).with_name("bmc"))
PYTHON, TABLE, PROMPT, SHOW = "floor A", "floor B", "floor C", "bmc show"


@dataclass(frozen=True, slots=True)
class Case:
    """A command; ``most`` times what case ``against`` takes is its target, if it has one."""

    name: str
    command: Sequence[str]
    against: str = ""
    most: float | None = None
    most_memory: float | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    spend: Callable[[Sequence[str], Path, dict[str, str]], Spent] = piped


_COMPLETING = {"_BMC_COMPLETE": "complete_bash", "COMP_WORDS": "bmc edit ", "COMP_CWORD": "2"}

CASES = (
    Case(PYTHON, (sys.executable, "-c", "pass")),
    Case(TABLE, (sys.executable, str(FLOORS / "table.py"))),
    Case(PROMPT, (sys.executable, str(FLOORS / "prompt.py")), spend=prompted),
    Case(SHOW, (BMC, "show"), TABLE, 1.15, 1.2),
    Case("bmc show --plain", (BMC, "show", "--plain"), TABLE, 1.0),
    Case("bmc show --json", (BMC, "show", "--json"), TABLE, 1.0),
    Case("bmc edit 4 --add X", (BMC, "edit", "4", "--add", "X"), SHOW, 1.1),
    Case("bmc check", (BMC, "check"), TABLE),
    Case("bmc --help", (BMC, "--help"), TABLE),
    Case("completion of a block", (BMC,), SHOW, 1.0, env=_COMPLETING),
    Case("bmc new to its prompt", (BMC, "new", "new.yaml"), PROMPT, 1.2, spend=prompted),
)


def folder_for(place: Path, canvas: str) -> Path:
    """Make a fresh folder at ``place`` with ``canvas`` in it."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    (place / "canvas.yaml").write_text(canvas, encoding="utf-8")
    return place
