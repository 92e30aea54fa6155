"""What a folder holds and a command does not look at is said, and counts."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.commandline import Outcome
from tests.namespace import bound_by_modes, own_environment
from tests.repository import Repository
from tests.terminal import BMC

CANVAS = "bmc: 1\nlanguage: en\nchannels: [Shop]\n"
EXPORT = ["export", ".", "-o", "out"]


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A repository with a canvas that was committed although a rule names it."""
    made = Repository(tmp_path / "repository")
    made.write(".gitignore", "team.yaml\n/drafts\n")
    for name in ("team.yaml", "canvas.yaml", "drafts/deep/plan.yaml"):
        made.write(name, CANVAS)
    made.write("drafts/other.yaml", "hello: world\n")
    made.git("add", "-f", "team.yaml")
    return made


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["list"], 0, id="list"),
        pytest.param(["list", "--json"], 0, id="list for programs"),
        pytest.param(["list", "--find", "shop"], 0, id="find"),
        pytest.param(["check", "."], 1, id="check"),
        pytest.param(EXPORT, 0, id="export"),
        pytest.param(["git-setup", "--yes"], 0, id="git-setup"),
    ],
)
def test_a_canvas_that_is_ignored_is_named(
    made: Repository, arguments: list[str], code: int
) -> None:
    said = made.bmc(*arguments, code=code)
    (line,) = [line for line in said.splitlines() if line.startswith("Left out")]
    assert line.startswith("Left out because of .gitignore, 2: ")
    assert "team.yaml" in line
    assert "drafts/deep/plan.yaml" in line


@pytest.mark.parametrize(
    "rules", [pytest.param("*\n", id="all"), pytest.param("*\n!.gitignore\n", id="all but one")]
)
@pytest.mark.parametrize("arguments", [["list"], ["check", "."], EXPORT])
def test_a_folder_whose_canvases_are_all_ignored_says_that(
    made: Repository, arguments: list[str], rules: str
) -> None:
    made.write(".gitignore", rules)
    said = made.bmc(*arguments, code=3 if arguments[0] == "check" else 1)
    assert "are left out because of .gitignore." in said
    assert "Name one: bmc show" in said
    assert "There is no canvas" not in said


def test_a_folder_without_any_still_says_so(made: Repository) -> None:
    for name in ("team.yaml", "canvas.yaml", "drafts/deep/plan.yaml"):
        (made.folder / name).unlink()
    assert "There is no canvas in" in made.bmc("list", code=1)


@pytest.fixture
def shut(folder: Path) -> Path:
    for name in ("a.yaml", "b.yaml", "sub/c.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(CANVAS, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> Outcome:
    """Run bmc in ``folder`` as somebody whom the modes of files bind."""
    done = subprocess.run(
        [*bound_by_modes(), *BMC, *arguments],
        cwd=folder,
        env={**own_environment(), "BMC_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("name", "mode", "opened"),
    [
        pytest.param("b.yaml", 0, 0o600, id="a canvas"),
        pytest.param("sub", 0, 0o700, id="a folder"),
    ],
)
def test_what_may_not_be_read_in_a_folder_was_not_checked(
    shut: Path, name: str, mode: int, opened: int
) -> None:
    (shut / name).chmod(mode)
    plain, data, pages = (
        run(shut, *arguments) for arguments in (["check", "."], ["check", ".", "--json"], EXPORT)
    )
    (shut / name).chmod(opened)
    assert plain.code == data.code == 3, plain
    assert f"Cannot be read: {name}" in plain.err
    unread = [each for each in json.loads(data.out) if each["file"] == name]
    assert [each["rule"] for each in unread] == ["unreadable"]
    assert pages.code == 1
    assert "Exported 2 of 3 canvases" in pages.err


def test_where_nothing_may_be_read_nothing_is_written(shut: Path) -> None:
    for name in ("a.yaml", "b.yaml", "sub/c.yaml"):
        (shut / name).chmod(0)
    checked, pages = run(shut, "check", "."), run(shut, *EXPORT)
    assert checked.code == 3
    assert "Cannot be read: a.yaml, b.yaml, sub/c.yaml" in checked.err
    assert pages.code == 1
    assert not (shut / "out").exists()
