"""The words of a language, read once: most tests of what is said are not about reading them."""

from __future__ import annotations

import functools

from bmc_cli.file.packs import load_language
from bmc_cli.words.packs import Pack


@functools.cache
def pack(language: str) -> Pack:
    """Return the pack of ``language``."""
    return load_language(language)
