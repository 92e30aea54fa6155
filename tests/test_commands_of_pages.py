"""Every command that a page tells to type is one that does what it is for."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.replayed import ANSWERS, CANVAS, FENCED, ROOT, blocks
from tests.repository import Repository

PAGES = (*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "README.nl.md")

UNTRIED = {
    "new": "asks",
    "new bakery": "asks",
    "new bakkerij": "asks",
    "new --prompts workshop.yaml": "asks",
    "new --prompts mine.yaml": "asks",
    "new one.yaml --prompts workshop.yaml": "asks",
    "new een.yaml --prompts workshop.yaml": "asks",
    "new --from plan.md": "asks",
    "new shop.yaml --plain": "asks",
    "edit 1": "asks",
    "edit 4": "asks",
    "edit 1 --note 2": "asks",
    "edit title": "asks",
    "check --fix": "asks",
    "test --learn": "asks",
    "git-setup": "asks",
    "show --watch": "draws until Ctrl-C",
    "export -o canvas.html --watch": "serves until Ctrl-C",
    "export -o wall.html --watch": "serves until Ctrl-C",
    "--install-completion": "changes the shell of whoever tests",
    "new --reply TEXT --at ID": "has to be filled in",
    "edit --apply FILE": "has to be filled in",
    "list --find": "has to be filled in",
    "export --lang": "has to be filled in",
    'edit 1 --set 2 "Hotels within five miles"': "tried in test_docs.py, on a canvas of its page",
    'edit 4 --add "Market stall" --for "Families nearby"': "as the one before",
}
"""What is not tried here, and why."""

FAILS_HERE = {
    "edit 4 --keep 2": "nothing is left to decide",
    "edit title --keep 2": "nothing is left to decide",
    "merge --from-markers canvas.yaml": "there are no markers",
    "variant premium": "there is one",
    "variant offices": "there is one",
    "new --template": "there is a canvas",
    "import -": "there is a canvas of that name",
}
"""What cannot be done in the folder of the test, and why."""


def commands(text: str) -> Iterator[str]:
    """Yield what a page tells to type after ``bmc``, in blocks for a shell and in sentences.

    A sentence that names a command tells to type nothing: its help is asked for.
    """
    for line in "".join(blocks(text, "sh")).splitlines():
        for part in re.split(" && | [|>] ", re.split(" +#", line)[0]):
            if part.strip().startswith("bmc "):
                yield part.strip().removeprefix("bmc ")
    for said in re.findall("`bmc ([^`]+)`", FENCED.sub("", text)):
        line = " ".join(said.split(" > ")[0].split())
        yield line if " " in line or line.startswith("-") else f"{line} -h"


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in git with what the pages speak of."""
    repository = Repository(tmp_path_factory.mktemp("pages") / "work")
    canvas = CANVAS.read_text(encoding="utf-8")
    for name in ("bakery", "canvas.anna", "canvas.ben", "groups/one", "groups/two"):
        repository.write(f"{name}.yaml", canvas)
    dutch = ANSWERS / "praktijkrooster.nl.yaml"
    for name in ("een", "twee"):
        repository.write(f"groepen/{name}.yaml", dutch.read_text(encoding="utf-8"))
    for said in ("one", "two", "three", "four"):
        repository.write("canvas.yaml", f"{canvas}# {said}\n")
        repository.commit(said)
    repository.git("branch", "topic")
    for name in ("plan", "workshop", "deck"):
        repository.bmc("export", "-o", f"{name}.md")
    for name in ("premium", "offices"):
        repository.bmc("variant", name)
    repository.bmc("variant", "gold", "bakery.yaml")
    (repository.folder / "bakery.gold.yaml").rename(repository.folder / "gold.yaml")
    (pack,) = blocks((ROOT / "docs" / "coach.md").read_text(encoding="utf-8"), "yaml")
    repository.write("workshop.yaml", pack)
    repository.write("operations.json", '[{"do": "add", "block": "channels", "text": "Stall"}]')
    return repository.folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_does_what_it_is_for(
    page: Path, workplace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shutil.copytree(workplace, tmp_path / "work"))
    canvas = CANVAS.read_text(encoding="utf-8")
    wrong = {}
    for line in dict.fromkeys(commands(page.read_text(encoding="utf-8"))):
        if line in UNTRIED:
            continue
        # A PDF takes seconds, and tests of its own: a page is exported with the same options.
        words = shlex.split(line.replace(".pdf", ".html"))
        done = bmc(*words, *["--force"] * line.startswith("export -"), stdin=canvas)
        if bool(done.code) != (line in FAILS_HERE):
            wrong[line] = done.err
    assert wrong == {}


def test_what_is_not_tried_or_fails_stands_on_a_page() -> None:
    told = {line for page in PAGES for line in commands(page.read_text(encoding="utf-8"))}
    assert {*UNTRIED, *FAILS_HERE} - told == set()
