"""Notes from another file, as written there: with their comments, quotes and own keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bmc_cli.file.canvas_text import Document
from bmc_cli.file.splice.lists import ItemLines
from bmc_cli.file.splice.notes import change_note
from bmc_cli.file.splice.source import Source
from bmc_cli.file.yaml_text import BREAK, Sequence
from bmc_cli.model.fields import Note
from bmc_cli.model.links import Spot


@dataclass(frozen=True, slots=True)
class ForeignNotes:
    """The document that notes are brought from, and the spot there of each note here."""

    document: Document
    brought: Mapping[Spot, Spot]
    source: Source = field(init=False)
    _lists: dict[str, ItemLines] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", Source(self.document.text))

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
        if key not in self._lists:
            self._lists[key] = ItemLines(source, value)
        there = self._lists[key]
        begin, end = there.begin(node), there.body(node)[1]
        old = self.document.canvas.notes(key)[place]
        text = source.excerpt(begin, end, lambda: change_note(source, node, old, note, flow=False))
        indent = prefix[: len(prefix) - len(prefix.lstrip())]
        lines = BREAK.split(text)[:-1]
        return "".join(f"{_indented(line, there.column, indent)}{newline}" for line in lines)


def _indented(line: str, column: int, indent: str) -> str:
    """Return a line that began at ``column`` behind ``indent``; a blank line stays blank.

    >>> _indented("    detail: On Saturday", 2, "      ")
    '        detail: On Saturday'
    """
    if not line.strip():
        return ""
    return indent + (line[column:] if not line[:column].strip() else line.lstrip())
