"""A file of somebody else, read in this process."""

from __future__ import annotations

from functools import partial
from typing import Any

from bmc_cli.file.plain_data import parsed
from bmc_cli.formats import reading
from bmc_cli.formats.json import canvas_data
from bmc_cli.formats.reading import Source
from bmc_cli.importing.filling import filled
from bmc_cli.importing.report import Imported
from bmc_cli.model.canvas import BLOCKS
from tests.packs import pack


def imported(text: str | bytes, name: str = "input.md") -> Imported:
    """Return what comes in of a file that holds ``text``."""
    data = text.encode() if isinstance(text, str) else text
    ending = name.rpartition(".")[2]
    source = Source(data, name, ending, "", partial(parsed, file=name))
    outline = reading.read(source, reading.reader_of(source))
    return filled(outline, [pack("en"), pack("nl")])


def notes(found: Imported) -> dict[str, list[dict[str, Any]]]:
    """Return the notes of each block that has some, as the fields of JSON."""
    data = canvas_data(found.canvas)
    return {block.key: data[block.key] for block in BLOCKS if data[block.key]}


def texts(found: Imported, key: str) -> list[str]:
    """Return the texts of the notes of a block."""
    return [note.text for note in found.canvas.notes(key)]


def canvas_of(*lines: str, key: str = "Channels") -> str:
    """Return a document of three blocks, with ``lines`` in the one that is called ``key``."""
    others = (name for name in ("Customer Segments", "Channels", "Costs") if name != key)
    rest = "".join(f"\n## {name}\n- {name[0]}\n" for name in others)
    return f"## {key}\n" + "\n".join(lines) + "\n" + rest
