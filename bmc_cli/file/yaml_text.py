"""YAML as text: one guarded pass to nodes that know their place.

The way back is ``yaml_scalars``.

Only what a canvas or a prompt pack needs is let in: mappings, lists and text.
Nothing here recurses on the input, and every scalar is the text that stands
there: ``no``, ``010`` and ``2026-11-23`` stay as written.
"""

from __future__ import annotations

import codecs
import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from bmc_cli.errors import BmcError, Place

MOST_BYTES = 1_000_000
MOST_DEPTH = 16

NONE = {"", "~", "null"}
_PARSER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
BREAK = re.compile(r"\r\n|\r|\n")
"""What ends a line of a file, whatever system it is of."""

_STAND_IN = "\ufdd0"  # a noncharacter, so nobody's text
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_TAB_INDENT = re.compile(r"(?:^|(?<=[\r\n])) *\t[ \t]*[^\s#]")
_AGREED = {**dict.fromkeys("\t\x85\u2028\u2029", " "), "?": _STAND_IN}
"""What libyaml and the parser in Python do not agree on: blanks, line breaks, and a question
mark in brackets.  Each is replaced by one character, so that places stay what they are."""
_SWAPPED = r"\ufdd0"
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
"""Half of a character, as JSON writes one beyond U+FFFF in two escapes; libyaml refuses it, so it
is swapped for an escape of the same length."""
_SWAPS = re.compile(rf"{_SURROGATE.pattern}|\\ufdd0")
_SLOW = 100_000  # characters; a longer text is not read twice


@dataclass(slots=True)
class Scalar:
    """A text from offset ``start`` to ``end``; ``style`` is its opening quote, "" if plain."""

    start: int
    end: int
    text: str
    style: str

    @property
    def is_none(self) -> bool:
        """Whether it is a bare ``~``, ``null`` or nothing."""
        return not self.style and self.text in NONE


@dataclass(slots=True)
class Sequence:
    """A list; ``flow`` says it is written in brackets.  A block list starts at its first dash."""

    start: int
    end: int
    flow: bool
    items: list[Node]


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in the order of the file."""

    start: int
    end: int
    flow: bool
    pairs: list[tuple[Scalar, Node]]

    def get(self, key: str) -> Node | None:
        """Return the value under ``key``."""
        for name, value in self.pairs:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping


def extent(key: Scalar, value: Node) -> tuple[int, int]:
    """Return where a key with its value starts and ends; a value may be nothing, and nowhere."""
    return key.start, max(key.end, value.end)


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield every text in ``node``, keys too, in the order of the file."""
    waiting = [] if node is None else [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Scalar):
            yield each
        elif isinstance(each, Sequence):
            waiting += reversed(each.items)
        else:
            waiting += [part for key, value in reversed(each.pairs) for part in (value, key)]


def place_at(text: str, offset: int, file: str) -> Place:
    """Return line, column and source line of ``offset`` in ``text``."""
    line, start = 1, 0
    for found in BREAK.finditer(text, 0, offset):
        line, start = line + 1, found.end()
    return Place(file, line, offset - start + 1, text[start : _line_end(text, offset)])


