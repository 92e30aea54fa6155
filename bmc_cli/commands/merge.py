"""``bmc merge``: two edits of one canvas made into one, by hand or by git."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.options import Force, Lang, Prompts
from bmc_cli.commands.shared.session import Session, command_line
from bmc_cli.errors import CANNOT, BmcError
from bmc_cli.file import canvas_text, disk
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.splice.merged import MergedFile, merge_documents
from bmc_cli.file.storage import Made, check_free, holds_nothing, must_be_there, opened, save
from bmc_cli.file.undecided import unplaced_text
from bmc_cli.file.yaml_text import MOST_BYTES, decode
from bmc_cli.model.alike import composed
from bmc_cli.model.note_merging import chosen
from bmc_cli.words.packs import Pack

HELP = """
What cannot be decided keeps both wordings, and bmc check shows it; it then
exits with code 1.

\b
Examples:
  bmc merge canvas.yaml canvas.anna.yaml canvas.ben.yaml -o merged.yaml
  bmc merge old.yaml mine.yaml yours.yaml -o mine.yaml
"""

Base = Annotated[Path, typer.Argument(help="The canvas both started from.", show_default=False)]

Ours = Annotated[Path, typer.Argument(help="Your canvas.", show_default=False)]

Theirs = Annotated[Path, typer.Argument(help="The other canvas.", show_default=False)]

MergedInto = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write.  [default: stdout]"),
]

CalledName = Annotated[
    str | None,
    typer.Option("--name", metavar="FILE", help="What to call it in messages.", hidden=True),
]

_EMPTY = "bmc: 1\n"


def merge(
    base: Base,
    ours: Ours,
    theirs: Theirs,
    output: MergedInto = None,
    name: CalledName = None,
    force: Force = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Merge and write the result to ``output``, else to stdout; exit with 1 for conflicts.

    ``name`` is what the canvas is called in messages: git merges in temporary files, of
    which no versions are kept.
    """
    paths = (base, ours, theirs)
    sides = [load_or_empty(each) for each in paths]
    merging = Merging(sides[0], sides[1], sides[2], ours, paths)
    pack = Session(lang, prompts).speak(merging.ours[1].canvas, Path(name) if name else ours)
    if output is None:
        merged = merging.with_ours(merging.ours[1])
        sys.stdout.write(merging.mark(merging.ours[0]) + merged.document.text)
    else:
        merged = merging.into(output, force=force, is_versioned=name is None)
    left = [*_left(merged, pack)] if merged.conflicts or merged.unplaced else []
    for said in left:
        terminal.message(said)
    if checked := len(left):
        written = Path(name) if name else output
        check = command_line("check", written) if written else ""
        name_of = "merge.left" if written else "merge.left_unsaved"
        terminal.message(pack.say(name_of, n=checked, check=check))
    if merged.conflicts or merged.unplaced:
        sys.exit(CANNOT)


Side = tuple[str, Document]
"""The byte order mark of a file ("" if none), and the canvas in it."""


@dataclass(frozen=True, slots=True)
class Merging:
    """A canvas and what two people made of it, ``ours`` as it was read from ``path``.

    ``paths`` are the files of all three.
    """

    base: Side
    ours: Side
    theirs: Side
    path: Path
    paths: Sequence[Path]

    def with_ours(self, ours: Document) -> MergedFile:
        """Return ``ours`` with what they changed."""
        return merge_documents(self.base[1], ours, self.theirs[1], str(self.path))

    def mark(self, ours: str) -> str:
        """Return the byte order mark of the result: theirs only if ours is that of the base."""
        return chosen(self.base[0], ours, self.theirs[0])

    def into(self, output: Path, *, force: bool, is_versioned: bool) -> MergedFile:
        """Write the result to ``output``; over our file it is a change of what that holds then."""
        is_ours = output.exists() and output.samefile(self.path)
        if not is_ours:
            check_free(output)
        results: list[MergedFile] = []

        def make(data: bytes | None) -> Made:
            if data is not None and not (is_ours or force):
                raise BmcError("in_the_way", file=output)
            mark, ours = self.ours
            if is_ours:
                mark, ours = opened_or_empty(must_be_there(data, output), output)
            results.append(self.with_ours(ours))
            return Made(self.mark(mark), ours.canvas, results[-1].document, is_another=not is_ours)

        save(output, make, is_versioned=is_versioned, is_new=not is_ours, copied=self.paths)
        return results[-1]


def load_or_empty(path: Path) -> Side:
    """Return the canvas at ``path``; git gives an empty file for what one side did not have."""
    return opened_or_empty(disk.read_whole(path, MOST_BYTES), path)


def opened_or_empty(data: bytes, path: Path) -> Side:
    """Return the canvas in the bytes of the file at ``path``, an empty one for none."""
    if holds_nothing(data):
        return decode(data, str(path))[0], canvas_text.read(_EMPTY, str(path))
    return opened(data, path)


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
