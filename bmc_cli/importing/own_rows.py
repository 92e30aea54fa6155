"""The table of notes that we write for spreadsheets, our slides and our pages, read back.

Both say of a note what it is in the words of a pack; links are found among the notes themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from bmc_cli.importing import own_words
from bmc_cli.importing.outline import Kind, LeftOut, OwnNote, Piece, plain
from bmc_cli.importing.own import about_of
from bmc_cli.importing.tables import rows_of
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BLOCKS, BY_KEY, Canvas
from bmc_cli.model.fields import BY_NAME, EVERY_TARGET, FIELDS, Note, Place, Shape, in_place
from bmc_cli.words.choices import called
from bmc_cli.words.described import capital, sentence
from bmc_cli.words.notes import column_of, first_columns
from bmc_cli.words.packs import Pack, every_target

_CANVAS_ROWS = 2  # of the sheet with the drawing: its title, and what is known of it


class Row(NamedTuple):
    """A note as a row says it: its block, and the texts of its fields by their names."""

    key: str
    text: str
    said: Mapping[str, str]


class Read(NamedTuple):
    """A canvas that was read back, in the words of a pack, and the rows of no block."""

    canvas: Canvas
    pack: Pack
    left_out: tuple[LeftOut, ...] = ()


def canvas_in(pieces: Sequence[Piece], packs: Sequence[Pack]) -> Read | None:
    """Return the canvas in a table of ours among ``pieces``, None where there is none."""
    tables = [piece for piece in pieces if piece.kind is Kind.TABLE]
    for piece in tables:
        grid = [[plain(cell).strip() for cell in row] for row in rows_of(piece)]
        for pack in packs:
            if grid and grid[0][:3] == first_columns(pack.say):
                return _of_rows(grid, pack, _head(tables, piece, pack))
    return None


def _of_rows(grid: Sequence[Sequence[str]], pack: Pack, head: Mapping[str, Any]) -> Read:
    fields = {
        column_of(each.name, pack.say): each.name for each in FIELDS if each.place is not Place.NOTE
    }
    keys = {pack.blocks[block.key].title: block.key for block in BLOCKS}
    names = [fields.get(title, title) for title in grid[0]]
    rows, left_out = [], []
    for row in grid[1:]:
        title, _, text, *others = row
        key = keys.get(title)
        if key and text:
            rows.append(Row(key, text, dict(zip(names[3:], others, strict=True))))
        elif any(row):
            left_out.append(LeftOut(0, title, (" | ".join(filter(None, row)),), "no_block"))
    canvas = _linked([(row, _of_row(row, pack)) for row in rows], pack)
    return Read(replace(canvas, **head), pack, tuple(left_out))


def _of_row(row: Row, pack: Pack) -> Note:
    said = {name: [text] for name, text in row.said.items() if text}
    for name in ("for", "kind"):
        said[name] = row.said.get(name, "").split("\n")
    others = [f"{name}: {text}" for name, text in row.said.items() if text and name not in BY_NAME]
    said["detail"] = [*said.get("detail", []), *others]
    return own_words.note_of(row.text, said, row.key, pack)


def _head(tables: Sequence[Piece], own: Piece, pack: Pack) -> dict[str, Any]:
    """Return the title block from the sheet with the drawing, before the table of the notes."""
    first = tables[0]
    if first is own:
        return {}
    top = {cell.row: plain(cell.text) for cell in first.cells if cell.row < _CANVAS_ROWS}
    return headed(top.get(0, ""), top.get(1, ""), pack)


def headed(title: str, about: str, pack: Pack) -> dict[str, Any]:
    """Return the title block from a title, and the line of what is known of the canvas."""
    found: dict[str, Any] = dict(about_of(about.split(" · "), pack)) if about else {}
    return {"title": title, **found} if title != pack.say("export.untitled") else found


def _linked(rows: Sequence[tuple[Row, Note]], pack: Pack) -> Canvas:
    """Return the canvas of ``rows``, each note for those that its row names."""
    blocks = {block.key: [note for row, note in rows if row.key == block.key] for block in BLOCKS}
    linked: dict[str, list[Note]] = {key: [] for key in blocks}
    for row, note in rows:
        known = {
            composed(each.text): each.text
            for target in BY_KEY[row.key].targets
            for each in blocks[target]
        }
        links = _links(row.said.get("for", ""), known, every_target(row.key, pack))
        linked[row.key].append(replace(note, links=links))
    notes = {key: tuple(found) for key, found in linked.items()}
    return Canvas(language=pack.language, blocks=notes)


def _links(said: str, known: Mapping[str, str], every: str) -> tuple[str, ...]:
    """Return the texts in the lines of a cell: a text may be of several lines itself."""
    if said == every and composed(said) not in known:
        return EVERY_TARGET
    lines = said.split("\n") if said else []
    found = []
    while lines:
        fitting = (n for n in range(len(lines), 0, -1) if composed("\n".join(lines[:n])) in known)
        number = next(fitting, 1)
        found.append("\n".join(lines[:number]))
        lines = lines[number:]
    return tuple(dict.fromkeys(known.get(composed(each), each) for each in found))


# -- slides and pages


def canvas_of_slides(
    notes: Sequence[OwnNote], head: Mapping[str, str], packs: Sequence[Pack]
) -> Read:
    """Return the canvas on slides, or on a page, of ours, in the words of one of ``packs``."""
    pack = next((each for each in packs if _tells(notes, each)), packs[0])
    ordered = sorted((each for each in notes if each.number), key=lambda each: each.number)
    texts = {
        block.key: {each.text for each in ordered if each.key in block.targets} for block in BLOCKS
    }
    segments = [each.text for each in ordered if each.key == BLOCKS[0].key]
    rows = []
    for note in ordered:
        said = dict(_fields(note, pack))
        told = _Told(note, pack, sorted(texts[note.key], key=len, reverse=True), segments)
        rows.append(Row(note.key, note.text, said | told.fields()))
    canvas = _linked([(row, _of_row(row, pack)) for row in rows], pack)
    return Read(replace(canvas, **headed(head.get("title", ""), head.get("about", ""), pack)), pack)


def _tells(notes: Sequence[OwnNote], pack: Pack) -> bool:
    return any(each.described.startswith(f"{pack.blocks[each.key].title}: ") for each in notes)


def _fields(note: OwnNote, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the texts below a note by their fields: one that has no lead is its detail."""
    words = own_words.leads(pack)
    for text in note.below:
        word = next((each for each in words if text.startswith(f"{each} ")), "")
        yield words.get(word, "detail"), text[len(word) + 1 :] if word else text


