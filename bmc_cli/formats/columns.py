"""The notes of a canvas as a table, a note a row: what a sheet and a file of values show.

The columns that every table has stand first; another field has one where a note says something
in it.  Several values of a cell are below each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bmc_cli.model.fields import FIELDS, Place
from bmc_cli.words.notes import column_of, first_columns

if TYPE_CHECKING:
    from bmc_cli.view import View

_ALWAYS = ("detail", "for", "kind", "later")


class Table(NamedTuple):
    """A header, and rows of as many texts."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def table(view: View) -> Table:
    """Return the notes of ``view`` in interview order, each with its block and number."""
    used = {told.name for note in view.notes for told in note.told} | {*_ALWAYS}
    further = [field.name for field in FIELDS if field.place is not Place.NOTE]
    names = [name for name in dict.fromkeys((*_ALWAYS, *further)) if name in used]
    rows = []
    for block in view.blocks.values():
        for number, note in enumerate(block.notes, 1):
            told = {each.name: "\n".join(each.values) for each in note.told}
            rows.append(
                [block.title, str(number), note.text, *(told.get(name, "") for name in names)]
            )
    header = [*first_columns(view.say), *(column_of(name, view.say) for name in names)]
    return Table(header, rows)
