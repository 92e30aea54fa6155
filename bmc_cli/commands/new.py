"""``bmc new``: the guided interview."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from bmc_cli import console
from bmc_cli.asking import Asker, Interrupted
from bmc_cli.canvas import BLOCKS, Canvas, open_blocks
from bmc_cli.commands.outcomes import INTERRUPTED, exit_on_signals, explain
from bmc_cli.commands.words import pack_for
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.foreign import clean
from bmc_cli.interview import End, Interview
from bmc_cli.prompts import Pack, load_language
from bmc_cli.storage import Book, create, is_blank, load


def run(path: Path, *, lang: str | None, prompts: Path | None, plain: bool, template: bool) -> None:
    """Start a canvas at ``path`` or go on with the one that is there."""
    known = load(path).canvas if path.exists() and not is_blank(path) else None
    pack = pack_for(lang, prompts, known.language if known else "")
    if template:
        write_template(path, pack)
        return
    asker = asker_for(pack, plain=plain)
    exit_on_signals()
    if known is None:
        started = start(path, asker)
        if started is None:
            return
        known = started
    conduct(Book(path, known), asker)


def write_template(path: Path, pack: Pack) -> None:
    """Write an empty canvas with the questions as comments."""
    remarks = {}
    for block in BLOCKS:
        prompt = pack.blocks[block.key]
        heading = f"{block.number} {prompt.title}: {prompt.question}"
        remarks[block.key] = [clean(heading), *(clean(f"- {each}") for each in prompt.criteria)]
    create(path, _blank(pack, blocks={block.key: () for block in BLOCKS}), remarks)
    console.talk(pack.say("new.template", file=path))


def _blank(pack: Pack, **fields: object) -> Canvas:
    today = dt.datetime.now().astimezone().date().isoformat()
    blank = Canvas(date=today, iteration="1", language=pack.language)
    return replace(blank, **fields)  # type: ignore[arg-type]  # the fields of Canvas


def asker_for(pack: Pack, *, plain: bool, reason: str = "no_terminal") -> Asker:
    """Return who asks: plain lines, or keys where the terminal has them.

    Raises ``BmcError`` (``reason``) when there is nobody to ask.
    """
    stream = console.talk_stream()
    if stream is None and not plain:
        raise BmcError(reason, exit_code=USAGE)
    if plain or stream is None or console.wants_plain() or not _drives(stream):
        from bmc_cli.ask.lines import LineAsker

        return LineAsker(pack)
    from bmc_cli.ask.keys import KeyAsker

    return KeyAsker(pack, stream)


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


def start(path: Path, asker: Asker) -> Canvas | None:
    """Ask for title and author and make the file; None when the user leaves before."""
    pack = asker.pack
    for line in pack.intro:
        asker.tell(line)
    title = ""
    try:
        reply = asker.ask(pack.say("new.title"))
        if reply.command == "quit":
            asker.tell(pack.say("new.nothing"))
            return None
        title = clean(reply.text).strip().replace("\n", " ")
        create(path, _blank(pack, title=title))
        book = Book(path, load(path).canvas)
        reply = asker.ask(pack.say("new.author"))
        if author := clean(reply.text).strip().replace("\n", " "):
            book.change(lambda canvas: replace(canvas, author=author))
    except (Interrupted, KeyboardInterrupt) as broken:
        draft = clean(getattr(broken, "draft", "")).strip()
        if draft and not title:
            create(path, _blank(pack, title=draft))
        if path.exists() and not is_blank(path):
            tell_way_on(path, asker)
        else:
            asker.tell(pack.say("new.nothing"))
        sys.exit(INTERRUPTED)
    if reply.command == "quit":
        tell_way_on(path, asker)
        return None
    return book.canvas


def conduct(book: Book, asker: Asker) -> None:
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
    tell_way_on(book.path, asker)
    if end is End.INTERRUPTED:
        sys.exit(INTERRUPTED)


def tell_way_on(path: Path, asker: Asker, command: str = "new") -> None:
    """Say where the notes are, and the command that goes on with them."""
    asker.tell(asker.pack.say("new.way_on", file=path, command=command_line(command, path)))


def command_line(command: str, path: Path) -> str:
    """Return the command to type for ``path``; the usual file needs no name."""
    named = "" if str(path) == "canvas.yaml" else " " + shlex.quote(str(path))
    return f"bmc {command}{named}"


def finish(book: Book, asker: Asker) -> None:
    """Draw the canvas and give the closing advice."""
    from bmc_cli.commands.show import draw

    draw(book.canvas, asker.pack, lines=not asker.draws)
    edit, show = (command_line(name, book.path) for name in ("edit 4", "show"))
    for line in ("", *asker.pack.closing, asker.pack.say("new.commands", edit=edit, show=show)):
        asker.tell(line)
