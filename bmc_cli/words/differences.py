"""What changed between two canvases, in words."""

from __future__ import annotations

from bmc_cli.model.difference import Difference
from bmc_cli.words.packs import Pack, joined

_SIGNS = {"+": "added", "-": "removed", "~": "changed"}


def summary(found: Difference, pack: Pack) -> str:
    """Return how many notes were added, removed and changed; "" when nothing was."""
    signs = [change.sign for change in found.news] + ["~"] * bool(found.head)
    counts = [(name, signs.count(sign)) for sign, name in _SIGNS.items()]
    return joined([pack.say(f"diff.{name}", n=n) for name, n in counts if n], pack)
