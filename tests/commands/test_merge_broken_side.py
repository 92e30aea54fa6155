"""A merge in which one side is no canvas: it is named, and nothing of any side is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.repository import Repository

TITLED = CANVAS.replace("Bakery", "The Bakery")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a canvas, set up for canvases."""
    made = Repository(tmp_path / "repository")
    made.write("canvas.yaml", CANVAS)
    made.bmc("git-setup", "--yes")
    made.commit("set up")
    return made


def branches(repository: Repository, ours: str, theirs: str) -> None:
    """Commit what the canvas holds on two branches."""
    repository.git("checkout", "-q", "-b", "theirs")
    repository.write("canvas.yaml", theirs)
    repository.commit("theirs")
    repository.git("checkout", "-q", "main")
    repository.write("canvas.yaml", ours)
    repository.commit("ours")


PARTED = """\
<<<<<<< yours
  - Stall
||||||| base
=======
  - App
- broken
>>>>>>> theirs
"""


@pytest.mark.parametrize(
    ("ours", "theirs", "says", "left"),
    [
        pytest.param(
            TITLED + "  - Stall\n",
            CANVAS + "  - App\n- broken\n",
            "canvas.yaml:18:1: In the other side (theirs): This does not line up",
            TITLED + PARTED,
            id="what both changed stands between git's markers",
        ),
        pytest.param(
            TITLED,
            CANVAS + "- broken\n",
            "canvas.yaml:17:1: In the other side (theirs): This does not line up",
            TITLED + "- broken\n# bmc merge: In the other side (theirs): This does not line up",
            id="what only they changed is told at the end",
        ),
        pytest.param(
            TITLED + "- broken\n",
            CANVAS.replace("Hotels", "Inns"),
            "canvas.yaml:17:1: In your side (ours): This does not line up",
            TITLED.replace("Hotels", "Inns") + "- broken\n# bmc merge: In your side",
            id="ours too",
        ),
    ],
)
def test_git_gets_the_lines_of_both_and_a_mark(
    repository: Repository, ours: str, theirs: str, says: str, left: str
) -> None:
    branches(repository, ours, theirs)
    said = repository.git("merge", "theirs", code=1)
    assert says in said
    assert ".merge_file" not in said
    assert "CONFLICT" in said
    assert repository.read().startswith(left)


def test_the_mark_is_found_by_a_check_once_the_file_is_mended(repository: Repository) -> None:
    branches(repository, TITLED, CANVAS + "- broken\n")
    repository.git("merge", "theirs", code=1)
    repository.write("canvas.yaml", repository.read().replace("\n- broken\n", "\n"))
    assert "[left-by-merge]" in repository.bmc("check", "-v", code=1)


@pytest.mark.parametrize("side", ["base", "base and ours"])
def test_what_one_side_mended_merges(repository: Repository, side: str) -> None:
    repository.write("canvas.yaml", CANVAS + "- broken\n")
    repository.commit("broken")
    branches(repository, TITLED + ("- broken\n" if "ours" in side else ""), CANVAS)
    said = repository.git("merge", "theirs")
    assert "canvas.yaml:17:1: In the base: This does not line up" in said
    assert "So canvas.yaml was merged line by line, as git does.\n" in said
    assert repository.read() == TITLED


def test_what_has_no_lines_stays_as_ours_has_it(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "theirs")
    (repository.folder / "canvas.yaml").write_bytes(b"bmc: 1\0")
    repository.commit("theirs")
    repository.git("checkout", "-q", "main")
    repository.write("canvas.yaml", TITLED)
    repository.commit("ours")
    said = repository.git("merge", "theirs", code=1)
    assert "canvas.yaml is now as your side has it." in said
    assert repository.read() == TITLED


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("canvas.yaml", "canvas.yaml:17:1: In the base: "),
        ("ours.yaml", "ours.yaml:17:1: In your side (ours): "),
        ("theirs.yaml", "theirs.yaml:17:1: In the other side (theirs): "),
    ],
)
def test_by_hand_it_is_refused_and_nothing_is_written(canvas: Path, broken: str, says: str) -> None:
    for name in ("canvas.yaml", "ours.yaml", "theirs.yaml"):
        text = CANVAS + ("- broken\n" if name == broken else "")
        (canvas.parent / name).write_text(text, encoding="utf-8")
    done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "out.yaml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(says)
    assert not (canvas.parent / "out.yaml").exists()
