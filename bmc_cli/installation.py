"""How this very installation is added to, and made anew: by the installer that made it.

bmc is on no index, so its name alone installs nothing, or something else one day.  What is
known is where an installer says it came from: ``direct_url.json`` (PEP 610).
"""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

EXTRAS = {
    "pdf": ("weasyprint>=70,<71",),
    "png": ("resvg-py>=0.5,<0.6",),
    "office": ("python-pptx>=1.0.2,<2", "python-calamine>=0.4"),
}
"""What each extra needs, as ``pyproject.toml`` says it."""


def adding(extra: str) -> str:
    """Return the command that adds ``extra``: from the checkout where there is one, else alone.

    Its libraries alone are right everywhere; pipx can add nothing else.  "" where nothing can.
    """
    if _frozen():
        return ""
    if _of_pipx():
        return shlex.join(["pipx", "inject", Path(sys.prefix).name, *EXTRAS[extra]])
    source = _source()
    if "dir_info" in source and (folder := _place(source)):
        return shlex.join([*_install(), *_edited(source), f"{folder}[{extra}]"])
    return shlex.join([*_install(), *EXTRAS[extra]])


def again() -> str:
    """Return the command that installs bmc once more; "" when nobody knows where it is from."""
    if _frozen():
        return ""
    if _of_pipx():
        return shlex.join(["pipx", "reinstall", Path(sys.prefix).name])
    source = _source()
    place = _place(source)
    if not place:
        return ""
    return shlex.join([*_install(), "--force-reinstall", "--no-deps", *_edited(source), place])


def _frozen() -> bool:
    """Whether this is the folder that needs no Python (``.ci/freeze``): nothing installs there."""
    return hasattr(sys, "frozen")


def _of_pipx() -> bool:
    return Path(sys.prefix, "pipx_metadata.json").is_file()


def _install() -> list[str]:
    """Return what installs into this Python: its own pip, else that of whoever made it.

    With ``-P`` it is never a ``pip.py`` of the folder that somebody happens to be in.
    """
    python = sys.executable or "python3"
    if find_spec("pip"):
        return [python, "-P", "-m", "pip", "install"]
    if _said("INSTALLER").strip() == "uv":
        return ["uv", "pip", "install", "--python", python]
    return ["pip", "--python", python, "install"]


def _place(source: Mapping[str, Any]) -> str:
    """Return the folder, file or address that bmc is from; "" where that is not all there is."""
    if not source or source.keys() & {"subdirectory", "vcs_info"}:
        return ""
    url = str(source["url"])
    if not url.startswith("file:"):
        return url
    path = Path(url2pathname(urlsplit(url).path))
    return str(path) if path.exists() else ""


def _edited(source: Mapping[str, Any]) -> list[str]:
    """Return the option that leaves bmc running from its checkout, where it does."""
    return ["-e"] if source.get("dir_info", {}).get("editable") else []


def _source() -> dict[str, Any]:
    """Return where bmc was installed from, as its installer wrote it down; {} if it did not."""
    try:
        found = json.loads(_said("direct_url.json") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("url"), str) else {}


def _said(name: str) -> str:
    """Return what stands in a file of our metadata, "" without it."""
    try:
        ours: Distribution = distribution("bmc-cli")
    except PackageNotFoundError:
        return ""
    return ours.read_text(name) or ""
