"""Which command a typed line is: behind a slash, or one of few that people type bare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bmc_cli.errors import BmcError
from bmc_cli.interview.state import Reply
from bmc_cli.interview.understanding import (
    NoChoice,
    Sense,
    chosen_labels,
    plain,
    sense_of,
    without_filler,
)
from bmc_cli.interview.vocabulary import phrases
from bmc_cli.model.fields import BY_NAME
from bmc_cli.words.choices import split_off
from bmc_cli.words.packs import find_block

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

_SAID = ("undo", "back", "next", "quit", "title")
"""Commands that the vocabulary knows whole sentences for."""

_SAID_OF = {"del": "remove", "edit": "reword", "move": "carry"}
"""What the vocabulary calls other words for a command before a note."""

_COUNTING = ("numbers", "ordinals", "first", "last", "ones")
"""Words that a line ends with which only counts."""

_COUNTED = tuple(map(str, range(1, 10)))

_LABEL = 3  # the most signs in the number of a note

_BARE = ("back", "next", "undo", "quit", "help", "canvas", "review", "editor")
"""Commands that people type without a slash; the others are words of notes too."""


def named(word: str, pack: Pack) -> str:
    """Return the command that ``word`` is a name of, "" for none."""
    sought = word.lower()
    return next((each for each in COMMANDS if sought in _names(each, pack)), "")


def _names(command: str, pack: Pack) -> set[str]:
    return {command, *pack.words["commands"][command].split()}


def shown_name(command: str, pack: Pack) -> str:
    """Return the name of a command by which the keys and commands behind "?" tell it."""
    told = set(re.findall(r"/(\w+)", pack.say("interview.keys_help")))
    names = [*pack.words["commands"][command].split(), command]
    return next((name for name in names if name in told), names[0])


def bare_command(text: str, pack: Pack) -> str:
    """Return the command that all of ``text`` says, by its bare name or as people say it; or ""."""
    word = text.strip().strip(".!").lower()
    if found := next((each for each in _BARE if word in _names(each, pack)), ""):
        return found
    whole = plain(text).rstrip(" ?")
    said = {whole, _unexclaimed(whole)}
    found = next((each for each in _BARE if said & _names(each, pack)), "")
    return found or next((each for each in _SAID if said & {*phrases(each)}), "")


def _unexclaimed(text: str) -> str:
    """Return ``text`` without what is exclaimed before it: "no wait, undo that"."""
    exclaimed = "|".join(map(re.escape, phrases("exclaimed")))
    return re.sub(rf"\A(?:(?:{exclaimed})(?:[\s,.!\u2026]+|\Z))+", "", text, flags=re.IGNORECASE)


def says(text: str, name: str) -> bool:
    """Whether all of ``text`` is a phrase under ``name``, but for what says nothing around it."""
    both = {plain(text), _unexclaimed(plain(text))}
    return any({each, without_filler(each)} & {*phrases(name)} for each in both)


def regrets(text: str) -> bool:
    """Whether ``text`` begins as who takes something back: "no wait, that is no customer"."""
    regretted = "|".join(map(re.escape, phrases("regretted")))
    found = re.match(rf"({regretted})(\s*[,.!:\u2026])?(?!\S)", " ".join(text.lower().split()))
    return bool(found and (found[2] or " " in found[1]))


def only_exclaims(text: str) -> bool:
    """Whether ``text`` only exclaims or counts in words: "oops", "the third one"."""
    said = _unexclaimed(plain(text))
    ends = {word for name in _COUNTING for word in phrases(name)}  # "the first two weeks" are none
    is_count = said.rpartition(" ")[2] in ends and not re.search(r"\d", said)
    counts = is_count and _labels_in(said, _COUNTED, "")
    return bool(text.strip()) and (not said or bool(counts))


def bare_of_a_note(text: str, labels: Sequence[str], pack: Pack, it: str = "") -> tuple[str, str]:
    """Return the command that ``text`` says of notes as a slash is followed by it: "2 other text".

    ``labels`` are the numbers or letters of the notes, ``it`` is that which is asked about, else
    the last; ("", "") is any other text.
    """
    it = it or next(reversed(labels), "")
    line = _unexclaimed(" ".join(text.split()).strip(" .!"))
    for command in _OF_A_NOTE:
        names = _names(command, pack)
        more = phrases(_SAID_OF[command]) if command in _SAID_OF else ()
        for way in sorted({*names, *more}, key=len):
            start, rest = line[: len(way) + 1].lower(), line[len(way) :].strip()
            if start != f"{way} " or not rest:
                continue
            found = _labels_in(rest, labels, it)
            if not found and command != "del":
                found = _of_note(rest, labels, it, is_name=way in names)
            if found:
                return command, found
    for end in phrases("may_go"):
        head = line[: -len(end)] if line.lower().endswith(f" {end}") else ""
        if head and (found := _labels_in(head, labels, it)):
            return "del", found
    for start in phrases("belongs"):
        where = line[len(start) :].strip() if line.lower().startswith(f"{start} ") else ""
        if where and labels and is_block(where, pack):
            return "move", f"{it} {where}"
    return "", ""


def is_block(word: str, pack: Pack) -> bool:
    """Whether ``word`` is the number or a name of a block."""
    try:
        find_block(word, [pack])
    except BmcError:
        return False
    return True


def _of_note(rest: str, labels: Sequence[str], it: str, *, is_name: bool) -> str:
    """Return ``rest`` with the label of the note in front that it begins with, "" for none.

    Behind the name of a command (``is_name``) its number may do: "edit 2 other text".
    """
    into = "|".join(map(re.escape, phrases("into")))
    head, *tail = re.split(rf"\s+(?:{into})\s+", rest, maxsplit=1, flags=re.IGNORECASE)
    if tail and (found := _labels_in(head, labels, it)):
        return f"{found} {tail[0]}"
    number = rest.split(maxsplit=1)[0]
    return rest if is_name and number.isdecimal() and number in labels else ""


def _labels_in(text: str, labels: Sequence[str], it: str) -> str:
    """Return the labels that all of ``text`` names, "" where it says something else.

    Names of notes are not looked for: "drop shipping" may be a note.
    """
    said = plain(text)
    if said in phrases("it"):
        return it
    if sense_of(said, len(labels)) is Sense.EVERYONE:
        return " ".join(labels)
    try:
        return " ".join(chosen_labels(said, labels))
    except NoChoice:
        return ""


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
