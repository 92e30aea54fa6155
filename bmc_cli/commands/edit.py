"""``bmc edit``: one block again, by hand or by a script."""

from __future__ import annotations

import os
import shlex
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared import completion
from bmc_cli.commands.shared.here import canvas_at
from bmc_cli.commands.shared.options import File, Lang, Plain, Prompts
from bmc_cli.commands.shared.orders import Orders, obey
from bmc_cli.commands.shared.outcomes import exit_on_signals, explain
from bmc_cli.commands.shared.session import Opened, Session, block_for, command_line
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.storage import Book
from bmc_cli.file.storage import change as change_file
from bmc_cli.model.canvas import BLOCKS, Block, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import one_line
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
  bmc edit 1 --note 3 --outlook "More of them every year."
  bmc edit 4 --note 2 --remark "Have you asked them?"
"""

BlockName = Annotated[
    str,
    typer.Argument(
        metavar="BLOCK",
        help="1 to 9, the name of a block, or the start of its name.",
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
        help="After a merge, keep note N and remove the other.",
        autocompletion=completion.complete_notes,
    ),
]

NoteNumber = Annotated[
    int | None,
    typer.Option(
        "--note",
        metavar="N",
        help="The note that --detail, --outlook, --remark, --later, --for, --kind are about.",
        autocompletion=completion.complete_notes,
    ),
]

Detail = Annotated[
    str | None,
    typer.Option("--detail", metavar="TEXT", help="A longer text under the note; '' removes it."),
]

Outlook = Annotated[
    str | None,
    typer.Option("--outlook", metavar="TEXT", help="How the note develops; '' takes it off."),
]

Remark = Annotated[
    str | None,
    typer.Option(
        "--remark",
        metavar="TEXT",
        help="What a coach or colleague says of the note; '' takes it off.",
    ),
]

Later = Annotated[
    bool | None,
    typer.Option("--later/--now", help="Mark the note 'later', or remove the mark."),
]

For = Annotated[
    list[str] | None,
    typer.Option(
        "--for",
        "-f",
        metavar="NOTE",
        help="Who or what the note is for: a letter, the start of a text, or all. May be repeated.",
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
    bool, typer.Option("--editor", help="The notes in $VISUAL or $EDITOR, one per line.")
]


def edit(
    block: BlockName,
    file: File = None,
    add: AddText = None,
    set_: SetText = None,
    remove: RemoveNote = None,
    move: MoveNote = None,
    note: NoteNumber = None,
    detail: Detail = None,
    outlook: Outlook = None,
    remark: Remark = None,
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
    said = {"detail": detail, "outlook": outlook, "remark": remark}
    texts = {name: text for name, text in said.items() if text is not None}
    orders = Orders(
        add or (), set_, remove or (), move, note, texts, later, for_ or (), kind or (), keep
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
                title = pack.blocks[other.key].title
                said = pack.say("edit.relinked", block=title, n=number, text=now.text)
                terminal.result("  " + one_line(said))


def _told(note: Note, pack: Pack, block: Block) -> str:
    from bmc_cli.words.notes import note_words

    return note_words(note, pack, block.key).line


def in_editor(opened: Opened, block: Block) -> None:
    """Have the block's notes edited in the user's editor."""
    from bmc_cli.commands.shared.conversation import tell_unsaved
    from bmc_cli.file import drafts
    from bmc_cli.interview.conversation import edited
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
    from bmc_cli.commands.shared.conversation import (
        asker_for,
        leave,
        loader,
        tell_unsaved,
        tell_way_on,
    )
    from bmc_cli.interview.conversation import Conversation, End
    from bmc_cli.interview.walk import opened as opened_on

    book = Book(opened.path, opened.canvas)
    asker = asker_for(opened.pack, plain=plain, reason="no_terminal_edit", path=book.path)
    exit_on_signals()
    tell_unsaved(asker.tell, book.path, opened.pack)
    begun = opened_on(book.canvas, asker.pack, block, asks_back=asker.asks_back)
    end = Conversation(book, asker, loader(asker.pack), explain).hold(begun)
    if end is End.INTERRUPTED:
        tell_way_on(asker, command_line(f"edit {block.number}", book.path), book.path)
        leave(end)
    show = command_line("show", book.path)
    asker.tell(asker.pack.say("edit.done", file=book.path, show=show))
