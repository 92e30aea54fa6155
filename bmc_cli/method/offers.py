"""What is there already and can mend a finding: the notes that something is plainly for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bmc_cli.method.finding import ACTIVITIES, CHANNELS, COSTS, PARTNERS, RESOURCES, Model
from bmc_cli.method.repairs import EVERYTHING
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.model.fields import Note
from bmc_cli.model.ideas import stems
from bmc_cli.model.links import Spot, targets

_TELLING = 5
"""Letters from which a word that two notes share says that they belong together."""
_MOST_NAMED = 20
"""More notes than this are not named one by one: nobody would type that."""
_MOST_SHARING = 3
"""A word that more notes of a list have tells none of them from the others."""
_ORDER = (RESOURCES, ACTIVITIES, PARTNERS, CHANNELS)
"""What a cost is most likely made for, the likeliest first (step 9)."""


class Wordings:
    """Finds the notes, of some, that share a telling word with another note."""

    def __init__(self, model: Model, spots: Iterable[Spot]) -> None:
        self.having: dict[str, list[Spot]] = {}
        for spot in spots:
            for word in _telling(model.web.note(spot), model):
                self.having.setdefault(word, []).append(spot)

    def like(self, note: Note, model: Model) -> list[Spot]:
        """Return those that share most with ``note``, in their order; none where nothing is."""
        shared: Counter[Spot] = Counter()
        for word in sorted(_telling(note, model)):
            near = self.having.get(word, ())
            if len(near) <= _MOST_SHARING:
                shared.update(dict.fromkeys(near, len(word)))
        most = max(shared.values(), default=0)
        return sorted(spot for spot, count in shared.items() if count == most)


def _telling(note: Note, model: Model) -> set[str]:
    found = stems(note.text)
    return {word for word in found if len(word) >= _TELLING and word not in model.terms.vague}


class Targets:
    """What notes of block ``key`` can be for, of today."""

    def __init__(self, model: Model, key: str) -> None:
        self.model = model
        self.key = key
        near = targets(model.canvas, key)
        self.near = [spot for spot in near if model.is_of_today(spot)] or near
        if key == COSTS:
            self.near.sort(key=lambda spot: (_ORDER.index(spot[0]), spot[1]))
        self.wordings = Wordings(model, self.near)
        self.lacking = [spot for spot in self.near if not self._is_served(spot)]

    def _is_served(self, spot: Spot) -> bool:
        web = self.model.web
        return any(each[0] == self.key and not web.note(each).later for each in web.backward[spot])

    def plain(self, note: Note) -> tuple[Spot, ...]:
        """Return what ``note`` is plainly for, by its words; none where they do not say."""
        return tuple(self.wordings.like(note, self.model))

    def likely(self, note: Note) -> tuple[Spot, ...]:
        """Return what to propose as what ``note`` is for.

        What it is plainly for; else what no other note of the block is for yet, for a partner
        or a cost one of it; else everything.  None where there is nothing to be for.
        """
        if plain := self.plain(note):
            return plain
        if self.key in {PARTNERS, COSTS}:
            return tuple((self.lacking or self.near)[:1])
        if self.lacking and len(self.lacking) <= _MOST_NAMED:
            return tuple(self.lacking)
        return EVERYTHING if self.near else ()


def everything(model: Model, key: str) -> tuple[Spot, ...]:
    """Return the links of a note of block ``key`` to all; none where that need not be said."""
    return EVERYTHING if len(targets(model.canvas, key)) > 1 and _serves(key) else ()


def _serves(key: str) -> bool:
    """Whether the rules ask of each target of block ``key`` that a note is for it."""
    return len(BY_KEY[key].targets) == 1


class Servers:
    """The notes of block ``key`` that could be for a note that none is for yet."""

    def __init__(self, model: Model, key: str) -> None:
        self.model = model
        self.key = key
        today = [spot for spot, _ in model.today(key)]
        self.able = [spot for spot in today if model.is_of_today(spot)]
        self.loose: Sequence[Spot] = model.loose(key)
        self.wordings = Wordings(model, self.able)

    def plain(self, note: Note) -> Spot | None:
        """Return the note that is plainly for ``note``, by its words."""
        return next(iter(self.wordings.like(note, self.model)), None)

    def turn(self, spots: Sequence[Spot], at: int) -> Spot | None:
        """Return one of ``spots``, another one for each number while they last."""
        return spots[at % len(spots)] if spots else None
