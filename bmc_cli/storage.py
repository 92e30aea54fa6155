"""A canvas and its file: load it, make one, and change it under the lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bmc_cli import canvasfile, files
from bmc_cli.canvas import Canvas
from bmc_cli.canvasfile import Document
from bmc_cli.errors import BmcError
from bmc_cli.splice import respell
from bmc_cli.yamltext import MOST_BYTES, decode

DEFAULT = "canvas.yaml"

Edit = Callable[[Canvas], Canvas]

_ATTEMPTS = 5  # a program without the lock may write between our reading and our saving


def locate(name: str | None) -> Path:
    """Return the path of the canvas that a user calls ``name``.

    Nothing means the canvas of this folder; a name without an ending gets
    ``.yaml`` unless a file of just that name is there.
    """
    if not name:
        return Path(DEFAULT)
    path = Path(name)
    if path.suffix or not path.name or path.exists():
        return path
    return path.with_name(path.name + ".yaml")


def load(path: Path) -> Document:
    """Return the canvas in the file at ``path``.

    Raises ``BmcError`` for what is no canvas and ``OSError`` for what cannot be read.
    """
    return _read(path)[2]


def _read(path: Path) -> tuple[bytes, str, Document]:
    data = files.read_whole(path, MOST_BYTES)
    mark, text = decode(data, str(path))
    return data, mark, canvasfile.read(text, str(path))


def is_blank(path: Path) -> bool:
    """Whether the file at ``path`` holds nothing but white space."""
    return not files.read_whole(path, MOST_BYTES).strip()


def create(path: Path, canvas: Canvas, remarks: Mapping[str, Sequence[str]] | None = None) -> None:
    """Write ``canvas`` to a new file at ``path``, or over one that holds nothing.

    Raises ``BmcError`` ("exists") when something is there.
    """
    target = files.real(path)
    data = canvasfile.write(canvas, remarks).encode()
    with files.locked(target.parent):
        old = target.stat() if target.exists() else None
        if old is not None and not is_blank(target):
            raise BmcError("exists", file=path)
        try:
            files.write_whole(target, data, old=old)
        except FileExistsError:
            raise BmcError("exists", file=path) from None


def change(path: Path, edit: Edit) -> tuple[Canvas, Canvas]:
    """Apply ``edit`` to what the file at ``path`` holds now, and save it.

    Returns the canvas before and after.  An edit that changes nothing leaves the
    file alone.  Raises what ``edit`` raises, ``BmcError`` and ``OSError``; the file
    is then as it was.
    """
    target = files.real(path)
    with files.locked(target.parent):
        for _ in range(_ATTEMPTS):
            data, mark, document = _read(target)
            after = respell(document, edit(document.canvas), str(path))
            if after.text == document.text:
                return document.canvas, after.canvas
            new = (mark + after.text).encode()
            if len(new) > MOST_BYTES:
                raise BmcError("too_big", file=path, most=MOST_BYTES)
            old = target.stat()
            if files.read_whole(target, MOST_BYTES) == data:
                files.write_whole(target, new, old=old)
                return document.canvas, after.canvas
    raise BmcError("busy", file=path)


class Book:
    """The canvas in one file, kept saved through a series of edits."""

    def __init__(self, path: Path, canvas: Canvas) -> None:
        self.path = path
        self.canvas = canvas

    def change(self, edit: Edit) -> Canvas:
        """Apply ``edit`` to what the file holds now, save it, and return it."""
        _, self.canvas = change(self.path, edit)
        return self.canvas
