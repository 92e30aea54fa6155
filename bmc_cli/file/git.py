"""What git knows: a file as it was committed, and the settings of a repository.

The folder may be a stranger's, and its ``.git/config`` can name programs.  Git is called
here only, for reading objects and settings, and with everything off that could start one.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from bmc_cli import programs
from bmc_cli.errors import BmcError
from bmc_cli.file import disk

_PATIENCE = 5.0  # seconds; a pipe that its settings include would keep git waiting for ever
_NONE = "false"  # a program that does nothing, where git takes no empty name
_NEWEST = "HEAD"
_LONGEST = 4_000  # characters of a name that git is asked for; a system takes no longer words
_MOST_ASKED = 500  # files at once
_MOST_LINKS = 8  # from one to the next
_MOST_OFFERED = 50  # branches and tags
_RENAMED = re.compile(rb"\n?R\d+")  # how git marks a new name, with how much stayed the same
_MOST_CONTENTS = 300  # of a file, that are looked at; a few ms each
_MOST_CODE = 128  # from here an exit code of merge-file is no number of conflicts

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.alternateRefsCommand": _NONE,
    "core.sshCommand": _NONE,
    "core.gitProxy": _NONE,
    "core.askPass": _NONE,
    "core.editor": _NONE,
    "core.pager": "cat",
    "credential.helper": "",
    "diff.external": "",
    "gc.auto": "0",
    "gpg.program": _NONE,
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "submodule.recurse": "false",
}
"""What a folder's own settings may not say: these are said last."""

_ENVIRONMENT = {
    # A clone that lacks an object fetches it while it is read, before git 2.45 always: then
    # no way to fetch is allowed.  The setting above gives way to ``protocol.ssh.allow`` and
    # the like in the folder; this does not.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": _NONE,
    "GIT_EDITOR": _NONE,
    "GIT_PAGER": "cat",
    "GIT_PROXY_COMMAND": _NONE,
    "GIT_SSH": _NONE,
    "GIT_SSH_COMMAND": _NONE,
}

