"""Going through what a check found, with the user: each point asked, answered and saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bmc_cli.commands.shared.conversation import (
    asker_for,
    hold,
    leave,
    tell_unsaved,
    tell_way_on,
)
from bmc_cli.commands.shared.outcomes import exit_on_signals
from bmc_cli.commands.shared.session import command_line
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file.book import Book
from bmc_cli.interview.asking import Ending, Interrupted, Shown
from bmc_cli.interview.lines import LineAsker
from bmc_cli.interview.senses import Sense, sense_of
from bmc_cli.interview.state import Asked, Effect, State, Turn
from bmc_cli.interview.walk import mending
from bmc_cli.model.canvas import Canvas
from bmc_cli.words.packs import Pack


def wants_to(canvas: Canvas, pack: Pack) -> bool:
    """Ask whether to go through the findings; only a yes is one."""
    asked = Asked(pack.say("check.shall"), "", prompt=pack.say("check.yes_no"))
    try:
        reply = LineAsker(pack).ask(Shown(State(canvas, pack, ()), asked, ""))
    except Interrupted:
        return False
    return sense_of(reply.text) is Sense.YES


def go_through(
    path: Path,
    canvas: Canvas,
    pack: Pack,
    number: int | None = None,
    ignored: Sequence[str] = (),
    *,
    plain: bool,
) -> None:
    """Hold the talk about the findings in the canvas at ``path``, or about one, by its number.

    Raises ``BmcError`` where there is nobody to ask, and for a number that no finding has.
    """
    check = command_line("check", path)
    walk_along(
        path,
        pack,
        partial(mending, canvas, pack, number, ignored=tuple(ignored)),
        Book(path, canvas),
        reason="no_terminal_fix",
        absent=BmcError("no_such_finding", exit_code=USAGE, n=number, command=check),
        done="interview.mend_one_done" if number else "interview.mend_done",
        again=command_line("check --fix", path),
        plain=plain,
    )


def walk_along(
    path: Path,
    pack: Pack,
    begin: Callable[..., Turn],
    book: Book,
    *,
    reason: str,
    absent: BmcError,
    done: str,
    again: str,
    plain: bool,
) -> None:
    """Hold the talk that ``begin`` begins, about one list of points after the other.

    ``done`` is said at its end, and ``again`` is the command that goes on.  Raises ``BmcError``:
    ``reason`` where there is nobody to ask, ``absent`` where there is no such point.
    """
    asker = asker_for(pack, plain=plain, reason=reason, path=path)
    try:
        begun = begin(asks_back=asker.asks_back)
    except IndexError:
        raise absent from None
    if begun.effect is Effect.FINISH:
        for line in begun.said:
            asker.tell(line)
        return
    exit_on_signals()
    tell_unsaved(asker.tell, path, pack)
    end = hold(asker, book, begun)
    if end is Ending.FINISHED:
        asker.tell(asker.pack.say(done))
    tell_way_on(asker, again, book.path)
    leave(end)
