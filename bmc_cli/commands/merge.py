"""``bmc merge``: two edits of one canvas made into one, by hand or by git."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

from bmc_cli import canvasfile, console, files
from bmc_cli.canvas import BY_KEY
from bmc_cli.canvasfile import Document
from bmc_cli.commands.words import command_line, pack_for
from bmc_cli.errors import CANNOT
from bmc_cli.foreign import one_line
from bmc_cli.merging import Conflict
from bmc_cli.prompts import Pack
from bmc_cli.splice.merged import merge_documents
from bmc_cli.storage import is_blank, load

_EMPTY = "bmc: 1\n"


def run(
    base: Path,
    ours: Path,
    theirs: Path,
    *,
    output: Path | None,
    name: str | None,
    force: bool,
    lang: str | None,
    prompts: Path | None,
) -> None:
    """Merge and write the result to ``output``, else to stdout; exit with 1 for conflicts.

    ``name`` is what the canvas is called in messages: git merges in temporary files.
    """
    old, mine, yours = (load_or_empty(path) for path in (base, ours, theirs))
    pack = pack_for(lang, prompts, mine.canvas.language)
    merged = merge_documents(old, mine, yours, str(ours))
    if output is None:
        sys.stdout.write(merged.document.text)
    else:
        is_ours = output.exists() and output.samefile(ours)
        mark = codecs.BOM_UTF8 if ours.read_bytes().startswith(codecs.BOM_UTF8) else b""
        files.put(output, mark + merged.document.text.encode(), over=force or is_ours)
    for conflict in merged.conflicts:
        console.talk(_told(conflict, pack))
    if in_notes := sum(bool(conflict.key) for conflict in merged.conflicts):
        check = command_line("check", Path(name) if name else output or ours)
        console.talk(pack.say("merge.left", n=in_notes, check=check))
    if merged.conflicts:
        sys.exit(CANNOT)


def load_or_empty(path: Path) -> Document:
    """Return the canvas at ``path``; git gives an empty file for what one side did not have."""
    if is_blank(path):
        return canvasfile.read(_EMPTY, str(path))
    return load(path)


def _told(conflict: Conflict, pack: Pack) -> str:
    text = one_line(conflict.text)
    if conflict.key:
        block = f"{BY_KEY[conflict.key].number} {pack.blocks[conflict.key].title}"
        return pack.say("merge.note", block=block, text=text)
    return pack.say("merge.field", name=text)
