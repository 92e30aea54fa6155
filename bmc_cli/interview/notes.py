"""What can be done to the notes of a step: the work behind the words and keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.interview.asking import Asker, Book, EditLines, Explain, Interrupted, Reply
from bmc_cli.interview.choosing import (
    Choice,
    NoChoice,
    chosen,
    chosen_links,
    kind_choices,
    link_choices,
    looks_like_signs,
)
from bmc_cli.model.canvas import BLOCKS, Canvas, NoteGone, add, find, numbered
from bmc_cli.model.fields import Note
from bmc_cli.model.links import SEGMENTS
from bmc_cli.model.matching import rewrite
from bmc_cli.model.operations import Add, Change, Move, Refused, Remove
from bmc_cli.plain_text import clean, one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


SERVES_SEGMENTS = {block.key for block in BLOCKS if SEGMENTS in block.targets}


@dataclass(frozen=True, slots=True)
class NoteWork:
    """The notes of ``book``, worked on in conversation with ``asker``.

    ``key`` is a block's; ``word`` is what the user typed behind a command: the
    number of a note in that block and more.  No number means the last note.
    """

    book: Book
    asker: Asker
    explain: Explain

    def add(self, key: str, texts: list[str], *, later: bool, quiet: bool = False) -> Reply | None:
        """Add a note for each text and, unless ``quiet``, say so and ask for whom and its kind.

        Returns the reply that was no answer to these questions, if there was one.
        """
        if not texts and not quiet:
            self.asker.tell(self.asker.pack.say("errors.empty_note"))
        added = []
        for text in texts:
            if find(self.book.canvas, key, text):
                if not quiet:
                    self._say("note_twice", text=one_line(text))
                continue
            notes = self.book.do(Add(key, Note(text, later=later))).notes(key)
            if not quiet:
                self.asker.note_added(len(notes), notes[-1])
                added.append(notes[-1])
        for note in added:
            if reply := self._ask_about(key, note):
                return reply
        return None

    def _ask_about(self, key: str, note: Note) -> Reply | None:
        """Ask for whom a new note is, and its kind; return a reply that is no answer."""
        links = link_choices(self.book.canvas, key)
        if len(links) > 1:
            reply, names = self._ask_which("links", key, links)
            if reply:
                return reply
            new = replace(note, links=names)
            self._change(key, note, new)
            note = new
        reply, names = self._ask_which("kinds", key, kind_choices(self.asker.pack, key))
        if names:
            self._change(key, note, replace(note, kinds=names))
        return reply

    def _ask_which(
        self, field: str, key: str, choices: list[Choice]
    ) -> tuple[Reply | None, tuple[str, ...]]:
        """Ask to choose; Enter chooses nothing.  Text that is no choice is given back."""
        if not choices:
            return None, ()
        say = self.asker.pack.say
        self.asker.tell(" · ".join(f"{choice.sign} {choice.shown}" for choice in choices))
        kind = "segments" if key in SERVES_SEGMENTS and field == "links" else field
        while True:
            try:
                reply = self.asker.ask(say(f"interview.which_{kind}"))
            except Interrupted as broken:
                self._keep_text(field, key, broken.draft, choices)
                raise
            if reply.command or reply.text.lstrip().startswith("/") or "\n" in reply.text:
                return reply, ()
            if not reply.text.strip():
                return None, ()
            try:
                return None, self._chosen(field, reply.text, choices)
            except NoChoice:
                if not looks_like_signs(reply.text, choices):
                    return reply, ()
            signs = f"{choices[0].sign}-{choices[-1].sign}"
            self._say("no_choice", signs=signs)

    def _keep_text(self, field: str, key: str, text: str, choices: list[Choice]) -> None:
        """Make a half-typed answer a note, unless it is a choice."""
        try:
            self._chosen(field, text, choices)
        except NoChoice:
            if not looks_like_signs(text, choices):
                self.add(key, texts_in(text), later=False, quiet=True)

    def _chosen(self, field: str, answer: str, choices: list[Choice]) -> tuple[str, ...]:
        if field == "kinds":
            return chosen(answer, choices)
        return chosen_links(answer, choices, self.asker.pack.say("interview.every").split())

    def link(self, key: str, word: str) -> Reply | None:
        """Say for whom a note is: by what is typed behind its number, else by asking."""
        return self._choose("links", key, word, link_choices(self.book.canvas, key))

    def kind(self, key: str, word: str) -> Reply | None:
        """Say of which kind a note is: by what is typed behind its number, else by asking."""
        return self._choose("kinds", key, word, kind_choices(self.asker.pack, key))

    def _choose(self, field: str, key: str, word: str, choices: list[Choice]) -> Reply | None:
        note, answer = self._note(key, word)
        if note is None:
            return None
        if not choices:
            self._say(f"no_{field}")
            return None
        try:
            names = self._chosen(field, answer, choices) if answer else None
        except NoChoice as unknown:
            self.asker.tell(" · ".join(f"{choice.sign} {choice.shown}" for choice in choices))
            self._say("not_listed", words=one_line(" ".join(unknown.words)))
            return None
        if names is None:
            reply, names = self._ask_which(field, key, choices)
            if reply:
                return reply
        new = replace(note, links=names) if field == "links" else replace(note, kinds=names)
        self._change(key, note, new)
        return None

    def edit(self, key: str, word: str) -> Reply | None:
        """Reword a note: by the text behind its number, else by asking for it.

        Returns the reply that was no answer to a question, if there was one.
        """
        note, text = self._note(key, word)
        if note is None:
            return None
        if not text:
            try:
                reply = self.asker.amend(self.asker.pack.say("interview.amend"), note.text)
            except Interrupted as broken:
                # What was only shortened is no new idea; anything else is kept beside the old.
                if broken.draft.strip() not in note.text:
                    self.add(key, texts_in(broken.draft), later=note.later, quiet=True)
                raise
            if reply.command:
                return None
            if reply.text == note.text:
                return None
            text = reply.text
        texts = texts_in(text)
        if not texts:
            self.book.do(Remove(key, note))
            return None
        try:
            self._change(key, note, replace(note, text=texts[0]))
        except Refused:
            self._say("note_twice", text=one_line(texts[0]))
            return None
        return self.add(key, texts[1:], later=note.later) if texts[1:] else None

    def remove(self, key: str, word: str) -> None:
        """Remove the notes whose numbers are in ``word``; there must be one."""
        notes = self.book.canvas.notes(key)
        picked = [numbered(number, notes) for number in word.split()]
        if not picked or None in picked:
            self._say("which_note" if notes else "no_notes", last=len(notes))
            return
        removed = (Remove(key, note) for note in dict.fromkeys(picked) if note is not None)
        self.book.do(*removed)

    def move(self, key: str, word: str) -> None:
        """Move a note to another number."""
        note, to = self._note(key, word)
        last = len(self.book.canvas.notes(key))
        place = numbered(to, range(last))
        if note is not None and place is not None:
            self.book.do(Move(key, note, place))
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
        """Put ``new`` in the place of ``note``; beside it, when that changed meanwhile."""
        try:
            self.book.do(Change(key, note, new))
        except NoteGone:
            now = find(self.book.canvas, key, note.text)
            self.book.change(partial(add, key=key, note=new))
            yours = new.detail if now else new.text
            self._say("note_gone_kept", text=one_line(note.text), yours=one_line(yours))

    def _note(self, key: str, word: str) -> tuple[Note | None, str]:
        """Return the note that ``word`` begins with the number of, and the rest of it."""
        notes = self.book.canvas.notes(key)
        number, _, rest = word.partition(" ")
        if not word and notes:
            return notes[-1], ""
        if note := numbered(number, notes):
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
