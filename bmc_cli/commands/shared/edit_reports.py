"""What an edit changed, on stdout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bmc_cli import terminal
from bmc_cli.commands.shared.session import command_line
from bmc_cli.model.canvas import BLOCKS, BY_KEY, HEAD, Block, Canvas, find, versions_of
from bmc_cli.model.fields import BY_NAME, Note
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack

if TYPE_CHECKING:
    from bmc_cli.model.difference import Difference


def report(before: Canvas, after: Canvas, blocks: Iterable[Block], pack: Pack) -> None:
    """Say what an edit of ``blocks`` changed, notes elsewhere that lost or changed a link too."""
    if before == after:
        terminal.message(pack.say("edit.nothing"))
        return
    for name in HEAD:
        _report_head(name, versions_of(before, name), versions_of(after, name))
    edited = [*blocks]
    lengths = (map(len, map(canvas.notes, BY_KEY)) for canvas in (before, after))
    pairs = zip(BLOCKS, *lengths, strict=True)
    edited += [block for block, old, new in pairs if old != new and block not in edited]
    for block in edited:
        if len(edited) == 1 or before.notes(block.key) != after.notes(block.key):
            _report_block(before, after, block, pack)
    _report_links(before, after, [block for block in BLOCKS if block not in edited], pack)


def changed_lines(found: Difference, pack: Pack) -> list[str]:
    """Return what changed as lines of plain text, none of them empty; a new base is no news."""
    from bmc_cli.drawing.differences import lines
    from bmc_cli.words.differences import told, without_base

    shown = lines(told(without_base(found), pack), coloured=False)
    return [line.plain for line in shown if line.plain]


def tell_there(before: Canvas, after: Canvas, added: Iterable[tuple[str, str]], pack: Pack) -> None:
    """Say of which texts that were to be added, by their blocks, a note was there before."""
    for key, text in dict.fromkeys(added) if before != after else ():
        if there := find(before, key, text):
            number = before.notes(key).index(there) + 1
            said = "edit.there" if there in after.notes(key) else "edit.added_to"
            terminal.message(pack.say(said, n=number, text=one_line(there.text)))


def tell_unsure(before: Canvas, after: Canvas, path: Path, pack: Pack) -> None:
    """Say of which notes the evidence is now that of another claim, and how to take it off."""
    if not any(note.evidence for block in BLOCKS for note in after.notes(block.key)):
        return
    from bmc_cli.method.claims import carried_over
    from bmc_cli.words.choices import called

    for (key, at), old, new in carried_over(before, after):
        sure = called(BY_NAME["evidence"], new.evidence, pack)
        options = f"--note {at + 1} --evidence guess"
        command = command_line(f"edit {BY_KEY[key].number}", path, options=options)
        names = {"n": at + 1, "old": one_line(old.text), "text": one_line(new.text)}
        terminal.message(pack.say("edit.still_sure", **names, sure=sure, command=command))


def _report_head(name: str, old: Sequence[str], new: Sequence[str]) -> None:
    """Say how a field changed; it has several versions where a merge left those."""
    if old == new:
        return
    terminal.result(name)
    for text in filter(None, dict.fromkeys((*old, *new))):
        sign = " " if text in old and text in new else "-" if text in old else "+"
        terminal.result(f"{sign} {one_line(text)}")


def _report_block(before: Canvas, after: Canvas, block: Block, pack: Pack) -> None:
    title = pack.blocks[block.key].title
    terminal.result(f"{block.number} {title}")
    old, new = before.notes(block.key), after.notes(block.key)
    kept = set(old) & set(new)
    for sign, notes in (("-", old), ("+", new)):
        for number, note in enumerate(notes, 1):
            if note not in kept:
                terminal.result(f"{sign} {number} {_told(note, pack, block)}")
    if [note for note in old if note in kept] != [note for note in new if note in kept]:
        for number, note in enumerate(new, 1):
            if note in kept:
                terminal.result(f"  {number} {_told(note, pack, block)}")


def _report_links(before: Canvas, after: Canvas, others: Iterable[Block], pack: Pack) -> None:
    for other in others:
        pairs = zip(before.notes(other.key), after.notes(other.key), strict=False)
        for number, (was, now) in enumerate(pairs, 1):
            if was != now:
                title = pack.blocks[other.key].title
                said = pack.say("edit.relinked", block=title, n=number, text=now.text)
                terminal.result("  " + one_line(said))


def _told(note: Note, pack: Pack, block: Block) -> str:
    from bmc_cli.words.notes import note_words

    return note_words(note, pack, block.key).line
