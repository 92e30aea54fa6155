"""``bmc new --next`` and ``--reply``: the interview one question at a time, for a program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.file.storage import load
from tests.commandline import bmc


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "canvas.yaml"


def next_question() -> dict[str, Any]:
    return json.loads(bmc("new", "--next", "--json").out)


def reply(text: str, at: str | None = None) -> dict[str, Any]:
    place = [] if at is None else ["--at", at]
    done = bmc("new", "--reply", text, *place, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_nothing_is_saved_by_asking(here: Path) -> None:
    assert next_question()["at"] == "title"
    assert next_question()["file"] is None
    assert not here.exists()


def test_a_canvas_is_filled_by_answering_what_is_asked(here: Path) -> None:
    at = next_question()["at"]
    said = []
    for text in (
        *("Second Round", "Sam", "parents", "grandparents", "", "grandparents: more each year", ""),
        *("gift boxes", "not for parents", ""),
    ):
        answer = reply(text, at)
        said += [(at, answer["saved"])]
        at = answer["at"]
    assert said == [
        *(("title", True), ("author", True), ("1", True), ("1", True), ("1", False)),
        *(("1/ahead", True), ("1/ahead", True), ("2", True), ("2/for/1", True), ("2", False)),
    ]
    assert at == "2/gap/1"
    canvas = load(here).canvas
    assert canvas.notes("customer_segments")[1].outlook == "more each year"
    assert canvas.notes("value_propositions")[0].links == ("grandparents",)


@pytest.fixture
def asked(here: Path) -> Path:
    for text in ("Shop", "families", "hotels", "schools near the shop"):
        reply(text)
    return here


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
        pytest.param([("9", "")], "end", id="the end"),
    ],
)
def test_an_id_holds_all_that_is_asked(
    asked: Path, replies: list[tuple[str, str]], at: str
) -> None:
    answer = {}
    for place, text in replies:
        answer = reply(text, place)
    assert answer["at"] == at
    if not at.startswith(("title", "review", "end")):
        again = reply("?", at)  # what it explains, it asks again
        assert again["at"] == at
        assert again["question"] == answer["question"]


@pytest.mark.parametrize(
    "at",
    [
        *("10", "0", "", "x", "1/for", "1/for/0", "1/for/-1", "1/for/9", "1/for/x", "4/close/foo"),
        *("1/what/x", "2/which/x", "1/foo/2", "title/1", "1/like/1", "1/like/1,1,1", "9/gap/1"),
        *("1/move/1/99", "1/move/1", "1/word/parents here", "1/step/77", "2/gap/5"),
    ],
)
def test_an_id_that_fits_no_question_is_told_and_saves_nothing(asked: Path, at: str) -> None:
    before = asked.read_bytes()
    done = bmc("new", "--reply", "x", "--at", at, "--json")
    assert done.code == 2
    assert done.out == ""
    assert "bmc new --next" in done.err
    assert asked.read_bytes() == before


def test_a_page_is_read_with_the_question_below_it(asked: Path) -> None:
    answer = reply("?", "1")
    assert answer["at"] == "1"
    assert any(part["lines"] for part in answer["page"])


def test_the_end_is_told(asked: Path) -> None:
    answer = reply("/quit", "1")
    assert answer["done"]
    assert answer["at"] is None


def test_an_editor_cannot_be_opened(asked: Path) -> None:
    answer = reply("/editor", "1")
    assert answer["at"] == "1"
    assert not answer["saved"]
    assert answer["said"]


def test_without_json_it_stands_in_lines(asked: Path) -> None:
    done = bmc("new", "--next")
    assert done.out.splitlines()[-1].endswith("(1)")
