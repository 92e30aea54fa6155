"""A canvas and its file: load it, make one, and change it under the lock."""

from __future__ import annotations

import codecs
import errno
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

from bmc_cli.errors import BmcError, NotSaved
from bmc_cli.file import canvas_text, disk
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.locks import locked
from bmc_cli.file.ownership import mode_of_copy
from bmc_cli.file.yaml_text import MOST_BYTES, decode
from bmc_cli.model.canvas import Canvas, NoteGone, filled
from bmc_cli.model.operations import Edited, Operation, Origin, Refused, apply

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
    if path.suffix or not path.name or path.exists():
        return path
    return path.with_name(disk.safe_name(path.name, ".yaml"))


def load(path: Path) -> Document:
    """Return the canvas in the file at ``path``.

    Raises ``BmcError`` for what is no canvas and ``OSError`` for what cannot be read.
    """
    return opened(disk.read_whole(path, MOST_BYTES), path)[1]


def opened(data: bytes, path: Path) -> tuple[str, Document]:
    """Return the byte order mark ("" if none) and the canvas in the bytes of a file.

    Raises ``BmcError``, which names the file as ``path``, for what is no canvas.
    """
    mark, text = decode(data, str(path))
    return mark, _document(text, str(path))


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
    if not path.parent.is_dir():
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
) -> Made:
    """Write ``canvas`` to a new file at ``path``, or below the comments of one without a canvas.

    ``copied`` are the files that it is a copy of.  Raises ``BmcError`` ("exists") when
    something is there.
    """

    def make(data: bytes | None) -> Made:
        if data is not None and not holds_nothing(data):
            raise BmcError("exists", file=path)
        mark, above = decode(data or b"", str(path))
        text = canvas_text.write(canvas, comments)
        if "#" in above:
            document = _proved(above.rstrip() + "\n\n" + text, canvas, path)
            return Made(mark, Canvas(), document, is_another=True)
        return Made("", Canvas(), _proved(text, canvas, path), is_another=True)

    return save(path, make, copied=copied)


def _proved(text: str, canvas: Canvas, path: Path) -> Document:
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
        wanted, origin = _made(edit(document.canvas))
    except BmcError as fault:
        fault.values.setdefault("file", path)  # for the command that helps
        raise
    after = splice_canvas(document, wanted, str(path), origin=origin)
    return Made(mark, document.canvas, after)


def must_be_there(data: bytes | None, path: Path) -> bytes:
    """Return ``data``.  Raises ``FileNotFoundError`` when there is no file."""
    if data is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return data


def _made(edited: Canvas | Edited) -> tuple[Canvas, Mapping[str, Origin]]:
    return edited if isinstance(edited, Edited) else (edited, {})


