"""A block's notes in the user's own editor, one a line."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bmc_cli import programs
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import drafts
from bmc_cli.interview.noting import texts_in
from bmc_cli.terminal import is_terminal

_USUAL = ("nano", "vi", "notepad")


def edit_lines(
    lines: Sequence[str],
    comment: str,
    environment: Mapping[str, str],
    home: Path | None = None,
) -> list[str] | None:
    """Open ``lines`` in $VISUAL or $EDITOR and return them as edited; None when unchanged.

    ``comment`` stands above them behind ``#`` signs.  Raises ``BmcError`` when the
    editor is missing or fails, and when nothing is left: the notes then stay.  What
    was typed stays too, below ``home``, until ``drafts.done`` says that it was saved.
    """
    command = _command(environment)
    above = [f"# {line}" for line in comment.split("\n")]
    path = drafts.begin(home, "\n".join([*above, "", *lines]) + "\n")
    _open(command, path)
    edited = _lines_in(path)
    kept = [
        text
        for line in edited
        if line in lines or not re.match(r"#(\s|$)", line)
        for text in ([line] if line in lines else texts_in(line))
    ]
    emptied = bool(lines) and not kept
    if emptied or kept == list(lines):
        drafts.drop(path)
    if emptied:
        raise BmcError("editor_emptied")
    return None if kept == list(lines) else kept


def edit_lines_at(home: Path | None, lines: Sequence[str], comment: str) -> list[str] | None:
    """Have ``lines`` edited for an interview, which keeps what it is given if it cannot save."""
    edited = edit_lines(lines, comment, os.environ, home)
    drafts.done()
    return edited


def _open(command: Sequence[str], path: Path) -> None:
    """Run the editor on the file; what it wrote before it failed stays."""
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
    except (OSError, ValueError) as fault:  # not there, or a NUL
        drafts.drop(path)
        raise BmcError("editor_missing", editor=command[0]) from fault
    if code:
        typed = drafts.kept(path)
        if typed is None:
            raise BmcError("editor_failed", editor=command[0], code=code)
        raise BmcError("editor_kept", editor=command[0], code=code, file=typed)


def _lines_in(path: Path) -> list[str]:
    """Return the lines of the edited file but for comments; none when it is gone."""
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
    usual = next(filter(None, map(programs.found, _USUAL)), None)
    if usual is None:
        raise BmcError("editor_unset")
    return [usual]
