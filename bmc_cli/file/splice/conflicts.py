"""What a merge left undecided, put into a text and taken out of it: pairs under one key."""

from __future__ import annotations

from collections.abc import Mapping as Map

from bmc_cli.file.splice.lists import splice_cells
from bmc_cli.file.splice.source import Source
from bmc_cli.file.undecided import CONFLICTS
from bmc_cli.file.yaml_text import Mapping, extent


def change_conflicts(source: Source, root: Mapping, said: Map[str, str | None]) -> bool:
    r"""Give each name under the key its value in YAML, or take it out (None).

    The key goes with the last of them.  Return whether the key is there to be changed.

    >>> from bmc_cli.file.yaml_text import parse
    >>> text = "conflicts:\n  title: [A, B]  # which?\n  author: [C, D]\nchannels: []\n"
    >>> source, root = Source(text), parse(text, "")
    >>> assert isinstance(root, Mapping)
    >>> change_conflicts(source, root, {"title": None, "date": "[1, 2]"})
    True
    >>> print(source.spliced(), end="")
    conflicts:
      author: [C, D]
      date: [1, 2]
    channels: []
    """
    value = root.get(CONFLICTS)
    if not isinstance(value, Mapping) or not value.pairs:
        return False
    names = {key.text for key, _ in value.pairs}
    gone = {at for at, (key, _) in enumerate(value.pairs) if said.get(key.text, "") is None}
    added = [f"{name}: {text}" for name, text in said.items() if text and name not in names]
    if len(gone) == len(names) and not added:
        at = next(at for at, (key, _) in enumerate(root.pairs) if key.text == CONFLICTS)
        _change(source, root, {at}, {}, [])
        return True
    changed = {
        at: f"{key.text}: {text}"
        for at, (key, _) in enumerate(value.pairs)
        if (text := said.get(key.text))
    }
    _change(source, value, gone, changed, added)
    return True


def _change(
    source: Source, pairs: Mapping, gone: set[int], changed: Map[int, str], added: list[str]
) -> None:
    """Change the pairs of a mapping at these places, take some out, and put others at its end."""
    cells = [extent(*pair) for pair in pairs.pairs]
    for at, text in changed.items():
        source.put(*cells[at], text)
    if pairs.flow:
        last = max((at for at in range(len(cells)) if at not in gone), default=-1)
        splice_cells(source, pairs.start + 1, cells, gone, [(last, each) for each in added])
        return
    for at in gone:
        start, end = cells[at]
        source.put(source.line_start(start), source.line_end(end), "")
    line = source.line_end(cells[-1][1])
    margin = " " * source.column(cells[0][0])
    source.put(line, line, "".join(f"{margin}{each}{source.newline}" for each in added))
