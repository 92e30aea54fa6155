"""``bmc help``: the help of a command, and the manual page of them all."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated, Any

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import complete_commands
from bmc_cli.commands.shared.misuse import no_such_command
from bmc_cli.commands.shared.options import Lang
from bmc_cli.commands.shared.session import Session
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.plain_text import clean

HELP = """
\b
Examples:
  bmc help
  bmc help edit
  bmc help check --lang nl
  bmc help --man > bmc.1
"""

CommandName = Annotated[
    str | None,
    typer.Argument(
        metavar="[COMMAND]",
        help="The command; without it, the help of bmc.",
        autocompletion=complete_commands,
    ),
]

AsManual = Annotated[
    bool, typer.Option("--man", help="The manual page of all commands, for man to read.")
]


def help_(
    ctx: typer.Context,
    command: CommandName = None,
    man: AsManual = False,
    lang: Lang = None,  # the help itself looks for it in the whole line, as with -h
) -> None:
    """Print the help of ``command``, else that of the program; with ``man`` all of it."""
    root: Any = ctx.find_root()
    if man and command is not None:
        raise BmcError("man_alone", exit_code=USAGE)
    if man:
        from bmc_cli.commands.shared.manual import manual

        terminal.data(manual(root))
        return
    if command is None:
        _show(root.get_help(), lang)
        return
    if command not in root.command.commands:
        raise no_such_command(command, root.command.commands)
    _show(root.command.opened(root, command).get_help(), lang)


def _show(text: str, lang: str | None) -> None:
    """Print ``text``; through a pager on a terminal that is too low for it."""
    if not terminal.is_terminal(sys.stdout):
        terminal.data(text)
        return
    keys = ""
    with suppress(BmcError):  # a language that is not known is no reason to show no help
        keys = Session(lang).speak().say("show.pager")
    out = terminal.rich_console(sys.stdout, plain=True)
    terminal.page(out, clean(text) + "\n", keys=keys)
