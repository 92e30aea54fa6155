"""The seam between the interview and its surroundings: who asks, and who keeps the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bmc_cli.interview.state import Asked, Reply, State
from bmc_cli.model.canvas import Canvas
from bmc_cli.model.operations import Operation

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack


class Interrupted(Exception):  # noqa: N818 (an outcome, not an error)
    """The user broke off; ``draft`` is the half-typed text."""

    def __init__(self, draft: str = "") -> None:
        super().__init__(draft)
        self.draft = draft

    def pass_on(self) -> None:
        """Raise the end of the program that broke it off, if that is what did."""
        if isinstance(self.__cause__, SystemExit):
            raise self.__cause__


class Ending(Enum):
    """How an interview ended."""

    FINISHED = "finished"
    LEFT = "left"
    INTERRUPTED = "interrupted"


class Shown(NamedTuple):
    """What an asker shows: the question that is asked, where it stands, and what was just said.

    ``is_saved``: what was said is of something that was saved.
    """

    state: State
    asked: Asked
    place: str
    said: tuple[str, ...] = ()
    is_saved: bool = False


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

    def ask(self, shown: Shown) -> Reply:
        """Show a question and return the reply.  Raises ``Interrupted``."""

    def edit_lines(self, lines: Sequence[str], comment: str) -> list[str] | None:
        """Have ``lines`` edited in the user's editor; None when they stay as they are."""


class Book(Protocol):
    """Keeps the canvas; what ``change`` returns is saved.  ``is_new``: there is no file yet."""

    canvas: Canvas
    is_new: bool

    def do(self, *operations: Operation) -> Canvas:
        """Apply ``operations`` to the canvas as it is now, save and return it."""

    def change(self, edit: Callable[[Canvas], Canvas]) -> Canvas:
        """Apply ``edit`` to the canvas as it is now, save and return it."""

    def look(self) -> Canvas:
        """Return the canvas as its file holds it now."""

    def undo(self) -> Canvas:
        """Take the last saving back, and return the canvas as it was before."""
