"""What git knows, asked of a real one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file import git
from tests.repository import Repository

OLD, NEW = "bmc: 1\nchannels: [Shop]\n", "bmc: 1\nchannels: [Van]\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    made.write("sub/my canvas.yaml", OLD)
    made.commit("first")
    made.git("tag", "v1")
    made.write("sub/my canvas.yaml", NEW)
    made.commit("second")
    return made


def refused(path: Path, revision: str) -> BmcError:
    with pytest.raises(BmcError) as found:
        git.committed(path, revision, 5_000)
    return found.value


@pytest.mark.parametrize(
    ("revision", "text"), [("HEAD", NEW), ("HEAD~1", OLD), ("v1", OLD), ("main", NEW)]
)
def test_a_file_is_had_as_it_was_committed(
    repository: Repository, revision: str, text: str
) -> None:
    path = repository.folder / "sub" / "my canvas.yaml"
    path.write_text("changed since", encoding="utf-8")
    assert git.committed(path, revision, 5_000).decode() == text


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~9", "--output=x", "-x", "HEAD:sub"])
def test_what_is_no_revision_is_told(repository: Repository, revision: str) -> None:
    error = refused(repository.folder / "sub" / "my canvas.yaml", revision)
    assert error.reason == "no_revision"
    assert sorted(path.name for path in repository.folder.iterdir()) == [".git", "sub"]


def test_a_file_that_was_not_committed_is_told(repository: Repository) -> None:
    assert refused(repository.folder / "new.yaml", "HEAD").reason == "not_committed"


@pytest.mark.parametrize(("most", "is_had"), [(len(OLD) - 1, False), (len(OLD), True)])
def test_no_more_is_read_than_a_file_may_hold(
    repository: Repository, most: int, is_had: bool
) -> None:
    path = repository.folder / "sub" / "my canvas.yaml"
    if is_had:
        assert git.committed(path, "v1", most).decode() == OLD
        return
    with pytest.raises(BmcError) as found:
        git.committed(path, "v1", most)
    assert found.value.reason == "too_big"


@pytest.mark.needs("git")
def test_a_folder_in_no_repository_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "canvas.yaml", "HEAD").reason == "no_repository"


def test_a_machine_without_git_is_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert refused(repository.folder / "x.yaml", "HEAD").reason == "no_git"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
@pytest.mark.parametrize("name", [".git/pipe", "../pipe"])
def test_git_that_waits_for_ever_is_ended(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(git, "_PATIENCE", 0.5)
    os.mkfifo(repository.folder / name)
    path = name.removeprefix(".git/") if name.startswith(".git") else f"../{name}"
    repository.git("config", "include.path", path)
    assert refused(repository.folder / "x.yaml", "HEAD").reason == "git_silent"


def test_a_setting_is_of_the_repository_alone(repository: Repository) -> None:
    assert git.setting(repository.folder, "merge.bmc.driver") is None
    git.set_setting(repository.folder, "merge.bmc.driver", "x %A 'y'")
    assert git.setting(repository.folder, "merge.bmc.driver") == "x %A 'y'"
    git.drop_section(repository.folder, "merge.bmc")
    assert git.setting(repository.folder, "merge.bmc.driver") is None


def test_the_top_of_a_repository_is_found_from_below(repository: Repository) -> None:
    assert git.top(repository.folder / "sub") == repository.folder.resolve()


def test_where_git_is_called_from_says_nothing_about_where_the_file_is(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.write("sub/my canvas.yaml", "bmc: 1\n")
    other.commit()
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.folder / ".git" / "index"))
    path = repository.folder / "sub" / "my canvas.yaml"
    assert git.committed(path, "HEAD", 5_000).decode() == NEW
    assert git.top(path.parent) == repository.folder.resolve()


def test_a_folder_within_that_is_committed_is_no_file(repository: Repository) -> None:
    assert refused(repository.folder / "sub", "HEAD").reason == "folder_at_revision"


def test_in_a_linked_work_tree_it_is_as_in_the_first(repository: Repository) -> None:
    repository.git("worktree", "add", "-q", "../second", "v1")
    second = repository.folder.parent / "second"
    assert git.committed(second / "sub" / "my canvas.yaml", "HEAD", 5_000).decode() == OLD
    assert git.top(second / "sub") == second.resolve()
    assert git.settings_file(second) == repository.folder.resolve() / ".git" / "config"


@pytest.mark.parametrize("where", ["..", "../elsewhere"])
def test_a_work_tree_in_another_place_is_not_set_up(
    repository: Repository, tmp_path: Path, where: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    repository.git("config", "core.worktree", str((repository.folder / where).resolve()))
    with pytest.raises(BmcError) as found:
        git.top(repository.folder)
    assert found.value.reason == "no_repository"


def test_what_git_says_against_a_repository_is_told(repository: Repository) -> None:
    repository.git("clone", "-q", "--bare", ".", "bare")
    error = refused(repository.folder / "bare" / "canvas.yaml", "HEAD")
    assert (error.reason, "bare repository" in error.values["said"]) == ("git_failed", True)
    repository.write(".git/config", "[core\n")
    error = refused(repository.folder / "sub" / "my canvas.yaml", "HEAD")
    assert (error.reason, "config" in error.values["said"]) == ("git_failed", True)


def test_a_bare_repository_is_none(repository: Repository) -> None:
    repository.git("clone", "-q", "--bare", ".", "../bare")
    path = repository.folder.parent / "bare" / "canvas.yaml"
    assert refused(path, "HEAD").reason == "no_repository"


def test_a_repository_of_somebody_else_is_told_as_git_tells_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    error = refused(repository.folder / "sub" / "my canvas.yaml", "HEAD")
    assert error.reason == "git_failed"
    assert "safe.directory" in error.values["said"]
