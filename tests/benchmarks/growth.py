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


def operation(what: str, file: str) -> Callable[[int], object]:
    """Return what is to be timed: reading ``file`` alone, or a whole command on it.

    What is returned takes the number of the run, so that every edit is a new one, and reads
    the file each time, as a program of its own does.
    """
    from bmc_cli.cli import app
    from bmc_cli.file import storage

    words = {
        "show": ["show", file],
        "edit": ["edit", "4", file, "--add"],
        "check": ["check", file],
    }

    def run(number: int) -> None:
        storage._read_last.clear()
        if what == "load":
            storage.load(Path(file))
            return
        added = [f"X{number}"] if what == "edit" else []
        app([*words[what], *added], standalone_mode=False)

    return run


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
                run(len(times))
            times.append(time.perf_counter() - begun)
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert most is not None
    print(min(times[1:]), int(most[1]) / 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
