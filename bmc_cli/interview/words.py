"""Which command a typed line is: behind a slash, or one of few that people type bare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bmc_cli.interview.state import Reply

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

_SIGNS = {"?": "help", "!": "sure"}
"""Commands that are a single sign on a line."""

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


def understood(reply: Reply, pack: Pack) -> tuple[str, str]:
    """Return the command of a reply, "" for an answer, and the rest of the line.

    A command that is not known is "unknown", with the line; "//" begins an answer with "/".
    """
    if reply.command:
        return reply.command, reply.text
    text = reply.text.strip()
    if text in _SIGNS:
        return _SIGNS[text], ""
    word, _, rest = text[1:].partition(" ")
    command = named(word, pack)
    is_list = "\n" in text and command not in _LONG
    if is_list or not text.startswith("/") or text.startswith("//"):
        return "", text.removeprefix("/") if text.startswith("//") else text
    return (command, rest.strip()) if command else ("unknown", text)
