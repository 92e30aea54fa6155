"""``bmc edit``: one block again, by hand or by a script."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.shared.outcomes import exit_on_signals, explain
from bmc_cli.commands.shared.session import block_for, command_line, pack_for
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import Book, load
from bmc_cli.file.storage import change as change_file
from bmc_cli.interview.choosing import Choice, kind_choices, link_choices
from bmc_cli.interview.notes import edited, texts_in
from bmc_cli.interview.understanding import NoChoice, chosen, chosen_links
from bmc_cli.model.canvas import BLOCKS, Block, Canvas
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.operations import (
    Add,
    Change,
    Edited,
    Keep,
    Move,
    Operation,
    Remove,
    apply,
    note_numbered,
)
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.packs import Pack


@dataclass(frozen=True, slots=True)
class Orders:
    """What a script asks for.  Numbers count the block's notes from 1, as they are before.

    ``detail``, ``later``, ``links`` (texts, starts or signs of notes) and ``kinds`` go to
    the notes that are added or set, and to ``note``; an empty name takes all of them off.
    ``keep`` is the one of two versions that stays, after a merge.
    """

    add: Sequence[str] = ()
    set: tuple[int, str] | None = None
    remove: Sequence[int] = ()
    move: tuple[int, int] | None = None
    note: int | None = None
    detail: str | None = None
    later: bool | None = None
    links: Sequence[str] = ()
    kinds: Sequence[str] = ()
    keep: int | None = None

    @property
    def any(self) -> bool:
        """Whether there is anything to do without asking."""
        return self != Orders()

    @property
    def marks(self) -> bool:
        """Whether there is anything to say of a note beyond its text."""
        return self.detail is not None or self.later is not None or bool(self.links or self.kinds)


def run(
    path: Path,
    block: str,
    orders: Orders,
    *,
    editor: bool,
    plain: bool,
    lang: str | None,
    prompts: Path | None,
) -> None:
    """Revisit ``block`` of the canvas at ``path``: do ``orders``, else ask."""
    if Path(block).is_file():
        _refuse_file(block, pack_for(lang, prompts))
    if editor and orders.any:
        raise BmcError("editor_alone", exit_code=USAGE)
    canvas = load(path).canvas
    pack = pack_for(lang, prompts, canvas.language)
    chosen = block_for(block, pack)
    if others := disk.other_names(path):
        terminal.talk(pack.say("edit.other_names", n=others, file=path))
    if orders.any:
        show = command_line("show", path, options=f"--block {chosen.number}")
        edit = partial(obey, block=chosen, orders=orders, show=show, pack=pack)
        report(*change_file(path, edit), chosen, pack)
    elif editor:
        in_editor(path, canvas, chosen, pack)
    else:
        converse(Book(path, canvas), chosen, pack, plain=plain)


def _refuse_file(block: str, pack: Pack) -> None:
    """Refuse the name of a file where a block is wanted."""
    try:
        block_for(block, pack)
    except BmcError:
        raise BmcError("file_first", exit_code=USAGE, file=Path(block)) from None


def obey(
    canvas: Canvas, block: Block, orders: Orders, show: str = "", pack: Pack | None = None
) -> Edited:
    """Return the canvas with ``orders`` carried out in ``block``.

    ``show`` is the command that shows the numbers of its notes.  Raises ``BmcError`` for a
    number without a note, an empty or a double text.
    """
    named = [each[0] for each in (orders.set, orders.move) if each]
    named += [each for each in (orders.note, orders.keep) if each is not None]
    if set(named) & set(orders.remove) or len(set(named)) < len(named):
        raise BmcError("note_named_twice", exit_code=USAGE)
    mark = partial(_marked, orders=orders, names=_names(canvas, block, orders, pack))
    added = [text for each in orders.add for text in _texts(each)]
    if orders.marks and not (added or orders.set or orders.note):
        raise BmcError("note_wanted", exit_code=USAGE)
    pick = partial(note_numbered, canvas, block.key, show=show)
    coming = [Add(block.key, mark(Note(text))) for text in added]
    return apply(canvas, [*_on_notes(block.key, orders, pick, mark), *coming])


def _on_notes(
    key: str, orders: Orders, pick: Callable[[int], Note], mark: Callable[[Note], Note]
) -> Iterator[Operation]:
    """Yield what is to be done to the notes that are there, by their numbers of before."""
    removed = [Remove(key, pick(number)) for number in dict.fromkeys(orders.remove)]
    if orders.set:
        old = pick(orders.set[0])
        yield Change(key, old, mark(replace(old, text=" ".join(_texts(orders.set[1])))))
    if orders.note is not None:
        yield Change(key, pick(orders.note), mark(pick(orders.note)))
    if orders.move:
        pick(orders.move[1])
        yield Move(key, pick(orders.move[0]), orders.move[1] - 1)
    if orders.keep is not None:
        yield Keep(key, pick(orders.keep))
    yield from removed


def _texts(text: str) -> list[str]:
    texts = texts_in(text)
    if not texts:
        raise BmcError("empty_note", exit_code=USAGE)
    return texts


def _names(
    canvas: Canvas, block: Block, orders: Orders, pack: Pack | None
) -> dict[str, tuple[str, ...]]:
    """Return the links and kinds that are asked for, as they stand in the file."""
    names: dict[str, tuple[str, ...]] = {}
    if orders.links:
        choices = link_choices(canvas, block.key)
        said = [_pick("unknown_link", word, choices, chosen_links) for word in orders.links]
        names["links"] = EVERY_TARGET if EVERY_TARGET in said else _together(said)
    if orders.kinds:
        choices = kind_choices(pack, block.key) if pack else []
        names["kinds"] = _together(
            [_pick("unknown_kind", word, choices, chosen) for word in orders.kinds]
        )
    return names


def _pick(
    reason: str,
    word: str,
    choices: Sequence[Choice],
    choose: Callable[[str, Sequence[Choice]], tuple[str, ...]],
) -> tuple[str, ...]:
    if not word.strip():
        return ()
    try:
        return choose(word, choices)
    except NoChoice:
        known = ", ".join(f"{choice.sign} {choice.shown}" for choice in choices) or "-"
        raise BmcError(reason, exit_code=USAGE, word=word, known=known) from None


def _together(said: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in said for name in names))


def _marked(note: Note, orders: Orders, names: dict[str, tuple[str, ...]]) -> Note:
    note = replace(note, links=names.get("links", note.links), kinds=names.get("kinds", note.kinds))
    if orders.detail is not None:
        note = replace(note, detail=clean(orders.detail).strip())
    if orders.later is not None:
        note = replace(note, later=orders.later)
    return note


def report(before: Canvas, after: Canvas, block: Block, pack: Pack) -> None:
    """Say on stdout what an edit changed, notes elsewhere that lost or changed a link too."""
    if before == after:
        terminal.talk(pack.say("edit.nothing"))
        return
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
    _report_links(before, after, block, pack)


def _report_links(before: Canvas, after: Canvas, block: Block, pack: Pack) -> None:
    for other in BLOCKS:
        pairs = zip(before.notes(other.key), after.notes(other.key), strict=False)
        for number, (was, now) in enumerate(pairs if other != block else (), 1):
            if was != now:
                said = pack.say("edit.relinked", block=other.number, n=number, text=now.text)
                terminal.result("  " + one_line(said))


def _told(note: Note, pack: Pack, block: Block) -> str:
    from bmc_cli.drawing.outline import note_line

    return note_line(note, pack, block.key)


def in_editor(path: Path, canvas: Canvas, block: Block, pack: Pack) -> None:
    """Have the block's notes edited in the user's editor."""
    from bmc_cli.commands.new import tell_unsaved
    from bmc_cli.file import drafts
    from bmc_cli.interview.editor import edit_lines

    tell_unsaved(terminal.talk, path, pack)
    home = drafts.home_of(path)
    edit = edited(canvas, block.key, pack, partial(edit_lines, environment=os.environ, home=home))
    if edit is None:
        terminal.talk(pack.say("edit.nothing"))
        return
    changed = change_file(path, edit)
    drafts.done()  # not before: what cannot be saved is still there
    report(*changed, block, pack)


def converse(book: Book, block: Block, pack: Pack, *, plain: bool) -> None:
    """Hold the step of one block."""
    from bmc_cli.commands.new import asker_for, leave, tell_unsaved, tell_way_on
    from bmc_cli.interview.walk import End, Interview

    asker = asker_for(pack, plain=plain, reason="no_terminal_edit", path=book.path)
    exit_on_signals()
    tell_unsaved(asker.tell, book.path, pack)
    end = Interview(book, asker, load_language, explain).open(block)
    if end is End.INTERRUPTED:
        tell_way_on(asker, command_line(f"edit {block.number}", book.path), book.path)
        leave(end)
    show = command_line("show", book.path)
    asker.tell(asker.pack.say("edit.done", file=book.path, show=show))
