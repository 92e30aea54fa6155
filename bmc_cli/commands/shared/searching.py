"""What a search for canvases left out, in words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.errors import BmcError
from bmc_cli.file.folders import LeftOut
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack

_MOST = 5  # names in a line; there may be thousands


def no_canvases(folder: Path, left_out: LeftOut) -> BmcError:
    """Return what is wrong with a folder without canvases; it may have some that git ignores."""
    ignored = [path for path, why in left_out if why == "ignored"]
    if ignored:
        return BmcError("only_ignored", folder=folder, file=ignored[0])
    return BmcError("no_canvases", folder=folder)


def tell_left_out(left_out: Iterable[tuple[Path, str]], pack: Pack) -> None:
    """Say what was left out and why, a line for each reason."""
    for reason, group in groupby(sorted(left_out, key=_reason), key=_reason):
        names = [one_line(str(path)) for path, _ in group]
        shown = ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
        number = "one" if len(names) == 1 else "many"
        terminal.message(pack.say(f"search.{reason}_{number}", n=len(names), names=shown))


def _reason(left: tuple[object, str]) -> str:
    return left[1]
