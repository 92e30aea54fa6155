"""``bmc check``: what is missing or loose, each with the command that repairs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.completion import complete_rules
from bmc_cli.commands.shared.here import canvases_at
from bmc_cli.commands.shared.options import Files, Lang, Prompts
from bmc_cli.commands.shared.outcomes import as_error
from bmc_cli.commands.shared.repairs import repair
from bmc_cli.commands.shared.searching import tell_left_out
from bmc_cli.commands.shared.session import Session
from bmc_cli.commands.shared.sources import canvases_below
from bmc_cli.errors import CANNOT, UNREAD, USAGE, BmcError
from bmc_cli.file.folders import LeftOut
from bmc_cli.file.storage import load, locate
from bmc_cli.method import rules
from bmc_cli.method.rules import RULES, Finding, Level
from bmc_cli.model.canvas import Canvas
from bmc_cli.plain_text import json_text, one_line
from bmc_cli.words.findings import (
    LEVELS,
    by_weight,
    heading_of,
    level_of,
    sentence,
    summary,
)
from bmc_cli.words.packs import Pack
from bmc_cli.words.terms import terms_of

HELP = """
Ends with 1 when there are errors or warnings, with 3 when a file cannot be read.
A canvas can leave rules out for good with a line of its own:
check: {ignore: [crowded]}

\b
Examples:
  bmc check
  bmc check --strict groups
  bmc check --ignore no-later
  bmc check --explain idle-partner
"""

Strict = Annotated[bool, typer.Option("--strict", help="Let advice count as well.")]

Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="RULE",
        help="Leave a rule out. May be repeated.",
        autocompletion=complete_rules,
    ),
]

Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="RULE",
        help="Only say what a rule asks, and why.",
        autocompletion=complete_rules,
    ),
]

AsJson = Annotated[bool, typer.Option("--json", help="The findings as JSON.")]

UNREADABLE = "unreadable"
"""The finding of a file that could not be read: no rule, it cannot be left out."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in the canvas at ``path``, or why it could not be read."""

    path: Path
    pack: Pack
    canvas: Canvas = field(default_factory=Canvas)
    found: Sequence[Finding] = ()
    fault: BmcError | None = None

    def lines(self, prompts: Path | None) -> Iterable[str]:
        """Yield it as lines."""
        if self.fault is None:
            yield from report(self.path, self.canvas, self.found, self.pack, prompts)
            return
        says, do = terminal.sentences(self.fault, self.pack)
        place = self.fault.place
        where = f"{self.path}:{place.line}:{place.column}: " if place else ""
        yield str(self.path)
        yield f"  {self.pack.say('check.error')}: {where}{says} [{UNREADABLE}]"
        yield f"    {do}"

    def as_data(self, prompts: Path | None) -> dict[str, object]:
        """Return it as JSON has it."""
        if self.fault is None:
            return _as_data(self.path, self.found, self.canvas, self.pack, prompts)
        finding: dict[str, object] = {
            "rule": UNREADABLE,
            "level": "error",
            "block": None,
            "notes": [],
            "message": " ".join(terminal.sentences(self.fault, self.pack)).strip(),
            "repair": "",
        }
        if place := self.fault.place:
            finding["place"] = {"line": place.line, "column": place.column}
        return {"file": str(self.path), "title": "", "findings": [finding]}


