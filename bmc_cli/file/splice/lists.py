"""Lists in a text: items that come, go, move and change, on lines or in brackets."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as Seq
from dataclasses import dataclass

from bmc_cli.file.splice.source import Source
from bmc_cli.file.yaml_text import Node, Sequence
from bmc_cli.model.matching import rising

Cell = tuple[int, int]
"""Where something in brackets starts and ends: an item, or a key with its value."""


@dataclass(frozen=True, slots=True)
class Rearranged:
    """What becomes of a list: ``origin`` says which of ``nodes`` each new item was, if any.

    ``change(was, now)`` puts the changes of a node into the text; ``bracketed(now)`` writes a
    new item in brackets, ``lines(now, prefix)`` one on lines of its own behind ``prefix``.
    """

    nodes: Seq[Node]
    origin: Seq[int | None]
    change: Callable[[int, int], None]
    bracketed: Callable[[int], str]
    lines: Callable[[int, str], str]


class ItemLines:
    """Where each item of a list on lines stands, and the comments that belong to it."""

    def __init__(self, source: Source, value: Sequence) -> None:
        self.source = source
        self.first, self.column = source.line_start(value.start), source.column(value.start)
        dashes = source.dashes(value.start, [item.end for item in value.items])
        self._dashes = dict(zip(map(id, value.items), dashes, strict=True))

    def dash(self, item: Node) -> int:
        """Return where the dash of ``item`` is."""
        return self._dashes[id(item)]

    def body(self, item: Node) -> tuple[int, int]:
        """Return where the lines of ``item`` start and end."""
        dash = self.dash(item)
        return self.source.line_start(dash), self.source.line_end(max(item.end, dash + 1))

    def begin(self, item: Node) -> int:
        """Return where ``item`` begins, with the comments that are its own."""
        start = self.body(item)[0]
        floor = self.first if start > self.first else 0
        return self.source.own_comments(start, floor, self.column)


def splice_list(source: Source, value: Sequence, new: Rearranged, usual_prefix: str = "") -> None:
    r"""Put a rearranged list into the text; ``usual_prefix`` is for a list without items.

    An item that moves takes the comments right above it along; one that goes leaves them.

    >>> from bmc_cli.file.yaml_text import parse
    >>> text = "- One\n# the van\n- Two  # on Saturday\n- Three\n"
    >>> source, value = Source(text), parse(text, "")
    >>> new = Rearranged(
    ...     nodes=value.items,
    ...     origin=[1, 0, None],  # the second, the first, and a new one; the third goes
    ...     change=lambda was, now: None,
    ...     bracketed=lambda now: "Four",
    ...     lines=lambda now, prefix: f"{prefix}Four\n",
    ... )
    >>> splice_list(source, value, new)
    >>> print(source.spliced(), end="")
    # the van
    - Two  # on Saturday
    - One
    - Four
    """
    if value.flow:
        _splice_brackets(source, value, new)
    else:
        _splice_lines(source, value, new, usual_prefix)


def _splice_lines(source: Source, value: Sequence, new: Rearranged, usual_prefix: str) -> None:
    lines, nodes = ItemLines(source, value), new.nodes
    prefix = source.prefix(lines.dash(nodes[-1])) if nodes else usual_prefix
    # As many items as can be stay where they are; only the others are cut out and put in again.
    staying, remaining = rising(new.origin), set(new.origin)
    for at, node in enumerate(nodes):
        if at not in remaining:
            source.put(*lines.body(node), "")
        elif at not in staying:
            source.put(lines.begin(node), lines.body(node)[1], "")
    # From the end back: what comes before an item that stays goes in where that one begins.
    end = lines.body(nodes[-1])[1] if nodes else source.line_end(value.end)
    last: int | None = None  # of those that stay
    added: list[tuple[int, str]] = []
    for now, was in reversed(list(enumerate(new.origin))):
        if was is not None and was in staying:
            new.change(was, now)
            last = was
            continue
        following = end if last is None else lines.begin(nodes[last])
        if was is None:
            added.append((following, new.lines(now, prefix)))
        else:
            change = _bound(new.change, was, now)
            stop = lines.body(nodes[was])[1]
            added.append((following, source.excerpt(lines.begin(nodes[was]), stop, change)))
    for start, text in reversed(added):
        source.put(start, start, text)


def _splice_brackets(source: Source, value: Sequence, new: Rearranged) -> None:
    staying = rising(new.origin)
    gone = {id(node) for was, node in enumerate(new.nodes) if was not in staying}
    place = {id(item): at for at, item in enumerate(value.items)}
    after = -1
    added: list[tuple[int, str]] = []
    for now, was in enumerate(new.origin):
        if was is None:
            added.append((after, new.bracketed(now)))
        elif was in staying:
            new.change(was, now)
            after = place[id(new.nodes[was])]
        else:
            node, change = new.nodes[was], _bound(new.change, was, now)
            added.append((after, source.excerpt(node.start, node.end, change)))
    cells = [(item.start, item.end) for item in value.items]
    removed = {at for at, item in enumerate(value.items) if id(item) in gone}
    splice_cells(source, value.start + 1, cells, removed, added)


def splice_cells(
    source: Source, inside: int, cells: Seq[Cell], gone: set[int], added: Seq[tuple[int, str]]
) -> None:
    r"""Take the cells ``gone`` out of brackets, and put texts behind others (-1: in front).

    ``inside`` is where the brackets open.  Comments between the cells stay.

    >>> source = Source("[One, Two, Three]\n")
    >>> cells = [(1, 4), (6, 9), (11, 16)]
    >>> splice_cells(source, 1, cells, {1}, [(-1, "Nought"), (2, "Four")])
    >>> source.spliced()
    '[Nought, One, Three, Four]\n'
    """
    kept = [at for at in range(len(cells)) if at not in gone]
    for at in gone:
        start, end = cells[at]
        comma = source.comma_after(end)
        if comma is None:
            source.put(source.before_spaces(start), end, "")
        elif source.text[end:comma].strip(" \t"):
            source.put(start, end, "")
            source.put(comma, comma + 1, "")
        else:
            needs_space = source.has_comment(comma + 1) and not source.text[start - 1].isspace()
            source.put(start, source.after_spaces(comma + 1), " " if needs_space else "")
    # When the last cells go, the comma before them must not be left as a trailing one, unless
    # its owner had written one there.
    if kept and kept[-1] + 1 < len(cells) and source.comma_after(cells[-1][1]) is None:
        comma = source.comma_after(cells[kept[-1]][1])
        if comma is not None:
            comment = source.has_comment(comma + 1)  # which needs its space
            source.put(comma, comma + 1 if comment else source.after_spaces(comma + 1), "")
    front = ", ".join(text for after, text in added if after < 0)
    if front and kept:
        source.put(cells[kept[0]][0], cells[kept[0]][0], f"{front}, ")
    elif front:
        source.put(inside, inside, front)
    for after, text in added:
        if after >= 0:
            source.put(cells[after][1], cells[after][1], f", {text}")


def _bound(change: Callable[[int, int], None], was: int, now: int) -> Callable[[], None]:
    return lambda: change(was, now)
