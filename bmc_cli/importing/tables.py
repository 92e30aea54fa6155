"""Tables: which of their cells name a block, and which hold its notes.

A grid has the names of blocks above their notes; a list of blocks has a row a block; a long table
has a row a note, and a column that says of which block it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from bmc_cli.importing.columns import TOLD, field_of
from bmc_cli.importing.names import Hit, Names
from bmc_cli.importing.outline import (
    Cell,
    LeftOut,
    Piece,
    Text,
    heading,
    paragraph,
    plain,
    runs,
)
from bmc_cli.importing.texts import (
    BULLET,
    colon_lead,
    is_number,
    lines_of,
    parts_of,
    sure_of,
    tidy,
)

LEAST = 3
"""Blocks that something must name to be taken for a canvas: a table, a diagram, lines."""

_SECOND = re.compile(r"\s\(?2[.)]\s")
_MOST_COLUMNS = 500
_MOST_NAMES = 100  # cells that stand as names do


class Entry(NamedTuple):
    """A text in a table that may be a note, with its line and what other columns say of it."""

    text: Text
    line: int
    fields: Mapping[str, tuple[str, ...]] = {}


class Region(NamedTuple):
    """The part of a table that is one block's; ``is_packed``: a text of it may be several notes."""

    hit: Hit
    name: str
    line: int
    entries: tuple[Entry, ...]
    is_packed: bool = False


