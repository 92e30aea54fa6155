"""Keys of the owner's own in a note that a merge lost, put back into that note."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.source import Source
from bmc_cli.file.yaml_text import Mapping as MappingNode
from bmc_cli.model.fields import BY_NAME
from bmc_cli.model.links import Spot

_BREAK = re.compile(r"\r\n|\r|\n")


def with_note_keys(
    document: Document,
    lines: Collection[str],
    sides: Collection[tuple[Document, Mapping[Spot, Spot]]],
    file: str,
) -> Document:
    r"""Return a document with the keys of notes whose ``lines`` it lost, at the end of those notes.

    Each of the ``sides`` comes with where its notes were, by their spots in ``document``.  A note
    that has such a key keeps its own: then somebody has to choose.

    >>> made = read("bmc: 1\nchannels:\n- text: Van\n- text: Shop # new\n  later: true\n", "")
    >>> side = read("bmc: 1\nchannels:\n  - text: Shop\n    who: [Ann,\n      Ben]\n", "")
    >>> spots = {("channels", 1): ("channels", 0)}
    >>> print(with_note_keys(made, ["who: [Ann,", "Ben]"], [(side, spots)], "").text, end="")
    bmc: 1
    channels:
    - text: Van
    - text: Shop # new
      later: true
      who: [Ann,
        Ben]
    """
    source = Source(document.text)
    done: set[tuple[Spot, str]] = set()
    for side, spots in sides:
        for (key, place), was in spots.items():
            node = document.notes[key][place]
            if not isinstance(node, MappingNode) or node.flow:
                continue
            for name, text in _own_keys(side, was):
                said = [line.strip() for line in text if line.strip()]
                is_new = node.get(name) is None and ((key, place), name) not in done
                if is_new and all(line in lines for line in said):
                    done.add(((key, place), name))
                    margin = " " * source.column(node.start)
                    end = source.line_end(max(node.end, node.pairs[-1][0].end))
                    added = (f"{margin}{line}".rstrip() + source.newline for line in text)
                    source.put(end, end, "".join(added))
    try:
        made = read(source.spliced(), file)
    except BmcError:
        return document
    return made if made.canvas == document.canvas else document


def _own_keys(side: Document, spot: Spot) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of a note that are its owner's, each with its lines, from its own column."""
    node = side.notes[spot[0]][spot[1]]
    for key, value in node.pairs if isinstance(node, MappingNode) else ():
        if key.text not in BY_NAME:
            first, *rest = _BREAK.split(side.text[key.start : max(key.end, value.end)])
            column = len(_BREAK.split(side.text[: key.start])[-1])
            yield key.text, [first, *(line[min(column, _indent(line)) :] for line in rest)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
