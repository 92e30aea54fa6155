"""The section of a block, piece by piece: what is a note, what is a group of them, what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bmc_cli.importing.columns import TOLD, field_of
from bmc_cli.importing.names import Names
from bmc_cli.importing.notes import Block, Draft, Group, is_excluded, shown, target_of, tell, unpack
from bmc_cli.importing.outline import Kind, LeftOut, Piece, plain
from bmc_cli.importing.sections import Section
from bmc_cli.importing.tables import Entry, rows_of
from bmc_cli.importing.texts import (
    Lead,
    colon_lead,
    is_blank,
    is_label,
    is_marked,
    is_number,
    is_question,
    kinds_of,
    lead_of,
    lines_of,
    listed,
    parts_of,
    said,
    sure_of,
    tidy,
)
from bmc_cli.importing.vocabulary import ATTRIBUTES, GENERIC, words
from bmc_cli.model.alike import folded
from bmc_cli.model.canvas import BY_KEY

_GENERIC = words(GENERIC)
_ATTRIBUTES = words(ATTRIBUTES)
_NUMBERED = re.compile(
    r"^\W*(?:[^\W\d][\w ]{0,30}?\s*)?(?:\d{1,2}|[A-Z])\s*(?:[:：]|[—–-]\s)\s*(?P<label>\S.*)$"
    r"|^\W*\d{1,2}[.)、]\s+(?P<number>\S.*)$"
)
_ASIDE = re.compile(r"^[(（].*[)）]$")


def block_of(section: Section, names: Names) -> Block:
    """Return the notes of a section that is of a block."""
    block = Block(section.key, names)
    if section.packed:
        unpack(block, section.packed, section.line)
    _Reading(block, section.pieces).go()
    if block.drafts and all(is_question(each.text) for each in block.drafts):
        block.left_out += [
            LeftOut(each.line, "", (each.text,), "question") for each in block.drafts
        ]
        block.drafts = []
    return block


class _Reading:
    """Goes along the pieces of a section once."""

    def __init__(self, block: Block, pieces: Sequence[Piece]) -> None:
        self.block = block
        self.pieces = pieces
        depths = [piece.level for piece in pieces if piece.kind is Kind.ITEM]
        self.least = min(depths, default=0)
        self.has_entries = any(
            piece.kind is Kind.TABLE
            or (piece.kind is Kind.ITEM and not piece.is_quoted and not is_blank(piece.plain))
            for piece in pieces
        )
        self.at = 0

    def go(self) -> None:
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            self.at += 1
            match piece.kind:
                case Kind.HEADING:
                    self.heading(piece)
                case Kind.ITEM:
                    self.item(piece)
                case Kind.TABLE:
                    self.table(piece)
                case Kind.PARAGRAPH:
                    self.paragraph(piece)
                case Kind.CODE | Kind.PICTURE:
                    self.block.leave(piece, piece.kind.value)

    def ahead(self) -> Piece | None:
        """Return the piece that comes next."""
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def body(self) -> list[Piece]:
        """Return what stands under the heading that was read, up to the next one."""
        found = []
        for piece in self.pieces[self.at :]:
            if piece.kind is Kind.HEADING:
                break
            found.append(piece)
        return found

    def heading(self, piece: Piece) -> None:
        label = tidy(piece.plain)
        body = self.body()
        items = [each for each in body if each.kind is Kind.ITEM and not each.is_quoted]
        tables = [each for each in body if each.kind is Kind.TABLE]
        texts = [b for b in body if b.kind is Kind.PARAGRAPH and not is_number(b.plain)]
        if not body and not self.has_entries and not kinds_of(label, self.block.key):
            self.block.add(Lead(label), [], piece.line)  # nothing below any heading: they are notes
            return
        numbered = _NUMBERED.match(label)
        is_described = bool(tables) and not items and all(map(_is_described, tables))
        is_described = is_described or _is_profile(items)
        is_named = bool(numbered) and not (tables and not is_described)
        is_told = bool(texts) and not items and not tables and not self.block.names.whole(label)
        is_told = is_told and not target_of(label) and not kinds_of(label, self.block.key)
        if not (is_named or is_described or is_told):
            self.block.begin(label, piece.line)
            return
        name = (numbered["label"] or numbered["number"]) if numbered else label
        if _is_profile(items):
            name = re.split(r"[:：]\s*", name)[-1] or name
        self.block.group = Group()
        before = len(self.block.drafts)
        self.block.add(Lead(name), [], piece.line)
        self.at += len(body)
        if len(self.block.drafts) > before:
            self.describe(self.block.drafts[-1], body, texts_too=not (items or tables))

    def describe(self, draft: Draft, body: Sequence[Piece], *, texts_too: bool) -> None:
        """Make what stands under a note its detail."""
        for piece in body:
            if piece.kind is Kind.TABLE:
                for first, *others in rows_of(piece)[1:]:
                    values = ", ".join(filter(None, (tidy(said(each)) for each in others)))
                    told = tidy(said(first))
                    draft.detail.append(f"{told}: {values}" if values else told)
            elif piece.kind is Kind.ITEM or (piece.kind is Kind.PARAGRAPH and texts_too):
                draft.detail += [
                    t for line in lines_of(piece.text) if not is_blank(t := shown(line))
                ]
            elif piece.kind is not Kind.RULE:
                self.block.leave(
                    piece, "text" if piece.kind is Kind.PARAGRAPH else piece.kind.value
                )

    def item(self, piece: Piece) -> None:
        depth = piece.level - self.least
        if piece.is_quoted and self.block.drafts and is_blank(piece.plain):
            self.block.leave(piece, "placeholder")
            return
        if depth > 0:
            self.deeper(piece)
            return
        text = tidy(plain(piece.text))
        following = self.ahead()
        is_followed = following is not None and following.kind is Kind.ITEM
        is_parent = is_followed and following is not None and following.level > piece.level
        bare = text.rstrip(":： *")
        if is_parent and not lead_of(piece.text).rest and kinds_of(bare, self.block.key):
            self.block.begin(bare, piece.line)
            self.children(piece)
        elif is_label(text) and is_followed and not is_parent and not lead_of(piece.text).rest:
            self.block.begin(text, piece.line)
        elif is_parent and is_excluded(bare):
            self.block.begin(bare, piece.line)
            self.children(piece)
            self.block.group = Group()
        elif is_question(text) and not is_parent and self.otherstell():
            self.block.leave(piece, "question")
        elif piece.fields:
            self.block.add(Lead(tidy(said(piece.text))), [], piece.line, stop=False)
            tell(self.block, piece.fields)
        else:
            self.block.take(piece.text, piece.line)

    def otherstell(self) -> bool:
        """Whether other items of the section are no questions."""
        items = [each for each in self.pieces if each.kind is Kind.ITEM]
        return any(not is_question(each.plain) and not is_blank(each.plain) for each in items)

    def children(self, parent: Piece) -> None:
        """Take the deeper items as notes: the one above them is their group."""
        while (piece := self.ahead()) and piece.kind is Kind.ITEM and piece.level > parent.level:
            self.at += 1
            if piece.level == parent.level + 1:
                self.block.take(piece.text, piece.line)
            elif self.block.drafts:
                self.block.drafts[-1].detail.append(shown(piece.text))

    def deeper(self, piece: Piece) -> None:
        if not self.block.drafts:
            self.block.take(piece.text, piece.line)
            return
        if self.block.group.is_excluded:
            self.block.leave(piece, "excluded")
            return
        for line in lines_of(piece.text):
            if not is_blank(text := shown(line)) and not self.told(text):
                self.block.drafts[-1].detail.append(text)

    def told(self, text: str) -> bool:
        """Whether a text below a note is a field of it: "Phase: awareness" and the like."""
        name, value = colon_lead(text)
        field = field_of(name) if value else ""
        draft = self.block.drafts[-1]
        if field == "for" and BY_KEY[self.block.key].targets:
            draft.ties[text] = parts_of(value)  # where they are found, it is no detail
            return False
        kinds = [_kinds(part, self.block) for part in parts_of(value)]
        is_kind = field == "kind" and bool(kinds) and all(kinds)
        if is_kind:
            tell(self.block, {"kind": [kind for each in kinds for kind in each]})
        elif field in TOLD or (field == "beside" and sure_of(value)):
            tell(self.block, {"evidence" if field == "beside" else field: [value]})
        else:
            return False
        return True

    def paragraph(self, piece: Piece) -> None:
        block, text = self.block, tidy(plain(piece.text))
        following = self.ahead()
        is_bold = all(run.is_strong for run in piece.text if run.text.strip())
        if is_question(text):
            block.leave(piece, "question")
        elif following and (is_label(text) or is_bold) and following.is_quoted:
            self.quoted(piece)
        elif (is_label(text) and following and following.kind is not Kind.RULE) or (
            is_bold and following and following.kind in {Kind.ITEM, Kind.TABLE}
        ):
            block.begin(text, piece.line)
        elif _ASIDE.match(text) or self.has_entries or (piece.is_quoted and self.block.drafts):
            if is_blank(text):
                block.leave(piece, "placeholder")
            else:
                block.leave(piece, "text")
        else:
            self.sentence(piece, is_bold=is_bold)

    def sentence(self, piece: Piece, *, is_bold: bool) -> None:
        """Take a paragraph as a note; what a bold one is about follows it."""
        before = len(self.block.drafts)
        parts = listed(tidy(said(piece.text)))
        if len(parts) > 1 and not is_bold:
            for part in parts:
                self.block.add(Lead(part), [], piece.line)
            return
        self.block.take(piece.text, piece.line, stop=False)
        self.block.paragraphs += len(self.block.drafts) - before
        while is_bold and len(self.block.drafts) > before and (following := self.ahead()):
            is_more = following.kind is Kind.PARAGRAPH and not is_marked(following.text[0])
            if not is_more or is_label(following.plain):
                break
            self.at += 1
            self.block.drafts[-1].detail.append(shown(following.text))

    def quoted(self, piece: Piece) -> None:
        """Take a line as a note, and the quotation below it as its detail."""
        body = []
        while (following := self.ahead()) and following.is_quoted:
            self.at += 1
            body.append(following)
        if all(is_blank(each.plain) or each.kind is Kind.RULE for each in body):
            self.block.leave(piece, "placeholder")
            for each in body:
                self.block.leave(each, "placeholder")
            return
        if any(each.kind is Kind.ITEM for each in body):
            self.block.begin(tidy(plain(piece.text)), piece.line)
            for each in body:
                self.block.take(each.text, each.line)
            return
        before = len(self.block.drafts)
        self.block.add(Lead(tidy(plain(piece.text)).rstrip(":： ")), [], piece.line)
        if len(self.block.drafts) > before:
            self.block.drafts[-1].detail += [shown(each.text) for each in body]

    def table(self, piece: Piece) -> None:
        if len(rows_of(piece)) < 2:
            self.block.leave(piece, "text")
        for entry in _entries(piece, self.block):
            before = len(self.block.drafts)
            self.block.add(Lead(tidy(said(entry.text))), [], entry.line)
            if len(self.block.drafts) > before:
                tell(self.block, entry.fields)


def _is_profile(items: Sequence[Piece]) -> bool:
    """Whether ``items`` say of one note what it is like: "Needs: …", "Size: …"."""
    leads = [folded(re.split("[:：]", tidy(each.plain))[0]) for each in items]
    return len([lead for lead in leads if lead in _ATTRIBUTES]) * 2 > len(leads)


def _is_described(piece: Piece) -> bool:
    """Whether a table says of one note what it is, a row for each side of it."""
    rows = rows_of(piece)
    first = folded(tidy(plain(rows[0][0]))) if rows else ""
    return len(rows) > 1 and len(rows[0]) == 2 and first in _GENERIC


def _kinds(said_: str, block: Block) -> tuple[str, ...]:
    named = block.names.kind(said_, block.key)
    return (named,) if named else kinds_of(said_, block.key)


def _entries(piece: Piece, block: Block) -> Iterator[Entry]:
    """Yield the notes of a table within a block: a row a note."""
    key = block.key
    rows = rows_of(piece)
    if len(rows) < 2:
        return
    header = [tidy(plain(cell)) for cell in rows[0]]
    body = rows[1:]
    fields = {
        at: f
        for at, name in enumerate(header)
        if (f := field_of(name)) in {"kind", "for", "later", *TOLD}
    }
    for at, name in list(fields.items()):
        column = [tidy(plain(row[at])) for row in body if plain(row[at]).strip()]
        is_none = name == "for" and not BY_KEY[key].targets  # it has the notes themselves
        if is_none or (name == "kind" and not all(_kinds(each, block) for each in column)):
            del fields[at]
    for at, name in enumerate(header):
        said_ = [tidy(plain(row[at])) for row in body if plain(row[at]).strip()]
        if field_of(name) == "beside" and said_ and all(map(sure_of, said_)):
            fields[at] = "evidence"
    rest = [at for at in range(len(header)) if at not in fields]
    if not rest:
        return
    first = [name for row in body if (name := tidy(plain(row[rest[0]])))]
    joins = len(rest) > 1 and len(set(first)) < len(first)
    lines = {cell.row: cell.line for cell in piece.cells}
    for number, row in enumerate(body, 1):
        values = {at: value for at in rest if not is_blank(value := tidy(said(row[at])))}
        named = next((at for at, value in values.items() if not is_number(value)), rest[0])
        text = values.pop(named, "")
        if joins and named == rest[0] and rest[1] in values:
            text = f"{text}: {values.pop(rest[1])}"
        told: dict[str, tuple[str, ...]] = {
            name: (tidy(plain(row[at])),) for at, name in fields.items() if plain(row[at])
        }
        told["detail"] = tuple(
            f"{header[at]}: {value}" if header[at] else value
            for at, value in values.items()
            if value != str(number)  # the number of the row
        )
        if "kind" in told:
            told["kind"] = _kinds(told["kind"][0], block)
        shown = row[named][:1]  # a row may begin with its number, or an empty cell
        yield Entry(tuple(each._replace(text=text) for each in shown), lines[number], told)
