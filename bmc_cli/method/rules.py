"""The rules of a canvas: a rule is a function from a model to findings, one for each cause.

The method asks that everything hangs together: a relationship, a channel and revenue
for each segment, work and means for each proposition, partners that bring something.
Rules ask that of the notes of today, not of those for later; and nothing is found
twice: where a whole block is empty or unlinked, that is the one finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from bmc_cli.method import better, missing, wrong
from bmc_cli.method.finding import (
    ACTIVITIES,
    CHANNELS,
    COSTS,
    PARTNERS,
    PROPOSITIONS,
    RELATIONSHIPS,
    RESOURCES,
    REVENUE,
    Finding,
    Level,
    Model,
    Rule,
    step_of,
)
from bmc_cli.method.repairs import Join, Write, is_moved, operations_of
from bmc_cli.method.terms import Terms
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.links import SEGMENTS
from bmc_cli.model.operations import apply


def check(canvas: Canvas, terms: Terms, ignore: Iterable[str] = ()) -> list[Finding]:
    """Return what the rules find, in interview order, in each block the heaviest first.

    Rules in ``ignore``, and those that the canvas itself or the pack ignores, are left out.
    A link to what is nearly the name of a note is one finding: the other rules take it as it
    was meant.  Where a kind may be one of a pack that is not at hand, nobody can say what its
    block lacks of kinds.
    """
    ignored = {*ignore, *canvas.ignored_rules, *terms.ignored}
    names = list(wrong.unknown_target(Model(canvas, terms)))
    model = Model(_as_meant(canvas, names), terms)
    unjudged = {found.key for found in wrong.unknown_kind(model)} if terms.is_stand_in else set()
    found = [
        finding._replace(rule=name, level=level, names=finding.names or _texts(model, finding))
        for name, (level, rule) in RULES.items()
        if name not in ignored
        for finding in (names if rule is wrong.unknown_target else rule(model))
        if not (name in BY_KIND and finding.key in unjudged)
    ]
    standing = _standing(canvas, _once(found))
    return sorted(standing, key=lambda finding: (step_of(finding.key), finding.level))


def left_by_merge(canvas: Canvas, terms: Terms) -> list[Finding]:
    """Return what a merge left in ``canvas`` for somebody to decide, as a check finds it.

    It is told by the merge that left it, whatever rules are ignored in a check.
    """
    bare = replace(canvas, ignored_rules=())
    return check(bare, replace(terms, ignored=frozenset()), RULES.keys() - LEFT_BY_MERGE)


def _as_meant(canvas: Canvas, names: Iterable[Finding]) -> Canvas:
    """Return ``canvas`` with the links of which it is known which note they mean."""
    for found in names:
        if found.likely and found.repair:
            canvas = apply(canvas, operations_of(found.repair, canvas)).canvas
    return canvas


def _texts(model: Model, finding: Finding) -> tuple[str, ...]:
    return tuple(model.web.note(spot).text for spot in finding.spots)


def _once(found: Sequence[Finding]) -> list[Finding]:
    """Leave out that a block is empty where it is known which note it lacks."""
    coming = {
        each.repair.key
        for each in found
        if each.rule == "unknown-target" and isinstance(each.repair, Write)
    }
    return [each for each in found if each.rule != "empty-block" or each.key not in coming]


def _standing(canvas: Canvas, found: Sequence[Finding]) -> list[Finding]:
    """Leave out repairs of notes that get another number when a note that stands twice goes.

    They are proposed again once it is gone, so that all can be done in any order.
    """
    joins = [each.repair for each in found if isinstance(each.repair, Join)]
    gone = {(each.key, place) for each in joins for place in each.gone}
    return [
        each._replace(repair=None)
        if gone
        and each.repair
        and not isinstance(each.repair, Join)
        and is_moved(each.repair, canvas, gone)
        else each
        for each in found
    ]


def by_weight(found: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order in which to mend them: the heaviest first."""
    return sorted(found, key=lambda finding: (finding.level, step_of(finding.key)))


RULES: dict[str, tuple[Level, Rule]] = {
    "unknown-target": (Level.ERROR, wrong.unknown_target),
    "unknown-kind": (Level.ERROR, wrong.unknown_kind),
    "same-text": (Level.ERROR, wrong.same_text),
    "two-versions": (Level.ERROR, partial(wrong.unmerged, 2)),
    "changed-and-removed": (Level.ERROR, partial(wrong.unmerged, 1)),
    "title-versions": (Level.ERROR, wrong.undecided),
    "left-by-merge": (Level.ERROR, wrong.unplaced),
    "empty-block": (Level.WARNING, missing.empty_block),
    "unlinked-block": (Level.WARNING, missing.unlinked_block),
    "segment-without-proposition": (
        Level.WARNING,
        partial(missing.unserved, PROPOSITIONS, SEGMENTS),
    ),
    "segment-without-relationship": (
        Level.WARNING,
        partial(missing.unserved, RELATIONSHIPS, SEGMENTS),
    ),
    "segment-without-channel": (Level.WARNING, partial(missing.unserved, CHANNELS, SEGMENTS)),
    "segment-without-revenue": (Level.WARNING, partial(missing.unserved, REVENUE, SEGMENTS)),
    "proposition-without-segment": (Level.WARNING, partial(missing.unlinked, (PROPOSITIONS,))),
    "proposition-without-activity": (
        Level.WARNING,
        partial(missing.unserved, ACTIVITIES, PROPOSITIONS),
    ),
    "proposition-without-resource": (
        Level.WARNING,
        partial(missing.unserved, RESOURCES, PROPOSITIONS),
    ),
    "idle-partner": (Level.WARNING, partial(missing.unlinked, (PARTNERS,))),
    "unlinked-note": (
        Level.WARNING,
        partial(missing.unlinked, (RELATIONSHIPS, CHANNELS, REVENUE, ACTIVITIES, RESOURCES, COSTS)),
    ),
    "nearly-same": (Level.WARNING, wrong.nearly_same),
    "wrong-kept": (Level.WARNING, wrong.wrong_kept),
    "untested-core": (Level.ADVICE, better.untested_core),
    "channel-function": (Level.ADVICE, better.uncovered_function),
    "channel-kind": (
        Level.ADVICE,
        partial(better.kindless, CHANNELS, better.has_none, better.channel_kinds),
    ),
    "revenue-kind": (
        Level.ADVICE,
        partial(better.kindless, REVENUE, better.lacks_sort, better.revenue_sorts),
    ),
    "revenue-pricing": (
        Level.ADVICE,
        partial(better.kindless, REVENUE, better.lacks_pricing, better.revenue_prices),
    ),
    "one-sided-costs": (Level.ADVICE, better.one_sided_costs),
    "crowded": (Level.ADVICE, better.crowded),
    "long-note": (Level.ADVICE, partial(better.unfit_note, better.is_long_note)),
    "two-ideas": (Level.ADVICE, partial(better.unfit_note, better.is_double)),
    "vague": (Level.ADVICE, partial(better.unfit_note, better.is_vague)),
    "no-later": (Level.ADVICE, better.unlooked_ahead),
    "now-for-later": (Level.ADVICE, better.now_for_later),
}
"""Every rule by its id, with its level; the sentences for them stand in the packs."""

LEFT_BY_MERGE = {"two-versions", "changed-and-removed", "title-versions", "left-by-merge"}
"""The rules that find what a merge left for somebody to decide."""

BY_KIND = {
    *("unknown-kind", "channel-function", "channel-kind"),
    *("revenue-kind", "revenue-pricing", "one-sided-costs"),
}
"""The rules that judge notes by their kinds."""
