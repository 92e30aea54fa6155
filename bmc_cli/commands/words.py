"""Which words a command speaks."""

from __future__ import annotations

import os
from pathlib import Path

from bmc_cli.canvas import BLOCKS, Block, numbered
from bmc_cli.prompts import Pack, choose_language, find_block, languages, load_file, load_language

spoken: Pack | None = None
"""The pack that this run of the program speaks, once it is chosen; errors are told with it."""


def pack_for(lang: str | None, prompts: Path | None, canvas_language: str = "") -> Pack:
    """Return the pack to speak: the user's own, else that of the chosen language.

    Raises ``BmcError`` for an unknown language or a wrong pack.
    """
    global spoken  # noqa: PLW0603  # one program, one user, one language
    if prompts is not None:
        spoken = load_file(prompts)
    else:
        spoken = load_language(choose_language(lang, canvas_language, os.environ))
    return spoken


def block_for(word: str, pack: Pack) -> Block:
    """Return the block that the user's ``word`` names, in any language we speak."""
    if block := numbered(word, BLOCKS):
        return block
    others = [load_language(code) for code in languages() if code != pack.language]
    return find_block(word, [pack, *others])
