"""Talking with the user about a canvas: who asks, and how it ends before it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from bmc_cli import terminal
from bmc_cli.commands.shared.outcomes import INTERRUPTED, explain
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.interview.asking import Asker, Book, Ending
from bmc_cli.interview.state import Turn
from bmc_cli.words.packs import Pack


def asker_for(
    pack: Pack, *, plain: bool, reason: str = "no_terminal", path: Path | None = None
) -> Asker:
    """Return who asks: plain lines, or keys where the terminal has them.

    ``path`` is the canvas that is asked about.  Raises ``BmcError`` (``reason``) when there
    is nobody to ask.
    """
    stream = terminal.dialogue_stream()
    if stream is None and not plain:
        raise BmcError(reason, exit_code=USAGE)
    from bmc_cli.file import drafts

    home = drafts.home_of(path) if path else None
    if plain or stream is None or terminal.wants_plain() or not _drives(stream):
        from bmc_cli.interview.lines import LineAsker

        return LineAsker(pack, home)
    from bmc_cli.interview.keys import KeyAsker

    return KeyAsker(pack, stream, home)


def loader(own: Pack) -> Callable[[str], Pack]:
    """Return what loads the words of a language: a coach's pack is its language's own."""
    from bmc_cli.file.languages import shipped
    from bmc_cli.file.packs import load_language

    return lambda code: own if shipped(code).stem == own.language else load_language(code)


def hold(asker: Asker, book: Book, begun: Turn) -> Ending:
    """Hold the talk that begins with ``begun``, and return how it ended."""
    from bmc_cli.interview.conversation import Conversation

    return Conversation(book, asker, loader(asker.pack), explain).hold(begun)


def _drives(stream: TextIO) -> bool:
    """Whether the prompt library can drive this console; elsewhere than on Windows it can."""
    if sys.platform != "win32":
        return True
    from prompt_toolkit.output import create_output

    try:
        create_output(stdout=stream)
    except Exception:  # noqa: BLE001  # whatever it is: plain lines do
        return False
    return True


def tell_unsaved(say: Callable[[str], None], path: Path, pack: Pack) -> None:
    """Say, once, where the notes are that an editor was cut off with."""
    from bmc_cli.file import drafts

    for file in drafts.left(drafts.home_of(path)):
        say(pack.say("edit.unsaved", file=file))


def tell_way_on(asker: Asker, command: str, path: Path) -> None:
    """Say where the notes are, and the command that goes on with them."""
    asker.tell(asker.pack.say("new.way_on", file=path, command=command))


def leave(end: Ending) -> None:
    """End the program as the interview was ended: with 130 where it was broken off."""
    if end is Ending.INTERRUPTED:
        sys.exit(INTERRUPTED)
