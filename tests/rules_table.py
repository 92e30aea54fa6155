"""The table of rules in the documentation: ``python -m tests.rules_table > docs/rules.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bmc_cli.file.packs import load_language
from bmc_cli.method.rules import RULES

HEADING = """\
# The rules of `bmc check`

This table is made from the rules themselves: `python -m tests.rules_table > docs/rules.md`.
`{names}` stands for the notes that a finding is about, `{likely}` for what belongs there. A file
that cannot be read has the finding `unreadable`, which is not a rule and cannot be
ignored. In JSON a suggestion has the level `advice`. Where something for later will do what is
missing today, that is said instead. `bmc check -v` names the rules; what `bmc check` prints for
programs is in [check.md](check.md).

| Rule | Level | What it says | Why |
| --- | --- | --- | --- |
"""


def rules_table() -> str:
    """Return the table as Markdown."""
    return HEADING + "".join(f"| {' | '.join(cells)} |\n" for cells in _rows())


def _rows() -> Iterator[tuple[str, ...]]:
    words = load_language("en").words
    for rule, (level, _) in RULES.items():
        says, why = (words[section][rule].replace("|", "\\|") for section in ("checks", "whys"))
        for hole in ("{names}", "{likely}", "{line}"):
            says = says.replace(hole, f"`{hole}`")
        yield f"`{rule}`", words["check"][level.name.lower()], says, why


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(rules_table())
