"""What the tests of files stand on: a canvas, the ways to lock, a history of its own."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from bmc_cli.file import locks
from tests.histories import FIRST
from tests.whole_files import failing


@pytest.fixture
def canvas(tmp_path: Path) -> Path:
    path = tmp_path / "canvas.yaml"
    path.write_bytes(b"old")
    return path


@pytest.fixture(params=["folder", "lock_file", "no_locks_here"])
def locking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Lock a folder itself, or by a file where the platform or the disk cannot."""
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    if request.param == "lock_file":
        monkeypatch.setattr(locks, "fcntl", None)
    else:
        pytest.importorskip("fcntl", reason="folders cannot be locked here")
    if request.param == "no_locks_here":
        monkeypatch.setattr("fcntl.flock", failing(errno.ENOLCK))
    return str(request.param)


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A canvas, with a history of its own, in the folder that commands run in."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    path = tmp_path / "work" / "canvas.yaml"
    path.write_text(FIRST, encoding="utf-8")
    return path
