"""What a canvas still lacks: a rule is a function from a canvas to findings.

The method asks that everything hangs together: a relationship, a channel and revenue
for each segment, work and means for each proposition, partners that bring something.
Rules ask that of the notes of today, not of those for later; and nothing is found
twice: where a whole block is empty or unlinked, that is the one finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from itertools import chain
from typing import NamedTuple

from bmc_cli.method.terms import Terms
from bmc_cli.model.alike import Nearest, composed, folded
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.links import SEGMENTS, Spot, Web, letter, targets
from bmc_cli.model.roles import COST_ROLES, NEEDED_CHANNEL_ROLES, PRICING_ROLES

MOST_NOTES = 7
MOST_WORDS = 12
_MOST_TYPED = 20
TITLE_BLOCK = ""
"""The key of a finding about the title block, which is no block of notes."""
PROPOSITIONS, RELATIONSHIPS, CHANNELS, REVENUE, ACTIVITIES, RESOURCES, PARTNERS, COSTS = (
    block.key for block in BLOCKS[1:]
)


class Level(IntEnum):
    """How much a finding weighs; the first weighs most."""

    ERROR = 0
    WARNING = 1
    ADVICE = 2


class Finding(NamedTuple):
    """What a rule found in block ``key``, at the notes in ``places`` (from 0; none: the block).

    The ``key`` may be ``TITLE_BLOCK``; then there are no places, and no ``repair``.

    ``names`` are what it speaks of: texts of notes, or kinds; ``likely`` is what was
    probably meant.  ``repair`` are the options of ``bmc edit`` that mend it, with ``…``
    for what only the user knows.
    """

    key: str
    places: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    repair: tuple[str, ...] = ()
    likely: str = ""
    rule: str = ""
    level: Level = Level.ADVICE


@dataclass(frozen=True)
class Model:
    """A canvas with its links followed, and the terms it is read by."""

    canvas: Canvas
    terms: Terms
    web: Web = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "web", Web(self.canvas))

    def notes(self, key: str) -> Iterator[tuple[Spot, Note]]:
        """Yield the notes of a block with their spots."""
        return (((key, place), note) for place, note in enumerate(self.canvas.notes(key)))

    def today(self, key: str) -> Iterator[tuple[Spot, Note]]:
        """Yield the notes of a block that are not for later."""
        return ((spot, note) for spot, note in self.notes(key) if not note.later)

    def is_linked(self, key: str) -> bool:
        """Whether any note of the block is for another."""
        return any(self.web.forward[spot] for spot, _ in self.notes(key))


Rule = Callable[[Model], Iterator[Finding]]


def check(canvas: Canvas, terms: Terms, ignore: Iterable[str] = ()) -> list[Finding]:
    """Return what the rules find, the heaviest first, then in interview order.

    Rules in ``ignore``, and those that the canvas itself ignores, are left out.  Where a kind
    may be one of a pack that is not at hand, nobody can say what its block lacks of kinds.
    """
    model = Model(canvas, terms)
    ignored = {*ignore, *canvas.ignored_rules}
    unjudged = {found.key for found in unknown_kind(model)} if terms.is_stand_in else set()
    found = [
        finding._replace(rule=name, level=level)
        for name, (level, rule) in RULES.items()
        if name not in ignored
        for finding in rule(model)
        if not (name in BY_KIND and finding.key in unjudged)
    ]
    return sorted(found, key=lambda finding: (finding.level, step_of(finding.key)))


def step_of(key: str) -> int:
    """Return the step of the block that a finding is about; the title block comes before all."""
    return 0 if key == TITLE_BLOCK else BY_KEY[key].number


# -- what is wrong


def unknown_target(model: Model) -> Iterator[Finding]:
    """Find names in ``for`` that are no note's: a slip, or a note that was reworded by hand."""
    nearest = Nearest(0.5)
    for block in BLOCKS:
        near = targets(model.canvas, block.key)
        texts = {composed(note.text): note.text for note in map(model.web.note, reversed(near))}
        labels = {
            composed(model.web.note(each).text): _label(each, at) for at, each in enumerate(near)
        }
        for spot, note in model.notes(block.key):
            for name in model.web.loose(spot):
                likely = nearest(composed(name), texts)
                meant = [likely if text == name else composed(text) for text in _few(note.links)]
                right = [labels.get(text, "") for text in meant]
                yield _at(spot, "--for", right, names=(name,), likely=texts.get(likely, ""))


