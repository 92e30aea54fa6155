"""What a merge left for somebody to decide, in the file: versions of fields, lines without a place.

Of a note two versions are marked where they stand; all else is under one key, or in comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bmc_cli.file.yaml_scalars import as_scalar
from bmc_cli.file.yaml_text import BREAK, Mapping, Node, Scalar, Sequence, scalars
from bmc_cli.model.canvas import HEAD, Leftover

CONFLICTS, LINES = "conflicts", "lines"
"""The key for what is undecided: versions of fields by their names, and lines without a place."""

_COMMENT = re.compile(r"(?:\A|(?<=[\r\n]))[ \t]*# bmc merge: ([^\r\n]*[^\s])")


def place_of_versions(root: Mapping, name: str) -> int:
    """Return where in the text the versions of a field are."""
    value = root.get(CONFLICTS)
    pairs = value.pairs if isinstance(value, Mapping) else ()
    return next((key.start for key, _ in pairs if key.text == name), 0)


class Undecided(NamedTuple):
    """The versions of fields of the title block, and the lines for which there was no place."""

    versions: dict[str, tuple[str, ...]]
    lines: tuple[Leftover, ...]


def undecided(text: str, root: Mapping) -> Undecided:
    r"""Return what a merge left in ``text``, of which ``root`` is the mapping.

    What its owner has under the same key besides is the owner's own.

    >>> from bmc_cli.file.yaml_text import parse
    >>> text = "conflicts: {title: [A, B], who: Ann}\n# bmc merge: # since June\n"
    >>> root = parse(text, "")
    >>> assert isinstance(root, Mapping)
    >>> undecided(text, root)
    Undecided(versions={'title': ('A', 'B')}, lines=(Leftover(text='# since June', line=2),))
    """
    versions: dict[str, tuple[str, ...]] = {}
    lines = [_leftover(text, found[1], found.start(1)) for found in _comments(text, root)]
    value = root.get(CONFLICTS)
    for key, said in value.pairs if isinstance(value, Mapping) else ():
        items = said.items if isinstance(said, Sequence) else [said]
        texts = [each for each in items if isinstance(each, Scalar)]
        if len(texts) < len(items):
            continue
        if key.text in HEAD and texts:
            values = ("" if each.is_none else each.text.strip() for each in texts)
            versions[key.text] = tuple(dict.fromkeys(values))
        elif key.text == LINES:
            lines += [_leftover(text, each.text, each.start) for each in texts]
    return Undecided(versions, tuple(lines))


def _leftover(text: str, line: str, at: int) -> Leftover:
    return Leftover(line, 1 + sum(1 for _ in BREAK.finditer(text, 0, at)))


def _comments(text: str, root: Node) -> Iterator[re.Match[str]]:
    """Yield the comments that keep a line; a ``#`` within a text of several lines begins none."""
    found = [*_COMMENT.finditer(text)]
    texts = [
        (each.start, each.end)
        for each in (scalars(root) if found else ())
        if each.style and BREAK.search(text, each.start, each.end)
    ]
    return (each for each in found if not any(start < each.start(1) < end for start, end in texts))


def unplaced_as_yaml(line: str) -> str:
    """Return the comment that keeps a line for which a merge found no place.

    >>> unplaced_as_yaml("who: Ben")
    '# bmc merge: who: Ben'
    """
    return line if _COMMENT.fullmatch(line) else f"# bmc merge: {line}"


def unplaced_text(line: str) -> str:
    """Return the line that a comment keeps; a line that is none of them as it is.

    >>> unplaced_text("# bmc merge: who: Ben")
    'who: Ben'
    """
    found = _COMMENT.fullmatch(line)
    return found[1] if found else line


def versions_as_yaml(versions: Iterable[str]) -> str:
    r"""Return texts that somebody has to choose from as a list in brackets.

    >>> versions_as_yaml(["Bakery", "", "Bread, cakes"])
    '[Bakery, "", \'Bread, cakes\']'
    """
    texts = (as_scalar(each, flow=True) if each else '""' for each in versions)
    return f"[{', '.join(texts)}]"
