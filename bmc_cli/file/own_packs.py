"""The prompt pack that a canvas says it was made with: its name in the file, and back.

The name may be a stranger's.  So nothing is opened but a regular file at or below the folder of
the canvas, and no link that leads out of there is followed.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePath, PureWindowsPath
from unicodedata import category

from bmc_cli.errors import BmcError
from bmc_cli.file import disk
from bmc_cli.file.languages import languages
from bmc_cli.file.packs import load_file, load_language
from bmc_cli.file.states import exists
from bmc_cli.words.packs import Pack


def load_named(prompts: Path) -> Pack:
    """Return the pack that a user names: a file, else an installed one.

    Raises ``BmcError`` for a wrong pack.
    """
    if str(prompts) in languages() and not exists(prompts):
        return load_language(str(prompts))
    return load_file(prompts)


def name_for(prompts: Path | None, canvas: Path) -> str:
    """Return how the canvas at ``canvas`` names the pack ``prompts`` that it is made with.

    "" for none, and for a pack that is not at or below the folder of the canvas: it would not
    be opened, and may not be there for others.
    """
    if prompts is None:
        return ""
    if str(prompts) in languages() and not exists(prompts):
        return str(prompts)
    try:
        name = disk.real(prompts).relative_to(disk.real(canvas).parent).as_posix()
    except ValueError:
        return ""
    if _is_foreign(name):
        return ""
    return f"./{name}" if name in languages() else name


def own_pack(name: str, canvas: Path) -> Pack:
    """Return the pack that the canvas at ``canvas`` calls ``name``.

    Raises ``BmcError``: "own_pack_outside" for what is not below its folder, and is not opened;
    "own_pack_gone"; and "own_pack_unfit" with why it cannot be used.
    """
    if name in languages():
        return load_language(name)
    path = _file_of(name, canvas)
    try:
        status = path.stat()
        return _loaded(path, (status.st_mtime_ns, status.st_size, status.st_ino))
    except (FileNotFoundError, NotADirectoryError):
        raise BmcError("own_pack_gone", file=canvas, name=name) from None
    except OSError as fault:
        cause = fault.strerror or type(fault).__name__
        raise BmcError("own_pack_unfit", file=canvas, name=name, cause=cause) from fault
    except BmcError as fault:
        place = fault.place and fault.place._replace(file=str(canvas.parent / name))
        raise BmcError(
            "own_pack_unfit", place=place, file=canvas, name=name, cause=fault
        ) from fault


def _file_of(name: str, canvas: Path) -> Path:
    """Return where the file ``name`` really is.  Raises ``BmcError`` ("own_pack_outside")."""
    outside = BmcError("own_pack_outside", file=canvas, name=name)
    if _is_foreign(name):
        raise outside
    folder = disk.real(canvas).parent
    path = disk.real(folder / name)
    if not path.is_relative_to(folder):
        raise outside
    return path


def _is_foreign(name: str) -> bool:
    """Whether a name is no path below a folder, on whatever system."""
    written = PurePath(name), PureWindowsPath(name)
    leads_out = any(path.anchor or ".." in path.parts for path in written)
    return leads_out or "://" in name or any(category(each) in {"Cc", "Cs"} for each in name)


@lru_cache(maxsize=64)
def _loaded(path: Path, stamp: tuple[int, ...]) -> Pack:  # noqa: ARG001
    """Return the pack at ``path``, read again when its ``stamp`` is another one."""
    return load_file(path)
