"""A save that fails at any call, once or for ever, leaves the old file or the new one, whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.commands.shared import session
from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import write
from bmc_cli.file.disk import TEMPORARY
from bmc_cli.file.storage import change, create
from bmc_cli.model.canvas import Canvas, add
from bmc_cli.model.fields import Note
from tests.commandline import bmc
from tests.packs import pack
from tests.systemcalls import Calls, names_in

OLD = "# Ours.\nbmc: 1\n\ncustomer_segments:\n  - Families   # on foot\n"
NEW = OLD + "  - Hotels\n"
FRESH = Canvas(title="Bakery", blocks={"channels": (Note("Shop"),)})

ERRORS = [
    pytest.param(getattr(errno, name), id=name)
    for name in (
        "EIO ENOSPC EDQUOT EFBIG EROFS EMFILE EACCES EPERM EINTR ESTALE".split()  # noqa: SIM905
    )
]
LASTING = [pytest.param(False, id="once"), pytest.param(True, id="for ever")]


def hotels(canvas: Canvas) -> Canvas:
    return add(canvas, "customer_segments", Note("Hotels"))


def failing(folder: Path, at: int, number: int, *, lasting: bool) -> Calls:
    """Return a watch under which the call ``at`` fails, or it and all that follow."""

    def before(n: int, name: str) -> None:
        if n == at or (lasting and n > at):
            raise OSError(number, os.strerror(number))

    return Calls(folder, before)


def under(calls: Calls, save: Callable[[], Any]) -> Exception | None:
    """Save under a watch; return what was raised."""
    with pytest.MonkeyPatch.context() as patch:
        calls.watch(patch)
        try:
            save()
        except (OSError, BmcError) as fault:
            return fault
    return None


@pytest.fixture
def canvas(tmp_path: Path) -> Path:
    path = tmp_path / "canvas.yaml"
    path.write_text(OLD, encoding="utf-8")
    return path


def said(path: Path) -> str | None:
    """What is in the file at ``path``, None when there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else None


def assert_clean_save_follows(path: Path) -> None:
    """The next save works, and nothing of an earlier one is left after it."""
    change(path, partial(add, key="channels", note=Note("Later")))
    assert "  - Later\n" in path.read_text(encoding="utf-8")
    assert names_in(path.parent) == [path.name]


@pytest.mark.parametrize("lasting", LASTING)
@pytest.mark.parametrize("number", ERRORS)
def test_an_edit_that_fails_at_any_call_leaves_the_old_file_or_the_new(
    canvas: Path, number: int, lasting: bool
) -> None:
    for at in count(1):
        canvas.write_text(OLD, encoding="utf-8")
        calls = failing(canvas.parent, at, number, lasting=lasting)
        fault = under(calls, partial(change, canvas, hotels))
        assert said(canvas) == (NEW if "replace" in calls.made else OLD), at
        assert (fault is None) == (said(canvas) == NEW), at
        assert set(names_in(canvas.parent)) <= {canvas.name, TEMPORARY}, at
        assert calls.handles == set(), at
        assert_clean_save_follows(canvas)
        if calls.count < at:
            assert fault is None
            assert at > 20  # every call of a save had its turn
            return


@pytest.mark.parametrize("lasting", LASTING)
@pytest.mark.parametrize("number", ERRORS)
def test_a_new_file_that_fails_at_any_call_is_there_whole_or_not_at_all(
    tmp_path: Path, number: int, lasting: bool
) -> None:
    path = tmp_path / "canvas.yaml"
    for at in count(1):
        path.unlink(missing_ok=True)
        calls = failing(tmp_path, at, number, lasting=lasting)
        fault = under(calls, partial(create, path, FRESH))
        published = {"link", "rename"} & set(calls.made)
        assert said(path) == (write(FRESH) if published else None), at
        assert (fault is None) == bool(published), at
        assert set(names_in(tmp_path)) <= {path.name, TEMPORARY}, at
        assert calls.handles == set(), at
        path.unlink(missing_ok=True)
        create(path, FRESH)
        assert names_in(tmp_path) == [path.name]
        if calls.count < at:
            assert fault is None
            assert at > 10
            return


@pytest.mark.parametrize("lasting", LASTING)
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC], ids=["EIO", "ENOSPC"])
def test_a_command_says_saved_when_it_is_and_why_when_it_is_not(
    canvas: Path, monkeypatch: pytest.MonkeyPatch, number: int, lasting: bool
) -> None:
    monkeypatch.chdir(canvas.parent)
    monkeypatch.setattr(session, "load_language", pack)
    for at in count(1):
        canvas.write_text(OLD, encoding="utf-8")
        calls = failing(canvas.parent, at, number, lasting=lasting)
        with pytest.MonkeyPatch.context() as patch:
            calls.watch(patch)
            done = bmc("edit", "1", "canvas.yaml", "--add", "Hotels")
        assert done.code in {0, 1}, (at, done)
        if done.code == 0:
            assert done.out.endswith("+ 2 Hotels\n"), (at, done)
            assert said(canvas) == NEW, (at, done)
        else:
            assert done.out == "", (at, done)
            assert 1 <= len(done.err.splitlines()) <= 3, (at, done)
            assert "canvas.yaml" in done.err.splitlines()[0], (at, done)
            assert said(canvas) == OLD, (at, done)
        if calls.count < at:
            assert done.code == 0
            return


def test_a_save_of_few_bytes_at_a_time_is_whole(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: written(handle, data[:7]))
    change(canvas, hotels)
    assert said(canvas) == NEW


def test_a_file_that_is_read_few_bytes_at_a_time_is_read_whole(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, most: read(handle, min(most, 3)))
    change(canvas, hotels)
    assert said(canvas) == NEW


def test_a_disk_that_fills_halfway_through_leaves_the_old_file(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = os.write
    room = iter([40, 3])

    def until_full(handle: int, data: bytes) -> int:
        most = next(room, 0)
        if not most:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return written(handle, data[:most])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", until_full)
        with pytest.raises(OSError, match=r"canvas\.yaml") as caught:
            change(canvas, hotels)
    assert caught.value.errno == errno.ENOSPC
    assert said(canvas) == OLD
    assert_clean_save_follows(canvas)


def test_what_another_save_left_behind_is_replaced(canvas: Path) -> None:
    temporary = canvas.parent / TEMPORARY
    temporary.write_text("half a canv", encoding="utf-8")
    temporary.chmod(0)
    change(canvas, hotels)
    assert said(canvas) == NEW
    assert names_in(canvas.parent) == [canvas.name]


def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(canvas: Path) -> None:
    victim = canvas.parent / "victim"
    victim.write_text("mine", encoding="utf-8")
    (canvas.parent / TEMPORARY).symlink_to(victim)
    change(canvas, hotels)
    assert said(victim) == "mine"
    assert not canvas.is_symlink()
    assert said(canvas) == NEW
