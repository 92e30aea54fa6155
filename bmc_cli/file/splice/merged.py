"""Two files made into one: ours with what they changed, as they wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.document import splice_canvas
from bmc_cli.file.splice.foreign_notes import ForeignNotes
from bmc_cli.file.splice.source import Source
from bmc_cli.model.canvas import BY_KEY, HEAD
from bmc_cli.model.merging import Conflict, merge

_OURS = {"bmc", *HEAD, *BY_KEY}


@dataclass(frozen=True, slots=True)
class MergedFile:
    """The merged document, and what is left for somebody to decide."""

    document: Document
    conflicts: tuple[Conflict, ...]


def merge_documents(base: Document, ours: Document, theirs: Document, file: str) -> MergedFile:
    r"""Return what ``ours`` and ``theirs`` made of ``base``: our text, with what they changed.

    Our comments and layout stay; their notes come as they wrote them.  Keys of the owner's
    own are merged as text.  Raises ``BmcError`` ("unspliceable").

    >>> base, ours, theirs = (
    ...     read(f"bmc: 1\nchannels:\n{notes}", "")
    ...     for notes in ("- Shop\n", "# ours\n- Shop\n- Van\n", "- Shops\n- 'Fair' #b\n")
    ... )
    >>> print(merge_documents(base, ours, theirs, "").document.text, end="")
    bmc: 1
    channels:
    # ours
    - Shops
    - Van
    - 'Fair' #b
    """
    mine, conflicts = _with_own_keys(base, ours, theirs, file)
    merged = merge(base.canvas, mine.canvas, theirs.canvas)
    wanted = replace(merged.canvas, ignored_rules=mine.canvas.ignored_rules)
    foreign = ForeignNotes(theirs, merged.brought)
    document = splice_canvas(mine, wanted, file, foreign)
    return MergedFile(document, (*merged.conflicts, *conflicts))


def _with_own_keys(
    base: Document, ours: Document, theirs: Document, file: str
) -> tuple[Document, Sequence[Conflict]]:
    """Return our document with what they did to keys that are not the canvas's."""
    old, mine, yours = (_own_pairs(document) for document in (base, ours, theirs))
    source = Source(ours.text)
    conflicts: list[Conflict] = []
    for key, (start, end) in yours.items():
        was, now = _text(base, old.get(key)), theirs.text[start:end]
        here = mine.get(key)
        if now in {was, _text(ours, here)}:
            continue
        if here is None and was is None and not ours.root.flow:
            at = len(source.text)
            lines = (line.rstrip("\r\n") for line in f"{now}\n".splitlines(keepends=True))
            source.put(at, at, "".join(f"{line}{source.newline}" for line in lines))
        elif here is not None and _text(ours, here) == was:
            source.put(*here, now)
        else:
            conflicts.append(Conflict("", key))
    if not source.splices:
        return ours, conflicts
    try:
        return read(source.spliced(), file), conflicts
    except BmcError:
        return ours, [*conflicts, *(Conflict("", key) for key in yours if key not in mine)]


def _own_pairs(document: Document) -> dict[str, tuple[int, int]]:
    """Return where the keys of the owner's own stand, with their values."""
    return {
        key.text: (key.start, max(key.end, value.end))
        for key, value in document.root.pairs
        if key.text not in _OURS
    }


def _text(document: Document, place: tuple[int, int] | None) -> str | None:
    return None if place is None else document.text[place[0] : place[1]]
