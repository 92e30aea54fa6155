"""The row above a canvas that lets one look along a single segment, without a script.

Each segment is a radio button; the style greys the notes that are not for the one that is
chosen, or whose letter the mouse is on.  The row is the legend as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from bmc_cli.formats.html_document import letter_class, node, rule, spaced, written

if TYPE_CHECKING:
    from bmc_cli.drawing.poster import Poster, Sticky
    from bmc_cli.view import Segment

_DIMMED = {
    "over-paper": "transparent",
    "over-ink": "var(--dim)",
    "over-sign": "transparent",
    "over-edge": "transparent",
}
"""What stands over the colours of a note that is not looked at."""


class _Choice(NamedTuple):
    """A radio button: its id, and what it says; of a segment, which one."""

    name: str
    text: str
    segment: Segment | None = None


def row(poster: Poster) -> Iterator[Element]:
    """Yield the row of a canvas with segments to tell apart, or with more to say of its notes."""
    choices = _choices(poster)
    if len(choices) < 2:
        return
    say, notes = poster.say, _notes(poster)
    key = [node("span", say("page.later"), class_="key")] * any(note.is_dashed for note in notes)
    at = 1 + len(poster.segments)  # the details come last
    yield node(
        "fieldset",
        node("legend", say("page.look")),
        *spaced([*map(_choice, choices[:at]), *key, *map(_choice, choices[at:])]),
        class_="look",
    )
    if poster.segments:
        counts = (node("span", _count(poster, each, notes)) for each in poster.segments)
        said = zip(counts, poster.segments, strict=True)
        spans = [_classed(each, f"said for-{segment.place}") for each, segment in said]
        yield node("p", *spans, class_="status", role="status")


def style(poster: Poster) -> str:
    """Return what greys the other notes, for each segment that can be chosen or pointed at."""
    if not poster.segments:
        return ""
    dims, says = [], []
    for at in (each.place for each in poster.segments):
        chosen = f":root:has(#look-{at}:checked)"
        dims.append(f"{chosen}:not(:has(.letter:hover, .look label:hover)) .note:not(.for-{at})")
        dims.append(f":root:has(.of-{at}:hover) .note:not(.for-{at})")
        says.append(f"{chosen} .said.for-{at}")
    rules = [rule(",\n".join(dims), _DIMMED), f"{', '.join(says)} {{ display: inline; }}"]
    return "\n".join(["@media screen {", *rules, "}"])


def _choices(poster: Poster) -> list[_Choice]:
    if poster.fields:
        return []
    found = [_Choice("look-all", poster.say("page.everything"))]
    found += [_Choice(f"look-{each.place}", each.name, each) for each in poster.segments]
    if any(note.ties for note in _notes(poster)):
        found.append(_Choice("look-details", poster.say("page.details")))
    return found


def _choice(choice: _Choice) -> Element:
    button = node("input", type="radio", name="look", id=choice.name)
    if choice.segment is None:
        if choice.name == "look-all":
            button.set("checked", "checked")
        return node("label", button, node("span", choice.text))
    sign = node("span", choice.segment.letter, class_=letter_class(choice.segment))
    name = f"of-{choice.segment.place}"
    return node("label", button, sign, " ", written("span", choice.text), class_=name)


def _classed(made: Element, name: str) -> Element:
    made.set("class", name)
    return made


def _notes(poster: Poster) -> list[Sticky]:
    return [note for panel in poster.panels.values() for note in panel.notes]


def _count(poster: Poster, segment: Segment, notes: Sequence[Sticky]) -> str:
    reaching = sum(segment in note.segments or note.own == segment for note in notes)
    name = f"{segment.letter} {segment.name}"
    return poster.say("page.count", segment=name, n=reaching, total=len(notes))
