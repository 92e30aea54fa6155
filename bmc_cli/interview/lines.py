"""The interview line by line: for screen readers, plain terminals and scripts.

A step is read once, a list of choices once as long as it stays the same, and each hint once; what
changed is one sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bmc_cli.drawing.outline import headed
from bmc_cli.interview.asking import Interrupted, Shown
from bmc_cli.interview.choosing import Choice
from bmc_cli.interview.editor import edit_lines_at
from bmc_cli.interview.state import Asked, Page, Reply, State
from bmc_cli.model.canvas import BLOCKS, BY_KEY
from bmc_cli.plain_text import clean
from bmc_cli.terminal import is_terminal, message, message_lines
from bmc_cli.view import view
from bmc_cli.words.notes import letters_for, note_words

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


class LineAsker:
    """Writes lines to stderr and reads lines from stdin; the end of input is leaving."""

    draws = False

    def __init__(self, pack: Pack, home: Path | None = None) -> None:
        self.pack = pack
        self.home = home  # of notes that are in the editor
        self.asks_back = is_terminal(sys.stdin)
        self.step = ""  # the step that was read last
        self.place = ""
        self.question = ""
        self.read: set[tuple[Choice, ...]] = set()  # the lists of choices that were read
        self.hints: set[str] = set()
        if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace", newline=None)

    def tell(self, text: str) -> None:
        message_lines(text)

    def ask(self, shown: Shown) -> Reply:
        state, asked, place, said, _ = shown
        for text in said:
            self.tell(text)
        if asked.page:
            self._read_page(state, asked.page)
            return Reply("")
        step = place.partition("/")[0]
        if asked.has_notes and step != self.step:
            self._read_step(state, asked)
        elif asked.question != self.question or place != self.place:
            self._read_question(asked)
        self.place, self.question = place, asked.question
        return self._line(asked)

    def _read_step(self, state: State, asked: Asked) -> None:
        key = state.question.key
        self._close_step(state)
        number = BY_KEY[key].number
        self.step = str(number)
        message()
        where = self.pack.say("interview.step", n=number, total=len(BLOCKS))
        self.tell(f"{where}: {self.pack.blocks[key].title}.")
        self.tell(asked.question)
        if asked.lead:
            self.tell(asked.lead)
        for point in asked.points:
            self.tell(f"- {point}")
        letters = letters_for(state.canvas, key)
        for at, note in enumerate(state.canvas.notes(key), 1):
            self.tell(f"{at}. {note_words(note, self.pack, key, letters).line}")
        self._hint(asked.hint)

    def _close_step(self, state: State) -> None:
        """Say how the step before was left."""
        if self.step and self.asks_back:
            block = BLOCKS[int(self.step) - 1]
            notes = self.pack.count("show.notes", len(state.canvas.notes(block.key)))
            self.tell(self.pack.say("interview.step_done", n=block.number, notes=notes))

    def _read_question(self, asked: Asked) -> None:
        if asked.question and not (asked.has_notes and self.question == asked.question):
            for point in asked.points if not asked.has_notes else ():
                self.tell(point)
            is_back = asked.has_notes and not asked.draft and asked.points
            if not is_back:
                self.tell(asked.question)
        if asked.choices and asked.choices not in self.read:
            self._read_choices(asked.choices)
        self._hint(asked.hint)

    def _read_choices(self, choices: Sequence[Choice]) -> None:
        self.read.add(tuple(choices))
        for choice in choices:
            meant = f" ({choice.hint})" if choice.hint else ""
            self.tell(f"{choice.label}: {choice.shown}{meant}")

    def _hint(self, hint: str) -> None:
        if hint and hint not in self.hints:
            self.hints.add(hint)
            self.tell(hint)

    def _read_page(self, state: State, page: Page) -> None:
        if page.draws:
            self._read_canvas(state, page.draws)
        for title, lines in page.parts:
            if title:
                self.tell(title)
            for line in lines:
                self.tell(f"- {line}")

    def _read_canvas(self, state: State, key: str) -> None:
        for heading, lines in headed(view(state.canvas, self.pack), key):
            self.tell(f"{heading}:")
            for line in lines:
                self.tell(f"  {line}")

    def _line(self, asked: Asked) -> Reply:
        sys.stderr.write(clean(asked.prompt) + " ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline() if sys.stdin is not None else ""
        except KeyboardInterrupt:
            message()
            raise Interrupted from None
        except ValueError:  # closed
            line = ""
        if not line:
            message()
            return Reply("", "quit")
        line = line.rstrip("\r\n")
        if not is_terminal(sys.stdin):
            message(line)  # what nobody typed is shown, so that the talk reads as one
        if line.strip() in {"?", "/help"}:  # the choices are read once more
            self.read.discard(asked.choices)
            self.question = ""
            self.hints.discard(asked.hint)
        return Reply(line)

    def edit_lines(self, lines: Sequence[str], comment: str) -> list[str] | None:
        return edit_lines_at(self.home, lines, comment)