_ELSEWHERE = {
    *("GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_PREFIX"),
    *("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
    *("GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE"),
    *("GIT_CONFIG", "GIT_EXTERNAL_DIFF"),
}
"""What git gives its hooks and drivers: that repository need not be the one of the file."""


def committed(path: Path, revision: str, most: int, links: int = 0) -> bytes:
    """Return the file at ``path`` as it is in ``revision``, ``most`` bytes at the most.

    A link is followed to what it led to then; ``links`` were followed already.
    Raises ``BmcError`` when there is no git, no repository, no such revision, no such
    file in it, when it is larger, or when this clone holds the name of its content alone.
    """
    folder, name = _place(path)
    commit = _commit(folder, revision)
    blob = _named(folder, f"{commit}:./{name}")
    if blob is None:
        blob = _named(folder, f"{commit}^{{tree}}")
    elif (size := _git(folder, "cat-file", "-s", blob)).returncode == 0:
        if int(size.stdout) > most:
            raise BmcError("too_big", file=f"{path}@{revision}", most=most)
        done = _git(folder, "cat-file", "blob", blob)
        if done.returncode == 0 and not _is_link(folder, commit, name):
            return done.stdout
        if done.returncode == 0:
            if links == _MOST_LINKS:
                raise BmcError("link_loop", file=path)
            target = os.path.normpath(path.parent / os.fsdecode(done.stdout))
            return committed(Path(target), revision, most, links + 1)
        if _git(folder, "cat-file", "-t", blob).stdout.strip() == b"tree":
            raise BmcError("folder_at_revision", folder=path, revision=revision)
    if blob and _git(folder, "cat-file", "-e", blob).returncode == 0:
        command = shlex.join(["git", "log", "--oneline", "--", str(path)])
        raise BmcError("not_committed", file=path, revision=revision, command=command)
    command = shlex.join(["git", "-C", str(folder), "show", f"{revision}:./{name}"])
    raise BmcError("not_fetched", file=path, revision=revision, command=command)


def _is_link(folder: Path, commit: str, name: str) -> bool:
    told = _git(folder, "--literal-pathspecs", "ls-tree", "-z", commit, "--", f"./{name}")
    return told.stdout.startswith(b"120000 ")


def _place(path: Path) -> tuple[Path, str]:
    """Return the folder that git is to work in for ``path``, and the name of the file from there.

    That is the folder of the file, or the nearest one that is still there.
    """
    folder, name = path.parent, path.name
    while not folder.is_dir() and folder.name not in {"", ".."}:
        folder, name = folder.parent, f"{folder.name}/{name}"
    return folder, name


def _commit(folder: Path, revision: str) -> str:
    """Return the hash of the commit that ``revision`` says.

    Raises ``BmcError`` for one that is not in the repository, or not in this clone, and as
    ``_repository``.
    """
    # In ":/words" what follows would be one of the words: that is looked up by itself first.
    found = _named(folder, revision) if ":" in revision else revision
    commit = _named(folder, f"{found}^{{commit}}") if found else None
    if commit is None:
        raise _unknown(folder, revision)
    return commit


def _unknown(folder: Path, revision: str) -> BmcError:
    _repository(folder)
    done = _git(folder, "rev-parse", "--is-shallow-repository")
    if done.stdout.strip() != b"true":
        return BmcError("no_revision", revision=revision)
    command = shlex.join(["git", "-C", str(folder), "fetch", "--unshallow"])
    return BmcError("shallow", revision=revision, command=command)


def knows(path: Path, revision: str) -> bool:
    """Whether ``revision`` is one in the repository that the file at ``path`` is in, if any."""
    folder, _ = _place(path)
    if programs.found("git") is None:
        return False
    return _named(folder, revision) is not None


def merged_otherwise(top: Path, paths: Sequence[Path], driver: str) -> list[Path]:
    """Return those of ``paths`` that the repository at ``top`` does not merge by ``driver``.

    It is what all its .gitattributes say together, and what of them is nearest counts.
    """
    found = []
    for start in range(0, len(paths), _MOST_ASKED):
        some = [os.fspath(path) for path in paths[start : start + _MOST_ASKED]]
        words = _git(top, "check-attr", "-z", "merge", "--", *some).stdout.split(b"\0")
        told = zip(words[::3], words[2::3], strict=False)
        found += [Path(os.fsdecode(name)) for name, value in told if value != driver.encode()]
    return found


def branches_and_tags(folder: Path) -> list[str]:
    """Return the names of branches and tags in the repository of ``folder``, the newest first."""
    told = ["--format=%(refname:short)", "--sort=-creatordate", f"--count={_MOST_OFFERED}"]
    if programs.found("git") is None:
        return []
    done = _git(folder, "for-each-ref", *told, "refs/heads", "refs/tags")
    return done.stdout.decode(errors="replace").split() if done.returncode == 0 else []


def parting(path: Path, ours: str, theirs: str) -> str:
    """Return the revision after which two went each their own way, in short.

    Raises ``BmcError`` for one that there is not, and when they share none.
    """
    folder, _ = _place(path)
    done = _git(folder, "merge-base", *(_commit(folder, each) for each in (ours, theirs)))
    if done.returncode != 0:
        raise BmcError("never_together", ours=ours, theirs=theirs)
    base = done.stdout.decode().strip()
    return _git(folder, "rev-parse", "--short", base).stdout.decode().strip()


def former_path(path: Path, revision: str) -> Path | None:
    """Return what the file at ``path`` was called in ``revision``, None where git finds no name.

    Followed are the renames that were committed since.  Raises as ``committed``.
    """
    folder, name = _place(path)
    commit = _commit(folder, revision)
    prefix = _git(folder, "rev-parse", "--show-prefix")
    told = ["--follow", "--name-status", "-z", "--format=", "--no-ext-diff", "--no-textconv"]
    names = ["--literal-pathspecs", "log", *told, f"{commit}..{_NEWEST}", "--", f"./{name}"]
    done = _git(folder, *names)
    words = iter(done.stdout.split(b"\0") if done.returncode == 0 else ())
    former = None
    for word in words:
        if _RENAMED.fullmatch(word):
            former = next(words, None)
            next(words, None)
    if not former:
        return None
    home = os.fsdecode(prefix.stdout.removesuffix(b"\n")) or "."
    return folder / os.path.relpath(os.fsdecode(former), home)


def log(path: Path, most: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield the commits that changed the file at ``path``, the oldest first.

    Of each the start of its hash, its day (as 2026-11-26) and the file as it was then; at most
    ``most`` of them, the newest.  Raises ``BmcError`` when there is no git, and no repository.
    """
    folder, name = _place(path)
    _repository(folder)
    told = ["--no-ext-diff", "--no-textconv", "--format=%h %cs", f"--max-count={most}"]
    done = _git(folder, "--literal-pathspecs", "log", *told, _NEWEST, "--", f"./{name}")
    for line in reversed(done.stdout.decode(errors="replace").splitlines()):
        commit, _, day = line.partition(" ")
        found = _git(folder, "cat-file", "blob", f"{commit}:./{name}")
        if found.returncode == 0:  # a commit may have taken it away
            yield commit, day, found.stdout


def _named(folder: Path, name: str) -> str | None:
    """Return the hash of the object that git calls ``name``, None when it knows none."""
    if "\0" in name or len(name) > _LONGEST:
        return None
    done = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    words = done.stdout.decode(errors="replace").split()
    return words[-1] if done.returncode == 0 and words else None


def contents(folder: Path, name: str, files: Sequence[str]) -> Iterator[bytes]:
    """Yield the content that git calls ``name``, the start of a hash; then all of ``files``.

    Those are of ``folder``, in all commits of all branches, the newest first, up to a few hundred:
    git may keep them with other ends of lines than the name was made of.  Raises ``BmcError``
    when there is no git, and no repository.
    """
    _repository(folder)
    names = [f"{name}^{{blob}}"]
    if files:
        paths = (f":(literal){each}" for each in files)
        done = _git(folder, "rev-list", "--objects", "--all", "--", *paths)
        listed = (line.partition(b" ") for line in done.stdout.splitlines())
        names += [hash_.decode() for hash_, _, path in listed if path][:_MOST_CONTENTS]
    for each in names:
        done = _git(folder, "cat-file", "blob", each)
        if done.returncode == 0:
            yield done.stdout


def staged(path: Path, stage: int) -> bytes | None:
    """Return a side of a merge that is not settled, as the index has it; None when it has none.

    ``stage`` is 1 for the base, 2 for ours and 3 for theirs.  Raises ``BmcError`` when there is no
    git, and no repository.
    """
    folder = path.parent
    _repository(folder)
    done = _git(folder, "cat-file", "blob", f":{stage}:./{path.name}")
    return done.stdout if done.returncode == 0 else None


def merged_lines(base: Path, ours: Path, theirs: Path) -> tuple[bytes, bool] | None:
    """Return three files merged line by line as git does, and whether it left conflicts there.

    None for what git does not merge: it has no lines.  Raises ``BmcError`` when there is no git.
    """
    labels = (word for name in ("yours", "base", "theirs") for word in ("-L", name))
    files = (str(each.absolute()) for each in (ours, base, theirs))
    done = _git(Path(), "merge-file", "-p", "--diff3", *labels, *files)
    return (done.stdout, done.returncode > 0) if 0 <= done.returncode < _MOST_CODE else None


def top(folder: Path) -> Path:
    """Return the folder of the repository that ``folder`` is in.

    Raises ``BmcError`` when it is in none; also when settings put its files elsewhere, where
    that repository is not known.
    """
    repository = _repository(folder)
    found = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").stdout[:-1]))
    if not found.is_absolute() or _repository(found) != repository:
        raise BmcError("no_repository", folder=folder.absolute())
    return found


def _repository(folder: Path) -> bytes:
    """Return the path of git's own folder for ``folder``.

    Raises ``BmcError`` when there is none, or what git says against it: it is somebody else's,
    bare, or its settings cannot be read.
    """
    done = _git(folder, "rev-parse", "--absolute-git-dir")
    if done.returncode == 0:
        return done.stdout
    real = disk.real(folder)
    if any(os.path.lexists(each / ".git") for each in (real, *real.parents)):
        raise _failure(done)
    raise BmcError("no_repository", folder=folder.absolute())


def settings_file(folder: Path) -> Path:
    """Return the path of the file with the repository's own settings."""
    done = _git(folder, "rev-parse", "--git-common-dir")
    return folder / os.fsdecode(done.stdout.removesuffix(b"\n")) / "config"


def setting(folder: Path, name: str) -> str | None:
    """Return a setting of the repository itself, None when it has none."""
    done = _git(folder, "config", "--local", "--get", name)
    return os.fsdecode(done.stdout.removesuffix(b"\n")) if done.returncode == 0 else None


def set_setting(folder: Path, name: str, value: str) -> None:
    """Give the repository a setting."""
    done = _git(folder, "config", "--local", "--replace-all", name, value)
    if done.returncode != 0:
        raise _failure(done)


def drop_section(folder: Path, name: str) -> None:
    """Take a section of settings out of the repository; without it nothing happens."""
    _git(folder, "config", "--local", "--remove-section", name)


def _failure(done: subprocess.CompletedProcess[bytes]) -> BmcError:
    return BmcError("git_failed", said=done.stderr.decode(errors="replace").strip())


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in ``folder``.

    Raises ``BmcError`` when there is none, and when it does not answer; it is then ended with
    all that it started.
    """
    program = programs.found("git")
    if program is None:
        raise BmcError("no_git")
    settings = [word for pair in _SETTINGS.items() for word in ("-c", "=".join(pair))]
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    command = [program, "--no-pager", *settings, "-C", str(folder), *arguments]
    with subprocess.Popen(
        command,
        env={**kept, **_ENVIRONMENT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        try:
            out, said = running.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            raise BmcError("git_silent", folder=folder.absolute()) from None
        finally:
            if running.returncode is None:
                _end(running)
    return subprocess.CompletedProcess(command, running.returncode, out, said)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started, which may hold its output open."""
    if os.name == "nt":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
