"""``bmc edit``: one block again, by hand or by a script."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared import completion
from bmc_cli.commands.shared.here import canvas_at
from bmc_cli.commands.shared.options import File, Lang, Plain, Prompts
from bmc_cli.commands.shared.outcomes import exit_on_signals, explain
from bmc_cli.commands.shared.session import Opened, Session, block_for, command_line
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import Book
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

HELP = """
Without options it asks, as the interview does. With them it needs no terminal
and prints what changed.

\b
Examples:
  bmc edit 4
  bmc edit channels bakery.yaml
  bmc edit 4 --add "Webshop" --add "Market stall"
  bmc edit 4 --set 2 "Market stall on Saturday" --later
  bmc edit 4 --add "Webshop" --for Hotels --kind purchase
  bmc edit 4 --note 1 --detail "Order before ten, collect after four."
"""

BlockName = Annotated[
    str,
    typer.Argument(
        metavar="BLOCK",
        help="1 to 9, or the name of a block or a start of it.",
        autocompletion=completion.complete_blocks,
    ),
]

AddText = Annotated[
    list[str] | None,
    typer.Option("--add", "-a", metavar="TEXT", help="Add a note. May be repeated."),
]

SetText = Annotated[
    tuple[int, str] | None,
    typer.Option("--set", metavar="N TEXT", help="Give note N another text."),
]

RemoveNote = Annotated[
    list[int] | None,
    typer.Option(
        "--remove",
        metavar="N",
        help="Remove note N. May be repeated.",
        autocompletion=completion.complete_notes,
    ),
]

MoveNote = Annotated[
    tuple[int, int] | None,
    typer.Option(
        "--move",
        metavar="N M",
        help="Move note N to place M.",
        autocompletion=completion.complete_notes,
    ),
]

KeepNote = Annotated[
    int | None,
    typer.Option(
        "--keep",
        metavar="N",
        help="Of two versions that a merge left, keep note N.",
        autocompletion=completion.complete_notes,
    ),
]

NoteNumber = Annotated[
    int | None,
    typer.Option(
        "--note",
        metavar="N",
        help="The note that --detail, --later, --for and --kind are about.",
        autocompletion=completion.complete_notes,
    ),
]

Detail = Annotated[
    str | None,
    typer.Option("--detail", metavar="TEXT", help="A longer text under the note; '' takes it off."),
]

Later = Annotated[
    bool | None,
    typer.Option("--later/--now", help="The note is for later, or for now."),
]

For = Annotated[
    list[str] | None,
    typer.Option(
        "--for",
        "-f",
        metavar="NOTE",
        help="What the note is for: a letter, a text or its start, or all. May be repeated.",
        autocompletion=completion.complete_links,
    ),
]

Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help="The kind of the note. May be repeated.",
        autocompletion=completion.complete_kinds,
    ),
]

Editor = Annotated[
    bool, typer.Option("--editor", help="The notes in $VISUAL or $EDITOR, one a line.")
]


@dataclass(frozen=True, slots=True)
class Orders:
    """What a script asks for.  Numbers count the block's notes from 1, as they are before.

    ``detail``, ``later``, ``links`` (texts, starts or labels of notes) and ``kinds`` go to
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


def edit(
    block: BlockName,
    file: File = None,
    add: AddText = None,
    set_: SetText = None,
    remove: RemoveNote = None,
    move: MoveNote = None,
    note: NoteNumber = None,
    detail: Detail = None,
    later: Later = None,
    for_: For = None,
    kind: Kinds = None,
    keep: KeepNote = None,
    editor: Editor = False,
    plain: Plain = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Revisit ``block`` of the canvas in ``file``: do what the options say, else ask."""
    session = Session(lang, prompts)
    orders = Orders(
        add or (), set_, remove or (), move, note, detail, later, for_ or (), kind or (), keep
    )
    if Path(block).is_file():
        _refuse_file(block, session.speak())
    if editor and orders.any:
        raise BmcError("editor_alone", exit_code=USAGE)
    path = canvas_at(file, session, f"edit {shlex.quote(block)}")
    opened = session.open(path)
    chosen, pack = block_for(block, opened.pack), opened.pack
    if others := disk.other_names(path):
        terminal.message(pack.say("edit.other_names", n=others, file=path))
    if orders.any:
        numbers = command_line("show", path, options=f"--block {chosen.number}")
        done = partial(obey, block=chosen, orders=orders, show=numbers, pack=pack)
        report(*change_file(path, done), chosen, pack)
    elif editor:
        in_editor(opened, chosen)
    else:
        converse(opened, chosen, plain=plain)


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
        known = ", ".join(f"{choice.label} {choice.shown}" for choice in choices) or "-"
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
        terminal.message(pack.say("edit.nothing"))
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
    from bmc_cli.words.notes import note_words

    return note_words(note, pack, block.key).line


def in_editor(opened: Opened, block: Block) -> None:
    """Have the block's notes edited in the user's editor."""
    from bmc_cli.commands.shared.conversation import tell_unsaved
    from bmc_cli.file import drafts
    from bmc_cli.interview.editor import edit_lines

    path, _, pack = opened
    tell_unsaved(terminal.message, path, pack)
    home = drafts.home_of(path)
    asking = partial(edit_lines, environment=os.environ, home=home)
    done = edited(opened.canvas, block.key, pack, asking)
    if done is None:
        terminal.message(pack.say("edit.nothing"))
        return
    changed = change_file(path, done)
    drafts.done()  # not before: what cannot be saved is still there
    report(*changed, block, pack)


def converse(opened: Opened, block: Block, *, plain: bool) -> None:
    """Hold the step of one block."""
    from bmc_cli.commands.shared.conversation import asker_for, leave, tell_unsaved, tell_way_on
    from bmc_cli.interview.walk import End, Interview

    book = Book(opened.path, opened.canvas)
    asker = asker_for(opened.pack, plain=plain, reason="no_terminal_edit", path=book.path)
    exit_on_signals()
    tell_unsaved(asker.tell, book.path, opened.pack)
    end = Interview(book, asker, load_language, explain).open(block)
    if end is End.INTERRUPTED:
        tell_way_on(asker, command_line(f"edit {block.number}", book.path), book.path)
        leave(end)
    show = command_line("show", book.path)
    asker.tell(asker.pack.say("edit.done", file=book.path, show=show))
