"""A canvas by what a user calls it: a file, or a file as git has it (``FILE@REV``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from bmc_cli.errors import BmcError
from bmc_cli.file import canvas_text, git
from bmc_cli.file.storage import load, locate
from bmc_cli.file.yaml_text import decode
from bmc_cli.model.canvas import Canvas

NEWEST = "HEAD"


@dataclass(frozen=True, slots=True)
class Version:
    """A canvas with what it is called, and the file it is a version of."""

    name: str
    path: Path
    canvas: Canvas


def version(name: str) -> Version:
    """Return the canvas that ``name`` says: a file, or ``FILE@REV``.

    Raises ``BmcError`` for what is no canvas, and for what git does not know.
    """
    path = locate(name)
    file, at, revision = name.rpartition("@")
    if at and file and not path.exists():
        return committed(locate(file), revision or NEWEST)
    return Version(str(path), path, load(path).canvas)


def committed(path: Path, revision: str = NEWEST) -> Version:
    """Return the canvas in ``path`` as it was committed."""
    name = f"{path}@{revision}"
    _, text = decode(git.committed(path, revision), name)
    return Version(name, path, canvas_text.read(text, name).canvas)


def before(new: Version) -> Version:
    """Return what a canvas is compared with: what it is a variant of, else what is committed.

    Raises ``BmcError`` ("outward") for a canvas that says that is outside of its folder: its
    words, which may be a stranger's, open no file elsewhere.
    """
    name = new.canvas.variant_of
    if not name:
        return committed(new.path)
    written = PurePath(name), PureWindowsPath(name)
    if any(path.anchor or ".." in path.parts for path in written):
        raise BmcError("outward", file=new.path, name=name)
    return version(str(new.path.parent / name))
