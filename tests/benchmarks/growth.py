"""What a command takes inside one process, without its start: ``python growth.py WHAT FILE``.

Prints the seconds of the fastest of a few runs, and the megabytes of the process at most.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path


def operation(what: str, file: str) -> Callable[[], object]:
    """Return what is to be timed: reading ``file`` alone, or a whole command on it."""
    from bmc_cli.cli import app
    from bmc_cli.storage import load

    words = {
        "show": ["show", file],
        "edit": ["edit", "4", file, "--add", "X"],
        "check": ["check", file],
    }
    if what == "load":
        return lambda: load(Path(file))
    return lambda: app(words[what], standalone_mode=False)


def main(what: str, file: str) -> None:
    """Time it: once to import what it needs, then for a second, at most five times."""
    run = operation(what, file)
    times: list[float] = []
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        while len(times) < 2 or (len(times) < 6 and sum(times) < 1):
            begun = time.perf_counter()
            with contextlib.suppress(SystemExit):
                run()
            times.append(time.perf_counter() - begun)
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert most is not None
    print(min(times[1:]), int(most[1]) / 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
