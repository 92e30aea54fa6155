"""``bmc git-setup`` in a repository of any kind: names, bytes and paths are what they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.repository import Repository

ATTRIBUTES = ".gitattributes"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A repository with a canvas that has not the usual name."""
    made = Repository(tmp_path / "repository")
    made.write("mine.yaml", CANVAS)
    return made


def attributes(made: Repository) -> bytes:
    return (made.folder / ATTRIBUTES).read_bytes()


NAMES = [
    pytest.param(b"a\nb", id="a newline"),
    pytest.param(b"a\n* merge=ours", id="a line of its own"),
    pytest.param(b"a\rb", id="a return"),
    pytest.param(b"a\tb", id="a tab"),
    pytest.param(b"\x1b[31m\x7f", id="escape codes"),
    pytest.param(b"!a", id="an exception"),
    pytest.param(b"#a", id="a remark"),
    pytest.param(b"[attr]a", id="a macro"),
    pytest.param(b"trail ", id="a space at the end"),
    pytest.param(b" lead", id="a space at the start"),
    pytest.param(b"back\\slash", id="a backslash"),
    pytest.param(b"back\\", id="a backslash at the end"),
    pytest.param(b'"quoted"', id="quotes"),
    pytest.param(b'a "b" \\*c', id="everything"),
    pytest.param(b"a*b", id="a star"),
    pytest.param(b"\xff\xfe", id="no UTF-8"),
    pytest.param("é\u00a0\u2028b".encode(), id="beyond ASCII"),
    pytest.param(b"-o", id="an option"),
    pytest.param(b"$(touch PWN)`touch PWN`;touch PWN", id="commands"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_canvas_has_its_line_whatever_its_name(made: Repository, name: bytes) -> None:
    (made.folder / "mine.yaml").rename(made.folder / os.fsdecode(name))
    made.bmc("git-setup", "--yes")
    assert attributes(made).count(b"\n") == 5
    done = subprocess.run(
        ["git", "check-attr", "--stdin", "-z", "merge"],
        cwd=made.folder,
        input=b"\0".join([name, b"other.yaml", b"axb"]),
        capture_output=True,
        check=True,
    )
    said = done.stdout.split(b"\0")
    assert said[2::3] == [b"bmc", b"unspecified", b"unspecified"]
    assert "nothing to change" in made.bmc("git-setup", "--yes")


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b"*.txt text\r\n*.png binary\r\n", id="lines of Windows"),
        pytest.param(b"*.txt text\n\xff\xfe -text\n", id="no UTF-8"),
        pytest.param(b"a\x0bb text\n\x85\x1c text\r \n", id="what only Python ends a line with"),
        pytest.param(b"\xef\xbb\xbf*.txt text\n", id="a mark"),
        pytest.param(b"# bmc: end\n*.txt text\n", id="an end without a beginning"),
    ],
)
def test_what_is_there_stays_byte_for_byte(made: Repository, before: bytes) -> None:
    (made.folder / ATTRIBUTES).write_bytes(before)
    made.bmc("git-setup", "--yes")
    assert attributes(made).startswith(before)
    ends = attributes(made).count(b"\r\n"), attributes(made).count(b"\n")
    assert (ends[0] == ends[1]) == before.endswith(b"\r\n")
    made.bmc("git-setup", "--undo", "--yes")
    assert attributes(made) == before


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        pytest.param(b"# bmc: end\n", b"", id="the end is gone"),
        pytest.param(b"# bmc: end\n", b"*.md text\n# bmc: end\n", id="between our lines"),
    ],
)
def test_what_somebody_wrote_among_our_lines_stays(
    made: Repository, wrong: bytes, right: bytes
) -> None:
    made.bmc("git-setup", "--yes")
    path = made.folder / ATTRIBUTES
    path.write_bytes(attributes(made).replace(wrong, right) + b"*.txt text\n")
    made.bmc("git-setup", "--undo", "--yes")
    assert attributes(made) == right.replace(b"# bmc: end\n", b"") + b"*.txt text\n"


@pytest.mark.parametrize("linked", [ATTRIBUTES, ".git/config"])
@pytest.mark.parametrize("undo", [(), ("--undo",)], ids=["done", "taken back"])
def test_nothing_is_written_through_a_link(
    made: Repository, linked: str, undo: tuple[str, ...]
) -> None:
    made.bmc("git-setup", "--yes")
    path, outside = made.folder / linked, made.folder.parent / "outside"
    path.rename(outside)
    path.symlink_to(outside)
    before = {each: each.read_bytes() for each in (outside, made.folder / ".git" / "config")}
    said = made.bmc("git-setup", *undo, "--yes", code=1)
    assert "is a symbolic link to another file." in said
    assert {each: each.read_bytes() for each in before} == before


@pytest.mark.parametrize("undo", [(), ("--undo",)], ids=["done", "taken back"])
def test_nor_into_a_repository_that_a_link_leads_to(
    made: Repository, undo: tuple[str, ...]
) -> None:
    strange = made.folder.parent / "strange"
    strange.mkdir()
    (strange / ".git").symlink_to(made.folder / ".git")
    made.bmc("git-setup", "--yes")
    before = (made.folder / ".git" / "config").read_bytes()
    made.folder = strange
    said = made.bmc("git-setup", *undo, "--yes", code=1)
    made.folder = strange.parent / "repository"
    assert "is a symbolic link" in said
    assert (made.folder / ".git" / "config").read_bytes() == before
    assert not (strange / ATTRIBUTES).exists()


