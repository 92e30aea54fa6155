"""``bmc test``: what to test first, as most of the canvas hangs on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from bmc_cli import terminal
from bmc_cli.commands.shared.here import canvas_at, source_at
from bmc_cli.commands.shared.options import File, Lang, Plain, Prompts, is_number, number_of
from bmc_cli.commands.shared.outcomes import as_error, tell
from bmc_cli.commands.shared.session import Opened, Session, command_line
from bmc_cli.commands.shared.sources import sources
from bmc_cli.errors import UNREAD, USAGE, BmcError
from bmc_cli.file.folders import LeftOut
from bmc_cli.method.evidence import Guess, guesses, how_sure, tally
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.model.fields import BY_NAME
from bmc_cli.plain_text import json_text, one_line
from bmc_cli.words.choices import called
from bmc_cli.words.notes import title_of
from bmc_cli.words.packs import Pack

HELP = """
A canvas is a set of guesses. Those on which the most notes hang come first,
unless you mark one with bmc edit --vital. Of a folder, each canvas has its list.

\b
Examples:
  bmc test
  bmc test -n 20
  bmc test groups
  bmc test --learn -n 3
  bmc test --learn 2
  bmc test --log
  bmc edit 1 --note 2 --evidence tested --learned "11 of 20 paid."
  bmc export --tests -o cards.pdf
