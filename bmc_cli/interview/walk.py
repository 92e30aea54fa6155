"""The interview: nine steps in order, each with its notes; then the review.

The walk knows nothing of terminals or files.  An ``Asker`` shows and asks, a ``Book``
keeps the canvas and saves each change before the next question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from bmc_cli.interview.asking import Asker, Book, Explain, Interrupted, Reply, Step
from bmc_cli.interview.notes import NoteWork, texts_in
from bmc_cli.model.canvas import BLOCKS, Block, Canvas, NoteGone, numbered, open_blocks
from bmc_cli.model.operations import Reach, Refused, Retitle
from bmc_cli.plain_text import one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

COMMANDS = (
    "back next edit del move for kind detail later editor go review help lang quit".split()  # noqa: SIM905
)
"""The words that do what keys do, typed after a slash; a pack adds its own names for them."""


class End(Enum):
    """How an interview ended."""

    FINISHED = "finished"
    LEFT = "left"
    INTERRUPTED = "interrupted"


def furthest(canvas: Canvas) -> Block | None:
    """Return the step where the interview goes on; None when every block has a note.

    That is the last step reached, or, once all were, the first one left open.
    """
    reached = [block for block in BLOCKS if block.key in canvas.blocks]
    if len(reached) < len(BLOCKS):
        return reached[-1] if reached else BLOCKS[0]
    return next(iter(open_blocks(canvas)), None)


class _Leave(Exception):  # noqa: N818 (an outcome, not an error)
    """The user leaves the interview."""


class Interview:
    """One walk through the steps of a canvas.

    ``load_pack`` returns the words of another language and raises an exception
    whose sentence ``explain`` gives.
    """

    def __init__(
        self,
        book: Book,
        asker: Asker,
        load_pack: Callable[[str], Pack],
        explain: Explain,
    ) -> None:
        self.book = book
        self.asker = asker
        self.load_pack = load_pack
        self.explain = explain
        self.work = NoteWork(book, asker, explain)
        self.drafts: dict[tuple[str, bool], str] = {}
        self.waiting: Reply | None = None  # given as an answer to another question

    # -- the ways in

    def run(self) -> End:
        """Go on where the canvas stands, through the last step and the review."""
        return self._ended(self._walk)

    def open(self, block: Block) -> End:
        """Revisit one block."""
        return self._ended(lambda: self._visit(block, single=True))

    def review(self) -> End:
        """Offer the nine blocks for another look."""
        return self._ended(self._review)

    def _ended(self, walk: Callable[[], object]) -> End:
        try:
            walk()
        except _Leave:
            return End.LEFT
        except Interrupted as broken:
            broken.pass_on()
            return End.INTERRUPTED
        except KeyboardInterrupt:
            return End.INTERRUPTED
        finally:
            self._keep_drafts()
        return End.FINISHED

    def _keep_drafts(self) -> None:
        """Text that was typed and not entered, on a step left with the back key, is a note."""
        for (key, later), text in self.drafts.items():
            self.work.add(key, texts_in(text), later=later, quiet=True)
        self.drafts.clear()

    def _walk(self) -> None:
        block = furthest(self.book.canvas) or BLOCKS[0]
        number = block.number
        while number <= len(BLOCKS):
            number = self._visit(BLOCKS[number - 1])
        self._review()

    def _review(self) -> None:
        while True:
            self.asker.show_review(self.book.canvas)
            reply = self.asker.ask(self.asker.pack.say("interview.review_prompt"))
            command, rest = understood(reply, self.asker.pack)
            if command == "quit":
                raise _Leave
            if command == "lang":
                self._speak(rest)
            elif command == "next":
                return
            elif command == "back":
                self._visit(BLOCKS[-1], single=True)
            elif command == "redraw":
                continue
            elif block := numbered(rest if command == "go" else reply.text, BLOCKS):
                self._visit(block, single=True)
            else:
                self.asker.tell(self.asker.pack.say("interview.review_number"))

    # -- one step

    def _visit(self, block: Block, *, single: bool = False) -> int:
        """Work on one block; return the number of the step to go to, one past the last for none."""
        if not single:
            self.book.do(Reach(block.key))
        step = Step(block, self.book.canvas, single=single)
        self.asker.show_step(step)
        while True:
            command, rest = self._asked(step)
            if command == "quit":
                raise _Leave
            turn = self._turn(step, command, rest)
            if isinstance(turn, int):
                return turn
            if turn is None:
                self._act(step, command, rest)
            else:
                self.asker.show_step(turn)
            step = replace(turn or step, canvas=self.book.canvas)

    def _asked(self, step: Step) -> tuple[str, str]:
        """Ask for a line; return the command in it, "" for text to note, and the rest."""
        if self.waiting:
            reply, self.waiting = self.waiting, None
            if reply.command and reply.text:
                self.drafts[step.block.key, step.ahead] = reply.text
            return understood(reply, self.asker.pack)
        here = (step.block.key, step.ahead)
        prompt = self.asker.pack.say("interview.prompt_later" if step.ahead else "interview.prompt")
        try:
            reply = self.asker.ask(prompt, self.drafts.pop(here, ""))
        except Interrupted as broken:
            self.work.add(step.block.key, texts_in(broken.draft), later=step.ahead, quiet=True)
            raise
        if reply.command and reply.text:
            self.drafts[here] = reply.text
        return understood(reply, self.asker.pack)

    def _turn(self, step: Step, command: str, rest: str) -> int | Step | None:
        """Return the number of the step that a command leads to, or the other half of this one."""
        number = step.block.number
        if command == "next":
            ahead = self.asker.pack.blocks[step.block.key].ahead
            looks = ahead and not step.ahead and self.book.canvas.notes(step.block.key)
            return replace(step, ahead=True) if looks else number + 1
        if command == "back":
            return replace(step, ahead=False) if step.ahead else max(number - 1, 1)
        if command == "go" and not step.single and (other := numbered(rest, BLOCKS)):
            return other.number
        return len(BLOCKS) + 1 if command == "review" and not step.single else None

    def _act(self, step: Step, command: str, rest: str) -> None:
        """Do what changes the notes of a step, or only shows something."""
        key = step.block.key
        say, tell = self.asker.pack.say, self.asker.tell
        lost = "interview.one_block" if step.single else "interview.review_number"
        actions: dict[str, Callable[[], Reply | None]] = {
            "": lambda: self.work.add(key, texts_in(rest), later=step.ahead),
            "for": lambda: self.work.link(key, rest),
            "kind": lambda: self.work.kind(key, rest),
            "edit": lambda: self.work.edit(key, rest),
            "del": lambda: self.work.remove(key, rest),
            "move": lambda: self.work.move(key, rest),
            "detail": lambda: self.work.detail(key, rest),
            "later": lambda: self.work.later(key, rest),
            "editor": lambda: self.work.editor(key),
            "help": lambda: self.asker.show_help(step),
            "lang": lambda: self._speak(rest),
            "redraw": lambda: None,
            "go": lambda: tell(say(lost)),
            "review": lambda: tell(say(lost)),
            "unknown": lambda: tell(say("interview.unknown_word", word=one_line(rest))),
        }
        before = self.book.canvas
        try:
            self.waiting = actions[command]()
        except NoteGone as gone:
            tell(say("interview.note_gone", text=one_line(gone.text)))
        except Refused as refused:
            tell(self.explain(refused, self.asker.pack))
        if command in {"lang", "redraw"} or (command and self.book.canvas != before):
            self.asker.show_step(replace(step, canvas=self.book.canvas))

    def _speak(self, language: str) -> None:
        try:
            pack = self.load_pack(language)
        except Exception as fault:  # noqa: BLE001  # told, and the interview goes on
            self.asker.tell(self.explain(fault, self.asker.pack))
            return
        self.asker.pack = pack
        self.book.do(Retitle("language", pack.language))


def understood(reply: Reply, pack: Pack) -> tuple[str, str]:
    """Return the command of a reply, or "" with the text to note; Enter on nothing is "next"."""
    text = reply.text.strip()
    if reply.command:
        return reply.command, ""
    if not text:
        return "next", ""
    if text == "?":
        return "help", ""
    if "\n" in text or not text.startswith("/") or text.startswith("//"):
        return "", text.removeprefix("/") if text.startswith("//") else text
    word, _, rest = text[1:].partition(" ")
    for command in COMMANDS:
        if word.lower() in {command, *pack.words["commands"][command].split()}:
            return command, rest.strip()
    return "unknown", text