class _Told:
    """Reads what is said of a note in its alternative text: what it is for and of, then its marks.

    The texts below the note follow, and stand on the slide as well: they are not looked at.
    """

    def __init__(
        self, note: OwnNote, pack: Pack, texts: Sequence[str], segments: Sequence[str]
    ) -> None:
        self.pack, self.key = pack, note.key
        self.texts = texts
        self.segments = set(segments)
        flat = note.text.replace("\n", " ")
        before = f"{pack.blocks[note.key].title}: {flat}"
        below = " ".join(sentence(each) for each in note.below)
        said = note.described.removesuffix(below)
        self.rest = said.removeprefix(before).lstrip(". ")
        if not said.startswith(before):  # it was typed into since
            self.rest = self.from_label(said)

    def from_label(self, said: str) -> str:
        labels = [*map(self.label, ("for", "kind")), *map(capital, self.marks())]
        places = [at for label in labels if (at := said.find(f" {label}")) >= 0]
        return said[min(places) + 1 :] if places else ""

    def label(self, name: str) -> str:
        return capital(self.pack.say(BY_NAME[name].label))

    def marks(self) -> Iterator[str]:
        """Yield all that a note can be marked as."""
        for field in in_place(Place.MARK, Place.VERSION):
            if field.shape is Shape.CHOICE:
                yield from (called(field, each, self.pack) for each in field.choices)
            else:
                yield self.pack.say(field.label)

    def fields(self) -> dict[str, str]:
        kinds = [kind.label for kind in self.pack.blocks[self.key].kinds.values()]
        found = {}
        if names := self.values("for", [*self.texts, every_target(self.key, self.pack)]):
            found["for"] = "\n".join(names)
        if names := self.values("kind", sorted(kinds, key=len, reverse=True)):
            found["kind"] = "\n".join(names)
        marks = self.rest.rstrip(". ").split(", ")
        lower = {capital(each): each for each in self.marks()}
        marks[0] = lower.get(marks[0], marks[0])
        return found | dict(own_words.marked(marks, self.pack))

    def values(self, name: str, known: Sequence[str]) -> list[str]:
        """Return the names behind a label: those that are known first, they may hold a comma."""
        if not self.rest.startswith(label := f"{self.label(name)} "):
            return []
        self.rest = self.rest.removeprefix(label)
        found = []
        while self.rest:
            text = next((each for each in known if self.takes(each)), None)
            if text is None:
                text = re.split(r", |[.!?…](?: |$)", self.rest, maxsplit=1)[0]
                self.rest = self.rest[len(text) :]
            found.append(text)
            if not self.rest.startswith(", "):
                break
            self.rest = self.rest[2:]
        self.rest = self.rest.lstrip(". ")
        return found

    def takes(self, text: str) -> bool:
        """Whether the rest begins with ``text``, a segment with its letter; it is then taken."""
        flat = text.replace("\n", " ")
        letter = r"(?:[A-Z]+ )?" if text in self.segments else ""
        if found := re.match(rf"{letter}{re.escape(flat)}(?=, |[.]|$| )", self.rest):
            self.rest = self.rest[found.end() :]
            return True
        return False
