"""Holding an interview: asking, saving what a reply comes to, and doing what only here is done.

The walk is a value (``walk.turn``); this is the loop around it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError, NotSaved
from bmc_cli.interview.asking import Asker, Book, EditLines, Ending, Explain, Interrupted, Shown
from bmc_cli.interview.evidence import Sure
from bmc_cli.interview.places import place_of
from bmc_cli.interview.state import Effect, Reply, State, Turn
from bmc_cli.interview.walk import asked, kept, left, noted_saving, turn, undone
from bmc_cli.method.claims import carried_over
from bmc_cli.model.canvas import Canvas, NoteGone, add, filled, find
from bmc_cli.model.matching import rewrite
from bmc_cli.model.operations import Change, Keep, Operation, Refused, Remove, Retitle
from bmc_cli.plain_text import clean, one_line

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


_ENDS = {
    Effect.FINISH: Ending.FINISHED,
    Effect.LEAVE: Ending.LEFT,
    Effect.INTERRUPT: Ending.INTERRUPTED,
}


class Conversation:
    """An interview over ``book``, held by ``asker``.

    ``load_pack`` returns the words of another language and raises an exception whose sentence
    ``explain`` gives.
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
        self.said: tuple[str, ...] = ()
        self.is_saved = False

    def hold(self, begun: Turn) -> Ending:
        """Ask and save until the user is done."""
        state, self.said = begun.state, begun.said
        while True:
            shown = Shown(state, asked(state), place_of(state), self.said, self.is_saved)
            try:
                reply = self.asker.ask(shown)
            except Interrupted as broken:
                self.answer(state, Reply(broken.draft, "interrupt"))
                broken.pass_on()
                return Ending.INTERRUPTED
            except KeyboardInterrupt:
                return Ending.INTERRUPTED
            was = self.book.canvas
            made = self.answer(state, reply)
            if made.effect in _ENDS:
                return _ENDS[made.effect]
            state = kept(self.effected(made))
            self.is_saved = self.book.canvas != was and not made.is_told

    def answer(self, state: State, reply: Reply) -> Turn:
        """Return what a reply makes of a state, saved; ``said`` is then what is to be shown."""
        try:
            made = turn(state, reply)
            self.said = made.said
            return self._saved(state, made)
        except NoteGone as gone:
            self.said = (state.say("note_gone", text=one_line(gone.text)),)
        except Refused as refused:
            self.said = (self.explain(refused, state.pack),)
        return Turn(replace(state, canvas=self.book.canvas))

    def _saved(self, before: State, made: Turn) -> Turn:
        """Save what a turn did; a note that changed meanwhile gets its new words beside it."""
        if not made.edits:
            return made
        was = self.book.canvas
        self._refuse_unseen(made.edits, before)
        try:
            canvas = self.book.do(*made.edits)
        except NoteGone:
            if not self._kept_beside(made.edits, before):
                raise
            canvas = self.book.canvas
        except NotSaved as lost:
            drafts = left(before, "", Effect.LEAVE).edits
            if lost.kept and drafts:  # what waits on other steps goes where the answer went
                self.book.do(*drafts)
            raise
        after = made._replace(state=replace(made.state, canvas=canvas))
        if filled(was) == filled(canvas):
            return after
        return after._replace(state=noted_saving(before, after))

    def _refuse_unseen(self, edits: tuple[Operation, ...], before: State) -> None:
        """Refuse to take a note away for another where their block is not as it was seen.

        Raises ``NoteGone``: one of two that were alike may be the only one by now.
        """
        chooses = any(isinstance(edit, Keep) for edit in edits) or (
            any(isinstance(edit, Change) for edit in edits)
            and any(isinstance(edit, Remove) for edit in edits)
        )
        if not chooses or self.book.is_new:
            return
        now = self.book.look()
        for edit in edits:
            if isinstance(edit, (Keep, Remove)) and now.notes(edit.key) != before.canvas.notes(
                edit.key
            ):
                raise NoteGone(edit.key, edit.note.text)

    def _kept_beside(self, edits: tuple[Operation, ...], state: State) -> bool:
        """Add the new words of a note that is not there any more; False where there are none."""
        said = []
        for edit in edits:
            if isinstance(edit, Change):
                now = find(self.book.canvas, edit.key, edit.old.text)
                self.book.change(partial(add, key=edit.key, note=edit.new))
                yours = edit.new.detail if now else edit.new.text
                names = {"text": one_line(edit.old.text), "yours": one_line(yours)}
                said.append(state.say("note_gone_kept", **names))
        self.said = (*said,) if said else self.said
        return bool(said)

    # -- what only the surroundings can do

    def effected(self, made: Turn) -> State:
        """Do what a turn leaves to its surroundings, and return the state after it."""
        state = made.state
        if made.effect is Effect.EDITOR:
            return self._edited(state, made.argument)
        if made.effect is Effect.LANGUAGE:
            return self._speaking(state, made.argument)
        if made.effect is Effect.UNDO:
            return self._undone(state)
        return state

    def _edited(self, state: State, key: str) -> State:
        try:
            edit = edited(self.book.canvas, key, state.pack, self.asker.edit_lines)
        except BmcError as fault:
            self.said = (self.explain(fault, state.pack),)
            return state
        if edit is None:
            return state
        was, canvas = self.book.canvas, self.book.change(edit)
        after = replace(state, canvas=canvas)
        for (block, _), old, new in reversed(carried_over(was, canvas)):
            after = after.asking(Sure(block, new.text, old.text))
        made = Turn(after, said=(state.say("edited"),))
        self.said = made.said
        return made.state if filled(was) == filled(canvas) else noted_saving(state, made)

    def _speaking(self, state: State, language: str) -> State:
        try:
            pack = self.load_pack(language)
        except Exception as fault:  # noqa: BLE001  # told, and the interview goes on
            self.said = (self.explain(fault, state.pack),)
            return state
        self.asker.pack = pack
        self.said = (pack.say("interview.speaks", name=pack.name),)
        was = self.book.canvas
        if self.book.is_new:
            self.book.canvas = replace(was, language=pack.language)
            return replace(state, pack=pack, canvas=self.book.canvas)
        canvas = self.book.do(Retitle("language", pack.language))
        after = replace(state, pack=pack, canvas=canvas)
        return after if canvas == was else noted_saving(state, Turn(after, said=self.said))

    def _undone(self, state: State) -> State:
        if not state.savings:
            self.said = (state.say("undone_nothing"),)
            return state
        last = state.savings[-1]
        was = self.book.canvas
        try:
            canvas = self.book.undo()
        except (BmcError, OSError) as fault:
            self.said = (self.explain(fault, state.pack),)
            return replace(state, canvas=self.book.canvas)
        after = undone(state, canvas)
        self.asker.pack = after.pack
        if after.pack is not state.pack:
            self.said = (after.say("speaks", name=after.pack.name),)
            return after
        said = _undone_said(state, was, canvas, last.said)
        if last.step and last.step != state.step:
            said = f"{said} {state.say('undone_there', n=last.step)}"
        self.said = (said,)
        return after


def _undone_said(state: State, was: Canvas, now: Canvas, said: tuple[str, ...]) -> str:
    """Return the sentence that says what was taken back."""
    gone = [
        note.text
        for key, notes in was.blocks.items()
        for note in notes
        if not find(now, key, note.text)
    ]
    came = [n for key, notes in now.blocks.items() for n in notes if not find(was, key, n.text)]
    if gone and not came:
        return state.say("undone_added", text=one_line("', '".join(gone)))
    if came and not gone:
        texts = "', '".join(note.text for note in came)
        return state.say("undone_removed", text=one_line(texts))
    return state.say("undone", said=" ".join(said))


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
