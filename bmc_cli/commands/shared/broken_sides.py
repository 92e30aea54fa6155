"""What git gets where one side is no canvas: the lines merged as git does, and a mark."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.errors import CANNOT, BmcError
from bmc_cli.file import disk, git
from bmc_cli.file.undecided import unplaced_as_yaml
from bmc_cli.file.versions import is_canvas
from bmc_cli.words.packs import Pack


def merge_as_lines(
    paths: Sequence[Path], output: Path, called: Path, fault: BmcError, pack: Pack
) -> None:
    """Write three files, base, ours and theirs, merged line by line to ``output``.

    One of them is no canvas, as ``fault`` says; ``called`` is what git calls the file.  Exits with
    1 unless a canvas came of it; then the result has git's conflict markers, or a line at its end
    that says why.  What is not made of lines stays as ours has it.
    """
    terminal.show_error(fault, pack)
    found = git.merged_lines(*paths)
    if found is None:
        terminal.message(pack.say("merge.as_ours", file=called))
        sys.exit(CANNOT)
    data, has_markers = found
    if not has_markers and is_canvas(data):
        disk.put(output, data, over=True)
        terminal.message(pack.say("merge.as_lines", file=called))
        return
    disk.put(output, data if has_markers else _marked(data, fault, pack), over=True)
    said = "merge.as_lines_parted" if has_markers else "merge.as_lines_broken"
    terminal.message(pack.say(said, file=called))
    sys.exit(CANNOT)


def _marked(data: bytes, fault: BmcError, pack: Pack) -> bytes:
    """Return a file with a comment at its end that a check shows until it is gone."""
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    apart = b"" if re.search(rb"[\r\n]\Z", data) else newline
    return data + apart + unplaced_as_yaml(explain(fault, pack)).encode() + newline
