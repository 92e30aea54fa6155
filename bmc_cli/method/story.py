"""A canvas told along its links: each segment, then what it takes, then later and what is missing.

The form ends with it: tell the story, note by note.  A story is paragraphs of sentences;
each sentence is the name of a template in the prompt pack with the notes that fill it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bmc_cli.method.evidence import guesses, is_used
from bmc_cli.method.finding import (
    ACTIVITIES,
    CHANNELS,
    COSTS,
    PARTNERS,
    PROPOSITIONS,
    RELATIONSHIPS,
    RESOURCES,
    REVENUE,
    Model,
)
from bmc_cli.method.terms import Terms
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.links import SEGMENTS, Spot, letter, targets
from bmc_cli.model.roles import CHANNEL_ROLES, COST_ROLES, NEEDED_CHANNEL_ROLES

_FIRST = 5
"""So many guesses are told."""
_Goals = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template of the pack, the texts of the notes in it, and what they are for.

    ``notes`` and ``goals`` are texts of notes; in "missing" and "nothing", ``notes`` are names
    of further templates, and keys of blocks.  In "outlook", ``notes`` is what is expected of
    the notes in ``goals``.  ``functions`` are what channels do: names of further templates.
    """

    template: str
    notes: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """What tells the sentences of a block from those of others: "cost" of "cost_fixed"."""
        return self.template.partition("_")[0]


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
        Paragraph("unsure", tuple(teller.unsure())),
    ]
    return [each for each in paragraphs if each.sentences]


