"""The interview line by line: for screen readers, plain terminals and scripts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bmc_cli.interview.asking import Interrupted, Reply, Step
from bmc_cli.interview.editor import edit_lines_at
from bmc_cli.model.canvas import BLOCKS, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.plain_text import clean, one_line
from bmc_cli.terminal import is_terminal, message, message_lines
from bmc_cli.words.notes import letters_for, note_words

if TYPE_CHECKING:
    from bmc_cli.words.packs import BlockPrompt, Pack


class LineAsker:
    """Writes lines to stderr and reads lines from stdin; the end of input is leaving."""

    draws = False

    def __init__(self, pack: Pack, home: Path | None = None) -> None:
        self.pack = pack
        self.home = home  # of notes that are in the editor
        self.asks_back = is_terminal(sys.stdin)
        if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")

    def tell(self, text: str) -> None:
        message_lines(text)

    def show_step(self, step: Step) -> None:
        prompt = self.pack.blocks[step.block.key]
        message()
        if step.ahead:
            self.tell(f"{self.pack.say('interview.look_ahead')} {prompt.ahead}")
            return
        where = self.pack.say("interview.step", n=step.block.number, total=len(BLOCKS))
        self.tell(f"{where}: {prompt.title}")
        self.tell(prompt.purpose)
        self.tell(prompt.question)
        self._criteria(prompt)
        letters = letters_for(step.canvas, step.block.key)
        for number, note in enumerate(step.canvas.notes(step.block.key), 1):
            said = note_words(note, self.pack, step.block.key, letters)
            self.tell(f"{number}. {said.line}")
        hint = "interview.hint_lines_single" if step.single else "interview.hint_lines"
        self.tell(self.pack.say(hint))

    def _criteria(self, prompt: BlockPrompt) -> None:
        if prompt.lead:
            self.tell(prompt.lead)
        self._bullets(prompt.criteria)

    def _bullets(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.tell(f"- {line}")

    def show_help(self, step: Step) -> None:
        prompt = self.pack.blocks[step.block.key]
        self._criteria(prompt)
        self._bullets(prompt.advice)
        self.tell(self.pack.say("interview.examples"))
        self._bullets(prompt.examples)
        self.tell(f"{self.pack.say('interview.coach')} {prompt.coach}")
        self.tell(self.pack.say("interview.words_help"))

    def show_review(self, canvas: Canvas) -> None:
        message()
        self.tell(self.pack.say("interview.review_title"))
        for block in BLOCKS:
            notes = canvas.notes(block.key)
            held = (
                self.pack.count("show.notes", len(notes)) if notes else self.pack.say("show.open")
            )
            self.tell(f"{block.number}. {self.pack.blocks[block.key].title}: {held}")

    def note_added(self, number: int, note: Note) -> None:
        self.tell(self.pack.say("interview.saved", n=number, text=one_line(note.text)))

    def ask(self, prompt: str, draft: str = "") -> Reply:
        sys.stderr.write(clean(prompt) + " ")
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
        return Reply(line)

    def amend(self, prompt: str, text: str) -> Reply:
        self.tell(one_line(text))
        reply = self.ask(self.pack.say("interview.amend_lines"))
        return reply if reply.command or reply.text.strip() else Reply(text)

    def edit_lines(self, lines: Sequence[str], comment: str) -> list[str] | None:
        return edit_lines_at(self.home, lines, comment)
