"""The seam between the interview and its surroundings: who asks, and who keeps the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bmc_cli.model.canvas import Block, Canvas
from bmc_cli.model.fields import Note
from bmc_cli.model.operations import Operation

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


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

    def pass_on(self) -> None:
        """Raise the end of the program that broke it off, if that is what did."""
        if isinstance(self.__cause__, SystemExit):
            raise self.__cause__


@dataclass(frozen=True, slots=True)
class Step:
    """What one screen shows: a block, its canvas, and whether it looks ahead.

    ``single`` says it is opened on its own, not as one of nine in a row.
    """

    block: Block
    canvas: Canvas
    ahead: bool = False
    single: bool = False


EditLines = Callable[[Sequence[str], str], list[str] | None]
"""Has lines edited under a comment, in the user's editor; None when they stay as they are."""


Explain = Callable[[Exception, "Pack"], str]
"""Returns the sentence that tells what went wrong, and what to do, in the words of a pack."""


class Asker(Protocol):
    """Shows and asks.  Uses ``pack`` for its text; the language can change.

    ``draws`` says whether its user can see a drawing, ``asks_back`` whether there is somebody
    who can be asked what was meant: a script cannot.
    """

    pack: Pack
    draws: bool
    asks_back: bool

    def tell(self, text: str) -> None:
        """Show one line."""

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

    def edit_lines(self, lines: Sequence[str], comment: str) -> list[str] | None:
        """Have ``lines`` edited in the user's editor; None when they stay as they are."""


class Book(Protocol):
    """Keeps the canvas; what ``change`` returns is saved."""

    canvas: Canvas

    def do(self, *operations: Operation) -> Canvas:
        """Apply ``operations`` to the canvas as it is now, save and return it."""

    def change(self, edit: Callable[[Canvas], Canvas]) -> Canvas:
        """Apply ``edit`` to the canvas as it is now, save and return it."""
