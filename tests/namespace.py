"""Programs with less than the usual rights or room: Linux namespaces and capabilities."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.tools import need

REPOSITORY = Path(__file__).parent.parent


def own_environment() -> dict[str, str]:
    """Return the environment for a program of ours: our package, and no bytecode written."""
    path = os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def on_small_disk(folder: Path, options: str, script: str) -> str:
    """Run a Python script on a small disk of its own at ``folder``; return what it prints.

    The disk exists for that program only, and is gone when it ends.
    """
    need("mounting")
    mount = f'mount -t tmpfs -o {options} tmpfs "$1" && cd "$1" && exec "$2" -c "$3"'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount, "sh", folder, sys.executable, script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=own_environment(),
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def bound_by_modes() -> list[str]:
    """Return what to put before a command so that the modes of files count, for root too."""
    if os.geteuid() != 0:
        return []
    need("setpriv")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
