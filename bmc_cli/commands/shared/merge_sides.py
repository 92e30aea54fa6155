"""What is merged: three files, a variant and its canvas, or a file with git's markers in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bmc_cli.commands.shared.merging import EMPTY, Merging, Side, opened_or_empty
from bmc_cli.commands.shared.session import program, typed
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import canvas_text, disk
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.conflict_markers import Side as MarkedSide
from bmc_cli.file.conflict_markers import Sides, sides
from bmc_cli.file.revisions import Source, file_of, found
from bmc_cli.file.states import exists
from bmc_cli.file.storage import opened
from bmc_cli.file.variants import base_of, copied, parent_of
from bmc_cli.file.yaml_text import MOST_BYTES, decode
from bmc_cli.model.canvas import Canvas

BROKEN = {"base": "broken_base", "ours": "broken_ours", "theirs": "broken_theirs"}
"""The sides of a merge in their order, with the error of one that is no canvas."""


def of_three(sources: Sequence[Source], called: Path | None = None) -> Merging:
    """Return the merging of three files, which are ``called`` something else where git gives them.

    Each may be as git has it in a revision.

    Raises ``BmcError`` (``BROKEN``) for one that is no canvas, and as ``refuse_same`` does.
    """
    # A revision is no file to write to: by its name there is none.
    paths = [Path(str(each)) for each in sources]
    if called is None:
        refuse_same(*paths)
    base, ours, theirs = (
        _side(name, source, called) for name, source in zip(BROKEN, sources, strict=True)
    )
    return Merging(base, ours, theirs, paths[1], [file_of(each) for each in sources])


def _side(name: str, source: Source, called: Path | None) -> Side:
    there, data = found(source)
    try:
        return opened_or_empty(data, Path(called or str(there)))
    except BmcError as fault:
        raise _broken(name, fault) from fault


def _broken(name: str, fault: BmcError) -> BmcError:
    return BmcError(BROKEN[name], place=fault.place, cause=fault)


def refuse_same(base: Path, ours: Path, theirs: Path) -> None:
    """Refuse a file that is two of the sides: as base and ours, all it has would count as old."""
    if _is_same(base, ours) and not _is_same(ours, theirs):
        command = typed(program(), "merge", ours, theirs)
        raise BmcError("base_is_ours", exit_code=USAGE, file=ours, command=command)
    for one, other in ((base, theirs), (ours, theirs)):
        if _is_same(one, other):
            raise BmcError("named_twice", exit_code=USAGE, file=other)


def _is_same(one: Path, other: Path) -> bool:
    return exists(one) and exists(other) and one.samefile(other)


class Experiment(NamedTuple):
    """A variant and its canvas, one of which is brought into the other.

    ``path`` is the file it goes to, and ``other`` the one it comes from, as ``theirs``.  ``base``
    is a copy as it was made, None where what ``variant`` was copied from is lost; ``head`` has the
    title block of the variant.  ``anew`` is what that is a copy of from now on, if that changes.
    """

    path: Path
    other: Path
    variant: Path
    head: Canvas
    base: Document | None
    theirs: Side
    anew: bytes | None = None

    @property
    def without_base(self) -> str:
        """The command that merges it when its base is lost."""
        return typed(program(), "merge", self.path, self.other, "--no-base")

    def merging(self) -> Merging:
        """Return the merging with what the file holds now.

        A copy, which has no byte order mark, stands for the base: what making it changed is then
        nothing that the variant did, and the canvas has its own again.
        """
        ours = opened_or_empty(disk.read_whole(self.path, MOST_BYTES), self.path)
        base = ("", self.base or self._bare_copy())
        return Merging(base, ours, self.theirs, self.path, [self.path, self.other])

    def _bare_copy(self) -> Document:
        """Return nothing but the title block of a copy, in what making it wrote there."""
        head = Canvas(
            iteration=self.head.iteration,
            variant_of=self.head.variant_of,
            variant_base=self.head.variant_base,
        )
        return canvas_text.read(canvas_text.write(head), str(self.variant))


def of_variant(paths: Sequence[Path]) -> Experiment:
    """Return the experiment of a variant alone, or of two files: into the first comes the other.

    A canvas that is brought into its variant counts as copied anew: so the variant goes on with
    it.  Raises ``BmcError`` as ``parent_of`` does, for what is no canvas, and for one file twice.
    """
    other = paths[-1]
    data = disk.read_whole(other, MOST_BYTES)
    mark, theirs = opened(data, other)
    if len(paths) == 1:
        path = parent_of(other, theirs.canvas)
        if not exists(path):
            raise BmcError("parent_gone", file=other, name=path.name)
    else:
        path = paths[0]
    if _is_same(path, other):
        raise BmcError("named_twice", exit_code=USAGE, file=other)
    head = opened_or_empty(disk.read_whole(path, MOST_BYTES), path)[1].canvas
    if _is_variant(path, head, other) and not _is_variant(other, theirs.canvas, path):
        again = copied(theirs, head.variant_of, data)
        return Experiment(path, other, path, head, _copy(path, head, other), ("", again), data)
    base = _copy(other, theirs.canvas, path)
    return Experiment(path, other, other, theirs.canvas, base, (mark, theirs))


def _is_variant(path: Path, canvas: Canvas, of: Path) -> bool:
    return bool(canvas.variant_of) and _is_same(path.parent / Path(canvas.variant_of).name, of)


def _copy(variant: Path, head: Canvas, parent: Path) -> Document | None:
    """Return the variant as it was when it was made, None where what it was made of is lost."""
    data = base_of(variant, head, parent)
    if data is None:
        return None
    return copied(opened_or_empty(data, parent)[1], head.variant_of, data)


class Marked(NamedTuple):
    """A file with git's markers in it; ``staged`` is the base that git's index has for it."""

    path: Path
    staged: bytes | None

    def merging(self, data: bytes) -> Merging:
        """Return the merging of the sides in ``data``, which the file holds.

        Raises ``BmcError`` as ``conflict_markers.sides`` does, and of ``BROKEN``.
        """
        mark, found = self._sides(data)
        ours, theirs = self._read("ours", found.ours), self._read("theirs", found.theirs)
        base, paths = next(self._bases(found))[0], [self.path]
        return Merging(
            (mark, base), (mark, ours), (mark, theirs), self.path, paths, reread=self.merging
        )

    def has_base(self, data: bytes) -> bool:
        """Whether git left a base, in its index or between the markers in ``data``."""
        return next(self._bases(self._sides(data)[1]))[1]

    def _sides(self, data: bytes) -> tuple[str, Sides]:
        mark, text = decode(data, str(self.path))
        return mark, sides(text, self.path)

    def _read(self, name: str, side: MarkedSide) -> Document:
        try:
            return opened_or_empty(side.text.encode(), self.path)[1]
        except BmcError as fault:
            if fault.place:
                fault.place = side.placed(fault.place, str(self.path))
            raise _broken(name, fault) from fault

    def _bases(self, found: Sides) -> Iterator[tuple[Document, bool]]:
        """Yield what may be the base, and whether git says so; at worst what both sides have."""
        written = found.base.text.encode()
        for data, is_said in (
            (self.staged, True),
            (written if found.has_base else None, True),
            (written, False),
            (found.common.text.encode(), False),
            (EMPTY.encode(), False),
        ):
            with suppress(BmcError):
                if data is not None:
                    yield opened_or_empty(data, self.path)[1], is_said


def of_markers(path: Path) -> Marked:
    """Return the file at ``path`` as one with git's markers in it."""
    from bmc_cli.file import git

    with suppress(BmcError):  # no git, no repository: then there are the markers alone
        return Marked(path, git.staged(path, 1))
    return Marked(path, None)