class Book:
    """The canvas in one file, kept saved through a series of edits.

    When the file can no longer be saved, the canvas goes on in a file beside it.  One that
    ``is_new`` has no file before its first edit.
    """

    def __init__(self, path: Path, canvas: Canvas, *, is_new: bool = False) -> None:
        self.path = path
        self.canvas = canvas
        self.is_new = is_new
        self._written: bytes | None = None  # what this book saved last
        self._joined: bytes | None = None  # that, where it is no version of its own
        self._steps: list[Callable[[], Canvas]] = []  # what takes each saving back

    def change(self, edit: Edit) -> Canvas:
        """Apply ``edit`` to what the file holds now, save it, and return it.

        Raises ``NotSaved`` when that cannot be, and what ``edit`` raises.
        """
        with disk.undisturbed():
            if self.is_new:
                return self._create(edit)
            try:
                self._noted(changed(self.path, edit))
            except (NoteGone, Refused):
                self.canvas = load(self.path).canvas
                raise
            except (OSError, BmcError) as fault:
                self._keep(_made(edit(self.canvas))[0], fault)
        return self.canvas

    def do(self, *operations: Operation) -> Canvas:
        """Apply ``operations`` to what the file holds now, save it, and return it.

        Raises what ``change`` raises, and ``Refused`` for what may not be.
        """
        return self.change(partial(apply, operations=operations))

    def _create(self, edit: Edit) -> Canvas:
        """Make the file, with what ``edit`` makes of the canvas in it."""
        empty = self.canvas
        canvas = _made(edit(empty))[0]
        had_file = self.path.exists()
        try:
            made = create(self.path, canvas)
        except (OSError, BmcError) as fault:
            self._keep(canvas, fault)
        finally:
            self.is_new = False
        self._noted(made._replace(before=empty, is_another=False))
        if self._steps:
            self._steps = [partial(self._uncreated if had_file else self._emptied, empty)]
        return self.canvas

    def _noted(self, made: Made) -> None:
        """Remember what was saved, and how it is taken back."""
        self.canvas, data = made.after.canvas, made.data
        if made.is_step:
            self._steps.append(partial(self._stepped_back, self._joined))
            self._joined = None
        elif data != self._written:
            self._joined = data
        self._written = data

    def undo(self) -> Canvas:
        """Take the last saving back, and return the canvas as it is then.

        The file then holds just what it held before.  Raises ``BmcError`` when somebody changed
        it since, be it a comment, when nothing is kept of it, and what reading and writing
        raise; ``canvas`` is then what the file holds, if it holds one.
        """
        data = disk.read_whole(self.path, MOST_BYTES)
        if data != self._written:
            self.canvas = opened(data, self.path)[1].canvas
            raise BmcError("undo_elsewhere", file=self.path)
        if not self._steps:
            raise BmcError("nothing_to_undo", file=self.path)
        self.canvas = self._steps[-1]()
        self._steps.pop()
        return self.canvas

    def _stepped_back(self, joined: bytes | None) -> Canvas:
        """Put the version before back, as it was when ``joined`` was saved, no version itself."""
        from bmc_cli.file import history

        step = history.step(disk.written_at(self.path), -1)
        self._written = step.after
        mark, document = opened(joined or step.after, self.path)
        if joined and joined != step.after:
            self._put(Made(mark, document.canvas, document))
        self._joined = joined
        return document.canvas

    def _uncreated(self, empty: Canvas) -> Canvas:
        """Put the comments back that stood in the file before there was a canvas."""
        from bmc_cli.file import history

        self._written = history.step(disk.written_at(self.path), -1).after
        self.is_new, self._joined = True, None
        return empty

    def _emptied(self, empty: Canvas) -> Canvas:
        """Take all out of a file that this book made."""
        document = _proved(canvas_text.write(empty), empty, self.path)
        self._put(Made("", self.canvas, document))
        self._joined = None
        return document.canvas

    def _put(self, made: Made) -> None:
        """Have the file hold what is ``made`` in the place of what was written last."""

        def make(data: bytes | None) -> Made:
            if data != self._written:
                raise BmcError("undo_elsewhere", file=self.path)
            return made

        self._written = save(self.path, make, is_new=False).data

    def _keep(self, canvas: Canvas, fault: Exception) -> NoReturn:
        """Save ``canvas`` under a free name, beside its file or else in the user's folder."""
        name = f"{self.path.stem}.kept"
        for folder in self._folders():
            for number in ("", *range(2, 100)):
                path = folder / f"{name}{number}{self.path.suffix}"
                try:
                    create(path, canvas, copied=[self.path])
                except (OSError, BmcError):
                    if not os.path.lexists(path):
                        break  # no name will do in this folder
                else:
                    self.path, self.canvas = path, canvas
                    raise NotSaved(path, ()) from fault
        old = {note.text for block in self.canvas.blocks.values() for note in block}
        new = [note.text for block in canvas.blocks.values() for note in block]
        raise NotSaved(None, tuple(text for text in new if text not in old)) from fault

    def _folders(self) -> Iterator[Path]:
        yield self.path.parent
        with suppress(BmcError):
            yield disk.home()
