"""The commands that mend what a check found."""

from __future__ import annotations

import shlex
from pathlib import Path

from bmc_cli.commands.shared.session import command_line
from bmc_cli.method.rules import TITLE_BLOCK, Finding
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.plain_text import one_line


def repair(finding: Finding, path: Path, prompts: Path | None = None) -> str:
    """Return the command that mends a finding; "" where none does, as in the title block."""
    if finding.key == TITLE_BLOCK:
        return ""
    options = " ".join(
        option if option.startswith("--") or option == "…" else shlex.quote(one_line(option))
        for option in finding.repair
    ).replace("…", '"…"')
    return command_line(f"edit {BY_KEY[finding.key].number}", path, prompts, options)
