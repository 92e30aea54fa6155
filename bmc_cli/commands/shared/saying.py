"""What is said of a note beyond its text, in the words of whoever says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.interview.choosing import Choice, kind_choices, link_choices
from bmc_cli.interview.understanding import NoChoice, chosen, chosen_links
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import BY_NAME, EVERY_TARGET, Field, Note, Shape
from bmc_cli.model.operations import together
from bmc_cli.plain_text import clean
from bmc_cli.words.choices import meant, refused
from bmc_cli.words.packs import Pack

Choose = Callable[[str, Sequence[Choice]], tuple[str, ...]]


class Asked(NamedTuple):
    """Names that are asked for, by letters, numbers, ids or words.

    What ``all`` of them become, or which ``come`` and ``go``; an empty one among all is none.
    """

    all: Sequence[str] = ()
    come: Sequence[str] = ()
    go: Sequence[str] = ()


NOT_ASKED = Asked()


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of notes.

    ``values`` are texts, words for a choice and flags, by the names of their fields; an empty
    text takes it off.  ``links`` are texts, starts or labels of notes, ``kinds`` ids, labels or
    numbers.
    """

    values: Mapping[str, str | bool] = field(default_factory=dict)
    links: Asked = NOT_ASKED
    kinds: Asked = NOT_ASKED

    @property
    def any(self) -> bool:
        """Whether anything is said."""
        return self != Said()

    def of(self, note: Note, canvas: Canvas, key: str, pack: Pack | None = None) -> Note:
        """Return ``note`` of block ``key`` with what is said of it.

        Raises ``BmcError`` for a name of nothing there is, and for what contradicts itself.
        """
        links, kinds = note.links, note.kinds
        if self.links != NOT_ASKED:
            choices = link_choices(canvas, key)
            links = _names("for", links, self.links, choices, chosen_links)
        if self.kinds != NOT_ASKED:
            choices = kind_choices(pack, key) if pack else []
            kinds = _names("kind", kinds, self.kinds, choices, chosen)
        said: dict[str, Any] = {
            BY_NAME[name].attribute: _value(BY_NAME[name], value, pack)
            for name, value in self.values.items()
        }
        return replace(note, links=links, kinds=kinds, **said)


NOTHING_SAID = Said()

_UNKNOWN = {"for": ("unknown_link", "link_to_nothing"), "kind": ("unknown_kind", "no_kinds")}
"""How a name is refused: where there are others to choose from, and where there are none."""


def _names(
    name: str, was: tuple[str, ...], asked: Asked, choices: Sequence[Choice], choose: Choose
) -> tuple[str, ...]:
    """Return what becomes of the names that a note has, as they stand in the file."""
    if asked.all and (asked.come or asked.go):
        raise BmcError("set_or_change", exit_code=USAGE, name=name)

    def picked(words: Sequence[str], known: Sequence[Choice]) -> list[str]:
        found = [_pick(name, word, known, choose) for word in words]
        return [each for values in found for each in values]

    takes_all = name == "for"
    names = was
    if asked.all:
        names = together(
            (), picked([w for w in asked.all if w.strip()], choices), takes_all=takes_all
        )
    places = {choice.value: at for at, choice in enumerate(choices)}
    come = sorted(picked(asked.come, choices), key=lambda each: places.get(each, -1))
    # What a note has may be none of the choices: linked to nothing, or of a kind of another pack.
    own = [Choice("", each, each) for each in was if each not in places]
    gone = {composed(each) for each in picked(asked.go, [*choices, *own])}
    if both := [each for each in come if composed(each) in gone]:
        raise BmcError("added_and_removed", exit_code=USAGE, name=name, word=both[0])
    names = together(names, come, takes_all=takes_all)
    if EVERY_TARGET[0] in gone and takes_all:
        return ()
    if gone and takes_all and names == EVERY_TARGET:
        names = tuple(places)
    return tuple(each for each in names if composed(each) not in gone)


def _value(field: Field, said: str | bool, pack: Pack | None) -> str | bool:
    """Return what ``said`` of a field is on a note.  Raises ``BmcError`` for no choice of it."""
    if isinstance(said, bool):
        return said
    if field.shape is not Shape.CHOICE or not said.strip():
        return clean(said).strip()
    found = meant(field, said, pack)
    if found is None:
        raise refused(field, said, pack)
    return found


def _pick(name: str, word: str, choices: Sequence[Choice], choose: Choose) -> tuple[str, ...]:
    try:
        return choose(word, choices)
    except NoChoice:
        known = ", ".join(f"{each.label} {each.shown}".strip() for each in choices)
        reason = _UNKNOWN[name][not known]
        raise BmcError(reason, exit_code=USAGE, word=word, known=known) from None
