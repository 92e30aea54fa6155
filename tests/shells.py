"""Real shells in a pseudo-terminal, with bmc's completion, and names that would run a program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.terminal import ENTER, Terminal, environment
from tests.tools import need

HOSTILE = (
    "Families $(touch PWN)",
    "`touch PWN`",
    "; touch PWN;",
    "x\n touch PWN\n",
    '"; touch PWN; "',
    "'; touch PWN; '",
    '\\"\\$(touch PWN)',
    "')) ; touch PWN ; ((",
    "a:\x1b[31m$(touch PWN):b",
    "<(touch PWN) >PWN | touch PWN",
)
"""Each would make the file PWN if a shell took it for a command."""

_STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SHELLS = tuple(_STARTS)

_LOADS = {
    "bash": "PS1='$ '; source tab",
    "zsh": "PS1='$ '; autoload -Uz compinit; compinit -u -D; source tab",
    "fish": "function fish_prompt; echo '$ '; end; source tab",
}
TAB = "\t"


class Shell:
    """An interactive shell in ``folder``, whose Tab asks this bmc."""

    def __init__(self, terminal: Terminal, folder: Path) -> None:
        self.terminal = terminal
        self.folder = folder
        self.lines = 0

    def run(self, *keys: str) -> str:
        """Press keys, Enter last, wait until the line has run; return all that was written."""
        self.lines += 1
        before = len(self.terminal.raw)
        self.terminal.send("".join(keys) + ENTER)
        self.terminal.send(f"echo ran''{self.lines}." + ENTER)
        self.terminal.wait_for(f"ran{self.lines}.")
        return self.terminal.raw[before:].decode(errors="replace")

    def complete(self, typed: str) -> str:
        """Press Tab behind ``typed``, then Enter."""
        return self.run(typed, TAB)


@contextmanager
def shell(name: str, folder: Path) -> Iterator[Shell]:
    """Start the shell called ``name`` with Tab set up; skip the test where there is none."""
    need(name)
    bin_ = Path(sys.executable).parent
    env = {
        "HOME": str(folder),
        "PATH": f"{bin_}:{os.environ['PATH']}",
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    script = subprocess.run(
        [bin_ / "bmc", "--show-completion", name],
        env={**environment(), **env, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        check=True,
        capture_output=True,
    )
    (folder / "tab").write_bytes(script.stdout)
    with Terminal(_STARTS[name], folder, columns=120, rows=60, env=env) as terminal:
        started = Shell(terminal, folder)
        started.run(_LOADS[name])
        yield started
