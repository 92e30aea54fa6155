"""The difference between two canvases as replacements in a text.

The result is read again, and a text that does not read back as the wanted canvas is never
handed out: whatever the splicing got wrong, the file keeps what it had.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence as Seq

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document, head_as_yaml, note_as_flow_yaml, note_as_yaml, read
from bmc_cli.file.splice.conflicts import change_conflicts
from bmc_cli.file.splice.foreign_notes import ForeignNotes
from bmc_cli.file.splice.json_documents import as_json, is_json
from bmc_cli.file.splice.lists import Rearranged, splice_list
from bmc_cli.file.splice.notes import change_note, restyled
from bmc_cli.file.splice.source import Source
from bmc_cli.file.undecided import CONFLICTS, LINES, versions_as_yaml
from bmc_cli.file.yaml_text import Node, Scalar, Sequence, extent
from bmc_cli.model.canvas import BLOCKS, BY_KEY, HEAD, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.matching import align
from bmc_cli.model.operations import Origin

_OUTGROWN = {"too_big": "would_be_too_big", "too_many_notes": "would_be_too_many"}
"""What the text of a change is refused for, and what that is called for who wants the change."""


def splice_canvas(
    document: Document,
    wanted: Canvas,
    file: str,
    foreign: ForeignNotes | None = None,
    origin: Map[str, Origin] | None = None,
) -> Document:
    r"""Return the document with ``wanted`` as its canvas, and nothing else changed.

    >>> from bmc_cli.model.canvas import add
    >>> before = read("bmc: 1\nchannels: # how we sell\n- 'Shop'  # since 1998\n", "")
    >>> print(before.text, end="")
    bmc: 1
    channels: # how we sell
    - 'Shop'  # since 1998
    >>> print(splice_canvas(before, add(before.canvas, "channels", Note("Van")), "").text, end="")
    bmc: 1
    channels: # how we sell
    - 'Shop'  # since 1998
    - Van

    Notes that are ``foreign`` come as their own document has them, if they can.  ``origin``
    says where each note of ``wanted`` was, for the blocks of which that is known.  Raises
    ``BmcError`` ("unspliceable") when the change cannot safely be put into a text like this,
    and when the file would become more than a canvas may be.
    """
    if wanted == document.canvas:
        return document
    # A foreign note may not fit in here, as when its indent differs: then we write it ourselves.
    for brought in [foreign, None] if foreign else [None]:
        splicer = _Splicer(document, brought, origin or {})
        splicer.set_all(wanted)
        try:
            result = read(splicer.source.spliced(), file)
        except BmcError as fault:
            if fault.reason in _OUTGROWN:  # its place is in a text that nobody has
                reason = _OUTGROWN[fault.reason]
                raise BmcError(reason, file=file, most=fault.values["most"]) from None
        else:
            if document.root.flow and is_json(document.text):
                result = read(as_json(result.text, result.root), file)
            if result.canvas == wanted:
                return result
    raise BmcError("unspliceable", file=file)


def splice_lines(document: Document, lines: Seq[str], file: str) -> Document:
    r"""Return a document of JSON, which has no comments, with lines that found no place in it.

    >>> before = read('{"bmc": 1, "channels": []}\n', "")
    >>> print(splice_lines(before, ["who: Ben"], "").text, end="")
    {"bmc": 1, "conflicts": {"lines": ["who: Ben"]}, "channels": []}
    """
    splicer = _Splicer(document, None, {})
    said = {LINES: versions_as_yaml(lines)}
    if not change_conflicts(splicer.source, document.root, said):
        splicer.add_conflicts(said)
    made = read(splicer.source.spliced(), file)
    return read(as_json(made.text, made.root), file)


class _Splicer:
    """Puts what differs into the source of one document: the title block, keys, and blocks."""

    def __init__(
        self, document: Document, foreign: ForeignNotes | None, origin: Map[str, Origin]
    ) -> None:
        self.document = document
        self.foreign = foreign
        self.origin = origin
        self.root = document.root
        self.source = Source(document.text)
        self.margin = " " * self.source.column(self.root.start)
        self.prefix = self.usual_prefix()

    def set_all(self, wanted: Canvas) -> None:
        for name in HEAD:
            self.set_head(name, getattr(self.document.canvas, name), getattr(wanted, name))
        self.set_conflicts(self.document.canvas.conflicts, wanted.conflicts)
        for block in BLOCKS:
            if block.key in wanted.blocks:
                self.set_block(block.key, wanted.notes(block.key))

    def usual_prefix(self) -> str:
        """Return the indent, dash and spaces that the file puts before a note, else the usual."""
        for key, nodes in self.document.notes.items():
            value = self.root.get(key)
            if nodes and isinstance(value, Sequence) and not value.flow:
                return self.source.prefix(value.start)
        return self.margin + "  - "

    # -- the title block

    def set_head(self, name: str, old: str, new: str) -> None:
        if old == new:
            return
        value = self.root.get(name)
        as_yaml = head_as_yaml(name, new, flow=self.root.flow) if new else ""
        if isinstance(value, Scalar):
            if new and value.style in {"'", '"'}:
                as_yaml = restyled(value, new, flow=self.root.flow)
            glue = " " if value.start == value.end and as_yaml else ""
            self.source.put(value.start, value.end, glue + as_yaml)
        else:
            before = {"bmc", *HEAD[: HEAD.index(name)]}
            self.add_key(before, f"{name}: {as_yaml}", "", apart=False)

    def set_conflicts(self, old: Map[str, Seq[str]], new: Map[str, Seq[str]]) -> None:
        """Put in the versions of fields that are undecided, and take out what is decided."""
        changed = {
            name: versions_as_yaml(new[name]) if name in new else None
            for name in {**old, **new}
            if old.get(name) != new.get(name)
        }
        if changed and not change_conflicts(self.source, self.root, changed):
            self.add_conflicts({name: text for name, text in changed.items() if text})

    def add_conflicts(self, texts: Map[str, str]) -> None:
        """Add the key for what is undecided with its pairs, each a value in YAML."""
        pairs = [f"{name}: {text}" for name, text in texts.items()]
        if self.root.flow:
            pairs = [f"{CONFLICTS}: {{{', '.join(pairs)}}}"]
            self.add_key({"bmc", *HEAD}, pairs[0], "", apart=False)
            return
        lines = "".join(f"{self.margin}  {each}{self.source.newline}" for each in pairs)
        self.add_key({"bmc", *HEAD}, f"{CONFLICTS}:", lines, apart=False)

    def add_key(self, before: set[str], line: str, lines: str, *, apart: bool) -> None:
        """Put a new key with its ``lines`` after the last of the keys ``before``, else in front."""
        pairs = self.root.pairs
        earlier = [extent(*pair)[1] for pair in pairs if pair[0].text in before]
        if self.root.flow:
            inside = max(earlier, default=self.root.start + 1)
            comma = (", ", "") if earlier else ("", ", " if pairs else "")
            if self.source.text[inside - 1] == ":":  # a key without a value keeps its space
                comma = (" , ", "")
            self.source.put(inside, inside, comma[0] + line + comma[1])
            return
        newline = self.source.newline
        added = self.margin + line + newline + lines
        if apart and self.is_airy():
            added = newline + added if earlier else added + newline
        first = self.source.line_start(pairs[0][0].start)
        start = self.source.after_comments(max(earlier)) if earlier else first
        self.source.put(start, start, added)

    def is_airy(self) -> bool:
        """Whether blank lines stand between the blocks; a file without blocks may get them."""
        blocks = [key.start for key, _ in self.root.pairs if key.text in BY_KEY]
        if len(blocks) < 2:
            return True
        between = self.source.text[blocks[0] : blocks[-1]]
        return re.search(r"(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]", between) is not None

    # -- the notes of a block

    def set_block(self, key: str, new: tuple[Note, ...]) -> None:
        value, old = self.root.get(key), self.document.canvas.notes(key)
        if value is None:
            self.add_block(key, new)
        elif old != new and isinstance(value, Sequence) and value.items:
            self.splice_notes(key, value, old, new)
        elif old != new:
            self.fill(key, value, new)

    def add_block(self, key: str, notes: tuple[Note, ...]) -> None:
        before = {"bmc", *HEAD, *(b.key for b in BLOCKS if b.number < BY_KEY[key].number)}
        before |= {CONFLICTS} if self.document.canvas.conflicts else set()
        if self.root.flow:
            self.add_key(before, f"{key}: {_in_brackets(notes)}", "", apart=True)
        elif notes:
            lines = "".join(self.lines(key, at, note, self.prefix) for at, note in enumerate(notes))
            self.add_key(before, f"{key}:", lines, apart=True)
        else:
            self.add_key(before, f"{key}: []", "", apart=True)

    def fill(self, key: str, value: Node, notes: tuple[Note, ...]) -> None:
        """Put notes under a key that has none: ``[]``, ``~`` or nothing."""
        if self.root.flow:
            glue = " " if value.start == value.end else ""
            self.source.put(value.start, value.end, glue + _in_brackets(notes))
            return
        self.source.put(self.source.before_spaces(value.start), value.end, "")
        line = self.source.line_end(value.end)
        lines = "".join(self.lines(key, at, note, self.prefix) for at, note in enumerate(notes))
        self.source.put(line, line, lines)

    def lines(self, key: str, at: int, note: Note, prefix: str) -> str:
        """Return the lines of a note that comes to place ``at`` of block ``key``."""
        newline = self.source.newline
        brought = self.foreign and self.foreign.lines((key, at), note, prefix, newline)
        return brought or prefix + note_as_yaml(note, " " * len(prefix), newline) + newline

    def splice_notes(
        self, key: str, value: Sequence, old: tuple[Note, ...], new: tuple[Note, ...]
    ) -> None:
        nodes = self.document.notes[key]

        def change(was: int, now: int) -> None:
            change_note(self.source, nodes[was], old[was], new[now], flow=value.flow)

        def item(now: int) -> str:
            return note_as_flow_yaml(new[now])

        def lines(now: int, prefix: str) -> str:
            return self.lines(key, now, new[now], prefix)

        origin = self.origin.get(key) or align(old, new)
        rearranged = Rearranged(nodes, origin, change, item, lines)
        splice_list(self.source, value, rearranged, self.prefix)
        if not new and not value.flow and len(nodes) == len(value.items):
            name = next(name for name, _ in self.root.pairs if name.text == key)
            colon = self.source.text.index(":", name.end) + 1
            self.source.put(colon, colon, " []")


def _in_brackets(notes: tuple[Note, ...]) -> str:
    return "[" + ", ".join(note_as_flow_yaml(note) for note in notes) + "]"
