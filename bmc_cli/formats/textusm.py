"""TextUSM as an outline: names of blocks, indented notes, a colour behind a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.importing.indents import Line, lines_of, pieces_of
from bmc_cli.importing.names import Names
from bmc_cli.importing.outline import Outline
from bmc_cli.importing.tables import LEAST

if TYPE_CHECKING:
    from bmc_cli.formats.reading import Source

_COLOUR = re.compile(r"\s*:\s*#[0-9A-Fa-f]{3,8}(?:\s*,\s*#[0-9A-Fa-f]{3,8})*\s*$")
_MOST = 10_000  # lines


def is_textusm(source: Source) -> bool:
    """Whether a text is names of blocks at its edge, and indented lines without a bullet."""
    lines = [*lines_of(source.text[:20_000])]
    outer = [line for line in lines if not line.indent and not line.text.startswith("#")]
    inner = [line for line in lines if line.indent]
    if not inner or len(outer) < LEAST or any(re.match(r"[-*+|>]", each.text) for each in lines):
        return False
    names = Names()
    keys = {hit.key for line in outer if (hit := names.whole(line.text))}
    return len(keys) >= LEAST and len(keys) * 2 > len(outer)


def read(source: Source) -> Outline:
    """Return the outline of a diagram; a line that begins with ``#`` is a remark.

    Raises ``BmcError`` for one of more lines than a canvas can have.
    """
    if source.text.count("\n") > _MOST:
        raise BmcError("import_too_much", file=source.name)
    kept = (line for line in lines_of(source.text) if not line.text.startswith("#"))
    bare = (Line(each.number, each.indent, _COLOUR.sub("", each.text)) for each in kept)
    pieces, left_out = pieces_of(bare)
    return Outline(pieces, left_out=left_out, is_sure=True)
