"""What git knows, asked of a real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bmc_cli import git
from bmc_cli.errors import BmcError
from bmc_cli.folders import canvases
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
        git.committed(path, revision)
    return found.value


@pytest.mark.parametrize(
    ("revision", "text"), [("HEAD", NEW), ("HEAD~1", OLD), ("v1", OLD), ("main", NEW)]
)
def test_a_file_is_had_as_it_was_committed(
    repository: Repository, revision: str, text: str
) -> None:
    path = repository.folder / "sub" / "my canvas.yaml"
    path.write_text("changed since", encoding="utf-8")
    assert git.committed(path, revision).decode() == text


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~9", "--output=x", "-x", "HEAD:sub"])
def test_what_is_no_revision_is_told(repository: Repository, revision: str) -> None:
    error = refused(repository.folder / "sub" / "my canvas.yaml", revision)
    assert error.reason == "no_revision"
    assert sorted(path.name for path in repository.folder.iterdir()) == [".git", "sub"]


def test_a_file_that_was_not_committed_is_told(repository: Repository) -> None:
    assert refused(repository.folder / "new.yaml", "HEAD").reason == "not_committed"


def test_a_folder_in_no_repository_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "canvas.yaml", "HEAD").reason == "no_repository"


def test_a_machine_without_git_is_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert refused(repository.folder / "x.yaml", "HEAD").reason == "no_git"
    assert git.unignored(repository.folder) is None


def test_what_git_ignores_is_no_canvas_of_ours(repository: Repository) -> None:
    repository.write(".gitignore", "build/\n*.bak\n")
    for name in ("build/a.yaml", "b.bak", "c.yaml", ".hidden/d.yaml", "é.yaml"):
        repository.write(name, OLD)
    inner = Repository(repository.folder / "inner")
    inner.write("e.yaml", OLD)
    found = [path.relative_to(repository.folder).as_posix() for path in canvases(repository.folder)]
    assert found == ["c.yaml", "inner/e.yaml", "sub/my canvas.yaml", "é.yaml"]


def test_a_setting_is_of_the_repository_alone(repository: Repository) -> None:
    assert git.setting(repository.folder, "merge.bmc.driver") is None
    git.set_setting(repository.folder, "merge.bmc.driver", "x %A 'y'")
    assert git.setting(repository.folder, "merge.bmc.driver") == "x %A 'y'"
    git.drop_section(repository.folder, "merge.bmc")
    assert git.setting(repository.folder, "merge.bmc.driver") is None


def test_the_top_of_a_repository_is_found_from_below(repository: Repository) -> None:
    assert git.top(repository.folder / "sub") == repository.folder.resolve()