"""

FIRST = 5
"""So many guesses are listed, unless more are asked for."""

Count = Annotated[
    str | None,
    typer.Option(
        "--number", "-n", metavar="N", help=f"How many to list or to ask about.  [default: {FIRST}]"
    ),
]

Learn = Annotated[
    bool,
    typer.Option(
        "--learn", help="Say what you learned, one by one; with a number, only of that one."
    ),
]

Log = Annotated[
    bool, typer.Option("--log", help="How far you are: each commit or save of the canvas, a line.")
]

AsJson = Annotated[bool, typer.Option("--json", help="All of them as JSON.")]


def test(
    file: File = None,
    count: Count = None,
    learn: Learn = False,
    log: Log = False,
    as_json: AsJson = False,
    plain: Plain = False,
    lang: Lang = None,
    prompts: Prompts = None,
) -> None:
    """List what to test first in ``file``, or in each canvas of a folder; or ask what was learned.

    Behind ``learn`` a number that is no file is that of the one to ask about.
    """
    session = Session(lang, prompts)
    number = None
    if learn and file is not None and is_number(file):
        number, file = int(file), None
    most = number_of(count, FIRST)
    if learn and (log or as_json or (count is not None and number is not None)):
        raise BmcError("learn_alone", exit_code=USAGE)
    source = (canvas_at if learn or log else source_at)(file, session, "test")
    if isinstance(source, Path) and source.is_dir() and not (learn or log):
        list_all(source, session, most, as_json=as_json)
        return
    opened = session.open(source)
    if log:
        show_progress(opened, as_json=as_json)
    elif learn:
        go_through(opened, number, most, plain=plain)
    elif as_json:
        found = guesses(opened.canvas)
        terminal.data(json_text([_data(at, each) for at, each in enumerate(found, 1)]))
    else:
        for line in _lines(opened, most):
            terminal.result(one_line(line))
        if guesses(opened.canvas):
            some = f"-n {most}" if count is not None else ""
            again = command_line("test --learn", opened.path, options=some)
            terminal.message()
            terminal.message(opened.pack.say("test.tell", command=again))


def list_all(folder: Path, session: Session, most: int, *, as_json: bool) -> None:
    """List what to test first in each canvas of ``folder``; one that cannot be read is told.

    The program then ends with 3.
    """
    left_out = LeftOut()
    data: list[dict[str, Any]] = []
    listed = unread = False
    for source in sources([str(folder)], session, "test", left_out):
        try:
            opened = session.open(source)
        except (BmcError, OSError) as fault:
            tell(as_error(fault), session.lang)
            unread = True
            continue
        found = enumerate(guesses(opened.canvas), 1)
        data += [{"file": str(source), **_data(number, each)} for number, each in found]
        for line in () if as_json else [*[""] * listed, *_lines(opened, most, str(source))]:
            terminal.result(one_line(line))
        listed = True
    if as_json:
        terminal.data(json_text(data))
    if unread or left_out.faults:
        sys.exit(UNREAD)


def show_progress(opened: Opened, *, as_json: bool) -> None:
    """Print how sure the canvas was in each of its commits, or else savings, the oldest first.

    In lines to read, those in which that is as in the one before are left out.
    """
    from bmc_cli.file.progress import saved_states

    rows = [(state, tally(state.canvas)) for state in saved_states(opened.path)]
    if as_json:
        data = [{"date": of.when, "version": of.name, **counts} for of, counts in rows]
        terminal.data(json_text(data))
        return
    if not rows:
        terminal.message(opened.pack.say("test.no_log", file=opened.path))
        return
    kind = "commits" if rows[0][0].is_commit else "saves"
    terminal.message(opened.pack.say(f"test.log_{kind}"))
    before = None
    for state, counts in rows:
        if counts != before:
            said = opened.pack.say("test.counts", **counts)
            terminal.result(one_line(f"{state.when}  {state.name}  {said}"))
        before = counts


def go_through(opened: Opened, number: int | None, most: int, *, plain: bool) -> None:
    """Ask what was learned of the first guesses, or of one, by its number in the list."""
    from bmc_cli.commands.shared.fixing import walk_along
    from bmc_cli.file.book import Book
    from bmc_cli.interview.walk import learning

    path, canvas, pack = opened.path, opened.canvas, opened.pack
    known = command_line("test", path)
    walk_along(
        path,
        pack,
        partial(learning, canvas, pack, number, most),
        Book(path, canvas),
        reason="no_terminal_learn",
        absent=BmcError("no_such_guess", exit_code=USAGE, n=number, command=known),
        done="test.done",
        again=command_line("test --learn", path),
        plain=plain,
    )


def _lines(opened: Opened, most: int, name: str = "") -> Iterator[str]:
    """Yield what to test first in a canvas, which is called ``name`` where there are several."""
    path, pack = opened.path, opened.pack
    found = guesses(opened.canvas)
    title = title_of(opened.canvas, pack) + (f" ({name})" if name else "")
    if not found:
        has_notes = any(opened.canvas.blocks.values())
        said, command = "nothing" if has_notes else "empty", command_line("new", path)
        yield pack.say(f"test.{said}", title=title, command=command)
        return
    yield pack.say("test.title", title=title)
    width = len(str(min(most, len(found))))
    for at, guess in enumerate(found[:most], 1):
        yield ""
        first, *others = _about(guess, path, pack)
        yield f"{at:>{width}} {first}"
        yield from (f"{'':{width}} {line}" for line in others)
    left = len(found) - most
    if left > 0:
        yield ""
        command = command_line("test", path, options=f"-n {len(found)}")
        yield pack.count("test.more", left).replace("{command}", command)


def _about(guess: Guess, path: Path, pack: Pack) -> Iterator[str]:
    """Yield what is said of a guess: which note, why it stands here, and what to type."""
    key, place = guess.spot
    note = guess.note
    yield f"{BY_KEY[key].number}.{place + 1} {one_line(note.text)}"
    why = [pack.say("test.vital")] if note.vital else []
    if guess.hanging:
        why += [pack.count("test.hanging", guess.hanging)]
    why += [called(BY_NAME["evidence"], note.evidence, pack)]
    yield f"  {' · '.join(why)}"
    if note.test:
        yield "  " + pack.say("test.way", test=one_line(note.test))
    if note.learned:
        yield "  " + pack.say("test.learned", learned=one_line(note.learned))
    yield "  " + _command(guess, path)


def _command(guess: Guess, path: Path) -> str:
    key, place = guess.spot
    options = f'--note {place + 1} --evidence tested --learned "…"'
    return command_line(f"edit {BY_KEY[key].number}", path, options=options)


def _data(at: int, guess: Guess) -> dict[str, Any]:
    key, place = guess.spot
    note = guess.note
    return {
        "number": at,
        "block": key,
        "note": place + 1,
        "text": note.text,
        "evidence": how_sure(note),
        "hanging": guess.hanging,
        "vital": note.vital,
        "test": note.test,
        "learned": note.learned,
    }
