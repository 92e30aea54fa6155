"""Files within a zip, and XML in them: read with bounds, whatever the file says of itself."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, fromstring

from bmc_cli.errors import BmcError
from bmc_cli.formats.reading import MOST_UNPACKED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from bmc_cli.formats.reading import Source

_MOST_FILES = 5_000
_MOST_XML = 24 * 2**20  # bytes of XML that are parsed, of one file
_CHUNK = 2**20
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def names_in(data: bytes) -> frozenset[str]:
    """Return the names of the files in ``data``, none for what is no zip, or a broken one."""
    if not data.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return frozenset()


class Packed:
    """A zip that was opened; all that is taken out of it is counted."""

    def __init__(self, source: Source) -> None:
        """Open ``source``.  Raises ``BmcError`` for what is no whole zip, or has a password."""
        self.source = source
        self.left = MOST_UNPACKED
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(source.data))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise BmcError("import_broken", file=source.name) from None
        found = self.archive.infolist()
        if len(found) > _MOST_FILES or sum(each.file_size for each in found) > MOST_UNPACKED:
            raise BmcError("import_too_much", file=source.name)
        if any(each.flag_bits & 1 for each in found):
            raise BmcError("import_locked", file=source.name)

    def names(self, pattern: str) -> list[str]:
        """Return the names that ``pattern`` matches as a whole, by the numbers in them."""
        found = [name for name in self.archive.namelist() if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: [int(each) for each in re.findall(r"\d{1,9}", name)])

    def read(self, name: str) -> bytes:
        """Return what the file ``name`` holds.

        Raises ``BmcError`` for more than was said, or allowed, and for a file that is broken.
        """
        made = io.BytesIO()
        try:
            with self.archive.open(name) as file:
                while chunk := file.read(_CHUNK):
                    self.left -= len(chunk)
                    if self.left < 0:
                        raise BmcError("import_too_much", file=self.source.name)
                    made.write(chunk)
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, OSError):
            raise BmcError("import_broken", file=self.source.name) from None
        return made.getvalue()

    def xml(self, name: str) -> Element:
        """Return the XML of the file ``name``.  Raises ``BmcError`` as ``read`` and ``parsed``."""
        return parsed(self.read(name), self.source.name)

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file with what it holds, so that all of it was counted."""
        for name in self.archive.namelist():
            yield name, self.read(name)


def parsed(data: bytes, file: str) -> Element:
    """Return XML as a tree.

    Raises ``BmcError`` for what is none, is too much, or declares entities of its own.
    """
    if len(data) > _MOST_XML:
        raise BmcError("import_too_much", file=file)
    if _FORBIDDEN.search(data.replace(b"\0", b"")):  # also in two bytes a character
        raise BmcError("import_doctype", file=file)
    try:
        return fromstring(data)  # noqa: S314 (entities are refused above, and the size is bounded)
    except (ParseError, ValueError, LookupError):
        raise BmcError("import_broken", file=file) from None
