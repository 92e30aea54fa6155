"""The help of a command, in the language of whoever reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from typing import Any

from typer._click.formatting import HelpFormatter

from bmc_cli.commands.shared.exit_codes import exit_codes
from bmc_cli.errors import DEFAULT_LANGUAGE, BmcError
from bmc_cli.file.help_tables import help_words
from bmc_cli.file.languages import choose_language
from bmc_cli.words.help_words import HelpWords

Row = tuple[str, str]
"""What can be typed, and what it does."""

_COMPLETION = {
    "--install-completion": "Let Tab complete what you type, in bash, zsh, fish, powershell or "
    "pwsh.  [default: this shell]",
    "--show-completion": "Print the script for that.  [default: this shell]",
}
"""Typer has these as flags, or with a name behind them, by how the line is read."""

_NO_BRACES = {ord(brace): None for brace in "{}"}
"""Typer puts what must be typed between them, and no manual does."""


def lang_of(line: Sequence[str]) -> str | None:
    """Return what the words of a command line name behind ``--lang``, read or not."""
    for word, following in zip_longest(line, line[1:]):
        option, _, joined = word.partition("=")
        if option == "--lang":
            return joined or following
        if word == "--":
            break
    return None


def readers_words(line: Sequence[str]) -> HelpWords:
    """Return the words of the help for whoever typed ``line``.

    A language that is not known is no reason to show no help.
    """
    environment = os.environ
    unnamed = {name: said for name, said in environment.items() if name != "BMC_LANG"}
    for wanted, around in ((lang_of(line), environment), (None, environment), (None, unnamed)):
        with suppress(BmcError):
            return help_words(choose_language(wanted, "", around))
    return HelpWords(DEFAULT_LANGUAGE)


class _Page(HelpFormatter):
    """Lays the help out as Typer does, in the words of a language."""

    def __init__(self, words: HelpWords) -> None:
        super().__init__()
        self.words = words

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        bare = args.translate(_NO_BRACES)
        super().write_usage(prog, self.words.named(bare), prefix or f"{self.words.say('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.words.say(heading))

    def write_text(self, text: str) -> None:
        super().write_text(self.words.text(text))

    def write_dl(self, rows: Sequence[Row], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(self.words.named(typed), self.words.say(does)) for typed, does in rows]
        super().write_dl(said, col_max, col_spacing)


def page(command: Any, ctx: Any) -> str:
    """Return the help of ``command``, 80 columns wide at most."""
    made = _Page(readers_words(ctx.find_root().command.line))
    command.format_usage(ctx, made)
    command.format_help_text(ctx, made)
    for heading, rows in sections(command, ctx):
        with made.section(heading):
            made.write_dl(rows)
    command.format_epilog(ctx, made)
    return made.getvalue().rstrip("\n")


def sections(command: Any, ctx: Any) -> Iterator[tuple[str, list[Row]]]:
    """Yield what stands in the help of ``command`` in two columns, in English, by its heading."""
    rows: dict[str, list[Row]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        if record := param.get_help_record(ctx):
            rows[param.param_type_name].append(_with_shell(record))
    listed = getattr(command, "commands", {})
    named = [(name, each.get_short_help_str()) for name, each in listed.items()]
    codes = [(str(code), means) for code, means in exit_codes(command.name).items()]
    found = {"Arguments": rows["argument"], "Options": rows["option"], "Commands": named}
    for heading, each in {**found, "Exit codes": codes}.items():
        if each:
            yield heading, each


def _with_shell(row: Row) -> Row:
    option = row[0].split()[0]
    return (f"{option} [SHELL]", _COMPLETION[option]) if option in _COMPLETION else row
