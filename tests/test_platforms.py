"""Where a platform lacks a call, the nearest it has: saves stay whole, and one at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bmc_cli.commands.shared.outcomes import as_error
from bmc_cli.errors import BmcError, warnings
from bmc_cli.file import disk, handles, locks, ownership, private
from bmc_cli.file.book import Book
from bmc_cli.file.canvas_text import write
from bmc_cli.file.disk import TEMPORARY
from bmc_cli.file.locks import LOCK_FILE, locked
from bmc_cli.file.storage import change, create, load
from bmc_cli.model.canvas import Canvas, add
from bmc_cli.model.fields import Note
from tests.systemcalls import names_in

OLD = "bmc: 1\nchannels:\n  - Shop   # on the corner\n"
NEW = OLD + "  - Van\n"
FRESH = Canvas(blocks={"channels": (Note("Shop"),)})

Platform = Callable[[pytest.MonkeyPatch], None]


class Lacking:
    """A module of the system as another platform has it: without some, with other calls."""

    def __init__(self, module: ModuleType | Any, *gone: str, **others: Any) -> None:
        self._module = module
        self._gone = gone
        self.__dict__.update(others)

    def __getattr__(self, name: str) -> Any:
        if name in self._gone:
            raise AttributeError(name)
        return getattr(self._module, name)


def without(*gone: str, **others: Any) -> Platform:
    """Return a platform whose ``os`` lacks some calls, or has others."""

    def lack(patch: pytest.MonkeyPatch) -> None:
        for module in (disk, ownership):
            patch.setattr(module, "os", Lacking(os, *gone, **others))

    return lack


def refusing(number: int) -> Callable[..., Any]:
    """Return a call that is there, and never works."""

    def refuse(*arguments: Any, **options: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return refuse


def no_folder_locks(number: int) -> Platform:
    lacking = Lacking(fcntl, flock=refusing(number))
    return lambda patch: patch.setattr(locks, "fcntl", lacking)


def no_folder_sync(number: int) -> Platform:
    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            refusing(number)()
        os.fsync(handle)

    return without(fsync=fsync)


def no_open_folders(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handles, "FOLDER", None)


def windows(patch: pytest.MonkeyPatch) -> None:
    """Take away all that Windows lacks."""
    gone = ("fchmod", "fchown", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "O_CLOEXEC")
    for module in (disk, locks, ownership, private):
        patch.setattr(module, "os", Lacking(os, *gone, name="nt"))
    patch.setattr(disk, "signal", Lacking(signal, "pthread_sigmask", "SIGHUP"))
    patch.setattr(locks, "fcntl", None)
    no_open_folders(patch)
    for flag in ("NO_FOLLOW", "NO_WAIT", "NO_INHERIT"):
        patch.setattr(handles, flag, 0)


PLATFORMS = [
    pytest.param(lambda patch: patch.setattr(locks, "fcntl", None), id="no fcntl"),
    *(
        pytest.param(no_folder_locks(getattr(errno, name)), id=f"no lock on folders, {name}")
        for name in ("EBADF", "ENOLCK", "ENOSYS", "ENOTSUP", "EINVAL", "EIO", "EACCES", "EPERM")
    ),
    pytest.param(no_folder_locks(524), id="no lock on folders, ENOTSUPP of NFS"),
    pytest.param(no_open_folders, id="no O_DIRECTORY"),
    pytest.param(lambda patch: patch.setattr(handles, "NO_FOLLOW", 0), id="no O_NOFOLLOW"),
    pytest.param(without("fchmod", "fchown"), id="no fchmod and fchown"),
    pytest.param(without(fchown=refusing(errno.EPERM)), id="a group that may not be given"),
    pytest.param(without("link"), id="no link"),
    pytest.param(without(link=refusing(errno.EPERM)), id="no hard links on this disk"),
    pytest.param(no_folder_sync(errno.EINVAL), id="no fsync of folders, EINVAL"),
    pytest.param(no_folder_sync(errno.ENOTSUP), id="no fsync of folders, ENOTSUP"),
    pytest.param(no_folder_sync(524), id="no fsync of folders, ENOTSUPP of NFS"),
    pytest.param(
        without("listxattr", "getxattr", "setxattr", "removexattr"), id="no attributes at all"
    ),
    pytest.param(without(listxattr=refusing(errno.ENOTSUP)), id="no attributes on this disk"),
    pytest.param(windows, id="Windows"),
]


@pytest.fixture
def canvas(tmp_path: Path) -> Path:
    path = tmp_path / "canvas.yaml"
    path.write_text(OLD, encoding="utf-8")
    return path


def note(text: str) -> Callable[[Canvas], Canvas]:
    return partial(add, key="channels", note=Note(text))


@pytest.mark.parametrize("platform", PLATFORMS)
class TestOnEveryPlatform:
    def test_an_edit_is_saved_with_the_mode_of_the_file(
        self, canvas: Path, monkeypatch: pytest.MonkeyPatch, platform: Platform
    ) -> None:
        canvas.chmod(0o640)
        platform(monkeypatch)
        change(canvas, note("Van"))
        assert canvas.read_text(encoding="utf-8") == NEW
        assert stat.S_IMODE(canvas.stat().st_mode) == 0o640
        assert names_in(canvas.parent) == [canvas.name]

    def test_a_new_file_is_made_and_nothing_is_overwritten(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: Platform
    ) -> None:
        path = tmp_path / "canvas.yaml"
        platform(monkeypatch)
        create(path, FRESH)
        assert path.read_text(encoding="utf-8") == write(FRESH)
        with pytest.raises(BmcError) as caught:
            create(path, Canvas(title="Another"))
        assert caught.value.reason == "exists"
        assert path.read_text(encoding="utf-8") == write(FRESH)
        assert names_in(tmp_path) == [path.name]

    def test_one_program_at_a_time_saves(
        self, canvas: Path, monkeypatch: pytest.MonkeyPatch, platform: Platform
    ) -> None:
        platform(monkeypatch)
        monkeypatch.setattr(locks, "PATIENCE", 0.1)  # a lock file thrice as old is left
        with locked(canvas.parent), pytest.raises(BmcError) as caught:
            change(canvas, note("Van"))
        assert caught.value.reason in {"busy", "busy_by", "lock_stays"}
        assert canvas.read_text(encoding="utf-8") == OLD
        change(canvas, note("Van"))
        assert canvas.read_text(encoding="utf-8") == NEW

    def test_four_at_once_keep_what_each_adds(
        self, canvas: Path, monkeypatch: pytest.MonkeyPatch, platform: Platform
    ) -> None:
        platform(monkeypatch)
        adding = [
            threading.Thread(
                target=lambda who=who: [change(canvas, note(f"{who}{n}")) for n in range(5)]
            )
            for who in "abcd"
        ]
        for each in adding:
            each.start()
        for each in adding:
            each.join()
        texts = {each.text for each in load(canvas).canvas.notes("channels")}
        assert texts == {"Shop", *(f"{who}{n}" for who in "abcd" for n in range(5))}
        assert names_in(canvas.parent) == [canvas.name]

    def test_a_save_that_fails_leaves_the_old_file(
        self, canvas: Path, monkeypatch: pytest.MonkeyPatch, platform: Platform
    ) -> None:
        platform(monkeypatch)
        monkeypatch.setattr(os, "write", refusing(errno.ENOSPC))
        with pytest.raises(OSError, match=r"canvas\.yaml"):
            change(canvas, note("Van"))
        assert canvas.read_text(encoding="utf-8") == OLD
        assert names_in(canvas.parent) == [canvas.name]


def held(times: int, call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a call that is refused some times, as while a virus scanner holds the file."""
    refusals = iter(range(times))

    def run(*arguments: Any, **options: Any) -> Any:
        if next(refusals, None) is not None:
            raise PermissionError(errno.EACCES, "held by another program")
        return call(*arguments, **options)

    return run


