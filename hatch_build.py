"""Check the shipped prompt packs when the program is built, and put their content in its modules.

Whoever installs it, editable too, need not read and check them at each start.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ProvenPacks(BuildHookInterface[Any]):
    """Writes a module for each pack."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write the modules, before the files of the wheel are collected."""
        sys.path.insert(0, self.root)
        from bmc_cli.file import packs
        from bmc_cli.file.languages import languages, shipped

        folder = Path(self.root, *packs.PROVEN.split("."))
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").write_text('"""The shipped packs, checked by the build."""\n')
        for language in languages():
            made = packs.proven(shipped(language))
            (folder / f"{language}.py").write_text(made, encoding="utf-8")
