"""``bmc check``: what is missing or loose, each with the command that repairs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import __version__, terminal
from bmc_cli.commands.shared.check_reports import UNREADABLE, Report, rule_texts, teams
from bmc_cli.commands.shared.completion import (
    complete_levels,
    complete_report_formats,
    complete_rules,
)
from bmc_cli.commands.shared.emphasis import Line, show
from bmc_cli.commands.shared.here import canvas_at, sources_at
from bmc_cli.commands.shared.options import Files, Lang, Plain, Prompts, format_of, is_number
from bmc_cli.commands.shared.outcomes import as_error
from bmc_cli.commands.shared.searching import tell_left_out
from bmc_cli.commands.shared.session import Session
from bmc_cli.commands.shared.sources import canvases_below
from bmc_cli.errors import CANNOT, UNREAD, USAGE, BmcError
from bmc_cli.file.folders import LeftOut
from bmc_cli.file.revisions import Source, file_of, load
from bmc_cli.file.storage import locate
from bmc_cli.formats.findings import WRITERS
from bmc_cli.method import rules
from bmc_cli.method.finding import Level
from bmc_cli.method.rules import RULES
from bmc_cli.model.alike import Nearest
from bmc_cli.plain_text import one_line
from bmc_cli.words.findings import LEVELS
from bmc_cli.words.terms import terms_of

HELP = """
Rules can be ignored for good, with "check: {ignore: [crowded]}" in a canvas or
"ignore: [crowded]" in a prompt pack.