@pytest.mark.parametrize("kind", ["worktree", "gitdir", "commondir"])
def test_the_plan_says_whose_settings_are_changed(made: Repository, kind: str) -> None:
    made.commit()
    other, git = made.folder.parent / "other", made.folder / ".git"
    if kind == "worktree":
        made.git("worktree", "add", "-q", str(other))
    elif kind == "gitdir":
        other.mkdir()
        (other / ".git").write_text(f"gitdir: {git}\n", encoding="utf-8")
    else:
        made.git("init", "-q", str(other))
        (other / ".git" / "commondir").write_text(f"{git}\n", encoding="utf-8")
    made.folder = other
    said = made.bmc("git-setup", code=2)
    assert f"git config --file {git / 'config'} merge.bmc.driver " in said


def test_nor_through_one_that_leads_nowhere(made: Repository) -> None:
    (made.folder / ATTRIBUTES).symlink_to("../nowhere")
    assert "is a symbolic link to another file." in made.bmc("git-setup", "--yes", code=1)
    assert not (made.folder.parent / "nowhere").exists()


PLACES = [
    pytest.param("a b", id="a space"),
    pytest.param("it's", id="a quote"),
    pytest.param('"', id="quotes"),
    pytest.param("$(touch PWN)", id="a command"),
    pytest.param("`touch PWN`;touch PWN;&|<>*?#", id="commands"),
    pytest.param("100%A%O%%", id="what git fills in"),
    pytest.param("back\\slash", id="a backslash"),
    pytest.param("new\nline", id="a newline"),
    pytest.param("-x", id="an option"),
    pytest.param("é", id="beyond ASCII"),
]


class TestWhereBmcIs:
    @pytest.mark.parametrize("absolute", [True, False], ids=["whole path", "path from here"])
    @pytest.mark.parametrize("place", PLACES)
    def test_git_calls_it_and_nothing_else(
        self, made: Repository, monkeypatch: pytest.MonkeyPatch, place: str, absolute: bool
    ) -> None:
        program = made.folder.parent / place / "bmc"
        program.parent.mkdir()
        shutil.move(made.programs / "bmc", program)
        below = made.folder / "sub"
        below.mkdir()
        called = str(program) if absolute else os.path.relpath(program, below)
        monkeypatch.setattr(sys, "argv", [called])
        monkeypatch.chdir(below)
        assert bmc("git-setup", "--yes").code == 0
        made.commit()
        for branch, note in (("theirs", "App"), ("ours", "Stall")):
            made.git("checkout", "-q", "-b", branch, "main")
            made.write("mine.yaml", f"{CANVAS}  - {note}\n")
            assert f"\n+- {note}\n" in made.git("diff")
            made.commit(branch)
        made.git("merge", "-q", "theirs")
        assert made.read("mine.yaml") == f"{CANVAS}  - Stall\n  - App\n"
        assert not list(made.folder.parent.rglob("PWN*"))


@pytest.mark.parametrize("name", ["--output=PWN.html", "-h", "-", "--check"])
def test_a_canvas_named_like_an_option_is_a_canvas(made: Repository, name: str) -> None:
    (made.folder / "mine.yaml").rename(made.folder / name)
    made.bmc("git-setup", "--yes")
    made.commit()
    made.write(name, f"{CANVAS}  - App\n")
    before = sorted(path.name for path in made.folder.iterdir())
    assert "\n+- App\n" in made.git("diff")
    made.write(name, "- broken\n")
    assert "\n+- broken\n" in made.git("diff")
    assert sorted(path.name for path in made.folder.iterdir()) == before


def test_what_is_planned_is_shown_in_lines_without_escapes(made: Repository) -> None:
    (made.folder / "mine.yaml").rename(made.folder / "a\nb\x1b[31m.yaml")
    said = made.bmc("git-setup", code=2)
    assert '.gitattributes: + "/a\\012b\\033[31m.yaml" merge=bmc diff=bmc' not in said
    assert '.gitattributes: + "/a\\012b\\033\\\\[31m.yaml" merge=bmc diff=bmc' in said


def test_what_was_left_out_of_the_search_is_said(made: Repository) -> None:
    (made.folder / "link").symlink_to(".")
    assert "Not followed, a symbolic link to a folder: " in made.bmc("git-setup", "--yes")


def test_only_who_changed_the_attributes_is_told_to_commit_them(made: Repository) -> None:
    assert "Commit .gitattributes" in made.bmc("git-setup", "--yes")
    made.git("config", "--remove-section", "merge.bmc")
    assert "Done: this clone" in made.bmc("git-setup", "--yes")


@pytest.mark.parametrize("where", ["sub/.gitattributes", ".git/info/attributes"])
def test_a_canvas_that_other_attributes_keep_is_named(made: Repository, where: str) -> None:
    made.write("sub/canvas.yaml", CANVAS)
    (made.folder / where).parent.mkdir(exist_ok=True)
    (made.folder / where).write_text("canvas.yaml -merge\n", encoding="utf-8")
    told = made.bmc("git-setup", "--yes")
    assert ".git/info/attributes: sub/canvas.yaml\n" in told
    assert ".git/info/attributes: sub/canvas.yaml\n" in made.bmc("git-setup")
    assert "info" not in made.bmc("git-setup", "--undo", "--yes")


def test_a_macro_or_a_line_before_ours_keeps_none(made: Repository) -> None:
    made.write(ATTRIBUTES, "[attr]text2 -merge\n*.yaml text2\n* -merge\n")
    assert ".git/info" not in made.bmc("git-setup", "--yes")
