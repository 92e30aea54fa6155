"""A question of an interview as an asker gets it: of a bakery, where its replies led."""

from __future__ import annotations

import pytest

from bmc_cli.interview.asking import Shown
from bmc_cli.interview.places import place_of
from bmc_cli.interview.state import Page, Reply, State
from bmc_cli.interview.walk import asked, opened, turn
from bmc_cli.interview.walk import begin as begun
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.fields import Note
from tests.packs import pack

SEGMENTS = (Note("Families"), Note("Hotels"), Note("Office parks"))
BAKERY = Canvas(
    "Bakery",
    blocks={"customer_segments": SEGMENTS, "channels": (Note("Shop"), Note("Van", "At six"))},
)
LANGUAGES = (("en", "English"), ("nl", "Nederlands"))


def asking(
    *replies: str | Reply,
    key: str = "channels",
    canvas: Canvas = BAKERY,
    language: str = "en",
) -> Shown:
    """What is asked in an open block after ``replies``, with what was said last."""
    return _after(opened(canvas, pack(language), BY_KEY[key], languages=LANGUAGES).state, replies)


def beginning(*replies: str | Reply, canvas: Canvas | None = None, language: str = "en") -> Shown:
    """What is asked in a whole interview after ``replies``, from its first question."""
    return _after(begun(canvas or Canvas(), pack(language), languages=LANGUAGES).state, replies)


def _after(state: State, replies: tuple[str | Reply, ...]) -> Shown:
    said: tuple[str, ...] = ()
    is_saved = False
    for reply in replies:
        made = turn(state, Reply(reply) if isinstance(reply, str) else reply)
        state, said, is_saved = made.state, made.said, bool(made.edits)
    return Shown(state, asked(state), place_of(state), said, is_saved)


_BAD = "a\x1b[2Jb\x07"
_BAD_CANVAS = Canvas(
    _BAD,
    author=_BAD,
    blocks={"customer_segments": (Note(_BAD), Note(_BAD + "2")), "channels": (Note(_BAD, _BAD),)},
)


_NOTES = asking()

HOSTILE = [
    pytest.param(asking(canvas=_BAD_CANVAS), id="a step"),
    pytest.param(asking("/for 1", canvas=_BAD_CANVAS), id="choices"),
    pytest.param(asking("/edit 1", canvas=_BAD_CANVAS), id="a note to reword"),
    pytest.param(asking("?", canvas=_BAD_CANVAS), id="help"),
    pytest.param(asking("/canvas", canvas=_BAD_CANVAS), id="the canvas"),
    pytest.param(asking("/review", canvas=_BAD_CANVAS), id="the review"),
    pytest.param(asking("/title", canvas=_BAD_CANVAS), id="the title"),
    pytest.param(_NOTES._replace(said=(_BAD,)), id="what was said"),
    pytest.param(_NOTES._replace(asked=_NOTES.asked._replace(prompt=_BAD)), id="a prompt"),
    pytest.param(
        _NOTES._replace(asked=_NOTES.asked._replace(page=Page(((_BAD, (_BAD,)),)))), id="a page"
    ),
]
"""What is asked where codes for a terminal stand in all that is not ours."""
