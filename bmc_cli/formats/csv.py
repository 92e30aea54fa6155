"""The notes of a canvas as comma-separated values (RFC 4180), for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from bmc_cli.formats.columns import table

if TYPE_CHECKING:
    from bmc_cli.formats.endings import Setting
    from bmc_cli.view import View

# What a spreadsheet would work out instead of showing it (OWASP, CSV injection); a text that
# has our apostrophe before it already gets one more, so that taking one off gives it back.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write(view: View, _setting: Setting) -> str:
    """Return the notes with a header, a note a row."""
    made = table(view)
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(made.header)
    writer.writerows([as_text(cell) for cell in row] for row in made.rows)
    return sheet.getvalue()


def as_text(cell: str) -> str:
    """Return ``cell`` so that a spreadsheet takes it for text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
