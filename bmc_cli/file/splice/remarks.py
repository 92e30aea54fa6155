"""What a document holds besides its canvas: comments, and keys of the owner's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bmc_cli.file.canvas_text import Document
from bmc_cli.file.splice.notes import texts_of
from bmc_cli.file.splice.source import Source
from bmc_cli.file.undecided import CONFLICTS, LINES, unplaced_as_yaml
from bmc_cli.file.yaml_text import Mapping, Node, Scalar, extent
from bmc_cli.model.canvas import BY_KEY, HEAD
from bmc_cli.model.fields import BY_NAME

OWN_TO_BMC = {"bmc", CONFLICTS, *HEAD, *BY_KEY}
"""The keys of a document that are the canvas's; all others are merged as text."""


def remarks(document: Document) -> Counter[str]:
    r"""Return how often each comment, and each line of the owner's own keys, is in a document.

    >>> from bmc_cli.file.canvas_text import read
    >>> text = "bmc: 1 # ours\nwho: [Ann,\n  Ben] # x\nchannels: [{text: 'C # D', at: 1}]\n"
    >>> sorted(remarks(read(text, "")))
    ['# ours', '# x', 'Ben]', 'at: 1', 'who: [Ann,']
    """
    source = Source(document.text)
    texts = texts_of(source, document.root)
    found = Counter(each.rstrip() for each in source.comments(0, len(source.text), texts))
    for key, value in _own_pairs(document):
        start, end = extent(key, value)
        written = source.text[start:end]
        for comment in source.comments(start, end, texts_of(source, key, value)):
            written = written.replace(comment, "", 1)
        found.update(line.strip() for line in re.split(r"[\r\n]", written) if line.strip())
    return found | Counter(unplaced_as_yaml(each.text) for each in document.canvas.unplaced)


def _own_pairs(document: Document) -> Iterator[tuple[Scalar, Node]]:
    for key, value in document.root.pairs:
        if key.text not in OWN_TO_BMC or (key.text == CONFLICTS and not isinstance(value, Mapping)):
            yield key, value
        elif key.text == CONFLICTS and isinstance(value, Mapping):
            known = {*HEAD, LINES}
            yield from (pair for pair in value.pairs if pair[0].text not in known)
    for nodes in document.notes.values():
        for node in nodes:
            if isinstance(node, Mapping):
                yield from (pair for pair in node.pairs if pair[0].text not in BY_NAME)


class Ledger:
    """What the three texts of a merge hold besides their canvases, to hold a result against."""

    def __init__(self, base: Document, ours: Document, theirs: Document) -> None:
        self.old, self.mine, self.yours = map(remarks, (base, ours, theirs))

    def lost(self, merged: Document) -> list[str]:
        """Return the remarks that ``merged`` has not as often as they were meant to stay."""
        now = remarks(merged) + Counter(each.text for each in merged.canvas.unplaced)
        return [
            each
            for each in {**self.mine, **self.yours}
            for _ in range(now[each], self._meant(each))
        ]

    def doubled(self, merged: Document) -> int:
        """Return how many remarks ``merged`` has beyond all that the sides wrote."""
        return sum(
            max(0, count - self.old[each] - self._added(each))
            for each, count in remarks(merged).items()
        )

    def _meant(self, remark: str) -> int:
        """Return how often the side that added a remark has it, else how many neither removed."""
        mine, yours, old = (each[remark] for each in (self.mine, self.yours, self.old))
        return most if (most := max(mine, yours)) > old else mine + yours - old

    def _added(self, remark: str) -> int:
        return sum(max(0, side[remark] - self.old[remark]) for side in (self.mine, self.yours))
