"""How the commands end: what each exit code means, as the help says it."""

from __future__ import annotations

from collections.abc import Mapping

from bmc_cli.commands.shared.outcomes import INTERRUPTED
from bmc_cli.errors import CANNOT, UNREAD, USAGE

_ALL = {
    0: "It is done.",
    CANNOT: "It could not be done; the message says why, and what to do.",
    USAGE: "The command line is not right; the message says what to type.",
}

_STOPPED = {INTERRUPTED: "You stopped with Ctrl-C; what you answered is saved."}

_OF: dict[str, dict[int, str]] = {
    "new": _STOPPED,
    "edit": _STOPPED,
    "test": {UNREAD: "A file cannot be read; the others are listed.", **_STOPPED},
    "check": {
        CANNOT: "There are errors or warnings, or it could not be done.",
        UNREAD: "A file cannot be read; the others are checked.",
        **_STOPPED,
    },
    "diff": {CANNOT: "It could not be done; with --exit-code also: something changed."},
    "merge": {CANNOT: "Something is left to decide, or it could not be done."},
    "list": {CANNOT: "It could not be done; with --find also: nothing was found."},
}
"""What the codes of a command mean, where they mean more than with the others."""


def exit_codes(command: str) -> Mapping[int, str]:
    """Return the exit codes of a command with what they mean."""
    return _ALL | _OF.get(command, {})
