"""Which command a typed line is: behind a slash, bare, or in a sentence, and of which notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bmc_cli.errors import BmcError
from bmc_cli.interview.senses import Sense, plain, sense_of, without_filler
from bmc_cli.interview.state import Reply
from bmc_cli.interview.understanding import NoChoice, chosen_labels, without_opener
from bmc_cli.interview.vocabulary import any_of, counted, phrases
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
"""Commands that whole sentences are known for."""

_SAID_OF = {
    "del": "remove",
    "edit": "edit",
    "move": "move",
    "for": "link",
    "go": "go",
    "title": "title",
    "author": "author",
}
"""Commands that sentences with holes are known for, by what the vocabulary calls those."""

_COUNTING = ("numbers", "ordinals", "first", "last", "ones")
"""Words that a line ends with which only counts."""

_OF_NO_NOTE = ("go", "title", "author")
"""Those of them behind which no note stands."""

_COUNTED = tuple(map(str, range(1, 100)))

_LONGEST = 200  # characters; a longer line is no command
_QUOTES = " \"'\u2018\u2019\u201c\u201d"
_HOLE = re.compile(r"\{(\w+)\}")

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
    before = rf"\A(?:(?:{any_of('exclaimed')})(?:[\s,.!\u2026]+|\Z))+"
    return re.sub(before, "", text, flags=re.IGNORECASE)


def says(text: str, name: str) -> bool:
    """Whether all of ``text`` is a phrase under ``name``, but for what says nothing around it."""
    both = {plain(text), _unexclaimed(plain(text))}
    return any({each, without_filler(each)} & {*phrases(name)} for each in both)


def regrets(text: str) -> bool:
    """Whether ``text`` begins as who takes something back: "no wait, that is no customer"."""
    said = " ".join(text.lower().split())
    found = re.match(rf"({any_of('regretted')})(\s*[,.!:\u2026])?(?!\S)", said)
    return bool(found and (found[2] or " " in found[1]))


def only_exclaims(text: str) -> bool:
    """Whether ``text`` only exclaims or counts in words: "oops", "the third one"."""
    said = _unexclaimed(plain(text))
    ends = {word for name in _COUNTING for word in phrases(name)}  # "the first two weeks" are none
    is_count = said.rpartition(" ")[2] in ends and not re.search(r"\d", said)
    counts = is_count and _counted_out(said, _COUNTED)
    return bool(text.strip()) and (not said or bool(counts))


class _Sentence(NamedTuple):
    """A sentence that says ``command``; ``by_name`` where it begins with a name of that."""

    command: str
    text: str
    by_name: bool = False

    @property
    def has_words(self) -> bool:
        """Whether any words may stand in it."""
        return "{text}" in self.text or "{any}" in self.text


def said_as_command(
    text: str,
    pack: Pack,
    labels: Sequence[str] = (),
    it: str = "",
    *,
    only_by_name: bool = False,
    has_words: bool = True,
) -> tuple[str, str]:
    """Return the command that a whole line says, and what a slash and its name go before.

    ``labels`` are the numbers or letters of the notes, ``it`` is that which is asked about, else
    the last.  What is returned behind a command are those of notes, the number of a step, or a
    text; ("", "") is any other line, and one of a note that nobody spoke of.  Without
    ``has_words`` a sentence with words of its own is any other, too.
    """
    line = " ".join(text.replace("\u2019", "'").split()).strip(" .,;:!")
    if "\n" in text.strip() or len(line) > _LONGEST:
        return "", ""
    line = _unexclaimed(line)
    chatty = rf"(?<!\S)(?:{any_of('small_talk')}),?(?!\S)|\s(?:{any_of('exclaimed')})\Z"
    bare = re.sub(chatty, " ", line, flags=re.IGNORECASE)
    bare = " ".join(bare.split()).strip(" ,")
    why = rf",\s(?:{any_of('reasons')})\s.*"
    lines = dict.fromkeys((line, bare, re.sub(why, "", bare, flags=re.IGNORECASE)))
    holding = _Holes(pack, labels, it or next(reversed(labels), ""))
    names = tuple((each, name) for each in _OF_A_NOTE for name in sorted(_names(each, pack)))
    for sentence in _sentences(names):
        if (only_by_name and not sentence.by_name) or (sentence.has_words and not has_words):
            continue
        for said in (line,) if sentence.has_words else lines:
            found = _pattern(sentence.text).fullmatch(said)
            rest = holding.rest(sentence, found.groupdict()) if found else None
            if rest is not None:
                return sentence.command, rest
    return "", ""


class _Holes(NamedTuple):
    """What may stand in the holes of a sentence: notes with ``labels``, ``it`` among them."""

    pack: Pack
    labels: Sequence[str]
    it: str

    def rest(self, sentence: _Sentence, holes: dict[str, str]) -> str | None:
        """Return what stands behind the command of a sentence; None where a hole does not fit."""
        step = str(counted("numbers", 2).get(holes.get("step", "").lower(), holes.get("step", "")))
        text = holes.get("text", "").strip(_QUOTES) or holes.get("block", "") or step
        if not self.fit(holes) or ("text" in holes and not text):
            return None
        if sentence.command in _OF_NO_NOTE:
            return text
        if "text" in holes and "{into}" not in sentence.text and self.is_it(holes):
            return None  # "this is for hotels" is a note
        named = holes.get("number") or self.notes(holes, by_name=sentence.by_name)
        if named and sentence.command == "edit":  # other words are for one note at a time
            named, _, more = named.partition(" ")
            named = None if text and more else named
        return None if named is None else f"{named} {text}".strip()

    def fit(self, holes: dict[str, str]) -> bool:
        """Whether a number is that of a note, and a block is one, where there are notes for it."""
        if "block" in holes and not (
            self.labels and is_block(without_opener(holes["block"]), self.pack)
        ):
            return False
        return "number" not in holes or holes["number"] in self.labels

    def is_it(self, holes: dict[str, str]) -> bool:
        """Whether a sentence is of the note that is talked about."""
        said = holes.get("note") or holes.get("number", "")
        return not said or plain(said) in phrases("it")

    def notes(self, holes: dict[str, str], *, by_name: bool) -> str | None:
        """Return the labels of the notes in a sentence, None where it says something else.

        Names of notes are not looked for: "drop shipping" may be a note.  A number that is not
        there is one too, except behind the name of a command.
        """
        if self.is_it(holes):
            return self.it
        said = _without_note_words(plain(holes["note"]))
        if self.labels and sense_of(said, len(self.labels)) is Sense.EVERYONE:
            return " ".join(self.labels)
        numbers = tuple(map(str, range(1, len(self.labels) + 1)))  # segments have them too
        if found := _counted_out(said, self.labels) or _counted_out(said, numbers):
            return found
        if by_name or not _counted_out(said, _COUNTED):
            return None
        if self.labels:
            return _counted_out(said, _COUNTED) if re.search(r"\d", said) else None
        return ""


def _counted_out(said: str, labels: Sequence[str]) -> str:
    try:
        return " ".join(chosen_labels(said, labels))
    except NoChoice:
        return ""


def _without_note_words(said: str) -> str:
    around = rf"\A(?:(?:{any_of('note_words')})\s+)+|\s+(?:{any_of('note_words')})\Z"
    return re.sub(around, "", said)


@cache
def _sentences(names: Iterable[tuple[str, str]]) -> tuple[_Sentence, ...]:
    """Return the sentences for each command, those with words of their own last."""
    said = [
        _Sentence(command, text)
        for command, name in _SAID_OF.items()
        for text in phrases(name)
        if "{" in text or command not in _SAID
    ]
    said += [_Sentence(command, text, by_name=True) for command, text in _by_name(names)]
    return tuple(sorted(said, key=lambda each: each.has_words))


def _by_name(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for command, name in names:
        yield command, f"{name} {{note}}"
        if command != "del":
            yield command, f"{name} {{note}} {{into}} {{text}}"
            yield command, f"{name} {{number}} {{text}}"


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """Return what a sentence looks like, with a group for each hole by its name."""
    holes = {
        "into": any_of("into"),
        "step": rf"(?P<step>\d|{'|'.join(counted('numbers', 2))})",
        "number": r"(?P<number>\d+)",
    }
    parts = _HOLE.split(sentence)
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = [f"(?:{holes.get(name, f'(?P<{name}>.+?)')})" for name in parts[1::2]]
    return re.compile("".join(parts), re.IGNORECASE)


def is_block(word: str, pack: Pack) -> bool:
    """Whether ``word`` is the number or a name of a block."""
    try:
        find_block(word, [pack])
    except BmcError:
        return False
    return True


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
