"""What tests need of a machine besides Python: how it is found, what it tests, how to get it.

A test says what it needs with ``@pytest.mark.needs("zsh")``, and what many tests stand on
with ``need("git")``.  Without it they are skipped, and the end of the run says which tests
were not run and how to run them too; where CI runs, they fail.  ``python3 -m tests.tools``
prints the packages of Debian that bring all of it, and needs nothing but Python itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path


@dataclass(frozen=True)
class Tool:
    """One need: whether it is ``here``, what it is for, and the ``packages`` that bring it.

    What no package brings is a right, and ``how`` says who has it.  No CI can be asked for it,
    so there too its tests are skipped.
    """

    here: Callable[[], bool]
    tests: str
    packages: tuple[str, ...] = ()
    how: str = ""

    @property
    def way(self) -> str:
        return self.how or f"apt install {' '.join(self.packages)}"


def chromium() -> str:
    """Return the path of a Chromium, "" where there is none."""
    return shutil.which("chromium") or shutil.which("google-chrome") or ""


def dejavu() -> str:
    """Return the path of the regular DejaVu Sans, "" where there is none."""
    found = Path("/usr/share/fonts").rglob("DejaVuSans.ttf")
    return next(map(str, found), "")


def _program(*names: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(name) for name in names)


def _runs(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _page() -> str:
    """Make a page of paper; return why that was refused, "" when it was not."""
    from bmc_cli.errors import BmcError
    from bmc_cli.formats.pdf import pdf

    try:
        pdf("<title>x</title>")
    except BmcError as fault:
        return fault.reason
    return ""


def _drawn(text: str) -> bytes:
    from resvg_py import svg_to_bytes

    start = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    return svg_to_bytes(svg_string=f"{start}<text y='15'>{text}</text></svg>")


def _fonts() -> bool:
    return _drawn("x") != _drawn(" ") and _page() != "no_fonts"


TOOLS = {
    "git": Tool(_program("git"), "versions, merging and folders in git", ("git",)),
    "sh": Tool(
        _program("sh", "cat", "head", "mkdir", "rmdir"),
        "what a shell leads elsewhere",
        ("dash", "coreutils"),
    ),
    "bash": Tool(_program("bash"), "completion and job control in bash", ("bash",)),
    "zsh": Tool(_program("zsh"), "completion in zsh", ("zsh",)),
    "fish": Tool(_program("fish"), "completion in fish", ("fish",)),
    "less": Tool(_program("less"), "the usual pager", ("less",)),
    "groff": Tool(_program("groff"), "the manual pages", ("groff-base",)),
    "strace": Tool(_program("strace"), "the order of the calls that save a file", ("strace",)),
    "tracing": Tool(
        partial(_runs, "strace", "-o", os.devnull, "true"),
        "the order of the calls that save a file",
        how="a machine that lets strace trace",
    ),
    "setpriv": Tool(_program("setpriv"), "root bound by the modes of files", ("util-linux",)),
    "mounting": Tool(
        partial(_runs, "unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/tmp"),
        "full disks and disks that can only be read",
        how="apt install util-linux mount, as root or where a user may have namespaces",
    ),
    "Chromium": Tool(lambda: bool(chromium()), "pages and drawings in a browser", ("chromium",)),
    "Pango": Tool(
        lambda: _page() != "pango_missing",
        "pages on paper",
        ("libpango-1.0-0", "libpangoft2-1.0-0"),
    ),
    "fonts": Tool(_fonts, "text in drawings", ("fonts-dejavu-core", "fonts-liberation")),
    "DejaVu": Tool(lambda: bool(dejavu()), "the only font there is", ("fonts-dejavu-core",)),
    "Chinese fonts": Tool(
        lambda: _drawn("日") != _drawn(" "), "wide signs in a picture", ("fonts-wqy-microhei",)
    ),
}


@cache
def is_here(name: str) -> bool:
    """Whether this machine has the tool of that name."""
    return TOOLS[name].here()


def need(*names: str) -> None:
    """Skip the test where one of these tools is missing; where CI runs, let it fail."""
    import pytest

    for name in names:
        if not is_here(name):
            if os.environ.get("CI") and TOOLS[name].packages:
                pytest.fail(f"{_missing(name)}, and CI must not go without: {TOOLS[name].way}")
            pytest.skip(_missing(name))


def untested(reasons: Iterable[str]) -> list[str]:
    """Return a line for each tool that tests were skipped for, given why each was skipped."""
    counted = Counter(reason.removeprefix("Skipped: ") for reason in reasons)
    return [
        f"NOT TESTED without {name} (skipped: {count}): {tool.tests}. To test it: {tool.way}"
        for name, tool in TOOLS.items()
        if (count := counted[_missing(name)])
    ]


def _missing(name: str) -> str:
    return f"{name} is missing on this machine"


if __name__ == "__main__":
    print(*(package for tool in TOOLS.values() for package in tool.packages))
