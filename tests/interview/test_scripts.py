"""From a pipe: lines mean what they always meant, since nobody can be asked what was meant."""

from __future__ import annotations

import pytest

from bmc_cli.interview.state import Effect
from bmc_cli.interview.walk import begin
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from tests.interview.conversing import ENTER, SEGMENTS, Talk, canvas, talk, told
from tests.packs import pack

SHOP = canvas(s1=SEGMENTS, s4=("Shop",))


def piped(*lines: str, step: int = 4) -> Talk:
    return talk(SHOP, step, *lines, asks_back=False)


@pytest.mark.parametrize(
    ("lines", "notes"),
    [
        pytest.param(["Van", "A"], [Note("Van", links=("Families",))], id="a note and its link"),
        pytest.param(["Van", ENTER], [Note("Van")], id="an empty line for no link"),
        pytest.param(
            ["Van", "everyone", "Stall", "hotels and schools"],
            [Note("Van", links=EVERY_TARGET), Note("Stall", links=("Hotels", "Schools"))],
            id="words as well as letters",
        ),
        pytest.param(
            ["Van", "Stall", "B"],
            [Note("Van"), Note("Stall", links=("Hotels",))],
            id="words that fit no choice are the next note",
        ),
        pytest.param(
            ["Van", "brings in people", "B"],
            [Note("Van"), Note("brings in people", links=("Hotels",))],
            id="also a sentence",
        ),
        pytest.param(
            ["Van", "oops that is a partner", ENTER],
            [Note("Van"), Note("oops that is a partner")],
            id="also one that names a block",
        ),
        pytest.param(
            ["a, b and c", "A"], [Note("a, b and c", links=("Families",))], id="several in a line"
        ),
        pytest.param(
            ["Shop on the corner", "A"],
            [Note("Shop on the corner", links=("Families",))],
            id="one that is like another",
        ),
        pytest.param(["Hotels?", "1"], [], id="a question, and that it is one"),
        pytest.param(["Hotels?", "3"], [Note("Hotels?")], id="a question, and that it is a note"),
        pytest.param(
            ["Hotels?", "Van", "A"],
            [Note("Van", links=("Families",))],
            id="a question that the next line does not answer",
        ),
    ],
)
def test_lines_are_notes_and_their_links(lines: list[str], notes: list[Note]) -> None:
    assert list(piped(*lines).canvas.notes("channels")[1:]) == notes


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        pytest.param([ENTER, ENTER], ["4", "4/ahead", "5"], id="notes and a look ahead"),
        pytest.param(["Van", ENTER, ENTER, ENTER], ["4", "4/for/2", "4", "4/ahead", "5"], id="all"),
        pytest.param(["/next"], ["4", "5"], id="a command"),
        pytest.param(["geen", "nee"], ["4", "4/ahead", "5"], id="words of nothing"),
    ],
)
def test_an_empty_line_leaves_what_is_asked(lines: list[str], places: list[str]) -> None:
    assert piped(*lines).places == places


@pytest.mark.parametrize("line", ["Postcards", "hotels close", "shop closes", "Hotels?", "x"])
def test_a_line_at_the_look_ahead_is_a_note_for_later(line: str) -> None:
    after = piped(ENTER, line)
    assert after.canvas.notes("channels")[1:] == (Note(line, later=True),)
    assert after.place == "4/ahead"


def test_what_a_note_becomes_is_said_by_its_label() -> None:
    assert piped(ENTER, "1: closes").note(4, "Shop").outlook == "closes"


def test_a_whole_canvas_comes_from_a_pipe() -> None:
    lines = ["Bakery", "S. de Wit"]
    for block in BLOCKS:
        link = [ENTER] if len(block.targets) > 1 else []  # of one there is nothing to choose
        look = [ENTER] if pack("en").blocks[block.key].ahead else []
        lines += [f"Note {block.number}", *link, ENTER, *look]
    walked = told(begin(Canvas(), pack("en"), asks_back=False), *lines)
    assert (walked.canvas.title, walked.canvas.author) == ("Bakery", "S. de Wit")
    assert [walked.texts(at) for at in range(1, 10)] == [[f"Note {at}"] for at in range(1, 10)]
    assert walked.effect is Effect.FINISH
