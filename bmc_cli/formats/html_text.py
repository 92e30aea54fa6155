"""Texts of notes in HTML: which words stay whole, and what stands at the end of the last line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bmc_cli.drawing import hang
from bmc_cli.drawing.hyphens import LEAST
from bmc_cli.drawing.measure import em
from bmc_cli.formats.html_document import node, rule, spaced

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TOGETHER = 5  # letters that are kept on one line
_STEPS = 4  # rooms behind a word are counted in quarters of an em
_LEAD = 0.45  # em: with what a step rounds up no more than the layout keeps before tags

# A part too short to stand at the end of a line, with the hyphen and what follows that.
_STUB = re.compile(rf"(?<![\w-])[^\W_]{{1,{LEAST - 1}}}-(?=\w)[\w-]*")
_LONGEST = 8.0  # em of a word that is kept whole for such a part
_KEPT = 2  # letters behind the hyphen of a longer one that stay with it


def words(text: str) -> Iterator[Element | str]:
    """Yield a text in which no line ends with ``e-``: browsers break after every hyphen."""
    at = 0
    for stub in _STUB.finditer(text):
        end = stub.end()
        if em(stub[0]) > _LONGEST:
            end = stub.start() + stub[0].index("-") + 1 + _KEPT
        yield from _spaced(text[at : stub.start()])
        yield node("span", text[stub.start() : end], class_="whole")
        at = end
    yield text[at:]


def ended(
    text: str, tags: Sequence[Element], sizes: Sequence[hang.Tag], *, is_first: bool = True
) -> tuple[list[Element | str], list[Element]]:
    """Return a text, and what holds the ``tags`` at the end of its last line.

    The last word, or all of a short text, keeps room for them, so that it goes to a line with
    them where they would stand alone.  They have a line of their own where both are too long for
    that, or where their ``sizes`` are not told.  A text that something else stands before on its
    line (``is_first``) may break at every space.
    """
    if not tags:
        return [*words(text)], []
    end, room = hang.ending(text, sizes)
    if not end:
        together = " together" if len(tags) <= _TOGETHER else ""
        return [*words(text)], [node("span", *spaced(tags), class_=f"tags{together}")]
    end = end if is_first else end.rpartition(" ")[2]
    last = node("span", end, class_=f"end room-{_steps(room)}")
    before = [each for part in words(text.removesuffix(end)) for each in _spaced(part)]
    return [*before, last], [node("span", *spaced(tags), class_="tags beside")]


def _spaced(part: Element | str) -> Iterator[Element | str]:
    """Yield a text with the space at its end apart.

    Where what comes next stays whole, WeasyPrint breaks the text before it at odd places if the
    space has no room on the line.
    """
    if isinstance(part, str) and part.endswith(" "):
        yield from (part[:-1], node("span", " "))
    else:
        yield part


def rooms() -> list[str]:
    """Return the rules for the rooms that a last word keeps."""
    steps = range(1, _steps(hang.MOST_BEHIND) + 1)
    return [rule(f".room-{step}", {"room": f"{step / _STEPS}em"}) for step in steps]


def _steps(room: float) -> int:
    return math.ceil((room + _LEAD) * _STEPS)
