"""A file that is saved stays its owner's, with its attributes and its ACL, or that is said."""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bmc_cli.commands.shared.outcomes import as_error
from bmc_cli.errors import warnings
from bmc_cli.file.storage import change
from bmc_cli.model.canvas import add
from bmc_cli.model.fields import Note
from tests.commandline import bmc

OLD = "bmc: 1\nlanguage: en\nchannels:\n  - Shop\n"
NEW = OLD + "  - Van\n"

ACL, INHERITED = "system.posix_acl_access", "system.posix_acl_default"
OWNER, USER, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
NOBODY_IN_PARTICULAR = 0xFFFFFFFF

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
needs_attributes = pytest.mark.skipif(
    not hasattr(os, "setxattr"), reason="this platform has no extended attributes"
)


def acl(*entries: tuple[int, int, int]) -> bytes:
    """Return an ACL as Linux keeps it: version 2, and a tag, a mode and an id an entry."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


SHARED = acl(
    *((OWNER, 6, NOBODY_IN_PARTICULAR), (USER, 6, 4242), (GROUP, 4, NOBODY_IN_PARTICULAR)),
    *((MASK, 6, NOBODY_IN_PARTICULAR), (OTHER, 4, NOBODY_IN_PARTICULAR)),
)


@pytest.fixture
def canvas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "canvas.yaml"
    path.write_text(OLD, encoding="utf-8")
    return path


def give(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError as fault:
        if fault.errno != errno.ENOTSUP:
            raise
        pytest.skip(f"this disk keeps no attribute {name}")


def attributes(path: Path) -> dict[str, bytes]:
    return {name: os.getxattr(path, name) for name in os.listxattr(path)}


def save(path: Path) -> list[str]:
    """Add a note; return the reasons of what went wrong beside that."""
    change(path, lambda canvas: add(canvas, "channels", Note("Van")))
    assert path.read_text(encoding="utf-8") == NEW
    return [as_error(warning).reason for warning in warnings]


def refusing(number: int) -> Callable[..., Any]:
    def refuse(*_: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return refuse


@needs_root
def test_what_root_saves_for_somebody_stays_theirs(canvas: Path) -> None:
    os.chown(canvas, 4242, 4343)
    canvas.chmod(0o640)
    assert save(canvas) == []
    now = canvas.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (4242, 4343, 0o640)


@needs_root
@pytest.mark.parametrize("number", [errno.EPERM, errno.EINVAL, errno.EIO])
def test_who_may_not_give_it_back_is_told_whose_it_was(
    canvas: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    os.chown(canvas, 4242, 0)
    monkeypatch.setattr(os, "fchown", refusing(number))
    done = bmc("edit", "4", "--add", "Van")
    assert (done.code, done.out) == (0, "4 Channels\n+ 2 Van\n")
    says, todo = done.err.splitlines()
    group = canvas.group()
    assert says == f"bmc: canvas.yaml is saved, but it no longer belongs to 4242:{group}."
    assert todo.endswith(f"chown 4242:{group} canvas.yaml")
    assert canvas.read_text(encoding="utf-8") == NEW


@needs_attributes
def test_attributes_stay(canvas: Path) -> None:
    give(canvas, "user.note", b"ours\0")
    before = attributes(canvas)
    assert save(canvas) == []
    assert attributes(canvas) == before


@needs_attributes
def test_an_acl_stays_with_its_mode(canvas: Path) -> None:
    give(canvas, ACL, SHARED)
    mode = canvas.stat().st_mode
    assert save(canvas) == []
    assert os.getxattr(canvas, ACL) == SHARED
    assert canvas.stat().st_mode == mode


@needs_attributes
def test_who_may_read_new_files_of_the_folder_may_not_read_this_one(canvas: Path) -> None:
    before = attributes(canvas)
    give(canvas.parent, INHERITED, SHARED)
    assert save(canvas) == []
    assert attributes(canvas) == before


@needs_attributes
@pytest.mark.parametrize("call", ["setxattr", "getxattr"])
def test_attributes_that_could_not_be_kept_are_told(
    canvas: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    give(canvas, "user.note", b"ours")
    monkeypatch.setattr(os, call, refusing(errno.EPERM))
    assert save(canvas) == ["attributes_lost"]
    named = "user.note" if call == "setxattr" else os.strerror(errno.EPERM)
    assert named in as_error(warnings[0]).values["names"]


@needs_attributes
def test_a_signature_of_the_old_bytes_is_not_put_on_the_new_ones(
    canvas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "listxattr", lambda _: ["security.ima", "security.evm"])
    monkeypatch.setattr(os, "getxattr", refusing(errno.EIO))
    assert save(canvas) == []
