"""``bmc story``: the story on stdout."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.commandline import bmc


def test_the_story_is_told_in_plain_text(canvas: Path) -> None:
    done = bmc("story")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:6] == [
        "The story of Bakery",
        "",
        "We serve two groups of customers: “Families” and “Hotels”.",
        "",
        "A. Families",
        (
            "We reach them through “Web shop”. Still to work out: what we offer"
            " them, how we look after them and what they pay for."
        ),
    ]
    assert lines[-1].endswith("We don't know yet who these are for: “Shop” and “Van”.")


@pytest.mark.parametrize("option", ["--markdown", "-m"])
def test_as_markdown_it_has_headings(canvas: Path, option: str) -> None:
    lines = bmc("story", option).out.splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert headings == [
        "# The story of Bakery",
        "## A. Families",
        "## B. Hotels",
        "## What is still missing",
    ]
    assert all(not before or not line for before, line in itertools.pairwise(lines))


def test_it_is_told_in_the_language_that_is_asked_for(canvas: Path) -> None:
    out = bmc("story", "--lang", "nl").out
    assert out.startswith("Het verhaal van Bakery\n\nWe werken voor twee groepen klanten:")


def test_a_file_is_named(canvas: Path) -> None:
    canvas.with_name("other.yaml").write_bytes(canvas.read_bytes())
    canvas.rename(canvas.with_name("bakery.yaml"))
    assert bmc("story", "bakery.yaml").out.startswith("The story of Bakery")
    done = bmc("story")
    assert (done.code, done.out) == (2, "")


def test_telling_changes_nothing(canvas: Path) -> None:
    before = canvas.read_bytes()
    bmc("story")
    assert canvas.read_bytes() == before
