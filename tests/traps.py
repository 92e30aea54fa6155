"""A repository as a stranger may hand it over: every setting that names a program names one.

Each program leaves a file ``PWN-<its name>`` in a folder that is watched.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.repository import Repository

CANVAS = "bmc: 1\ntitle: Trap\nlanguage: en\nchannels:\n  - Shop\n"

_SETTINGS = [
    *("core.fsmonitor", "core.alternateRefsCommand", "core.sshCommand", "core.gitProxy"),
    *("core.askPass", "core.editor", "core.pager", "sequence.editor", "interactive.diffFilter"),
    *("credential.helper", "credential.https://x.helper", "diff.external", "gpg.program"),
    *("gpg.ssh.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand"),
    *("diff.trap.command", "diff.trap.textconv", "merge.trap.driver", "merge.bmc.driver"),
    *("filter.trap.clean", "filter.trap.smudge", "filter.trap.process"),
    *("difftool.trap.cmd", "mergetool.trap.cmd", "browser.trap.cmd", "man.trap.cmd"),
    *("uploadpack.packObjectsHook", "remote.path.uploadpack", "remote.path.receivepack"),
    *("trailer.trap.cmd", "trailer.trap.command", "imap.tunnel", "sendemail.toCmd"),
]
"""The names of settings that hold a program."""

_COMMANDS = ["show", "log", "diff", "status", "config", "ls-files", "rev-parse", "cat-file"]

_OTHERS = {
    "diff.bmc.textconv": "{diff.bmc.textconv}",
    "core.attributesFile": "{folder}/.gitattributes",
    "core.hooksPath": "{folder}/hooks",
    "submodule.recurse": "true",
    "fetch.recurseSubmodules": "true",
    "log.showSignature": "true",
    "gc.auto": "1",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "protocol.file.allow": "always",
    "extensions.partialClone": "path",
    "core.repositoryFormatVersion": "1",
    "remote.path.url": "{folder}/nowhere",
    "remote.ssh.url": "ssh://x.invalid/x",
    "remote.proxy.url": "git://x.invalid/x",
    "remote.ext.url": "ext::{ext}",
    "remote.vcs.vcs": "ext",
    "remote.vcs.url": "{vcs}",
    **{f"remote.{name}.promisor": "true" for name in ("path", "ssh", "proxy", "ext", "vcs")},
    **{f"alias.{name}": f"!{{alias.{name}}}" for name in _COMMANDS},
    **{f"pager.{name}": f"{{pager.{name}}}" for name in _COMMANDS},
    "include.path": "{folder}/more.config",
}

_HOOKS = [
    *("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "pre-commit"),
    *("fsmonitor-watchman", "post-merge", "pre-push", "post-commit", "update", "pre-receive"),
]


class Traps:
    """A repository full of traps in ``folder``, and the folder that they leave their files in."""

    def __init__(self, folder: Path) -> None:
        self.sprung_in = folder / "sprung"
        self.sprung_in.mkdir()
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.repository = Repository(folder / "repository")
        self.repository.write("canvas.yaml", CANVAS)
        self.repository.write("odd name.yaml", f"{CANVAS}  - Van\n")
        self.repository.write("former.yaml", f"{CANVAS}  - Boat\n")
        self.repository.commit()
        self.repository.git("mv", "former.yaml", "latter.yaml")
        self.repository.commit()
        self.repository.write("odd name.yaml", f"{CANVAS}  - Stall on the market\n")
        self._nest("nested")
        self._bare()
        self._elsewhere()
        self.lacking = self._blob(self.repository)
        self.arm(self.repository)

    def sprung(self) -> set[str]:
        """Return the names of the traps that were sprung."""
        return {path.name.removeprefix("PWN-") for path in self.sprung_in.iterdir()}

    def forget(self) -> None:
        """Take away what the traps left, and what git was made to write: the canvas lacks again."""
        for path in self.sprung_in.iterdir():
            path.unlink()
        self.repository.write("canvas.yaml", CANVAS)
        self.lacking.unlink(missing_ok=True)

    def program(self, name: str) -> str:
        """Return the path of a program that leaves its file."""
        path = self.programs / name.replace("/", "-")
        path.write_text(f"#!/bin/sh\n: >'{self.sprung_in}/PWN-{path.name}'\nexit 1\n", "utf-8")
        path.chmod(0o755)
        return str(path)

    def _blob(self, made: Repository) -> Path:
        """Return the object that holds the committed canvas."""
        name = made.git("rev-parse", "HEAD:canvas.yaml").strip()
        return made.folder / ".git" / "objects" / name[:2] / name[2:]

    def arm(self, made: Repository) -> None:
        """Give a repository its traps, and take the committed canvas out of its objects."""
        self._blob(made).unlink()
        self._attributes(made.folder)
        for hook in _HOOKS:
            for place in ("hooks", ".git/hooks"):
                target = made.folder / place / hook
                target.parent.mkdir(exist_ok=True)
                shutil.copy2(self.program(f"hook-{hook}"), target)
        with (made.folder / ".git" / "config").open("a", encoding="utf-8") as config:
            config.write(self._config(made.folder))
        more = f"[core]\n\tfsmonitor = {self.program('included')}\n"
        (made.folder / "more.config").write_text(more, encoding="utf-8")

    def _config(self, folder: Path) -> str:
        pairs = [(name, self.program(name)) for name in _SETTINGS]
        for name, value in _OTHERS.items():
            whole = value.replace("{folder}", str(folder))
            start, hole, end = whole.partition("{")
            pairs.append((name, start + self.program(end[:-1]) if hole else whole))
        lines = []
        for name, value in pairs:
            section, _, key = name.rpartition(".")
            head, dot, rest = section.partition(".")
            lines.append(f'[{head} "{rest}"]' if dot else f"[{head}]")
            lines.append(f'\t{key} = "{value}"')
        return "\n".join(lines) + "\n"

    def _attributes(self, folder: Path) -> None:
        (folder / ".gitattributes").write_text("* filter=trap diff=trap merge=trap\n", "utf-8")
        module = '[submodule "x"]\n\tpath = x\n\turl = ext::x\n\tupdate = !x\n'
        (folder / ".gitmodules").write_text(module, "utf-8")

    def _nest(self, name: str) -> None:
        made = Repository(self.repository.folder / name)
        shutil.rmtree(made.programs)
        made.write("canvas.yaml", CANVAS)
        made.commit()
        self.arm(made)

    def _bare(self) -> None:
        """Put a bare repository into the work tree: git takes its folder for one."""
        folder = self.repository.folder / "bare"
        self.repository.git("clone", "-q", "--bare", ".", "bare")
        with (folder / "config").open("a", encoding="utf-8") as config:
            config.write(self._config(folder))
        (folder / "canvas.yaml").write_text(CANVAS, encoding="utf-8")

    def _elsewhere(self) -> None:
        """Put a folder into the work tree whose repository is in another place."""
        folder = self.repository.folder / "linked"
        folder.mkdir()
        (folder / ".git").write_text("gitdir: ../nested/.git\n", encoding="utf-8")
        (folder / "canvas.yaml").write_text(CANVAS, encoding="utf-8")
