"""The tables of the help in their files, ``prompts/help``: one a language but English.

They are no part of a prompt pack: a coach who makes one has other questions, and the same options.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file.languages import folder
from bmc_cli.words.help_words import HelpWords


@cache
def help_words(language: str) -> HelpWords:
    """Return the words of the help in ``language``; English where it has no table."""
    try:
        path = folder() / "help" / f"{language}.yaml"
    except BmcError:  # installed without packs: the help is not to fail for it
        return HelpWords(language)
    return HelpWords(language, **_tables(path)) if path.is_file() else HelpWords(language)


def _tables(path: Path) -> dict[str, dict[str, str]]:
    """Return the tables in the file at ``path`` by their names."""
    from bmc_cli.file.disk import read_whole
    from bmc_cli.file.plain_data import parsed
    from bmc_cli.file.yaml_text import MOST_BYTES, decode

    found: dict[str, dict[str, str]] = parsed(
        decode(read_whole(path, MOST_BYTES), "")[1], str(path)
    )
    return found
