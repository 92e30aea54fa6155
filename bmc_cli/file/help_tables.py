"""The tables of the help in their files, ``prompts/help``: one a language but English.

They are no part of a prompt pack: a coach who makes one has other questions, and the same options.
"""

from __future__ import annotations

from functools import cache

from bmc_cli.errors import BmcError
from bmc_cli.file.disk import read_whole
from bmc_cli.file.packs import folder
from bmc_cli.file.yaml_text import MOST_BYTES, Mapping, Scalar, decode, parse
from bmc_cli.words.help_words import HelpWords


@cache
def help_words(language: str) -> HelpWords:
    """Return the words of the help in ``language``; English where it has no table."""
    try:
        path = folder() / "help" / f"{language}.yaml"
    except BmcError:  # installed without packs: the help is not to fail for it
        return HelpWords(language)
    if not path.is_file():
        return HelpWords(language)
    root = parse(decode(read_whole(path, MOST_BYTES), str(path))[1], str(path))
    assert isinstance(root, Mapping)
    return HelpWords(language, **{name.text: _texts(said) for name, said in root.pairs})


def _texts(node: object) -> dict[str, str]:
    assert isinstance(node, Mapping)
    return {key.text: said.text for key, said in node.pairs if isinstance(said, Scalar)}
