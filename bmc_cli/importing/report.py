"""What came in, how it was read, and what was left out: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bmc_cli.importing.outline import LeftOut, LostLinks
from bmc_cli.model.canvas import Canvas


class ReadAs(NamedTuple):
    """A heading that is not exactly the name of a block, and the block that it was read as."""

    line: int
    heading: str
    key: str
    how: str


class Imported(NamedTuple):
    """A canvas that came in.

    ``found`` are the blocks that it names, with notes or without; ``unknown_kinds`` what notes
    were said to be that is no kind of their block; ``paragraphs`` counts the notes that were no
    entry of a list, ``made`` the links.
    """

    canvas: Canvas
    language: str = ""
    found: tuple[str, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    lost: tuple[LostLinks, ...] = ()
    unknown_kinds: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    is_sure: bool = False
    paragraphs: int = 0

    @property
    def made(self) -> int:
        """How many links its notes have."""
        return sum(len(n.links) for notes in self.canvas.blocks.values() for n in notes)

    @property
    def counts(self) -> Mapping[str, int]:
        """The notes of each block that was found."""
        return {key: len(self.canvas.notes(key)) for key in self.found}
