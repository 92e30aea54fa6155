"""``bmc check``: what is missing or loose, each with the command that repairs it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.shared.outcomes import as_error
from bmc_cli.commands.shared.searching import tell_left_out
from bmc_cli.commands.shared.session import command_line, joined, pack_for
from bmc_cli.commands.shared.sources import canvases_at
from bmc_cli.drawing.chapter import Chapter, Part
from bmc_cli.drawing.poster import title_of
from bmc_cli.errors import CANNOT, UNREAD, USAGE, BmcError
from bmc_cli.file.folders import LeftOut
from bmc_cli.file.storage import load
from bmc_cli.method.rules import RULES, Finding, Level, Terms, check
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.plain_text import json_text, one_line
from bmc_cli.words.packs import Pack

UNREADABLE = "unreadable"
"""The finding of a file that could not be read: no rule, it cannot be left out."""

_SHOWN = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "advice"}


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


def run(
    paths: Sequence[Path],
    *,
    strict: bool,
    ignore: Sequence[str],
    as_json: bool,
    lang: str | None,
    prompts: Path | None,
) -> None:
    """Check the canvases, those of a folder too.

    Exit with 3 when one could not be read, else with 1 for errors or warnings, if ``strict``
    for advice too.
    """
    for rule in ignore:
        known_rule(rule)
    worst = Level.ADVICE if strict else Level.WARNING
    reports: list[Report] = []
    for each in _reports(paths, ignore, lang, prompts):
        if reports and not as_json:
            terminal.result("")
        reports.append(each)
        for line in () if as_json else each.lines(prompts):
            terminal.result_lines(terminal.wrapped_result(one_line(line)))
    if as_json:
        terminal.result_lines(json_text([each.as_data(prompts) for each in reports]))
    if unread := [one_line(str(each.path)) for each in reports if each.fault]:
        terminal.talk(pack_for(lang, prompts).say("check.unread", files=", ".join(unread)))
        sys.exit(UNREAD)
    if any(finding.level <= worst for each in reports for finding in each.found):
        sys.exit(CANNOT)


def _reports(
    paths: Sequence[Path], ignore: Sequence[str], lang: str | None, prompts: Path | None
) -> Iterator[Report]:
    for path in paths:
        left_out, found = LeftOut(), []
        try:
            found = canvases_at(path, left_out)
        except (BmcError, OSError) as fault:
            yield Report(path, pack_for(lang, prompts), fault=as_error(fault))
        others = [(each, why) for each, why in left_out if each not in left_out.faults]
        if others:
            tell_left_out(others, pack_for(lang, prompts))
        for each in found:
            yield _report(each, ignore, lang, prompts)
        for each, refused in left_out.faults.items():
            yield Report(each, pack_for(lang, prompts), fault=as_error(refused))


def _report(path: Path, ignore: Sequence[str], lang: str | None, prompts: Path | None) -> Report:
    try:
        canvas = load(path).canvas
    except (BmcError, OSError) as fault:
        return Report(path, pack_for(lang, prompts), fault=as_error(fault))
    pack = pack_for(lang, prompts, canvas.language)
    return Report(path, pack, canvas, check(canvas, terms_of(pack), ignore))


def explain(rule: str, path: Path, lang: str | None, prompts: Path | None) -> None:
    """Print what a rule asks, and why, in the language of the canvas at ``path`` if it has one."""
    language = ""
    with suppress(BmcError, OSError):
        language = load(path).canvas.language
    pack = pack_for(lang, prompts, language)
    if rule == UNREADABLE:
        terminal.result(f"{rule} ({pack.say('check.error')})")
        terminal.result(pack.say("check.unreadable"))
        return
    level, _ = RULES[known_rule(rule)]
    terminal.result(f"{rule} ({pack.say('check.' + _SHOWN[level])})")
    terminal.result(pack.say(f"whys.{rule}"))


def known_rule(rule: str) -> str:
    """Return ``rule``.  Raises ``BmcError`` when there is no such rule."""
    if rule not in RULES:
        raise BmcError("unknown_rule", exit_code=USAGE, word=rule, known=", ".join(RULES))
    return rule


def terms_of(pack: Pack) -> Terms:
    """Return what the rules need of a prompt pack."""
    return Terms(
        kinds={key: tuple(said.kinds) for key, said in pack.blocks.items()},
        ahead=frozenset(key for key, said in pack.blocks.items() if said.ahead),
        vague=frozenset(folded(word) for word in pack.vague),
        joins=frozenset(folded(word) for word in pack.joins),
    )


def report(
    path: Path, canvas: Canvas, found: Sequence[Finding], pack: Pack, prompts: Path | None = None
) -> Iterable[str]:
    """Yield the findings as lines: by block, the block with the heaviest first, then a sum."""
    title = one_line(canvas.title or str(path))
    if not found:
        yield pack.say("check.fine", title=title)
        return
    yield title
    for key in _by_weight(found):
        yield ""
        yield f"{BY_KEY[key].number} {pack.blocks[key].title}"
        for finding in found:
            if finding.key == key:
                yield from lines_of(finding, path, pack, prompts)
    yield ""
    yield summary(found, pack)


def lines_of(finding: Finding, path: Path, pack: Pack, prompts: Path | None) -> Iterable[str]:
    """Yield a finding as a sentence with its level and rule, and the command that mends it."""
    level = pack.say(f"check.{_SHOWN[finding.level]}")
    yield f"  {level}: {sentence(finding, pack)} [{finding.rule}]"
    yield f"    {repair(finding, path, prompts)}"


def sentence(finding: Finding, pack: Pack) -> str:
    """Return what was found, in words."""
    names = [f"'{one_line(name)}'" for name in finding.names]
    likely = finding.likely
    if finding.rule == "no-later":
        likely = pack.blocks[finding.key].ahead
    elif likely in pack.blocks[finding.key].kinds and finding.rule != "unknown-kind":
        likely = pack.blocks[finding.key].kinds[likely].label
    said = pack.say(f"checks.{finding.rule}", names=joined(names, pack), likely=one_line(likely))
    if finding.rule.startswith("unknown-") and likely:
        said = f"{said} {pack.say('check.mean', likely=one_line(likely))}"
    return said


def repair(finding: Finding, path: Path, prompts: Path | None = None) -> str:
    """Return the command that mends a finding."""
    options = " ".join(
        option if option.startswith("--") or option == "…" else shlex.quote(one_line(option))
        for option in finding.repair
    ).replace("…", '"…"')
    return command_line(f"edit {BY_KEY[finding.key].number}", path, prompts, options)


def summary(found: Sequence[Finding], pack: Pack) -> str:
    """Return how many findings there are of each level."""
    counts = [
        pack.count(f"check.{_SHOWN[level]}", len(list(group)))
        for level, group in groupby(found, key=lambda finding: finding.level)
    ]
    return joined(counts, pack)


def chapter_of(canvas: Canvas, pack: Pack) -> Chapter:
    """Return the findings in words, by block, to hand out with a canvas."""
    found = check(canvas, terms_of(pack))
    parts = []
    for key in _by_weight(found):
        items = tuple(
            f"{pack.say(f'check.{_SHOWN[finding.level]}')}: {sentence(finding, pack)}"
            for finding in found
            if finding.key == key
        )
        parts.append(Part(f"{BY_KEY[key].number} {pack.blocks[key].title}", items=items))
    said = summary(found, pack) if found else pack.say("check.fine", title=title_of(canvas, pack))
    return Chapter(pack.say("export.findings"), (Part(paragraphs=(said,)), *parts))


def _by_weight(found: Sequence[Finding]) -> list[str]:
    """Return the blocks with findings, the one with the heaviest first."""
    blocks = {finding.key: finding.level for finding in reversed(found)}
    return sorted(blocks, key=lambda key: (blocks[key], BY_KEY[key].number))


def first_aid(canvas: Canvas, path: Path, pack: Pack, most: int = 3) -> Iterable[str]:
    """Yield the most important findings after an interview, with the commands that mend them."""
    found = check(canvas, terms_of(pack))[:most]
    if found:
        yield ""
        yield pack.say("check.after")
        for finding in found:
            block = f"{BY_KEY[finding.key].number} {pack.blocks[finding.key].title}"
            yield f"- {block}: {sentence(finding, pack)}"
            yield f"  {repair(finding, path)}"
        yield pack.say("check.more", check=command_line("check", path))


def _as_data(
    path: Path, found: Sequence[Finding], canvas: Canvas, pack: Pack, prompts: Path | None
) -> dict[str, object]:
    return {
        "file": str(path),
        "title": canvas.title,
        "findings": [
            {
                "rule": finding.rule,
                "level": _SHOWN[finding.level],
                "block": finding.key,
                "notes": [place + 1 for place in finding.places],
                "message": sentence(finding, pack),
                "repair": repair(finding, path, prompts),
            }
            for finding in found
        ],
    }
