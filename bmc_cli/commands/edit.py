"""``bmc edit``: one block again, by hand or by a script."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from bmc_cli import terminal
from bmc_cli.commands.shared import edit_options as options
from bmc_cli.commands.shared.edit_reports import report, tell_there, tell_unsure
from bmc_cli.commands.shared.here import canvas_at
from bmc_cli.commands.shared.options import DryRun, Lang, Plain, Prompts
from bmc_cli.commands.shared.orders import Orders, obey
from bmc_cli.commands.shared.outcomes import exit_on_signals
from bmc_cli.commands.shared.saying import Asked, Said
from bmc_cli.commands.shared.session import Opened, Session, block_for, command_line
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file import disk
from bmc_cli.file.book import Book
from bmc_cli.file.states import is_plainly_file
from bmc_cli.file.storage import Edit, locate, preview
from bmc_cli.file.storage import change as change_file
from bmc_cli.model.canvas import BLOCKS, HEAD, Block, Canvas, head_named
from bmc_cli.model.operations import Edited, Retitle, Settle, apply, version_numbered
from bmc_cli.plain_text import one_line
from bmc_cli.words.packs import Pack, block_options

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
  bmc edit 4 --note 1 --note 2 --add-for B --remove-kind purchase
  bmc edit 4 --note 1 --detail "Order before ten, collect after four."
  bmc edit 1 --note 3 --outlook "More of them every year."
  bmc edit 4 --note 2 --remark "Have you asked them?"
  bmc edit 1 --note 2 --evidence tested --learned "11 of 20 paid."
  bmc edit 2 --note 3 --to channels
  bmc edit 4 --remove 1 --remove 3 --dry-run
  bmc edit title "Bakery on the corner"
  bmc edit title --keep 2
  bmc edit --apply operations.json
  bmc edit --schema > operations.schema.json
"""


