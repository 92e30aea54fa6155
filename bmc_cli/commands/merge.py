"""``bmc merge``: two edits of one canvas made into one, by hand or by git."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.agreeing import agreed
from bmc_cli.commands.shared.merge_sides import (
    BROKEN,
    Experiment,
    Marked,
    of_markers,
    of_three,
    of_variant,
)
from bmc_cli.commands.shared.merging import Merging, show_changes, tell_undecided
from bmc_cli.commands.shared.options import Force, Lang, Prompts
from bmc_cli.commands.shared.session import Session, command_line, program, typed
from bmc_cli.errors import CANNOT, USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.storage import locate
from bmc_cli.file.yaml_text import MOST_BYTES
from bmc_cli.words.packs import Pack

HELP = """
Of a variant alone: what you changed in it comes into the canvas it was copied
from, and what that got meanwhile stays. Of a canvas and a variant: into that
canvas. Of three: what yours and theirs made of the base, to stdout or -o FILE.

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
        help="A variant; or a canvas and a variant; or the base, yours and theirs.",
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

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and save nothing.")]

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
    session = Session(lang, prompts)
    paths = [locate(each) for each in files or ()]
    if len(paths) + 3 * (from_markers is not None) not in {1, 2, 3}:
        raise BmcError("merge_what", exit_code=USAGE)
    if from_markers is not None:
        settle(of_markers(from_markers), session, output, dry_run=dry_run, force=force)
    elif len(paths) < 3:
        there = of_variant(paths)
        bring_back(there, session, output, dry_run=dry_run, no_base=no_base, force=force)
    else:
        called = Path(name) if name else None
        try:
            merging = of_three(paths, called)
        except BmcError as fault:
            if called is None or output is None or fault.reason not in BROKEN.values():
                raise
            from bmc_cli.commands.shared.broken_sides import merge_as_lines

            merge_as_lines(paths, output, called, fault, session.speak())
        else:
            merge_three(merging, session, output, called, dry_run=dry_run, force=force)


def merge_three(
    merging: Merging,
    session: Session,
    output: Path | None,
    called: Path | None,
    *,
    dry_run: bool,
    force: bool,
) -> None:
    """Write a merge of three files to ``output``, else to stdout."""
    pack = session.speak(merging.ours[1].canvas, called or merging.path)
    if dry_run:
        try_out(merging, pack)
    elif output is not None:
        _, merged = merging.into(output, force=force, is_versioned=called is None)
        end(tell_undecided(merged, pack, called or output))
    else:
        merged = merging.result()
        sys.stdout.write(merging.mark + merged.document.text)
        end(tell_undecided(merged, pack, called))


def bring_back(
    experiment: Experiment,
    session: Session,
    output: Path | None,
    *,
    dry_run: bool,
    no_base: bool,
    force: bool,
) -> None:
    """Bring a variant into its canvas, and say what came in and what is next."""
    merging = experiment.merging()
    pack = session.speak(merging.ours[1].canvas, merging.path)
    if experiment.base is None and not no_base and not _goes_on(experiment, pack):
        terminal.message(pack.say("git.left"))
        return
    if dry_run:
        try_out(merging, pack)
        return
    target = output or experiment.path
    before, merged = merging.into(target, force=force, is_versioned=True)
    show_changes(before, merged.document, pack)
    if before.text == merged.document.text and output is None:
        terminal.message(pack.say("merge.nothing", file=target, variant=experiment.variant))
        return
    undo = command_line("undo", target)
    terminal.message(pack.say("merge.back", variant=experiment.variant, file=target, undo=undo))
    diff = typed(program(), "diff", target, experiment.variant)
    remove = typed("rm", experiment.variant)
    terminal.message(pack.say("merge.next", diff=diff, remove=remove))
    end(tell_undecided(merged, pack, target))


def _goes_on(experiment: Experiment, pack: Pack) -> bool:
    """Ask whether to merge without a base.  Raises ``BmcError`` where there is nobody to ask."""
    lost = BmcError("base_lost", file=experiment.variant, command=experiment.without_base)
    if terminal.dialogue_stream() is None:
        raise lost
    terminal.message(terminal.sentences(lost, pack)[0])
    terminal.message(pack.say("merge.without_base"))
    return agreed(pack)


def settle(
    marked: Marked, session: Session, output: Path | None, *, dry_run: bool, force: bool
) -> None:
    """Merge what git left in a file, as git would have with bmc to help."""
    data = disk.read_whole(marked.path, MOST_BYTES)
    merging = marked.merging(data)
    pack = session.speak(merging.ours[1].canvas, marked.path)
    if not marked.has_base(data):
        terminal.message(pack.say("merge.base_not_left", file=marked.path))
    if dry_run:
        try_out(merging, pack)
        return
    target = output or marked.path
    _, merged = merging.into(target, force=force, is_versioned=True)
    undo = command_line("undo", target)
    terminal.message(pack.say("merge.settled", file=target, undo=undo))
    if marked.staged is not None and output is None:
        add = typed("git", "add", target)
        terminal.message(pack.say("merge.staged", command=add))
    end(tell_undecided(merged, pack, target))


def try_out(merging: Merging, pack: Pack) -> None:
    """Say what a merge would change in our canvas, and what would be left to decide."""
    merged = merging.result()
    show_changes(merging.ours[1], merged.document, pack)
    terminal.message(pack.say("edit.dry_run"))
    end(tell_undecided(merged, pack, merging.path))


def end(is_undecided: bool) -> None:
    """Exit with 1 where something is left to decide."""
    if is_undecided:
        sys.exit(CANNOT)
