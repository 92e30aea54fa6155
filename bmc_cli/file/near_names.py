"""Which canvases are in a folder, and which one somebody meant by a name that is not there."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from bmc_cli.file.folders import ENDINGS, looks_like_canvas
from bmc_cli.file.storage import DEFAULT
from bmc_cli.model.alike import folded
from bmc_cli.words.likely_names import is_slip

_MOST = 1_000  # names of a folder that are looked at
_MOST_READ = 200  # of them that are read


def likely_path(path: Path) -> Path | None:
    """Return the canvas beside ``path`` that was meant by it, None where that is not clear.

    It has another ending or other capitals, is the variant of that name, or is but one slip of
    the finger away; where no name was given, it is the only one there.  Where there is none, it
    is the folder with canvases that is called so.
    """
    if path.name == DEFAULT:
        return _only(_shown(path.parent))
    ours = _names(path.parent)
    wanted = folded(path.stem)
    for is_meant in (_is_same, _is_variant, is_slip):
        found = [name for name in ours if is_meant(folded(Path(name).stem), wanted)]
        if found:
            return _only([path.with_name(name) for name in found])
    return likely_folder(path.with_suffix(""))


def likely_folder(path: Path) -> Path | None:
    """Return the folder with canvases beside ``path`` that is called so, but for one slip."""
    names, wanted = _names(path.parent, of_folders=True), folded(path.name)
    near = [path.with_name(name) for name in names if is_slip(folded(name), wanted)]
    meant = [each for each in near if canvases_in(each)]
    return meant[0] if len(meant) == 1 else None


def canvases_in(folder: Path) -> list[Path]:
    """Return the canvases in ``folder`` itself, in order; of very many files not all are read."""
    return list(filter(looks_like_canvas, _shown(folder)))


def _shown(folder: Path) -> list[Path]:
    names = (name for name in _names(folder) if not name.startswith("."))
    return [folder / name for name in islice(names, _MOST_READ)]


def _names(folder: Path, *, of_folders: bool = False) -> list[str]:
    """Return the names in ``folder`` of files that end as a canvas does, or of folders."""
    try:
        with os.scandir(folder) as entries:
            looked_at = list(islice(entries, _MOST))
            if of_folders:
                return sorted(each.name for each in looked_at if each.is_dir())
            names = sorted(each.name for each in looked_at if each.is_file())
    except OSError:
        return []
    return [name for name in names if Path(name).suffix.casefold() in ENDINGS]


def _is_same(name: str, wanted: str) -> bool:
    return name == wanted


def _is_variant(name: str, wanted: str) -> bool:
    return name.endswith(f".{wanted}")


def _only(paths: list[Path]) -> Path | None:
    found = list(islice(filter(looks_like_canvas, paths), 2))
    return found[0] if len(found) == 1 else None
