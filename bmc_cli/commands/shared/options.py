"""The options and arguments that several commands have, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import complete_languages
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.model.canvas import numbered

File = Annotated[
    str | None,
    typer.Argument(metavar="[FILE]", envvar="BMC_FILE", help="The canvas.  [default: canvas.yaml]"),
]

Files = Annotated[
    list[str] | None,
    # No envvar here: typer would split what is in it at blanks.
    typer.Argument(
        metavar="[FILE]...", help="The canvases.  [env var: BMC_FILE; default: canvas.yaml]"
    ),
]

Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANG",
        help="The language to use: en or nl.",
        autocompletion=complete_languages,
    ),
]

Prompts = Annotated[
    Path | None,
    typer.Option(
        "--prompts", envvar="BMC_PROMPTS", metavar="PACK", help="A prompt pack of your own."
    ),
]

Plain = Annotated[bool, typer.Option("--plain", help="Line by line, without moving the cursor.")]

Width = Annotated[
    str | None,
    typer.Option("--width", "-w", metavar="COLUMNS", help="Columns to draw in, 20 to 1000."),
]

Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]


def number_of(count: str | None, usual: int) -> int:
    """Return how many ``-n`` asks for.  Raises ``BmcError`` for what is no number from 1."""
    if count is None:
        return usual
    if not (count.isascii() and count.isdecimal() and int(count[:9])):
        raise BmcError("bad_count", exit_code=USAGE, word=count)
    return int(count[:9])


def columns_of(width: str | None) -> int | None:
    """Return the columns that ``--width`` asks for.  Raises ``BmcError`` for what is none."""
    if width is None:
        return None
    least, most = terminal.NARROWEST, terminal.WIDEST
    columns = numbered(width, range(1, most + 1))
    if columns is None or columns < least:
        raise BmcError("bad_width", exit_code=USAGE, width=width, least=least, most=most)
    return columns
