"""Stand-ins for the world around the interview: an asker with a script, a book in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bmc_cli.file.packs import load_language
from bmc_cli.interview.asking import Interrupted, Reply, Step
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Operation, apply
from bmc_cli.words.packs import Pack

SHIFT_TAB, CTRL_O, CTRL_D, UP = (Reply("", name) for name in ("back", "editor", "quit", "edit"))


class ScriptedAsker:
    """Answers from a script and writes down what it was shown.

    An answer is a line, a ``Reply`` for a key, or an ``Interrupted`` to raise.  When the
    script ends the user leaves.  ``editor`` turns the lines it is given into others.
    """

    draws = False

    def __init__(
        self,
        answers: Iterable[str | Reply | Interrupted],
        pack: Pack | None = None,
        editor: Callable[[list[str]], list[str] | None] | None = None,
        *,
        asks_back: bool = False,
    ) -> None:
        self.asks_back = asks_back
        self.pack = pack or load_language("en")
        self.answers = iter(answers)
        self.editor = editor
        self.steps: list[Step] = []
        self.helped: list[Step] = []
        self.reviews: list[Canvas] = []
        self.told: list[str] = []
        self.added: list[tuple[int, str]] = []
        self.asked: list[tuple[str, str]] = []

    def tell(self, text: str) -> None:
        self.told.append(text)

    def show_step(self, step: Step) -> None:
        self.steps.append(step)

    def show_help(self, step: Step) -> None:
        self.helped.append(step)

    def show_review(self, canvas: Canvas) -> None:
        self.reviews.append(canvas)

    def note_added(self, number: int, note: Note) -> None:
        self.added.append((number, note.text))

    def ask(self, prompt: str, draft: str = "") -> Reply:
        self.asked.append((prompt, draft))
        answer = next(self.answers, CTRL_D)
        if isinstance(answer, Interrupted):
            raise answer
        return Reply(answer) if isinstance(answer, str) else answer

    def amend(self, prompt: str, text: str) -> Reply:
        return self.ask(prompt, text)

    def edit_lines(self, lines: Sequence[str], comment: str) -> list[str] | None:
        assert self.editor is not None, "the script has no editor"
        return self.editor(list(lines))

    @property
    def path(self) -> list[str]:
        """The steps that were shown, as "4" or, looking ahead, "4+"."""
        return [f"{step.block.number}{'+' if step.ahead else ''}" for step in self.steps]


class MemoryBook:
    """Keeps a canvas without a file; ``saves`` holds every state that was saved."""

    def __init__(self, canvas: Canvas | None = None) -> None:
        self.canvas = canvas or Canvas()
        self.saves: list[Canvas] = []

    def change(self, edit: Callable[[Canvas], Canvas]) -> Canvas:
        after = edit(self.canvas)
        if after != self.canvas:
            self.saves.append(after)
        self.canvas = after
        return after

    def do(self, *operations: Operation) -> Canvas:
        return self.change(lambda canvas: apply(canvas, operations).canvas)

    def texts(self, key: str) -> list[str]:
        """The texts of a block's notes."""
        return [note.text for note in self.canvas.notes(key)]
