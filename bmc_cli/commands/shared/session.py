"""What a run of the program is asked in, and what every command needs of that."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bmc_cli import programs, terminal
from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.languages import choose_language, languages
from bmc_cli.file.own_packs import load_named, own_pack
from bmc_cli.file.packs import load_language
from bmc_cli.file.revisions import Source, file_of, load
from bmc_cli.file.storage import DEFAULT
from bmc_cli.model.canvas import BLOCKS, Block, Canvas, numbered
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack, as_argument, find_block

spoken: Pack | None = None
"""The pack that this run of the program speaks, once it is chosen; errors are told with it."""

told: set[str] = set()
"""What was told of packs that cannot be used: one pack may be that of many canvases."""


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

    def speak(self, canvas: Canvas | None = None, path: Path | None = None) -> Pack:
        """Return the pack to speak to the user with, errors too: as ``pack_of``."""
        global spoken  # noqa: PLW0603  # one program, one user, one language
        spoken = self.pack_of(canvas, path)
        return spoken

    def pack_of(self, canvas: Canvas | None = None, path: Path | None = None) -> Pack:
        """Return the pack for the ``canvas`` at ``path``, else that of the user's language.

        Why the canvas's own pack cannot be used is told, once.  Raises ``BmcError`` for an
        unknown language, and for a wrong pack that the user names.
        """
        pack, fault = self.choose(canvas, path)
        if fault is not None and repr(fault) not in told:
            told.add(repr(fault))
            words = spoken or pack
            terminal.message(terminal.placed(fault, explain(fault, words)))
        return pack

    def choose(
        self, canvas: Canvas | None = None, path: Path | None = None
    ) -> tuple[Pack, BmcError | None]:
        """Return the pack as ``pack_of`` does, and why the canvas's own cannot be used, if so.

        What is asked for goes before what the canvas says; its own pack is in the language that
        is asked for, or gives way to the shipped one.
        """
        if self.prompts is not None:
            return load_named(self.prompts), None
        language = canvas.language if canvas else ""
        if canvas is None or path is None or not canvas.prompts:
            return load_language(choose_language(self.lang, language, os.environ)), None
        own, fault = None, None
        try:
            own = own_pack(canvas.prompts, path)
        except BmcError as refused:
            fault = refused
        asked = self.lang or os.environ.get("BMC_LANG")
        code = choose_language(self.lang, language, os.environ)
        if own is None or (asked and own.language != code):
            is_shipped = canvas.prompts in languages()
            return replace(load_language(code), is_stand_in=not is_shipped), fault
        return own, None

    def open(self, source: Source) -> Opened:
        """Return the canvas in ``source``, and speak with its pack where none is asked for.

        Raises ``BmcError`` for what is no canvas, an unknown language or a wrong pack.
        """
        document, path = load(source), file_of(source)
        return Opened(path, document, self.speak(document.canvas, path))


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


def typed(command: str, *words: str | Path) -> str:
    """Return a command to type on one line, ``merge`` of this program or another's, ``rm``.

    Every file in it is named, and quoted for the shell.
    """
    said = (as_argument(str(word)) if isinstance(word, Path) else word for word in words)
    return one_line(" ".join([command, *said]))


def program() -> str:
    """Return what to type for this program: its name, or its path where the shell has no name."""
    called = Path(sys.argv[0])
    if called.name not in {"bmc", "bmc.exe"}:
        return "bmc"
    known = programs.found(called.name.removesuffix(".exe"))
    if known and Path(known).resolve() == called.resolve():
        return "bmc"
    return shlex.quote(str(called))
