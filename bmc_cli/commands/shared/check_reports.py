"""What a check of one file comes to: findings as lines to read, or as rows for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bmc_cli import terminal
from bmc_cli.commands.shared.emphasis import HEADING, Line
from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.commands.shared.repair_commands import repair_data, repair_line
from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document
from bmc_cli.file.revisions import Source
from bmc_cli.file.undecided import place_of_versions
from bmc_cli.file.yaml_text import place_at
from bmc_cli.formats.findings import Row, RuleText
from bmc_cli.method.finding import Finding, Level
from bmc_cli.method.repairs import Title
from bmc_cli.method.rules import RULES
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.links import Spot
from bmc_cli.plain_text import one_line
from bmc_cli.words.findings import (
    LEVELS,
    advice_first,
    heading_of,
    level_of,
    sentence,
    summary,
)
from bmc_cli.words.packs import Pack

UNREADABLE = "unreadable"
"""The finding of a file that could not be read: no rule, it cannot be left out."""


class Placed(NamedTuple):
    """A note as a program gets it, and where it stands in the file."""

    note: Mapping[str, object]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in the canvas at ``path``, or why it could not be read.

    ``prompts`` is the pack that the user named.  What is found in a revision is not mended
    there, and has no commands that do.
    """

    path: Source
    pack: Pack
    document: Document | None = None
    found: Sequence[Finding] = ()
    fault: BmcError | None = None
    prompts: Path | None = None

    @property
    def canvas(self) -> Canvas:
        """The canvas; an empty one where it could not be read."""
        return self.document.canvas if self.document else Canvas()

    @property
    def title(self) -> str:
        """What the canvas is called: by its title, else by its file; a revision by both."""
        title = self.canvas.title
        if title and not isinstance(self.path, Path):
            return one_line(f"{title} ({self.path})")
        return one_line(title or str(self.path))

    def lines(self, *, with_rules: bool = False) -> Iterator[Line]:
        """Yield it as lines, by block, each finding with its number for ``--fix``.

        A last one says which to mend first.
        """
        if self.fault is not None:
            yield from self._unread()
            return
        if not self.found:
            yield Line(self.pack.say("check.fine", title=self.title))
            yield from self._remarked()
            return
        yield Line(self.title, HEADING)
        heading = None
        for at, finding in enumerate(self.found, 1):
            if finding.key != heading:
                heading = finding.key
                yield from (Line(""), Line(heading_of(heading, self.pack), HEADING))
            rule = f" [{finding.rule}]" if with_rules else ""
            level = f"{level_of(finding, self.pack)}:"
            said = f"  {at}. {level} {sentence(finding, self.pack)}{rule}"
            yield Line(said, LEVELS[finding.level], level)
            if isinstance(self.path, Path) and (
                command := repair_line(finding, self.canvas, self.path, self.prompts)
            ):
                yield Line(f"    {command}")
        yield from (Line(""), Line(summary(self.found, self.pack)))
        yield from self._remarked()
        if len(self.found) > 1:
            yield Line(advice_first(self.found, self.pack))

    def _remarked(self) -> Iterator[Line]:
        """Yield how many notes somebody left a remark on, and where the first is."""
        spots = [
            (block, at, note.remark)
            for block in BLOCKS
            for at, note in enumerate(self.canvas.notes(block.key), 1)
            if note.remark
        ]
        if spots:
            block, at, remark = spots[0]
            place = f"{heading_of(block.key, self.pack)}, {at}: {remark}"
            yield Line(self.pack.count("check.remarks", len(spots)).replace("{place}", place))

    def _unread(self) -> Iterator[Line]:
        assert self.fault is not None  # it could not be read
        says, do = terminal.sentences(self.fault, self.pack)
        place = self.fault.place
        where = f"{self.path}:{place.line}:{place.column}: " if place else ""
        level = f"{self.pack.say('check.error')}:"
        yield Line(str(self.path), HEADING)
        yield Line(f"  {level} {where}{says}", LEVELS[Level.ERROR], level)
        yield Line(f"    {do}")

    def rows(self) -> Iterator[Row]:
        """Yield it as rows for a program."""
        if self.fault is not None:
            says = explain(self.fault, self.pack)
            place = self.fault.place
            line, column = (place.line, place.column) if place else (None, None)
            yield Row(str(self.path), UNREADABLE, "error", says, line=line, column=column)
        for finding in self.found:
            notes = [self._note(spot) for spot in finding.spots]
            first = notes[0] if notes else None
            yield Row(
                file=str(self.path),
                rule=finding.rule,
                level=LEVELS[finding.level],
                message=sentence(finding, self.pack),
                block=finding.key or None,
                note=first and first.note,
                notes=[{**each.note, "line": each.line, "column": each.column} for each in notes],
                line=first.line if first else self._line(finding),
                column=first and first.column,
                repair=repair_data(finding, self.canvas, self.path, self.prompts)
                if isinstance(self.path, Path)
                else None,
            )

    def _line(self, finding: Finding) -> int | None:
        """Return the line of what was found in the title block, None where it has none."""
        if self.document and isinstance(finding.repair, Title):
            start = place_of_versions(self.document.root, finding.repair.name)
            return place_at(self.document.text, start, str(self.path)).line
        return finding.line or None

    def _note(self, spot: Spot) -> Placed:
        assert self.document is not None  # something was found in it
        key, at = spot
        start = self.document.notes[key][at].start
        place = place_at(self.document.text, start, str(self.path))
        text = self.canvas.notes(key)[at].text
        return Placed({"block": key, "number": at + 1, "text": text}, place.line, place.column)


def rule_texts(pack: Pack) -> list[RuleText]:
    """Return what there is to read about each rule."""
    texts = [RuleText(rule, short_of(rule, pack), pack.say(f"whys.{rule}")) for rule in RULES]
    unread = RuleText(UNREADABLE, pack.say("check.error"), pack.say("check.unreadable"))
    return [*texts, unread]


def short_of(rule: str, pack: Pack) -> str:
    """Return the few words for a rule; for one without any its id."""
    return one_line(pack.words["rules"].get(rule, rule))


_BESIDE = 12
"""Canvases whose counts stand beside one another; of more there is another table below."""


def teams(reports: Sequence[Report], pack: Pack) -> Iterator[str]:
    """Yield a table of canvases by rule: how often each rule found something in each.

    The canvases stand in it by a number, which the lines above it give to their titles; those of
    one title by their files too.
    """
    read = [each for each in reports if each.fault is None]
    counts = [Counter(finding.rule for finding in each.found) for each in read]
    found = [rule for rule in RULES if any(each[rule] for each in counts)]
    if len(read) < 2 or not found:
        return
    yield pack.say("check.teams")
    titled = Counter(each.title for each in read)
    for number, each in enumerate(read, 1):
        file = f" ({each.path})" if titled[each.title] > 1 else ""
        yield f"  {number:>2}  {each.title}{file}"
    names = [short_of(rule, pack) for rule in found]
    wide = max(map(len, [*names, pack.say("check.total")]))
    for first in range(0, len(read), _BESIDE):
        part = counts[first : first + _BESIDE]
        yield ""
        yield _row("", [str(first + at) for at, _ in enumerate(part, 1)], wide)
        for rule, name in zip(found, names, strict=True):
            yield _row(name, [str(each[rule] or "\N{MIDDLE DOT}") for each in part], wide)
        yield _row(pack.say("check.total"), [str(each.total()) for each in part], wide)


def _row(name: str, cells: Sequence[str], wide: int) -> str:
    return f"  {name:<{wide}}{''.join(f'{cell:>4}' for cell in cells)}"
