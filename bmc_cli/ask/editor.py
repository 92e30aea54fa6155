"""A block's notes in the user's own editor, one a line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bmc_cli.console import is_terminal
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.notework import texts_in

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
        edited = _lines_in(path)
    kept = [
        text
        for line in edited
        if line in lines or not re.match(r"#(\s|$)", line)
        for text in ([line] if line in lines else texts_in(line))
    ]
    if lines and not kept:
        raise BmcError("editor_emptied")
    return None if kept == list(lines) else kept


def _lines_in(path: Path) -> list[str]:
    """Return the lines of the edited file but for remarks; none when it is gone."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        return []
    return [line for line in map(str.strip, text.splitlines()) if line]


def _command(environment: Mapping[str, str]) -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        said = environment.get(variable, "")
        try:
            words = shlex.split(said, posix=os.name != "nt")
        except ValueError:  # a quote that is not closed
            raise BmcError("editor_missing", editor=said) from None
        if words:
            return words
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):  # it would wait for keys for ever
        raise BmcError("editor_no_terminal", exit_code=USAGE)
    usual = next((name for name in _USUAL if shutil.which(name)), None)
    if usual is None:
        raise BmcError("editor_unset")
    return [usual]
