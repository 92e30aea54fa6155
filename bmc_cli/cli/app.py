"""The command line itself: its help, and what all commands share."""

from __future__ import annotations

from typing import Annotated

import typer

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
