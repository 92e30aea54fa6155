"""The row above a canvas that lets one look along a single segment, without a script.

Each segment is a radio button; the style greys the notes that are not for the one that is
chosen, or whose letter the mouse is on.  So is how sure a note is, where a canvas says that of
any.  The row is the legend as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from bmc_cli.formats.html_document import letter_class, node, rule, spaced, written
from bmc_cli.model.fields import EVIDENCE

if TYPE_CHECKING:
    from bmc_cli.drawing.poster import Poster, Sticky
    from bmc_cli.drawing.signs import Sign
    from bmc_cli.view import Segment

_DIMMED = {
    "over-paper": "transparent",
    "over-ink": "var(--dim)",
    "over-sign": "transparent",
    "over-edge": "transparent",
}
"""What stands over the colours of a note that is not looked at."""


_GUESS, *_JUDGED = EVIDENCE


class _Choice(NamedTuple):
    """A radio button: the end of its id, and what it says behind a letter or a sign.

    ``greys``: the notes without its name in their class, "for-" before it, are greyed.
    """

    name: str
    text: str
    segment: Segment | None = None
    sign: Sign | None = None
    greys: bool = True


def views_of(note: Sticky, poster: Poster) -> list[str]:
    """Return the names of the buttons that leave ``note`` as it is: of segments, then of signs."""
    names = [each.name for each in note.signs]
    is_guess = _is_judged(poster) and not set(names) & set(_JUDGED)
    return [*(f"{each.place}" for each in note.lettered), *names, *[_GUESS] * is_guess]


def _is_judged(poster: Poster) -> bool:
    return any(each.name in _JUDGED for each in poster.signs)


def row(poster: Poster) -> Iterator[Element]:
    """Yield the row of a canvas with segments to tell apart, or with more to say of its notes."""
    choices, sure = _choices(poster), _sure(poster)
    if len(choices) + len(sure) < 2:
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
    if sure:
        buttons = spaced([*map(_choice, sure)])
        yield node("fieldset", node("legend", say("page.sure")), *buttons, class_="look")
    if greying := [each for each in (*choices, *sure) if each.greys]:
        spans = [node("span", _count(poster, each, notes), class_=_said(each)) for each in greying]
        yield node("p", *spans, class_="status", role="status")


def style(poster: Poster) -> str:
    """Return what greys the other notes, for each button that can be chosen or pointed at."""
    greying = [each.name for each in (*_choices(poster), *_sure(poster)) if each.greys]
    if not greying:
        return ""
    pointed = ".letter:hover, .sign:hover, .look label:hover"
    dims, says = [], []
    for at in greying:
        chosen = f":root:has(#look-{at}:checked)"
        dims.append(f"{chosen}:not(:has({pointed})) .note:not(.for-{at})")
        dims.append(f":root:has(.of-{at}:hover) .note:not(.for-{at})")
        says.append(f"{chosen} .said.for-{at}")
    rules = [rule(",\n".join(dims), _DIMMED), f"{', '.join(says)} {{ display: inline; }}"]
    return "\n".join(["@media screen {", *rules, "}"])


def _choices(poster: Poster) -> list[_Choice]:
    if poster.fields:
        return []
    found = [_Choice("all", poster.say("page.everything"), greys=False)]
    found += [_Choice(f"{each.place}", each.name, each) for each in poster.segments]
    if any(note.ties for note in _notes(poster)):
        found.append(_Choice("details", poster.say("page.details"), greys=False))
    return found


def _sure(poster: Poster) -> list[_Choice]:
    """Return the buttons for how sure notes are, a guess first; none where that is not said."""
    guess = [_Choice(_GUESS, poster.say(f"evidence.{_GUESS}"))] * _is_judged(poster)
    return guess + [_Choice(each.name, each.said, sign=each) for each in poster.signs]


def _choice(choice: _Choice) -> Element:
    button = node("input", type="radio", name="look", id=f"look-{choice.name}")
    if choice.name == "all":
        button.set("checked", "checked")
    before: list[Element | str] = []
    if choice.segment:
        before = [node("span", choice.segment.letter, class_=letter_class(choice.segment)), " "]
    elif choice.sign:  # the word stands beside it
        before = [node("span", choice.sign.sign, class_="sign", aria_hidden="true"), " "]
    made = node("label", button, *before, written("span", choice.text))
    if choice.greys:
        made.set("class", f"of-{choice.name}")
    return made


def _said(choice: _Choice) -> str:
    return f"said for-{choice.name}"


def _notes(poster: Poster) -> list[Sticky]:
    return [note for panel in poster.panels.values() for note in panel.notes]


def _count(poster: Poster, choice: _Choice, notes: Sequence[Sticky]) -> str:
    found = sum(choice.name in views_of(note, poster) for note in notes)
    before = choice.segment.letter if choice.segment else choice.sign.sign if choice.sign else ""
    name = f"{before} {choice.text}".strip()
    return poster.say("page.count", segment=name, n=found, total=len(notes))
