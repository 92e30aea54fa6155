"""A variant and its canvas: how one is made of the other, and what it was copied from.

What was copied is known by its fingerprint, which stands in the copy: so it survives a clone, a
mail and another name, and nothing else is ever taken for it.  It is the name that git has for
these bytes, so that git finds them in whatever commit and under whatever name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath, PureWindowsPath

from bmc_cli.errors import BmcError
from bmc_cli.file import disk
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.model.canvas import Canvas

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")


def fingerprint(data: bytes) -> str:
    r"""Return by what the bytes of a canvas are known, however their lines end.

    >>> fingerprint(b"bmc: 1\n"), fingerprint(b"bmc: 1\r\n")
    ('a38a0e04f099', 'a38a0e04f099')
    """
    from hashlib import sha1  # 10 ms

    text = data.replace(b"\r\n", b"\n")
    return sha1(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()[:12]


def parent_of(path: Path, canvas: Canvas) -> Path:
    """Return the file that the ``canvas`` at ``path`` says it is a variant of.

    Raises ``BmcError`` ("not_variant") for one that says nothing, and ("outward") for one that
    says what is outside of its folder: its words, which may be a stranger's, open no file there.
    """
    name = canvas.variant_of
    if not name:
        raise BmcError("not_variant", file=path)
    written = PurePath(name), PureWindowsPath(name)
    if any(each.anchor or ".." in each.parts for each in written):
        raise BmcError("outward", file=path, name=name)
    return path.parent / name


def copied(document: Document, name: str, data: bytes) -> Document:
    """Return a copy of the canvas in the file called ``name``, its next iteration.

    The file holds ``data``, which reads as ``document``.
    """
    from bmc_cli.file.splice import splice_canvas

    canvas = document.canvas
    copy = replace(
        canvas,
        variant_of=name,
        variant_base=fingerprint(data),
        iteration=_next(canvas.iteration),
    )
    return splice_canvas(document, copy, name)


def _next(iteration: str) -> str:
    """Return the number after ``iteration``; words of one's own stay, and what nobody counts to."""
    if not iteration:
        return "2"
    return str(int(iteration) + 1) if re.fullmatch(r"[0-9]{1,18}", iteration) else iteration


def keep_base(data: bytes) -> None:
    """Keep what a copy is made of, beside the versions for undo, for as long as its owner does.

    Nothing there is ever pruned.  It is a help: what goes wrong with it hinders no copy.
    """
    from bmc_cli.file import history, private

    if not history.is_on():
        return
    with suppress(OSError, BmcError):
        folder = _folder()
        owner = private.made(folder)
        private.write(folder / f"{fingerprint(data)}.yaml", data, owner, synced=True)


def base_of(path: Path, canvas: Canvas, parent: Path | None = None) -> bytes | None:
    """Return what the variant ``canvas`` at ``path`` was copied from, None where that is lost.

    ``parent`` is the file it is a variant of.  It is looked for there, in what was kept of the
    copying, and in the objects of git.
    """
    sought = canvas.variant_base
    if not _FINGERPRINT.fullmatch(sought):
        return None
    found = _candidates(sought, path, parent)
    return next((data for data in found if fingerprint(data) == sought), None)


def _candidates(sought: str, path: Path, parent: Path | None) -> Iterator[bytes]:
    from bmc_cli.file import git, versions

    with suppress(OSError, BmcError):
        if parent is not None:
            yield disk.read_whole(parent, MOST_BYTES)
    with suppress(OSError, BmcError):
        folder = _folder()
        versions.refuse_strange(folder)
        yield versions.read_own(folder / f"{sought}.yaml")
    with suppress(BmcError):
        yield from git.contents(path.parent, sought, () if parent is None else (parent.name,))


def _folder() -> Path:
    from bmc_cli.file import versions

    return versions.state_folder() / "bmc" / "bases"
