"""Canvases are known by what is in them, not by their names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bmc_cli.canvasfile import write
from bmc_cli.folders import canvases, looks_like_canvas
from tests.render.posters import CANVASES


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        pytest.param(b"bmc: 1\n", True, id="a version"),
        pytest.param(b"# mine\n\ntitle: x\nbmc : 1\r\n", True, id="not at the top"),
        pytest.param(b"\xef\xbb\xbfbmc: 1\n", True, id="behind a mark"),
        pytest.param(b"'bmc': 1\n", True, id="in quotes"),
        pytest.param(b"channels: [a]\nkey_partners: [b]\n", True, id="two blocks"),
        pytest.param(b"channels: [conda-forge]\n", False, id="one block"),
        pytest.param(b"channels: [a]\nchannels: [b]\n", False, id="one block twice"),
        pytest.param(b"  bmc: 1\n", False, id="inside something else"),
        pytest.param(b"bmc is a tool\n", False, id="a text about it"),
        pytest.param(b"\0bmc: 1\n", False, id="no text"),
        pytest.param(b"bmc: 1\n" + b"#" * 1_000_000, False, id="too large"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_a_canvas_is_known_by_its_keys(tmp_path: Path, content: bytes, is_one: bool) -> None:
    path = tmp_path / "whatever"
    path.write_bytes(content)
    assert looks_like_canvas(path) == is_one


@pytest.mark.parametrize("name", CANVASES)
def test_what_we_write_is_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text(write(CANVASES[name]), encoding="utf-8")
    assert looks_like_canvas(path)


def test_what_is_no_file_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert not looks_like_canvas(tmp_path)
    assert not looks_like_canvas(tmp_path / "pipe")
    assert not looks_like_canvas(tmp_path / "gone")


def test_they_are_found_below_a_folder_sorted_and_without_the_hidden(tmp_path: Path) -> None:
    for name in ("b/two", "b/one.txt", "a.yaml", ".git/config", ".secret", "c/.d/e.yaml", "z"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("bmc: 1\n", encoding="utf-8")
    (tmp_path / "c" / "other.yaml").write_text("hello: world\n", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in canvases(tmp_path)]
    assert found == ["a.yaml", "z", "b/one.txt", "b/two"]
