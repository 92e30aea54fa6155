"""What can be done to the notes of a step: the work behind the words and keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bmc_cli.errors import BmcError
from bmc_cli.interview.asking import Asker, Book, EditLines, Explain, Interrupted, Reply
from bmc_cli.interview.choosing import Choice, kind_choices, link_choices
from bmc_cli.interview.questions import (
    SERVES_SEGMENTS,
    Chosen,
    Detail,
    Elsewhere,
    Interruption,
    Other,
    Question,
    ask,
)
from bmc_cli.interview.understanding import NoChoice, Sense, chosen, chosen_links, understand
from bmc_cli.model.canvas import Block, Canvas, NoteGone, add, find, numbered
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.matching import rewrite
from bmc_cli.model.operations import Add, Carry, Change, Move, Refused, Remove
from bmc_cli.plain_text import clean, one_line
from bmc_cli.words.packs import Pack, every_target, joined


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
        choices = {
            "links": link_choices(self.book.canvas, key),
            "kinds": kind_choices(self.asker.pack, key),
        }
        for field, listed in choices.items():
            if len(listed) > (field == "links"):  # what there is but one of is linked by itself
                reply, note_now = self._ask_which(key, note, field, listed)
                if reply or note_now is None:
                    return reply
                note = note_now
        return None

    def _ask_which(
        self, key: str, note: Note, field: str, choices: Sequence[Choice]
    ) -> tuple[Reply | None, Note | None]:
        """Ask about a note until that is settled; return it, None when it went elsewhere.

        A reply that is no answer is given back beside it.
        """
        while True:
            try:
                outcome = ask(Question(key, field, note, choices), self.asker)
            except Interruption as broken:
                if broken.is_note:
                    self.add(key, texts_in(broken.draft), later=False, quiet=True)
                raise
            if isinstance(outcome, Other):
                return outcome.reply, note
            if isinstance(outcome, Elsewhere):
                self._carry(key, note, outcome.block)
                return None, None
            if isinstance(outcome, Detail):
                note = self._changed(key, note, replace(note, detail=clean(outcome.text)))
                self._say("detailed", note=one_line(note.text), text=one_line(note.detail))
                continue
            if isinstance(outcome, Chosen):
                note = self._choose_for(key, note, field, outcome.values)
            return None, note

    def _choose_for(self, key: str, note: Note, field: str, values: tuple[str, ...]) -> Note:
        """Set links or kinds, and say what they are now."""
        new = replace(note, links=values) if field == "links" else replace(note, kinds=values)
        changed = self._changed(key, note, new)
        pack, name = self.asker.pack, one_line(note.text)
        if not values:
            self._say(f"no_longer_{field}", note=name)
        elif field == "kinds":
            known = pack.blocks[key].kinds
            kinds = joined([known[each].label for each in values], pack)
            self._say("of_kind", note=name, kinds=kinds)
        else:
            every = [every_target(key, pack)]
            names = every if values == EVERY_TARGET else [one_line(value) for value in values]
            sort = "segments" if key in SERVES_SEGMENTS else "links"
            self._say(f"linked_{sort}", note=name, names=joined(names, pack))
        return changed

    def _changed(self, key: str, note: Note, new: Note) -> Note:
        """Change a note and return it as it is then."""
        self._change(key, note, new)
        return find(self.book.canvas, key, new.text) or new

    def _carry(self, key: str, note: Note, block: Block) -> None:
        self.book.do(Carry(key, note, block.key))
        title = f"{block.number} {self.asker.pack.blocks[block.key].title}"
        self._say("carried", note=one_line(note.text), block=title)

    def link(self, key: str, word: str) -> Reply | None:
        """Say for whom a note is: by what is typed behind its number, else by asking."""
        return self._choose("links", key, word, link_choices(self.book.canvas, key))

    def kind(self, key: str, word: str) -> Reply | None:
        """Say of which kind a note is: by what is typed behind its number, else by asking."""
        return self._choose("kinds", key, word, kind_choices(self.asker.pack, key))

    def _choose(self, field: str, key: str, word: str, choices: Sequence[Choice]) -> Reply | None:
        note, answer = self._note(key, word)
        if note is None:
            return None
        if not choices:
            self._say(f"no_{field}")
            return None
        if not answer:
            return self._ask_which(key, note, field, choices)[0]
        try:
            values = (chosen_links if field == "links" else chosen)(answer, choices)
        except NoChoice as unknown:
            if understand(answer, choices).sense is not Sense.NOBODY:
                self.asker.tell(" · ".join(f"{choice.label} {choice.shown}" for choice in choices))
                self._say("not_listed", words=one_line(unknown.text))
                return None
            values = ()
        self._choose_for(key, note, field, values)
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
    comment = pack.say("interview.editor_comment", title=pack.blocks[key].title)
    lines = edit_lines([one_line(note.text) for note in notes], comment)
    if lines is None:
        return None
    return partial(rewrite, key=key, seen=notes, lines=[clean(line) for line in lines])


def texts_in(text: str) -> list[str]:
    """Return the texts of the notes in ``text``: one a line, cleaned and without bullets."""
    lines = (re.sub(r"^[-*\u2022](\s+|$)", "", line.strip()) for line in clean(text).split("\n"))
    return [line.strip() for line in lines if line.strip()]
