"""The options and arguments that several commands have, with their help."""

from __future__ import annotations

from collections.abc import Sequence
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


DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and save nothing.")]


def format_of(name: str | None, known: Sequence[str], *, as_json: bool) -> str | None:
    """Return which of the ``known`` formats is asked for, None for lines to read.

    ``--json`` is short for that format.  Raises ``BmcError`` for what is none.
    """
    wanted = "json" if as_json and name is None else name
    if wanted is not None and wanted not in known:
        raise BmcError("unknown_format", exit_code=USAGE, word=wanted, known=", ".join(known))
    return wanted


def is_number(word: str | None) -> bool:
    """Whether a word where a file may stand is a number instead, and no file is called so."""
    return word is not None and word.isdecimal() and not Path(word).exists()


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
