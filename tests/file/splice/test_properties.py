"""Whatever the hand a file is written in: an edit touches only what it edits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from hypothesis import given, note, settings

from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice import splice_canvas
from bmc_cli.file.yaml_text import Mapping, Node, Scalar, Sequence
from bmc_cli.model.canvas import BY_KEY, HEAD, Canvas
from bmc_cli.model.fields import Note
from tests.documents import Case, cases
from tests.handwriting import SIGNED
from tests.splicing import is_yaml

FILE = "canvas.yaml"
ENDS = re.compile(r"\r\n|\r|\n")
EXAMPLES = 20 * settings.default.max_examples  # type: ignore[union-attr]  # it has a default

Lines = set[int]
Span = tuple[int, int]


class Page:
    """A document as numbered lines, with their ends."""

    def __init__(self, document: Document, end: str) -> None:
        self.document = document
        self.text = document.text + end
        self.lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)", self.text)
        self.starts = [0, *accumulate(map(len, self.lines))]

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def between(self, start: int, end: int) -> Lines:
        return set(range(self.line(start), self.line(max(end - 1, start)) + 1))

    def whole_lines(self, start: int, end: int) -> Span:
        """Return the place of the lines from ``start`` to ``end``, in full."""
        lines = self.between(start, end)
        return self.starts[min(lines)], self.starts[max(lines) + 1]

    def start(self, node: Node) -> int:
        """Return where the line begins that holds the dash of a note, or the note."""
        line = self.line(node.start)
        in_line = self.text[self.starts[line] : node.start].strip()
        while not in_line and not re.match(r"\s*-\s", self.lines[line]):
            line -= 1
        return self.starts[line]

    def item(self, node: Node) -> Lines:
        """Return the lines of a note in a block list, from its dash on."""
        return self.between(self.start(node), node.end)

    def comments(self, item: Lines) -> Lines:
        """Return the lines of remarks right above an item, in line with its dash."""
        first = min(item)
        dash = self.lines[first].index("-")
        above = first
        while above and self.lines[above - 1].startswith(" " * dash + "#"):
            above -= 1
        return set(range(above, first))

    def text_of(self, item: Node) -> str:
        return item.text.strip() if isinstance(item, Scalar) else ""

    def source(self, node: Node) -> str:
        return self.text[node.start : node.end]


def touched(page: Page, wanted: Canvas) -> tuple[Lines, list[Lines]]:
    """Return the lines that may change, and the notes with their remarks that may have moved.

    One note was moved; that it went up past its neighbour or the neighbour down past it
    is the same edit, so there may be two.
    """
    document, root = page.document, page.document.root
    lines: Lines = set()
    moved: list[Lines] = []
    if root.flow:  # brackets around everything: its lines belong to all notes
        return page.between(root.start, root.end), []
    for name, value in root.pairs:
        key = name.text
        if key in HEAD and getattr(document.canvas, key) != getattr(wanted, key):
            lines |= page.between(name.start, max(name.end, value.end))
        old, new = document.canvas.notes(key), wanted.notes(key)
        if old == new:
            continue
        nodes = dict(zip(old, document.notes[key], strict=True))
        if isinstance(value, Sequence) and value.flow:
            lines |= page.between(name.start, value.end)
            continue
        if not old or not new:
            lines |= page.between(name.start, max(name.end, value.end) if not old else name.end)
        for each in set(old) - set(new):
            lines |= page.item(nodes[each])
        staying, now = (
            [each for each in notes if each in old and each in new] for notes in (old, new)
        )
        for each in staying:
            without = [[n for n in order if n != each] for order in (staying, now)]
            if staying != now and without[0] == without[1]:
                item = page.item(nodes[each])
                moved.append(item | page.comments(item))
    return lines, moved


def holds(page: Page, after: Page, gone: Lines) -> bool:
    """Whether all lines but those in ``gone`` are in the new text, in their order."""
    new = iter(after.lines)
    return all(line in new for at, line in enumerate(page.lines) if at not in gone)


def apart(page: Page, after: Page, wanted: Canvas) -> list[Note]:
    """Return the notes that stay as they are and lost the lines or the remarks they had."""
    document, found = page.document, []
    for key, nodes in document.notes.items():
        value = document.root.get(key)
        if not isinstance(value, Sequence) or value.flow or document.root.flow:
            continue
        for each, node in zip(document.canvas.notes(key), nodes, strict=True):
            item = page.item(node)
            lines = "".join(page.lines[at] for at in sorted(item | page.comments(item)))
            if each in wanted.notes(key) and lines not in after.text:
                found.append(each)
    return found


def changed_values(page: Page, node: Node, was: Note, now: Note) -> Iterator[Span]:
    """Return where the values stand that an edit of one note writes anew or takes out."""
    if not isinstance(node, Mapping):
        yield node.start, node.end
        return
    for name, value in node.pairs:
        field = {"for": "links", "kind": "kinds"}.get(name.text, name.text)
        if getattr(was, field, None) == getattr(now, field, None):
            continue
        new = getattr(now, field)
        if isinstance(value, Sequence) and len(value.items) == len(new):
            pairs = zip(value.items, new, strict=True)
            yield from (
                (item.start, item.end) for item, text in pairs if page.text_of(item) != text
            )
        elif new:
            yield value.start, value.end
        else:
            yield page.whole_lines(name.start, value.end)


def doomed(page: Page, wanted: Canvas) -> Iterator[Span]:
    """Return where remarks stand that may go with what is taken out or written anew."""
    canvas, root = page.document.canvas, page.document.root
    for name in HEAD:
        value = root.get(name)
        if value and getattr(canvas, name) != getattr(wanted, name):
            yield value.start, value.end
    for key, nodes in page.document.notes.items():
        old, new = canvas.notes(key), wanted.notes(key)
        if len(new) < len(old):
            for each, node in zip(old, nodes, strict=True):
                if each not in new:
                    flow = isinstance(value := root.get(key), Sequence) and value.flow
                    yield page.whole_lines(node.start if flow else page.start(node), node.end)
        elif len(new) == len(old) and set(old) != set(new):
            for was, now, node in zip(old, new, nodes, strict=True):
                if was != now:
                    yield from changed_values(page, node, was, now)


def check(before: Document, result: Document, wanted: Canvas) -> None:
    """Assert that ``result`` holds ``wanted`` and else is what ``before`` was."""
    ends = ENDS.findall(before.text) or ["\n"]
    missing = "" if before.text.endswith(("\r", "\n")) else ends[0]
    page, after = Page(before, missing), Page(result, missing)
    assert result.canvas == wanted
    assert is_yaml(result.text) or not is_yaml(before.text)
    assert set(ENDS.findall(after.text)) <= set(ends)
    lines, moved = touched(page, wanted)
    assert any(holds(page, after, lines | item) for item in moved or [set()])
    assert apart(page, after, wanted) == []
    spans = [*doomed(page, wanted)]
    signed = Counter(SIGNED.findall(after.text))
    assert signed <= Counter(SIGNED.findall(page.text))
    for found in SIGNED.finditer(page.text):
        assert found[0] in signed or any(start <= found.start() < end for start, end in spans)
    for key, old in before.canvas.blocks.items():
        sources = dict(zip(result.canvas.notes(key), result.notes[key], strict=True))
        for each, node in zip(old, before.notes[key], strict=True):
            assert each not in sources or after.source(sources[each]) == page.source(node)


@settings(max_examples=EXAMPLES)
@given(cases())
def test_an_edit_touches_only_what_it_edits(case: Case) -> None:
    document = read(case.text, FILE)
    assert document.canvas == case.canvas
    for name, wanted in case.steps:
        note(f"{document.text}\n=== {name}")
        result = splice_canvas(document, wanted, FILE)
        note(f"{result.text}\n===")
        check(document, result, wanted)
        document = result


@settings(max_examples=EXAMPLES // 10)
@given(cases())
def test_several_edits_at_once_leave_what_is_not_ours(case: Case) -> None:
    document = read(case.text, FILE)
    wanted = case.steps[-1][1]
    result = splice_canvas(document, wanted, FILE)
    assert result.canvas == wanted
    for name, value in document.root.pairs:
        if name.text not in {"bmc", *HEAD, *BY_KEY}:
            kept = result.root.get(name.text)
            assert kept is not None
            assert result.text[kept.start : kept.end] == case.text[value.start : value.end]
