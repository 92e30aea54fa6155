"""Whole interviews by pipe, as scripts and screen readers hold them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import create, load
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from tests.languages import assert_speaks
from tests.namespace import REPOSITORY
from tests.terminal import BMC, CTRL_C, Terminal, environment

ANSWERS = REPOSITORY / "tests" / "answers"
EN = load_language("en")


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """A folder with a canvas whose fourth step has two notes."""
    blocks = {"channels": (Note("Shop on the corner"), Note("Market stall"))}
    create(tmp_path / "canvas.yaml", Canvas("Bakery", language="en", blocks=blocks))
    return tmp_path


def bmc(
    folder: Path, *arguments: str, stdin: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BMC, *arguments],
        input=stdin,
        cwd=folder,
        env={**environment(), **env},
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "other", "way_on"),
    [
        pytest.param(
            "bike-shop.en",
            "nl",
            "Change a block: bmc edit 4 shop.yaml. See the canvas: bmc show shop.yaml.",
            id="en",
        ),
        pytest.param(
            "praktijkrooster.nl",
            "en",
            "Een blok wijzigen: bmc edit 4 shop.yaml. Het canvas bekijken: bmc show shop.yaml.",
            id="nl",
        ),
    ],
)
def test_a_real_business_by_pipe(tmp_path: Path, name: str, other: str, way_on: str) -> None:
    answers = (ANSWERS / f"{name}.txt").read_text(encoding="utf-8")
    language = name.rpartition(".")[2]
    done = bmc(tmp_path, "new", "shop.yaml", "--plain", "--lang", language, stdin=answers)
    assert done.returncode == 0
    written = (tmp_path / "shop.yaml").read_text(encoding="utf-8")
    expected = (ANSWERS / f"{name}.yaml").read_text(encoding="utf-8")
    day = re.search(r"(?m)^date: \d{4}-\d\d-\d\d$", expected)
    assert day
    assert re.sub(r"(?m)^date: \d{4}-\d\d-\d\d$", day[0], written) == expected
    assert done.stderr.splitlines()[-1] == way_on
    assert_speaks(language, other, (done.stdout + done.stderr).splitlines())


@pytest.mark.parametrize("name", ["bike-shop.en", "praktijkrooster.nl"])
def test_the_canvases_of_the_real_businesses_are_good_ones(name: str) -> None:
    canvas = load(ANSWERS / f"{name}.yaml").canvas
    for block in BLOCKS:
        notes = canvas.notes(block.key)
        assert 2 <= len([note for note in notes if not note.later]) <= 5
        assert all(len(note.text.split()) <= 9 for note in notes)


def test_nothing_but_text_comes_out_in_plain_mode(tmp_path: Path) -> None:
    answers = (ANSWERS / "bike-shop.en.txt").read_text(encoding="utf-8")
    done = bmc(tmp_path, "new", "--plain", stdin=answers)
    for character in done.stdout + done.stderr:
        assert character == "\n" or character.isprintable()


def test_the_canvas_comes_on_stdout_and_the_talk_on_stderr(tmp_path: Path) -> None:
    done = bmc(tmp_path, "new", "--plain", stdin="Bakery\n\nFamilies\n/go 9\nRent\n\n")
    assert done.stdout.splitlines()[:4] == ["Bakery", "", "1. Customer Segments", "   1. Families"]
    assert "Saved as A: Families." in done.stderr
    assert "Saved as" not in done.stdout


def test_a_carriage_return_is_the_end_of_a_line(tmp_path: Path) -> None:
    stdin = "Bakery\rSam\r\nFamilies\rHotels\n"
    bmc(tmp_path, "new", "--plain", stdin=stdin)
    canvas = load(tmp_path / "canvas.yaml").canvas
    assert (canvas.title, canvas.author) == ("Bakery", "Sam")
    assert [note.text for note in canvas.notes("customer_segments")] == ["Families", "Hotels"]


FOUR_STEPS = """\
Bakery

Families
Hotels


Fresh bread
A


Chat at the counter
Hotels

Shop
everyone
Van
B


