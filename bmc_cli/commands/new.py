"""``bmc new``: the guided interview."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.beginning import file_for
from bmc_cli.commands.shared.conversation import asker_for, hold, leave, tell_unsaved, tell_way_on
from bmc_cli.commands.shared.options import File, Lang, Plain, Prompts
from bmc_cli.commands.shared.outcomes import exit_on_signals
from bmc_cli.commands.shared.session import Session, command_line
from bmc_cli.file.book import Book
from bmc_cli.file.languages import languages
from bmc_cli.file.own_packs import name_for
from bmc_cli.file.packs import load_language
from bmc_cli.file.states import exists
from bmc_cli.file.storage import check_free, create, is_blank, load, locate
from bmc_cli.interview.asking import Asker, Ending
from bmc_cli.interview.state import Turn
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.plain_text import clean
from bmc_cli.words.packs import Pack

HELP = """
Every answer is saved at once. Stop when you like: the same command continues
where you were. It never overwrites a file that is not a canvas.

\b
Examples:
  bmc new
  bmc new bakery.yaml --lang nl
  printf 'Title\\nAuthor\\nFirst segment\\n' | bmc new --plain
  bmc new --from plan.md
  bmc new --template
  bmc new --next --json
  bmc new --reply "Families nearby" --at 1 --json
"""

Template = Annotated[
    bool,
    typer.Option("--template", help="Only write an empty canvas, with the questions as comments."),
]

Next = Annotated[
    bool, typer.Option("--next", help="For programs: print the question that comes next.")
]
ReplyText = Annotated[
    str | None,
    typer.Option("--reply", metavar="TEXT", help="For programs: answer it, print the next one."),
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="ID", help="With --reply: the id of the question answered."),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="FILE", help="Import this first, then go on with what it lacks."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="With --next and --reply: as JSON.")]


def new(
    file: File = None,
    plain: Plain = False,
    template: Template = False,
    lang: Lang = None,
    prompts: Prompts = None,
    show_next: Next = False,
    reply: ReplyText = None,
    place: At = None,
    as_json: AsJson = False,
    source: From = None,
) -> None:
    """Start a canvas in ``file``, or go on with the one that is there."""
    session = Session(lang, prompts)
    if source is not None:
        file = str(_brought_in(source, file, session))
    path = file_for(
        file, session, plain=plain, asks=not template and not show_next and reply is None
    )
    known = load(path).canvas if exists(path) and not is_blank(path) else None
    if known is None:
        check_free(path)
    pack = session.speak(known, path)
    if template:
        write_template(path, pack, prompts)
        return
    empty = _empty(pack, prompts=name_for(prompts, path))
    book = Book(path, known or empty, is_new=known is None)
    if show_next or reply is not None:
        from bmc_cli.commands.shared import turns

        begun = _begun(book, pack, asks_back=True)
        if reply is None:
            turns.tell_next(begun, book, as_json=as_json)
        else:
            turns.reply(begun, book, reply, place, as_json=as_json)
        return
    asker = asker_for(pack, plain=plain, path=path)
    exit_on_signals()
    tell_unsaved(asker.tell, path, pack)
    conduct(book, asker, prompts, is_back=source is None)


def _brought_in(source: str, file: str | None, session: Session) -> Path:
    """Import the file ``source``, and return the canvas that it is now."""
    from bmc_cli.commands.shared.import_reports import tell, write
    from bmc_cli.commands.shared.incoming import beside, check_target, taken_in

    target = locate(file) if file else beside(source)
    check_target(target)
    incoming = taken_in(source, lang=session.lang)
    pack = session.speak(incoming.imported.canvas, target)
    tell(incoming, pack)
    write(incoming, target, pack)
    return target


def write_template(path: Path, pack: Pack, prompts: Path | None) -> None:
    """Write an empty canvas with the questions as comments."""
    named = name_for(prompts, path)
    comments, blocks = {}, {block.key: () for block in BLOCKS}
    for block in BLOCKS:
        prompt = pack.blocks[block.key]
        heading = f"{block.number} {prompt.title}: {prompt.question}"
        points = [*filter(None, [prompt.lead]), *(f"- {each}" for each in prompt.criteria)]
        comments[block.key] = [clean(each) for each in (heading, *points)]
    create(path, _empty(pack, blocks=blocks, prompts=named), comments)
    terminal.message(pack.say("new.template", file=path, show=command_line("show", path)))


def _empty(pack: Pack, **fields: object) -> Canvas:
    today = dt.datetime.now().astimezone().date().isoformat()
    empty = Canvas(date=today, iteration="1", language=pack.language)
    return replace(empty, **fields)  # type: ignore[arg-type]  # the fields of Canvas


def _begun(book: Book, pack: Pack, *, asks_back: bool) -> Turn:
    from bmc_cli.interview.walk import begin  # not for an empty form

    return begin(
        book.canvas,
        pack,
        asks_back=asks_back,
        languages=tuple((code, load_language(code).name) for code in languages()),
    )


def conduct(book: Book, asker: Asker, prompts: Path | None = None, *, is_back: bool = True) -> None:
    """Hold the interview over ``book``, and end as the user ended it.

    Who ``is_back`` is welcomed where a canvas is gone on with; what was imported now is not.
    """
    begun = _begun(book, asker.pack, asks_back=asker.asks_back)
    end = hold(asker, book, begun if is_back else begun._replace(said=()))
    if end is Ending.FINISHED:
        finish(book, asker)
        return
    if book.is_new:
        asker.tell(asker.pack.say("new.nothing"))
    else:
        is_remembered = bool(book.canvas.prompts)
        named = None if is_remembered else prompts
        tell_way_on(asker, command_line("new", book.path, named), book.path)
    leave(end)


def finish(book: Book, asker: Asker) -> None:
    """Give the closing advice; a script, which was not asked what now, gets the canvas as well."""
    if not asker.asks_back:
        from bmc_cli.commands.shared.drawn import draw

        draw([book.canvas], asker.pack, lines=not asker.draws)
    edit, show = (command_line(name, book.path) for name in ("edit 4", "show"))
    for line in ("", *asker.pack.closing, asker.pack.say("new.commands", edit=edit, show=show)):
        asker.tell(line)
    if asker.asks_back:
        page = f"-o {shlex.quote(book.path.with_suffix('.html').name)}"
        export = command_line("export", book.path, options=page)
        story = command_line("story", book.path)
        asker.tell(asker.pack.say("new.share", story=story, export=export))
        return
    for line in first_aid(book.canvas, book.path, asker.pack):
        asker.tell(line)


def first_aid(canvas: Canvas, path: Path, pack: Pack, most: int = 3) -> Iterable[str]:
    """Yield the most important findings after an interview, with the commands that mend them."""
    from bmc_cli.commands.shared.repair_commands import repair_line
    from bmc_cli.method.rules import by_weight, check
    from bmc_cli.words.findings import heading_of, sentence
    from bmc_cli.words.terms import terms_of

    found = by_weight(check(canvas, terms_of(pack)))[:most]
    if found:
        yield ""
        yield pack.say("check.after")
        for finding in found:
            yield f"- {heading_of(finding.key, pack)}: {sentence(finding, pack)}"
            if command := repair_line(finding, canvas, path):
                yield f"  {command}"
        yield pack.say("check.more", check=command_line("check", path))
