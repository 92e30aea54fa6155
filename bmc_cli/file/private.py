"""Folders and files for their owner alone: what is kept of a canvas outside of its folder."""

from __future__ import annotations

import os
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file import disk, handles
from bmc_cli.file.states import is_folder


def made(folder: Path) -> os.stat_result:
    """Make ``folder`` where it is missing; return the status of what there was of the way to it.

    What root makes in somebody's folder is that user's, who is to write there too.  Raises
    ``BmcError`` ("no_folder_here") where something else is in the way, ("no_place") where it
    cannot be made.
    """
    there = nearest(folder)
    if not is_folder(there):
        raise BmcError("no_folder_here", folder=there)
    owner = there.stat()
    for each in missing(folder, there):
        try:
            each.mkdir(mode=0o700)
        except FileExistsError:
            continue
        except OSError as fault:
            raise no_place(each, fault.strerror) from fault
        _give_folder(each, owner)
    return owner


def missing(folder: Path, there: Path) -> list[Path]:
    """Return the folders to make on the way from ``there`` to ``folder``, the first first."""
    return [each for each in (folder, *folder.parents) if each.is_relative_to(there)][-2::-1]


def no_place(folder: Path, why: str | None) -> BmcError:
    """Return the error of a folder that cannot be made."""
    return BmcError("no_place", folder=folder, why=why)


def nearest(folder: Path) -> Path:
    """Return ``folder``, or what there is of the way to it."""
    while not os.path.lexists(folder):
        folder = folder.parent
    return folder


def write(path: Path, data: bytes, owner: os.stat_result, *, synced: bool) -> None:
    """Put ``data`` at ``path``, whole or not at all, in a folder that ``made`` gave ``owner``."""

    def settle(handle: int, _: Path) -> None:
        _give(handle, owner)

    with disk.written(path.parent, data, 0o600, settle, synced=synced) as temporary:
        disk.replace(temporary, path)


def _give_folder(folder: Path, owner: os.stat_result) -> None:
    """Give a folder that root made to ``owner``, whoever has put what there meanwhile."""
    handle = handles.of_folder(folder, handles.NO_FOLLOW)
    if handle is None:
        return
    try:
        _give(handle, owner)
    finally:
        os.close(handle)


def _give(handle: int, owner: os.stat_result) -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and owner.st_uid != 0:
        os.fchown(handle, owner.st_uid, owner.st_gid)