Sale of bread
"""


def test_a_pipe_is_asked_of_no_kinds_and_nothing_about_all_notes(tmp_path: Path) -> None:
    done = bmc(tmp_path, "new", "--plain", stdin=FOUR_STEPS)
    canvas = load(tmp_path / "canvas.yaml").canvas
    assert [note.text for note in canvas.notes("revenue_streams")] == ["Sale of bread"]
    assert canvas.notes("channels") == (
        Note("Shop", links=("all",)),
        Note("Van", links=("Hotels",)),
    )
    asked = [ask.question for block in EN.blocks.values() for ask in block.ask]
    assert [question for question in asked if question in done.stderr] == []


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        pytest.param("Shop\nnot for a note\nVan\n", ["Shop", "not for a note", "Van"], id="notes"),
        pytest.param("Shop\nA\nstop\nVan\n", ["Shop", "Van"], id="a command, not meant"),
        pytest.param("Shop\nA\nstop\n2\nB\nVan\n", ["Shop", "stop", "Van"], id="a note"),
        pytest.param("Shop\nA\nstop\n1\nVan\n", ["Shop"], id="a command"),
        pytest.param("Shop\nA\nwho?\nVan\n", ["Shop", "Van"], id="a question"),
    ],
)
def test_what_does_not_answer_a_question_is_a_note_of_the_same_step(
    tmp_path: Path, lines: str, texts: list[str]
) -> None:
    begun = "Bakery\n\nFamilies\nHotels\n/go 4\n"
    bmc(tmp_path, "new", "--plain", stdin=begun + lines)
    notes = load(tmp_path / "canvas.yaml").canvas.notes("channels")
    assert [note.text for note in notes] == texts


def test_the_end_of_input_is_leaving_and_the_next_run_goes_on(tmp_path: Path) -> None:
    first = bmc(tmp_path, "new", "--plain", stdin="Title\nAuthor\nFirst segment\n")
    assert first.returncode == 0
    assert first.stdout == ""
    way_on = load_language("en").say("new.way_on", file="canvas.yaml", command="bmc new")
    assert first.stderr.splitlines()[-1] == way_on
    second = bmc(tmp_path, "new", "--plain", stdin="Second segment\n")
    assert "1. First segment" in second.stderr.splitlines()
    canvas = load(tmp_path / "canvas.yaml").canvas
    assert (canvas.title, canvas.author) == ("Title", "Author")
    texts = [note.text for note in canvas.notes("customer_segments")]
    assert texts == ["First segment", "Second segment"]


@pytest.mark.parametrize("typed", ["", "/quit\n"], ids=["the end of input", "/quit"])
def test_leaving_at_the_first_question_makes_no_file(tmp_path: Path, typed: str) -> None:
    done = bmc(tmp_path, "new", "--plain", stdin=typed)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == EN.say("new.nothing")
    assert list(tmp_path.iterdir()) == []


def test_a_finished_canvas_is_reviewed_and_can_be_changed(tmp_path: Path) -> None:
    expected = (ANSWERS / "bike-shop.en.yaml").read_text(encoding="utf-8")
    (tmp_path / "canvas.yaml").write_text(expected, encoding="utf-8")
    done = bmc(tmp_path, "new", "--plain", stdin="/go 9\nCoffee for who waits\n\n\n")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == EN.say("interview.welcome_done")
    written = (tmp_path / "canvas.yaml").read_text(encoding="utf-8")
    assert written == expected + "  - Coffee for who waits\n"


def test_one_block_is_revisited_by_lines(tmp_path: Path) -> None:
    bmc(tmp_path, "new", "--plain", stdin="Bakery\n\n")
    done = bmc(tmp_path, "edit", "4", "--plain", stdin="Shop\nStall\n/move 2 1\n\n\n")
    assert done.returncode == 0
    notes = load(tmp_path / "canvas.yaml").canvas.notes("channels")
    assert [note.text for note in notes] == ["Stall", "Shop"]


# -- in a terminal


PLAIN = [
    pytest.param(["--plain"], {}, id="--plain"),
    pytest.param([], {"ACCESSIBLE": "1"}, id="ACCESSIBLE"),
    pytest.param([], {"TERM": "dumb"}, id="TERM=dumb"),
]


@pytest.mark.parametrize(("options", "env"), PLAIN)
def test_a_plain_interview_never_moves_the_cursor(
    bakery: Path, options: list[str], env: dict[str, str]
) -> None:
    command = [*BMC, "new", *options]
    with Terminal(command, bakery, env={"PAGER": "", **env}) as terminal:
        terminal.wait_for_prompt(">")
        terminal.send("Website\n")
        terminal.wait_for("Saved as 3: Website")
        terminal.send("/canvas 4\n")
        terminal.wait_for("  3. Website")
        terminal.send("/review\n")
        terminal.wait_for("4: Channels: Shop on the corner · Market stall · Website")
        terminal.send("\n")
        assert terminal.wait_for_end() == 0
        assert "│" not in terminal.text
    assert b"\x1b" not in terminal.raw


def test_ctrl_c_ends_a_plain_interview_with_how_to_go_on(bakery: Path) -> None:
    with Terminal([*BMC, "new", "--plain"], bakery) as terminal:
        terminal.wait_for_prompt(">")
        terminal.send(CTRL_C)
        assert terminal.wait_for_end() == 130
        assert (
            load_language("en").say("new.way_on", file="canvas.yaml", command="bmc new")
            in terminal.lines
        )
