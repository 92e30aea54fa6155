"""The interview one question at a time, for a program: what is asked now, and what a reply does.

Nothing is kept between two runs but the canvas; the id of a question says where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bmc_cli import terminal
from bmc_cli.commands.shared.conversation import loader
from bmc_cli.commands.shared.outcomes import explain
from bmc_cli.commands.shared.session import command_line
from bmc_cli.drawing.outline import headed
from bmc_cli.errors import USAGE, BmcError
from bmc_cli.file.book import Book
from bmc_cli.interview.asking import Shown
from bmc_cli.interview.conversation import Conversation
from bmc_cli.interview.places import NoSuchPlace, at, place_of
from bmc_cli.interview.state import Asked, Effect, Reply, State, Turn
from bmc_cli.interview.walk import asked
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.plain_text import clean, json_text, one_line
from bmc_cli.view import view
from bmc_cli.words.packs import Pack


class _Nobody:
    """Who asks where a program does: nobody."""

    draws = False
    asks_back = True

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def tell(self, text: str) -> None:
        terminal.message_lines(text)

    def ask(self, _shown: Shown) -> Reply:
        return Reply("", "quit")

    def edit_lines(self, _lines: object, _comment: str) -> list[str] | None:
        raise BmcError("editor_no_terminal", exit_code=USAGE)


def tell_next(begun: Turn, book: Book, *, as_json: bool) -> None:
    """Print the question that comes next."""
    _print(begun.state, book, (), is_done=False, is_saved=False, as_json=as_json)


def reply(begun: Turn, book: Book, text: str, place: str | None, *, as_json: bool) -> None:
    """Answer the question ``place``, else the one that comes next; print the one after it.

    Raises ``BmcError`` for an id that names no question now.
    """
    state = begun.state
    if place not in {None, place_of(state)}:
        try:
            state = at(state, str(place))
        except NoSuchPlace:
            command = command_line("new", book.path, options="--next")
            raise BmcError("no_such_place", exit_code=USAGE, id=place, command=command) from None
    talk = Conversation(book, _Nobody(state.pack), loader(state.pack), explain)
    was = book.canvas
    made = talk.answer(state, Reply(text))
    after = talk.effected(made)
    is_done = made.effect in {Effect.FINISH, Effect.LEAVE}
    is_saved = book.canvas != was and not book.is_new
    _print(after, book, talk.said, is_done=is_done, is_saved=is_saved, as_json=as_json)


def _print(
    state: State,
    book: Book,
    said: tuple[str, ...],
    *,
    is_done: bool,
    is_saved: bool,
    as_json: bool,
) -> None:
    if as_json:
        terminal.data(json_text(_told(state, book, said, is_done=is_done, is_saved=is_saved)))
        return
    for line in said:
        terminal.result(one_line(line))
    if is_done:
        return
    state, read = _past_page(state)
    for title, lines in read:
        for line in (title, *lines):
            terminal.result(one_line(line))
    shown = asked(state)
    for line in (shown.question, *(f"{each.label}: {each.shown}" for each in shown.choices)):
        terminal.result(one_line(line))
    terminal.result(one_line(f"{shown.hint} ({place_of(state)})"))


def _past_page(state: State) -> tuple[State, list[tuple[str, Sequence[str]]]]:
    """Return the state at the question below a page, and the page: it is read at once."""
    page = asked(state).page
    if page is None:
        return state, []
    drawn = headed(view(state.canvas, state.pack), page.draws) if page.draws else ()
    return state.answered(), [*drawn, *page.parts]


def _told(
    state: State, book: Book, said: tuple[str, ...], *, is_done: bool, is_saved: bool
) -> dict[str, Any]:
    """Return the question as JSON has it: docs/programs.md says what each part is."""
    state, read = _past_page(state)
    shown = Asked("", "") if is_done else asked(state)
    key = "" if is_done else state.question.key
    return {
        "file": None if book.is_new else str(book.path),
        "said": [clean(line) for line in said],
        "saved": is_saved,
        "done": is_done,
        "at": None if is_done else place_of(state),
        "step": BY_KEY[key].number if key else None,
        "block": key or None,
        "question": clean(shown.question),
        "lead": clean(shown.lead),
        "points": [clean(point) for point in shown.points],
        "choices": [
            {"label": each.label, "text": clean(each.shown), "hint": clean(each.hint)}
            for each in shown.choices
        ],
        "hint": clean(shown.hint),
        "draft": clean(shown.draft),
        "page": [{"title": clean(title), "lines": [*map(clean, lines)]} for title, lines in read],
    }