def unknown_kind(model: Model) -> Iterator[Finding]:
    """Find kinds that the pack in use does not know."""
    nearest = Nearest(0.6)
    for block in BLOCKS:
        known = {composed(kind): kind for kind in model.terms.kinds[block.key]}
        for spot, note in model.notes(block.key):
            for kind in note.kinds:
                if composed(kind) not in known:
                    likely = known.get(nearest(folded(kind), known), "")
                    right = [
                        likely if each == kind else known.get(composed(each), "")
                        for each in _few(note.kinds)
                    ]
                    yield _at(spot, "--kind", right, names=(kind,), likely=likely)


def same_text(model: Model) -> Iterator[Finding]:
    """Find a text that a block has twice; links cannot tell the two apart."""
    for block in BLOCKS:
        first: dict[str, int] = {}
        for (_, place), note in model.notes(block.key):
            earlier = first.setdefault(composed(note.text), place)
            if earlier != place and not note.conflict:
                repair = ("--remove", str(place + 1))
                yield Finding(block.key, (earlier, place), (note.text,), repair)


def unmerged(count: int, model: Model) -> Iterator[Finding]:
    """Find what a merge could not decide: ``count`` versions of one note in a block.

    Of two somebody has to choose; one is left where the other side removed the note.
    """
    for block in BLOCKS:
        versions: dict[str, list[int]] = {}
        for (_, place), note in model.notes(block.key):
            if note.conflict:
                versions.setdefault(composed(note.conflict), []).append(place)
        for was, places in versions.items():
            if min(len(places), 2) == count:
                names = tuple(model.canvas.notes(block.key)[place].text for place in places)
                repair = ("--keep", str(places[0] + 1))
                yield Finding(block.key, tuple(places), names, repair, likely=was)


# -- what is missing or loose


def empty_block(model: Model) -> Iterator[Finding]:
    """Find blocks without a note."""
    return (Finding(block.key) for block in BLOCKS if not model.canvas.notes(block.key))


def unlinked_block(model: Model) -> Iterator[Finding]:
    """Find blocks of which no note says what it is for."""
    for block in BLOCKS[1:]:
        notes = model.canvas.notes(block.key)
        has_both = notes and targets(model.canvas, block.key)
        if has_both and not model.is_linked(block.key) and not any(n.links for n in notes):
            yield Finding(block.key, repair=("--note", "1", "--for", "…"))


def unserved(key: str, of: str, model: Model) -> Iterator[Finding]:
    """Find notes of block ``of`` that no note of block ``key`` is for."""
    if not model.is_linked(key):
        return
    for spot, note in model.today(of):
        serving = (each for each in model.web.backward[spot] if each[0] == key)
        if all(model.web.note(each).later for each in serving):
            label = letter(spot[1]) if of == SEGMENTS else str(spot[1] + 1)
            yield Finding(key, names=(note.text,), repair=("--add", "…", "--for", label))


def unlinked(keys: tuple[str, ...], model: Model) -> Iterator[Finding]:
    """Find single notes that are for nothing, in blocks where others are for something."""
    for key in keys:
        if model.is_linked(key):
            for spot, note in model.today(key):
                if not model.web.forward[spot] and not note.links:
                    yield _at(spot, "--for", ["…"], names=(note.text,))


# -- what would make it better


def uncovered_function(model: Model) -> Iterator[Finding]:
    """Find, for each function of a channel (step 4), the segments for which none has it.

    A function is a role of a kind; the advice names the first kind of the pack that has it.
    """
    if not any(note.kinds for _, note in model.notes(CHANNELS)):
        return
    roles = {spot: model.terms.roles(CHANNELS, note) for spot, note in model.notes(CHANNELS)}
    for role in NEEDED_CHANNEL_ROLES:
        kind = next(iter(model.terms.kinds_for(CHANNELS, role)), None)
        if kind is None:
            continue
        covered = {
            target for spot in roles if role in roles[spot] for target in model.web.forward[spot]
        }
        bare = [(spot, note) for spot, note in model.today(SEGMENTS) if spot not in covered]
        if bare:
            labels = " ".join(letter(place) for (_, place), _ in bare)
            repair = ("--add", "…", "--kind", kind, "--for", labels)
            yield Finding(CHANNELS, (), tuple(note.text for _, note in bare), repair, likely=kind)


