"""``bmc new --next`` and ``--reply``: the interview for programs, one question a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.file.storage import load
from bmc_cli.model.fields import Note
from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.packs import pack

EN = pack("en")


def said(*options: str) -> dict[str, Any]:
    """What a program is told."""
    done = bmc("new", *options, "--json")
    assert (done.code, done.err) == (0, "")
    told: dict[str, Any] = json.loads(done.out)
    return told


def reply(text: str, at: str) -> dict[str, Any]:
    return said("--reply", text, "--at", at)


def test_the_first_question_is_asked_without_making_a_file(folder: Path) -> None:
    told = said("--next")
    assert (told["at"], told["question"], told["file"]) == ("title", EN.say("new.title"), None)
    assert (told["step"], told["block"], told["said"]) == (None, None, [])
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_no_line_of_json_is_broken_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bmc_cli.terminal.wrapped", lambda text, *_: text.replace(" ", "\n"))
    assert said("--next")["question"] == EN.say("new.title")


def test_an_answer_is_saved_and_the_next_question_comes(folder: Path) -> None:
    told = reply("Bakery", "title")
    assert (told["at"], told["saved"], told["file"]) == ("author", True, "canvas.yaml")
    assert told["said"] == [EN.say("interview.title_set", text="Bakery")]
    assert load(folder / "canvas.yaml").canvas.title == "Bakery"


def test_a_whole_path_is_walked_by_its_ids(folder: Path) -> None:
    replies = {
        "title": ["Bakery"],
        "author": [""],
        "1": ["Families", "Hotels", ""],
        "1/ahead": [""],
        "2": ["Fresh bread", ""],
        "2/for/1": ["A"],
        "2/gap/2": ["Rolls at six"],
        "2/ahead": [""],
    }
    told, path = said("--next"), []
    while told["at"] in replies and replies[told["at"]]:
        path.append(told["at"])
        told = reply(replies[told["at"]].pop(0), told["at"])
    assert told["at"] == "3"
    assert set(replies) == set(path)
    notes = load(folder / "canvas.yaml").canvas.notes("value_propositions")
    assert [(note.text, note.links) for note in notes] == [
        ("Fresh bread", ("Families",)),
        ("Rolls at six", ("Hotels",)),
    ]


@pytest.mark.usefixtures("canvas")
def test_choices_come_with_their_labels() -> None:
    told = reply("Market stall", "4")
    assert told["at"] == "4/for/4"
    assert told["question"] == EN.say("links.channels", note="Market stall")
    assert [(each["label"], each["text"]) for each in told["choices"]] == [
        ("A", "Families"),
        ("B", "Hotels"),
    ]


@pytest.mark.usefixtures("canvas")
def test_what_is_not_clear_is_asked_about_under_an_id_of_its_own() -> None:
    told = reply("brings customers", "4/for/1")
    assert told["at"] == "4/for/1/what/brings customers"
    assert not told["saved"]
    after = reply("2", told["at"])
    assert (after["at"], after["saved"]) == ("4/for/1", True)
    assert load(Path("canvas.yaml")).canvas.notes("channels")[0].detail == "brings customers"


def test_help_comes_as_a_page_before_the_same_question(canvas: Path) -> None:
    told = reply("?", "4")
    assert (told["at"], told["saved"]) == ("4", False)
    assert EN.say("interview.examples") in [part["title"] for part in told["page"]]
    assert canvas.read_text(encoding="utf-8") == CANVAS


@pytest.mark.parametrize(
    "at",
    [
        *("10", "0", "", "x", "title/4", "4/nonsense/1", "4/gap/1", "4/close/foo", "2/gap/5"),
        *("4/for", "4/for/0", "4/for/-1", "4/for/9", "4/for/x", "1/what/x", "4/which/x"),
        *(
            "4/like/1",
            "4/like/1,1,1",
            "4/move/1/99",
            "4/move/1",
            "4/word/parents here",
            "4/step/77",
            "9/ahead",
            "4/for/1,2,1",
            "4/ahead/what/x/what/y",
        ),
    ],
)
def test_an_id_that_fits_nothing_is_told_and_nothing_is_saved(canvas: Path, at: str) -> None:
    done = bmc("new", "--reply", "A", "--at", at, "--json")
    assert (done.code, done.out) == (2, "")
    assert "bmc new --next" in done.err
    assert canvas.read_text(encoding="utf-8") == CANVAS


def test_the_end_has_no_question(canvas: Path) -> None:
    told = reply("/quit", "4")
    assert (told["done"], told["at"]) == (True, None)
    asked = ("step", "block", "question", "lead", "points", "choices", "hint", "draft", "page")
    assert [name for name in asked if told[name]] == []
    assert canvas.read_text(encoding="utf-8") == CANVAS


@pytest.mark.usefixtures("canvas")
def test_without_json_it_comes_as_lines() -> None:
    done = bmc("new", "--reply", "Market stall", "--at", "4")
    assert done.out.splitlines() == [
        EN.say("interview.saved", n=4, text="Market stall"),
        EN.say("links.channels", note="Market stall"),
        "A: Families",
        "B: Hotels",
        f"{EN.say('interview.which_segments')} (4/for/4)",
    ]


@pytest.mark.usefixtures("canvas")
@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param("?", EN.blocks["channels"].coach, id="help"),
        pytest.param("/canvas", "   1. Families", id="the whole canvas"),
        pytest.param("/canvas 1", "   1. Families", id="a block"),
    ],
)
def test_a_page_is_read_with_the_question_below_it(typed: str, line: str) -> None:
    done = bmc("new", "--reply", typed, "--at", "4")
    lines = done.out.splitlines()
    assert line.strip() in [each.strip() for each in lines]
    assert lines[-2] == EN.blocks["channels"].question
    assert lines[-1].endswith("(4)")
    page = said("--reply", typed, "--at", "4")["page"]
    assert line.strip() in [each for part in page for each in part["lines"]]


def test_a_language_is_not_saved_before_there_is_a_file(folder: Path) -> None:
    told = reply("/lang nl", "title")
    assert (told["saved"], told["file"], told["at"]) == (False, None, "title")
    assert told["question"] == pack("nl").say("new.title")
    assert list(folder.iterdir()) == []


def test_without_ids_the_author_is_asked_for_until_the_first_step(folder: Path) -> None:
    assert said("--reply", "Bakery")["at"] == said("--next")["at"] == "author"
    assert said("--reply", "")["at"] == said("--next")["at"] == "1"
    said("--reply", "Families")
    canvas = load(folder / "canvas.yaml").canvas
    assert (canvas.author, canvas.notes("customer_segments")) == ("", (Note("Families"),))


@pytest.mark.usefixtures("canvas")
def test_without_an_id_it_answers_the_question_that_comes_next() -> None:
    assert said("--next")["at"] == "4/for/3"
    said("--reply", "hotels")
    assert load(Path("canvas.yaml")).canvas.notes("channels")[2].links == ("Hotels",)


@pytest.fixture
def asked(folder: Path) -> Path:
    for text in ("Shop", "Ada", "families", "hotels", "schools near the shop"):
        said("--reply", text)
    return folder / "canvas.yaml"


@pytest.mark.parametrize(
    ("replies", "at"),
    [
        pytest.param([("2", "Bread")], "2/for/1", id="whom a note is for"),
        pytest.param([("2", "Bread"), ("2/for/1", "?")], "2/for/1", id="help asks again"),
        pytest.param([("2", "Bread"), ("2/for/1", "the bus")], "2/for/1/what/the bus", id="what"),
        pytest.param(
            [("2", "Bread"), ("2/for/1", "a/b%")], "2/for/1/what/a%2Fb%25", id="what, with signs"
        ),
        pytest.param([("1", "stop")], "1/word/stop", id="a bare command"),
        pytest.param([("1", "hotels downtown")], "1/like/4,2", id="one like another"),
        pytest.param([("4", "shop, site, van")], "4/for/1/several/1", id="several"),
        pytest.param([("1", "/edit 2")], "1/edit/2", id="other words"),
        pytest.param([("1", "/move 2 8")], "1/move/2/8", id="to another step"),
        pytest.param([("1", "/title")], "title", id="the title"),
        pytest.param([("1", "/review")], "review", id="all nine"),
    ],
)
def test_an_id_holds_all_that_is_asked(
    asked: Path, replies: list[tuple[str, str]], at: str
) -> None:
    answer: dict[str, Any] = {}
    for place, text in replies:
        answer = reply(text, place)
    assert answer["at"] == at
    if not at.startswith(("title", "review", "end")):
        again = reply("?", at)  # what it explains, it asks again
        assert again["at"] == at
        assert again["question"] == answer["question"]
