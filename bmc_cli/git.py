"""What git knows: a file as it was committed, and the settings of a repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bmc_cli.errors import BmcError


def committed(path: Path, revision: str) -> bytes:
    """Return the file at ``path`` as it is in ``revision``.

    Raises ``BmcError`` when there is no git, no repository, no such revision, or no such
    file in it.
    """
    folder = path.parent
    top(folder)
    name = f"{revision}:./{path.name}"
    done = _git(folder, "show", "--no-textconv", "--end-of-options", name)
    if done.returncode == 0:
        return done.stdout
    known = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if known.returncode != 0:
        raise BmcError("no_revision", revision=revision)
    raise BmcError("not_committed", file=path, revision=revision)


def top(folder: Path) -> Path:
    """Return the folder of the repository that ``folder`` is in.

    Raises ``BmcError`` when it is in none.
    """
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode != 0:
        raise BmcError("no_repository", folder=folder.absolute())
    return Path(done.stdout.decode(errors="surrogateescape").rstrip("\n"))


def unignored(folder: Path) -> list[str] | None:
    """Return the files below ``folder`` that git does not ignore, other repositories as "NAME/".

    None where there is no git, or no repository.
    """
    try:
        done = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except BmcError:
        return None
    if done.returncode != 0:
        return None
    names = done.stdout.decode(errors="surrogateescape").split("\0")
    return sorted({name for name in names if name})


def setting(folder: Path, name: str) -> str | None:
    """Return a setting of the repository itself, None when it has none."""
    done = _git(folder, "config", "--local", "--get", name)
    return done.stdout.decode(errors="replace").rstrip("\n") if done.returncode == 0 else None


def set_setting(folder: Path, name: str, value: str) -> None:
    """Give the repository a setting."""
    _must(_git(folder, "config", "--local", name, value))


def drop_section(folder: Path, name: str) -> None:
    """Take a section of settings out of the repository; without it nothing happens."""
    _git(folder, "config", "--local", "--remove-section", name)


def _must(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode != 0:
        raise BmcError("git_failed", said=done.stderr.decode(errors="replace").strip())


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise BmcError("no_git") from None
