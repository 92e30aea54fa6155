"""The command line itself: its help, and what all commands share."""

from __future__ import annotations

import os
from collections.abc import MutableMapping, Sequence
from itertools import zip_longest
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.models import CommandInfo


class _Commands(TyperGroup):
    """All commands, of which Tab completes what is inert in every shell."""

    def _main_shell_completion(
        self, ctx_args: MutableMapping[str, Any], prog_name: str, complete_var: str | None = None
    ) -> None:
        if any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ):
            from bmc_cli.cli.tab import offer_inert_words

            offer_inert_words()
        super()._main_shell_completion(ctx_args, prog_name, complete_var)


app = typer.Typer(
    name="bmc",
    cls=_Commands,
    help="The Business Model Canvas as a guided questionnaire: nine steps, one canvas.",
    epilog="Start with: bmc new. Then: bmc show, bmc check, bmc edit 4, bmc export.",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:  # the line is read for Tab too
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


def take_named_shell(words: Sequence[str]) -> None:
    """Let a shell that is named behind the options for Tab be the one that is meant.

    Typer looks which shell it runs in, and passes over what is named, unless this is set.
    """
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        option, _, joined = word.partition("=")
        named = joined or following
        if option in {"--install-completion", "--show-completion"} and named[:1] not in {"", "-"}:
            os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"
