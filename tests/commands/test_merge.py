"""Merging, by hand and by a real git: edits made apart come together by their notes."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bmc_cli.file import locks, storage
from tests.commandline import bmc
from tests.commands.conftest import CANVAS
from tests.merging import SHAPES, TITLED
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a canvas, set up for canvases."""
    made = Repository(tmp_path / "repository")
    made.write("canvas.yaml", CANVAS)
    made.commit()
    made.bmc("git-setup", "--yes")
    made.commit("set up")
    return made


def branches(repository: Repository, ours: list[list[str]], theirs: list[list[str]]) -> None:
    """Make edits on a branch and others on main, each with ``bmc edit``."""
    repository.git("checkout", "-q", "-b", "theirs")
    for edit in theirs:
        repository.bmc("edit", *edit)
    repository.commit("theirs")
    repository.git("checkout", "-q", "main")
    for edit in ours:
        repository.bmc("edit", *edit)
    repository.commit("ours")


ADDED = ([["4", "--add", "Stall"]], [["4", "--add", "App", "--for", "Hotels"]])


class TestGit:
    def test_what_was_added_apart_merges_where_git_alone_conflicts(
        self, repository: Repository
    ) -> None:
        branches(repository, *ADDED)
        shutil.copytree(repository.folder, repository.folder.parent / "plain")
        plain = Repository.__new__(Repository)
        plain.folder, plain.programs = repository.folder.parent / "plain", repository.programs
        plain.git("config", "--remove-section", "merge.bmc")
        assert "CONFLICT" in plain.git("merge", "theirs", code=1)
        repository.git("merge", "-q", "theirs")
        assert repository.read() == CANVAS + ("  - Stall\n  - text: App\n    for: [Hotels]\n")
        assert repository.git("status", "--porcelain") == ""

    def test_a_note_of_theirs_comes_with_its_remarks(self, repository: Repository) -> None:
        branches(repository, [["4", "--add", "Stall"]], [["1", "--add", "Offices"]])
        repository.git("checkout", "-q", "theirs")
        text = repository.read().replace("  - Offices\n", "  # since May\n  - Offices   # lunch\n")
        repository.write("canvas.yaml", text)
        repository.commit("remarks")
        repository.git("checkout", "-q", "main")
        repository.git("merge", "-q", "theirs")
        assert "  - Hotels\n  # since May\n  - Offices   # lunch\n" in repository.read()
        assert "# The bakery on the corner." in repository.read()

    def test_comments_of_a_branch_that_changes_nothing_else_come_along(
        self, repository: Repository
    ) -> None:
        repository.git("checkout", "-q", "-b", "theirs")
        commented = CANVAS.replace("title: Bakery\n", "title: Bakery  # for now\n")
        repository.write("canvas.yaml", commented.replace("channels:\n", "channels:\n  # or\n"))
        repository.commit("theirs")
        repository.git("checkout", "-q", "main")
        repository.bmc("edit", "4", "--set", "1", "Corner shop")
        repository.bmc("edit", "4", "--add", "Stall")
        repository.commit("ours")
        ours = repository.read()
        repository.git("merge", "-q", "theirs")
        assert repository.read() == ours.replace(
            "title: Bakery\n", "title: Bakery  # for now\n"
        ).replace("channels:\n", "channels:\n  # or\n")

    def test_renaming_and_linking_apart_come_together(self, repository: Repository) -> None:
        branches(
            repository,
            [["1", "--set", "1", "Families nearby"]],
            [["4", "--note", "3", "--for", "Families"]],
        )
        repository.git("merge", "-q", "theirs")
        assert repository.read().count("Families nearby") == 3
        assert "    for: [Families nearby]\n" in repository.read()

    def test_a_conflict_is_a_valid_canvas_that_check_tells_and_edit_decides(
        self, repository: Repository
    ) -> None:
        branches(
            repository,
            [["4", "--set", "2", "Web shops"]],
            [["4", "--set", "2", "Web shop, day and night"], ["4", "--add", "App"]],
        )
        said = repository.git("merge", "theirs", code=1)
        assert "4 Channels: A merge left two versions of “Web shop”: " in said
        assert "Still to decide: 1. To see them: bmc check" in said
        assert "CONFLICT (content): Merge conflict in canvas.yaml" in said
        checked = repository.bmc("check", code=1)
        assert "A merge left two versions of “Web shop”: " in checked
        assert "bmc edit 4 --keep 2" in checked
        assert "(undecided)" in repository.bmc("show", "--width", "120")
        repository.bmc("edit", "4", "--keep", "3")
        assert "conflict" not in repository.read()
        texts = repository.bmc("show", "--plain").splitlines()
        assert texts[2:] == [
            *("channels\tShop", "channels\tWeb shop, day and night", "channels\tVan"),
            "channels\tApp",
        ]
        repository.commit("decided")
        assert repository.git("log", "--oneline", "-1").endswith("decided\n")

    def test_one_that_reworded_and_one_that_removed_are_told(self, repository: Repository) -> None:
        branches(repository, [["4", "--remove", "2"]], [["4", "--set", "2", "Web shops"]])
        said = repository.git("merge", "theirs", code=1)
        assert "One side changed “Web shop” to “Web shops”, the other removed it." in said
        assert "Still to decide: 1" in said
        assert "[changed-and-removed]" in repository.bmc("check", "-v", code=1)

    def test_the_same_edit_on_both_sides_merges(self, repository: Repository) -> None:
        branches(
            repository, [["4", "--add", "App"]], [["4", "--add", "App"], ["4", "--remove", "1"]]
        )
        repository.git("merge", "-q", "theirs")
        assert repository.read().count("App") == 1
        assert "Shop\n" not in repository.read().replace("Web shop\n", "")

    def test_a_canvas_that_both_made_merges_without_a_base(self, repository: Repository) -> None:
        repository.git("checkout", "-q", "-b", "theirs")
        repository.write("canvas.new.yaml", "bmc: 1\nchannels:\n  - App\n")
        repository.commit("theirs")
        repository.git("checkout", "-q", "main")
        repository.write("canvas.new.yaml", "bmc: 1\nchannels:\n  - Stall\n")
        repository.commit("ours")
        repository.git("merge", "-q", "theirs")
        assert repository.read("canvas.new.yaml") == "bmc: 1\nchannels:\n  - Stall\n  - App\n"

    def test_without_bmc_git_merges_as_it_always_did(self, repository: Repository) -> None:
        branches(repository, [["4", "--add", "Stall"]], [["1", "--add", "Offices"]])
        (repository.programs / "bmc").unlink()
        repository.git("merge", "-q", "theirs")
        assert "Stall" in repository.read()
        assert "Offices" in repository.read()

    def test_git_diff_shows_canvases_as_documents(self, repository: Repository) -> None:
        repository.bmc("edit", "4", "--add", "App")
        assert "\n+- App\n" in repository.git("diff")
        repository.write("canvas.yaml", "- broken\n")
        assert "\n+- broken\n" in repository.git("diff")


