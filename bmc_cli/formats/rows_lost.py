"""What a table with a row a note has no place for: what a canvas says of itself."""

from __future__ import annotations

from bmc_cli.model.canvas import HEAD, Canvas


def lost(canvas: Canvas) -> dict[str, int]:
    """Return how many of what ``canvas`` says of itself no row of a note has, by their names.

    Its language is that of the header.
    """
    counted = {name: 1 for name in HEAD if name != "language" and getattr(canvas, name)}
    rest = {"conflicts": len(canvas.conflicts), "check": int(bool(canvas.ignored_rules))}
    return counted | {name: number for name, number in rest.items() if number}
