"""A canvas and its file: load it, make one, and change it under the lock."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from bmc_cli import canvasfile, files
from bmc_cli.canvas import Canvas, NoteGone, filled
from bmc_cli.canvasfile import Document
from bmc_cli.errors import BmcError, NotSaved
from bmc_cli.yamltext import MOST_BYTES, decode

DEFAULT = "canvas.yaml"

Edit = Callable[[Canvas], Canvas]

_ATTEMPTS = 5  # a program without the lock may write between our reading and our saving


def locate(name: str | None) -> Path:
    """Return the path of the canvas that a user calls ``name``.

    Nothing means the canvas of this folder; a name without an ending is that of a
    canvas, and becomes a safe file name, unless a file of just that name is there.
    """
    if not name:
        return Path(DEFAULT)
    path = Path(name)
    if path.suffix or not path.name or path.exists():
        return path
    return path.with_name(files.safe_name(path.name, ".yaml"))


def locate_all(names: Sequence[str], environment: Mapping[str, str]) -> list[Path]:
    """Return the paths of the canvases that a user calls ``names``.

    Without names it is the one that ``BMC_FILE`` says, else that of this folder.
    """
    if not names:
        return [locate(environment.get("BMC_FILE"))]
    return [locate(name) for name in names]


def load(path: Path) -> Document:
    """Return the canvas in the file at ``path``.

    Raises ``BmcError`` for what is no canvas and ``OSError`` for what cannot be read.
    """
    return _read(path, str(path))[2]


def _read(path: Path, name: str) -> tuple[bytes, str, Document]:
    data = files.read_whole(path, MOST_BYTES)
    mark, text = decode(data, name)
    return data, mark, _document(text, name)


@lru_cache(maxsize=1)
def _document(text: str, name: str) -> Document:
    """Return the canvas in ``text``; an edit reads the same text before and under the lock."""
    return canvasfile.read(text, name)


def is_blank(path: Path) -> bool:
    """Whether the file at ``path`` holds nothing but white space and remarks."""
    data = files.read_whole(path, MOST_BYTES).removeprefix(codecs.BOM_UTF8)
    return all(line.strip()[:1] in {b"", b"#"} for line in data.splitlines())


def check_free(path: Path) -> None:
    """Raise what keeps a new file from ``path``, before anybody is asked anything."""
    if not path.parent.is_dir():
        raise BmcError("no_folder", folder=path.parent)
    try:
        path.stat()  # a link that leads back is neither there nor free
    except FileNotFoundError:
        return


def create(path: Path, canvas: Canvas, remarks: Mapping[str, Sequence[str]] | None = None) -> None:
    """Write ``canvas`` to a new file at ``path``, or below the remarks of one without a canvas.

    Raises ``BmcError`` ("exists") when something is there.
    """
    target = files.real(path)
    data = canvasfile.write(canvas, remarks).encode()
    with files.named(path), files.locked(target.parent):
        old = target.stat() if target.exists() else None
        if old is not None and not is_blank(target):
            raise BmcError("exists", file=path)
        above = files.read_whole(target, MOST_BYTES) if old is not None else b""
        if b"#" in above:
            data = above.rstrip() + b"\n\n" + data
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
    from bmc_cli import history
    from bmc_cli.splice import respell

    target = files.real(path)
    with files.named(path), files.locked(target.parent):
        for _ in range(_ATTEMPTS):
            data, mark, document = _read(target, str(path))
            after = respell(document, edit(document.canvas), str(path))
            if after.text == document.text:
                return document.canvas, after.canvas
            new = (mark + after.text).encode()
            if len(new) > MOST_BYTES:
                raise BmcError("too_big", file=path, most=MOST_BYTES)
            old = target.stat()
            if files.read_whole(target, MOST_BYTES) == data:
                files.write_whole(target, new, old=old)
                is_step = filled(document.canvas) != filled(after.canvas)
                history.record(target, data, new, is_step=is_step)
                return document.canvas, after.canvas
    raise BmcError("busy", file=path)


class Book:
    """The canvas in one file, kept saved through a series of edits.

    When the file can no longer be saved, the canvas goes on in a file beside it.
    """

    def __init__(self, path: Path, canvas: Canvas) -> None:
        self.path = path
        self.canvas = canvas

    def change(self, edit: Edit) -> Canvas:
        """Apply ``edit`` to what the file holds now, save it, and return it.

        Raises ``NotSaved`` when that cannot be, and what ``edit`` raises.
        """
        with files.undisturbed():
            try:
                _, self.canvas = change(self.path, edit)
            except NoteGone:
                self.canvas = load(self.path).canvas
                raise
            except (OSError, BmcError) as fault:
                self._keep(edit(self.canvas), fault)
        return self.canvas

    def _keep(self, canvas: Canvas, fault: Exception) -> NoReturn:
        """Save ``canvas`` under a free name, beside its file or else in the user's folder."""
        name = f"{self.path.stem}.kept"
        for folder in (self.path.parent, Path.home()):
            for number in ("", *range(2, 100)):
                path = folder / f"{name}{number}{self.path.suffix}"
                try:
                    create(path, canvas)
                except (OSError, BmcError):
                    if not path.exists():
                        break  # no name will do in this folder
                else:
                    self.path, self.canvas = path, canvas
                    raise NotSaved(path, ()) from fault
        old = {note.text for block in self.canvas.blocks.values() for note in block}
        new = [note.text for block in canvas.blocks.values() for note in block]
        raise NotSaved(None, tuple(text for text in new if text not in old)) from fault
