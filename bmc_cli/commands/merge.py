"""``bmc merge``: two edits of one canvas made into one, by hand or by git."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.agreeing import agreed
from bmc_cli.commands.shared.here import canvas_at, source_at
from bmc_cli.commands.shared.merge_sides import (
    BROKEN,
    Experiment,
    Marked,
    of_markers,
    of_three,
    of_variant,
)
from bmc_cli.commands.shared.merging import Merging, show_changes, tell_undecided
from bmc_cli.commands.shared.options import DryRun, Force, Lang, Prompts
from bmc_cli.commands.shared.session import Session, command_line, program, typed
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.revisions import refuse_revision
from bmc_cli.file.variants import keep_base
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.words.packs import Pack

HELP = """
Of a variant alone: what changed in it comes into the canvas it was copied from,
and what changed there since stays. Of two: the second comes into the first, also
a canvas into its variant. Of three: what yours and theirs made of the base, to
stdout or -o FILE.

What cannot be decided keeps both wordings, and bmc check shows it; it then
exits with code 1.

\b
Examples:
  bmc merge canvas.premium.yaml
  bmc merge canvas.premium.yaml --dry-run
  bmc merge bakery.yaml canvas.premium.yaml
  bmc merge canvas.yaml canvas.anna.yaml canvas.ben.yaml -o merged.yaml
  bmc merge --from-markers canvas.yaml
"""

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[[BASE] CANVAS] FILE",
        help="A variant; or two, one of the other; or the base, yours and theirs.",
        show_default=False,
    ),
]

MergedInto = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="The file to write.  [default: the canvas; of three files: stdout]",
    ),
]

FromMarkers = Annotated[
    Path | None,
    typer.Option(
        "--from-markers",
        metavar="FILE",
        help="Merge the two sides that git left in a file, between <<<<<<< and >>>>>>>.",
    ),
]

NoBase = Annotated[
    bool,
    typer.Option("--no-base", help="Merge a variant also when what it was copied from is lost."),
]

CalledName = Annotated[
    str | None,
    typer.Option("--name", metavar="FILE", help="What to call it in messages.", hidden=True),
]


def merge(
    files: Files = None,
    output: MergedInto = None,
    from_markers: FromMarkers = None,
    dry_run: DryRun = False,
    no_base: NoBase = False,
    name: CalledName = None,
    force: Force = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Merge what is named; exit with 1 for conflicts.

    ``name`` is what the canvas is called in messages: git merges in temporary files, of
    which no versions are kept.
    """
    session, wanted = Session(lang, prompts), Wanted(output, dry_run, force)
    names = files or []
    if len(names) + 3 * (from_markers is not None) not in {1, 2, 3}:
        raise BmcError("merge_what", exit_code=USAGE)
    refuse_revision(str(output or ""))
    if from_markers is not None:
        settle(of_markers(from_markers), session, wanted)
    elif len(names) < 3:
        paths = [canvas_at(each, session, "merge") for each in names]
        bring(of_variant(paths), session, wanted, no_base=no_base)
    elif name is None:
        sources = [source_at(each, session, "merge") for each in names]
        merge_three(of_three(sources), session, wanted)
    else:
        merge_for_git([Path(each) for each in names], session, wanted, Path(name))


class Wanted(NamedTuple):
    """Where the result goes, whether it is only tried out, and may be put over another file."""

    output: Path | None
    dry_run: bool
    force: bool


def merge_for_git(paths: Sequence[Path], session: Session, wanted: Wanted, called: Path) -> None:
    """Write a merge of three files as git wants it, also where one of them is broken."""
    try:
        merging = of_three(paths, called)
    except BmcError as fault:
        if wanted.output is None or fault.reason not in BROKEN.values():
            raise
        from bmc_cli.commands.shared.broken_sides import merge_as_lines

        merge_as_lines(paths, wanted.output, called, fault, session.speak())
    else:
        merge_three(merging, session, wanted, called)


def merge_three(
    merging: Merging, session: Session, wanted: Wanted, called: Path | None = None
) -> None:
    """Write a merge of three files to a file, else to stdout."""
    pack = session.speak(merging.ours[1].canvas, called or merging.path)
    if wanted.dry_run:
        try_out(merging, pack)
    elif wanted.output is not None:
        is_versioned = called is None
        _, merged = merging.into(wanted.output, force=wanted.force, is_versioned=is_versioned)
        end(tell_undecided(merged, pack, called or wanted.output))
    else:
        merged = merging.result()
        sys.stdout.write(merging.mark + merged.document.text)
        end(tell_undecided(merged, pack, called))


def bring(there: Experiment, session: Session, wanted: Wanted, *, no_base: bool) -> None:
    """Bring a variant into its canvas, or that into it, and say what came in and what is next."""
    merging = there.merging()
    pack = session.speak(merging.ours[1].canvas, merging.path)
    if there.base is None and not no_base and not _goes_on(there, pack):
        terminal.message(pack.say("git.left"))
        return
    if wanted.dry_run:
        try_out(merging, pack)
        return
    target = wanted.output or there.path
    if there.anew is not None:
        keep_base(there.anew)
    before, merged = merging.into(target, force=wanted.force, is_versioned=True)
    show_changes(before, merged.document, pack)
    names = {"other": there.other, "file": target}
    if before.text == merged.document.text and wanted.output is None:
        terminal.message(pack.say("merge.nothing", **names))
        return
    said = "merge.brought" if there.base else "merge.brought_all"
    terminal.message(pack.say(said, **names, undo=command_line("undo", target)))
    if there.anew is None:
        diff = typed(program(), "diff", target, there.other)
        remove = typed("rm", there.other)
        terminal.message(pack.say("merge.next", diff=diff, remove=remove))
    else:
        terminal.message(pack.say("merge.goes_on", diff=command_line("diff", target)))
    end(tell_undecided(merged, pack, target))


def _goes_on(there: Experiment, pack: Pack) -> bool:
    """Ask whether to merge without a base.  Raises ``BmcError`` where there is nobody to ask."""
    lost = BmcError("base_lost", file=there.variant, command=there.without_base)
    if terminal.dialogue_stream() is None:
        raise lost
    terminal.message(terminal.sentences(lost, pack)[0])
    terminal.message(pack.say("merge.without_base"))
    return agreed(pack)


def settle(marked: Marked, session: Session, wanted: Wanted) -> None:
    """Merge what git left in a file, as git would have with bmc to help."""
    data = disk.read_whole(marked.path, MOST_BYTES)
    merging = marked.merging(data)
    pack = session.speak(merging.ours[1].canvas, marked.path)
    if not marked.has_base(data):
        terminal.message(pack.say("merge.base_not_left", file=marked.path))
    if wanted.dry_run:
        try_out(merging, pack)
        return
    target = wanted.output or marked.path
    _, merged = merging.into(target, force=wanted.force, is_versioned=True)
    undo = command_line("undo", target)
    terminal.message(pack.say("merge.settled", file=target, undo=undo))
    if marked.staged is not None and wanted.output is None:
        terminal.message(pack.say("merge.staged", command=typed("git", "add", target)))
    end(tell_undecided(merged, pack, target))


def try_out(merging: Merging, pack: Pack) -> None:
    """Say what a merge would change in our canvas, and what would be left to decide."""
    merged = merging.result()
    show_changes(merging.ours[1], merged.document, pack)
    terminal.message(pack.say("edit.dry_run"))
    end(tell_undecided(merged, pack, None))


def end(is_undecided: bool) -> None:
    """Exit with 1 where something is left to decide."""
    if is_undecided:
        sys.exit(CANNOT)
