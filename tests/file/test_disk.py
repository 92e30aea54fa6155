"""Whole files or none: reading, the lock of a folder, and replacing."""

from __future__ import annotations

import errno
import os
import signal
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmc_cli.errors import BmcError
from bmc_cli.file import handles
from bmc_cli.file.disk import (
    TEMPORARY,
    other_names,
    read_whole,
    real,
    safe_name,
    undisturbed,
    write_whole,
)
from bmc_cli.file.locks import LOCK_FILE, locked
from tests.whole_files import failing, reason_of, replace

needs_unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


# -- reading


def test_a_file_is_read_whole(canvas: Path) -> None:
    assert read_whole(canvas, 3) == b"old"


def test_a_file_with_a_byte_too_many_is_refused(canvas: Path) -> None:
    with pytest.raises(BmcError) as caught:
        read_whole(canvas, 2)
    assert (caught.value.reason, caught.value.values) == ("too_big", {"file": canvas, "most": 2})


def test_a_missing_file_is_told_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_whole(tmp_path / "nothing", 1)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert reason_of(lambda: read_whole(tmp_path, 1)) == "is_folder"


@needs_unix
def test_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert reason_of(lambda: read_whole(tmp_path / "fifo", 1)) == "is_special"


@needs_unix
def test_a_device_is_refused() -> None:
    assert reason_of(lambda: read_whole(Path("/dev/null"), 1)) == "is_special"


@needs_unix
def test_a_device_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EIO))
    assert reason_of(lambda: read_whole(Path("/dev/null"), 1)) == "is_special"


def test_a_file_that_breaks_off_is_told_by_its_name(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "read", failing(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)) as caught:
        read_whole(canvas, 3)
    assert caught.value.filename == str(canvas)


@needs_unix
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the whole path may be too long for a socket
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
        assert reason_of(lambda: read_whole(Path("socket"), 1)) == "is_special"


@needs_unix
def test_a_link_leads_to_its_file(canvas: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(canvas.name)
    assert read_whole(tmp_path / "link", 3) == b"old"
    assert real(tmp_path / "link") == real(canvas)


def test_the_real_path_of_what_is_not_there_is_known(tmp_path: Path) -> None:
    assert real(tmp_path / "a" / ".." / "b").name == "b"


def test_other_names_of_a_file_are_counted(canvas: Path, tmp_path: Path) -> None:
    assert other_names(canvas) == 0
    os.link(canvas, tmp_path / "second")
    os.link(canvas, tmp_path / "third")
    assert other_names(canvas) == 2
    assert other_names(tmp_path / "nothing") == 0


# -- writing


def test_a_new_file_holds_the_data_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "new", b"data", old=None)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"new": b"data"}


@needs_unix
def test_a_new_file_has_the_mode_the_user_wants_for_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new", b"data", old=None)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


@pytest.mark.parametrize("links", [True, False], ids=["hard_links", "no_hard_links"])
def test_a_new_file_never_takes_the_place_of_another(
    canvas: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    with pytest.raises(FileExistsError):
        write_whole(canvas, b"new", old=None)
    assert canvas.read_bytes() == b"old"
    assert [path.name for path in canvas.parent.iterdir()] == [canvas.name]


def test_a_new_file_is_made_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    write_whole(tmp_path / "new", b"data", old=None)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"new": b"data"}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
@pytest.mark.parametrize("lacking", [(), ("fchmod", "fchown")], ids=["unix", "windows"])
def test_the_mode_of_a_replaced_file_is_kept(
    canvas: Path, mode: int, lacking: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.chmod(mode)
    for name in lacking:
        monkeypatch.delattr(os, name, raising=False)
    replace(canvas, b"new")
    assert canvas.read_bytes() == b"new"
    assert stat.S_IMODE(canvas.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_the_group_of_a_replaced_file_is_kept(canvas: Path) -> None:
    os.chown(canvas, -1, 12345)
    replace(canvas, b"new")
    assert canvas.stat().st_gid == 12345


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o000])
def test_a_read_only_file_is_not_replaced(canvas: Path, mode: int) -> None:
    canvas.chmod(mode)
    with pytest.raises(PermissionError) as caught:
        replace(canvas, b"new")
    assert caught.value.filename == str(canvas)
    canvas.chmod(0o600)
    assert canvas.read_bytes() == b"old"
    assert not (canvas.parent / TEMPORARY).exists()


