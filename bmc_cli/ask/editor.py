"""A block's notes in the user's own editor, one a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bmc_cli.errors import BmcError

_USUAL = ("nano", "vi", "notepad")


def edit_lines(
    lines: Sequence[str], remark: str, environment: Mapping[str, str]
) -> list[str] | None:
    """Open ``lines`` in $VISUAL or $EDITOR and return them as edited; None when unchanged.

    ``remark`` stands above them behind ``#`` signs.  Raises ``BmcError`` when the
    editor is missing or fails, and when nothing is left: the notes then stay.
    """
    command = _command(environment)
    with tempfile.TemporaryDirectory(prefix="bmc-") as folder:
        path = Path(folder) / "notes.txt"
        above = [f"# {line}" for line in remark.split("\n")]
        path.write_text("\n".join([*above, "", *lines]) + "\n", encoding="utf-8")
        try:
            done = subprocess.run([*command, str(path)], check=False)
        except OSError as fault:
            raise BmcError("editor_missing", editor=command[0]) from fault
        if done.returncode:
            raise BmcError("editor_failed", editor=command[0], code=done.returncode)
        edited = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    kept = [line.strip() for line in edited if line.strip() and not line.startswith("#")]
    if lines and not kept:
        raise BmcError("editor_emptied")
    return None if kept == list(lines) else kept


def _command(environment: Mapping[str, str]) -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        if words := shlex.split(environment.get(variable, ""), posix=os.name != "nt"):
            return words
    usual = next((name for name in _USUAL if shutil.which(name)), None)
    if usual is None:
        raise BmcError("editor_unset")
    return [usual]
