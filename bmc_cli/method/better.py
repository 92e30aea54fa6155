"""What would make a canvas better: kinds, one idea a note in precise words, now and later apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from bmc_cli.method import evidence
from bmc_cli.method.finding import (
    CHANNELS,
    COSTS,
    MOST_NOTES,
    REVENUE,
    Finding,
    Model,
)
from bmc_cli.method.repairs import ASKED, Amend, Marks, Repair, Reword, Write
from bmc_cli.method.terms import Terms
from bmc_cli.model.alike import composed, folded, says
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.model.fields import Note
from bmc_cli.model.ideas import is_long, parts_of
from bmc_cli.model.links import SEGMENTS, Spot, targets
from bmc_cli.model.roles import COST_ROLES, NEEDED_CHANNEL_ROLES, PRICING_ROLES

_SERVING = tuple(block.key for block in BLOCKS if SEGMENTS in block.targets)


def uncovered_function(model: Model) -> Iterator[Finding]:
    """Find what channels do for customers (step 4) and do not do for some segments.

    What the same segments go without is one finding, of which the channels that reach them
    lack only the kinds; a segment that no channel reaches is found as such.  A function is a
    role of a kind; the advice names the first kind of the pack that has it.
    """
    if not any(note.kinds for _, note in model.notes(CHANNELS)):
        return
    roles = {spot: model.terms.roles(CHANNELS, note) for spot, note in model.notes(CHANNELS)}
    bare: dict[tuple[Spot, ...], list[str]] = {}
    for role in NEEDED_CHANNEL_ROLES:
        kind = next(iter(model.terms.kinds_for(CHANNELS, role)), None)
        having = [spot for spot in roles if role in roles[spot]]
        covered = {target for spot in having for target in model.web.forward[spot]}
        without = tuple(spot for spot in _reached_by_channels(model) if spot not in covered)
        if kind is not None and without:
            bare.setdefault(without, []).append(kind)
    for spots, kinds in bare.items():
        marks = Marks(kinds=tuple(kinds))
        repair = Amend(CHANNELS, _reaching(model, spots), marks, is_proposal=True)
        yield Finding(CHANNELS, spots, repair=repair, kinds=tuple(kinds))


def _reached_by_channels(model: Model) -> list[Spot]:
    """Return the segments of today that a channel of today reaches."""
    near = {each for spot, _ in model.today(CHANNELS) for each in model.web.forward[spot]}
    return [spot for spot, _ in model.today(SEGMENTS) if spot in near]


def _reaching(model: Model, segments: Sequence[Spot]) -> tuple[int, ...]:
    """Return the places of the fewest channels that reach all of ``segments``.

    Of those that reach as many, one that has no kind yet goes first.
    """
    left = set(segments)
    channels = {spot: set(model.web.forward[spot]) & left for spot, _ in model.today(CHANNELS)}
    found: list[int] = []
    while left:
        best = max(
            channels,
            key=lambda spot: (len(channels[spot] & left), not model.web.note(spot).kinds, -spot[1]),
        )
        found.append(best[1])
        left -= channels.pop(best)
    return tuple(sorted(found))


def untested_core(model: Model) -> Iterator[Finding]:
    """Find that nothing was tested of what most hangs on, where a canvas says how sure it is."""
    if not evidence.is_used(model.canvas):
        return
    core = evidence.core(model.canvas)
    if core and all(evidence.how_sure(each.note) == evidence.GUESS for each in core):
        key, place = core[0].spot
        found_out = Marks(texts=(("evidence", evidence.TESTED), ("learned", ASKED)))
        repair = Amend(key, (place,), found_out, is_proposal=True)
        yield Finding(key, tuple(each.spot for each in core), repair=repair)


def kindless(
    key: str,
    lacks: Callable[[Note, Terms], bool],
    kinds: Callable[[Terms], Sequence[str]],
    model: Model,
) -> Iterator[Finding]:
    """Find the notes of a block whose kinds leave something out, those of one likely kind together.

    ``kinds`` are those that would say it: what the words of a note tell, else the first.
    """
    found: dict[str, list[Spot]] = {}
    for spot, note in model.today(key):
        if lacks(note, model.terms):
            found.setdefault(_told_by(model.terms, key, note, kinds(model.terms)), []).append(spot)
    for likely, spots in found.items():
        places = tuple(place for _, place in spots)
        repair = Amend(key, places, Marks(kinds=(likely,)), is_proposal=True)
        yield Finding(key, tuple(spots), repair=repair)


def _told_by(terms: Terms, key: str, note: Note, kinds: Sequence[str]) -> str:
    """Return the first kind that a note tells by its words, else the first."""
    told = (kind for kind in kinds if says(note.text, terms.told_by(key, kind)))
    return next(told, kinds[0])


def channel_kinds(terms: Terms) -> Sequence[str]:
    """Return the kinds of channels."""
    return [*terms.kinds[CHANNELS]]


def revenue_sorts(terms: Terms) -> Sequence[str]:
    """Return the kinds that say what a stream is."""
    return [kind for kind in terms.kinds[REVENUE] if composed(kind) not in _pricing(terms)]


def revenue_prices(terms: Terms) -> Sequence[str]:
    """Return the kinds that say how a stream is priced."""
    return [kind for role in PRICING_ROLES for kind in terms.kinds_for(REVENUE, role)]


def has_none(note: Note, terms: Terms) -> bool:
    """Whether a channel has no kind, and there are some to choose from."""
    return not note.kinds and bool(terms.kinds[CHANNELS])


def lacks_sort(note: Note, terms: Terms) -> bool:
    """Whether no kind says what a stream is, only how it is priced, if that."""
    pricing = _pricing(terms)
    is_priced = pricing.issuperset(map(composed, note.kinds))
    return is_priced and len(terms.kinds[REVENUE]) > len(pricing)


def lacks_pricing(note: Note, terms: Terms) -> bool:
    """Whether it is known what a stream is, and not how it is priced."""
    there = all(terms.kinds_for(REVENUE, role) for role in PRICING_ROLES)
    return there and bool(note.kinds) and _pricing(terms).isdisjoint(map(composed, note.kinds))


def _pricing(terms: Terms) -> set[str]:
    """Return the kinds of a stream that say how it is priced."""
    return {composed(kind) for kind in revenue_prices(terms)}


def one_sided_costs(model: Model) -> Iterator[Finding]:
    """Find costs of which none is called fixed, or none variable, or neither (step 9)."""
    roles = {
        spot: model.terms.roles(COSTS, note)
        for spot, note in model.today(COSTS)
        if model.is_of_today(spot)
    }
    firsts = (next(iter(model.terms.kinds_for(COSTS, role)), "") for role in COST_ROLES)
    kinds = tuple(
        kind
        for role, kind in zip(COST_ROLES, firsts, strict=True)
        if kind and not any(role in each for each in roles.values())
    )
    if roles and kinds:
        free = [spot for spot in roles if roles[spot].isdisjoint(COST_ROLES)]
        yield Finding(COSTS, repair=_called(model, free, kinds[0]), kinds=kinds)


def _called(model: Model, free: Sequence[Spot], kind: str) -> Repair | None:
    """Return what lets a cost have ``kind``: one of those that are ``free``, else a new one."""
    marks = Marks(kinds=(kind,))
    if free:
        words = model.terms.told_by(COSTS, kind)
        told = (spot for spot in free if says(model.web.note(spot).text, words))
        return Amend(COSTS, (next(told, free[0])[1],), marks, is_proposal=True)
    return None


def crowded(model: Model) -> Iterator[Finding]:
    """Find blocks with more notes than an eye takes in; which go is not for us to say."""
    for block in BLOCKS:
        if len(model.canvas.notes(block.key)) > MOST_NOTES:
            yield Finding(block.key, likely=str(len(model.canvas.notes(block.key))))


def unfit_note(is_unfit: Callable[[str, Terms], bool], model: Model) -> Iterator[Finding]:
    """Find notes that are not one idea in a few precise words; each is found for one of these."""
    for spot, note in chain.from_iterable(model.notes(block.key) for block in BLOCKS):
        if is_unfit(note.text, model.terms):
            yield Finding(spot[0], (spot,), repair=_reworded(model, spot, note))


def _reworded(model: Model, spot: Spot, note: Note) -> Repair:
    """Return what gives a note other words: the ideas apart, where commas part them.

    Only of a note of which no more is said than its text: what is said of all is its owner's
    to divide.
    """
    key, place = spot
    parts = parts_of(note.text)
    is_bare = note == Note(note.text) and len(targets(model.canvas, key)) < 2
    if parts and is_bare and _is_apart(model, key, parts):
        return Reword(key, place, parts[0], parts[1:])
    return Reword(key, place)


def _is_apart(model: Model, key: str, parts: Sequence[str]) -> bool:
    """Whether the parts of a note can be notes of their own, which leave no gap between others."""
    there = {composed(each.text) for each in model.canvas.notes(key)}
    is_new = there.isdisjoint(map(composed, parts)) and model.has_room(key, len(parts) - 2)
    is_asked = key == SEGMENTS and (len(there) > 1 or any(map(model.is_named, _SERVING)))
    return is_new and not is_asked


def is_long_note(text: str, _: Terms) -> bool:
    """Whether a note has more words than a sticky note has room for, and no list of ideas."""
    return is_long(text) and not parts_of(text)


def is_double(text: str, terms: Terms) -> bool:
    """Whether a note ties ideas together: two of two words or more each, or a list of them."""
    if parts_of(text):
        return True
    words = folded(text).replace(";", " ; ").split()
    is_tied = not is_long(text) and not terms.joins.isdisjoint(words)
    return is_tied and any(
        word in terms.joins and at >= 2 and len(words) - at > 2
        for at, word in enumerate(words)
        if not words[at - 1].endswith("-")  # "rug- en nekklachten" is one thing
    )


def is_vague(text: str, terms: Terms) -> bool:
    """Whether more than half of what a note says is in words that say nothing."""
    if is_long(text) or is_double(text, terms):
        return False
    words = [word.strip(".,;:!?()'\"") for word in folded(text).split()]
    vague = sum(word in terms.vague for word in words)
    return vague > 0 and vague * 2 > sum(len(word) > 2 or word in terms.vague for word in words)


def unlooked_ahead(model: Model) -> Iterator[Finding]:
    """Find blocks where the form looks ahead, and no note is for later or has an outlook."""
    for block in BLOCKS:
        notes = model.canvas.notes(block.key) if block.key in model.terms.ahead else ()
        if notes and not any(note.later or note.outlook for note in notes):
            yield Finding(block.key, repair=_looking_ahead(model, block.key))


def _looking_ahead(model: Model, key: str) -> Repair:
    """Return a note for later, or what is to be said of one that is there, where that is enough."""
    if model.has_room(key) and not model.stands_alone(key):
        return Write(key, marks=Marks(later=True))
    return Amend(key, (0,), Marks(texts=(("outlook", ASKED),)))


def now_for_later(model: Model) -> Iterator[Finding]:
    """Find notes of today that are, along their links, only for later: two models in one."""
    for block in BLOCKS[1:]:
        today = (spot for spot, _ in model.today(block.key))
        spots = [spot for spot in today if not model.is_of_today(spot)]
        if spots:
            places = tuple(place for _, place in spots)
            yield Finding(
                block.key, tuple(spots), repair=Amend(block.key, places, Marks(later=True))
            )
