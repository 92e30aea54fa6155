"""Bytes and texts as files that come in, and what is in them in a few words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import partial

from bmc_cli.file.plain_data import parsed
from bmc_cli.formats.reading import Source, read, reader_of
from bmc_cli.importing.filling import filled
from bmc_cli.importing.report import Imported
from tests.packs import pack

PACKS = [pack("en"), pack("nl")]


def source(data: bytes | str, ending: str = "", sheet: str = "") -> Source:
    whole = data.encode() if isinstance(data, str) else data
    name = f"x.{ending}"
    return Source(whole, name, ending, sheet, partial(_parsed, file=name))


def _parsed(text: str, file: str) -> object:
    return parsed(text, file)


def format_of(data: bytes | str, ending: str = "") -> str:
    return reader_of(source(data, ending))


def imported(data: bytes | str, ending: str = "", sheet: str = "") -> Imported:
    """Return what comes in, in the format that the file is taken for."""
    file = source(data, ending, sheet)
    return filled(read(file, reader_of(file)), PACKS)


def notes(found: Imported) -> dict[str, list[str]]:
    """Return the notes of each block that has some, a detail behind a bar."""
    return {
        key: [f"{note.text}|{note.detail}" if note.detail else note.text for note in held]
        for key, held in found.canvas.blocks.items()
        if held
    }


def packed(files: Mapping[str, bytes | str], *, deflated: bool = True) -> bytes:
    """Return a zip of ``files``."""
    data = io.BytesIO()
    way = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(data, "w", way) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()
