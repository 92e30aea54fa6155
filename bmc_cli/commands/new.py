"""``bmc new``: the guided interview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.beginning import file_for
from bmc_cli.commands.shared.conversation import asker_for, leave, tell_unsaved, tell_way_on
from bmc_cli.commands.shared.options import File, Lang, Plain, Prompts
from bmc_cli.commands.shared.outcomes import exit_on_signals, explain
from bmc_cli.commands.shared.session import Session, command_line
from bmc_cli.file.own_packs import name_for
from bmc_cli.file.packs import load_language
from bmc_cli.file.storage import Book, check_free, create, is_blank, load
from bmc_cli.interview.asking import Asker, Interrupted
from bmc_cli.interview.walk import End, Interview, understood
from bmc_cli.model.canvas import BLOCKS, Canvas, open_blocks
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.packs import Pack

HELP = """
Every answer is saved at once. Stop when you like: the same command goes on
where you were. It never overwrites a file that is no canvas.

\b
Examples:
  bmc new
  bmc new bakery.yaml --lang nl
  printf 'Title\\nAuthor\\nFirst segment\\n' | bmc new --plain
  bmc new --template
"""

Template = Annotated[
    bool,
    typer.Option("--template", help="Only write an empty canvas with the questions in it."),
]


def new(
    file: File = None,
    plain: Plain = False,
    template: Template = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """Start a canvas in ``file``, or go on with the one that is there."""
    session = Session(lang, prompts)
    path = file_for(file, session, plain=plain, asks=not template)
    known = load(path).canvas if path.exists() and not is_blank(path) else None
    if known is None:
        check_free(path)
    pack = session.speak(known, path)
    if template:
        write_template(path, pack, prompts)
        return
    asker = asker_for(pack, plain=plain, path=path)
    exit_on_signals()
    tell_unsaved(asker.tell, path, pack)
    known = known or start(path, asker, prompts)
    if known is not None:
        conduct(Book(path, known), asker, prompts)


def write_template(path: Path, pack: Pack, prompts: Path | None = None) -> None:
    """Write an empty canvas with the questions as comments."""
    named = name_for(prompts, path)
    comments, blocks = {}, {block.key: () for block in BLOCKS}
    for block in BLOCKS:
        prompt = pack.blocks[block.key]
        heading = f"{block.number} {prompt.title}: {prompt.question}"
        comments[block.key] = [clean(heading), *(clean(f"- {each}") for each in prompt.criteria)]
    create(path, _empty(pack, blocks=blocks, prompts=named), comments)
    terminal.message(pack.say("new.template", file=path, show=command_line("show", path)))


def _empty(pack: Pack, **fields: object) -> Canvas:
    today = dt.datetime.now().astimezone().date().isoformat()
    empty = Canvas(date=today, iteration="1", language=pack.language)
    return replace(empty, **fields)  # type: ignore[arg-type]  # the fields of Canvas


def start(path: Path, asker: Asker, prompts: Path | None = None) -> Canvas | None:
    """Ask for title and author and make the file; None when the user leaves before."""
    for line in (*asker.pack.intro, ""):
        asker.tell(line)
    book: Book | None = None
    for name in ("title", "author"):
        text, end = _answer(asker, f"new.{name}")
        if book is None and (text or end is None):
            create(path, _empty(asker.pack, title=text, prompts=name_for(prompts, path)))
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


def finish(book: Book, asker: Asker) -> None:
    """Draw the canvas and give the closing advice."""
    from bmc_cli.commands.shared.drawn import draw

    draw([book.canvas], asker.pack, lines=not asker.draws)
    edit, show = (command_line(name, book.path) for name in ("edit 4", "show"))
    for line in ("", *asker.pack.closing, asker.pack.say("new.commands", edit=edit, show=show)):
        asker.tell(line)
    for line in first_aid(book.canvas, book.path, asker.pack):
        asker.tell(line)


def first_aid(canvas: Canvas, path: Path, pack: Pack, most: int = 3) -> Iterable[str]:
    """Yield the most important findings after an interview, with the commands that mend them."""
    from bmc_cli.commands.shared.repairs import repair
    from bmc_cli.method.rules import check
    from bmc_cli.words.findings import heading_of, sentence
    from bmc_cli.words.terms import terms_of

    found = check(canvas, terms_of(pack))[:most]
    if found:
        yield ""
        yield pack.say("check.after")
        for finding in found:
            yield f"- {heading_of(finding.key, pack)}: {sentence(finding, pack)}"
            if command := repair(finding, path):
                yield f"  {command}"
        yield pack.say("check.more", check=command_line("check", path))
