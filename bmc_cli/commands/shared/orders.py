"""What ``bmc edit`` is asked to do by its options, and the doing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bmc_cli.errors import USAGE, BmcError
from bmc_cli.interview.choosing import Choice, kind_choices, link_choices
from bmc_cli.interview.noting import texts_in
from bmc_cli.interview.understanding import NoChoice, chosen, chosen_links
from bmc_cli.model.canvas import Block, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.operations import (
    Add,
    Change,
    Edited,
    Keep,
    Move,
    Operation,
    Remove,
    apply,
    note_numbered,
)
from bmc_cli.plain_text import clean
from bmc_cli.words.packs import Pack


@dataclass(frozen=True, slots=True)
class Orders:
    """What a script asks for.  Numbers count the block's notes from 1, as they are before.

    ``texts`` (by the fields they are for; an empty one takes it off), ``later``, ``links``
    (texts, starts or labels of notes) and ``kinds`` go to the notes that are added or set, and
    to ``note``; an empty name takes all of them off.
    ``keep`` is the one of two versions that stays, after a merge.
    """

    add: Sequence[str] = ()
    set: tuple[int, str] | None = None
    remove: Sequence[int] = ()
    move: tuple[int, int] | None = None
    note: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    later: bool | None = None
    links: Sequence[str] = ()
    kinds: Sequence[str] = ()
    keep: int | None = None

    @property
    def any(self) -> bool:
        """Whether there is anything to do without asking."""
        return self != Orders()

    @property
    def marks(self) -> bool:
        """Whether there is anything to say of a note beyond its text."""
        return self.later is not None or bool(self.texts or self.links or self.kinds)


def obey(
    canvas: Canvas, block: Block, orders: Orders, show: str = "", pack: Pack | None = None
) -> Edited:
    """Return the canvas with ``orders`` carried out in ``block``.

    ``show`` is the command that shows the numbers of its notes.  Raises ``BmcError`` for a
    number without a note, an empty or a double text.
    """
    named = [each[0] for each in (orders.set, orders.move) if each]
    named += [each for each in (orders.note, orders.keep) if each is not None]
    if set(named) & set(orders.remove) or len(set(named)) < len(named):
        raise BmcError("note_named_twice", exit_code=USAGE)
    mark = partial(_marked, orders=orders, names=_names(canvas, block, orders, pack))
    added = [text for each in orders.add for text in _texts(each)]
    if orders.marks and not (added or orders.set or orders.note):
        raise BmcError("note_wanted", exit_code=USAGE)
    pick = partial(note_numbered, canvas, block.key, show=show)
    coming = [Add(block.key, mark(Note(text))) for text in added]
    return apply(canvas, [*_on_notes(block.key, orders, pick, mark), *coming])


def _on_notes(
    key: str, orders: Orders, pick: Callable[[int], Note], mark: Callable[[Note], Note]
) -> Iterator[Operation]:
    """Yield what is to be done to the notes that are there, by their numbers of before."""
    removed = [Remove(key, pick(number)) for number in dict.fromkeys(orders.remove)]
    if orders.set:
        old = pick(orders.set[0])
        yield Change(key, old, mark(replace(old, text=" ".join(_texts(orders.set[1])))))
    if orders.note is not None:
        yield Change(key, pick(orders.note), mark(pick(orders.note)))
    if orders.move:
        pick(orders.move[1])
        yield Move(key, pick(orders.move[0]), orders.move[1] - 1)
    if orders.keep is not None:
        yield Keep(key, pick(orders.keep))
    yield from removed


def _texts(text: str) -> list[str]:
    texts = texts_in(text)
    if not texts:
        raise BmcError("empty_note", exit_code=USAGE)
    return texts


def _names(
    canvas: Canvas, block: Block, orders: Orders, pack: Pack | None
) -> dict[str, tuple[str, ...]]:
    """Return the links and kinds that are asked for, as they stand in the file."""
    names: dict[str, tuple[str, ...]] = {}
    if orders.links:
        choices = link_choices(canvas, block.key)
        said = [_pick("unknown_link", word, choices, chosen_links) for word in orders.links]
        names["links"] = EVERY_TARGET if EVERY_TARGET in said else _together(said)
    if orders.kinds:
        choices = kind_choices(pack, block.key) if pack else []
        names["kinds"] = _together(
            [_pick("unknown_kind", word, choices, chosen) for word in orders.kinds]
        )
    return names


def _pick(
    reason: str,
    word: str,
    choices: Sequence[Choice],
    choose: Callable[[str, Sequence[Choice]], tuple[str, ...]],
) -> tuple[str, ...]:
    if not word.strip():
        return ()
    try:
        return choose(word, choices)
    except NoChoice:
        known = ", ".join(f"{choice.label} {choice.shown}" for choice in choices) or "-"
        raise BmcError(reason, exit_code=USAGE, word=word, known=known) from None


def _together(said: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in said for name in names))


def _marked(note: Note, orders: Orders, names: dict[str, tuple[str, ...]]) -> Note:
    note = replace(note, links=names.get("links", note.links), kinds=names.get("kinds", note.kinds))
    said = {name: clean(text).strip() for name, text in orders.texts.items()}
    note = replace(note, **said)  # type: ignore[arg-type]  # the fields are texts
    if orders.later is not None:
        note = replace(note, later=orders.later)
    return note
