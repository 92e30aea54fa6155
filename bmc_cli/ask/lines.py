"""The interview line by line: for screen readers, plain terminals and scripts."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bmc_cli.ask.editor import edit_lines
from bmc_cli.asking import Interrupted, Reply, Step
from bmc_cli.canvas import BLOCKS, Canvas, Note
from bmc_cli.console import talk
from bmc_cli.foreign import clean, one_line
from bmc_cli.render.outline import note_line

if TYPE_CHECKING:
    from bmc_cli.prompts import Pack


class LineAsker:
    """Writes lines to stderr and reads lines from stdin; the end of input is leaving."""

    draws = False

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")

    def tell(self, text: str) -> None:
        talk(text)

    def show_step(self, step: Step) -> None:
        prompt = self.pack.blocks[step.block.key]
        talk()
        if step.ahead:
            talk(f"{self.pack.say('interview.look_ahead')} {prompt.ahead}")
            return
        where = self.pack.say("interview.step", n=step.block.number, total=len(BLOCKS))
        talk(f"{where}: {prompt.title}")
        talk(prompt.purpose)
        talk(prompt.question)
        self._bullets(prompt.criteria)
        for number, note in enumerate(step.canvas.notes(step.block.key), 1):
            talk(f"{number}. {note_line(note, self.pack)}")
        hint = "interview.hint_lines_single" if step.single else "interview.hint_lines"
        talk(self.pack.say(hint))

    def _bullets(self, lines: Sequence[str]) -> None:
        for line in lines:
            talk(f"- {line}")

    def show_help(self, step: Step) -> None:
        prompt = self.pack.blocks[step.block.key]
        self._bullets([*prompt.criteria, *prompt.advice])
        talk(self.pack.say("interview.examples"))
        self._bullets(prompt.examples)
        talk(f"{self.pack.say('interview.coach')} {prompt.coach}")
        talk(self.pack.say("interview.words_help"))

    def show_review(self, canvas: Canvas) -> None:
        talk()
        talk(self.pack.say("interview.review_title"))
        for block in BLOCKS:
            notes = canvas.notes(block.key)
            held = (
                self.pack.count("show.notes", len(notes)) if notes else self.pack.say("show.open")
            )
            talk(f"{block.number}. {self.pack.blocks[block.key].title}: {held}")

    def note_added(self, number: int, note: Note) -> None:
        talk(self.pack.say("interview.saved", n=number, text=one_line(note.text)))

    def ask(self, prompt: str, draft: str = "") -> Reply:
        sys.stderr.write(clean(prompt) + " ")
        sys.stderr.flush()
        try:
            line = sys.stdin.readline() if sys.stdin is not None else ""
        except KeyboardInterrupt:
            talk()
            raise Interrupted from None
        except ValueError:  # closed
            line = ""
        if not line:
            talk()
            return Reply("", "quit")
        return Reply(line.rstrip("\r\n"))

    def amend(self, prompt: str, text: str) -> Reply:
        talk(one_line(text))
        reply = self.ask(self.pack.say("interview.amend_lines"))
        return reply if reply.command or reply.text.strip() else Reply(text)

    def edit_lines(self, lines: Sequence[str], remark: str) -> list[str] | None:
        return edit_lines(lines, remark, os.environ)
