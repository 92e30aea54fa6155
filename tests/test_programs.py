"""Of the programs that we start ourselves, none is one of the folder that is looked at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bmc_cli import programs, terminal
from bmc_cli.interview import editor

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there a program has another ending")


def program(path: Path, mode: int = 0o755) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(mode)
    return str(path)


@pytest.fixture
def strange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that we are in, with a program of every name that we start."""
    folder = tmp_path / "strange"
    for name in ("git", "less", "nano", "vi", "notepad"):
        program(folder / name)
        program(folder / "bin" / name)
    monkeypatch.chdir(folder)
    return folder


PATHS = [
    pytest.param("{sep}{own}", id="an empty part first"),
    pytest.param("{own}{sep}", id="an empty part last"),
    pytest.param(".{sep}{own}", id="the current folder"),
    pytest.param("bin{sep}{own}", id="a folder below"),
    pytest.param("../strange{sep}{own}", id="a way round"),
]


@pytest.mark.usefixtures("strange")
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", ["git", "less", "nano", "vi"])
def test_a_part_of_path_that_is_relative_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, path: str
) -> None:
    own = tmp_path / "own"
    monkeypatch.setenv("PATH", path.format(sep=os.pathsep, own=own))
    assert programs.found(name) is None
    right = program(own / name)
    assert programs.found(name) == right


@pytest.mark.usefixtures("strange")
@pytest.mark.parametrize("path", PATHS)
def test_neither_pager_nor_editor_is_taken_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    own = tmp_path / "own"
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setattr(editor, "is_terminal", lambda _: True)
    monkeypatch.setenv("PATH", path.format(sep=os.pathsep, own=own))
    assert terminal._pager("") == ""
    less, vi = program(own / "less"), program(own / "vi")
    assert terminal._pager("")[0] == less
    assert editor._command({}) == [vi]


def test_a_file_that_cannot_be_run_is_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "git", mode=0o644)
    (tmp_path / "less").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.found("git") is None
    assert programs.found("less") is None


def test_a_whole_path_is_the_users_own_also_from_there(
    strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(strange))
    assert programs.found("git") == str(strange / "git")


def test_what_the_user_names_runs_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", " ./mine | cat ")
    assert terminal._pager("") == "./mine | cat"
    assert editor._command({"EDITOR": "./mine -x"}) == ["./mine", "-x"]