class Found(NamedTuple):
    """The blocks of a table, what of it was left out, and what stands ``above`` it as a title."""

    regions: tuple[Region, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    above: tuple[Piece, ...] = ()

    @property
    def keys(self) -> set[str]:
        """The blocks it names."""
        return {region.hit.key for region in self.regions}


class Named(NamedTuple):
    """A cell whose first line names a block."""

    cell: Cell
    hit: Hit
    rest: tuple[Text, ...]


def blocks_in(piece: Piece, names: Names, least: int = LEAST) -> Found:
    """Return the blocks of the table ``piece``: none where it names fewer than ``least``."""
    cells = [cell for cell in piece.cells if plain(cell.text).strip()]
    if max((cell.column for cell in cells), default=0) >= _MOST_COLUMNS:
        return Found()
    named = list(_named(cells, names))
    first = min((cell.row for cell in cells), default=0)
    top = [cell for cell in cells if cell.row == first]
    is_headed = len([each for each in named if each.cell.row == first]) == len(top)
    if len({each.hit.key for each in named}) < (least if least == LEAST or is_headed else LEAST):
        return Found()
    column = _name_column(cells, named)
    if column is None:
        return _grid(cells, _first_of_each(named))
    return _rows(cells, named, column)


def _named(cells: Iterable[Cell], names: Names) -> Iterator[Named]:
    for cell in cells:
        first, *rest = lines_of(cell.text)
        if hit := names.whole(said := tidy(plain(first))):
            lead = colon_lead(said)
            is_led = lead.rest and names.line(lead.text) and not names.line(lead.rest)
            yield Named(cell, hit, (*_packed(lead.rest if is_led else ""), *rest))


def _packed(said: str) -> Iterator[Text]:
    """Yield the notes behind the name of a block on its own line."""
    yield from map(runs, parts_of(said))


def _first_of_each(named: Sequence[Named]) -> list[Named]:
    """Return the cell that names each block: a later one may be a note with such a word."""
    found: dict[str, Named] = {}
    for each in named:
        found.setdefault(each.hit.key, each)
    return list(found.values())


def _name_column(cells: Sequence[Cell], named: Sequence[Named]) -> int | None:
    """Return the column with the names of blocks whose notes are to the right, None for a grid."""
    counted = Counter(each.cell.column for each in named)
    column, number = counted.most_common(1)[0]
    if number < LEAST:
        return None
    filled = {(cell.row, cell.column) for cell in cells}
    rows = [each.cell.row for each in named if each.cell.column == column]
    names_at = {(each.cell.row, each.cell.column) for each in named}
    right = max(cell.column for cell in cells)
    beside = [
        row
        for row in rows
        if any((row, at) in filled for at in range(column + 1, right + 1))
        and not any((row, at) in names_at for at in range(column + 1, right + 1))
    ]
    return column if len(beside) >= LEAST and len(beside) * 2 > len(rows) else None


def _grid(cells: Sequence[Cell], named: Sequence[Named]) -> Found:
    regions: list[Region] = []
    left_out: list[LeftOut] = []
    taken: set[tuple[int, int]] = set()
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    others = list(islice(_other_names(cells, named), _MOST_NAMES))
    walls = [*(each.cell for each in named), *others]
    name_cells = {(each.row, each.column) for each in walls}
    for each in named:
        start, end, last = _bounds(each.cell, walls, by_row)
        entries = [Entry(_unbulleted(line), each.cell.line) for line in each.rest]
        empty = 0
        for row in range(each.cell.row + 1, last + 1):
            inside = [
                cell
                for cell in by_row.get(row, ())
                if start <= cell.column < end and (cell.row, cell.column) not in name_cells
            ]
            empty = 0 if inside else empty + 1
            if empty == 2 and row > each.cell.row + each.cell.rows + 1:
                break
            for cell in inside:
                taken.add((cell.row, cell.column))
                for line in map(_unbulleted, lines_of(cell.text)):
                    if is_number(said := plain(line).strip()):
                        left_out.append(LeftOut(cell.line, said, (said,), "number"))
                    else:
                        entries.append(Entry(line, cell.line))
        name = tidy(plain(lines_of(each.cell.text)[0]))
        regions.append(Region(each.hit, name, each.cell.line, tuple(entries)))
    for other in others:
        start, end, last = _bounds(other, walls, by_row)
        inside = [c for c in cells if other.row < c.row <= last and start <= c.column < end]
        inside = [c for c in inside if (c.row, c.column) not in taken | name_cells]
        taken |= {(cell.row, cell.column) for cell in inside}
        left_out += _beside([other, *inside])
    rest = [cell for cell in cells if (cell.row, cell.column) not in taken | name_cells]
    return _captioned(regions, left_out, rest, min(row for row, _ in name_cells))


def _captioned(
    regions: Sequence[Region], left_out: Sequence[LeftOut], rest: Sequence[Cell], top: int
) -> Found:
    """Return what was found; of the ``rest``, a row above ``top`` may say what the canvas is.

    That is a text alone (its title), or a word and a value.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in rest:
        if cell.row < top:
            rows.setdefault(cell.row, []).append(cell)
    above: list[Piece] = []
    for cells in rows.values():
        said = [tidy(plain(cell.text)) for cell in cells]
        if len(said) == 1:
            above.append(heading(said[0], 1, cells[0].line))
        elif len(said) == 2:
            above.append(paragraph(f"{said[0].rstrip(':： ')}: {said[1]}", cells[0].line))
    told = {row for row, cells in rows.items() if len(cells) <= 2}
    others = [cell for cell in rest if cell.row not in told]
    return Found(tuple(regions), (*left_out, *_beside(others)), tuple(above))


def _other_names(cells: Sequence[Cell], named: Sequence[Named]) -> Iterator[Cell]:
    """Yield the cells that stand as the names of blocks do, and name none: "Key Metrics".

    Those are the others of the first row of names, and of a later one what stands out too.
    """
    known = {(each.cell.row, each.cell.column) for each in named}
    rows = Counter(each.cell.row for each in named)
    top = next((row for row in sorted(rows) if rows[row] > 1), -1)
    are_strong = all(_is_strong(each.cell) for each in named if each.cell.row != top)
    for cell in cells:
        is_beside = cell.row in rows and (cell.row, cell.column) not in known
        is_name = cell.row == top or (are_strong and _is_strong(cell))
        if is_beside and is_name and len(lines_of(cell.text)) == 1:
            yield cell


def _is_strong(cell: Cell) -> bool:
    return all(run.is_strong for run in cell.text if run.text.strip())


def _beside(cells: Sequence[Cell]) -> Iterator[LeftOut]:
    """Yield the cells of a table that stand in no block, below what the first one says."""
    lines = [tidy(plain(line)) for cell in cells for line in lines_of(cell.text)]
    if lines:
        rest = tuple(lines[1:] or lines)
        yield LeftOut(min(cell.line for cell in cells), lines[0], rest, "no_block")


def _bounds(
    cell: Cell, walls: Sequence[Cell], by_row: Mapping[int, Sequence[Cell]]
) -> tuple[int, int, int]:
    """Return the first column of a block, the one after its last, and its last row."""
    right = [
        other.column for other in walls if other.row == cell.row and other.column > cell.column
    ]
    most = 1 + max(max(c.column + c.columns - 1 for c in row) for row in by_row.values())
    end = min(right, default=max(most, cell.column + cell.columns))
    below = [
        other.row
        for other in walls
        if other.row > cell.row
        and other.column < end
        and other.column + other.columns > cell.column
    ]
    return cell.column, end, min(below, default=max(by_row) + 1) - 1


def _rows(cells: Sequence[Cell], named: Sequence[Named], column: int) -> Found:
    """Return the blocks of a table that names one at the start of its rows."""
    hits = {each.cell.row: each for each in named if each.cell.column == column}
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    top = min(hits)
    header = {
        cell.column: tidy(plain(cell.text)) for row in range(top) for cell in by_row.get(row, ())
    }
    fields = {at: field_of(name) for at, name in header.items() if at != column}
    keys = [each.hit.key for each in hits.values()]
    has_gaps = any(
        row > top
        and row not in hits
        and any(cell.column > column for cell in line)
        and not any(cell.column == column for cell in line)
        for row, line in by_row.items()
    )
    is_long = (
        len(set(keys)) < len(keys)
        or has_gaps
        or bool({"for", "kind", "later"} & set(fields.values()))
    )
    return _Rows(hits, by_row, header, fields, column).found(is_long=is_long)


class _Rows(NamedTuple):
    hits: Mapping[int, Named]
    by_row: Mapping[int, Sequence[Cell]]
    header: Mapping[int, str]
    fields: Mapping[int, str]
    column: int

    def found(self, *, is_long: bool) -> Found:
        entries: dict[str, list[Entry]] = {}
        heads: dict[str, Named] = {}
        beside: Counter[str] = Counter()
        left: dict[str, list[str]] = {}
        key = ""
        most = 0
        others_of: list[Cell] = []
        for row in sorted(self.by_row):
            if row < min(self.hits):
                continue
            cells = sorted(self.by_row[row], key=lambda cell: cell.column)
            if row in self.hits:
                key = self.hits[row].hit.key
                heads.setdefault(key, self.hits[row])
                entries.setdefault(key, [])
                entries[key] += [Entry(rest, cells[0].line) for rest in self.hits[row].rest]
            elif any(cell.column == self.column for cell in cells):
                key = ""  # a row of something else
            if not key:
                others_of += cells
                continue
            others = [cell for cell in cells if cell.column > self.column]
            for cell in others:
                if self.field(cell, is_long=is_long) == "beside":
                    beside[name := self.header[cell.column]] += 1
                    left.setdefault(name, []).append(tidy(plain(cell.text)))
            kept = [cell for cell in others if self.field(cell, is_long=is_long) != "beside"]
            most = max(most, len(kept))
            entries[key] += self.entry(kept) if is_long else self.several(kept)
        regions = tuple(
            Region(
                heads[each].hit,
                tidy(plain(lines_of(heads[each].cell.text)[0])),
                heads[each].cell.line,
                tuple(found),
                is_packed=not is_long and most == 1,  # else a cell is a note
            )
            for each, found in entries.items()
        )
        line = min((cell.line for cell in next(iter(self.by_row.values()))), default=0)
        outs = tuple(LeftOut(line, name, tuple(left[name]), "column") for name in beside)
        return Found(regions, (*outs, *_beside(others_of)))

    def field(self, cell: Cell, *, is_long: bool) -> str:
        """Return what a cell says of a note: its column may only do so by some of its words."""
        field = self.fields.get(cell.column, "")
        if field == "beside" and is_long and sure_of(plain(cell.text)):
            return "evidence"
        return "beside" if field in TOLD and not is_long else field

    def several(self, cells: Sequence[Cell]) -> Iterator[Entry]:
        for cell in cells:
            for line in lines_of(cell.text):
                if not is_number(plain(line)):
                    is_row = _SECOND.search(plain(line))  # 1. this 2. that
                    yield Entry(line if is_row else _unbulleted(line), cell.line)

    def entry(self, cells: Sequence[Cell]) -> Iterator[Entry]:
        """Yield the note of a row: its text, and what the other columns say of it."""
        said: dict[str, list[str]] = {}
        text: Text = ()
        for cell in cells:
            field = self.field(cell, is_long=True)
            if not text and field in {"", "text"}:
                text = cell.text
            elif field in {"for", "kind", "later", *TOLD}:
                said.setdefault(field, []).append(tidy(plain(cell.text)))
            elif field == "detail" or not self.header.get(cell.column):
                said.setdefault("detail", []).extend(
                    tidy(plain(line)) for line in lines_of(cell.text)
                )
            else:
                name = self.header[cell.column]
                said.setdefault("detail", []).append(f"{name}: {tidy(plain(cell.text))}")
        if not text and "detail" in said:
            text = runs(said["detail"].pop(0))
        if text:
            line = cells[0].line
            yield Entry(text, line, {name: tuple(values) for name, values in said.items()})


def _unbulleted(line: Text) -> Text:
    """Return a line of a cell without its bullet."""
    if not line:
        return line
    first = line[0]
    bare = BULLET.sub("", first.text) if len(first.text) > 2 or len(line) > 1 else first.text
    return (first._replace(text=bare), *line[1:])


def rows_of(piece: Piece) -> list[list[Text]]:
    """Return the rows of a table, each with a text for every column."""
    width = 1 + max((cell.column for cell in piece.cells), default=-1)
    rows: dict[int, list[Text]] = {}
    for cell in piece.cells:
        if cell.row not in rows:
            rows[cell.row] = [()] * width
        rows[cell.row][cell.column] = cell.text
    return [rows[at] for at in sorted(rows)]
