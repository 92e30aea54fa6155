"""A canvas told along its links: each segment, then what it takes, then later and what is missing.

The form ends with it: tell the story, note by note.  A story is paragraphs of sentences;
each sentence is the name of a template in the prompt pack with the notes that fill it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bmc_cli.method.terms import Terms
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.links import SEGMENTS, Spot, Web, letter, targets
from bmc_cli.model.roles import CHANNEL_ROLES, COST_ROLES, NEEDED_CHANNEL_ROLES

_PROPOSITIONS, _RELATIONSHIPS, _CHANNELS, _REVENUE, _ACTIVITIES, _RESOURCES, _PARTNERS, _COSTS = (
    block.key for block in BLOCKS[1:]
)
_Goals = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template of the pack, the texts of the notes in it, and what they are for.

    ``notes`` and ``goals`` are texts of notes; in "missing" and "nothing", ``notes`` are names
    of further templates, and keys of blocks.  In "outlook", ``notes`` is what is expected of
    the note in ``goals``.
    """

    template: str
    notes: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences under a heading: a template, or for a segment its letter and text."""

    heading: str
    sentences: tuple[Sentence, ...]
    segment: tuple[str, str] | None = None


def story(canvas: Canvas, terms: Terms) -> list[Paragraph]:
    """Return the story of ``canvas``; paragraphs without anything to say are left out.

    Channels and costs are told apart by the roles that their kinds have in ``terms``.
    """
    teller = _Teller(canvas, terms)
    paragraphs = [
        Paragraph("opening", tuple(teller.opening())),
        *teller.segments(),
        Paragraph("means", tuple(teller.means())),
        Paragraph("later", tuple(teller.later())),
        Paragraph("open", tuple(teller.open())),
    ]
    return [each for each in paragraphs if each.sentences]


class _Teller:
    def __init__(self, canvas: Canvas, terms: Terms) -> None:
        self.canvas = canvas
        self.terms = terms
        self.web = Web(canvas)

    def today(self, key: str) -> list[Spot]:
        notes = self.canvas.notes(key)
        return [(key, place) for place, note in enumerate(notes) if not note.later]

    def texts(self, spots: Sequence[Spot]) -> tuple[str, ...]:
        return tuple(self.web.note(spot).text for spot in spots)

    def roles(self, spot: Spot) -> set[str]:
        return self.terms.roles(spot[0], self.web.note(spot))

    def opening(self) -> Iterator[Sentence]:
        if segments := self.today(SEGMENTS):
            count = "one" if len(segments) == 1 else "many"
            yield Sentence(f"customers_{count}", self.texts(segments))

    # -- who they are to us

    def segments(self) -> Iterator[Paragraph]:
        for spot in self.today(SEGMENTS):
            lettered = (letter(spot[1]), self.web.note(spot).text)
            yield Paragraph("segment", tuple(self.about(spot)), lettered)

    def serving(self, segment: Spot) -> dict[str, list[Spot]]:
        """Return the notes of today that are for a segment, by their block."""
        found: dict[str, list[Spot]] = {}
        for spot in self.web.backward[segment]:
            if not self.web.note(spot).later:
                found.setdefault(spot[0], []).append(spot)
        return found

    def about(self, segment: Spot) -> Iterator[Sentence]:
        """Yield what we bring a segment, how it meets us, what it pays; then what is missing."""
        serving = self.serving(segment)
        missing: list[str] = []

        def told(template: str, spots: list[Spot], *, is_needed: bool = True) -> Iterator[Sentence]:
            if spots:
                yield Sentence(template, self.texts(spots))
            elif is_needed:
                missing.append(f"no_{template}")

        yield from told("proposition", serving.get(_PROPOSITIONS, []))
        reaching = {spot: self.roles(spot) for spot in serving.get(_CHANNELS, [])}
        others = [spot for spot, roles in reaching.items() if roles.isdisjoint(CHANNEL_ROLES)]
        has_roles = len(others) < len(reaching)
        for role in CHANNEL_ROLES if has_roles else ():
            is_needed = role in NEEDED_CHANNEL_ROLES and self.terms.kinds_for(_CHANNELS, role)
            spots = [spot for spot, roles in reaching.items() if role in roles]
            yield from told(role, spots, is_needed=bool(is_needed))
        yield from told("channel", others, is_needed=not has_roles)
        yield from told("relationship", serving.get(_RELATIONSHIPS, []))
        yield from told("revenue", serving.get(_REVENUE, []))
        if missing:
            yield Sentence("missing", tuple(missing))

    # -- what it takes

    def means(self) -> Iterator[Sentence]:
        yield from self.grouped(_ACTIVITIES, "activity")
        yield from self.grouped(_RESOURCES, "resource")
        yield from self.grouped(_PARTNERS, "partner")
        yield from self.costs()

    def costs(self) -> Iterator[Sentence]:
        """Yield the costs by their roles and by what they are spent on, then those of neither."""
        costs = {spot: self.roles(spot) for spot in self.today(_COSTS)}
        for role in COST_ROLES:
            if spots := [spot for spot, roles in costs.items() if role in roles]:
                yield Sentence(f"cost_{role}", self.texts(spots))
        groups = self.by_goals(_COSTS)
        spent = {goals: spots for goals, spots in groups.items() if self.is_some(_COSTS, goals)}
        for goals, spots in spent.items():
            yield Sentence("cost_for", self.texts(spots), self.texts(goals))
        told = {spot for spots in spent.values() for spot in spots}
        rest = [
            spot
            for spot, roles in costs.items()
            if spot not in told and roles.isdisjoint(COST_ROLES)
        ]
        if rest:
            yield Sentence("cost_rest" if len(rest) < len(costs) else "cost", self.texts(rest))

    def by_goals(self, key: str) -> dict[_Goals, list[Spot]]:
        """Return the notes of today of block ``key``, by the ones of today that they are for."""
        groups: dict[_Goals, list[Spot]] = {}
        for spot in self.today(key):
            goals = tuple(goal for goal in self.web.forward[spot] if not self.web.note(goal).later)
            groups.setdefault(goals, []).append(spot)
        return groups

    def is_some(self, key: str, goals: _Goals) -> bool:
        """Whether ``goals`` are some of what notes of block ``key`` can be for, and not all."""
        everything = (spot for target in BY_KEY[key].targets for spot in self.today(target))
        return bool(goals) and not set(goals).issuperset(everything)

    def grouped(self, key: str, template: str) -> Iterator[Sentence]:
        """Yield a sentence for each group of notes that are for the same ones."""
        groups = self.by_goals(key)
        for goals, spots in groups.items():
            if self.is_some(key, goals):
                is_reach = key == _PARTNERS and all(goal[0] == _CHANNELS for goal in goals)
                ending = "reach" if is_reach else "for"
                yield Sentence(f"{template}_{ending}", self.texts(spots), self.texts(goals))
            elif goals:
                yield Sentence(f"{template}_all", self.texts(spots))
        if loose := groups.get(()):
            yield Sentence(f"{template}_loose" if len(groups) > 1 else template, self.texts(loose))

    # -- what comes, and what is missing

    def later(self) -> Iterator[Sentence]:
        for block in BLOCKS:
            texts = tuple(note.text for note in self.canvas.notes(block.key) if note.later)
            if texts:
                yield Sentence(f"later_{block.key}", texts)
            for note in self.canvas.notes(block.key):
                if note.outlook:
                    yield Sentence("outlook", (note.outlook,), (note.text,))

    def open(self) -> Iterator[Sentence]:
        empty = tuple(block.key for block in BLOCKS if not self.canvas.notes(block.key))
        if empty:
            yield Sentence("nothing", empty)
        loose = [
            spot
            for block in BLOCKS[1:5]
            if targets(self.canvas, block.key)
            for spot in self.today(block.key)
            if not self.web.forward[spot]
        ]
        if loose:
            yield Sentence("loose", self.texts(loose))
