"""A question of an interview as an asker gets it: of a bakery, where its replies led."""

from __future__ import annotations

from bmc_cli.interview.asking import Shown
from bmc_cli.interview.places import place_of
from bmc_cli.interview.state import Reply, State
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
