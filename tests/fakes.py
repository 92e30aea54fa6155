"""Stand-ins for the world around the interview: an asker with a script, a book in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bmc_cli.interview.asking import Shown
from bmc_cli.interview.state import Reply
from bmc_cli.model.canvas import Canvas, filled
from bmc_cli.model.operations import Operation, apply
from bmc_cli.words.packs import Pack
from tests.packs import pack

SHIFT_TAB, CTRL_O, CTRL_D, CTRL_Z, UP = (
    Reply("", name) for name in ("back", "editor", "quit", "undo", "edit")
)

Answer = str | Reply | BaseException
"""A line, a key, or what breaks the asking off."""

Editor = Callable[[list[str]], list[str] | None]


class ScriptedAsker:
    """Answers from a script and writes down what it was shown.

    When the script ends the user leaves.  ``editor`` turns the lines it is given into others.
    """

    draws = False

    def __init__(
        self,
        answers: Iterable[Answer],
        words: Pack | None = None,
        editor: Editor | None = None,
        *,
        asks_back: bool = True,
    ) -> None:
        self.asks_back = asks_back
        self.pack = words or pack("en")
        self.answers = iter(answers)
        self.editor = editor
        self.shown: list[Shown] = []
        self.told: list[str] = []

    def tell(self, text: str) -> None:
        self.told.append(text)

    def ask(self, shown: Shown) -> Reply:
        self.shown.append(shown)
        answer = next(self.answers, CTRL_D)
        if isinstance(answer, BaseException):
            raise answer
        return Reply(answer) if isinstance(answer, str) else answer

    def edit_lines(self, lines: Sequence[str], comment: str) -> list[str] | None:
        assert self.editor is not None, "the script has no editor"
        return self.editor(list(lines))

    @property
    def said(self) -> list[str]:
        """All that was said with the questions, in order."""
        return [text for shown in self.shown for text in shown.said]

    @property
    def path(self) -> list[str]:
        """The ids of the questions that were asked, in order."""
        return [shown.place for shown in self.shown]


class MemoryBook:
    """Keeps a canvas without a file; ``saves`` holds every state that was saved."""

    def __init__(self, canvas: Canvas | None = None, *, is_new: bool = False) -> None:
        self.canvas = canvas or Canvas()
        self.is_new = is_new
        self.saves: list[Canvas] = []
        self.before: list[Canvas] = []

    def change(self, edit: Callable[[Canvas], Canvas]) -> Canvas:
        after = edit(self.canvas)
        if after != self.canvas or self.is_new:
            self.saves.append(after)
        if filled(after) != filled(self.canvas):  # a step that is reached is not taken back
            self.before.append(self.canvas)
        self.canvas, self.is_new = after, False
        return after

    def look(self) -> Canvas:
        return self.canvas

    def do(self, *operations: Operation) -> Canvas:
        return self.change(lambda canvas: apply(canvas, operations).canvas)

    def undo(self) -> Canvas:
        self.canvas = self.before.pop()
        return self.canvas

    def texts(self, key: str) -> list[str]:
        """The texts of a block's notes."""
        return [note.text for note in self.canvas.notes(key)]
