"""Whether the user agrees to what is going to be done."""

from __future__ import annotations

import sys

from bmc_cli.words.packs import Pack


def agreed(pack: Pack) -> bool:
    """Ask whether to go on, below what was told; only a yes is one."""
    sys.stderr.write(pack.say("git.ask") + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in pack.say("git.agree").split()
