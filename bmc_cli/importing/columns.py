"""What the columns of a table say of a note, by what they are called."""

from __future__ import annotations

import re

from bmc_cli.importing.vocabulary import BESIDE, COLUMNS, words
from bmc_cli.model.alike import folded

TOLD = ("evidence", "test", "learned")
"""Columns about how sure a note is: only where a row is a note."""

_COLUMNS = {field: words(said) for field, said in COLUMNS.items()}
_BESIDE = words(BESIDE)


def field_of(header: str) -> str:
    """Return the field that a column called ``header`` gives, "beside" or "" for none."""
    name = folded(header).strip(" *:_")
    if name in _COLUMNS["text"]:
        return "text"
    for field in ("kind", "for", "later", *TOLD, "detail"):
        if name in _COLUMNS[field]:
            return field
    within = {part.strip() for part in re.split(r"[/,&+]|\band\b", name)}
    return "beside" if name in _BESIDE or within & _BESIDE else ""
