"""The interview: nine steps in order, each with its notes; then the review.

The walk knows nothing of terminals or files.  An ``Asker`` shows and asks, a ``Book``
keeps the canvas and saves each change before the next question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Protocol

from bmc_cli.canvas import BLOCKS, Block, Canvas, Note, NoteGone, open_blocks, reach
from bmc_cli.canvas import add as add_note
from bmc_cli.canvas import change as change_note
from bmc_cli.canvas import move as move_note
from bmc_cli.canvas import remove as remove_note
from bmc_cli.compare import rewrite
from bmc_cli.foreign import clean, one_line

if TYPE_CHECKING:
    from bmc_cli.prompts import Pack

COMMANDS = (
    "back next edit del move detail later editor go review help lang quit".split()  # noqa: SIM905
)
"""The words that do what keys do, typed after a slash; a pack adds its own names for them."""


class End(Enum):
    """How an interview ended."""

    FINISHED = "finished"
    LEFT = "left"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Reply:
    """A line that was entered, or the half-typed ``text`` when a key gave a ``command``."""

    text: str
    command: str = ""


class Interrupted(Exception):  # noqa: N818 (an outcome, not an error)
    """The user broke off; ``draft`` is the half-typed text."""

    def __init__(self, draft: str = "") -> None:
        super().__init__(draft)
        self.draft = draft


@dataclass(frozen=True, slots=True)
class Step:
    """What one screen shows: a block, its canvas, and whether it looks ahead.

    ``single`` says it is opened on its own, not as one of nine in a row.
    """

    block: Block
    canvas: Canvas
    ahead: bool = False
    single: bool = False


class Asker(Protocol):
    """Shows and asks.  Speaks the words of ``pack``, which may change on the way.

    ``draws`` says whether its user can see a drawing.
    """

    pack: Pack
    draws: bool

    def tell(self, text: str) -> None:
        """Show one line of talk."""

    def show_step(self, step: Step) -> None:
        """Show a step with its question, criteria and notes."""

    def show_help(self, step: Step) -> None:
        """Show criteria, examples and a coach's follow-up of a step, and the keys."""

    def show_review(self, canvas: Canvas) -> None:
        """Show the nine blocks with what each holds."""

    def note_added(self, number: int, note: Note) -> None:
        """Show that a note was saved as number ``number`` of its block."""

    def ask(self, prompt: str, draft: str = "") -> Reply:
        """Ask for a line, with ``draft`` typed already.  Raises ``Interrupted``."""

    def amend(self, prompt: str, text: str) -> Reply:
        """Ask for another wording of ``text``; an empty reply removes it."""

    def edit_lines(self, lines: Sequence[str], remark: str) -> list[str] | None:
        """Have ``lines`` edited in the user's editor; None when they stay as they are."""


class Book(Protocol):
    """Keeps the canvas; what ``change`` returns is saved."""

    canvas: Canvas

    def change(self, edit: Callable[[Canvas], Canvas]) -> Canvas:
        """Apply ``edit`` to the canvas as it is now, save and return it."""


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


