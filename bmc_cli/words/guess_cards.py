"""What to test, on cards: a guess each, with what is known of it and room for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bmc_cli.method.evidence import Guess, guesses, how_sure
from bmc_cli.model.canvas import BY_KEY, Canvas
from bmc_cli.model.fields import BY_NAME, EVIDENCE
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.choices import called
from bmc_cli.words.packs import Pack


class Field(NamedTuple):
    """What is asked on a card, and what is known of it; "" is room to write."""

    label: str
    text: str


class GuessCard(NamedTuple):
    """A card: the note by its number and block, what it claims, and why it is worth a test.

    ``ways`` are how to find out and what will be seen if it holds, ``learned`` what came out.
    ``sure`` is how sure one can be, each with whether that was found by a test already.
    """

    place: str
    claim: str
    why: str
    ways: Sequence[Field]
    learned: Field
    sure_label: str
    sure: Sequence[tuple[str, bool]]


def cards_of(canvas: Canvas, pack: Pack, most: int) -> list[GuessCard]:
    """Return a card for each of the guesses that are to be tested first, at most so many.

    Raises ``BmcError`` ("too_many_links").
    """
    return [_card(guess, pack) for guess in guesses(canvas)[:most]]


def _card(guess: Guess, pack: Pack) -> GuessCard:
    key, at = guess.spot
    note = guess.note
    why = [pack.say("test.vital")] if note.vital else []
    why.append(pack.count("test.hanging", guess.hanging))
    now = how_sure(note)
    return GuessCard(
        f"{BY_KEY[key].number}.{at + 1} {one_line(pack.blocks[key].title)}",
        clean(note.text),
        " · ".join(why),
        (
            Field(pack.say("cards.way"), clean(note.test)),
            Field(pack.say("cards.seen"), ""),
        ),
        Field(pack.say("cards.learned"), clean(note.learned)),
        pack.say("cards.sure"),
        # A guess has no cross: that is for the pen, when something is known.
        [
            (called(BY_NAME["evidence"], each, pack), each == now != EVIDENCE[0])
            for each in EVIDENCE
        ],
    )
