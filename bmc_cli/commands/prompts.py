"""``bmc prompts``: a prompt pack as it is shipped, and the schema of packs."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from bmc_cli.commands.shared.completion import complete_languages
from bmc_cli.file.packs import choose_language, load_language, shipped

HELP = """
\b
Examples:
  bmc prompts nl > mine.yaml
  bmc new --prompts mine.yaml
  bmc prompts --schema > pack.schema.json
"""

PackLang = Annotated[
    str | None,
    typer.Argument(
        metavar="[LANG]",
        help="en or nl.  [default: your language]",
        autocompletion=complete_languages,
    ),
]


AsSchema = Annotated[bool, typer.Option("--schema", help="JSON Schema of a pack, for your editor.")]


def prompts(lang: PackLang = None, schema: AsSchema = False) -> None:
    """Print the pack of ``lang``, else of the user's language, byte for byte; or the schema."""
    language = choose_language(lang, "", os.environ, "bmc prompts ")
    if schema:
        from bmc_cli.formats.pack_schema import pack_schema

        typer.echo(pack_schema(load_language(language)))
        return
    typer.echo(shipped(language).read_text(encoding="utf-8"), nl=False)