class TestSetUp:
    def test_it_is_shown_first_and_not_done_without_a_word(self, tmp_path: Path) -> None:
        made = Repository(tmp_path / "repository")
        made.write("groups/my canvas.yaml", CANVAS)
        said = made.bmc("git-setup", code=2)
        assert ".gitattributes: + canvas.yaml merge=bmc diff=bmc" in said
        assert '.gitattributes: + "/groups/my canvas.yaml" merge=bmc diff=bmc' in said
        assert f"git config --file {made.folder / '.git' / 'config'} merge.bmc.driver " in said
        assert "To agree, add --yes." in said
        assert not (made.folder / ".gitattributes").exists()
        assert "bmc" not in made.read(".git/config")

    def test_every_canvas_that_is_there_is_merged_by_its_notes(self, tmp_path: Path) -> None:
        made = Repository(tmp_path / "repository")
        for name in ("a [1].yaml", "b*.yaml", 'c"d.yaml', "sub/é.yml", "canvas.yaml"):
            made.write(name, CANVAS)
        made.write("other.yaml", "hello: world\n")
        made.bmc("git-setup", "--yes")
        for name in (
            "a [1].yaml",
            "b*.yaml",
            'c"d.yaml',
            "sub/é.yml",
            "canvas.yaml",
            "canvas.x.yaml",
        ):
            assert made.git("check-attr", "merge", "--", name).endswith(": merge: bmc\n"), name
        assert made.git("check-attr", "merge", "other.yaml").endswith("unspecified\n")
        assert made.git("check-attr", "merge", "bx.yaml").endswith("unspecified\n")

    def test_what_is_there_stays_and_it_is_done_once(self, tmp_path: Path) -> None:
        made = Repository(tmp_path / "repository")
        made.write(".gitattributes", "*.txt text")
        made.write("canvas.yaml", CANVAS)
        made.bmc("git-setup", "--yes")
        once = made.read(".gitattributes")
        assert once.startswith("*.txt text\n# bmc: ")
        assert made.bmc("git-setup", "--yes") == "There is nothing to change here.\n"
        made.write("more.yaml", CANVAS)
        made.bmc("git-setup", "--yes")
        assert made.read(".gitattributes").count("# bmc: end") == 1
        assert "/more.yaml merge=bmc" in made.read(".gitattributes")

    @pytest.mark.parametrize("before", ["", "*.txt text\n"])
    def test_it_can_be_undone_to_the_letter(self, tmp_path: Path, before: str) -> None:
        made = Repository(tmp_path / "repository")
        made.write("canvas.yaml", CANVAS)
        if before:
            made.write(".gitattributes", before)
        config = made.read(".git/config")
        made.bmc("git-setup", "--yes")
        made.bmc("git-setup", "--undo", "--yes")
        assert (made.folder / ".gitattributes").exists() == bool(before)
        assert (made.read(".gitattributes") if before else "") == before
        assert made.read(".git/config").split() == config.split()
        assert made.bmc("git-setup", "--undo", "--yes") == "There is nothing to change here.\n"

    @pytest.mark.needs("git")
    def test_outside_of_a_repository_it_says_so(self, folder: Path) -> None:
        done = bmc("git-setup", "--yes")
        assert (done.code, done.out) == (1, "")
        assert "is not in a git repository" in done.err


