"""Files for merging: edits that also write comments and keys of their own, and many shapes."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice import splice_canvas
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.links import spots
from bmc_cli.model.operations import Carry, apply
from tests.documents import Dice
from tests.handwriting import Hand

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class Writer:
    """Somebody who edits a file, and writes remarks in it that nobody else has."""

    def __init__(self, dice: Dice, name: str) -> None:
        self.dice = dice
        self.name = name
        self.remarks: list[str] = []

    def edited(self, text: str) -> str:
        """Return ``text`` with up to three edits of its canvas, and up to three remarks."""
        document = read(text, "x")
        for _ in range(self.dice.below(4)):
            try:
                document = splice_canvas(document, self.changed(document.canvas), "x")
            except BmcError:
                continue
        for _ in range(self.dice.below(4)):
            document = self.remarked(document)
        return document.text

    def changed(self, canvas: Canvas) -> Canvas:
        """Return a canvas with one edit; at times a note is carried to another block."""
        notes = [*spots(canvas)]
        if not notes or self.dice.below(6):
            return self.dice.edit(canvas)[1]
        (key, _), note = self.dice.pick(notes)
        to = self.dice.pick([block.key for block in BLOCKS if block.key != key])
        return apply(canvas, [Carry(key, note, to)]).canvas

    def remarked(self, document: Document) -> Document:
        """Return a document with one remark more, where one may stand there."""
        lines = [found[0] for found in _LINE.finditer(document.text) if found[0]]
        at = self.dice.below(len(lines))
        line, end = re.split(r"([\r\n]*)\Z", lines[at])[:2]
        indent = line[: len(line) - len(line.lstrip(" -"))].replace("-", " ")
        remark = f"{self.name}{len(self.remarks)}"
        written = self.dice.pick(
            [
                f"{line} # {remark}{end}",
                f"{indent}# {remark}{end or chr(10)}{line}{end}",
                f"{line}{end or chr(10)}{indent}# {remark}{end}",
                f"{line}{end or chr(10)}{indent}{remark}: 1{end}",
                f"{indent}{remark}: 1{end or chr(10)}{line}{end}",
            ]
        )
        try:
            made = read("".join([*lines[:at], written, *lines[at + 1 :]]), "x")
        except BmcError:
            return document
        if made.canvas != document.canvas:
            return document
        self.remarks.append(remark)
        return made


@st.composite
def remarked(draw: st.DrawFn) -> tuple[tuple[str, str, str], list[str]]:
    """Return a file, what two people made of it, and the remarks that they wrote."""
    dice = Dice(draw)
    base = Hand(dice.below).document(dice.canvas())
    writers = [Writer(dice, name) for name in ("mine", "yours")]
    ours, theirs = (each.edited(base) for each in writers)
    return (base, ours, theirs), [remark for each in writers for remark in each.remarks]


TITLED = re.compile("Bakery")
"""What every shape says, to be changed in it."""

_LINES = """\
bmc: 1
title: Bakery
channels:
  - Shop
  - text: Van
    later: true
"""
SHAPES = {
    "plain": _LINES,
    "no end of line at the end": _LINES.removesuffix("\n"),
    "crlf": _LINES.replace("\n", "\r\n"),
    "cr": _LINES.replace("\n", "\r"),
    "several ends": _LINES.replace("1\n", "1\r\n"),
    "comments": "# a\n\n" + _LINES.replace("Shop\n", "Shop  # b\n  # c\n") + "  # d\n\n# e\n",
    "blank lines": _LINES.replace("\n", "\n\n"),
    "blanks at the ends of lines": _LINES.replace("\n", "  \n"),
    "keys of its own": _LINES + "    who: Ann\nmine: {a: [1, 2]}\n",
    "rules": _LINES + "check: {ignore: [crowded]}\n",
    "brackets": "bmc: 1\ntitle: Bakery\nchannels: [Shop, {text: Van, later: true}]\n",
    "one mapping": "{bmc: 1, title: Bakery, channels: [Shop, Van]}\n",
    "json": '{\n  "bmc": 1,\n  "title": "Bakery",\n  "channels": ["Shop", "Van"]\n}\n',
    "marks of a document": "%YAML 1.1\n---\n" + _LINES + "...\n",
    "another order": "channels:\n- Shop\n- Van\ntitle: Bakery\nbmc: 1\n",
    "quotes": _LINES.replace("Bakery", '"Bakery"').replace("Shop", "'Shop'"),
    "texts of several lines": _LINES.replace("Shop", "|\n    two\n\n    lines")
    + "    detail: >-\n      folded\n      text\n",
}
