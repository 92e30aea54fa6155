"""The interview with keys, one question a screen, on a terminal."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rich.cells import cell_len
from rich.control import Control

from bmc_cli.drawing.block_page import WIDEST, BlockPage
from bmc_cli.drawing.grid import Grid, Look
from bmc_cli.drawing.paragraphs import hanging
from bmc_cli.drawing.screen import Offered, Rendered, Screen, rendered
from bmc_cli.drawing.theme import BOLD, PLAIN
from bmc_cli.interview.asking import Interrupted, Shown
from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.editor import edit_lines_at
from bmc_cli.interview.state import Asked, Page, Reply
from bmc_cli.model.canvas import BLOCKS, BY_KEY
from bmc_cli.plain_text import clean, one_line
from bmc_cli.terminal import rich_console
from bmc_cli.view import View, view

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings
    from rich.console import RenderableType
    from rich.segment import Segment

    from bmc_cli.words.packs import Pack


_KEY_SECONDS = 0.1  # that the rest of a key has to come in: Esc alone is a key too


class KeyAsker:
    """Draws on the terminal ``stream`` and reads keys from stdin."""

    draws = True
    asks_back = True

    def __init__(self, pack: Pack, stream: TextIO, home: Path | None = None) -> None:
        self.pack = pack
        self.home = home  # of notes that are in the editor
        self.stream = stream
        self.fresh = True
        self.told: list[str] = []  # before the first question

    def tell(self, text: str) -> None:
        if self.fresh and text:
            self.told.append(text)
        rich_console(self.stream).print(clean(text))

    def ask(self, shown: Shown) -> Reply:
        at, draft = 0, shown.asked.draft
        while True:
            left = self._draw(shown, at, draft)
            reply = self._asked(shown.asked, draft)
            if reply.command == "redraw":
                draft = reply.text
            elif reply.command == "suspend":
                self._suspend()
                draft = reply.text
            elif reply.command == "interrupt":
                raise Interrupted(reply.text)
            elif left and reply == Reply(""):
                at += 1
            else:
                self.told.clear()
                return reply

    def _suspend(self) -> None:
        self.tell(self.pack.say("interview.stopped"))
        os.killpg(0, signal.SIGTSTP)  # goes on here when the shell says so

    # -- drawing

    def _draw(self, shown: Shown, at: int, draft: str) -> bool:
        """Draw the screen, of a page its part ``at``; return whether there is more of it."""
        console = rich_console(self.stream)  # as wide and as high as it is now
        width, height = min(console.width, WIDEST), console.height
        self._clear(height)
        state, asked, _, said, is_saved = shown
        look = Look(ascii_only=console.options.ascii_only)
        seen = view(state.canvas, self.pack, by_letter=True)
        if asked.page:
            return self._draw_page(console, seen, asked.page, look, at)
        typed = cell_len(f"{asked.prompt} {one_line(draft)}")
        screen = Screen(
            seen,
            state.question.key if state.questions else "",
            asked.question,
            self._hint(asked),
            look,
            clean(asked.lead),
            [clean(each) for each in asked.points],
            [_offered(choice, asked, self.pack) for choice in asked.choices],
            [clean(text) for text in (*self.told, *said)],
            is_saved,
            asked.has_notes,
            max(typed // max(width, 1) + 1, 2),
        )
        console.print(screen, end="")
        return False

    def _hint(self, asked: Asked) -> str:
        up = f" · {self.pack.say('interview.hint_up')}" if asked.has_notes else ""
        return clean(asked.hint + up)

    def _draw_page(self, console: Any, seen: View, page: Page, look: Look, at: int) -> bool:
        """Print as much of a page as fits; return whether more comes behind it."""
        drawn: RenderableType | None = None
        if page.draws == "all":
            drawn = Grid(seen, look)
        elif page.draws:
            drawn = BlockPage(seen.blocks[page.draws], look)
        lines = [] if drawn is None else console.render_lines(drawn, pad=False)
        lines += [
            line for title, texts in page.parts for line in _part(console, title, texts, look)
        ]
        room = max(console.height - 3, 1)
        pages = _pages(lines, room)
        at = min(at, len(pages) - 1)
        for line in pages[at]:
            console.print(Rendered(line), end="")
        has_more = at < len(pages) - 1
        hint = "interview.page_more" if has_more else "interview.page_hint"
        console.print(clean(self.pack.say(hint)), style="dim")
        return has_more

    def _clear(self, height: int) -> None:
        """Begin a new screen; what stood on the first one goes up into the scrollback."""
        if self.fresh:
            self.stream.write("\n" * (height - 1))
            self.fresh = False
        rich_console(self.stream).control(Control.home(), Control.clear())

    # -- asking

    def _asked(self, asked: Asked, draft: str) -> Reply:
        import questionary
        from prompt_toolkit.output import create_output

        # The place of the cursor is not asked for: a terminal that does not say it is warned of in
        # English, and a slow one says it in the middle of what is typed.
        output = create_output(stdout=self.stream)
        output.enable_cpr = False  # type: ignore[attr-defined]  # not on Windows: nobody reads it
        question = questionary.text(
            clean(asked.prompt),
            default=draft,
            qmark="",
            key_bindings=_bindings(asked),
            erase_when_done=True,
            output=output,
            style=questionary.Style([("question", "bold"), ("answer", "noinherit")]),
        )
        size = output.get_size()

        def resized(app: Any) -> None:
            if app.output.get_size() != size and not app.is_done and app.future:
                app.exit(result=Reply(app.current_buffer.text, "redraw"))

        question.application.before_render += resized
        question.application.ttimeoutlen = question.application.timeoutlen = _KEY_SECONDS
        try:
            answer = question.unsafe_ask()
        except EOFError:  # the terminal is gone
            return Reply(question.application.current_buffer.text, "quit")
        except SystemExit as end:  # a signal to end
            raise Interrupted(question.application.current_buffer.text) from end
        return answer if isinstance(answer, Reply) else Reply(str(answer))

    def edit_lines(self, lines: Sequence[str], comment: str) -> list[str] | None:
        return edit_lines_at(self.home, lines, comment)


def _part(console: Any, title: str, texts: Sequence[str], look: Look) -> list[list[Segment]]:
    """Return a part of a page as rendered lines: its title, and each text behind a bullet."""
    width = min(console.width, WIDEST)
    bullet = "- " if look.ascii_only else "• "
    lines = hanging([], clean(title), BOLD, width) if title else []
    for text in texts:
        lines += hanging([(bullet, PLAIN)], clean(text), PLAIN, width)
    return rendered([*lines, []])


def _pages(lines: list[list[Segment]], room: int) -> list[list[list[Segment]]]:
    """Return lines as pages of at most ``room``, none of which begins with a blank line."""
    pages: list[list[list[Segment]]] = []
    left = lines
    while left:
        while left and not any(segment.text.strip() for segment in left[0]):
            left = left[1:]
        pages.append(left[:room])
        left = left[room:]
    return pages or [[]]


def _offered(choice: Choice, asked: Asked, pack: Pack) -> Offered:
    """Return a choice as it is drawn, with the block it stands in where there are several."""
    number = choice.place.partition(".")[0]
    blocks = {each.place.partition(".")[0] for each in asked.choices}
    group = ""
    if number and len(blocks) > 1:
        key = BLOCKS[int(number) - 1].key
        group = f"{BY_KEY[key].number} {one_line(pack.blocks[key].short)}"
    return Offered(clean(choice.label), one_line(choice.shown), one_line(choice.hint), group)


def _bindings(asked: Asked) -> KeyBindings:
    """Return the keys of the interview: each ends the prompt with its command and the typed text.

    Esc is Enter at a question with choices; it waits for the rest of an Alt key, as long as the
    terminal takes.  Ctrl-B stays unbound: it belongs to tmux.
    """
    from prompt_toolkit.application import get_app
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()
    on_nothing = Condition(lambda: not get_app().current_buffer.text)

    def bind(key: str, command: str, **options: Any) -> None:
        @bindings.add(key, **options)
        def leave(event: Any) -> None:
            event.app.exit(result=Reply(event.app.current_buffer.text, command))

    bind("c-c", "interrupt", eager=True)
    bind("c-d", "quit", filter=on_nothing)
    bind("s-tab", "back")
    bind("c-l", "redraw")
    bind("c-z", "undo", filter=on_nothing)
    if asked.has_notes:
        bind("c-o", "editor")
        bind("up", "edit", filter=on_nothing)
    else:
        bindings.add("c-o")(lambda _: None)  # which is Enter else
    if hasattr(signal, "SIGTSTP"):  # not on Windows
        bind("c-z", "suspend", filter=~on_nothing)
    if not asked.is_step:

        @bindings.add("escape")
        def nothing(event: Any) -> None:
            event.app.exit(result=Reply(""))

    @bindings.add("tab")
    def complete(event: Any) -> None:
        buffer = event.app.current_buffer
        if ending := completed(buffer.text, asked.choices):
            buffer.insert_text(ending)

    return bindings


def completed(text: str, choices: Sequence[Choice]) -> str:
    """Return what is still to be typed of the one choice whose name ends ``text`` begins."""
    words = text.split(" ")
    for at in range(len(words)):
        begun = " ".join(words[at:])
        if not begun:
            continue
        names = [each.shown for each in choices if each.shown.lower().startswith(begun.lower())]
        if len(names) == 1:
            return names[0][len(begun) :]
    return ""
