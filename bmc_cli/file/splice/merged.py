"""Two files made into one: ours with what they changed, as they wrote it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bmc_cli.errors import BmcError
from bmc_cli.file.canvas_text import Document, read
from bmc_cli.file.splice.comments import with_comments
from bmc_cli.file.splice.document import splice_canvas, splice_lines
from bmc_cli.file.splice.foreign_notes import ForeignNotes
from bmc_cli.file.splice.json_documents import is_json
from bmc_cli.file.splice.key_order import in_one_order
from bmc_cli.file.splice.line_merging import Way, merge_lines
from bmc_cli.file.splice.note_keys import misplaced, with_note_keys
from bmc_cli.file.splice.remarks import OWN_TO_BMC, Ledger
from bmc_cli.file.splice.source import Source
from bmc_cli.file.undecided import unplaced_as_yaml, unplaced_text
from bmc_cli.file.yaml_text import extent
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.links import Spot, note_at
from bmc_cli.model.merging import Conflict, Merged, merge
from bmc_cli.model.operations import Origin

_WAYS = (
    Way(),
    Way(theirs_first=True),
    Way(by_words=True),
    Way(by_words=True, theirs_first=True),
    Way(with_meeting=False),
)
"""How the lines are merged, until nothing that somebody wrote is lost: the plainest way first."""


@dataclass(frozen=True, slots=True)
class MergedFile:
    """The merged document, and what is left for somebody to decide.

    ``unplaced`` are comments, and lines of keys that are not the canvas's, for which there was no
    place; ``document`` has them at its end, or if it is JSON, which has no comments, as data.
    """

    document: Document
    conflicts: tuple[Conflict, ...]
    unplaced: tuple[str, ...] = ()


def merge_documents(base: Document, ours: Document, theirs: Document, file: str) -> MergedFile:
    r"""Return what ``ours`` and ``theirs`` made of ``base``: our text, with what they changed.

    A side that the other did not change is the result, to the letter.  Else what they changed
    comes as they wrote it: lines where those can be merged as lines, and notes, with their
    comments, where not.  Raises ``BmcError`` ("unspliceable").

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
    if ours.text in {base.text, theirs.text}:
        return MergedFile(theirs, ())
    if theirs.text == base.text:
        return MergedFile(ours, ())
    merged = merge(base.canvas, ours.canvas, theirs.canvas)
    ledger = Ledger(base, ours, theirs)
    spots = ((ours, merged.ours), (theirs, merged.theirs))
    best: tuple[tuple[int, int, int], Document] | None = None
    for start in _starts(base, ours, theirs, file):
        try:
            made = _spliced(start, merged, ours.canvas, theirs, file)
        except BmcError as fault:
            refused = fault
            continue
        faults = (misplaced(made, spots), len(ledger.lost(made)), ledger.doubled(made))
        if best is None or faults < best[0]:
            best = (faults, made)
        if not any(faults):
            break
    if best is None:
        raise refused
    made = best[1]
    if missing := ledger.lost(made):
        again = with_note_keys(made, missing, spots, file)
        again = with_comments(again, ledger.lost(again), (ours, theirs), file, base)
        made = again if ledger.doubled(again) <= best[0][2] else made
    unplaced = tuple(ledger.lost(made))
    return MergedFile(_with_unplaced(made, unplaced, file), merged.conflicts, unplaced)


def _with_unplaced(document: Document, lines: Sequence[str], file: str) -> Document:
    """Return a document with lines for which it has no place: as comments at its end, or data."""
    if not lines:
        return document
    if document.root.flow and is_json(document.text):
        there = (each.text for each in document.canvas.unplaced)
        return splice_lines(document, [*there, *map(unplaced_text, lines)], file)
    source = Source(document.text)
    written = (unplaced_as_yaml(line) + source.newline for line in lines)
    return read(source.text + "".join(written), file)


def _starts(base: Document, ours: Document, theirs: Document, file: str) -> Iterator[Document]:
    """Yield the texts to put the merged canvas into, the one that holds most of theirs first."""
    tried: set[str] = set()
    ordered = in_one_order(base, ours, theirs)
    texts = (merge_lines(*ordered, way) for way in _WAYS)
    for text in chain(texts, [_with_own_keys(base, ours, theirs)]):
        if text in tried:
            continue
        tried.add(text)
        try:
            yield read(text, file)
        except BmcError:
            continue
    yield ours


def _spliced(
    start: Document, merged: Merged, ours: Canvas, theirs: Document, file: str
) -> Document:
    """Return the text of ``start`` with the merged canvas in it; rules are merged as text."""
    wanted = replace(merged.canvas, ignored_rules=start.canvas.ignored_rules)
    foreign = ForeignNotes(theirs, merged.brought)
    origin = _origin(start.canvas, merged, ours, theirs.canvas)
    return splice_canvas(start, wanted, file, foreign, origin)


def _origin(start: Canvas, merged: Merged, ours: Canvas, theirs: Canvas) -> Mapping[str, Origin]:
    """Return which note of ``start`` each merged one is: that which says the same on any side."""
    found: dict[str, Origin] = {}
    for key, notes in merged.canvas.blocks.items():
        free = dict(enumerate(start.notes(key)))
        versions = [
            [note, *_as_they_had_it((key, now), merged, ours, theirs)]
            for now, note in enumerate(notes)
        ]
        origin: dict[int, int] = {}
        for called in (_whole, _text):
            for nth in range(3):
                places: defaultdict[Note | str, deque[int]] = defaultdict(deque)
                for at, note in free.items():
                    places[called(note)].append(at)
                for now, known in enumerate(versions):
                    if now not in origin and nth < len(known) and places[called(known[nth])]:
                        origin[now] = places[called(known[nth])].popleft()
                        del free[origin[now]]
        found[key] = tuple(origin.get(now) for now in range(len(notes)))
    return found


def _whole(note: Note) -> Note | str:
    return note


def _text(note: Note) -> Note | str:
    return composed(note.text)


def _as_they_had_it(spot: Spot, merged: Merged, ours: Canvas, theirs: Canvas) -> Iterator[Note]:
    """Yield what each side has of the merged note at ``spot``, in the same block."""
    for side, was in ((ours, merged.ours.get(spot)), (theirs, merged.theirs.get(spot))):
        if was and was[0] == spot[0]:
            yield note_at(side, was)


def _with_own_keys(base: Document, ours: Document, theirs: Document) -> str:
    """Return our text with what only they did to keys that are not the canvas's."""
    old, mine, yours = (_own_pairs(document) for document in (base, ours, theirs))
    source = Source(ours.text)
    for key, (start, end) in yours.items():
        was, now = _written(base, old.get(key)), theirs.text[start:end]
        here = mine.get(key)
        if now in {was, _written(ours, here)}:
            continue
        if here is None and was is None and not ours.root.flow:
            at = len(source.text)
            lines = (line.rstrip("\r\n") for line in f"{now}\n".splitlines(keepends=True))
            source.put(at, at, "".join(f"{line}{source.newline}" for line in lines))
        elif here is not None and _written(ours, here) == was:
            source.put(*here, now)
    return source.spliced()


def _own_pairs(document: Document) -> dict[str, tuple[int, int]]:
    """Return where the keys of the owner's own stand, with their values."""
    return {
        key.text: extent(key, value)
        for key, value in document.root.pairs
        if key.text not in OWN_TO_BMC
    }


def _written(document: Document, place: tuple[int, int] | None) -> str | None:
    return None if place is None else document.text[place[0] : place[1]]
