"""What a check found, in words: values in, words out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from bmc_cli.method.finding import TITLE_BLOCK, Finding, Level
from bmc_cli.method.repairs import Write
from bmc_cli.method.rules import by_weight, check
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import BY_NAME
from bmc_cli.model.links import SEGMENTS, Web
from bmc_cli.plain_text import one_line, quoted
from bmc_cli.words.chapter import Card, Chapter, Item, Part, Row
from bmc_cli.words.choices import called
from bmc_cli.words.notes import title_of
from bmc_cli.words.packs import Pack, block_title, joined
from bmc_cli.words.terms import terms_of

LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "advice"}
"""The levels by their names in JSON and in the packs."""


def level_of(finding: Finding, pack: Pack) -> str:
    """Return the word for how heavy a finding is."""
    return pack.say(f"check.{LEVELS[finding.level]}")


def heading_of(key: str, pack: Pack) -> str:
    """Return what stands above the findings in a block: its number and title."""
    return pack.say("check.title_block") if key == TITLE_BLOCK else block_title(key, pack)


def sentence(finding: Finding, pack: Pack) -> str:
    """Return what was found, in words."""
    choice = BY_NAME.get(finding.choice)
    said = [called(choice, name, pack) if choice else name for name in finding.names]
    names = joined([quoted(name) for name in said], pack)
    if finding.plans:
        plans = joined([quoted(plan) for plan in finding.plans], pack)
        return pack.say("check.only_later", names=names, plans=plans)
    likely = _likely(finding, pack)
    if finding.rule == "two-versions" and len({key for key, _ in finding.spots}) > 1:
        blocks = joined([heading_of(key, pack) for key, _ in finding.spots], pack)
        return pack.say("check.moved_apart", likely=likely, blocks=blocks)
    found = pack.say(f"checks.{finding.rule}", names=names, likely=likely, line=finding.line)
    return " ".join([found, *_hints(finding, pack)])


def _likely(finding: Finding, pack: Pack) -> str:
    """Return what belongs there, in words: kinds by their labels."""
    said_of = pack.blocks.get(finding.key)
    if said_of and finding.rule == "no-later":
        return one_line(said_of.ahead)
    if said_of and finding.kinds:
        labels = [one_line(said_of.kinds[kind].label) for kind in finding.kinds]
        return joined(labels, pack, "check.or")
    return one_line(finding.likely)


def _hints(finding: Finding, pack: Pack) -> list[str]:
    """Return what is said besides: what was probably meant, or what to add first."""
    if finding.lacks_target and isinstance(finding.repair, Write):
        return [pack.say("check.add_there", block=heading_of(finding.repair.key, pack))]
    if finding.lacks_target:
        return [pack.say("check.add_first")]
    if finding.rule.startswith("unknown-") and finding.likely:
        known = pack.blocks[finding.key].kinds
        is_kind = finding.rule == "unknown-kind" and finding.likely in known
        likely = known[finding.likely].label if is_kind else finding.likely
        return [pack.say("check.mean", likely=one_line(likely))]
    return []


def summary(found: Sequence[Finding], pack: Pack) -> str:
    """Return how many findings there are of each level."""
    counts = Counter(finding.level for finding in found)
    said = [pack.count(f"check.{LEVELS[each]}", counts[each]) for each in Level if counts[each]]
    return joined(said, pack)


def advice_first(found: Sequence[Finding], pack: Pack) -> str:
    """Return which finding to mend first."""
    first = by_weight(found)[0]
    return pack.say("check.first", block=heading_of(first.key, pack), said=sentence(first, pack))


def chapter_of(canvas: Canvas, pack: Pack) -> Chapter:
    """Return what is found in ``canvas`` by block, to hand out with it."""
    found = check(canvas, terms_of(pack))
    parts = []
    for key in dict.fromkeys(finding.key for finding in found):
        items = tuple(
            f"{level_of(finding, pack)}: {sentence(finding, pack)}"
            for finding in found
            if finding.key == key
        )
        parts.append(Part(heading_of(key, pack), items=items))
    said = summary(found, pack) if found else pack.say("check.fine", title=title_of(canvas, pack))
    told = (Part(paragraphs=(said,)), *parts)
    return Chapter(pack.say("export.findings"), told, partial(_cards, found, canvas, pack))


def _cards(found: Sequence[Finding], canvas: Canvas, pack: Pack) -> list[Card]:
    """Return what is found of each segment alone, then the rest by block."""
    web = Web(canvas)
    by_segment: dict[int, list[Finding]] = {}
    rest: dict[str, list[Item]] = {}
    for finding in found:
        places = _places(finding, web)
        if len(places) == 1:
            by_segment.setdefault(places[0], []).append(finding)
        else:
            rest.setdefault(finding.key, []).append(_item(finding, pack, places))
    cards = []
    for place, its in sorted(by_segment.items()):
        keys = dict.fromkeys(finding.key for finding in its)
        rows = tuple(
            Row(
                one_line(pack.blocks[key].short),
                tuple(_item(each, pack) for each in its if each.key == key),
            )
            for key in keys
        )
        cards.append(Card(one_line(canvas.notes(SEGMENTS)[place].text), rows, place))
    cards += [Card(heading_of(key, pack), (Row("", tuple(items)),)) for key, items in rest.items()]
    return cards


def _places(finding: Finding, web: Web) -> tuple[int, ...]:
    """Return the segments that the notes of a finding reach, if there are two to tell apart."""
    if len(web.canvas.notes(SEGMENTS)) < 2:
        return ()
    return tuple(sorted({place for spot in finding.spots for place in web.reached[spot]}))


def _item(finding: Finding, pack: Pack, places: tuple[int, ...] = ()) -> Item:
    level = LEVELS[finding.level]
    return Item(sentence(finding, pack), places, level, level_of(finding, pack))
