"""What can follow a canvas, in words: the story, the findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs, and items of a list, under a heading that may be ""."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()


class Item(NamedTuple):
    """A few words on a card; ``places`` are those of the segments they are about.

    ``word`` says how heavy they weigh, and ``level`` is the name of that: of a finding one of
    its levels, "gap" for what is still to be filled in.
    """

    text: str
    places: tuple[int, ...] = ()
    level: str = ""
    word: str = ""


class Row(NamedTuple):
    """Items under a label, which may be ""."""

    label: str
    items: Sequence[Item]


class Card(NamedTuple):
    """What there is to say of one thing; ``place`` is that of the segment, if it is one."""

    heading: str
    rows: Sequence[Row]
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title with its parts, to read.

    ``cards`` makes what says the same to look at, side by side, for a page that has the room.
    """

    title: str
    parts: Sequence[Part]
    cards: Callable[[], Sequence[Card]] = tuple

    @property
    def opening(self) -> Sequence[str]:
        """The paragraphs before the first heading."""
        return [said for part in self.parts[:1] if not part.heading for said in part.paragraphs]
