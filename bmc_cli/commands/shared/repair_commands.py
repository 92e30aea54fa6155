"""The commands that mend what a check found: as words for a program, and as a line to type."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from bmc_cli.commands.shared.session import program
from bmc_cli.file.storage import DEFAULT
from bmc_cli.method.finding import Finding
from bmc_cli.method.repairs import (
    ASKED,
    EVERYTHING,
    Amend,
    Decide,
    Join,
    Marks,
    Repair,
    Reword,
    Title,
    Write,
    asks,
)
from bmc_cli.model.canvas import BY_KEY, Canvas, versions_of
from bmc_cli.model.fields import EVERY_TARGET
from bmc_cli.model.links import SEGMENTS, Spot, letter, targets
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import as_argument

TEXT = "TEXT"
"""Stands in the command for a program where words of the user go."""


def repair_line(finding: Finding, canvas: Canvas, path: Path, prompts: Path | None = None) -> str:
    """Return the command to type that mends a finding; "" where none does.

    The usual file needs no name, and … stands for words that only the user knows.
    """
    if finding.repair is None:
        return ""
    named = [] if str(path) == DEFAULT else [as_argument(str(path))]
    added = [f"--prompts {as_argument(str(prompts))}"] if prompts else []
    said = (
        '"\N{HORIZONTAL ELLIPSIS}"' if word == ASKED else shlex.quote(one_line(word))
        for word in options_of(finding.repair, canvas)
    )
    words = [program(), "edit", _edited(finding.repair), *named, *added, *said]
    return one_line(" ".join(words))


def repair_data(
    finding: Finding, canvas: Canvas, path: Path, prompts: Path | None
) -> dict[str, object] | None:
    """Return the command that mends a finding as words for a program; None where none does.

    It names its file.  ``asks`` says what goes in the place of ``TEXT``, None where all is said.
    """
    if finding.repair is None:
        return None
    named = str(path) if not str(path).startswith("-") else f"./{path}"
    command = ["bmc", "edit", _edited(finding.repair), named]
    command += ["--prompts", str(prompts)] if prompts else []
    command += [word or TEXT for word in options_of(finding.repair, canvas)]
    return {"command": command, "asks": "text" if asks(finding.repair) else None}


def _edited(repair: Repair) -> str:
    """Return what ``bmc edit`` is told to edit: the number of a block, or a field."""
    return repair.name if isinstance(repair, Title) else str(BY_KEY[repair.key].number)


def options_of(repair: Repair, canvas: Canvas) -> list[str]:
    """Return the options of ``bmc edit`` that come to a repair, ``ASKED`` for the user's words."""
    match repair:
        case Write(key, text, marks):
            return ["--add", text, *_marks(canvas, key, marks, "")]
        case Amend(key, places, marks):
            return [*_each("--note", _numbers(places)), *_marks(canvas, key, marks, "add-")]
        case Reword(_, place, text, rest):
            return ["--set", str(place + 1), text, *_each("--add", rest)]
        case Join(key, place, gone, marks):
            said = [*_marks(canvas, key, marks, "add-")]
            note = ["--note", str(place + 1)] if said else []
            return [*note, *said, *_each("--remove", _numbers(gone))]
        case Decide(_, place):
            return ["--keep", str(place + 1)]
        case Title(name, value):
            return ["--keep", str(versions_of(canvas, name).index(value) + 1)]


def _marks(canvas: Canvas, key: str, marks: Marks, adding: str) -> Iterator[str]:
    """Yield the options for what is said of notes beyond their text."""
    yield from _each("--remove-for", marks.unlinks)
    yield from _each(f"--{adding}for", _labels(canvas, key, marks.links))
    yield from _each("--remove-kind", marks.unkinds)
    yield from _each(f"--{adding}kind", marks.kinds)
    for name, text in marks.texts:
        yield from (f"--{name}", text)
    if marks.later:
        yield "--later"


def _labels(canvas: Canvas, key: str, links: Sequence[Spot]) -> Sequence[str]:
    """Return what ``bmc edit`` takes for links: a segment's letter, or a number in the list."""
    if links == EVERYTHING:
        return EVERY_TARGET
    at = {spot: str(number) for number, spot in enumerate(targets(canvas, key), 1)}
    return [letter(spot[1]) if spot[0] == SEGMENTS else at[spot] for spot in links]


def _numbers(places: Sequence[int]) -> list[str]:
    return [str(place + 1) for place in places]


def _each(option: str, values: Sequence[str]) -> Iterator[str]:
    for value in values:
        yield from (option, value)
