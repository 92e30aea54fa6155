"""The command line: its commands by name, and what they all share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import zip_longest
from typing import Annotated, Any

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.core import TyperCommand, TyperGroup

from bmc_cli.commands.shared.options import Lang
from bmc_cli.commands.shared.outcomes import ended, reported
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.terminal import forget_sizes, prepare_streams

COMMANDS = {
    "new": "Fill in a canvas, step by step, or continue with one.",
    "show": "Draw one canvas, or several side by side.",
    "edit": "Reopen one block of a canvas.",
    "check": "Check what is missing, and how to fix it.",
    "test": "Say what to test first, and note what you learned.",
    "story": "Tell the canvas as a story, along its links.",
    "import": "Make a canvas of a document, a sheet or data of others.",
    "export": "Export a canvas as a page, PDF, picture, text or data.",
    "prompts": "Print a prompt pack, to start your own from.",
    "variant": "Copy a canvas to try something, or list its copies.",
    "diff": "Show what changed between two canvases.",
    "merge": "Merge two edits of the same canvas.",
    "list": "List the canvases in a folder, and what is missing.",
    "undo": "Undo the last save; repeat to go further back.",
    "git-setup": "Let git merge canvases note by note.",
    "help": "Show the help of a command, or the manual page.",
}
"""Each command with the first line of its help, in the order of the help.

All else about ``git-setup`` is in ``commands/git_setup.py``: the function ``git_setup``, whose
parameters are its arguments and options, and ``HELP``, how its help goes on.
"""


EPILOG = """
Start with: bmc new. Then: bmc show, bmc check, bmc edit 4, bmc export.

\b
Examples:
  bmc new bakery.yaml
  bmc show bakery.yaml
  bmc help edit
"""


class _Helped:
    """A command whose help is in the language of whoever reads it."""

    def get_help(self, ctx: Any) -> str:
        from bmc_cli.commands.shared.helping import page

        return page(self, ctx)


class _Command(_Helped, TyperCommand):
    pass


class _Commands(_Helped, TyperGroup):
    """The commands by their names and first lines; only the one that is asked for is imported.

    ``line`` are the words that were typed.
    """

    line: Sequence[str] = ()

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, summary in COMMANDS.items():
            self.add_command(TyperCommand(name, help=summary, short_help=summary))

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        self.line = tuple(args)
        for param in self.params:
            if param.name == "install_completion":
                param.callback = self._install_completion
        if extra.get("resilient_parsing"):  # for Tab, where nothing is told
            return super().make_context(info_name, args, parent, **extra)
        with self._misuse_told(info_name or ""):
            return super().make_context(info_name, args, parent, **extra)

    def _install_completion(self, ctx: Any, _: Any, wanted: Any) -> None:
        """Do what Typer does, and say it as all else is said."""
        if wanted and not ctx.resilient_parsing:
            from bmc_cli.commands.shared.tab import install

            install(wanted if isinstance(wanted, str) else None, self.line)
            raise typer.Exit

    def invoke(self, ctx: Any) -> Any:
        with self._misuse_told(ctx.command_path, ctx):
            return super().invoke(ctx)

    @contextmanager
    def _misuse_told(self, command: str, ctx: Any = None) -> Iterator[None]:
        """Tell a command line that is not right as other errors are told."""
        try:
            yield
        except NoArgsIsHelpError:
            raise
        except (UsageError, BmcError) as fault:
            if isinstance(fault, UsageError) and ctx and not ctx.invoked_subcommand:
                raise NoArgsIsHelpError(ctx) from None  # options, and no command behind them
            from bmc_cli.commands.shared.misuse import Line, tell_misuse

            called = ctx and ctx.invoked_subcommand
            params = self.opened(ctx, called).command.params if called else self.params
            name = f"{command} {called}" if called else command
            tell_misuse(fault, Line(name, self.line, params))
            raise typer.Exit(USAGE) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        if args[0] not in self.commands and not ctx.resilient_parsing:
            from bmc_cli.commands.shared.misuse import no_such_command

            raise no_such_command(args[0], self.commands)
        name, known, rest = super().resolve_command(ctx, args)
        return name, known and _command(args[0]), rest

    def opened(self, ctx: Any, name: str) -> Any:
        """Return the context of the command ``name``, for its help."""
        command = _command(name)
        return command.context_class(command, info_name=name, parent=ctx)

    def _main_shell_completion(
        self, ctx_args: MutableMapping[str, Any], prog_name: str, complete_var: str | None = None
    ) -> None:
        if any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ):
            from bmc_cli.commands.shared.tab import offer_inert_words

            offer_inert_words()
        super()._main_shell_completion(ctx_args, prog_name, complete_var)


def _command(name: str) -> Any:
    """Return a command with its options, whole help, and what it does."""
    word = name.replace("-", "_")
    module = import_module(f"bmc_cli.commands.{word}")
    # A name that Python has itself gets a _ behind it.
    does: Callable[..., None] = getattr(module, f"{word}_", None) or getattr(module, word)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    about = f"{COMMANDS[name]}\n{module.HELP}"
    alone.command(name, cls=_Command, help=about)(reported(does))
    return typer.main.get_command(alone)


app = typer.Typer(
    name="bmc",
    cls=_Commands,
    help="The Business Model Canvas as a guided questionnaire: nine steps, one canvas.",
    epilog=EPILOG,
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
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001  # its callback ends the program
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
    lang: Lang = None,
) -> None:
    """Take what all commands share: ``lang`` before a command is that of the command."""
    if lang is not None:
        ctx.default_map = {name: {"lang": lang} for name in COMMANDS}


def _take_named_shell(words: Sequence[str]) -> None:
    """Let a shell that is named behind the options for Tab be the one that is meant.

    Typer looks which shell it runs in, and passes over what is named, unless this is set.
    """
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        option, _, joined = word.partition("=")
        named = joined or following
        if option in {"--install-completion", "--show-completion"} and named[:1] not in {"", "-"}:
            os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"


def main() -> None:
    """Run the command line."""
    prepare_streams()
    forget_sizes()
    _take_named_shell(sys.argv[1:])
    sys.exit(ended(app))
