"""What a check found, in words: values in, words out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bmc_cli.method.rules import TITLE_BLOCK, Finding, Level, check, step_of
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.plain_text import one_line, quoted
from bmc_cli.words.chapter import Chapter, Part
from bmc_cli.words.notes import title_of
from bmc_cli.words.packs import Pack, joined
from bmc_cli.words.terms import terms_of

LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "advice"}
"""The levels by their names in JSON and in the packs."""


def level_of(finding: Finding, pack: Pack) -> str:
    """Return the word for how heavy a finding is."""
    return pack.say(f"check.{LEVELS[finding.level]}")


def heading_of(key: str, pack: Pack) -> str:
    """Return what stands above the findings in a block: its number and title."""
    if key == TITLE_BLOCK:
        return pack.say("check.title_block")
    return f"{BY_KEY[key].number} {pack.blocks[key].title}"


def sentence(finding: Finding, pack: Pack) -> str:
    """Return what was found, in words."""
    names = [quoted(name) for name in finding.names]
    likely = finding.likely
    said_of = pack.blocks.get(finding.key)
    if said_of and finding.rule == "no-later":
        likely = said_of.ahead
    elif said_of and likely in said_of.kinds and finding.rule != "unknown-kind":
        likely = said_of.kinds[likely].label
    said = pack.say(f"checks.{finding.rule}", names=joined(names, pack), likely=one_line(likely))
    if finding.rule.startswith("unknown-") and likely:
        said = f"{said} {pack.say('check.mean', likely=one_line(likely))}"
    return said


def summary(found: Sequence[Finding], pack: Pack) -> str:
    """Return how many findings there are of each level."""
    counts = [
        pack.count(f"check.{LEVELS[level]}", len(list(group)))
        for level, group in groupby(found, key=lambda finding: finding.level)
    ]
    return joined(counts, pack)


def chapter_of(canvas: Canvas, pack: Pack) -> Chapter:
    """Return what is found in ``canvas`` by block, to hand out with it."""
    found = check(canvas, terms_of(pack))
    parts = []
    for key in by_weight(found):
        items = tuple(
            f"{level_of(finding, pack)}: {sentence(finding, pack)}"
            for finding in found
            if finding.key == key
        )
        parts.append(Part(heading_of(key, pack), items=items))
    said = summary(found, pack) if found else pack.say("check.fine", title=title_of(canvas, pack))
    return Chapter(pack.say("export.findings"), (Part(paragraphs=(said,)), *parts))


def by_weight(found: Sequence[Finding]) -> list[str]:
    """Return the blocks with findings, the one with the heaviest first."""
    blocks = {finding.key: finding.level for finding in reversed(found)}
    return sorted(blocks, key=lambda key: (blocks[key], step_of(key)))
