"""``bmc prompts``: a prompt pack as it is shipped."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from bmc_cli.commands.shared.completion import complete_languages
from bmc_cli.file.packs import choose_language, shipped

HELP = """
\b
Examples:
  bmc prompts nl > mine.yaml
  bmc new --prompts mine.yaml
"""

PackLang = Annotated[
    str | None,
    typer.Argument(
        metavar="[LANG]",
        help="en or nl.  [default: your language]",
        autocompletion=complete_languages,
    ),
]


def prompts(lang: PackLang = None) -> None:
    """Print the pack of ``lang``, else of the user's language, byte for byte."""
    language = choose_language(lang, "", os.environ)
    typer.echo(shipped(language).read_text(encoding="utf-8"), nl=False)
