"""Rows with commas, semicolons or tabs as an outline: one table."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.formats.reading import MOST_CELLS
from bmc_cli.importing.columns import field_of
from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import Cell, Outline, runs, table
from bmc_cli.importing.vocabulary import COLUMNS, words
from bmc_cli.model.alike import folded

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_MOST_ROWS = 5_000
# What keeps a spreadsheet from working out a text; our own .csv has it too.
_QUOTED = re.compile(r"\A'(?='*[=+\-@])")
_BLOCK = words(COLUMNS["block"])


def is_table(source: Source) -> bool:
    """Whether a text has the same sign between its columns in each line, and a known column."""
    lines = [line for line in source.start.split("\n")[:20] if line.strip()]
    if source.ending in {"csv", "tsv"}:
        return True
    if len(lines) < 3 or lines[0].startswith(("#", "|", "-", "*")):
        return False
    sign = _sign(lines)
    cells = [cell.strip(' "') for cell in lines[0].split(sign)]
    if len(cells) < 2 or any(sign not in line for line in lines[:3]):
        return False
    names = Names()
    known = [cell for cell in cells if names.exact(cell)]
    return len(known) >= 2 or (
        any(folded(cell) in _BLOCK for cell in cells) and any(map(field_of, cells))
    )


def _sign(lines: list[str]) -> str:
    counts = {sign: min(line.count(sign) for line in lines[:3]) for sign in "\t;,"}
    best = max(counts, key=counts.__getitem__)
    if counts[best]:
        return best
    return max("\t;,", key=lines[0].count)


def read(source: Source) -> Outline:
    """Return the outline of a file of rows: its cells as they are, formulas too.

    Raises ``BmcError`` for a file of more rows than a canvas can have.
    """
    text = re.sub(r"\Asep=(.)\n", "", source.text)
    lines = [line for line in text.split("\n")[:20] if line.strip()]
    cells = []
    reader = csv.reader(StringIO(text), delimiter=_sign(lines) if lines else ",")
    try:
        for row, values in enumerate(reader):
            for column, value in enumerate(values):
                if said := _QUOTED.sub("", value.strip(), count=1):
                    cells.append(Cell(row, column, runs(said), line=reader.line_num))
            if row > _MOST_ROWS or len(cells) > MOST_CELLS:
                raise BmcError("import_too_much", file=source.name)
    except csv.Error:
        raise BmcError("import_broken", file=source.name) from None
    return Outline((table(cells, 1),))
