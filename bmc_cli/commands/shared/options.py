"""The options and arguments of the commands, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from bmc_cli.commands.shared.completion import (
    complete_blocks,
    complete_formats,
    complete_kinds,
    complete_languages,
    complete_links,
    complete_notes,
    complete_papers,
    complete_rules,
    complete_segments,
)

File = Annotated[
    Optional[str],  # noqa: UP045  # typer reads the annotation on Python 3.11 too
    typer.Argument(metavar="[FILE]", envvar="BMC_FILE", help="The canvas.  [default: canvas.yaml]"),
]
Lang = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--lang",
        metavar="LANG",
        help="The language to speak: en or nl.",
        autocompletion=complete_languages,
    ),
]
PackLang = Annotated[
    Optional[str],  # noqa: UP045
    typer.Argument(
        metavar="[LANG]",
        help="en or nl.  [default: your language]",
        autocompletion=complete_languages,
    ),
]
Prompts = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--prompts", envvar="BMC_PROMPTS", metavar="PACK", help="A prompt pack of your own."
    ),
]
Plain = Annotated[bool, typer.Option("--plain", help="Line by line, without moving the cursor.")]


OneBlock = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--block",
        "-b",
        metavar="BLOCK",
        help="Only this block, with its purpose.",
        autocompletion=complete_blocks,
    ),
]

Segment = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--segment",
        "-s",
        metavar="SEGMENT",
        help="The model as one segment meets it, the rest dimmed.",
        autocompletion=complete_segments,
    ),
]

Width = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--width", "-w", metavar="COLUMNS", help="Columns to draw in, 20 to 1000."),
]

Watch = Annotated[
    bool, typer.Option("--watch", help="Draw again whenever the file changes, until Ctrl-C.")
]

Details = Annotated[
    Optional[bool],  # noqa: UP045
    typer.Option("--details/--no-details", help="Details under their notes.  [default: if wide]"),
]

TabLines = Annotated[
    bool, typer.Option("--plain", help="A line a note: block, tab, note. For grep.")
]

AsJson = Annotated[bool, typer.Option("--json", help="The canvas as JSON.")]

BlockName = Annotated[
    str,
    typer.Argument(
        metavar="BLOCK",
        help="1 to 9, or the name of a block or a start of it.",
        autocompletion=complete_blocks,
    ),
]

Add = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--add", "-a", metavar="TEXT", help="Add a note. May be repeated."),
]

SetText = Annotated[
    Optional[tuple[int, str]],  # noqa: UP045
    typer.Option("--set", metavar="N TEXT", help="Give note N another text."),
]

Remove = Annotated[
    Optional[list[int]],  # noqa: UP045
    typer.Option(
        "--remove",
        metavar="N",
        help="Remove note N. May be repeated.",
        autocompletion=complete_notes,
    ),
]

Move = Annotated[
    Optional[tuple[int, int]],  # noqa: UP045
    typer.Option(
        "--move",
        metavar="N M",
        help="Move note N to place M.",
        autocompletion=complete_notes,
    ),
]

Keep = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option(
        "--keep",
        metavar="N",
        help="Of two versions that a merge left, keep note N.",
        autocompletion=complete_notes,
    ),
]

NoteNumber = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option(
        "--note",
        metavar="N",
        help="The note that --detail, --later, --for and --kind are about.",
        autocompletion=complete_notes,
    ),
]

Detail = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--detail", metavar="TEXT", help="A longer text under the note; '' takes it off."),
]

Later = Annotated[
    Optional[bool],  # noqa: UP045
    typer.Option("--later/--now", help="The note is for later, or for now."),
]

For = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--for",
        "-f",
        metavar="NOTE",
        help="What the note is for: a letter, a text or its start, or all. May be repeated.",
        autocompletion=complete_links,
    ),
]

Kinds = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help="The kind of the note. May be repeated.",
        autocompletion=complete_kinds,
    ),
]

Editor = Annotated[
    bool, typer.Option("--editor", help="The notes in $VISUAL or $EDITOR, one a line.")
]

Files = Annotated[
    Optional[list[str]],  # noqa: UP045
    # No envvar here: typer would split what is in it at blanks.
    typer.Argument(
        metavar="[FILE]...", help="The canvases.  [env var: BMC_FILE; default: canvas.yaml]"
    ),
]

Strict = Annotated[bool, typer.Option("--strict", help="Let advice count as well.")]

Ignore = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--ignore",
        metavar="RULE",
        help="Leave a rule out. May be repeated.",
        autocompletion=complete_rules,
    ),
]

Explain = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--explain",
        metavar="RULE",
        help="Only say what a rule asks, and why.",
        autocompletion=complete_rules,
    ),
]

FindingsAsJson = Annotated[bool, typer.Option("--json", help="The findings as JSON.")]

Named = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(
        metavar="[OLD] [NEW]",
        help="Files, or FILE@REV for one as git has it.  [env var: BMC_FILE; default: canvas.yaml]",
    ),
]

OnGrid = Annotated[bool, typer.Option("--grid", help="Draw it on the canvas.")]

ChangesAsJson = Annotated[bool, typer.Option("--json", help="The changes as JSON.")]

ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with 1 when anything changed.")]

Side = Annotated[Path, typer.Argument(help="A canvas.", show_default=False)]

MergedInto = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--output", "-o", metavar="FILE", help="The file to write.  [default: stdout]"),
]

CalledName = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--name", metavar="FILE", help="What to call it in messages.", hidden=True),
]

VariantName = Annotated[
    Optional[str],  # noqa: UP045
    typer.Argument(
        metavar="[NAME]", help="What to call the copy; without it, the family is shown."
    ),
]

Folder = Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to look below.")]

FindWord = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--find", metavar="WORD", help="The notes that hold a word, in all of them."),
]

ListedAsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]

Redo = Annotated[bool, typer.Option("--redo", help="Put back what was undone.")]

ShowVersions = Annotated[
    bool, typer.Option("--list", help="Only show the versions that there are, newest first.")
]

Undo = Annotated[bool, typer.Option("--undo", help="Take it out again.")]

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]

Sources = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(
        metavar="[FILE]...",
        help="The canvases, or folders of them.  [env var: BMC_FILE; default: canvas.yaml]",
    ),
]

Output = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--output", "-o", metavar="NAME", help="The file to write, or a folder; - for stdout."
    ),
]

FormatName = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="html, pdf, png, svg, md or json.  [default: by the name of the file]",
        autocompletion=complete_formats,
    ),
]

Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]

PaperName = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--paper",
        metavar="SIZE",
        help="Of html, pdf and the form: A4, A3, A2, A1, A0.  [default: A4]",
        autocompletion=complete_papers,
    ),
]

Blank = Annotated[
    bool, typer.Option("--blank", help="The empty form, to print and hang up: html, pdf, png, svg.")
]

WithCheck = Annotated[
    bool, typer.Option("--check", help="Add what bmc check finds: html, pdf, md.")
]

WithStory = Annotated[bool, typer.Option("--story", help="Add the story: html, pdf, md.")]

AsSchema = Annotated[
    bool, typer.Option("--schema", help="JSON Schema of the canvas file, for your editor.")
]
