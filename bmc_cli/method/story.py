"""A canvas told along its links: each segment, then what it takes, then later and what lacks.

The form ends with it: tell the story, note by note.  A story is paragraphs of sentences;
each sentence is the name of a template in the prompt pack with the notes that fill it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.links import SEGMENTS, Spot, Web, letter, targets

CHANNEL_KINDS = ("awareness", "evaluation", "purchase", "delivery", "after_sales")
_NEEDED_KINDS = ("awareness", "evaluation", "purchase", "after_sales")
_PROPOSITIONS, _RELATIONSHIPS, _CHANNELS, _REVENUE, _ACTIVITIES, _RESOURCES, _PARTNERS, _COSTS = (
    block.key for block in BLOCKS[1:]
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template of the pack, the texts of the notes in it, and what they are for.

    ``notes`` and ``goals`` are texts of notes; in "missing" and "nothing", ``notes`` are names
    of further templates, and keys of blocks.
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


def story(canvas: Canvas) -> list[Paragraph]:
    """Return the story of ``canvas``; paragraphs without anything to say are left out."""
    teller = _Teller(canvas)
    paragraphs = [
        Paragraph("opening", tuple(teller.opening())),
        *teller.segments(),
        Paragraph("means", tuple(teller.means())),
        Paragraph("later", tuple(teller.later())),
        Paragraph("open", tuple(teller.open())),
    ]
    return [each for each in paragraphs if each.sentences]


class _Teller:
    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.web = Web(canvas)

    def today(self, key: str) -> list[Spot]:
        notes = self.canvas.notes(key)
        return [(key, place) for place, note in enumerate(notes) if not note.later]

    def texts(self, spots: Sequence[Spot]) -> tuple[str, ...]:
        return tuple(self.web.note(spot).text for spot in spots)

    def opening(self) -> Iterator[Sentence]:
        if segments := self.today(SEGMENTS):
            count = "one" if len(segments) == 1 else "many"
            yield Sentence(f"customers_{count}", self.texts(segments))

    # -- who they are to us

    def segments(self) -> Iterator[Paragraph]:
        for spot in self.today(SEGMENTS):
            sign = (letter(spot[1]), self.web.note(spot).text)
            yield Paragraph("segment", tuple(self.about(spot)), sign)

    def serving(self, segment: Spot) -> dict[str, list[Spot]]:
        """Return the notes of today that are for a segment, by their block."""
        found: dict[str, list[Spot]] = {}
        for spot in self.web.backward[segment]:
            if not self.web.note(spot).later:
                found.setdefault(spot[0], []).append(spot)
        return found

    def about(self, segment: Spot) -> Iterator[Sentence]:
        """Yield what we bring a segment, how it meets us, and what it pays; then what lacks."""
        serving = self.serving(segment)
        missing: list[str] = []

        def told(key: str, template: str, kind: str = "") -> Iterator[Sentence]:
            spots = serving.get(key, [])
            if kind:
                spots = [spot for spot in spots if kind in self.web.note(spot).kinds]
            if spots:
                yield Sentence(template, self.texts(spots))
            elif not kind or kind in _NEEDED_KINDS:
                missing.append(f"no_{template}")

        yield from told(_PROPOSITIONS, "proposition")
        reaching = serving.get(_CHANNELS, [])
        if any(set(self.web.note(spot).kinds) & set(CHANNEL_KINDS) for spot in reaching):
            for kind in CHANNEL_KINDS:
                yield from told(_CHANNELS, kind, kind)
            others = [s for s in reaching if not set(self.web.note(s).kinds) & set(CHANNEL_KINDS)]
            if others:
                yield Sentence("channel", self.texts(others))
        else:
            yield from told(_CHANNELS, "channel")
        yield from told(_RELATIONSHIPS, "relationship")
        yield from told(_REVENUE, "revenue")
        if missing:
            yield Sentence("missing", tuple(missing))

    # -- what it takes

    def means(self) -> Iterator[Sentence]:
        yield from self.grouped(_ACTIVITIES, "activity")
        yield from self.grouped(_RESOURCES, "resource")
        yield from self.grouped(_PARTNERS, "partner")
        for kind in ("fixed", "variable"):
            spots = [s for s in self.today(_COSTS) if kind in self.web.note(s).kinds]
            if spots:
                yield Sentence(f"cost_{kind}", self.texts(spots))
        costs = {spot: set(self.web.note(spot).kinds) for spot in self.today(_COSTS)}
        rest = [spot for spot, kinds in costs.items() if not kinds & {"fixed", "variable"}]
        if rest:
            yield Sentence("cost_rest" if len(rest) < len(costs) else "cost", self.texts(rest))

    def grouped(self, key: str, template: str) -> Iterator[Sentence]:
        """Yield a sentence for each group of notes that are for the same ones."""
        groups: dict[tuple[Spot, ...], list[Spot]] = {}
        for spot in self.today(key):
            goals = tuple(goal for goal in self.web.forward[spot] if not self.web.note(goal).later)
            groups.setdefault(goals, []).append(spot)
        everything = {spot for target in BY_KEY[key].targets for spot in self.today(target)}
        for goals, spots in groups.items():
            if goals and set(goals) == everything:
                yield Sentence(f"{template}_all", self.texts(spots))
            elif goals:
                yield Sentence(f"{template}_for", self.texts(spots), self.texts(goals))
        if loose := groups.get(()):
            yield Sentence(f"{template}_loose" if len(groups) > 1 else template, self.texts(loose))

    # -- what comes, and what lacks

    def later(self) -> Iterator[Sentence]:
        for block in BLOCKS:
            texts = tuple(note.text for note in self.canvas.notes(block.key) if note.later)
            if texts:
                yield Sentence(f"later_{block.key}", texts)

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
