"""What a run of the program is asked in, and what every command needs of that."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

from bmc_cli import programs
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.packs import choose_language, languages, load_file, load_language
from bmc_cli.file.storage import DEFAULT, load
from bmc_cli.model.canvas import BLOCKS, Block, Canvas, numbered
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack, find_block

spoken: Pack | None = None
"""The pack that this run of the program speaks, once it is chosen; errors are told with it."""


def pack_for(lang: str | None, prompts: Path | None, canvas_language: str = "") -> Pack:
    """Return the pack to speak to the user with, errors too: as ``pack_of``."""
    global spoken  # noqa: PLW0603  # one program, one user, one language
    spoken = pack_of(lang, prompts, canvas_language)
    return spoken


def pack_of(lang: str | None, prompts: Path | None, canvas_language: str = "") -> Pack:
    """Return the pack for a canvas: the user's own, else that of the chosen language.

    Raises ``BmcError`` for an unknown language or a wrong pack.
    """
    if prompts is not None:
        return load_file(prompts)
    return load_language(choose_language(lang, canvas_language, os.environ))


class Opened(NamedTuple):
    """A canvas that a command is about, with its file and the pack that is spoken."""

    path: Path
    document: Document
    pack: Pack

    @property
    def canvas(self) -> Canvas:
        """Return what the file holds."""
        return self.document.canvas


class Session(NamedTuple):
    """How the user asked to be spoken to: ``--lang``, and ``--prompts`` for a pack of their own."""

    lang: str | None = None
    prompts: Path | None = None

    def speak(self, canvas_language: str = "") -> Pack:
        """Return the pack to speak to the user with: as ``pack_for``."""
        return pack_for(self.lang, self.prompts, canvas_language)

    def open(self, path: Path) -> Opened:
        """Return the canvas at ``path``, and speak its language where none is asked for.

        Raises ``BmcError`` for what is no canvas, an unknown language or a wrong pack.
        """
        document = load(path)
        return Opened(path, document, self.speak(document.canvas.language))


def block_for(word: str, pack: Pack) -> Block:
    """Return the block that the user's ``word`` names, in any language we speak."""
    if block := numbered(word, BLOCKS):
        return block
    others = [load_language(code) for code in languages() if code != pack.language]
    return find_block(word, [pack, *others])


def command_line(command: str, path: Path, prompts: Path | None = None, options: str = "") -> str:
    """Return the command to type for ``path``, on one line; the usual file needs no name."""
    words = [program(), command]
    named = [] if str(path) == DEFAULT else [shlex.quote(str(path))]
    added = [f"--prompts {shlex.quote(str(prompts))}"] if prompts else []
    added += [options] if options else []
    if str(path).startswith("-"):
        return one_line(" ".join([*words, *added, "--", *named]))
    return one_line(" ".join([*words, *named, *added]))


def program() -> str:
    """Return what to type for this program: its name, or its path where the shell has no name."""
    called = Path(sys.argv[0])
    if called.name not in {"bmc", "bmc.exe"}:
        return "bmc"
    known = programs.found(called.name.removesuffix(".exe"))
    if known and Path(known).resolve() == called.resolve():
        return "bmc"
    return shlex.quote(str(called))
