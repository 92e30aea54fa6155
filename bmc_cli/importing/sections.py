"""Where the blocks of an outline are: under headings, lines and items, or in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bmc_cli.importing.names import Hit, Names
from bmc_cli.importing.outline import Kind, Piece, Run, Text, plain, runs
from bmc_cli.importing.tables import LEAST
from bmc_cli.importing.texts import is_label, is_marked, lines_of, tidy

ENOUGH = 5
"""Blocks with a section of their own, from which tables beside them are an overview."""
_LINE_LEVEL = 7  # of a line that is a heading by what it says
_BEHIND = re.compile(r"^\s*(?:[(（][^)）]*[)）]\s*)?(?:[:：]|[—–-]\s)\s*")
_CANVAS = re.compile(r"\bcanvas\b|画布|畫布|キャンバス|캔버스|\bBMC\b", re.IGNORECASE)


@dataclass
class Section:
    """A part of an outline: the block that it is of, if any, the heading, and what is below it.

    ``packed`` is what stood behind the name on its own line.  ``depth`` is that of the item that
    names the block, -1 for a heading.
    """

    hit: Hit | None = None
    heading: Piece | None = None
    level: int = 0
    pieces: list[Piece] = field(default_factory=list)
    packed: Text = ()
    depth: int = -1

    @property
    def key(self) -> str:
        """The key of its block, "" for none."""
        return self.hit.key if self.hit else ""

    @property
    def title(self) -> str:
        """What its heading says."""
        return tidy(self.heading.plain) if self.heading else ""

    @property
    def line(self) -> int:
        """The line of its heading, or of what comes first."""
        first = self.heading or next(iter(self.pieces), None)
        return first.line if first else 0


class Mark(NamedTuple):
    """A piece, and the block it opens, with what follows its name and its depth as an item."""

    piece: Piece
    hit: Hit | None = None
    packed: Text = ()
    depth: int = -1


class Led(NamedTuple):
    """A line that begins with the name of a block, and what follows on it."""

    hit: Hit
    name: str
    rest: Text


def sections_of(pieces: Sequence[Piece], names: Names) -> list[Section]:
    """Return the sections of an outline, in order; all that is in no block is in those of none."""
    found = [names.read(tidy(piece.plain)) if _is_heading(piece) else None for piece in pieces]
    hits = _within_canvas(pieces, found)
    marks: Sequence[Mark] = [Mark(*each) for each in zip(pieces, hits, strict=True)]
    if len({hit.key for hit in hits if hit}) < ENOUGH:
        marks = _promoted(marks, names)
    return _parted(marks)


def is_about_canvas(title: str) -> bool:
    """Whether a heading says that a canvas follows."""
    return _CANVAS.search(title) is not None


def _is_heading(piece: Piece) -> bool:
    return piece.kind is Kind.HEADING


def _within_canvas(pieces: Sequence[Piece], hits: list[Hit | None]) -> list[Hit | None]:
    """Return ``hits``; where a part of a report is the canvas, only those within it."""
    for start, piece in enumerate(pieces):
        if not (_is_heading(piece) and piece.level > 1 and is_about_canvas(piece.plain)):
            continue
        rest = range(start + 1, len(pieces))
        end = next(
            (at for at in rest if _is_heading(pieces[at]) and pieces[at].level <= piece.level),
            len(pieces),
        )
        if len({hit.key for hit in hits[start:end] if hit}) >= ENOUGH:
            return [hit if start < at < end else None for at, hit in enumerate(hits)]
    return hits


def _promoted(marks: Sequence[Mark], names: Names) -> Sequence[Mark]:
    """Return the outline with the lines and items that name a block as its headings."""
    led = [None if mark.hit else _led(mark.piece, names) for mark in marks]
    depths = [
        mark.piece.level
        for mark, each in zip(marks, led, strict=True)
        if each and mark.piece.kind is Kind.ITEM
    ]
    depth = max(depths, key=depths.count, default=0)
    forms = {_form(mark.piece) for mark, each in zip(marks, led, strict=True) if each}
    made = []
    for mark, each in zip(marks, led, strict=True):
        is_item = mark.piece.kind is Kind.ITEM
        is_other = not each and not is_item and _is_other(mark.piece, forms)
        if each and (not is_item or mark.piece.level == depth):
            level = _LINE_LEVEL + (depth if is_item else 0)
            piece = replace(mark.piece, kind=Kind.HEADING, level=level, text=runs(each.name))
            made.append(Mark(piece, each.hit, each.rest, depth if is_item else -1))
        elif is_other:  # what looks as the blocks do, and is none
            name = runs(re.split("[:：]", plain(mark.piece.text))[0])
            heading = replace(mark.piece, kind=Kind.HEADING, level=_LINE_LEVEL, text=name)
            made += [Mark(heading), mark]
        else:
            made.append(mark)
    named = {mark.hit.key for mark in made if mark.hit and mark.piece.level >= _LINE_LEVEL}
    return made if len(named) >= LEAST else marks


def _form(piece: Piece) -> str:
    """Return how a line is led: "" for one that is not, or not by a sign."""
    lead = re.match(r"[^:：]{2,40}[:：]", plain(piece.text))
    if piece.kind is not Kind.PARAGRAPH or not lead:
        return ""
    is_strong = bool(piece.text) and piece.text[0].is_strong
    has_rest = bool(plain(piece.text)[lead.end() :].strip())
    return f"{'strong' if is_strong else 'plain'} {'rest' if has_rest else 'alone'}"


def _is_other(piece: Piece, forms: set[str]) -> bool:
    form = _form(piece)
    return bool(form) and form != "strong alone" and form in forms


def _led(piece: Piece, names: Names) -> Led | None:
    """Return the block that a line or an item begins with."""
    if piece.kind not in {Kind.PARAGRAPH, Kind.ITEM} or piece.is_quoted or piece.fields:
        return None
    first, *others = lines_of(piece.text) or [()]
    if hit := names.line(said := tidy(plain(first))):
        return Led(hit, said, _with_breaks(others))
    at = next((n for n, run in enumerate(first) if not is_marked(run)), len(first))
    lead = plain(first[:at])
    is_led = at and (is_label(lead) or _BEHIND.match(plain(first[at:])))
    if is_led and (hit := names.whole(name := tidy(lead))):
        return Led(hit, name, _with_breaks([_unsigned(first[at:]), *others]))
    return _before_colon(first, others, names)


def _before_colon(first: Text, others: Sequence[Text], names: Names) -> Led | None:
    for at, run in enumerate(first):
        if sign := re.search(r"[:：]", run.text):
            name = tidy(plain(first[:at]) + run.text[: sign.start()])
            rest = (run._replace(text=run.text[sign.end() :]), *first[at + 1 :])
            hit = names.whole(name)
            return Led(hit, name, _with_breaks([rest, *others])) if hit else None
    return None


def _unsigned(text: Text) -> Text:
    """Return ``text`` without the sign before it, and what stands in brackets before that."""
    return (text[0]._replace(text=_BEHIND.sub("", text[0].text)), *text[1:]) if text else text


def _with_breaks(lines: Sequence[Text]) -> Text:
    kept = [line for line in lines if plain(line).strip()]
    return tuple(run for at, line in enumerate(kept) for run in ((Run("\n"),) * (at > 0) + line))


def _parted(marks: Sequence[Mark]) -> list[Section]:
    highest: dict[str, int] = {}
    for piece, hit, *_ in marks:
        if hit:
            highest[hit.key] = min(piece.level, highest.get(hit.key, piece.level))
    sections = [Section()]
    for piece, hit, packed, depth in marks:
        now = sections[-1]
        if _is_heading(piece) and _opens(piece, hit, now, highest):
            sections.append(Section(hit, piece, piece.level, packed=packed, depth=depth))
        elif now.depth >= 0 and piece.kind is Kind.ITEM and piece.level <= now.depth:
            # beside an item that is a block, one that is none
            sections.append(Section(None, piece, now.level, [piece]))
        else:
            now.pieces.append(piece)
    return sections


def _opens(piece: Piece, hit: Hit | None, now: Section, highest: dict[str, int]) -> bool:
    """Whether a heading begins a section of its own, and is no part of the one that is open."""
    if hit is None:
        return piece.level <= now.level or (not now.key and now.level <= 1)
    if hit.key == now.key and piece.level > now.level:
        return False
    return piece.level == highest[hit.key] or piece.level <= now.level or not now.key
