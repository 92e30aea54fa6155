"""Notes that are in the user's editor: kept beside a canvas's versions until they are in its file.

Each editing has a folder of its own, named after the process and the machine that it belongs
to, for what the editor writes and for its own swap and backup files.  What an editor that was
killed leaves there is found by the next start, and told once.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from bmc_cli.errors import BmcError
from bmc_cli.file import versions

_NOTES, _BEFORE, _TOLD = "notes.txt", ".before", "unsaved-"


def home_of(target: Path) -> Path | None:
    """Return the folder for the notes of the canvas at ``target``; None where there is no home."""
    try:
        kept = versions.folder_of(target)
    except (BmcError, OSError, RuntimeError):
        return None
    return kept.parent.parent / "editor" / kept.name


def begin(home: Path | None, text: str) -> Path:
    """Write ``text`` to a new file for the editor, below ``home`` where that can be; return it."""
    folder = None
    if home is not None:
        with suppress(OSError):
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder = tempfile.mkdtemp(prefix=f"{os.getpid()}@{_machine()}@", dir=home)
    path = Path(folder or tempfile.mkdtemp(prefix="bmc-"), _NOTES)
    for each in (path, path.with_name(_BEFORE)):
        each.write_text(text, encoding="utf-8")
    return path


def drop(path: Path) -> None:
    """Take a file for the editor away, with what the editor put beside it."""
    shutil.rmtree(path.parent, ignore_errors=True)


def done(home: Path | None) -> None:
    """Take away what this process had in an editor: it is in the canvas now."""
    for folder in _folders(home):
        if folder.name.split("@")[0] == str(os.getpid()):
            drop(folder / _NOTES)


def kept(path: Path) -> Path | None:
    """Return where the file stays after a failure; None, and it goes, if nothing was written."""
    if not _touched(path):
        drop(path)
        return None
    told = path.parent.with_name(_TOLD + path.parent.name)
    with suppress(OSError):
        return path.parent.rename(told) / path.name
    return path


def left(home: Path | None) -> list[Path]:
    """Return the files of editings that were cut off, each once."""
    found = [kept(folder / _NOTES) for folder in _folders(home) if _is_over(folder.name)]
    return [path for path in found if path is not None]


def _folders(home: Path | None) -> list[Path]:
    """Return the folders of editings that nobody was told of."""
    if home is None:
        return []
    with suppress(OSError):
        return sorted(home.glob("[0-9]*@*@*"))
    return []


def _touched(path: Path) -> bool:
    """Whether the editor wrote anything, a swap file too."""
    try:
        if {each.name for each in path.parent.iterdir()} != {_NOTES, _BEFORE}:
            return True
        return path.read_bytes() != path.with_name(_BEFORE).read_bytes()
    except OSError:
        return True


def _is_over(name: str) -> bool:
    """Whether the process that a folder is named after, on this machine, is gone."""
    number, machine, _ = name.split("@", 2)
    if machine != _machine() or os.name == "nt":  # a signal to try it would end it there
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return True
    except OSError:  # somebody else's
        return False
    return False


def _machine() -> str:
    return os.uname().nodename.replace("@", "-").replace("/", "-") if hasattr(os, "uname") else ""
