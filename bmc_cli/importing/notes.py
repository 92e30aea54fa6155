"""The notes of a block from what stands in its section."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import Kind, LeftOut, Piece, Text, plain
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
    marked_parts,
    marks_of,
    parts_of,
    said,
    sure_of,
    tidy,
    without_stop,
)
from bmc_cli.importing.vocabulary import EXAMPLE, EXCLUDED, FOR, words
from bmc_cli.model.alike import folded

_EXCLUDED = words(EXCLUDED)
_EXAMPLE = words(EXAMPLE)
_FOR = words(FOR)


@dataclass
class Draft:
    """A note in the making, with its line and the label of the group that it stands in.

    ``targets`` are the names of what it is for, as they stand there; ``kinds`` keys or words;
    ``told`` are its other fields by their names, ``ties`` the targets that a line of its detail
    may name.
    """

    text: str
    detail: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    later: bool = False
    line: int = 0
    group: str = ""
    is_sure: bool = False  # what it is for was said as such, not by a heading above it
    told: dict[str, str] = field(default_factory=dict)
    ties: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Group:
    """The label above some notes, and what it says of them."""

    label: str = ""
    kinds: tuple[str, ...] = ()
    later: bool = False
    target: str = ""
    is_excluded: bool = False


class Block:
    """Collects the notes of one block: ``drafts``, and what was ``left_out`` of it.

    ``paragraphs`` counts the notes that were no entry of a list.
    """

    def __init__(self, key: str, names: Names) -> None:
        self.key = key
        self.names = names
        self.drafts: list[Draft] = []
        self.left_out: list[LeftOut] = []
        self.group = Group()
        self.paragraphs = 0

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
        hit = None if lead.rest else self.names.exact(lead.text)
        if hit and hit.key == self.key:
            self.left_out.append(LeftOut(line, "", (lead.text,), "template"))
            return
        draft = _read(lead, self.key, stop=stop)
        if not draft.text:
            self.left_out.append(LeftOut(line, "", (lead.text,), "placeholder"))
            return
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
        whole = marks.kinds or kinds_of(marks.text, self.key)
        kinds = whole or kinds_of(marks.text, self.key, is_part=True)
        first = folded(bare).split(" ")
        is_out = is_excluded(bare)
        self.group = Group(
            "" if is_own and not kinds else bare,
            kinds,
            marks.later,
            target_of(bare) if self.key != "customer_segments" else "",
            is_out,
        )
        is_example = first[0] in _EXAMPLE or any(bare.startswith(each) for each in "例示範")
        if is_example:
            self.group.label = ""
        is_said = bool(whole) and not is_example  # by the kind of each note below it
        if not is_said and (label := self.group.label or (bare if is_example else "")):
            why = "example" if is_example else "group"
            self.left_out.append(LeftOut(line, label, (), why))


def is_excluded(label: str) -> bool:
    """Whether ``label`` stands above what is not on the canvas."""
    return any(folded(label).startswith(word) for word in _EXCLUDED)


def target_of(label: str) -> str:
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
    label = colon_lead(text)
    if not rest and label.rest and kinds_of(label.text, key):
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


def block_of_entries(key: str, entries: Sequence[Entry], names: Names, *, packed: bool) -> Block:
    """Return the notes of a part of a table."""
    block = Block(key, names)
    for entry in entries:
        if entry.fields:
            first, *others = lines_of(entry.text) or [()]
            block.add(Lead(tidy(said(first))), [tidy(said(o)) for o in others], entry.line)
            tell(block, entry.fields)
        elif packed:
            unpack(block, entry.text, entry.line)
        elif is_label(tidy(plain(entry.text))) and not lead_of(entry.text).rest:
            block.begin(tidy(plain(entry.text)), entry.line)
        elif not is_question(plain(entry.text)) or len(entries) == 1:
            for part in marked_parts(entry.text):
                block.take(part, entry.line, is_loose=len(marked_parts(entry.text)) > 1)
        else:
            block.left_out.append(LeftOut(entry.line, "", (plain(entry.text),), "question"))
    return block


def tell(block: Block, told: Mapping[str, Sequence[str]]) -> None:
    """Give the note that was added last what its format says of it."""
    if not block.drafts:
        return
    draft = block.drafts[-1]
    draft.detail += told.get("detail", ())
    draft.kinds += told.get("kind", ())
    draft.targets += told.get("for", ())
    draft.is_sure = draft.is_sure or bool(told.get("for"))
    draft.later = draft.later or any(map(_is_yes, told.get("later", ())))
    for said_ in told.get("evidence", ()):
        _join(draft, *(("evidence", sure) if (sure := sure_of(said_)) else ("learned", said_)))
    for name in ("test", "learned"):
        for said_ in told.get(name, ()):
            _join(draft, name, said_)


def _is_yes(flag: str) -> bool:
    return folded(flag) not in {"", "no", "nee", "false", "0", "nein"}


def _join(draft: Draft, name: str, said_: str) -> None:
    """Give ``draft`` a further field: how sure it is, or a line of a text."""
    before = draft.told.get(name)
    draft.told[name] = f"{before}\n{said_}" if before and name != "evidence" else said_


def unpack(block: Block, text: Text, line: int) -> None:
    """Add the notes that stand on one line."""
    for one in lines_of(text):
        marked = marked_parts(one)
        if len(marked) > 1:
            for each in marked:
                block.take(_unparted(each), line, is_loose=True)
            continue
        for part in parts_of(shown(one)):
            block.add(_italic(part, one), [], line)


def shown(text: Text) -> str:
    """Return what ``text`` says on one line."""
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
