"""Which command a typed line is: behind a slash, or one of few that people type bare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bmc_cli.interview.state import Reply
from bmc_cli.model.fields import BY_NAME
from bmc_cli.words.choices import split_off

if TYPE_CHECKING:
    from bmc_cli.words.packs import Pack

COMMANDS = [
    "back",
    "next",
    "edit",
    "del",
    "move",
    "for",
    "kind",
    "detail",
    "outlook",
    "remark",
    "later",
    "sure",
    "editor",
    "title",
    "author",
    "go",
    "review",
    "canvas",
    "undo",
    "help",
    "lang",
    "quit",
]
"""The words that do what keys do, typed after a slash; a pack adds its own names for them."""

_LONG = ("detail", "outlook", "remark", "sure")
"""Commands whose text may be of several lines."""

_SURE = "!"
_SIGNS = {"?": "help", _SURE: "sure"}
"""Commands that are a single sign on a line."""

_OF_A_NOTE = ("edit", "del", "move", "sure")
"""Commands that people type without a slash before the number of a note."""

_LABEL = 3  # the most signs in the number of a note

_BARE = ("back", "next", "undo", "quit", "help", "canvas", "review", "editor")
"""Commands that people type without a slash; the others are words of notes too."""


def named(word: str, pack: Pack) -> str:
    """Return the command that ``word`` is a name of, "" for none."""
    sought = word.lower()
    return next((each for each in COMMANDS if sought in _names(each, pack)), "")


def _names(command: str, pack: Pack) -> set[str]:
    return {command, *pack.words["commands"][command].split()}


def bare_command(text: str, pack: Pack) -> str:
    """Return the command whose bare name is all of ``text``, "" for none."""
    word = text.strip().strip(".!").lower()
    return next((each for each in _BARE if word in _names(each, pack)), "")


def bare_of_a_note(text: str, last: int, pack: Pack) -> tuple[str, str]:
    """Return the command that ``text`` begins with the bare name of, and the rest of the line.

    The rest begins with the number of a note, 1 to ``last``; ("", "") for any other text.
    """
    word, _, rest = text.strip().partition(" ")
    number = rest.split()[0] if rest.split() else ""
    if not (number.isdecimal() and 0 < int(number) <= last):
        return "", ""
    found = next((each for each in _OF_A_NOTE if word.lower() in _names(each, pack)), "")
    return (found, rest.strip()) if found else ("", "")


def _says_how_sure(rest: str, pack: Pack) -> bool:
    """Return whether what stands behind the sign is a number, or how sure a note is."""
    evidence = BY_NAME["evidence"]
    label, _, behind = rest.partition(" ")
    if split_off(evidence, rest, pack)[0] is not None or rest.isdecimal():
        return True
    return len(label) <= _LABEL and split_off(evidence, behind, pack)[0] is not None


def understood(reply: Reply, pack: Pack) -> tuple[str, str]:
    """Return the command of a reply, "" for an answer, and the rest of the line.

    A command that is not known is "unknown", with the line; "//" begins an answer with "/".
    """
    if reply.command:
        return reply.command, reply.text
    text = reply.text.strip()
    if text in _SIGNS:
        return _SIGNS[text], ""
    if text.startswith(_SURE) and _says_how_sure(behind := text[1:].strip(), pack):
        return _SIGNS[_SURE], behind
    word, _, rest = text[1:].partition(" ")
    command = named(word, pack)
    is_list = "\n" in text and command not in _LONG
    if is_list or not text.startswith("/") or text.startswith("//"):
        return "", text.removeprefix("/") if text.startswith("//") else text
    return (command, rest.strip()) if command else ("unknown", text)