class TestByHand:
    @pytest.fixture
    def three(self, canvas: Path) -> Path:
        """The folder with a canvas and what two people made of it."""
        for name, text in (("ours", "Stall"), ("theirs", "App")):
            side = canvas.parent / f"{name}.yaml"
            side.write_text(CANVAS + f"  - {text}\n", encoding="utf-8")
        return canvas.parent

    def test_the_result_goes_to_stdout(self, three: Path) -> None:
        done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml")
        assert (done.code, done.out, done.err) == (0, CANVAS + "  - Stall\n  - App\n", "")

    def test_or_into_a_file_and_over_ours_without_a_word(self, three: Path) -> None:
        expected = CANVAS + "  - Stall\n  - App\n"
        for name in ("new.yaml", "ours.yaml"):
            assert bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", name).code == 0
            assert (three / name).read_text(encoding="utf-8") == expected

    def test_over_ours_it_is_a_change_that_can_be_undone(self, three: Path) -> None:
        before = (three / "ours.yaml").read_bytes()
        bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "ours.yaml")
        done = bmc("undo", "ours.yaml")
        assert done.out.splitlines() == ["4 Channels", "  - App"]
        assert (three / "ours.yaml").read_bytes() == before

    def test_over_another_file_too(self, three: Path) -> None:
        before = (three / "theirs.yaml").read_bytes()
        bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "theirs.yaml", "--force")
        assert (three / "theirs.yaml").read_bytes() != before
        assert bmc("undo", "theirs.yaml").code == 0
        assert (three / "theirs.yaml").read_bytes() == before

    def test_of_a_temporary_file_that_is_called_something_else_nothing_is_kept(
        self, three: Path
    ) -> None:
        command = ["merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "ours.yaml"]
        bmc(*command, "--name", "groups/canvas.yaml")
        assert (
            "No earlier saves of ours.yaml have been kept yet."
            in bmc("undo", "ours.yaml", "--list").err
        )

    def test_what_ours_became_meanwhile_is_merged(
        self, three: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ours = three / "ours.yaml"
        locked = locks.locked

        def late(folder: Path) -> AbstractContextManager[None]:
            ours.write_text(ours.read_text(encoding="utf-8") + "  - Bus\n", encoding="utf-8")
            return locked(folder)

        monkeypatch.setattr(storage, "locked", late)
        bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "ours.yaml")
        assert ours.read_text(encoding="utf-8") == CANVAS + "  - Stall\n  - Bus\n  - App\n"

    def test_but_not_over_another_file_unless_it_is_forced(self, three: Path) -> None:
        command = ("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "theirs.yaml")
        done = bmc(*command)
        assert (done.code, done.err.splitlines()[0]) == (1, "bmc: theirs.yaml already exists.")
        assert bmc(*command, "--force").code == 0

    def test_conflicts_are_told_and_end_with_1(self, three: Path) -> None:
        for name, text in (("ours", "Vans"), ("theirs", "Van 2")):
            side = CANVAS.replace("Van ", f"{text} ")
            (three / f"{name}.yaml").write_text(side, encoding="utf-8")
        done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "out.yaml")
        assert (done.code, done.out) == (1, "")
        assert done.err.splitlines() == [
            "4 Channels: A merge left two versions of “Van”: “Vans” and “Van 2”. Keep one.",
            "Still to decide: 1. To see them: bmc check out.yaml",
        ]
        assert bmc("check", "out.yaml").code == 1

    def test_a_mark_at_the_start_of_our_file_stays(self, three: Path) -> None:
        ours = three / "ours.yaml"
        ours.write_bytes(b"\xef\xbb\xbf" + ours.read_bytes())
        bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "ours.yaml")
        assert ours.read_bytes().startswith(b"\xef\xbb\xbf# The")

    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_with_an_unchanged_side_the_other_is_the_result_byte_for_byte(
        self, three: Path, shape: str, mark: bytes
    ) -> None:
        base = SHAPES[shape].encode()
        side = mark + TITLED.sub("Bakery two", SHAPES[shape]).encode()
        for ours, theirs in ((base, side), (side, base), (side, side)):
            for name, data in (("canvas", base), ("ours", ours), ("theirs", theirs)):
                (three / f"{name}.yaml").write_bytes(data)
            done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "ours.yaml")
            assert (done.code, (three / "ours.yaml").read_bytes()) == (0, side)

    def test_a_comment_that_both_changed_is_told_as_check_tells_it(self, three: Path) -> None:
        for name in ("ours", "theirs"):
            side = CANVAS.replace("# The bakery", f"# {name}: the bakery")
            (three / f"{name}.yaml").write_text(side, encoding="utf-8")
        done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "out.yaml")
        said, left = done.err.splitlines()
        lines = (three / "out.yaml").read_text(encoding="utf-8").splitlines()
        assert lines[-1].startswith("# bmc merge: # theirs: the bakery")
        assert (done.code, done.out) == (1, "")
        assert f"it is on line {len(lines)}." in said
        assert left == "Still to decide: 1. To see them: bmc check out.yaml"
        checked = bmc("check", "out.yaml")
        assert (checked.code, said.removeprefix("Title block: ") in checked.out) == (1, True)

    def test_what_is_no_canvas_is_told_and_nothing_is_written(self, three: Path) -> None:
        (three / "theirs.yaml").write_text("hello: world\n", encoding="utf-8")
        done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml", "-o", "out.yaml")
        assert (done.code, done.out) == (1, "")
        assert "theirs.yaml is not a canvas" in done.err
        assert not (three / "out.yaml").exists()

    def test_a_title_that_both_changed_is_told_with_where_to_choose(self, three: Path) -> None:
        for name, title in (("ours", "Ours"), ("theirs", "Theirs")):
            side = CANVAS.replace("title: Bakery", f"title: {title}")
            (three / f"{name}.yaml").write_text(side, encoding="utf-8")
        done = bmc("merge", "canvas.yaml", "ours.yaml", "theirs.yaml")
        assert done.code == 1
        assert "\nlanguage: en\nconflicts:\n  title: [Ours, Theirs]\n" in done.out
        assert done.err.splitlines()[0] == (
            "Title block: A merge left several versions of “title”: “Ours” and “Theirs”. Keep one."
        )
        assert len(done.err.splitlines()) == 2
