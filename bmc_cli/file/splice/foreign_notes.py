"""Notes from another file, as written there: with their comments, quotes and own keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bmc_cli.file.canvas_text import Document
from bmc_cli.file.splice.notes import change_note
from bmc_cli.file.splice.source import Source
from bmc_cli.file.yaml_text import Sequence
from bmc_cli.model.fields import Note
from bmc_cli.model.links import Spot


@dataclass(frozen=True, slots=True)
class ForeignNotes:
    """The document that notes are brought from, and the spot there of each note here."""

    document: Document
    brought: Mapping[Spot, Spot]
    source: Source = field(init=False)
    _dashes: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", Source(self.document.text))

    def dashes(self, key: str) -> Mapping[int, int]:
        """Return where the dash of each node (by its ``id``) of block ``key`` is."""
        if key not in self._dashes:
            value = self.document.root.get(key)
            assert isinstance(value, Sequence)  # it has notes
            places = self.source.dashes(value.start, [item.end for item in value.items])
            self._dashes[key] = dict(zip(map(id, value.items), places, strict=True))
        return self._dashes[key]

    def lines(self, spot: Spot, note: Note, prefix: str, newline: str) -> str | None:
        """Return the lines of the note that comes to ``spot`` here, saying what ``note`` says.

        ``prefix`` is the indent and dash of a note here.  None where the note came from
        nowhere, or stands in brackets there.
        """
        from_spot = self.brought.get(spot)
        if from_spot is None:
            return None
        key, place = from_spot
        value = self.document.root.get(key)
        if not isinstance(value, Sequence) or value.flow:
            return None
        source = self.source
        node = self.document.notes[key][place]
        dash = self.dashes(key)[id(node)]
        first, column = source.line_start(value.start), source.column(value.start)
        start = source.line_start(dash)
        begin = source.own_comments(start, first if start > first else 0, column)
        end = source.line_end(max(node.end, dash + 1))
        old = self.document.canvas.notes(key)[place]
        text = source.excerpt(begin, end, lambda: change_note(source, node, old, note, flow=False))
        indent = prefix[: len(prefix) - len(prefix.lstrip())]
        lines = re.split(r"\r\n|\r|\n", text)[:-1]
        return "".join(f"{_indented(line, column, indent)}{newline}" for line in lines)


def _indented(line: str, column: int, indent: str) -> str:
    """Return a line that began at ``column`` behind ``indent``; a blank line stays blank.

    >>> _indented("    detail: On Saturday", 2, "      ")
    '        detail: On Saturday'
    """
    if not line.strip():
        return ""
    return indent + (line[column:] if not line[:column].strip() else line.lstrip())
