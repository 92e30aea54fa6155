"""The mode, the owner and the attributes of a file, for the one that takes its place."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bmc_cli.errors import BmcError

LACKING = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, 524}
"""What a file system answers that cannot do something; 524 is Linux's ENOTSUPP, of NFS."""

_OF_THE_BYTES = {"security.ima", "security.evm"}
"""Extended attributes that sign what a file holds: they are wrong for what it holds next."""


def liken(handle: int, temporary: Path, path: Path, old: os.stat_result) -> list[BmcError]:
    """Give a file (its ``handle``, its name) what the one at ``path`` has beside its bytes.

    ``old`` is the status of that one.  Returns what could not be kept, as errors to tell; raises
    ``OSError`` when the mode could not.  The owner comes last: who gives a file away may no
    longer change it.
    """
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, stat.S_IMODE(old.st_mode))
        else:
            temporary.chmod(stat.S_IMODE(old.st_mode))
    except OSError as fault:
        if fault.errno not in LACKING:  # a file system without modes
            raise
    lost = _keep_attributes(handle, path)  # after the mode, which an ACL holds too
    return lost + _keep_owner(handle, path, old)


def _keep_owner(handle: int, path: Path, old: os.stat_result) -> list[BmcError]:
    if not hasattr(os, "fchown"):
        return []
    for user, group in ((old.st_uid, -1), (-1, old.st_gid)):
        with suppress(OSError):
            os.fchown(handle, user, group)
    now = os.fstat(handle)
    if (now.st_uid, now.st_gid) == (old.st_uid, old.st_gid):
        return []
    owner = _name_or(old.st_uid, path.owner), _name_or(old.st_gid, path.group)
    return [BmcError("owner_lost", file=path, owner=":".join(owner))]


def _name_or(number: int, name: Callable[[], str]) -> str:
    try:
        return name()
    except (KeyError, OSError):
        return str(number)


def _keep_attributes(handle: int, path: Path) -> list[BmcError]:
    """Give the new file the extended attributes of the old one (ACLs too), and no others."""
    if not hasattr(os, "listxattr"):
        return []
    try:
        wanted, found = _attributes(path), _attributes(handle)
    except OSError as fault:
        if fault.errno in LACKING:
            return []
        return [BmcError("attributes_lost", file=path, names=fault.strerror)]
    lost = []
    for name in sorted(wanted.keys() | found.keys()):
        try:
            if name not in wanted:
                os.removexattr(handle, name)  # the folder's own, for new files
            elif wanted[name] != found.get(name):
                os.setxattr(handle, name, wanted[name])
        except OSError:
            lost.append(name)
    return [BmcError("attributes_lost", file=path, names=", ".join(lost))] if lost else []


def _attributes(file: Path | int) -> dict[str, bytes]:
    names = [name for name in os.listxattr(file) if name not in _OF_THE_BYTES]
    return {name: os.getxattr(file, name) for name in names}
