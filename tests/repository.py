"""A real git repository in a folder, with nobody's settings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import bmc
from tests.terminal import environment
from tests.tools import need


class Repository:
    """A repository whose git finds the ``bmc`` that is being tested."""

    def __init__(self, folder: Path) -> None:
        need("git")
        self.folder = folder
        self.programs = folder.parent / f"{folder.name}-programs"
        self.programs.mkdir()
        script = self.programs / "bmc"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bmc_cli "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        folder.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")
        for name, value in (("user.name", "A"), ("user.email", "a@b.c"), ("gc.auto", "0")):
            self.git("config", name, value)

    def environment(self) -> dict[str, str]:
        known = environment()
        return {
            **known,
            "PATH": f"{self.programs}:{known['PATH']}",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            "BMC_HISTORY": "off",
            "BMC_LANG": "en",
        }

    def run(self, *command: str, code: int | None = 0) -> str:
        """Run a program here that must end with ``code``, if not None; return all it wrote."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert code in {None, done.returncode}, done.stdout
        return done.stdout

    def git(self, *arguments: str, code: int | None = 0) -> str:
        return self.run("git", *arguments, code=code)

    def bmc(self, *arguments: str, code: int = 0) -> str:
        """Run bmc here, in this process; it must end with ``code``; return all that it wrote."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            for name, value in self.environment().items():
                patch.setenv(name, value)
            done = bmc(*arguments)
        assert done.code == code, done
        return done.out + done.err

    def commit(self, said: str = "x") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", said)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str = "canvas.yaml") -> str:
        return (self.folder / name).read_text(encoding="utf-8")
