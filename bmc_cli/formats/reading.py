"""The formats that a canvas comes in by, told by what a file holds: a row here and its ``read``.

``read(source: Source) -> Outline`` stands in the file of the format, beside its ``write`` where
it has one, and is imported when it reads.  Of two rows that fit, the first is taken: a sign is
content; the ending of a name decides where content says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bmc_cli.errors import USAGE, BmcError

if TYPE_CHECKING:
    from bmc_cli.importing.outline import Outline

MOST_BYTES = 16 * 2**20
"""Bytes of a file at most."""
MOST_PIECES = 20_000
"""Headings, items and texts in an outline, at most."""
MOST_CELLS = 50_000
"""Cells of all tables in an outline, at most."""
MOST_TEXT = 500_000
"""Characters of all texts in an outline, at most."""
MOST_UNPACKED = 64 * 2**20
"""Bytes of all that is packed in a file, at most."""

MOST_CHARACTERS = 200_000
"""Characters of a document at most, and of one of its lines."""
MOST_COLUMNS = 20_000
MOST_BARS = 300
"""Signs between the columns of a table in one line of a document, at most."""


@dataclass(frozen=True)
class Source:
    """A file to read: its bytes, what it is called in messages, and its ending without the dot.

    ``sheet`` is the one that is asked for, of a file with several, "" for all.  ``parse`` reads
    YAML into plain values: mappings, lists and texts; it raises ``BmcError``.
    """

    data: bytes
    name: str = "-"
    ending: str = ""
    sheet: str = ""
    parse: Callable[[str], Any] = lambda _: None

    @cached_property
    def text(self) -> str:
        """What its bytes say.  Raises ``BmcError`` for bytes that are no text."""
        return decoded(self.data, self.name)

    @cached_property
    def packed(self) -> frozenset[str]:
        """The names of the files in it, where it is a zip."""
        from bmc_cli.formats.packed import names_in

        return names_in(self.data)

    @cached_property
    def start(self) -> str:
        """The first characters of its text, "" for bytes that are none."""
        try:
            return self.text[:2_000].lstrip()
        except BmcError:
            return ""

    @cached_property
    def mapping(self) -> Any:
        """Its YAML as plain values; None for what is no mapping."""
        try:
            found = self.parse(self.text)
        except BmcError:
            return None
        return found if isinstance(found, dict) else None

    def line_of(self, name: str) -> int:
        """Return the first line in which the key ``name`` stands, 0 for none."""
        found = re.search(rf"[\"']?{re.escape(name)}[\"']?\s*:", self.text)
        return self.text.count("\n", 0, found.start()) + 1 if found else 0


def decoded(data: bytes, name: str) -> str:
    """Return ``data`` as text: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252.

    Raises ``BmcError`` for what is no text at all.
    """
    start = data[:1_000]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    elif start.count(0) * 3 > len(start) and (even := start[::2].count(0)) != start[1::2].count(0):
        code = "utf-16-be" if even > start[1::2].count(0) else "utf-16-le"
        text = data.decode(code, errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if "\0" in text or text.startswith("%PDF"):
        raise BmcError("import_no_text", file=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Reader:
    """A format that comes in: its file in this folder, its name, and by what it is told."""

    file: str
    title: str
    is_it: Callable[[Source], bool]


def refuse_much(source: Source) -> str:
    """Return the text of ``source``.

    Raises ``BmcError`` for more than a person writes: it would take long to be read.
    """
    text = source.text
    lines = text.split("\n")
    bars = [line.count("|") for line in lines]
    is_long = sum(map(bool, map(str.strip, lines))) > MOST_PIECES or sum(bars) > MOST_PIECES
    is_wide = max(map(len, lines)) > MOST_COLUMNS or max(bars) > MOST_BARS
    if len(text) > MOST_CHARACTERS or is_long or is_wide:
        raise BmcError("import_too_much", file=source.name)
    return text


def _begins(*starts: str) -> Callable[[Source], bool]:
    return lambda source: source.start.casefold().startswith(starts)


def is_mapping(source: Source) -> bool:
    """Whether YAML says that it is a mapping of several names, as no document is.

    The headings of a document are comments in YAML: where one names a block, it is a document.
    """
    if source.ending in {"yaml", "yml"}:
        return True
    from bmc_cli.importing.names import Names

    names = Names()
    headings = re.findall(r"^#{1,6} (.+)", source.start, re.MULTILINE)
    return not any(map(names.whole, headings)) and bool(
        re.match(r"(?:#[^\n]*\n|\s)*[\w-]+:(?:[ \t][^\n]*)?\n(?:.*\n)*?[\w-]+:", source.start)
        and source.mapping
    )


def _is_json(source: Source) -> bool:
    found = re.match(r"\{\s*[\"}]|\[\s*(?:[{\"\]]|\[(?!\w))", source.start)
    return source.ending == "json" or bool(found)


def _is_table(source: Source) -> bool:
    from bmc_cli.formats.csv_reading import is_table

    return is_table(source)


def _holds(source: Source, endings: set[str], *names: str) -> bool:
    """Tell a zip by one of the files in it; by its ending, where it is broken."""
    if source.packed:
        return not source.packed.isdisjoint(names)
    return source.data.startswith(b"PK") and source.ending in endings


def _is_slides(source: Source) -> bool:
    return _holds(source, {"pptx", "pptm", "ppsx"}, "ppt/presentation.xml")


def _is_workbook(source: Source) -> bool:
    # .xls, or any workbook with a password; what else is in such a file is found out on reading.
    if source.data.startswith(b"\xd0\xcf\x11\xe0"):
        return source.ending not in {"doc", "ppt"}
    if b"opendocument.spreadsheet" in source.data[:200]:
        return source.data.startswith(b"PK")
    return _holds(source, {"xlsx", "xlsm", "xlsb", "ods"}, "xl/workbook.xml", "xl/workbook.bin")


def _asked(file: str, name: str) -> Callable[[Source], bool]:
    """Ask the file of a format itself: it is imported for a text only."""

    def is_it(source: Source) -> bool:
        if not source.start:
            return False
        told: bool = getattr(import_module(f"{__package__}.{file}"), name)(source)
        return told

    return is_it


READERS = {
    "pptx": Reader("pptx_reading", "PowerPoint", _is_slides),
    "xlsx": Reader("sheets_reading", "Excel", _is_workbook),
    "leantime": Reader("leantime", "Leantime", _asked("leantime", "is_leantime")),
    "drawio": Reader("drawio", "draw.io", _asked("drawio", "is_drawio")),
    "canvas": Reader("obsidian", "Obsidian", _asked("obsidian", "is_canvas")),
    "bmml": Reader("bmml_reading", "BMML", _asked("bmml_reading", "is_bmml")),
    "textusm": Reader("textusm", "TextUSM", _asked("textusm", "is_textusm")),
    "org": Reader("org", "Org", _asked("org", "is_org")),
    "tex": Reader("typeset", "LaTeX", _asked("typeset", "is_latex")),
    "typst": Reader("typeset", "Typst", _asked("typeset", "is_typst")),
    "mermaid": Reader("mermaid", "Mermaid", _asked("mermaid", "is_mermaid")),
    "html": Reader(
        "html_reading",
        "HTML",
        _begins(
            "<!doctype html", "<html", "<table", "<h", "<div", "<body", "<ul", "<p>", "<section"
        ),
    ),
    "json": Reader("data_reading", "JSON", _is_json),
    "csv": Reader("csv_reading", "CSV", _is_table),
    "yaml": Reader("data_reading", "YAML", is_mapping),
    "md": Reader("markdown_reading", "Markdown", lambda _: True),
}
"""The formats by the names that ``--from`` takes, the likeliest sign first."""


def check_named(name: str) -> None:
    """Raise ``BmcError`` where ``name`` is given and is no format."""
    if name and name not in READERS:
        raise BmcError("unknown_format", exit_code=USAGE, word=name, known=", ".join(READERS))


def reader_of(source: Source, name: str = "") -> str:
    """Return the name of the format of ``source``: ``name``, if one is given.

    Raises ``BmcError`` for a name that is none.
    """
    check_named(name)
    return name or next(each for each, reader in READERS.items() if reader.is_it(source))


def read(source: Source, name: str) -> Outline:
    """Return the outline of ``source``, which is of the format ``name``.

    Raises ``BmcError`` for what that format cannot be.
    """
    outline: Outline = import_module(f"{__package__}.{READERS[name].file}").read(source)
    cells = [cell for piece in outline.pieces for cell in piece.cells]
    texts = [each.text for each in outline.pieces] + [each.text for each in cells]
    much = sum(len(run.text) for text in texts for run in text) > MOST_TEXT
    if much or len(outline.pieces) > MOST_PIECES or len(cells) > MOST_CELLS:
        raise BmcError("import_too_much", file=source.name)
    return outline
