"""A file in which git left its markers: every command offers the way, and merge goes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.repository import Repository

PARTED = "<<<<<<< HEAD\n  - Stall\n=======\n  - App\n>>>>>>> topic\n"
MARKED = CANVAS + PARTED
MERGED = CANVAS + "  - Stall\n  - App\n"


@pytest.fixture
def marked(canvas: Path) -> Path:
    """The canvas, with a conflict in it."""
    canvas.write_text(MARKED, encoding="utf-8")
    return canvas


@pytest.mark.parametrize(
    "command",
    [
        *("show", "show --json", "edit 4 --add Van", "edit 4", "check", "story", "diff", "new"),
        *("export -o x.md", "variant x", "diff canvas.yaml other.yaml", "merge canvas.yaml"),
        *("merge other.yaml canvas.yaml", "check --fix --plain"),
    ],
)
def test_every_command_offers_the_way(marked: Path, command: str) -> None:
    marked.with_name("other.yaml").write_text(CANVAS, encoding="utf-8")
    done = bmc(*command.split())
    said = done.out + done.err
    assert done.code != 0
    assert "canvas.yaml:17:1: Git left two versions here.\n" in said
    assert "bmc merge --from-markers canvas.yaml; " in said
    assert "bmc git-setup, then git merge --abort, and merge again\n" in said
    assert marked.read_text(encoding="utf-8") == MARKED


def test_in_brackets_they_are_no_notes(canvas: Path) -> None:
    text = '{"channels": [\n<<<<<<< a\n"Shop",\n=======\n"Van",\n>>>>>>> b\n"App"]}\n'
    canvas.write_text(text, encoding="utf-8")
    assert "Git left two versions here." in bmc("show").err
    assert bmc("merge", "--from-markers", "canvas.yaml").code == 0
    assert canvas.read_text(encoding="utf-8") == '{"channels": [\n"Shop",\n"Van",\n"App"]}\n'


def test_merging_them_is_one_version_for_undo(marked: Path) -> None:
    done = bmc("merge", "--from-markers", "canvas.yaml")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "Git did not leave in canvas.yaml what both sides started from: where they differ, "
        "the notes of both stay.\n"
        "canvas.yaml is one canvas again. To undo it: bmc undo\n"
    )
    assert marked.read_text(encoding="utf-8") == MERGED
    assert bmc("undo").code == 0
    assert marked.read_text(encoding="utf-8") == MARKED


@pytest.mark.parametrize(
    ("mark", "newline"),
    [
        pytest.param("\ufeff", "\n", id="a byte order mark"),
        pytest.param("", "\r\n", id="crlf"),
    ],
)
def test_signs_and_ends_of_lines_stay(canvas: Path, mark: str, newline: str) -> None:
    canvas.write_bytes((mark + MARKED.replace("\n", newline)).encode())
    assert bmc("merge", "--from-markers", "canvas.yaml").code == 0
    assert canvas.read_bytes() == (mark + MERGED.replace("\n", newline)).encode()


def test_it_can_be_tried_out_or_go_elsewhere(marked: Path) -> None:
    done = bmc("merge", "--from-markers", "canvas.yaml", "--dry-run")
    assert (done.code, done.out) == (0, "4 Channels\n  + App\n")
    assert bmc("merge", "--from-markers", "canvas.yaml", "-o", "new.yaml").code == 0
    assert marked.read_text(encoding="utf-8") == MARKED
    assert marked.with_name("new.yaml").read_text(encoding="utf-8") == MERGED


REMOVED = """\
bmc: 1
channels:
<<<<<<< a
  - Shop in town
||||||| o
  - Shop
  - Van
=======
  - Shop abroad
  - Van
>>>>>>> b
"""
NESTED = REMOVED.replace("  - Shop\n", "<<<<<<<<< x\n  - Shop\n=========\n  - Shops\n>>>>>>>>> y\n")


def test_a_base_between_the_markers_is_the_base(canvas: Path) -> None:
    canvas.write_text(REMOVED, encoding="utf-8")
    done = bmc("merge", "--from-markers", "canvas.yaml")
    assert done.code == 1
    assert "4 Channels: A merge left two versions of “Shop”" in done.err
    assert "did not leave" not in done.err
    assert "Van" not in canvas.read_text(encoding="utf-8")


def test_a_base_that_git_could_not_settle_itself_is_none(canvas: Path) -> None:
    canvas.write_text(NESTED, encoding="utf-8")
    done = bmc("merge", "--from-markers", "canvas.yaml")
    assert (done.code, "did not leave" in done.err) == (0, True)
    text = "bmc: 1\nchannels:\n  - Shop in town\n  - Shop abroad\n  - Van\n"
    assert canvas.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "says", "do"),
    [
        pytest.param(CANVAS, "bmc: There are no two versions", "bmc show canvas.yaml", id="none"),
        pytest.param(
            CANVAS + "<<<<<<< a\n  - x\n<<<<<<< b\n",
            "canvas.yaml:19:1: The lines that git put",
            "keep the notes you want",
            id="one in another",
        ),
        pytest.param(
            CANVAS + "<<<<<<< a\n  - x\n=======\n- y\n>>>>>>> b\n",
            "canvas.yaml:20:1: In the other side (theirs): ",
            "column 3",
            id="a side that is broken",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_and_stays(
    canvas: Path, text: str, says: str, do: str
) -> None:
    canvas.write_text(text, encoding="utf-8")
    done = bmc("merge", "--from-markers", "canvas.yaml")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(says)
    assert do in done.err.splitlines()[-1]
    assert canvas.read_text(encoding="utf-8") == text


class TestInGit:
    @pytest.fixture
    def repository(self, tmp_path: Path) -> Repository:
        """A repository without bmc's driver, in the middle of a merge with conflicts."""
        made = Repository(tmp_path / "repository")
        made.write("canvas.yaml", CANVAS)
        made.commit()
        made.git("checkout", "-q", "-b", "theirs")
        made.write("canvas.yaml", CANVAS.replace("  - Van ", "  - Cargo van ") + "  - App\n")
        made.commit()
        made.git("checkout", "-q", "main")
        made.write("canvas.yaml", CANVAS.replace("  - Van ", "  - Vans ") + "  - Stall\n")
        made.commit()
        made.git("merge", "theirs", code=1)
        return made

    def test_the_index_has_the_base(self, repository: Repository) -> None:
        marked = repository.read()
        said = repository.bmc("merge", "--from-markers", "canvas.yaml", code=1)
        assert "did not leave" not in said
        assert "When nothing is left to decide: git add canvas.yaml\n" in said
        assert "4 Channels: A merge left two versions of “Van”" in said
        assert repository.read() != marked
        assert repository.read().count("conflict: Van\n") == 2
        repository.bmc("edit", "4", "--keep", "3")
        repository.commit("merged")
        assert repository.git("log", "--format=%P", "-1").count(" ") == 1

    def test_it_is_what_the_driver_would_have_made(self, repository: Repository) -> None:
        repository.bmc("merge", "--from-markers", "canvas.yaml", code=1)
        settled = repository.read()
        repository.git("merge", "--abort")
        repository.bmc("git-setup", "--yes")
        repository.git("merge", "theirs", code=1)
        assert repository.read() == settled
