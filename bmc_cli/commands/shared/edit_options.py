"""The arguments and options of ``bmc edit``, with their help."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer._click.types import Tuple

from bmc_cli.commands.shared import completion

BlockName = Annotated[
    str | None,
    typer.Argument(
        metavar="BLOCK",
        help="1 to 9, the name of a block, or the start of its name; or title, author, iteration.",
        autocompletion=completion.complete_edited,
    ),
]

Rest = Annotated[
    list[str] | None,
    # No envvar here: typer would split what is in it at blanks.
    typer.Argument(
        metavar="[FILE]",
        help="The canvas, behind the text of a title, author or iteration.  "
        "[env var: BMC_FILE; default: canvas.yaml]",
    ),
]

AddText = Annotated[
    list[str] | None,
    typer.Option("--add", "-a", metavar="TEXT", help="Add a note. May be repeated."),
]

SetText = Annotated[
    list[Any] | None,
    typer.Option(
        "--set",
        metavar="N TEXT",
        click_type=Tuple([int, str]),
        help="Give note N another text. May be repeated.",
    ),
]

RemoveNote = Annotated[
    list[int] | None,
    typer.Option(
        "--remove",
        metavar="N",
        help="Remove note N. May be repeated.",
        autocompletion=completion.complete_notes,
    ),
]

MoveNote = Annotated[
    list[Any] | None,
    typer.Option(
        "--move",
        metavar="N M",
        click_type=Tuple([int, int]),
        help="Move note N to place M. May be repeated.",
        autocompletion=completion.complete_notes,
    ),
]

KeepNote = Annotated[
    int | None,
    typer.Option(
        "--keep",
        metavar="N",
        help="After a merge, keep note N, or version N of a title, and remove the other.",
        autocompletion=completion.complete_kept,
    ),
]

NoteNumbers = Annotated[
    list[int] | None,
    typer.Option(
        "--note",
        metavar="N",
        help="The note that the options below are about. May be repeated.",
        autocompletion=completion.complete_notes,
    ),
]

ToBlock = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="BLOCK",
        help="Carry the note to another block.",
        autocompletion=completion.complete_blocks,
    ),
]

Detail = Annotated[
    str | None,
    typer.Option("--detail", metavar="TEXT", help="A longer text under the note; '' removes it."),
]

Outlook = Annotated[
    str | None,
    typer.Option("--outlook", metavar="TEXT", help="How the note develops; '' takes it off."),
]

Remark = Annotated[
    str | None,
    typer.Option(
        "--remark",
        metavar="TEXT",
        help="What a coach or colleague says of the note; '' takes it off.",
    ),
]

Later = Annotated[
    bool | None,
    typer.Option("--later/--now", help="Mark the note 'later', or remove the mark."),
]

Evidence = Annotated[
    str | None,
    typer.Option(
        "--evidence",
        metavar="HOW SURE",
        help="How sure the note is: guess, tested, proven or wrong.",
        autocompletion=completion.complete_evidence,
    ),
]

Test = Annotated[
    str | None,
    typer.Option("--test", metavar="TEXT", help="How you will test the note; '' takes it off."),
]

Learned = Annotated[
    str | None,
    typer.Option("--learned", metavar="TEXT", help="What a test taught you; '' takes it off."),
]

Vital = Annotated[
    bool | None,
    typer.Option("--vital/--not-vital", help="Test this note first, or no longer."),
]

For = Annotated[
    list[str] | None,
    typer.Option(
        "--for",
        "-f",
        metavar="NOTE",
        help="Who or what it is for: a letter, the start of a text, or all. May be repeated.",
        autocompletion=completion.complete_links,
    ),
]

Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help="The kind of the note. May be repeated.",
        autocompletion=completion.complete_kinds,
    ),
]

AddFor = Annotated[
    list[str] | None,
    typer.Option(
        "--add-for",
        metavar="NOTE",
        help="As --for, beside what is there. May be repeated.",
        autocompletion=completion.complete_links,
    ),
]

RemoveFor = Annotated[
    list[str] | None,
    typer.Option(
        "--remove-for",
        metavar="NOTE",
        help="What the note is no longer for. May be repeated.",
        autocompletion=completion.complete_links,
    ),
]

AddKind = Annotated[
    list[str] | None,
    typer.Option(
        "--add-kind",
        metavar="KIND",
        help="As --kind, beside what is there. May be repeated.",
        autocompletion=completion.complete_kinds,
    ),
]

RemoveKind = Annotated[
    list[str] | None,
    typer.Option(
        "--remove-kind",
        metavar="KIND",
        help="What kind the note no longer is. May be repeated.",
        autocompletion=completion.complete_kinds,
    ),
]

ApplyList = Annotated[
    str | None,
    typer.Option(
        "--apply",
        metavar="FILE",
        help="Do a list of operations in JSON, all or none; - is standard input.",
    ),
]

Schema = Annotated[
    bool, typer.Option("--schema", help="Print the JSON Schema of the list for --apply.")
]

Editor = Annotated[
    bool, typer.Option("--editor", help="The notes in $VISUAL or $EDITOR, one per line.")
]
