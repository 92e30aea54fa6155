"""The commands on a canvas: fill it, look at it, change it, check it, tell it, hand it out."""

from __future__ import annotations

from typing import Annotated

import typer

from bmc_cli.cli.app import app
from bmc_cli.commands.shared.options import (
    Add,
    AsJson,
    AsSchema,
    Blank,
    BlockName,
    Detail,
    Details,
    Editor,
    Explain,
    File,
    Files,
    FindingsAsJson,
    For,
    Force,
    FormatName,
    Ignore,
    Keep,
    Kinds,
    Lang,
    Later,
    Move,
    NoteNumber,
    OneBlock,
    Output,
    PackLang,
    PaperName,
    Plain,
    Prompts,
    Remove,
    Segment,
    SetText,
    Sources,
    Strict,
    TabLines,
    Watch,
    Width,
    WithCheck,
    WithStory,
)
from bmc_cli.commands.shared.outcomes import reported


@app.command()
@reported
def new(
    file: File = None,
    plain: Plain = False,
    template: Annotated[
        bool,
        typer.Option("--template", help="Only write an empty canvas with the questions in it."),
    ] = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Fill a canvas in nine steps, or go on with one.

    Every answer is saved at once. Stop when you like: the same command goes on
    where you were. It never overwrites a file that is no canvas.

    \b
    Examples:
      bmc new
      bmc new bakery.yaml --lang nl
      printf 'Title\\nAuthor\\nFirst segment\\n' | bmc new --plain
      bmc new --template
    """
    from bmc_cli.commands.new import run
    from bmc_cli.file.storage import locate

    run(locate(file), lang=lang, prompts=prompts, plain=plain, template=template)


@app.command()
@reported
def show(
    files: Files = None,
    block: OneBlock = None,
    segment: Segment = None,
    width: Width = None,
    details: Details = None,
    watch: Watch = False,
    plain: TabLines = False,
    as_json: AsJson = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Draw a canvas in the terminal, or several beside each other.

    \b
    Examples:
      bmc show
      bmc show bakery.yaml --width 120 --details
      bmc show --block channels
      bmc show --segment A
      bmc show canvas.yaml canvas.premium.yaml
      bmc show --watch
      bmc show --plain | grep -i webshop
    """
    import os

    from bmc_cli.commands.show import Shape, run
    from bmc_cli.file.storage import locate_all

    run(
        locate_all(files or [], os.environ),
        Shape(block, segment, width, details),
        plain=plain,
        as_json=as_json,
        watch=watch,
        lang=lang,
        prompts=prompts,
    )


@app.command()
@reported
def edit(
    block: BlockName,
    file: File = None,
    add: Add = None,
    set_: SetText = None,
    remove: Remove = None,
    move: Move = None,
    note: NoteNumber = None,
    detail: Detail = None,
    later: Later = None,
    for_: For = None,
    kind: Kinds = None,
    keep: Keep = None,
    editor: Editor = False,
    plain: Plain = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Reopen one block of a canvas.

    Without options it asks, as the interview does. With them it needs no terminal
    and prints what changed.

    \b
    Examples:
      bmc edit 4
      bmc edit channels bakery.yaml
      bmc edit 4 --add "Webshop" --add "Market stall"
      bmc edit 4 --set 2 "Market stall on Saturday" --later
      bmc edit 4 --add "Webshop" --for Hotels --kind purchase
      bmc edit 4 --note 1 --detail "Order before ten, collect after four."
    """
    from bmc_cli.commands.edit import Orders, run
    from bmc_cli.file.storage import locate

    orders = Orders(
        add or (), set_, remove or (), move, note, detail, later, for_ or (), kind or (), keep
    )
    run(locate(file), block, orders, editor=editor, plain=plain, lang=lang, prompts=prompts)


@app.command()
@reported
def check(
    files: Files = None,
    strict: Strict = False,
    ignore: Ignore = None,
    explain: Explain = None,
    as_json: FindingsAsJson = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Say what is missing or loose, each with the command that repairs it.

    Ends with 1 when there are errors or warnings, with 3 when a file cannot be read.
    A canvas can leave rules out for good with a line of its own:
    check: {ignore: [crowded]}

    \b
    Examples:
      bmc check
      bmc check --strict groups
      bmc check --ignore no-later
      bmc check --explain idle-partner
    """
    import os

    from bmc_cli.commands import check as command
    from bmc_cli.file.storage import locate_all

    paths = locate_all(files or [], os.environ)
    if explain is not None:
        command.explain(explain, paths[0], lang, prompts)
        return
    command.run(
        paths,
        strict=strict,
        ignore=ignore or [],
        as_json=as_json,
        lang=lang,
        prompts=prompts,
    )


@app.command()
@reported
def story(
    file: File = None,
    markdown: Annotated[bool, typer.Option("--markdown", "-m", help="As Markdown.")] = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Tell the canvas as a story, along its links.

    \b
    Examples:
      bmc story
      bmc story bakery.yaml --markdown > bakery.md
    """
    from bmc_cli.commands.story import run
    from bmc_cli.file.storage import locate

    run(locate(file), markdown=markdown, lang=lang, prompts=prompts)


@app.command()
@reported
def export(
    files: Sources = None,
    output: Output = None,
    format_: FormatName = None,
    force: Force = False,
    paper: PaperName = None,
    check: WithCheck = False,
    story: WithStory = False,
    blank: Blank = False,
    schema: AsSchema = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Hand a canvas out: as a page, a print, a picture, a document or data.

    The ending of the name says which: .html .pdf .png .svg .md .json. Several
    canvases, or a folder, become pages with an index.

    \b
    Examples:
      bmc export -o canvas.html
      bmc export bakery.yaml -o bakery.pdf --paper A3 --story
      bmc export groups -o pages/
      bmc export --blank -o form.pdf --paper A1 --lang nl
      bmc export --format md | less
      bmc export --schema -o canvas.schema.json
    """
    from bmc_cli.commands.export import Goal, export_schema, run
    from bmc_cli.commands.formats import Look
    from bmc_cli.commands.shared.session import pack_for

    goal, look = Goal(output, format_, force), Look(paper, check, story, blank)
    if schema:
        export_schema(files or [], goal, look, pack_for(lang, prompts))
        return
    run(files or [], goal, look, lang=lang, prompts=prompts)


@app.command()
@reported
def prompts(
    lang: PackLang = None,
) -> None:
    """Print a prompt pack, to start one of your own from.

    \b
    Examples:
      bmc prompts nl > mine.yaml
      bmc new --prompts mine.yaml
    """
    import os

    from bmc_cli.file.packs import choose_language, shipped

    language = choose_language(lang, "", os.environ, "bmc prompts ")
    typer.echo(shipped(language).read_text(encoding="utf-8"), nl=False)
