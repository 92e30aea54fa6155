"""What is at a path is told the same on every Python, and where it cannot be told that is no no."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bmc_cli.file.states import exists, is_folder, is_link, is_plainly_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    links = {"to file": "file", "to folder": "folder", "to nothing": "gone", "round": "round"}
    for name, target in links.items():
        try:
            (tmp_path / name).symlink_to(target)
        except OSError:
            pytest.skip("this user may make no links")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "is_there", "is_one", "leads"),
    [
        pytest.param("file", True, False, False, id="a file"),
        pytest.param("folder", True, True, False, id="a folder"),
        pytest.param("to file", True, False, True, id="a link"),
        pytest.param("to folder", True, True, True, id="a link to a folder"),
        pytest.param("to nothing", False, False, True, id="a link to nothing"),
        pytest.param("round", False, False, True, id="a link to itself"),
        pytest.param("gone", False, False, False, id="nothing"),
        pytest.param("file/gone", False, False, False, id="below a file"),
        pytest.param("a\0b", False, False, False, id="no name"),
    ],
)
def test_it_says_what_is_there(
    folder: Path, name: str, is_there: bool, is_one: bool, leads: bool
) -> None:
    path = folder / name
    assert (exists(path), is_folder(path), is_link(path)) == (is_there, is_one, leads)


@pytest.mark.skipif(os.name == "nt", reason="there it is no name")
@pytest.mark.parametrize("ask", [exists, is_folder, is_link])
def test_what_cannot_be_told_is_an_error(tmp_path: Path, ask: Callable[[Path], bool]) -> None:
    with pytest.raises(OSError, match="too long"):
        ask(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("name", "is_one"), [("file", True), ("folder", False), ("gone", False), ("x" * 300, False)]
)
def test_a_word_is_a_file_only_where_that_is_certain(folder: Path, name: str, is_one: bool) -> None:
    assert is_plainly_file(folder / name) is is_one
