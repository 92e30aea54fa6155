"""What is missing or loose in a canvas: the steps ask it of each segment and each proposition."""

from __future__ import annotations

from collections.abc import Iterator

from bmc_cli.method.finding import COSTS, PROPOSITIONS, REVENUE, Finding, Model
from bmc_cli.method.offers import Servers, Targets, everything
from bmc_cli.method.repairs import EVERYTHING, Amend, Marks, Repair, Write
from bmc_cli.model.canvas import BLOCKS
from bmc_cli.model.links import Spot, targets


def empty_block(model: Model) -> Iterator[Finding]:
    """Find blocks without a note."""
    for block in BLOCKS:
        if not model.canvas.notes(block.key):
            marks = Marks(links=everything(model, block.key))
            yield Finding(block.key, repair=Write(block.key, marks=marks))


def unlinked_block(model: Model) -> Iterator[Finding]:
    """Find blocks of which no note says what it is for.

    That is one cause with one repair, which says of all what its owner can then say more
    precisely: they are for everyone, or everything.
    """
    for block in BLOCKS[1:]:
        notes = model.canvas.notes(block.key)
        has_both = notes and targets(model.canvas, block.key)
        if has_both and not model.is_linked(block.key) and not model.is_named(block.key):
            spots = [spot for spot, _ in model.today(block.key)]
            spots = spots or [spot for spot, _ in model.notes(block.key)]
            places = tuple(place for _, place in spots)
            repair = Amend(block.key, places, Marks(links=EVERYTHING), is_proposal=True)
            yield Finding(block.key, tuple(spots), repair=repair)


def unserved(key: str, of: str, model: Model) -> Iterator[Finding]:
    """Find notes of block ``of`` that no note of block ``key`` is for.

    A segment that does not pay is none where another one pays for what both are offered.
    """
    if not model.is_linked(key):
        return
    servers = Servers(model, key)
    paying = _paying(model) if key == REVENUE else set()
    turn = 0
    for spot, _ in model.today(of):
        serving = [each for each in model.web.backward[spot] if each[0] == key]
        is_served = not all(model.web.note(each).later for each in serving)
        if is_served or not model.is_of_today(spot):
            continue
        if key == REVENUE and _is_paid_for(model, spot, paying):
            continue
        plans = tuple(model.web.note(each).text for each in serving)
        yield Finding(key, (spot,), repair=_serving(model, servers, spot, turn), plans=plans)
        turn += 1


def _serving(model: Model, servers: Servers, spot: Spot, turn: int) -> Repair:
    """Return what lets a note be served: by one that is there, else by a new one.

    What is there goes first where it plainly belongs, is for nothing yet, or is the one offer
    there is, and where another note would be one too many.
    """
    marks = Marks(links=(spot,))
    able = servers.plain(model.web.note(spot)) or servers.turn(servers.loose, turn)
    is_only = servers.key == PROPOSITIONS and len(servers.able) == 1
    if not able and (is_only or not model.has_room(servers.key, turn)):
        able = servers.turn(servers.able, turn)
    if able:
        return Amend(servers.key, (able[1],), marks, is_proposal=True)
    return Write(servers.key, marks=marks)


def _paying(model: Model) -> set[Spot]:
    """Return the segments that pay today."""
    return {near for spot, _ in model.today(REVENUE) for near in model.web.forward[spot]}


def _is_paid_for(model: Model, segment: Spot, paying: set[Spot]) -> bool:
    """Whether another segment pays for something that this one is offered."""
    offers = (each for each in model.web.backward[segment] if each[0] == PROPOSITIONS)
    return any(
        not model.web.note(offer).later and not paying.isdisjoint(model.web.forward[offer])
        for offer in offers
    )


def unlinked(keys: tuple[str, ...], model: Model) -> Iterator[Finding]:
    """Find single notes that are for nothing, in blocks where others are for something."""
    for key in keys:
        loose = model.loose(key) if model.is_linked(key) else []
        near = Targets(model, key) if loose else None
        for spot in loose:
            assert near is not None  # there is something loose
            note = model.web.note(spot)
            marks = Marks(links=near.likely(note))
            repair = Amend(key, (spot[1],), marks, is_proposal=not near.plain(note))
            lacks = key == COSTS and not near.plain(note)
            yield Finding(key, (spot,), repair=repair, lacks_target=lacks)
