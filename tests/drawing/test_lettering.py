"""The segments' letters on the grid, and one segment looked at."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Literal

import pytest
from rich.console import Console

from bmc_cli.drawing.grid import Grid, Look
from bmc_cli.file.packs import load_language
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.links import letter
from bmc_cli.view import view
from tests.commandline import bmc
from tests.drawing import boxed, drawn
from tests.method.rule_rows import canvas_of

EN = load_language("en")
CHAIN = canvas_of(
    "customer_segments: [Families, Hotels, {text: Cafes, later: true}]\n"
    "value_propositions: [{text: Cake, for: [Families]}, {text: Rolls, for: [Hotels, Cafes]}]\n"
    "channels: [{text: Van, for: all}, Poster]\n"
    "key_activities: [{text: Baking, for: [Cake, Rolls]}]\n"
    "key_resources: [{text: Oven, for: [Rolls]}, {text: Mixer, for: [Cake]}]\n"
    "key_partners: [{text: Mill, for: [Mixer]}]\n"
    "cost_structure: [{text: Gas, for: [Oven]}, {text: Flour, for: [Mill]}]\n"
)
ONE = canvas_of("customer_segments: [Families]\nchannels: [Van]\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


NOTES = ["Families", "Hotels", "Cafes", "Cake", "Rolls", "Van", "Poster", "Baking", "Oven"]


def painted(canvas: Canvas, system: Literal["256", "standard"], segment: int | None = None) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=120, force_terminal=True, color_system=system, legacy_windows=False
    )
    console.print(Grid(view(canvas, EN), Look(segment=segment)), end="")
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 72, 80, 120])
def test_every_note_shows_the_segments_it_reaches(width: int) -> None:
    boxes = boxed(drawn(Grid(view(CHAIN, EN)), width))
    assert boxes[1].endswith("AFamiliesBHotelsC○Cafes")
    assert boxes[2].endswith("•CakeA•RollsBC")
    assert boxes[4].endswith("•VanABC•Poster")
    assert boxes[6].endswith("•BakingABC")
    assert boxes[7].endswith("•OvenBC•MixerA")
    assert boxes[8].endswith("•MillA")
    assert boxes[9].endswith("•GasBC•FlourA")


@pytest.mark.parametrize("width", [40, 72, 80, 120])
def test_one_segment_needs_no_letter(width: int) -> None:
    boxes = boxed(drawn(Grid(view(ONE, EN)), width))
    assert boxes[1].endswith("•Families")
    assert boxes[4].endswith("•Van")


@pytest.mark.parametrize("system", ["256", "standard"])
def test_each_letter_has_a_colour_of_its_own(system: Literal["256", "standard"]) -> None:
    colours = {}
    for each in "ABC":
        (codes,) = set(re.findall(rf"\x1b\[([\d;]+)m{each} ?\x1b", painted(CHAIN, system)))
        colours[each] = codes
    assert len(set(colours.values())) == 3


def test_without_colours_the_letters_are_there_all_the_same() -> None:
    plain = drawn(Grid(view(CHAIN, EN)), 120)
    assert "\x1b" not in plain
    coloured = painted(CHAIN, "256")
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == plain.split()


@pytest.mark.parametrize(
    ("place", "lit"),
    [
        (0, {"Families", "Cake", "Van", "Baking"}),
        (1, {"Hotels", "Rolls", "Van", "Baking", "Oven"}),
        (None, set(NOTES)),
    ],
)
def test_what_a_segment_does_not_meet_is_dimmed(place: int | None, lit: set[str]) -> None:
    grid = painted(CHAIN, "256", place).rpartition("┘")[0]
    dimmed = {note for note in NOTES if re.search(rf"\x1b\[2m(○ )?{note}\b", grid)}
    assert dimmed == set(NOTES) - lit


class TestManySegments:
    MANY = canvas_of(
        "customer_segments: [" + ", ".join(f"Group {at}" for at in range(30)) + "]\n"
        "channels: [{text: Van, for: [Group 0, Group 26, Group 29]}, {text: Post, for: all}]\n"
    )

    @pytest.mark.parametrize("width", [40, 72, 80, 120])
    def test_the_letters_go_on_with_two(self, width: int) -> None:
        boxes = boxed(drawn(Grid(view(self.MANY, EN)), width))
        assert boxes[1].endswith("ZGroup25AAGroup26ABGroup27ACGroup28ADGroup29")
        every = ",".join(letter(at) for at in range(30))
        assert f"•Post{every}" in boxes[4]

    def test_letters_of_two_signs_are_told_from_two_letters(self) -> None:
        assert "VanAAAAD" not in boxed(drawn(Grid(view(self.MANY, EN)), 120))[4]

    @pytest.mark.parametrize("word", ["AB", "ab", "Group 27"])
    def test_one_is_looked_at_by_its_letters(self, word: str, folder: Path) -> None:
        names = ", ".join(f"Group {at}" for at in range(30))
        text = f"bmc: 1\ncustomer_segments: [{names}]\n"
        (folder / "canvas.yaml").write_text(text, encoding="utf-8")
        assert bmc("show", "--segment", word).code == 0

    def test_one_is_looked_at_by_a_name_made_of_letters_in_use(self, folder: Path) -> None:
        names = ", ".join(["Families", *(f"Group {at}" for at in range(29))])
        text = f"bmc: 1\ncustomer_segments: [{names}]\n"
        (folder / "canvas.yaml").write_text(text, encoding="utf-8")
        done = bmc("show", "--segment", "Families")
        assert (done.code, done.err) == (0, "")


class TestCommand:
    @pytest.fixture
    def file(self, folder: Path) -> Path:
        path = folder / "canvas.yaml"
        path.write_text(
            "bmc: 1\nlanguage: en\ncustomer_segments: [Families, Hotels, Hostels]\n"
            "channels: [{text: Shop, for: [Families]}, {text: Van, for: [Hotels]}]\n",
            encoding="utf-8",
        )
        return path

    @pytest.mark.parametrize("word", ["B", "b", "Hotels", "hotels", "Hot"])
    def test_a_segment_is_named_by_its_letter_or_its_text(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, word: str
    ) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        out = bmc("show", "--segment", word, "--width", "120").out
        assert re.search(r"\x1b\[2mShop", out)
        assert not re.search(r"\x1b\[2mVan", out)

    @pytest.mark.parametrize("word", ["Z", "Cafes", "Ho", "AB", "", "0", "1", "2"])
    def test_an_unknown_one_is_told_with_those_there_are(self, file: Path, word: str) -> None:
        done = bmc("show", "--segment", word)
        assert (done.code, done.out) == (2, "")
        assert f"There is no segment “{word}”." in done.err
        assert "A Families, B Hotels, C Hostels" in done.err

    def test_a_canvas_without_segments_has_none_to_look_at(self, file: Path) -> None:
        file.write_text("bmc: 1\nlanguage: en\nchannels: [Van]\n", encoding="utf-8")
        done = bmc("show", "--segment", "A")
        assert (done.code, done.out) == (1, "")
        assert "This canvas has no segments yet." in done.err
