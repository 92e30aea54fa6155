"""Which file ``bmc new`` is about: where it names none, one that is here may be gone on with."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from bmc_cli import terminal
from bmc_cli.commands.shared.conversation import asker_for, leave
from bmc_cli.commands.shared.here import listed, others_here, pack_at
from bmc_cli.commands.shared.outcomes import exit_on_signals
from bmc_cli.commands.shared.session import Session, command_line
from bmc_cli.errors import BmcError
from bmc_cli.file.revisions import refuse_revision
from bmc_cli.file.storage import DEFAULT, load, locate
from bmc_cli.interview.asking import Asker, Ending, Interrupted, Shown
from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.state import Asked, State
from bmc_cli.model.canvas import Canvas, numbered
from bmc_cli.plain_text import one_line

_MOST = 9  # canvases to choose from; others are begun by their names


def file_for(name: str | None, session: Session, *, plain: bool, asks: bool = True) -> Path:
    """Return the file that a user calls ``name``; without one, the one that is chosen.

    Where there are canvases and not the usual one, somebody at a terminal is asked, if ``asks``;
    else the others are told.  Ends the program when the user leaves.
    """
    refuse_revision(name)
    others = [] if name else others_here()
    if not others:
        return locate(name)
    pack = pack_at(others[0], session)
    if asks and terminal.dialogue_stream() is not None:
        exit_on_signals()
        return _chosen(others[:_MOST], asker_for(pack, plain=plain))
    on = command_line("new", others[0])
    terminal.message(pack.say("here.others", names=listed(others), command=on))
    return Path(DEFAULT)


def _chosen(others: Sequence[Path], asker: Asker) -> Path:
    """Return which of ``others`` to go on with, or the usual file for a new canvas."""
    from bmc_cli.interview.command_words import understood  # not where nobody is asked

    say, options = asker.pack.say, [*others, Path(DEFAULT)]
    shown = [say("here.go_on", file=path) + _titled(path) for path in others]
    shown.append(say("here.fresh", usual=DEFAULT))
    choices = tuple(
        Choice(str(at), text, path.name)
        for at, (path, text) in enumerate(zip(options, shown, strict=True), 1)
    )
    hint = say("here.which_one" if len(others) == 1 else "here.which_many")
    asked = Asked(say("here.found", usual=DEFAULT), hint, choices)
    state = State(Canvas(), asker.pack, ())
    said: tuple[str, ...] = ()
    while True:
        try:
            reply = asker.ask(Shown(state, asked, "", said))
        except Interrupted as broken:
            broken.pass_on()
            _leave(asker, Ending.INTERRUPTED)
        command, rest = understood(reply, asker.pack)
        if command == "quit":
            _leave(asker, Ending.LEFT)
        if not command and not rest.strip() and len(others) == 1:
            return others[0]
        named = (path for path in options if rest.strip() in {path.name, path.stem})
        found = None if command else numbered(rest.strip(" ."), options) or next(named, None)
        if found:
            return found
        said = (say("here.unclear", last=len(options)),)


def _titled(path: Path) -> str:
    """Return the title of a canvas as it stands behind its file, if there is one."""
    title = ""
    with suppress(BmcError, OSError):
        title = one_line(load(path).canvas.title)
    return f" ({title})" if title else ""


def _leave(asker: Asker, end: Ending) -> NoReturn:
    asker.tell(asker.pack.say("new.nothing"))
    leave(end)
    sys.exit(0)
