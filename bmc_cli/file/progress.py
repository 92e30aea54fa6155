"""The states that a canvas was in: its commits where git has them, else what was saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bmc_cli.errors import BmcError
from bmc_cli.file import git, history
from bmc_cli.file.storage import opened
from bmc_cli.model.canvas import Canvas

MOST = 200
"""So many states are looked at, the newest."""


class State(NamedTuple):
    """What a canvas said, when, and what that is called.

    The name is the start of a commit's hash, or the number of a version that was saved.
    """

    when: str
    name: str
    canvas: Canvas
    is_commit: bool


def saved_states(path: Path) -> Iterator[State]:
    """Yield the states of the canvas at ``path``, the oldest first.

    Those that are no canvas are passed over.
    """
    committed = _committed(path)
    for when, name, data in committed or _kept(path):
        try:
            yield State(when, name, opened(data, path)[1].canvas, bool(committed))
        except BmcError:
            continue


def _committed(path: Path) -> list[tuple[str, str, bytes]]:
    try:
        return [(day, commit, data) for commit, day, data in git.log(path, MOST)]
    except BmcError:
        return []


def _kept(path: Path) -> list[tuple[str, str, bytes]]:
    versions, _ = history.line(path)
    return [
        (_moment(each.time), str(each.number), each.data) for each in versions[-MOST:] if each.data
    ]


def _moment(time: float) -> str:
    return datetime.fromtimestamp(time).astimezone().strftime("%Y-%m-%d %H:%M")
