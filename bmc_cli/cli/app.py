"""The command line itself: its help, and what all commands share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.models import CommandInfo

app = typer.Typer(
    name="bmc",
    help="The Business Model Canvas as a guided questionnaire: nine steps, one canvas.",
    epilog="Start with: bmc new. Then: bmc show, bmc check, bmc edit 4, bmc export.",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from bmc_cli import __version__

        typer.echo(f"bmc {__version__}")
        raise typer.Exit


@app.callback()
def bmc(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Take what all commands share."""


def leave_only(words: Sequence[str]) -> None:
    """Leave only the command that ``words`` names, if any: typer makes each before it runs one.

    To make thirteen commands with their options takes a tenth of the time of ``bmc show``.
    """
    asked = [info for info in app.registered_commands if _name(info) in words]
    app.registered_commands = asked or app.registered_commands


def _name(info: CommandInfo) -> str:
    assert info.callback is not None  # each is a decorated function
    return info.name or info.callback.__name__