def test_what_a_killed_program_left_is_replaced(canvas: Path) -> None:
    (canvas.parent / TEMPORARY).write_bytes(b"half a canv")
    replace(canvas, b"new")
    assert {path.name: path.read_bytes() for path in canvas.parent.iterdir()} == {
        canvas.name: b"new"
    }


@needs_unix
def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(canvas: Path) -> None:
    other = canvas.parent / "other"
    other.write_bytes(b"not ours")
    (canvas.parent / TEMPORARY).symlink_to(other)
    replace(canvas, b"new")
    assert (canvas.read_bytes(), other.read_bytes()) == (b"new", b"not ours")


@pytest.mark.parametrize("call", ["open", "write", "fchmod", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EFBIG])
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    canvas: Path, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = canvas.stat()
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(number))
        with pytest.raises(OSError, match=os.strerror(number)) as caught:
            write_whole(canvas, b"new", old=old)
    assert (caught.value.errno, caught.value.filename) == (number, str(canvas))
    assert {path.name: path.read_bytes() for path in canvas.parent.iterdir()} == {
        canvas.name: b"old"
    }


def test_a_write_in_parts_is_carried_on(canvas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:2])))
    replace(canvas, b"longer than two")
    assert canvas.read_bytes() == b"longer than two"


def test_the_data_is_on_disk_before_the_name_and_the_name_before_the_end(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any) -> Any:
            is_folder = name == "fsync" and stat.S_ISDIR(os.fstat(args[0]).st_mode)
            calls.append("fsync the folder" if is_folder else name)
            return call(*args)

        return run

    for name in ("write", "fsync", "replace"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    replace(canvas, b"new")
    assert calls == ["write", "fsync", "replace", "fsync the folder"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_no_failure(
    canvas: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        sync(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    replace(canvas, b"new")
    assert canvas.read_bytes() == b"new"


def test_a_file_is_replaced_where_folders_cannot_be_opened(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handles, "FOLDER", None)
    with locked(canvas.parent):
        assert (canvas.parent / LOCK_FILE).exists()
        replace(canvas, b"new")
    assert {path.name: path.read_bytes() for path in canvas.parent.iterdir()} == {
        canvas.name: b"new"
    }


# -- names and signals


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Bakkerij De Korenaar", "Bakkerij De Korenaar.yaml", id="ordinary"),
        pytest.param("Café 日本", "Café 日本.yaml", id="any_script"),
        pytest.param("a/b\\c", "a-b-c.yaml", id="folders"),
        pytest.param("a<>:b?", "a-b-.yaml", id="what_windows_refuses"),
        pytest.param("a\x00\x1b\x9fb", "a-b.yaml", id="control_signs"),
        pytest.param("CON", "_CON.yaml", id="reserved"),
        pytest.param("nul.old", "_nul.old.yaml", id="reserved_with_an_ending"),
        pytest.param("lpt¹", "_lpt¹.yaml", id="reserved_in_superscript"),
        pytest.param("console", "console.yaml", id="begins_like_a_reserved_one"),
        pytest.param(" . ", "_.yaml", id="blanks_and_dots"),
        pytest.param("", "_.yaml", id="nothing"),
        pytest.param(".hidden", "hidden.yaml", id="hidden"),
        pytest.param("é" * 200, "é" * 125 + ".yaml", id="too_long"),
        pytest.param("a\udcffb", "a-b.yaml", id="lone_surrogate"),
    ],
)
def test_a_name_becomes_a_file_name_for_every_platform(name: str, expected: str) -> None:
    assert safe_name(name, ".yaml") == expected


@given(st.text())
def test_no_name_leaves_its_folder_or_is_too_long(name: str) -> None:
    safe = safe_name(name, ".yaml")
    assert Path(safe).name == safe
    assert not set(safe) & set('<>:"/\\|?*\0')
    assert len(safe.encode()) <= 255
    assert safe.endswith(".yaml")


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows")
def test_signals_wait_while_a_save_is_undisturbed() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with undisturbed():
        held = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    assert held >= {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before
