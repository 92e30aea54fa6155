"""What ``bmc edit`` is asked to do by its options, and the doing of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bmc_cli.commands.shared.saying import NOTHING_SAID, Said
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.interview.noting import texts_in
from bmc_cli.model.canvas import Block, Canvas, find
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import (
    Add,
    Carry,
    Change,
    Edited,
    Keep,
    Move,
    Operation,
    Remove,
    apply,
    note_numbered,
    then,
)
from bmc_cli.words.packs import Pack


@dataclass(frozen=True, slots=True)
class Orders:
    """What a script asks for.  Numbers count the block's notes from 1, as they are before.

    What is ``said`` goes to the notes that are added or set, and to the ``notes``; these are
    carried to block ``to``, if it is given.  ``keep`` is the one of two versions that stays,
    after a merge.
    """

    add: Sequence[str] = ()
    set: Sequence[tuple[int, str]] = ()
    remove: Sequence[int] = ()
    move: Sequence[tuple[int, int]] = ()
    notes: Sequence[int] = ()
    to: Block | None = None
    said: Said = NOTHING_SAID
    keep: int | None = None

    @property
    def any(self) -> bool:
        """Whether there is anything to do without asking."""
        return self != Orders()

    @property
    def texts(self) -> list[str]:
        """Return the texts of the notes that are to be added."""
        return [text for each in self.add for text in _texts(each)]


def obey(canvas: Canvas, block: Block, orders: Orders, show: str, pack: Pack | None) -> Edited:
    """Return the canvas with ``orders`` carried out in ``block``.

    ``show`` is the command that shows the numbers of its notes.  Raises ``BmcError`` for a
    number without a note or named twice, an empty or a double text.
    """
    _refuse_unclear(block, orders)
    pick = partial(note_numbered, canvas, block.key, show=show)
    said = partial(orders.said.of, canvas=canvas, key=block.key, pack=pack)
    edited = apply(canvas, _on_notes(block.key, orders, pick, said))
    if orders.to:
        edited = _carried(
            edited, block.key, orders.to.key, [*map(pick, orders.notes)], orders, pack
        )
    return then(edited, [Add(block.key, said(Note(text))) for text in orders.texts])


def _refuse_unclear(block: Block, orders: Orders) -> None:
    """Refuse two orders for one note, and what is said of none."""
    kept = [] if orders.keep is None else [orders.keep]
    first = [number for number, _ in (*orders.set, *orders.move)]
    named = Counter([*first, *orders.notes, *orders.remove, *kept])
    if named and named.most_common(1)[0][1] > 1:
        raise BmcError("note_named_twice", exit_code=USAGE, number=named.most_common(1)[0][0])
    if orders.to == block:
        raise BmcError("carried_home", exit_code=USAGE, block=block.number)
    is_about = orders.notes or (not orders.to and (orders.set or orders.add))
    if (orders.said.any or orders.to) and not is_about:
        raise BmcError("note_wanted", exit_code=USAGE)
    goes = orders.said.links.go or orders.said.kinds.go
    if goes and not (orders.notes or orders.set):
        raise BmcError("note_wanted", exit_code=USAGE)


def _on_notes(
    key: str, orders: Orders, pick: Callable[[int], Note], said: Callable[[Note], Note]
) -> Iterator[Operation]:
    """Yield what is to be done to the notes that are there, by their numbers of before."""
    for number, text in orders.set:
        yield Change(key, pick(number), said(replace(pick(number), text=one_text(text))))
    for number in orders.notes if orders.to is None else ():
        yield Change(key, pick(number), said(pick(number)))
    for number, to in orders.move:
        pick(to)
        yield Move(key, pick(number), to - 1)
    if orders.keep is not None:
        yield Keep(key, pick(orders.keep))
    yield from [Remove(key, pick(number)) for number in orders.remove]


def _carried(
    edited: Edited, key: str, to: str, notes: Sequence[Note], orders: Orders, pack: Pack | None
) -> Edited:
    """Carry ``notes`` to block ``to``; what is said of them is said of them there."""
    edited = then(edited, [Carry(key, note, to) for note in notes])
    there = [note for each in notes if (note := find(edited.canvas, to, each.text))]
    told = [(note, orders.said.of(note, edited.canvas, to, pack)) for note in there]
    return then(edited, [Change(to, old, new) for old, new in told])


def one_text(text: str) -> str:
    """Return the text of one note as it was typed.  Raises ``BmcError`` for none."""
    return " ".join(_texts(text))


def _texts(text: str) -> list[str]:
    texts = texts_in(text)
    if not texts:
        raise BmcError("empty_note", exit_code=USAGE)
    return texts
