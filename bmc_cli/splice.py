"""Edits spliced into the text of a canvas file: what an edit does not touch stays byte for byte.

The difference between the canvas in the text and the wanted one becomes a few
replacements at the places of the nodes.  The result is read again; a text that
does not read back as the wanted canvas is never handed out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bmc_cli.canvas import BLOCKS, BY_KEY, HEAD, Canvas, Note
from bmc_cli.canvasfile import (
    Document,
    note_fields,
    read,
    spell_flow_note,
    spell_head,
    spell_note,
)
from bmc_cli.compare import align, rising
from bmc_cli.errors import BmcError
from bmc_cli.yamltext import Mapping, Node, Scalar, Sequence, spell

_BREAK = re.compile(r"\r\n|\r|\n")
_REMARK_LINE = re.compile(r"[ \t]*#")
_INDENTED_REMARK = re.compile(r"[ \t]+#")
_FIELDS = ("text", "detail", "for", "kind", "later")


def respell(document: Document, wanted: Canvas, file: str) -> Document:
    """Return the document with ``wanted`` as its canvas, and nothing else changed.

    Raises ``BmcError`` ("unspliceable") when the text is written in a way that
    the change cannot be put into safely.
    """
    if wanted == document.canvas:
        return document
    text = _Splicer(document).spliced(wanted)
    try:
        result = read(text, file)
    except BmcError as fault:
        if fault.reason == "too_big":
            raise
        result = None
    if result is None or result.canvas != wanted:
        raise BmcError("unspliceable", file=file)
    return result


@dataclass(slots=True)
class _Splices:
    """Replacements in a text, kept in the order they were asked for at one offset."""

    text: str
    list: list[tuple[int, int, str]] = field(default_factory=list)

    def put(self, start: int, end: int, new: str) -> None:
        self.list.append((start, end, new))

    def applied(self) -> str:
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(self.list, key=lambda splice: splice[:2]):
            parts += [self.text[at:start], new]
            at = max(at, end)
        return "".join([*parts, self.text[at:]])


class _Splicer:
    """Works out the replacements that turn one document's canvas into another."""

    def __init__(self, document: Document) -> None:
        found = _BREAK.search(document.text)
        self.newline = found[0] if found else "\n"
        self.ended = document.text.endswith(("\n", "\r"))
        self.document = document
        self.text = document.text if self.ended else document.text + self.newline
        self.splices = _Splices(self.text)
        self.margin = " " * self.column(document.root.start)
        self.dash = self.usual_dash()

    def spliced(self, wanted: Canvas) -> str:
        for name in HEAD:
            self.set_head(name, getattr(self.document.canvas, name), getattr(wanted, name))
        for block in BLOCKS:
            if block.key in wanted.blocks:
                self.set_block(block.key, wanted.notes(block.key))
        text = self.splices.applied()
        return text if self.ended else text.removesuffix(self.newline)

    # -- places in the text

    def line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        found = _BREAK.search(self.text, offset)
        return found.end() if found else len(self.text)

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)

    def usual_dash(self) -> str:
        """Return indent, dash and blanks as the file writes a note, else the usual ones."""
        for key, nodes in self.document.notes.items():
            value = self.document.root.get(key)
            if nodes and isinstance(value, Sequence) and not value.flow:
                return self.dash_of(self.dashes(value)[0])
        return self.margin + "  - "

    def dash_of(self, dash: int) -> str:
        blanks = re.compile(r"-( *)(?=[^\s#])").match(self.text, dash)
        return self.text[self.line_start(dash) : dash] + "-" + (blanks[1] if blanks else " ")

    def dashes(self, block: Sequence) -> list[int]:
        """Return the offsets of the dashes of a block list; they share one column."""
        column = self.column(block.start)
        dashes = [block.start]
        for item in block.items[:-1]:
            line = self.line_end(max(item.end, dashes[-1] + 1))
            while self.text[line : line + column].strip() or self.text[line + column] != "-":
                line = self.line_end(line)
            dashes.append(line + column)
        return dashes

    # -- the title block

    def set_head(self, name: str, old: str, new: str) -> None:
        if old == new:
            return
        value = self.document.root.get(name)
        spelled = spell_head(name, new) if new else ""
        if isinstance(value, Scalar):
            style = value.style if value.style in {"'", '"'} else ""
            spelled = spell(new, style=style) if style and new else spelled
            glue = " " if value.start == value.end and spelled else ""
            self.splices.put(value.start, value.end, glue + spelled)
        else:
            before = {"bmc", *HEAD[: HEAD.index(name)]}
            self.add_key(before, f"{name}: {spelled}", [], apart=False)

    def add_key(self, before: set[str], line: str, lines: list[str], *, apart: bool) -> None:
        """Put a new key after the last of the keys ``before``, else in front of all."""
        pairs = self.document.root.pairs
        earlier = [(key, value) for key, value in pairs if key.text in before]
        at = max((max(key.end, value.end) for key, value in earlier), default=None)
        if self.document.root.flow:
            inside = self.document.root.start + 1 if at is None else at
            comma = (", ", "") if at is not None else ("", ", " if pairs else "")
            self.splices.put(inside, inside, comma[0] + line + comma[1])
            return
        start = self.line_start(pairs[0][0].start) if at is None else self.after_remarks(at)
        blank = [""] if apart and self.is_airy() else []
        added = [*blank, self.margin + line, *lines]
        self.splices.put(start, start, "".join(each + self.newline for each in added))

    def after_remarks(self, offset: int) -> int:
        """Return the start of the line after ``offset`` and its own indented remarks."""
        line = self.line_end(offset)
        while _INDENTED_REMARK.match(self.text, line):
            line = self.line_end(line)
        return line

    def is_airy(self) -> bool:
        """Whether blank lines stand between the blocks; a file without blocks may get them."""
        blocks = [key.start for key, _ in self.document.root.pairs if key.text in BY_KEY]
        if len(blocks) < 2:
            return True
        between = self.text[blocks[0] : blocks[-1]].replace("\r\n", "\n").replace("\r", "\n")
        return re.search(r"\n[ \t]*\n", between) is not None

    # -- the notes of a block

    def set_block(self, key: str, new: tuple[Note, ...]) -> None:
        value = self.document.root.get(key)
        old = self.document.canvas.notes(key)
        if value is None:
            self.add_block(key, new)
        elif old != new:
            if isinstance(value, Sequence) and value.items and value.flow:
                self.splice_flow(value, key, old, new)
            elif isinstance(value, Sequence) and value.items:
                self.splice_lines(value, key, old, new)
            else:
                self.fill(value, new)

    def add_block(self, key: str, notes: tuple[Note, ...]) -> None:
        before = {"bmc", *HEAD, *(b.key for b in BLOCKS if b.number < BY_KEY[key].number)}
        if self.document.root.flow:
            inside = ", ".join(spell_flow_note(note) for note in notes)
            self.add_key(before, f"{key}: [{inside}]", [], apart=True)
        elif notes:
            self.add_key(before, f"{key}:", [self.item(note) for note in notes], apart=True)
        else:
            self.add_key(before, f"{key}: []", [], apart=True)

    def fill(self, value: Node, notes: tuple[Note, ...]) -> None:
        """Put notes under a key that has none: ``[]``, ``~`` or nothing."""
        if self.document.root.flow:
            inside = ", ".join(spell_flow_note(note) for note in notes)
            glue = " " if value.start == value.end else ""
            self.splices.put(value.start, value.end, f"{glue}[{inside}]")
            return
        start = value.start
        while self.text[start - 1] in " \t":
            start -= 1
        self.splices.put(start, value.end, "")
        line = self.line_end(value.end)
        self.splices.put(line, line, "".join(self.item(note) + self.newline for note in notes))

    def item(self, note: Note, dash: str = "") -> str:
        dash = dash or self.dash
        return dash + spell_note(note, " " * len(dash), self.newline)

    def splice_lines(
        self, value: Sequence, key: str, old: tuple[Note, ...], new: tuple[Note, ...]
    ) -> None:
        nodes = self.document.notes[key]
        dashes = dict(zip(map(id, value.items), self.dashes(value), strict=True))
        starts = [dashes[id(node)] for node in nodes]
        bodies = [
            (self.line_start(dash), self.line_end(max(node.end, dash + 1)))
            for dash, node in zip(starts, nodes, strict=True)
        ]
        origin = align(old, new)
        staying = rising(origin)
        for at, (start, end) in enumerate(bodies):
            if at not in origin:
                self.splices.put(start, end, "")
            elif at not in staying:
                self.splices.put(self.own_remarks(start, value), end, "")
        last = bodies[-1][1] if bodies else self.line_end(value.end)
        following = last
        additions: list[tuple[int, str]] = []
        for now, was in reversed(list(enumerate(origin))):
            if was is None:
                dash = self.dash_of(starts[-1]) if starts else self.dash
                additions.append((following, self.item(new[now], dash) + self.newline))
            elif was in staying:
                self.change(nodes[was], old[was], new[now])
                following = self.own_remarks(bodies[was][0], value)
            else:
                begin, end = self.own_remarks(bodies[was][0], value), bodies[was][1]
                moved = self.changed(nodes[was], old[was], new[now], begin, end)
                additions.append((following, moved))
        for start, lines in reversed(additions):
            self.splices.put(start, start, lines)
        if not new and len(nodes) == len(value.items):
            self.close_empty(key)

    def own_remarks(self, start: int, value: Sequence) -> int:
        """Return where the remark lines begin that stand right above the line at ``start``."""
        floor = self.line_start(value.start)
        floor = floor if start > floor else 0
        column = self.column(value.start)
        while start > floor:
            above = self.line_start(start - (2 if self.text[start - 2 : start] == "\r\n" else 1))
            remark = _REMARK_LINE.match(self.text, above)
            if not remark or remark.end() - 1 - above != column or above < floor:
                break
            start = above
        return start

    def close_empty(self, key: str) -> None:
        name = next(name for name, _ in self.document.root.pairs if name.text == key)
        colon = self.text.index(":", name.end) + 1
        self.splices.put(colon, colon, " []")

    def splice_flow(
        self, value: Sequence, key: str, old: tuple[Note, ...], new: tuple[Note, ...]
    ) -> None:
        nodes = self.document.notes[key]
        origin = align(old, new)
        if [was for was in origin if was is not None] != [*range(len(nodes))] or not nodes:
            inside = ", ".join(
                spell_flow_note(note)
                if was is None or note != old[was]
                else self.text[nodes[was].start : nodes[was].end]
                for was, note in zip(origin, new, strict=True)
            )
            self.splices.put(value.start + 1, value.end - 1, inside)
            return
        after = value.start + 1
        for was, note in zip(origin, new, strict=True):
            if was is None:
                first = after == value.start + 1
                added = spell_flow_note(note)
                self.splices.put(after, after, f"{added}, " if first else f", {added}")
            else:
                self.change(nodes[was], old[was], note)
                after = nodes[was].end

    # -- one note

    def changed(self, node: Node, old: Note, new: Note, begin: int, end: int) -> str:
        """Return the lines from ``begin`` to ``end`` with the note in them changed."""
        outer, self.splices = self.splices, _Splices(self.text)
        self.change(node, old, new)
        inner, self.splices = self.splices, outer
        for at, (start, stop, text) in enumerate(inner.list):
            inner.list[at] = (start - begin, stop - begin, text)
        return _Splices(self.text[begin:end], inner.list).applied()

    def change(self, node: Node, old: Note, new: Note) -> None:
        if old == new:
            return
        if isinstance(node, Scalar):
            self.change_scalar(node, old, new)
        elif isinstance(node, Mapping):
            self.change_mapping(node, old, new)

    def change_scalar(self, node: Scalar, old: Note, new: Note) -> None:
        flow = self.in_flow(node)
        fields = self.fields(new, node, flow)
        if flow:
            same = len(fields) == 1
            spelled = self.restyled(node, new.text, flow) if same else spell_flow_note(new)
            self.splices.put(node.start, node.end, spelled)
            return
        text = fields.pop("text")
        if old.text != new.text:
            text = self.restyled(node, new.text, flow) if "\n" not in new.text else text
        elif "\n" not in self.text[node.start : node.end]:
            text = self.text[node.start : node.end]
        self.splices.put(node.start, node.end, f"text: {text}" if fields else text)
        self.add_lines(node, node.end, fields)

    def fields(self, note: Note, node: Node, flow: bool) -> dict[str, str]:
        indent = None if flow else " " * (self.column(node.start) + 2)
        return note_fields(note, indent, self.newline)

    def in_flow(self, node: Node) -> bool:
        return any(
            isinstance(value, Sequence) and value.flow and value.start < node.start < value.end
            for _, value in self.document.root.pairs
        )

    def restyled(self, node: Scalar, text: str, flow: bool) -> str:
        style = node.style if node.style in {"'", '"'} else ""
        return spell(text, style=style, flow=flow)

    def add_lines(self, node: Node, after: int, fields: dict[str, str]) -> None:
        indent = " " * self.column(node.start)
        line = self.line_end(after)
        lines = (indent + f"{name}: {value}" + self.newline for name, value in fields.items())
        self.splices.put(line, line, "".join(lines))

    def change_mapping(self, node: Mapping, old: Note, new: Note) -> None:
        was, now = (self.fields(note, node, node.flow) for note in (old, new))
        known = all(key.text in _FIELDS for key, _ in node.pairs)
        if len(now) == 1 and known and "#" not in self.text[node.start : node.end]:
            self.splices.put(node.start, node.end, now["text"])
            return
        added: dict[str, str] = {}
        for name in _FIELDS:
            if was.get(name) == now.get(name):
                continue
            value = node.get(name)
            if value is None:
                added[name] = now[name]
            elif name not in now:
                self.drop_pair(node, name)
            else:
                spelled = now[name]
                if isinstance(value, Scalar) and "\n" not in spelled and name in {"text", "detail"}:
                    spelled = self.restyled(value, getattr(new, name), node.flow)
                glue = " " if value.start == value.end else ""
                self.splices.put(value.start, value.end, glue + spelled)
        if added and node.flow:
            end = max(max(key.end, value.end) for key, value in node.pairs)
            inside = "".join(f", {name}: {value}" for name, value in added.items())
            self.splices.put(end, end, inside)
        elif added:
            self.add_lines(node, max(node.end, node.pairs[-1][0].end), added)

    def drop_pair(self, node: Mapping, name: str) -> None:
        at = next(at for at, (key, _) in enumerate(node.pairs) if key.text == name)
        key, value = node.pairs[at]
        if at + 1 < len(node.pairs) and (at == 0 or node.flow):
            self.splices.put(key.start, node.pairs[at + 1][0].start, "")
        elif node.flow:
            before = node.pairs[at - 1]
            end = max(key.end, value.end)
            self.splices.put(max(before[0].end, before[1].end), end, "")
        else:
            end = self.line_end(max(key.end, value.end))
            self.splices.put(self.line_start(key.start), end, "")
