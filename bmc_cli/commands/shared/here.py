"""Which canvas a command is about, by what a user calls it.

Without a name that is the usual one, else the only one here.  What is only read may be a
revision too (``FILE@REV``), of this canvas where it names no file (``@REV``).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.shared.session import Session, command_line
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file.revisions import PIPED, Committed, Source, parted, piped, refuse_revision
from bmc_cli.file.storage import DEFAULT, load, locate
from bmc_cli.words.packs import Pack

_MOST = 5  # names in a line


def canvas_at(name: str | None, session: Session, command: str) -> Path:
    """Return the canvas that a user calls ``name``; without a name the one of this folder.

    That is ``canvas.yaml``, else the only canvas here, which is told.  Raises ``BmcError``
    ("several_here") where there are more, with the ``command`` to give for the first, and for a
    revision, which cannot be changed.
    """
    refuse_revision(name)
    others = [] if name else others_here()
    if not others:
        return locate(name)
    if len(others) > 1:
        again = command_line(command, others[0])
        raise BmcError(
            "several_here", exit_code=USAGE, usual=DEFAULT, names=listed(others), command=again
        )
    only = others[0]
    terminal.message(pack_at(only, session).say("here.only", file=only))
    return only


def source_at(name: str | None, session: Session, command: str) -> Source:
    """Return the canvas to read that a user calls ``name``, as ``canvas_at``; or its revision.

    It may be on standard input too (``-``).
    """
    if name == PIPED:
        return piped()
    cut = parted(name) if name else None
    if cut is None:
        return canvas_at(name, session, command)
    file, revision = cut
    return Committed(locate(file) if file else at_hand(session, command), revision)


def at_hand(session: Session, command: str) -> Path:
    """Return the canvas at hand: that of ``BMC_FILE``, else that of this folder."""
    usual = os.environ.get("BMC_FILE")
    named = parted(usual) if usual else None
    return canvas_at(named[0] if named else usual, session, command)


def sources_at(names: Sequence[str], session: Session, command: str) -> list[Source]:
    """Return the canvases to read that a user calls ``names``; without any, the one at hand."""
    meant: Sequence[str | None] = names or [os.environ.get("BMC_FILE")]
    return [source_at(name, session, command) for name in meant]


def others_here() -> list[Path]:
    """Return the canvases of this folder where the usual one is not there, else none."""
    if os.path.lexists(DEFAULT):
        return []
    from bmc_cli.file.near_names import canvases_in  # not for the usual case

    return canvases_in(Path())


def listed(paths: Sequence[Path]) -> str:
    """Return the names of a few files, and whether there are more."""
    names = [path.name for path in paths[:_MOST]]
    return ", ".join(names) + (", …" if len(paths) > _MOST else "")


def pack_at(path: Path, session: Session) -> Pack:
    """Return the pack of the canvas at ``path``, of the user where it cannot be read."""
    with suppress(BmcError, OSError):
        return session.pack_of(load(path).canvas, path)
    return session.pack_of()