def kindless(key: str, lacks: Callable[[Note, Terms], bool], model: Model) -> Iterator[Finding]:
    """Find the notes of a block whose kinds leave something out, together."""
    found = [(spot, note) for spot, note in model.today(key) if lacks(note, model.terms)]
    if found:
        places = tuple(spot[1] for spot, _ in found)
        repair = ("--note", str(places[0] + 1), "--kind", "…")
        yield Finding(key, places, tuple(note.text for _, note in found), repair)


def one_sided_costs(model: Model) -> Iterator[Finding]:
    """Find costs of which none is called fixed, or none variable (step 9)."""
    roles = [model.terms.roles(COSTS, note) for _, note in model.today(COSTS)]
    for role in COST_ROLES:
        kind = next(iter(model.terms.kinds_for(COSTS, role)), None)
        if roles and kind is not None and not any(role in each for each in roles):
            yield Finding(COSTS, likely=kind, repair=("--note", "N", "--kind", kind))


def crowded(model: Model) -> Iterator[Finding]:
    """Find blocks with more notes than an eye takes in."""
    for block in BLOCKS:
        if len(model.canvas.notes(block.key)) > MOST_NOTES:
            yield Finding(block.key, likely=str(len(model.canvas.notes(block.key))))


def unfit_note(is_unfit: Callable[[Note, Terms], bool], model: Model) -> Iterator[Finding]:
    """Find notes that are not one idea in a few precise words."""
    for spot, note in chain.from_iterable(model.notes(block.key) for block in BLOCKS):
        if is_unfit(note, model.terms):
            repair = ("--set", str(spot[1] + 1), "…")
            yield Finding(spot[0], (spot[1],), (note.text,), repair)


def is_long(note: Note, _: Terms) -> bool:
    """Whether a note has more words than a sticky note has room for."""
    return len(note.text.split()) > MOST_WORDS


def is_double(note: Note, terms: Terms) -> bool:
    """Whether a note ties two ideas together, of two words or more each."""
    words = folded(note.text).replace(";", " ; ").split()
    return not terms.joins.isdisjoint(words) and any(
        word in terms.joins and at >= 2 and len(words) - at > 2 for at, word in enumerate(words)
    )


def is_vague(note: Note, terms: Terms) -> bool:
    """Whether more than half of what a note says is in words that say nothing."""
    words = [word.strip(".,;:!?()'\"") for word in folded(note.text).split()]
    vague = sum(word in terms.vague for word in words)
    return vague > 0 and vague * 2 > sum(len(word) > 2 or word in terms.vague for word in words)


def unlooked_ahead(model: Model) -> Iterator[Finding]:
    """Find blocks where the form looks ahead, and no note is for later or has an outlook."""
    for block in BLOCKS:
        notes = model.canvas.notes(block.key) if block.key in model.terms.ahead else ()
        if notes and not any(note.later or note.outlook for note in notes):
            yield Finding(block.key, repair=("--add", "…", "--later"))


def now_for_later(model: Model) -> Iterator[Finding]:
    """Find notes of today that are only for notes of later: two models in one."""
    for spot, note in chain.from_iterable(model.today(block.key) for block in BLOCKS):
        near = model.web.forward[spot]
        if spot[0] != SEGMENTS and near and all(model.web.note(each).later for each in near):
            repair = ("--note", str(spot[1] + 1), "--later")
            yield Finding(spot[0], (spot[1],), (note.text,), repair)


def _few(names: Sequence[str]) -> Sequence[str]:
    """Return ``names``, but none of more than anybody would type again."""
    return names if len(names) <= _MOST_TYPED else ()


def _label(target: Spot, at: int) -> str:
    """Return what ``bmc edit --for`` takes for the target that is number ``at``, from 0."""
    return letter(target[1]) if target[0] == SEGMENTS else str(at + 1)


