"""The lock of a folder: one program at a time, wherever folders can be locked or not."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from threading import Event, Thread

import pytest

from bmc_cli.errors import BmcError
from bmc_cli.file import locks
from bmc_cli.file.locks import LOCK_FILE, locked
from tests.whole_files import reason_of, replace

needs_unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def test_one_program_at_a_time_has_the_lock_and_it_is_said_which(
    tmp_path: Path, locking: str
) -> None:
    with locked(tmp_path), pytest.raises(BmcError) as caught, locked(tmp_path):
        pytest.fail("two have the lock")
    reason, values = caught.value.reason, caught.value.values
    if locking != "folder":
        assert (reason, values) == ("lock_stays", {"file": tmp_path / LOCK_FILE})
    elif Path("/proc/locks").exists():
        assert (reason, values["file"], values["number"]) == ("busy_by", tmp_path, str(os.getpid()))
    else:
        assert (reason, values) == ("busy", {"file": tmp_path})


@pytest.mark.usefixtures("locking")
def test_the_lock_is_free_again_after_use_and_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_who_comes_second_waits(
    tmp_path: Path, locking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 30)
    story: list[str] = []
    inside, waiting = Event(), Event()

    def second() -> None:
        inside.wait()
        waiting.set()
        with locked(tmp_path):
            story.append("second in")

    thread = Thread(target=second)
    thread.start()
    with locked(tmp_path):
        inside.set()
        waiting.wait()
        story.append("first out")
    thread.join()
    assert story == ["first out", "second in"]


@pytest.mark.parametrize("locking", ["lock_file"], indirect=True)
def test_a_lock_file_whose_owner_died_is_taken_over(tmp_path: Path, locking: str) -> None:
    left = tmp_path / LOCK_FILE
    left.touch()
    assert reason_of(lambda: locked(tmp_path).__enter__()) == "lock_stays"
    os.utime(left, (0, 0))
    with locked(tmp_path):
        assert left.stat().st_mtime > 0
    assert not left.exists()


@needs_unix
def test_a_folder_that_may_be_written_and_not_read_is_locked_by_a_file(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def unread(path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_DIRECTORY:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(path, flags, *mode)

    monkeypatch.setattr(os, "open", unread)
    with locked(canvas.parent):
        assert (canvas.parent / LOCK_FILE).exists()
        replace(canvas, b"new")
    assert [path.name for path in canvas.parent.iterdir()] == [canvas.name]


def test_the_lock_of_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(tmp_path / "nothing"):
        pytest.fail("there is no folder to lock")
