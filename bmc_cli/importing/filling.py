"""A canvas of any outline: its blocks are found, its notes made, and what they are for linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bmc_cli.importing import own, own_rows, several
from bmc_cli.importing.heads import head_of, is_in_head
from bmc_cli.importing.names import Hit, Names, language_of
from bmc_cli.importing.notes import Block, Draft, block_of_entries
from bmc_cli.importing.outline import ANOTHER, Kind, LeftOut, LostLinks, Outline, Piece, plain
from bmc_cli.importing.passages import block_of
from bmc_cli.importing.report import Imported, ReadAs
from bmc_cli.importing.sections import ENOUGH, Section, is_about_canvas, sections_of
from bmc_cli.importing.tables import LEAST, Found, blocks_in, rows_of
from bmc_cli.importing.texts import is_blank, lines_of, said, tidy
from bmc_cli.model.alike import composed, folded
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import EVIDENCE, Note, Place, in_place
from bmc_cli.model.links import SEGMENTS
from bmc_cli.plain_text import clean
from bmc_cli.words.packs import Pack

MOST_NOTES = 1_000
"""Notes of a block at most; the others are left out."""

_CREDIT = ("cc by-sa", "strategyzer.com")


def filled(outline: Outline, packs: Sequence[Pack]) -> Imported:
    """Return the canvas in ``outline``; ``packs`` are those of bmc, whose names are known too."""
    found = _filled(outline, packs)
    blocks = {key: tuple(_trimmed(notes)) for key, notes in found.canvas.blocks.items()}
    return found._replace(canvas=replace(found.canvas, blocks=blocks))


def _trimmed(notes: Iterable[Note]) -> Iterator[Note]:
    """Yield ``notes`` as a file holds them: with nothing but text at the edges of their texts."""
    for note in notes:
        if text := note.text.strip():
            below = {each.attribute: each.of(note).strip() for each in in_place(Place.BELOW)}
            names: dict[str, Any] = {
                name: tuple(filter(None, map(str.strip, getattr(note, name))))
                for name in ("links", "kinds")
            }
            yield replace(note, text=text, **names, **below)


def _filled(outline: Outline, packs: Sequence[Pack]) -> Imported:
    names = Names(packs)
    pieces = without_credit(outline.pieces)
    if read := _own(outline, packs):
        keys = tuple(block.key for block in BLOCKS)
        left_out = (*outline.left_out, *read.left_out)
        return Imported(read.canvas, read.pack.language, keys, (), left_out, is_sure=True)
    parts = several.canvases_in(sections_of(pieces, names))
    sections = parts.pop(several.chosen(parts))
    if parts:
        pieces = several.pieces_of(sections)
        outline = replace(outline, left_out=(*outline.left_out, *map(_other, parts)))
    if pack := own.pack_of(sections, packs):
        canvas = own.canvas_of(sections, pack)
        first = next(at for at, section in enumerate(sections) if section.key)
        rest = tuple(_left(section) for section in sections[first:] if not section.key)
        keys = tuple(block.key for block in BLOCKS)
        return Imported(canvas, pack.language, keys, (), (*outline.left_out, *rest))
    return _Filling(outline, pieces, sections, names, packs).imported()


def _own(outline: Outline, packs: Sequence[Pack]) -> own_rows.Read | None:
    """Return the canvas of slides, or of a table, that we wrote."""
    if outline.own:
        return own_rows.canvas_of_slides(outline.own, outline.head, packs)
    return own_rows.canvas_in(outline.pieces, packs)


def without_credit(pieces: Sequence[Piece]) -> list[Piece]:
    """Return ``pieces`` without the line that says whose the form is."""

    def is_credit(piece: Piece) -> bool:
        low = piece.plain.casefold()
        return piece.kind is Kind.PARAGRAPH and any(each in low for each in _CREDIT)

    return [piece for piece in pieces if not is_credit(piece)]


class _Filling:
    """The making of a canvas: what was found of each block, and what was left out."""

    def __init__(
        self,
        outline: Outline,
        pieces: Sequence[Piece],
        sections: Sequence[Section],
        names: Names,
        packs: Sequence[Pack],
    ) -> None:
        self.outline = outline
        self.pieces = pieces
        self.sections = sections
        self.names = names
        self.packs = packs
        self.blocks: dict[str, list[Block]] = {}
        self.left_out: list[LeftOut] = list(outline.left_out)
        self.hits: list[Hit] = []
        self.read_as: list[ReadAs] = []
        self.lost: list[LostLinks] = list(outline.lost)
        self.unknown: dict[str, None] = {}
        self.head: Mapping[str, str] = {}
        self.others: set[int] = set()  # the tables that are a canvas, and not the one that is read

    def imported(self) -> Imported:
        tables = self.tables()
        has_sections = len({section.key for section in self.sections if section.key}) >= ENOUGH
        used = {} if has_sections and not outweighs(tables, self.sections) else tables
        captions = [piece for found in used.values() for piece in found.above]
        self.head = head_of([*self.above(), *captions], dict(self.outline.head), self.names)
        for section in [*self.sections, Section(pieces=captions)]:
            self.section(section, tables, used)
        canvas = self.canvas(self.head)
        code = "" if self.outline.is_keyed else language_of(self.hits)
        if code in {pack.language for pack in self.packs}:
            canvas = replace(canvas, language=code)
        return Imported(
            canvas,
            code,
            tuple(block.key for block in BLOCKS if block.key in self.blocks),
            tuple(self.read_as),
            tuple(sorted(self.left_out, key=lambda each: each.line)),
            tuple(self.lost),
            tuple(self.unknown),
            tuple(piece.plain for piece in self.pieces if piece.kind is Kind.PICTURE),
            self.outline.is_sure,
            sum(block.paragraphs for blocks in self.blocks.values() for block in blocks),
        )

    def above(self) -> list[Piece]:
        """Return what stands above the first block, else the headings that speak of a canvas."""
        found: list[Piece] = []
        for section in self.sections:
            if section.key:
                break
            found += [section.heading] if section.heading else []
            found += section.pieces
        others = [each.heading for each in self.sections if each.heading and not each.key]
        return found or [each for each in others if is_about_canvas(each.plain)]

    def tables(self) -> dict[int, Found]:
        """Return the blocks of the tables that hold some, by the places of their pieces."""
        inside = {id(piece) for section in self.sections if section.key for piece in section.pieces}
        tables = [piece for piece in self.pieces if piece.kind is Kind.TABLE]
        holding: dict[int, Found] = {}
        for least in (LEAST, 1):  # a canvas may be parted in tables that name one or two blocks
            for piece in tables:
                found = blocks_in(piece, self.names, least)
                if found.regions and id(piece) not in holding:
                    holding[id(piece)] = found
        if len({key for each in holding.values() for key in each.keys}) < LEAST:
            return {}
        best = sorted(holding, key=lambda at: (at in inside, -_weight(holding[at])))
        kept: dict[int, Found] = {}
        for at in best:
            known = {key for each in kept.values() for key in each.keys}
            if not kept or not holding[at].keys & known:
                kept[at] = holding[at]
            elif len(holding[at].keys & known) >= LEAST:
                self.others.add(at)
        return kept

    def section(
        self, section: Section, tables: Mapping[int, Found], used: Mapping[int, Found]
    ) -> None:
        for piece in section.pieces:
            if found := used.get(id(piece)):
                self.table(found)
        kept = [piece for piece in section.pieces if id(piece) not in used]
        taken = {key for found in used.values() for key in found.keys}
        if section.key and section.key not in taken:
            self.block(replace_pieces(section, kept))
        elif section.key or kept or section.packed:
            self.leave(section, kept, tables)

    def block(self, section: Section) -> None:
        assert section.hit is not None
        self.note_hit(section.hit, section.title, section.line)
        block = block_of(section, self.names)
        self.blocks.setdefault(section.key, []).append(block)
        self.left_out += [
            each if each.heading else each._replace(heading=section.title)
            for each in block.left_out
        ]

    def table(self, found: Found) -> None:
        self.left_out += found.left_out
        for region in found.regions:
            self.note_hit(region.hit, region.name, region.line)
            block = block_of_entries(
                region.hit.key, region.entries, self.names, packed=region.is_packed
            )
            self.blocks.setdefault(region.hit.key, []).append(block)
            self.left_out += [
                each._replace(heading=each.heading or region.name) for each in block.left_out
            ]

    def note_hit(self, hit: Hit, heading: str, line: int) -> None:
        self.hits.append(hit)
        if hit.is_told:
            self.read_as.append(ReadAs(line, heading, hit.key, hit.how.value))

    def leave(self, section: Section, pieces: Sequence[Piece], tables: Mapping[int, Found]) -> None:
        """Leave out what stands in no block."""
        pieces = [
            piece
            for piece in pieces
            if piece.kind not in {Kind.PARAGRAPH, Kind.HEADING} or not is_in_head(piece, self.head)
        ]
        out = _left(replace_pieces(section, pieces))
        if any(id(piece) in tables for piece in pieces):
            out = out._replace(why="overview")
        elif any(id(piece) in self.others for piece in pieces):
            out = out._replace(why=ANOTHER)
        if out.lines:
            self.left_out.append(out)

    def canvas(self, head: Mapping[str, str]) -> Canvas:
        drafts = {
            key: [draft for block in blocks for draft in block.drafts]
            for key, blocks in self.blocks.items()
        }
        for key, each in drafts.items():
            for draft in each[MOST_NOTES:]:
                self.left_out.append(LeftOut(draft.line, draft.text, (draft.text,), "too_many"))
            drafts[key] = each[:MOST_NOTES]
            _make_unique(drafts[key])
        notes = {
            block.key: tuple(self.note(draft, block.key, drafts) for draft in drafts[block.key])
            for block in BLOCKS
            if block.key in drafts
        }
        known: dict[str, Any] = {name: clean(value) for name, value in head.items()}
        return replace(Canvas(), blocks=notes, **known)

    def note(self, draft: Draft, key: str, drafts: Mapping[str, Sequence[Draft]]) -> Note:
        kinds = self.kinds(draft, key)
        links: dict[str, None] = {}
        if SEGMENTS in BY_KEY[key].targets:
            links |= dict.fromkeys(_labelled(draft.group, drafts.get(SEGMENTS, ())))
        for target in draft.targets:
            found = _linked(target, key, drafts)
            links |= dict.fromkeys(found)
            if not found and draft.is_sure:
                self.lost.append(LostLinks(key, draft.text, (target,)))
        for line, targets in draft.ties.items():
            found = [each for target in targets for each in _linked(target, key, drafts)]
            if len(found) >= len(targets):
                links |= dict.fromkeys(found)
                draft.detail.remove(line)
        told: dict[str, Any] = {name: clean(said_) for name, said_ in draft.told.items()}
        if told.get("evidence") == EVIDENCE[0]:
            del told["evidence"]  # it goes without saying
        return Note(
            clean(draft.text),
            detail="\n".join(clean(line) for line in draft.detail),
            links=tuple(links),
            kinds=kinds,
            later=draft.later,
            **told,
        )

    def kinds(self, draft: Draft, key: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for word in draft.kinds:
            for part in [word] if self.names.kind(word, key) else word.split(","):
                if kind := self.names.kind(part.strip(), key):
                    found[kind] = None
                elif part.strip():
                    self.unknown[part.strip()] = None
        return tuple(found)


def outweighs(tables: Mapping[int, Found], sections: Sequence[Section]) -> bool:
    """Whether the sections hold nothing, so that a table beside them is no overview."""
    return bool(tables) and not any(
        section.packed
        or any(p.kind is not Kind.RULE and not is_blank(p.plain) for p in section.pieces)
        for section in sections
        if section.key
    )


def replace_pieces(section: Section, pieces: Sequence[Piece]) -> Section:
    """Return ``section`` with other pieces."""
    return replace(section, pieces=list(pieces))


def _weight(found: Found) -> int:
    return len(found.keys) * 1_000 + sum(len(region.entries) for region in found.regions)


def _left(section: Section) -> LeftOut:
    """Return a section of no block as it is told, with its lines."""
    return LeftOut(section.line, section.title, tuple(_lines(section)), "no_block")


def _other(sections: Sequence[Section]) -> LeftOut:
    """Return a canvas that is not the one that is read."""
    lines: list[str] = []
    for each in sections:
        lines += [f"{'#' * min(each.level, 6)} {each.title}"] if each.title else []
        lines += [*_packed(each), *_lines(each)]
    return LeftOut(sections[0].line, sections[0].title, tuple(lines), ANOTHER)


def _packed(section: Section) -> Iterator[str]:
    return (tidy(said(line)) for line in lines_of(section.packed))


def _lines(section: Section) -> Iterator[str]:
    for piece in section.pieces:
        if piece.kind is Kind.TABLE:
            yield from (" | ".join(tidy(plain(cell)) for cell in row) for row in rows_of(piece))
        elif piece.kind is Kind.ITEM:
            for line in lines_of(piece.text):
                yield "  " * piece.level + "- " + tidy(said(line))
        elif piece.kind is not Kind.RULE:
            for line in lines_of(piece.text):
                mark = "#" * piece.level + " " if piece.kind is Kind.HEADING else ""
                yield mark + tidy(said(line))


def _make_unique(drafts: list[Draft]) -> None:
    """Merge notes that are the same, and number those that only have the same text."""
    seen: dict[str, Draft] = {}
    given, drafts[:] = list(drafts), []
    for draft in given:
        same = seen.get(composed(draft.text))
        if same is None:
            seen[composed(draft.text)] = draft
            drafts.append(draft)
        elif (same.detail, same.kinds, same.later) == (draft.detail, draft.kinds, draft.later):
            same.targets += [each for each in draft.targets if each not in same.targets]
        else:
            number = 2
            while composed(f"{draft.text} ({number})") in seen:
                number += 1
            draft.text = f"{draft.text} ({number})"
            seen[composed(draft.text)] = draft
            drafts.append(draft)


def _linked(target: str, key: str, drafts: Mapping[str, Sequence[Draft]]) -> list[str]:
    """Return the texts of the notes that ``target`` names: themselves, or the group they are in."""
    sought = folded(target).strip()
    near = [draft for each in BY_KEY[key].targets for draft in drafts.get(each, ())]
    same = [draft.text for draft in near if folded(draft.text) == sought]
    if same or len(sought) < 3:
        return same
    starts = [draft.text for draft in near if folded(draft.text).startswith(sought)]
    if starts:
        return starts
    return [draft.text for draft in near if _is_group(folded(draft.group), sought)]


def _labelled(label: str, segments: Sequence[Draft]) -> list[str]:
    """Return the segments that the label above a note is: by their text, or by their own label."""
    sought = folded(label).strip()
    same = [draft.text for draft in segments if sought and folded(draft.text) == sought]
    return same or [
        draft.text
        for draft in segments
        if sought and folded(draft.group).rpartition(":")[2].strip() == sought
    ]


def _is_group(group: str, sought: str) -> bool:
    """Whether a group is the one that is ``sought``: "Primary: Founders" is "Founders"."""
    tails = [group, *(part.strip() for part in group.split(":")[1:])]
    return bool(group) and any(tail == sought or _words(sought) <= _words(tail) for tail in tails)


def _words(text: str) -> set[str]:
    return set(text.replace("&", " ").split())
