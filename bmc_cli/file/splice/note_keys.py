"""Keys of the owner's own in a note that a merge lost, put back into that note."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.source import Source
from bmc_cli.file.yaml_text import BREAK, extent
from bmc_cli.file.yaml_text import Mapping as MappingNode
from bmc_cli.model.fields import BY_NAME
from bmc_cli.model.links import Spot

_WORD = re.compile(r"[^\s,\[\]{}]+")


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


def misplaced(document: Document, sides: Collection[tuple[Document, Mapping[Spot, Spot]]]) -> int:
    r"""Return how many notes of a document have keys that none of their versions had.

    The ``sides`` are those of `with_note_keys`.  Lines find their place by those around them, so
    that a key of one note may come to another that looks like it, where somebody moved a block.
    Of one key, words of both sides may stand together.

    >>> made = read("bmc: 1\nchannels:\n- text: Shop\n- text: Van\n  who: Ann\n", "")
    >>> side = read("bmc: 1\nchannels:\n- text: Shop\n  who: Ann\n- text: Van\n", "")
    >>> spots = {spot: spot for spot in (("channels", 0), ("channels", 1))}
    >>> misplaced(made, [(side, spots)]), misplaced(made, [(made, spots)])
    (1, 0)
    """
    count = 0
    for key, nodes in document.notes.items():
        for place in range(len(nodes)):
            if own := _words_of_keys(document, (key, place)):
                was = [(side, spots[key, place]) for side, spots in sides if (key, place) in spots]
                count += not own <= set().union(*(_words_of_keys(*each) for each in was))
    return count


def _words_of_keys(side: Document, spot: Spot) -> set[tuple[str, str]]:
    """Return each word that a note's own keys say, with its key."""
    return {
        (name, word)
        for name, lines in _own_keys(side, spot)
        for word in _WORD.findall("\n".join(lines))
    }


def _own_keys(side: Document, spot: Spot) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of a note that are its owner's, each with its lines, from its own column."""
    node = side.notes[spot[0]][spot[1]]
    for key, value in node.pairs if isinstance(node, MappingNode) else ():
        if key.text not in BY_NAME:
            first, *rest = BREAK.split(side.text[slice(*extent(key, value))])
            column = len(BREAK.split(side.text[: key.start])[-1])
            yield key.text, [first, *(line[min(column, _indent(line)) :] for line in rest)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
