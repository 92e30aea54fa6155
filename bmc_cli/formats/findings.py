"""What a check found, for programs: JSON, annotations of GitHub, and SARIF 2.1.0.

Data, so its texts are exactly those of the canvas; each format escapes what is its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import quote

from bmc_cli.plain_text import clean, json_text

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB = {"error": "error", "warning": "warning", "advice": "notice"}
_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as a program gets it.

    ``level`` is error, warning or advice; ``block`` is None for the title block and for a file
    that cannot be read.  ``note`` is the first of the ``notes`` that it is about; ``line`` and
    ``column`` say where that stands, None where there is no note.  ``repair`` is a command as
    words and what it asks, or None.
    """

    file: str
    rule: str
    level: str
    message: str
    block: str | None = None
    note: Mapping[str, object] | None = None
    notes: Sequence[Mapping[str, object]] = ()
    line: int | None = None
    column: int | None = None
    repair: Mapping[str, object] | None = None


class RuleText(NamedTuple):
    """What there is to read about a rule: its id, in a few words, and why it is one."""

    rule: str
    short: str
    why: str


def as_json(rows: Sequence[Row], _rules: Sequence[RuleText], _version: str) -> str:
    """Return the findings of all files as one array."""
    return json_text([asdict(row) for row in rows])


def as_github(rows: Sequence[Row], _rules: Sequence[RuleText], _version: str) -> str:
    """Return the findings as commands of GitHub Actions, which shows them beside the lines."""
    return "\n".join(map(_annotation, rows))


def _annotation(row: Row) -> str:
    told: dict[str, object] = {"file": row.file, "line": row.line, "col": row.column}
    told["title"] = f"bmc {row.rule}"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in told.items() if value)
    return f"::{_GITHUB[row.level]} {said}::{_data(row.message)}"


def _data(text: str) -> str:
    escaped = clean(text).replace("%", "%25")
    return escaped.replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(rows: Sequence[Row], rules: Sequence[RuleText], version: str) -> str:
    """Return the findings in the format in which programs that read code exchange theirs."""
    driver = {
        "name": "bmc",
        "version": version,
        "rules": [
            {"id": each.rule, "shortDescription": {"text": each.short}, "help": {"text": each.why}}
            for each in rules
        ],
    }
    run = {"tool": {"driver": driver}, "results": [_result(row) for row in rows]}
    return json_text({"$schema": SARIF, "version": "2.1.0", "runs": [run]})


def _result(row: Row) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(row.file)}}
    if row.line:
        place["region"] = {"startLine": row.line, "startColumn": row.column}
    return {
        "ruleId": row.rule,
        "level": _LEVELS[row.level],
        "message": {"text": _plain(row.message)},
        "locations": [{"physicalLocation": place}],
    }


def _plain(text: str) -> str:
    """Return ``text`` for SARIF, where a plain message may hold links: ``[text](address)``.

    What could be read as one is escaped (oasis-tcs/sarif-spec, issue 597); all else stays.
    """
    return re.sub(r"[\\\[\]]", r"\\\g<0>", text) if "](" in text else text


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


Writer = Callable[[Sequence[Row], Sequence[RuleText], str], str]
"""Takes findings, what there is to read of the rules, and the version of the program."""

WRITERS: Mapping[str, Writer] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""The formats of findings by their names."""
