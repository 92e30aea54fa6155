"""The canvas in one file through a series of edits: each is saved, and can be taken back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NoReturn

from bmc_cli.errors import BmcError, NotSaved
from bmc_cli.file import canvas_text, disk
from bmc_cli.file.states import exists
from bmc_cli.file.storage import Edit, Made, changed, create, load, made_of, opened, proved, save
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.model.canvas import Canvas, NoteGone
from bmc_cli.model.operations import Operation, Refused, apply


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
                self._keep(made_of(edit(self.canvas))[0], fault)
        return self.canvas

    def look(self) -> Canvas:
        """Return the canvas as the file holds it now.  Raises what reading raises."""
        self.canvas = load(self.path).canvas
        return self.canvas

    def do(self, *operations: Operation) -> Canvas:
        """Apply ``operations`` to what the file holds now, save it, and return it.

        Raises what ``change`` raises, and ``Refused`` for what may not be.
        """
        return self.change(partial(apply, operations=operations))

    def _create(self, edit: Edit) -> Canvas:
        """Make the file, with what ``edit`` makes of the canvas in it."""
        empty = self.canvas
        canvas = made_of(edit(empty))[0]
        had_file = exists(self.path)
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
        document = proved(canvas_text.write(empty), empty, self.path)
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
