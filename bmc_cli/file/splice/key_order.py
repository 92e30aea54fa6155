"""The keys of three texts in one order, so that their lines can be merged as lines."""

from __future__ import annotations

from collections.abc import Sequence

from bmc_cli.file.canvas_text import Document
from bmc_cli.file.splice.source import Source
from bmc_cli.file.yaml_text import extent


def in_one_order(base: Document, ours: Document, theirs: Document) -> tuple[str, str, str]:
    r"""Return the texts with the keys that all three have in the order of the side that moved some.

    It is ours if both did.  Who puts blocks in another order moves whole lists of lines, and what
    the other side changed in those would come to lines that are alike elsewhere.

    >>> from bmc_cli.file.canvas_text import read
    >>> base = read("bmc: 1\n# where\nchannels:\n- Shop\n\ncost_structure:\n- Rent\n", "")
    >>> ours = read("bmc: 1\ncost_structure:\n- Rent\n\n# where\nchannels:\n- Shop\n", "")
    >>> print(in_one_order(base, ours, base)[2], end="")
    bmc: 1
    cost_structure:
    - Rent
    <BLANKLINE>
    # where
    channels:
    - Shop
    """
    documents = (base, ours, theirs)
    names = [[key.text for key, _ in each.root.pairs] for each in documents]
    known = set(names[0]).intersection(*names[1:])
    old, mine, yours = ([name for name in each if name in known] for each in names)
    wanted = yours if mine == old else mine
    if old == mine == yours or any(each.root.flow for each in documents):
        return base.text, ours.text, theirs.text
    made = [_ordered(each, wanted) for each in documents]
    return made[0], made[1], made[2]


def _ordered(document: Document, wanted: Sequence[str]) -> str:
    """Return a text with these keys in this order, in the places where they are."""
    source, places = Source(document.text), _places(document)
    here = [name for name in places if name in set(wanted)]
    for name, other in zip(here, wanted, strict=True):
        if name != other:
            (start, end), (begin, stop) = places[name], places[other]
            source.put(start, end, source.text[begin:stop])
    return source.spliced()


def _places(document: Document) -> dict[str, tuple[int, int]]:
    """Return where each key stands: its comments above, and all that is indented below it.

    Blank lines and comments at the margin between two keys stay where they are.
    """
    source = Source(document.text)
    margin = source.column(document.root.start)
    pairs = document.root.pairs
    begins = [source.own_comments(source.line_start(key.start), 0, margin) for key, _ in pairs]
    places: dict[str, tuple[int, int]] = {}
    for (key, value), begin, end in zip(
        pairs, begins, [*begins[1:], len(source.text)], strict=True
    ):
        stop, first = end, source.line_end(extent(key, value)[1])
        while stop > first and not source.is_within(stop - 1, margin):
            stop = source.line_start(stop - 1)
        places[key.text] = begin, stop
    return places