def edit(
    block: options.BlockName = None,
    rest: options.Rest = None,
    add: options.AddText = None,
    set_: options.SetText = None,
    remove: options.RemoveNote = None,
    move: options.MoveNote = None,
    keep: options.KeepNote = None,
    note: options.NoteNumbers = None,
    to: options.ToBlock = None,
    detail: options.Detail = None,
    outlook: options.Outlook = None,
    remark: options.Remark = None,
    later: options.Later = None,
    evidence: options.Evidence = None,
    test: options.Test = None,
    learned: options.Learned = None,
    vital: options.Vital = None,
    for_: options.For = None,
    add_for: options.AddFor = None,
    remove_for: options.RemoveFor = None,
    kind: options.Kinds = None,
    add_kind: options.AddKind = None,
    remove_kind: options.RemoveKind = None,
    apply_: options.ApplyList = None,
    dry_run: DryRun = False,
    schema: options.Schema = False,
    editor: options.Editor = False,
    plain: Plain = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Revisit ``block`` of a canvas: do what the options say, else ask.

    ``rest`` names its file; behind a field of the title block its text comes first.
    """
    session = Session(lang, prompts)
    orders = Orders(
        add or (),
        set_ or (),
        remove or (),
        move or (),
        note or (),
        block_for(to, session.speak()) if to is not None else None,
        Said(
            _given(detail=detail, outlook=outlook, remark=remark, test=test, learned=learned)
            | _given(evidence=evidence, later=later, vital=vital),
            Asked(for_ or (), add_for or (), remove_for or ()),
            Asked(kind or (), add_kind or (), remove_kind or ()),
        ),
        keep,
    )
    named = (block, rest or ())
    if schema:
        is_alone = not (any((block, *(rest or ()))) or orders.any or apply_ is not None)
        _print_schema(session, is_alone=is_alone)
    elif does := _ordered(*named, orders, apply_, session):
        if editor:
            raise BmcError("editor_alone", exit_code=USAGE)
        pack = does(preview if dry_run else change_file)
        if dry_run:
            terminal.message(pack.say("edit.dry_run"))
    elif dry_run:
        raise BmcError("editor_alone" if editor else "nothing_to_try", exit_code=USAGE)
    elif editor:
        in_editor(*_opened(*named, session))
    else:
        converse(*_opened(*named, session), plain=plain)


Save = Callable[[Path, Edit], tuple[Canvas, Canvas]]
"""Makes an edit of the canvas in a file, or only says what would come of it."""


def _given(**options: str | bool | None) -> dict[str, str | bool]:
    return {name: value for name, value in options.items() if value is not None}


def _ordered(
    word: str | None, rest: Sequence[str], orders: Orders, listed: str | None, session: Session
) -> Callable[[Save], Pack] | None:
    """Return what does without asking all that is ordered, None for nothing that is.

    It returns the pack that said what changed.  ``listed`` names a file of operations.
    """
    if listed is not None:
        names = [each for each in (word, *rest) if each]
        return partial(apply_list, listed, names, orders, session)
    if field := _field(word or "", orders):
        return partial(retitle, field, rest, orders, session)
    if orders.any:
        return partial(carry_out, word, rest, orders, session)
    return None


def _opened(word: str | None, rest: Sequence[str], session: Session) -> tuple[Opened, Block]:
    """Return the canvas that is meant and the block of it.  Raises ``BmcError`` for neither."""
    if word is None:
        raise BmcError("no_block", exit_code=USAGE, options=block_options(session.speak()))
    _refuse_other_order(word, rest, session.speak())
    path = canvas_at(only_file(rest), session, f"edit {shlex.quote(word)}")
    opened = _open(path, session)
    return opened, block_for(word, opened.pack)


def only_file(names: Sequence[str]) -> str | None:
    """Return the name of the one file that is meant.  Raises ``BmcError`` for more."""
    if len(names) > 1:
        raise BmcError("one_canvas", exit_code=USAGE, word=names[1])
    return names[0] if names else os.environ.get("BMC_FILE")


def _refuse_other_order(word: str, rest: Sequence[str], pack: Pack) -> None:
    """Refuse the name of a file where a block is wanted."""
    try:
        block_for(word, pack)
    except BmcError as fault:
        is_file = bool(word) and locate(word).is_file()
        for block in _blocks_named(rest[:1], pack):
            if not is_file and fault.reason != "unknown_block":
                raise
            again = command_line(f"edit {block.number}", Path(word))
            raise BmcError("wrong_order", exit_code=USAGE, command=again) from None
        if is_file:
            raise BmcError("file_first", exit_code=USAGE, file=locate(word)) from None


def _blocks_named(words: Sequence[str], pack: Pack) -> Iterator[Block]:
    """Yield the blocks that words name, without those that name none."""
    for word in words:
        with suppress(BmcError):
            yield block_for(word, pack)


def _open(path: Path, session: Session) -> Opened:
    """Return the canvas at ``path``, and say which other names the file has."""
    opened = session.open(path)
    if others := disk.other_names(opened.path):
        terminal.message(opened.pack.say("edit.other_names", n=others, file=opened.path))
    return opened


def carry_out(
    word: str | None, rest: Sequence[str], orders: Orders, session: Session, save: Save
) -> Pack:
    """Do what ``orders`` say of a block, say what changed, and return the pack that said it."""
    (path, _, pack), block = _opened(word, rest, session)
    numbers = command_line("show", path, options=f"--block {block.number}")
    before, after = save(path, partial(obey, block=block, orders=orders, show=numbers, pack=pack))
    tell_there(before, after, [(block.key, text) for text in orders.texts], pack)
    report(before, after, [block, *filter(None, [orders.to])], pack)
    tell_unsure(before, after, path, pack)
    return pack


def apply_list(
    name: str, names: Sequence[str], orders: Orders, session: Session, save: Save
) -> Pack:
    """Carry out the operations in the file ``name``, all or none; as ``carry_out``."""
    from bmc_cli.commands.shared.applying import added_in, obey_all, operations_at

    is_block = any(True for _ in _blocks_named(names[:1], session.speak()))
    if orders.any or (is_block and not locate(names[0]).is_file()):
        raise BmcError("apply_alone", exit_code=USAGE)
    asked = operations_at(name)
    path = canvas_at(only_file(names), session, f"edit --apply {shlex.quote(name)}")
    opened = _open(path, session)
    done = partial(obey_all, asked=asked, path=path, pack=opened.pack)
    before, after = save(path, done)
    tell_there(before, after, added_in(asked, opened.pack), opened.pack)
    report(before, after, BLOCKS, opened.pack)
    tell_unsure(before, after, path, opened.pack)
    return opened.pack


def _field(word: str, orders: Orders) -> str:
    """Return the field of the title block that is meant, "" for none; any can be settled."""
    is_any = orders.keep is not None and word in HEAD
    return word if is_any else head_named(word)


def _print_schema(session: Session, *, is_alone: bool) -> None:
    from bmc_cli.formats.operations import operations_schema

    if not is_alone:
        raise BmcError("operations_schema_alone", exit_code=USAGE)
    terminal.data(operations_schema(session.speak()))


def retitle(field: str, rest: Sequence[str], orders: Orders, session: Session, save: Save) -> Pack:
    """Give a field of the title block the text that is first in ``rest``; as ``carry_out``.

    Or keep the one of its versions that ``orders`` say, of those that a merge left.
    """
    if orders.any and orders != Orders(keep=orders.keep):
        raise BmcError("field_has_no_notes", exit_code=USAGE, field=field)
    if orders.keep is not None:
        path = canvas_at(only_file(rest), session, f"edit {field} --keep {orders.keep}")
        done = partial(_kept, name=field, number=orders.keep)
    else:
        text = one_line(rest[0]).strip() if rest else ""
        if not rest or (len(rest) == 1 and text and is_plainly_file(Path(text))):
            raise BmcError("field_text", exit_code=USAGE, field=field)
        path = canvas_at(only_file(rest[1:]), session, f"edit {field} {shlex.quote(text)}")
        done = partial(apply, operations=[Retitle(field, text)])
    opened = _open(path, session)
    report(*save(path, done), (), opened.pack)
    return opened.pack


def _kept(canvas: Canvas, name: str, number: int) -> Edited:
    return apply(canvas, [Settle(name, version_numbered(canvas, name, number))])


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
    report(*changed, [block], pack)
    tell_unsure(*changed, path, pack)


def converse(opened: Opened, block: Block, *, plain: bool) -> None:
    """Hold the step of one block."""
    from bmc_cli.commands.shared.conversation import (
        asker_for,
        hold,
        leave,
        tell_unsaved,
        tell_way_on,
    )
    from bmc_cli.interview.asking import Ending
    from bmc_cli.interview.walk import opened as opened_on

    book = Book(opened.path, opened.canvas)
    asker = asker_for(opened.pack, plain=plain, reason="no_terminal_edit", path=book.path)
    exit_on_signals()
    tell_unsaved(asker.tell, book.path, opened.pack)
    begun = opened_on(book.canvas, asker.pack, block, asks_back=asker.asks_back)
    end = hold(asker, book, begun)
    if end is Ending.INTERRUPTED:
        tell_way_on(asker, command_line(f"edit {block.number}", book.path), book.path)
        leave(end)
    show = command_line("show", book.path)
    asker.tell(asker.pack.say("edit.done", file=book.path, show=show))