def _line_end(text: str, offset: int) -> int:
    found = BREAK.search(text, offset)
    return found.start() if found else len(text)


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Return the byte order mark ("" if none) and the text after it.

    Raises ``BmcError`` with line and column of the first byte that is no UTF-8,
    or for what is no text at all.
    """
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise BmcError("wrong_encoding", place=Place(file, 1, 1), byte=f"0x{data[0]:02X}")
    if b"\0" in data:
        raise BmcError("not_text", file=file)
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode().removeprefix("\ufeff")
        lines = BREAK.split(before)
        rest = re.split(b"[\r\n]", data[fault.start :], maxsplit=1)[0]
        source = lines[-1] + rest.decode(errors="replace")
        place = Place(file, len(lines), len(lines[-1]) + 1, source)
        byte = f"0x{data[fault.start]:02X}"
        raise BmcError("wrong_encoding", place=place, byte=byte) from None
    return ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)


def parse(text: str, file: str) -> Node | None:
    """Return the one document of ``text`` as nodes; None when it is empty.

    ``file`` names it in errors.  Raises ``BmcError`` for what is no YAML, and for
    anchors, aliases, tags, a second document, a duplicate key, a key that is no
    text, more than ``MOST_DEPTH`` levels or ``MOST_BYTES`` bytes.

    Tabs are spaces, but not in the indent, and only CR and LF end a line.
    """
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BmcError("too_big", file=file, most=MOST_BYTES)
    if found := _CONTROL.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise BmcError("yaml_control", place=place_at(text, found.start(), file), code=code)
    if "<<<<<<<" in text:
        _refuse_markers(text, file)
    try:
        with _uncollected():
            root = _root(text, file)
    except (yaml.YAMLError, ValueError, OverflowError) as fault:  # the last two from escapes
        from bmc_cli.file.yaml_faults import explain

        reason, offset, values = explain(text, fault)
        raise BmcError(reason, place=place_at(text, offset, file), **values) from None
    if "\t" in text and (at := _bad_tab(text, root)) is not None:
        raise BmcError("yaml_tab", place=place_at(text, at, file))
    return root


def _refuse_markers(text: str, file: str) -> None:
    """Refuse a file in which git left a conflict; in brackets its markers would be notes."""
    from bmc_cli.file.conflict_markers import first_in

    if (at := first_in(text)) is not None:
        raise BmcError("conflict_markers", place=place_at(text, at, file), file=file)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Have nobody look for rings among nodes while they are made: a tree has none.

    Python would look through all of them each time that there are a quarter more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _bad_tab(text: str, root: Node | None) -> int | None:
    """Return where the first tab is in an indent, and not within a text; None without one."""
    texts = ((node.start, node.end) for node in scalars(root))
    start = end = -1
    for found in _TAB_INDENT.finditer(text):
        at = text.index("\t", found.start())
        while end <= at and (following := next(texts, None)):
            start, end = following
        if not start < at < end:
            return at
    return None


def _root(text: str, file: str) -> Node | None:
    """Parse by libyaml, for speed; where it refuses, the parser in Python has the word.

    So there is one answer to a text, on a machine with libyaml and on one without.
    """
    agreed = text
    for character, other in _AGREED.items():  # five times faster than translate
        agreed = agreed.replace(character, other)
    agreed = _SURROGATE.sub(lambda _: _SWAPPED, agreed)
    if _PARSER is not yaml.SafeLoader:
        try:
            return _Builder(text, file).build(_events(_PARSER(agreed)))
        except (yaml.YAMLError, BmcError) as fault:
            # libyaml 0.2.6 stops at 1,000 levels by itself, before it names a place of ours;
            # the other stops at our own limit, and soon.
            if len(text) > _SLOW and "nesting depth" not in str(fault):
                raise
    return _Builder(text, file).build(_events(yaml.SafeLoader(agreed)))


def _events(parser: Any) -> Iterator[yaml.Event]:
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


def _said(value: str, source: str, style: str) -> str:
    """Return a scalar's ``value`` with what was replaced in ``source`` as it was written."""
    if style == '"' and (_SWAPS.search(source) or re.search(r"\\(?:u|U0000)(?i:fdd0)", source)):
        events = _events(yaml.SafeLoader(source))
        value = next(event.value for event in events if isinstance(event, yaml.ScalarEvent))
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    written = iter(_SWAPS.findall(source))  # without double quotes, an escape is none
    value = re.sub(re.escape(_SWAPPED), lambda _: next(written), value)
    return value.replace(_STAND_IN, "?")


def _index(mark: Any) -> int:
    """Return the offset of an event's mark; every event of the parser has one."""
    return int(mark.index)


