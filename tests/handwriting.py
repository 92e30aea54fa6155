"""Canvas files in anybody's hand.

The words are spelled here by rules of our own, so that the program's reading and
writing is held against something else than itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from bmc_cli.model.canvas import BLOCKS, HEAD, Canvas
from bmc_cli.model.fields import BY_NAME, EVERY_TARGET, FIELDS, Note, Shape

Choice = TypeVar("Choice")

_PRINTABLE = re.compile(
    "[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]*"
)
_PLAIN = re.compile(r"(?!.*(: | #|null))\w(?:[\w .:/'+#,-]*[\w.])?")
_FOLD = re.compile(r"(?<=[^ ]) (?=\w)")
_NOTHING = ["", "~", "null"]

SIGNED = re.compile(r"(# ?r\d+\b|unknown\d+)")
"""A remark or an unknown value, each with a number that no other has."""


class Hand:
    """A way of writing, chosen bit by bit with ``draw``; the first choice is the simplest."""

    def __init__(self, draw: Callable[[int], int]) -> None:
        """``draw`` returns a whole number from 0 to below the number it is given."""
        self.draw = draw
        self.lines: list[str] = []
        self.signed = 0
        self.margin = "  " * self.one_in(6)
        self.pad = self.margin + self.pick(["  ", "", "    "])
        self.dash = self.pick(["- ", "- ", "-   "])
        self.ends = self.pick([["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]])
        self.commented = self.one_in(2)

    def pick(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.draw(len(choices))]

    def one_in(self, cases: int) -> bool:
        """Return True in one of so many cases."""
        return self.draw(cases) == cases - 1

    def numbered(self, template: str) -> str:
        self.signed += 1
        return template.format(self.signed)

    # -- the document

    def document(self, canvas: Canvas) -> str:
        """Return the text of a file that holds ``canvas``."""
        pairs: list[tuple[str, Any]] = [("bmc", "1")]
        pairs += [(name, getattr(canvas, name)) for name in HEAD]
        pairs += [(block.key, canvas.blocks.get(block.key)) for block in BLOCKS]
        pairs = [(key, value) for key, value in pairs if value or value == () or self.one_in(9)]
        pairs = [(key, value) for key, value in pairs if value is not None]
        for _ in range(self.draw(3)):
            pairs.insert(self.draw(len(pairs) + 1), (self.numbered("my key {}"), None))
        if self.one_in(4):
            start = self.draw(len(pairs))
            pairs = (pairs[start:] + pairs[:start])[:: self.pick([1, -1])]
        if self.one_in(9):
            self.flow_document(pairs)
        else:
            self.block_document(pairs)
        return self.joined()

    def joined(self) -> str:
        if len(self.ends) == 1:
            text = "".join(line + self.ends[0] for line in self.lines)
        else:
            text = "".join(line + self.pick(self.ends) for line in self.lines)
        return text.rstrip("\r\n") if self.one_in(4) else text

    def block_document(self, pairs: list[tuple[str, Any]]) -> None:
        if self.one_in(6):
            self.lines += ["%YAML 1.1"] * self.one_in(4)
            self.line("---")
        for key, value in pairs:
            self.between(len(self.margin))
            prefix = self.margin + self.key(key)
            if value is None:
                self.unknown(prefix, len(self.margin))
            elif isinstance(value, str):
                self.scalar(prefix, value, len(self.margin))
            else:
                self.block(prefix, value)
        self.between(len(self.margin))
        if self.one_in(9):
            self.lines.append("...")

    def flow_document(self, pairs: list[tuple[str, Any]]) -> None:
        parts = []
        for key, value in pairs:
            if value is None:
                parts.append(self.key(key) + " " + self.flow_unknown())
            elif isinstance(value, str):
                parts.append(self.key(key) + " " + (self.inline(value) or "~"))
            else:
                parts.append(self.key(key) + " " + self.flow("[", map(self.flow_note, value), 4))
        self.lines += self.flow("{", parts, 2).split("\n")
        self.between(0)

    def between(self, column: int) -> None:
        """Write what may stand above a line: nothing, blank lines, remarks."""
        while self.commented and self.one_in(3):
            if self.one_in(2):
                self.lines.append(" " * self.pick([0, 0, column]))
            else:
                self.lines.append(" " * self.pick([column, 0]) + self.comment())

    def comment(self) -> str:
        return self.numbered(self.pick(["# r{}", "#r{}", "# r{} - a: [b", "# r{} 'tis"]))

    def line(self, text: str) -> None:
        """Write a line, at times with a remark at its end."""
        if self.commented and self.one_in(4):
            text += self.pick([" ", "   "]) + self.comment()
        elif self.one_in(30):
            text += "  "
        self.lines.append(text)

    def key(self, name: str) -> str:
        form = self.pick(["{}:"] * 8 + ['"{}":', "'{}' :", "{} :"])
        return form.format(name)

    def unknown(self, prefix: str, column: int) -> None:
        """Write the value of a key that is nothing to us."""
        inner = " " * (column + 2)
        form = self.draw(4)
        if form == 0:
            self.line(f"{prefix} {self.numbered('unknown{}')}")
        elif form == 1:
            self.line(f"{prefix} {self.flow_unknown()}")
        elif form == 2:
            self.line(prefix)
            self.lines += [
                f"{inner}- {self.numbered('unknown{}')}",
                f"{inner}- x: {self.numbered('unknown{}')}",
            ]
        else:
            self.lines += [
                f"{prefix} |",
                f"{inner}{self.numbered('unknown{}')}",
                f"{inner}- {self.numbered('unknown{}')}",
            ]

    def flow_unknown(self) -> str:
        return self.numbered(self.pick(["unknown{}", "[unknown{}, x]", "{{x: unknown{}}}"]))

    # -- the notes of a block

    def block(self, prefix: str, notes: tuple[Note, ...]) -> None:
        if not notes and not self.one_in(9):
            self.line(prefix + self.pick([" []", "", " ~", " [ ]"]))
        elif self.one_in(5) or not notes:
            column = len(self.margin) + 2
            self.line_of(prefix + " ", self.flow("[", map(self.flow_note, notes), column))
        else:
            self.line(prefix)
            for note in notes:
                self.between(len(self.pad))
                self.item(note)
                if self.one_in(20):
                    self.line(self.pad + self.pick(["-", "- ~", "- ''"]))

    def line_of(self, prefix: str, flow: str) -> None:
        *lines, last = (prefix + flow).split("\n")
        self.lines += lines
        self.line(last)

    def item(self, note: Note) -> None:
        """Write a note of a block list, at its dash or under it."""
        prefix, column = self.pad + self.dash, len(self.pad + self.dash)
        if self.one_in(9):
            self.line(self.pad + "-")
            column = len(self.pad) + 2
            prefix = " " * column
        if note == Note(note.text) and not self.one_in(5):
            self.scalar(prefix.removesuffix(" "), note.text, len(self.pad))
        elif self.one_in(4):
            self.line_of(prefix, self.flow_mapping(note, column + 2))
        else:
            self.mapping(prefix, note, column)

    def fields(self, note: Note) -> list[tuple[str, Any]]:
        """Return the keys of a note with their values, in some order; None is unknown to us."""
        pairs: list[tuple[str, Any]] = [("text", note.text)]
        others = ((each.name, each.of(note)) for each in FIELDS if each.name != "text")
        pairs += [(key, value) for key, value in others if value or self.one_in(12)]
        if self.one_in(5):
            pairs.insert(self.draw(len(pairs) + 1), (self.numbered("my key {}"), None))
        start = self.draw(len(pairs)) if self.one_in(3) else 0
        return pairs[start:] + pairs[:start]

    def mapping(self, prefix: str, note: Note, column: int) -> None:
        for key, value in self.fields(note):
            if not prefix.strip():
                self.between(column)
            self.field(prefix + self.key(key), key, value, column)
            prefix = " " * column

    def field(self, prefix: str, key: str, value: Any, column: int) -> None:
        if value is None:
            self.unknown(prefix, column)
        elif BY_NAME[key].shape in {Shape.TEXT, Shape.CHOICE}:
            self.scalar(prefix, value, column)
        elif isinstance(value, bool):
            self.line(f"{prefix} {self.flag(value)}")
        elif not value:
            self.line(prefix + self.pick([" []", "", " ~"]))
        elif len(value) == 1 and self.one_in(2):
            self.scalar(prefix, value[0], column)
        elif self.one_in(3):
            self.line(prefix)
            inner = " " * (column + self.pick([2, 0])) + "-"
            for text in value:
                self.between(len(inner) - 1)
                self.scalar(inner, text, len(inner) - 1)
        else:
            self.line_of(prefix + " ", self.flow("[", map(self.flow_text, value), column + 2))

    def flag(self, is_so: bool) -> str:
        return self.pick(["true", "yes", "ja"] if is_so else ["false", "no", "~"])

    # -- texts

    def scalar(self, prefix: str, text: str, column: int) -> None:
        """Write ``text`` after ``lead`` in a construct that stands at ``column``."""
        if not text:
            self.line(f"{prefix} {self.pick(_NOTHING)}".rstrip())
            return
        inner = " " * (column + self.pick([2, 4]))
        lines = text.split("\n")
        printable = all(map(_PRINTABLE.fullmatch, lines))
        if printable and lines[0][0] != " " and self.one_in(6 if len(lines) == 1 else 2):
            self.line(f"{prefix} {self.pick(['|-', '|', '|+'])}")
            self.lines += [inner + line if line else "" for line in lines]
        elif printable and len(lines) == 1 and _FOLD.search(text) and self.one_in(6):
            self.line(f"{prefix} {self.pick(['>-', '>'])}")
            self.lines += [inner + part for part in _FOLD.split(text)]
        else:
            parts = [self.inline(text, in_flow=False)]
            if _FOLD.search(text) and self.one_in(6):
                parts = _FOLD.split(parts[0])
            if self.one_in(12):
                self.line(prefix)
                prefix = inner.removesuffix(" ")
            *lines, last = [f"{prefix} {parts[0]}", *(inner + part for part in parts[1:])]
            self.lines += lines
            self.line(last)

    def inline(self, text: str, *, in_flow: bool = True) -> str:
        """Return ``text`` plain, in single or in double quotes."""
        if _PLAIN.fullmatch(text) and not (in_flow and re.search("[,:#]", text)):
            style = self.draw(4)
        else:
            style = 2 + self.draw(2)
        if style < 2:
            return text
        if style == 2 and _PRINTABLE.fullmatch(text):
            return "'" + text.replace("'", "''") + "'"
        return '"' + "".join(map(_escaped, text)) + '"'

    def flow_text(self, text: str) -> str:
        return self.inline(text)

    def flow_note(self, note: Note) -> str:
        if note == Note(note.text) and not self.one_in(5):
            return self.inline(note.text)
        return self.flow_mapping(note, 6)

    def flow_mapping(self, note: Note, column: int) -> str:
        parts = []
        for key, value in self.fields(note):
            if value is None:
                said = self.flow_unknown()
            elif isinstance(value, bool):
                said = self.flag(value)
            elif isinstance(value, str):
                said = self.inline(value) if value else "~"
            elif value == EVERY_TARGET and self.one_in(2):
                said = "all"
            else:
                said = "[" + ", ".join(map(self.inline, value)) + "]"
            parts.append(f"{self.key(key)} {said}")
        return self.flow("{", parts, column)

    def flow(self, opening: str, parts: Iterable[str], column: int) -> str:
        """Return a list or a mapping in brackets, on one line or on several."""
        closing = {"[": "]", "{": "}"}[opening]
        several = self.one_in(4)
        written = [opening]
        for part in parts:
            if len(written) > 1:
                written.append(",")
            if several:
                if self.commented and self.one_in(3):
                    written.append(" " + self.comment())
                written.append("\n" + " " * column)
            elif written[-1] == ",":
                written.append(" ")
            written.append(part)
        if several and len(written) > 1:
            written.append(self.pick(["", ","]) + "\n" + " " * column)
        return "".join([*written, closing])


def _escaped(numbered: str) -> str:
    if "\x20" <= numbered <= "\x7e" and numbered not in '"\\':
        return numbered
    code = ord(numbered)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
