"""What we say of a note in the words of a pack, as the fields that it is.

Every format of ours that comes back goes through here: a new field of a note needs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bmc_cli.model.fields import FIELDS, Note, Place, Shape, in_place
from bmc_cli.words.choices import meant
from bmc_cli.words.packs import Pack


def note_of(text: str, said: Mapping[str, Sequence[str]], key: str, pack: Pack) -> Note:
    """Return the note of block ``key`` of which ``said`` has the values by the fields' names.

    Its links are what it says that it is for; which notes these are is found out later.
    """
    values: dict[str, Any] = {"text": text}
    for field in FIELDS:
        told = [each for each in said.get(field.name, ()) if each]
        if field.place is Place.NOTE or not told:
            continue
        if field.shape is Shape.FLAG:
            values[field.attribute] = True
        elif field.shape is Shape.CHOICE:
            values[field.attribute] = meant(field, told[0], pack) or ""
        elif field.shape is Shape.TEXT:
            values[field.attribute] = "\n".join(told)
        else:
            values[field.attribute] = tuple(told)
    labels = {kind.label: name for name, kind in pack.blocks[key].kinds.items()}
    values["kinds"] = tuple(labels.get(each, each) for each in values.get("kinds", ()))
    return Note(**values)


def leads(pack: Pack) -> Mapping[str, str]:
    """Return the names of the fields by the word that stands before what one says below a note."""
    found = {}
    for field in FIELDS:
        if field.place is Place.VERSION:
            found[f"{pack.say(field.label)}:"] = field.name
        elif field.place in {Place.BELOW, Place.TIE}:
            found[pack.say(field.lead or field.label)] = field.name
    return found


def marked(marks: Iterable[str], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the fields that the marks behind a note name, each with its mark."""
    for said in marks:
        for field in in_place(Place.MARK):
            is_of = (
                said == pack.say(field.label)
                if field.shape is Shape.FLAG
                else bool(meant(field, said, pack))
            )
            if is_of:
                yield field.name, said
