"""The mode, the owner and the attributes of a file, for the one that takes its place."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from bmc_cli.errors import BmcError

LACKING = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, 524}
"""What a file system answers that cannot do something; 524 is Linux's ENOTSUPP, of NFS."""

_OF_THE_BYTES = {"security.ima", "security.evm"}
"""Extended attributes that sign what a file holds: they are wrong for what it holds next."""


NEW_MODE = 0o666
"""What a new file may be, before the user's mask takes some of it away."""

_ACL = "system.posix_acl_access"


def mode_of_copy(sources: Sequence[Path], folder: Path) -> int:
    """Return the mode that a copy of ``sources`` in ``folder`` has at most.

    No one may read it, or write it, who may not do so with each of them.  What cannot be looked
    at is taken for private; without any, it is a new file as others are.
    """
    mode = NEW_MODE
    for source in sources:
        try:
            mode &= 0o600 | _for_others(source, folder)
        except OSError:
            return 0o600
    return mode


def _for_others(source: Path, folder: Path) -> int:
    """Return what the mode of a file allows its group and others, where it is another group."""
    status, around = source.stat(), folder.stat()
    allowed = status.st_mode & 0o066
    made_in_group = around.st_gid if around.st_mode & stat.S_ISGID else _own_group()
    has_list = hasattr(os, "listxattr") and _ACL in os.listxattr(source)  # its mask is in the mode
    return allowed if made_in_group == status.st_gid and not has_list else _as_others(allowed)


def _own_group() -> int:
    return os.getegid() if hasattr(os, "getegid") else 0


def _as_others(mode: int) -> int:
    """Return ``mode`` with no more for the group than others have."""
    return mode & (~0o070 | (mode & 0o007) << 3)


def liken(handle: int, temporary: Path, path: Path, old: os.stat_result) -> list[BmcError]:
    """Give a file (its ``handle``, its name) what the one at ``path`` has beside its bytes.

    ``old`` is the status of that one.  Returns what could not be kept, as errors to tell; raises
    ``OSError`` when the mode could not.  The mode comes last, so that nobody reads it in between
    who may not: a group that could not be kept is one of the others.
    """
    lost = _keep_owner(handle, path, old) + _keep_attributes(handle, path)
    mode = stat.S_IMODE(old.st_mode)
    if os.fstat(handle).st_gid != old.st_gid:
        mode = _as_others(mode)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        else:
            temporary.chmod(mode)
    except OSError as fault:
        if fault.errno not in LACKING:  # a file system without modes
            raise
    return lost


def _keep_owner(handle: int, path: Path, old: os.stat_result) -> list[BmcError]:
    if not hasattr(os, "fchown"):
        return []
    for user, group in ((-1, old.st_gid), (old.st_uid, -1)):
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
