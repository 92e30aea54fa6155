"""``bmc export --watch``: a page that is written and shown anew whenever its canvas changes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bmc_cli import terminal
from bmc_cli.commands.shared.outcomes import as_error, exit_on_signals, explain
from bmc_cli.commands.shared.page_server import PageServer
from bmc_cli.commands.shared.watch import changes, state
from bmc_cli.errors import BmcError
from bmc_cli.formats.html_live import LivePage, live

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

Export = Callable[[], tuple[bytes, "Pack"]]
"""Writes the page of the canvas as it is now; returns it, and the words that it is in."""


def follow(path: Path, export: Export) -> Pack:
    """Export the canvas at ``path``, and again whenever it changes, until Ctrl-C.

    Return the words that the last page is in.  Meanwhile the page is served to browsers of this
    machine, and its address is told.  What ``export`` raises is raised at first; then it is told,
    here and on the page that was the last good one.
    """
    exit_on_signals()
    look = partial(state, path)
    seen = look()
    made, pack = export()
    with PageServer(_live(made, pack)) as server, suppress(KeyboardInterrupt):
        terminal.message(pack.say("export.follow", address=server.address))
        for _ in changes(look, seen):
            try:
                made, pack = export()
            except (BmcError, OSError) as fault:
                error = as_error(fault)
                trouble = terminal.placed(error, explain(error, pack))
                if trouble != server.trouble:
                    terminal.show_error(error, pack)
                    server.warn(trouble)
            else:
                server.show(_live(made, pack))
    return pack


def _live(made: bytes, pack: Pack) -> LivePage:
    return live(made.decode(), pack.say("export.unfollowed"))
