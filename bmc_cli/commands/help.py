"""``bmc help``: the help of a command, and the manual page of them all."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import complete_commands
from bmc_cli.commands.shared.misuse import no_such_command
from bmc_cli.commands.shared.options import Lang
from bmc_cli.errors import USAGE, BmcError

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
    lang: Lang = None,  # noqa: ARG001  # looked for in the whole line, as with -h
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
        terminal.data(root.get_help())
        return
    if command not in root.command.commands:
        raise no_such_command(command, root.command.commands)
    terminal.data(root.command.opened(root, command).get_help())
