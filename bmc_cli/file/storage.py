"""A canvas and its file: load it, make one, and change it under the lock."""

from __future__ import annotations

import codecs
import errno
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bmc_cli.errors import BmcError
from bmc_cli.file import canvas_text, disk
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.locks import locked
from bmc_cli.file.ownership import mode_of_copy
from bmc_cli.file.states import exists, is_folder
from bmc_cli.file.yaml_text import MOST_BYTES, decode
from bmc_cli.model.canvas import Canvas, filled
from bmc_cli.model.operations import Edited, Origin

DEFAULT = "canvas.yaml"

Edit = Callable[[Canvas], Canvas | Edited]
"""Makes another canvas of one; from operations it is known which note is which."""


class Made(NamedTuple):
    """What a file shall hold: its byte order mark, the canvas before, and the document after.

    ``is_another`` says that ``before`` is not what the file held.
    """

    mark: str
    before: Canvas
    after: Document
    is_another: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return (self.mark + self.after.text).encode()

    @property
    def is_step(self) -> bool:
        """Whether somebody sees a difference."""
        return self.is_another or filled(self.before) != filled(self.after.canvas)


Make = Callable[[bytes | None], Made]

_ATTEMPTS = 5  # a program without the lock may write between our reading and our saving


def locate(name: str | None) -> Path:
    """Return the path of the canvas that a user calls ``name``.

    Nothing means the canvas of this folder; a name without an ending is that of a
    canvas, and becomes a safe file name, unless a file of just that name is there.
    """
    if not name:
        return Path(DEFAULT)
    path = Path(name)
    if path.suffix or not path.name or exists(path):
        return path
    return path.with_name(disk.safe_name(path.name, ".yaml"))


def load(path: Path) -> Document:
    """Return the canvas in the file at ``path``.

    Raises ``BmcError`` for what is no canvas and ``OSError`` for what cannot be read.
    """
    return opened(disk.read_whole(path, MOST_BYTES), path)[1]


def opened(data: bytes, name: Path | str) -> tuple[str, Document]:
    """Return the byte order mark ("" if none) and the canvas in the bytes of a file.

    Raises ``BmcError``, which calls the file ``name``, for what is no canvas.
    """
    mark, text = decode(data, str(name))
    return mark, _document(text, str(name))


_read_last: list[tuple[str, str, Document]] = []
"""The document that was read last, its text and the name of its file: at most one."""


def _document(text: str, name: str) -> Document:
    """Return the canvas in ``text``.

    An edit reads the same text before and under the lock, and what the edit before it made was
    read back already, to prove it.
    """
    for known, its_name, document in _read_last:
        if (known, its_name) == (text, name):
            return document
    return _remembered(canvas_text.read(text, name), name)


def _remembered(document: Document, name: str) -> Document:
    _read_last[:] = [(document.text, name, document)]
    return document


def is_blank(path: Path) -> bool:
    """Whether the file at ``path`` holds nothing but white space and comments."""
    return holds_nothing(disk.read_whole(path, MOST_BYTES))


def holds_nothing(data: bytes) -> bool:
    """Whether there is nothing but white space and comments in the bytes of a file."""
    lines = data.removeprefix(codecs.BOM_UTF8).splitlines()
    return all(line.strip()[:1] in {b"", b"#"} for line in lines)


def check_free(path: Path) -> None:
    """Raise what keeps a new file from ``path``, before anybody is asked anything."""
    if not is_folder(path.parent):
        raise disk.no_folder(path.parent)
    disk.refuse_link(path)


def save(
    path: Path,
    make: Make,
    *,
    is_versioned: bool = True,
    is_new: bool = True,
    copied: Sequence[Path] = (),
) -> Made:
    """Let ``make`` say what the file at ``path`` shall hold: the one way a canvas is written.

    What is new, to where it comes, is never written through a link; a change of the canvas
    that is there is: somebody keeps it elsewhere.  A new file may be read by those who may
    read the files it is ``copied`` from, and by no others.

    ``make`` gets what the file holds (None: there is none) under the lock, and again when a
    program without the lock wrote meanwhile.  Its document was read back from its text,
    so that only a canvas is ever written.  What is there already is left alone.  Raises what
    ``make`` raises, ``BmcError`` and ``OSError``; the file is then as it was.
    """
    from bmc_cli.file import history

    target = disk.place_of(path) if is_new else disk.written_at(path)
    with disk.named(path), locked(target.parent):
        for _ in range(_ATTEMPTS):
            if is_new:
                disk.refuse_link(path)
            data = _bytes(target)
            made = make(data)
            new = _as_bytes(made, path)
            if new == data:
                return made
            old = None if data is None else target.stat()
            try:
                disk.write_whole(
                    target,
                    new,
                    old=old,
                    mode=mode_of_copy(copied, target.parent),
                    is_current=lambda data=data: _bytes(target) == data,  # type: ignore[misc]
                )
            except FileExistsError:
                continue
            if is_versioned:
                history.record(target, data, new, is_step=made.is_step)
            return made
    raise BmcError("busy", file=path)


