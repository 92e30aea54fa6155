"""The interview with keys, one step a screen, on a terminal."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rich.control import Control

from bmc_cli.drawing.grid import Look, hanging
from bmc_cli.drawing.step import WIDEST, Lines, StepScreen, numbered, review_lines
from bmc_cli.drawing.theme import BOLD, PLAIN
from bmc_cli.interview.asking import Interrupted, Reply, Step
from bmc_cli.interview.editor import edit_lines_at
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import clean
from bmc_cli.terminal import rich_console
from bmc_cli.view import view
from bmc_cli.words.notes import note_words

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings

    from bmc_cli.words.packs import Pack


class KeyAsker:
    """Draws on the terminal ``stream`` and reads keys from stdin."""

    draws = True
    asks_back = True

    def __init__(self, pack: Pack, stream: TextIO, home: Path | None = None) -> None:
        self.pack = pack
        self.home = home  # of notes that are in the editor
        self.stream = stream
        self.console = rich_console(stream)
        self.look = Look(ascii_only=self.console.options.ascii_only)
        self.fresh = True
        self.helped = False
        self.news: list[str] = []  # told since the last question, for a screen drawn after it

    @property
    def width(self) -> int:
        return min(self.console.width, WIDEST)

    def tell(self, text: str) -> None:
        self.news.append(text)
        self.console.print(clean(text))

    def _tell_again(self) -> None:
        for text in self.news:
            self.console.print(clean(text))

    def show_step(self, step: Step) -> None:
        self._clear()
        hint = "interview.hint_keys_single" if step.single else "interview.hint_keys"
        if step.ahead:
            hint = "interview.hint_ahead"
        seen = view(step.canvas, self.pack, by_letter=True)
        screen = StepScreen(seen, step.block.key, self.look, self.pack.say(hint), ahead=step.ahead)
        self.console.print(screen, end="")
        self._tell_again()

    def _clear(self) -> None:
        """Begin a new screen; what stood on the first one goes up into the scrollback."""
        if self.fresh:
            self.stream.write("\n" * (self.console.height - 1))
            self.fresh = False
        self.console.control(Control.home(), Control.clear())

    def show_help(self, step: Step) -> None:
        self.helped = True
        prompt = self.pack.blocks[step.block.key]
        bullet = "- " if self.look.ascii_only else "• "
        parts = [
            (prompt.lead, [*prompt.criteria]),
            ("", [*prompt.advice]),
            (self.pack.say("interview.examples"), list(prompt.examples)),
            (self.pack.say("interview.coach"), [prompt.coach]),
            (
                self.pack.say("interview.keys_title"),
                self.pack.say("interview.keys_help").split("\n"),
            ),
        ]
        for title, lines in parts:
            self.console.print()
            if title:
                self.console.print(clean(title), style=BOLD)
            for line in lines:
                wrapped = hanging([(bullet, PLAIN)], clean(line), PLAIN, self.width)
                self.console.print(Lines(wrapped), end="")
        self.console.print()

    def show_review(self, canvas: Canvas) -> None:
        self._clear()
        ascii_only = self.look.ascii_only
        rows = self.console.height - 2
        lines = review_lines(view(canvas, self.pack), self.width, rows, ascii_only=ascii_only)
        self.console.print(Lines(lines), end="")
        self._tell_again()

    def note_added(self, number: int, note: Note) -> None:
        lines = numbered(number, note_words(note, self.pack).line, self.width)
        self.console.print(Lines(lines), end="")

    def ask(self, prompt: str, draft: str = "") -> Reply:
        return self._asked(prompt, draft, amending=False)

    def amend(self, prompt: str, text: str) -> Reply:
        return self._asked(prompt, text, amending=True)

    def edit_lines(self, lines: Sequence[str], comment: str) -> list[str] | None:
        return edit_lines_at(self.home, lines, comment)

    def _asked(self, prompt: str, text: str, *, amending: bool) -> Reply:
        reply = self._prompted(prompt, text, amending=amending)
        while reply.command == "suspend":
            os.killpg(0, signal.SIGTSTP)  # goes on here when the shell says so
            if not amending:
                return Reply(reply.text, "redraw")
            reply = self._prompted(prompt, reply.text, amending=True)
        if reply.command == "interrupt":
            raise Interrupted(reply.text)
        self.news.clear()
        if self.helped and reply == Reply(""):
            reply = Reply("", "redraw")  # Enter behind ? only closes the help
        self.helped = reply.command == "help"
        return reply

    def _prompted(self, prompt: str, text: str, *, amending: bool) -> Reply:
        import questionary
        from prompt_toolkit.output import create_output

        # The place of the cursor is not asked for: a terminal that does not say it is warned of in
        # English, and a slow one says it in the middle of what is typed.
        output = create_output(stdout=self.stream)
        output.enable_cpr = False  # type: ignore[attr-defined]  # not on Windows: nobody reads it
        question = questionary.text(
            clean(prompt),
            default=text,
            qmark="",
            key_bindings=_bindings(amending=amending),
            erase_when_done=True,
            output=output,
            style=questionary.Style([("question", "bold"), ("answer", "noinherit")]),
        )
        try:
            answer = question.unsafe_ask()
        except EOFError:  # the terminal is gone
            return Reply("", "quit")
        except SystemExit as end:  # a signal to end
            raise Interrupted(question.application.current_buffer.text) from end
        return answer if isinstance(answer, Reply) else Reply(str(answer))


def _bindings(*, amending: bool) -> KeyBindings:
    """Return the keys of the interview: each ends the prompt with its command and the typed text.

    Esc and Ctrl-B stay unbound: Esc would wait for the rest of an Alt key, and
    Ctrl-B belongs to tmux.
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
    if not amending:
        bind("c-o", "editor")
        bind("up", "edit", filter=on_nothing)
        bind("?", "help", filter=on_nothing)
        bind("c-l", "redraw")
    if hasattr(signal, "SIGTSTP"):  # not on Windows
        bind("c-z", "suspend")
    return bindings
