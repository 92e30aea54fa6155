"""The notes of a block from what stands in its section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import Kind, LeftOut, Piece, Text, plain
from bmc_cli.importing.sections import Section
from bmc_cli.importing.tables import Entry, field_of, rows_of
from bmc_cli.importing.texts import (
    Lead,
    Marks,
    colon_lead,
    is_blank,
    is_label,
    is_marked,
    is_number,
    is_question,
    kinds_of,
    lead_of,
    lines_of,
    marked_parts,
    marks_of,
    parts_of,
    said,
    tidy,
    without_stop,
)
from bmc_cli.importing.vocabulary import EXAMPLE, EXCLUDED, FOR, GENERIC, words
from bmc_cli.model.alike import folded

_GENERIC = words(GENERIC)
_EXCLUDED = words(EXCLUDED)
_EXAMPLE = words(EXAMPLE)
_FOR = words(FOR)
_NUMBERED = re.compile(
    r"^\W*(?:[^\W\d][\w ]{0,30}?\s*)?(?:\d{1,2}|[A-Z])\s*(?:[:：]|[—–-]\s)\s*(?P<label>\S.*)$"
    r"|^\W*\d{1,2}[.)、]\s+(?P<number>\S.*)$"
)
_ASIDE = re.compile(r"^[(（].*[)）]$")
_RATED = re.compile(r"^\s*[(（].*?[)）]\s*$")


@dataclass
class Draft:
    """A note in the making, with its line and the label of the group that it stands in.

    ``targets`` are the names of what it is for, as they stand there; ``kinds`` keys or words.
    """

    text: str
    detail: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    later: bool = False
    line: int = 0
    group: str = ""
    is_sure: bool = False  # what it is for was said as such, not by a heading above it


@dataclass
class Group:
    """The label above some notes, and what it says of them."""

    label: str = ""
    kinds: tuple[str, ...] = ()
    later: bool = False
    target: str = ""
    is_excluded: bool = False
    draft: Draft | None = None  # the note that the label itself is: what follows is its detail


class Block:
    """Collects the notes of one block: ``drafts``, and what was ``left_out`` of it."""

    def __init__(self, key: str, names: Names, *, is_exact: bool = False) -> None:
        self.key = key
        self.names = names
        self.is_exact = is_exact
        self.drafts: list[Draft] = []
        self.left_out: list[LeftOut] = []
        self.group = Group()
        self.groups: list[tuple[int, str]] = []

    def leave(self, piece: Piece, why: str) -> None:
        """Leave ``piece`` out."""
        lines = tuple(plain(line).strip() for line in lines_of(piece.text))
        if piece.kind is Kind.TABLE:
            lines = tuple(" | ".join(tidy(plain(c)) for c in row) for row in rows_of(piece))
        self.left_out.append(LeftOut(piece.line, "", lines, why))

    def take(self, text: Text, line: int, *, is_loose: bool = False, stop: bool = True) -> None:
        """Add the note in ``text``; its further lines are its detail."""
        first, *others = lines_of(text) or [()]
        lead = lead_of(first, is_loose=is_loose)
        more = [tidy(said(other)) for other in others]
        self.add(lead, more, line, stop=stop)

    def add(self, lead: Lead, more: Sequence[str], line: int, *, stop: bool = True) -> None:
        """Add the note ``lead`` with ``more`` lines of detail, as its group says."""
        if is_blank(lead.text) and (not lead.rest or is_blank(lead.rest)):
            shown = f"{lead.text} {lead.rest}".strip()
            self.left_out.append(LeftOut(line, "", (shown,), "placeholder"))
            return
        if self.group.is_excluded:
            self.left_out.append(LeftOut(line, self.group.label, (lead.text,), "excluded"))
            return
        if not lead.rest and is_number(lead.text):
            self.left_out.append(LeftOut(line, "", (lead.text,), "number"))
            return
        if hit := self.names.exact(lead.text):
            if hit.key == self.key and not lead.rest:
                self.left_out.append(LeftOut(line, "", (lead.text,), "template"))
                return
        draft = _read(lead, self.key, stop=stop)
        draft.detail += [each for each in more if not is_blank(each)]
        draft.line = line
        self.placed(draft)

    def placed(self, draft: Draft) -> None:
        """Put ``draft`` in the group that is open."""
        draft.group = self.group.label
        draft.kinds = list(dict.fromkeys((*draft.kinds, *self.group.kinds)))
        draft.later = draft.later or self.group.later
        if self.group.target:
            draft.targets.append(self.group.target)
        self.drafts.append(draft)

    def begin(self, label: str, line: int) -> None:
        """Begin the group that ``label`` names."""
        bare = re.sub(r"^\W+|[\s:：*_]+$", "", label)
        hit = self.names.whole(bare)
        is_own = hit is not None and hit.key == self.key
        marks = marks_of(bare, self.key)
        kinds = marks.kinds or kinds_of(marks.text, self.key, is_part=True)
        first = folded(bare).split(" ")
        is_excluded = any(folded(bare).startswith(word) for word in _EXCLUDED)
        self.group = Group(
            "" if is_own and not kinds else bare,
            kinds,
            marks.later,
            _target(bare) if self.key != "customer_segments" else "",
            is_excluded,
        )
        is_example = first[0] in _EXAMPLE or any(bare.startswith(each) for each in "例示範")
        if is_example:
            self.group.label = ""
        if label := self.group.label or (bare if is_example else ""):
            why = "example" if is_example else "excluded" if is_excluded else "group"
            self.left_out.append(LeftOut(line, label, (), why))


def _target(label: str) -> str:
    """Return what a heading says that it is for, "" where it does not say so."""
    parts = label.split(" ", 1)
    is_for = len(parts) == 2 and folded(parts[0]) in _FOR
    if not is_for and (found := re.match(r"^(?:对|針對|针对|對)\s*(.+)$", label)):
        return found[1]
    return parts[1].strip() if is_for else ""


def _read(lead: Lead, key: str, *, stop: bool) -> Draft:
    """Return the note that ``lead`` is, with what its brackets and its lead say of it."""
    of_text, of_rest = marks_of(lead.text, key), marks_of(lead.rest, key)
    text, rest = of_text.text.rstrip(":： "), of_rest.text
    if not rest and key in {"channels", "cost_structure"}:
        label = colon_lead(text)
        if label.rest and kinds_of(label.text, key):
            text, rest = label
    kinds = [*of_text.kinds, *of_rest.kinds]
    later = of_text.later or of_rest.later
    if not text:  # "(Planned): a shop"
        text, rest = rest, ""
    elif rest and (named := kinds_of(text, key)):
        kinds += named
        text, rest = (f"{text}: {rest}", "") if key == "key_resources" else (rest, "")
    rest = "" if is_blank(rest) else rest
    text = without_stop(text) if stop else text
    return Draft(text, [rest] if rest else [], [], list(dict.fromkeys(kinds)), later)


def block_of(section: Section, names: Names) -> Block:
    """Return the notes of a section that is of a block."""
    block = Block(section.key, names)
    if section.packed:
        _unpack(block, section.packed, section.line)
    _Reading(block, section.pieces).go()
    if block.drafts and all(is_question(each.text) for each in block.drafts):
        block.left_out += [
            LeftOut(each.line, "", (each.text,), "question") for each in block.drafts
        ]
        block.drafts = []
    return block


def block_of_entries(key: str, entries: Sequence[Entry], names: Names, *, packed: bool) -> Block:
    """Return the notes of a part of a table."""
    block = Block(key, names)
    for entry in entries:
        if entry.fields:
            first, *others = lines_of(entry.text) or [()]
            block.add(Lead(tidy(said(first))), [tidy(said(o)) for o in others], entry.line)
            _tell(block, entry.fields)
        elif packed:
            _unpack(block, entry.text, entry.line)
        elif is_label(tidy(plain(entry.text))) and not lead_of(entry.text).rest:
            block.begin(tidy(plain(entry.text)), entry.line)
        elif not is_question(plain(entry.text)) or len(entries) == 1:
            for part in marked_parts(entry.text):
                block.take(part, entry.line, is_loose=len(marked_parts(entry.text)) > 1)
        else:
            block.left_out.append(LeftOut(entry.line, "", (plain(entry.text),), "question"))
    return block


def _tell(block: Block, fields: object) -> None:
    """Give the note that was added last what its format says of it."""
    if not block.drafts:
        return
    draft = block.drafts[-1]
    told = dict(fields) if isinstance(fields, dict) else {}
    draft.detail += told.get("detail", ())
    draft.kinds += told.get("kind", ())
    draft.targets += told.get("for", ())
    draft.is_sure = draft.is_sure or bool(told.get("for"))
    flags = [folded(each) for each in told.get("later", ())]
    draft.later = draft.later or any(
        each not in {"", "no", "nee", "false", "0", "nein"} for each in flags
    )


def _unpack(block: Block, text: Text, line: int) -> None:
    """Add the notes that stand on one line."""
    for one in lines_of(text):
        marked = marked_parts(one)
        if len(marked) > 1:
            for part in marked:
                block.take(_unparted(part), line, is_loose=True)
            continue
        pieces = parts_of(_shown(one))
        for part in pieces:
            block.add(_italic(part, one), [], line)


def _shown(text: Text) -> str:
    return tidy(said(text))


def _italic(part: str, text: Text) -> Lead:
    """Return a part of ``text``; where it begins with what stands out, that is its lead."""
    marked = [run.text.strip() for run in text if is_marked(run) and run.text.strip()]
    lead = next((each for each in marked if part.startswith(each) and part != each), "")
    if not lead:
        return Lead(part)
    rest = part[len(lead) :].lstrip(" :：—–-")
    return Lead(lead.rstrip(":： "), rest)


def _unparted(text: Text) -> Text:
    """Return a part of a line without the sign that parts it from the next."""
    if not text:
        return text
    return (*text[:-1], text[-1]._replace(text=text[-1].text.rstrip().rstrip(";；").rstrip()))


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
        texts = [each for each in body if each.kind is Kind.PARAGRAPH]
        numbered = _NUMBERED.match(label)
        is_described = bool(tables) and not items and all(map(_is_described, tables))
        is_named = bool(numbered) and not (tables and not is_described)
        is_told = bool(texts) and not items and not tables and not self.block.names.whole(label)
        is_told = is_told and not _target(label) and not kinds_of(label, self.block.key)
        if not (is_named or is_described or is_told):
            self.block.begin(label, piece.line)
            return
        name = (numbered["label"] or numbered["number"]) if numbered else label
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
                    draft.detail.append(f"{tidy(said(first))}: {values}")
            elif piece.kind is Kind.ITEM or (piece.kind is Kind.PARAGRAPH and texts_too):
                draft.detail += [
                    t for line in lines_of(piece.text) if not is_blank(t := _shown(line))
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
            self.deeper(piece, depth)
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
        elif is_parent and any(folded(bare).startswith(word) for word in _EXCLUDED):
            self.block.begin(bare, piece.line)
            self.children(piece)
            self.block.group = Group()
        elif is_question(text) and not is_parent and self.others_tell():
            self.block.leave(piece, "question")
        elif piece.fields:
            self.block.add(Lead(tidy(said(piece.text))), [], piece.line, stop=False)
            _tell(self.block, dict(piece.fields))
        else:
            self.block.take(piece.text, piece.line)
        self.is_open = True

    def others_tell(self) -> bool:
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
                self.block.drafts[-1].detail.append(_shown(piece.text))

    def deeper(self, piece: Piece, depth: int) -> None:
        if not self.block.drafts:
            self.block.take(piece.text, piece.line)
            return
        if self.block.group.is_excluded:
            self.block.leave(piece, "excluded")
            return
        for line in lines_of(piece.text):
            if not is_blank(text := _shown(line)):
                self.block.drafts[-1].detail.append(text)

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
        self.block.take(piece.text, piece.line, stop=False)
        while is_bold and len(self.block.drafts) > before and (following := self.ahead()):
            is_more = following.kind is Kind.PARAGRAPH and not is_marked(following.text[0])
            if not is_more or is_label(following.plain):
                break
            self.at += 1
            self.block.drafts[-1].detail.append(_shown(following.text))

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
            self.block.drafts[-1].detail += [_shown(each.text) for each in body]

    def table(self, piece: Piece) -> None:
        for entry in _entries(piece, self.block.key):
            self.block.add(Lead(tidy(said(entry.text))), [], entry.line)
            _tell(self.block, dict(entry.fields))


def _is_described(piece: Piece) -> bool:
    """Whether a table says of one note what it is, a row for each side of it."""
    rows = rows_of(piece)
    first = folded(tidy(plain(rows[0][0]))) if rows else ""
    return len(rows) > 1 and len(rows[0]) == 2 and first in _GENERIC


def _entries(piece: Piece, key: str) -> Iterator[Entry]:
    """Yield the notes of a table within a block: a row a note."""
    rows = rows_of(piece)
    if len(rows) < 2:
        return
    header = [tidy(plain(cell)) for cell in rows[0]]
    body = rows[1:]
    fields = {
        at: f for at, name in enumerate(header) if (f := field_of(name)) in {"kind", "for", "later"}
    }
    for at, name in list(fields.items()):
        column = [tidy(plain(row[at])) for row in body if plain(row[at]).strip()]
        if name == "kind" and not all(kinds_of(each, key) for each in column):
            del fields[at]
    rest = [at for at in range(len(header)) if at not in fields]
    if not rest:
        return
    first = [tidy(plain(row[rest[0]])) for row in body]
    joins = len(rest) > 1 and len(set(first)) < len(first)
    lines = {cell.row: cell.line for cell in piece.cells}
    for number, row in enumerate(body, 1):
        text, others = tidy(said(row[rest[0]])), rest[1:]
        if joins:
            text, others = f"{text}: {tidy(said(row[rest[1]]))}", rest[2:]
        told = {name: (tidy(plain(row[at])),) for at, name in fields.items() if plain(row[at])}
        told["detail"] = tuple(
            f"{header[at]}: {value}" if header[at] else value
            for at in others
            if not is_blank(value := tidy(said(row[at])))
        )
        if "kind" in told:
            told["kind"] = kinds_of(told["kind"][0], key)
        yield Entry(
            (row[rest[0]][0]._replace(text=text),) if row[rest[0]] else (), lines[number], told
        )


__all__ = ["Block", "Draft", "Marks", "block_of", "block_of_entries"]
