"""A folder with a file for each block, as one outline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bmc_cli.importing.outline import Kind, Outline, Piece, heading

_BETWEEN = re.compile(r"[\s_-]+")


def outline_of(files: Sequence[tuple[str, Outline]]) -> Outline:
    """Return the outline of a folder: of each file its name without the ending, and its outline.

    The name of a file is a heading above all that it holds.
    """
    pieces: list[Piece] = []
    head: dict[str, str] = {}
    for name, outline in files:
        pieces.append(heading(_BETWEEN.sub(" ", name).strip(), 2))
        pieces += [_lower(piece) for piece in outline.pieces]
        head |= {key: value for key, value in outline.head.items() if key != "title"}
    left_out = tuple(each for _, outline in files for each in outline.left_out)
    return Outline(tuple(pieces), head, left_out)


def _lower(piece: Piece) -> Piece:
    return replace(piece, level=piece.level + 2) if piece.kind is Kind.HEADING else piece
