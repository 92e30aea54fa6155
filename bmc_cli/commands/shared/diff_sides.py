"""Which two canvases are compared: files, files as git has them, and revisions of one at hand.

As with git: revisions stand before the file that they are of, and what a file is called is the
file.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from bmc_cli.commands.shared.here import at_hand, canvas_at, source_at
from bmc_cli.commands.shared.session import Session
from bmc_cli.errors import USAGE, BmcError, warn
from bmc_cli.file import disk, git
from bmc_cli.file.near_names import likely_path
from bmc_cli.file.revisions import (
    ENDINGS,
    NEWEST,
    PIPED,
    Committed,
    Source,
    file_of,
    is_file,
    is_there,
    named,
    parted,
    piped,
)
from bmc_cli.file.states import exists
from bmc_cli.file.storage import locate, opened
from bmc_cli.file.variants import base_of, parent_of
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.model.canvas import Canvas

_RANGE = re.compile(r"(?P<old>.*?)(?P<dots>\.{2,3})(?P<new>[^./\\].*)?", re.DOTALL)
_SIGNED = re.compile(r".*[~^@:]|[0-9a-f]{7,40}\Z|HEAD\Z", re.DOTALL)
"""What git has a name for, and hardly anybody a file."""


@dataclass(frozen=True, slots=True)
class Version:
    """A canvas with what it is called, and the file it is a version of."""

    name: str
    path: Path
    canvas: Canvas


def version(source: Source) -> Version:
    """Return the canvas in ``source``.

    Raises ``BmcError`` for what is no canvas, and for what git does not know.
    """
    there, document = named(source)
    return Version(str(there), file_of(source), document.canvas)


def compared(names: Sequence[str], session: Session) -> tuple[Version, Version]:
    """Return the old and the new canvas that ``names`` say.

    Of a file alone the old side is what it is a variant of, else what is committed; of one
    revision the new side is the file as it is.  Raises ``BmcError`` for more than two, for a
    revision behind a file, and for one that there is not.
    """
    sources = _sources(names, session)
    if len(sources) > 2:
        raise BmcError("two_at_most", exit_code=USAGE)
    first, *others = map(version, sources)
    if others:
        return first, others[0]
    if isinstance(sources[0], Committed):
        return first, version(sources[0].path)
    return before(first), first


def both_sides(names: Sequence[str], session: Session) -> list[tuple[Version, Version]]:
    """Return what was copied beside the variant that is named, and beside its canvas as it is now.

    Raises ``BmcError`` for more than one, as ``parent_of`` does, and where that is lost.
    """
    if len(names) > 1:
        raise BmcError("both_of_variant", exit_code=USAGE)
    name = names[0] if names else os.environ.get("BMC_FILE")
    variant = version(canvas_at(name, session, "diff --both"))
    if not variant.canvas.variant_of:
        raise BmcError("both_of_variant", exit_code=USAGE)
    parent = parent_of(variant.path, variant.canvas)
    now = version(parent)
    found = _copied_from(variant, parent)
    if found is None:
        raise BmcError("base_lost_both", file=variant.path, canvas=parent)
    return [(found, variant), (found, now)]


def before(new: Version) -> Version:
    """Return what a canvas is compared with: what it was copied from, else what is committed.

    Where what it was copied from is lost, that is told, and it is the canvas as it is now.
    Raises ``BmcError`` as ``parent_of`` does.
    """
    if not new.canvas.variant_of:
        return version(Committed(new.path))
    parent = parent_of(new.path, new.canvas)
    if found := _copied_from(new, parent):
        return found
    warn(BmcError("base_lost_compared", file=new.path, canvas=parent))
    return version(parent)


def _copied_from(variant: Version, parent: Path) -> Version | None:
    """Return what a variant of ``parent`` was copied from, None where that is lost."""
    data = base_of(variant.path, variant.canvas, parent)
    if data is None:
        return None
    is_now = exists(parent) and disk.read_whole(parent, MOST_BYTES) == data
    name = str(parent) if is_now else f"{parent}@{variant.canvas.variant_base}"
    return Version(name, parent, opened(data, name)[1].canvas)


def _sources(names: Sequence[str], session: Session) -> list[Source]:
    """Return what ``names`` say, each as a source; of revisions alone those of one file."""
    meant = [_meant(name) for name in names]
    bare = list(takewhile(lambda each: not each.file, meant))
    rest = meant[len(bare) :]
    for name, each in zip(names[len(bare) :], rest, strict=True):
        if not each.file:
            again = shlex.join(["bmc", "diff", name, rest[0].file])
            raise BmcError("revision_first", exit_code=USAGE, name=name, command=again)
    files = [source for each in rest for source in _of_file(each)]
    if not bare:
        return files or [source_at(os.environ.get("BMC_FILE"), session, "diff")]
    file = files[0] if files else at_hand(session, "diff")
    path = file_of(file)
    then = [Committed(path, each) for name in bare for each in _revisions(name.revision, path)]
    of_one = [file, *files[1:]] if len(then) == 1 or isinstance(file, Committed) else files[1:]
    return [*then, *of_one]


class _Meant(NamedTuple):
    """A file, a revision of it, or a revision of the file at hand, as they were typed."""

    file: str = ""
    revision: str = ""


def _meant(name: str) -> _Meant:
    cut = parted(name)
    if cut is None:
        is_name = is_there(name) or name.endswith(ENDINGS) or name in {"", PIPED}
        return _Meant(file=name) if is_name else _Meant(revision=name)
    file, revision = cut
    is_folder = is_there(file) and not revision.startswith("@{")
    if file and not is_file(file) and not file.endswith(ENDINGS) and not is_folder:
        return _Meant(revision=name)  # ``main@{1}``
    return _Meant(file, revision)


def _of_file(meant: _Meant) -> Iterator[Source]:
    if meant.file == PIPED:
        yield piped()
        return
    path = locate(meant.file)
    if not meant.revision:
        yield path
        return
    yield from (Committed(path, each) for each in _range(meant.revision, path) or [meant.revision])


def _revisions(written: str, path: Path) -> Sequence[str]:
    """Return the revision, or the two, that were typed without the file at ``path``.

    Raises ``BmcError`` for what neither git nor the folder has.
    """
    if found := _range(written, path):
        return found
    if _SIGNED.match(written) or git.knows(path, written):
        return [written]
    file = locate(written)
    if likely := likely_path(file):
        raise BmcError("no_file_likely", file=file, likely=likely)
    raise BmcError("neither", file=file, name=written)


def _range(written: str, path: Path) -> Sequence[str]:
    """Return both sides of ``OLD..NEW``, of ``OLD...NEW`` since they parted; else none."""
    found = _RANGE.fullmatch(written)
    if not found or not (found["old"] or found["new"]):
        return []
    old, new = found["old"] or NEWEST, found["new"] or NEWEST
    return [git.parting(path, old, new) if found["dots"] == "..." else old, new]
