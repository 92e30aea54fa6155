"""The commands to experiment with: variants, what changed, merging, git."""

from __future__ import annotations

from pathlib import Path

from bmc_cli.cli.app import app
from bmc_cli.commands.shared.options import (
    CalledName,
    ChangesAsJson,
    ExitCode,
    File,
    FindWord,
    Folder,
    Force,
    Lang,
    ListedAsJson,
    MergedInto,
    Named,
    OnGrid,
    Prompts,
    Redo,
    ShowVersions,
    Side,
    Undo,
    VariantName,
    Width,
    Yes,
)
from bmc_cli.commands.shared.outcomes import reported


@app.command()
@reported
def variant(
    name: VariantName = None,
    file: File = None,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Copy a canvas to try something, or show which copies there are.

    \b
    Examples:
      bmc variant premium
      bmc variant premium bakery.yaml
      bmc variant
    """
    from bmc_cli.commands import variant as command
    from bmc_cli.file.storage import locate

    if name is not None and (file is not None or not Path(name).is_file()):
        command.make(locate(file), name, lang, prompts)
    else:
        command.show(locate(name or file), lang, prompts)


@app.command()
@reported
def diff(
    names: Named = None,
    grid: OnGrid = False,
    as_json: ChangesAsJson = False,
    exit_code: ExitCode = False,
    width: Width = None,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Say what changed between two canvases.

    With one name: since the canvas it is a variant of, else since the last commit.

    \b
    Examples:
      bmc diff
      bmc diff canvas.yaml canvas.premium.yaml --grid
      bmc diff canvas.yaml@HEAD~3
      bmc diff canvas.yaml@v1 canvas.yaml@v2 --json
    """
    from bmc_cli.commands.diff import run

    run(
        names or [],
        grid=grid,
        as_json=as_json,
        exit_code=exit_code,
        width=width,
        lang=lang,
        prompts=prompts,
    )


@app.command()
@reported
def merge(
    base: Side,
    ours: Side,
    theirs: Side,
    output: MergedInto = None,
    name: CalledName = None,
    force: Force = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Make one canvas of two that were made from the same one.

    What cannot be decided stays in both versions, and bmc check shows it; the
    program then ends with 1.

    \b
    Examples:
      bmc merge canvas.yaml canvas.anna.yaml canvas.ben.yaml -o merged.yaml
      bmc merge old.yaml mine.yaml yours.yaml -o mine.yaml
    """
    from bmc_cli.commands.merge import run

    run(base, ours, theirs, output=output, name=name, force=force, lang=lang, prompts=prompts)


@app.command(name="list")
@reported
def list_(
    folder: Folder = Path(),
    as_json: ListedAsJson = False,
    find: FindWord = None,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """List every canvas below a folder, with a bar a block and what is missing.

    \b
    Examples:
      bmc list
      bmc list groups --json
      bmc list --find subscription
    """
    from bmc_cli.commands.list import run

    run(folder, as_json=as_json, find=find, lang=lang, prompts=prompts)


@app.command()
@reported
def undo(
    file: File = None,
    redo: Redo = False,
    versions: ShowVersions = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Take the last saving of a canvas back, and again.

    \b
    Examples:
      bmc undo
      bmc undo --redo
      bmc undo bakery.yaml --list
    """
    from bmc_cli.commands import undo as command
    from bmc_cli.file.storage import locate

    if versions:
        command.show(locate(file), lang, prompts)
    else:
        command.run(locate(file), redo=redo, lang=lang, prompts=prompts)


@app.command(name="git-setup")
@reported
def git_setup(undo: Undo = False, yes: Yes = False, lang: Lang = None) -> None:
    """Let git merge canvases by their notes in this repository.

    Shows what it would do first: lines in .gitattributes, which you commit, and
    settings of this clone, which everybody makes for theirs.

    \b
    Examples:
      bmc git-setup
      bmc git-setup --undo
    """
    from bmc_cli.commands.git_setup import run

    run(Path(), undo=undo, yes=yes, lang=lang)
