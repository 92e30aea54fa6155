"""The calls to the system that are made in one folder, watched, so that any of them can fail."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

BY_PATH = "open stat lstat access unlink link rename replace chmod mkdir scandir".split()  # noqa: SIM905
BY_HANDLE = "read write fsync close fstat fchmod fchown".split()  # noqa: SIM905
BY_EITHER = "listxattr getxattr setxattr removexattr".split()  # noqa: SIM905


def names_in(folder: Path) -> list[str]:
    """Return the names of all that is in ``folder``."""
    return sorted(each.name for each in folder.iterdir())


class Calls:
    """Counts the calls that name ``folder``, a file in it, or a handle of either.

    ``before`` is called with the number of each call, from 1, and its name; an ``OSError``
    that it raises is what the call fails with.  ``made`` are those that did not fail, and
    ``handles`` those that are open.
    """

    def __init__(self, folder: Path, before: Callable[[int, str], None]) -> None:
        self.folder = str(folder)
        self.before = before
        self.count = 0
        self.made: list[str] = []
        self.handles: set[int] = set()

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Put a watch on every call, until ``patch`` is undone."""
        for name in (*BY_PATH, *BY_HANDLE, *filter(partial(hasattr, os), BY_EITHER)):
            patch.setattr(os, name, self.watched(name, getattr(os, name)))
        patch.setattr(fcntl, "flock", self.watched("flock", fcntl.flock))

    def watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(what: Any, *others: Any, **options: Any) -> Any:
            if not self.concerns(what):
                return call(what, *others, **options)
            self.count += 1
            try:
                self.before(self.count, name)
            except OSError as fault:
                if not isinstance(what, int):  # the system's own errors name the path
                    fault.filename = os.fsdecode(what)
                if name == "close":  # a handle is gone, even when closing it fails
                    self.handles.discard(what)
                    call(what)
                raise
            result = call(what, *others, **options)
            self.made.append(name)
            if name == "open":
                self.handles.add(result)
            elif name == "close":
                self.handles.discard(what)
            return result

        return run

    def concerns(self, what: Any) -> bool:
        if isinstance(what, int):
            return what in self.handles
        return os.fsdecode(what).startswith(self.folder)
