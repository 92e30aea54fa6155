"""Whole interviews by pipe, as scripts and screen readers hold them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import load
from bmc_cli.model.canvas import BLOCKS
from tests.languages import assert_speaks
from tests.namespace import REPOSITORY
from tests.terminal import BMC, environment

ANSWERS = REPOSITORY / "tests" / "answers"


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
    done = bmc(tmp_path, "new", "--plain", stdin="Bakery\n\nFamilies\n\n\n/review\n\n")
    assert done.stdout.splitlines()[:4] == ["Bakery", "", "1. Customer Segments", "   1. Families"]
    assert "Saved as 1: Families" in done.stderr
    assert "Saved as" not in done.stdout


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
    assert done.stderr.splitlines()[-1] == "Nothing was saved yet."
    assert list(tmp_path.iterdir()) == []


def test_a_finished_canvas_is_reviewed_and_can_be_changed(tmp_path: Path) -> None:
    expected = (ANSWERS / "bike-shop.en.yaml").read_text(encoding="utf-8")
    (tmp_path / "canvas.yaml").write_text(expected, encoding="utf-8")
    done = bmc(tmp_path, "new", "--plain", stdin="9\nCoffee for who waits\n\n\n")
    assert done.returncode == 0
    told = "canvas.yaml is filled in already. Pick a step to look at it again."
    assert done.stderr.splitlines()[0] == told
    written = (tmp_path / "canvas.yaml").read_text(encoding="utf-8")
    assert written == expected + "  - Coffee for who waits\n"


def test_one_block_is_revisited_by_lines(tmp_path: Path) -> None:
    bmc(tmp_path, "new", "--plain", stdin="Bakery\n\n")
    done = bmc(tmp_path, "edit", "4", "--plain", stdin="Shop\nStall\n/move 2 1\n\n\n")
    assert done.returncode == 0
    notes = load(tmp_path / "canvas.yaml").canvas.notes("channels")
    assert [note.text for note in notes] == ["Stall", "Shop"]