\b
Examples:
  bmc check
  bmc check --strict groups
  bmc check groups/*.yaml
  bmc check --format github --level error
  bmc check --ignore no-later
  bmc check --explain idle-partner
"""

Strict = Annotated[bool, typer.Option("--strict", help="Count suggestions too.")]

Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="RULE",
        help="Ignore a rule. May be repeated.",
        autocompletion=complete_rules,
    ),
]

Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="RULE",
        help="Explain a rule.",
        autocompletion=complete_rules,
    ),
]

AsJson = Annotated[bool, typer.Option("--json", help="The findings as JSON, as --format json.")]

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="For programs: json, github or sarif.",
        autocompletion=complete_report_formats,
    ),
]

LevelName = Annotated[
    str | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="What exit code 1 is for: error, warning or advice.  [default: warning]",
        autocompletion=complete_levels,
    ),
]

Fix = Annotated[
    bool,
    typer.Option("--fix", help="Go through them one by one; with a number, only that one."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name the rules too.")]


def check(
    files: Files = None,
    strict: Strict = False,
    level: LevelName = None,
    ignore: Ignore = None,
    explain: Explain = None,
    as_json: AsJson = False,
    format_: Format = None,
    verbose: Verbose = False,
    fix: Fix = False,
    plain: Plain = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Check the canvases, those of a folder too, or ``explain`` a rule.

    Exit with 3 when one could not be read, else with 1 for findings of ``level`` or heavier;
    ``strict`` is the level of advice.
    """
    session = Session(lang, prompts)
    if explain is not None:
        tell_why(explain, locate(files[0] if files else os.environ.get("BMC_FILE")), session)
        return
    for rule in ignore or ():
        known_rule(rule)
    if fix:
        fix_one(files or [], session, ignore or (), plain=plain)
        return
    least = Level.ADVICE if strict else level_named(level or LEVELS[Level.WARNING])
    written = format_of(format_, [*WRITERS], as_json=as_json)
    found = _reports(sources_at(files or [], session, "check"), ignore or (), session)
    reports = [*found] if written else [*_shown(found, with_rules=verbose, plain=plain)]
    pack = session.speak() if len(reports) != 1 else reports[0].pack
    if written:
        rows = [row for each in reports for row in each.rows()]
        terminal.data(WRITERS[written](rows, rule_texts(pack), __version__))
    else:
        tell_teams(reports, session)
    if unread := [one_line(str(each.path)) for each in reports if each.fault]:
        terminal.message(session.speak().say("check.unread", files=", ".join(unread)))
        sys.exit(UNREAD)
    if len(reports) == 1 and not written:
        offer_to_fix(reports[0], ignore or (), plain=plain)
    if any(finding.level <= least for each in reports for finding in each.found):
        sys.exit(CANNOT)


def fix_one(files: Sequence[str], session: Session, ignore: Sequence[str], *, plain: bool) -> None:
    """Go through the findings in one canvas; a number that is no file is the one to deal with."""
    from bmc_cli.commands.shared.fixing import go_through

    numbers = [name for name in files if is_number(name)]
    names = [name for name in files if name not in numbers]
    if len(names) > 1 or len(numbers) > 1:
        raise BmcError("fix_one", exit_code=USAGE)
    path = canvas_at(names[0] if names else os.environ.get("BMC_FILE"), session, "check --fix")
    opened = session.open(path)
    number = int(numbers[0]) if numbers else None
    go_through(path, opened.canvas, opened.pack, number, ignore, plain=plain)


def offer_to_fix(report: Report, ignore: Sequence[str], *, plain: bool) -> None:
    """Go through the findings with somebody who reads them on a terminal, and wants to."""
    is_read = terminal.is_terminal(sys.stdin) and terminal.is_terminal(sys.stdout)
    if not report.found or report.fault or not is_read or not isinstance(report.path, Path):
        return
    from bmc_cli.commands.shared.fixing import go_through, wants_to

    canvas = load(report.path).canvas
    if wants_to(canvas, report.pack):
        go_through(report.path, canvas, report.pack, None, ignore, plain=plain)


def level_named(name: str) -> Level:
    """Return the level ``name``.  Raises ``BmcError`` when there is none."""
    for level, called in LEVELS.items():
        if called == name:
            return level
    raise BmcError("unknown_level", exit_code=USAGE, word=name, known=", ".join(LEVELS.values()))


def _shown(reports: Iterable[Report], *, with_rules: bool, plain: bool) -> Iterator[Report]:
    """Print each report as soon as there is one, and yield it."""
    for at, each in enumerate(reports):
        for line in [*([Line("")] if at else []), *each.lines(with_rules=with_rules)]:
            show(line, plain=plain)
        yield each


def tell_teams(reports: Sequence[Report], session: Session) -> None:
    """Print the table of canvases by rule, where there are several."""
    lines = list(teams(reports, session.speak())) if len(reports) > 1 else []
    for line in ["", *lines] if lines else []:
        terminal.result(one_line(line))


def _reports(paths: Sequence[Source], ignore: Sequence[str], session: Session) -> Iterator[Report]:
    for path in paths:
        left_out, found = LeftOut(), list[Source]()
        try:
            found += canvases_below(path, left_out)
        except (BmcError, OSError) as fault:
            yield Report(path, session.speak(), fault=as_error(fault))
        others = [(each, why) for each, why in left_out if each not in left_out.faults]
        if others:
            tell_left_out(others, session.speak())
        for each in found:
            yield _report(each, ignore, session)
        for each, refused in left_out.faults.items():
            yield Report(each, session.speak(), fault=as_error(refused))


def _report(path: Source, ignore: Sequence[str], session: Session) -> Report:
    try:
        document = load(path)
    except (BmcError, OSError) as fault:
        return Report(path, session.speak(), fault=as_error(fault))
    pack = session.speak(document.canvas, file_of(path))
    found = rules.check(document.canvas, terms_of(pack), ignore)
    return Report(path, pack, document, found, prompts=session.prompts)


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
        likely = Nearest(0.5)(rule, RULES)
        reason = "unknown_rule_likely" if likely else "unknown_rule"
        known = ", ".join(RULES)
        raise BmcError(reason, exit_code=USAGE, word=rule, known=known, likely=likely)
    return rule