def _as_bytes(made: Made, path: Path) -> bytes:
    if len(made.data) > MOST_BYTES:
        raise BmcError("would_be_too_big", file=path, most=MOST_BYTES)
    return made.data


def _bytes(target: Path) -> bytes | None:
    try:
        return disk.read_whole(target, MOST_BYTES)
    except FileNotFoundError:
        return None


def create(
    path: Path,
    canvas: Canvas,
    comments: Mapping[str, Sequence[str]] | None = None,
    copied: Sequence[Path] = (),
    *,
    below: Sequence[str] = (),
    over: bool = False,
) -> Made:
    """Write ``canvas`` to a new file at ``path``, or below the comments of one without a canvas.

    ``copied`` are the files that it is a copy of, ``below`` lines of comment at its end.  Raises
    ``BmcError`` ("exists") when something is there, unless it may be written ``over``.
    """

    def make(data: bytes | None) -> Made:
        if data is not None and not over and not holds_nothing(data):
            raise BmcError("exists", file=path)
        mark, above = decode((b"" if over else data) or b"", str(path))
        text = canvas_text.write(canvas, comments, below)
        if "#" in above:
            document = proved(above.rstrip() + "\n\n" + text, canvas, path)
            return Made(mark, Canvas(), document, is_another=True)
        return Made("", Canvas(), proved(text, canvas, path), is_another=True)

    return save(path, make, copied=copied)


def proved(text: str, canvas: Canvas, path: Path) -> Document:
    """Return the document in ``text``, which must hold ``canvas``."""
    document = canvas_text.read(text, str(path))
    if document.canvas != replace(canvas, ignored_rules=()):
        raise BmcError("unspliceable", file=path)
    return document


def change(path: Path, edit: Edit) -> tuple[Canvas, Canvas]:
    """Apply ``edit`` to what the file at ``path`` holds now, and save it; as ``changed``.

    Returns the canvas before and after.
    """
    made = changed(path, edit)
    return made.before, made.after.canvas


def changed(path: Path, edit: Edit) -> Made:
    """Apply ``edit`` to what the file at ``path`` holds now, save it, and say what was made.

    An edit that changes nothing leaves the file alone.  Raises what ``edit`` raises, ``BmcError``
    and ``OSError``; the file is then as it was.
    """
    made = save(path, partial(_changed, path, edit), is_new=False)
    _remembered(made.after, str(path))
    return made


def preview(path: Path, edit: Edit) -> tuple[Canvas, Canvas]:
    """Return the canvas before and after ``edit`` as ``change`` does, and save nothing."""
    made = _changed(path, edit, disk.read_whole(path, MOST_BYTES))
    _as_bytes(made, path)
    return made.before, made.after.canvas


def _changed(path: Path, edit: Edit, data: bytes | None) -> Made:
    """Return what the file at ``path``, which holds ``data``, shall hold after ``edit``."""
    from bmc_cli.file.splice import splice_canvas

    mark, document = opened(must_be_there(data, path), path)
    try:
        wanted, origin = made_of(edit(document.canvas))
    except BmcError as fault:
        fault.values.setdefault("file", path)  # for the command that helps
        raise
    after = splice_canvas(document, wanted, str(path), origin=origin)
    return Made(mark, document.canvas, after)


def must_be_there(data: bytes | None, path: Path) -> bytes:
    """Return ``data``.  Raises ``FileNotFoundError`` when there is no file."""
    if data is None:
        raise disk.os_error(errno.ENOENT, path)
    return data


def made_of(edited: Canvas | Edited) -> tuple[Canvas, Mapping[str, Origin]]:
    """Return the canvas that an edit made, and where its notes were, as far as that is known."""
    return edited if isinstance(edited, Edited) else (edited, {})
