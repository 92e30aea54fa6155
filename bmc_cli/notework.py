"""What can be done to the notes of a step: the work behind the words and keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bmc_cli import canvas as edits
from bmc_cli.asking import Asker, Book, EditLines, Explain, Interrupted
from bmc_cli.canvas import Canvas, Note, NoteGone
from bmc_cli.compare import rewrite
from bmc_cli.errors import BmcError
from bmc_cli.foreign import clean, one_line

if TYPE_CHECKING:
    from bmc_cli.prompts import Pack


@dataclass(frozen=True, slots=True)
class NoteWork:
    """The notes of ``book``, worked on in conversation with ``asker``.

    ``key`` is a block's; ``word`` is what the user typed behind a command: the
    number of a note in that block and more.  No number means the last note.
    """

    book: Book
    asker: Asker
    explain: Explain

    def add(self, key: str, texts: list[str], *, later: bool, quiet: bool = False) -> None:
        """Add a note for each text and say so, unless ``quiet``."""
        for text in texts:
            before = self.book.canvas.notes(key)
            note = Note(text, later=later)
            notes = self.book.change(partial(edits.add, key=key, note=note)).notes(key)
            if quiet:
                continue
            if len(notes) > len(before):
                self.asker.note_added(len(notes), notes[-1])
            else:
                self._say("note_twice", text=one_line(text))

    def edit(self, key: str, word: str) -> None:
        """Reword a note: by the text behind its number, else by asking for it."""
        note, text = self._note(key, word)
        if note is None:
            return
        if not text:
            try:
                reply = self.asker.amend(self.asker.pack.say("interview.amend"), note.text)
            except Interrupted as broken:
                # What was only shortened is no new idea; anything else is kept beside the old.
                if broken.draft.strip() not in note.text:
                    self.add(key, texts_in(broken.draft), later=note.later, quiet=True)
                raise
            if reply.command:
                return
            if reply.text == note.text:
                return
            text = reply.text
        texts = texts_in(text)
        if not texts:
            self.book.change(partial(edits.remove, key=key, note=note))
            return
        if any(texts[0] == other.text for other in self.book.canvas.notes(key) if other != note):
            self._say("note_twice", text=one_line(texts[0]))
            return
        self._change(key, note, replace(note, text=texts[0]))
        self.add(key, texts[1:], later=note.later)

    def remove(self, key: str, word: str) -> None:
        """Remove a note."""
        note, _ = self._note(key, word)
        if note is not None:
            self.book.change(partial(edits.remove, key=key, note=note))

    def move(self, key: str, word: str) -> None:
        """Move a note to another number."""
        note, to = self._note(key, word)
        last = len(self.book.canvas.notes(key))
        place = edits.numbered(to, range(last))
        if note is not None and place is not None:
            self.book.change(partial(edits.move, key=key, note=note, to=place))
        elif note is not None:
            self._say("move_where", last=last)

    def detail(self, key: str, word: str) -> None:
        """Give a note a longer text, or take it off."""
        note, detail = self._note(key, word)
        if note is not None:
            self._change(key, note, replace(note, detail=clean(detail)))

    def later(self, key: str, word: str) -> None:
        """Mark a note as for later, or take the mark off."""
        note, _ = self._note(key, word)
        if note is not None:
            self._change(key, note, replace(note, later=not note.later))

    def editor(self, key: str) -> None:
        """Have the block's notes edited in the user's editor."""
        try:
            edit = edited(self.book.canvas, key, self.asker.pack, self.asker.edit_lines)
        except BmcError as fault:
            self.asker.tell(self.explain(fault, self.asker.pack))
            return
        if edit is not None:
            self.book.change(edit)

    def _change(self, key: str, note: Note, new: Note) -> None:
        """Put ``new`` in the place of ``note``; beside it, when that changed meanwhile.

        Where only other fields of the note changed, this one changes in the note as it is now.
        """
        try:
            self.book.change(partial(edits.change, key=key, old=note, new=new))
        except NoteGone:
            now = edits.find(self.book.canvas, key, note.text)
            both = edits.merged(note, new, now) if now else None
            if now and both:
                self.book.change(partial(edits.change, key=key, old=now, new=both))
                return
            self.book.change(partial(edits.add, key=key, note=new))
            yours = new.detail if now else new.text
            self._say("note_gone_kept", text=one_line(note.text), yours=one_line(yours))

    def _note(self, key: str, word: str) -> tuple[Note | None, str]:
        """Return the note that ``word`` begins with the number of, and the rest of it."""
        notes = self.book.canvas.notes(key)
        number, _, rest = word.partition(" ")
        if not word and notes:
            return notes[-1], ""
        if note := edits.numbered(number, notes):
            return note, rest.strip()
        self._say("which_note" if notes else "no_notes", last=len(notes))
        return None, ""

    def _say(self, name: str, **values: object) -> None:
        self.asker.tell(self.asker.pack.say(f"interview.{name}", **values))


def edited(
    canvas: Canvas, key: str, pack: Pack, edit_lines: EditLines
) -> Callable[[Canvas], Canvas] | None:
    """Have the notes of block ``key`` edited as lines; return the edit, None when nothing changed.

    A text of more lines is shown on one, and stays as it was unless that line changes.
    """
    notes = canvas.notes(key)
    remark = pack.say("interview.editor_remark", title=pack.blocks[key].title)
    lines = edit_lines([one_line(note.text) for note in notes], remark)
    if lines is None:
        return None
    return partial(rewrite, key=key, seen=notes, lines=[clean(line) for line in lines])


def texts_in(text: str) -> list[str]:
    """Return the texts of the notes in ``text``: one a line, cleaned and without bullets."""
    lines = (re.sub(r"^[-*\u2022](\s+|$)", "", line.strip()) for line in clean(text).split("\n"))
    return [line.strip() for line in lines if line.strip()]
