"""What a note may be linked to and which kinds it may have, as a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.links import SEGMENTS, letter, targets
from bmc_cli.plain_text import one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


class Choice(NamedTuple):
    """One thing to choose: by its ``label``, by what is shown, or by a start of that.

    ``value`` is what stands in the file; ``place`` is a note's step and number, as in "7.2";
    ``hint`` says what it means, where that is not plain.
    """

    label: str
    shown: str
    value: str
    place: str = ""
    hint: str = ""


def link_choices(canvas: Canvas, key: str) -> list[Choice]:
    """Return what a note of block ``key`` may be for: segments by letter, others by number."""
    return [
        Choice(
            letter(place) if target == SEGMENTS else str(at),
            one_line(text),
            text,
            f"{BY_KEY[target].number}.{place + 1}",
        )
        for at, (target, place) in enumerate(targets(canvas, key), 1)
        for text in [canvas.notes(target)[place].text]
    ]


def kind_choices(pack: Pack, key: str) -> list[Choice]:
    """Return the kinds that a note of block ``key`` may have."""
    kinds = pack.blocks[key].kinds.items()
    return [
        Choice(str(at), kind.label, name, hint=kind.hint)
        for at, (name, kind) in enumerate(kinds, 1)
    ]


def own_choices(canvas: Canvas, key: str) -> list[Choice]:
    """Return the notes of block ``key`` themselves: segments by letter, others by number."""
    return [
        Choice(
            letter(at) if key == SEGMENTS else str(at + 1),
            one_line(note.text),
            note.text,
            f"{BY_KEY[key].number}.{at + 1}",
        )
        for at, note in enumerate(canvas.notes(key))
    ]


def todays_choices(canvas: Canvas, key: str) -> list[Choice]:
    """Return those of ``own_choices`` that are not for later."""
    today = {note.text for note in canvas.notes(key) if not note.later}
    return [each for each in own_choices(canvas, key) if each.value in today]