class _Builder:
    """Turns parser events into nodes with a stack of our own."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []  # for each open mapping, the key that waits for a value
        self.seen: list[set[str]] = []

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        documents, ended = 0, None
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self.put(self.scalar(event))
            elif isinstance(event, yaml.CollectionStartEvent):
                self.enter(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.leave(event)
            elif isinstance(event, yaml.AliasEvent):
                self.refuse_alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1 and ended:
                    self.refuse("yaml_loose", _index(ended.start_mark), note="...")
                if documents > 1:
                    self.refuse("yaml_second_document", _index(event.start_mark))
            elif isinstance(event, yaml.DocumentEndEvent) and event.explicit:
                ended = event
        return self.root

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if not (event.anchor is None and event.tag is None):
            self.refuse_marked(event)
        first: Any = event.start_mark  # every event of the parser has both
        last: Any = event.end_mark
        start, end, said = first.index, last.index, event.value
        style = "" if event.style in {None, "plain"} else event.style
        if _STAND_IN in said or _SWAPPED in said:
            said = _said(said, self.text[start:end], style)
        return Scalar(start, end, said, style)

    def refuse(self, reason: str, at: int, **values: Any) -> NoReturn:
        raise BmcError(reason, place=place_at(self.text, at, self.file), **values)

    def marked(self, at: int) -> dict[str, Any]:
        from bmc_cli.file.yaml_faults import marked

        return marked(self.text, at)

    def refuse_alias(self, event: yaml.AliasEvent) -> None:
        at = _index(event.start_mark)
        if re.search(r"<<[ \t]*:[ \t]*(?:\[[^\]\r\n]*)?\Z", self.text[max(0, at - 99) : at]):
            self.refuse("yaml_merge", at)
        self.refuse("yaml_alias", at, **self.marked(at))

    def refuse_marked(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        from bmc_cli.file.yaml_faults import is_anchor

        at = _index(event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent) or is_anchor(self.text, at):
            mark = re.compile(r"[^\s,]+").match(self.text, at)
            self.refuse("yaml_mark", at, mark=mark[0] if mark else "")
        reason = "yaml_tag" if event.anchor is None else "yaml_anchor"
        self.refuse(reason, at, **self.marked(at))

    def enter(self, event: yaml.CollectionStartEvent) -> None:
        if not (event.anchor is None and event.tag is None):
            self.refuse_marked(event)
        start, flow = _index(event.start_mark), bool(event.flow_style)
        if len(self.open) == MOST_DEPTH:
            self.refuse("yaml_too_deep", start, most=MOST_DEPTH)
        node: Sequence | Mapping
        if isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(start, start, flow, [])
        else:
            node = Mapping(start, start, flow, [])
        self.put(node)
        self.open.append(node)
        self.keys.append(None)
        self.seen.append(set())

    def leave(self, event: yaml.CollectionEndEvent) -> None:
        node = self.open.pop()
        self.keys.pop()
        self.seen.pop()
        if node.flow:
            node.end = _index(event.end_mark)
        elif isinstance(node, Sequence):
            node.end = node.items[-1].end
        else:
            node.end = node.pairs[-1][1].end if node.pairs else node.start

    def put(self, node: Node) -> None:
        if isinstance(node, Scalar) and (node.start == node.end or node.style in {"|", ">"}):
            self.trim(node)
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self.keys[-1]) is not None:
            parent.pairs.append((key, node))
            self.keys[-1] = None
        else:
            self.keys[-1] = self.key(node)

    def trim(self, node: Scalar) -> None:
        """Set where a text that says nothing is, and where a block of text ends."""
        if node.start == node.end:  # nothing: where, parsers differ
            at = node.end
            while self.text[at - 1 : at] in {" ", "\t"}:
                at -= 1
            node.start = node.end = at
            return
        if re.compile(r".[-+\d]*#").match(self.text, node.start):  # libyaml lets it pass
            self.refuse("yaml_first_character", node.start, **self.marked(node.start))
        node.end = node.start + len(self.text[node.start : node.end].rstrip())

    def key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.refuse("yaml_key", node.start)
        if node.text in self.seen[-1]:
            self.refuse("yaml_duplicate_key", node.start, key=node.text)
        self.seen[-1].add(node.text)
        is_asked = not node.style and node.text.startswith(("? ", "?\t"))
        if is_asked and not (len(self.open) > 1 and isinstance(self.open[-2], Sequence)):
            right = self.text[node.start + 1 : _line_end(self.text, node.end)].strip()
            self.refuse("yaml_question", node.start, right=right)
        return node
