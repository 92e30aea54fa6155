"""Evidence that was found for one claim, on a note that makes another."""

from __future__ import annotations

from bmc_cli.model.canvas import Canvas
from bmc_cli.model.difference import Changed, Pairs
from bmc_cli.model.fields import Note
from bmc_cli.model.links import Spot
from bmc_cli.model.matching import is_same_claim


def carried_over(before: Canvas, after: Canvas) -> list[tuple[Spot, Note, Note]]:
    """Return the notes whose evidence was that of quite another claim: where, as was and as is."""
    return [
        (change.now, change.old, change.new)
        for change in Pairs(before, after, by_place=True).changed()
        if isinstance(change, Changed)
        and change.new.evidence
        and change.new.evidence == change.old.evidence
        and not is_same_claim(change.old.text, change.new.text)
    ]
