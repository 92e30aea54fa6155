"""``prompts/SKILL.md``, followed to the letter by a program that knows nothing else.

What its examples print is held in ``tests/test_docs.py``.  Here an assistant takes the commands
from it, and the answers from somebody who has a shop.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bmc_cli.file.languages import skill
from bmc_cli.file.storage import load
from bmc_cli.model.canvas import BLOCKS
from tests.commandline import bmc
from tests.replayed import run

SKILL = skill().read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```(?:console|sh)\n(.*?)^```$", SKILL, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if re.match(r"(\$ )?(echo '.*' \| )?bmc ", line)
]
NEXT, REPLY = (
    next(shlex.split(each.removeprefix("$ bmc ")) for each in COMMANDS if option in each)
    for option in ("--next", "--reply")
)
ANSWERS = {
    "title": ["Second Round"],
    "1": ["Parents on a budget", "Schools nearby"],
    "2": ["School clothes at a fifth of the price", "Uniforms by the box"],
    "3": ["Reminder in August"],
    "4": ["Shop by the station"],
    "5": ["Price for each piece"],
    "6": ["Sorting and washing"],
    "7": ["Two washing machines"],
    "8": ["Parish: collects clothes"],
    "9": ["Rent of the shop"],
}
"""What the person says: notes at the steps; at a question about one, that it is for everyone."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BMC_LANG", "en")
    return tmp_path


def ask() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(bmc(*NEXT).out)
    return told


def reply(text: str, at: str) -> dict[str, Any]:
    words = list(REPLY)
    words[words.index("--reply") + 1] = text
    words[words.index("--at") + 1] = at
    done = bmc(*words)
    assert (done.code, done.err) == (0, "")
    told: dict[str, Any] = json.loads(done.out)
    return told


def interviewed() -> Iterator[str]:
    """Go on as the skill says, until all nine steps were asked; yield where it was."""
    answers = {at: iter(texts) for at, texts in ANSWERS.items()}
    told = ask()
    while not told["done"] and told["at"] != "end":
        at = told["at"]
        yield at
        everyone = "everyone" if re.match(r"\d/for/", at) else ""
        told = reply(next(answers.get(at, iter(())), everyone), at)


def test_every_command_in_it_does_what_it_says() -> None:
    ended = {line: run(line).code for line in COMMANDS}
    assert {line for line, code in ended.items() if code} == {"bmc check shop.yaml --json"}
    assert len(ended) > 15


def test_it_leads_through_all_nine_steps() -> None:
    asked = list(interviewed())
    assert {block.number for block in BLOCKS} <= {int(at[0]) for at in asked if at[0].isdigit()}
    canvas = load(Path("shop.yaml")).canvas
    assert canvas.title == "Second Round"
    assert [[note.text for note in canvas.notes(block.key)] for block in BLOCKS] == [
        ANSWERS[str(block.number)] for block in BLOCKS
    ]


def test_each_reply_of_its_table_does_something() -> None:
    rows = re.findall(r"^\| [^|]+ \| (`[?/].*) \|$", SKILL, re.MULTILINE)
    replies = [each for row in rows for each in re.findall("`([?/][^`]+|[?])`", row)]
    assert len(replies) >= 5
    begun = {"title": "Second Round", "author": "Sam", "1": "Parents", "2": "Clean coats"}
    for at, text in begun.items():
        reply(text, at)
    for each in replies:
        told = reply(each, "2")
        assert (told["said"], bool(told["page"])) == ([], each in {"?", "/canvas"}), each


def test_what_was_saved_last_is_taken_back_as_it_says() -> None:
    for at, text in (("title", "Second Round"), ("author", "Sam"), ("1", "Parents"), ("1", "Dogs")):
        reply(text, at)
    assert "run `bmc undo shop.yaml`, and ask `--next` again" in SKILL
    assert bmc("undo", "shop.yaml").code == 0
    assert [note.text for note in load(Path("shop.yaml")).canvas.notes("customer_segments")] == [
        "Parents"
    ]
    assert ask()["at"] == "1"


def test_after_its_check_and_the_repairs_nothing_is_left_but_advice() -> None:
    list(interviewed())
    check = next(shlex.split(line)[1:] for line in COMMANDS if line.startswith("bmc check shop"))
    for _ in range(2):
        for finding in json.loads(bmc(*check).out):
            repair = finding["repair"]
            if finding["level"] != "advice" and repair and not repair["asks"]:
                assert bmc(*repair["command"][1:]).code == 0
    assert {each["level"] for each in json.loads(bmc(*check).out)} <= {"advice"}


def test_the_words_of_the_person_are_never_read_as_anything_else() -> None:
    reply("-rf $(touch HERE) `x` \"y\" 'z'", "title")
    assert load(Path("shop.yaml")).canvas.title == "-rf $(touch HERE) `x` \"y\" 'z'"


def test_its_head_says_what_it_is_and_when_to_use_it() -> None:
    _, head, _ = SKILL.split("---\n", 2)
    said = yaml.safe_load(head)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", said["name"])
    assert "Use it when" in said["description"]
    assert len(said["description"]) <= 1024


def test_it_writes_to_no_file_by_hand() -> None:
    assert [line for line in COMMANDS if re.search(r"[>]|\btee\b|\bsed\b", line)] == []
