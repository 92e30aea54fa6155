"""A note in our Markdown, with its marks in its line: ``- Web shop *(later)* [A B] *delivery*``.

Below it stand, an item each, what has no short mark and its further texts.  What is escaped is
text of the note, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bmc_cli.importing import own_words
from bmc_cli.importing.outline import Piece, Run, Text
from bmc_cli.model.alike import composed
from bmc_cli.model.canvas import BY_KEY
from bmc_cli.model.fields import EVERY_TARGET, Note
from bmc_cli.model.links import SEGMENTS
from bmc_cli.words.packs import Pack, every_target

Said = dict[str, list[str]]
"""What is said of a note, by the names of the fields."""

_LETTER = re.compile(r"[A-Z]{1,2}")
_TARGETS = re.compile(r"(.*?) ?\[([^\]]+)\] ?", re.DOTALL)


class Told(NamedTuple):
    """A note that was read back, with what it is for where that is still to be found.

    ``letters`` are those of segments, ``targets`` names in a row with commas.
    """

    note: Note
    letters: tuple[str, ...] = ()
    targets: str = ""


def note_of(items: Sequence[Piece], key: str, pack: Pack) -> Told:
    """Return the note of block ``key`` that ``items`` are: its own, and those below it."""
    runs = unlettered(items[0].text) if key == SEGMENTS else items[0].text
    text, said, letters = _marks(list(runs), key, pack)
    for name, values in _below(items[1:], pack).items():
        said.setdefault(name, []).extend(values)
    if letters == EVERY_TARGET:
        said["for"], letters = [*EVERY_TARGET], ()
    return Told(own_words.note_of(text, said, key, pack), letters)


def unlettered(text: Text) -> Text:
    """Return the text of a segment without the letter before it."""
    if len(text) > 1 and text[0].is_strong and _LETTER.fullmatch(text[0].text):
        return (text[1]._replace(text=text[1].text.removeprefix(" ")), *text[2:])
    return text


def _marks(runs: list[Run], key: str, pack: Pack) -> tuple[str, Said, tuple[str, ...]]:
    """Return the text of a note, what the marks behind it say, and the letters among them."""
    said: Said = {}
    kinds: list[str] = []
    is_marked = False
    letters: tuple[str, ...] = ()
    while len(runs) > 1 or (runs and not runs[-1].is_escaped):
        last = runs[-1]
        if last.is_slanted:
            if last.text.startswith("("):
                is_marked = True
                marks = last.text.strip("()").split(", ")
                said |= {name: [mark] for name, mark in own_words.marked(marks, pack)}
            else:
                kinds.insert(0, _joined(runs))
            runs.pop()
        elif not last.is_escaped and last.text in {", ", " "} and len(runs) > 1:
            runs.pop()
        elif not last.is_escaped and (found := _TARGETS.fullmatch(last.text)) and not letters:
            letters = _targets(found[2], key, pack)
            if not letters:
                break
            runs[-1] = last._replace(text=found[1])
            if not found[1]:
                runs.pop()
        else:
            break
    if kinds:
        said["kind"] = kinds
    if (kinds or letters or is_marked) and runs and not runs[-1].is_escaped:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.removesuffix(" "))
    return text_of(tuple(runs)), said, letters


def _joined(runs: list[Run]) -> str:
    """Return the mark at the end of ``runs``, of which some may be escaped; leave its first one."""
    said = runs[-1].text
    while len(runs) > 1 and runs[-2].is_slanted:
        runs.pop()
        said = runs[-1].text + said
    return said


def _targets(said: str, key: str, pack: Pack) -> tuple[str, ...]:
    if said == every_target(key, pack):
        return EVERY_TARGET
    parts = said.split(" ")
    is_letters = bool(BY_KEY[key].targets) and all(map(_LETTER.fullmatch, parts))
    return tuple(parts) if is_letters else ()


def text_of(text: Text) -> str:
    """Return the lines of ``text``; one of white space has a sign more than it is."""
    lines = "".join(run.text for run in text).split("\n")
    return "\n".join(line if line.strip() else line[:-1] for line in lines)


def _below(items: Sequence[Piece], pack: Pack) -> Said:
    """Return what the items below a note say, each behind the word for it."""
    words = own_words.leads(pack)
    said: Said = {}
    for item in items:
        whole = text_of(item.text)
        word = next((each for each in words if whole.startswith(f"{each} ")), "")
        value = whole[len(word) + 1 :] if word else whole
        said.setdefault(words.get(word, "detail"), []).append(value)
    return said


def parted(said: str, known: Mapping[str, Any]) -> list[str]:
    """Return the names in a row with commas; the longest that is known goes first."""
    parts = said.split(", ")
    found = []
    while parts:
        fitting = (n for n in range(len(parts), 0, -1) if composed(", ".join(parts[:n])) in known)
        number = next(fitting, 1)
        found.append(", ".join(parts[:number]))
        parts = parts[number:]
    return found
