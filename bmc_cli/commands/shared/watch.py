"""What follows a file: how it is watched, and ``bmc show --watch``, where the drawing stays."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bmc_cli import terminal
from bmc_cli.commands.shared.outcomes import as_error, exit_on_signals, explain
from bmc_cli.errors import USAGE, BmcError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from bmc_cli.file.revisions import Source
    from bmc_cli.words.packs import Pack

_PAUSE = 0.3  # seconds between two looks at the files

Draw = Callable[[], "RenderableType"]


def changes(look: Callable[[], object], seen: object = None) -> Iterator[None]:
    """Yield whenever ``look`` returns something else than before, at first than ``seen``.

    That goes on until Ctrl-C, or until nobody takes the output any more.
    """
    while terminal.output_fault() is None:
        if (now := look()) != seen:
            seen = now
            yield
        time.sleep(_PAUSE)


def state(path: Path) -> object:
    """Return what changes when a file is saved, () while it is not there."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_size, status.st_ino


def files_of(sources: Sequence[Source]) -> list[Path]:
    """Return the files among ``sources``, to be followed.

    Raises ``BmcError`` when there is none: what was piped, or a revision, stays what it is.
    """
    paths = [each for each in sources if isinstance(each, Path)]
    if not paths:
        raise BmcError("not_followed", exit_code=USAGE, name=str(sources[0]))
    return paths


def watch(paths: Sequence[Path], draw: Draw, pack: Pack, width: int | None) -> None:
    """Draw again whenever a file or the size of the terminal changes, until Ctrl-C.

    ``draw`` loads and returns the drawing; what it raises is told below the last one.
    Raises ``BmcError`` without a terminal.
    """
    if not terminal.is_terminal(sys.stdout) or terminal.wants_plain():
        raise BmcError("no_terminal_watch", exit_code=USAGE)
    exit_on_signals()
    screen = terminal.Screen(sys.stdout)
    drawing: RenderableType | None = None

    def look() -> object:
        return [state(path) for path in paths], terminal.rich_console(sys.stdout, width).size

    try:
        with screen:
            for _ in changes(look):
                drawing, trouble = _drawn(draw, drawing, pack)
                screen.show(_rows(terminal.rich_console(sys.stdout, width), drawing, trouble))
    except KeyboardInterrupt:
        return


def _drawn(
    draw: Draw, last: RenderableType | None, pack: Pack
) -> tuple[RenderableType | None, str]:
    try:
        return draw(), ""
    except (BmcError, OSError) as fault:
        error = as_error(fault)
        return last, terminal.placed(error, explain(error, pack))


def _rows(out: Console, drawing: RenderableType | None, trouble: str) -> list[str]:
    """Return the rows that the screen has room for; the last says what went wrong, or is more."""
    with out.capture() as captured:
        if drawing is not None:
            out.print(drawing, end="")
    rows = captured.get().splitlines()
    below = terminal.wrapped(trouble, sys.stdout).splitlines() if trouble else []
    room = out.size.height - len(below)
    if len(rows) > room:
        rows = [*rows[: room - 1], f"… (+{len(rows) - room + 1})"]
    return [*rows, *below]
