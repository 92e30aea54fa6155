"""A canvas by what a user calls it: a file, or a file as git has it (``FILE@REV``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bmc_cli.errors import USAGE, BmcError, warn
from bmc_cli.file import canvas_text, disk, git
from bmc_cli.file.storage import load, locate
from bmc_cli.file.variants import base_of, parent_of
from bmc_cli.file.yaml_text import MOST_BYTES, decode
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
    """Return what a canvas is compared with: what it was copied from, else what is committed.

    Where what it was copied from is lost, that is told, and it is the canvas as it is now.
    Raises ``BmcError`` as ``parent_of`` does.
    """
    if not new.canvas.variant_of:
        return committed(new.path)
    parent = parent_of(new.path, new.canvas)
    if found := _copied_from(new, parent):
        return found
    now = version(str(parent))
    warn(BmcError("base_lost_compared", file=new.path, canvas=parent))
    return now


def both_sides(variant: Version) -> list[tuple[Version, Version]]:
    """Return what was copied beside the variant, and beside its canvas as that is now.

    Raises ``BmcError`` for what is no variant, as ``parent_of`` does, and where what was copied
    is lost.
    """
    if not variant.canvas.variant_of:
        raise BmcError("both_of_variant", exit_code=USAGE)
    parent = parent_of(variant.path, variant.canvas)
    now = version(str(parent))
    found = _copied_from(variant, parent)
    if found is None:
        raise BmcError("base_lost_both", file=variant.path, canvas=parent)
    return [(found, variant), (found, now)]


def _copied_from(variant: Version, parent: Path) -> Version | None:
    """Return what a variant of ``parent`` was copied from, None where that is lost."""
    data = base_of(variant.path, variant.canvas, parent)
    if data is None:
        return None
    is_now = parent.exists() and disk.read_whole(parent, MOST_BYTES) == data
    name = str(parent) if is_now else f"{parent}@{variant.canvas.variant_base}"
    return Version(name, parent, canvas_text.read(decode(data, name)[1], name).canvas)