def check(
    files: Files = None,
    strict: Strict = False,
    ignore: Ignore = None,
    explain: Explain = None,
    as_json: AsJson = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Check the canvases, those of a folder too, or ``explain`` a rule.

    Exit with 3 when one could not be read, else with 1 for errors or warnings, if ``strict``
    for advice too.
    """
    session = Session(lang, prompts)
    if explain is not None:
        tell_why(explain, locate(files[0] if files else os.environ.get("BMC_FILE")), session)
        return
    for rule in ignore or ():
        known_rule(rule)
    worst = Level.ADVICE if strict else Level.WARNING
    paths = canvases_at(files or [], session, "check")
    reports: list[Report] = []
    for each in _reports(paths, ignore or (), session):
        if reports and not as_json:
            terminal.result("")
        reports.append(each)
        for line in () if as_json else each.lines(prompts):
            terminal.result(one_line(line))
    if as_json:
        terminal.data(json_text([each.as_data(prompts) for each in reports]))
    if unread := [one_line(str(each.path)) for each in reports if each.fault]:
        terminal.message(session.speak().say("check.unread", files=", ".join(unread)))
        sys.exit(UNREAD)
    if any(finding.level <= worst for each in reports for finding in each.found):
        sys.exit(CANNOT)


def _reports(paths: Sequence[Path], ignore: Sequence[str], session: Session) -> Iterator[Report]:
    for path in paths:
        left_out, found = LeftOut(), []
        try:
            found = canvases_below(path, left_out)
        except (BmcError, OSError) as fault:
            yield Report(path, session.speak(), fault=as_error(fault))
        others = [(each, why) for each, why in left_out if each not in left_out.faults]
        if others:
            tell_left_out(others, session.speak())
        for each in found:
            yield _report(each, ignore, session)
        for each, refused in left_out.faults.items():
            yield Report(each, session.speak(), fault=as_error(refused))


def _report(path: Path, ignore: Sequence[str], session: Session) -> Report:
    try:
        canvas = load(path).canvas
    except (BmcError, OSError) as fault:
        return Report(path, session.speak(), fault=as_error(fault))
    pack = session.speak(canvas, path)
    return Report(path, pack, canvas, rules.check(canvas, terms_of(pack), ignore))


def tell_why(rule: str, path: Path, session: Session) -> None:
    """Print what a rule asks, and why, in the language of the canvas at ``path`` if it has one."""
    canvas = None
    with suppress(BmcError, OSError):
        canvas = load(path).canvas
    pack = session.speak(canvas, path)
    if rule == UNREADABLE:
        terminal.result(f"{rule} ({pack.say('check.error')})")
        terminal.result(pack.say("check.unreadable"))
        return
    level, _ = RULES[known_rule(rule)]
    terminal.result(f"{rule} ({pack.say('check.' + LEVELS[level])})")
    terminal.result(pack.say(f"whys.{rule}"))


def known_rule(rule: str) -> str:
    """Return ``rule``.  Raises ``BmcError`` when there is no such rule."""
    if rule not in RULES:
        raise BmcError("unknown_rule", exit_code=USAGE, word=rule, known=", ".join(RULES))
    return rule


def report(
    path: Path, canvas: Canvas, found: Sequence[Finding], pack: Pack, prompts: Path | None = None
) -> Iterable[str]:
    """Yield the findings as lines: by block, the block with the heaviest first, then a sum."""
    title = one_line(canvas.title or str(path))
    if not found:
        yield pack.say("check.fine", title=title)
        return
    yield title
    for key in by_weight(found):
        yield ""
        yield heading_of(key, pack)
        for finding in found:
            if finding.key == key:
                yield from lines_of(finding, path, pack, prompts)
    yield ""
    yield summary(found, pack)


def lines_of(finding: Finding, path: Path, pack: Pack, prompts: Path | None) -> Iterable[str]:
    """Yield a finding as a sentence with its level and rule, and the command that mends it."""
    yield f"  {level_of(finding, pack)}: {sentence(finding, pack)} [{finding.rule}]"
    if command := repair(finding, path, prompts):
        yield f"    {command}"


def _as_data(
    path: Path, found: Sequence[Finding], canvas: Canvas, pack: Pack, prompts: Path | None
) -> dict[str, object]:
    return {
        "file": str(path),
        "title": canvas.title,
        "findings": [
            {
                "rule": finding.rule,
                "level": LEVELS[finding.level],
                "block": finding.key or None,
                "notes": [place + 1 for place in finding.places],
                "message": sentence(finding, pack),
                "repair": repair(finding, path, prompts),
            }
            for finding in found
        ],
    }