class _Teller:
    def __init__(self, canvas: Canvas, terms: Terms) -> None:
        self.model = Model(canvas, terms)
        self.canvas, self.terms, self.web = canvas, terms, self.model.web

    def today(self, key: str) -> list[Spot]:
        return [spot for spot, _ in self.model.today(key)]

    def texts(self, spots: Sequence[Spot]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.web.note(spot).text for spot in spots))  # said once

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

    def serving(self, segment: Spot, *, later: bool) -> dict[str, list[Spot]]:
        """Return the notes of today, or for ``later``, that are for a segment, by their block."""
        found: dict[str, list[Spot]] = {}
        for spot in self.web.backward[segment]:
            if self.web.note(spot).later == later:
                found.setdefault(spot[0], []).append(spot)
        return found

    def about(self, segment: Spot) -> Iterator[Sentence]:
        """Yield what we bring a segment, how it meets us, what it pays; then what is missing.

        What there is only for later is not missing.
        """
        today, later = (self.serving(segment, later=later) for later in (False, True))
        missing: list[str] = []

        def told(template: str, key: str) -> Iterator[Sentence]:
            if spots := today.get(key):
                yield Sentence(template, self.texts(spots))
            elif key not in later:
                missing.append(f"no_{template}")

        yield from told("proposition", PROPOSITIONS)
        reaching, coming = (
            {spot: self.roles(spot) for spot in serving.get(CHANNELS, [])}
            for serving in (today, later)
        )
        others = [spot for spot, roles in reaching.items() if roles.isdisjoint(CHANNEL_ROLES)]
        if len(others) < len(reaching):
            yield from self.functions(reaching)
            missing += self.lacking(set().union(*reaching.values(), *coming.values()))
        elif not reaching and not coming:
            missing.append("no_channel")
        if others:
            yield Sentence("channel", self.texts(others))
        yield from told("relationship", RELATIONSHIPS)
        yield from told("revenue", REVENUE)
        if missing:
            yield Sentence("missing", tuple(missing))
        elif not today:
            yield Sentence("not_yet")

    def functions(self, reaching: Mapping[Spot, set[str]]) -> Iterator[Sentence]:
        """Yield a sentence for all that the same channels do, in the order a customer meets it."""
        by_channels: dict[tuple[Spot, ...], list[str]] = {}
        for role in CHANNEL_ROLES:
            if spots := tuple(spot for spot, roles in reaching.items() if role in roles):
                by_channels.setdefault(spots, []).append(role)
        for spots, functions in by_channels.items():
            yield Sentence("reach", self.texts(spots), functions=tuple(functions))

    def lacking(self, roles: set[str]) -> list[str]:
        """Return the templates for what no channel does that should be done, if ``roles`` are."""
        return [
            f"no_{role}"
            for role in NEEDED_CHANNEL_ROLES
            if role not in roles and self.terms.kinds_for(CHANNELS, role)
        ]

    # -- what it takes

    def means(self) -> Iterator[Sentence]:
        yield from self.grouped(ACTIVITIES, "activity")
        yield from self.grouped(RESOURCES, "resource")
        yield from self.grouped(PARTNERS, "partner")
        yield from self.costs()

    def costs(self) -> Iterator[Sentence]:
        """Yield the costs by their roles, then the others by what they are spent on."""
        costs = {spot: self.roles(spot) for spot in self.today(COSTS)}
        for role in COST_ROLES:
            if spots := [spot for spot, roles in costs.items() if role in roles]:
                yield Sentence(f"cost_{role}", self.texts(spots))
        plain = [spot for spot, roles in costs.items() if roles.isdisjoint(COST_ROLES)]
        rest: list[Spot] = []
        for goals, spots in self.by_goals(plain).items():
            if self.is_some(COSTS, goals):
                yield Sentence("cost_for", self.texts(spots), self.texts(goals))
            else:
                rest += spots
        if rest:
            yield Sentence("cost_rest" if len(rest) < len(costs) else "cost", self.texts(rest))

    def by_goals(self, spots: Sequence[Spot]) -> dict[_Goals, list[Spot]]:
        """Return notes by the ones of today that they are for."""
        groups: dict[_Goals, list[Spot]] = {}
        for spot in spots:
            goals = tuple(goal for goal in self.web.forward[spot] if not self.web.note(goal).later)
            groups.setdefault(goals, []).append(spot)
        return groups

    def is_some(self, key: str, goals: _Goals) -> bool:
        """Whether ``goals`` are some of what notes of block ``key`` can be for, and not all."""
        everything = (spot for target in BY_KEY[key].targets for spot in self.today(target))
        return bool(goals) and not set(goals).issuperset(everything)

    def grouped(self, key: str, template: str) -> Iterator[Sentence]:
        """Yield a sentence for each group of notes that are for the same ones."""
        groups = self.by_goals(self.today(key))
        for goals, spots in groups.items():
            if self.is_some(key, goals):
                is_reach = key == PARTNERS and all(goal[0] == CHANNELS for goal in goals)
                ending = "reach" if is_reach else "for"
                yield Sentence(f"{template}_{ending}", self.texts(spots), self.texts(goals))
            elif goals:
                is_all = len(goals) > 1  # of the only one there is, it goes without saying
                yield Sentence(f"{template}_all" if is_all else template, self.texts(spots))
        if loose := groups.get(()):
            yield Sentence(f"{template}_loose" if len(groups) > 1 else template, self.texts(loose))

    # -- what comes, and what is missing

    def later(self) -> Iterator[Sentence]:
        for block in BLOCKS:
            texts = tuple(note.text for note in self.canvas.notes(block.key) if note.later)
            if texts:
                what = "later" if self.today(block.key) else "first"
                yield Sentence(f"{what}_{block.key}", texts)
            expected: dict[str, list[str]] = {}
            for note in self.canvas.notes(block.key):
                if note.outlook:
                    expected.setdefault(note.outlook, []).append(note.text)
            for outlook, about in expected.items():
                yield Sentence("outlook", (outlook,), tuple(about))

    def unsure(self) -> Iterator[Sentence]:
        """Yield what is to be found out first, where the canvas says how sure it is."""
        if not is_used(self.canvas):
            return
        first = [each.note for each in guesses(self.canvas)[:_FIRST]]
        if first:
            yield Sentence("find_out", tuple(note.text for note in first))
        for note in first:
            if note.test:
                yield Sentence("find_out_test", (note.text,), (note.test,))

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
            count = "one" if len(loose) == 1 else "many"
            yield Sentence(f"loose_{count}", self.texts(loose))
