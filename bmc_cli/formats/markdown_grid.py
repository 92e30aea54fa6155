"""The canvas on top of a Markdown document: a table in HTML, as Markdown has none that spans.

It has only what GitHub and others let through from strangers: no style and no class.  A text in
it is neither markup of HTML nor of Markdown, which some programs read within a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bmc_cli.drawing.layout import STANDARD, UNITS, Area, areas
from bmc_cli.drawing.signs import legend_of, signs
from bmc_cli.errors import BmcError

if TYPE_CHECKING:
    from bmc_cli.model.links import Spot
    from bmc_cli.view import BlockView, View

_SIGNS = re.compile(r"""[&<>"'\\`*_\[\]|~$]|:(?=[\w+-]+:|//)|(?<=www)\.""", re.IGNORECASE)
_NOTE, _LATER = "•", "○"
_TOGETHER = 5  # letters that are kept on one line


def grid(view: View) -> Iterator[str]:
    """Yield the lines of the table; none of them is empty, which would end it."""
    places = areas(STANDARD)
    reached = _reached(view)
    yield "<table>"
    for row in _rows(places):
        yield "<tr>"
        yield from (_cell(view, view.blocks[key], places[key], reached) for key in row)
        yield "</tr>"
    if legend := _legend(view):
        yield f'<tr><td colspan="{UNITS}">{legend}</td></tr>'
    yield "</table>"


def plain(text: str) -> str:
    """Return ``text`` as HTML within Markdown that shows it as it is."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", text).replace("\n", "<br>")


def _reached(view: View) -> Mapping[Spot, tuple[int, ...]]:
    """Return the segments of each note; none where there are too many links to follow."""
    try:
        return view.reached if view.letters else {}
    except BmcError:
        return {}


def _rows(places: Mapping[str, Area]) -> Iterator[Sequence[str]]:
    """Yield the blocks that begin in each row, from left to right."""
    for top in sorted({area.top for area in places.values()}):
        row = [key for key, area in places.items() if area.top == top]
        yield sorted(row, key=lambda key: places[key].left)


def _cell(view: View, block: BlockView, area: Area, reached: Mapping[Spot, tuple[int, ...]]) -> str:
    across, down = area.right - area.left, area.bottom - area.top
    spans = f' colspan="{across}"' + (f' rowspan="{down}"' if down > 1 else "")
    lines = [f"<b>{block.number} {plain(block.title)}</b>"]
    for at, note in enumerate(block.notes):
        places = reached.get((block.key, at), ())
        space = "\N{NO-BREAK SPACE}" if len(places) <= _TOGETHER else " "
        letters = space.join(view.segments[place].letter for place in places)
        chips = f" <kbd>{letters}</kbd>" if letters else ""
        sure = "".join(f" {each.sign}" for each in signs(note))
        bullet = _LATER if note.is_later else _NOTE
        lines.append(f"{bullet} {plain(note.text_line)}{sure}{chips}")
    said = "<br>".join(lines)
    return f'<td{spans} width="{100 * across // UNITS}%" valign="top">{said}</td>'


def _legend(view: View) -> str:
    """Return what the letters, the mark of a note for later and the signs mean."""
    names = [f"<kbd>{each.letter}</kbd> {plain(each.name)}" for each in view.segments]
    later = [f"{_LATER} {plain(view.say('show.later'))}"] * any(
        note.is_later for note in view.notes
    )
    sure = [f"{each.sign} {plain(each.said)}" for each in legend_of(view.notes)]
    return " · ".join([*(names if view.letters else []), *later, *sure])