_Go = Callable[[], None]


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
        explain: Callable[[Exception, Pack], str],
    ) -> None:
        self.book = book
        self.asker = asker
        self.load_pack = load_pack
        self.explain = explain
        self.drafts: dict[tuple[str, bool], str] = {}

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
        except (Interrupted, KeyboardInterrupt):
            return End.INTERRUPTED
        finally:
            self._keep_drafts()
        return End.FINISHED

    def _keep_drafts(self) -> None:
        """Text that was typed and not entered, on a step left with the back key, is a note."""
        for (key, later), text in self.drafts.items():
            self._add(key, texts_in(text), later=later, quiet=True)
        self.drafts.clear()

    def _walk(self) -> None:
        block = furthest(self.book.canvas) or BLOCKS[0]
        number: int | None = block.number
        while number is not None and number <= len(BLOCKS):
            number = self._visit(BLOCKS[number - 1])
        if number is not None:
            self._review()

    def _review(self) -> None:
        while True:
            self.asker.show_review(self.book.canvas)
            reply = self.asker.ask(self.asker.pack.say("interview.review_prompt"))
            command, rest = self._understood(reply)
            if command == "quit":
                raise _Leave
            if command == "lang":
                self._speak(rest)
            elif command in {"next", "back"} or not (reply.text.strip() or reply.command):
                return
            elif block := _numbered(rest if command == "go" else reply.text):
                self._visit(block, single=True)
            else:
                self.asker.tell(self.asker.pack.say("interview.review_number"))

    # -- one step

    def _visit(self, block: Block, *, single: bool = False) -> int | None:
        """Work on one block; return the step to go to, None for the end of the walk."""
        if not single:
            self.book.change(partial(reach, key=block.key))
        ahead = False
        self._show(block, ahead, single)
        while True:
            draft = self.drafts.pop((block.key, ahead), "")
            prompt = "interview.prompt_later" if ahead else "interview.prompt"
            try:
                reply = self.asker.ask(self.asker.pack.say(prompt), draft)
            except Interrupted as broken:
                self._add(block.key, texts_in(broken.draft), later=ahead, quiet=True)
                raise
            command, rest = self._understood(reply)
            if reply.command and reply.text:
                self.drafts[block.key, ahead] = reply.text
            if command == "quit":
                raise _Leave
            if command == "next" and not self._looks_ahead(block, ahead):
                return None if single else block.number + 1
            if command == "back" and not ahead:
                return None if single else max(block.number - 1, 1)
            if command in {"next", "back"}:
                ahead = command == "next"
                self._show(block, ahead, single)
            elif command == "go" and (other := _numbered(rest)):
                if not single:
                    return other.number
                self.asker.tell(self.asker.pack.say("interview.one_block"))
            elif command == "review" and not single:
                return len(BLOCKS) + 1
            else:
                self._act(Step(block, self.book.canvas, ahead, single), command, rest)

    def _looks_ahead(self, block: Block, ahead: bool) -> bool:
        prompt = self.asker.pack.blocks[block.key]
        return bool(prompt.ahead and not ahead and self.book.canvas.notes(block.key))

    def _show(self, block: Block, ahead: bool, single: bool) -> None:
        self.asker.show_step(Step(block, self.book.canvas, ahead, single))

    def _understood(self, reply: Reply) -> tuple[str, str]:
        """Return the command of a reply, or "" with the text to note."""
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
        known = self.asker.pack.words["commands"]
        for command in COMMANDS:
            if word.lower() in {command, *known[command].split()}:
                return command, rest.strip()
        return "unknown", text

    def _act(self, step: Step, command: str, rest: str) -> None:
        """Do what changes the notes of a step, or only shows something."""
        key = step.block.key
        actions: dict[str, _Go] = {
            "": lambda: self._add(key, texts_in(rest), later=step.ahead),
            "edit": lambda: self._edit(key, rest),
            "del": lambda: self._remove(key, rest),
            "move": lambda: self._move(key, rest),
            "detail": lambda: self._detail(key, rest),
            "later": lambda: self._later(key, rest),
            "editor": lambda: self._editor(key),
            "help": lambda: self.asker.show_help(step),
            "lang": lambda: self._speak(rest),
        }
        missing = partial(self.asker.tell, self.asker.pack.say("interview.unknown_word", word=rest))
        before = self.book.canvas
        try:
            actions.get(command, missing)()
        except NoteGone as gone:
            text = one_line(gone.text)
            self.asker.tell(self.asker.pack.say("interview.note_gone", text=text))
        if command == "lang" or (command and self.book.canvas != before):
            self._show(step.block, step.ahead, step.single)

    # -- what can be done to notes

    def _add(self, key: str, texts: list[str], *, later: bool, quiet: bool = False) -> None:
        for text in texts:
            before = self.book.canvas.notes(key)
            after = self.book.change(partial(add_note, key=key, note=Note(text, later=later)))
            notes = after.notes(key)
            if quiet:
                continue
            if len(notes) > len(before):
                self.asker.note_added(len(notes), notes[-1])
            else:
                self.asker.tell(self.asker.pack.say("interview.note_twice", text=one_line(text)))

    def _note(self, key: str, word: str) -> tuple[Note | None, str]:
        """Return the note that the first word of ``word`` numbers, the last one if none, and the rest."""
        notes = self.book.canvas.notes(key)
        number, _, rest = word.partition(" ")
        if not word and notes:
            return notes[-1], ""
        if number.isdecimal() and 1 <= int(number) <= len(notes):
            return notes[int(number) - 1], rest.strip()
        said = "interview.which_note" if notes else "interview.no_notes"
        self.asker.tell(self.asker.pack.say(said, last=len(notes)))
        return None, ""

    def _edit(self, key: str, word: str) -> None:
        note, text = self._note(key, word)
        if note is None:
            return
        if not text:
            try:
                reply = self.asker.amend(self.asker.pack.say("interview.amend"), note.text)
            except Interrupted as broken:
                if broken.draft.strip() not in note.text:
                    self._add(key, texts_in(broken.draft), later=note.later, quiet=True)
                raise
            if reply.command:
                return
            text = reply.text
        texts = texts_in(text)
        if not texts:
            self.book.change(partial(remove_note, key=key, note=note))
            return
        self._reword(key, note, texts[0])
        self._add(key, texts[1:], later=note.later)

    def _reword(self, key: str, note: Note, text: str) -> None:
        """Give a note another text; when it changed meanwhile, keep the new text as well."""
        if any(text == other.text for other in self.book.canvas.notes(key) if other != note):
            self.asker.tell(self.asker.pack.say("interview.note_twice", text=text))
            return
        new = replace(note, text=text)
        try:
            self.book.change(partial(change_note, key=key, old=note, new=new))
        except NoteGone:
            self.book.change(partial(add_note, key=key, note=new))
            raise

    def _remove(self, key: str, word: str) -> None:
        note, _ = self._note(key, word)
        if note is not None:
            self.book.change(partial(remove_note, key=key, note=note))

    def _move(self, key: str, word: str) -> None:
        note, to = self._note(key, word)
        last = len(self.book.canvas.notes(key))
        if note is not None and to.isdecimal() and 1 <= int(to) <= last:
            self.book.change(partial(move_note, key=key, note=note, to=int(to) - 1))
        elif note is not None:
            self.asker.tell(self.asker.pack.say("interview.move_where", last=last))

    def _detail(self, key: str, word: str) -> None:
        note, detail = self._note(key, word)
        if note is not None:
            new = replace(note, detail=clean(detail))
            self.book.change(partial(change_note, key=key, old=note, new=new))

    def _later(self, key: str, word: str) -> None:
        note, _ = self._note(key, word)
        if note is not None:
            new = replace(note, later=not note.later)
            self.book.change(partial(change_note, key=key, old=note, new=new))

    def _editor(self, key: str) -> None:
        notes = self.book.canvas.notes(key)
        shown = {one_line(note.text): note.text for note in notes}
        title = self.asker.pack.blocks[key].title
        remark = self.asker.pack.say("interview.editor_remark", title=title)
        lines = self.asker.edit_lines(list(shown), remark)
        if lines is not None:
            texts = [shown.get(line, clean(line)) for line in lines]
            self.book.change(partial(rewrite, key=key, seen=notes, lines=texts))

    def _speak(self, language: str) -> None:
        try:
            pack = self.load_pack(language)
        except Exception as fault:  # noqa: BLE001  # told, and the interview goes on
            self.asker.tell(self.explain(fault, self.asker.pack))
            return
        self.asker.pack = pack
        self.book.change(lambda canvas: replace(canvas, language=pack.language))


def texts_in(text: str) -> list[str]:
    """Return the texts of the notes in ``text``: one a line, without bullets, blanks and control characters."""
    lines = (re.sub(r"^[-*\u2022]\s+", "", line.strip()) for line in clean(text).split("\n"))
    return [line.strip() for line in lines if line.strip()]


def _numbered(word: str) -> Block | None:
    word = word.strip()
    if word.isdecimal() and 1 <= int(word) <= len(BLOCKS):
        return BLOCKS[int(word) - 1]
    return None
