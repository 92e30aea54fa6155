"""The commands that ``bmc check --json`` gives, run one after the other as a program would."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.file.canvas_text import write
from tests.commandline import bmc
from tests.method.test_repairs_converge import HURRIED, ROUNDS, WORDS, taken_apart

CANVASES = {
    "empty": "bmc: 1\nlanguage: nl\ncustomer_segments: []\n",
    **{name: f"bmc: 1\n{text}" for name, text in HURRIED.items()},
    **{f"taken apart {seed}": write(taken_apart(seed)) for seed in (1, 2, 5)},
}


def findings() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bmc("check", "--json").out)
    return found


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "in reverse"])
@pytest.mark.parametrize("name", CANVASES)
def test_every_command_runs_and_after_two_rounds_nothing_is_wrong(
    folder: Path, name: str, backwards: bool
) -> None:
    (folder / "canvas.yaml").write_text(CANVASES[name], encoding="utf-8")
    words = (f"{WORDS[at % len(WORDS)]} {at}" for at in count())
    for _ in range(ROUNDS):
        found = [each["repair"] for each in findings() if each["repair"]]
        for repair in reversed(found) if backwards else found:
            said = next(words)
            command = [said if word == "TEXT" else word for word in repair["command"]]
            assert (said in command) is (repair["asks"] == "text")
            done = bmc(*command[1:])  # that another one did it already is news, and no fault
            assert done.code == 0, (command, done.err)
    assert [each for each in findings() if each["level"] != "advice"] == []
