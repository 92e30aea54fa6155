"""What a canvas is read from: a file, one as git has it (``FILE@REV``), or standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.states import exists, is_plainly_file
from bmc_cli.file.storage import holds_nothing, locate, opened
from bmc_cli.file.yaml_text import MOST_BYTES

NEWEST = "HEAD"
ENDINGS = (".yaml", ".yml", ".json")
"""What the name of a canvas ends in, where there is no file to look at."""

_NAMELESS = "stdin"
_LONGEST = 4_000  # characters; a longer name is that of no file and of no revision


@dataclass(frozen=True, slots=True)
class Committed:
    """The file at ``path`` as it is in ``revision``."""

    path: Path
    revision: str = NEWEST

    def __str__(self) -> str:
        sign = "" if self.revision.startswith("@{") else "@"
        return f"{self.path}{sign}{self.revision}"


PIPED = "-"
"""What standard input is called, as everywhere; a file of that name is ``./-``."""


@dataclass(frozen=True, slots=True)
class Piped:
    """What came on standard input: its ``data``, read once."""

    data: bytes

    def __str__(self) -> str:
        return PIPED


def piped(most: int = MOST_BYTES) -> Piped:
    """Return what comes on standard input.

    Raises ``BmcError`` when that is more than ``most`` bytes.
    """
    data = sys.stdin.buffer.read(most + 1) if sys.stdin else b""
    if len(data) > most:
        raise BmcError("too_big", file=PIPED, most=most)
    return Piped(data)


Source = Path | Committed | Piped
"""What a canvas is read from; as a text it is what it is called."""


def parted(name: str) -> tuple[str, str] | None:
    """Return the file and the revision in ``FILE@REV``; None for what names a file alone.

    A name that a file has is that of the file.  ``FILE@`` is the newest revision, ``FILE@{1}``
    what git calls ``@{1}``; the file is "" in ``@REV``.
    """
    if "@" not in name or len(name) > _LONGEST or is_there(name):
        return None
    signs = [at for at, sign in enumerate(name) if sign == "@"]
    cuts = [(name[:at], name[at + 1 :]) for at in signs]
    begun = [cut for cut in cuts if cut[0]]
    plain = [cut for cut in cuts if not cut[1].startswith("{")]
    found = [
        *(cut for cut in begun if is_file(cut[0])),
        *(cut for cut in begun if cut[0].endswith(ENDINGS)),
        *(cut for cut in plain[-1:] or cuts[:1] if not cut[1].endswith(ENDINGS)),
    ]
    return (found[0][0], _revision(found[0][1])) if found else None


def _revision(written: str) -> str:
    return f"@{written}" if written.startswith("{") else written or NEWEST


def refuse_revision(name: str | None) -> None:
    """Refuse a revision where a file is to be changed: what is committed stays as it is.

    Raises ``BmcError`` ("revision_is_read"), with the command that puts the file back to it.
    """
    if name == PIPED:
        raise BmcError("stdin_is_read", exit_code=USAGE)
    cut = parted(name) if name else None
    if cut is None or (cut[0] and not cut[0].endswith(ENDINGS) and not is_file(cut[0])):
        return
    import shlex

    file, revision = locate(cut[0]), cut[1]
    command = shlex.join(["git", "restore", f"--source={revision}", "--", str(file)])
    said: dict[str, Any] = {"name": name, "file": file, "revision": revision, "command": command}
    raise BmcError("revision_is_read", exit_code=USAGE, **said)


def is_there(name: str) -> bool:
    """Whether there is a file, a folder or anything else that a user calls ``name``."""
    try:
        return exists(locate(name))
    except OSError:  # too long, say
        return False


def is_file(name: str) -> bool:
    """Whether there is a file that a user calls ``name``."""
    try:
        return is_plainly_file(locate(name))
    except OSError:
        return False


def file_of(source: Source) -> Path:
    """Return the file that ``source`` is, or is a revision of; that of no file is called so."""
    if isinstance(source, Piped):
        return Path(_NAMELESS)
    return source.path if isinstance(source, Committed) else source


def stem_of(source: Source) -> str:
    """Return the name of the file without its ending, with the revision if it is one."""
    if isinstance(source, Committed):
        return f"{source.path.stem}@{source.revision}"
    return file_of(source).stem


def found(source: Source) -> tuple[Source, bytes]:
    """Return the bytes of ``source``, and what it is by the name that the file had then.

    Raises ``BmcError`` for what is no regular file, is too large or not known to git, and
    ``OSError`` for what cannot be read.
    """
    if isinstance(source, Piped):
        if holds_nothing(source.data):
            raise BmcError("stdin_empty")
        return source, source.data
    if isinstance(source, Path):
        return source, disk.read_whole(source, MOST_BYTES)
    from bmc_cli.file import git  # not for the usual case

    try:
        return source, git.committed(source.path, source.revision, MOST_BYTES)
    except BmcError as fault:
        if fault.reason != "not_committed":
            raise
        former = git.former_path(source.path, source.revision)
        if former is None:
            raise
        return Committed(former, source.revision), git.committed(
            former, source.revision, MOST_BYTES
        )


def load(source: Source) -> Document:
    """Return the canvas in ``source``.  Raises as ``found``, and for what is no canvas."""
    return named(source)[1]


def named(source: Source) -> tuple[Source, Document]:
    """Return the canvas in ``source``, behind what it is called: a file had another name then."""
    there, data = found(source)
    return there, opened(data, str(there))[1]
