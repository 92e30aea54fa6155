"""Which note of one canvas is which of another, where neither its text nor its block says it.

What is told of a change may take it for the same note; what is merged may not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import Spot, note_at, spots
from bmc_cli.model.matching import similar

CARRIED = 0.7
"""From this ratio of shared characters on, a text in another block is the same note."""

_FEWEST = 2  # links that say it: one may as well have been given to another note

Origin = Mapping[Spot, Spot]
"""Where each note of the new canvas, by its place, was in the old one."""


def renamed(old: Canvas, new: Canvas, origin: Origin) -> dict[Spot, Spot]:
    """Return the notes that all links to another one name now, by their new places.

    What was "Families" to every note that was for them, and is "Young parents" to just those,
    is that segment in other words.
    """
    went, came = _left(old, set(origin.values())), _left(new, set(origin))
    if not went or not came:
        return {}
    votes, losses, gains = _votes(old, new, origin)
    found: dict[Spot, Spot] = {}
    for (key, was, now), count in votes.items():
        # Each has one meaning only if nobody kept the old name, or had the new one before.
        is_clear = losses[key, was] == gains[key, now] == count >= _FEWEST
        if is_clear and (key, was) in went and (key, now) in came:
            found[key, came[key, now]] = key, went[key, was]
    return found


def carried(old: Canvas, new: Canvas, origin: Origin) -> dict[Spot, Spot]:
    """Return the notes that are in another block, in nearly the same words, by their new places."""
    went = [*_left(old, set(origin.values())).items()]
    came = [*_left(new, set(origin)).items()]
    gone = [Note(text) for (_, text), _ in went]
    places = similar(gone, [Note(text) for (_, text), _ in came], CARRIED)
    return {
        (key, at): (went[was][0][0], went[was][1])
        for ((key, _), at), was in zip(came, places, strict=True)
        if was is not None and went[was][0][0] != key
    }


def _left(canvas: Canvas, known: set[Spot]) -> dict[tuple[str, str], int]:
    """Return the places of the notes that are not ``known``, by their blocks and texts."""
    return {
        (spot[0], composed(note.text)): spot[1] for spot, note in spots(canvas) if spot not in known
    }


Names = Counter[tuple[str, str]]


def _votes(
    old: Canvas, new: Canvas, origin: Origin
) -> tuple[Counter[tuple[str, str, str]], Names, Names]:
    """Return how many links say each other name, how many lost a name, and how many got one.

    Names are of notes in the blocks that the links lead to, which stands before them.
    """
    votes: Counter[tuple[str, str, str]] = Counter()
    losses, gains = Names(), Names()
    homes = {"old": _homes(old), "new": _homes(new)}
    for now, was in origin.items():
        before, after = (
            dict.fromkeys(_linked(canvas, spot)) for canvas, spot in ((old, was), (new, now))
        )
        targets = BY_KEY[now[0]].targets
        pairs = list(_placed([*before], [*after]))
        for key in targets:
            losses.update((key, name) for name in before if key in homes["old"][name])
            gains.update((key, name) for name in after if key in homes["new"][name])
            votes.update(
                (key, a, b)
                for a, b in pairs
                if a not in after and b not in before and key in homes["old"][a] & homes["new"][b]
            )
    return votes, losses, gains


def _placed(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the one in its place; of one that went, with each that came."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    went = set(before).difference(after)
    if len(went) == 1:
        yield from product(went, set(after).difference(before))


def _linked(canvas: Canvas, spot: Spot) -> list[str]:
    links = note_at(canvas, spot).links
    return [] if links == EVERY_TARGET else [composed(name) for name in links]


def _homes(canvas: Canvas) -> defaultdict[str, set[str]]:
    """Return the blocks that each text stands in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for (key, _), note in spots(canvas):
        found[composed(note.text)].add(key)
    return found