def _at(
    spot: Spot,
    option: str,
    right: Iterable[str],
    *,
    names: tuple[str, ...],
    likely: str = "",
) -> Finding:
    """Return a finding about one note, mended by naming what is ``right``, "" where not known."""
    values = [value for value in right if value] or ["…"]
    options = (each for value in values for each in (option, value))
    repair = ("--note", str(spot[1] + 1), *options)
    return Finding(spot[0], (spot[1],), names, repair, likely)


def _has_none(note: Note, terms: Terms) -> bool:
    """Whether a channel has no kind, and there are some to choose from."""
    return not note.kinds and bool(terms.kinds[CHANNELS])


def _lacks_sort(note: Note, terms: Terms) -> bool:
    """Whether no kind says what a stream is, only how it is priced, if that."""
    pricing = _pricing(terms)
    is_priced = pricing.issuperset(map(composed, note.kinds))
    return is_priced and len(terms.kinds[REVENUE]) > len(pricing)


def _lacks_pricing(note: Note, terms: Terms) -> bool:
    """Whether it is known what a stream is, and not how it is priced."""
    there = all(terms.kinds_for(REVENUE, role) for role in PRICING_ROLES)
    return there and bool(note.kinds) and _pricing(terms).isdisjoint(map(composed, note.kinds))


def _pricing(terms: Terms) -> set[str]:
    """Return the kinds of a stream that say how it is priced."""
    found = (terms.kinds_for(REVENUE, role) for role in PRICING_ROLES)
    return {composed(kind) for kinds in found for kind in kinds}


RULES: dict[str, tuple[Level, Rule]] = {
    "unknown-target": (Level.ERROR, unknown_target),
    "unknown-kind": (Level.ERROR, unknown_kind),
    "same-text": (Level.ERROR, same_text),
    "two-versions": (Level.ERROR, partial(unmerged, 2)),
    "changed-and-removed": (Level.ERROR, partial(unmerged, 1)),
    "empty-block": (Level.WARNING, empty_block),
    "unlinked-block": (Level.WARNING, unlinked_block),
    "segment-without-proposition": (Level.WARNING, partial(unserved, PROPOSITIONS, SEGMENTS)),
    "segment-without-relationship": (Level.WARNING, partial(unserved, RELATIONSHIPS, SEGMENTS)),
    "segment-without-channel": (Level.WARNING, partial(unserved, CHANNELS, SEGMENTS)),
    "segment-without-revenue": (Level.WARNING, partial(unserved, REVENUE, SEGMENTS)),
    "proposition-without-segment": (Level.WARNING, partial(unlinked, (PROPOSITIONS,))),
    "proposition-without-activity": (Level.WARNING, partial(unserved, ACTIVITIES, PROPOSITIONS)),
    "proposition-without-resource": (Level.WARNING, partial(unserved, RESOURCES, PROPOSITIONS)),
    "idle-partner": (Level.WARNING, partial(unlinked, (PARTNERS,))),
    "unlinked-note": (
        Level.WARNING,
        partial(unlinked, (RELATIONSHIPS, CHANNELS, REVENUE, ACTIVITIES, RESOURCES, COSTS)),
    ),
    "channel-function": (Level.ADVICE, uncovered_function),
    "channel-kind": (Level.ADVICE, partial(kindless, CHANNELS, _has_none)),
    "revenue-kind": (Level.ADVICE, partial(kindless, REVENUE, _lacks_sort)),
    "revenue-pricing": (Level.ADVICE, partial(kindless, REVENUE, _lacks_pricing)),
    "one-sided-costs": (Level.ADVICE, one_sided_costs),
    "crowded": (Level.ADVICE, crowded),
    "long-note": (Level.ADVICE, partial(unfit_note, is_long)),
    "two-ideas": (Level.ADVICE, partial(unfit_note, is_double)),
    "vague": (Level.ADVICE, partial(unfit_note, is_vague)),
    "no-later": (Level.ADVICE, unlooked_ahead),
    "now-for-later": (Level.ADVICE, now_for_later),
}
"""Every rule by its id, with its level; the sentences for them stand in the packs."""

BY_KIND = {
    *("unknown-kind", "channel-function", "channel-kind"),
    *("revenue-kind", "revenue-pricing", "one-sided-costs"),
}
"""The rules that judge notes by their kinds."""
