"""A merge as it is carried out: three sides, the file it goes to, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.shared.edit_reports import changed_lines
from bmc_cli.commands.shared.session import command_line
from bmc_cli.errors import BmcError
from bmc_cli.file import canvas_text
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.splice.merged import MergedFile, merge_documents
from bmc_cli.file.states import exists
from bmc_cli.file.storage import Made, check_free, holds_nothing, must_be_there, opened, save
from bmc_cli.file.undecided import unplaced_text
from bmc_cli.file.yaml_text import decode
from bmc_cli.model.alike import composed
from bmc_cli.model.difference import difference
from bmc_cli.model.note_merging import chosen
from bmc_cli.words.packs import Pack

EMPTY = "bmc: 1\n"

Side = tuple[str, Document]
"""The byte order mark of a file ("" if none), and the canvas in it."""


def opened_or_empty(data: bytes, path: Path) -> Side:
    """Return the canvas in the bytes of the file at ``path``, an empty one for none.

    Git gives an empty file for what one side did not have.
    """
    if holds_nothing(data):
        return decode(data, str(path))[0], canvas_text.read(EMPTY, str(path))
    return opened(data, path)


@dataclass(frozen=True, slots=True)
class Merging:
    """A canvas and what two people made of it, ``ours`` as it was read from ``path``.

    ``paths`` are the files of all sides, who may read them may read the result.  ``reread`` makes
    the merging of what ``path`` holds when the result comes there: by itself another ``ours``.
    """

    base: Side
    ours: Side
    theirs: Side
    path: Path
    paths: Sequence[Path]
    reread: Callable[[bytes], Merging] | None = None

    def result(self) -> MergedFile:
        """Return ours with what they changed."""
        return merge_documents(self.base[1], self.ours[1], self.theirs[1], str(self.path))

    @property
    def mark(self) -> str:
        """The byte order mark of the result: theirs only if ours is that of the base."""
        return chosen(self.base[0], self.ours[0], self.theirs[0])

    def now(self, data: bytes) -> Merging:
        """Return the merging with what ``path`` holds now."""
        if self.reread is not None:
            return self.reread(data)
        return replace(self, ours=opened_or_empty(data, self.path))

    def into(self, output: Path, *, force: bool, is_versioned: bool) -> tuple[Document, MergedFile]:
        """Write the result to ``output``; over our file it is a change of what that holds then.

        Returns ours as it was merged, and the result.  Each merge is a step of its own for undo,
        also one of comments alone.
        """
        is_ours = exists(output) and exists(self.path) and output.samefile(self.path)
        if not is_ours:
            check_free(output)
        results: list[tuple[Document, MergedFile]] = []

        def make(data: bytes | None) -> Made:
            if data is not None and not (is_ours or force):
                raise BmcError("in_the_way", file=output)
            merging = self.now(must_be_there(data, output)) if is_ours else self
            ours, merged = merging.ours[1], merging.result()
            results.append((ours, merged))
            return Made(merging.mark, ours.canvas, merged.document, is_another=True)

        copied = [path for path in self.paths if exists(path)]  # one may be in git alone
        save(output, make, is_versioned=is_versioned, is_new=not is_ours, copied=copied)
        return results[-1]


def tell_undecided(merged: MergedFile, pack: Pack, written: Path | None) -> bool:
    """Tell what is left for somebody to decide, and whether there is anything.

    ``written`` is the file that the result is in, None where it is in none.
    """
    if not (merged.conflicts or merged.unplaced):
        return False
    left = [*_left(merged, pack)]
    for said in left:
        terminal.message(said)
    if left:
        check = command_line("check", written) if written else ""
        name = "merge.left" if written else "merge.left_unsaved"
        terminal.message(pack.say(name, n=len(left), check=check))
    return True


def show_changes(before: Document, after: Document, pack: Pack) -> None:
    """Print what a merge changes in a canvas, else in its text; a new base is no news."""
    is_anew = before.canvas.variant_base != after.canvas.variant_base
    shown = changed_lines(difference(before.canvas, after.canvas), pack)
    if not shown and not is_anew:
        shown = list(_lines_changed(before.text, after.text))
    for line in shown:
        terminal.result(line)


def _lines_changed(before: str, after: str) -> Iterator[str]:
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    yield from (line for line in list(lines)[2:] if line[0] in "+-")


def _left(merged: MergedFile, pack: Pack) -> Iterator[str]:
    """Yield what a check says of all that this merge, and none before it, left undecided."""
    from bmc_cli.method.rules import left_by_merge  # needed for few merges
    from bmc_cli.words.findings import heading_of, sentence
    from bmc_cli.words.terms import terms_of

    conflicts = {(each.key, composed(each.text)) for each in merged.conflicts}
    unplaced = {unplaced_text(line) for line in merged.unplaced}
    for finding in left_by_merge(merged.document.canvas, terms_of(pack)):
        keys = {finding.key, *(key for key, _ in finding.spots)}
        is_new = any((key, composed(finding.likely)) in conflicts for key in keys)
        if is_new or unplaced.intersection(finding.names if finding.line else ()):
            block = heading_of(finding.key, pack)
            yield pack.say("merge.left_in", block=block, said=sentence(finding, pack))
