"""Cards to print and cut apart: all that is on them, on as many sheets as they need."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from bmc_cli.drawing.sheets import PAPERS
from bmc_cli.formats.guess_cards import write
from bmc_cli.formats.pdf import pdf
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.words.guess_cards import cards_of
from tests.drawing.posters import HOSTILE
from tests.packs import pack

on_paper = pytest.mark.needs("Pango", "fonts")
LONG = "families whose children outgrow their bikes " * 4


def page(*notes: Note, paper: str = "A4") -> str:
    canvas = Canvas(blocks={"channels": notes})
    return write(cards_of(canvas, pack("en"), 99), PAPERS[paper], "Bakery & Son", "en")


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (4, 1), (5, 2), (9, 3)])
def test_four_are_on_a_sheet(count: int, sheets: int) -> None:
    text = page(*(Note(f"Note {at}") for at in range(count)))
    assert text.count('<section class="cut-sheet">') == sheets
    assert text.count('<article class="to-test') == count


def test_what_is_known_stands_there_and_the_rest_is_room_to_write() -> None:
    text = page(Note("Shop", test="Ask <20> people", evidence="tested", learned="Yes"))
    assert '<p class="said-so">Ask &lt;20&gt; people</p>' in text
    assert '<p class="said-so">Yes</p>' in text
    assert '<span class="box">×</span> tested' in text
    assert text.count('class="ruled"') == 5  # for what will be seen
    assert '<p class="of">Bakery &amp; Son</p>' in text


def test_the_more_is_said_the_smaller_is_its_type_and_a_line_is_always_left() -> None:
    notes = (Note("A"), Note(LONG, test=LONG), Note(LONG * 2, test=LONG * 3), Note(LONG * 20))
    cards = page(*notes).split("<article")[1:]
    sizes = [re.match(r' class="to-test size-(\d)', each)[1] for each in cards]  # type: ignore[index]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == ("0", "2")
    assert all('class="ruled"' in each for each in cards)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_text(text: str) -> None:
    made = page(Note(text, test=text, learned=text))
    assert set(re.findall(r"<(\w+)", made[made.index("<body") :])) <= {
        *("body", "main", "section", "article", "h1", "p", "span", "div")
    }


@on_paper
@pytest.mark.parametrize("paper", ["A4", "Letter", "A0"])
def test_a_sheet_of_cards_is_a_sheet_of_paper(paper: str) -> None:
    notes = (Note("A", evidence="tested"), Note("B"), Note(LONG, test=LONG), Note("D"), Note("E"))
    read = pypdf.PdfReader(io.BytesIO(pdf(page(*notes, paper=paper))))
    assert len(read.pages) == 2
    wide, high = (float(side) / 72 * 25.4 for side in read.pages[0].mediabox[2:])
    assert (wide, high) == pytest.approx((PAPERS[paper].width, PAPERS[paper].height), abs=0.1)
