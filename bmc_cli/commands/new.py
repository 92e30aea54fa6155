"""``bmc new``: the guided interview."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO

from bmc_cli import terminal
from bmc_cli.commands.shared.outcomes import INTERRUPTED, exit_on_signals, explain
from bmc_cli.commands.shared.session import command_line, pack_for
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import Book, check_free, create, is_blank, load
from bmc_cli.interview.asking import Asker, Interrupted
from bmc_cli.interview.walk import End, Interview, understood
from bmc_cli.model.canvas import BLOCKS, Canvas, open_blocks
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.packs import Pack


def run(path: Path, *, lang: str | None, prompts: Path | None, plain: bool, template: bool) -> None:
    """Start a canvas at ``path`` or go on with the one that is there."""
    known = load(path).canvas if path.exists() and not is_blank(path) else None
    if known is None:
        check_free(path)
    pack = pack_for(lang, prompts, known.language if known else "")
    if template:
        write_template(path, pack)
        return
    asker = asker_for(pack, plain=plain, path=path)
    exit_on_signals()
    tell_unsaved(asker.tell, path, pack)
    known = known or start(path, asker, prompts)
    if known is not None:
        conduct(Book(path, known), asker, prompts)


def write_template(path: Path, pack: Pack) -> None:
    """Write an empty canvas with the questions as comments."""
    remarks = {}
    for block in BLOCKS:
        prompt = pack.blocks[block.key]
        heading = f"{block.number} {prompt.title}: {prompt.question}"
        remarks[block.key] = [clean(heading), *(clean(f"- {each}") for each in prompt.criteria)]
    create(path, _blank(pack, blocks={block.key: () for block in BLOCKS}), remarks)
    terminal.talk(pack.say("new.template", file=path, show=command_line("show", path)))


def _blank(pack: Pack, **fields: object) -> Canvas:
    today = dt.datetime.now().astimezone().date().isoformat()
    blank = Canvas(date=today, iteration="1", language=pack.language)
    return replace(blank, **fields)  # type: ignore[arg-type]  # the fields of Canvas


def asker_for(
    pack: Pack, *, plain: bool, reason: str = "no_terminal", path: Path | None = None
) -> Asker:
    """Return who asks: plain lines, or keys where the terminal has them.

    ``path`` is the canvas that is asked about.  Raises ``BmcError`` (``reason``) when there
    is nobody to ask.
    """
    stream = terminal.talk_stream()
    if stream is None and not plain:
        raise BmcError(reason, exit_code=USAGE)
    from bmc_cli.file import drafts

    home = drafts.home_of(path) if path else None
    if plain or stream is None or terminal.wants_plain() or not _drives(stream):
        from bmc_cli.interview.lines import LineAsker

        return LineAsker(pack, home)
    from bmc_cli.interview.keys import KeyAsker

    return KeyAsker(pack, stream, home)


def tell_unsaved(say: Callable[[str], None], path: Path, pack: Pack) -> None:
    """Say, once, where the notes are that an editor was cut off with."""
    from bmc_cli.file import drafts

    for file in drafts.left(drafts.home_of(path)):
        say(pack.say("edit.unsaved", file=file))


def _drives(stream: TextIO) -> bool:
    """Whether the prompt library can drive this console; elsewhere than on Windows it can."""
    if sys.platform != "win32":
        return True
    from prompt_toolkit.output import create_output

    try:
        create_output(stdout=stream)
    except Exception:  # noqa: BLE001  # whatever it is: plain lines do
        return False
    return True


def start(path: Path, asker: Asker, prompts: Path | None = None) -> Canvas | None:
    """Ask for title and author and make the file; None when the user leaves before."""
    for line in (*asker.pack.intro, ""):
        asker.tell(line)
    book: Book | None = None
    for name in ("title", "author"):
        text, end = _answer(asker, f"new.{name}")
        if book is None and (text or end is None):
            create(path, _blank(asker.pack, title=text))
            book = Book(path, load(path).canvas)
        elif book is not None and text:
            book.change(partial(replace, author=text))
        if end is not None:
            if book is None:
                asker.tell(asker.pack.say("new.nothing"))
            else:
                tell_way_on(asker, command_line("new", path, prompts), path)
            leave(end)
            return None
    return book.canvas if book else None


def _answer(asker: Asker, question: str) -> tuple[str, End | Interrupted | None]:
    """Return the answer, on one line, and how the user left if that is what happened."""
    draft = ""
    while True:
        try:
            reply = asker.ask(asker.pack.say(question), draft)
        except Interrupted as broken:
            return one_line(broken.draft).strip(), broken
        command, rest = understood(reply, asker.pack)
        if command == "quit":
            return one_line(reply.text if reply.command else "").strip(), End.LEFT
        if command in {"", "next"}:
            return one_line(rest).strip(), None
        draft = reply.text if reply.command else ""
        if command == "unknown":
            asker.tell(asker.pack.say("interview.unknown_word", word=one_line(rest)))


def leave(end: End | Interrupted) -> None:
    """End the program as the interview was ended: with 130, or by the signal that broke it off."""
    if isinstance(end, Interrupted):
        end.pass_on()
    if end is not End.LEFT:
        sys.exit(INTERRUPTED)


def conduct(book: Book, asker: Asker, prompts: Path | None = None) -> None:
    """Hold the interview over ``book``, and end as the user ended it."""
    interview = Interview(book, asker, load_language, explain)
    begun = any(book.canvas.notes(block.key) for block in BLOCKS)
    if begun and not open_blocks(book.canvas):
        asker.tell(asker.pack.say("new.finished_before", file=book.path))
        end = interview.review()
    else:
        end = interview.run()
    if end is End.FINISHED:
        finish(book, asker)
        return
    tell_way_on(asker, command_line("new", book.path, prompts), book.path)
    leave(end)


def tell_way_on(asker: Asker, command: str, path: Path) -> None:
    """Say where the notes are, and the command that goes on with them."""
    asker.tell(asker.pack.say("new.way_on", file=path, command=command))


def finish(book: Book, asker: Asker) -> None:
    """Draw the canvas and give the closing advice."""
    from bmc_cli.commands.check import first_aid
    from bmc_cli.commands.show import draw

    draw(book.canvas, asker.pack, lines=not asker.draws)
    edit, show = (command_line(name, book.path) for name in ("edit 4", "show"))
    for line in ("", *asker.pack.closing, asker.pack.say("new.commands", edit=edit, show=show)):
        asker.tell(line)
    for line in first_aid(book.canvas, book.path, asker.pack):
        asker.tell(line)
