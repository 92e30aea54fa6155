"""Comments that a merge lost, put back at the line that they stood at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.source import Source

_COMMENT = re.compile(r"(?:\A|\s+)#")
_COMMENT_LINE = re.compile(r"[ \t]*#")


def with_comments(
    document: Document,
    comments: Sequence[str],
    sides: Sequence[Document],
    file: str,
    base: Document | None = None,
) -> Document:
    r"""Return a document with comments of ``sides``, beside or above the lines they were at there.

    A line is known by what it says, if nothing else says that; what has no such line stays out,
    and what would meet another comment there, unless that is the one that ``base`` had there.

    >>> old, side = read("bmc: 1\nchannels: []\n", ""), read("# a\nbmc: 1 # b\ndate: # c\n", "")
    >>> print(with_comments(old, ["# a", "# b", "# c"], [side], "").text, end="")
    # a
    bmc: 1 # b
    channels: []
    """
    source = Source(document.text)
    lines = [(start, source.text[start:end]) for start, end in _lines(source)]
    said = Counter(_said(line) for _, line in lines)
    place = {_said(line): (start, line) for start, line in lines if said[_said(line)] == 1}
    was = _beside(base) if base else {}
    for side in sides:
        for comment, anchor, space in _anchored(side, set(comments)):
            if anchor not in place:
                continue
            start, line = place[anchor]
            if space is None:
                above = source.line_start(start - 1) if start else 0
                if start and _COMMENT_LINE.match(source.text, above):
                    continue  # both wrote one: somebody has to choose
                indent = line[: len(line) - len(line.lstrip())]
                source.put(start, start, f"{indent}{comment}{source.newline}")
            elif (there := _comment(line)) == "" or there == was.get(anchor):
                end = start + len(line.rstrip())
                source.put(end - len(there), end, comment if there else space + comment)
                del place[anchor]
    try:
        made = read(source.spliced(), file)
    except BmcError:
        return document
    return made if made.canvas == document.canvas else document


def _lines(source: Source) -> Iterator[tuple[int, int]]:
    return zip(source.starts, source.starts[1:], strict=False)


def _said(line: str) -> str:
    return _COMMENT.split(line, maxsplit=1)[0].strip()


def _comment(line: str) -> str:
    """Return the comment beside what a line says, "" for none."""
    found = _COMMENT.search(line)
    return line[found.start() :].strip() if found else ""


def _beside(document: Document) -> dict[str, str]:
    """Return the comments beside lines, by what those say."""
    source = Source(document.text)
    lines = (source.text[start:end] for start, end in _lines(source))
    return {_said(line): _comment(line) for line in lines}


def _anchored(side: Document, comments: set[str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield comments with what the line says that they are at, and the space before one beside it.

    One above a line has none.
    """
    source = Source(side.text)
    above: list[str] = []
    for start, end in _lines(source):
        line = source.text[start:end].rstrip()
        said = _said(line)
        if said:
            yield from ((comment, said, None) for comment in above)
            above = []
        comment = line.lstrip()[len(said) :] if said else line.lstrip()
        if comment.lstrip() in comments and said:
            yield comment.lstrip(), said, comment[: len(comment) - len(comment.lstrip())]
        elif comment in comments:
            above.append(comment)
