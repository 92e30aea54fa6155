"""The one family of errors: what went wrong, where, and how the program ends.

An error carries the name of a sentence in the prompt pack (under ``errors``) and
the values that go into it, so that it is told in the user's language.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

DEFAULT_LANGUAGE = "en"
"""The language of whoever has not chosen one."""

CANNOT = 1
USAGE = 2
UNREAD = 3


class Place(NamedTuple):
    """A spot in a text file: line and column count from 1; ``source`` is the line itself."""

    file: str
    line: int
    column: int
    source: str = ""


class BmcError(Exception):
    """Something the user can mend.

    ``reason`` names the sentences in the pack, ``values`` fill them in, ``place``
    is the spot in a file and ``exit_code`` is 1 (cannot) or 2 (wrong usage).
    """

    def __init__(
        self, reason: str, *, place: Place | None = None, exit_code: int = CANNOT, **values: Any
    ) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.place = place
        self.exit_code = exit_code
        self.values = values


class NotSaved(Exception):  # noqa: N818 (the news a save gives; its cause is the error)
    """A change could not be saved where it belongs; raised from the error that says why.

    ``kept`` is the file that holds the canvas with the change; without one,
    ``texts`` are the notes that are in no file.
    """

    def __init__(self, kept: Path | None, texts: tuple[str, ...]) -> None:
        super().__init__(kept, texts)
        self.kept = kept
        self.texts = texts


class NoVersions(Exception):  # noqa: N818 (as above)
    """The versions of the canvas in ``file`` cannot be read, or one was not kept.

    Raised from the error that says why; ``reason`` names the sentences in the pack.
    """

    def __init__(self, reason: str, file: Path) -> None:
        super().__init__(reason, file)
        self.reason = reason
        self.file = file


warnings: list[Exception] = []
"""What went wrong beside what a command did; told once, when it ends."""


def warn(warning: Exception) -> None:
    """Have ``warning`` told at the end; the same one of many savings is told once."""
    if repr(warning) not in map(repr, warnings):
        warnings.append(warning)