class TestAFileThatAScannerHolds:
    def test_it_is_replaced_when_it_is_let_go(
        self, canvas: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (disk, locks):
            monkeypatch.setattr(module, "os", Lacking(os, name="nt", replace=held(3, os.replace)))
        change(canvas, note("Van"))
        assert canvas.read_text(encoding="utf-8") == NEW
        assert names_in(canvas.parent) == [canvas.name]

    def test_it_is_waited_for_no_longer_than_patience_lasts(
        self, canvas: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (disk, locks):
            monkeypatch.setattr(
                module, "os", Lacking(os, name="nt", replace=refusing(errno.EACCES))
            )
        monkeypatch.setattr(locks, "PATIENCE", 0.05)
        begun = time.monotonic()
        with pytest.raises(BmcError) as caught:
            change(canvas, note("Van"))
        assert 0.05 <= time.monotonic() - begun < 5
        assert caught.value.reason == "busy"
        assert canvas.read_text(encoding="utf-8") == OLD
        assert names_in(canvas.parent) == [canvas.name]

    def test_elsewhere_a_refusal_is_final(
        self, canvas: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (disk, locks):
            monkeypatch.setattr(
                module, "os", Lacking(os, name="posix", replace=held(1, os.replace))
            )
        with pytest.raises(PermissionError, match=r"canvas\.yaml"):
            change(canvas, note("Van"))
        assert canvas.read_text(encoding="utf-8") == OLD

    def test_a_lock_file_that_is_being_removed_is_waited_for(
        self, canvas: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        windows(monkeypatch)
        opened = held(3, os.open)

        def opening(path: Path, flags: int, mode: int = 0o777) -> int:
            made = path.name == LOCK_FILE
            return int(opened(path, flags, mode) if made else os.open(path, flags, mode))

        for module in (disk, locks):
            monkeypatch.setattr(module, "os", Lacking(os, name="nt", open=opening))
        change(canvas, note("Van"))
        assert canvas.read_text(encoding="utf-8") == NEW


class TestALockFile:
    """It stands for the lock where a folder cannot have one."""

    @pytest.fixture(autouse=True)
    def _no_locks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(locks, "fcntl", None)
        monkeypatch.setattr(locks, "PATIENCE", 0.05)

    def test_another_program_has_it(self, canvas: Path) -> None:
        lock = canvas.with_name(LOCK_FILE)
        lock.touch()
        then = time.time() + 60  # still young when patience ends
        os.utime(lock, (then, then))
        with pytest.raises(BmcError) as caught:
            change(canvas, note("Van"))
        assert caught.value.reason == "lock_stays"
        assert lock.exists()
        assert canvas.read_text(encoding="utf-8") == OLD

    def test_its_owner_died_long_ago(self, canvas: Path) -> None:
        lock = canvas.with_name(LOCK_FILE)
        lock.touch()
        then = time.time() - 60
        os.utime(lock, (then, then))
        change(canvas, note("Van"))
        assert canvas.read_text(encoding="utf-8") == NEW
        assert names_in(canvas.parent) == [canvas.name]


@pytest.mark.parametrize("number", [errno.EIO, errno.EDQUOT])
def test_a_folder_that_fails_to_sync_is_told_and_the_file_is_saved(
    canvas: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    no_folder_sync(number)(monkeypatch)
    change(canvas, note("Van"))
    assert canvas.read_text(encoding="utf-8") == NEW
    (warning,) = map(as_error, warnings)
    assert warning.reason == "not_synced"
    assert warning.values == {"file": canvas, "why": os.strerror(number)}


def test_without_signal_masks_a_book_is_saved_all_the_same(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "signal", Lacking(signal, "pthread_sigmask", "SIGHUP"))
    Book(canvas, load(canvas).canvas).change(note("Van"))
    assert canvas.read_text(encoding="utf-8") == NEW


def test_a_file_that_appears_meanwhile_is_not_overwritten_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "canvas.yaml"

    def link(*_: Any) -> None:
        path.write_text("theirs", encoding="utf-8")
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(disk, "os", Lacking(os, link=link))
    with pytest.raises(BmcError) as caught:
        create(path, FRESH)
    assert caught.value.reason == "exists"
    assert path.read_text(encoding="utf-8") == "theirs"
    assert not (tmp_path / TEMPORARY).exists()
