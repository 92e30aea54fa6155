"""``bmc prompts``: a prompt pack as it is shipped, which there are, and their schema.

Also what tells an assistant how to ask its questions.
"""

from __future__ import annotations

import os
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import complete_languages
from bmc_cli.commands.shared.options import Lang
from bmc_cli.commands.shared.session import Session, program
from bmc_cli.file.languages import choose_language, languages, shipped, skill
from bmc_cli.file.packs import load_language

HELP = """
\b
Examples:
  bmc prompts nl > mine.yaml
  bmc new --prompts mine.yaml
  bmc prompts --schema > pack.schema.json
  bmc prompts --list
  bmc prompts --skill > SKILL.md
"""

PackLang = Annotated[
    str | None,
    typer.Argument(
        metavar="[LANG]",
        help="en or nl.  [default: your language]",
        autocompletion=complete_languages,
    ),
]

ShowList = Annotated[bool, typer.Option("--list", help="Only say which packs there are.")]

AsSchema = Annotated[bool, typer.Option("--schema", help="JSON Schema of a pack, for your editor.")]

AsSkill = Annotated[
    bool, typer.Option("--skill", help="How an AI assistant leads somebody through a canvas.")
]


def prompts(
    lang: PackLang = None,
    show_list: ShowList = False,
    schema: AsSchema = False,
    as_skill: AsSkill = False,
    reading: Lang = None,
) -> None:
    """Print the pack of ``lang``, else of the language of ``reading``, else of the user's.

    It is printed byte for byte.  With ``show_list``, only say which packs are installed; with
    ``schema``, print their shape; with ``as_skill``, print how a program asks the questions.
    """
    lang = lang or reading
    if show_list:
        _list(lang)
        return
    if as_skill:
        typer.echo(skill().read_text(encoding="utf-8"), nl=False)
        return
    language = choose_language(lang, "", os.environ)
    if schema:
        from bmc_cli.formats.pack_schema import pack_schema

        typer.echo(pack_schema(load_language(language)))
        return
    typer.echo(shipped(language).read_text(encoding="utf-8"), nl=False)


def _list(lang: str | None) -> None:
    """Print the code and the name of each installed pack, and say how to make one's own."""
    pack = Session(lang).speak()
    for code in languages():
        terminal.result(f"{code}  {load_language(code).name}")
    terminal.message(pack.say("packs.own", bmc=program(), language=pack.language))
