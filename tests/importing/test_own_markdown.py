"""Our own Markdown comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmc_cli.file.storage import load
from bmc_cli.formats.endings import Setting
from bmc_cli.formats.markdown import write
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.view import view
from tests.importing.reading import imported
from tests.packs import pack

ANSWERS = Path(__file__).parents[1] / "answers"
_texts = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)
_lines = st.lists(_texts, min_size=1, max_size=3).map(" ".join)


def back(canvas: Canvas, language: str) -> Canvas:
    made = write(view(canvas, pack(language)), Setting())
    return imported(made, "canvas.md").canvas


@pytest.mark.parametrize("name", ["bike-shop.en.yaml", "praktijkrooster.nl.yaml"])
def test_each_field_of_a_real_canvas_comes_back(name: str) -> None:
    canvas = load(ANSWERS / name).canvas
    assert back(canvas, canvas.language) == canvas


def test_the_credit_is_no_note() -> None:
    canvas = load(ANSWERS / "bike-shop.en.yaml").canvas
    assert sum(map(len, back(canvas, "en").blocks.values())) == 47


@settings(max_examples=40)
@given(st.data())
def test_any_texts_come_back(data: st.DataObject) -> None:
    segments = data.draw(st.lists(_lines, min_size=1, max_size=3, unique=True))
    shop = Note(
        data.draw(_lines),
        detail=data.draw(_lines),
        links=data.draw(st.sampled_from([(), EVERY_TARGET, (segments[0],)])),
        kinds=data.draw(st.sampled_from([(), ("purchase",), ("awareness", "delivery")])),
        later=data.draw(st.booleans()),
    )
    blocks: dict[str, tuple[Note, ...]] = {block.key: () for block in BLOCKS}
    blocks |= {"customer_segments": tuple(map(Note, segments)), "channels": (shop,)}
    canvas = Canvas(title=data.draw(_lines), language="en", blocks=blocks)
    assert back(canvas, "en") == replace(canvas)


def with_marks(*lines: str) -> str:
    """Return a document that begins with the canvas drawn, and has its marks in its lines."""
    titles = [f"{block.number}. {pack('en').blocks[block.key].title}" for block in BLOCKS]
    grid = "<table><tr><td><b>8 Key Partners</b><br>• x</td></tr></table>"
    above = ["# Bakery", "", "*By:* Ann · B · *Date:* 2026-01-02 · *Version:* 3", "", grid]
    segments = ["## " + titles[0], "", "- **A** Families", "- **B** Hotels *(later)*"]
    others = [line for title in titles[1:3] for line in ("", f"## {title}")]
    rest = [line for title in titles[4:] for line in ("", f"## {title}")]
    block = ["", f"## {titles[3]}", "", *lines]
    return "\n".join([*above, "", *segments, *others, *block, *rest, ""])


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (["- Shop [A B]"], Note("Shop", links=("Families", "Hotels"))),
        (["- Shop *(later)* [everyone]"], Note("Shop", links=EVERY_TARGET, later=True)),
        (["- Shop *delivery*, *my own*"], Note("Shop", kinds=("delivery", "my own"))),
        (["- Shop", "  - for: Nobody"], Note("Shop", links=("Nobody",))),
        (["- Shop", "  - open daily"], Note("Shop", detail="open daily")),
        (["- Shop", "  - detail: for: all"], Note("Shop", detail="for: all")),
        (["- Shop", "  - Looking ahead: grows"], Note("Shop", outlook="grows")),
        (["- Shop\\", "  in town [B]"], Note("Shop\nin town", links=("Hotels",))),
        (["- Shop \\[A\\]"], Note("Shop [A]")),
        (["- Shop *(undecided)*", "  - undecided: Van"], Note("Shop", conflict="Van")),
    ],
)
def test_marks_in_the_line_of_a_note_are_its_fields(lines: list[str], note: Note) -> None:
    canvas = imported(with_marks(*lines)).canvas
    assert canvas.notes("channels") == (note,)
    assert (canvas.title, canvas.author, canvas.date) == ("Bakery", "Ann · B", "2026-01-02")
    assert canvas.notes("customer_segments")[1] == Note("Hotels", later=True)
