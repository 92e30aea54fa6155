"""A file of somebody else, read into a canvas: by ``bmc import``, and by ``bmc new --from``."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bmc_cli.errors import BmcError
from bmc_cli.file import disk
from bmc_cli.file.canvas_text import read as read_canvas
from bmc_cli.file.languages import languages
from bmc_cli.file.packs import load_language
from bmc_cli.file.plain_data import parsed
from bmc_cli.file.revisions import PIPED, piped
from bmc_cli.file.states import exists
from bmc_cli.file.storage import check_free
from bmc_cli.formats import reading
from bmc_cli.formats.reading import MOST_BYTES, READERS, Source
from bmc_cli.importing.filling import filled
from bmc_cli.importing.report import Imported
from bmc_cli.importing.tables import LEAST
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack

OWN = "bmc"
"""The name of our own format: a canvas file, or our JSON."""
MOST_FILES = 200
"""Files of a folder that are read."""
_TEXTS = {".md", ".markdown", ".txt", ".text", ".html", ".htm", ".org", ".adoc", ".rst"}
_OWN = re.compile(r"^bmc[ \t]*:[ \t]*[\"']?\d|\A\s*\{[^{}\[\]]*\"bmc\"\s*:", re.MULTILINE)


class Incoming(NamedTuple):
    """What came in, from what, and in which format."""

    imported: Imported
    name: str
    format: str

    @property
    def whole(self) -> Canvas:
        """The canvas with all nine blocks: an interview goes on with the first that is open."""
        canvas = self.imported.canvas
        if self.format == OWN:
            return canvas
        return replace(canvas, blocks={block.key: canvas.notes(block.key) for block in BLOCKS})

    @property
    def title(self) -> str:
        """What people call the format."""
        return READERS[self.format].title if self.format in READERS else self.format


def taken_in(name: str, *, form: str = "", sheet: str = "", lang: str | None = None) -> Incoming:
    """Return the canvas in the file ``name``, "-" for standard input.

    ``form`` is the format where it is not to be guessed.  Raises ``BmcError`` for what cannot be
    read, and for a file without a canvas in it.
    """
    path = Path(name)
    if name != PIPED and path.is_dir():
        return _folder(path, lang)
    source = _source(name, sheet)
    if not form and _OWN.search(source.start):
        canvas = read_canvas(source.text, source.name).canvas
        return Incoming(Imported(canvas, canvas.language, tuple(canvas.blocks)), source.name, OWN)
    form = reading.reader_of(source, form)
    found = filled(reading.read(source, form), packs(lang))
    return _named(Incoming(found, source.name, form), path)


def beside(name: str) -> Path:
    """Return the file in this folder that the file ``name`` becomes."""
    path = Path(name)
    stem = "canvas" if name == PIPED else path.resolve().name if path.is_dir() else path.stem
    return Path(disk.safe_name(stem, ".yaml"))


def check_target(target: Path, *, force: bool = False) -> None:
    """Raise what keeps a canvas that comes in from the file ``target``."""
    check_free(target)
    if exists(target) and not force:
        raise BmcError("in_the_way", file=target)


def packs(lang: str | None = None) -> list[Pack]:
    """Return the packs of bmc, that of the language ``lang`` first."""
    codes = sorted(languages(), key=lambda code: code != lang)
    return [load_language(code) for code in codes]


def _source(name: str, sheet: str) -> Source:
    if name == PIPED:
        return Source(piped(MOST_BYTES).data, "stdin", "", sheet, partial(parsed, file="stdin"))
    path = Path(name)
    data = disk.read_whole(path, MOST_BYTES)
    parse = partial(parsed, file=path.name)
    return Source(data, path.name, path.suffix[1:].casefold(), sheet, parse)


def _folder(folder: Path, lang: str | None) -> Incoming:
    """Return the canvas in a folder with a file for each block."""
    from bmc_cli.importing.folder import outline_of

    outlines = []
    for path in sorted(folder.iterdir())[:MOST_FILES]:
        if path.is_file() and path.suffix.casefold() in _TEXTS:
            source = _source(str(path), "")
            outlines.append((path.stem, reading.read(source, reading.reader_of(source))))
    found = filled(outline_of(outlines), packs(lang))
    return _named(Incoming(found, folder.resolve().name, "folder"), folder)


def _named(incoming: Incoming, path: Path) -> Incoming:
    """Return what came in, with the name of its file where it has no title.

    Raises ``BmcError`` for what is no canvas, or holds no note.
    """
    found = incoming.imported
    _refuse_none(incoming)
    if found.canvas.title or incoming.name == "stdin":
        return incoming
    stem = one_line(path.resolve().name if path.is_dir() else path.stem).strip()
    return incoming._replace(imported=found._replace(canvas=replace(found.canvas, title=stem)))


def _refuse_none(incoming: Incoming) -> None:
    found = incoming.imported
    notes = sum(found.counts.values())
    if notes and (found.is_sure or len(found.found) >= LEAST):
        return
    file, pictures = incoming.name, found.pictures
    if len(found.found) >= LEAST and not pictures:
        raise BmcError("import_blank", file=file)
    if pictures and not notes:
        raise BmcError("import_picture", file=file, picture=pictures[0])
    raise BmcError("import_none", file=file)
