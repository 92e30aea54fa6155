"""A canvas in BMML 2.0, one way: what its schema has a place for, and a count of the rest.

The schema is that of https://github.com/hiasinho/bmml, ``bmclang-v2.schema.json``.  BMML is
YAML, and every text of JSON is one: so texts are exact, and nothing in them is markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import HEAD, Canvas
from bmc_cli.model.fields import EVERY_TARGET, FIELDS, Note, Place
from bmc_cli.plain_text import json_text


class Section(NamedTuple):
    """A block in BMML: its name there, what its ids begin with, and what a note may be ``for``.

    ``link`` is the word before what it is for, "" where that is a list of its own (fits).
    ``has_detail``: a note may have a description.
    """

    name: str
    prefix: str
    targets: tuple[str, ...] = ()
    link: str = "for"
    has_detail: bool = False


_SEGMENTS, _PROPOSITIONS = "customer_segments", "value_propositions"
_MEANS = ("key_resources", "key_activities")
SECTIONS: Mapping[str, Section] = {
    _SEGMENTS: Section(_SEGMENTS, "cs", has_detail=True),
    _PROPOSITIONS: Section(_PROPOSITIONS, "vp", (_SEGMENTS,), link="", has_detail=True),
    "channels": Section("channels", "ch", (_SEGMENTS,)),
    "customer_relationships": Section("customer_relationships", "cr", (_SEGMENTS,)),
    "revenue_streams": Section("revenue_streams", "rs", (_SEGMENTS,), link="from"),
    "key_resources": Section("key_resources", "kr", (_PROPOSITIONS,)),
    "key_activities": Section("key_activities", "ka", (_PROPOSITIONS,)),
    "key_partners": Section("key_partnerships", "kp", _MEANS),
    "cost_structure": Section("costs", "cost", _MEANS),
}
"""The blocks by our keys, in the order of BMML."""

PHASE = {"portfolio": "explore", "stage": "ideation"}
"""What BMML asks of each model and a canvas does not say: as of an idea that is explored."""

_LONGEST = 40  # characters of an id behind its prefix
_HEAD = {"title", "date", "variant_of"}  # has a place

Ids = Mapping[str, Sequence[str]]
"""The ids of the notes of each block, in their order."""


def write(canvas: Canvas) -> str:
    """Return ``canvas`` in BMML 2.0."""
    ids = {key: _ids(section.prefix, canvas.notes(key)) for key, section in SECTIONS.items()}
    lines = ['version: "2.0"', "meta:", f"  name: {_text(canvas.title)}"]
    if _is_date(canvas.date):
        lines.append(f"  updated: {_text(canvas.date)}")
    lines += [f"  {name}: {value}" for name, value in PHASE.items()]
    if canvas.variant_of:
        lines.append(f"  derived_from: {_text(canvas.variant_of)}")
    for key, section in SECTIONS.items():
        if notes := canvas.notes(key):
            lines.append(f"{section.name}:")
            for note, own in zip(notes, ids[key], strict=True):
                lines += _entry(note, own, section, canvas, ids)
        elif key in canvas.blocks:
            lines.append(f"{section.name}: []")
        if key == _PROPOSITIONS:
            lines += _fits(canvas, ids)
    return "".join(f"{line}\n" for line in lines)


def _entry(note: Note, own: str, section: Section, canvas: Canvas, ids: Ids) -> Iterator[str]:
    yield f"  - id: {own}"
    yield f"    name: {_text(note.text)}"
    if note.detail and section.has_detail:
        yield f"    description: {_text(note.detail)}"
    links = _links(note, section, canvas, ids) if section.link else {}
    if links:
        yield f"    {section.link}:"
        yield from (f"      {key}: [{', '.join(found)}]" for key, found in links.items())


def _fits(canvas: Canvas, ids: Ids) -> Iterator[str]:
    """Yield which propositions are for which segments: to BMML a thing between the two."""
    section, header = SECTIONS[_PROPOSITIONS], ["fits:"]
    for note, own in zip(canvas.notes(_PROPOSITIONS), ids[_PROPOSITIONS], strict=True):
        if links := _links(note, section, canvas, ids):
            yield from header
            header = []
            yield f"  - id: fit-{own.removeprefix('vp-')}"
            yield "    for:"
            yield f"      value_propositions: [{own}]"
            yield f"      customer_segments: [{', '.join(links[_SEGMENTS])}]"


def _links(note: Note, section: Section, canvas: Canvas, ids: Ids) -> dict[str, list[str]]:
    """Return the ids of what ``note`` is for, by the block they are of."""
    sought = {composed(text) for text in note.links}
    is_all = note.links == EVERY_TARGET
    found = {
        key: [
            own
            for own, each in zip(ids[key], canvas.notes(key), strict=True)
            if is_all or composed(each.text) in sought
        ]
        for key in section.targets
    }
    return {key: named for key, named in found.items() if named}


def _ids(prefix: str, notes: Sequence[Note]) -> list[str]:
    """Return an id for each note: its text in small ASCII letters, else its number.

    >>> _ids("ch", [Note("Café 't Hoekje"), Note("東京"), Note("cafe t hoekje")])
    ['ch-cafe-t-hoekje', 'ch-2', 'ch-cafe-t-hoekje-2']
    """
    found: list[str] = []
    for number, note in enumerate(notes, 1):
        plain = unicodedata.normalize("NFKD", note.text).encode("ascii", "ignore").decode()
        words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].strip("-")
        own = whole = f"{prefix}-{words or number}"
        again = 1
        while own in found:
            again += 1
            own = f"{whole}-{again}"
        found.append(own)
    return found


def _text(text: str) -> str:
    return json_text(text, ascii_only=False)


def _is_date(text: str) -> bool:
    try:
        return bool(text) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# -- what has no place


def lost(canvas: Canvas) -> dict[str, int]:
    """Return how many of what ``canvas`` says BMML has no place for, by their names."""
    counted: Counter[str] = Counter()
    for name in HEAD:
        if getattr(canvas, name) and name not in _HEAD:
            counted[name] += 1
    counted["date_form"] += bool(canvas.date) and not _is_date(canvas.date)
    counted["conflicts"] += len(canvas.conflicts)
    counted["check"] += bool(canvas.ignored_rules)
    for key, section in SECTIONS.items():
        named = {composed(each.text) for target in section.targets for each in canvas.notes(target)}
        for note in canvas.notes(key):
            for field in FIELDS:
                if field.place is Place.NOTE or not field.of(note):
                    continue
                if field.takes_all:
                    links = () if note.links == EVERY_TARGET else note.links
                    counted["for"] += sum(composed(text) not in named for text in links)
                elif field.name != "detail" or not section.has_detail:
                    counted[field.name] += 1
    return {name: number for name, number in counted.items() if number}
